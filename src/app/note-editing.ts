/** Editing notes in the learner's editor; what other processes wrote meanwhile is merged when it closes. */

import { type NotePatch, patchOf } from '../domain/notes.ts';
import type { Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { beginNoteDraft, endNoteDraft, isDraftOpen, readMergedNote, readNoteDraft } from '../store/note-drafts.ts';
import { conflictedLine, makeNotesFolder, toNotePatch, writeNote } from '../store/notes.ts';
import { appendNoteEvent, type NotePlace, notePlace, withChangesLock } from './notes.ts';
import type { Session } from './session.ts';

export interface EditedNotes {
	readonly file: string;
	readonly changed: boolean;
	/** The note is blank now. */
	readonly isEmpty: boolean;
	/** The same lines were changed in the editor and elsewhere: both versions are in the note. */
	readonly isConflicted: boolean;
	/** Why the editor failed; undefined if it did not. */
	readonly fault: string | undefined;
}

/** Opens a topic's note in the editor and waits for it to close. @throws UserError if another editor has it open */
export async function editNotes(session: Session, topic: Topic): Promise<EditedNotes> {
	const place = await notePlace(session, topic);
	const base = await withChangesLock(session, async () => begin(session, topic, place));
	const { edit } = await import('../cli/programs.ts');
	const { fault } = await edit(session.host, place.file);
	return { ...(await withChangesLock(session, () => end(session, place, base))), file: place.file, fault };
}

/** Starts a draft. @returns the text that the editor will read */
function begin({ places }: Session, topic: Topic, { roadmap, topic: name }: NotePlace): string {
	const open = readNoteDraft(places, roadmap, name);
	if (open && isDraftOpen(open)) throw openAlready(topic);
	makeNotesFolder(places, roadmap);
	const { file, note } = readMergedNote(places, roadmap, name);
	if (note !== (file ?? '')) writeNote(places, roadmap, name, file, note);
	beginNoteDraft(places, roadmap, name, note);
	return note;
}

async function end(session: Session, place: NotePlace, base: string): Promise<Omit<EditedNotes, 'file' | 'fault'>> {
	const { places } = session;
	const { roadmap, topic } = place;
	const { present } = readNoteDraft(places, roadmap, topic) ?? { present: base };
	const { file, note } = readMergedNote(places, roadmap, topic);
	// Retry if the file changed between reading and writing: the editor may still be saving.
	if (note !== (file ?? '') && !writeNote(places, roadmap, topic, file, note)) return end(session, place, base);
	endNoteDraft(places, roadmap, topic);
	const changed = note !== present;
	if (changed) await appendEdit(session, topic, toNotePatch(patchOf(present, note)));
	return { changed, isEmpty: note.trim() === '', isConflicted: conflictedLine(note) !== undefined };
}

/** The note itself is saved already, so if the event fails, only undo is affected. */
async function appendEdit(session: Session, topic: string, patch: NotePatch | undefined): Promise<void> {
	try {
		await appendNoteEvent(session, topic, patch);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const hint = 'The next change of these notes can be taken back again.';
		throw new UserError(`Your notes are kept, but undo does not know about it. ${error.message}`, { hint, kept: true });
	}
	await session.registerRoadmap();
}

function openAlready({ id, title }: Topic): UserError {
	const hint = `Close it there first. Or add a line from here: roadmap note ${id} "what to remember"`;
	return new UserError(`Your notes on ${title} are open in another editor.`, { hint });
}
