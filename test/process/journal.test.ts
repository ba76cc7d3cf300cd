/** Nothing you marked is ever lost: the real program, many at once, killed, on a full disk, among damaged lines. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventLine, finish, type JournalLine, makeFolder, outline, Program, snapshot } from './binary.ts';

const TOPICS = outline().flat();
/** The first four of stage 1, which has five. */
const [A = '', B = '', C = '', D = ''] = TOPICS;
const LONG = 90_000;
/** More of them with `npm run test:faults`. */
const ROUNDS = process.env.FAULTS === 'long' ? 1_000 : 40;

describe('many at once', () => {
	test.each([1, 2, 3])(
		'50 processes on an empty home, round %i: all 50 marks are there',
		{ timeout: LONG },
		async () => {
			const program = new Program();
			const topics = TOPICS.slice(0, 50);
			const ran = await Promise.all(topics.map((topic) => program.run(`done ${topic}`)));
			expect(ran.filter(({ code, err }) => code !== 0 || err !== '')).toEqual([]);
			const events = eventsOf(program);
			expect(events.map(({ topic }) => topic).sort()).toEqual([...topics].sort());
			expect(new Set(events.map(({ id }) => id)).size).toBe(50);
			expect(program.journals()).toHaveLength(1);
			expect(await program.alreadyDone(topics)).toEqual(topics);
			expect(await program.run(['reset', '--yes', ...TOPICS.slice(50)])).toMatchObject({ code: 0, err: '' });
			expect(eventsOf(program)).toHaveLength(50);
			// Nothing half written is left either.
			expect(fs.readdirSync(program.home).sort()).toEqual(['device.json', 'progress', 'seen']);
			expect(fs.readdirSync(path.join(program.home, 'seen'))).toEqual(['data-engineer.json']);
		},
	);

	test('20 processes in a home that was copied: all marks are there, the copied journal is as it was', {
		timeout: LONG,
	}, async () => {
		const first = new Program();
		await first.run(`done ${A}`);
		const program = new Program({ home: path.join(makeFolder(), 'copy') });
		fs.cpSync(first.home, program.home, { recursive: true });
		const twin = program.journal();
		const text = fs.readFileSync(twin, 'utf8');
		const topics = TOPICS.slice(1, 21);
		const ran = await Promise.all(topics.map((topic) => program.run(`done ${topic}`)));
		expect(ran.filter(({ code, err }) => code !== 0 || err !== '')).toEqual([]);
		expect(fs.readFileSync(twin, 'utf8')).toBe(text);
		expect(await program.alreadyDone([A, ...topics])).toEqual([A, ...topics]);
	});
});

test(`kill at random moments, ${ROUNDS} rounds: what was confirmed is there, what is torn is told`, {
	timeout: LONG + ROUNDS * 1_000,
}, async () => {
	const program = new Program();
	const span = await milliseconds(() => program.run(`start ${A}`));
	/** What was confirmed; time and topic, because two processes can mark within the same millisecond. */
	const confirmed = new Set<string>();
	let [killed, told] = [0, ''];
	for (let round = 0; round < ROUNDS; round += 4) {
		const batch = Array.from({ length: Math.min(4, ROUNDS - round) }, (_, i) => {
			// Every topic again and again: done, then started, so that there is always something to change.
			const turn = Math.floor((round + i) / TOPICS.length);
			const verb = turn % 2 === 0 ? 'done' : 'start';
			return runAndKill(
				program,
				`${verb} ${TOPICS[(round + i) % TOPICS.length]}`,
				i % 2 === 0 ? Math.random() * span * 3 : 'at the answer',
			);
		});
		for (const { code, out, err } of await Promise.all(batch)) {
			told += err;
			if (code === null) killed++;
			else expect(code).toBe(0);
			// Killed or not: who has read the answer was told that the mark is kept.
			for (const { topic, at } of readAnswer(out)) confirmed.add(`${at} ${topic}`);
		}
	}
	const { code, err } = await program.run('next');
	expect(code).toBe(0);
	told += err;
	const { events, damaged } = program.journalLines();
	const kept = new Set(events.map(({ at, topic }) => `${at} ${topic}`));
	expect([...confirmed].filter((mark) => !kept.has(mark))).toEqual([]);
	if (damaged.length > 0) expect(told).toContain(program.journal());
	else expect(told).toBe('');
	// Else the rounds proved nothing.
	expect(killed).toBeGreaterThan(ROUNDS / 10);
	expect(confirmed.size).toBeGreaterThan(ROUNDS / 10);
	expect(await program.json('stages')).toMatchObject({ roadmap: 'data-engineer' });
});

describe('a torn tail', () => {
	test.each([2, 20, 100])('%i bytes short: told once, never glued to the next event', async (missing) => {
		const { program, journal, text } = await marked();
		const torn = text.slice(0, -missing);
		fs.writeFileSync(journal, torn);
		const first = await program.run('next');
		expect(first).toMatchObject({ code: 0, err: expect.stringContaining(journal) });
		expect(first.err.trim().split('\n')).toHaveLength(1);
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect(await program.run('stages --json')).toMatchObject({ code: 0, err: '' });

		expect(await program.run(`done ${C}`)).toMatchObject({ code: 0, err: '' });
		const after = fs.readFileSync(journal, 'utf8');
		expect(after.startsWith(`${torn}\n{`)).toBe(true);
		expect(JSON.parse(after.slice(torn.length))).toMatchObject({ topic: C, to: 'done' });
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect((await program.statuses()).slice(0, 3)).toEqual(['done', 'todo', 'done']);
	});

	test('only the newline is missing: the event counts, nothing is told', async () => {
		const { program, journal, text } = await marked();
		fs.writeFileSync(journal, text.slice(0, -1));
		expect(await program.run(`done ${C}`)).toMatchObject({ code: 0, err: '' });
		expect(fs.readFileSync(journal, 'utf8').startsWith(text)).toBe(true);
		expect(await program.alreadyDone([A, B, C])).toEqual([A, B, C]);
	});

	test('it is told by whoever comes first, and another tear is told again', async () => {
		const { program, journal, text } = await marked();
		fs.writeFileSync(journal, text.slice(0, -20));
		const { code, out, err } = await program.run(`done ${C} --json`);
		expect({ code, changed: JSON.parse(out).changed[0].topic }).toEqual({ code: 0, changed: C });
		expect(err).toContain(journal);
		fs.truncateSync(journal, fs.statSync(journal).size - 10);
		expect((await program.run('next')).err).toContain(journal);
		expect((await program.run('next')).err).toBe('');
	});

	/** A journal of two marks: A, then B. */
	async function marked(): Promise<{ program: Program; journal: string; text: string }> {
		const program = new Program();
		await program.run(`done ${A}`);
		await program.run(`done ${B}`);
		const journal = program.journal();
		return { program, journal, text: fs.readFileSync(journal, 'utf8') };
	}
});

describe('lines that are not ours', () => {
	test('what is understood counts, what is not is told once and kept', async () => {
		const program = new Program();
		const good = (n: number, fields: object) => eventLine(`good${n}`, ago(1_000 - n), { ...fields });
		const strange = [
			'not json at all\n',
			'{"v":1,"id":"half","at":"2026-01-01T00:00:00.0\n',
			`${'\0'.repeat(50)}\n`,
			'[]\nnull\n42\n',
			`{"v":1,"id":"x","at":"yesterday","roadmap":"data-engineer","topic":"${D}","to":"done"}\n`,
			`{"v":1,"id":"y","at":"${ago(1)}","roadmap":"data-engineer","topic":"${D}","to":"finished"}\n`,
			'\ufffd\u0007\u001b[31m\n',
		];
		const text = [
			good(1, { topic: A, to: 'done' }),
			...strange,
			good(2, { topic: B, to: 'known' }),
			good(3, { topic: C, to: 'skipped' }),
		].join('');
		const file = await foreignJournal(program, text);
		const first = await program.run('next --json');
		expect(first).toMatchObject({ code: 0, err: expect.stringContaining(file) });
		expect(first.err).not.toContain('\u001b');
		expect(first.err.trim().split('\n')).toHaveLength(1);
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect(await program.run('stages --json')).toMatchObject({ code: 0, err: '' });
		expect((await program.statuses()).slice(0, 4)).toEqual(['done', 'known', 'skipped', 'todo']);
		expect(await program.run(`done ${D}`)).toMatchObject({ code: 0, err: '' });
		expect(fs.readFileSync(file, 'utf8')).toBe(text);
	});

	test('CRLF, blank lines, a byte order mark, unknown kinds, fields and versions are no damage', async () => {
		const program = new Program();
		const text = [
			`\ufeff${eventLine('e1', ago(100), { topic: A, to: 'done' }).replace('\n', '\r\n')}`,
			'\r\n\n   \n\t\n',
			eventLine('e2', ago(99), { kind: 'quiz', topic: B, grade: 3 }),
			eventLine('e3', ago(98), { topic: B, to: 'done', mood: 'good', extra: { deep: [1] } }),
			eventLine('e4', ago(97), { v: 2, kind: 'teleport', from: { x: 1 } }),
			eventLine('e5', ago(96), { v: 2, topic: C, to: 'perfected' }),
			eventLine('e6', ago(95), { v: 2, topic: D, to: 'done' }),
			eventLine('e7', ago(94), { roadmap: 'another-one', topic: 'constructor', to: 'done' }),
			eventLine('e8', ago(93), { topic: 'gone-from-the-roadmap', to: 'done' }),
			eventLine('e9', ago(92), { topic: '__proto__', to: 'done', kind: 'odd' }),
		].join('');
		const file = await foreignJournal(program, text);
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect((await program.statuses()).slice(0, 4)).toEqual(['done', 'done', 'todo', 'done']);
		expect(await program.run(`done ${C}`)).toMatchObject({ code: 0, err: '' });
		expect(fs.readFileSync(file, 'utf8')).toBe(text);
	});

	test('files that are no journals are left alone', async () => {
		const program = new Program();
		await program.run(`done ${A}`);
		const folder = path.join(program.home, 'progress');
		fs.writeFileSync(path.join(folder, 'README.md'), 'not a journal');
		fs.writeFileSync(path.join(folder, '.syncthing.laptop.jsonl.tmp'), '{"v":1,"id":"ha');
		fs.mkdirSync(path.join(folder, '.git'));
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect(await program.alreadyDone([A])).toEqual([A]);
	});
});

describe('two devices', () => {
	test('their journals side by side: both count, the later one decides, neither writes the other', async () => {
		const [one, two] = [new Program(), new Program()];
		await one.run(`done ${A}`);
		await one.run(`start ${B}`);
		await two.run(`known ${B}`);
		await two.run(`skip ${C}`);
		await one.run(`done ${C}`);
		const [first, second] = [one.journal(), two.journal()];
		expect(path.basename(first)).not.toBe(path.basename(second));
		const carried = [carry(first, two), carry(second, one)];
		const [here, there] = [await one.statuses(), await two.statuses()];
		expect(here.slice(0, 3)).toEqual(['done', 'known', 'done']);
		expect(there).toEqual(here);

		const before = carried.map((file) => fs.readFileSync(file, 'utf8'));
		await one.run(`done ${D}`);
		await two.run(`reset ${A}`);
		expect(carried.map((file) => fs.readFileSync(file, 'utf8'))).toEqual(before);
		for (const program of [one, two]) expect(program.journals()).toHaveLength(2);
		carry(first, two);
		carry(second, one);
		const [later, same] = [await one.statuses(), await two.statuses()];
		expect(later.slice(0, 4)).toEqual(['todo', 'known', 'done', 'done']);
		expect(same).toEqual(later);
	});

	test('a home that was copied goes on in a journal of its own', async () => {
		const first = new Program();
		await first.run(`done ${A}`);
		const copy = new Program({ home: path.join(makeFolder(), 'copy') });
		fs.cpSync(first.home, copy.home, { recursive: true });
		const twin = copy.journal();
		const text = fs.readFileSync(twin, 'utf8');
		expect(await copy.run(`done ${B}`)).toMatchObject({ code: 0, err: '' });
		expect(await copy.run(`done ${C}`)).toMatchObject({ code: 0, err: '' });
		expect(fs.readFileSync(twin, 'utf8')).toBe(text);
		expect(copy.journals()).toHaveLength(2);
		expect(await copy.alreadyDone([A, B, C])).toEqual([A, B, C]);
		// The first one, meanwhile, goes on where it was.
		await first.run(`done ${D}`);
		expect(first.journals()).toHaveLength(1);
	});

	test('a home that was restored on another machine begins a new journal', async () => {
		const program = new Program();
		await program.run(`done ${A}`);
		const old = program.journal();
		const text = fs.readFileSync(old, 'utf8');
		const file = path.join(program.home, 'device.json');
		const device = JSON.parse(fs.readFileSync(file, 'utf8'));
		expect(path.basename(old)).toBe(`${device.id}.jsonl`);
		fs.writeFileSync(file, JSON.stringify({ ...device, machine: 'another machine' }));
		const before = snapshot(program.home);
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect(snapshot(program.home)).toEqual(before);
		expect(await program.run(`done ${B}`)).toMatchObject({ code: 0, err: '' });
		await program.run(`done ${C}`);
		expect(program.journals()).toHaveLength(2);
		expect(fs.readFileSync(old, 'utf8')).toBe(text);
		expect(JSON.parse(fs.readFileSync(file, 'utf8')).id).not.toBe(device.id);
		expect(await program.alreadyDone([A, B, C])).toEqual([A, B, C]);
	});

	test.each([
		['half', '{"id":"lap'],
		['empty', ''],
		['an id that leads elsewhere', '{"id":"../../elsewhere","machine":"x"}'],
		['a list', '[]'],
	])('a damaged device file (%s) costs a new journal and nothing else', async (_what, text) => {
		const program = new Program();
		await program.run(`done ${A}`);
		fs.writeFileSync(path.join(program.home, 'device.json'), text);
		expect(await program.run(`done ${B}`)).toMatchObject({ code: 0, err: '' });
		expect(program.journals()).toHaveLength(2);
		expect(await program.alreadyDone([A, B])).toEqual([A, B]);
		expect(fs.readdirSync(path.dirname(program.home))).toEqual(['home']);
	});

	function carry(journal: string, to: Program): string {
		const file = path.join(to.home, 'progress', path.basename(journal));
		fs.copyFileSync(journal, file);
		return file;
	}
});

describe('clocks', () => {
	const DAY = 24 * 60 * 60 * 1_000;

	test('one that is two days ahead does not spread, and does not keep its mark for ever', async () => {
		const program = new Program();
		const ahead = new Date(Date.now() + 2 * DAY).toISOString();
		await foreignJournal(program, eventLine('ahead', ahead, { topic: A, to: 'done' }));
		expect((await program.json(`topic ${A}`)).topic.status).toBe('done');
		const [first] = (await program.json(`done ${B}`)).changed;
		expect(Math.abs(Date.parse(first.at) - Date.now())).toBeLessThan(60_000);
		const [second] = (await program.json(`reset ${A}`)).changed;
		expect(Math.abs(Date.parse(second.at) - Date.now())).toBeLessThan(60_000);
		expect(second.at > first.at).toBe(true);
		expect((await program.json(`topic ${A}`)).topic.status).toBe('todo');
	});

	test('one that is a little ahead is followed, so that what is said later counts as later', async () => {
		const program = new Program();
		const ahead = new Date(Date.now() + DAY / 24);
		await foreignJournal(program, eventLine('ahead', ahead.toISOString(), { topic: A, to: 'done' }));
		const times: string[] = [];
		for (const line of [`reset ${A}`, `done ${B}`]) times.push((await program.json(line)).changed[0].at);
		expect(times).toEqual([1, 2].map((ms) => new Date(ahead.getTime() + ms).toISOString()));
		expect((await program.json(`topic ${A}`)).topic.status).toBe('todo');
	});
});

describe('a full disk', () => {
	test('exit 1, every confirmed mark is there, and it works again when there is space', { timeout: LONG }, async ({
		skip,
	}) => {
		const disk = await smallDisk();
		if (disk === undefined) return skip('this user cannot mount a small disk to fill');
		const program = new Program({ home: path.join(disk, 'home') });
		expect(await program.run(`done ${A}`)).toMatchObject({ code: 0 });
		const filler = path.join(disk, 'filler');
		fill(filler);
		const { confirmed, failed } = await markUntilItFails(program, TOPICS.slice(1));
		expect(failed.err).toMatch(/full/);
		const torn = !fs.readFileSync(program.journal(), 'utf8').endsWith('\n');
		const next = await program.run('next');
		expect(next.code).toBe(0);
		expect(next.err.includes(program.journal())).toBe(torn);
		for (const line of [`done ${TOPICS.at(-1)}`, 'level core']) {
			expect(await program.run(line), line).toMatchObject({ code: 1, out: '' });
		}
		expect(await program.json('next')).toMatchObject({ level: 'recommended' });

		fs.rmSync(filler);
		expect(await program.run(`done ${TOPICS.at(-1)}`)).toMatchObject({ code: 0 });
		expect(await program.run('next')).toMatchObject({ code: 0, err: '' });
		expect(await program.alreadyDone([A, ...confirmed])).toEqual([A, ...confirmed]);
		expect((await program.json(`topic ${TOPICS.at(-1)}`)).topic.status).toBe('done');
		expect(program.journalLines().damaged).toHaveLength(torn ? 1 : 0);
	});

	test('from the very first mark: exit 1, nothing is left behind, and it works when there is space', async ({
		skip,
	}) => {
		const disk = await smallDisk();
		if (disk === undefined) return skip('this user cannot mount a small disk to fill');
		const program = new Program({ home: path.join(disk, 'home') });
		fs.mkdirSync(program.home);
		fill(path.join(disk, 'filler'));
		expect(await program.run(`done ${A}`)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/full/) });
		expect(fs.readdirSync(program.home).filter((name) => name.includes('.tmp'))).toEqual([]);
		fs.rmSync(path.join(disk, 'filler'));
		expect(await program.run(`done ${A}`)).toMatchObject({ code: 0, err: '' });
		expect(await program.alreadyDone([A])).toEqual([A]);
	});

	test('a limit on the size of files (ulimit -f) is the same', { timeout: LONG }, async () => {
		const program = new Program();
		expect(await program.run(`done ${A}`)).toMatchObject({ code: 0 });
		const { confirmed, failed } = await markUntilItFails(program, TOPICS.slice(1), 'ulimit -f 1; ');
		expect(failed.err).toContain(program.journal());
		expect(confirmed.length).toBeGreaterThan(0);
		expect((await program.run('next')).code).toBe(0);
		expect(await program.run(`done ${TOPICS.at(-1)}`)).toMatchObject({ code: 0, err: '' });
		expect(await program.alreadyDone([A, ...confirmed])).toEqual([A, ...confirmed]);
	});

	/** Writes until nothing fits any more. */
	function fill(file: string): void {
		const fd = fs.openSync(file, 'w');
		try {
			for (;;) fs.writeSync(fd, Buffer.alloc(1_024));
		} catch (error) {
			expect(error).toMatchObject({ code: 'ENOSPC' });
		} finally {
			fs.closeSync(fd);
		}
	}

	/** Marks one topic after the other until one is refused, which has to be soon and in words. */
	async function markUntilItFails(program: Program, topics: readonly string[], before = '') {
		const confirmed: string[] = [];
		for (const topic of topics.slice(0, 45)) {
			const ran = await program.shell(`${before}R done ${topic}`);
			if (ran.code !== 0) {
				expect(ran).toMatchObject({ code: 1, out: '' });
				expect(ran.err).not.toMatch(/\n\s+at /);
				return { confirmed, failed: ran };
			}
			confirmed.push(topic);
		}
		throw new Error('the disk never filled');
	}
});

describe('a long journal', () => {
	const STATUSES = ['started', 'done', 'known', 'skipped', 'todo'];

	test('of 100,000 events leaves a checkpoint in the cache, which may be deleted', { timeout: LONG }, async () => {
		const { program, file, text, checkpoint, ask, expected } = await long(100_000);
		const answer = await ask();
		expect(fs.existsSync(checkpoint)).toBe(true);
		expect(await program.allStatuses()).toEqual(expected);
		expect(await ask()).toBe(answer);
		fs.rmSync(path.dirname(checkpoint), { recursive: true });
		expect(await ask()).toBe(answer);
		expect(fs.readFileSync(file, 'utf8') === text).toBe(true);
	});

	test('a damaged checkpoint is ignored', async () => {
		const { checkpoint, ask } = await long(5_000);
		const answer = await ask();
		const good = fs.readFileSync(checkpoint);
		const flipped = Buffer.from(good.toString('latin1').replace('"known"', '"todo!"'), 'latin1');
		expect(flipped).not.toEqual(good);
		for (const damaged of [
			good.subarray(0, good.length / 2),
			Buffer.alloc(0),
			Buffer.alloc(good.length),
			Buffer.from('{"format":1,"files":[],"registers":[[]],"undone":[],"replaced":[],"latest":7}'),
			flipped,
		]) {
			fs.writeFileSync(checkpoint, damaged);
			expect(await ask(), damaged.toString('latin1', 0, 80)).toBe(answer);
		}
	});

	test('a checkpoint of journals that are others by now is ignored', async () => {
		const { program, file, text, checkpoint, ask } = await long(5_000);
		await ask();
		const lines = text.split('\n');
		const half = `${lines.slice(0, 2_500).join('\n')}\n`;
		for (const other of [half, `${half}${eventLine('last', ago(1), { topic: A, to: 'known' })}`]) {
			fs.writeFileSync(file, other);
			const withIt = await ask();
			fs.rmSync(checkpoint, { force: true });
			expect(await ask()).toBe(withIt);
		}
		expect((await program.statuses())[0]).toBe('known');
		fs.rmSync(file);
		expect((await program.statuses())[0]).toBe('todo');
	});

	test('it goes on from the checkpoint, also when something inside it is taken back', async () => {
		const { program, checkpoint, ask, expected } = await long(5_000);
		const [first = '', second = ''] = TOPICS.filter((topic) => expected.get(topic) !== 'done');
		for (const line of [`done ${first}`, `done ${second}`]) {
			expect(await program.run(line)).toMatchObject({ code: 0, err: '' });
		}
		fs.rmSync(checkpoint);
		await ask();
		expect(fs.existsSync(checkpoint)).toBe(true);
		expect(await program.run('undo')).toMatchObject({ code: 0, err: '' });
		const withIt = await ask();
		expected.set(first, 'done');
		fs.rmSync(checkpoint, { force: true });
		expect(await ask()).toBe(withIt);
		expect(await program.allStatuses()).toEqual(expected);
	});

	/** A home with so many events of another device, and what has to come of them. */
	async function long(count: number) {
		const program = new Program();
		const expected = new Map<string, string>();
		const lines: string[] = [];
		for (let i = 0; i < count; i++) {
			const topic = TOPICS[(i * 3) % TOPICS.length] ?? '';
			const to = STATUSES[(i + Math.floor(i / TOPICS.length)) % STATUSES.length] ?? '';
			expected.set(topic, to);
			lines.push(eventLine(`e${String(i).padStart(6, '0')}`, ago(2 * count - i), { topic, to }));
		}
		const text = lines.join('');
		const file = await foreignJournal(program, text);
		const ask = async () => {
			const { code, out, err } = await program.run('next -n 99 --json');
			expect({ code, err }).toEqual({ code: 0, err: '' });
			return out;
		};
		return { program, expected, text, file, ask, checkpoint: path.join(program.home, 'cache', 'progress.json') };
	}
});

/** A journal of another device in a home that may have none of its own yet. @returns its path */
async function foreignJournal(program: Program, text: string): Promise<string> {
	const file = path.join(program.home, 'progress', 'other-laptop-1.jsonl');
	await fs.promises.mkdir(path.dirname(file), { recursive: true });
	await fs.promises.writeFile(file, text);
	return file;
}

/** Seconds before now, as events say it. */
function ago(seconds: number): string {
	return new Date(Date.now() - seconds * 1_000).toISOString();
}

/** A disk of 64 KiB, as long as the test; undefined if this user cannot mount one. */
async function smallDisk(): Promise<string | undefined> {
	const env = { PATH: process.env.PATH ?? '' };
	const disk = makeFolder();
	const mounted = await finish(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], env).catch(() => null);
	if (mounted?.code !== 0) return undefined;
	onTestFinished(async () => {
		await finish(['umount', disk], env);
	});
	return disk;
}

function eventsOf(program: Program): JournalLine[] {
	const { events, damaged } = program.journalLines();
	expect(damaged).toEqual([]);
	return events;
}

async function milliseconds(task: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await task();
	return performance.now() - began;
}

/** Starts a command and kills it after some milliseconds, unless it was quicker, or as soon as it has answered. */
function runAndKill(program: Program, line: string, when: number | 'at the answer') {
	const { argv, env } = program.begin(`${line} --json`);
	const [command, ...args] = argv;
	return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
		const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
		const text = { out: '', err: '' };
		child.stdout.setEncoding('utf8').on('data', (part) => {
			text.out += part;
			if (when === 'at the answer') child.kill('SIGKILL');
		});
		child.stderr.setEncoding('utf8').on('data', (part) => {
			text.err += part;
		});
		const timer = setTimeout(() => child.kill('SIGKILL'), when === 'at the answer' ? LONG : when);
		child.on('error', reject).on('close', (code) => {
			clearTimeout(timer);
			resolve({ code, ...text });
		});
	});
}

/** The changes that an answer confirms; none where there was no answer. */
function readAnswer(out: string): { topic: string; at: string }[] {
	return out.endsWith('}\n') ? JSON.parse(out).changed : [];
}
