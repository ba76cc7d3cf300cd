import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { screen, unpainted, writeRoadmap } from './screen.ts';

const MINE = () => ['--roadmap', writeRoadmap()];

describe('log', () => {
	test('says what was done, the last day first; what was taken back is left out', async () => {
		const terminal = new Terminal({ tty: true, now: '2026-11-20T10:00:00.000Z' });
		const mine = MINE();
		for (const line of ['start water', 'done water --resource 1', 'skip kettles', 'undo'])
			await terminal.run([...line.split(' '), ...mine]);
		terminal.now = new Date('2026-11-22T10:00:00.000Z');
		await terminal.run(['done', 'water', '-m', 'Soft water tastes best', ...mine]);
		await terminal.run(['project', '1', '--start', ...mine]);
		expect(unpainted((await terminal.run(['log', ...mine])).out)).toBe(
			screen(
				'22 November',
				'done      1.1  Water',
				'note      1.1  Water: Soft water tastes best',
				'building  stage 1, Water & leaves',
				'',
				'20 November',
				'begun  1.1  Water',
				'read   1.1  Water: The Kettle',
			),
		);
	});

	test('from this week, or a day, on', async () => {
		const terminal = new Terminal({ now: '2026-11-14T10:00:00.000Z' });
		const mine = MINE();
		await terminal.run(['done', 'water', ...mine]);
		terminal.now = new Date('2026-11-16T10:00:00.000Z');
		await terminal.run(['done', 'leaves', ...mine]);
		terminal.now = new Date('2026-11-22T10:00:00.000Z');
		const leaves = '2026-11-16\tdone\t1.2\tleaves\tLeaves\t\n';
		const water = '2026-11-14\tdone\t1.1\twater\tWater\t\n';
		expect((await terminal.run(['log', ...mine])).out).toBe(leaves + water);
		expect((await terminal.run(['log', '--week', ...mine])).out).toBe(leaves);
		expect((await terminal.run(['log', '--since', '2w', ...mine])).out).toBe(leaves + water);
		expect((await terminal.run(['log', '--since', 'yesterday', ...mine])).out).toBe('');
		expect((await terminal.run(['log', '--since', 'tomorrow', ...mine])).code).toBe(2);
	});
});

describe('done --on', () => {
	test('is kept beside the time of the mark, and pace, calendar, log and topic say that day', async () => {
		const terminal = new Terminal({ tty: true });
		const mine = MINE();
		const { out } = await terminal.run(['done', 'water', '--on', 'friday', '-m', 'At last', ...mine]);
		expect(unpainted(out)).toContain('✓ Water is done, on 20 November.');
		expect(terminal.journal()[0]).toMatchObject({ at: '2026-11-22T10:00:00.000Z', topic: 'water', on: '2026-11-20' });
		const json = async (...line: string[]) => JSON.parse((await terminal.run([...line, '--json', ...mine])).out);
		expect((await json('log')).days.map(({ day }: { day: string }) => day)).toEqual(['2026-11-22', '2026-11-20']);
		const days = (await json('stats')).weeks.at(-1).days;
		expect(days.filter(({ topics }: { topics: number }) => topics > 0)).toMatchObject([{ day: '2026-11-20' }]);
		expect((await json('topic', 'water')).topic.on).toBe('2026-11-20');
		expect((await json('notes')).notes[0].text).toBe('- 2026-11-20 At last\n');
		const again = await terminal.run(['done', 'water', ...mine]);
		expect(unpainted(again.out)).toContain('Water was done already, on 20 November.');
		const piped = new Terminal({ home: terminal.home });
		expect((await piped.run(['export', '--format', 'markdown', ...mine])).out).toContain('`water` (done 2026-11-20)');
	});

	test('a slip that was taken off on the day of the mark never was', async () => {
		const terminal = new Terminal();
		const mine = MINE();
		await terminal.run(['done', 'water', '--on', 'yesterday', ...mine]);
		await terminal.run(['reset', 'water', ...mine]);
		expect(JSON.parse((await terminal.run(['stats', '--json', ...mine])).out).done).toBe(0);
		// Marked again, the day that was said before is gone.
		await terminal.run(['done', 'water', ...mine]);
		expect(JSON.parse((await terminal.run(['topic', 'water', '--json', ...mine])).out).topic.on).toBeUndefined();
	});

	test.each(['tomorrow', '2026-11-23', 'soon', '2026-02-30'])('%s is refused and nothing is marked', async (day) => {
		const terminal = new Terminal();
		expect((await terminal.run(['done', '1.1', '--on', day])).code).toBe(2);
		expect(terminal.journal()).toEqual([]);
	});

	test('today is no day gone by', async () => {
		const terminal = new Terminal();
		await terminal.run(['done', '1.1', '--on', 'today']);
		expect(terminal.journal()[0]).not.toHaveProperty('on');
	});
});

describe('what is put off', () => {
	test('is listed, the first to come back first', async () => {
		const terminal = new Terminal({ tty: true });
		const mine = MINE();
		await terminal.run(['later', 'leaves', '--until', '1 month', ...mine]);
		await terminal.run(['later', 'water', '--until', 'friday', ...mine]);
		for (const line of [['later'], ['later', '--list']])
			expect(unpainted((await terminal.run([...line, ...mine])).out)).toBe(
				screen(
					'1.1  Water   until 27 November',
					'1.2  Leaves  until 22 December',
					'',
					'roadmap start 1.1   begin it anyway',
				),
			);
		terminal.now = new Date('2026-11-27T10:00:00.000Z');
		const { deferred } = JSON.parse((await terminal.run(['later', '--list', '--json', ...mine])).out);
		expect(deferred).toEqual([{ id: 'leaves', number: '1.2', title: 'Leaves', until: '2026-12-22' }]);
	});

	test('a topic in hand is put off, and the list is one word more', async () => {
		const terminal = new Terminal();
		const mine = MINE();
		await terminal.run(['later', 'leaves', ...mine]);
		await terminal.run(['start', 'water', ...mine]);
		await terminal.run(['later', ...mine]);
		expect((await terminal.run(['later', '--list', ...mine])).out.split('\n')).toHaveLength(3);
	});
});

describe('a pause with an end', () => {
	test('ends by itself, and what it was does not count as time', async () => {
		const terminal = new Terminal({ tty: true });
		const { out } = await terminal.run('pace pause 2w');
		expect(unpainted(out)).toContain('Paused. Time does not count until 6 December.');
		expect(terminal.journal()[0]).toMatchObject({ kind: 'pace', to: 'paused', until: '2026-12-06' });
		expect(unpainted((await terminal.run('pace pause 2w')).out)).toContain('Already paused, since 22 November.');
		expect(unpainted((await terminal.run('pace pause until 2026-12-04')).out)).toContain('until 4 December');
		terminal.now = new Date('2026-12-03T10:00:00.000Z');
		expect((await terminal.json('pace')).pausedAt).not.toBeNull();
		terminal.now = new Date('2026-12-04T10:00:00.000Z');
		const { pausedAt, weeks } = await terminal.json('pace');
		expect(pausedAt).toBeNull();
		expect(weeks.map(({ rested }: { rested: number }) => rested)).toEqual([0, 0, 1, 7, 4]);
	});

	test('an end that is no day is refused', async () => {
		const terminal = new Terminal();
		expect((await terminal.run('pace pause soon')).code).toBe(2);
		expect(terminal.journal()).toEqual([]);
	});
});
