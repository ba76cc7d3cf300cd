/** Compiled once, and known again: the cache of roadmaps that learners name themselves. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFile } from '../../src/content/library.ts';
import { makeFolder } from '../terminal.ts';

const spine = (title: string) =>
	`format: 1\nid: tea\ntitle: ${title}\nstages: [{id: s, title: S, topics: [{id: green, title: Green, summary: Leaves.}]}]\n`;

/** A cache, a roadmap, and a way to open it that says whether it was compiled. */
function setUp(text = spine('Tea')) {
	const home = makeFolder();
	const cache = path.join(home, 'cache');
	const file = path.join(home, 'mine.yaml');
	fs.writeFileSync(file, text);
	const open = async (named = file, version = '1') => {
		let steps = 0;
		const opened = await openFile(named, cache, version, () => steps++);
		return { opened, compiled: steps > 0 };
	};
	const titleOf = async (named = file) => {
		const { opened } = await open(named);
		return 'compiled' in opened ? opened.compiled.roadmap.title : opened.faults[0]?.message;
	};
	return { home, cache, file, open, titleOf };
}

/** As if nobody had touched it for an hour. */
function settle(...files: string[]): void {
	const then = new Date(Date.now() - 3_600_000);
	for (const file of files) fs.utimesSync(file, then, then);
}

const kept = (cache: string) => fs.readdirSync(path.join(cache, 'roadmaps'));

describe('a roadmap', () => {
	test('is compiled once', async () => {
		const { open } = setUp();
		expect((await open()).compiled).toBe(true);
		const again = await open();
		expect(again.compiled).toBe(false);
		if (!('compiled' in again.opened)) throw new Error('faults');
		const { roadmap, lessonOf } = again.opened.compiled;
		expect(roadmap.title).toBe('Tea');
		expect(roadmap.stages[0]?.topics.map(lessonOf)).toEqual([{ summary: 'Leaves.', resources: [] }]);
	});

	test('is compiled anew when its content or the program changes, and not when only its time does', async () => {
		const { file, open, titleOf } = setUp();
		await open();
		settle(file);
		expect((await open()).compiled).toBe(false);
		expect((await open(file, '2')).compiled).toBe(true);
		fs.writeFileSync(file, spine('Pot'));
		expect(await titleOf()).toBe('Pot');
	});

	test('of many files is known by all of them, and by which there are', async () => {
		const { home, open } = setUp();
		const folder = path.join(home, 'tea');
		const lesson = path.join(folder, 'topics', 'green.yaml');
		fs.mkdirSync(path.dirname(lesson), { recursive: true });
		fs.writeFileSync(path.join(folder, 'roadmap.yaml'), spine('Tea').replace(', summary: Leaves.', ''));
		const summary = async () => {
			const { opened } = await open(folder);
			if (!('compiled' in opened)) throw new Error('faults');
			return opened.compiled.roadmap.stages[0]?.topics.map(opened.compiled.lessonOf)[0]?.summary;
		};
		expect(await summary()).toBe('');
		fs.writeFileSync(lesson, 'summary: A leaf.\n');
		expect(await summary()).toBe('A leaf.');
		fs.writeFileSync(lesson, 'summary: A twig.\n');
		expect(await summary()).toBe('A twig.');
		fs.rmSync(lesson);
		expect(await summary()).toBe('');
	});

	test('with faults is not kept, and its faults are errors', async () => {
		const { cache, open } = setUp(spine('"T\\u202e"').replace('id: green', 'id: Green'));
		const { opened } = await open();
		expect('faults' in opened && opened.faults?.map(({ severity }) => severity)).toEqual(['error']);
		expect(fs.existsSync(cache)).toBe(false);
	});
});

/** Waits until a file's times are older than what is trusted; only then does a note say what it looked like. */
describe('a file that has not been touched for a while', () => {
	/** The inode's own time cannot be set back, so the clock is set forward. */
	async function later<T>(run: () => Promise<T>): Promise<T> {
		const { now } = Date;
		Date.now = () => now() + 60_000;
		try {
			return await run();
		} finally {
			Date.now = now;
		}
	}

	const notes = (cache: string) =>
		fs.existsSync(path.join(cache, 'seen')) ? fs.readdirSync(path.join(cache, 'seen')) : [];

	test('is known by its looks: it is not even read', async () => {
		const { cache, file, open, titleOf } = setUp();
		await open();
		expect(notes(cache)).toEqual([]);
		await later(open);
		expect(notes(cache)).toHaveLength(1);
		// What was compiled stands under a name of its content; if that is taken, nobody looked into the file.
		const [key = ''] = kept(cache);
		const spineFile = path.join(cache, 'roadmaps', key, 'spine.jsonl');
		fs.writeFileSync(spineFile, fs.readFileSync(spineFile, 'utf8').replace('"Tea"', '"Cup"'));
		expect(await titleOf()).toBe('Cup');
		fs.chmodSync(file, 0o600);
		expect(await titleOf()).toBe('Cup');
	});

	test('is read again after any change, though size and time are as before', async () => {
		const { file, open, titleOf } = setUp();
		await later(open);
		const { atime, mtime } = fs.statSync(file);
		fs.writeFileSync(file, spine('Pot'));
		fs.utimesSync(file, atime, mtime);
		expect(await titleOf()).toBe('Pot');
		fs.rmSync(file);
		await expect(open()).rejects.toThrow(`There is no file ${file}.`);
	});

	test('and its neighbours: a file that is new among the topics is seen', async () => {
		const { home, open } = setUp();
		const folder = path.join(home, 'tea');
		fs.mkdirSync(path.join(folder, 'topics'), { recursive: true });
		fs.writeFileSync(path.join(folder, 'roadmap.yaml'), spine('Tea').replace(', summary: Leaves.', ''));
		await later(() => open(folder));
		expect((await open(folder)).compiled).toBe(false);
		fs.writeFileSync(path.join(folder, 'topics', 'green.yaml'), 'summary: A leaf.\n');
		expect((await open(folder)).compiled).toBe(true);
	});

	test('a damaged note, and one of another version, are passed over', async () => {
		const { cache, file, open, titleOf } = setUp();
		await later(open);
		const [name = ''] = notes(cache);
		for (const damage of ['', '{', 'null', '[]', '{"named": 1}', '{"files": 3}']) {
			fs.writeFileSync(path.join(cache, 'seen', name), damage);
			expect(await titleOf()).toBe('Tea');
		}
		await later(open);
		expect((await open(file, '2')).compiled).toBe(true);
	});
});

describe('a cache', () => {
	test('that was damaged is made anew', async () => {
		const { cache, open, titleOf } = setUp();
		await open();
		const [key = ''] = kept(cache);
		const folder = path.join(cache, 'roadmaps', key);
		for (const [name, damage] of [
			['spine.jsonl', ''],
			['spine.jsonl', '{"format":1,"road'],
			['spine.jsonl', 'null'],
			['spine.jsonl', '{"format":2}'],
			['spine.jsonl', '{"format":2}\n'],
			['spine.jsonl', (whole: string) => whole.slice(0, -1)],
			['spine.jsonl', (whole: string) => whole.slice(0, -2)],
			['spine.jsonl', (whole: string) => whole.slice(0, whole.indexOf('\n') + 1)],
			['spine.jsonl', (whole: string) => whole.slice(0, whole.indexOf('\n') + 9)],
			['spine.jsonl', (whole: string) => whole.replace('\n{', '\n\0')],
			['spine.jsonl', (whole: string) => `${whole}{}\n`],
			['lessons.jsonl', ''],
		] as const) {
			const file = path.join(folder, name);
			fs.writeFileSync(file, typeof damage === 'string' ? damage : damage(fs.readFileSync(file, 'utf8')));
			expect(await titleOf()).toBe('Tea');
			expect((await open()).compiled).toBe(false);
		}
		fs.rmSync(path.join(folder, 'lessons.jsonl'));
		expect(await titleOf()).toBe('Tea');
		expect((await open()).compiled).toBe(false);
	});

	test('that cannot be written is no failure', async () => {
		const { cache, open } = setUp();
		fs.writeFileSync(cache, 'a file in its place');
		const { opened } = await open();
		if (!('compiled' in opened)) throw new Error('faults');
		const { roadmap, lessonOf } = opened.compiled;
		expect(roadmap.stages[0]?.topics.map(lessonOf)).toEqual([{ summary: 'Leaves.', resources: [] }]);
	});

	test('keeps the newest twelve, and nothing that a killed process left', async () => {
		const { cache, file, open } = setUp();
		await open();
		const left = path.join(cache, 'roadmaps', 'killed-abc');
		fs.mkdirSync(left);
		settle(left);
		for (let i = 0; i < 20; i++) {
			fs.writeFileSync(file, spine(`Tea ${i}`));
			await open();
		}
		expect(kept(cache)).toHaveLength(12);
		expect(fs.existsSync(left)).toBe(false);
		expect((await open()).compiled).toBe(false);
	});

	test("is nobody else's", async () => {
		const { cache, open } = setUp();
		await open();
		const [key = ''] = kept(cache);
		const folder = path.join(cache, 'roadmaps', key);
		const mode = (named: string) => fs.statSync(named).mode & 0o777;
		expect([path.dirname(folder), folder].map(mode)).toEqual([0o700, 0o700]);
		expect(fs.readdirSync(folder).map((name) => mode(path.join(folder, name)))).toEqual([0o600, 0o600]);
	});
});
