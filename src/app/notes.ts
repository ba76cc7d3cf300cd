/**
 * The learner's notes: Markdown files, with a journal event for every change.
 *
 * A change holds the lock, writes the note first and then appends the event with its patch. A kill between the two
 * leaves the note changed without an undo.
 */

import type { NoteText } from '../domain/backup.ts';
import { namesOf } from '../domain/find.ts';
import { type NotePatch, patchOf } from '../domain/notes.ts';
import type { Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { withLock } from '../store/lock.ts';
import { readMergedNote, updateNoteDraft } from '../store/note-drafts.ts';
import {
	changesLock,
	noteCopies,
	noteFile,
	rawOf,
	readRaw,
	restoreNote,
	roadmapsWithNotes,
	textOf,
	toNotePatch,
	topicsWithNotes,
	writeNote,
} from '../store/notes.ts';
import type { Session } from './session.ts';

/** A topic's notes, and their file. */
export interface NotePlace {
	readonly roadmap: string;
	/** The topic's id when the note was created. */
	readonly topic: string;
	readonly file: string;
}

/** A change of one topic's note. Texts are bytes decoded as latin1, whatever their encoding. */
export interface NoteStep {
	readonly roadmap: string;
	readonly topic: string;
	readonly change: (before: string) => string;
}

/** A change that was written: the file's content before, and the merged note before and after. */
interface WrittenStep {
	readonly step: NoteStep;
	readonly file: string | undefined;
	readonly before: string;
	readonly after: string;
}

/** How often to retry if another program writes at the same moment. */
const TRIES = 5;

/** Returns the notes on a topic; '' if there are none. */
export async function notesOn(session: Session, topic: Topic): Promise<string> {
	const roadmap = await roadmapId(session);
	const read = (name: string) => orWarn(session, () => textOf(readRaw(session.places, roadmap, name)), '');
	const texts = namesOf(topic).map(read);
	return texts.filter((text) => text.trim() !== '').join('\n');
}

/**
 * Returns all notes on a roadmap, by default the one the command is about. They are keyed by the topic ids at the time
 * the notes were created.
 */
export async function allNotes(session: Session, named?: string): Promise<ReadonlyMap<string, string>> {
	const roadmap = named ?? (await roadmapId(session));
	const texts = notesIn(session, roadmap, (read, instead) => orWarn(session, read, instead));
	return new Map(texts.map(({ topic, text }) => [topic, text]));
}

/**
 * Returns the notes on every roadmap.
 * @param unreadable whether unreadable notes are skipped with a warning, or are an error
 * @throws UserError
 */
export function notesEverywhere(session: Session, unreadable: 'warn' | 'throw'): NoteText[] {
	const attempt: Attempt = unreadable === 'warn' ? (read, instead) => orWarn(session, read, instead) : (read) => read();
	return attempt(() => roadmapsWithNotes(session.places), []).flatMap((roadmap) => notesIn(session, roadmap, attempt));
}

/** Finds copies that other programs made of this roadmap's notes, and warns about each. */
export async function copiesWithWarnings(session: Session, isWanted: (topic: string) => boolean) {
	const roadmap = await roadmapId(session);
	const found = orWarn(session, () => noteCopies(session.places, roadmap), []);
	const copies = found.filter(({ topic }) => isWanted(topic));
	for (const { topic, file } of copies)
		session.reporter.warn(`There is a second copy of the notes on ${topic}: ${file}. roadmap doctor says more.`);
	return copies;
}

/** Appends lines to a topic's note. @returns its file @throws UserError */
export function appendToNotes(session: Session, topic: Topic, lines: string): Promise<string> {
	return withChangesLock(session, async () => {
		const { file, ...place } = await notePlace(session, topic);
		await changeNotes(session, [{ ...place, change: (before) => withLines(before, rawOf(lines)) }], ([patch]) =>
			appendNoteEvent(session, place.topic, patch),
		);
		return file;
	});
}

/** Returns where a topic's note is, or will be created. @throws UserError */
export async function notePlace(session: Session, topic: Topic): Promise<NotePlace> {
	const roadmap = await roadmapId(session);
	const noted = topicsWithNotes(session.places, roadmap);
	const name = namesOf(topic).find((one) => noted.includes(one)) ?? topic.id;
	return { roadmap, topic: name, file: noteFile(session.places, roadmap, name) };
}

/** Runs `work` while no other process can change notes or undo. Cached reads are dropped first. */
export function withChangesLock<T>(session: Session, work: () => Promise<T>): Promise<T> {
	return withLock(changesLock(session.places), () => {
		session.refresh();
		return work();
	});
}

/**
 * Writes all steps, then appends their event.
 * @param append appends the event; receives each step's patch as an event stores it
 * @throws UserError; all notes are then restored unless it is marked `kept`
 */
export async function changeNotes(
	session: Session,
	steps: readonly NoteStep[],
	append: (patches: readonly (NotePatch | undefined)[]) => unknown,
): Promise<void> {
	const written: WrittenStep[] = [];
	try {
		for (const step of steps) written.push(writeStep(session, step));
		await append(written.map(({ before, after }) => toNotePatch(patchOf(before, after))));
	} catch (error) {
		if (!(error instanceof UserError && error.kept)) restore(session, written);
		throw error;
	}
	session.hasSaved = true;
	for (const { step, file = '', after } of written)
		updateNoteDraft(session.places, step.roadmap, step.topic, file, after);
	await session.registerRoadmap();
}

/** Appends the event for a change of a topic's note. @throws UserError */
export async function appendNoteEvent(session: Session, topic: string, patch: NotePatch | undefined): Promise<void> {
	await session.append({ kind: 'note', topic, ...(patch && { patch }) });
}

function writeStep({ places }: Session, step: NoteStep): WrittenStep {
	const { roadmap, topic } = step;
	for (let i = 0; i < TRIES; i++) {
		const { file, note: before } = readMergedNote(places, roadmap, topic);
		const after = step.change(before);
		if (after !== (file ?? '') && !writeNote(places, roadmap, topic, file, after)) continue;
		return { step, file, before, after };
	}
	const hint = 'Close what is writing there, then run it again.';
	throw new UserError(`${noteFile(places, roadmap, topic)} is changed by another program again and again.`, { hint });
}

/** Restores the notes after their event could not be appended. */
function restore({ places }: Session, written: readonly WrittenStep[]): void {
	for (const { step, file, after } of written.toReversed())
		if (after !== (file ?? '')) restoreNote(places, step.roadmap, step.topic, file);
}

type Attempt = <T>(read: () => T, instead: T) => T;

/** Returns `instead` with a warning if a note cannot be read. */
function orWarn<T>({ reporter }: Session, read: () => T, instead: T): T {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		reporter.warn(`${error.message} It is left out; roadmap doctor says more.`);
		return instead;
	}
}

function notesIn({ places }: Session, roadmap: string, attempt: Attempt): NoteText[] {
	return attempt(() => topicsWithNotes(places, roadmap), []).flatMap((topic) => {
		const text = attempt(() => textOf(readRaw(places, roadmap, topic)), undefined);
		return text === undefined ? [] : [{ roadmap, topic, text }];
	});
}

async function roadmapId(session: Session): Promise<string> {
	return (await session.roadmap()).compiled.roadmap.id;
}

function withLines(before: string, lines: string): string {
	return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines}\n`;
}
