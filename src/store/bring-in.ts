/** Bringing events in: one line of this device's journal that holds them all. */
import { zonedDay } from '../model/day.ts';
import type { Importable, ImportEvent } from '../model/event.ts';
import type { Simple } from '../model/history.ts';
import { type Memory, nextAt } from '../model/memory.ts';
import { ensureDevice } from './device.ts';
import { eventId } from './event-id.ts';
import { append } from './journal.ts';
import type { Places } from './places.ts';
import { replacing } from './record.ts';

export interface Brought {
	/** Written elsewhere. */
	readonly events: readonly Simple[];
	/** Made now, of the roadmap in use. */
	readonly changes: readonly Importable[];
	readonly notes: readonly { readonly roadmap: string; readonly topic: string }[];
	readonly choices: NonNullable<ImportEvent['choices']>;
}

/**
 * Appends events that were written elsewhere, and changes that are made now, as one change.
 * @param stage what has to be on the disk before it is
 * @returns it, as it was written
 * @throws UserError with exit 1; then nothing was brought in
 */
export function bringIn(
	places: Places,
	memory: Memory,
	roadmap: string,
	brought: Brought,
	now: Date,
	stage: (event: ImportEvent) => void,
): ImportEvent {
	const device = ensureDevice(places);
	const at = nextAt(memory, now);
	const newId = () => eventId(Date.parse(at));
	const head = { v: 1, at, day: zonedDay(now), roadmap } as const;
	const made = brought.changes.map((change) =>
		replacing({ ...head, id: newId(), ...change } as Simple, memory, places),
	);
	const event: ImportEvent = {
		...head,
		id: newId(),
		kind: 'import',
		events: [...brought.events, ...made],
		notes: brought.notes.map(({ roadmap: about, topic }) => ({ roadmap: about, topic, id: newId() })),
		choices: brought.choices,
	};
	stage(event);
	append(places, device, event);
	return event;
}
