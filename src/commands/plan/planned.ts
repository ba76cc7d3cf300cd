/** What `plan` does. It is loaded when there is something to plan. */
import type { Session } from '../../app/session.ts';
import { type Input, isSet, textOption } from '../../cli/command.ts';
import { readUntil } from '../../domain/day.ts';
import { readDiary } from '../../domain/diary.ts';
import { levelAt, rounded } from '../../domain/figures.ts';
import { flatten } from '../../domain/history.ts';
import { LEAST_MINUTES, type Planned, type PlannedWeek, planWeeks } from '../../domain/plan.ts';
import { leavingOut, planUntil } from '../../domain/plan-until.ts';
import { atHours, type Planning, planningOf } from '../../domain/planning.ts';
import { type Progress, statusOf } from '../../domain/progress.ts';
import { safeLine } from '../../domain/safe.ts';
import { EXIT, UserError } from '../../errors.ts';
import type { PlanData, PlannedData, PlanResult, UntilData } from './view.ts';

export { planView } from './view.ts';

/** @throws UserError with exit 2 */
export async function planned(session: Session, input: Input): Promise<PlanResult> {
	const minutes = hoursSaid(input);
	const { standing } = await session.open();
	const day = untilSaid(input, standing.today);
	const diary = readDiary(flatten(session.events), standing.roadmap, session.now());
	const planning = planningOf(standing, diary, { minutes, projects: input.options.projects !== false });
	return { ...planFor(planning, day), all: isSet(input, 'all'), markdown: isSet(input, 'md') };
}

/** Nobody has more hours in a week, in minutes. */
const WEEK = 7 * 24 * 60;

function hoursSaid(input: Input): number | undefined {
	const word = textOption(input, 'hours');
	if (word === undefined) return undefined;
	const [, number] = /^(\d{1,3}(?:[.,]\d{1,2})?) ?h?$/i.exec(word.trim()) ?? [];
	const minutes = Math.round(Number(number?.replace(',', '.')) * 60);
	if (minutes >= LEAST_MINUTES && minutes <= WEEK) return minutes;
	const message = number === undefined ? `"${safeLine(word)}" is not a number of hours.` : `${number} hours a week?`;
	throw new UserError(message, {
		hint: 'Hours a week are 0.5 to 168: roadmap plan --hours 6',
		code: EXIT.usage,
	});
}

function untilSaid(input: Input, today: string): string | null {
	const word = textOption(input, 'until');
	return word === undefined ? null : readUntil(word, today);
}

/** Nobody is asked to learn more than this in a week. In minutes. */
const MOST = 25 * 60;
/** Nor more than so many times what they did so far. */
const STRETCH = 1.5;

/** The plan; with a last day, at the hours that it takes, or at most what can be done. */
function planFor(planning: Planning, day: string | null): PlanData {
	if (day === null) return described(planning, null);
	const { basis, recordMinutes, minutesAWeek } = planning;
	const most = basis === 'said' ? minutesAWeek : Math.min(MOST, STRETCH * (recordMinutes ?? MOST));
	const { minutesAWeek: takes, leaveOut, isEnough } = planUntil(planning, day, most);
	const fits = takes !== null && takes <= most;
	const until = {
		day,
		minutes: takes,
		most: Math.round(most),
		record: recordMinutes === null ? null : Math.round(recordMinutes),
		leaveOut: leaveOut.map(({ id, number, title, tier }) => ({ id, number, title, tier })),
		isEnough,
	};
	return described(atHours(leavingOut(planning, leaveOut), fits ? takes : most), until);
}

function described(planning: Planning, until: UntilData | null): PlanData {
	const { standing, estimates, basis, rate, minutesAWeek } = planning;
	const { roadmap, scope, progress, today } = standing;
	const { weeks, beyond } = planWeeks(planning);
	return {
		roadmap: roadmap.id,
		title: roadmap.title,
		goal: roadmap.goal,
		path: scope.path.id,
		level: scope.level.id,
		today,
		hours: { minutes: Math.round(minutesAWeek), basis },
		pausedAt: progress.pausedAt,
		until,
		weeks: weeks.map((week) => weekData(week, progress)),
		beyond: beyond.map((what) => plannedData(what, progress)),
		stages: scope.stages.map(({ id, number, title }) => ({ id, number, title })),
		finish: levelAt(scope.level.id, rate, standing, estimates),
		rate: rounded(rate),
	};
}

function weekData({ monday, items }: PlannedWeek, progress: Progress): PlanData['weeks'][number] {
	return {
		week: monday,
		minutes: Math.round(items.reduce((sum, item) => sum + item.minutes, 0)),
		items: items.map(({ what, minutes, part, isDone }) => ({
			...plannedData(what, progress),
			minutes: Math.round(minutes),
			part: part.n,
			of: part.of,
			done: isDone,
		})),
	};
}

function plannedData(what: Planned, progress: Progress): PlannedData {
	if ('project' in what) {
		const { id, number, title } = what.project;
		return { kind: 'project', id, number: String(number), title, tier: null, status: null };
	}
	const { id, number, title, tier } = what.topic;
	return { kind: 'topic', id, number, title, tier, status: statusOf(progress, what.topic) };
}
