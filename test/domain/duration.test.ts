import { describe, expect, test } from 'vitest';
import { addMonths } from '../../src/domain/day.ts';
import { readMinutes, readPastDay, readUntil } from '../../src/domain/duration.ts';
import { EXIT } from '../../src/errors.ts';
import { TODAY, thrownBy } from './fixture.ts';

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
		['1 month', '2026-12-22'],
		['a month', '2026-12-22'],
		['2 months', '2027-01-22'],
		['12 months', '2027-11-22'],
		['5 days', '2026-11-27'],
		['in 5 days', '2026-11-27'],
		['tomorrow', '2026-11-23'],
		['Tomorrow', '2026-11-23'],
		['friday', '2026-11-27'],
		['Fri', '2026-11-27'],
		['thurs', '2026-11-26'],
		['tue', '2026-11-24'],
		['monday', '2026-11-23'],
		['sunday', '2026-11-29'],
		['next friday', '2026-11-27'],
		['next week', '2026-11-23'],
		['next month', '2026-12-01'],
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
		['yesterday', /"yesterday" is not a day/],
		['next year', /not a day/],
		['fridays', /not a day/],
		['monkey', /not a day/],
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
		expect(error.hint).toMatch(/3d/);
	});
});

test.each([
	['2026-01-31', 1, '2026-02-28'],
	['2027-12-31', 2, '2028-02-29'],
	['2026-08-31', 1, '2026-09-30'],
	['2026-11-30', 1, '2026-12-30'],
	['2026-03-31', -1, '2026-02-28'],
	['2026-01-15', -1, '2025-12-15'],
])('from %s, %i months of the calendar lead to %s', (day, months, then) => {
	expect(addMonths(day, months)).toBe(then);
});

test('what has a number and no unit is asked for it', () => {
	expect(thrownBy(() => readUntil('5', TODAY)).hint).toBe('Write 5d for days or 5w for weeks.');
});

describe(`a day gone by, said on ${TODAY}, a Sunday`, () => {
	test.each([
		['today', '2026-11-22'],
		['yesterday', '2026-11-21'],
		['friday', '2026-11-20'],
		['last fri', '2026-11-20'],
		['sunday', '2026-11-15'],
		['monday', '2026-11-16'],
		['3d', '2026-11-19'],
		['3 days ago', '2026-11-19'],
		['a week ago', '2026-11-15'],
		['1 month ago', '2026-10-22'],
		['2026-11-20', '2026-11-20'],
		['2026-11-22', '2026-11-22'],
	])('%j is %s', (word, day) => {
		expect(readPastDay(word, TODAY)).toBe(day);
	});

	test.each([
		['2026-11-23', '2026-11-23 is in the future.'],
		['0206-11-20', '0206-11-20 is too long ago.'],
		['9999 months ago', '1193-08-22 is too long ago.'],
		['tomorrow', '"tomorrow" is not a day.'],
		['3', '"3" is not a day.'],
		['2026-02-30', '"2026-02-30" is not a day.'],
		['', '"" is not a day.'],
	])('%j is refused: exit 2', (word, said) => {
		const { code, message } = thrownBy(() => readPastDay(word, TODAY));
		expect({ code, message }).toEqual({ code: EXIT.usage, message: said });
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
		['1,5h', 90],
		['2.25h', 135],
		['1 hour 30 minutes', 90],
		['2 hrs', 120],
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
