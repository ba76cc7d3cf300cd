import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { LEAN, offered, screen, spread, tooWide, unpainted, writeRoadmap } from './screen.ts';

/** Sunday. */
const NOW = '2026-11-22T10:00:00.000Z';

/** Marks topics of tea on days of November, and comes back to now. */
async function learned(terminal: Terminal, mine: string, lines: readonly (readonly [day: number, line: string])[]) {
	for (const [day, line] of lines) {
		terminal.now = new Date(`2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`);
		expect((await terminal.run(`${line} ${mine}`)).code).toBe(0);
	}
	terminal.now = new Date(NOW);
}

test('without any estimate it says so, and a tier that no topic in view has is no full bar', async () => {
	const terminal = new Terminal({ tty: true, now: NOW });
	const out = unpainted((await terminal.run(`stats --roadmap ${writeRoadmap(LEAN)}`)).out);
	expect(out).toContain('At an assumed 5 h a week, until five topics are done.');
	expect(out).toContain('No topic says how long it takes; each counts 1 h.');
	expect(out).not.toContain('estimates in the content');
	expect(out.match(/\d of \d/g)).toEqual(['0 of 2', '0 of 2', '0 of 2']);
});

test('the whole screen', async () => {
	const terminal = new Terminal({ tty: true, env: { NO_COLOR: '1' } });
	const mine = `--roadmap ${writeRoadmap()}`;
	await learned(terminal, mine, [
		[3, 'done water'],
		[20, 'start leaves'],
		[21, 'done leaves'],
	]);
	const { code, out, err } = await terminal.run(`stats ${mine}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toBe(
		screen(
			spread('Make good tea', '2 of 4 · 50 %'),
			'path all · level recommended',
			'',
			// 30, 75 and 120 minutes at 300 a week, by half less and by half more, to the next day.
			'When you will be finished',
			'core         23 to 24 November  1 topic · 30 min left',
			'recommended  24 to 25 November  2 topics · 1.5 h left · yours',
			'everything   24 to 27 November  3 topics · 2 h left',
			'',
			'From the estimates in the content, at an assumed 5 h a week, until five topics',
			'are done; 2 are so far.',
			'A range, because the estimates may be off by half either way.',
			'2 topics have no estimate and count 45 min each.',
			'',
			// Two hours of water, and for leaves the median of 30, 45 and 120 minutes.
			spread('The last 3 weeks', '2 topics · 3 h · 2 days in a row'),
			'This week           ███████─────────────  1 topic · 45 min',
			'Last week           ────────────────────  nothing marked',
			'Week of 2 November  ████████████████████  1 topic · 2 h',
			'',
			// Three weeks from the first mark on: too few columns for the name of a second month.
			'     Nov',
			'Mon  · · ·',
			'Tue  ▒ · ·',
			'Wed  · · ·',
			'Thu  · · ·',
			'Fri  · · ░',
			'Sat  · · ▒',
			'Sun  · · ·',
			'',
			'· nothing   ░ something marked   ▒ 1 topic   ▓ 2   █ 3 or more',
			'',
			'core                  █████████████───────  2 of 3   66 %',
			'recommended           ────────────────────  0 of 1    0 %',
			'',
			'Start                 ████████████████████  2 of 2  100 %',
			'   1  Water & leaves  ████████████████████  2 of 2  100 %',
			'Pour                  ────────────────────  0 of 2    0 %',
			'   2  Brewing         ────────────────────  0 of 2    0 %',
			'',
			'roadmap stats --what-if 10h/week   at another pace',
			'roadmap pace                       your week, a goal, a pause',
			'roadmap next                       what to learn now',
		),
	);
});

test('the figures as data agree with those of stages', async () => {
	const terminal = new Terminal({ now: NOW });
	await terminal.run('done 1.1 1.2 2.1');
	await terminal.run('known 3.1');
	await terminal.run('skip 3.2');
	await terminal.run('start 1.3');
	const figures = await terminal.json('stats');
	const { stages, progress } = await terminal.json('stages');
	expect(figures).toMatchObject({ roadmap: 'data-engineer', path: 'all', level: 'recommended', today: '2026-11-22' });
	expect(figures.stages).toEqual(stages);
	expect(figures.progress).toEqual(progress);
	const keys = ['total', 'done', 'known', 'started', 'skipped'] as const;
	for (const parts of [figures.phases, figures.tiers, figures.stages]) {
		for (const key of keys) {
			const sum = parts.reduce((all: number, part: typeof figures) => all + part.progress[key], 0);
			expect({ key, sum }).toEqual({ key, sum: progress[key] });
		}
	}
	expect(figures.weeks).toHaveLength(26);
	expect(figures.weeks.at(-1)).toMatchObject({ week: '2026-11-16', topics: 3, marked: 1, rested: 0 });
	expect(figures.weeks.at(-1).days.at(-1)).toEqual({ day: '2026-11-22', topics: 3, marked: true, rested: false });
	expect(figures.row).toEqual({ days: 1, longest: 1 });
	expect(figures.levels.map(({ level }: { level: string }) => level)).toEqual(['core', 'recommended', 'everything']);
	expect(figures.levels[1]).toMatchObject({ left: { topics: 58 - 5 }, why: null });
	expect(figures.rate).toEqual({ basis: 'estimates', minutes: 300, topics: null, record: null });
});

describe('the finish is told', () => {
	test('from the own record once five topics are done', async () => {
		const terminal = new Terminal({ now: NOW });
		await terminal.run('done 1.1 1.2 1.3 1.4 --yes');
		expect((await terminal.json('stats')).rate.basis).toBe('estimates');
		await terminal.run('known 2.1');
		expect((await terminal.json('stats')).rate.basis).toBe('estimates');
		await terminal.run('done 1.5');
		expect((await terminal.json('stats')).rate).toMatchObject({
			basis: 'record',
			topics: 5,
			record: { topics: 5, weeks: 1 },
		});
		expect((await terminal.run('undo')).code).toBe(0);
		expect((await terminal.json('stats')).rate.basis).toBe('estimates');
	});

	test('for another pace: hours or topics, at every level', async () => {
		const terminal = new Terminal({ now: NOW });
		const { whatIf } = await terminal.json('stats --what-if 3 topics/week');
		// 34 topics: 11 1/3 weeks, 80 days; half more is 119 days.
		expect(whatIf.pace).toBe('3 topics');
		expect(whatIf.levels[0]).toMatchObject({
			level: 'core',
			left: { topics: 34 },
			from: '2027-02-10',
			to: '2027-03-21',
		});
		expect((await terminal.json('stats --what-if 10h/week')).whatIf).toMatchObject({
			pace: '10h',
			levels: [{}, {}, {}],
		});
		const { out } = await new Terminal({ tty: true, now: NOW }).run('stats --what-if 3 topics/week');
		expect(unpainted(out)).toContain('  With 3 topics a week\n  core         February to March 2027');
		expect(offered(out)).toEqual(['roadmap pace 3 topics']);
	});

	test.each(['none', 'soon', '6', '0h', 'pause'])('not for --what-if %s: exit 2', async (pace) => {
		const { code, out, err } = await new Terminal().run(['stats', '--what-if', pace]);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain('6h/week');
	});

	test('as finished, where nothing is left', async () => {
		const terminal = new Terminal({ tty: true, now: NOW });
		const mine = `--roadmap ${writeRoadmap()}`;
		await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
		expect(unpainted((await terminal.run(`stats ${mine}`)).out)).toMatch(/^ {2}recommended {2}finished +yours$/m);
	});

	test('as no date after a long time without one, and what would give one', async () => {
		const terminal = new Terminal({ tty: true, now: NOW });
		await terminal.run('done stage:1 --yes');
		terminal.now = new Date('2027-06-01T10:00:00.000Z');
		const { out } = await terminal.run('stats');
		expect(unpainted(out)).toMatch(/^ {2}core {9}no date yet/m);
		expect(unpainted(out)).toContain('Finish one more topic, and there is a date again');
	});
});

test('in a pipe: records, begun by their kind', async () => {
	const { out } = await new Terminal({ now: NOW }).run(`stats --roadmap ${writeRoadmap(LEAN)}`);
	expect(out.split('\n').filter((line) => !line.startsWith('week'))).toEqual([
		'all\tall\trecommended\t0\t2\t0%',
		'stage\t1\tone\tOne\t0\t2\t0%',
		'tier\tcore\t0\t2\t0%',
		'tier\trecommended\t0\t0\t-',
		'row\t0\t0',
		'goal\tnone\trunning',
		'pace\testimates\t-\t300',
		// Nothing has an estimate: an hour each, 2 or 3 hours at 5 a week.
		'finish\tcore\t2\t120\t2026-11-24\t2026-11-27\t-',
		'finish\trecommended\t2\t120\t2026-11-24\t2026-11-27\t-',
		'finish\teverything\t3\t180\t2026-11-25\t2026-11-29\t-',
		'',
	]);
	expect(out.match(/^week\t/gm)).toHaveLength(26);
});

test('read aloud: no picture, no bars, the weeks in words', async () => {
	const terminal = new Terminal({ tty: true, env: { ROADMAP_ACCESSIBLE: '1' } });
	await terminal.run('done 1.1 1.2');
	const text = unpainted((await terminal.run('stats')).out);
	expect(text).not.toMatch(/[█░▒▓]|Mon {2}/);
	expect(text).toMatch(/^ {2}Week of 16 November: 2 topics, [\d.]+ h$/m);
	expect(text).toMatch(/^ {2}core: 2 of 34, 5 %$/m);
	expect(text).not.toContain('·');
	expect(text).toContain('  Nothing in the other 25.\n');
});

test('in ASCII the shades differ too', async () => {
	const terminal = new Terminal({ tty: true, env: { LC_ALL: 'C', NO_COLOR: '1' } });
	await terminal.run('done 1.1');
	const { out } = await terminal.run('stats');
	expect(out).toMatch(/^[\n\x20-\x7e]*$/);
	expect(out).toContain('  . nothing   : something marked   + 1 topic   * 2   # 3 or more\n');
	expect(out).toMatch(/^ {2}Sun {2}\+$/m);
});

test.each([30, 40, 60, 80, 120])('at %i columns the calendar fits', async (columns) => {
	const terminal = new Terminal({ tty: true, columns });
	await terminal.run('done 1.1 1.2 1.3');
	await terminal.run('pace pause');
	for (const line of ['stats', 'stats --what-if 3 topics/week', 'pace', '']) {
		const { out } = await terminal.run(line);
		expect({ line, wide: tooWide(out, columns).filter((text) => !/^ {2}roadmap /.test(text)) }).toEqual({
			line,
			wide: [],
		});
	}
});

test('a clock that was set back believes what is near and passes over the rest', async () => {
	const terminal = new Terminal({ now: NOW });
	await terminal.run('done 1.1');
	terminal.now = new Date('2026-11-22T08:00:00.000Z');
	expect((await terminal.json('stats')).done).toBe(1);
	terminal.now = new Date('2026-11-10T08:00:00.000Z');
	expect((await terminal.json('stats')).done).toBe(0);
});

test('a journal line says the day and the zone of the learner', async () => {
	const terminal = new Terminal({ now: NOW });
	await terminal.run('done 1.1');
	expect(terminal.journal()[0]).toMatchObject({ at: NOW, day: '2026-11-22+00:00', to: 'done' });
});

test('a mark from further east, where it is Monday already, is in a week of its own', async () => {
	const terminal = new Terminal({ now: '2026-11-22T10:30:00.000Z' });
	const event = {
		v: 1,
		id: '01KAPE00000000000000000001',
		at: '2026-11-22T10:15:00.000Z',
		day: '2026-11-23+14:00',
		roadmap: 'data-engineer',
		topic: 'sql-joins',
		to: 'done',
	};
	fs.mkdirSync(path.join(terminal.home, 'progress'), { recursive: true });
	fs.writeFileSync(path.join(terminal.home, 'progress', 'kiritimati.jsonl'), `${JSON.stringify(event)}\n`);
	const { weeks } = await terminal.json('stats');
	expect(weeks).toHaveLength(26);
	expect(weeks.at(-1)).toMatchObject({ week: '2026-11-23', topics: 1, marked: 1 });
	expect(weeks.at(-2)).toMatchObject({ week: '2026-11-16', topics: 0, marked: 0 });
});
