/** Progress counts: the parts add up to the whole. */
import { type Progress, statusOf } from './progress.ts';
import type { Topic } from './types.ts';

export interface Tally {
	/** Everything in view, including skipped topics. */
	readonly total: number;
	readonly done: number;
	readonly known: number;
	readonly started: number;
	readonly skipped: number;
	/** (done + known) / (total − skipped), 0 to 100, rounded down to a tenth; 100 if nothing is left. */
	readonly percent: number;
}

export function tally(progress: Progress, topics: readonly Topic[]): Tally {
	const counts = { todo: 0, started: 0, done: 0, known: 0, skipped: 0 };
	for (const topic of topics) counts[statusOf(progress, topic)]++;
	const { todo, started, done, known, skipped } = counts;
	const counted = todo + started + done + known;
	const percent = counted === 0 ? 100 : Math.floor(((done + known) * 1000) / counted) / 10;
	return { total: topics.length, done, known, started, skipped, percent };
}
