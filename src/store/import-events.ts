/** Imports events as a single line of this device's journal. */
import { zonedDay } from '../domain/day.ts';
import type { ChoiceEvent, Dated, ImportEvent, NoteChange } from '../domain/event.ts';
import type { FlatEvent } from '../domain/history.ts';
import { facts, type Memory, nextAt, registerKey } from '../domain/memory.ts';
import type { Choice } from '../domain/scope.ts';
import { eventId, supersededBy } from './append-event.ts';
import { ensureDevice } from './device.ts';
import { append } from './journal.ts';
import type { Places } from './places.ts';

export interface Imported {
	/** Events written on another device or by another program. */
	readonly events: readonly FlatEvent[];
	/** Changes made now to the roadmap in use. */
	readonly changes: readonly Dated[];
	readonly notes: readonly Omit<NoteChange, 'id'>[];
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
}

/**
 * Appends foreign events and new changes as one `import` event, so that it is undone as one.
 * @returns the event as written
 * @throws UserError with exit code 1; nothing is imported then
 */
export function importEvents(
	places: Places,
	memory: Memory,
	roadmap: string,
	imported: Imported,
	now: Date,
): ImportEvent {
	const device = ensureDevice(places);
	const at = nextAt(memory, now);
	const newId = () => eventId(Date.parse(at));
	const head = { v: 1, at, day: zonedDay(now), roadmap } as const;
	const made = imported.changes.map(({ on, ...change }) => {
		if (on !== undefined) return { ...head, ...backdatedTo(on), ...change } as FlatEvent;
		return supersededBy({ ...head, id: newId(), ...change } as FlatEvent, memory, places);
	});
	const event: ImportEvent = {
		...head,
		id: newId(),
		kind: 'import',
		events: [...imported.events, ...made, ...choicesOf(imported, { ...head, device }, newId)],
		notes: imported.notes.map((note) => ({ ...note, id: newId() })),
	};
	append(places, device, event);
	return event;
}

/** Converts choices from before choices were events, unless an imported event already sets the same one. */
function choicesOf(
	{ choices, events }: Imported,
	head: Pick<ChoiceEvent, 'v' | 'at' | 'device'>,
	newId: () => string,
): ChoiceEvent[] {
	const chosen = events.filter((event) => event.kind === 'choice');
	const alreadySet = new Set(chosen.flatMap((event) => facts(event).map(([key]) => key)));
	return Object.entries(choices).flatMap(([roadmap, choice]) =>
		(['path', 'level'] as const).flatMap((what) => {
			const to = choice[what];
			if (to === undefined || alreadySet.has(registerKey(roadmap, 'choice', what))) return [];
			return [{ ...head, id: newId(), roadmap, kind: 'choice' as const, what, from: to, to, travels: true as const }];
		}),
	);
}

/** Backdates an event to noon of a day. */
function backdatedTo(day: string) {
	const noon = new Date(`${day}T12:00:00`);
	return { id: eventId(noon.getTime()), at: noon.toISOString(), day: zonedDay(noon) };
}
