import { type InHandElsewhere, inHandElsewhere } from '../../app/other-roadmaps.ts';
import { worthAsking } from '../../app/review.ts';
import { markedElsewhere } from '../../app/roadmaps.ts';
import type { Session } from '../../app/session.ts';
import { command } from '../../cli/command.ts';
import { type ActivityLog, readActivity } from '../../domain/activity.ts';
import { daysBetween } from '../../domain/day.ts';
import {
	describeScope,
	type ResourceData,
	resourceToOpen,
	type ScopeData,
	type TopicData,
} from '../../domain/describe.ts';
import { allTopics, refOf } from '../../domain/find.ts';
import { type Nothing, nextUp, type Why, whyNothing, whyNow } from '../../domain/next.ts';
import { sum } from '../../domain/numbers.ts';
import type { Pace } from '../../domain/pace.ts';
import { planWeeks } from '../../domain/plan.ts';
import { planningOf } from '../../domain/planning.ts';
import { markDay, projectStatusOf } from '../../domain/progress.ts';
import type { Recap } from '../../domain/recap.ts';
import { type Absence, absenceOf, type Standing } from '../../domain/standing.ts';
import { type LevelFigures, type Stats, statsOf, type Week } from '../../domain/stats.ts';
import { type Tally, tally } from '../../domain/tally.ts';
import type { Ref, Topic } from '../../domain/types.ts';
import { recapFor } from '../recap.ts';
import { homeView } from './view.ts';

/**
 * What plain `roadmap` shows: where the learner is and what is next; on the first run, what this is and how to begin.
 */
export const home = command({
	usage: 'home',
	summary: 'Where you are and what is next',
	group: 'Learn',
	examples: [{ line: 'roadmap', does: 'where you are and what is next' }],
	run: async (session): Promise<HomeResult> => {
		const state = await session.open();
		const { standing, describe } = state;
		const { roadmap, scope, progress } = standing;
		const [topic] = nextUp(standing, 1);
		const next = topic && describe(topic);
		return {
			...describeScope(standing),
			others: progress.marks.size === 0 ? [...markedElsewhere(session).keys()] : [],
			first: progress.marks.size === 0 && progress.projects.size === 0,
			welcome: roadmap.welcome ?? null,
			stages: roadmap.stages.length,
			topics: allTopics(roadmap).filter(({ hidden }) => !hidden).length,
			progress: tally(progress, scope.topics),
			next:
				topic && next
					? {
							topic: next,
							why: whyNow(standing, topic),
							toCheck: progress.toCheck.has(topic.id),
							resource: resourceToOpen(next.resources),
						}
					: null,
			nothing: topic ? null : whyNothing(standing),
			recap: topic ? null : await recapFor(session),
			projects: projectsUnderWay(standing),
			worthAsking: (await worthAsking(session, state)).turns.length,
			away: absenceOf(standing),
			pausedAt: progress.pausedAt,
			week: progress.marks.size === 0 ? null : await weekFor(session, standing),
			stuck: stuckTopics(standing, topic),
			elsewhere: inHandElsewhere(session, roadmap.id),
		};
	},
	view: homeView,
});

/** A started topic counts as stuck after this many days. */
const STUCK_AFTER = 14;

/** Returns the current week, the plan for it, and when everything in view will be finished. */
async function weekFor(session: Session, standing: Standing): Promise<HomeWeek> {
	const activity = readActivity(session.activityEvents, standing.roadmap, session.now());
	const { weeks, row, rate, levels, estimates } = statsOf(standing, activity, session.now(), null);
	const level = levels.find((one) => one.level === standing.scope.level.id);
	return {
		week: weeks.at(-1) ?? null,
		goal: standing.progress.goal,
		row: row.days,
		rate,
		plan: planFor(standing, activity),
		finish: level ?? null,
		estimates,
	};
}

/** Returns what is left of this week's plan; null during a pause, and if nothing is left. */
function planFor(standing: Standing, activity: ActivityLog): HomeWeek['plan'] {
	const { weeks } = planWeeks(planningOf(standing, activity, { projects: true }), 1);
	const items = weeks[0]?.items.filter(({ isDone }) => !isDone) ?? [];
	if (items.length === 0 || standing.progress.pausedAt !== null) return null;
	const minutes = Math.round(sum(items.map((item) => item.minutes)));
	return {
		minutes,
		items: items.map(({ what }) => {
			if ('topic' in what) return { kind: 'topic' as const, ...refOf(what.topic) };
			const { id, number, title } = what.project;
			return { kind: 'project' as const, id, number: String(number), title };
		}),
	};
}

function projectsUnderWay({ scope, progress }: Standing): { number: number; title: string }[] {
	const begun = scope.stages.filter((stage) => projectStatusOf(progress, stage) === 'started');
	return begun.map(({ number, title }) => ({ number, title }));
}

/** Returns topics started long ago, other than the current one, the oldest first. */
function stuckTopics({ scope, progress, today }: Standing, now: Topic | undefined): StuckTopic[] {
	return scope.topics
		.flatMap((topic) => {
			const mark = progress.marks.get(topic.id);
			if (mark?.status !== 'started' || topic.id === now?.id) return [];
			const days = daysBetween(markDay(mark), today);
			return days > STUCK_AFTER ? [{ ...refOf(topic), days }] : [];
		})
		.sort((a, b) => b.days - a.days);
}

export interface HomeWeek {
	/** Null if the calendar has none. */
	readonly week: Week | null;
	/** The weekly goal in the journal's format. */
	readonly goal: string;
	/** Days in a row on which something was marked. */
	readonly row: number;
	readonly rate: Pace;
	/** What is left of this week's plan: topics and projects. */
	readonly plan: { readonly items: readonly PlannedItem[]; readonly minutes: number } | null;
	/** At the learner's level. */
	readonly finish: LevelFigures | null;
	readonly estimates: Stats['estimates'];
}

interface PlannedItem extends Ref {
	readonly kind: 'topic' | 'project';
}

export interface StuckTopic extends Ref {
	/** Since it was started. */
	readonly days: number;
}

export interface HomeResult extends ScopeData {
	/** Ids of roadmaps with progress here whose file is unknown. */
	readonly others: readonly string[];
	/** Whether nothing was ever marked. */
	readonly first: boolean;
	readonly welcome: string | null;
	readonly stages: number;
	readonly topics: number;
	readonly progress: Tally;
	readonly next: {
		readonly topic: TopicData;
		readonly why: Why;
		/** Whether it may be known already, so that its recall questions should come before reading. */
		readonly toCheck: boolean;
		readonly resource: ResourceData | null;
	} | null;
	readonly nothing: Nothing | null;
	/** The summary of what was learned, if everything in view is finished. */
	readonly recap: Recap | null;
	readonly worthAsking: number;
	/** Stages whose project is started. */
	readonly projects: readonly { readonly number: number; readonly title: string }[];
	readonly away: Absence | null;
	/** Since when they pause, ISO 8601. */
	readonly pausedAt: string | null;
	/** Null before the first mark. */
	readonly week: HomeWeek | null;
	readonly stuck: readonly StuckTopic[];
	/** Topics in progress in other roadmaps. */
	readonly elsewhere: readonly InHandElsewhere[];
}
