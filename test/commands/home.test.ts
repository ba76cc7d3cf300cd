import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { LEAN, offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

test('the first time it says what this is, what is promised and how to begin', async () => {
	const { code, out, err } = await new Terminal({ tty: true }).run('');
	const text = unpainted(out);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(text).toContain(`  ${spread('Become a data engineer', 'path all · level recommended')}\n`);
	expect(text).toContain(`  ${spread('14 stages, 70 topics', '58 in view of 70')}\n`);
	expect(text).toContain('  Nothing leaves this machine unless you say so; nothing you mark is ever lost.\n');
	expect(text).toMatch(/^ {2}Begin {5}The relational model +core · 1\.1/m);
	expect(text).toMatch(/^ {2}Open {6}1 {2}The SQL Language .* · 1 h$/m);
	expect(offered(out)).toEqual(['roadmap next', 'roadmap placement', 'roadmap help']);
	// Eighteen, with a blank line before and after and the end of the last line.
	expect(text.split('\n').length).toBeLessThanOrEqual(18 + 3);
});

test('the first screen, whole', async () => {
	const { out } = await new Terminal({ tty: true }).run(`--roadmap ${writeRoadmap()}`);
	expect(unpainted(out)).toBe(
		screen(
			spread('Make good tea', 'path all · level recommended'),
			spread('2 stages, 5 topics', '4 in view of 5'),
			'Nothing leaves this machine unless you say so; nothing you mark is ever lost.',
			'',
			'For people with a kettle.',
			'',
			spread('Begin     Water', 'core · 1.1 · 2 h'),
			'          Tea is nearly all water, so it tastes of the water.',
			spread('Open      2  Watch it boil', 'video · B. Steam · 5 min'),
			'',
			'roadmap next        what to learn now, and why',
			'roadmap placement   not starting from zero? Five minutes',
			'roadmap help        everything else',
		),
	);
});

test('a goal that is not the title stands below it', async () => {
	const file = writeRoadmap(LEAN.replace(/^title: .*$/m, '$&\ngoal: Bake on Saturdays'));
	const { out } = await new Terminal({ tty: true }).run(`--roadmap ${file}`);
	expect(unpainted(out).split('\n')[2]).toBe('  Bake on Saturdays');
});

test('afterwards it says how far you are, what is next, this week and the end', async () => {
	const terminal = new Terminal({ tty: true, env: { NO_COLOR: '1' } });
	await terminal.run('done 1.1');
	const { out } = await terminal.run('');
	const lines = out.split('\n');
	expect(lines.slice(1, 3)).toEqual([
		`  ${spread('Become a data engineer', 'path all · level recommended')}`,
		`  ${spread(`█${'─'.repeat(35)}  1 of 58 · 1 %`, '58 in view of 70')}`,
	]);
	expect(out).toMatch(/^ {2}Next {6}Joins & aggregation +core · 1\.2/m);
	expect(out).toMatch(/^ {2}Open {6}\d {2}\S/m);
	expect(out).toMatch(/^ {2}This week 1 topic · /m);
	expect(out).toMatch(/^ {2}Finish {4}.* by the estimates$/m);
	expect(lines.length).toBeLessThanOrEqual(18);
	expect(offered(out)).toEqual(['roadmap open', 'roadmap done 1.2', 'roadmap next']);
});

test('this week of the plan is one line, the same as plan has it, and none in a pause', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	const [week] = (await terminal.json('plan')).weeks;
	const left = week.items.filter(({ done }: { done: boolean }) => !done);
	const { plan } = (await terminal.json('')).week;
	expect(plan.items).toMatchObject(left.map(({ kind, id }: { kind: string; id: string }) => ({ kind, id })));
	expect(plan.minutes).toBe(left.reduce((sum: number, { minutes }: { minutes: number }) => sum + minutes, 0));
	expect(unpainted((await terminal.run('')).out)).toMatch(
		/^ {2}Plan {6}[\d.]+ h this week: 1\.2 Joins & aggregation\b/m,
	);
	await terminal.run('pace pause');
	expect((await terminal.json('')).week.plan).toBeNull();
	expect((await terminal.run('')).out).not.toContain('Plan');
});

test('what was begun is in hand, with how much of it is read', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('start kafka-log');
	await terminal.run('done kafka-log --resource 1');
	const text = unpainted((await terminal.run('')).out);
	expect(text).toMatch(/^ {2}In hand {3}Kafka: the durable log +core · 6\.1 · [\d.]+ h · ◐ started$/m);
	terminal.now = new Date('2026-11-25T10:00:00.000Z');
	expect(unpainted((await terminal.run('')).out)).toMatch(/ · ◐ 3 days$/m);
	expect(text).toMatch(/^ {12}1 of \d read$/m);
});

test('what was begun over two weeks ago and left is stuck', async () => {
	const terminal = new Terminal({ tty: true, now: '2026-11-01T10:00:00.000Z' });
	await terminal.run('start 1.1 1.5');
	terminal.now = new Date('2026-11-15T10:00:00.000Z');
	expect((await terminal.json('')).stuck).toEqual([]);
	terminal.now = new Date('2026-11-16T10:00:00.000Z');
	const [{ days, number }] = (await terminal.json('')).stuck;
	expect(days).toBe(15);
	expect(unpainted((await terminal.run('')).out)).toContain(`\n  Stuck     ${number} `);
});

test('a goal is what this week is held against', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	await terminal.run('pace 6h/week');
	expect(unpainted((await terminal.run('')).out)).toMatch(/^ {2}This week █+─+ {2}1 topic · [\d.]+ h of 6 h$/m);
});

test('after a path is chosen it says what is in view', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('path platform');
	const text = unpainted((await terminal.run('')).out);
	expect(text).toContain(`  ${spread('Become a data engineer', 'path platform · level recommended')}\n`);
	expect(text).toContain(`  ${spread('14 stages, 70 topics', '44 in view of 70')}\n`);
});

test('progress on a roadmap whose file is not here is named', async () => {
	const terminal = new Terminal({ tty: true });
	const { home } = terminal;
	fs.mkdirSync(path.join(home, 'progress'), { recursive: true });
	const event = {
		v: 1,
		id: '01KAPD0000000000000000000A',
		at: '2026-11-20T10:00:00.000Z',
		roadmap: 'team',
		topic: 'x',
		to: 'done',
	};
	fs.writeFileSync(path.join(home, 'progress', 'other-1.jsonl'), `${JSON.stringify(event)}\n`);
	expect((await terminal.json('')).others).toEqual(['team']);
	expect(unpainted((await terminal.run('')).out)).toContain('Your progress on the roadmap team is here too.');
});

test('in a pipe the same facts come plain', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	const { code, out } = await terminal.run('');
	const lines = out.split('\n');
	expect(code).toBe(0);
	expect(lines.slice(0, 5)).toEqual([
		'Become a data engineer',
		'path all · level recommended',
		'1 of 58 · 1 %',
		'58 in view of 70',
		'Next: Joins & aggregation',
	]);
	expect(lines).toContain('roadmap done 1.2  when you can do it');
	expect(out).not.toMatch(/^:/m);
});

test('when everything is finished it says so, and where more is', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
	const { code, out } = await terminal.run(mine);
	expect(code).toBe(0);
	expect(unpainted(out)).toBe(
		screen(
			spread('Make good tea', 'path all · level recommended'),
			spread(`${'█'.repeat(36)}  4 of 4 · 100 %`, '4 in view of 5'),
			'',
			'Everything in view is finished.',
			'On 22 November: 4 topics, about 4 h, 0 of 1 project built.',
			'',
			'This week marked on 1 day',
			'',
			'roadmap project 1          a project that is still to build',
			'roadmap level everything   1 more topic',
			'roadmap path               choose another path',
			'roadmap use                other roadmaps',
		),
	);
});

test('from when to when is said with both years where they differ', async () => {
	const terminal = new Terminal({ tty: true, now: '2026-11-15T10:00:00.000Z' });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done 1.1 ${mine}`);
	terminal.now = new Date('2027-06-30T10:00:00.000Z');
	await terminal.run(`done 1.2 2.1 2.2 ${mine}`);
	expect((await terminal.run(mine)).out).toContain('  From 15 November 2026 to 30 June 2027: 4 topics,');
});

test('when what is left is put off it says until when', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done 1.1 1.2 2.1 ${mine}`);
	await terminal.run(`later 2.2 --until 2027-01-15 ${mine}`);
	const { out } = await terminal.run(mine);
	expect(unpainted(out)).toContain('  What is left is put off, the first of it until 15 January 2027.\n');
	expect(offered(out)).toEqual(['roadmap later', 'roadmap start']);
});

test('a home that nothing was marked in is not written to', async () => {
	const terminal = new Terminal();
	await terminal.run('');
	expect(terminal.journal()).toEqual([]);
	expect((await terminal.json('')).first).toBe(true);
});

test.each([
	['done 1.2', 'On 22 November you finished Joins & aggregation; everything'],
	['done 1.2 --on 2026-11-03', 'On 3 November you finished Joins & aggregation; everything'],
	['start 1.2', 'Everything'],
	['known 1.2', 'On 22 November you marked Joins & aggregation as known; everything'],
	['skip 1.2', 'You were last here on 22 November; everything'],
])('two weeks after `%s` it says where you were', async (line, words) => {
	const terminal = new Terminal();
	await terminal.run(line);
	terminal.now = new Date('2026-12-05T23:00:00.000Z');
	expect((await terminal.json('')).away).toBeNull();
	terminal.now = new Date('2026-12-06T01:00:00.000Z');
	const { out } = await terminal.run('');
	expect(out).toContain(`\nWelcome back after 14 days. ${words} is as you left it.\n`);
	expect((await terminal.json('')).away).toMatchObject({ days: 14, since: '2026-11-22T10:00:00.000Z' });
});

test('with all that it can have it has eighteen lines at most, after a while away too', async () => {
	const terminal = new Terminal({ tty: true, now: '2026-11-01T10:00:00.000Z' });
	for (const line of ['done 1.1 1.5 2.1 --yes', 'pace 6h/week', 'start 1.3', 'start 1.2', 'project 1 --start'])
		await terminal.run(line);
	await terminal.run('done 1.2 --resource 1');
	for (const day of ['2026-11-02', '2026-11-24']) {
		terminal.now = new Date(`${day}T10:00:00.000Z`);
		const { out } = await terminal.run('');
		// A blank line before and after, and the end of the last line.
		expect(out.split('\n').length, out).toBeLessThanOrEqual(18 + 3);
	}
});

test('in a pause it says so, and how to go on', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	await terminal.run('pace pause');
	terminal.now = new Date('2027-03-01T10:00:00.000Z');
	const { out } = await terminal.run('');
	expect(unpainted(out)).toContain('\n\n  You paused on 22 November 2026. Everything is as you left it.\n\n');
	expect(offered(out)[0]).toBe('roadmap pace resume');
	expect(await terminal.json('')).toMatchObject({ away: null, pausedAt: expect.stringMatching(/^2026-11-22/) });
	// Who goes on was here just now.
	await terminal.run('pace resume');
	expect(await terminal.json('')).toMatchObject({ away: null, pausedAt: null });
});

test('a roadmap of your own is called by its title, and by no path where it has one only', async () => {
	const file = writeRoadmap(LEAN.replace('title: Lean', 'title: Lean\ngoal: Ship with confidence'));
	const terminal = new Terminal({ tty: true, columns: 80 });
	await terminal.run(`use ${file}`);
	for (const line of ['', 'stages', 'stats', 'map', 'plan']) {
		const { code, out } = await terminal.run(line);
		expect(code).toBe(0);
		const [, first = ''] = unpainted(out).split('\n');
		expect({ line, first }).toEqual({ line, first: expect.stringMatching(/^ {2}Lean( |$)/) });
		expect(out).toContain('level recommended');
		expect(out).not.toContain('path all');
	}
	expect(unpainted((await new Terminal({ tty: true, columns: 80 }).run('stages')).out)).toContain(
		'path all · level recommended',
	);
});

test('for a screen reader, what stands at the right edge follows what it belongs to', async () => {
	const terminal = new Terminal({ tty: true, columns: 80, env: { ROADMAP_ACCESSIBLE: '1' } });
	await terminal.run('done 1.1');
	const out = unpainted((await terminal.run('stage 1')).out);
	expect(out).toContain('\n  Foundations, 1 of 5\n');
	expect(out).toMatch(/\n {2}1\.1 +done +The relational model, /);
	expect(unpainted((await terminal.run('')).out)).not.toMatch(/\S {8,}\S/);
});

test('a long journal is read whole once, and what is kept of it shows the same home, whatever is added or taken back', async () => {
	const terminal = new Terminal();
	const progress = path.join(terminal.home, 'progress');
	const cache = path.join(terminal.home, 'cache');
	const head = { v: 1, roadmap: 'data-engineer', topic: 'sql-joins' };
	const answer = { kind: 'review', question: 'two-details', grade: 3, asked: 'due' };
	const lines = Array.from({ length: 400 }, (_, i) => {
		const at = new Date(Date.parse('2026-11-21T10:00:00.000Z') + i * 200_000).toISOString();
		return JSON.stringify({ ...head, id: `l${i}`, at, ...(i === 0 ? { to: 'done' } : answer) });
	});
	fs.mkdirSync(progress, { recursive: true });
	fs.writeFileSync(path.join(progress, 'old.jsonl'), `${lines.join('\n')}\n`);
	const isSameWithoutCache = async () => {
		const shown = await terminal.json('');
		fs.cpSync(cache, `${cache}.kept`, { recursive: true });
		fs.rmSync(cache, { recursive: true });
		expect(shown).toEqual(await terminal.json(''));
		fs.rmSync(cache, { recursive: true });
		fs.renameSync(`${cache}.kept`, cache);
		return shown.week;
	};
	await terminal.json('');
	const kept = path.join(cache, 'activity.json');
	expect(fs.existsSync(kept)).toBe(false);
	await terminal.json('');
	// The mark, and an answer of each day.
	expect(JSON.parse(fs.readFileSync(kept, 'utf8')).events).toHaveLength(3);
	expect(await isSameWithoutCache()).toMatchObject({ row: 2, week: { topics: 1, marked: 2 } });
	await terminal.run('done 1.1');
	expect(await isSameWithoutCache()).toMatchObject({ row: 2, week: { topics: 2, marked: 2 } });
	await terminal.run('undo');
	await terminal.run('undo --yes');
	expect(await isSameWithoutCache()).toMatchObject({ week: { topics: 1 } });
	fs.writeFileSync(kept, '{"key": 7');
	expect(await isSameWithoutCache()).toMatchObject({ week: { topics: 1 } });
});
