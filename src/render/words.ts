/** Formats numbers, times and names in plain words. */
import { elapsed, localDay } from '../domain/day.ts';
import type { LabData, NeedData, ResourceData, ScopeData, TopicData } from '../domain/describe.ts';
import type { StationState } from '../domain/map.ts';
import type { Why } from '../domain/next.ts';
import { isComplete } from '../domain/progress.ts';
import type { Where } from '../domain/search.ts';
import type { StopState } from '../domain/standing.ts';
import type { Status } from '../domain/types.ts';
import type { RenderContext } from './context.ts';

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/** 20 → "20 min", 90 → "1.5 h", 240 → "4 h". */
export function duration(minutes: number): string {
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.round((minutes / 60) * 2) / 2;
	return `${hours} h`;
}

/** Like `duration`, but in whole hours from ten hours on: a sum of estimates is no more exact than that. */
export function effort(minutes: number): string {
	return minutes < 600 ? duration(Math.round(minutes)) : `${Math.round(minutes / 60)} h`;
}

/** Joins the parts that are there: "core · 1.2 · 4 h". */
export function joined(parts: readonly (string | false | null | undefined)[], by = ' · '): string {
	return parts.filter(Boolean).join(by);
}

export function plural(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** "a, b and c" */
export function enumerate(names: readonly string[]): string {
	if (names.length < 2) return names.join('');
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Names the first few and counts the rest. */
export function enumerateSome(names: readonly string[], most = 3): string {
	const rest = names.length - most;
	return rest > 1 ? `${names.slice(0, most).join(', ')} and ${rest} more` : enumerate(names);
}

/** "a, b and c"; for many names the first five, and how many more. */
export function namesWords(titles: readonly string[]): string {
	return enumerateSome(titles, 5);
}

export function areOrIs(count: number): 'are' | 'is' {
	return count === 1 ? 'is' : 'are';
}

/** "22 November", with the year if it is not this one. */
export function dayWords(day: string, today: string): string {
	const [year, month, date] = day.split('-').map(Number);
	const words = `${date} ${MONTHS[(month ?? 1) - 1]}`;
	return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${year}`;
}

/** "November 2026", without the year if it is this one. */
export function monthWords(day: string, today: string): string {
	return dayWords(day, today).replace(/^\d+ /, '');
}

/**
 * "March to May 2027", "15 November 2026 to 30 June 2027". What both ends share is shown once; if the years differ,
 * both are shown.
 */
export function spanWords(from: string, to: string, today: string, wordsOf = dayWords): string {
	const yearKnown = from.slice(0, 4) === to.slice(0, 4) ? today : '';
	const words = wordsOf(from, yearKnown).split(' ');
	const last = wordsOf(to, yearKnown);
	const others = last.split(' ');
	if (words.join(' ') === last) return last;
	while (words.length > 1 && words.at(-1) === others.pop()) words.pop();
	return `${words.join(' ')} to ${last}`;
}

/** Formats the local day of an instant. */
export function instantWords(at: string, today: string): string {
	return dayWords(localDay(new Date(at)), today);
}

/** HH:MM:SS of an instant in local time. */
export function localTime(at: string): string {
	return new Date(at).toTimeString().slice(0, 8);
}

/** Formats the day of a mark: the one the learner gave, else the day on which it was made. */
export function markWords(
	{ at = '', on }: { at?: string | undefined; on?: string | undefined },
	today: string,
): string {
	return on === undefined ? instantWords(at, today) : dayWords(on, today);
}

/**
 * Formats how long ago something was: "2 minutes ago", "3 days ago".
 * @param seconds may be negative if clocks differ
 */
export function ago(seconds: number): string {
	return seconds < 60 ? 'a moment ago' : `${elapsed(seconds)} ago`;
}

const MARKS: Readonly<Record<Status | StationState | StopState, string>> = {
	todo: '○',
	ready: '○',
	started: '◐',
	done: '●',
	known: '●',
	waiting: '◌',
	later: '◌',
	skipped: '–',
	empty: '–',
};

/**
 * Returns the coloured mark of a state. The word stands beside it, so that neither is the only signal; a screen reader
 * gets the word instead.
 */
export function statusMark(context: RenderContext, status: Status): string {
	const { good, warn, quiet } = context.theme;
	const mark = context.accessible ? statusWord(status) || 'to do' : MARKS[status];
	if (isComplete(status)) return good(mark);
	return status === 'started' ? warn(mark) : quiet(mark);
}

/** Returns the mark of a topic or stage, in the colour of its state or of its track. */
export function stateMark(
	{ theme }: RenderContext,
	state: StationState | StopState,
	hue?: (text: string) => string,
): string {
	const mark = MARKS[state];
	if (state === 'done') return (hue ?? theme.good)(mark);
	if (state === 'started') return (hue ?? theme.warn)(mark);
	if (state === 'ready') return hue ? hue(mark) : mark;
	return theme.quiet(mark);
}

/** A word for each state, in the order of the legend. */
export const STATE_WORDS: Readonly<Record<StationState | StopState, string>> = {
	done: 'done',
	started: 'under way',
	ready: 'ready',
	waiting: 'waits',
	later: 'put off',
	skipped: 'skipped',
	empty: 'not at this level',
};

/** Returns the word for a status; '' for todo. @param elsewhere the topic of another roadmap that makes it known */
export function statusWord(status: Status, elsewhere?: string): string {
	if (elsewhere !== undefined) return 'known elsewhere';
	return status === 'todo' ? '' : status;
}

const PLACES: Readonly<Record<Exclude<Where, 'title' | 'summary'>, string>> = {
	id: 'id',
	key: 'to keep',
	note: 'your notes',
	idea: 'the idea',
	practice: 'practice',
	pitfalls: 'pitfalls',
	recall: 'recall',
	outcomes: 'you can',
	why: 'why it matters',
	resource: 'to read',
};

/** Says where search found what: "practice: … in a CSV file …"; '' if it is the title. */
export function foundWords(where: Where, excerpt: string): string {
	if (where === 'title') return '';
	return where === 'summary' ? excerpt : `${PLACES[where]}: ${excerpt}`;
}

type TopicFacts = Pick<TopicData, 'tier' | 'number' | 'minutes' | 'own'>;

/** "core · 1.2 · 4 h" */
export function topicFacts({ tier, number, minutes, own }: TopicFacts): string {
	return joined([tier, number, minutes !== null && duration(minutes), own && 'yours']);
}

/** "core · 1.2 · 4 h · ◐ started"; with the days since then, "◐ 2 days". */
export function topicFactsAndState(context: RenderContext, topic: TopicData, days = 0): string {
	const { quiet } = context.theme;
	if (topic.status === 'todo') return quiet(topicFacts(topic));
	const word = statusWord(topic.status, topic.elsewhere);
	const since = days === 0 ? '' : plural(days, 'day');
	const state =
		context.plain || context.accessible
			? joined([word, since], ', ')
			: `${statusMark(context, topic.status)} ${since || word}`;
	return `${quiet(`${topicFacts(topic)} · `)}${state}`;
}

/** "docs · PostgreSQL · 20 min" */
export function resourceFacts({ kind, by, minutes, paid, own, status }: ResourceData): string {
	const length = minutes !== null && duration(minutes);
	return joined([kind, by, length, paid && 'paid', own && 'yours', status === 'done' && 'finished']);
}

/** "20 min · passed on 22 November" @param today YYYY-MM-DD */
export function labFacts({ minutes, state, passedAt }: LabData, today: string): string {
	const passed = passedAt === null ? state : `passed on ${instantWords(passedAt, today)}`;
	return joined([minutes !== null && duration(minutes), state !== 'todo' && passed]);
}

/** Returns a lab's name as typed: the topic's number, with the lab's id if the topic has several. */
export function labName(
	{ number, labs = [] }: { readonly number: string; readonly labs?: readonly unknown[] | undefined },
	{ id }: Pick<LabData, 'id'>,
): string {
	return labs.length > 1 ? `${number}/${id}` : number;
}

/** Returns a mark to precede a sentence with the same meaning; '' where marks are not shown. */
export function leadMark(context: RenderContext, mark: string): string {
	return context.plain || context.accessible ? '' : `${context.theme.good(mark)} `;
}

/** Returns a roadmap's name for screens: its goal, if that contains the title ("Become a data engineer"). */
export function scopeTitle({ title, goal }: Pick<ScopeData, 'title' | 'goal'>): string {
	return goal.toLowerCase().includes(title.toLowerCase()) ? goal : title;
}

/** "path all · level core"; the path is omitted if there is only one. */
export function scopeWords({ path, level, paths }: Pick<ScopeData, 'path' | 'level' | 'paths'>): string {
	return `${paths > 1 ? `path ${path} · ` : ''}level ${level}`;
}

/** Formats a weekly goal from the journal's format: "6 h a week", "1 topic a week". */
export function goalWords(goal: string): string {
	const number = Number.parseFloat(goal);
	if (Number.isNaN(number)) return 'no goal';
	return `${goal.endsWith('h') ? `${number} h` : plural(number, 'topic')} a week`;
}

/** Explains in a sentence or two why a topic comes next. @param today YYYY-MM-DD */
export function whyWords(topic: TopicData, why: Why, today: string): string {
	if ('started' in why) return `You began it${topic.at === undefined ? '' : ` on ${markWords(topic, today)}`}.`;
	const titles = (keep: (need: NeedData) => boolean) => topic.needs.filter(keep).map(({ title }) => title);
	const behind = (status: Status) => titles((need) => need.status === status && why.after.includes(need.id));
	const sentence = (verb: string, names: readonly string[], end = '') =>
		names.length > 0 && `${verb} ${enumerateSome(names)}${end}.`;
	const missing = topic.needs.filter(({ id }) => why.missing?.includes(id));
	return joined(
		[
			sentence(
				'Usually after',
				missing.map(({ number, title }) => `${number} ${title}`),
			),
			topic.needs.length === 0 && 'It has no prerequisites.',
			sentence('You finished', behind('done')),
			sentence('You knew', behind('known'), ' before'),
			sentence('You skipped', behind('skipped')),
			sentence(
				'It takes',
				titles(({ id }) => why.assumed.includes(id)),
				' as known',
			),
			why.unlocks > 0 && `It opens ${plural(why.unlocks, 'more topic')}.`,
		],
		' ',
	);
}

/** The question to ask when a topic that was placed as known was missed. */
export function placedWords({ number, title }: { readonly number: string; readonly title: string }): string {
	return `${number} ${title} was placed as known: take it back?`;
}
