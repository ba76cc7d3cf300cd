/** start, done, known, skip and reset: one command with five names. */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { heading, offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

const MARKS = [
	{ verb: 'start', to: 'started', mark: '◐', became: 'started', was: 'started' },
	{ verb: 'done', to: 'done', mark: '✓', became: 'done', was: 'done' },
	{ verb: 'known', to: 'known', mark: '✓', became: 'known', was: 'marked known' },
	{ verb: 'skip', to: 'skipped', mark: '–', became: 'skipped', was: 'skipped' },
] as const;

describe.each(MARKS)('$verb', ({ verb, to, mark, became, was }) => {
	test('marks the topic, and says so with its mark in a word', async () => {
		const terminal = new Terminal({ tty: true });
		const { code, out, err } = await terminal.run(`${verb} 6.1`);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(unpainted(out)).toMatch(new RegExp(`^  ${mark} Kafka: the durable log is ${became}\\. +\\S`, 'm'));
		expect(offered(out)).toContain('roadmap undo');
		expect((await terminal.json('topic kafka-log')).topic).toMatchObject({
			status: to,
			at: '2026-11-22T10:00:00.000Z',
		});
	});

	test('twice is no failure: told with the date, nothing written', async () => {
		const terminal = new Terminal();
		await terminal.run(`${verb} 6.1`);
		terminal.now = new Date('2026-11-25T10:00:00.000Z');
		const again = await terminal.json(`${verb} kafka-log`);
		expect(again).toMatchObject({ changed: [], unchanged: ['kafka-log'], unlocked: [] });
		expect(again.topics).toEqual([expect.objectContaining({ id: 'kafka-log', at: '2026-11-22T10:00:00.000Z' })]);
		const { code, out } = await terminal.run(`${verb} kafka-log`);
		expect(code).toBe(0);
		expect(out).toContain(`Kafka: the durable log was ${was} already, on 22 November.\n`);
		expect(offered(out)).not.toContain('roadmap undo');
		expect(terminal.journal()).toHaveLength(1);
	});

	test('in a pipe the same facts come without the mark', async () => {
		const { out } = await new Terminal().run(`${verb} 6.1`);
		expect(out).toMatch(new RegExp(`^Kafka: the durable log is ${became}\\.\\n`));
		expect(out).toMatch(/\nroadmap undo {2}take it back\n(?:Two minutes: roadmap review --topic 6\.1\n)?$/);
	});
});

test('done, whole: what changed, how far that is, what it opens, what is next', async () => {
	const { out } = await new Terminal({ tty: true }).run('done 1.1');
	expect(unpainted(out)).toBe(
		screen(
			spread('✓ The relational model is done.', '1 of 58 · 1 % · stage 1: 1 of 5'),
			'It opens Joins & aggregation and Schema design & normalization.',
			'',
			'roadmap next   Joins & aggregation',
			'roadmap undo   take it back',
			'',
			'Two minutes: roadmap review --topic 1.1',
		),
	);
});

test('done again, whole', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	const { out } = await terminal.run('done 1.1');
	expect(unpainted(out)).toBe(
		screen('The relational model was done already, on 22 November.', '', 'roadmap next   Joins & aggregation'),
	);
});

test('a date of another year has its year', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	terminal.now = new Date('2027-03-01T10:00:00.000Z');
	expect((await terminal.run('done 1.1')).out).toContain('already, on 22 November 2026.');
});

test('after start comes opening it, where there is something to open', async () => {
	const { out } = await new Terminal({ tty: true }).run('start slowly-changing-dimensions');
	expect(offered(out)).toEqual(['roadmap open', 'roadmap done', 'roadmap undo']);
	const bare = await new Terminal({ tty: true }).run(`start leaves --roadmap ${writeRoadmap()}`);
	expect(offered(bare.out)).toEqual(['roadmap done', 'roadmap undo']);
});

test('a topic that is not in view is marked too, and does not count', async () => {
	const { out } = await new Terminal().run('done semi-structured-sql');
	expect(out).toContain('0 of 58 · 0 % · stage 1: 0 of 5\nIt is not on your path or level, so it does not count.\n');
});

test('several at once are one change; what was so already is told apart', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	const { changed, unchanged } = await terminal.json('done 1.1 sql-joins query-p 1.2');
	expect(changed.map(({ topic }: { topic: string }) => topic)).toEqual(['sql-joins', 'query-plans']);
	expect(unchanged).toEqual(['relational-model']);
	expect(terminal.journal()).toHaveLength(2);
	await terminal.run('undo');
	expect((await terminal.json('stage 1')).stage.progress.done).toBe(1);
});

test('several at once, in words', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water ${mine}`);
	const { out } = await terminal.run(`done water leaves kettles ${mine}`);
	expect(unpainted(out)).toBe(
		screen(
			spread('✓ Leaves and Kettles are done.', '2 of 4 · 50 % · stage 1: 2 of 2'),
			'They open Green tea and Black tea.',
			'Water was done already, on 22 November.',
			'',
			'✓ Stage 1 is complete: Water & leaves.',
			'',
			heading('You can now'),
			'– Boil water',
			'',
			heading('To build at the end'),
			'Make a cup and drink it.',
			'',
			'roadmap project 1 --start   begin its project',
			'roadmap next                Green tea',
			'roadmap undo                take it back',
		),
	);
});

test('if one name is wrong nothing is marked', async () => {
	const terminal = new Terminal();
	const { code } = await terminal.run('done 1.1 nonsense-topic');
	expect(code).toBe(3);
	expect(terminal.journal()).toEqual([]);
});

test.each(['stage:4', 'stage:storage-engines', 'stage:storage', 'STAGE:4'])(
	'%s is the stage as far as the level shows it',
	async (name) => {
		const terminal = new Terminal();
		const { changed } = await terminal.json(`known ${name} --yes`);
		expect(changed.map(({ topic }: { topic: string }) => topic)).toEqual([
			'lsm-vs-btree',
			'row-vs-column',
			'parquet',
			'write-ahead-log',
		]);
		await terminal.run('level core');
		expect((await terminal.json('reset stage:4')).changed).toHaveLength(3);
	},
);

test('of many topics the first are named and the rest are counted', async () => {
	const terminal = new Terminal();
	const first = 'The relational model, Joins & aggregation, From query to plan, Window functions & CTEs';
	expect((await terminal.run('known stage:1 stage:2 --yes')).out).toContain(
		`${first}, Python & the shell for data work and 5 more are known.\n`,
	);
	expect((await terminal.run('known stage:1')).out).toMatch(/^5 topics were marked known already\.\n/);
});

describe('a whole stage', () => {
	const statuses = async (terminal: Terminal) =>
		(await terminal.json('stage 1')).topics.map(({ status }: { status: string }) => status);

	test.each([
		['known', ['done', 'known', 'skipped', 'known', 'known']],
		['done', ['done', 'known', 'skipped', 'done', 'done']],
		['skip', ['done', 'known', 'skipped', 'skipped', 'skipped']],
		['start', ['done', 'known', 'skipped', 'started', 'started']],
		['reset', ['todo', 'todo', 'todo', 'todo', 'todo']],
	])('%s touches only what is left of it', async (verb, after) => {
		const terminal = new Terminal();
		for (const line of ['done 1.1', 'known 1.2', 'skip 1.3', 'start 1.4']) await terminal.run(line);
		await terminal.run(`${verb} stage:1 --yes`);
		expect(await statuses(terminal)).toEqual(after);
	});

	test('what is named besides is meant as it is named', async () => {
		const terminal = new Terminal();
		await terminal.run('skip 1.3');
		await terminal.run('done 1.3 stage:1 --yes');
		expect(await statuses(terminal)).toEqual(['done', 'done', 'done', 'done', 'done']);
	});

	test('what stays is said, and counted by its state', async () => {
		const terminal = new Terminal();
		for (const line of ['done 1.1 1.2', 'skip 1.3']) await terminal.run(line);
		const { out } = await terminal.run('known stage:1');
		expect(out).toMatch(/^Window functions & CTEs and Python & the shell for data work are known\.\n/);
		expect(out).toContain('\n2 are done and 1 is skipped; they stay so.\n');
	});
});

test('there is no stage 99: exit 3', async () => {
	const { code, err } = await new Terminal().run('done stage:99');
	expect(code).toBe(3);
	expect(err).toBe('There is no stage called "99".\nStages are numbered 1 to 14; roadmap stages lists them.\n');
});

test('what is skipped leaves the denominator, and 100 % can be reached', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	expect((await terminal.json(`skip black-tea ${mine}`)).progress).toMatchObject({ total: 4, skipped: 1, percent: 0 });
	const { progress, next } = await terminal.json(`done water leaves green-tea ${mine}`);
	expect(progress).toEqual({ total: 4, done: 3, known: 0, started: 0, skipped: 1, percent: 100 });
	expect(next).toBeNull();
});

test('when nothing is left to begin it says so', async () => {
	const terminal = new Terminal({ tty: true });
	const { out } = await terminal.run(`known stage:1 stage:2 --yes --roadmap ${writeRoadmap()}`);
	expect(unpainted(out)).toContain('\n\n  ✓ Stages 1 and 2 are complete.\n\n  Everything in view is finished.\n');
	expect(offered(out)).toEqual([
		'roadmap project 1',
		'roadmap level everything',
		'roadmap path',
		'roadmap use',
		'roadmap undo',
	]);
});

describe('reset', () => {
	test('puts a topic back', async () => {
		const terminal = new Terminal({ tty: true });
		await terminal.run('done 1.1');
		const { code, out } = await terminal.run('reset 1.1');
		expect(code).toBe(0);
		expect(unpainted(out)).toMatch(
			/^ {2}○ The relational model is back to "to do"\. +0 of 58 · 0 % · stage 1: 0 of 5$/m,
		);
		expect((await terminal.json('next')).topics[0].topic.id).toBe('relational-model');
	});

	test('twice is no failure: told with the date', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.1');
		await terminal.run('reset 1.1');
		const { code, out } = await terminal.run('reset 1.1');
		expect(code).toBe(0);
		expect(out).toContain('The relational model was put back already, on 22 November.\n');
		expect(terminal.journal()).toHaveLength(2);
	});

	test('of a topic that nothing was marked on changes nothing', async () => {
		const terminal = new Terminal();
		const { code, out } = await terminal.run('reset 1.1');
		expect(code).toBe(0);
		expect(out).toMatch(/^The relational model was not marked\.\n/);
		expect(terminal.journal()).toEqual([]);
	});

	test('brings a topic back that was put off', async () => {
		const terminal = new Terminal();
		await terminal.run('later 1.1');
		await terminal.run('reset 1.1');
		expect((await terminal.json('next')).topics[0].topic.id).toBe('relational-model');
	});
});

describe('done --resource', () => {
	test('finishes one thing to read, not the topic', async () => {
		const terminal = new Terminal({ tty: true });
		const { code, out } = await terminal.run('done 1.2 --resource 1');
		expect(code).toBe(0);
		expect(unpainted(out)).toBe(
			screen(
				'✓ Joins Between Tables is finished.',
				'Joins & aggregation has 4 more resources, if you want more.',
				'',
				'roadmap open 1.2   the next one',
				'roadmap undo       take it back',
			),
		);
		const { topic } = await terminal.json('topic 1.2');
		expect(topic.status).toBe('todo');
		expect(topic.resources.map(({ status }: { status: string }) => status)).toEqual([
			'done',
			'todo',
			'todo',
			'todo',
			'todo',
		]);
	});

	test('twice is no failure', async () => {
		const terminal = new Terminal();
		await terminal.run('done 1.2 --resource 1');
		const { code, out } = await terminal.run('done 1.2 --resource 1');
		expect(code).toBe(0);
		expect(out).toMatch(/^Joins Between Tables was finished already\.\n/);
		expect(offered(out)).toEqual(['roadmap open 1.2']);
		expect(terminal.journal()).toHaveLength(1);
	});

	test('the last one leads to done', async () => {
		const terminal = new Terminal();
		const mine = `--roadmap ${writeRoadmap()}`;
		await terminal.run(`done water --resource 1 ${mine}`);
		const { out } = await terminal.run(`done water --resource 2 ${mine}`);
		expect(out).toBe(
			'Watch it boil is finished.\nNothing is left to read on Water.\nroadmap done 1.1  when you can do it\nroadmap undo  take it back\n',
		);
	});

	test('there is none called 9: exit 3', async () => {
		const { code, err } = await new Terminal().run('done 1.2 --resource 9');
		expect(code).toBe(3);
		expect(err).toContain('has no resource "9".\nIt has 5, numbered from 1: roadmap topic 1.2\n');
	});
});

test('start on what was finished says that it no longer counts', async () => {
	const terminal = new Terminal();
	await terminal.run('known 1.1');
	expect((await terminal.run('start 1.1')).out).toContain('\nIt was known, and no longer counts.\n');
	expect((await terminal.run('start 1.2')).out).not.toContain('no longer');
});
