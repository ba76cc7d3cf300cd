import { describe, expect, test, vi } from 'vitest';
import { addDays, isDate, localDay, readMinutes, readUntil } from '../../src/domain/day.ts';
import { EXIT } from '../../src/errors.ts';
import { TODAY, thrownBy } from './fixture.ts';

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

describe(`until when, said on ${TODAY}`, () => {
	test.each([
		['1d', '2026-11-23'],
		['3d', '2026-11-25'],
		['3 days', '2026-11-25'],
		['1 day', '2026-11-23'],
		['2w', '2026-12-06'],
		['1 week', '2026-11-29'],
		['2 weeks', '2026-12-06'],
		['1W', '2026-11-29'],
		['1M', '2026-12-22'],
		['1m', '2026-12-22'],
		['2 months', '2027-01-21'],
		['10D', '2026-12-02'],
		['  1w  ', '2026-11-29'],
		['2026-11-23', '2026-11-23'],
		['2028-02-29', '2028-02-29'],
		[' 2026-12-01 ', '2026-12-01'],
	])('%j is %s', (word, day) => {
		expect(readUntil(word, TODAY)).toBe(day);
	});

	test.each([
		['0d', /not after today/],
		['0w', /not after today/],
		['2026-11-22', /2026-11-22 is not after today/],
		['2025-12-01', /not after today/],
		['2027-02-29', /"2027-02-29" is not a day/],
		['2026-13-01', /not a day/],
		['tomorrow', /"tomorrow" is not a day/],
		['3', /not a day/],
		['d', /not a day/],
		['-3d', /not a day/],
		['1.5w', /not a day/],
		['3h', /not a day/],
		['3d 2w', /not a day/],
		['12345d', /not a day/],
		['1.12.2026', /not a day/],
		['', /"" is not a day/],
	])('%j is refused, with how to say it', (word, message) => {
		const error = thrownBy(() => readUntil(word, TODAY));
		expect(error.code).toBe(EXIT.usage);
		expect(error.message).toMatch(message);
		expect(error.hint).toMatch(/3d, 2w/);
	});
});

describe('a length of time', () => {
	test.each([
		['1m', 1],
		['30m', 30],
		['30 min', 30],
		['30 minutes', 30],
		['45', 45],
		['1h', 60],
		['1 hour', 60],
		['2 hours', 120],
		['1.5h', 90],
		['1h30m', 90],
		['1h 30m', 90],
		['90M', 90],
		['0.1h', 6],
		['  30m ', 30],
	])('%j is %i minutes', (word, minutes) => {
		expect(readMinutes(word)).toBe(minutes);
	});

	test.each([
		'',
		'0',
		'0m',
		'0h',
		'h',
		'm',
		'-30',
		'-1h',
		'1d',
		'soon',
		'1:30',
		'30m1h',
		'1h30',
		'1e3',
		'999999',
		'999999m',
		'99999h',
		'½h',
	])('%j is refused, with how to say it', (word) => {
		const error = thrownBy(() => readMinutes(word));
		expect(error.code).toBe(EXIT.usage);
		expect(error.message).toContain(`"${word}"`);
		expect(error.hint).toContain('1h30m');
	});
});

test.each([
	['a day', (word: string) => readUntil(word, TODAY)],
	['a length of time', readMinutes],
])('%s that a terminal would act on is repeated harmlessly', (_, read) => {
	expect(thrownBy(() => read('\u001b[2J')).message).toContain('"\ufffd[2J"');
});
