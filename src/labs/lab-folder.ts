/**
 * A lab's folder. The learner's files in it are never overwritten. A file we wrote is updated if nobody has changed it;
 * otherwise the new version is put beside it (`answer.new.sql`). A hidden file records which lab the folder belongs to
 * and what we wrote.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { isRecord, isSlug, parseJson } from '../domain/values.ts';
import { UserError } from '../errors.ts';
import { writeAtomic } from '../store/atomic.ts';
import { errorCode, fileError, isNotAFile, nonFileKind, readIfThere, readPlain } from '../store/files.ts';
import { freeName } from '../store/user-files.ts';
import type { LabFile } from './files.ts';

/** Identifies a lab of a roadmap. */
export interface LabId {
	readonly roadmap: string;
	readonly topic: string;
	readonly lab: string;
}

export interface LaidOut {
	/** Absolute. */
	readonly folder: string;
	/** Names of files that did not exist before. */
	readonly made: readonly string[];
	/** New versions put beside files that the learner has changed. */
	readonly beside: readonly { readonly name: string; readonly file: string }[];
}

const NOTE = '.roadmap-lab.json';
const MAX_RECORD_BYTES = 64 * 1024;
/** The engines' limit too, since answers are written by hand. In bytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_VERSIONS = 1_000;

interface LabNote extends LabId {
	/** File name → hash of what we last wrote. */
	readonly files: ReadonlyMap<string, string>;
}

/**
 * Creates or updates a lab's folder under `base`.
 * @param isChosen whether the learner named `base`, which may then be a link
 * @throws UserError if something is in the way; nothing is written then
 */
export function layOut(base: string, isChosen: boolean, id: LabId, files: readonly LabFile[]): LaidOut {
	const folder = path.resolve(base, id.topic, id.lab);
	try {
		makeFolders(path.resolve(base), isChosen, [id.topic, id.lab]);
		const note = readNote(folder);
		if (note && !isSame(note, id)) throw anotherLab(folder, note);
		const known = note?.files ?? new Map<string, string>();
		const steps = files.map((file) => stepFor(folder, file, known));
		for (const { target, bytes, before } of steps) if (before !== undefined) put(target, bytes, before);
		const written = steps.map(({ target, bytes }) => [path.basename(target), hashOf(bytes)] as const);
		const current = files.map(({ name, bytes }) => [name, hashOf(bytes)] as const);
		keepNote(folder, { ...id, files: new Map([...known, ...written, ...current]) });
		const fresh = steps.filter(({ before }) => before === null);
		return {
			folder,
			made: fresh.filter(({ name, target }) => path.basename(target) === name).map(({ name }) => name),
			beside: steps
				.filter(({ name, target, before }) => before !== undefined && path.basename(target) !== name)
				.map(({ name, target }) => ({ name, file: target })),
		};
	} catch (error) {
		throw inTheWay(error, folder);
	}
}

/** The folder under which a lab's folder was made. */
export function baseOf(folder: string): string {
	return path.dirname(path.dirname(folder));
}

/** Returns a file in a lab's folder, absolute. */
export function fileIn(folder: string, name: string): string {
	return path.resolve(folder, name);
}

/** Formats a file as typed in the current folder: relative if it is below it. */
export function fromHere(file: string): string {
	const relative = path.relative('.', file);
	return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

/** Finds the lab whose folder this is or contains it. */
export function labAround(from: string): { readonly id: LabId; readonly folder: string } | undefined {
	for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
		const note = readNote(folder);
		if (note) return { id: { roadmap: note.roadmap, topic: note.topic, lab: note.lab }, folder };
		if (path.dirname(folder) === folder) return undefined;
	}
}

/** Whether a folder still belongs to that lab. */
export function isLabFolder(folder: string, id: LabId): boolean {
	const note = readNote(folder);
	return note !== undefined && isSame(note, id);
}

/** Reads the learner's file; undefined if there is none. @throws UserError */
export function readAnswer(folder: string, name: string): string | undefined {
	const file = path.join(folder, name);
	try {
		return textOf(readPlain(file, { maxBytes: MAX_ANSWER_BYTES, isLinkRead: false }), file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		if (!isNotAFile(error)) throw inTheWay(error, file);
		throw new UserError(`${safeLine(file)}: ${error.message}.`, {
			hint: 'Move it away and write the answer as a file of text; roadmap lab makes a new one to begin with.',
		});
	}
}

/** @throws UserError if it is not UTF-8, which the engines would report as a strange word on line 1 */
function textOf(bytes: Buffer, file: string): string {
	if (isUtf8(bytes)) return bytes.toString('utf8');
	throw new UserError(`${safeLine(file)} is not text in UTF-8.`, { hint: 'Save it as UTF-8 in your editor.' });
}

/** Returns a text that changes whenever the learner's file is saved. */
export function stampOfAnswer(folder: string, name: string): string {
	try {
		const { ino, size, mtimeMs } = fs.statSync(path.join(folder, name));
		return `${ino} ${size} ${mtimeMs}`;
	} catch (error) {
		return String(error);
	}
}

/**
 * Moves the learner's file aside and puts the starter in its place.
 * @returns its new name; undefined if it was the starter, or did not exist
 * @throws UserError; the learner's file is then unchanged
 */
export function resetAnswer(folder: string, { name, bytes }: LabFile): string | undefined {
	const file = path.join(folder, name);
	try {
		const before = bytesOf(file);
		if (before?.equals(bytes)) return undefined;
		// The copy is written first, and the starter replaces only what was copied, so that the learner's text is always in
		// some file.
		const away = before && putAway(folder, name, before);
		put(file, bytes, before ?? null);
		return away;
	} catch (error) {
		throw inTheWay(error, file);
	}
}

function putAway(folder: string, name: string, bytes: Buffer): string {
	for (const other of versionsOf(name, 'old')) {
		if (isPut(path.join(folder, other), bytes, null)) return other;
	}
	throw new UserError(`There are ${MAX_VERSIONS} old versions of ${name} in ${safeLine(folder)}.`, {
		hint: 'Remove those that you do not need.',
	});
}

interface Step {
	readonly name: string;
	/** Where to write it, or where it already is. */
	readonly target: string;
	readonly bytes: Buffer;
	/** The content to replace, or null if there is no file; undefined if nothing is to be written. */
	readonly before: Buffer | null | undefined;
}

function stepFor(folder: string, { name, bytes }: LabFile, known: ReadonlyMap<string, string>): Step {
	const hash = hashOf(bytes);
	for (const candidate of [name, ...versionsOf(name, 'new')]) {
		const target = path.join(folder, candidate);
		const found = bytesOf(target);
		const step = { name, target, bytes };
		if (!found) return { ...step, before: null };
		const now = hashOf(found);
		const was = known.get(candidate);
		if (now === hash || (candidate === name && was === hash)) return { ...step, before: undefined };
		if (now === was) return { ...step, before: found };
	}
	throw new UserError(`There are ${MAX_VERSIONS} versions of ${name} in ${safeLine(folder)}.`, {
		hint: 'Remove those that you do not need.',
	});
}

/** `answer.new.sql`, `answer.new-2.sql`, … */
function versionsOf(name: string, word: 'new' | 'old'): string[] {
	const { name: stem, ext } = path.parse(name);
	return Array.from({ length: MAX_VERSIONS }, (_, i) => `${stem}.${word}${i === 0 ? '' : `-${i + 1}`}${ext}`);
}

/** @throws UserError for a link, a pipe or a folder */
function bytesOf(file: string): Buffer | undefined {
	try {
		return readPlain(file, { isLinkRead: false });
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw isNotAFile(error) ? new UserError(`${safeLine(file)}: ${error.message}.`, { hint: MOVE }) : error;
	}
}

const MOVE = 'Move it away, then run it again. Nothing of yours was changed.';

function isPut(file: string, bytes: Buffer, before: Buffer | null): boolean {
	const temporary = freeName(path.dirname(file));
	return writeAtomic(file, bytes, { mode: 'umask', temporary, ifUnchanged: before });
}

function put(file: string, bytes: Buffer, before: Buffer | null): void {
	if (isPut(file, bytes, before)) return;
	throw new UserError(`${safeLine(file)} was changed at this moment, so it stays as it is.`, { hint: 'Run it again.' });
}

/** One by one, because each must be a real folder and not a link. */
function makeFolders(base: string, isChosen: boolean, names: readonly string[]): void {
	let folder = base;
	if (isChosen && fs.statSync(base, { throwIfNoEntry: false })?.isDirectory()) folder = fs.realpathSync(base);
	else makeOne(folder);
	for (const name of names) {
		folder = path.join(folder, name);
		makeOne(folder);
	}
}

function makeOne(folder: string): void {
	try {
		fs.mkdirSync(folder);
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') throw error;
		const found = fs.lstatSync(folder);
		if (found.isDirectory()) return;
		const what = nonFileKind(found) ?? 'a file';
		throw new UserError(`${safeLine(folder)} is ${what}, where a folder is needed.`, { hint: MOVE });
	}
}

function readNote(folder: string): LabNote | undefined {
	const file = path.join(folder, NOTE);
	let text: string | undefined;
	try {
		text = readIfThere(file, MAX_RECORD_BYTES);
	} catch {
		return undefined;
	}
	const value = parseJson(text ?? '');
	if (!isRecord(value) || !isRecord(value.files)) return undefined;
	const { roadmap, topic, lab } = value;
	if (!isSlug(roadmap) || !isSlug(topic) || !isSlug(lab)) return undefined;
	const files = Object.entries(value.files).flatMap(([name, hash]) =>
		typeof hash === 'string' ? [[name, hash] as const] : [],
	);
	return { roadmap, topic, lab, files: new Map(files) };
}

function keepNote(folder: string, { files, ...id }: LabNote): void {
	const file = path.join(folder, NOTE);
	const text = `${JSON.stringify({ ...id, files: Object.fromEntries(files) }, null, '\t')}\n`;
	if (bytesOf(file)?.toString('utf8') === text) return;
	writeAtomic(file, text, { mode: 'umask', temporary: freeName(folder) });
}

function isSame(a: LabId, b: LabId): boolean {
	return a.roadmap === b.roadmap && a.topic === b.topic && a.lab === b.lab;
}

function anotherLab(folder: string, { roadmap, topic, lab }: LabId): UserError {
	return new UserError(`${safeLine(folder)} is the folder of another lab: ${topic}/${lab} of ${roadmap}.`, {
		hint: 'Choose another place: roadmap lab <lab> --in <folder>',
	});
}

function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

function inTheWay(error: unknown, file: string): unknown {
	return fileError(error, isNotAFile(error) ? 'read' : 'write', file);
}
