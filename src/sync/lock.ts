/** One sync at a time in one home. A lock whose holder is gone holds nobody up. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { isAlive } from '../store/alive.ts';
import { errorCode } from '../store/files.ts';

/** Longer than any sync takes, so that a process id that was given to another program is not believed for ever. */
const STALE_MS = 15 * 60_000;
/** A lock is empty between its making and its writing; who was killed in between leaves it so. */
const EMPTY_MS = 2_000;
const STEP_MS = 50;

/**
 * Does something while no other sync runs in this home.
 * @param patience how long to wait for another one, in milliseconds
 * @throws UserError where the other one goes on for longer
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, patience = 20_000): Promise<T> {
	const file = path.join(folder, 'lock');
	const mine = `${process.pid} ${os.hostname()} ${Math.random()}`;
	for (let waited = 0; !take(file, mine); waited += STEP_MS) {
		if (waited >= patience)
			throw new UserError('Another sync is running here.', { hint: 'Run roadmap sync again when it has finished.' });
		await new Promise((resolve) => setTimeout(resolve, STEP_MS));
	}
	try {
		return await work();
	} finally {
		if (readHolder(file) === mine) fs.rmSync(file, { force: true });
	}
}

function take(file: string, mine: string): boolean {
	try {
		fs.writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') throw error;
	}
	const holder = readHolder(file);
	if (holder !== undefined && isGone(file, holder)) removeDead(file, holder);
	return false;
}

/** What stands in the lock; undefined where there is none by now. What is no file never was a lock and is removed. */
function readHolder(file: string): string | undefined {
	const stat = fs.lstatSync(file, { throwIfNoEntry: false });
	if (stat?.isFile()) return readOrGone(file);
	if (stat) fs.rmSync(file, { recursive: true, force: true });
	return undefined;
}

function readOrGone(file: string): string | undefined {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

function isGone(file: string, holder: string): boolean {
	const [pid, host] = holder.split(' ');
	const age = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
	if (holder === '') return age > EMPTY_MS;
	return age > STALE_MS || (host === os.hostname() && !isAlive(Number(pid)));
}

/** Removes a dead holder's lock, and not that of a live one who was quicker. */
function removeDead(file: string, holder: string): void {
	const aside = `${file}.${process.pid}`;
	try {
		fs.renameSync(file, aside);
		if (readHolder(aside) !== holder) fs.linkSync(aside, file);
	} catch {
		// Somebody else did it.
	} finally {
		fs.rmSync(aside, { force: true });
	}
}
