/** Taking changes back: marks, links and choices by an event that names them, and what they did to notes. */

import type { NoteChange } from '../domain/event.ts';
import { patched, withoutPatch, withoutSettledBlocks } from '../domain/notes.ts';
import { type LastChange, lastChange, type UndoPlan } from '../domain/undo.ts';
import { knownDevice } from '../store/device.ts';
import { readMergedNote } from '../store/note-drafts.ts';
import { notePatchOf } from '../store/notes.ts';
import { currentChoice, undoUse } from './choices.ts';
import { changeNotes, type NoteStep } from './notes.ts';
import type { Session } from './session.ts';

/** The last change of the roadmap that still stands. On the settings depends whether a choice took effect. */
export async function findLastChange(session: Session): Promise<LastChange | undefined> {
	const { id } = (await session.roadmap()).compiled.roadmap;
	const chosen = await currentChoice(session);
	return lastChange(session.events, id, knownDevice(session.places), session.now(), chosen);
}

/** Takes events back in one. @returns the topics whose notes stay as they are, because they were changed since */
export async function undoEvents(
	session: Session,
	{ takes, choice, notes, isRedo = false }: UndoPlan,
): Promise<readonly string[]> {
	const found = notes.map((change) => ({ change, step: undoStep(session, change, isRedo) }));
	if (choice?.roadmap !== undefined) await undoUse(session, choice.roadmap, takes);
	else {
		const steps = found.flatMap(({ step }) => step ?? []);
		await changeNotes(session, steps, () => session.append({ kind: 'undo', takes }));
	}
	return found.filter(({ step }) => !step).map(({ change }) => change.topic);
}

/** Undefined where the notes stay as they are: what was changed is not known here, or was changed again. */
function undoStep({ places }: Session, change: NoteChange, isRedo: boolean): NoteStep | undefined {
	const { roadmap, topic } = change;
	const patch = notePatchOf(places, change);
	if (!patch) return undefined;
	if (isRedo) return { roadmap, topic, change: (before) => patched(before, patch) };
	const without = (text: string) => withoutPatch(text, patch);
	if (without(readMergedNote(places, roadmap, topic).note) === undefined) return undefined;
	return { roadmap, topic, change: (before) => withoutSettledBlocks(without(before) ?? before) };
}
