import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

test('the stages by phase, with a bar, the figures and where you are', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water ${mine}`);
	const { code, out, err } = await terminal.run(`stages ${mine}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('Make good tea', '1 of 4 · 25 %'),
			'path all · level recommended',
			'',
			'▸  1  Water & leaves  ██████████──────────  1 of 2  Start',
			'   2  Brewing         ────────────────────  0 of 2  Pour',
			'',
			'roadmap stage 1   its topics',
			'roadmap next      what to learn now',
		),
	);
});

test('all fourteen fit 24 rows', async () => {
	const { out } = await new Terminal({ tty: true }).run('stages');
	expect(out.split('\n').length).toBeLessThanOrEqual(24);
});

test('a stage of which nothing is in view is neither empty nor full', async () => {
	const roadmap = writeRoadmap(
		'format: 1\nid: tea\ntitle: Tea\nlevels: [{id: core, shows: [core], for: x}]\nstages: [{id: a, title: A, topics: [{id: t, title: T}]}, {id: b, title: B, topics: [{id: u, title: U, tier: optional}]}]\n',
	);
	const { out } = await new Terminal({ tty: true }).run(`stages --roadmap ${roadmap}`);
	expect(unpainted(out)).toMatch(/\n {5}2 {2}B +–\n/);
	expect((await new Terminal().run(`stages --roadmap ${roadmap}`)).out).toContain('2\tb\t\tB\t0\t0\t-\n');
});

test('all fourteen, no title cut short at 80 columns', async () => {
	const text = unpainted((await new Terminal({ tty: true }).run('stages')).out);
	const { stages } = await new Terminal().json('stages');
	expect(stages).toHaveLength(14);
	for (const { title } of stages) expect(text).toContain(` ${title} `);
	expect(text).not.toContain('…');
});

test('at 40 columns the bar stands under the title', async () => {
	const { out } = await new Terminal({ tty: true, columns: 40 }).run(`stages --roadmap ${writeRoadmap()}`);
	expect(unpainted(out)).toBe(
		screen(
			'Make good tea             0 of 4 · 0 %',
			'path all · level recommended',
			'',
			'Start',
			'▸  1  Water & leaves',
			'      ────────  0 of 2',
			'Pour',
			'   2  Brewing',
			'      ────────  0 of 2',
			'',
			'roadmap stage 1   its topics',
			'roadmap next      what to learn now',
		),
	);
});

test('in a pipe one record a line, fields apart by tabs', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water ${mine}`);
	const { out } = await terminal.run(`stages ${mine}`);
	expect(out).toBe('1\tbasics\tStart\tWater & leaves\t1\t2\t50%\tyou are here\n2\tbrewing\tPour\tBrewing\t0\t2\t0%\n');
});

test('only the stages of the path, and what the level shows of them', async () => {
	const terminal = new Terminal();
	await terminal.run('path analytics');
	await terminal.run('level core');
	const { stages, path, level } = await terminal.json('stages');
	expect({ path, level }).toEqual({ path: 'analytics', level: 'core' });
	expect(stages.map(({ number }: { number: number }) => number)).toEqual([1, 2, 4, 5, 7, 8, 9]);
	for (const { core, topics } of stages) expect(topics).toBe(core);
});

test('a bar is full only when everything is complete, and not empty once something is', async () => {
	const terminal = new Terminal({ tty: true });
	const topics = Array.from({ length: 50 }, (_, i) => `{id: t-${i}, title: Topic ${i}}`).join(', ');
	const mine = `--roadmap ${writeRoadmap(
		`format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, phase: P, tagline: T, topics: [${topics}]}]\n`,
	)}`;
	const bar = async () => /[█─]+/.exec(unpainted((await terminal.run(`stages ${mine}`)).out))?.[0];
	expect(await bar()).toBe('─'.repeat(20));
	await terminal.run(`done t-0 ${mine}`);
	expect(await bar()).toBe(`█${'─'.repeat(19)}`);
	await terminal.run(`done stage:1 --yes ${mine}`);
	await terminal.run(`reset t-0 ${mine}`);
	expect(await bar()).toBe(`${'█'.repeat(19)}─`);
	await terminal.run(`done t-0 ${mine}`);
	expect(await bar()).toBe('█'.repeat(20));
});

test('the parts add up to the whole', async () => {
	const terminal = new Terminal();
	await terminal.run('done stage:1 --yes');
	await terminal.run('skip stage:3 --yes');
	const { stages, progress } = await terminal.json('stages');
	const sum = (field: string) =>
		stages.reduce((n: number, stage: { progress: Record<string, number> }) => n + (stage.progress[field] ?? 0), 0);
	for (const field of ['total', 'done', 'known', 'started', 'skipped']) expect(sum(field)).toBe(progress[field]);
	expect(progress.percent).toBeCloseTo((100 * progress.done) / (progress.total - progress.skipped), 0);
});

test('when everything is complete nobody is anywhere, and the first stage is the example', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
	const { out } = await terminal.run(`stages ${mine}`);
	expect(out).not.toContain('you are here');
	expect(offered(out)).toEqual(['roadmap stage 1', 'roadmap next']);
});

test('where nothing is in view, no screen counts 0 of 0 or draws a bar', async () => {
	const yaml =
		'format: 1\nid: r\ntitle: R\nstages: [{id: s, title: First, topics: [{id: a, title: A}]}, {id: t, title: Second, topics: [{id: b, title: B, tier: optional}]}]\n';
	const mine = `--roadmap ${writeRoadmap(yaml)}`;
	const terminal = new Terminal({ tty: true });
	const text = async (line: string) => unpainted((await terminal.run(`${line} ${mine} --no-pager`)).out);
	for (const line of ['stage 2', 'map 2', 'stages', 'stats']) {
		const shown = await text(line);
		expect(shown, line).not.toContain('0 of 0');
		expect(shown, line).toMatch(/2 {2}(?:B {2}|Second) +(?:–|nothing in view)\n/);
	}
	const skipped = await text('skip a --yes');
	expect(skipped).toMatch(/skipped\. +nothing in view\n/);
	expect(await text('')).not.toMatch(/0 of 0|[█─]/);
	const piped = new Terminal();
	expect((await piped.run(`stages ${mine}`)).out).toContain('Second\t0\t0\t-\n');
	expect((await piped.run(`stats ${mine}`)).out).toContain('Second\t0\t0\t-\n');
});
