import { describe, expect, test } from 'vitest';
import { tally } from '../../src/domain/tally.ts';
import type { Status, Topic } from '../../src/domain/types.ts';
import { progress, topic } from './fixture.ts';

/** That many topics of each status. */
function tallyOf(counts: Partial<Record<Status, number>>): ReturnType<typeof tally> {
	const statuses = Object.entries(counts).flatMap(([status, count]) => Array<Status>(count).fill(status as Status));
	const topics = statuses.map((_, i): Topic => ({ ...topic('grains'), id: `topic-${i}` }));
	return tally(progress({ marks: Object.fromEntries(topics.map(({ id }, i) => [id, statuses[i] ?? 'todo'])) }), topics);
}

describe('percent', () => {
	test.each<[string, Partial<Record<Status, number>>, number]>([
		['is nought at the beginning', { todo: 4 }, 0],
		['counts what is done', { todo: 3, done: 1 }, 25],
		['counts what was known before', { todo: 3, known: 1 }, 25],
		['does not count what is begun', { todo: 3, started: 1 }, 0],
		['is of what was not skipped', { todo: 1, done: 1, skipped: 8 }, 50],
		['has a tenth', { todo: 2, done: 1 }, 33.3],
		['is rounded down', { todo: 1, done: 2 }, 66.6],
		['is below 100 while one of very many is left', { todo: 1, done: 19_999 }, 99.9],
		['is 100 when all is done, known or skipped', { done: 3, known: 2, skipped: 4 }, 100],
		['is 100 when all is skipped', { skipped: 3 }, 100],
		['is 100 when nothing is in view', {}, 100],
	])('%s', (_, counts, percent) => {
		expect(tallyOf(counts).percent).toBe(percent);
	});
});

test('every status is counted under its own name, and the total holds them all', () => {
	expect(tallyOf({ todo: 1, started: 2, done: 3, known: 4, skipped: 5 })).toEqual({
		total: 15,
		started: 2,
		done: 3,
		known: 4,
		skipped: 5,
		percent: 70,
	});
});

test('marks on topics outside are not counted', () => {
	const counted = tally(progress({ marks: { heat: 'done', grains: 'done' } }), [topic('grains'), topic('yeast')]);
	expect(counted).toMatchObject({ total: 2, done: 1, percent: 50 });
});

test('a topic called constructor is to do until it is marked', () => {
	expect(tally(progress(), [topic('constructor')])).toMatchObject({ total: 1, percent: 0 });
	expect(tally(progress({ marks: { constructor: 'done' as const } }), [topic('constructor')])).toMatchObject({
		done: 1,
	});
});
