/**
 * When a question is next worth asking: FSRS-6 with its default parameters, whole days, no fuzz and no steps within a day.
 * Door: ts-fsrs. https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 */
import { FSRSAlgorithm } from 'ts-fsrs';
import { addDays, daysBetween } from './day.ts';

/** 1 missed, 2 with difficulty, 3 had it, 4 easily. */
export type Grade = 1 | 2 | 3 | 4;

/** An answer that counts. */
export interface Answer {
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

/** The share of questions that shall be recalled when they are asked. Costs the fewest answers for what stays. */
export const TARGET = 0.85;
export const TARGETS = { least: 0.8, most: 0.95 } as const;

/** Not even what is known best is left alone for longer. In days. */
const LONGEST = 365;

export interface Scheduler {
	/** @param answers in order, at most one a day; at least one */
	readonly recollectionAfter: (answers: readonly Answer[]) => Recollection | undefined;
	/** The chance that it is recalled on that day, 0 to 1. */
	readonly chance: (recollection: Recollection, day: string) => number;
}

/** @param target the share that shall be recalled, 0.8 to 0.95 */
export function schedulerFor(target: number): Scheduler {
	const model = new FSRSAlgorithm({
		request_retention: target,
		maximum_interval: LONGEST,
		enable_fuzz: false,
		enable_short_term: false,
	});
	return {
		recollectionAfter: (answers) => recollect(model, answers),
		chance: ({ stability, last }, day) => model.forgetting_curve(Math.max(0, daysBetween(last, day)), stability),
	};
}

function recollect(model: FSRSAlgorithm, answers: readonly Answer[]): Recollection | undefined {
	let state: { stability: number; difficulty: number } | null = null;
	let [last, lapses, wasRecalled] = ['', 0, false];
	for (const { day, grade } of answers) {
		state = model.next_state(state, last === '' ? 0 : Math.max(0, daysBetween(last, day)), grade);
		if (grade === 1 && wasRecalled) lapses += 1;
		wasRecalled ||= grade > 1;
		last = day;
	}
	if (!state) return undefined;
	const days = Math.min(LONGEST, Math.max(1, model.next_interval(state.stability, 0)));
	return { ...state, last, due: addDays(last, days), answers: answers.length, lapses };
}
