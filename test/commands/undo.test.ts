import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { screen, unpainted, writeRoadmap } from './screen.ts';

test('takes the last change back and says what it was and how long ago', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('start 1.2');
	await terminal.run('done 1.2');
	terminal.now = new Date('2026-11-22T10:02:30.000Z');
	const { code, out, err } = await terminal.run('undo');
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			'Taken back: Joins & aggregation is started again (it was marked done 2 minutes',
			'ago).',
			'',
			'roadmap redo   bring it back',
			'roadmap next   what to learn now',
		),
	);
	expect((await terminal.json('topic 1.2')).topic.status).toBe('started');
});

test('with nothing to take back it says so: exit 0', async () => {
	const terminal = new Terminal();
	expect(await terminal.run('undo')).toEqual({
		code: 0,
		out: 'There is nothing to undo.\nroadmap next  what to learn now\n',
		err: '',
	});
	expect(await terminal.json('undo')).toEqual({ undone: null, topics: [] });
	expect(terminal.journal()).toEqual([]);
});

test('again goes further back, never forth', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	await terminal.run('skip 1.2');
	const taken = async () => (await terminal.json('undo')).topics.map(({ topic }: { topic: string }) => topic);
	expect(await taken()).toEqual(['sql-joins']);
	expect(await taken()).toEqual(['relational-model']);
	expect(await taken()).toEqual([]);
	expect((await terminal.json('stages')).progress).toMatchObject({ done: 0, skipped: 0 });
});

test.each([
	['start 1.2', 'Joins & aggregation is back to "to do" (it was marked started a moment ago).'],
	['done 1.2', 'Joins & aggregation is back to "to do" (it was marked done a moment ago).'],
	['known 1.2', 'Joins & aggregation is back to "to do" (it was marked known a moment ago).'],
	['skip 1.2', 'Joins & aggregation is back to "to do" (it was marked skipped a moment ago).'],
	[
		'done 1.1 1.2',
		'The relational model and Joins & aggregation are back to "to do" (they were marked done a moment ago).',
	],
	[
		'known stage:1 --yes',
		'The relational model, Joins & aggregation, From query to plan, Window functions & CTEs and Python & the shell for data work are back to "to do" (they were marked known a moment ago).',
	],
	['later 1.2', 'Joins & aggregation is not put off any more (it was put off until 29 November, a moment ago).'],
	['done 1.2 --resource 1', 'Joins Between Tables is not finished any more (it was marked finished a moment ago).'],
	['path ml', 'your path is all again (it was changed to ml a moment ago).'],
	['level core', 'your level is recommended again (it was changed to core a moment ago).'],
])('takes %s back, and everything is as it was', async (line, words) => {
	const terminal = new Terminal();
	const state = async () => [
		await terminal.json('stage 1 --all'),
		await terminal.json('path'),
		await terminal.json('level'),
		await terminal.json('next -n 99'),
	];
	const before = await state();
	await terminal.run(line);
	expect(await state()).not.toEqual(before);
	const { code, out } = await terminal.run('undo');
	expect(code).toBe(0);
	expect(out).toBe(`Taken back: ${words}\nroadmap redo  bring it back\nroadmap next  what to learn now\n`);
	expect(await state()).toEqual(before);
});

test('takes a reset back', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.2');
	await terminal.run('reset 1.2');
	expect((await terminal.run('undo')).out).toContain(
		'Taken back: Joins & aggregation is done again (it was reset a moment ago).',
	);
});

test('topics that were not alike before are as they were', async () => {
	const terminal = new Terminal();
	await terminal.run('start 1.2');
	await terminal.run('done 1.1 1.2');
	expect((await terminal.run('undo')).out).toContain(
		'Taken back: The relational model and Joins & aggregation are as they were (they were marked done a moment ago).',
	);
});

test('an earlier day to come back on counts again', async () => {
	const terminal = new Terminal();
	await terminal.run('later 1.1');
	await terminal.run('later 1.1 --until 2w');
	expect((await terminal.run('undo')).out).toContain(
		'Taken back: The relational model is put off until 29 November again (it was put off until 6 December, a moment ago).',
	);
	expect((await terminal.json('topic 1.1')).topic.until).toBe('2026-11-29');
});

test('the day that a mark had lifted counts again', async () => {
	const terminal = new Terminal();
	await terminal.run('later 1.1');
	await terminal.run('done 1.1');
	expect((await terminal.run('undo')).out).toContain(
		'The relational model is put off until 29 November again (it was marked done',
	);
});

test('each roadmap has its own last change', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run('done 1.1');
	await terminal.run(`done water ${mine}`);
	expect((await terminal.json('undo')).topics[0].topic).toBe('relational-model');
	expect((await terminal.json(`topic water ${mine}`)).topic.status).toBe('done');
});

test.each([
	['2026-11-22T13:00:00.000Z', '3 hours ago'],
	['2026-11-23T10:00:00.000Z', '1 day ago'],
	['2026-12-02T10:00:00.000Z', '10 days ago'],
])('at %s that was %s', async (now, words) => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	terminal.now = new Date(now);
	expect((await terminal.run('undo --yes')).out).toContain(`(it was marked done ${words}).`);
});

describe('undo --dry-run', () => {
	test('says what the real one says then, and changes nothing', async () => {
		const terminal = new Terminal();
		await terminal.run('done stage:1 --yes');
		const before = terminal.journal();
		const { out } = await terminal.run('undo --dry-run');
		expect(out).toMatch(
			/^After undo: The relational model, .* are back to "to do" \(they were marked done a moment ago\)\./,
		);
		expect(out).toContain('\nThe relational model\nJoins & aggregation\n');
		const { dryRun, ...rehearsed } = await terminal.json('undo --dry-run');
		expect(dryRun).toBe(true);
		expect(terminal.journal()).toEqual(before);
		expect(await terminal.json('undo')).toEqual(rehearsed);
	});

	test('of a choice leaves it', async () => {
		const terminal = new Terminal();
		await terminal.run('level core');
		const { out } = await terminal.run('undo --dry-run');
		expect(out).toContain('After undo: your level is recommended again (it was changed to core a moment ago).');
		expect((await terminal.json('level')).chosen).toBe('core');
	});

	test('of an import leaves what was brought in', async () => {
		const [from, to] = [new Terminal(), new Terminal()];
		await from.run('done 1.1 1.2');
		const file = path.join(from.home, 'b.json');
		await from.run(['export', '-o', file]);
		await to.run(['import', file]);
		expect((await to.json('undo --dry-run')).undone).toMatchObject({ kind: 'import', to: '1' });
		expect((await to.json('topic 1.1')).topic.status).toBe('done');
	});

	test('is not left out by --quiet, and says where there is nothing', async () => {
		const { out } = await new Terminal().run('undo --dry-run -q');
		expect(out).toContain('There is nothing to undo.');
	});
});

describe('a change of another day', () => {
	test('is taken back only when it is said; nobody can answer here', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		terminal.now = new Date('2026-11-24T10:00:00.000Z');
		const ran = await terminal.run('undo');
		expect(ran).toMatchObject({ code: 2, out: '' });
		expect(ran.err).toContain('another day, 2026-11-22: The relational model, marked done.\n');
		expect(ran.err).toContain('roadmap undo --yes');
		expect((await terminal.json('topic 1.1')).topic.status).toBe('done');
		expect((await terminal.run('undo --yes')).code).toBe(0);
		expect((await terminal.json('topic 1.1')).topic.status).toBe('todo');
	});

	test.each([
		['y', 'todo', 0],
		['\r', 'done', 1],
	])('on a terminal it is asked: %j', async (key, status, code) => {
		const terminal = new Terminal({ tty: true });
		await terminal.run('done 1.1');
		terminal.now = new Date('2026-11-24T10:00:00.000Z');
		const keys = key === '\r' ? ['\r'] : [key, '\r'];
		expect((await terminal.run('undo', keys)).code).toBe(code);
		expect((await terminal.json('topic 1.1')).topic.status).toBe(status);
	});

	test('that a clock dated ahead is not of a moment ago', async () => {
		const terminal = new Terminal({ now: '2099-11-22T10:00:00.000Z' });
		await terminal.run('done 1.1');
		terminal.now = new Date('2026-11-24T10:00:00.000Z');
		expect((await terminal.run('undo --yes')).out).toContain('(it was marked done on 22 November 2099)');
	});
});

describe('redo', () => {
	const statuses = async (terminal: Terminal) =>
		(await terminal.json('stage 1')).topics.slice(0, 2).map(({ status }: { status: string }) => status);

	test('goes forward as far as undo went back, and undo goes back again', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		await terminal.run('skip 1.2');
		await terminal.run('undo');
		await terminal.run('undo');
		expect(await statuses(terminal)).toEqual(['todo', 'todo']);
		expect((await terminal.json('redo')).redone).toMatchObject({ kind: 'mark', to: 'done' });
		expect(await statuses(terminal)).toEqual(['done', 'todo']);
		await terminal.run('redo');
		expect(await statuses(terminal)).toEqual(['done', 'skipped']);
		expect((await terminal.run('redo')).out).toContain('There is nothing to redo.');
		await terminal.run('undo');
		expect(await statuses(terminal)).toEqual(['done', 'todo']);
	});

	test('has nothing to bring back once something else was changed', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		await terminal.run('undo');
		await terminal.run('skip 1.2');
		expect(await terminal.json('redo')).toMatchObject({ redone: null });
		expect(await statuses(terminal)).toEqual(['todo', 'skipped']);
	});

	test('brings path, level and the roadmap in use back', async () => {
		const terminal = new Terminal();
		await terminal.run('level core');
		await terminal.run('undo');
		expect((await terminal.json('stages')).level).toBe('recommended');
		await terminal.run('redo');
		expect((await terminal.json('stages')).level).toBe('core');
	});

	test('also behind a checkpoint', async () => {
		const terminal = new Terminal();
		for (let i = 0; i < 3; i++) {
			await terminal.run('done 1.1');
			await terminal.run('undo');
		}
		const journal = path.join(terminal.home, 'progress', fs.readdirSync(path.join(terminal.home, 'progress'))[0] ?? '');
		const head = { v: 1, roadmap: 'data-engineer', topic: 'query-plans', to: 'done' };
		const line = (i: number) => JSON.stringify({ ...head, id: `l${i}`, at: `2026-11-01T10:00:00.${i + 100}Z` });
		const before = fs.readFileSync(journal, 'utf8');
		fs.writeFileSync(journal, `${Array.from({ length: 400 }, (_, i) => `${line(i)}\n`).join('')}${before}`);
		await terminal.run('next');
		expect(fs.existsSync(path.join(terminal.home, 'cache', 'progress.json'))).toBe(true);
		await terminal.run('redo');
		expect(await statuses(terminal)).toEqual(['done', 'todo']);
		await terminal.run('undo');
		expect(await statuses(terminal)).toEqual(['todo', 'todo']);
	});
});

test('a change that another machine made is said to be of it', async () => {
	const terminal = new Terminal();
	const other = new Terminal();
	await other.run('done 1.2');
	await terminal.run('done 1.1');
	const [journal = ''] = fs.readdirSync(path.join(other.home, 'progress'));
	const text = fs.readFileSync(path.join(other.home, 'progress', journal), 'utf8');
	fs.writeFileSync(path.join(terminal.home, 'progress', journal), text.replace('10:00:00.000Z', '10:00:01.000Z'));
	terminal.now = new Date('2026-11-22T10:01:00.000Z');
	expect((await terminal.run('undo --dry-run')).out).toContain('(it was marked done a moment ago, on another machine)');
	expect((await terminal.json('undo')).undone).toMatchObject({ kind: 'mark', elsewhere: true });
	const { undone } = await terminal.json('undo');
	expect(undone).toMatchObject({ kind: 'mark' });
	expect(undone).not.toHaveProperty('elsewhere');
});
