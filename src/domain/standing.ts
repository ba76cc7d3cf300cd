/** The learner's state: a roadmap, what of it is in view, their progress, and today's date. */

import { daysBetween, localDay } from './day.ts';
import { allTopics, refOf } from './find.ts';
import { isComplete, isDeferred, isUnfinished, type Progress, statusById, statusOf } from './progress.ts';
import { type Scope, topicsMentioning } from './scope.ts';
import type { Ref, Roadmap, Stage, Status, Topic } from './types.ts';

export interface Standing {
	readonly roadmap: Roadmap;
	readonly scope: Scope;
	readonly progress: Progress;
	/** YYYY-MM-DD in the learner's calendar. */
	readonly today: string;
}

/** Whether a need is outside the learner's path or level: it is then taken as known and never blocks. */
export function isAssumed({ scope }: Standing, id: string): boolean {
	return !scope.ids.has(id);
}

/** Whether a need no longer blocks: done, known, skipped, or not in view. */
export function isMet(standing: Standing, id: string): boolean {
	const status = statusById(standing.progress, id);
	return !isUnfinished(status) || isAssumed(standing, id);
}

/** Whether a topic is unfinished: neither complete nor skipped. */
export function isLeft({ progress }: Standing, topic: Topic): boolean {
	return isUnfinished(statusOf(progress, topic));
}

/** Whether a stage has topics in view that are unfinished. */
export function hasTopicsLeft(standing: Standing, { topics }: Stage): boolean {
	return topics.some((topic) => standing.scope.ids.has(topic.id) && isLeft(standing, topic));
}

/** Whether a topic may be started today: it is unfinished, its needs are met and it is not deferred. */
export function isOpen(standing: Standing, topic: Topic): boolean {
	if (!isLeft(standing, topic) || isDeferred(standing.progress, topic, standing.today)) return false;
	return topic.needs.every((id) => isMet(standing, id));
}

/** How maps and lists show a topic. `waiting`: for a need. `later`: for a date. */
export type StopState = 'done' | 'started' | 'ready' | 'waiting' | 'later' | 'skipped';

/** Returns a topic's state as maps and lists show it. */
export function stopState(standing: Standing, topic: Topic): StopState {
	const status = statusOf(standing.progress, topic);
	if (isComplete(status)) return 'done';
	if (!isLeft(standing, topic)) return 'skipped';
	if (isDeferred(standing.progress, topic, standing.today)) return 'later';
	if (status === 'started') return 'started';
	return topic.needs.every((id) => isMet(standing, id)) ? 'ready' : 'waiting';
}

/** Returns a topic's needs that are still to learn, in order. */
export function missingNeeds(standing: Standing, topic: Topic): string[] {
	return topic.needs.filter((id) => !isMet(standing, id));
}

/** Returns the topics in view that completing these would make available. */
export function openedBy(standing: Standing, ids: readonly string[]): Topic[] {
	const completed = new Set(ids);
	return topicsMentioning(standing.scope, ids).filter((topic) => {
		if (completed.has(topic.id) || !isLeft(standing, topic)) return false;
		if (isDeferred(standing.progress, topic, standing.today)) return false;
		if (!topic.needs.some((id) => completed.has(id) && !isMet(standing, id))) return false;
		return topic.needs.every((id) => completed.has(id) || isMet(standing, id));
	});
}

/** Returns the state as it would be if these topics had another status. */
export function withStatus(standing: Standing, topics: readonly Topic[], status: Status): Standing {
	const marks = new Map(standing.progress.marks);
	for (const { id } of topics) marks.set(id, { status, at: '' });
	return { ...standing, progress: { ...standing.progress, marks } };
}

/** A return after a while: how long it was, and what was done last. */
export interface Absence {
	/** Since the last change. */
	readonly days: number;
	/** When that was, ISO 8601. */
	readonly since: string;
	/** The topic that was started or finished last; null if none was. */
	readonly last: Touched | null;
}

interface Touched extends Ref {
	readonly status: 'started' | 'done' | 'known';
	/** ISO 8601. */
	readonly at: string;
	/** The day given for it, YYYY-MM-DD. */
	readonly on?: string;
}

/** From how many days on an absence counts. */
const MIN_ABSENCE_DAYS = 14;

/** Returns the absence; null if nothing was ever marked, the last change is recent, or the learner has paused. */
export function absenceOf({ roadmap, progress, today }: Standing): Absence | null {
	const { latest: since, pausedAt, marks } = progress;
	if (since === '' || pausedAt !== null) return null;
	const days = daysBetween(localDay(new Date(since)), today);
	if (days < MIN_ABSENCE_DAYS) return null;
	let last: Absence['last'] = null;
	for (const topic of allTopics(roadmap)) {
		const { status = 'todo', at = '', on } = marks.get(topic.id) ?? {};
		if (status === 'todo' || status === 'skipped') continue;
		if (last === null || at >= last.at) last = { ...refOf(topic), status, at, ...(on !== undefined && { on }) };
	}
	return { days, since, last };
}
