/** Which change is the last one, and what it did. */
import type { Event, UndoEvent } from './event.ts';
import { isAhead } from './memory.ts';

/** A change that can be taken back; an undo itself is not one. */
export type Undoable = Exclude<Event, UndoEvent>;

/**
 * The last change to a roadmap that still stands, or undefined.
 *
 * Choices are settings, which belong to one device, so those of other devices are passed over. An event of a clock
 * that ran ahead counts as older than any other.
 */
export function lastChange(
	events: readonly Event[],
	roadmap: string,
	device: string | undefined,
	now: Date,
): Undoable | undefined {
	const undone = new Set(events.flatMap((event) => (event.kind === 'undo' ? event.takes : [])));
	let last: Undoable | undefined;
	for (const event of events) {
		if (event.kind === 'undo' || event.roadmap !== roadmap || undone.has(event.id)) continue;
		if (event.kind === 'choice' && event.device !== device) continue;
		if (!last || isAfter(event, last, now)) last = event;
	}
	return last;
}

function isAfter(a: Event, b: Event, now: Date): boolean {
	const [aheadA, aheadB] = [isAhead(a.at, now), isAhead(b.at, now)];
	if (aheadA !== aheadB) return aheadB;
	return a.at === b.at ? a.id > b.id : a.at > b.at;
}
