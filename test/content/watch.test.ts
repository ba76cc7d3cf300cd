/** Whatever an author's editor does to the files, there is one round more; and none where nothing happens. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rounds } from '../../src/content/watch.ts';
import { LEAN } from '../commands/screen.ts';
import { makeFolder } from '../terminal.ts';

/** Longer than several looks. */
const QUIET_MS = 1_200;

/** When every spine was written, as far as anybody can tell. */
const WRITTEN = new Date('2026-11-22T10:00:00.000Z');

function watch(named: string, others?: () => readonly string[]) {
	const stop = new AbortController();
	onTestFinished(() => stop.abort());
	const counted = rounds(named, stop.signal, others);
	return { stop, next: async () => (await counted.next()).value };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T | 'nothing'> {
	return Promise.race([promise, new Promise<'nothing'>((resolve) => setTimeout(() => resolve('nothing'), ms))]);
}

function makeRoadmap(): string {
	const folder = makeFolder();
	fs.writeFileSync(path.join(folder, 'roadmap.yaml'), LEAN);
	fs.utimesSync(path.join(folder, 'roadmap.yaml'), WRITTEN, WRITTEN);
	fs.mkdirSync(path.join(folder, 'topics'));
	fs.writeFileSync(path.join(folder, 'topics', 'first.yaml'), 'summary: One.\n');
	return folder;
}

const inside = (folder: string, ...names: string[]) => path.join(folder, ...names);

test.each<[what: string, change: (folder: string) => void]>([
	['a topic file is written', (folder) => fs.writeFileSync(inside(folder, 'topics', 'first.yaml'), 'summary: Two.\n')],
	['the spine is written', (folder) => fs.appendFileSync(inside(folder, 'roadmap.yaml'), '# more\n')],
	['a topic file is new', (folder) => fs.writeFileSync(inside(folder, 'topics', 'second.yaml'), 'summary: Two.\n')],
	['a topic file is removed', (folder) => fs.rmSync(inside(folder, 'topics', 'first.yaml'))],
	['the folder of topics is removed', (folder) => fs.rmSync(inside(folder, 'topics'), { recursive: true })],
	['the spine is removed', (folder) => fs.rmSync(inside(folder, 'roadmap.yaml'))],
	[
		'an editor renames another file into the place, as long and as old',
		(folder) => {
			const [file, other] = [inside(folder, 'roadmap.yaml'), inside(folder, '.roadmap.yaml.swp')];
			fs.writeFileSync(other, LEAN.replace('First', 'Worst'));
			fs.utimesSync(other, WRITTEN, WRITTEN);
			fs.renameSync(other, file);
		},
	],
])('%s: by its folder and by its file', async (_, change) => {
	const folder = makeRoadmap();
	const watchers = [watch(folder), watch(inside(folder, 'roadmap.yaml'))];
	for (const { next } of watchers) expect(await next()).toBe(1);
	const second = watchers.map(({ next }) => next());
	change(folder);
	expect(await Promise.all(second)).toEqual([2, 2]);
});

test('while nothing happens there is no round', async () => {
	const { next, stop } = watch(makeRoadmap());
	await next();
	const second = next();
	expect(await within(QUIET_MS, second)).toBe('nothing');
	stop.abort();
	expect(await second).toBeUndefined();
});

test('what changes many times in a row makes few rounds, and the last state is seen', async () => {
	const file = path.join(makeFolder(), 'mine.yaml');
	fs.writeFileSync(file, LEAN);
	const { next } = watch(file);
	await next();
	const second = next();
	for (let i = 0; i < 20; i++) {
		fs.appendFileSync(file, `# ${i}\n`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	expect(await second).toBe(2);
	const third = await within(QUIET_MS, next());
	expect(['nothing', 3]).toContain(third);
});

test('a change between the round and the next look is not missed', async () => {
	const file = path.join(makeFolder(), 'mine.yaml');
	fs.writeFileSync(file, LEAN);
	const { next } = watch(file);
	await next();
	fs.appendFileSync(file, '# while the first round was being checked\n');
	expect(await next()).toBe(2);
});

test('a file that stands alone does not wake for its neighbours', async () => {
	const folder = makeRoadmap();
	const file = inside(folder, 'mine.yaml');
	fs.writeFileSync(file, LEAN);
	const { next, stop } = watch(file);
	await next();
	const second = next();
	fs.appendFileSync(inside(folder, 'roadmap.yaml'), '# more\n');
	fs.writeFileSync(inside(folder, 'topics', 'second.yaml'), 'summary: Two.\n');
	expect(await within(QUIET_MS, second)).toBe('nothing');
	stop.abort();
	expect(await second).toBeUndefined();
});

test('of a file that a round has learned of, a change is seen, and not the learning', async () => {
	const folder = makeRoadmap();
	const file = inside(folder, 'cups.csv');
	fs.writeFileSync(file, 'id\n1\n');
	let files: string[] = [];
	const { next } = watch(folder, () => files);
	expect(await next()).toBe(1);
	files = [file];
	const second = next();
	expect(await within(QUIET_MS, second)).toBe('nothing');
	fs.appendFileSync(file, '2\n');
	expect(await second).toBe(2);
	const third = next();
	fs.rmSync(file);
	expect(await third).toBe(3);
});
