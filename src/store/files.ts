/** The few things that the store does to files, with errors that say which file and what to do. */
import fs from 'node:fs';
import path from 'node:path';
import { EXIT, type ExitCode, isUserError, UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';

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
]);

/** A file-system error's code, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a file-system error into a sentence; any other error is passed on as it is. */
export function fileError(error: unknown, doing: string, file: string, exit: ExitCode = EXIT.failed): unknown {
	const code = errorCode(error);
	if (code === undefined || isUserError(error)) return error;
	return new UserError(`Could not ${doing} ${safeLine(file)}: ${WHAT.get(code) ?? code}.`, {
		hint: code === 'ENOSPC' || code === 'EDQUOT' ? 'Free some space, then say it again.' : undefined,
		code: exit,
	});
}

/** Fewer bytes were written than were given. */
export function fullDisk(file: string): UserError {
	const hint = 'Free some space, then say it again.';
	return new UserError(`Could not write ${safeLine(file)}: the disk is full.`, { hint });
}

/** Reads a text file; undefined when there is none. */
export function readIfThere(file: string): string | undefined {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Makes a folder and its parents, for this user alone, and has the disk keep the names of those that were not there. */
export function makeFolder(folder: string): void {
	const first = fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (first === undefined) return;
	for (let made = path.resolve(folder); made.length >= first.length; made = path.dirname(made)) {
		syncFolder(path.dirname(made));
	}
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

/**
 * Writes a whole file or nothing: a temporary file beside it, every byte counted, synced, then renamed over it.
 *
 * Ready-made atomic writers rename a truncated file over a good one when the disk fills during a short write
 * (https://github.com/fabiospampinato/atomically/issues/18).
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
	const folder = path.dirname(file);
	makeFolder(folder);
	const temporary = `${file}.${process.pid}.tmp`;
	try {
		writeNew(temporary, content);
		fs.renameSync(temporary, file);
	} catch (error) {
		fs.rmSync(temporary, { force: true });
		throw error;
	}
	syncFolder(folder);
}

function writeNew(file: string, content: string | Uint8Array): void {
	const fd = fs.openSync(file, 'w', 0o600);
	try {
		fs.writeFileSync(fd, content);
		fs.fsyncSync(fd);
	} finally {
		closeQuietly(fd);
	}
}
