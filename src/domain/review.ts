/** Selects and orders the questions worth asking today. Pure; the schedule itself is `schedule.ts`. */
import { daysBetween, localDay } from './day.ts';
import { allTopics } from './find.ts';
import { dueDay, type Question, type QuestionMemory, questionsOf, type ReviewRecord } from './question.ts';
import type { Standing } from './standing.ts';
import type { Lesson, Topic } from './types.ts';

/**
 * Why a question was asked: it was due, never asked before, asked beyond the schedule, or asked again on the same day.
 */
export const ASKED = ['due', 'new', 'extra', 'again'] as const;
export type Asked = (typeof ASKED)[number];

/** A question to be asked in a session. */
export interface Turn {
	readonly question: Question;
	readonly asked: Asked;
}

export interface Limits {
	/** Maximum of questions in a session. */
	readonly most: number;
	/** Maximum of new questions a day. */
	readonly mostNew: number;
	/** How many of the new ones may check a placement. */
	readonly mostChecks: number;
}

/**
 * The target retention: the share of questions that should be recalled when asked. This value costs the fewest answers
 * for what is retained.
 */
export const TARGET = 0.85;
export const TARGETS = { least: 0.8, most: 0.95 } as const;

export const LIMITS: Limits = { most: 10, mostNew: 3, mostChecks: 2 };
/** The maximum length of a session. */
export const MINUTES = 5;

/** Seconds a question takes, to estimate the length of a session. */
const SECONDS = 30;
const MAX_PER_TOPIC = 3;
/** After this many days of absence, the first session begins with the best remembered questions. */
const BREAK_DAYS = 14;

/**
 * Returns the topics asked about, the earliest first: done ones and those placed as known, from the day after, without
 * hidden ones.
 */
export function askedTopics({ roadmap, progress, today }: Standing): Topic[] {
	return allTopics(roadmap)
		.flatMap((topic) => {
			const { status, at = '' } = progress.marks.get(topic.id) ?? {};
			const isAsked = status === 'done' || progress.placed.has(topic.id);
			return isAsked && !topic.hidden && localDay(new Date(at)) < today ? [{ topic, at }] : [];
		})
		.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
		.map(({ topic }) => topic);
}

/** Returns the questions asked: all of the done topics, and of those placed as known the one that checks them. */
export function askedQuestions(
	standing: Standing,
	lessonOf: (topic: Topic) => Lesson,
	record: ReviewRecord,
): Question[] {
	const { placed } = standing.progress;
	return questionsOf(askedTopics(standing), lessonOf, record, standing.today).flatMap((question) => {
		const check = placed.get(question.topic.id);
		if (check === undefined) return question;
		return check === question.recall.id ? { ...question, isCheck: true } : [];
	});
}

/** Returns all questions due on a day, regardless of a session's limit. */
export function dueOn(questions: readonly Question[], today: string): Question[] {
	return questions.filter((question) => question.remembered && !question.isResting && dueDay(question) <= today);
}

/**
 * Returns the turns of a scheduled session in order: placement checks, then due questions, then new ones if there is
 * room. The least remembered come first; after a break the best remembered, for a good start.
 */
export function sessionOf(
	questions: readonly Question[],
	{ remembered }: Pick<ReviewRecord, 'remembered'>,
	today: string,
	limits: Limits,
): Turn[] {
	const last = [...remembered.values()].reduce((latest, one) => (one.last > latest ? one.last : latest), '');
	const isAfterBreak = last !== '' && daysBetween(last, today) >= BREAK_DAYS;
	const due = byFading(dueOn(questions, today), today);
	const { checks, fresh } = newOn(questions, remembered, today, limits);
	const wanted = [...checks, ...(isAfterBreak ? due.toReversed() : due), ...fresh];
	return interleaved(atMostOfATopic(wanted, MAX_PER_TOPIC), limits.most).map((question) => ({
		question,
		asked: question.remembered ? 'due' : 'new',
	}));
}

/** Returns the new questions that may be asked today. */
function newOn(
	questions: readonly Question[],
	remembered: ReviewRecord['remembered'],
	today: string,
	{ mostNew, mostChecks }: Limits,
): { readonly checks: readonly Question[]; readonly fresh: readonly Question[] } {
	const open = questions.filter((question) => question.remembered === undefined);
	const firstToday = [...remembered.values()].filter(({ first }) => first === today).length;
	// All but those of learned topics: a check that was missed is no longer asked if its topic was taken back.
	const learnedToday = questions.filter((one) => !one.isCheck && one.remembered?.first === today).length;
	const checkedToday = firstToday - learnedToday;
	const room = Math.max(0, mostNew - firstToday);
	const checks = open.filter((one) => one.isCheck).slice(0, Math.min(room, Math.max(0, mostChecks - checkedToday)));
	const fresh = inTurn(open.filter((one) => !one.isCheck)).slice(0, room - checks.length);
	return { checks, fresh };
}

/**
 * Returns why a question outside a session is asked.
 * @param known its state
 * @param question undefined if it is suspended
 */
export function whyAsked(known: QuestionMemory | undefined, question: Question | undefined, today: string): Asked {
	if (!known) return 'new';
	if (known.last === today) return 'again';
	return question && dueDay(question) <= today ? 'due' : 'extra';
}

/** Returns the turns of a session beyond the schedule, the least remembered first, and last what was asked today. */
export function extraSession(questions: readonly Question[], today: string, { most }: Limits): Turn[] {
	const isOfToday = ({ remembered }: Question) => remembered?.last === today;
	const [earlier, ofToday] = [questions.filter((one) => !isOfToday(one)), questions.filter(isOfToday)];
	return interleaved([...byFading(earlier, today), ...ofToday], most).map((question) => ({
		question,
		asked: question.remembered ? (dueDay(question) <= today ? 'due' : 'extra') : 'new',
	}));
}

/** How well a topic's questions are remembered. */
export interface TopicRecall {
	/** By the median stability: the days until the chance of recall falls to 90 %. */
	readonly strength: 'still fresh' | 'settling' | 'well remembered' | 'firmly remembered';
	readonly answered: number;
	readonly questions: number;
	/** The day from which the first of them is due. */
	readonly next: string;
}

/** @returns null if none was ever answered */
export function recallOf(questions: readonly Question[]): TopicRecall | null {
	const answered = questions.flatMap(({ remembered }) => remembered ?? []);
	const days = answered.map(({ stability }) => stability).sort((a, b) => a - b);
	const middle = days[Math.floor(days.length / 2)];
	if (middle === undefined) return null;
	const strength =
		middle < 7 ? 'still fresh' : middle < 30 ? 'settling' : middle < 120 ? 'well remembered' : 'firmly remembered';
	const next =
		questions
			.filter(({ remembered }) => remembered)
			.map(dueDay)
			.sort()[0] ?? '';
	return { strength, answered: answered.length, questions: questions.length, next };
}

/** Estimates how long a session takes, in whole minutes, at least one. */
export function minutesFor(count: number): number {
	return Math.max(1, Math.round((count * SECONDS) / 60));
}

/** Returns how many questions fit into so many minutes. */
export function countFor(minutes: number): number {
	return Math.max(1, Math.floor((minutes * 60) / SECONDS));
}

/**
 * Sorts the least remembered first, and those never asked last. The chance of recall falls with elapsed time over
 * stability.
 */
function byFading(questions: readonly Question[], today: string): Question[] {
	const faded = ({ remembered }: Question) =>
		remembered ? daysBetween(remembered.last, today) / remembered.stability : Number.NEGATIVE_INFINITY;
	return [...questions].sort((a, b) => compare(faded(b), faded(a)));
}

function compare(a: number, b: number): number {
	return a === b ? 0 : a - b;
}

/** Returns one question of each topic, then a second of each, and so on. */
function inTurn(questions: readonly Question[]): Question[] {
	const counts = new Map<string, number>();
	const places = questions.map((question) => {
		const place = counts.get(question.topic.id) ?? 0;
		counts.set(question.topic.id, place + 1);
		return { question, place };
	});
	return places.sort((a, b) => a.place - b.place).map(({ question }) => question);
}

function atMostOfATopic(questions: readonly Question[], most: number): Question[] {
	const counts = new Map<string, number>();
	return questions.filter(({ topic }) => {
		const count = (counts.get(topic.id) ?? 0) + 1;
		counts.set(topic.id, count);
		return count <= most;
	});
}

/**
 * Returns the first questions, reordered so that no two of one topic follow each other. Those that cannot be placed are
 * left for another day, unless all are of one topic.
 */
function interleaved(questions: readonly Question[], most: number): readonly Question[] {
	if (new Set(questions.map(({ topic }) => topic.id)).size < 2) return questions.slice(0, most);
	const left = atMostOfATopic(questions, Math.ceil(most / 2)).slice(0, most);
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

/** Returns whether one topic has so many that they only fit in every second place. */
function isMostOf(questions: readonly Question[], topic: string): boolean {
	return questions.filter((question) => question.topic.id === topic).length * 2 > questions.length;
}
