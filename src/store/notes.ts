/**
 * The learner's notes: one Markdown file per topic, `notes/<roadmap>/<topic>.md`, editable with any program.
 *
 * An event carries the patch it made, so that it can be undone. Older versions kept the patch in `.before/<event>.md`:
 * a line number (`@@ 3`), the lines removed (`-…`) and the lines added (`+…`).
 */
import fs from 'node:fs';
import path from 'node:path';
import type { NoteChange } from '../domain/event.ts';
import { MAX_NOTE_BYTES, type NotePatch, type Patch, readNotePatch } from '../domain/notes.ts';
import { safeLine } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import { isWritten, realFile, writeAtomic } from './atomic.ts';
import { errorCode, fileError, listNames, makeFolder, readPlain } from './files.ts';
import type { Places } from './places.ts';

/**
 * The largest patch kept in an event, in bytes, since every start reads the journal. Larger changes cannot be undone.
 */
const MAX_PATCH_BYTES = 1024 * 1024;

/** Returns the path of a topic's note. @param topic an id, which cannot contain path separators */
export function noteFile(places: Places, roadmap: string, topic: string): string {
	return path.join(notesFolder(places, roadmap), `${topic}.md`);
}

/**
 * Reads a topic's note; '' if there is none. The bytes are decoded as latin1, so that invalid UTF-8 survives a round
 * trip; `textOf` and `rawOf` convert.
 * @throws UserError
 */
export function readRaw(places: Places, roadmap: string, topic: string): string {
	return readRawIfThere(places, roadmap, topic) ?? '';
}

/** Like `readRaw`, but undefined if there is no file. @throws UserError */
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
		if (size > MAX_NOTE_BYTES) throw tooLarge(file);
		return readPlain(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw fileError(error, 'read', file);
	}
}

/** Lists the ids of the topics that have notes, in no particular order. @throws UserError */
export function topicsWithNotes(places: Places, roadmap: string): string[] {
	const folder = notesFolder(places, roadmap);
	const names = listNames(folder).filter((name) => name.endsWith('.md') && isFile(path.join(folder, name)));
	return names.map((name) => name.slice(0, -'.md'.length)).filter((topic) => SLUG.test(topic));
}

/** Lists the ids of the roadmaps that have notes. @throws UserError */
export function roadmapsWithNotes(places: Places): string[] {
	const folder = path.join(places.data, 'notes');
	return listNames(folder).filter((name) => SLUG.test(name) && !isFile(path.join(folder, name)));
}

/** Finds copies of notes that other programs made, by their names. */
export function noteCopies(places: Places, roadmap: string): { readonly topic: string; readonly file: string }[] {
	const folder = notesFolder(places, roadmap);
	return listNames(folder).flatMap((name) => {
		const topic = /^[a-z0-9](?:-*[a-z0-9])*/.exec(name)?.[0] ?? '';
		const isCopy = name.endsWith('.md') && isNoteCopy(name.slice(topic.length, -'.md'.length));
		return isCopy && topic !== '' ? [{ topic, file: path.join(folder, name) }] : [];
	});
}

/** A note the learner has to resolve: conflict markers in the file, or a copy beside it. */
export interface ConflictedNote {
	readonly roadmap: string;
	readonly topic: string;
	readonly file: string;
	/** `marked`: both versions are in the file, between conflict markers. `copy`: another program made a copy. */
	readonly how: 'marked' | 'copy';
}

/** Lists the notes with two versions. @throws UserError */
export function conflictedNotes(places: Places): ConflictedNote[] {
	return roadmapsWithNotes(places).flatMap((roadmap) => {
		const marked = topicsWithNotes(places, roadmap).filter(
			(topic) => conflictedLine(readRaw(places, roadmap, topic)) !== undefined,
		);
		return [
			...marked.map((topic) => ({ roadmap, topic, file: noteFile(places, roadmap, topic), how: 'marked' as const })),
			...noteCopies(places, roadmap).map((copy) => ({ roadmap, ...copy, how: 'copy' as const })),
		];
	});
}

/**
 * Whether the rest of a file name marks a copy: Syncthing's `.sync-conflict-20261127-101010-ABCDEFG`, Dropbox's and
 * Nextcloud's ` (conflicted copy 2026-11-27)`, iCloud's ` 2`, OneDrive's `-MACHINE`, Resilio's `.Conflict`,
 * git-annex's `.variant-1a2b`, and the names that file managers give.
 */
function isNoteCopy(rest: string): boolean {
	return /^(?:-[A-Z]|\.[Cc]onflict\b|\.variant-|\.sync-conflict-| ?\([^)]*\)$| \d+$| (?:copy|- Copy)\b|_conflict-)/.test(
		rest,
	);
}

/** Returns the line of the first conflict marker, counting from 1; undefined if there is no conflict. */
export function conflictedLine(text: string): number | undefined {
	const lines = text.split('\n');
	const begin = lines.findIndex((line) => line.startsWith('<<<<<<< '));
	const middle = begin < 0 ? -1 : lines.findIndex((line, i) => i > begin && line.startsWith('======='));
	const end = middle < 0 ? -1 : lines.findIndex((line, i) => i > middle && line.startsWith('>>>>>>> '));
	return end < 0 ? undefined : begin + 1;
}

/** Creates the notes folder, so that an editor can save there. @throws UserError */
export function makeNotesFolder(places: Places, roadmap: string): void {
	const folder = notesFolder(places, roadmap);
	try {
		makeFolder(folder);
	} catch (error) {
		throw fileError(error, 'write', folder);
	}
}

/** Returns the patch as an event stores it; undefined if it is too large for a journal line. */
export function toNotePatch({ at, before, after }: Patch): NotePatch | undefined {
	const lines = [...before, ...after].join('\n');
	if (lines.length > MAX_PATCH_BYTES) return undefined;
	if (rawOf(textOf(lines)) !== lines) return { at, before, after, bytes: true };
	return { at, before: before.map(textOf), after: after.map(textOf) };
}

/**
 * Returns the patch of a note change, decoded as latin1; undefined if this device does not have it. @throws UserError
 */
export function notePatchOf(places: Places, { patch, roadmap, id }: NoteChange): Patch | undefined {
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
 * Writes a topic's note atomically, unless it has changed since it was read.
 * @param was the content when read, decoded as latin1; undefined if there was no file
 * @returns false, with nothing written, if it has changed
 * @throws UserError; the note is then unchanged, or the error is marked `kept`
 */
export function writeNote(
	places: Places,
	roadmap: string,
	topic: string,
	was: string | undefined,
	raw: string,
): boolean {
	const file = noteFile(places, roadmap, topic);
	if (raw.length > MAX_NOTE_BYTES) throw tooLarge(file);
	try {
		return writeAtomic(realFile(file), bytesOf(raw), { ifUnchanged: was === undefined ? null : bytesOf(was) });
	} catch (error) {
		if (isWritten(error)) restoreNote(places, roadmap, topic, was);
		throw fileError(error, 'write', file);
	}
}

/**
 * Restores a topic's note after its event could not be appended.
 * @throws UserError marked `kept` if that fails too: the change stays in the note
 */
export function restoreNote(places: Places, roadmap: string, topic: string, was: string | undefined): void {
	const file = noteFile(places, roadmap, topic);
	try {
		if (was === undefined) fs.rmSync(file, { force: true });
		else writeAtomic(realFile(file), bytesOf(was));
	} catch (error) {
		if (isWritten(error)) return;
		const why = fileError(error, 'write', file);
		const message = `The notes are changed, but undo does not know about it. ${why instanceof Error ? why.message : why}`;
		throw new UserError(message, { hint: 'roadmap notes shows them.', kept: true });
	}
}

/** The lock to hold while changing notes or undoing a change. */
export function changesLock(places: Places): string {
	return path.join(places.data, 'changes.lock');
}

function bytesOf(raw: string): Buffer {
	return Buffer.from(raw, 'latin1');
}

function tooLarge(file: string): UserError {
	return new UserError(`${safeLine(file)} is too large: notes can be 16 MiB at most.`);
}

function isFile(file: string): boolean {
	try {
		return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
	} catch (error) {
		// A link that leads to itself.
		if (errorCode(error) === 'ELOOP') return false;
		throw fileError(error, 'read', file);
	}
}

function notesFolder(places: Places, roadmap: string): string {
	return path.join(places.data, 'notes', roadmap);
}

function beforeFile(places: Places, roadmap: string, event: string): string {
	return path.join(notesFolder(places, roadmap), '.before', `${event}.md`);
}
