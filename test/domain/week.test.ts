import { describe, expect, test } from 'vitest';
import { daysBetween, daysFrom, lastWeeks, mondayOf } from '../../src/domain/day.ts';

describe('the Monday of', () => {
	test.each([
		['2026-11-22', '2026-11-16'],
		['2026-11-23', '2026-11-23'],
		['2027-01-01', '2026-12-28'],
		['2028-02-29', '2028-02-28'],
		['2026-03-29', '2026-03-23'],
	])('%s is %s', (day, monday) => {
		expect(mondayOf(day)).toBe(monday);
	});
});

test.each([
	['2026-11-22', '2026-11-22', 0],
	['2026-11-22', '2026-11-23', 1],
	['2026-11-23', '2026-11-22', -1],
	['2028-02-28', '2028-03-01', 2],
	['2026-03-01', '2026-11-01', 245],
])('from %s to %s are %i days', (from, to, days) => {
	expect(daysBetween(from, to)).toBe(days);
});

test('days from one to another', () => {
	expect(daysFrom('2026-12-30', '2027-01-01')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
	expect(daysFrom('2027-01-01', '2026-12-30')).toEqual([]);
});

test('the last weeks, this one last', () => {
	expect(lastWeeks('2026-11-22', 3)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
});
