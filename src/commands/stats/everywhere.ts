/** Implements `stats --all`: the progress in each started roadmap, and the week and streak across all of them. */
import { type KnownRoadmap, knownRoadmaps, warnOfFaults } from '../../app/roadmaps.ts';
import type { Session } from '../../app/session.ts';
import { type ActivityLog, mergedActivity, readActivity } from '../../domain/activity.ts';
import { localDay } from '../../domain/day.ts';
import type { Event } from '../../domain/event.ts';
import { sum } from '../../domain/numbers.ts';
import { weeksOf } from '../../domain/stats.ts';
import { type Streak, streakOf } from '../../domain/streak.ts';
import { type Tally, tally } from '../../domain/tally.ts';
import type { RenderContext } from '../../render/context.ts';
import { complete, counted, tallyWords } from '../../render/tally.ts';
import { hints, records, screen, spread, wrap } from '../../render/text.ts';
import { effort, instantWords, joined, plural } from '../../render/words.ts';

export interface EverywhereStats {
	/** YYYY-MM-DD. */
	readonly today: string;
	readonly roadmaps: readonly RoadmapStats[];
	readonly week: WeekTotal;
	/** Days in a row on which something was marked, in any roadmap. */
	readonly row: Streak;
}

interface RoadmapStats {
	readonly id: string;
	readonly title: string;
	readonly inUse: boolean;
	readonly progress: Tally;
	readonly week: WeekTotal;
	/** Time of the last change, ISO 8601; '' if there is none. */
	readonly latest: string;
}

/** What became done this week. */
interface WeekTotal {
	readonly topics: number;
	/** By the content's estimates. */
	readonly minutes: number;
}

/** Returns the figures of the roadmap in use and of all others started, the last changed first. */
export async function statsEverywhere(session: Session): Promise<EverywhereStats> {
	const known = await knownRoadmaps(session);
	warnOfFaults(session, known);
	const begun = known.flatMap((one) => figuresOf(one, session.events, session.now()));
	const own = begun.find(({ figures }) => figures.inUse)?.activity;
	const all = begun.map(({ activity }) => activity);
	const today = localDay(session.now());
	const row = streakOf(mergedActivity(all, own), session.now(), today);
	const roadmaps = begun.map(({ figures }) => figures).sort((a, b) => (a.latest < b.latest ? 1 : -1));
	const total = (what: keyof WeekTotal) => sum(roadmaps.map(({ week }) => week[what]));
	return { today, roadmaps, week: { topics: total('topics'), minutes: total('minutes') }, row };
}

function figuresOf(
	{ id, isInUse, state }: KnownRoadmap,
	events: readonly Event[],
	now: Date,
): { figures: RoadmapStats; activity: ActivityLog }[] {
	if (!state) return [];
	const { standing } = state;
	const { roadmap, scope, progress } = standing;
	if (!isInUse && progress.marks.size === 0) return [];
	const activity = readActivity(events, roadmap, now);
	const { topics, minutes } = weeksOf(standing, activity, 1)[0] ?? { topics: 0, minutes: 0 };
	const figures = {
		id,
		title: roadmap.title,
		inUse: isInUse,
		progress: tally(progress, scope.topics),
		week: { topics, minutes },
		latest: progress.latest,
	};
	return [{ figures, activity }];
}

export function statsEverywhereView(result: EverywhereStats, context: RenderContext): string {
	if (context.plain) return records(plainRows(result));
	const { roadmaps, week, row } = result;
	const streak = row.days > 1 ? ` · ${row.days} days in a row` : '';
	const other = roadmaps.find(({ inUse }) => !inUse);
	return screen(
		context,
		...roadmaps.map((one) => block(one, context)),
		wrap(context, `This week, in all: ${weekWords(week)}${streak}.`),
		hints(context, [
			['roadmap next --all', 'what comes next in each'],
			other && [`roadmap use ${other.id}`, `go on with ${other.title}`],
		]),
	);
}

function block({ title, inUse, progress, week, latest }: RoadmapStats, context: RenderContext): string[] {
	const touched = latest !== '' && `last touched ${instantWords(latest, context.today)}`;
	const facts = joined([inUse && 'in use', `this week ${weekWords(week)}`, touched]);
	return [
		...spread(context, context.theme.title(title), tallyWords(progress)),
		...wrap(context, context.theme.quiet(facts)),
	];
}

function weekWords({ topics, minutes }: WeekTotal): string {
	return topics === 0 ? 'nothing finished' : `${plural(topics, 'topic')}, ${effort(minutes)}`;
}

function plainRows({ roadmaps, week, row }: EverywhereStats): (string | number)[][] {
	return [
		...roadmaps.map(({ id, inUse, title, progress, week: own, latest }) => [
			'roadmap',
			id,
			inUse ? 'in use' : '-',
			title,
			complete(progress),
			counted(progress),
			own.topics,
			own.minutes,
			latest === '' ? '-' : latest,
		]),
		['week', week.topics, week.minutes],
		['row', row.days, row.longest],
	];
}
