/** How topics are named, by every command that takes one; and what happens where none was named. */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { unpainted, writeRoadmap } from './screen.ts';

const VERBS = ['topic', 'open', 'start', 'done', 'known', 'skip', 'later', 'reset'] as const;
/** What act on the topic in hand where none is named. */
const HANDY = ['topic', 'open', 'start', 'done', 'skip', 'later --until 2w'] as const;
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

	test('--pick asks, whatever is in hand; the arrow moves from there', async () => {
		const terminal = new Terminal({ tty: true });
		await terminal.run('done 5.1 5.2 5.4');
		await terminal.run('start 1.2');
		// Of the topics in view these letters leave 1.2, 5.3 and 12.3.
		const { code, out, err } = await terminal.run(`${verb} --pick${print}`, [
			...(verb === 'reset' ? [] : ['j', 'oins', DOWN]),
			ENTER,
		]);
		expect(unpainted(err)).toContain(`Which topic? (roadmap ${verb})`);
		expect(code).toBe(0);
		const { resources } = (await terminal.json('topic skew-and-joins')).topic;
		const expected =
			verb === 'reset' ? 'Joins & aggregation' : verb === 'open' ? resources[0].title : 'Distributed joins & skew';
		expect(unpainted(out)).toContain(expected);
	});

	test('--pick with a topic, or where nobody can answer: exit 2', async () => {
		expect(await new Terminal({ tty: true }).run(`${verb} --pick 1.2${print}`)).toMatchObject({ code: 2, out: '' });
		const terminal = new Terminal();
		await terminal.run('start 1.2');
		const { code, err } = await terminal.run(`${verb} --pick${print}`);
		expect(code).toBe(2);
		expect(err).toContain(`Name one: roadmap ${verb} sql-joins`);
	});

	test('is left with Ctrl-C: the list is gone, nothing was changed, exit 130', async () => {
		const terminal = new Terminal({ tty: true });
		const { code, out, err } = await terminal.run(`${verb} --pick${print}`, verb === 'reset' ? [] : [CTRL_C]);
		expect({ code, out }).toEqual({ code: verb === 'reset' ? 1 : 130, out: '' });
		if (verb !== 'reset') expect(unpainted(err)).toMatch(/\n {2}Nothing was changed\.\n\n$/);
		expect(terminal.journal()).toEqual([]);
	});
});

describe.each(VERBS.filter((verb) => !['topic', 'open', 'reset'].includes(verb)))('%s without a topic', (verb) => {
	test('asks where none is in hand, with the next one under the cursor', async () => {
		const terminal = new Terminal({ tty: true });
		await terminal.run('done 1.1');
		const { code, out } = await terminal.run(verb === 'later' ? 'later --until 2w' : verb, [ENTER]);
		expect(code).toBe(0);
		expect(unpainted(out)).toContain('Joins & aggregation is ');
	});

	test.each(['', ' --json', ' --no-input'])('does not ask where nobody can answer: exit 2%s', async (option) => {
		const line = `${verb === 'later' ? 'later --until 2w' : verb}${option}`;
		const { code, out, err } = await new Terminal({ tty: option !== '' }).run(line);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain(`roadmap ${verb} relational-model`);
	});
});

describe('the topic in hand', () => {
	async function begun(options: ConstructorParameters<typeof Terminal>[0] = {}) {
		const terminal = new Terminal(options);
		await terminal.run('start 2.2');
		await terminal.run('start 1.2');
		return terminal;
	}

	test.each(HANDY)('%s acts on it', async (line) => {
		const result = await (await begun()).json(line === 'open' ? 'open --print' : line);
		const topic = 'topic' in result ? { ...result.topic, match: result.match } : result.topics[0];
		expect(topic).toMatchObject({ id: 'sql-joins', match: 'in hand' });
	});

	test.each(HANDY.filter((line) => line !== 'topic'))('%s says which it is', async (line) => {
		const { out } = await (await begun({ tty: true })).run(line);
		expect(unpainted(out)).toMatch(/^\n {2}The topic in hand: 1\.2 Joins & aggregation\n/);
	});

	test.each([
		['done', 'done'],
		['skip', 'skipped'],
	])('undo takes %s back', async (verb, status) => {
		const terminal = await begun();
		expect((await terminal.run(verb)).out).toContain('roadmap undo  take it back');
		expect((await terminal.json('topic 1.2')).topic.status).toBe(status);
		await terminal.run('undo');
		expect((await terminal.json('topic')).topic).toMatchObject({ id: 'sql-joins', status: 'started' });
	});

	test('known asks all the same, with it under the cursor', async () => {
		expect((await (await begun()).run('known')).code).toBe(2);
		const { out } = await (await begun({ tty: true })).run('known', [ENTER]);
		expect(unpainted(out)).toContain('Joins & aggregation is known.');
	});

	test('home, next and the map name the same', async () => {
		const terminal = await begun();
		expect((await terminal.json('')).next.topic.id).toBe('sql-joins');
		expect((await terminal.json('next')).topics[0].topic.id).toBe('sql-joins');
		expect((await terminal.json('map')).here.topic.id).toBe('sql-joins');
	});

	test('started again, an earlier one is in hand again', async () => {
		const terminal = await begun();
		expect((await terminal.json('start 2.2')).changed).toHaveLength(1);
		expect((await terminal.json('topic')).topic.id).toBe('indexes');
		expect((await terminal.json('start 2.2')).changed).toEqual([]);
	});

	test('a number alone is one of its resources', async () => {
		const terminal = await begun();
		const { resources } = (await terminal.json('topic 1.2')).topic;
		expect((await terminal.run('open 3 --print')).out).toBe(`${resources[2].url}\n`);
		expect((await terminal.json('done --resource 3')).resource.url).toBe(resources[2].url);
		expect((await terminal.run('open 9 --print')).err).toContain('Joins & aggregation has no resource "9".');
	});

	test.each([
		[['forgot the null'], 'forgot the null'],
		[['forgot', 'the', 'null'], 'forgot the null'],
		[['features', 'are', 'columns'], 'features are columns'],
		[['2', 'of', '3', 'rows'], '2 of 3 rows'],
		[['data', 'may', 'be', 'null'], 'data may be null'],
	])('note %j is on it', async (words, text) => {
		const terminal = await begun();
		const { code, out } = await terminal.run(['note', ...words]);
		expect(code).toBe(0);
		expect(out).toMatch(/^The topic in hand: 1\.2 Joins & aggregation\nNoted on Joins & aggregation\.\n/);
		expect((await terminal.json('notes 1.2')).notes[0].text).toContain(text);
	});

	test.each([
		['link https://example.com/a', 'linked to Joins & aggregation'],
		['link 2.2 https://example.com/a', 'linked to Indexes & access paths'],
	])('%s', async (line, words) => {
		expect((await (await begun()).run(line)).out).toContain(words);
	});

	test('link asks for an address that was not said', async () => {
		const terminal = await begun({ tty: true });
		const { out, err } = await terminal.run('link', ['https://example.com/a', ENTER]);
		expect(unpainted(err)).toContain('Which address?');
		expect(unpainted(out)).toContain('linked to Joins & aggregation');
	});
});

test.each(['topic', 'open --print'])('%s takes what next names where none is in hand', async (line) => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	expect(await terminal.json(line)).toMatchObject({ topic: { id: 'sql-joins' }, match: 'next' });
	const { out } = await new Terminal({ tty: true }).run('open --print');
	expect(unpainted(out)).toMatch(/^\n {2}The next topic: 1\.1 The relational model\n/);
});

describe('the list', () => {
	/** What of the list stands on the screen when it is drawn for the last time. */
	async function drawn(line: string, before: readonly string[], keys: readonly string[] = []) {
		const terminal = new Terminal({ tty: true });
		for (const one of before) await terminal.run(one);
		const { err } = await terminal.run(line, [...keys, CTRL_C]);
		const frames = unpainted(err).split('? Which topic?');
		return frames.at(-1)?.split('\n') ?? [];
	}

	test('has the state and the number of each topic, and the one in hand under the cursor', async () => {
		const rows = await drawn('done --pick', ['done 1.1', 'skip 1.4', 'start 1.3', 'start 1.2', 'later 1.5']);
		expect(rows.slice(1, 6)).toEqual([
			'❯ ◐ 1.2   Joins & aggregation',
			'  ◐ 1.3   From query to plan',
			'  – 1.4   Window functions & CTEs',
			'  ◌ 1.5   Python & the shell for data work',
			'  ○ 2.1   Schema design & normalization',
		]);
		expect(rows[6]).toBe('  ◌ 2.2   Indexes & access paths');
		expect(rows).toContainEqual(
			expect.stringMatching(/^Type to filter\. Arrows move, Enter selects, Ctrl-C cancels\./),
		);
	});

	test.each([
		['done', 4],
		['known', 4],
		['start', 4],
		['skip', 3],
		['later', 3],
		['reset', 3],
		['open', 5],
	])('of %s leaves out what it cannot change', async (verb, count) => {
		const rows = await drawn(`${verb} --pick`, ['done 1.1', 'skip 1.2', 'later 1.3'], ['1', '.']);
		expect(rows.filter((row) => /^[ ❯] \S 1\.\d /.test(row))).toHaveLength(count);
	});

	test('says in its own words that nothing was found', async () => {
		expect(await drawn('done', [], ['zzz'])).toContain('Nothing matches "zzz".');
	});

	test('narrows to the topics that have all the letters typed, in the id, the number or the title', async () => {
		const typed = async (...keys: string[]) => {
			const { out } = await new Terminal({ tty: true }).run('skip', [...keys, ENTER]);
			return unpainted(out).split('\n')[1];
		};
		expect(await typed('joins', ' dist')).toContain('Distributed joins & skew is skipped.');
		expect(await typed('KAFKA-L')).toContain('Kafka: the durable log is skipped.');
		expect(await typed('8.4')).toContain('Slowly changing dimensions is skipped.');
	});

	test.each([
		[80, 24],
		[40, 20],
		[80, 10],
		[20, 10],
	])('fits a window of %i columns and %i rows', async (columns, rows) => {
		const terminal = new Terminal({ tty: true, columns, rows });
		const { err } = await terminal.run('done', [DOWN, DOWN, CTRL_C]);
		const frames = unpainted(err)
			// biome-ignore lint/suspicious/noControlCharactersInRegex: the cursor moves with them
			.split(/(?:\u001b\[\d*[A-Z])+/)
			.filter((frame) => frame.includes('❯'));
		expect(frames.length).toBeGreaterThan(2);
		for (const frame of frames) {
			const lines = frame.trimEnd().split('\n');
			expect(lines.length).toBeLessThanOrEqual(rows);
			for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
			expect(lines.filter((line) => line.startsWith('❯'))).toHaveLength(1);
		}
	});

	test('at 100 % there is nothing to choose: exit 1', async () => {
		const terminal = new Terminal({ tty: true });
		const mine = `--roadmap ${writeRoadmap()}`;
		await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
		const { code, err } = await terminal.run(`done ${mine}`);
		expect(code).toBe(1);
		expect(unpainted(err)).toContain('There is no topic here that roadmap done could change.');
	});
});

describe('a stage that is named as a topic is', () => {
	test.each(['known 3', 'known nosql', 'known nosq', 'done 3'])('%s asks before it marks the stage', async (line) => {
		const terminal = new Terminal({ tty: true });
		await terminal.run('known 3.1 3.2 3.3');
		const { err } = await terminal.run(line, ['n', ENTER]);
		expect(unpainted(err).replace(/\s+/g, ' ')).toMatch(
			/will mark 1 topic \w+: Wide-column stores\. 3 are known and stay so\. Go on\?/,
		);
		expect(terminal.journal()).toHaveLength(1);
		await terminal.run(line, ['y', ENTER]);
		expect((await terminal.json('stage 3')).stage.progress.percent).toBe(100);
	});

	test('where nobody can answer it says how to go on', async () => {
		const terminal = new Terminal();
		const { code, err } = await terminal.run('skip nosql');
		expect({ code, journal: terminal.journal() }).toEqual({ code: 2, journal: [] });
		expect(err).toContain('To go on: roadmap skip nosql --yes\n');
		expect((await terminal.json('skip nosql --yes')).changed).toHaveLength(4);
	});

	test('known stage 3 is known stage:3', async () => {
		expect((await new Terminal().json('known stage 3 --yes')).changed).toHaveLength(4);
	});

	test.each(['start 3', 'open nosql', 'link nosql https://example.com/a'])(
		'%s asks which of its topics',
		async (line) => {
			const terminal = new Terminal({ tty: true, env: { CI: '1' } });
			const { code, out, err } = await terminal.run(line, [DOWN, ENTER]);
			expect(code).toBe(0);
			expect(unpainted(err)).not.toContain('1.1');
			expect(unpainted(err + out)).toContain('Key-value stores & caching');
		},
	);
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

test('what a beginning was taken for is said, by each topic', async () => {
	const { out } = await new Terminal().run('done window query-p 1.1');
	expect(out).toMatch(/^Taken as window-functions: 1\.4 Window functions & CTEs\nTaken as query-plans: 1\.3 /);
	expect(out.match(/Taken as/g)).toHaveLength(2);
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

test.each([
	[['done'], 'roadmap done relational-model'],
	[['known', '--pick'], 'roadmap known relational-model'],
	[['note', 'forgot the topic'], "roadmap note relational-model 'forgot the topic'"],
	[['later', '--until', 'friday'], 'roadmap later relational-model --until friday'],
	[['link', '2', 'https://example.com/x'], 'roadmap link schema-design https://example.com/x'],
])('where nobody can be asked, %j is said again with a topic', async (line, again) => {
	const { code, err } = await new Terminal().run([...line, '--no-input']);
	expect(code).toBe(2);
	expect(err).toContain(`\nName one: ${again} --no-input\n`);
});
