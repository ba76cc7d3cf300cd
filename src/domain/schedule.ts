/**
 * When a question is next worth asking: FSRS-6 with its default parameters, whole days, no fuzz and no steps within a day.
 * Door: ts-fsrs. https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 */
import { FSRSAlgorithm } from 'ts-fsrs';
import { addDays, daysBetween } from './day.ts';

/** 1 missed, 2 with difficulty, 3 had it, 4 easily. */
export type Grade = 1 | 2 | 3 | 4;

/** An answer that counts. */
export interface GradedAnswer {
	/** The learner's own day, YYYY-MM-DD. */
	readonly day: string;
	readonly grade: Grade;
}

/** How well a question is remembered after its answers. */
export interface Recollection {
	/** Days until the chance to recall it falls to 90 %. */
	readonly stability: number;
	/** 1 (easy) to 10. */
	readonly difficulty: number;
	/** The day of the last answer that counts. */
	readonly last: string;
	/** The day from which it is worth asking again. */
	readonly due: string;
	readonly answers: number;
	/** Misses after the first time it was recalled. */
	readonly lapses: number;
}

/** Not even what is known best is left alone for longer. In days. */
const LONGEST = 365;

interface Scheduler {
	/** @param answers in order, at most one a day; at least one */
	readonly recollectionAfter: (answers: readonly GradedAnswer[]) => Recollection | undefined;
	/** Days until it would be asked again after one answer more. */
	readonly intervalAfter: (before: CardState | undefined, answer: GradedAnswer) => number;
}

type CardState = Pick<Recollection, 'stability' | 'difficulty' | 'last'>;

/** @param target the share that shall be recalled, 0.8 to 0.95 */
export function schedulerFor(target: number): Scheduler {
	const model = new FSRSAlgorithm({
		request_retention: target,
		maximum_interval: LONGEST,
		enable_fuzz: false,
		enable_short_term: false,
	});
	const after = (before: CardState | undefined, { day, grade }: GradedAnswer): CardState => {
		const days = before ? Math.max(0, daysBetween(before.last, day)) : 0;
		return { ...model.next_state(before ?? null, days, grade), last: day };
	};
	const interval = ({ stability }: CardState) => Math.min(LONGEST, Math.max(1, model.next_interval(stability, 0)));
	return {
		recollectionAfter: (answers) => {
			let state: CardState | undefined;
			for (const answer of answers) state = after(state, answer);
			return (
				state && {
					...state,
					due: addDays(state.last, interval(state)),
					answers: answers.length,
					lapses: lapsesIn(answers),
				}
			);
		},
		intervalAfter: (before, answer) => interval(after(before, answer)),
	};
}

/** Misses after the first time it was recalled. */
function lapsesIn(answers: readonly GradedAnswer[]): number {
	const first = answers.findIndex(({ grade }) => grade > 1);
	return first < 0 ? 0 : answers.slice(first).filter(({ grade }) => grade === 1).length;
}
