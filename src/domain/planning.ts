/** What a plan is made of: the hours that a week has, and the projects that are still to build. */

import type { ActivityLog, Finish } from './activity.ts';
import { daysBetween, mondayOf } from './day.ts';
import { goalOf } from './goal.ts';
import { ASSUMED, estimatesOf, type Pace, paceBy, paceOf } from './pace.ts';
import { LEAST_MINUTES, type PlanInput, type Project } from './plan.ts';
import { projectStatusOf } from './progress.ts';
import { isLeft, type Standing } from './standing.ts';
import type { Stage } from './types.ts';

/** Where the hours of a week are from: what was asked for, the learner's record, their goal, or an assumption. */
export type Basis = 'said' | 'record' | 'goal' | 'assumed';

export interface Planning extends PlanInput {
	readonly basis: Basis;
	/** What the dates of `stats` are counted with at these hours. */
	readonly rate: Pace;
	/** In a week, by the learner's own record; null where there is none that says anything. */
	readonly recordMinutes: number | null;
}

interface PlanWishes {
	/** Minutes a week; undefined for those that the learner has. */
	readonly minutes?: number | undefined;
	readonly projects: boolean;
}

/** What is planned with, from the activity and from what is wished. */
export function planningOf(standing: Standing, activity: ActivityLog, wishes: PlanWishes): Planning {
	const estimates = estimatesOf(standing.roadmap);
	const recorded = paceOf(activity, estimates, null, standing.today);
	const record = recorded.basis === 'record' ? recorded.minutes : null;
	const recordMinutes = record !== null && record >= LEAST_MINUTES ? record : null;
	const [basis, minutes] = hoursFor(standing, wishes.minutes, recordMinutes);
	const minutesAWeek = Math.max(LEAST_MINUTES, minutes);
	const { finishes } = activity;
	const projects = wishes.projects ? projectsIn(standing, finishes, minutesAWeek) : [];
	const rate =
		basis === 'record' ? recorded : paceBy({ minutes: minutesAWeek }, basis === 'said' ? 'said' : 'estimates');
	return { standing, estimates, minutesAWeek, finishes, projects, basis, rate, recordMinutes };
}

/** The same with other hours a week. */
export function atHours(planning: Planning, minutesAWeek: number): Planning {
	return { ...planning, minutesAWeek, basis: 'said', rate: paceBy({ minutes: minutesAWeek }, 'said') };
}

function hoursFor(standing: Standing, said: number | undefined, record: number | null): [Basis, minutes: number] {
	if (said !== undefined) return ['said', said];
	if (record !== null) return ['record', record];
	const goal = goalOf(standing.progress.goal);
	if (!goal) return ['assumed', ASSUMED];
	return ['goal', 'minutes' in goal ? goal.minutes : goal.topics * usualMinutes(standing)];
}

/** What a topic that is left takes in the middle. */
function usualMinutes(standing: Standing): number {
	const { of } = estimatesOf(standing.roadmap);
	const left = standing.scope.topics.filter((topic) => isLeft(standing, topic));
	return left.reduce((sum, { id }) => sum + of(id), 0) / Math.max(1, left.length);
}

/**
 * The projects to plan: those of stages with something left, and those whose stage was finished so lately that there was
 * no time for them yet. Of one that is never marked, the time goes by.
 */
function projectsIn(standing: Standing, finishes: readonly Finish[], minutesAWeek: number): Project[] {
	const lastDay = new Map(finishes.map(({ topic, day }) => [topic, day]));
	return standing.scope.stages.flatMap((stage) => {
		const { hours } = stage;
		if (!hours || projectStatusOf(standing.progress, stage) === 'done') return [];
		const passed = hasTopicsLeft(standing, stage) ? 0 : weeksSince(lastFinish(stage, lastDay), standing.today);
		const minutes = Math.round(hours * 60 - passed * minutesAWeek);
		return minutes > 0 ? [{ stage, minutes }] : [];
	});
}

function hasTopicsLeft(standing: Standing, { topics }: Stage): boolean {
	return topics.some((topic) => standing.scope.ids.has(topic.id) && isLeft(standing, topic));
}

/** '' where nothing of it was ever finished. */
function lastFinish({ topics }: Stage, lastDay: ReadonlyMap<string, string>): string {
	const days = topics.map(({ id }) => lastDay.get(id) ?? '');
	return days.sort().at(-1) ?? '';
}

function weeksSince(day: string, today: string): number {
	return day === '' ? Number.POSITIVE_INFINITY : daysBetween(mondayOf(day), mondayOf(today)) / 7;
}
