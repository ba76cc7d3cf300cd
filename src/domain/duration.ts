/** Parses durations and days in the learner's own words. Pure: the clock is an argument. */
import { EXIT, UserError } from '../errors.ts';
import { addDays, addMonths, isDate, weekdayOf } from './day.ts';
import { safeLine } from './safe.ts';

const HOURS = /^(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*h(?:(?:ou)?rs?)?)?\s*(?:(\d{1,5})\s*m(?:in(?:ute)?s?)?)?$/i;
const SPAN = /^(?:in\s+)?(\d{1,4}|an?)\s*(d|days?|w|weeks?|m|months?)$/i;
const PAST = /^(\d{1,4}|an?)\s*(d|days?|w|weeks?|m|months?)(?:\s+ago)?$/i;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Parses `30m`, `1h`, `1h30m`, `1.5h` or a bare number to minutes; undefined for anything else. */
export function minutesIn(text: string): number | undefined {
	const said = text.trim();
	const [, hours = '', minutes = ''] = HOURS.exec(said) ?? [];
	const total = /^\d{1,5}$/.test(said) ? Number(said) : Number(hours.replace(',', '.')) * 60 + Number(minutes);
	return total > 0 ? Math.round(total) : undefined;
}

/** Like `minutesIn`. @throws UserError with exit code 2 */
export function readMinutes(word: string): number {
	const minutes = minutesIn(word);
	if (minutes !== undefined) return minutes;
	throw new UserError(`"${safeLine(word)}" is not a length of time.`, {
		hint: 'Write 30m, 1h, 1.5h or 1h30m.',
		code: EXIT.usage,
	});
}

/**
 * Parses a future day: `2026-12-01`, `3d`, `2w`, `1 month` (of the calendar), `tomorrow`, `friday`, `next week`.
 * @throws UserError with exit code 2 for anything else, and for a day that is not after today
 */
export function readUntil(word: string, today: string): string {
	const said = word.trim().toLowerCase();
	const day = dayAhead(said, today) ?? (isDate(said) ? said : undefined);
	if (day === undefined) throw notADay(word, said);
	if (day > today) return day;
	throw new UserError(`${day} is not after today.`, {
		hint: 'Choose a later day: 3d, 2w, friday or a date.',
		code: EXIT.usage,
	});
}

/**
 * Parses a past day or today: `yesterday`, `monday`, `3d`, `3 days ago`, `2026-11-20`.
 * @throws UserError with exit code 2 for anything else, and for a future day
 */
export function readPastDay(word: string, today: string): string {
	const said = word.trim().toLowerCase();
	const day = dayBefore(said, today) ?? (isDate(said) ? said : undefined);
	if (day === undefined)
		throw new UserError(`"${safeLine(word)}" is not a day.`, {
			hint: 'Write yesterday, monday, 3d or a date such as 2026-11-20.',
			code: EXIT.usage,
		});
	if (day <= today) return day;
	throw new UserError(`${day} is in the future.`, {
		hint: 'Choose today or an earlier day: yesterday, monday, 3d or a date.',
		code: EXIT.usage,
	});
}

function dayAhead(said: string, today: string): string | undefined {
	if (said === 'tomorrow') return addDays(today, 1);
	const what = /^next\s/.test(said) ? said.slice('next'.length).trim() : '';
	if (what === 'week') return addDays(today, daysUntil('monday', today));
	if (what === 'month') return addMonths(`${today.slice(0, 8)}01`, 1);
	const weekday = weekdayNamed(what === '' ? said : what);
	if (weekday !== undefined) return addDays(today, daysUntil(weekday, today));
	return shifted(SPAN.exec(said), today, 1);
}

function dayBefore(said: string, today: string): string | undefined {
	if (said === 'today') return today;
	if (said === 'yesterday') return addDays(today, -1);
	const weekday = weekdayNamed(said.replace(/^last\s+/, ''));
	if (weekday !== undefined) return addDays(today, daysUntil(weekday, today) - 7 || -7);
	return shifted(PAST.exec(said), today, -1);
}

/** Accepts the whole name or its first three letters. */
function weekdayNamed(said: string): string | undefined {
	return WEEKDAYS.find((day) => day === said || day.slice(0, 3) === said);
}

/** Returns 1 to 7: today's own weekday is a week away. */
function daysUntil(weekday: string, today: string): number {
	return ((WEEKDAYS.indexOf(weekday) - weekdayOf(today) + 6) % 7) + 1;
}

function shifted(span: RegExpExecArray | null, today: string, sign: 1 | -1): string | undefined {
	if (!span) return undefined;
	const [, amount = '', unit = ''] = span;
	const count = sign * (/^a/i.test(amount) ? 1 : Number(amount));
	if (unit.startsWith('m')) return addMonths(today, count);
	return addDays(today, count * (unit.startsWith('w') ? 7 : 1));
}

function notADay(word: string, said: string): UserError {
	const hint = /^\d{1,4}$/.test(said)
		? `Write ${said}d for days or ${said}w for weeks.`
		: 'Write 3d, 2w, "1 month", tomorrow, friday, "next week" or a date such as 2026-12-01.';
	return new UserError(`"${safeLine(word)}" is not a day.`, { hint, code: EXIT.usage });
}
