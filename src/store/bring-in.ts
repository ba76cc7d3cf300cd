/** Bringing events in: one line of this device's journal that holds them all. */
import { zonedDay } from '../model/day.ts';
import type { Change, Event } from '../model/event.ts';
import type { Simple } from '../model/history.ts';
import { type Memory, nextAt } from '../model/memory.ts';
import { ensureDevice } from './device.ts';
import { eventId } from './event-id.ts';
import { append } from './journal.ts';
import type { Places } from './places.ts';

/**
 * Appends events that were written elsewhere, and changes that are made now, as one change.
 * @returns the events that were made of the changes
 * @throws UserError with exit 1; then nothing was brought in
 */
export function bringIn(
	places: Places,
	memory: Memory,
	roadmap: string,
	events: readonly Simple[],
	changes: readonly { readonly roadmap: string; readonly change: Change }[],
	now: Date,
): Simple[] {
	const device = ensureDevice(places);
	const at = nextAt(memory, now);
	const head = { v: 1, at, day: zonedDay(now) } as const;
	const made = changes.map(({ roadmap: about, change }): Event => {
		const own = { ...head, id: eventId(Date.parse(at)), roadmap: about };
		return change.kind === 'choice' ? { ...own, ...change, device } : { ...own, ...change };
	});
	const simple = made.filter((event) => event.kind !== 'import');
	append(places, device, {
		...head,
		id: eventId(Date.parse(at)),
		roadmap,
		kind: 'import',
		events: [...events, ...simple],
	});
	return simple;
}
