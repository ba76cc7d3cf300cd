/** Where the learner stands: a roadmap, what of it is in view, how far they are, and what day it is. */

import { daysBetween, localDay } from './day.ts';
import { allTopics, refOf } from './find.ts';
import type { StopState } from './map.ts';
import { isComplete, isDeferred, isUnfinished, type Progress, statusById, statusOf } from './progress.ts';
import { type Scope, topicsMentioning } from './scope.ts';
import type { Ref, Roadmap, Topic } from './types.ts';

export interface Standing {
	readonly roadmap: Roadmap;
	readonly scope: Scope;
	readonly progress: Progress;
	/** YYYY-MM-DD in the learner's own calendar. */
	readonly today: string;
}

/** A prerequisite outside the learner's path or level is taken as known; it never blocks. */
export function isAssumed({ scope }: Standing, id: string): boolean {
	return !scope.ids.has(id);
}

/** Whether nothing in view keeps this need from counting: done, known, skipped, or not in view. */
export function isMet(standing: Standing, id: string): boolean {
	const status = statusById(standing.progress, id);
	return !isUnfinished(status) || isAssumed(standing, id);
}

/** Neither finished nor left out: there is something to learn here. */
export function isLeft({ progress }: Standing, topic: Topic): boolean {
	return isUnfinished(statusOf(progress, topic));
}

/** Whether a topic may be begun today: it is left, its needs are met and it is not put off. */
export function isOpen(standing: Standing, topic: Topic): boolean {
	if (!isLeft(standing, topic) || isDeferred(standing.progress, topic, standing.today)) return false;
	return topic.needs.every((id) => isMet(standing, id));
}

/** What a mark on a map or in a list says of a topic. */
export function stopState(standing: Standing, topic: Topic): StopState {
	const status = statusOf(standing.progress, topic);
	if (isComplete(status)) return 'done';
	if (!isLeft(standing, topic)) return 'skipped';
	if (isDeferred(standing.progress, topic, standing.today)) return 'later';
	if (status === 'started') return 'started';
	return topic.needs.every((id) => isMet(standing, id)) ? 'ready' : 'waiting';
}

/** The needs of a topic that are still to learn, in their order. */
export function missingNeeds(standing: Standing, topic: Topic): string[] {
	return topic.needs.filter((id) => !isMet(standing, id));
}

/** The topics in view that can be begun once these are complete, and could not before. */
export function openedBy(standing: Standing, ids: readonly string[]): Topic[] {
	const completed = new Set(ids);
	return topicsMentioning(standing.scope, ids).filter((topic) => {
		if (completed.has(topic.id) || !isLeft(standing, topic)) return false;
		if (isDeferred(standing.progress, topic, standing.today)) return false;
		if (!topic.needs.some((id) => completed.has(id) && !isMet(standing, id))) return false;
		return topic.needs.every((id) => completed.has(id) || isMet(standing, id));
	});
}

/** Coming back after a while: how long it was, and what was touched last. */
export interface Absence {
	/** Since the last change. */
	readonly days: number;
	/** When that was, ISO 8601. */
	readonly since: string;
	/** The topic that was begun or finished last; null where none was. */
	readonly last: Touched | null;
}

interface Touched extends Ref {
	readonly status: 'started' | 'done' | 'known';
	/** ISO 8601. */
	readonly at: string;
}

/** So many days are a while. */
const WHILE = 14;

/** Where the learner was before a while away; null where nothing was ever marked, or not long ago, or in a pause. */
export function absenceOf({ roadmap, progress, today }: Standing): Absence | null {
	const { latest: since, pausedAt, marks } = progress;
	if (since === '' || pausedAt !== null) return null;
	const days = daysBetween(localDay(new Date(since)), today);
	if (days < WHILE) return null;
	let last: Absence['last'] = null;
	for (const topic of allTopics(roadmap)) {
		const { status = 'todo', at = '' } = marks.get(topic.id) ?? {};
		if (status === 'todo' || status === 'skipped') continue;
		if (last === null || at >= last.at) last = { ...refOf(topic), status, at };
	}
	return { days, since, last };
}
