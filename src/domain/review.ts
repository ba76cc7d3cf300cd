/** What is worth asking today, and in which order. Pure, and without the schedule itself, which is `schedule.ts`. */
import { checksum } from './checksum.ts';
import { addDays, daysBetween, localDay } from './day.ts';
import { allTopics } from './find.ts';
import type { Recollection } from './schedule.ts';
import type { Standing } from './standing.ts';
import type { Lesson, Recall, Topic } from './types.ts';

/** A question that was answered: what is remembered of it. */
export interface Remembered extends Recollection {
	readonly topic: string;
	/** The question's id within its topic. */
	readonly question: string;
	/** The day of the first answer. */
	readonly first: string;
	/** The last answer was a miss. */
	readonly missed: boolean;
	/** `answerKey` of the answer when it was last asked; '' where that is not known. */
	readonly text: string;
}

/** A question that may be asked. */
export interface Question {
	readonly topic: Topic;
	readonly recall: Recall;
	/** Undefined for one that was never answered. */
	readonly remembered: Remembered | undefined;
	/** The answer was rewritten since it was last asked. */
	readonly isRewritten: boolean;
	/** Missed again and again, so that reading its topic helps more than asking. */
	readonly isResting: boolean;
}

/** Why a question was asked: it was due, never asked before, asked beyond the schedule, or missed in this session. */
export const ASKED = ['due', 'new', 'extra', 'again'] as const;
export type Asked = (typeof ASKED)[number];

/** A question's turn in a session. */
export interface Turn {
	readonly question: Question;
	readonly asked: Asked;
}

/** What the learner said of a question beside answering it. */
export interface Verdict {
	/** It is not asked any more. */
	readonly isSuspended: boolean;
	/** The day since which it is asked again; '' where it was never set aside. */
	readonly activeSince: string;
}

/** What the answers of a roadmap came to, by `questionKey`, and what was said of its questions. */
export interface ReviewRecord {
	readonly remembered: ReadonlyMap<string, Remembered>;
	readonly verdicts: ReadonlyMap<string, Verdict>;
}

export interface Limits {
	/** Questions in one session. */
	readonly most: number;
	/** Questions a day that were never asked before. */
	readonly mostNew: number;
}

/** The share of questions that shall be recalled when they are asked. Costs the fewest answers for what stays. */
export const TARGET = 0.85;
export const TARGETS = { least: 0.8, most: 0.95 } as const;

export const LIMITS: Limits = { most: 10, mostNew: 3 };
/** How long a session is at most. */
export const MINUTES = 5;

/** Seconds that a question takes, for saying how long a session is. */
const SECONDS = 30;
const MOST_OF_A_TOPIC = 3;
/** After so many days away the first session begins with what is likeliest still known. */
const AWAY = 14;
/** A rewritten answer is asked again within so many days. */
const REWRITTEN_WITHIN = 7;
/** Misses after a first success that make a leech, and how many more until it is one again. */
const LEECH = { first: 4, further: 2 } as const;
const REST_DAYS = 30;

/** What a question is called: `sql-joins/two-details`. */
export function questionKey(topic: string, question: string): string {
	return `${topic}/${question}`;
}

/** A short name for what an answer says; another one where its words are others, and not where only signs are. */
export function answerKey({ answer, points = [] }: Recall): string {
	const words = [answer, ...points].map((text) =>
		text
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, ' ')
			.trim(),
	);
	return checksum(words.join('\n')).toString(16);
}

/** The points of an answer, each judged on its own: those that its author wrote, else its sentences. */
export function pointsOf({ answer, points = [] }: Recall): readonly string[] {
	if (points.length > 0) return points;
	const sentences = answer.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((sentence) => sentence.trim());
	return sentences.filter((sentence) => sentence !== '');
}

/** Which of so many points were had, as the journal has it: "101" for the first and the third. */
export function hadOf(numbers: readonly number[], count: number): string {
	return Array.from({ length: count }, (_, i) => (numbers.includes(i + 1) ? '1' : '0')).join('');
}

/** The questions of topics, with what is remembered of each. */
export function questionsOf(
	topics: readonly Topic[],
	lessonOf: (topic: Topic) => Lesson,
	{ remembered, verdicts }: ReviewRecord,
	today: string,
): Question[] {
	return topics.flatMap((topic) =>
		(lessonOf(topic).recall ?? []).flatMap((recall) => {
			const key = questionKey(topic.id, recall.id);
			const [known, verdict] = [remembered.get(key), verdicts.get(key)];
			if (verdict?.isSuspended) return [];
			return {
				topic,
				recall,
				remembered: known,
				isRewritten: known !== undefined && known.text !== '' && known.text !== answerKey(recall),
				isResting: known !== undefined && isResting(known, verdict?.activeSince ?? '', today),
			};
		}),
	);
}

/** The topics that are asked about: done, from the day after, and not hidden; the earliest done first. */
export function askedTopics({ roadmap, progress, today }: Standing): Topic[] {
	const doneAt = ({ id }: Topic) => {
		const mark = progress.marks.get(id);
		return mark?.status === 'done' ? mark.at : undefined;
	};
	return allTopics(roadmap)
		.flatMap((topic) => {
			const at = doneAt(topic);
			return at !== undefined && !topic.hidden && localDay(new Date(at)) < today ? [{ topic, at }] : [];
		})
		.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
		.map(({ topic }) => topic);
}

/** The day from which a question is worth asking; one that was never answered is from the start. */
export function dueDay({ remembered, isRewritten }: Pick<Question, 'remembered' | 'isRewritten'>): string {
	if (!remembered) return '';
	const { due, last } = remembered;
	const soon = addDays(last, REWRITTEN_WITHIN);
	return isRewritten && soon < due ? soon : due;
}

/** Whether this many misses are reason to read the topic again. */
export function isLeech(lapses: number): boolean {
	return lapses >= LEECH.first && (lapses - LEECH.first) % LEECH.further === 0;
}

/** Until its topic was opened, or for thirty days. @param activeSince the day on which it was last taken up again */
function isResting({ lapses, last, missed }: Remembered, activeSince: string, today: string): boolean {
	if (!missed || !isLeech(lapses) || activeSince >= last) return false;
	return daysBetween(last, today) < REST_DAYS;
}

/** What is due on a day, whatever a session has room for. */
export function dueOn(questions: readonly Question[], today: string): Question[] {
	return questions.filter((question) => question.remembered && !question.isResting && dueDay(question) <= today);
}

/**
 * The turns of a session by the schedule, in the order in which they come: what is due, and what is new where there is
 * room. The least remembered comes first; after a break the best remembered, for a good beginning.
 */
export function sessionOf(
	questions: readonly Question[],
	{ remembered }: Pick<ReviewRecord, 'remembered'>,
	today: string,
	limits: Limits,
): Turn[] {
	const answered = [...remembered.values()];
	const room = Math.max(0, limits.mostNew - answered.filter(({ first }) => first === today).length);
	const last =
		answered
			.map((one) => one.last)
			.sort()
			.at(-1) ?? '';
	const isAfterBreak = last !== '' && daysBetween(last, today) >= AWAY;
	const due = byFading(dueOn(questions, today), today);
	const fresh = inTurn(questions.filter((question) => question.remembered === undefined)).slice(0, room);
	const wanted = [...(isAfterBreak ? due.toReversed() : due), ...fresh];
	return interleaved(atMostOfATopic(wanted).slice(0, limits.most)).map((question) => ({
		question,
		asked: question.remembered ? 'due' : 'new',
	}));
}

/** The turns of a session that looks beyond the schedule: the least remembered first. */
export function extraSession(questions: readonly Question[], today: string, { most }: Limits): Turn[] {
	return interleaved(byFading(questions, today).slice(0, most)).map((question) => ({
		question,
		asked: question.remembered ? (dueDay(question) <= today ? 'due' : 'extra') : 'new',
	}));
}

/** How well a topic's questions are remembered. */
export interface TopicRecall {
	/** By the days until the chance to recall falls to 90 %, of the question in the middle. */
	readonly strength: 'still fresh' | 'settling' | 'well remembered' | 'firmly remembered';
	readonly answered: number;
	readonly questions: number;
	/** The day from which one of them is worth asking. */
	readonly next: string;
}

/** @returns null where none was ever answered */
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

/** How long a session takes. In whole minutes, at least one. */
export function minutesFor(count: number): number {
	return Math.max(1, Math.round((count * SECONDS) / 60));
}

/** How many questions fit into so many minutes. */
export function countFor(minutes: number): number {
	return Math.max(1, Math.floor((minutes * 60) / SECONDS));
}

/** The least remembered first; what was never asked comes last. The chance of recall falls with time over stability. */
function byFading(questions: readonly Question[], today: string): Question[] {
	const faded = ({ remembered }: Question) =>
		remembered ? daysBetween(remembered.last, today) / remembered.stability : Number.NEGATIVE_INFINITY;
	return [...questions].sort((a, b) => compare(faded(b), faded(a)));
}

function compare(a: number, b: number): number {
	return a === b ? 0 : a - b;
}

/** One question of each topic, then a second one of each, and so on. */
function inTurn(questions: readonly Question[]): Question[] {
	const counts = new Map<string, number>();
	const places = questions.map((question) => {
		const place = counts.get(question.topic.id) ?? 0;
		counts.set(question.topic.id, place + 1);
		return { question, place };
	});
	return places.sort((a, b) => a.place - b.place).map(({ question }) => question);
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
