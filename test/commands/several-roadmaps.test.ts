/** Several roadmaps at once: what is in hand in each, figures of all, and what is known from one to another. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { LEAN, offered, TEA, tooWide, unpainted } from './screen.ts';

/** Tea and Lean, known by their files; the one that comes with the program is in use. */
async function withTwo(terminal = new Terminal()): Promise<{ terminal: Terminal; tea: string; lean: string }> {
	const folder = fs.realpathSync(makeFolder());
	const [tea, lean] = [path.join(folder, 'tea.yaml'), path.join(folder, 'lean.yaml')];
	fs.writeFileSync(tea, TEA);
	fs.writeFileSync(lean, LEAN);
	for (const line of [`use ${tea}`, 'start water', `use ${lean}`, 'start first', 'use data-engineer'])
		expect((await terminal.run(line)).code).toBe(0);
	return { terminal, tea, lean };
}

const BOTH = [
	{ roadmap: 'lean', title: 'Lean', topic: { id: 'first', title: 'First' } },
	{ roadmap: 'tea', title: 'Tea', topic: { id: 'water', title: 'Water' } },
];

/** Without the titles of roadmaps, which home has from the cache, where they are some seconds after a change. */
function named(elsewhere: readonly { readonly roadmap: string; readonly topic: unknown }[]) {
	return elsewhere.map(({ roadmap, topic }) => ({ roadmap, topic }));
}

describe('home', () => {
	test('names what is in hand in the others, the one touched last first', async () => {
		const { terminal } = await withTwo();
		expect(named((await terminal.json('')).elsewhere)).toEqual(named(BOTH));
		const { out } = await terminal.run('');
		expect(out).toMatch(/First, in \w+: roadmap use lean\n.*Water, in \w+: roadmap use tea\n/);
	});

	test('not what is finished, put off or hidden, nor what was touched more than a month ago, nor what is in use', async () => {
		const { terminal, tea, lean } = await withTwo();
		await terminal.run(`done first --roadmap ${lean}`);
		await terminal.run(`later water --until 2027-01-01 --roadmap ${tea}`);
		expect((await terminal.json('')).elsewhere).toEqual([]);
		terminal.now = new Date('2026-12-22T10:00:00.000Z');
		await terminal.run(`start leaves --roadmap ${tea}`);
		expect(named((await terminal.json('')).elsewhere)).toEqual([
			{ roadmap: 'tea', topic: { id: 'leaves', title: 'Leaves' } },
		]);
		expect((await terminal.json(`--roadmap ${tea}`)).elsewhere).toEqual([]);
		terminal.now = new Date('2027-01-22T09:00:00.000Z');
		expect(named((await terminal.json('')).elsewhere)).toEqual([
			{ roadmap: 'tea', topic: { id: 'leaves', title: 'Leaves' } },
		]);
		await terminal.run(`hide leaves --roadmap ${tea}`);
		expect(named((await terminal.json('')).elsewhere)).toEqual([
			{ roadmap: 'tea', topic: { id: 'water', title: 'Water' } },
		]);
		terminal.now = new Date('2027-02-23T11:00:00.000Z');
		expect((await terminal.json('')).elsewhere).toEqual([]);
	});

	test('a roadmap whose file is broken or gone is still named, and home goes on', async () => {
		const { terminal, tea, lean } = await withTwo();
		fs.writeFileSync(tea, 'format: [');
		fs.rmSync(lean);
		const { code, err, out } = await terminal.run(' --json');
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(named(JSON.parse(out).elsewhere)).toEqual(named(BOTH));
	});
});

describe('next --all', () => {
	test('one of each that was touched within a month, the one in use first', async () => {
		const { terminal, tea } = await withTwo();
		await terminal.run(`done water --roadmap ${tea}`);
		const { roadmap, topics } = await terminal.json('next --all');
		expect(roadmap).toBe('data-engineer');
		expect(
			topics.map((item: { roadmap: { id: string }; topic: { id: string } }) => [item.roadmap.id, item.topic.id]),
		).toEqual([
			['data-engineer', 'relational-model'],
			['tea', 'leaves'],
			['lean', 'first'],
		]);
		expect(
			(await terminal.run('next --all')).out.split('\n').map((line) => line.split('\t').slice(0, 3)),
		).toContainEqual(['tea', '1.2', 'leaves']);
		terminal.now = new Date('2027-01-22T11:00:00.000Z');
		expect((await terminal.json('next --all')).topics).toHaveLength(1);
	});

	test('where only another has something left, it is said how to go there', async () => {
		const { terminal, lean } = await withTwo(new Terminal({ tty: true }));
		await terminal.run(`use ${lean}`);
		await terminal.run('done first third');
		const { out } = await terminal.run('next --all');
		expect(unpainted(out)).toContain('Water');
		expect(offered(out)).toEqual(['roadmap use tea']);
	});

	test('--stage is of one roadmap', async () => {
		expect(await new Terminal().run('next --all --stage 1')).toMatchObject({ code: 2, out: '' });
	});

	test('fits 40 columns', async () => {
		const { terminal } = await withTwo(new Terminal({ tty: true, columns: 40 }));
		for (const line of ['next --all', 'stats --all', ''])
			expect(tooWide((await terminal.run(line)).out, 40)).toEqual([]);
	});
});

test('stats --all: each that was begun with its week, and the streak over all', async () => {
	const { terminal, tea, lean } = await withTwo();
	terminal.now = new Date('2026-11-23T10:00:00.000Z');
	await terminal.run(`done water --roadmap ${tea}`);
	terminal.now = new Date('2026-11-24T10:00:00.000Z');
	await terminal.run(`done first --roadmap ${lean}`);
	const { roadmaps, week, row } = await terminal.json('stats --all');
	expect(roadmaps).toMatchObject([
		{ id: 'lean', inUse: false, progress: { done: 1, total: 2 }, week: { topics: 1, minutes: 60 } },
		{ id: 'tea', progress: { done: 1, total: 4 }, week: { topics: 1, minutes: 120 } },
		{ id: 'data-engineer', inUse: true, progress: { done: 0 }, week: { topics: 0, minutes: 0 }, latest: '' },
	]);
	expect(week).toEqual({ topics: 2, minutes: 180 });
	expect(row).toEqual({ days: 3, longest: 3 });
	expect((await terminal.json(`stats --roadmap ${lean}`)).row).toEqual({ days: 1, longest: 1 });
});

test.each(['next --all', 'stats --all'])(
	'%s says which roadmap it leaves out because its file is gone',
	async (line) => {
		const { terminal, tea } = await withTwo();
		fs.rmSync(tea);
		const { code, out, err } = await terminal.run(line);
		expect({ code, err }).toEqual({
			code: 0,
			err: expect.stringMatching(/^roadmap: tea is left out\. .*tea\.yaml\n$/),
		});
		expect(out).not.toContain('Water');
		expect(out).toContain('lean');
	},
);

describe('from one to another', () => {
	const MINE = `
format: 1
id: mine
title: Mine
stages:
  - id: s
    title: S
    topics:
      - {id: boil, title: Boil water, same-as: tea/water}
      - id: pour
        title: Pour it
        needs: [boil]
        resources: [{kind: book, title: The same book, url: 'https://example.com/kettle'}]
`;

	async function withMine(): Promise<Terminal> {
		const { terminal } = await withTwo();
		const mine = path.join(makeFolder(), 'mine.yaml');
		fs.writeFileSync(mine, MINE);
		await terminal.run('use tea');
		await terminal.run('done water');
		await terminal.run('done water --resource 1');
		await terminal.run(`use ${mine}`);
		return terminal;
	}

	test('what is finished there is known here: it counts, opens others, and nothing is written', async () => {
		const terminal = await withMine();
		const written = terminal.journal().length;
		expect((await terminal.json('topic boil')).topic).toMatchObject({ status: 'known', elsewhere: 'tea/water' });
		expect((await terminal.run('topic boil')).out).toContain('known elsewhere: water of the roadmap tea');
		expect((await terminal.json('stages')).progress).toMatchObject({ known: 1, total: 2, percent: 50 });
		expect((await terminal.json('next')).topics).toMatchObject([{ topic: { id: 'pour' } }]);
		expect((await terminal.json('stats')).done).toBe(0);
		expect((await terminal.json('')).first).toBe(true);
		expect(terminal.journal()).toHaveLength(written);
	});

	test('reset learns it here too, undo takes that back, and what is reset there is to do here', async () => {
		const terminal = await withMine();
		await terminal.run('reset boil');
		expect((await terminal.json('topic boil')).topic.status).toBe('todo');
		await terminal.run('undo');
		expect((await terminal.json('topic boil')).topic.status).toBe('known');
		await terminal.run('reset water --roadmap tea');
		expect((await terminal.json('topic boil')).topic).not.toHaveProperty('elsewhere');
	});

	test('an address that was finished once is finished everywhere', async () => {
		const terminal = await withMine();
		expect((await terminal.json('topic pour')).topic.resources).toMatchObject([{ status: 'done' }]);
		expect((await terminal.run('done pour --resource 1 --undo')).code).not.toBe(70);
	});

	test('check names equal titles and what leads nowhere, and a roadmap cannot be the same as itself', async () => {
		const { terminal } = await withTwo();
		const file = path.join(makeFolder(), 'mine.yaml');
		fs.writeFileSync(file, MINE.replace(', same-as: tea/water', '').replace('Boil water', '"WATER"'));
		const proposed = await terminal.run(['check', file]);
		expect(proposed).toMatchObject({ code: 0, out: expect.stringMatching(/:9:\d+ .*warning: .*same-as: tea\/water/) });
		fs.writeFileSync(file, MINE.replace('tea/water', 'tea/watr'));
		expect((await terminal.run(['check', file])).out).toMatch(
			/warning: the roadmap tea has no topic "watr". Did you mean water/,
		);
		fs.writeFileSync(file, MINE.replace('tea/water', 'mine/pour'));
		expect(await terminal.run(['check', file])).toMatchObject({
			code: 5,
			out: expect.stringContaining('of this roadmap'),
		});
		fs.writeFileSync(file, MINE.replace('tea/water', 'water'));
		expect(await terminal.run(['check', file])).toMatchObject({
			code: 5,
			out: expect.stringContaining('data-engineer/sql-joins'),
		});
	});
});
