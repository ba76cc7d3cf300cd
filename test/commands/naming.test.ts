/** How topics are named, by every command that takes one; and what happens where none was named. */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { unpainted, writeRoadmap } from './screen.ts';

const VERBS = ['topic', 'open', 'start', 'done', 'known', 'skip', 'later', 'reset'] as const;
const DOWN = '\u001b[B';
const ENTER = '\r';
const CTRL_C = '\u0003';

describe.each(VERBS)('%s', (verb) => {
	const print = verb === 'open' ? ' --print' : '';

	test.each(['sql-joins', '1.2', 'sql-j'])('finds a topic called %s', async (name) => {
		const result = await new Terminal().json(`${verb} ${name}${print}`);
		const named = 'topic' in result ? result.topic.id : result.topics[0].id;
		expect(named).toBe('sql-joins');
	});

	test('names the near misses and exits with 3', async () => {
		const { code, out, err } = await new Terminal().run(`${verb} joinz${print}`);
		expect({ code, out }).toEqual({ code: 3, out: '' });
		expect(err).toMatch(/^There is no topic called "joinz"\.\nDid you mean .*sql-joins \(Joins & aggregation\)/);
	});

	test('asks on a terminal for the topic that is missing', async () => {
		const terminal = new Terminal({ tty: true });
		// Of the topics in view these letters leave 1.2, 5.3 and 12.3; the arrow goes to the second.
		const { code, out, err } = await terminal.run(`${verb}${print}`, ['j', 'oins', DOWN, ENTER]);
		expect(err).toContain(`Which topic? (roadmap ${verb})`);
		expect(code).toBe(0);
		const expected =
			verb === 'open'
				? (await terminal.json('topic skew-and-joins')).topic.resources[0].title
				: 'Distributed joins & skew';
		expect(unpainted(out)).toContain(expected);
	});

	test('is left with Ctrl-C: exit 130, nothing said, nothing changed', async () => {
		const terminal = new Terminal({ tty: true });
		const { code, out } = await terminal.run(`${verb}${print}`, [CTRL_C]);
		expect({ code, out }).toEqual({ code: 130, out: '' });
		expect(terminal.journal()).toEqual([]);
	});

	test('does not ask in a pipe: exit 2 and the full command', async () => {
		const { code, out, err } = await new Terminal().run(`${verb}${print}`);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain(`roadmap ${verb} relational-model`);
	});

	test('does not ask with --json, on a terminal neither', async () => {
		const { code, out, err } = await new Terminal({ tty: true }).run(`${verb}${print} --json`);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(JSON.parse(err).error).toMatchObject({ code: 2, hint: expect.stringContaining(`roadmap ${verb} `) });
	});
});

test('the list narrows to the topics that have all the letters typed, in the id, the number or the title', async () => {
	const typed = async (...keys: string[]) => {
		const { out } = await new Terminal({ tty: true }).run('skip', [...keys, ENTER]);
		return unpainted(out).split('\n')[1];
	};
	expect(await typed('joins', ' dist')).toContain('Distributed joins & skew is skipped.');
	expect(await typed('KAFKA-L')).toContain('Kafka: the durable log is skipped.');
	expect(await typed('8.4')).toContain('Slowly changing dimensions is skipped.');
});

test('sql-joins is the first near miss for joinz', async () => {
	const { err } = await new Terminal().run('topic joinz');
	expect(err).toContain('Did you mean sql-joins');
});

test('a beginning that several ids share is not guessed', async () => {
	const { code, out, err } = await new Terminal().run('done schema');
	expect({ code, out }).toEqual({ code: 3, out: '' });
	expect(err).toContain('schema-design, schema-migrations');
});

test('a whole id wins over the ids that it begins', async () => {
	const file = writeRoadmap(
		'format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, phase: P, tagline: T, topics: [{id: a-b, title: Long}, {id: a, title: Short}]}]\n',
	);
	expect((await new Terminal().json(`topic a --roadmap ${file}`)).topic.title).toBe('Short');
});

test('an id that a topic had before still names it', async () => {
	expect((await new Terminal().json(`topic h2o --roadmap ${writeRoadmap()}`)).topic.id).toBe('water');
});

test('words that no topic is near to lead to the search', async () => {
	const { code, err } = await new Terminal().run('topic 9.9');
	expect(code).toBe(3);
	expect(err).toBe(
		'There is no topic called "9.9".\nroadmap search <words> finds one; roadmap stages shows them all.\n',
	);
});

test('what a terminal acts on does not come back in the error', async () => {
	const { err } = await new Terminal({ tty: true }).run(['topic', 'evil\u001b]0;title\u0007\u202e']);
	expect(unpainted(err)).toContain('There is no topic called "evil');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
	expect(unpainted(err)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('the id that was mistyped is the first of the near misses', async () => {
	const { code, err } = await new Terminal().run('topic sql-jions');
	expect(code).toBe(3);
	expect(err).toContain('Did you mean sql-joins (Joins & aggregation)');
});

test('a stage is guessed by one word of its id', async () => {
	const { code, err } = await new Terminal().run('stage storge');
	expect(code).toBe(3);
	expect(err).toContain('Did you mean storage-engines?');
});
