/** What a mark would change: decided here, appended by the store, shown by the view. */
import { isComplete, isUnfinished, type Progress, statusOf } from './progress.ts';
import { isLeft, type Standing } from './standing.ts';
import type { Status, Topic } from './types.ts';

export interface MarkSpec {
	/** Topics whose status becomes `to`. */
	readonly changed: readonly { readonly topic: Topic; readonly from: Status }[];
	/** Topics that stay as they are. */
	readonly unchanged: readonly Topic[];
}

const NONE: ReadonlySet<Topic> = new Set();

/**
 * Splits the topics into those that a mark changes and those that it leaves as they are; each topic once.
 *
 * A topic that is still to learn and was put off changes even where its status does not: the mark brings it back. So
 * does one that is started while another was begun since: starting it again takes it in hand.
 * @param ofStages those that were not named one by one: of a stage, a mark changes only what is left of it
 */
export function planMark(
	progress: Progress,
	topics: readonly Topic[],
	to: Status,
	ofStages: ReadonlySet<Topic> = NONE,
): MarkSpec {
	const changed: { topic: Topic; from: Status }[] = [];
	const unchanged: Topic[] = [];
	for (const topic of new Set(topics)) {
		const from = statusOf(progress, topic);
		const stays = ofStages.has(topic) ? staysInBulk(from, to) : from === to && !isBegunBefore(progress, topic);
		const returns = (to === 'todo' || to === 'started') && progress.deferred.has(topic.id);
		if (stays && !(from === to && returns)) unchanged.push(topic);
		else changed.push({ topic, from });
	}
	return { changed, unchanged };
}

/** A reset takes any mark away; every other mark is for what is neither complete nor skipped. */
function staysInBulk(from: Status, to: Status): boolean {
	return from === to || (to !== 'todo' && !isUnfinished(from));
}

/** Whether a topic is under way and another was begun after it. */
function isBegunBefore({ marks }: Progress, { id }: Topic): boolean {
	const own = marks.get(id);
	if (own?.status !== 'started') return false;
	return [...marks.values()].some(({ status, at }) => status === 'started' && at > own.at);
}

/** The topics in view that a mark is for: what it would leave as it is, and what is complete, is not offered. */
export function markable(standing: Standing, to: Status | 'later'): Topic[] {
	const { scope, progress } = standing;
	return scope.topics.filter((topic) => {
		if (to === 'todo') return statusOf(progress, topic) !== 'todo' || progress.deferred.has(topic.id);
		return to === 'later' || to === 'skipped' ? isLeft(standing, topic) : !isComplete(statusOf(progress, topic));
	});
}
