/**
 * Changes of notes. Whoever makes one holds the lock; the notes are written first, whole, and then the event that knows what
 * was changed. A kill between the two leaves the notes changed, and undo does not know of it.
 */

import type { Event } from '../domain/event.ts';
import { type NotePatch, patchOf } from '../domain/notes.ts';
import { isUserError, UserError } from '../errors.ts';
import { notePresent, settledNote } from '../store/editing.ts';
import { withLock } from '../store/lock.ts';
import { changesLock, noteFile, packed, restoreNote, writeNote } from '../store/notes.ts';
import type { Desk } from './desk.ts';
import { append } from './learning.ts';

/** What happens to one topic's notes. Texts are bytes as letters (latin1), whatever encoding they are in. */
export interface NoteStep {
	readonly roadmap: string;
	readonly topic: string;
	readonly change: (before: string) => string;
}

/** A step that was taken: what stood in the file, and the notes before it and after it. */
interface Written {
	readonly step: NoteStep;
	readonly file: string | undefined;
	readonly before: string;
	readonly after: string;
}

/** How often somebody else may write at the very same moment. */
const TRIES = 5;

/** Does something while no other process changes notes or takes a change back. What was read of the journals is forgotten. */
export function alone<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
	return withLock(changesLock(desk.places()), () => {
		desk.refresh({ settings: undefined, memory: undefined });
		return work();
	});
}

/**
 * Takes the steps, then appends their event.
 * @param write appends it; it gets what each step changed, as an event keeps it
 * @throws UserError; all is then as it was, or the error is `kept`
 */
export async function changeNotes(
	desk: Desk,
	steps: readonly NoteStep[],
	write: (patches: readonly (NotePatch | undefined)[]) => unknown,
): Promise<void> {
	const written: Written[] = [];
	try {
		for (const step of steps) written.push(take(desk, step));
		await write(written.map(({ before, after }) => packed(patchOf(before, after))));
	} catch (error) {
		if (!(isUserError(error) && error.kept)) restore(desk, written);
		throw error;
	}
	desk.noteSaved();
	for (const { step, file = '', after } of written) notePresent(desk.places(), step.roadmap, step.topic, file, after);
}

/** Appends that the notes on a topic changed. */
export function appendNote(desk: Desk, topic: string, patch: NotePatch | undefined): Promise<Event> {
	return append(desk, { kind: 'note', topic, ...(patch && { patch }) });
}

function take(desk: Desk, step: NoteStep): Written {
	const { roadmap, topic } = step;
	const places = desk.places();
	for (let i = 0; i < TRIES; i++) {
		const { file, note: before } = settledNote(places, roadmap, topic);
		const after = step.change(before);
		if (after !== (file ?? '') && !writeNote(places, roadmap, topic, file, after)) continue;
		return { step, file, before, after };
	}
	const hint = 'Close what is writing there, then run it again.';
	throw new UserError(`${noteFile(places, roadmap, topic)} is changed by another program again and again.`, { hint });
}

/** The event did not come: the notes become what they were. */
function restore(desk: Desk, written: readonly Written[]): void {
	for (const { step, file, after } of written.toReversed())
		if (after !== (file ?? '')) restoreNote(desk.places(), step.roadmap, step.topic, file);
}
