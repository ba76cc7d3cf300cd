import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { newcomer } from './learner.ts';
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

test('a number that no stage has is asked for again', async () => {
	const terminal = makeTerminal();
	const { err } = await terminal.run('placement', ['99\r', '0\r', 'q']);
	expect(unpainted(err)).toContain('There is no stage 99.');
	expect(unpainted(err)).toContain('There is no stage 0.');
	expect(err).not.toContain('question 1');
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

test('a second placement marks nothing twice, and does not say that one begins at the beginning', async () => {
	const terminal = new Terminal();
	const { known } = await terminal.json('placement --stage 3 --yes');
	const { out } = await terminal.run('placement --stage 3 --yes');
	expect(out).toContain('Nothing new is marked. Begin with 3.1');
	expect(await terminal.json('placement --stage 3 --yes')).toMatchObject({ known: [], marked: known.length });
	expect(terminal.journal()).toHaveLength(1);
	await terminal.run('undo');
	expect((await terminal.run('placement --stage 1 --yes')).out).toContain('you begin at the beginning');
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
		expect(err).toContain('roadmap placement --answers <file>');
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

	test('a file that claims does not go with a stage to begin at', async () => {
		const { code, err } = await new Terminal().run('placement --answers - --stage 3');
		expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('contradict each other') });
	});

	const RIGHT = { roadmap: 'data-engineer', claims: {}, answers: {} };
	test.each([
		['{"roadmap": ', 'this is not a JSON object.'],
		[{ ...RIGHT, roadmap: 'tea' }, 'it is about the roadmap tea, and data-engineer is in use.'],
		[{ claims: {} }, '"roadmap" must be "data-engineer".'],
		[{ ...RIGHT, claims: { '99': 'most' } }, 'there is no stage "99" in view.'],
		[{ ...RIGHT, claims: { '1': 'lots' } }, '"1" must be none, some or most.'],
		[{ ...RIGHT, answers: { 'sql-joins/none': 'had' } }, 'sql-joins has no question "none".'],
		[{ ...RIGHT, answers: { 'nothing/none': 'had' } }, 'there is no topic "nothing" in view.'],
		[{ ...RIGHT, claims: [] }, '"claims" and "answers" must be objects.'],
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

describe('what was placed', () => {
	/** Claims the whole roadmap, answers nothing and switches 1.1 to be checked first. */
	async function place(switches: readonly string[] = []): Promise<Terminal> {
		const terminal = await newcomer({ tty: true });
		const { code } = await terminal.run('placement', ['m', 'q\r', ...switches.map((key) => `${key}\r`), ENTER]);
		expect(code).toBe(0);
		return terminal;
	}
	const on = (terminal: Terminal, day: string) => {
		terminal.now = new Date(`${day}T10:00:00.000Z`);
	};
	const asked = async (terminal: Terminal) =>
		(await terminal.json('review')).questions.map(({ id }: { id: string }) => id);
	const statusOf = async (terminal: Terminal, topic: string) => (await terminal.json(`topic ${topic}`)).topic.status;

	test('as known is asked about from the next day on, one question of each topic, which then comes back in its time', async () => {
		const terminal = await place();
		expect(await asked(terminal)).toEqual([]);
		on(terminal, '2026-11-21');
		const first: string[] = await asked(terminal);
		expect(first.map((id) => id.split('/')[0])).toEqual(['water', 'leaves']);
		for (const id of first) await terminal.json(`review grade ${id} good`);
		expect(await asked(terminal)).toEqual([]);
		on(terminal, '2027-03-01');
		expect((await asked(terminal)).sort()).toEqual([...first].sort());
		await terminal.run('reset water');
		await terminal.run('known water');
		on(terminal, '2027-03-02');
		expect(await asked(terminal)).toEqual([first[1]]);
	});

	test('is asked about two a day at most, and all within two weeks', async () => {
		const terminal = new Terminal({ now: '2026-11-20T10:00:00.000Z' });
		const { known } = await terminal.json('placement --stage 4 --yes');
		expect(known.length).toBeGreaterThan(10);
		const seen = new Set<string>();
		for (let day = 21; day <= 28; day++) {
			on(terminal, `2026-11-${day}`);
			const ids: string[] = await asked(terminal);
			const fresh = ids.filter((id) => !seen.has(id));
			expect(fresh.length).toBeLessThanOrEqual(2);
			for (const id of ids) {
				seen.add(id);
				await terminal.json(`review grade ${id} good`);
			}
			expect((await asked(terminal)).filter((id: string) => !seen.has(id))).toEqual([]);
		}
		expect([...seen].map((id) => id.split('/')[0]).sort()).toEqual([...known].sort());
	});

	test.each([
		['y takes it back', ['\r', 'x', 'y', 'q\r'], 'todo'],
		['Enter leaves it', ['\r', 'x', ENTER, 'q\r'], 'known'],
	])('and is missed is offered back: %s', async (_, keys, status) => {
		const terminal = await place();
		on(terminal, '2026-11-21');
		const { err } = await terminal.run('review --max 1', keys);
		expect(unpainted(err)).toContain('1.1 Water was placed as known: take it back?');
		expect(await statusOf(terminal, 'water')).toBe(status);
		expect(unpainted(err).includes('once more')).toBe(status === 'known');
	});

	test('and is taken back after a miss is known again if u takes the miss back', async () => {
		const terminal = await place();
		on(terminal, '2026-11-21');
		await terminal.run('review', ['\r', 'x', 'y', '\r', 'u', 'q\r']);
		expect(await statusOf(terminal, 'water')).toBe('known');
		expect(await asked(terminal)).toHaveLength(2);
	});

	test('and is missed in a script is offered back too', async () => {
		const terminal = await place();
		on(terminal, '2026-11-21');
		const [id] = await asked(terminal);
		expect(await terminal.json(`review grade ${id} good`)).toMatchObject({ placed: false });
		expect(unpainted((await terminal.run(`review grade leaves/where again`)).out)).toContain('roadmap reset 1.2');
	});

	test.each([
		['passed, it is known', ['\r', '\r', '\r', '\r'], 'known', 'is known from now on'],
		['missed, it is worth reading', ['\r', 'x', '\r', '\r', '\r', '\r'], 'todo', 'is worth reading'],
	])('to be checked first is asked before it is read: %s', async (_, keys, status, words) => {
		const terminal = await place(['1.1']);
		expect((await terminal.json('next')).topics).toMatchObject([{ topic: { id: 'water' }, toCheck: true }]);
		for (const line of ['next', '']) expect((await terminal.run(line)).out).toContain('roadmap review --topic 1.1');
		const { out } = await terminal.run('review --topic 1.1', keys);
		expect(unpainted(out)).toContain(`1.1 Water ${words}.`);
		expect(await statusOf(terminal, 'water')).toBe(status);
		for (const { toCheck } of (await terminal.json('next')).topics) expect(toCheck).toBe(false);
	});

	test('to be checked first stays so while nothing was missed, until its other questions decide', async () => {
		const terminal = await place(['1.1']);
		const { out } = await terminal.run('review --topic 1.1', ['\r', '\r', 'q\r']);
		expect(unpainted(out)).toContain('Whether you know 1.1 Water is still open.');
		expect(out).toContain('roadmap review --topic 1.1');
		expect((await terminal.json('next')).topics[0].toCheck).toBe(true);
		await terminal.run('review --topic 1.1', ['\r', '\r', 'q\r']);
		expect(await statusOf(terminal, 'water')).toBe('known');
	});

	test('to be checked first is settled by grades in a script too', async () => {
		const [passing, failing] = [await place(['1.1']), await place(['1.1'])];
		expect(await passing.json('review grade 1.1/taste good')).toMatchObject({ checked: { known: null } });
		expect(await passing.json('review grade 1.1/heat good')).toMatchObject({ checked: { known: true } });
		expect(await statusOf(passing, 'water')).toBe('known');
		expect(unpainted((await failing.run('review grade 1.1/heat again')).out)).toContain('1.1 Water is worth reading.');
		expect(await failing.json('review grade 1.1/heat good')).toMatchObject({ asked: 'again', checked: null });
		expect((await failing.json('next')).topics[0].toCheck).toBe(false);
	});

	test('to be checked first is not, once it was begun or the placement was taken back', async () => {
		const terminal = await place(['1.1']);
		await terminal.run('start 1.1');
		expect((await terminal.json('next')).topics[0].toCheck).toBe(false);
		await terminal.run('undo');
		await terminal.run('undo');
		expect((await terminal.json('next')).topics[0].toCheck).toBe(false);
	});
});
