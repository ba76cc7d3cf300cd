/** A recall question: its text, the points of its answer, and its state in memory. Pure, and without the schedule. */
import { checksum } from './checksum.ts';
import { addDays, daysBetween } from './day.ts';
import { topicsByName } from './find.ts';
import { type Memory, registersOf } from './memory.ts';
import type { Grade, Recollection } from './schedule.ts';
import type { Lesson, Recall, Roadmap, Topic } from './types.ts';

/** Grades of an answer, as typed. */
export const GRADES: readonly (readonly [name: string, grade: Grade])[] = [
	['again', 1],
	['hard', 2],
	['good', 3],
	['easy', 4],
];

/** The state of a question that was answered at least once. */
export interface QuestionMemory extends Recollection {
	readonly topic: string;
	/** The question's id within its topic. */
	readonly question: string;
	/** The day of the first answer. */
	readonly first: string;
	/** Whether the last answer was a miss. */
	readonly missed: boolean;
	/** `answerKey` of the answer text at the last answer; '' if unknown. */
	readonly text: string;
}

/** A question that may be asked. */
export interface Question {
	readonly topic: Topic;
	readonly recall: Recall;
	/** Undefined if it was never answered. */
	readonly remembered: QuestionMemory | undefined;
	/** Whether the answer was rewritten since the question was last asked. */
	readonly isRewritten: boolean;
	/** Whether it is a leech: missed so often that rereading the topic helps more than asking again. */
	readonly isResting: boolean;
	/** Set if the topic was placed as known and this is the question that checks it. */
	readonly isCheck?: true;
}

/** The learner's settings for a question. */
export interface QuestionSetting {
	/** Whether it is no longer asked. */
	readonly isSuspended: boolean;
	/** The day on which it was last reactivated; '' if never. */
	readonly activeSince: string;
}

/** The review state of a roadmap: by `questionKey`, the state of each answered question and the learner's settings. */
export interface ReviewRecord {
	readonly remembered: ReadonlyMap<string, QuestionMemory>;
	readonly settings: ReadonlyMap<string, QuestionSetting>;
}

/** Days within which a question with a rewritten answer is asked again. */
const REWRITTEN_WITHIN = 7;
/** Lapses (misses after a first success) that make a leech, and how many more until it is one again. */
const LEECH = { first: 4, further: 2 } as const;
const REST_DAYS = 30;

/** Returns a question's name: `sql-joins/two-details`. */
export function questionKey(topic: string, question: string): string {
	return `${topic}/${question}`;
}

/** Hashes the words of an answer. The hash changes with the words, but not with case or punctuation. */
export function answerKey({ answer, points = [] }: Recall): string {
	const words = [answer, ...points].map((text) =>
		text
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, ' ')
			.trim(),
	);
	return checksum(words.join('\n')).toString(16);
}

/** How many points are judged one by one: each is named by one digit. */
const MAX_POINTS = 9;

/** Returns the points of an answer, which are judged one by one: its author's, else its sentences; the last may be several. */
export function pointsOf({ answer, points = [] }: Pick<Recall, 'answer' | 'points'>): readonly string[] {
	const all = points.length > 0 ? points : sentencesOf(answer);
	if (all.length <= MAX_POINTS) return all;
	return [...all.slice(0, MAX_POINTS - 1), all.slice(MAX_POINTS - 1).join(' ')];
}

function sentencesOf(text: string): string[] {
	const sentences = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((sentence) => sentence.trim());
	return sentences.filter((sentence) => sentence !== '');
}

/** Returns which points were recalled, in the journal's format: "101" for the first and third of three. */
export function hadOf(numbers: readonly number[], count: number): string {
	return Array.from({ length: count }, (_, i) => (numbers.includes(i + 1) ? '1' : '0')).join('');
}

/** Returns whether a value has the format of `hadOf`. */
export function isHad(value: unknown): value is string {
	return typeof value === 'string' && /^[01]{1,64}$/.test(value);
}

/** Returns the questions of topics with their states, without suspended ones. */
export function questionsOf(
	topics: readonly Topic[],
	lessonOf: (topic: Topic) => Lesson,
	{ remembered, settings }: ReviewRecord,
	today: string,
): Question[] {
	return topics.flatMap((topic) =>
		(lessonOf(topic).recall ?? []).flatMap((recall) => {
			const key = questionKey(topic.id, recall.id);
			const [known, setting] = [remembered.get(key), settings.get(key)];
			if (setting?.isSuspended) return [];
			return {
				topic,
				recall,
				remembered: known,
				isRewritten: known !== undefined && known.text !== '' && known.text !== answerKey(recall),
				isResting: known !== undefined && isResting(known, setting?.activeSince ?? '', today),
			};
		}),
	);
}

/** Returns the day from which a question is due; '' if it was never answered. */
export function dueDay({ remembered, isRewritten }: Pick<Question, 'remembered' | 'isRewritten'>): string {
	if (!remembered) return '';
	const { due, last } = remembered;
	const soon = addDays(last, REWRITTEN_WITHIN);
	return isRewritten && soon < due ? soon : due;
}

/** Returns whether this many lapses make a leech. */
export function isLeech(lapses: number): boolean {
	return lapses >= LEECH.first && (lapses - LEECH.first) % LEECH.further === 0;
}

/**
 * A leech rests until its topic is opened, or for thirty days.
 * @param activeSince the day on which it was last reactivated
 */
function isResting({ lapses, last, missed }: QuestionMemory, activeSince: string, today: string): boolean {
	if (!missed || !isLeech(lapses) || activeSince >= last) return false;
	return daysBetween(last, today) < REST_DAYS;
}

/** A question that the learner reported as bad. */
export interface Report {
	/** The topic's id. */
	readonly topic: string;
	readonly question: string;
	readonly why: string;
	/** ISO 8601. */
	readonly at: string;
	/** Null if the question no longer exists. */
	readonly ask: string | null;
}

export function reportsIn(memory: Memory, roadmap: Roadmap, lessonOf: (topic: Topic) => Lesson): Report[] {
	const topics = topicsByName(roadmap);
	return registersOf(memory, roadmap.id, 'report').map(([about, { value, at }]) => {
		const [name = '', question = ''] = about.split(' ');
		const topic = topics.get(name);
		const recall = topic && lessonOf(topic).recall?.find(({ id }) => id === question);
		return { topic: topic?.id ?? name, question, why: value, at, ask: recall?.ask ?? null };
	});
}
