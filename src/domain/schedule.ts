/**
 * When a question is due next: FSRS-6 with its default parameters, in whole days, without fuzz or steps within a day.
 * ts-fsrs is imported only here. https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 */
import { FSRSAlgorithm } from 'ts-fsrs';
import { addDays, daysBetween } from './day.ts';

/** 1 missed, 2 hard, 3 good, 4 easy. */
export type Grade = 1 | 2 | 3 | 4;

/** An answer that counts. */
export interface GradedAnswer {
	/** The learner's day, YYYY-MM-DD. */
	readonly day: string;
	readonly grade: Grade;
}

/** How well a question is remembered after its answers. */
export interface Recollection {
	/** Days until the chance of recall falls to 90 %. */
	readonly stability: number;
	/** 1 (easy) to 10. */
	readonly difficulty: number;
	/** The day of the last answer that counts. */
	readonly last: string;
	/** The day from which it is due. */
	readonly due: string;
	readonly answers: number;
	/** Misses after the first recall. */
	readonly lapses: number;
}

/** The longest interval, in days, even for what is known best. */
const MAX_INTERVAL = 365;

interface Scheduler {
	/** @param answers in order, at most one a day; at least one */
	readonly recollectionAfter: (answers: readonly GradedAnswer[]) => Recollection | undefined;
	/** Days until it would be due after one more answer. */
	readonly intervalAfter: (before: CardState | undefined, answer: GradedAnswer) => number;
}

type CardState = Pick<Recollection, 'stability' | 'difficulty' | 'last'>;

/** @param target the share to be recalled, 0.8 to 0.95 */
export function schedulerFor(target: number): Scheduler {
	const model = new FSRSAlgorithm({
		request_retention: target,
		maximum_interval: MAX_INTERVAL,
		enable_fuzz: false,
		enable_short_term: false,
	});
	const after = (before: CardState | undefined, { day, grade }: GradedAnswer): CardState => {
		const days = before ? Math.max(0, daysBetween(before.last, day)) : 0;
		return { ...model.next_state(before ?? null, days, grade), last: day };
	};
	const interval = ({ stability }: CardState) => Math.min(MAX_INTERVAL, Math.max(1, model.next_interval(stability, 0)));
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

/** Counts the misses after the first recall. */
function lapsesIn(answers: readonly GradedAnswer[]): number {
	const first = answers.findIndex(({ grade }) => grade > 1);
	return first < 0 ? 0 : answers.slice(first).filter(({ grade }) => grade === 1).length;
}
