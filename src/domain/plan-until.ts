/** What finishing by a day takes: hours a week, and what to leave out if they are too many. */

import { daysBetween, mondayOf } from './day.ts';
import { MAX_WEEKS, MIN_MINUTES, type PlanInput, planWeeks } from './plan.ts';
import { hasTopicsLeft, isLeft, type Standing, withStatus } from './standing.ts';
import type { Topic } from './types.ts';

interface PlanUntil {
	/** Per week; null if not even `MAX_PER_WEEK` is enough. */
	readonly minutesAWeek: number | null;
	/** Topics to leave out so that the hours suffice: optional before recommended, last first. */
	readonly leaveOut: readonly Topic[];
	/** Whether leaving them out is enough. */
	readonly isEnough: boolean;
}

/** Nobody learns more in a week. In minutes. */
const MAX_PER_WEEK = 60 * 60;
const STEP = MIN_MINUTES;

/**
 * Calculates what finishing by a day takes.
 * @param input its minutes a week are ignored
 * @param day the last day, YYYY-MM-DD
 * @param mostMinutes what the learner can do in a week; if more is needed, topics are left out
 */
export function planUntil(input: PlanInput, day: string, mostMinutes: number): PlanUntil {
	const steps = leastFitting(MAX_PER_WEEK / STEP, (count) => count > 0 && endsBy(input, count * STEP, day));
	const minutesAWeek = steps === undefined ? null : steps * STEP;
	if (minutesAWeek !== null && minutesAWeek <= mostMinutes) return { minutesAWeek, leaveOut: [], isEnough: true };
	const spare = dispensable(input.standing);
	const isEnough = (count: number) => endsBy(leavingOut(input, spare.slice(0, count)), mostMinutes, day);
	const count = leastFitting(spare.length, isEnough);
	return { minutesAWeek, leaveOut: spare.slice(0, count), isEnough: count !== undefined };
}

/** Finds the least number from 0 to `most` that fits, given that all larger ones do too; undefined if none does. */
function leastFitting(most: number, fits: (count: number) => boolean): number | undefined {
	if (!fits(most)) return undefined;
	let [low, high] = [-1, most];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (fits(middle)) high = middle;
		else low = middle;
	}
	return high;
}

/** Whether the plan's last week is over by then; this week always counts as a whole one. */
function endsBy(input: PlanInput, minutesAWeek: number, day: string): boolean {
	const whole = Math.floor((daysBetween(mondayOf(input.standing.today), day) + 1) / 7);
	const most = Math.min(MAX_WEEKS, Math.max(1, whole));
	const { weeks, beyond } = planWeeks({ ...input, minutesAWeek }, most);
	return beyond.length === 0 && weeks.length <= most;
}

/** Returns the topics that can be left out, in the order to leave them out. */
function dispensable(standing: Standing): Topic[] {
	const left = standing.scope.topics.filter((topic) => isLeft(standing, topic)).reverse();
	return (['optional', 'recommended'] as const).flatMap((tier) => left.filter((topic) => topic.tier === tier));
}

/**
 * Returns the plan's input with some topics skipped, and without the projects of stages that then have no topics left.
 */
export function leavingOut<Input extends PlanInput>(input: Input, topics: readonly Topic[]): Input {
	const { standing } = input;
	const after = withStatus(standing, topics, 'skipped');
	const projects = input.projects.filter(({ stage }) => hasTopicsLeft(after, stage) || !hasTopicsLeft(standing, stage));
	return { ...input, standing: after, projects };
}
