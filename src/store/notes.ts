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
import type { Patch } from '../model/notes.ts';
import { safeLine } from '../model/safe.ts';
import { SLUG } from '../model/types.ts';
import { realFile, writeAtomic } from './atomic.ts';
import { closeQuietly, errorCode, fileError, fullDisk, makeFolder, readPlain, syncFolder } from './files.ts';
import type { Places } from './places.ts';

/** A change of notes, by its name. */
type Change = Pick<NoteChange, 'roadmap' | 'id'>;

/** In bytes. */
const MOST = 16 * 1024 * 1024;

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
	return readBytes(noteFile(places, roadmap, topic)).toString('latin1');
}

export function textOf(raw: string): string {
	return Buffer.from(raw, 'latin1').toString('utf8');
}

export function rawOf(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

function readBytes(file: string): Buffer {
	try {
		const { size = 0 } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
		if (size > MOST) throw new UserError(`${safeLine(file)} is too large: notes may have 16 MiB.`);
		return readPlain(file);
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

/** The line, from 1, where two versions stand that sync could not merge; undefined where none do. */
export function conflictedLine(text: string): number | undefined {
	const lines = text.split('\n');
	const begin = lines.findIndex((line) => line.startsWith('<<<<<<< '));
	const end = lines.findLastIndex((line) => /^>{7} .*delete the(?:se)? marks\r?$/.test(line));
	return begin >= 0 && begin < end ? begin + 1 : undefined;
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

/** Keeps what a change does to the notes, so that it can be taken back. @throws UserError */
export function keepChange(places: Places, { roadmap, id }: Change, { at, before, after }: Patch): void {
	const lines = [`@@ ${at + 1}`, ...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
	writeFile(beforeFile(places, roadmap, id), `${lines.join('\n')}\n`);
}

/** Of a change that did not come. What stays of it harms nothing. */
export function forgetChange(places: Places, { roadmap, id }: Change): void {
	try {
		fs.rmSync(beforeFile(places, roadmap, id), { force: true });
	} catch {
		// As above.
	}
}

/** What a change did to the notes; undefined where that is not known here. @throws UserError */
export function changeOf(places: Places, { roadmap, id }: Change): Patch | undefined {
	return readPatch(readBytes(beforeFile(places, roadmap, id)).toString('latin1'));
}

function readPatch(text: string): Patch | undefined {
	const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
	const at = Number(/^@@ (\d+)$/.exec(head)?.[1]) - 1;
	if (!(at >= 0)) return undefined;
	const those = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
	return { at, before: those('-'), after: those('+') };
}

/** Writes a topic's notes whole. @param raw bytes as letters @throws UserError; the notes are then as they were */
export function writeNote(places: Places, roadmap: string, topic: string, raw: string): void {
	writeFile(noteFile(places, roadmap, topic), raw);
}

/**
 * Adds lines at the end, whatever another process adds at the same time, and returns when they are on the disk.
 * @param raw bytes as letters
 * @throws UserError; the notes are then as they were, unless it was only the disk that did not confirm them
 */
export function appendNote(places: Places, roadmap: string, topic: string, raw: string): void {
	const file = noteFile(places, roadmap, topic);
	try {
		makeFolder(path.dirname(file));
		const fd = fs.openSync(file, 'a+', 0o600);
		try {
			appendAll(fd, file, raw);
			fs.fsyncSync(fd);
		} finally {
			closeQuietly(fd);
		}
		syncFolder(path.dirname(file));
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function appendAll(fd: number, file: string, raw: string): void {
	const { size } = fs.fstatSync(fd);
	const bytes = Buffer.from(`${endsInside(fd, size) ? '\n' : ''}${raw}\n`, 'latin1');
	const written = fs.writeSync(fd, bytes);
	if (written === bytes.length) return;
	takeOff(fd, bytes.subarray(0, written));
	throw fullDisk(file);
}

/** What could not be added whole is not added, unless somebody has written behind it already. */
function takeOff(fd: number, part: Buffer): void {
	const start = fs.fstatSync(fd).size - part.length;
	const last = Buffer.alloc(part.length);
	fs.readSync(fd, last, 0, last.length, start);
	if (last.equals(part)) fs.ftruncateSync(fd, start);
}

function endsInside(fd: number, size: number): boolean {
	const last = Buffer.alloc(1);
	return size > 0 && fs.readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 10;
}

/** A note that is a link to a file elsewhere stays one. */
function writeFile(file: string, raw: string): void {
	try {
		writeAtomic(realFile(file), Buffer.from(raw, 'latin1'));
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function isFile(file: string): boolean {
	try {
		return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
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
