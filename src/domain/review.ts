/** What is worth asking today, and in which order. Pure; the schedule is `schedule.ts`. */
import { addDays, daysBetween } from './day.ts';
import type { Recollection } from './schedule.ts';
import type { Topic } from './types.ts';

/** A question of a topic that may be asked, with what is remembered of it. */
export interface Question {
	readonly topic: Topic;
	/** Its id within the topic. */
	readonly id: string;
	/** Undefined for one that was never answered. */
	readonly recollection: Recollection | undefined;
	/** The chance that it is recalled today, 0 to 1; 0 for one that was never answered. */
	readonly chance: number;
	/** The answer was rewritten since it was last asked. */
	readonly isRewritten: boolean;
	/** It asks whether a topic is known that was placed as known and never checked. */
	readonly isCheck: boolean;
}

/** Why a question was asked: it was due, never asked before, asked beyond the schedule, or missed in this session. */
export type Asked = 'due' | 'new' | 'extra' | 'again';

export interface Limits {
	/** Questions in one session. */
	readonly most: number;
	/** Questions of one session that were never asked before. */
	readonly mostNew: number;
	/** Checks of placed topics a day. */
	readonly mostChecks: number;
}

export const LIMITS: Limits = { most: 10, mostNew: 3, mostChecks: 2 };

/** Seconds that a question takes, for saying how long a session is. */
const SECONDS = 30;
const MOST_OF_A_TOPIC = 3;
/** After so many days away the first session begins with what is likeliest still known. */
const AWAY = 14;
/** A rewritten answer is asked again within so many days. */
const REWRITTEN_WITHIN = 7;
/** Misses after a first success that make a leech, and how many more until it is said again. */
const LEECH = { first: 4, further: 2 } as const;
const REST_DAYS = 30;

/** The day from which a question is worth asking; one that was never answered is from the start. */
export function dueDay({ recollection, isRewritten }: Pick<Question, 'recollection' | 'isRewritten'>): string {
	if (!recollection) return '';
	const { due, last } = recollection;
	const soon = addDays(last, REWRITTEN_WITHIN);
	return isRewritten && soon < due ? soon : due;
}

/** Whether this many misses are reason to read the topic again. */
export function isLeech(lapses: number): boolean {
	return lapses >= LEECH.first && (lapses - LEECH.first) % LEECH.further === 0;
}

/**
 * Whether a question rests: missed again and again, until its topic was opened or thirty days went by.
 * @param opened the day on which its topic was last opened; '' for never
 */
export function isResting({ lapses, last }: Recollection, wasMissed: boolean, opened: string, today: string): boolean {
	if (!wasMissed || !isLeech(lapses) || opened >= last) return false;
	return daysBetween(last, today) < REST_DAYS;
}

/**
 * The questions of a session by the schedule, in the order in which they are asked: checks of what placement took as
 * known, what is due, and what is new where there is room.
 * @param askedToday how many new questions were asked today already, and how many of them were checks
 * @param last the learner's last day with an answer; '' for none
 */
export function sessionOf(
	questions: readonly Question[],
	today: string,
	limits: Limits,
	askedToday: { readonly fresh: number; readonly checks: number },
	last: string,
): Question[] {
	const fresh = questions.filter(({ recollection }) => recollection === undefined);
	const room = Math.max(0, limits.mostNew - askedToday.fresh);
	const checks = oneEach(fresh.filter(({ isCheck }) => isCheck)).slice(
		0,
		Math.min(room, Math.max(0, limits.mostChecks - askedToday.checks)),
	);
	const others = fresh.filter(({ isCheck }) => !isCheck).slice(0, room - checks.length);
	const isAfterBreak = last !== '' && daysBetween(last, today) >= AWAY;
	const wanted = [...checks, ...dueOn(today, questions, isAfterBreak), ...others];
	return interleaved(atMostOfATopic(wanted).slice(0, limits.most));
}

/** The questions of a session that looks beyond the schedule: all, the least remembered first. */
export function extraSession(questions: readonly Question[], most: number): Question[] {
	return interleaved([...questions].sort((a, b) => a.chance - b.chance).slice(0, most));
}

/** How long a session takes. In whole minutes, at least one. */
export function minutesFor(count: number): number {
	return Math.max(1, Math.round((count * SECONDS) / 60));
}

/** What is due; the least remembered first, or after a break the best remembered, for a good beginning. */
function dueOn(today: string, questions: readonly Question[], isAfterBreak: boolean): Question[] {
	const due = questions.filter((question) => question.recollection && dueDay(question) <= today);
	return due.sort((a, b) => (isAfterBreak ? b.chance - a.chance : a.chance - b.chance));
}

function oneEach(questions: readonly Question[]): Question[] {
	return [...new Map([...questions].reverse().map((question) => [question.topic.id, question])).values()].reverse();
}

function atMostOfATopic(questions: readonly Question[]): Question[] {
	const counts = new Map<string, number>();
	return questions.filter(({ topic }) => {
		const count = (counts.get(topic.id) ?? 0) + 1;
		counts.set(topic.id, count);
		return count <= MOST_OF_A_TOPIC;
	});
}

/**
 * The same questions, no two of one topic in a row. What cannot be placed so is left for another day, unless all are of
 * one topic.
 */
function interleaved(questions: readonly Question[]): Question[] {
	const left = [...questions];
	if (new Set(left.map(({ topic }) => topic.id)).size < 2) return left;
	const placed: Question[] = [];
	while (left.length > 0) {
		const before = placed.at(-1)?.topic.id;
		const urgent = left.find(({ topic }) => topic.id !== before && isMostOf(left, topic.id));
		const next = urgent ?? left.find(({ topic }) => topic.id !== before);
		if (!next) break;
		placed.push(next);
		left.splice(left.indexOf(next), 1);
	}
	return placed;
}

/** Whether so many are of one topic that they fit only at every second place. */
function isMostOf(questions: readonly Question[], topic: string): boolean {
	return questions.filter((question) => question.topic.id === topic).length * 2 > questions.length;
}
