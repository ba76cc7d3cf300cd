import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { Terminal } from '../terminal.ts';
import { LEAN, screen, spread, tooWide, writeRoadmap } from './screen.ts';

/** The tea roadmap with a project of four hours at the end of its first stage. */
const TEA_WITH_PROJECT = writeTea();

function writeTea(): string {
	return `
format: 1
id: tea
title: Tea
goal: Make good tea
levels:
  - {id: recommended, shows: [core, recommended], for: most}
  - {id: everything, shows: [core, recommended, optional], for: all}
stages:
  - id: basics
    title: Water & leaves
    project: Make a cup and drink it.
    hours: 4
    topics:
      - {id: water, title: Water, minutes: 120}
      - {id: leaves, title: Leaves, needs: [water], minutes: 60}
      - {id: kettles, title: Kettles, tier: optional, needs: [water], minutes: 60}
  - id: brewing
    title: Brewing
    topics:
      - {id: green-tea, title: Green tea, needs: [leaves, kettles], minutes: 240}
      - {id: black-tea, title: Black tea, tier: recommended, needs: [leaves], minutes: 45}
`;
}

/** On a Sunday. */
function makeTerminal(env: Record<string, string> = { NO_COLOR: '1' }, columns = 80) {
	const terminal = new Terminal({ tty: true, columns, env, now: '2026-11-22T10:00:00.000Z' });
	const mine = `--roadmap ${writeRoadmap(TEA_WITH_PROJECT)}`;
	return { terminal, run: async (line: string) => terminal.run(`${line} ${mine}`), mine };
}

test('weeks from this Monday, the hours that are assumed, a project behind its stage, the range of stats', async () => {
	const { run } = makeTerminal();
	expect((await run('plan')).out).toBe(
		screen(
			spread('Make good tea', 'level recommended'),
			'5 h a week assumed, until five topics are done.',
			'',
			spread('This week', '5 h'),
			spread('○ 1.1   Water', '2 h'),
			spread('○ 1.2   Leaves', '1 h'),
			spread('        Project: Water & leaves', '1 of 2 · 2 h'),
			'',
			spread('Next week', '5 h'),
			spread('        Project: Water & leaves', '2 of 2 · 2 h'),
			spread('○ 2.1   Green tea', '1 of 2 · 3 h'),
			'',
			spread('Week of 30 November', '2 h'),
			spread('○ 2.1   Green tea', '2 of 2 · 1 h'),
			spread('○ 2.2   Black tea', '45 min'),
			'',
			// 705 minutes at 300 a week, by half less and by half more, to the next day.
			'Finish    3 to 17 December; the last week here is that of 30 November. A',
			'          range, because the estimates may be off by half either way.',
			'',
			'roadmap plan --until 6m   what it takes to finish by a given day',
			'roadmap plan --hours 8    at another pace',
			'roadmap next              what to learn now',
		),
	);
});

test('the same in a pipe, as JSON and as Markdown', async () => {
	const { terminal, mine } = makeTerminal();
	const piped = new Terminal({ now: '2026-11-22T10:00:00.000Z' });
	expect((await piped.run(`plan --no-projects ${mine}`)).out.split('\n').slice(0, 4)).toEqual([
		'hours\t300\tassumed',
		'week\t2026-11-16\ttopic\t1.1\twater\t120\t1/1\ttodo\tWater',
		'week\t2026-11-16\ttopic\t1.2\tleaves\t60\t1/1\ttodo\tLeaves',
		'week\t2026-11-16\ttopic\t2.1\tgreen-tea\t120\t1/2\ttodo\tGreen tea',
	]);
	const { hours, weeks, finish } = await terminal.json(`plan ${mine}`);
	expect(hours).toEqual({ minutes: 300, basis: 'assumed' });
	expect(weeks[0]).toMatchObject({ week: '2026-11-16', minutes: 300 });
	expect(weeks[0].items[2]).toEqual({
		...{ kind: 'project', id: 'basics', number: '1', title: 'Water & leaves', tier: null, status: null },
		...{ minutes: 120, part: 1, of: 2, done: false },
	});
	expect(finish).toEqual((await terminal.json(`stats ${mine}`)).levels[0]);
	await terminal.run(`done water ${mine}`);
	const document = (await terminal.run(`plan --md ${mine}`)).out;
	expect(document).toContain('## This week, from 16 November · 5 h\n\n- [x] 1.1 Water (2 h)\n- [ ] 1.2 Leaves (1 h)\n');
	const untimed = (await terminal.run(`plan --md --roadmap ${writeRoadmap(LEAN)}`)).out;
	expect(untimed).toMatch(/\nFinished: .*\. No topic says how long it takes; each counts 1 h\.\n$/);
});

describe('the hours of a week', () => {
	test('are the goal, in hours or in topics', async () => {
		const { terminal, mine } = makeTerminal();
		await terminal.run(`pace 2h ${mine}`);
		expect((await terminal.json(`plan ${mine}`)).hours).toEqual({ minutes: 120, basis: 'goal' });
		await terminal.run(['pace', '2 topics', ...mine.split(' ')]);
		// Four topics in view of 465 minutes.
		expect((await terminal.json(`plan ${mine}`)).hours).toEqual({ minutes: 233, basis: 'goal' });
		expect((await terminal.json(`plan --hours 1,5 ${mine}`)).hours).toEqual({ minutes: 90, basis: 'said' });
	});

	test('are the record after five topics, and not one of months ago', async () => {
		const terminal = new Terminal({ now: '2026-11-02T10:00:00.000Z' });
		const { minutes, ...first } = (await terminal.json('plan')).hours;
		expect({ minutes, ...first }).toEqual({ minutes: 300, basis: 'assumed' });
		for (const topic of ['1.1', '1.2', '1.3', '1.4', '1.5']) await terminal.run(`done ${topic}`);
		terminal.now = new Date('2026-11-15T10:00:00.000Z');
		// 750 minutes in the two weeks from the first of them on.
		expect((await terminal.json('plan')).hours).toEqual({ minutes: 375, basis: 'record' });
		terminal.now = new Date('2027-11-15T10:00:00.000Z');
		expect((await terminal.json('plan')).hours).toEqual({ minutes: 300, basis: 'assumed' });
	});
});

describe('--until', () => {
	test('says the hours that it takes, and plans with them', async () => {
		const { run } = makeTerminal();
		const { out } = await run('plan --until 2026-11-29');
		// 705 minutes: 5.5 h in this week, and the next may be a little fuller.
		expect(out).toContain('  By 29 November, it takes 5.5 h a week.\n');
		expect(out).toContain(spread('This week', '5.5 h'));
	});

	test('says what to leave out of what is too much, as a command that does it', async () => {
		const { terminal, run, mine } = makeTerminal({ NO_COLOR: '1' }, 80);
		await run('level everything');
		const { out } = await run('plan --until 2026-11-23 --hours 11');
		expect(out).toContain('it would take 11.5 h a week. With 11 h a week you finish\n  without 1 topic:');
		expect(out).toContain('\n    roadmap skip 1.3\n');
		await run('skip 1.3');
		expect((await terminal.json(`plan --until 2026-11-23 --hours 11 ${mine}`)).until.leaveOut).toEqual([]);
	});

	test('pasted line by line, the commands leave out all of it', async () => {
		const terminal = new Terminal({ tty: true, columns: 60, env: { NO_COLOR: '1' } });
		const { leaveOut, isEnough } = (await terminal.json('plan --until 6w')).until;
		const { out } = await terminal.run('plan --until 6w');
		expect(tooWide(out, 60)).toEqual([]);
		const commands = out.split('\n').filter((line) => line.startsWith('    roadmap skip '));
		expect(commands.length).toBeGreaterThan(1);
		for (const line of commands) expect((await terminal.run(line.trim().replace('roadmap ', ''))).code).toBe(0);
		expect(terminal.journal().flatMap(({ topics }) => topics)).toHaveLength(leaveOut.length);
		expect(isEnough).toBe(false);
		expect((await terminal.run('plan --until 6w')).out.replace(/\s+/g, ' ')).toContain('all that is left is core.');
	});
});

test.each([
	['--hours 0', 'Give 0.5 to 168 hours a week: roadmap plan --hours 6'],
	['--hours 200', 'Give 0.5 to 168 hours a week: roadmap plan --hours 6'],
	['--hours -3', '"-3" is not a number of hours.'],
	['--hours many', '"many" is not a number of hours.'],
	['--until 2020-01-01', '2020-01-01 is not after today.'],
	['--until 2026-11-22', '2026-11-22 is not after today.'],
	['--until soon', '"soon" is not a day.'],
])('%s is refused with what to do', async (said, words) => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(`plan ${said}`);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain(words);
});

test('a pause is told, and what is put off comes in its week', async () => {
	const { run } = makeTerminal();
	await run('later 1.1 --until 2026-12-02');
	await run('pace pause');
	const { out } = await run('plan --no-projects --all');
	expect(out).toContain('Paused since 22 November; the weeks assume that you go on today.');
	expect(out).toContain('  This week\n  nothing planned\n');
	expect(out.indexOf('Week of 30 November')).toBeLessThan(out.indexOf('1.1   Water'));
});

test('a pause with an end moves the plan and the forecast behind it', async () => {
	const { terminal, run, mine } = makeTerminal();
	const before = await terminal.json(`plan ${mine}`);
	await run('pace pause 2w');
	const { out } = await run('plan');
	expect(out).toContain('Paused since 22 November; the weeks until 6 December stay empty.');
	expect(out).toContain('  This week\n  nothing planned\n\n  Next week\n  nothing planned\n');
	const { pausedUntil, weeks, finish } = await terminal.json(`plan ${mine}`);
	expect(pausedUntil).toBe('2026-12-06');
	// 6 December is a Sunday.
	const begin = weeks.find(({ items }: { items: unknown[] }) => items.length > 0);
	expect(begin).toEqual({ ...before.weeks[0], week: '2026-11-30' });
	expect(finish.from).toBe(addDays(before.finish.from, 14));
	expect(finish).toEqual((await terminal.json(`stats ${mine}`)).levels[0]);
});

test('all finished is told', async () => {
	const { run } = makeTerminal();
	await run('known stage:1 stage:2 --yes');
	const { out } = await run('plan');
	expect(out).toContain('Nothing is left to plan: everything in view is finished.');
	expect(out).not.toContain('--until');
});

test('a project that is finished is not planned; of one that is never marked the time goes by, and not of one that is begun', async () => {
	const { terminal, run, mine } = makeTerminal();
	const minutes = async () => {
		const { weeks } = await terminal.json(`plan ${mine}`);
		const items: { kind: string; minutes: number }[] = weeks.flatMap(({ items }: { items: object[] }) => items);
		return items.reduce((sum, { kind, minutes }) => sum + (kind === 'project' ? minutes : 0), 0);
	};
	await run('done water leaves --yes');
	expect(await minutes()).toBe(240);
	await run('project 1 --start');
	terminal.now = new Date('2027-02-07T10:00:00.000Z');
	expect(await minutes()).toBe(240);
	await run('project 1 --done');
	expect(await minutes()).toBe(0);
	await run('project 1 --reset');
	expect(await minutes()).toBe(0);
});
