/** What to learn now, and why. */
import { isDeferred, statusOf } from './progress.ts';
import { topicsAt, topicsMentioning } from './scope.ts';
import { isAssumed, isLeft, isOpen, missingNeeds, openedBy, type Standing } from './standing.ts';
import type { Topic } from './types.ts';

/** Why a topic is offered: it was started, or its needs are met and it unlocks others. */
export type Why = { readonly started: true } | WhyOpen;

interface WhyOpen {
	/** Needs in view that are complete or skipped. */
	readonly after: readonly string[];
	/** How many topics in view it unlocks. */
	readonly unlocks: number;
	/** Needs outside the learner's path or level. */
	readonly assumed: readonly string[];
	/** Needs still to learn, which usually come first. */
	readonly missing?: readonly string[];
}

/** Why nothing is offered: everything is finished, or what is left is deferred. */
export type Nothing = { readonly finished: true } | { readonly finished: false; readonly until: string };

/**
 * Returns the topics to learn now, best first: started ones, latest first; then open ones in path order.
 * @param among only these topics, by id; all in view if undefined
 */
export function nextUp(standing: Standing, count: number, among?: ReadonlySet<string>): Topic[] {
	const { progress, scope } = standing;
	const isWanted = (topic: Topic) => !among || among.has(topic.id);
	const found = underWay(standing).filter(isWanted).slice(0, count);
	for (const stage of scope.stages) {
		for (const topic of found.length < count ? topicsAt(stage, scope.level) : []) {
			if (found.length >= count) break;
			if (isWanted(topic) && statusOf(progress, topic) === 'todo' && isOpen(standing, topic)) found.push(topic);
		}
	}
	return found;
}

/** Returns the unfinished topics among these that are not deferred, in path order, even if their needs are not met. */
export function leftOf(standing: Standing, among: ReadonlySet<string>): Topic[] {
	const { progress, scope, today } = standing;
	return scope.topics.filter(
		(topic) => among.has(topic.id) && isLeft(standing, topic) && !isDeferred(progress, topic, today),
	);
}

/**
 * Returns the current topic, for commands without an argument: the started one in view, not deferred, that was started
 * last.
 */
export function inHand(standing: Standing): Topic | undefined {
	return underWay(standing)[0];
}

/** Returns started topics that are not deferred, latest first. */
function underWay({ scope, progress, today }: Standing): Topic[] {
	const ids = [...progress.marks].filter(([, { status }]) => status === 'started').map(([id]) => id);
	const begun = ({ id }: Topic) => progress.marks.get(id)?.at ?? '';
	return topicsMentioning(scope, ids)
		.filter((topic) => statusOf(progress, topic) === 'started' && !isDeferred(progress, topic, today))
		.sort((a, b) => (begun(a) === begun(b) ? 0 : begun(a) < begun(b) ? 1 : -1));
}

export function whyNow(standing: Standing, topic: Topic): Why {
	if (statusOf(standing.progress, topic) === 'started') return { started: true };
	const missing = missingNeeds(standing, topic);
	return {
		after: topic.needs.filter((id) => !isAssumed(standing, id) && !missing.includes(id)),
		unlocks: openedBy(standing, [topic.id]).length,
		assumed: topic.needs.filter((id) => isAssumed(standing, id)),
		...(missing.length > 0 && { missing }),
	};
}

/**
 * Explains why nothing is offered, with the earliest date among topics that wait only for theirs.
 * @param among only these topics, by id; then topics with unmet needs count too, as in `leftOf`
 */
export function whyNothing(standing: Standing, among?: ReadonlySet<string>): Nothing {
	const left = standing.scope.topics.filter((topic) => isLeft(standing, topic) && (!among || among.has(topic.id)));
	const waiting = left.filter(
		(topic) => among || statusOf(standing.progress, topic) === 'started' || missingNeeds(standing, topic).length === 0,
	);
	const dates = waiting.flatMap((topic) => standing.progress.deferred.get(topic.id) ?? []);
	const [until] = dates.filter((date) => date > standing.today).sort();
	return left.length === 0 ? { finished: true } : { finished: false, until: until ?? '' };
}
