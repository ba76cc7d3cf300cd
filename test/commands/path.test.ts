import { expect, test } from 'vitest';
import type { StageData, TopicData } from '../../src/domain/describe.ts';
import { ids } from '../domain/fixture.ts';
import { Terminal } from '../terminal.ts';
import { offered, screen, spread, TEA, unpainted, writeRoadmap } from './screen.ts';

test('shows the paths, which one is yours, and how far you are on each', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water ${mine}`);
	const { code, out, err } = await terminal.run(`path ${mine}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('● all  yours', '1 of 4 · 25 %'),
			'  Tea maker: everything',
			'',
			spread('○ short', '0 of 2 · 0 %'),
			'  Tea drinker: people in a hurry',
			'',
			'roadmap path short   choose another',
		),
	);
});

test('chooses one, says what that changes, and how to go back', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, out, err } = await terminal.run('path analytics');
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('Your path is analytics now: 25 topics in view.', '0 of 25 · 0 %'),
			'',
			'roadmap next   what to learn now',
			'roadmap undo   back to all',
		),
	);
	expect((await terminal.json('next')).path).toBe('analytics');
});

test('the same again is no failure and no second change', async () => {
	const terminal = new Terminal();
	await terminal.run('path analytics');
	const { code, out } = await terminal.run('path analytics');
	expect(code).toBe(0);
	expect(out).toMatch(/^Your path is analytics already: 25 topics in view\.\n/);
	expect(offered(out)).toEqual(['roadmap next']);
	expect(terminal.journal()).toHaveLength(1);
});

test('in a pipe one record a line', async () => {
	const { out } = await new Terminal().run(`path --roadmap ${writeRoadmap()}`);
	expect(out).toBe('all\tyours\tTea maker\t0\t4\nshort\t\tTea drinker\t0\t2\n');
});

test('what is marked stays marked, whichever path', async () => {
	const terminal = new Terminal();
	await terminal.run('done kafka-log');
	await terminal.run('path analytics');
	expect((await terminal.json('stages')).progress.done).toBe(0);
	expect(await terminal.json('topic kafka-log')).toMatchObject({ inView: false, topic: { status: 'done' } });
	await terminal.run('path all');
	expect((await terminal.json('stages')).progress.done).toBe(1);
});

test.each([
	['nope', 'There is no path called "nope".', 'all, analytics, platform, streaming, ml'],
	['analitics', 'There is no path called "analitics".', 'Did you mean analytics?'],
])('path %s: exit 3', async (id, message, hint) => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(`path ${id}`);
	expect({ code, out }).toEqual({ code: 3, out: '' });
	expect(err).toContain(message);
	expect(err).toContain(hint);
	expect(terminal.journal()).toEqual([]);
});

test('each roadmap has its own', async () => {
	const terminal = new Terminal();
	await terminal.run(`path short --roadmap ${writeRoadmap()}`);
	expect((await terminal.json('path')).chosen).toBe('all');
});

test('a path that takes in one topic, leaves out another and raises a third has just those everywhere', async () => {
	const terminal = new Terminal();
	const file = writeRoadmap(
		TEA.replace(
			'stages: [brewing]',
			'stages: [brewing], with: [kettles], without: [green-tea], core: [kettles, black-tea]',
		),
	);
	const json = (line: string) => terminal.json(`${line} --roadmap ${file}`);
	const named = ({ topic, why }: { topic: TopicData; why: object }) => [topic.id, topic.tier, why];

	await json('path short');
	await json('level core');
	const { stages, progress } = await json('stages');
	expect(stages.map(({ id, core, topics }: StageData) => [id, core, topics])).toEqual([
		['basics', 1, 1],
		['brewing', 1, 1],
	]);
	expect(progress.total).toBe(2);
	expect((await json('next -n 9')).topics.map(named)).toEqual([
		['kettles', 'core', { after: [], unlocks: 0, assumed: ['water'] }],
		['black-tea', 'core', { after: [], unlocks: 0, assumed: ['leaves'] }],
	]);
	expect(ids((await json('stage basics --all')).topics)).toEqual(['kettles']);
	expect((await json('topic black-tea')).topic.tier).toBe('core');

	const done = await json('done stage:brewing');
	expect(done.changed.map(({ topic }: { topic: string }) => topic)).toEqual(['black-tea']);
	expect(done.stage.progress).toMatchObject({ total: 1, done: 1 });
	expect((await json('stages')).progress.percent).toBe(50);

	await json('path all');
	await json('level everything');
	expect((await json('topic black-tea')).topic.tier).toBe('recommended');
	expect((await json('stages')).progress.total).toBe(5);
});
