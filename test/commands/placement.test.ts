import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { tooWide, unpainted, writeRoadmap } from './screen.ts';

const ENTER = '\r';

function makeTerminal(env: Record<string, string> = { NO_COLOR: '1' }, columns = 80): Terminal {
	return new Terminal({ tty: true, env, columns });
}

function write(value: unknown): string {
	const file = path.join(makeFolder(), 'answers.json');
	fs.writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
	return file;
}

test('a beginner is through in two keys, and nothing is marked', async () => {
	const terminal = makeTerminal();
	const { code, out } = await terminal.run('placement', ['n', ENTER]);
	expect(code).toBe(0);
	expect(out.replace(/\s+/g, ' ')).toContain('you begin at the beginning. Begin with 1.1 The relational model');
	expect(terminal.journal()).toEqual([]);
});

test('claims, questions and a look over become one event, which one undo takes back', async () => {
	const terminal = makeTerminal();
	await terminal.run('done 1.1');
	await terminal.run('skip 1.3');
	// Most of the first two stages, one question had; 1.2 is switched to be checked first, and 1.4 twice, to be left out.
	const keys = ['m', 'm', ENTER, 'It depends\r', ENTER, 'q\r', '1.2\r', '1.4\r', '1.4\r', ENTER];
	const { code, out, err } = await terminal.run('placement', keys);
	expect({ code, wide: tooWide(err, 80) }).toEqual({ code: 0, wide: [] });
	const event = terminal.journal().at(-1);
	expect(event).toMatchObject({ kind: 'placement', check: ['sql-joins'] });
	const { topics, asks } = event as unknown as { topics: string[]; asks: { topic: string; question: string }[] };
	expect(topics).toEqual(expect.arrayContaining(['schema-design', 'indexes', 'transactions']));
	for (const untouched of ['relational-model', 'query-plans', 'window-functions'])
		expect(topics).not.toContain(untouched);
	expect(asks.map(({ topic }) => topic)).toEqual(topics);
	expect(out).toContain(`${topics.length} topics taken as known. 1 topic to check before you read`);
	expect((await terminal.json('topic schema-design')).topic.status).toBe('known');
	expect((await terminal.json('topic relational-model')).topic.status).toBe('done');
	expect((await terminal.json('topic query-plans')).topic.status).toBe('skipped');
	await terminal.run('undo');
	expect((await terminal.json('stages')).progress).toMatchObject({ known: 0, done: 1 });
});

test('a number begins at that stage; who then misses all questions is believed little', async () => {
	const terminal = makeTerminal();
	const all = await makeTerminal().json('placement --stage 5 --yes --dry-run');
	const misses = Array.from({ length: 5 }, () => ['?\r', ENTER, 'x']).flat();
	const { code, err } = await terminal.run('placement', [...'5', ENTER, ...misses, ENTER, ENTER]);
	const asked = unpainted(err).match(/question \d+ of at most 10/g)?.length ?? 0;
	expect({ code, isEnough: asked > 3, isTooMuch: asked > 10 }).toEqual({ code: 0, isEnough: true, isTooMuch: false });
	const known = terminal.journal().flatMap(({ topics }) => topics);
	expect(known.length).toBeLessThan(all.known.length / 3);
});

test.each([
	['Ctrl-C at a stage', ['m', '\u0003']],
	['q at a stage', ['q']],
	['q at the end', ['m', ENTER, 'q\r', 'q\r']],
])('%s changes nothing', async (_, keys) => {
	const terminal = makeTerminal();
	expect((await terminal.run('placement', keys)).code).toBe(130);
	expect(terminal.journal()).toEqual([]);
});

test('read aloud and on a dumb terminal, a key is a line, at 40 columns too', async () => {
	const terminal = makeTerminal({ NO_COLOR: '1', ROADMAP_ACCESSIBLE: '1', TERM: 'dumb' }, 40);
	const { code, err } = await terminal.run('placement --claims-only', ['m\n', '\n', '\n']);
	expect({ code, wide: tooWide(err, 40) }).toEqual({ code: 0, wide: [] });
	expect(terminal.journal()).toHaveLength(1);
});

test('a roadmap without questions is placed by claims alone', async () => {
	const terminal = makeTerminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	const { code, err } = await terminal.run(`placement ${mine}`, ['m', ENTER, ENTER]);
	expect(code).toBe(0);
	expect(err).not.toContain('question 1');
	expect(terminal.journal()).toMatchObject([{ kind: 'placement', topics: ['water', 'leaves'], asks: [] }]);
});

describe('without a terminal', () => {
	test('it says how', async () => {
		const { code, out, err } = await new Terminal().run('placement');
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain('roadmap placement --answers FILE');
	});

	test('a file says what the keys would, and is told what would be asked next', async () => {
		const terminal = new Terminal();
		const said = {
			roadmap: 'data-engineer',
			claims: { '1': 'most', 'relational-databases': 'some' },
			answers: {} as object,
		};
		const first = await terminal.json(`placement --dry-run --answers ${write(said)}`);
		expect(first.claims).toEqual({ 'sql-foundations': 'most', 'relational-databases': 'some' });
		expect(first.question).toEqual({
			topic: expect.any(String),
			question: expect.any(String),
			ask: expect.any(String),
		});
		said.answers = { [`${first.question.topic}/${first.question.question}`]: 'had' };
		const second = await terminal.json(`placement --dry-run --answers ${write(said)}`);
		expect(second.asked).toHaveLength(1);
		expect(second.question.topic).not.toBe(first.question.topic);
		expect(terminal.journal()).toEqual([]);
		const { known } = await terminal.json(`placement --answers ${write(said)}`);
		expect(known).toEqual(second.known);
		expect(terminal.journal()).toMatchObject([{ kind: 'placement', topics: known }]);
	});

	const RIGHT = { roadmap: 'data-engineer', claims: {}, answers: {} };
	test.each([
		['{"roadmap": ', 'this is no JSON object.'],
		[{ ...RIGHT, roadmap: 'tea' }, 'it is about the roadmap tea, and data-engineer is in use.'],
		[{ claims: {} }, '"roadmap" has to be "data-engineer".'],
		[{ ...RIGHT, claims: { '99': 'most' } }, 'there is no stage "99" in view.'],
		[{ ...RIGHT, claims: { '1': 'lots' } }, '"1" has to be none, some or most.'],
		[{ ...RIGHT, answers: { 'sql-joins/none': 'had' } }, 'sql-joins has no question "none".'],
		[{ ...RIGHT, answers: { 'nothing/none': 'had' } }, 'there is no topic "nothing" in view.'],
		[{ ...RIGHT, claims: [] }, '"claims" and "answers" have to be objects.'],
	])('%j is refused, and nothing is changed', async (value, words) => {
		const terminal = new Terminal();
		const { code, out, err } = await terminal.run(`placement --answers ${write(value)}`);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toContain(words);
		expect(terminal.journal()).toEqual([]);
	});
});

test('a placement goes with export and import, once', async () => {
	const [here, there] = [new Terminal(), new Terminal()];
	await here.run('placement --stage 3 --yes');
	const file = write(await here.json('export'));
	await there.run(`import ${file}`);
	await there.run(`import ${file}`);
	expect((await there.json('stages')).progress).toEqual((await here.json('stages')).progress);
	expect((await there.json('stages')).progress.known).toBeGreaterThan(5);
});
