/** Reads a curriculum's folder: plain files only, no links, nothing outside of it, and within size limits. */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { invalidError, notFoundError, UserError } from '../errors.ts';
import { errorCode, fileError } from '../store/files.ts';
import { formOfBytes, refusedForm } from './kind.ts';

const MAX_FILES = 20_000;
const MAX_DEPTH = 8;
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/** A topic file of roadmap.sh: `slug@node.md`. */
export const NODE_FILE = /(?:^|\/)([^/@]*)@([A-Za-z0-9_-]{6,40})\.md$/;
/** A path part in its older folders, numbered by its position: `101-what.md`. */
const NUMBERED = /^\d{3}-/;

/** Whether a folder, by its file paths, holds the topics of a roadmap.sh roadmap. */
export function isTopicFolder(names: readonly string[]): boolean {
	return (
		names.some((name) => NODE_FILE.test(name)) || names.filter((name) => numberedPart(name) !== undefined).length > 1
	);
}

/** Returns the first numbered part of a path, without the file extension. */
export function numberedPart(name: string): string | undefined {
	return name
		.split('/')
		.find((part) => NUMBERED.test(part))
		?.replace(/\.md$/, '');
}

/** Reads each Markdown and JSON file by its path within the folder, with slashes, sorted by name. */
export function readFolder(folder: string): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	let bytes = MAX_BYTES;
	for (const name of namesIn(folder)) {
		const text = readText(path.join(folder, name), /\.md$/i.test(name) ? MAX_TEXT_BYTES : MAX_FILE_BYTES);
		bytes -= text.length;
		if (bytes < 0) throw invalidError(`${safeLine(folder)} has more than 64 MiB of text.`);
		texts.set(name, text);
	}
	return texts;
}

/** Lists the Markdown and JSON files within a folder. @throws UserError if there are too many */
export function namesIn(folder: string): string[] {
	const names: string[] = [];
	collect(folder, '', names, { files: MAX_FILES });
	return names;
}

function collect(folder: string, within: string, names: string[], budget: { files: number }): void {
	if (within.split('/').length > MAX_DEPTH) return;
	for (const entry of entriesOf(path.join(folder, within))) {
		const name = within === '' ? entry.name : `${within}/${entry.name}`;
		if (--budget.files < 0)
			throw invalidError(`${safeLine(folder)} has more than ${MAX_FILES.toLocaleString('en')} files.`);
		if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
			collect(folder, name, names, budget);
		// The entry's own type, so that links, pipes and devices are skipped.
		else if (entry.isFile() && /\.(?:md|json)$/i.test(entry.name)) names.push(name);
	}
}

function entriesOf(folder: string): fs.Dirent[] {
	try {
		return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch (error) {
		throw unreadable(folder, error);
	}
}

/** Reads a file's first bytes. */
export function headOf(file: string): Buffer {
	const head = Buffer.alloc(8);
	const fd = fs.openSync(file, 'r');
	try {
		return head.subarray(0, fs.readSync(fd, head));
	} finally {
		fs.closeSync(fd);
	}
}

/** Reads a file as text. @throws UserError if it is missing, too large or not UTF-8 */
export function readText(file: string, most = MAX_FILE_BYTES): string {
	const bytes = readBytes(file, most);
	const binary = formOfBytes(bytes);
	if (binary) throw refusedForm(file, binary);
	try {
		return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
	} catch {
		throw invalidError(`${safeLine(file)}:${brokenLine(bytes)}: this is not UTF-8 text.`, 'Save it as UTF-8 first.');
	}
}

/** Windows programs mark UTF-16 by its first two bytes. */
function encodingOf(bytes: Buffer): string {
	const mark = bytes.subarray(0, 2).toString('hex');
	return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
}

function readBytes(file: string, most: number): Buffer {
	try {
		const found = fs.statSync(file);
		if (!found.isFile()) throw new UserError(`${safeLine(file)} is not a plain file.`);
		if (found.size > most) throw invalidError(`${safeLine(file)} is too large: at most ${most / 1024 / 1024} MiB.`);
		return fs.readFileSync(file);
	} catch (error) {
		throw unreadable(file, error);
	}
}

/** Returns the line of the first byte that is not valid UTF-8. */
function brokenLine(bytes: Buffer): number {
	let line = 1;
	for (let start = 0; start <= bytes.length; line++) {
		const end = bytes.indexOf(10, start);
		const part = bytes.subarray(start, end < 0 ? bytes.length : end);
		if (!Buffer.from(part.toString('utf8')).equals(part) || end < 0) return line;
		start = end + 1;
	}
	return line;
}

function unreadable(file: string, error: unknown): unknown {
	if (errorCode(error) !== 'ENOENT') return fileError(error, 'read', file);
	return notFoundError(`There is no file or folder ${safeLine(file)}.`);
}
