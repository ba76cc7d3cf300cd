/** File-system helpers of the store, with errors that name the file and the remedy. */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';

const REASONS = new Map([
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

/** In bytes; journals may be larger. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The disk returned fewer bytes than the file has. */
class NotReadable extends Error {
	readonly code = 'EIO';
}

/** A folder, link, pipe or device is in the place of a plain file, or the file is too large. */
class NotAFile extends Error {
	readonly code = 'NOT_A_FILE';
}

/** Returns the code of a file-system error, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Converts a file-system error to a UserError; returns any other error unchanged. */
export function fileError(error: unknown, doing: string, file: string, exit: ExitCode = EXIT.failed): unknown {
	const code = errorCode(error);
	if (code === undefined || error instanceof UserError) return error;
	const why = code === 'ENOENT' && doing === 'read' ? 'it is not there' : REASONS.get(code);
	const reason = isNotAFile(error) ? error.message : (why ?? `the system reports ${code}`);
	return new UserError(`Could not ${doing} ${safeLine(file)}: ${reason}.`, { hint: HINTS.get(code), code: exit });
}

/** Whether the error says that something other than a plain file is in its place. */
export function isNotAFile(error: unknown): error is NotAFile {
	return errorCode(error) === 'NOT_A_FILE';
}

/** The error for a write that was cut short. */
export function fullDisk(file: string): UserError {
	const hint = 'Free some space, then run it again.';
	return new UserError(`Could not write ${safeLine(file)}: the disk is full.`, { hint });
}

/** Reads a text file; undefined if it does not exist. @throws NotAFile, or the file system's error */
export function readIfThere(file: string, maxBytes = MAX_BYTES): string | undefined {
	try {
		return readPlain(file, { maxBytes }).toString('utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/**
 * Reads a plain file, and refuses anything else: a pipe would block for ever, a device never end.
 * @param from byte offset to start at
 * @param to byte offset to stop before
 * @param maxBytes largest file size in bytes that is accepted
 * @param isLinkRead whether a link to a plain file is accepted
 * @throws NotAFile, or the file system's error
 */
export function readPlain(
	file: string,
	{ from = 0, to = Number.POSITIVE_INFINITY, maxBytes = MAX_BYTES, isLinkRead = true } = {},
): Buffer {
	const { size } = statPlain(isLinkRead ? fs.statSync(file) : fs.lstatSync(file));
	if (size > maxBytes) throw new NotAFile(`it is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`);
	const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW = 0 } = fs.constants;
	// O_NONBLOCK, so that opening does not block if a pipe has replaced the file since the stat.
	const fd = fs.openSync(file, O_RDONLY | O_NONBLOCK | (isLinkRead ? 0 : O_NOFOLLOW));
	try {
		return readFully(fd, from, Math.min(size, to));
	} finally {
		closeQuietly(fd);
	}
}

/** Lists a folder's names, sorted; empty if the folder does not exist. @throws UserError */
export function listNames(folder: string): string[] {
	try {
		return fs.readdirSync(folder).sort();
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/**
 * Opens a file for appending, creating it if needed. Links are not followed.
 * @throws NotAFile, or the file system's error
 */
export function openForAppend(file: string): number {
	const found = fs.lstatSync(file, { throwIfNoEntry: false });
	if (found) statPlain(found);
	const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = fs.constants;
	return fs.openSync(file, O_APPEND | O_CREAT | O_RDWR | O_NOFOLLOW, 0o600);
}

/** Describes what is there instead of a plain file; undefined for a plain file. */
export function nonFileKind(found: fs.Stats | fs.Dirent): string | undefined {
	if (found.isFile()) return undefined;
	if (found.isDirectory()) return 'a folder';
	if (found.isSymbolicLink()) return 'a link';
	if (found.isFIFO()) return 'a named pipe';
	return found.isSocket() ? 'a socket' : 'a device';
}

function statPlain(found: fs.Stats): fs.Stats {
	const kind = nonFileKind(found);
	if (kind !== undefined) throw new NotAFile(`it is ${kind}, not a plain file`);
	return found;
}

/** Reads all bytes from an offset up to `end`; a single read may return fewer than requested. */
function readFully(fd: number, from: number, end: number): Buffer {
	const bytes = Buffer.alloc(Math.max(0, end - from));
	let got = 0;
	while (got < bytes.length) {
		const more = fs.readSync(fd, bytes, got, bytes.length - got, from + got);
		if (more === 0) {
			// Either the file was truncated since the stat, which is fine, or the disk withholds data.
			if (fs.fstatSync(fd).size > from + got) throw new NotReadable();
			break;
		}
		got += more;
	}
	return bytes.subarray(0, got);
}

/**
 * Creates a folder and its parents with mode 0700, and syncs the parents of new ones.
 *
 * Not recursive: Node 20's recursive mkdir reports ENOENT on a read-only disk, and never returns in /proc.
 */
export function makeFolder(folder: string): void {
	if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
	const parent = path.dirname(path.resolve(folder));
	if (parent !== path.resolve(folder)) makeFolder(parent);
	try {
		fs.mkdirSync(folder, { mode: 0o700 });
	} catch (error) {
		// Another process may have created it meanwhile.
		if (errorCode(error) === 'EEXIST' && fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
		throw error;
	}
	syncFolder(parent);
}

/** Renames what is damaged, so that it is neither used nor lost. @returns its new path; undefined if it is gone */
export function moveAside(file: string, now: Date): string | undefined {
	const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
	try {
		fs.renameSync(file, aside);
		return aside;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Closes a file after reading or syncing, when an error can no longer lose anything. */
export function closeQuietly(fd: number): void {
	try {
		fs.closeSync(fd);
	} catch {
		// Ignored: nothing depends on it.
	}
}

/** Syncs a folder so that a new name in it survives a power cut. File systems that cannot do so are tolerated. */
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
