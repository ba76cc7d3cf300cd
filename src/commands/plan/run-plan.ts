/** The work of `plan`, behind a dynamic import. */

import type { Session } from '../../app/session.ts';
import { type Input, isSet, textOption } from '../../cli/command.ts';
import { readActivity } from '../../domain/activity.ts';
import { describeScope } from '../../domain/describe.ts';
import { readUntil, weekdayNamed } from '../../domain/duration.ts';
import { refOf } from '../../domain/find.ts';
import { goalOf, readGoal } from '../../domain/goal.ts';
import { flatten } from '../../domain/history.ts';
import { sum } from '../../domain/numbers.ts';
import { type LearningPlan, MIN_MINUTES, type Planned, type PlannedWeek, planWeeks } from '../../domain/plan.ts';
import { leavingOut, planUntil } from '../../domain/plan-until.ts';
import { atHours, type Planning, planningOf } from '../../domain/planning.ts';
import { type Progress, statusOf } from '../../domain/progress.ts';
import { safeLine } from '../../domain/safe.ts';
import { levelAt, rounded } from '../../domain/stats.ts';
import { type UserError, usageError } from '../../errors.ts';
import { checkOutput, writeOutput } from '../../store/user-files.ts';
import { type CalendarInput, calendarEntries, calendarEvent, editionOf, type StudyDays } from './calendar.ts';
import type { PlanData, PlannedData, PlanResult, UntilData } from './view.ts';

export { planView } from './view.ts';

/** @throws UserError with exit code 2 */
export async function runPlan(session: Session, input: Input): Promise<PlanResult> {
	const [minutes, times] = [hoursOption(input), studyDaysOption(input)];
	const state = await session.open();
	const { standing } = state;
	const day = untilOption(input, standing.today);
	const activity = readActivity(session.activityEvents, standing.roadmap, session.now());
	const mine = planningOf(standing, activity, { minutes, projects: input.options.projects !== false });
	const { planning, until } = day === null ? { planning: mine, until: null } : planningUntil(mine, day);
	const plan = planWeeks(planning);
	const file = textOption(input, 'ics');
	const write = { planning, plan, sessions: times, lessonOf: state.lessonOf, force: isSet(input, 'force') };
	return {
		...described(planning, plan, until),
		calendar:
			file === undefined
				? null
				: { ...(await writeCalendar(session, file, write)), options: optionsOf(input, until?.day ?? null) },
		all: isSet(input, 'all'),
		markdown: isSet(input, 'md'),
	};
}

/** Writes the calendar file, first giving the learner's plan an id if needed. */
async function writeCalendar(
	session: Session,
	file: string,
	{ force, ...input }: Omit<CalendarInput, 'learner'> & { readonly force: boolean },
): Promise<{ readonly file: string; readonly entries: number }> {
	const { roadmap } = input.planning.standing;
	checkOutput(file, { force });
	const known = () => calendarEvent(flatten(session.events), roadmap.id);
	if (!known()) await session.save({ kind: 'calendar' });
	const entries = calendarEntries({ ...input, learner: known()?.id ?? '' });
	const edition = editionOf(session.events, roadmap.id, session.now());
	const { icsOf } = await import('../../render/ics.ts');
	writeOutput(file, icsOf(roadmap.title, entries, edition), { force });
	return { file, entries: entries.length };
}

/** Returns the options that decide what is planned, as typed. @param until the day of --until */
function optionsOf(input: Input, until: string | null): string[] {
	const given = {
		hours: textOption(input, 'hours'),
		until,
		days: textOption(input, 'days'),
		at: textOption(input, 'at'),
	};
	const words = Object.entries(given).flatMap(([name, value]) => (value == null ? [] : [`--${name}`, value]));
	return input.options.projects === false ? [...words, '--no-projects'] : words;
}

/** Parses the days and time for sessions; null if not requested. @throws UserError with exit code 2 */
function studyDaysOption(input: Input): StudyDays | null {
	const [days, at, file] = [textOption(input, 'days'), textOption(input, 'at'), textOption(input, 'ics')];
	if (days === undefined && at === undefined) return null;
	if (days === undefined || at === undefined || file === undefined) {
		const hint = 'For example: roadmap plan --ics plan.ics --days mon,wed,sat --at 19:00';
		throw usageError('--ics, --days and --at belong together.', hint);
	}
	const weekdays = days.split(',').map((day) => {
		const found = weekdayNamed(day.trim().toLowerCase());
		if (found === undefined) throw invalidOption(day, 'a day of the week', 'mon,wed,sat');
		return found;
	});
	if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(at)) throw invalidOption(at, 'a time of the day', '19:00');
	return { days: [...new Set(weekdays)].sort(), at: at.padStart(5, '0') };
}

function invalidOption(word: string, what: string, example: string): UserError {
	return usageError(`"${safeLine(word)}" is not ${what}.`, `Write ${example}.`);
}

/** The most that a week can have, in minutes. */
const WEEK = 7 * 24 * 60;

/** Returns the minutes a week of what `roadmap pace` would take: `8h/week`, `1h30m/day`; NaN for anything else. */
function goalMinutes(word: string): number {
	try {
		const goal = goalOf(readGoal(word));
		return goal && 'minutes' in goal ? goal.minutes : Number.NaN;
	} catch {
		return Number.NaN;
	}
}

function hoursOption(input: Input): number | undefined {
	const word = textOption(input, 'hours');
	if (word === undefined) return undefined;
	const [, number] = /^(\d{1,3}(?:[.,]\d{1,2})?) ?h?$/i.exec(word.trim()) ?? [];
	const minutes = number === undefined ? goalMinutes(word) : Math.round(Number(number.replace(',', '.')) * 60);
	if (minutes >= MIN_MINUTES && minutes <= WEEK) return minutes;
	const message = number === undefined ? `"${safeLine(word)}" is not a number of hours.` : `${number} hours a week?`;
	throw usageError(message, 'Give 0.5 to 168 hours a week: roadmap plan --hours 6');
}

function untilOption(input: Input, today: string): string | null {
	const word = textOption(input, 'until');
	return word === undefined ? null : readUntil(word, today);
}

/** The most to suggest for a week, in minutes. */
const MAX_MINUTES = 25 * 60;
/** The most to suggest, as a multiple of the learner's own record. */
const STRETCH = 1.5;

/** Plans to finish by a day with the hours that takes, or at most those that are feasible. */
function planningUntil(planning: Planning, day: string): { planning: Planning; until: UntilData } {
	const { basis, recordMinutes, minutesAWeek } = planning;
	const most = basis === 'said' ? minutesAWeek : Math.min(MAX_MINUTES, STRETCH * (recordMinutes ?? MAX_MINUTES));
	const { minutesAWeek: takes, leaveOut, isEnough } = planUntil(planning, day, most);
	const until = {
		day,
		minutes: takes,
		most: Math.round(most),
		record: recordMinutes === null ? null : Math.round(recordMinutes),
		leaveOut: leaveOut.map((topic) => ({ ...refOf(topic), tier: topic.tier })),
		isEnough,
	};
	return { planning: atHours(leavingOut(planning, leaveOut), Math.min(takes ?? most, most)), until };
}

function described(planning: Planning, { weeks, beyond }: LearningPlan, until: UntilData | null): PlanData {
	const { standing, estimates, basis, rate, minutesAWeek } = planning;
	const { scope, progress, today } = standing;
	return {
		...describeScope(standing),
		today,
		hours: { minutes: Math.round(minutesAWeek), basis },
		pausedAt: progress.pausedAt,
		pausedUntil: progress.pausedUntil,
		until,
		weeks: weeks.map((week) => weekData(week, progress)),
		beyond: beyond.map((what) => plannedData(what, progress)),
		stages: scope.stages.map(refOf),
		finish: levelAt(scope.level.id, rate, standing, estimates),
		rate: rounded(rate),
		estimates: { standIn: estimates.standIn, missing: estimates.missing, total: estimates.total },
	};
}

function weekData({ monday, items }: PlannedWeek, progress: Progress): PlanData['weeks'][number] {
	return {
		week: monday,
		minutes: Math.round(sum(items.map((item) => item.minutes))),
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
	const { topic } = what;
	return { kind: 'topic', ...refOf(topic), tier: topic.tier, status: statusOf(progress, topic) };
}
