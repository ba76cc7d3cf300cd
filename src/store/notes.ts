/**
 * The learner's notes: a Markdown file for each topic, `notes/<roadmap>/<topic>.md`, theirs to edit with anything.
 *
 * What a change did to them is kept beside them (`.before/<event>.md`), so that it can be taken back: the number of a line
 * (`@@ 3`), the lines that stood there (`-…`), and those that stand there since (`+…`).
 */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import type { NoteChange } from '../model/event.ts';
import { type Patch, patchOf, withoutPatch } from '../model/notes.ts';
import { safeLine } from '../model/safe.ts';
import { SLUG } from '../model/types.ts';
import { errorCode, fileError, makeFolder, syncFolder, writeWhole } from './files.ts';
import type { Places } from './places.ts';

/** In bytes. */
const MOST = 16 * 1024 * 1024;

/** Where a topic's notes are, or will be. @param topic an id; being one, it cannot leave the folder */
export function noteFile(places: Places, roadmap: string, topic: string): string {
	return path.join(notesFolder(places, roadmap), `${topic}.md`);
}

/** A topic's notes; '' where there are none. @throws UserError */
export function readNote(places: Places, roadmap: string, topic: string): string {
	return readBytes(noteFile(places, roadmap, topic)).toString('utf8');
}

function readBytes(file: string): Buffer {
	try {
		const { size = 0 } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
		if (size > MOST) throw new UserError(`${safeLine(file)} is too large: notes may have 16 MiB.`);
		return fs.readFileSync(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
		throw fileError(error, 'read', file);
	}
}

/** The topics that have notes, by id, in no particular order. @throws UserError */
export function notedTopics(places: Places, roadmap: string): string[] {
	const folder = notesFolder(places, roadmap);
	try {
		const names = fs.readdirSync(folder).filter((name) => name.endsWith('.md') && isFile(path.join(folder, name)));
		return names.map((name) => name.slice(0, -'.md'.length)).filter((topic) => SLUG.test(topic));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/** The roadmaps that have notes, by id. @throws UserError */
export function notedRoadmaps(places: Places): string[] {
	const folder = path.join(places.data, 'notes');
	try {
		return fs.readdirSync(folder).filter((name) => SLUG.test(name) && !isFile(path.join(folder, name)));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/** The line, from 1, where two versions stand that could not be merged; undefined where none do. */
export function conflictedLine(text: string): number | undefined {
	const at = text.search(/^<{7} /m);
	return at < 0 ? undefined : text.slice(0, at).split('\n').length;
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

/** Keeps what a change does to the text, so that it can be taken back. @throws UserError */
export function keepChange(places: Places, { roadmap, id }: NoteChange, before: string, after: string): void {
	const { at, before: gone, after: come } = patchOf(before, after);
	const lines = [`@@ ${at + 1}`, ...gone.map((line) => `-${line}`), ...come.map((line) => `+${line}`)];
	writeFile(beforeFile(places, roadmap, id), `${lines.join('\n')}\n`);
}

/**
 * Takes a change out of a topic's notes; what was written since stays.
 * @returns false where the notes stay as they are: what was changed is not known here, or was changed again
 * @throws UserError; the notes are then as they were
 */
export function takeOut(places: Places, { roadmap, topic, id }: NoteChange): boolean {
	const file = noteFile(places, roadmap, topic);
	// Byte for byte: what is no UTF-8 stays what it is.
	const patch = readPatch(readBytes(beforeFile(places, roadmap, id)).toString('latin1'));
	const text = patch && withoutPatch(readBytes(file).toString('latin1'), patch);
	if (text === undefined) return false;
	writeFile(file, Buffer.from(text, 'latin1'));
	return true;
}

function readPatch(text: string): Patch | undefined {
	const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
	const at = Number(/^@@ (\d+)$/.exec(head)?.[1]) - 1;
	if (!(at >= 0)) return undefined;
	const those = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
	return { at, before: those('-'), after: those('+') };
}

/** Writes a topic's notes whole. @throws UserError; the notes are then as they were */
export function writeNote(places: Places, roadmap: string, topic: string, text: string): void {
	writeFile(noteFile(places, roadmap, topic), text);
}

/**
 * Adds lines at the end, whatever another process adds at the same time, and returns when they are on the disk.
 * @throws UserError; the notes are then as they were
 */
export function appendNote(places: Places, roadmap: string, topic: string, lines: string): void {
	const file = noteFile(places, roadmap, topic);
	try {
		makeFolder(path.dirname(file));
		const fd = fs.openSync(file, 'a+', 0o600);
		try {
			appendAll(fd, lines);
		} finally {
			fs.closeSync(fd);
		}
		syncFolder(path.dirname(file));
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function appendAll(fd: number, lines: string): void {
	const { size } = fs.fstatSync(fd);
	try {
		fs.writeFileSync(fd, `${endsInside(fd, size) ? '\n' : ''}${lines}\n`);
		fs.fsyncSync(fd);
	} catch (error) {
		// What could not be added whole is not added.
		fs.ftruncateSync(fd, size);
		throw error;
	}
}

function endsInside(fd: number, size: number): boolean {
	const last = Buffer.alloc(1);
	return size > 0 && fs.readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 10;
}

/** A note that is a link to a file elsewhere stays one. */
function writeFile(file: string, content: string | Buffer): void {
	try {
		writeWhole(fs.existsSync(file) ? fs.realpathSync(file) : file, content);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function isFile(file: string): boolean {
	return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function notesFolder(places: Places, roadmap: string): string {
	return path.join(places.data, 'notes', roadmap);
}

function beforeFile(places: Places, roadmap: string, event: string): string {
	return path.join(notesFolder(places, roadmap), '.before', `${event}.md`);
}
