import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { heading, offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

test('a stage: what it is for, its topics with their state, and what they wait for', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`start water ${mine}`);
	const { code, out, err } = await terminal.run(`stage 1 --all ${mine}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('1  Water & leaves', 'Start · 0 of 2'),
			'What is in the cup.',
			'',
			spread('▸ 1.1  ◐  Water', 'started · 2 h'),
			'  1.2  ○  Leaves',
			'          after Water',
			spread('  1.3  ○  Kettles', 'optional'),
			'          after Water',
			'',
			'roadmap topic 1.1   the whole topic',
			'roadmap done 1.1    when you can do it',
			'',
			heading('What this stage is for'),
			'Without water there is no tea.',
			'',
			heading('To build at the end'),
			'Make a cup and drink it.',
		),
	);
});

test('a long title takes a second line and leaves the facts of all rows at the right edge', async () => {
	const terminal = new Terminal({ tty: true });
	const long = 'A title so long that no line has room for it and for the tier beside it too';
	const yaml = `format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [{id: a, title: A, minutes: 60}, {id: b, title: "${long}", tier: recommended, minutes: 90}]}]\n`;
	const text = unpainted((await terminal.run(`stage 1 --roadmap ${writeRoadmap(yaml)}`)).out);
	const rows = text.split('\n').filter((line) => / h$/.test(line));
	expect(rows.map((line) => [line.length, line.slice(0, 13)])).toEqual([
		[80, '  ▸ 1.1  ○  A'],
		[80, '    1.2  ○  A'],
	]);
	expect(text.replace(/\s+/g, ' ').replace('recommended · 1.5 h ', '')).toContain(long);
});

test('at 40 columns state and facts stand under the title', async () => {
	const terminal = new Terminal({ tty: true, columns: 40 });
	await terminal.run('start 4.2');
	const text = unpainted((await terminal.run('stage 4 --core')).out);
	expect(text).toMatch(
		/\n {2}▸ 4\.2 {2}◐ {2}Row vs column layout\n {12}started · lab · [\d.]+ h\n {12}after From query to plan\n/,
	);
});

test.each([
	['--core', ['lsm-vs-btree', 'row-vs-column', 'parquet']],
	['--recommended', ['write-ahead-log']],
	['--optional', ['arrow-and-avro']],
	['--core --optional', ['lsm-vs-btree', 'row-vs-column', 'parquet', 'arrow-and-avro']],
	['--all', ['lsm-vs-btree', 'row-vs-column', 'parquet', 'write-ahead-log', 'arrow-and-avro']],
	['', ['lsm-vs-btree', 'row-vs-column', 'parquet', 'write-ahead-log']],
])('stage 4 %s', async (option, ids) => {
	const { topics } = await new Terminal().json(`stage 4 ${option}`);
	expect(topics.map(({ id }: { id: string }) => id)).toEqual(ids);
});

test('what is not shown is counted, with the command that shows it', async () => {
	const { out } = await new Terminal({ tty: true }).run('stage 4 --core');
	expect(unpainted(out)).toContain('  Also here: 1 recommended, 1 optional.\n');
	expect(offered(out)).toContain('roadmap stage 4 --all');
	expect(offered((await new Terminal({ tty: true }).run('stage 4 --all')).out)).not.toContain('roadmap stage 4 --all');
});

test('in a pipe one record a line', async () => {
	const terminal = new Terminal();
	await terminal.run('done 4.1');
	const { out } = await terminal.run('stage 4 --core');
	expect(out).toBe(
		'4.1\tlsm-vs-btree\tdone\tcore\tLSM-trees vs B-trees\n' +
			'4.2\trow-vs-column\ttodo\tcore\tRow vs column layout\n' +
			'4.3\tparquet\ttodo\tcore\tParquet & columnar files\n',
	);
});

test.each(['4', 'storage-engines', 'storage'])('a stage is found as %s', async (name) => {
	expect((await new Terminal().json(`stage ${name}`)).stage).toMatchObject({ number: 4, id: 'storage-engines' });
});

test('without a name it is the stage of the next topic', async () => {
	const terminal = new Terminal();
	await terminal.run('known stage:1 --yes');
	expect((await terminal.json('stage')).stage.number).toBe(2);
});

test('without a name, when nothing is next: exit 2 and how to name one', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
	expect(await terminal.run(`stage ${mine}`)).toEqual({
		code: 2,
		out: '',
		err: 'There is nothing left to learn here.\nName a stage: roadmap stage 1\n',
	});
});

test.each([
	['99', 'There is no stage called "99".\nStages are numbered 1 to 14; roadmap stages lists them.\n'],
	['storage-engine5', 'Did you mean storage-engines?'],
	['s', 'Choose one: sql-foundations, storage-engines, streaming, serving.'],
])('stage %s: exit 3', async (name, words) => {
	const { code, out, err } = await new Terminal().run(`stage ${name}`);
	expect({ code, out }).toEqual({ code: 3, out: '' });
	expect(err).toContain(words);
});

test('a stage that is not on the path says so', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('path analytics');
	expect(unpainted((await terminal.run('stage 3')).out)).toContain('  This stage is not on your path (analytics).\n');
	expect(unpainted((await terminal.run('stage 4')).out)).not.toContain('not on your path');
});

test('skipped and put-off topics say so', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('skip 1.1');
	await terminal.run('later 1.2');
	const text = unpainted((await terminal.run('stage 1')).out);
	expect(text).toMatch(/^ {4}1\.1 {2}– {2}The relational model +skipped · lab · [\d.]+ h$/m);
	expect(text).toContain('\n            put off until 29 November\n');
	expect(text).toContain('  1 topic skipped.\n');
	expect(text).toMatch(/Foundations · 0 of 4$/m);
});

test('when all of it is complete the next step is elsewhere', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('known stage:4 --yes');
	expect(offered((await terminal.run('stage 4')).out)).toEqual([
		'roadmap project 4 --start',
		'roadmap next',
		'roadmap stage 4 --all',
	]);
});

test('its hints name what next names, and nothing that is put off', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	for (const line of ['start 2.2', 'later 2.2']) await terminal.run(line);
	const next = (await terminal.json('next --stage 2')).topics[0].topic.number;
	expect(offered((await terminal.run('stage 2')).out)).toContain(`roadmap topic ${next}`);
	expect(next).not.toBe('2.2');
});
