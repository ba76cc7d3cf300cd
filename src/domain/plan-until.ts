/** What it takes to be through by a day: hours a week, and what to leave out where they are too many. */

import { daysBetween, mondayOf } from './day.ts';
import { LEAST_MINUTES, MOST_WEEKS, type PlanInput, type Project, planWeeks } from './plan.ts';
import { isLeft, type Standing } from './standing.ts';
import type { Topic } from './types.ts';

interface PlanUntil {
	/** In a week; null where not even `MOST_A_WEEK` is enough. */
	readonly minutesAWeek: number | null;
	/** What to leave out to make it with the hours there are: optional topics first, then recommended, the last first. */
	readonly leaveOut: readonly Topic[];
	/** Whether that is enough. */
	readonly isEnough: boolean;
}

/** Nobody learns more in a week. In minutes. */
const MOST_A_WEEK = 60 * 60;
const STEP = LEAST_MINUTES;

/**
 * What it takes to be through by a day.
 * @param input its minutes a week do not count
 * @param day the last one, YYYY-MM-DD
 * @param mostMinutes what somebody can do in a week; above it, something is left out
 */
export function planUntil(input: PlanInput, day: string, mostMinutes: number): PlanUntil {
	const steps = leastFitting(MOST_A_WEEK / STEP, (count) => count > 0 && endsBy(input, count * STEP, day));
	const minutesAWeek = steps === undefined ? null : steps * STEP;
	if (minutesAWeek !== null && minutesAWeek <= mostMinutes) return { minutesAWeek, leaveOut: [], isEnough: true };
	const spare = dispensable(input.standing);
	const isEnough = (count: number) => endsBy(leavingOut(input, spare.slice(0, count)), mostMinutes, day);
	const count = leastFitting(spare.length, isEnough);
	return { minutesAWeek, leaveOut: spare.slice(0, count), isEnough: count !== undefined };
}

/** The least number, 0 to `most`, that fits, where all above one that fits do; undefined where none does. */
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

/** Whether the last week of the plan is over by then; this week is not too short for anything. */
function endsBy(input: PlanInput, minutesAWeek: number, day: string): boolean {
	const whole = Math.floor((daysBetween(mondayOf(input.standing.today), day) + 1) / 7);
	const most = Math.min(MOST_WEEKS, Math.max(1, whole));
	const { weeks, beyond } = planWeeks({ ...input, minutesAWeek }, most);
	return beyond.length === 0 && weeks.length <= most;
}

/** What can be left out, in the order in which it is. */
function dispensable(standing: Standing): Topic[] {
	const left = standing.scope.topics.filter((topic) => isLeft(standing, topic)).reverse();
	return (['optional', 'recommended'] as const).flatMap((tier) => left.filter((topic) => topic.tier === tier));
}

/** The same with some topics skipped, and without the projects of stages of which nothing is left then. */
export function leavingOut<Input extends PlanInput>(input: Input, topics: readonly Topic[]): Input {
	const { standing, projects } = input;
	const marks = new Map(standing.progress.marks);
	for (const { id } of topics) marks.set(id, { status: 'skipped', at: '' });
	const after = { ...standing, progress: { ...standing.progress, marks } };
	const hasTopics = ({ stage }: Project, where: Standing) => stage.topics.some((topic) => isPlanned(where, topic));
	const kept = projects.filter((project) => hasTopics(project, after) || !hasTopics(project, standing));
	return { ...input, standing: after, projects: kept };
}

function isPlanned(standing: Standing, topic: Topic): boolean {
	return standing.scope.ids.has(topic.id) && isLeft(standing, topic);
}
