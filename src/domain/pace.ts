/**
 * How fast it goes: from the learner's own record once five topics are done, until then from the content's estimates.
 *
 * The record is the time since the first topic was done, the last twelve weeks of it at most, without what was paused.
 */

import { type ActivityLog, type Finish, isRested } from './activity.ts';
import { daysFrom } from './day.ts';
import { allTopics } from './find.ts';
import type { Goal } from './goal.ts';
import type { Roadmap, Topic } from './types.ts';

export interface Pace {
	/** `record`: the learner's own. `estimates`: by a goal or, without one, by what is assumed. `said`: what if. */
	readonly basis: 'record' | 'estimates' | 'said';
	/** In a week, by the content's estimates; null where only topics are counted. */
	readonly minutes: number | null;
	/** In a week; null where only minutes are counted. */
	readonly topics: number | null;
	/** Of a record: what it is made of. */
	readonly record: OwnRecord | null;
}

interface OwnRecord {
	/** Its first day. */
	readonly since: string;
	/** Its length in weeks; what is shorter than a week counts as one. */
	readonly weeks: number;
	/** Topics that became done in it. */
	readonly topics: number;
	/** The variance of the topics in a week over their mean, 1 at least: how much more uneven it is than chance. */
	readonly unevenness: number;
}

/** So many topics make a record. */
export const ENOUGH = 5;
/** What is assumed where there is neither a record nor a goal. In minutes a week. */
export const ASSUMED = 5 * 60;

const WEEK = 7;
const MOST_WEEKS = 12;
/** Fewer whole weeks say nothing about how uneven they are. */
const LEAST_WEEKS = 4;

/** The rate to count with. */
export function paceOf(activity: ActivityLog, estimates: Estimates, goal: Goal | null, today: string): Pace {
	return activity.finishes.length >= ENOUGH
		? recordedRate(activity, estimates, today)
		: paceBy(goal ?? { minutes: ASSUMED }, 'estimates');
}

/** The rate that a pace means. */
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

/** The days that count, in order: none of a pause but those on which something was done all the same. */
function daysOfRecord(activity: ActivityLog, today: string): string[] {
	const finished = new Set(activity.finishes.map(({ day }) => day));
	const inOrder = [...finished, today].sort();
	const days = daysFrom(inOrder[0] ?? today, inOrder.at(-1) ?? today);
	return days.filter((day) => finished.has(day) || !isRested(activity, day)).slice(-WEEK * MOST_WEEKS);
}

/** Over the whole weeks, counted back from the last day. */
function unevenness(finishes: readonly Finish[], days: readonly string[]): number {
	const counts: number[] = [];
	for (let end = days.length; end >= WEEK; end -= WEEK) {
		const week = new Set(days.slice(end - WEEK, end));
		counts.push(finishes.filter(({ day }) => week.has(day)).length);
	}
	const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	if (counts.length < LEAST_WEEKS || mean === 0) return 1;
	const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
	return Math.max(1, variance / mean);
}

/** How long topics take by the content's estimates, and what stands in where there is none. */
export interface Estimates {
	/** Minutes of a topic, by id; of one that the roadmap no longer has, what stands in. */
	readonly of: (id: string) => number;
	/** What stands in for a topic without an estimate: the median of the others, or an hour. In minutes. */
	readonly standIn: number;
	/** How many topics have none. */
	readonly missing: number;
}

const HOUR = 60;

export function estimatesOf(roadmap: Roadmap): Estimates {
	const topics = allTopics(roadmap);
	const known = new Map(topics.flatMap(({ id, minutes }: Topic) => (minutes === undefined ? [] : [[id, minutes]])));
	const standIn = median([...known.values()]) ?? HOUR;
	return { of: (id) => known.get(id) ?? standIn, standIn, missing: topics.length - known.size };
}

function median(numbers: readonly number[]): number | undefined {
	const sorted = [...numbers].sort((a, b) => a - b);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}
