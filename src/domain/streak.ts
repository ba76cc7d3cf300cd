/**
 * Streaks, counted by the calendar the learner had when marking: one mark on each of their days is a streak wherever
 * and whenever it is read.
 */

import { type ActivityDay, type ActivityLog, isRested } from './activity.ts';
import { addDays, daysFrom, isOnCalendar } from './day.ts';

export interface Streak {
	/** Marked days in the current streak; 0 if it has ended. */
	readonly days: number;
	/** In the longest streak ever. */
	readonly longest: number;
}

/** A clock jumps ahead this far only across the date line, where a traveller loses a day. In minutes. */
const DATE_LINE = 12 * 60;

/** The most that the learner's clock may have been put back since (Antarctica/Troll). In minutes. */
const PUT_BACK = 2 * 60;

/** @param today the reader's; the streak continues while the day after its last one is not over, by either clock */
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

/** Whether no day on which a mark was possible lies between the two. */
function isNext(activity: ActivityLog, a: ActivityDay, b: ActivityDay): boolean {
	const missed = missedBetween(activity, a.day, b.day);
	return missed === 0 || (missed === 1 && b.zone[0] - a.zone[1] >= DATE_LINE);
}

function goesOn(activity: ActivityLog, { day, zone }: ActivityDay, now: Date, today: string): boolean {
	const dayThere = new Date(now.getTime() + (zone[1] - PUT_BACK) * 60_000).toISOString().slice(0, 10);
	return missedBetween(activity, day, dayThere < today ? dayThere : today) === 0;
}

/** Counts the days between two that were neither paused nor missing from the calendar. */
function missedBetween(activity: ActivityLog, first: string, last: string): number {
	const between = daysFrom(addDays(first, 1), addDays(last, -1));
	return between.filter((day) => !isRested(activity, day) && isOnCalendar(day)).length;
}
