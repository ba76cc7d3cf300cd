/** Bringing events in: one line of this device's journal that holds them all. */
import { zonedDay } from '../domain/day.ts';
import type { ChoiceEvent, Dated, ImportEvent, NoteChange } from '../domain/event.ts';
import type { Simple } from '../domain/history.ts';
import { facts, type Memory, nextAt, registerKey } from '../domain/memory.ts';
import type { Choice } from '../domain/scope.ts';
import { eventId, supersededBy } from './append-event.ts';
import { ensureDevice } from './device.ts';
import { append } from './journal.ts';
import type { Places } from './places.ts';

export interface Imported {
	/** Written elsewhere. */
	readonly events: readonly Simple[];
	/** Made now, of the roadmap in use. */
	readonly changes: readonly Dated[];
	readonly notes: readonly Omit<NoteChange, 'id'>[];
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
}

/**
 * Appends events that were written elsewhere, and changes that are made now, as one change.
 * @returns it, as it was written
 * @throws UserError with exit 1; then nothing was brought in
 */
export function importEvents(
	places: Places,
	memory: Memory,
	roadmap: string,
	brought: Imported,
	now: Date,
): ImportEvent {
	const device = ensureDevice(places);
	const at = nextAt(memory, now);
	const newId = () => eventId(Date.parse(at));
	const head = { v: 1, at, day: zonedDay(now), roadmap } as const;
	const made = brought.changes.map(({ on, ...change }) => {
		if (on !== undefined) return { ...head, ...datedAt(on), ...change } as Simple;
		return supersededBy({ ...head, id: newId(), ...change } as Simple, memory, places);
	});
	const event: ImportEvent = {
		...head,
		id: newId(),
		kind: 'import',
		events: [...brought.events, ...made, ...choicesOf(brought, { ...head, device }, newId)],
		notes: brought.notes.map((note) => ({ ...note, id: newId() })),
	};
	append(places, device, event);
	return event;
}

/** What was chosen elsewhere before choices were events: events, but where one that came with it says it already. */
function choicesOf(
	{ choices, events }: Imported,
	head: Pick<ChoiceEvent, 'v' | 'at' | 'device'>,
	newId: () => string,
): ChoiceEvent[] {
	const chosen = events.filter((event) => event.kind === 'choice');
	const said = new Set(chosen.flatMap((event) => facts(event).map(([key]) => key)));
	return Object.entries(choices).flatMap(([roadmap, choice]) =>
		(['path', 'level'] as const).flatMap((what) => {
			const to = choice[what];
			if (to === undefined || said.has(registerKey(roadmap, 'choice', what))) return [];
			return [{ ...head, id: newId(), roadmap, kind: 'choice' as const, what, from: to, to, travels: true as const }];
		}),
	);
}

/** As it would have been written at noon of a day. */
function datedAt(day: string) {
	const noon = new Date(`${day}T12:00:00`);
	return { id: eventId(noon.getTime()), at: noon.toISOString(), day: zonedDay(noon) };
}
