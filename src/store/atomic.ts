/** Writing a file whole or not at all, whatever fails and whoever writes beside us. */
import fs from 'node:fs';
import path from 'node:path';
import { closeQuietly, errorCode, makeFolder, readPlain, syncFolder } from './files.ts';
import { isAlive } from './processes.ts';

interface AtomicOptions {
	/** Exact permissions, or what the umask leaves a new file; else it is for this user alone. */
	readonly mode?: number | 'umask';
	/** What the file has to hold still; `null` where there must be none. Else nothing is written. */
	readonly ifUnchanged?: Uint8Array | null;
	/** The temporary file, in a folder that is not ours; its name has to be free. */
	readonly temporary?: string;
}

/** A temporary file, by the process that writes it: `config.json.1234.tmp`. */
const TEMPORARY = /\.(\d+)\.tmp$/;

/** So long a dead process's file may be that of a living one on another machine; after an hour its number may be another's. */
const [MINUTE, HOUR] = [60_000, 3_600_000];

/**
 * Writes a temporary file beside the file, syncs it, and gives it the file's name. What a killed process left behind is
 * removed on the way.
 *
 * Ready-made atomic writers rename a truncated file over a good one when the disk fills during a short write
 * (https://github.com/fabiospampinato/atomically/issues/18).
 * @returns false where the file is not what `ifUnchanged` says
 * @throws the file system's error; the file is then as it was, unless `isWritten` says that it is new already
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
			// As late as can be: only the rename comes after it.
			isOurs = ifUnchanged === undefined || holds(file, ifUnchanged);
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

/** Whether an error of `writeAtomic` came behind the rename: the file is new, and only the disk did not confirm it. */
export function isWritten(error: unknown): boolean {
	return error instanceof Error && unconfirmed.has(error);
}

/** The name of a new temporary file beside one of ours, whose folder is made and rid of what killed processes left. */
export function temporaryFor(file: string): string {
	const folder = path.dirname(file);
	makeFolder(folder);
	for (const left of leftOvers(folder)) removeQuietly(left);
	return `${file}.${process.pid}.tmp`;
}

/** The temporary files that nobody is writing any more. What cannot be looked at, or is behind a link, is not among them. */
export function leftOvers(folder: string): string[] {
	try {
		if (!fs.lstatSync(folder).isDirectory()) return [];
		const names = fs.readdirSync(folder).filter((name) => TEMPORARY.test(name));
		return names.map((name) => path.join(folder, name)).filter(isLeft);
	} catch {
		return [];
	}
}

function isLeft(file: string): boolean {
	const pid = Number(TEMPORARY.exec(file)?.[1]);
	// A process writes one file at a time, so what has our number was another's.
	if (pid === process.pid) return true;
	const age = Date.now() - fs.lstatSync(file).mtimeMs;
	return age > HOUR || (age > MINUTE && !isAlive(pid));
}

/** Removes a file; where that fails, it stays, and harms nothing. */
export function removeQuietly(file: string): void {
	try {
		fs.unlinkSync(file);
	} catch {
		// As above.
	}
}

function writeNew(file: string, content: string | Uint8Array, mode: AtomicOptions['mode']): void {
	const fd = fs.openSync(file, 'wx', mode === 'umask' ? 0o666 : 0o600);
	try {
		fs.writeFileSync(fd, content);
		// The umask may have taken something away.
		if (typeof mode === 'number') fs.fchmodSync(fd, mode);
		fs.fsyncSync(fd);
	} finally {
		closeQuietly(fd);
	}
}

/** Gives a file a name that is free. @returns false where it is taken */
function linkTo(temporary: string, file: string): boolean {
	try {
		fs.linkSync(temporary, file);
	} catch (error) {
		// File systems without second names, such as those of sticks.
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
		// The file is there.
		removeQuietly(temporary);
	}
	return true;
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Where a file's bytes are, or a folder's files: what is a link stays one, and what it leads to is written. */
export function realFile(file: string): string {
	try {
		return fs.realpathSync.native(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return file;
		throw error;
	}
}

function holds(file: string, was: Uint8Array): boolean {
	return fs.existsSync(file) && readPlain(file).equals(was);
}
