import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

/** Sunday. */
const NOW = '2026-11-22T10:00:00.000Z';

test('a goal is kept with the progress, and said already the second time', async () => {
	const terminal = new Terminal({ tty: true });
	expect(unpainted((await terminal.run('pace 6h/week')).out)).toBe(
		screen(
			'Your goal is 6 h a week now.',
			'',
			'roadmap next   what to learn now',
			'roadmap pace   your week so far',
			'roadmap undo   take it back',
		),
	);
	expect(terminal.journal()).toEqual([expect.objectContaining({ kind: 'pace', what: 'goal', to: '6h' })]);
	expect(unpainted((await terminal.run('pace 360m')).out)).toContain('  Your goal is 6 h a week already.\n');
	expect(terminal.journal()).toHaveLength(1);
});

test.each([
	['4h/week', '0 of 4 h'],
	['3 topics/week', '0 of 3 topics'],
])('a week with nothing finished counts towards a goal of %s as %s', async (goal, words) => {
	const terminal = new Terminal({ tty: true, env: { NO_COLOR: '1' } });
	await terminal.run('start 1.1');
	await terminal.run(`pace ${goal}`);
	expect((await terminal.run('pace')).out).toMatch(new RegExp(`^ {2}This week {2}─+ {2}${words}$`, 'm'));
});

test('this week and the ones before it, against the goal', async () => {
	const terminal = new Terminal({ tty: true, env: { NO_COLOR: '1' }, now: '2026-11-04T10:00:00.000Z' });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water ${mine}`);
	terminal.now = new Date('2026-11-12T10:00:00.000Z');
	await terminal.run(`start leaves ${mine}`);
	terminal.now = new Date(NOW);
	await terminal.run(`done black-tea ${mine}`);
	await terminal.run(`pace 1.5h ${mine}`);
	// Two hours fill an hour and a half; 45 minutes are half of it.
	expect((await terminal.run(`pace ${mine}`)).out).toBe(
		screen(
			spread('Your pace', '1.5 h a week'),
			'',
			'This week           ██████████──────────  1 topic · 45 min of 1.5 h',
			'Last week           ────────────────────  marked on 1 day',
			'Week of 2 November  ████████████████████  1 topic · 2 h',
			'',
			'roadmap pace none    no goal',
			'roadmap pace pause   take a break: the time does not count',
			'roadmap stats        all figures, and when you will be finished',
		),
	);
	await terminal.run(`pace 3/week ${mine}`);
	expect((await terminal.run(`pace ${mine}`)).out).toContain('1 of 3 topics · 45 min\n');
});

test.each([
	[['3', 'topics/week'], '3 topics'],
	[['3 topics'], '3 topics'],
	[['1', 'topic', 'a', 'week'], '1 topics'],
	[['90m'], '1.5h'],
])('%j', async (words, goal) => {
	const terminal = new Terminal();
	expect((await terminal.run(['pace', ...words])).code).toBe(0);
	expect((await terminal.json('pace')).goal).toBe(goal);
});

test.each(['6', 'fast', '0h', '25h/day', 'none of it'])('pace %s: exit 2, with how to say it', async (words) => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(`pace ${words}`);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain('6h/week');
	expect(terminal.journal()).toEqual([]);
});

describe('a pause', () => {
	test('is begun and ended, each once', async () => {
		const terminal = new Terminal({ now: NOW });
		const said = async (line: string) => (await terminal.run(line)).out.split('\n')[0];
		expect(await said('pace resume')).toBe('You are not paused.');
		expect(await said('pace pause')).toBe('Paused. Time does not count until you go on. Everything stays as it is.');
		terminal.now = new Date('2026-11-25T10:00:00.000Z');
		expect(await said('pace pause')).toBe('Already paused, since 22 November. Time does not count until you go on.');
		expect((await terminal.json('pace')).pausedAt).toBe(NOW);
		expect(await said('pace resume')).toBe('The pause is over. It does not count as time.');
		expect((await terminal.json('pace')).pausedAt).toBeNull();
		expect(terminal.journal().map(({ to }) => to)).toEqual(['paused', 'running']);
	});

	test('takes its days out of the record', async () => {
		const terminal = new Terminal({ now: '2026-11-02T10:00:00.000Z' });
		await terminal.run('done stage:1 --yes');
		terminal.now = new Date('2026-11-09T10:00:00.000Z');
		await terminal.run('pace pause');
		terminal.now = new Date('2026-11-16T10:00:00.000Z');
		// 2 to 8 November, and no day since.
		expect((await terminal.json('stats')).rate.record.weeks).toBe(1);
		await terminal.run('pace resume');
		terminal.now = new Date(NOW);
		// And 16 to 22 November.
		const { rate, weeks } = await terminal.json('stats');
		expect(rate.record.weeks).toBe(2);
		expect(weeks.slice(-3).map(({ rested }: { rested: number }) => rested)).toEqual([0, 7, 0]);
	});
});

test.each([
	['pace 6h', 'you have no weekly goal any more (it was set to 6 h a week a moment ago).'],
	['pace 1 topic', 'you have no weekly goal any more (it was set to 1 topic a week a moment ago).'],
	['pace pause', 'the pause is cancelled (it was begun a moment ago).'],
])('undo takes %s back', async (line, words) => {
	const terminal = new Terminal();
	const before = await terminal.json('pace');
	await terminal.run(line);
	expect((await terminal.run('undo')).out).toContain(`Taken back: ${words}`);
	expect(await terminal.json('pace')).toEqual(before);
});

test('undo takes the end of a goal and of a pause back', async () => {
	const terminal = new Terminal();
	for (const line of ['pace 6h', 'pace none']) await terminal.run(line);
	expect((await terminal.run('undo')).out).toContain(
		'your weekly goal is 6 h a week again (it was removed a moment ago).',
	);
	expect((await terminal.json('pace')).goal).toBe('6h');
	for (const line of ['pace pause', 'pace resume']) await terminal.run(line);
	expect((await terminal.run('undo')).out).toContain('the pause goes on (it was ended a moment ago).');
	expect((await terminal.json('pace')).pausedAt).not.toBeNull();
});

test.each([
	[
		['pace pause 1w', 'pace pause 2w'],
		'the pause goes on until 29 November (it was changed a moment ago).',
		'2026-11-29',
	],
	[['pace pause', 'pace pause 2w'], 'the pause goes on until you end it (it was changed a moment ago).', null],
	[['pace pause 1w', 'pace resume'], 'the pause goes on until 29 November (it was ended a moment ago).', '2026-11-29'],
])('after %j and undo, the end that holds now is said', async (lines, words, until) => {
	const terminal = new Terminal();
	for (const line of lines) await terminal.run(line);
	expect((await terminal.run('undo')).out).toContain(`Taken back: ${words}`);
	expect(await terminal.json('pace')).toMatchObject({ pausedAt: expect.any(String), pausedUntil: until });
});

test('a pause that is over by now does not go on', async () => {
	const terminal = new Terminal();
	for (const line of ['pace pause 1w', 'pace resume']) await terminal.run(line);
	terminal.now = new Date('2026-12-05T10:00:00.000Z');
	expect((await terminal.run('undo --yes')).out).toContain(
		'the pause is over all the same (it was ended 13 days ago).',
	);
});

test('a goal changed twice is the first again', async () => {
	const terminal = new Terminal();
	for (const line of ['pace 6h', 'pace 3 topics']) await terminal.run(line);
	expect((await terminal.run('undo')).out).toContain(
		'your weekly goal is 6 h a week again (it was set to 3 topics a week',
	);
});

test('each roadmap has a goal of its own', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`pace 6h ${mine}`);
	expect((await terminal.json('pace')).goal).toBe('none');
	expect((await terminal.json(`pace ${mine}`)).goal).toBe('6h');
});

test('as data', async () => {
	const terminal = new Terminal({ now: NOW });
	await terminal.run('done 1.1');
	const minutes = (await terminal.json('topic 1.1')).topic.minutes;
	const result = await terminal.json('pace 6h');
	expect(result).toMatchObject({
		roadmap: 'data-engineer',
		said: { what: 'goal', to: '6h', from: 'none', changed: true },
		goal: '6h',
		pausedAt: null,
	});
	expect(result.weeks).toHaveLength(5);
	expect(result.weeks.at(-1)).toEqual({ week: '2026-11-16', topics: 1, minutes, marked: 1, rested: 0 });
	expect((await terminal.json('pace')).said).toBeNull();
});

test('in a pipe: records', async () => {
	const { out } = await new Terminal({ now: NOW }).run('pace');
	expect(out.split('\n').slice(0, 2)).toEqual(['goal\tnone\trunning', 'week\t2026-10-19\t0\t0\t0\t0']);
});

test('what may be typed next stands there', async () => {
	const terminal = new Terminal({ tty: true });
	expect(offered((await terminal.run('pace')).out)).toEqual([
		'roadmap pace 6h/week',
		'roadmap pace pause',
		'roadmap stats',
	]);
	expect(offered((await terminal.run('pace pause')).out)).toEqual([
		'roadmap pace resume',
		'roadmap pace',
		'roadmap undo',
	]);
});
