/** What a mark would change: decided here, appended by the store, shown by the view. */
import { type Progress, statusOf } from './progress.ts';
import type { Status, Topic } from './types.ts';

export interface Marking {
	/** Topics whose status becomes `to`. */
	readonly changed: readonly { readonly topic: Topic; readonly from: Status }[];
	/** Topics that have that status already. */
	readonly unchanged: readonly Topic[];
}

/**
 * Splits the topics into those that a mark changes and those that it leaves as they are; each topic once.
 *
 * A topic that is still to learn and was put off changes even where its status does not: the mark brings it back.
 */
export function planMark(progress: Progress, topics: readonly Topic[], to: Status): Marking {
	const changed: { topic: Topic; from: Status }[] = [];
	const unchanged: Topic[] = [];
	for (const topic of new Set(topics)) {
		const from = statusOf(progress, topic);
		const returns = (to === 'todo' || to === 'started') && progress.deferred.has(topic.id);
		if (from === to && !returns) unchanged.push(topic);
		else changed.push({ topic, from });
	}
	return { changed, unchanged };
}
