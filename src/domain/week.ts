/** Days and weeks of the calendar, as YYYY-MM-DD. Weeks are those of ISO 8601: from Monday to Sunday. */
import { addDays, localDay } from './day.ts';

/** Every day of the UTC calendar has as many. */
const DAY = 24 * 60 * 60 * 1000;

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
