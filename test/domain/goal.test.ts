import { describe, expect, test } from 'vitest';
import { goalOf, readGoal } from '../../src/domain/goal.ts';
import { GOAL } from '../../src/domain/read-event.ts';
import { thrownBy } from './fixture.ts';

describe('a weekly goal', () => {
	test.each([
		['6h/week', '6h'],
		['6h', '6h'],
		['6 hours a week', '6h'],
		['1.5h', '1.5h'],
		['1,5h', '1.5h'],
		['90m', '1.5h'],
		['90 min/week', '1.5h'],
		['50m', '0.83h'],
		['168h', '168h'],
		['1h/day', '7h'],
		['30m a day', '3.5h'],
		['1h30m/week', '1.5h'],
		['1h 30m per week', '1.5h'],
		['1 topic/day', '7 topics'],
		['2/day', '14 topics'],
		['3 topics/week', '3 topics'],
		['3 topics', '3 topics'],
		['1 topic per week', '1 topics'],
		['3/week', '3 topics'],
		['3/w', '3 topics'],
		['NONE', 'none'],
	])('%s is kept as %s', (said, kept) => {
		expect(readGoal(said)).toBe(kept);
		expect(kept).toMatch(GOAL);
	});

	test.each([
		'',
		'foo',
		'0h',
		'0 topics',
		'169h',
		'1000 topics',
		'2.5 topics',
		'-3h',
		'25h/day',
		'6h/month',
		'1e3h',
		'6h6h',
		'NaN',
		'٣h',
	])('%j is none: exit 2', (said) => {
		const { code, hint } = thrownBy(() => readGoal(said));
		expect({ code, hint }).toEqual({ code: 2, hint: expect.stringContaining('6h/week') });
	});

	test('a bare number is asked about', () => {
		const { code, message, hint } = thrownBy(() => readGoal('6'));
		expect({ code, message, hint }).toEqual({
			code: 2,
			message: '6 hours or 6 topics a week?',
			hint: 'Write 6h/week or "6 topics/week".',
		});
	});
});

test.each([
	['6h', { minutes: 360 }],
	['0.83h', { minutes: 50 }],
	['3 topics', { topics: 3 }],
	['none', null],
])('%s means %j', (kept, goal) => {
	expect(goalOf(kept)).toEqual(goal);
});
