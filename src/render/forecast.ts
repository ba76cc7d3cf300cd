/** Renders when the learner will be finished. */
import { daysBetween } from '../domain/day.ts';
import type { LevelFigures, Stats } from '../domain/stats.ts';
import type { RenderContext } from './context.ts';
import { listRows, wrap } from './text.ts';
import { dayWords, duration, effort, goalWords, joined, monthWords, plural, spanWords } from './words.ts';

/** Within this many days, dates are shown to the day. */
const EXACT_DAYS = 60;

/** Renders a row for each level: what is left, and the range of dates on which it will be finished. */
export function levelRows(levels: readonly LevelFigures[], yours: string, context: RenderContext): string[] {
	const rows = levels.map((level) => ({
		lead: level.level,
		title: whenWords(level, context.today),
		facts: joined([leftWords(level), level.level === yours && 'yours']),
	}));
	return listRows(context, rows);
}

/** "January to March 2027" */
export function whenWords({ from, to, why }: Pick<LevelFigures, 'from' | 'to' | 'why'>, today: string): string {
	if (why === 'finished') return 'finished';
	if (why === 'no-pace') return 'no date yet';
	if (from === null) return 'in more than ten years';
	if (to === null) return `${monthWords(from, today)} at the earliest`;
	return spanWords(from, to, today, daysBetween(today, to) <= EXACT_DAYS ? dayWords : monthWords);
}

/** Explains what the pace is based on. */
export function basisWords(
	{ rate, done, estimates, goal }: Pick<Stats, 'rate' | 'done' | 'estimates'> & { goal: string },
	context: RenderContext,
): string[] {
	const { record } = rate;
	if (record) {
		const pace = `${topicCount(rate.topics ?? 0)} and ${effort(rate.minutes ?? 0)} a week`;
		const span = record.weeks > 1 ? `the last ${plural(Math.round(record.weeks), 'week')}` : 'your first week';
		return wrap(context, `From your own record: ${pace} in ${span}.`);
	}
	const pace = goal === 'none' ? 'an assumed 5 h a week' : `your goal of ${goalWords(goal)}`;
	const until = done === 0 ? '' : `; ${plural(done, 'is', 'are')} so far`;
	const source = estimates.missing === estimates.total ? 'At' : 'From the estimates in the content, at';
	return wrap(context, `${source} ${pace}, until five topics are done${until}.`);
}

/** Explains the range of dates. */
export function rangeWords({ record, minutes }: Pick<Stats['rate'], 'record' | 'minutes'>): string {
	if (record) return 'In four cases out of five, the day falls within that range.';
	return minutes === null
		? 'The later day assumes that you keep it in two weeks out of three.'
		: 'A range, because the estimates may be off by half either way.';
}

/** Describes how many topics have no estimate, and the time assumed for each; '' if all have one. */
export function unknownWords({ standIn, missing, total }: Stats['estimates']): string {
	if (missing === 0) return '';
	if (missing === total) return `No topic says how long it takes; each counts ${duration(standIn)}.`;
	const count = plural(missing, 'topic has no estimate and counts', 'topics have no estimate and count');
	return `${count} ${duration(standIn)}${missing === 1 ? '' : ' each'}.`;
}

function leftWords({ left }: LevelFigures): string {
	if (left.topics === 0) return '';
	const projects = left.projects === 0 ? '' : ` · ${plural(left.projects, 'project')}`;
	return `${plural(left.topics, 'topic')}${projects} · ${effort(left.minutes)} left`;
}

/** "2.5 topics", "1 topic" */
export function topicCount(topics: number): string {
	return plural(Math.round(topics * 10) / 10, 'topic');
}
