/** Finds the last change, and what undoing it means. */
import { type CalendarEvent, type ChoiceEvent, type Event, isLater, type NoteChange, type UndoEvent } from './event.ts';
import { undoneIds } from './history.ts';
import { isAhead, isRegister } from './memory.ts';

/** A change that can be undone; neither an undo nor the event that identifies a calendar. */
export type Undoable = Exclude<Event, UndoEvent | CalendarEvent>;

/** The choices now in the settings, as far as known. */
export type Chosen = Readonly<Partial<Record<ChoiceEvent['what'], string>>>;

/** What an undo reverts. */
export interface UndoPlan {
	/** Event ids. */
	readonly takes: readonly string[];
	/** The choice to restore, if the events are choices. */
	readonly choice?: Chosen | undefined;
	/** Note changes to revert; what was written since stays. */
	readonly notes: readonly NoteChange[];
	/** The events are undos: their note changes are applied again. */
	readonly isRedo?: boolean;
}

export interface LastChange {
	readonly last: Undoable;
	/**
	 * Later choice events that never took effect. They are undone too, so that they cannot become effective once this one
	 * is gone.
	 */
	readonly idle: readonly string[];
}

/**
 * Returns the last change of a roadmap that is in effect, or undefined.
 *
 * The roadmap in use is a setting of one device, so choices of other devices are ignored, and so are choices that the
 * settings contradict: they were interrupted before they took effect, or the settings were lost. An event from a clock
 * that ran ahead counts as older than any other.
 */
export function lastChange(
	events: readonly Event[],
	roadmap: string,
	device: string | undefined,
	now: Date,
	chosen: Chosen = {},
): LastChange | undefined {
	const undone = undoneIds(events);
	let last: Undoable | undefined;
	const idle: Undoable[] = [];
	for (const event of events) {
		if (!isUndoable(event, device) || event.roadmap !== roadmap || undone.has(event.id)) continue;
		if (isIdle(event, chosen)) idle.push(event);
		else if (!last || isAfter(event, last, now)) last = event;
	}
	if (!last) return undefined;
	const found = last;
	return { last, idle: idle.filter((event) => isAfter(event, found, now)).map(({ id }) => id) };
}

/**
 * Of choices that are settings, only the roadmap on this device: older ones of path and level are no longer changed in
 * the settings.
 */
function isUndoable(event: Event, device: string | undefined): event is Undoable {
	if (event.kind === 'undo' || event.kind === 'calendar') return false;
	if (event.kind !== 'choice' || isRegister(event)) return true;
	return event.what === 'roadmap' && event.device === device;
}

/**
 * Returns the last undo in effect and the change it undid; undefined if something changed since, because then there is
 * nothing to redo.
 */
export function lastUndo(
	events: readonly Event[],
	roadmap: string,
	device: string | undefined,
	now: Date,
): { readonly undo: UndoEvent; readonly change: Undoable } | undefined {
	const undone = undoneIds(events);
	const changes = new Map(events.flatMap((event) => (isUndoable(event, device) ? [[event.id, event] as const] : [])));
	let found: { undo: UndoEvent; change: Undoable } | undefined;
	for (const undo of events) {
		if (undo.kind !== 'undo' || undo.roadmap !== roadmap || undone.has(undo.id)) continue;
		// An undo of an undo is a redo; it names no change.
		const change = changes.get(undo.takes[0] ?? '');
		if (change && (!found || isAfter(undo, found.undo, now))) found = { undo, change };
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
