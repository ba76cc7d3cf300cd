/** The input of a plan: the hours in a week, and the projects still to build. */

import type { ActivityLog, Finish } from './activity.ts';
import { daysBetween, localDay, mondayOf } from './day.ts';
import { goalOf } from './goal.ts';
import { DEFAULT_MINUTES, type Estimates, estimatesOf, type Pace, paceBy, paceOf } from './pace.ts';
import { MIN_MINUTES, type PlanInput, type Project } from './plan.ts';
import { projectStatusOf } from './progress.ts';
import { hasTopicsLeft, isLeft, type Standing } from './standing.ts';
import type { Stage } from './types.ts';

/** Where the weekly hours come from: the command line, the learner's record, their goal, or an assumption. */
export type Basis = 'said' | 'record' | 'goal' | 'assumed';

export interface Planning extends PlanInput {
	/** Stages whose project is finished, with the day. */
	readonly built: readonly { readonly project: Stage; readonly day: string }[];
	readonly basis: Basis;
	/** The pace with which `stats` forecasts dates at these hours. */
	readonly rate: Pace;
	/** Per week, from the learner's record; null if there is no meaningful record. */
	readonly recordMinutes: number | null;
}

interface PlanOptions {
	/** Minutes a week; undefined to use the learner's own. */
	readonly minutes?: number | undefined;
	readonly projects: boolean;
}

/** Combines the learner's activity with the options of `plan`. */
export function planningOf(standing: Standing, activity: ActivityLog, options: PlanOptions): Planning {
	const estimates = estimatesOf(standing.roadmap);
	const recorded = paceOf(activity, estimates, null, standing.today);
	const record = recorded.basis === 'record' ? recorded.minutes : null;
	const recordMinutes = record !== null && record >= MIN_MINUTES ? record : null;
	const [basis, minutes] = hoursFor(standing, estimates, options.minutes, recordMinutes);
	const minutesAWeek = Math.max(MIN_MINUTES, minutes);
	const { finishes } = activity;
	const projects = options.projects ? projectsIn(standing, finishes, minutesAWeek) : [];
	const built = options.projects ? builtIn(standing) : [];
	const rate =
		basis === 'record' ? recorded : paceBy({ minutes: minutesAWeek }, basis === 'said' ? 'said' : 'estimates');
	return { standing, estimates, minutesAWeek, finishes, projects, built, basis, rate, recordMinutes };
}

/** Returns the same planning with other weekly hours. */
export function atHours(planning: Planning, minutesAWeek: number): Planning {
	return { ...planning, minutesAWeek, basis: 'said', rate: paceBy({ minutes: minutesAWeek }, 'said') };
}

function hoursFor(
	standing: Standing,
	estimates: Estimates,
	requested: number | undefined,
	record: number | null,
): [Basis, minutes: number] {
	if (requested !== undefined) return ['said', requested];
	if (record !== null) return ['record', record];
	const goal = goalOf(standing.progress.goal);
	if (!goal) return ['assumed', DEFAULT_MINUTES];
	return ['goal', 'minutes' in goal ? goal.minutes : goal.topics * usualMinutes(standing, estimates)];
}

/** The average time of the topics that are left. */
function usualMinutes(standing: Standing, { of }: Estimates): number {
	const left = standing.scope.topics.filter((topic) => isLeft(standing, topic));
	return left.reduce((sum, { id }) => sum + of(id), 0) / Math.max(1, left.length);
}

/**
 * Returns the projects to plan: those of stages with topics left, and those whose stage was finished so recently that
 * there was no time for them yet. An unmarked project's time runs down as weeks pass; one that is begun stays.
 */
function projectsIn(standing: Standing, finishes: readonly Finish[], minutesAWeek: number): Project[] {
	const lastDay = new Map(finishes.map(({ topic, day }) => [topic, day]));
	return standing.scope.stages.flatMap((stage) => {
		const { hours } = stage;
		const status = projectStatusOf(standing.progress, stage);
		if (!hours || status === 'done') return [];
		const passed =
			hasTopicsLeft(standing, stage) || status === 'started'
				? 0
				: weeksSince(lastFinish(stage, lastDay), standing.today);
		const minutes = Math.round(hours * 60 - passed * minutesAWeek);
		return minutes > 0 ? [{ stage, minutes }] : [];
	});
}

function builtIn({ scope, progress }: Standing): Planning['built'] {
	return scope.stages.flatMap((project) => {
		const mark = progress.projects.get(project.id);
		return project.hours && mark?.status === 'done' ? [{ project, day: localDay(new Date(mark.at)) }] : [];
	});
}

/** '' if none of it was ever finished. */
function lastFinish({ topics }: Stage, lastDay: ReadonlyMap<string, string>): string {
	const days = topics.map(({ id }) => lastDay.get(id) ?? '');
	return days.sort().at(-1) ?? '';
}

function weeksSince(day: string, today: string): number {
	return day === '' ? Number.POSITIVE_INFINITY : daysBetween(mondayOf(day), mondayOf(today)) / 7;
}
