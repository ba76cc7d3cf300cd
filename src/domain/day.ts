/** Calendar arithmetic on days (YYYY-MM-DD) and ISO 8601 weeks, Monday to Sunday. Pure: the clock is an argument. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Days that exist in every month: they need no computation, which matters for long journals. */
const COMMON_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** Returns an instant's date in the local calendar, as YYYY-MM-DD. */
export function localDay(instant: Date): string {
	const pad = (n: number, width = 2) => String(n).padStart(width, '0');
	return `${pad(instant.getFullYear(), 4)}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;
}

/** Returns an instant's local date with its zone, as in XML Schema: `2026-11-22+01:00`. */
export function zonedDay(instant: Date): string {
	const minutes = offsetOf(instant);
	const pad = (n: number) => String(n).padStart(2, '0');
	const zone = `${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
	return `${localDay(instant)}${minutes < 0 ? '-' : '+'}${zone}`;
}

/** Returns by how many minutes the local clock is ahead of UTC. */
export function offsetOf(instant: Date): number {
	return 0 - Math.round(instant.getTimezoneOffset());
}

/** Adds days to a date, unaffected by clock changes. */
export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** Adds calendar months; if the month is too short, returns its last day. */
export function addMonths(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0));
	last.setUTCDate(Math.min(date, last.getUTCDate()));
	return last.toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Formats a span of time in its largest whole unit: "40 seconds", "1 minute", "3 days". */
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

/** Whether a text is a valid date, as YYYY-MM-DD. */
export function isDate(day: string): boolean {
	if (COMMON_DATE.test(day)) return true;
	if (!DATE.test(day)) return false;
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Nobody means an earlier day: 0206-11-20 is a typing error. */
export const EARLIEST_DAY = '1900-01-01';

/** In milliseconds; every day in UTC has the same length. */
export const DAY = 24 * 60 * 60 * 1000;

/** Returns the Monday of a day's week. */
export function mondayOf(day: string): string {
	const sinceMonday = (weekdayOf(day) + 6) % 7;
	return addDays(day, -sinceMonday);
}

/** Returns by how many days `to` is after `from`; negative if before. */
export function daysBetween(from: string, to: string): number {
	return from === to ? 0 : (Date.parse(to) - Date.parse(from)) / DAY;
}

/** Lists all days from one to another, both included. */
export function daysFrom(first: string, last: string): string[] {
	const count = Math.max(0, daysBetween(first, last) + 1);
	return Array.from({ length: count }, (_, i) => addDays(first, i));
}

/** Lists the Mondays of the last `count` weeks, up to that of `day`, in order. */
export function lastWeeks(day: string, count: number): string[] {
	const monday = mondayOf(day);
	return Array.from({ length: count }, (_, i) => addDays(monday, (i - count + 1) * 7));
}
