/** Notes in the learner's editor: what is saved there and what came to them meanwhile become one when it is closed. */

import { type NotePatch, patchOf } from '../domain/notes.ts';
import type { Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { beginNoteDraft, endNoteDraft, isOpen, readNoteDraft, settledNote } from '../store/note-drafts.ts';
import { conflictedLine, makeRoom, packed, writeNote } from '../store/notes.ts';
import { appendNoteEvent, type NotePlace, notePlace, withChangesLock } from './notes.ts';
import type { Session } from './session.ts';

export interface EditedNotes {
	readonly file: string;
	readonly changed: boolean;
	/** There are no notes any more. */
	readonly isEmpty: boolean;
	/** Lines were changed in the editor and elsewhere: both versions are in the notes. */
	readonly isConflicted: boolean;
	/** Why the editor did not do its work; undefined where it did. */
	readonly fault: string | undefined;
}

/** Opens a topic's notes in the editor and waits for it. @throws UserError where they are open in another one */
export async function editNotes(session: Session, topic: Topic): Promise<EditedNotes> {
	const place = await notePlace(session, topic);
	const base = await withChangesLock(session, async () => begin(session, topic, place));
	const { edit } = await import('../cli/programs.ts');
	const { fault } = await edit(session.host, place.file);
	return { ...(await withChangesLock(session, () => end(session, place, base))), file: place.file, fault };
}

/** Keeps what the editor will read. @returns it */
function begin({ places }: Session, topic: Topic, { roadmap, topic: name }: NotePlace): string {
	const open = readNoteDraft(places, roadmap, name);
	if (open && isOpen(open)) throw openAlready(topic);
	makeRoom(places, roadmap);
	const { file, note } = settledNote(places, roadmap, name);
	if (note !== (file ?? '')) writeNote(places, roadmap, name, file, note);
	beginNoteDraft(places, roadmap, name, note);
	return note;
}

async function end(session: Session, place: NotePlace, base: string): Promise<Omit<EditedNotes, 'file' | 'fault'>> {
	const { places } = session;
	const { roadmap, topic } = place;
	const { present } = readNoteDraft(places, roadmap, topic) ?? { present: base };
	const { file, note } = settledNote(places, roadmap, topic);
	// The editor may still be saving.
	if (note !== (file ?? '') && !writeNote(places, roadmap, topic, file, note)) return end(session, place, base);
	endNoteDraft(places, roadmap, topic);
	const changed = note !== present;
	if (changed) await appendEdit(session, topic, packed(patchOf(present, note)));
	return { changed, isEmpty: note.trim() === '', isConflicted: conflictedLine(note) !== undefined };
}

/** The notes are in their file already: all that can fail is that undo knows of it. */
async function appendEdit(session: Session, topic: string, patch: NotePatch | undefined): Promise<void> {
	try {
		await appendNoteEvent(session, topic, patch);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const hint = 'The next change of these notes can be taken back again.';
		throw new UserError(`Your notes are kept, but undo does not know of it. ${error.message}`, { hint, kept: true });
	}
	await session.registerRoadmap();
}

function openAlready({ id, title }: Topic): UserError {
	const hint = `Close it there first. Or add a line from here: roadmap note ${id} "what to remember"`;
	return new UserError(`Your notes on ${title} are open in another editor.`, { hint });
}
