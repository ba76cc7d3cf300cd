/** Notes in the learner's editor: what is saved there and what came to them meanwhile become one when it is closed. */

import { edit } from '../cli/editor.ts';
import { type NotePatch, patchOf } from '../domain/notes.ts';
import type { Topic } from '../domain/types.ts';
import { isUserError, UserError } from '../errors.ts';
import { beginEditing, endEditing, isOpen, readEditing, settledNote } from '../store/editing.ts';
import { conflictedLine, makeRoom, packed, writeNote } from '../store/notes.ts';
import type { Desk } from './desk.ts';
import { alone, appendNote } from './note-changes.ts';
import type { Edited } from './session.ts';

/** A topic's notes, and their file. */
interface Note {
	readonly roadmap: string;
	readonly topic: string;
	readonly file: string;
}

/** Opens the editor and waits for it. @throws UserError where the notes are open in another one */
export async function editNote(desk: Desk, topic: Topic, note: Note): Promise<Edited> {
	const base = await alone(desk, async () => begin(desk, topic, note));
	const { fault } = await edit(desk.world, note.file);
	return { ...(await alone(desk, () => end(desk, note, base))), file: note.file, fault };
}

/** Keeps what the editor will read. @returns it */
function begin(desk: Desk, topic: Topic, { roadmap, topic: name }: Note): string {
	const places = desk.places();
	const open = readEditing(places, roadmap, name);
	if (open && isOpen(open)) throw openAlready(topic);
	makeRoom(places, roadmap);
	const { file, note } = settledNote(places, roadmap, name);
	if (note !== (file ?? '')) writeNote(places, roadmap, name, file, note);
	beginEditing(places, roadmap, name, note);
	return note;
}

async function end(desk: Desk, named: Note, base: string): Promise<Omit<Edited, 'file' | 'fault'>> {
	const places = desk.places();
	const { roadmap, topic } = named;
	const { present } = readEditing(places, roadmap, topic) ?? { present: base };
	const { file, note } = settledNote(places, roadmap, topic);
	// The editor may still be saving.
	if (note !== (file ?? '') && !writeNote(places, roadmap, topic, file, note)) return end(desk, named, base);
	endEditing(places, roadmap, topic);
	const changed = note !== present;
	if (changed) await noteEdited(desk, topic, packed(patchOf(present, note)));
	return { changed, isEmpty: note.trim() === '', isConflicted: conflictedLine(note) !== undefined };
}

/** The notes are in their file already: all that can fail is that undo knows of it. */
async function noteEdited(desk: Desk, topic: string, patch: NotePatch | undefined): Promise<void> {
	try {
		await appendNote(desk, topic, patch);
	} catch (error) {
		if (!isUserError(error)) throw error;
		const hint = 'The next change of these notes can be taken back again.';
		throw new UserError(`Your notes are kept, but undo does not know of it. ${error.message}`, { hint, kept: true });
	}
	desk.noteSaved();
}

function openAlready({ id, title }: Topic): UserError {
	const hint = `Close it there first. Or add a line from here: roadmap note ${id} "what to remember"`;
	return new UserError(`Your notes on ${title} are open in another editor.`, { hint });
}
