/**
 * Days in a row, counted by the calendar that the learner had when they marked: one mark on each of their days is a row
 * wherever and whenever it is read.
 */

import { type ActivityDay, type ActivityLog, isRested } from './activity.ts';
import { addDays, daysFrom, isOnCalendar } from './day.ts';

export interface Streak {
	/** Marked days in the row that still goes on; 0 where none does. */
	readonly days: number;
	/** In the longest row there ever was. */
	readonly longest: number;
}

/** So far the clock springs ahead only across the date line, where a traveller loses a day. In minutes. */
const DATE_LINE = 12 * 60;

/** The clock there may have been put back since, at most by so much (Antarctica/Troll). In minutes. */
const PUT_BACK = 2 * 60;

/** @param today the reader's; the row goes on while the day after its last is not over, there or where it was marked */
export function streakOf(activity: ActivityLog, now: Date, today: string): Streak {
	let [days, longest] = [0, 0];
	let before: ActivityDay | undefined;
	for (const day of activity.days) {
		days = before && isNext(activity, before, day) ? days + 1 : 1;
		longest = Math.max(longest, days);
		before = day;
	}
	return { days: before && goesOn(activity, before, now, today) ? days : 0, longest };
}

/** Whether no day that could be marked lies between the two. */
function isNext(activity: ActivityLog, a: ActivityDay, b: ActivityDay): boolean {
	const missed = missedBetween(activity, a.day, b.day);
	return missed === 0 || (missed === 1 && b.zone[0] - a.zone[1] >= DATE_LINE);
}

function goesOn(activity: ActivityLog, { day, zone }: ActivityDay, now: Date, today: string): boolean {
	const there = new Date(now.getTime() + (zone[1] - PUT_BACK) * 60_000).toISOString().slice(0, 10);
	return missedBetween(activity, day, there < today ? there : today) === 0;
}

/** Days between two that were neither rested nor missing from the calendar. */
function missedBetween(activity: ActivityLog, first: string, last: string): number {
	const between = daysFrom(addDays(first, 1), addDays(last, -1));
	return between.filter((day) => !isRested(activity, day) && isOnCalendar(day)).length;
}
