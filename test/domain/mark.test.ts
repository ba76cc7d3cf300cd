import { describe, expect, test } from 'vitest';
import { planMark } from '../../src/domain/mark.ts';
import { STATUSES, type Status } from '../../src/domain/types.ts';
import { hours, ids, mark, progress, progressAfter, topic } from './fixture.ts';

describe.each(STATUSES)('a topic that is %s', (from) => {
	test.each(STATUSES.filter((to) => to !== from))('changes when it is marked %s', (to) => {
		const marking = planMark(progress({ marks: { grains: from } }), [topic('grains')], to);
		expect(marking).toEqual({ changed: [{ topic: topic('grains'), from }], unchanged: [] });
	});

	test('stays as it is when it is marked so again', () => {
		const marking = planMark(progress({ marks: { grains: from } }), [topic('grains')], from);
		expect(marking).toEqual({ changed: [], unchanged: [topic('grains')] });
	});
});

describe('a topic that was put off', () => {
	test.each<[Status, string, boolean]>([
		['todo', 'is brought back by a reset', true],
		['started', 'is brought back by start, though it was begun', true],
		['done', 'is complete: done again changes nothing', false],
		['known', 'is complete: known again changes nothing', false],
		['skipped', 'is left out: skipping it again changes nothing', false],
	])('and is %s %s', (status, _, changes) => {
		const before = progress({ marks: { grains: status }, later: { grains: '2026-12-24' } });
		const { changed, unchanged } = planMark(before, [topic('grains')], status);
		expect([changed.length, unchanged.length]).toEqual(changes ? [1, 0] : [0, 1]);
	});
});

test('a topic under way is started again where another was begun since, and is in hand then', () => {
	const before = progressAfter(mark('a', hours(-3), 'yeast', 'started'), mark('b', hours(-2), 'heat', 'started'));
	const changedBy = (id: string) => planMark(before, [topic(id)], 'started').changed.map((one) => one.topic.id);
	expect([changedBy('yeast'), changedBy('heat')]).toEqual([['yeast'], []]);
});

describe('of a stage', () => {
	test.each<[Status, string]>([
		['done', 'todo started'],
		['known', 'todo started'],
		['skipped', 'todo started'],
		['started', 'todo'],
		['todo', 'started done known skipped'],
	])('%s changes what is %s', (to, changes) => {
		const found = STATUSES.filter((from) => {
			const before = progress({ marks: { grains: from } });
			return planMark(before, [topic('grains')], to, new Set([topic('grains')])).changed.length > 0;
		});
		expect(new Set(found)).toEqual(new Set(changes.split(' ')));
	});

	test('what is put off is brought back by start', () => {
		const before = progress({ marks: { grains: 'started' }, later: { grains: '2026-12-24' } });
		expect(planMark(before, [topic('grains')], 'started', new Set([topic('grains')])).changed).toHaveLength(1);
	});
});

test('several topics are told apart, each in the order in which it was named', () => {
	const before = progress({ marks: { yeast: 'done', heat: 'started' } });
	const { changed, unchanged } = planMark(before, ['heat', 'yeast', 'grains'].map(topic), 'done');
	expect(changed.map(({ topic, from }) => [topic.id, from])).toEqual([
		['heat', 'started'],
		['grains', 'todo'],
	]);
	expect(ids(unchanged)).toEqual(['yeast']);
});

test('a topic named twice is marked once', () => {
	const { changed } = planMark(progress(), [topic('heat'), topic('grains'), topic('heat')], 'done');
	expect(changed.map(({ topic }) => topic.id)).toEqual(['heat', 'grains']);
});

test('no topics, no change', () => {
	expect(planMark(progress(), [], 'done')).toEqual({ changed: [], unchanged: [] });
});
