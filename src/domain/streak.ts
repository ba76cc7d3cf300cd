/** Streaks, counted by the calendar the learner had when marking, wherever they are read. */
import { type ActivityDay, type ActivityLog, isRested } from './activity.ts';
import { addDays, daysFrom } from './day.ts';

export interface Streak {
	/** Marked days in the current streak; 0 if it has ended. */
	readonly days: number;
	/** In the longest streak ever. */
	readonly longest: number;
}

/** @param today the reader's; the streak continues while the day after its last one is not over, by either clock */
export function streakOf(activity: ActivityLog, now: Date, today: string): Streak {
	let [days, longest] = [0, 0];
	let before: ActivityDay | undefined;
	for (const day of activity.days) {
		days = before && !isBroken(activity, before.day, day.day) ? days + 1 : 1;
		longest = Math.max(longest, days);
		before = day;
	}
	const isOver = before === undefined || isBroken(activity, before.day, earlier(today, dayAt(before, now)));
	return { days: isOver ? 0 : days, longest };
}

/** Whether a day without a mark lies between two days; days within a pause need none. */
function isBroken(activity: ActivityLog, first: string, last: string): boolean {
	return daysFrom(addDays(first, 1), addDays(last, -1)).some((day) => !isRested(activity, day));
}

/** Returns the date where the learner last marked something. */
function dayAt({ offset }: ActivityDay, now: Date): string {
	return new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 10);
}

function earlier(a: string, b: string): string {
	return a < b ? a : b;
}
