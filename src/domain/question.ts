/** A recall question: what it asks, what its answer is made of, and what is remembered of it. Pure, and without the schedule. */
import { checksum } from './checksum.ts';
import { addDays, daysBetween } from './day.ts';
import { topicsByName } from './find.ts';
import type { Memory } from './memory.ts';
import type { Grade, Recollection } from './schedule.ts';
import type { Lesson, Recall, Roadmap, Topic } from './types.ts';

/** How an answer was, as it is typed. */
export const GRADES: readonly (readonly [name: string, grade: Grade])[] = [
	['again', 1],
	['hard', 2],
	['good', 3],
	['easy', 4],
];

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
	/** Its topic was placed as known, and this is the question that finds out whether it is. */
	readonly isCheck?: true;
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

/** Whether a value is what `hadOf` returns. */
export function isHad(value: unknown): value is string {
	return typeof value === 'string' && /^[01]{1,64}$/.test(value);
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

/** A question that the learner reported as bad. */
export interface Report {
	/** The topic's id. */
	readonly topic: string;
	readonly question: string;
	readonly why: string;
	/** ISO 8601. */
	readonly at: string;
	/** Null for a question that is gone. */
	readonly ask: string | null;
}

export function reportsIn({ registers }: Memory, roadmap: Roadmap, lessonOf: (topic: Topic) => Lesson): Report[] {
	const prefix = `${roadmap.id} report `;
	const topics = topicsByName(roadmap);
	return [...registers].flatMap(([key, { value, at }]) => {
		if (!key.startsWith(prefix)) return [];
		const [name = '', question = ''] = key.slice(prefix.length).split(' ');
		const topic = topics.get(name);
		const recall = topic && lessonOf(topic).recall?.find(({ id }) => id === question);
		return [{ topic: topic?.id ?? name, question, why: value, at, ask: recall?.ask ?? null }];
	});
}
