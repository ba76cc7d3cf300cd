/**
 * Days, weeks and durations. Days are YYYY-MM-DD, weeks those of ISO 8601, from Monday to Sunday. Pure calendar
 * arithmetic; the clock is an argument.
 */
import { EXIT, UserError } from '../errors.ts';
import { safeLine } from './safe.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const SPAN = /^(\d{1,4})\s*(d|days?|w|weeks?|m|months?)$/i;
const DURATION = /^(?:(\d{1,4}(?:\.\d)?)\s*h(?:ours?)?)?\s*(?:(\d{1,5})\s*m(?:in(?:utes?)?)?)?$/i;

/** The date of an instant in a local calendar, as YYYY-MM-DD. */
export function localDay(instant: Date): string {
	const pad = (n: number, width = 2) => String(n).padStart(width, '0');
	return `${pad(instant.getFullYear(), 4)}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;
}

/** The date of an instant in the local calendar with its zone, as XML Schema writes it: `2026-11-22+01:00`. */
export function zonedDay(instant: Date): string {
	const minutes = offsetOf(instant);
	const pad = (n: number) => String(n).padStart(2, '0');
	const zone = `${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
	return `${localDay(instant)}${minutes < 0 ? '-' : '+'}${zone}`;
}

/** Minutes that the local clock is ahead of UTC. */
export function offsetOf(instant: Date): number {
	return 0 - Math.round(instant.getTimezoneOffset());
}

/** Adds days to a YYYY-MM-DD; whole days, so that no change of the clock moves it. */
export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/**
 * Reads when a topic shall come back: `2026-12-01`, `3d`, `2w`, `1m` (30 days).
 * @throws UserError with exit 2 for anything else, and for a day that is not after today
 */
export function readUntil(word: string, today: string): string {
	const span = SPAN.exec(word.trim());
	const day = span ? addDays(today, Number(span[1]) * unitDays(span[2] ?? '')) : word.trim();
	if (!isDate(day)) {
		throw new UserError(`"${safeLine(word)}" is not a day.`, {
			hint: 'Write 3d, 2w, 1m or a date such as 2026-12-01.',
			code: EXIT.usage,
		});
	}
	if (day <= today) {
		throw new UserError(`${day} is not after today.`, {
			hint: 'Choose a day to come: 3d, 2w or a date.',
			code: EXIT.usage,
		});
	}
	return day;
}

/** Reads `30m`, `1h`, `1h30m`, `1.5h` or a bare number of minutes. @throws UserError with exit 2 */
export function readMinutes(word: string): number {
	const text = word.trim();
	const match = DURATION.exec(text);
	const minutes = /^\d{1,5}$/.test(text) ? Number(text) : Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0);
	if (minutes > 0) return Math.round(minutes);
	throw new UserError(`"${safeLine(word)}" is not a length of time.`, {
		hint: 'Write 30m, 1h or 1h30m.',
		code: EXIT.usage,
	});
}

/** A span of time in its largest whole unit: "40 seconds", "1 minute", "3 days". */
export function elapsed(seconds: number): string {
	const units = [
		[86_400, 'day'],
		[3_600, 'hour'],
		[60, 'minute'],
	] as const;
	const [size, unit] = units.find(([size]) => seconds >= size) ?? [1, 'second'];
	const n = Math.max(0, Math.floor(seconds / size));
	return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

function unitDays(unit: string): number {
	if (/^w/i.test(unit)) return 7;
	return /^m/i.test(unit) ? 30 : 1;
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDate(day: string): boolean {
	if (!DATE.test(day)) return false;
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Every day of the UTC calendar has as many milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
	const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	return addDays(day, -sinceMonday);
}

/** How many days the second day is after the first; negative if it is before it. */
export function daysBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** All days from one to another, both among them. */
export function daysFrom(first: string, last: string): string[] {
	const count = Math.max(0, daysBetween(first, last) + 1);
	return Array.from({ length: count }, (_, i) => addDays(first, i));
}

/** The Mondays of the last `count` weeks, the one with `day` among them, in order. */
export function lastWeeks(day: string, count: number): string[] {
	const monday = mondayOf(day);
	return Array.from({ length: count }, (_, i) => addDays(monday, (i - count + 1) * 7));
}

/** Whether the local calendar has that day: Samoa went from 29 to 31 December 2011. */
export function isOnCalendar(day: string): boolean {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return localDay(new Date(year, month - 1, date, 12)) === day;
}
