/** Decides which of all events ever written count. */
import type { Event, ImportEvent } from './event.ts';

export type FlatEvent = Exclude<Event, ImportEvent>;

/**
 * Flattens imports and removes duplicates from copies of journals. Events of an undone import are dropped.
 * @param undone ids known to be undone, besides those that these events undo
 */
export function flatten(events: readonly Event[], undone: ReadonlySet<string> = new Set()): FlatEvent[] {
	// Fast path: every start takes it.
	if (!events.some((event) => event.kind === 'import')) return events.filter((event) => event.kind !== 'import');
	const gone = undoneIds(events, undone);
	const byId = new Map<string, FlatEvent>();
	for (const event of events) {
		const its = event.kind !== 'import' ? [event] : gone.has(event.id) ? [] : event.events;
		for (const one of its) byId.set(one.id, one);
	}
	return [...byId.values()];
}

/** Returns the events in effect: neither undone nor undos themselves. */
export function eventsInEffect(events: readonly Event[]): FlatEvent[] {
	const all = flatten(events);
	const gone = undoneIds(all);
	return all.filter((event) => event.kind !== 'undo' && !gone.has(event.id));
}

/** Returns the ids of the events that do not count: undone, or replaced because their clock ran ahead. */
export function idsWithoutEffect(events: readonly FlatEvent[]): Set<string> {
	const ids = undoneIds(events);
	const counted = events.filter(({ id }) => !ids.has(id));
	for (const { replaces = [] } of counted) for (const id of replaces) ids.add(id);
	return ids;
}

/**
 * Returns the ids of all undone events. An undo can itself be undone, which restores what it undid. So an undo is
 * processed only once all undos that name it are decided.
 * @param known ids known to be undone
 */
export function undoneIds(events: readonly Event[], known: ReadonlySet<string> = new Set()): Set<string> {
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
	// Undos that undo each other in a cycle, which only a manual edit produces, do not count.
	for (const [id, left] of takers) if (left > 0) gone.add(id);
	return gone;
}
