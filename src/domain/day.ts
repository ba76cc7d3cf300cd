/**
 * Days and weeks. Days are YYYY-MM-DD, weeks those of ISO 8601, from Monday to Sunday. Pure calendar
 * arithmetic; the clock is an argument.
 */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

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

/** Adds months of the calendar; a day that the month does not have is its last one. */
export function addMonths(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0));
	last.setUTCDate(Math.min(date, last.getUTCDate()));
	return last.toISOString().slice(0, 10);
}

/** 0 for a Sunday to 6 for a Saturday. */
export function weekdayOf(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
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
	const sinceMonday = (weekdayOf(day) + 6) % 7;
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
