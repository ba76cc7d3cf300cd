/** How long topics take by the content's estimates, and what stands in where there is none. */
import { allTopics } from './find.ts';
import type { Roadmap, Topic } from './types.ts';

export interface Estimates {
	/** Minutes of a topic, by id; of one that the roadmap no longer has, what stands in. */
	readonly of: (id: string) => number;
	/** What stands in for a topic without an estimate: the median of the others, or an hour. In minutes. */
	readonly standIn: number;
	/** How many topics have none. */
	readonly missing: number;
}

const HOUR = 60;

export function estimatesOf(roadmap: Roadmap): Estimates {
	const topics = allTopics(roadmap);
	const known = new Map(topics.flatMap(({ id, minutes }: Topic) => (minutes === undefined ? [] : [[id, minutes]])));
	const standIn = median([...known.values()]) ?? HOUR;
	return { of: (id) => known.get(id) ?? standIn, standIn, missing: topics.length - known.size };
}

function median(numbers: readonly number[]): number | undefined {
	const sorted = [...numbers].sort((a, b) => a - b);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}
