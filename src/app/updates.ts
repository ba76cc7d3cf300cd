/**
 * Content updates: a snapshot of the roadmap is stored from the first mark on. A start with another edition says once
 * that something changed; `changes` shows the difference and updates the snapshot.
 */

import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import {
	type Difference,
	differenceBetween,
	isEmpty,
	NO_DIFFERENCE,
	type SeenRoadmap,
	toSeenRoadmap,
	type Update,
} from '../domain/difference.ts';
import { UserError } from '../errors.ts';
import { type LastSeen, type LastSeenHead, lastSeenHead, readLastSeen, writeLastSeen } from '../store/last-seen.ts';
import { markAsShown } from '../store/shown-notices.ts';
import type { Session } from './session.ts';

/** Warns once how much has changed since the last-seen snapshot. Without a readable snapshot nothing is shown. */
export function warnOfUpdate({ places, globals, reporter }: Session, { roadmap, edition }: CompiledRoadmap): void {
	const head = lastSeenHead(places, roadmap.id);
	if (typeof head === 'string' || head.edition === edition) return;
	if (!markAsShown(places, noticeKey(roadmap.id, head, edition))) return;
	const lastSeen = unlessUserError(() => readLastSeen(places, roadmap.id));
	const difference = lastSeen ? differenceBetween(lastSeen, roadmap) : NO_DIFFERENCE;
	if (isEmpty(difference)) return;
	const named = globals.roadmap === undefined ? '' : ` --roadmap ${roadmap.id}`;
	reporter.warn(
		`${roadmap.title} changed since you were last here: ${countWords(difference)}. roadmap changes${named} shows ${countOf(difference) === 1 ? 'it' : 'them'}.`,
	);
}

/** Stores the snapshot at the learner's first mark. Best effort: errors are ignored. */
export function storeFirstSnapshot(session: Session, compiled: CompiledRoadmap): void {
	if (lastSeenHead(session.places, compiled.roadmap.id) !== 'none') return;
	unlessUserError(() => storeSnapshot(session, compiled, null));
}

/** Returns the difference to the last-seen snapshot and replaces it; without a difference, returns the previous one. */
export async function takeUpdate(session: Session): Promise<Update> {
	const { compiled } = await session.roadmap();
	const { roadmap, edition } = compiled;
	const lastSeen = readLastSeen(session.places, roadmap.id);
	if (!lastSeen) {
		if (hasProgress(session, roadmap.id)) unlessUserError(() => storeSnapshot(session, compiled, null));
		return { since: null, at: null, isNew: false, difference: NO_DIFFERENCE, stages: [] };
	}
	const fresh = lastSeen.edition === edition ? NO_DIFFERENCE : differenceBetween(lastSeen, roadmap);
	if (isEmpty(fresh)) return shownBefore(lastSeen, compiled);
	// The learner is seeing the difference now, so the notice is marked as shown.
	markAsShown(session.places, noticeKey(roadmap.id, lastSeen, edition));
	const { at } = storeSeen(session, compiled, lastSeen);
	return { since: lastSeen.at, at, isNew: true, difference: fresh, stages: lastSeen.stages };
}

/** Returns the last snapshot of a roadmap and the one before it, newest first; empty if they cannot be read. */
export function seenRoadmaps({ places }: Session, roadmap: string): readonly SeenRoadmap[] {
	const lastSeen = unlessUserError(() => readLastSeen(places, roadmap));
	return lastSeen ? [lastSeen, ...(lastSeen.before ? [lastSeen.before] : [])] : [];
}

function noticeKey(roadmap: string, lastSeen: LastSeenHead, edition: string): string {
	return `edition ${roadmap} ${lastSeen.edition} ${lastSeen.at} ${edition}`;
}

function shownBefore({ at, before }: LastSeen, { roadmap }: CompiledRoadmap): Update {
	if (!before) return { since: at, at: null, isNew: false, difference: NO_DIFFERENCE, stages: [] };
	const difference = differenceBetween(before, roadmap);
	return { since: before.at, at, isNew: false, difference, stages: before.stages };
}

/** Stores the new snapshot. If that fails, the difference is still shown, and shown again next time. */
function storeSeen(session: Session, compiled: CompiledRoadmap, { at, stages, topics }: LastSeen): SeenRoadmap {
	try {
		return storeSnapshot(session, compiled, { at, stages, topics });
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		session.reporter.warn(`${error.message} What changed will be shown as new again.`);
		return toSeenRoadmap(compiled.roadmap, session.now().toISOString());
	}
}

/** @throws UserError */
function storeSnapshot(
	session: Session,
	{ roadmap, edition }: CompiledRoadmap,
	before: SeenRoadmap | null,
): SeenRoadmap {
	const present = toSeenRoadmap(roadmap, session.now().toISOString());
	writeLastSeen(session.places, roadmap.id, { ...present, edition, before });
	return present;
}

function hasProgress({ memory }: Session, roadmap: string): boolean {
	return [...memory.registers.keys()].some((key) => key.startsWith(`${roadmap} `));
}

function unlessUserError<T>(make: () => T): T | undefined {
	try {
		return make();
	} catch (error) {
		if (error instanceof UserError) return undefined;
		throw error;
	}
}

/** "2 new topics, 1 renamed, 1 gone" */
function countWords(difference: Difference): string {
	const counts = countsIn(difference).filter(([count]) => count > 0);
	return counts.map(([count, what], i) => `${count} ${i === 0 ? nounWords(count, what) : what}`).join(', ');
}

function countsIn({ added, renamed, retitled, moved, retiered, gone }: Difference): [count: number, what: string][] {
	return [
		[added.length, 'new'],
		[renamed.length + retitled.length, 'renamed'],
		[moved.length, 'moved'],
		[retiered.length, 'of another tier'],
		[gone.length, 'gone'],
	];
}

/** "new topics", "topics renamed" */
function nounWords(count: number, what: string): string {
	const topics = count === 1 ? 'topic' : 'topics';
	return what === 'new' ? `new ${topics}` : `${topics} ${what}`;
}

function countOf(difference: Difference): number {
	return countsIn(difference).reduce((sum, [count]) => sum + count, 0);
}
