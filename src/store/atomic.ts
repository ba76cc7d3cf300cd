/** Atomic writes: a file is replaced whole or not at all, despite failures and concurrent writers. */
import fs from 'node:fs';
import path from 'node:path';
import { closeQuietly, errorCode, makeFolder, readPlain, syncFolder } from './files.ts';
import { isAlive } from './processes.ts';

interface AtomicOptions {
	/** Exact permissions, or `umask` for the system's default; 0600 if omitted. */
	readonly mode?: number | 'umask';
	/** Write only if the file still holds these bytes, or, for `null`, only if there is no file. */
	readonly ifUnchanged?: Uint8Array | null;
	/** Where to put the temporary file when the folder is not ours. The name must be free. */
	readonly temporary?: string;
}

/** A temporary file is named after the process that writes it: `config.json.1234.tmp`. */
const TEMPORARY = /\.(\d+)\.tmp$/;

/**
 * Younger than a minute, a temporary file may belong to a live process on another machine; older than an hour, its pid
 * may have been reused.
 */
const [MINUTE, HOUR] = [60_000, 3_600_000];

/**
 * Writes and syncs a temporary file next to the file, then renames it. Also removes temporary files that killed
 * processes left in the folder.
 *
 * Ready-made atomic writers rename a truncated file over a good one when the disk fills during a short write
 * (https://github.com/fabiospampinato/atomically/issues/18).
 * @returns false if the file does not match `ifUnchanged`
 * @throws the file system's error; the file is unchanged unless `isWritten(error)`
 */
export function writeAtomic(
	file: string,
	content: string | Uint8Array,
	{ mode, ifUnchanged, temporary = temporaryFor(file) }: AtomicOptions = {},
): boolean {
	let isOurs = true;
	try {
		writeNew(temporary, content, mode);
		if (ifUnchanged === null) isOurs = linkTo(temporary, file);
		else {
			// Compared as late as possible: only the rename follows.
			isOurs = ifUnchanged === undefined || contains(file, ifUnchanged);
			if (isOurs) fs.renameSync(temporary, file);
			else fs.unlinkSync(temporary);
		}
	} catch (error) {
		removeQuietly(temporary);
		throw error;
	}
	try {
		syncFolder(path.dirname(file));
	} catch (error) {
		if (isOurs && error instanceof Error) unconfirmed.add(error);
		throw error;
	}
	return isOurs;
}

const unconfirmed = new WeakSet<Error>();

/** Whether `writeAtomic` failed after the rename: the file has the new content, but syncing its folder failed. */
export function isWritten(error: unknown): boolean {
	return error instanceof Error && unconfirmed.has(error);
}

/**
 * Returns a temporary file name next to one of our files. Creates the folder and removes what killed processes left in
 * it.
 */
export function temporaryFor(file: string): string {
	const folder = path.dirname(file);
	makeFolder(folder);
	for (const left of staleTemporaryFiles(folder)) removeQuietly(left);
	return `${file}.${process.pid}.tmp`;
}

/** Lists temporary files whose writer is gone. Files that cannot be inspected and folders behind links are skipped. */
export function staleTemporaryFiles(folder: string): string[] {
	try {
		if (!fs.lstatSync(folder).isDirectory()) return [];
		const names = fs.readdirSync(folder).filter((name) => TEMPORARY.test(name));
		return names.map((name) => path.join(folder, name)).filter(isStale);
	} catch {
		return [];
	}
}

function isStale(file: string): boolean {
	const pid = Number(TEMPORARY.exec(file)?.[1]);
	// A process writes one file at a time, so a file with our pid was left by an earlier process.
	if (pid === process.pid) return true;
	const age = Date.now() - fs.lstatSync(file).mtimeMs;
	return age > HOUR || (age > MINUTE && !isAlive(pid));
}

/** Deletes a file on a best-effort basis. */
export function removeQuietly(file: string): void {
	try {
		fs.unlinkSync(file);
	} catch {
		// Ignored: a left-over file does no harm.
	}
}

function writeNew(file: string, content: string | Uint8Array, mode: AtomicOptions['mode']): void {
	const fd = fs.openSync(file, 'wx', mode === 'umask' ? 0o666 : 0o600);
	try {
		fs.writeFileSync(fd, content);
		// fchmod, because the umask may have removed bits at open.
		if (typeof mode === 'number') fs.fchmodSync(fd, mode);
		fs.fsyncSync(fd);
	} finally {
		closeQuietly(fd);
	}
}

/** Hard-links the temporary file to a name that must be free. @returns false if the name is taken */
function linkTo(temporary: string, file: string): boolean {
	try {
		fs.linkSync(temporary, file);
	} catch (error) {
		// Some file systems, such as FAT on USB sticks, have no hard links: rename instead.
		if (NO_LINKS.has(errorCode(error) ?? '') && !fs.existsSync(file)) {
			fs.renameSync(temporary, file);
			return true;
		}
		if (errorCode(error) !== 'EEXIST' && !NO_LINKS.has(errorCode(error) ?? '')) throw error;
		fs.unlinkSync(temporary);
		return false;
	}
	try {
		fs.unlinkSync(temporary);
	} catch {
		// The file itself is in place, so this failure is ignored.
		removeQuietly(temporary);
	}
	return true;
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Resolves links, so that writing replaces the link's target and not the link. @returns the path itself if nothing
 * exists there
 */
export function realFile(file: string): string {
	try {
		return fs.realpathSync.native(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return file;
		throw error;
	}
}

function contains(file: string, was: Uint8Array): boolean {
	return fs.existsSync(file) && readPlain(file).equals(was);
}
