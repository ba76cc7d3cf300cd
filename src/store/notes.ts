/**
 * The learner's notes: a Markdown file for each topic, `notes/<roadmap>/<topic>.md`, theirs to edit with anything.
 *
 * What a change did to them stands in its event, so that it can be taken back. Events of older versions have it in a file
 * (`.before/<event>.md`): the number of a line (`@@ 3`), the lines that stood there (`-…`), and those that stand there since
 * (`+…`).
 */
import fs from 'node:fs';
import path from 'node:path';
import type { NoteChange } from '../domain/event.ts';
import { LARGEST_NOTE, type NotePatch, type Patch, readNotePatch } from '../domain/notes.ts';
import { safeLine } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { isWritten, realFile, writeAtomic } from './atomic.ts';
import { errorCode, fileError, listNames, makeFolder, readPlain } from './files.ts';
import type { Places } from './places.ts';

/** What one event keeps of a change of notes, in bytes: every start reads the journal. A larger one cannot be taken back. */
const LARGEST_PATCH = 1024 * 1024;

/** Where a topic's notes are, or will be. @param topic an id; being one, it cannot leave the folder */
export function noteFile(places: Places, roadmap: string, topic: string): string {
	return path.join(notesFolder(places, roadmap), `${topic}.md`);
}

/**
 * A topic's notes as they stand in the file; '' where there are none. Their bytes as letters (latin1), so that what is no
 * UTF-8 stays what it is; `textOf` and `rawOf` lead from one to the other.
 * @throws UserError
 */
export function readRaw(places: Places, roadmap: string, topic: string): string {
	return readRawIfThere(places, roadmap, topic) ?? '';
}

/** The same; undefined where there is no file. @throws UserError */
export function readRawIfThere(places: Places, roadmap: string, topic: string): string | undefined {
	return readBytes(noteFile(places, roadmap, topic))?.toString('latin1');
}

export function textOf(raw: string): string {
	return Buffer.from(raw, 'latin1').toString('utf8');
}

export function rawOf(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

function readBytes(file: string): Buffer | undefined {
	try {
		const { size = 0 } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
		if (size > LARGEST_NOTE) throw tooLarge(file);
		return readPlain(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw fileError(error, 'read', file);
	}
}

/** The topics that have notes, by id, in no particular order. @throws UserError */
export function notedTopics(places: Places, roadmap: string): string[] {
	const folder = notesFolder(places, roadmap);
	const names = listNames(folder).filter((name) => name.endsWith('.md') && isFile(path.join(folder, name)));
	return names.map((name) => name.slice(0, -'.md'.length)).filter((topic) => SLUG.test(topic));
}

/** The roadmaps that have notes, by id. @throws UserError */
export function notedRoadmaps(places: Places): string[] {
	const folder = path.join(places.data, 'notes');
	return listNames(folder).filter((name) => SLUG.test(name) && !isFile(path.join(folder, name)));
}

/** Second copies of notes that another program put beside them, by what they are called. */
export function noteCopies(places: Places, roadmap: string): { readonly topic: string; readonly file: string }[] {
	const folder = notesFolder(places, roadmap);
	return listNames(folder).flatMap((name) => {
		const topic = /^[a-z0-9][a-z0-9-]{0,63}/.exec(name)?.[0] ?? '';
		const isCopy = name.endsWith('.md') && isNoteCopy(name.slice(topic.length, -'.md'.length));
		return isCopy && topic !== '' ? [{ topic, file: path.join(folder, name) }] : [];
	});
}

/** A note that waits for the learner: two versions in one file, or a second copy beside it. */
export interface ConflictedNote {
	readonly roadmap: string;
	readonly topic: string;
	readonly file: string;
	/** Both versions are in the file, between marks; or another program put a copy beside it. */
	readonly how: 'marked' | 'copy';
}

/** The notes with two versions. @throws UserError */
export function conflictedNotes(places: Places): ConflictedNote[] {
	return notedRoadmaps(places).flatMap((roadmap) => {
		const marked = notedTopics(places, roadmap).filter(
			(topic) => conflictedLine(readRaw(places, roadmap, topic)) !== undefined,
		);
		return [
			...marked.map((topic) => ({ roadmap, topic, file: noteFile(places, roadmap, topic), how: 'marked' as const })),
			...noteCopies(places, roadmap).map((copy) => ({ roadmap, ...copy, how: 'copy' as const })),
		];
	});
}

/**
 * Whether what stands behind a topic's name is how another program names a second copy: Syncthing's
 * `.sync-conflict-20261127-101010-ABCDEFG`, Dropbox's and Nextcloud's ` (conflicted copy 2026-11-27)`, iCloud's ` 2`, and
 * what file managers make of a copy.
 */
function isNoteCopy(rest: string): boolean {
	return /^(?:\.sync-conflict-| ?\([^)]*\)$| \d+$| (?:copy|- Copy)\b|_conflict-)/.test(rest);
}

/** The line, from 1, where two versions stand between git's marks; undefined where none do. */
export function conflictedLine(text: string): number | undefined {
	const lines = text.split('\n');
	const begin = lines.findIndex((line) => line.startsWith('<<<<<<< '));
	const middle = begin < 0 ? -1 : lines.findIndex((line, i) => i > begin && line.startsWith('======='));
	const end = middle < 0 ? -1 : lines.findIndex((line, i) => i > middle && line.startsWith('>>>>>>> '));
	return end < 0 ? undefined : begin + 1;
}

/** Makes the folder that notes are written to, so that an editor can save there. @throws UserError */
export function makeRoom(places: Places, roadmap: string): void {
	const folder = notesFolder(places, roadmap);
	try {
		makeFolder(folder);
	} catch (error) {
		throw fileError(error, 'write', folder);
	}
}

/** What an event keeps of a change of notes; undefined where that is too much for a line of the journal. */
export function packed({ at, before, after }: Patch): NotePatch | undefined {
	const lines = [...before, ...after].join('\n');
	if (lines.length > LARGEST_PATCH) return undefined;
	if (rawOf(textOf(lines)) !== lines) return { at, before, after, bytes: true };
	return { at, before: before.map(textOf), after: after.map(textOf) };
}

/** What a change did to the notes, as bytes; undefined where that is not known here. @throws UserError */
export function changeOf(places: Places, { patch, roadmap, id }: NoteChange): Patch | undefined {
	const { bytes = false, ...kept } = readNotePatch(patch) ?? {};
	if (!('at' in kept)) return readPatch(readBytes(beforeFile(places, roadmap, id))?.toString('latin1') ?? '');
	return bytes ? kept : { at: kept.at, before: kept.before.map(rawOf), after: kept.after.map(rawOf) };
}

function readPatch(text: string): Patch | undefined {
	const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
	const at = Number(/^@@ (\d+)$/.exec(head)?.[1]) - 1;
	if (!(at >= 0)) return undefined;
	const those = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
	return { at, before: those('-'), after: those('+') };
}

/**
 * Writes a topic's notes whole, unless they are not any more what they were.
 * @param was bytes as letters; undefined where there is no file
 * @returns false where somebody changed them meanwhile: then nothing was written
 * @throws UserError; the notes are then as they were, or the error is `kept`
 */
export function writeNote(
	places: Places,
	roadmap: string,
	topic: string,
	was: string | undefined,
	raw: string,
): boolean {
	const file = noteFile(places, roadmap, topic);
	if (raw.length > LARGEST_NOTE) throw tooLarge(file);
	try {
		return writeAtomic(realFile(file), bytesOf(raw), { ifUnchanged: was === undefined ? null : bytesOf(was) });
	} catch (error) {
		if (isWritten(error)) restoreNote(places, roadmap, topic, was);
		throw fileError(error, 'write', file);
	}
}

/**
 * Makes a topic's notes what they were before a change whose event did not come.
 * @throws UserError, which is `kept`: the change stays in them
 */
export function restoreNote(places: Places, roadmap: string, topic: string, was: string | undefined): void {
	const file = noteFile(places, roadmap, topic);
	try {
		if (was === undefined) fs.rmSync(file, { force: true });
		else writeAtomic(realFile(file), bytesOf(was));
	} catch (error) {
		if (isWritten(error)) return;
		const why = fileError(error, 'write', file);
		const message = `The notes are changed, but undo does not know of it. ${why instanceof Error ? why.message : why}`;
		throw new UserError(message, { hint: 'roadmap notes shows them.', kept: true });
	}
}

/** The lock that whoever changes notes, or takes a change back, holds. */
export function changesLock(places: Places): string {
	return path.join(places.data, 'changes.lock');
}

function bytesOf(raw: string): Buffer {
	return Buffer.from(raw, 'latin1');
}

function tooLarge(file: string): UserError {
	return new UserError(`${safeLine(file)} is too large: notes may have 16 MiB.`);
}

function isFile(file: string): boolean {
	try {
		try {
			return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
		} catch (error) {
			throw fileError(error, 'read', file);
		}
	} catch (error) {
		// Links that lead back to themselves.
		if (errorCode(error) === 'ELOOP') return false;
		throw error;
	}
}

function notesFolder(places: Places, roadmap: string): string {
	return path.join(places.data, 'notes', roadmap);
}

function beforeFile(places: Places, roadmap: string, event: string): string {
	return path.join(notesFolder(places, roadmap), '.before', `${event}.md`);
}
