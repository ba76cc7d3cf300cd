/** Decides what a mark would change; the store appends it, the view shows it. */
import { isComplete, isUnfinished, type Progress, statusOf } from './progress.ts';
import { isLeft, type Standing } from './standing.ts';
import type { Status, Topic } from './types.ts';

export interface MarkSpec {
	readonly changed: readonly { readonly topic: Topic; readonly from: Status }[];
	readonly unchanged: readonly Topic[];
}

const NONE: ReadonlySet<Topic> = new Set();

/**
 * Splits topics, without duplicates, into those a mark changes and those it leaves.
 *
 * A deferred topic that is still to learn changes even if its status does not: the mark ends the deferral. So does a
 * started topic if another was started after it: starting it again makes it the current one.
 * @param ofStages topics named only through their stage: a mark changes only those of them that are unfinished
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

/** A reset clears any mark; other marks apply to topics that are neither complete nor skipped. */
function staysInBulk(from: Status, to: Status): boolean {
	return from === to || (to !== 'todo' && !isUnfinished(from));
}

/** Whether a topic is started and another was started after it. */
function isBegunBefore({ marks }: Progress, { id }: Topic): boolean {
	const own = marks.get(id);
	if (own?.status !== 'started') return false;
	return [...marks.values()].some(({ status, at }) => status === 'started' && at > own.at);
}

/** Returns the topics in view to offer for a mark; complete ones only for a reset. */
export function markable(standing: Standing, to: Status | 'later'): Topic[] {
	const { scope, progress } = standing;
	return scope.topics.filter((topic) => {
		if (to === 'todo') return statusOf(progress, topic) !== 'todo' || progress.deferred.has(topic.id);
		return to === 'later' || to === 'skipped' ? isLeft(standing, topic) : !isComplete(statusOf(progress, topic));
	});
}
