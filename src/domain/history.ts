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
	const gone = takenBack(events, undone);
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
	const gone = takenBack(all);
	return all.filter((event) => event.kind !== 'undo' && !gone.has(event.id));
}

/**
 * The ids of the events that were taken back. An undo can be taken back too: then what it took counts again. So an undo is
 * looked at when it is known of every undo that takes it whether that one counts.
 * @param known ids that are known to be taken back
 */
export function takenBack(events: readonly Event[], known: ReadonlySet<string> = new Set()): Set<string> {
	const gone = new Set(known);
	const takes = new Map<string, string[]>();
	for (const event of events) {
		if (event.kind !== 'undo') continue;
		const its = takes.get(event.id) ?? [];
		for (const id of event.takes) its.push(id);
		takes.set(event.id, its);
	}
	const takers = new Map<string, number>();
	for (const id of [...takes.values()].flat()) if (takes.has(id)) takers.set(id, (takers.get(id) ?? 0) + 1);
	const ready = [...takes.keys()].filter((id) => !takers.has(id));
	for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
		const counts = !gone.has(id);
		for (const taken of takes.get(id) ?? []) {
			if (counts) gone.add(taken);
			const left = (takers.get(taken) ?? 0) - 1;
			takers.set(taken, left);
			if (left === 0) ready.push(taken);
		}
	}
	// Undos that take each other back in a circle, which only a hand writes: none of them counts.
	for (const [id, left] of takers) if (left > 0) gone.add(id);
	return gone;
}
