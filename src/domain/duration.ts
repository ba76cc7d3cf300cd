/** Parses durations and days in the learner's own words. Pure: the clock is an argument. */
import { usageError } from '../errors.ts';
import { addDays, addMonths, EARLIEST_DAY, isDate, weekdayOf } from './day.ts';
import { safeLine } from './safe.ts';

const HOURS = /^(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*h(?:(?:ou)?rs?)?)?\s*(?:(\d{1,5})\s*m(?:in(?:ute)?s?)?)?$/i;
const SPAN = /^(?:in\s+)?(\d{1,4}|an?)\s*(d|days?|w|weeks?|m|months?)$/i;
const PAST = /^(\d{1,4}|an?)\s*(d|days?|w|weeks?|m|months?)(?:\s+ago)?$/i;
/** Each with its usual abbreviations. */
const WEEKDAYS = [
	['monday', 'mon'],
	['tuesday', 'tue', 'tues'],
	['wednesday', 'wed', 'weds'],
	['thursday', 'thu', 'thur', 'thurs'],
	['friday', 'fri'],
	['saturday', 'sat'],
	['sunday', 'sun'],
];

/** Parses `30m`, `1h`, `1h30m`, `1.5h` or a bare number to minutes; undefined for anything else. */
export function minutesIn(text: string): number | undefined {
	const typed = text.trim();
	const [, hours = '', minutes = ''] = HOURS.exec(typed) ?? [];
	const total = /^\d{1,5}$/.test(typed) ? Number(typed) : Number(hours.replace(',', '.')) * 60 + Number(minutes);
	return total > 0 ? Math.round(total) : undefined;
}

/** Like `minutesIn`. @throws UserError with exit code 2 */
export function readMinutes(word: string): number {
	const minutes = minutesIn(word);
	if (minutes !== undefined) return minutes;
	throw usageError(`"${safeLine(word)}" is not a length of time.`, 'Write 30m, 1h, 1.5h or 1h30m.');
}

/**
 * Parses a future day: `2026-12-01`, `3d`, `2w`, `1 month` (of the calendar), `tomorrow`, `friday`, `next week`.
 * @throws UserError with exit code 2 for anything else, and for a day that is not after today
 */
export function readUntil(word: string, today: string): string {
	const typed = word.trim().toLowerCase();
	const day = dayAhead(typed, today) ?? (isDate(typed) ? typed : undefined);
	if (day === undefined) throw usageError(`"${safeLine(word)}" is not a day.`, untilHint(typed));
	if (day <= today) throw usageError(`${day} is not after today.`, 'Choose a later day: 3d, 2w, friday or a date.');
	return day;
}

function untilHint(typed: string): string {
	if (/^\d{1,4}$/.test(typed)) return `Write ${typed}d for days or ${typed}w for weeks.`;
	if (/^(?:next|in|this|an?|the)$/.test(typed)) return 'Put several words in quotes: "next week", "in 3 days".';
	return 'Write 3d, 2w, "1 month", tomorrow, friday, "next week" or a date such as 2026-12-01.';
}

/**
 * Parses a past day or today: `yesterday`, `monday`, `3d`, `3 days ago`, `2026-11-20`.
 * @throws UserError with exit code 2 for anything else, and for a future day
 */
export function readPastDay(word: string, today: string): string {
	const typed = word.trim().toLowerCase();
	const day = dayBefore(typed, today) ?? (isDate(typed) ? typed : undefined);
	const example = 'yesterday, monday, 3d or a date';
	if (day === undefined) throw usageError(`"${safeLine(word)}" is not a day.`, `Write ${example} such as 2026-11-20.`);
	if (day > today) throw usageError(`${day} is in the future.`, `Choose today or an earlier day: ${example}.`);
	if (day < EARLIEST_DAY) throw usageError(`${day} is too long ago.`, `Write ${example} such as 2026-11-20.`);
	return day;
}

/** Returns the future day that a word other than a date stands for. */
export function dayAhead(typed: string, today: string): string | undefined {
	if (typed === 'tomorrow') return addDays(today, 1);
	const what = /^next\s/.test(typed) ? typed.slice('next'.length).trim() : '';
	if (what === 'week') return addDays(today, daysUntil(0, today));
	if (what === 'month') return addMonths(`${today.slice(0, 8)}01`, 1);
	const weekday = weekdayNamed(what === '' ? typed : what);
	if (weekday !== undefined) return addDays(today, daysUntil(weekday, today));
	return shifted(SPAN.exec(typed), today, 1);
}

function dayBefore(typed: string, today: string): string | undefined {
	if (typed === 'today') return today;
	if (typed === 'yesterday') return addDays(today, -1);
	const weekday = weekdayNamed(typed.replace(/^last\s+/, ''));
	if (weekday !== undefined) return addDays(today, daysUntil(weekday, today) - 7 || -7);
	return shifted(PAST.exec(typed), today, -1);
}

/** Returns 0 for Monday to 6 for Sunday, by the name in lower case or a usual abbreviation; else undefined. */
export function weekdayNamed(typed: string): number | undefined {
	const found = WEEKDAYS.findIndex((names) => names.includes(typed));
	return found < 0 ? undefined : found;
}

/** Returns 1 to 7: today's own weekday is a week away. */
function daysUntil(weekday: number, today: string): number {
	return ((weekday - weekdayOf(today) + 7) % 7) + 1;
}

function shifted(span: RegExpExecArray | null, today: string, sign: 1 | -1): string | undefined {
	if (!span) return undefined;
	const [, amount = '', unit = ''] = span;
	const count = sign * (/^a/i.test(amount) ? 1 : Number(amount));
	if (unit.startsWith('m')) return addMonths(today, count);
	return addDays(today, count * (unit.startsWith('w') ? 7 : 1));
}
