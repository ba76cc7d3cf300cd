/** The figures of `stats` and `pace`: topics learned per week, the pace, and when the learner will be finished. */

import { type ActivityLog, isRested } from './activity.ts';
import { addDays, daysFrom, lastWeeks } from './day.ts';
import { describeStage, type StageData } from './describe.ts';
import { type Forecast, forecastAt, type Remaining } from './forecast.ts';
import { goalOf } from './goal.ts';
import { labsPassed } from './lab-progress.ts';
import { type Estimates, estimatesOf, type Pace, paceBy, paceOf } from './pace.ts';
import { projectStatusOf } from './progress.ts';
import { scopeOf, topicsAt } from './scope.ts';
import { isLeft, type Standing } from './standing.ts';
import { type Streak, streakOf } from './streak.ts';
import { type Tally, tally } from './tally.ts';
import type { Tier, Topic } from './types.ts';
import { grouped } from './values.ts';

export interface Stats extends Parts {
	/** The labs of the topics in view. */
	readonly labs: { readonly passed: number; readonly total: number };
	/** The last 26 weeks including the current one, in order. */
	readonly weeks: readonly WeekFigures[];
	/** Days in a row on which something was marked. */
	readonly row: Streak;
	/** Number of times a topic became done. */
	readonly done: number;
	readonly rate: Pace;
	/** The number of topics with and without an estimate, and the minutes assumed for those without. */
	readonly estimates: Omit<Estimates, 'of'>;
	readonly levels: readonly LevelFigures[];
	/** The same for the pace of --what-if; null without the option. */
	readonly whatIf: { readonly pace: string; readonly levels: readonly LevelFigures[] } | null;
}

/** Progress of the topics in view, by phase, stage and tier. */
interface Parts {
	readonly phases: readonly { readonly phase: string; readonly progress: Tally }[];
	readonly stages: readonly StageData[];
	readonly tiers: readonly { readonly tier: Tier; readonly progress: Tally }[];
}

export interface WeekFigures extends Week {
	readonly days: readonly DayFigures[];
}

export interface Week {
	/** Its Monday. */
	readonly week: string;
	/** Topics that became done. */
	readonly topics: number;
	/** Estimated minutes of those topics. */
	readonly minutes: number;
	/** Days on which something was marked. */
	readonly marked: number;
	/** Days within a pause. */
	readonly rested: number;
}

export interface DayFigures {
	readonly day: string;
	readonly topics: number;
	/** Whether anything was marked. */
	readonly marked: boolean;
	/** Whether it is within a pause. */
	readonly rested: boolean;
}

export interface LevelFigures extends Forecast {
	readonly level: string;
	readonly left: Remaining;
}

const WEEKS = 26;

/** @param whatIfPace the pace of --what-if in the journal's format; null without it */
export function statsOf(standing: Standing, activity: ActivityLog, now: Date, whatIfPace: string | null): Stats {
	const { roadmap, progress, today } = standing;
	const estimates = estimatesOf(roadmap);
	const rate = paceOf(activity, estimates, goalOf(progress.goal), today);
	const whatIfGoal = whatIfPace === null ? null : goalOf(whatIfPace);
	return {
		...partsOf(standing),
		labs: labsPassed(standing.scope.topics, standing.progress),
		weeks: weeksIn(activity, estimates, today, WEEKS),
		row: streakOf(activity, now, today),
		done: activity.finishes.length,
		rate: rounded(rate),
		estimates: { standIn: estimates.standIn, missing: estimates.missing, total: estimates.total },
		levels: levelsAt(rate, standing, estimates),
		whatIf:
			whatIfPace === null || whatIfGoal === null
				? null
				: { pace: whatIfPace, levels: levelsAt(paceBy(whatIfGoal, 'said'), standing, estimates) },
	};
}

/** Returns the last weeks, without their days. */
export function weeksOf({ roadmap, today }: Standing, activity: ActivityLog, count: number): Week[] {
	const weeks = weeksIn(activity, estimatesOf(roadmap), today, count);
	return weeks.map(({ days: _, ...week }) => week);
}

/** Rounds a pace for display; calculations use the exact one. */
export function rounded(rate: Pace): Pace {
	const to = (number: number, places: number) => Math.round(number * 10 ** places) / 10 ** places;
	const { minutes, topics, record } = rate;
	return {
		...rate,
		minutes: minutes === null ? null : to(minutes, 0),
		topics: topics === null ? null : to(topics, 2),
		record: record && { ...record, weeks: to(record.weeks, 1), unevenness: to(record.unevenness, 2) },
	};
}

function partsOf(standing: Standing): Parts {
	const { scope, progress } = standing;
	const of = (keep: (topic: Topic) => boolean) => tally(progress, scope.topics.filter(keep));
	const phases = [...new Set(scope.stages.map(({ phase }) => phase))].filter((phase) => phase !== '');
	return {
		phases: phases.map((phase) => {
			const stages = scope.stages.filter((stage) => stage.phase === phase);
			return {
				phase,
				progress: tally(
					progress,
					stages.flatMap((stage) => topicsAt(stage, scope.level)),
				),
			};
		}),
		stages: scope.stages.map((stage) => describeStage(standing, stage)),
		tiers: scope.level.shows.map((tier) => ({ tier, progress: of((topic) => topic.tier === tier) })),
	};
}

function weeksIn(activity: ActivityLog, estimates: Estimates, today: string, count: number): WeekFigures[] {
	const marked = new Set(activity.days.map(({ day }) => day));
	const finished = grouped(activity.finishes.map(({ day, topic }) => [day, topic] as const));
	// Marks made further east may already be dated tomorrow.
	const last = activity.days.at(-1)?.day ?? today;
	return lastWeeks(last > today ? last : today, count).map((week) => {
		const all = daysFrom(week, addDays(week, 6));
		const topics = all.flatMap((day) => finished.get(day) ?? []);
		const days = all.map((day) => ({
			day,
			topics: finished.get(day)?.length ?? 0,
			marked: marked.has(day),
			rested: day <= today && isRested(activity, day),
		}));
		return {
			week,
			topics: topics.length,
			minutes: topics.reduce((sum, topic) => sum + estimates.of(topic), 0),
			marked: days.filter((day) => day.marked).length,
			rested: days.filter((day) => day.rested).length,
			days,
		};
	});
}

function levelsAt(rate: Pace, standing: Standing, estimates: Estimates): LevelFigures[] {
	return standing.roadmap.levels.map(({ id }) => levelAt(id, rate, standing, estimates));
}

/** Returns what is left at a level of the learner's path, and the two days between which it will be finished. */
export function levelAt(level: string, rate: Pace, standing: Standing, estimates: Estimates): LevelFigures {
	const { roadmap, scope, progress, today } = standing;
	const { topics, stages } = scopeOf(roadmap, { path: scope.path.id, level });
	const open = topics.filter((topic) => isLeft(standing, topic));
	const ids = new Set(open.map((topic) => topic.id));
	const projects = stages.filter(
		(stage) =>
			stage.hours && projectStatusOf(progress, stage) !== 'done' && stage.topics.some((topic) => ids.has(topic.id)),
	);
	const minutes = open.reduce((sum, topic) => sum + estimates.of(topic.id), 0);
	const building = projects.reduce((sum, { hours = 0 }) => sum + hours * 60, 0);
	const left = { topics: open.length, projects: projects.length, minutes: minutes + building };
	return { level, left, ...forecastAt(left, rate, progress.pausedUntil ?? today) };
}
