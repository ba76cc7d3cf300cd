/**
 * The learner's pace: from their own record once five topics are done, until then from the content's estimates.
 *
 * The record covers the time since the first topic was done, at most the last twelve weeks, without pauses.
 */

import { type ActivityLog, type Finish, isRested } from './activity.ts';
import { daysFrom } from './day.ts';
import { allTopics } from './find.ts';
import type { Goal } from './goal.ts';
import type { Roadmap, Topic } from './types.ts';

export interface Pace {
	/** `record`: the learner's own. `estimates`: from the goal or, without one, an assumption. `said`: a what-if. */
	readonly basis: 'record' | 'estimates' | 'said';
	/** Per week, by the content's estimates; null if only topics are counted. */
	readonly minutes: number | null;
	/** Per week; null if only minutes are counted. */
	readonly topics: number | null;
	/** For a record: its basis. */
	readonly record: OwnRecord | null;
}

interface OwnRecord {
	readonly since: string;
	/** Its length in weeks; less than a week counts as one. */
	readonly weeks: number;
	readonly topics: number;
	/** The variance of weekly topics over their mean, at least 1: how much more uneven they are than chance. */
	readonly unevenness: number;
}

/** How many topics make a record. */
export const MIN_RECORD_TOPICS = 5;
/** The assumption without a record or a goal, in minutes a week. */
export const DEFAULT_MINUTES = 5 * 60;

const WEEK = 7;
const MAX_WEEKS = 12;
/** With fewer whole weeks, unevenness cannot be estimated. */
const MIN_WEEKS = 4;

/** Returns the pace to calculate with. */
export function paceOf(activity: ActivityLog, estimates: Estimates, goal: Goal | null, today: string): Pace {
	return activity.finishes.length >= MIN_RECORD_TOPICS
		? recordedRate(activity, estimates, today)
		: paceBy(goal ?? { minutes: DEFAULT_MINUTES }, 'estimates');
}

/** Converts a goal to a pace. */
export function paceBy(pace: Goal, basis: 'estimates' | 'said'): Pace {
	const [minutes, topics] = 'minutes' in pace ? [pace.minutes, null] : [null, pace.topics];
	return { basis, minutes, topics, record: null };
}

function recordedRate(activity: ActivityLog, estimates: Estimates, today: string): Pace {
	const days = daysOfRecord(activity, today);
	const since = days[0] ?? today;
	const finishes = activity.finishes.filter(({ day }) => day >= since);
	const weeks = Math.max(1, days.length / WEEK);
	const minutes = finishes.reduce((sum, { topic }) => sum + estimates.of(topic), 0);
	const record = { since, weeks, topics: finishes.length, unevenness: unevenness(finishes, days) };
	return { basis: 'record', minutes: minutes / weeks, topics: finishes.length / weeks, record };
}

/** Returns the days that count, in order: those in a pause count only if a topic was finished on them. */
function daysOfRecord(activity: ActivityLog, today: string): string[] {
	const finished = new Set(activity.finishes.map(({ day }) => day));
	const inOrder = [...finished, today].sort();
	const days = daysFrom(inOrder[0] ?? today, inOrder.at(-1) ?? today);
	return days.filter((day) => finished.has(day) || !isRested(activity, day)).slice(-WEEK * MAX_WEEKS);
}

/** Computed over whole weeks, counted back from the last day. */
function unevenness(finishes: readonly Finish[], days: readonly string[]): number {
	const counts: number[] = [];
	for (let end = days.length; end >= WEEK; end -= WEEK) {
		const week = new Set(days.slice(end - WEEK, end));
		counts.push(finishes.filter(({ day }) => week.has(day)).length);
	}
	const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	if (counts.length < MIN_WEEKS || mean === 0) return 1;
	const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
	return Math.max(1, variance / mean);
}

/** How long topics take by the content's estimates, with a default for topics without one. */
export interface Estimates {
	/** Minutes of a topic, by id; the default for topics that the roadmap no longer has. */
	readonly of: (id: string) => number;
	/** The default for topics without an estimate: the median of the others, or an hour. In minutes. */
	readonly standIn: number;
	/** How many topics have no estimate. */
	readonly missing: number;
	readonly total: number;
}

const HOUR = 60;

export function estimatesOf(roadmap: Roadmap): Estimates {
	const topics = allTopics(roadmap);
	const known = new Map(topics.flatMap(({ id, minutes }: Topic) => (minutes === undefined ? [] : [[id, minutes]])));
	const standIn = median([...known.values()]) ?? HOUR;
	return { of: (id) => known.get(id) ?? standIn, standIn, missing: topics.length - known.size, total: topics.length };
}

function median(numbers: readonly number[]): number | undefined {
	const sorted = [...numbers].sort((a, b) => a - b);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}
