import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { screen, unpainted, writeRoadmap } from './screen.ts';

const ids = (topics: readonly { id: string }[]) => topics.map(({ id }) => id);

test('a hidden topic is in no list and counts for nothing; by its name it is still found', async () => {
	const terminal = new Terminal();
	const before = await terminal.json('stages');
	const { code, out, err } = await terminal.run('hide relational-model');
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toBe(
		'The relational model is hidden.\nroadmap hide 1.1 --back  show it again\nroadmap next  what to learn now\nroadmap undo  take it back\n',
	);
	const after = await terminal.json('stages');
	expect(after.progress.total).toBe(before.progress.total - 1);
	expect(after.stages[0]).toMatchObject({ topics: before.stages[0].topics - 1, core: before.stages[0].core - 1 });
	expect(ids((await terminal.json('stage 1 --all')).topics)).not.toContain('relational-model');
	expect(
		(await terminal.json('next -n 99')).topics.map(({ topic }: { topic: { id: string } }) => topic.id),
	).not.toContain('relational-model');
	expect(
		(await terminal.json('search relational model')).results.map(({ topic }: { topic: { id: string } }) => topic.id),
	).not.toContain('relational-model');
	expect((await terminal.run('complete -- done ')).out).not.toContain('relational-model');
	for (const format of ['csv', 'markdown']) {
		expect((await terminal.run(`export --format ${format}`)).out).not.toContain('relational-model');
	}
	expect((await terminal.json('topic relational-model')).topic).toMatchObject({ hidden: true });
	expect((await terminal.run('topic 1.1')).out).toContain(
		'Note: hidden, so it does not count; roadmap hide 1.1 --back shows it again',
	);
});

test('what needs it takes it as known', async () => {
	const terminal = new Terminal();
	const needs = (await terminal.json('topic 1.2')).topic.needs;
	expect(needs).toMatchObject([{ id: 'relational-model', assumed: false }]);
	await terminal.run('hide 1.1');
	expect((await terminal.json('topic 1.2')).topic.needs).toMatchObject([{ id: 'relational-model', assumed: true }]);
	expect((await terminal.json('next')).topics[0].topic.id).toBe('sql-joins');
});

test('a whole stage is marked without it, and what was marked on it is kept', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	await terminal.run('hide 1.1');
	const { changed } = await terminal.json('known stage:1 --yes');
	expect(changed.map(({ topic }: { topic: string }) => topic)).not.toContain('relational-model');
	await terminal.run('hide 1.1 --back');
	expect((await terminal.json('topic 1.1')).topic.status).toBe('done');
});

test('hidden twice is hidden; undo goes back', async () => {
	const terminal = new Terminal();
	await terminal.run('hide 1.1');
	expect((await terminal.run('hide 1.1')).out).toContain('The relational model is hidden already.');
	expect(terminal.journal()).toHaveLength(1);
	expect((await terminal.run('undo')).out).toContain('Taken back: The relational model is shown again (it was hidden');
	expect((await terminal.run('hide 1.1 --back')).out).toContain('The relational model is shown already.');
	await terminal.run('hide 1.1');
	expect((await terminal.run('hide 1.1 --back')).out).toContain('The relational model is shown again.');
	expect((await terminal.run('undo')).out).toContain('Taken back: The relational model is hidden again (it was shown');
});

test('without a topic it lists what is hidden', async () => {
	const terminal = new Terminal();
	expect((await terminal.run('hide')).out).toBe('');
	await terminal.run('hide 1.2');
	await terminal.run('hide 1.1');
	expect((await terminal.run('hide')).out).toBe(
		'relational-model\t1.1\tThe relational model\nsql-joins\t1.2\tJoins & aggregation\n',
	);
	expect((await terminal.json('hide')).hidden).toHaveLength(2);
	const screened = new Terminal({ tty: true, home: terminal.home });
	expect(unpainted((await screened.run('hide')).out)).toBe(
		screen(
			'1.1  The relational model  relational-model',
			'1.2  Joins & aggregation   sql-joins',
			'',
			'roadmap hide 1.1 --back   show it again',
		),
	);
});

test('which one to show again is asked for among the hidden ones', async () => {
	const terminal = new Terminal();
	expect(await terminal.run('hide --back')).toMatchObject({ code: 0, out: '' });
	await terminal.run('hide 1.2');
	const { code, err } = await terminal.run('hide --back');
	expect(code).toBe(2);
	expect(err).toContain('roadmap hide --back sql-joins');
	const screened = new Terminal({ tty: true, home: terminal.home });
	expect(unpainted((await screened.run('hide --back', ['\r'])).out)).toContain('Joins & aggregation is shown again.');
});

test('everything may be hidden, and then there is nothing left', async () => {
	const terminal = new Terminal();
	const mine = ['--roadmap', writeRoadmap()];
	for (const id of ['water', 'leaves', 'kettles', 'green-tea', 'black-tea']) await terminal.run(['hide', id, ...mine]);
	for (const line of ['next', 'stages', 'stage 1', 'stage', '']) {
		expect((await terminal.run([...line.split(' ').filter((word) => word !== ''), ...mine])).code).not.toBe(70);
	}
	expect(JSON.parse((await terminal.run(['stages', '--json', ...mine])).out).progress.total).toBe(0);
	await terminal.run(['hide', 'h2o', '--back', ...mine]);
	expect(JSON.parse((await terminal.run(['next', '--json', ...mine])).out).topics[0].topic.id).toBe('water');
});
