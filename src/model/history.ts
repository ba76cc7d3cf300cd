/** What counts of all that was ever written. */
import type { Event, ImportEvent } from './event.ts';

/** An event that is about the learning itself. */
export type Simple = Exclude<Event, ImportEvent>;

/**
 * The events with those that were brought in among them, each once however many journals have it; what an import
 * brought in is gone where the import was taken back.
 * @param undone ids that are known to be taken back, beside those that these events take back
 */
export function flatten(events: readonly Event[], undone: ReadonlySet<string> = new Set()): Simple[] {
	// The plain case costs nothing: it is every start.
	if (!events.some((event) => event.kind === 'import')) return events.filter((event) => event.kind !== 'import');
	const gone = new Set([...undone, ...takenBack(events)]);
	const byId = new Map<string, Simple>();
	for (const event of events) {
		const its = event.kind !== 'import' ? [event] : gone.has(event.id) ? [] : event.events;
		for (const one of its) byId.set(one.id, one);
	}
	return [...byId.values()];
}

/** Those that still stand: neither taken back nor an undo. */
export function standing(events: readonly Event[]): Simple[] {
	const all = flatten(events);
	const gone = new Set(takenBack(all));
	return all.filter((event) => event.kind !== 'undo' && !gone.has(event.id));
}

function takenBack(events: readonly Event[]): string[] {
	return events.flatMap((event) => (event.kind === 'undo' ? event.takes : []));
}
