import { describe, expect, test, vi } from 'vitest';
import { addDays, isDate, localDay } from '../../src/domain/day.ts';

describe('the day of an instant is that of the learner’s own calendar', () => {
	test.each([
		['UTC', '2026-11-22T23:30:00.000Z', '2026-11-22'],
		['Pacific/Auckland', '2026-11-22T23:30:00.000Z', '2026-11-23'],
		['America/New_York', '2026-11-22T01:30:00.000Z', '2026-11-21'],
		['UTC', '2028-02-29T00:00:00.000Z', '2028-02-29'],
		['UTC', '0987-01-02T00:00:00.000Z', '0987-01-02'],
	])('%s, %s', (zone, instant, day) => {
		vi.stubEnv('TZ', zone);
		try {
			expect(localDay(new Date(instant))).toBe(day);
		} finally {
			vi.unstubAllEnvs();
		}
	});
});

describe('adding days', () => {
	test.each([
		['2026-11-22', 0, '2026-11-22'],
		['2026-11-22', 8, '2026-11-30'],
		['2026-11-22', 9, '2026-12-01'],
		['2026-12-31', 1, '2027-01-01'],
		['2027-02-28', 1, '2027-03-01'],
		['2028-02-28', 1, '2028-02-29'],
		['2028-02-29', 365, '2029-02-28'],
		['2026-11-22', -22, '2026-10-31'],
	])('%s + %i', (day, days, sum) => {
		expect(addDays(day, days)).toBe(sum);
	});

	test('is not moved by a change of the clock', () => {
		vi.stubEnv('TZ', 'Europe/Berlin');
		try {
			expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
			expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
		} finally {
			vi.unstubAllEnvs();
		}
	});
});

describe('a day of the calendar', () => {
	test.each([
		['2026-12-01', true],
		['2028-02-29', true],
		['2000-02-29', true],
		['2026-12-28', true],
		['2026-02-28', true],
		['2026-12-31', true],
		['0000-01-01', true],
		['2027-02-29', false],
		['2100-02-29', false],
		['2026-04-31', false],
		['2026-13-01', false],
		['2026-00-10', false],
		['2026-01-00', false],
		['2026-1-1', false],
		['26-01-01', false],
		['2026-12-01T00:00:00Z', false],
		['2026-12-01\n', false],
		['', false],
	])('%j: %s', (text, is) => {
		expect(isDate(text)).toBe(is);
	});
});
