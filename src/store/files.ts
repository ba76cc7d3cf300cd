/** The few things that the store does to files, with errors that say which file and what to do. */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';

const WHAT = new Map([
	['EACCES', 'you may not'],
	['EPERM', 'you may not'],
	['EROFS', 'the disk is read-only'],
	['ENOSPC', 'the disk is full'],
	['EDQUOT', 'your disk quota is used up'],
	['EFBIG', 'the file would be larger than is allowed'],
	['ENOTDIR', 'a part of the path is not a folder'],
	['EISDIR', 'it is a folder'],
	['EIO', 'the disk reported an error'],
	['EMFILE', 'too many files are open'],
	['ELOOP', 'its links go round in a circle'],
	['ENOENT', 'its folder is not there'],
	['EEXIST', 'something else has that name'],
	['ENAMETOOLONG', 'the name is too long'],
	['ENOTEMPTY', 'the folder is not empty'],
	['EBUSY', 'another program is using it'],
	['ENXIO', 'it is not a plain file'],
	['ETIMEDOUT', 'the disk did not answer'],
	['ENOMEM', 'there is not enough memory'],
]);

const HINTS = new Map([
	['ENOSPC', 'Free some space, then run it again.'],
	['EDQUOT', 'Free some space, then run it again.'],
	['NOT_A_FILE', 'roadmap doctor names what is in the way.'],
]);

/** In bytes; a journal may be longer. */
const MOST = 64 * 1024 * 1024;

/** Fewer bytes came than the file has. */
class NotReadable extends Error {
	readonly code = 'EIO';
}

/** Something else stands where a plain file should: a folder, a link, a pipe, a device; or a file far too large. */
class NotAFile extends Error {
	readonly code = 'NOT_A_FILE';
}

/** A file-system error's code, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a file-system error into a sentence; any other error is passed on as it is. */
export function fileError(error: unknown, doing: string, file: string, exit: ExitCode = EXIT.failed): unknown {
	const code = errorCode(error);
	if (code === undefined || error instanceof UserError) return error;
	const reason = isNotAFile(error) ? error.message : (WHAT.get(code) ?? `the system answers ${code}`);
	return new UserError(`Could not ${doing} ${safeLine(file)}: ${reason}.`, { hint: HINTS.get(code), code: exit });
}

/** Whether something that is no plain file stands where one should. */
export function isNotAFile(error: unknown): error is NotAFile {
	return errorCode(error) === 'NOT_A_FILE';
}

/** Fewer bytes were written than were given. */
export function fullDisk(file: string): UserError {
	const hint = 'Free some space, then say it again.';
	return new UserError(`Could not write ${safeLine(file)}: the disk is full.`, { hint });
}

/** Reads a text file; undefined when there is none. @throws NotAFile, or the file system's error */
export function readIfThere(file: string, most = MOST): string | undefined {
	try {
		return readPlain(file, { most }).toString('utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/**
 * Reads a plain file. Of anything else (a pipe would wait for ever, a device never end) nothing is read.
 * @param from the offset in bytes to begin at
 * @param to the offset to end before
 * @param most the largest size in bytes that is read at all
 * @param isLinkRead whether a link to a plain file is as good as one
 * @throws NotAFile, or the file system's error
 */
export function readPlain(
	file: string,
	{ from = 0, to = Number.POSITIVE_INFINITY, most = MOST, isLinkRead = true } = {},
): Buffer {
	const { size } = statPlain(isLinkRead ? fs.statSync(file) : fs.lstatSync(file));
	if (size > most) throw new NotAFile(`it is larger than ${Math.round(most / 1024 / 1024)} MiB`);
	const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW = 0 } = fs.constants;
	// Should a pipe take its place at this very moment, opening it does not wait either.
	const fd = fs.openSync(file, O_RDONLY | O_NONBLOCK | (isLinkRead ? 0 : O_NOFOLLOW));
	try {
		return readFully(fd, from, Math.min(size, to));
	} finally {
		closeQuietly(fd);
	}
}

/** The names in a folder, in order; none where there is no folder. @throws UserError */
export function listNames(folder: string): string[] {
	try {
		return fs.readdirSync(folder).sort();
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/**
 * Opens a file for appending; makes it where there is none. A link is not followed.
 * @throws NotAFile, or the file system's error
 */
export function openForAppend(file: string): number {
	const found = fs.lstatSync(file, { throwIfNoEntry: false });
	if (found) statPlain(found);
	const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = fs.constants;
	return fs.openSync(file, O_APPEND | O_CREAT | O_RDWR | O_NOFOLLOW, 0o600);
}

/** What stands in a file's place, in words; undefined for a plain file. */
export function otherKind(found: fs.Stats | fs.Dirent): string | undefined {
	if (found.isFile()) return undefined;
	if (found.isDirectory()) return 'a folder';
	if (found.isSymbolicLink()) return 'a link';
	if (found.isFIFO()) return 'a named pipe';
	return found.isSocket() ? 'a socket' : 'a device';
}

function statPlain(found: fs.Stats): fs.Stats {
	const kind = otherKind(found);
	if (kind !== undefined) throw new NotAFile(`it is ${kind}, not a plain file`);
	return found;
}

/** All bytes from an offset to `end`; a system may give less than it was asked for. */
function readFully(fd: number, from: number, end: number): Buffer {
	const bytes = Buffer.alloc(Math.max(0, end - from));
	let got = 0;
	while (got < bytes.length) {
		const more = fs.readSync(fd, bytes, got, bytes.length - got, from + got);
		if (more === 0) {
			// Shortened since its size was asked for, or a disk that does not give what it has.
			if (fs.fstatSync(fd).size > from + got) throw new NotReadable();
			break;
		}
		got += more;
	}
	return bytes.subarray(0, got);
}

/**
 * Makes a folder and its parents, for this user alone, and has the disk keep the names of those that were not there.
 *
 * One by one: the recursive way of Node 20 reports ENOENT for a read-only disk, and never ends in /proc.
 */
export function makeFolder(folder: string): void {
	if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
	const parent = path.dirname(path.resolve(folder));
	if (parent !== path.resolve(folder)) makeFolder(parent);
	try {
		fs.mkdirSync(folder, { mode: 0o700 });
	} catch (error) {
		// Another process may have made it meanwhile.
		if (errorCode(error) === 'EEXIST' && fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
		throw error;
	}
	syncFolder(parent);
}

/** Closes a file that was read, or synced: whatever goes wrong now, what was read or kept stays so. */
export function closeQuietly(fd: number): void {
	try {
		fs.closeSync(fd);
	} catch {
		// Nothing depends on it.
	}
}

/** Asks the disk to keep a new name in a folder. Some file systems cannot; that is no failure. */
export function syncFolder(folder: string): void {
	let fd: number;
	try {
		fd = fs.openSync(folder, 'r');
	} catch {
		return;
	}
	try {
		fs.fsyncSync(fd);
	} catch (error) {
		const code = errorCode(error);
		if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'ENOTSUP') throw error;
	} finally {
		closeQuietly(fd);
	}
}
