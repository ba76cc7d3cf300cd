/** Which change is the last one, and what it did. */
import { type CalendarEvent, type ChoiceEvent, type Event, isLater, type NoteChange, type UndoEvent } from './event.ts';
import { takenBack } from './history.ts';
import { isAhead, isRegister } from './memory.ts';

/** A change that can be taken back; an undo itself is not one, nor what calendars know a plan by. */
export type Undoable = Exclude<Event, UndoEvent | CalendarEvent>;

/** What the settings say now, as far as it is known. */
export type Chosen = Readonly<Partial<Record<ChoiceEvent['what'], string>>>;

/** What an undo takes back. */
export interface TakenBack {
	/** Ids of events. */
	readonly takes: readonly string[];
	/** What is chosen again, where the events are choices. */
	readonly choice?: Chosen | undefined;
	/** What they changed of notes: it is taken out, and what was written since stays. */
	readonly notes: readonly NoteChange[];
	/** The events are undos: what they changed of notes is put there again. */
	readonly isRedo?: boolean;
}

export interface LastChange {
	readonly last: Undoable;
	/** Choices after it that have no effect. They are taken back with it, for one day they might seem to have one. */
	readonly idle: readonly string[];
}

/**
 * The last change to a roadmap that still stands, or undefined.
 *
 * The roadmap in use is a setting, which belongs to one device, so its choices on other devices are passed over, and so
 * are those that the settings do not have: they were cut short before they took effect, or the settings were lost. An
 * event of a clock that ran ahead counts as older than any other.
 */
export function lastChange(
	events: readonly Event[],
	roadmap: string,
	device: string | undefined,
	now: Date,
	chosen: Chosen = {},
): LastChange | undefined {
	const undone = takenBack(events);
	let last: Undoable | undefined;
	const idle: Undoable[] = [];
	for (const event of events) {
		if (!isChange(event) || event.roadmap !== roadmap || undone.has(event.id)) continue;
		if (event.kind === 'choice' && !isRegister(event) && !isUndoable(event, device)) continue;
		if (isIdle(event, chosen)) idle.push(event);
		else if (!last || isAfter(event, last, now)) last = event;
	}
	if (!last) return undefined;
	const found = last;
	return { last, idle: idle.filter((event) => isAfter(event, found, now)).map(({ id }) => id) };
}

function isChange(event: Event): event is Undoable {
	return event.kind !== 'undo' && event.kind !== 'calendar';
}

/** Settings belong to one device; and of path and level they are not changed any more. */
function isUndoable({ what, device }: ChoiceEvent, here: string | undefined): boolean {
	return what === 'roadmap' && device === here;
}

/**
 * The last undo in a roadmap that still stands, and what it took; undefined where something was changed since, for then
 * there is nothing to go forward to.
 */
export function lastUndo(
	events: readonly Event[],
	roadmap: string,
	device: string | undefined,
	now: Date,
): { readonly undo: UndoEvent; readonly change: Undoable } | undefined {
	const undone = takenBack(events);
	const changes = new Map(events.flatMap((event) => (isChange(event) ? [[event.id, event] as const] : [])));
	let found: { undo: UndoEvent; change: Undoable } | undefined;
	for (const undo of events) {
		if (undo.kind !== 'undo' || undo.roadmap !== roadmap || undone.has(undo.id)) continue;
		// One that takes an undo back is a redo, and no change is among what it takes.
		const change = changes.get(undo.takes[0] ?? '');
		const isOurs = change && (change.kind !== 'choice' || isRegister(change) || isUndoable(change, device));
		if (isOurs && (!found || isAfter(undo, found.undo, now))) found = { undo, change };
	}
	const last = lastChange(events, roadmap, device, now)?.last;
	return found && last && isAfter(last, found.undo, now) ? undefined : found;
}

function isIdle(event: Undoable, chosen: Chosen): boolean {
	return event.kind === 'choice' && !isRegister(event) && (chosen[event.what] ?? event.to) !== event.to;
}

function isAfter(a: Event, b: Event, now: Date): boolean {
	const [aheadA, aheadB] = [isAhead(a.at, now), isAhead(b.at, now)];
	if (aheadA !== aheadB) return aheadB;
	return isLater(a, b);
}
