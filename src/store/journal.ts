/**
 * The journals: `progress/<device>.jsonl`, one event per line, append-only.
 *
 * Each line is a single `write` to a file opened with O_APPEND, so any number of processes can write at once. A
 * truncated line (killed, disk full) never counts as an event, because only its last byte closes the object; the next
 * writer starts a new line.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Event } from '../domain/event.ts';
import { readEvent } from '../domain/read-event.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, notFoundError, UserError } from '../errors.ts';
import {
	closeQuietly,
	errorCode,
	fileError,
	fullDisk,
	makeFolder,
	nonFileKind,
	openForAppend,
	readPlain,
	syncFolder,
} from './files.ts';
import type { Places } from './places.ts';

const NEWLINE = 10;
/** For an event that would be too large to read back. */
const TOO_MUCH_HINT = 'Nothing was changed. Do it in smaller parts.';

/** What was read from one journal, starting at an offset. */
export interface JournalPart {
	readonly file: string;
	readonly events: readonly Event[];
	/** Byte offset where reading began. */
	readonly from: number;
	/** Byte offset after the last complete line, where the next read can continue. */
	readonly end: number;
	/** Lines that are not events. */
	readonly damaged: readonly string[];
	/** Whether the last damaged line is the file's last and has no newline. */
	readonly torn: boolean;
}

function progressFolder(places: Places): string {
	return path.join(places.data, 'progress');
}

/** The largest journal that is read: forty years of fifty changes a day. In bytes. */
export const MAX_JOURNAL_BYTES = 256 * 1024 * 1024;

/**
 * Lists the journals in the folder, sorted by name. Copies are included, because an event counts once however often it
 * occurs. Names with a leading dot belong to other programs (macOS leaves `._laptop.jsonl` on USB sticks).
 * @throws UserError with exit code 4 if the folder cannot be read
 */
export function listJournals(places: Places): string[] {
	const files = journalEntries(places).filter((entry) => entry.isFile());
	return files.map(({ name }) => path.join(progressFolder(places), name));
}

/** Finds a journal by name, with or without `.jsonl`. @throws UserError with exit code 3 if there is none */
export function findJournal(places: Places, name: string): string {
	const files = listJournals(places);
	const file = files.find((file) => [name, `${name}.jsonl`].includes(path.basename(file)));
	if (file !== undefined) return file;
	const names = files.map((file) => safeLine(path.basename(file, '.jsonl')));
	const hint = names.length > 0 ? `There are ${names.join(', ')}.` : 'Nothing was marked in this home yet.';
	throw notFoundError(`There is no journal called "${safeLine(name)}".`, hint);
}

/** Lists entries with a journal's name that are not plain files, and so are not read. A link could lead anywhere. */
export function nonFileEntries(places: Places): { readonly file: string; readonly kind: string }[] {
	return journalEntries(places).flatMap((entry) => {
		const kind = nonFileKind(entry);
		return kind === undefined ? [] : [{ file: path.join(progressFolder(places), entry.name), kind }];
	});
}

function journalEntries(places: Places): fs.Dirent[] {
	const folder = progressFolder(places);
	try {
		const entries = fs.readdirSync(folder, { withFileTypes: true });
		return entries.filter(({ name }) => name.endsWith('.jsonl') && !name.startsWith('.')).sort(byName);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder, EXIT.unreadable);
	}
}

function byName(a: fs.Dirent, b: fs.Dirent): number {
	return a.name < b.name ? -1 : 1;
}

/** Reads a journal from a byte offset. @throws UserError with exit code 4 if the file cannot be read */
export function readJournal(file: string, from = 0): JournalPart {
	const bytes = readFrom(file, from);
	const end = from + bytes.lastIndexOf(NEWLINE) + 1;
	const events: Event[] = [];
	const damaged: string[] = [];
	const lines = journalLines(bytes.toString('utf8'));
	for (const line of lines) {
		if (line.trim() === '') continue;
		const event = readEvent(line);
		if (event === undefined) damaged.push(line);
		else if (event !== 'unknown') events.push(event);
	}
	return { file, events, from, end, damaged, torn: damaged.length > 0 && damaged.at(-1) === lines.at(-1) };
}

/** Splits a journal into lines, without the byte order mark that some editors add. */
export function journalLines(text: string): string[] {
	return text.replace(/^\ufeff/, '').split('\n');
}

/** Whether an event is in the journal of this device. @throws UserError with exit code 4 if the file cannot be read */
export function isInJournal(places: Places, device: string, id: string): boolean {
	const file = path.join(progressFolder(places), `${device}.jsonl`);
	return listJournals(places).includes(file) && readJournal(file).events.some((event) => event.id === id);
}

/**
 * Appends one event. Returns once it is synced to disk.
 * @throws UserError with exit code 1. The event does not count, though a truncated line may be left; only if the line
 * is complete but the sync failed does it count, and then the error is marked `kept`
 */
export function append(places: Places, device: string, event: Event): void {
	const folder = progressFolder(places);
	const file = path.join(folder, `${device}.jsonl`);
	const line = JSON.stringify(event);
	if (readEvent(line) === undefined) throw new UserError('This is too much for one change.', { hint: TOO_MUCH_HINT });
	try {
		makeFolder(folder);
		const fd = openForAppend(file);
		try {
			appendLine(fd, file, line);
		} finally {
			closeQuietly(fd);
		}
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function appendLine(fd: number, file: string, line: string): void {
	const { size } = fs.fstatSync(fd);
	const text = Buffer.from(`${endsWithoutNewline(fd, size) ? '\n' : ''}${line}\n`);
	const written = fs.writeSync(fd, text);
	// A line that lacks only its newline counts for every reader, so it is accepted.
	if (written < text.length - 1) throw fullDisk(file);
	try {
		fs.fsyncSync(fd);
		if (size === 0) syncFolder(path.dirname(file));
	} catch (error) {
		throw unconfirmed(error, file);
	}
}

/**
 * The line is complete, every reader counts it, and it cannot be removed because others may have written after it; but
 * since the sync failed, it may be lost by the next start.
 */
function unconfirmed(error: unknown, file: string): UserError {
	const why = errorCode(error) ?? String(error);
	const message = `The change was written to ${safeLine(file)}, but the disk did not confirm that it keeps it (${why}).`;
	return new UserError(message, { hint: 'Check what was saved before you run it again: roadmap next', kept: true });
}

/** Whether the file ends without a newline. */
function endsWithoutNewline(fd: number, size: number): boolean {
	if (size === 0) return false;
	const last = Buffer.alloc(1);
	fs.readSync(fd, last, 0, 1, size - 1);
	return last[0] !== NEWLINE;
}

function readFrom(file: string, from: number): Buffer {
	try {
		return readPlain(file, { from, maxBytes: MAX_JOURNAL_BYTES });
	} catch (error) {
		throw fileError(error, 'read', file, EXIT.unreadable);
	}
}

/**
 * Appends merged lines if the journal still has the expected length. Returns once they are synced to disk.
 * @param from the journal's length in bytes when the addition was prepared
 * @returns false, with nothing written, if the length has changed
 * @throws UserError with exit code 1; at most a truncated line, which does not count, is left
 */
export function appendIfUnchanged(file: string, from: number, addition: Uint8Array): boolean {
	try {
		makeFolder(path.dirname(file));
		const fd = openForAppend(file);
		try {
			if (fs.fstatSync(fd).size !== from) return false;
			fs.writeFileSync(fd, addition);
			fs.fsyncSync(fd);
		} finally {
			fs.closeSync(fd);
		}
		if (from === 0) syncFolder(path.dirname(file));
		return true;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}
