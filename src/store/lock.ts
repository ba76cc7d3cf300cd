/** One process at a time. A lock whose holder is gone holds nobody up. */
import fs from 'node:fs';
import { UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';
import { isAlive } from './alive.ts';
import { closeQuietly, errorCode, readIfThere } from './files.ts';

/** Longer than any holder takes, so that a process id that was given away again is not believed for ever. In milliseconds. */
const STALE = 60_000;
/** A lock is empty between its making and its writing; who was killed in between leaves it so. */
const EMPTY = 2_000;
const [PATIENCE, STEP] = [10_000, 5];

/** Does something while no other process holds this lock file. @throws UserError where another one never lets go */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
	for (const start = Date.now(); !take(file); ) {
		if (Date.now() - start > PATIENCE) throw busy(file);
		await new Promise((resolve) => setTimeout(resolve, STEP));
	}
	try {
		return await work();
	} finally {
		release(file);
	}
}

function take(file: string): boolean {
	try {
		const fd = fs.openSync(file, 'wx', 0o600);
		try {
			fs.writeFileSync(fd, String(process.pid));
		} catch (error) {
			release(file);
			throw error;
		} finally {
			closeQuietly(fd);
		}
		return true;
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') throw error;
	}
	const holder = readIfThere(file);
	if (holder !== undefined && isGone(file, holder)) takeAway(file, holder);
	return false;
}

function isGone(file: string, holder: string): boolean {
	const age = Date.now() - (fs.lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
	if (holder === '') return age > EMPTY;
	// A process takes a lock once, so what has our number was another's.
	return age > STALE || Number(holder) === process.pid || !isAlive(Number(holder));
}

/** Takes a dead holder's lock away, and not that of a living one who was quicker. */
function takeAway(file: string, holder: string): void {
	const aside = `${file}.${process.pid}.tmp`;
	try {
		fs.renameSync(file, aside);
		if (readIfThere(aside) !== holder) fs.linkSync(aside, file);
	} catch {
		// Somebody else did it.
	} finally {
		release(aside);
	}
}

/** A lock that stays is taken away by the next process, for we are gone then. */
function release(file: string): void {
	try {
		fs.unlinkSync(file);
	} catch {
		// As above.
	}
}

function busy(file: string): UserError {
	return new UserError(`Another process holds ${safeLine(file)}.`, {
		hint: 'Run the command again; if no other roadmap is running, remove that file.',
	});
}
