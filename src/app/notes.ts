/**
 * The learner's notes: Markdown files, and the journal that knows how they changed.
 *
 * Whoever changes notes holds the lock; the notes are written first, whole, and then the event that knows what was changed.
 * A kill between the two leaves the notes changed, and undo does not know of it.
 */

import type { NoteText } from '../domain/backup.ts';
import { namesOf } from '../domain/find.ts';
import { type NotePatch, patchOf } from '../domain/notes.ts';
import type { Topic } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { withLock } from '../store/lock.ts';
import { notePresent, settledNote } from '../store/note-drafts.ts';
import {
	changesLock,
	noteCopies,
	notedRoadmaps,
	notedTopics,
	noteFile,
	packed,
	rawOf,
	readRaw,
	restoreNote,
	textOf,
	writeNote,
} from '../store/notes.ts';
import type { Session } from './session.ts';

/** A topic's notes, and their file. */
export interface NotePlace {
	readonly roadmap: string;
	/** The name that the topic had when they were begun. */
	readonly topic: string;
	readonly file: string;
}

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

/** The notes on a topic of the roadmap; '' where there are none. */
export async function notesOn(session: Session, topic: Topic): Promise<string> {
	const roadmap = await roadmapId(session);
	const read = (name: string) => orWarn(session, () => textOf(readRaw(session.places, roadmap, name)), '');
	const texts = namesOf(topic).map(read);
	return texts.filter((text) => text.trim() !== '').join('\n');
}

/** All notes on the roadmap, by the topic's id as it was when they were begun. */
export async function allNotes(session: Session): Promise<ReadonlyMap<string, string>> {
	const texts = notesIn(session, await roadmapId(session), (read, instead) => orWarn(session, read, instead));
	return new Map(texts.map(({ topic, text }) => [topic, text]));
}

/**
 * The notes on every roadmap.
 * @param unreadable what becomes of notes that cannot be read: they are told and left out, or are an error
 * @throws UserError
 */
export function notesEverywhere(session: Session, unreadable: 'warn' | 'throw'): NoteText[] {
	const attempt: Attempt = unreadable === 'warn' ? (read, instead) => orWarn(session, read, instead) : (read) => read();
	return attempt(() => notedRoadmaps(session.places), []).flatMap((roadmap) => notesIn(session, roadmap, attempt));
}

/** Second copies of notes that another program left, in the roadmap; they are told too. */
export async function secondCopies(session: Session, isWanted: (topic: string) => boolean) {
	const roadmap = await roadmapId(session);
	const found = orWarn(session, () => noteCopies(session.places, roadmap), []);
	const copies = found.filter(({ topic }) => isWanted(topic));
	for (const { topic, file } of copies)
		session.reporter.warn(`There is a second copy of the notes on ${topic}: ${file}. roadmap doctor says more.`);
	return copies;
}

/** Adds lines at the end of a topic's notes. @returns their file @throws UserError */
export function appendToNotes(session: Session, topic: Topic, lines: string): Promise<string> {
	return withChangesLock(session, async () => {
		const { file, ...place } = await notePlace(session, topic);
		await changeNotes(session, [{ ...place, change: (before) => withLines(before, rawOf(lines)) }], ([patch]) =>
			appendNoteEvent(session, place.topic, patch),
		);
		return file;
	});
}

/** Where a topic's notes are, or will be. @throws UserError */
export async function notePlace(session: Session, topic: Topic): Promise<NotePlace> {
	const roadmap = await roadmapId(session);
	const noted = notedTopics(session.places, roadmap);
	const name = namesOf(topic).find((one) => noted.includes(one)) ?? topic.id;
	return { roadmap, topic: name, file: noteFile(session.places, roadmap, name) };
}

/** Does something while no other process changes notes or takes a change back. What was read of the journals is forgotten. */
export function withChangesLock<T>(session: Session, work: () => Promise<T>): Promise<T> {
	return withLock(changesLock(session.places), () => {
		session.refresh();
		return work();
	});
}

/**
 * Takes the steps, then appends their event.
 * @param append appends it; it gets what each step changed, as an event keeps it
 * @throws UserError; all is then as it was, or the error is `kept`
 */
export async function changeNotes(
	session: Session,
	steps: readonly NoteStep[],
	append: (patches: readonly (NotePatch | undefined)[]) => unknown,
): Promise<void> {
	const written: Written[] = [];
	try {
		for (const step of steps) written.push(take(session, step));
		await append(written.map(({ before, after }) => packed(patchOf(before, after))));
	} catch (error) {
		if (!(error instanceof UserError && error.kept)) restore(session, written);
		throw error;
	}
	session.hasSaved = true;
	for (const { step, file = '', after } of written) notePresent(session.places, step.roadmap, step.topic, file, after);
	await session.registerRoadmap();
}

/** Appends that the notes on a topic changed. @throws UserError */
export async function appendNoteEvent(session: Session, topic: string, patch: NotePatch | undefined): Promise<void> {
	await session.append({ kind: 'note', topic, ...(patch && { patch }) });
}

function take({ places }: Session, step: NoteStep): Written {
	const { roadmap, topic } = step;
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
function restore({ places }: Session, written: readonly Written[]): void {
	for (const { step, file, after } of written.toReversed())
		if (after !== (file ?? '')) restoreNote(places, step.roadmap, step.topic, file);
}

type Attempt = <T>(read: () => T, instead: T) => T;

/** Notes that cannot be read are told, and stop nothing else. */
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
	return attempt(() => notedTopics(places, roadmap), []).flatMap((topic) => {
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
