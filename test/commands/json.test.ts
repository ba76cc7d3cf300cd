/**
 * What `--json` prints is the contract with scripts. Fields may be added, never changed, so
 * every shape here is the least that must be there.
 */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { LEAN, writeRoadmap } from './screen.ts';

const TEXT = expect.any(String);
const NUMBER = expect.any(Number);
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const oneOf = (...words: readonly string[]) => expect.stringMatching(new RegExp(`^(?:${words.join('|')})$`));
const each = (shape: object) =>
	expect.toSatisfy(
		(list: unknown) =>
			Array.isArray(list) &&
			list.length > 0 &&
			list.every((item) => {
				expect(item).toEqual(shape);
				return true;
			}),
	);
const some = (shape: object) => expect.objectContaining(shape);

const STATUS = oneOf('todo', 'started', 'done', 'known', 'skipped');
const TIER = oneOf('core', 'recommended', 'optional');
const TALLY = { total: NUMBER, done: NUMBER, known: NUMBER, started: NUMBER, skipped: NUMBER, percent: NUMBER };
const RESOURCE = some({
	n: NUMBER,
	kind: TEXT,
	title: TEXT,
	by: TEXT,
	url: expect.stringMatching(/^https?:/),
	// Nobody knows of some.
	minutes: expect.toSatisfy((minutes) => minutes === null || typeof minutes === 'number'),
	status: oneOf('todo', 'done'),
});
const TOPIC = some({
	id: TEXT,
	number: expect.stringMatching(/^\d+\.\d+$/),
	title: TEXT,
	tier: TIER,
	status: STATUS,
	stage: { number: NUMBER, id: TEXT, title: TEXT },
	needs: each({ id: TEXT, number: TEXT, title: TEXT, status: STATUS, assumed: expect.any(Boolean) }),
	minutes: NUMBER,
	summary: TEXT,
	resources: each(RESOURCE),
});
const STAGE = some({
	number: NUMBER,
	id: TEXT,
	title: TEXT,
	phase: TEXT,
	core: NUMBER,
	topics: NUMBER,
	progress: TALLY,
});

const PLACES = 'title id summary key note idea practice pitfalls recall outcomes why resource'.split(' ');

describe('the shapes of the design', () => {
	test('next', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		expect(await terminal.json('next')).toEqual(
			some({
				roadmap: 'data-engineer',
				path: 'all',
				level: 'recommended',
				topics: [
					some({ topic: TOPIC, why: { after: ['relational-model'], unlocks: 4, assumed: [] }, resource: RESOURCE }),
				],
			}),
		);
	});

	test('next, of what was begun', async () => {
		const terminal = new Terminal();
		await terminal.run('start 1.2');
		expect((await terminal.json('next')).topics).toEqual([
			some({ topic: TOPIC, why: { started: true }, resource: RESOURCE }),
		]);
	});

	test('stages', async () => {
		expect(await new Terminal().json('stages')).toEqual(
			some({ roadmap: 'data-engineer', path: 'all', level: 'recommended', stages: each(STAGE), progress: TALLY }),
		);
	});

	test('map', async () => {
		const name = { id: TEXT, number: expect.stringMatching(/^\d+\.\d+$/), title: TEXT };
		const terminal = new Terminal();
		const frame = {
			roadmap: 'data-engineer',
			path: 'all',
			level: 'recommended',
			here: { stage: { id: TEXT, number: NUMBER, title: TEXT }, topic: name },
			nextStop: name,
			reachable: each({ ...name, status: STATUS }),
		};
		const station = some({
			number: NUMBER,
			id: TEXT,
			title: TEXT,
			phase: TEXT,
			state: TEXT,
			reachable: NUMBER,
			progress: TALLY,
		});
		expect(await terminal.json('map')).toEqual(
			some({
				...frame,
				stage: null,
				progress: TALLY,
				phases: each({ number: NUMBER, title: TEXT, stages: each(station) }),
			}),
		);
		const edge = { ...name, stage: NUMBER, status: STATUS, assumed: expect.any(Boolean), met: expect.any(Boolean) };
		const { topics, ...rest } = await terminal.json('map 6');
		expect(rest).toEqual(some({ ...frame, stage: station, inPath: true }));
		expect(topics[2]).toEqual({
			...name,
			tier: TIER,
			status: STATUS,
			state: 'waiting',
			minutes: NUMBER,
			needs: each(edge),
			from: each(edge),
			opens: [],
		});
	});

	test('stage', async () => {
		const { stage, topics } = await new Terminal().json('stage 3');
		expect(stage).toEqual(STAGE);
		expect(topics).toEqual(each(TOPIC));
	});

	test('topic', async () => {
		expect((await new Terminal().json('topic 1.2')).topic).toEqual(TOPIC);
	});

	test('topic, with what a roadmap need not say', async () => {
		const { topic } = await new Terminal().json(`topic leaves --roadmap ${writeRoadmap()}`);
		expect(topic).toMatchObject({ minutes: null, summary: '', resources: [] });
	});

	test.each([
		['start', 'started', []],
		['done', 'done', ['indexes', 'row-vs-column', 'spark-dag']],
		['known', 'known', ['indexes', 'row-vs-column', 'spark-dag']],
		['skip', 'skipped', ['indexes', 'row-vs-column', 'spark-dag']],
	])('%s', async (verb, to, unlocked) => {
		const terminal = new Terminal();
		await terminal.run('done 1.1 1.2');
		await terminal.run(`${verb} 1.4`);
		expect(await terminal.json(`${verb} 1.3 1.4`)).toEqual(
			some({
				changed: [{ topic: 'query-plans', from: 'todo', to, at: ISO }],
				unchanged: ['window-functions'],
				unlocked,
				next: some({ id: TEXT, number: TEXT, title: TEXT, status: STATUS }),
			}),
		);
	});

	test('reset', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		expect(await terminal.json('reset 1.1 1.2')).toEqual(
			some({
				changed: [{ topic: 'relational-model', from: 'done', to: 'todo', at: ISO }],
				unchanged: ['sql-joins'],
				unlocked: [],
				next: some({ id: 'relational-model' }),
			}),
		);
	});

	test('search', async () => {
		expect(await new Terminal().json('search window')).toEqual({
			query: 'window',
			results: each(
				some({
					topic: some({ id: TEXT, title: TEXT }),
					where: oneOf(...PLACES),
					excerpt: TEXT,
				}),
			),
		});
	});

	test('progress: the parts, and a percentage that is a number from 0 to 100', async () => {
		const terminal = new Terminal();
		const mine = `--roadmap ${writeRoadmap()}`;
		await terminal.run(`skip black-tea ${mine}`);
		await terminal.run(`done water ${mine}`);
		await terminal.run(`start leaves ${mine}`);
		expect((await terminal.json(`stages ${mine}`)).progress).toEqual({
			total: 4,
			done: 1,
			known: 0,
			started: 1,
			skipped: 1,
			percent: 33.3,
		});
		await terminal.run(`known leaves green-tea ${mine}`);
		expect((await terminal.json(`stages ${mine}`)).progress).toEqual({
			total: 4,
			done: 1,
			known: 2,
			started: 0,
			skipped: 1,
			percent: 100,
		});
	});
});

describe('the shapes of the other commands', () => {
	test('roadmap', async () => {
		expect(await new Terminal().json('')).toEqual(
			some({
				roadmap: 'data-engineer',
				path: 'all',
				level: 'recommended',
				first: true,
				progress: TALLY,
				next: some({ topic: some({ id: 'relational-model' }), resource: RESOURCE }),
			}),
		);
	});

	test('open', async () => {
		const terminal = new Terminal({ env: { CI: '1' } });
		expect(await terminal.json('open 1.2')).toEqual({
			topic: { id: 'sql-joins', number: '1.2', title: 'Joins & aggregation', status: 'started' },
			resource: RESOURCE,
			opened: false,
			why: 'this is a CI machine',
			started: true,
			finished: false,
		});
	});

	test('later', async () => {
		expect(await new Terminal().json('later 1.1')).toEqual(
			some({
				until: '2026-11-29',
				changed: [{ topic: 'relational-model', from: 'todo', to: 'todo', at: ISO, until: '2026-11-29' }],
				unchanged: [],
				next: some({ id: 'python-for-data' }),
			}),
		);
	});

	test('undo', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		expect(await terminal.json('undo')).toEqual({
			undone: { kind: 'mark', to: 'done', at: ISO, secondsAgo: NUMBER },
			topics: [{ topic: 'relational-model', title: 'The relational model', status: 'todo', until: null }],
		});
		await terminal.run('level core');
		expect((await terminal.json('undo')).undone).toEqual(some({ kind: 'level', from: 'recommended', to: 'core' }));
		await terminal.run('done 1.2 --resource 1');
		expect((await terminal.json('undo')).undone).toEqual(
			some({ kind: 'resource', url: TEXT, title: 'Joins Between Tables' }),
		);
		await terminal.run('later 1.2');
		expect((await terminal.json('undo')).undone).toEqual(some({ kind: 'later', to: '2026-11-29' }));
	});

	test('done --resource', async () => {
		expect(await new Terminal().json('done 1.2 --resource 1')).toEqual({
			topic: { id: 'sql-joins', number: '1.2', title: 'Joins & aggregation' },
			resource: { n: 1, title: 'Joins Between Tables', url: TEXT },
			finished: true,
			left: 4,
		});
	});

	test.each(['path', 'level'])('%s', async (what) => {
		expect(await new Terminal().json(what)).toEqual(
			some({
				what,
				chosen: TEXT,
				from: null,
				choices: each(some({ id: TEXT, title: TEXT, for: TEXT, topics: NUMBER, progress: TALLY })),
			}),
		);
		const [, second] = (await new Terminal().json(what)).choices;
		const terminal = new Terminal();
		const other = what === 'path' ? second.id : 'core';
		expect(await terminal.json(`${what} ${other}`)).toEqual(
			some({ chosen: other, from: what === 'path' ? 'all' : 'recommended' }),
		);
	});

	test('check', async () => {
		const file = writeRoadmap('format: 1\nid: r\ntitle: R\nstages: []\n');
		const { code, out, err } = await new Terminal().run(`check ${file} --json`);
		expect({ code, err }).toEqual({ code: 5, err: '' });
		expect(JSON.parse(out)).toEqual(
			some({
				ok: false,
				faults: each(some({ severity: 'error', file, line: 4, column: NUMBER, path: 'stages', message: TEXT })),
			}),
		);
		expect(await new Terminal().json(`check ${writeRoadmap(LEAN)}`)).toEqual(some({ ok: true, faults: [] }));
	});

	test('new', async () => {
		const file = `${writeRoadmap(LEAN)}.new`;
		expect(await new Terminal().json(`new ${file} --title Bread`)).toEqual({ file, id: 'bread', title: 'Bread' });
	});
});

test.each([
	['topic joinz', 3],
	['stage 99', 3],
	['path nope', 3],
	['done', 2],
	['next -n 0', 2],
	['dnoe', 2],
	['next --nonsense', 2],
	['check /nonexistent/mine.yaml', 3],
])('an error of `%s` is one object on stderr, stdout empty, the same exit code %i', async (line, expected) => {
	const { code, out, err } = await new Terminal().run(`${line} --json`);
	const plain = await new Terminal().run(line);
	const { error } = JSON.parse(err);
	expect({ code, out }).toEqual({ code: expected, out: '' });
	expect(plain.code).toBe(expected);
	expect(error).toEqual({ code: expected, message: TEXT, hint: TEXT });
	expect(plain.err).toBe(`${error.message}\n${error.hint}\n`);
});

test('an error without a hint has null', async () => {
	const { err } = await new Terminal().run(`open leaves --roadmap ${writeRoadmap()} --json`);
	expect(JSON.parse(err)).toEqual({ error: { code: 1, message: 'Leaves has nothing to open.', hint: null } });
});

test.each([
	'',
	'next',
	'topic 1.2',
	'stages',
	'stats',
	'pace',
	'stage 4',
	'search window',
	'path',
	'level',
	'undo',
	'done 1.1',
])('`roadmap %s --json` is the same on a terminal as in a pipe: one value, no colour', async (line) => {
	const piped = await new Terminal().run(`${line} --json`);
	const shown = await new Terminal({ tty: true, columns: 40 }).run(`${line} --json --color always`);
	expect(shown.out).toBe(piped.out);
	expect(piped.out).not.toContain('\u001b');
	expect(piped.out).toMatch(/\}\n$/);
});

test('--json is heard wherever it stands, and is a word behind --', async () => {
	const terminal = new Terminal();
	expect(JSON.parse((await terminal.run('--json next')).out)).toHaveProperty('topics');
	expect((await terminal.run('search window --')).out).toMatch(/^1\.4\t/);
	expect((await terminal.run('search -- --json')).out).toMatch(/^1\.6\tsemi-structured-sql\t/);
});
