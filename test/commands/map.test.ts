/** The map: its facts are those of the other commands, and its picture is the same with and without colour, marks or eyes. */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { LEAN, offered, screen, spread, tooWide, unpainted, writeRoadmap } from './screen.ts';

interface Station {
	readonly number: number;
	readonly id: string;
	readonly state: string;
	readonly reachable: number;
	readonly [field: string]: unknown;
}

async function stationsOf(terminal: Terminal, line = 'map'): Promise<Station[]> {
	const { phases } = await terminal.json(line);
	return phases.flatMap(({ stages }: { stages: Station[] }) => stages);
}

describe.each(['all', 'analytics', 'platform', 'streaming', 'ml'])('on the path %s', (path) => {
	describe.each(['core', 'recommended', 'everything'])('at level %s', (level) => {
		test('the map says what stages, stage and next say', async () => {
			const terminal = new Terminal();
			await terminal.run(`path ${path}`);
			await terminal.run(`level ${level}`);
			await terminal.run('done relational-model sql-joins');
			await terminal.run('skip schema-design');
			const map = await terminal.json('map');
			const { stages, progress } = await terminal.json('stages');
			const next = await terminal.json('next -n 99999');
			const stations = await stationsOf(terminal);
			expect(stations.map(({ state, reachable, ...stage }) => stage)).toEqual(stages);
			expect({ progress: map.progress, path: map.path, level: map.level }).toEqual({ progress, path, level });
			const ready = next.topics.map(({ topic }: { topic: { id: string } }) => topic.id);
			expect(map.reachable.map(({ id }: { id: string }) => id)).toEqual(ready);
			expect(map.here.topic.id).toBe(ready[0]);
			expect((await terminal.json('')).next.topic.id).toBe(ready[0]);
			expect(stations.reduce((sum, { reachable }) => sum + reachable, 0)).toBe(ready.length);
			expect(map.elsewhere).toHaveLength(14 - stages.length);
		});

		test('the map of a stage has the topics of the stage, and every need once', async () => {
			const terminal = new Terminal();
			await terminal.run(`path ${path}`);
			await terminal.run(`level ${level}`);
			await terminal.run('done schema-design');
			for (const { number } of await stationsOf(terminal)) {
				const map = await terminal.json(`map ${number}`);
				const { stage, topics, hidden, inPath } = await terminal.json(`stage ${number}`);
				const { state, reachable, ...station } = map.stage;
				expect(station).toEqual(expect.objectContaining({ number, progress: stage.progress, topics: stage.topics }));
				expect({ hidden: map.hidden, inPath: map.inPath }).toEqual({ hidden, inPath });
				const ids = (needs: { id: string }[]) => needs.map(({ id }) => id).sort();
				const facts = (topic: { id: string; status: string; tier: string }) => [topic.id, topic.status, topic.tier];
				expect(map.topics.map(facts)).toEqual(topics.map(facts));
				for (const [i, topic] of map.topics.entries())
					expect(ids([...topic.needs, ...topic.from])).toEqual(ids(topics[i].needs));
			}
		});
	});
});

test('where you are, the next stop, and what else is ready', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water ${mine}`);
	const map = await terminal.json(`map ${mine}`);
	expect(map.here).toEqual({
		stage: { id: 'basics', number: 1, title: 'Water & leaves' },
		topic: { id: 'leaves', number: '1.2', title: 'Leaves' },
	});
	// Once the leaves are done, green tea may begin: kettles are optional and taken as known.
	expect(map.nextStop).toEqual({ id: 'green-tea', number: '2.1', title: 'Green tea' });
	expect(map.reachable).toEqual([{ id: 'leaves', number: '1.2', title: 'Leaves', status: 'todo' }]);
	const { topics } = await terminal.json(`map 2 ${mine}`);
	expect(topics[0].from).toEqual([
		{ id: 'leaves', number: '1.2', title: 'Leaves', stage: 1, status: 'todo', assumed: false, met: false },
		{ id: 'kettles', number: '1.3', title: 'Kettles', stage: 1, status: 'todo', assumed: true, met: true },
	]);
	const { topics: basics } = await terminal.json(`map 1 ${mine}`);
	expect(basics[1].needs.map(({ id }: { id: string }) => id)).toEqual(['water']);
	expect(basics[1].opens.map(({ id }: { id: string }) => id)).toEqual(['green-tea', 'black-tea']);
});

test.each([
	[[], ['ready', 'waiting']],
	[['start 1.1'], ['started', 'waiting']],
	[['done 1.1'], ['started', 'waiting']],
	[['known 1.1 1.2'], ['done', 'ready']],
	[['skip 1.1 1.2'], ['skipped', 'ready']],
	[
		['known 1.1 1.2', 'later 2.1 2.2'],
		['done', 'waiting'],
	],
	[['done 1.1 1.2 2.1 2.2 --yes'], ['done', 'done']],
])('after %j the stations are %j', async (lines, states) => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	for (const line of lines) expect((await terminal.run(`${line} ${mine}`)).code).toBe(0);
	expect((await stationsOf(terminal, `map ${mine}`)).map(({ state }) => state)).toEqual(states);
});

test('a station that the level leaves empty is passed', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap(`${LEAN}  - {id: two, title: Two, topics: [{id: more, title: More, tier: optional}]}\n`)}`;
	expect((await stationsOf(terminal, `map ${mine}`)).map(({ state }) => state)).toEqual(['ready', 'empty']);
	expect(unpainted((await terminal.run(`map ${mine}`)).out)).toContain('not at this level');
});

test('a phase a row on a screen of 80 columns, the first of them behind the learner', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done 1.1 1.2 ${mine}`);
	const { code, out, err } = await terminal.run(`map ${mine}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('Make good tea', '2 of 4 · 50 % · path all · level recommended'),
			'',
			'Start  ●━ 2 of 2 ━→',
			'       1 Water & leaves',
			'',
			'Pour   ○─ 0 of 2',
			'       ▸2 Brewing',
			'',
			'● done   ○ ready   ▸ next',
			'roadmap map 2   what is next: 2.1 Green tea',
		),
	);
});

test('what is under way is where you are; before that, it is only what is next', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	const said = async (line: string) => unpainted((await terminal.run(`${line} ${mine}`)).out);
	expect(await said('map')).toContain('roadmap map 1   what is next: 1.1 Water\n');
	await terminal.run(`start 1.1 ${mine}`);
	expect(await said('map')).toContain('▸ you are here\n  roadmap map 1   where you are: 1.1 Water\n');
	expect(await said('map 1')).toContain('  ◐  ▸1.1  Water');
});

test.each([64, 80, 120])(
	'at %i columns every row reads from left to right, under the name of its phase',
	async (columns) => {
		const terminal = new Terminal({ tty: true, columns });
		const { phases } = await terminal.json('map');
		const lines = unpainted((await terminal.run('map')).out).split('\n');
		const numbers = lines.flatMap((line) =>
			[...line.matchAll(/(?:^|[ ▸])(\d+) [A-Z]/g)].map(([, number]) => Number(number)),
		);
		expect(numbers).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
		for (const { title, stages } of phases) {
			const row = lines.findIndex((line) => line.startsWith(`  ${title} `));
			expect(lines[row]?.slice(title.length + 3).trimStart()).toMatch(/^[●◐○◌]/);
			expect(lines[row + 1]).toMatch(new RegExp(`^ +▸?${stages[0].number} `));
		}
	},
);

test('the whole line fits a terminal of 80 columns and 24 rows', async () => {
	const terminal = new Terminal({ tty: true });
	for (const line of ['done stage:1 2.1 --yes', 'start 2.2', 'skip 3.1']) await terminal.run(line);
	expect((await terminal.run('map')).out.match(/\n/g)?.length).toBeLessThanOrEqual(24);
});

test('the legend has the marks of the drawing and no other', async () => {
	const terminal = new Terminal({ tty: true, columns: 120 });
	await terminal.run('level core');
	for (const line of ['done stage:1 --yes', 'start 2.2', 'skip stage:3 --yes', 'later 2.3']) await terminal.run(line);
	for (const line of ['map', 'map 2', 'map 3', 'map 7']) {
		const lines = unpainted((await terminal.run(line)).out).split('\n');
		const legend = lines.findIndex((text) => /^ {2}[●◐○◌–] (?:done|under way|ready|waits|skipped)/.test(text));
		const marks = (text: string) => new Set(text.match(/[●◐○◌–▸](?=[^●◐○◌–▸]*)/g)?.filter((mark) => mark !== '▸'));
		expect({ line, marks: marks(lines.slice(0, legend).join(' ')) }).toEqual({
			line,
			marks: marks(lines[legend] ?? ''),
		});
	}
});

test('in ASCII, a state and the way that the line goes have signs of their own', async () => {
	const terminal = new Terminal({ tty: true, env: { LC_ALL: 'C' } });
	await terminal.run('start 2.2');
	const { out } = await terminal.run('map');
	expect(unpainted(out)).toContain('\n  ~ under way   o ready   . waits   > you are here\n');
	expect(unpainted(out)).toMatch(/~- 0 of 5 ->\n/);
});

test('at 40 columns the line runs straight down', async () => {
	const terminal = new Terminal({ tty: true, columns: 40 });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done 1.1 ${mine}`);
	const { out } = await terminal.run(`map ${mine}`);
	expect(unpainted(out)).toContain(
		[
			'',
			'    Start',
			'  ◐ ▸1  Water & leaves            1 of 2',
			'  │ Pour',
			'  ◌  2  Brewing                   0 of 2',
			'',
		].join('\n'),
	);
});

test('a stage: the core down the left, what branches off, what it waits for and what it opens', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`level everything ${mine}`);
	await terminal.run(`done water ${mine}`);
	const { out } = await terminal.run(`map 1 ${mine}`);
	expect(unpainted(out)).toContain(
		screen(
			spread('1  Water & leaves', 'Start · 1 of 3'),
			'What is in the cup.',
			'',
			spread('●      1.1  Water', '2 h'),
			spread('┣━━○   1.3  Kettles', 'optional'),
			'┃           opens 2.1',
			'○     ▸1.2  Leaves',
			'            opens 2.1 and 2.2',
			'',
			'● done   ○ ready   ▸ next',
			'Tracks from the left: core, optional.',
			'',
			'roadmap topic 1.2   the whole topic',
			'roadmap map         the whole line',
		),
	);
});

test('what waits says for what: a topic, a day, and what is taken as known', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`later 2.2 --until 2026-12-01 ${mine}`);
	const text = unpainted((await terminal.run(`map 2 ${mine}`)).out);
	expect(text).toContain('after 1.2 Leaves · takes 1.3 Kettles as known\n');
	expect(text).toContain('put off until 1 December\n');
	expect(text).toContain('◌ waits, put off\n');
});

test.each(['map', 'map 2', 'map 4'])('%s: colour changes nothing but colour, and ASCII no place', async (line) => {
	const run = async (env: Record<string, string>) => {
		const terminal = new Terminal({ tty: true, env });
		await terminal.run('done stage:1 2.1 --yes');
		return (await terminal.run(line)).out;
	};
	const painted = await run({});
	const plain = await run({ NO_COLOR: '1' });
	const ascii = await run({ NO_COLOR: '1', LC_ALL: 'C' });
	expect(painted).not.toBe(plain);
	expect(unpainted(painted)).toBe(plain);
	expect(ascii).toMatch(/^[ -~\n]*$/);
	expect(ascii.split('\n').map((text) => text.length)).toEqual(plain.split('\n').map((text) => text.length));
});

test.each(['map', 'map 2'])('%s in a pipe is one record a line, with nothing drawn', async (line) => {
	const { out } = await new Terminal().run(line);
	const rows = out.replace(/\n$/, '').split('\n');
	expect(rows).toHaveLength(line === 'map' ? 14 : 5);
	expect(out).not.toMatch(/[\u2190-\u27bf]/);
	expect(new Set(rows.map((row) => row.split('\t').length >= 9))).toEqual(new Set([true]));
});

test('the records of a stage name needs and what they open by number', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	expect((await terminal.run(`map 1 ${mine}`)).out).toBe(
		[
			'1.1\twater\ttodo\tcore\tWater\tready\t\t\t\tyou are here',
			'1.2\tleaves\ttodo\tcore\tLeaves\twaiting\t1.1\t\t2.1 2.2',
			'',
		].join('\n'),
	);
	expect((await terminal.run(`map ${mine}`)).out).toBe(
		[
			'1\tbasics\tStart\tWater & leaves\t0\t2\t0%\tready\t1\tyou are here',
			'2\tbrewing\tPour\tBrewing\t0\t2\t0%\twaiting\t0',
			'',
		].join('\n'),
	);
});

test('a screen reader gets a list: every station and stop, in words alone', async () => {
	const terminal = new Terminal({ tty: true, env: { ROADMAP_ACCESSIBLE: '1' } });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done 1.1 ${mine}`);
	const line = unpainted((await terminal.run(`map ${mine}`)).out);
	expect(line).toContain('1  Water & leaves: 1 of 2, 1 ready, you are here.');
	expect(line).toContain('2  Brewing: 0 of 2, waits for other stages.');
	const stage = unpainted((await terminal.run(`map 1 ${mine}`)).out);
	expect(stage).toContain('1.1  Water: 2 h, done.');
	expect(stage.replace(/\s+/g, ' ')).toContain(
		'1.2 Leaves: ready, you are here; needs 1.1 Water (done); leads to 2.1 Green tea and 2.2 Black tea.',
	);
	expect(line + stage).not.toMatch(/[\u2190-\u27bf]/);
});

test('when all is done the whole line is behind you, and nobody is anywhere', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
	const map = await terminal.json(`map ${mine}`);
	expect({ here: map.here, nextStop: map.nextStop, reachable: map.reachable }).toEqual({
		here: null,
		nextStop: null,
		reachable: [],
	});
	const { out } = await terminal.run(`map ${mine}`);
	expect(out).not.toContain('you are here');
	expect(out).not.toMatch(/[─│○◌]/);
	expect(unpainted(out)).toContain('Everything in view is finished.');
});

test('a roadmap without phases and with one stage', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, out } = await terminal.run(`map --roadmap ${writeRoadmap(LEAN)}`);
	expect(code).toBe(0);
	expect(unpainted(out)).toContain('\n\n  ○─ 0 of 2\n  ▸1 One\n\n');
	expect(offered(out)).toEqual(['roadmap map 1']);
});

test('a topic of your own is a stop, one that you hide is none', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	for (const line of ['add basics Cups', 'hide leaves']) {
		const { code, err } = await terminal.run(`${line} ${mine}`);
		expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
	}
	const map = await terminal.json(`map 1 ${mine}`);
	const { topics, hidden } = await terminal.json(`stage 1 ${mine}`);
	expect(map.topics.map(({ id }: { id: string }) => id)).toEqual(topics.map(({ id }: { id: string }) => id));
	expect(map.hidden).toEqual(hidden);
	const text = unpainted((await terminal.run(`map 1 ${mine}`)).out);
	expect(text).toMatch(/Cups .*yours/);
	expect(text).not.toContain('Leaves');
});

test('stages that the path leaves out are counted, and drawn when they are named', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`path short ${mine}`);
	const line = unpainted((await terminal.run(`map ${mine}`)).out);
	expect(line).not.toContain('Water & leaves');
	expect(line).toContain('1 stage is not on your path (short).');
	expect(unpainted((await terminal.run(`map 1 ${mine}`)).out)).toContain('This stage is not on your path (short).');
});

test.each([
	['map 99', 3, 'Stages are numbered 1 to 14'],
	['map nonsense', 3, 'There is no stage called "nonsense".'],
	['map 1 2', 2, 'roadmap help map'],
])('roadmap %s: exit %i', async (line, code, said) => {
	const ran = await new Terminal().run(line);
	expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
	expect(ran.err).toContain(said);
});

describe.each([30, 40, 56, 57, 60, 80, 120, 200])('at %i columns', (columns) => {
	test.each(['map', 'map 2', 'map 5', 'map 10'])('%s fits', async (line) => {
		const terminal = new Terminal({ tty: true, columns });
		await terminal.run('done stage:1 2.1 --yes');
		const { out } = await terminal.run(line);
		const wide = tooWide(out, columns).filter((text) => columns > 30 || !/^ {2,4}roadmap /.test(text));
		expect(wide).toEqual([]);
		expect(unpainted(out).match(/^.* $/gm)).toBeNull();
	});
});

test('a stage of thousands of topics is drawn in no more time than it takes', async () => {
	const topics = Array.from({ length: 4_000 }, (_, i) => {
		const needs = i === 0 ? '' : `, needs: [t-${Math.floor(i / 2)}]`;
		return `{id: t-${i}, title: Topic ${i}, tier: ${['core', 'recommended', 'optional'][i % 3]}${needs}}`;
	});
	const yaml = `format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [${topics.join(', ')}]}]\n`;
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap(yaml)}`;
	await terminal.run(`level everything ${mine}`);
	const { code, out } = await terminal.run(`map 1 ${mine}`);
	expect(code).toBe(0);
	for (const i of [0, 1_999, 3_999]) expect(unpainted(out)).toContain(` 1.${i + 1} `);
	expect(tooWide(out, 80)).toEqual([]);
});
