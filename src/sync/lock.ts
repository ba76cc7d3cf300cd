/** One sync at a time in one home. A lock whose holder is gone holds nobody up. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { isAlive } from '../store/alive.ts';
import { errorCode, makeFolder, readIfThere } from '../store/files.ts';

/** Longer than any sync takes, so that a number that another program was given meanwhile is not believed for ever. */
const STALE_MS = 15 * 60_000;
const PATIENCE_MS = 20_000;
const STEP_MS = 50;

/** Does something while no other sync runs in this home. @throws UserError where another one goes on and on */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
	makeFolder(folder);
	const file = path.join(folder, 'lock');
	const mine = `${process.pid} ${os.hostname()} ${Math.random()}`;
	for (let waited = 0; !take(file, mine); waited += STEP_MS) {
		if (waited >= PATIENCE_MS)
			throw new UserError('Another sync is running here.', { hint: 'Say roadmap sync when it has ended.' });
		await new Promise((resolve) => setTimeout(resolve, STEP_MS));
	}
	try {
		return await work();
	} finally {
		if (readIfThere(file) === mine) fs.rmSync(file, { force: true });
	}
}

function take(file: string, mine: string): boolean {
	try {
		fs.writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') throw error;
	}
	const holder = readIfThere(file);
	if (holder !== undefined && isGone(file, holder)) setAside(file, holder);
	return false;
}

function isGone(file: string, holder: string): boolean {
	const [pid, host] = holder.split(' ');
	const age = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
	// Empty for the moment between its making and its writing; who was killed in between leaves it so.
	if (holder === '') return age > 2_000;
	return age > STALE_MS || (host === os.hostname() && !isAlive(Number(pid)));
}

/** Takes a dead holder's lock away, and not that of a live one who was quicker. */
function setAside(file: string, holder: string): void {
	const aside = `${file}.${process.pid}`;
	try {
		fs.renameSync(file, aside);
		if (readIfThere(aside) !== holder) fs.linkSync(aside, file);
	} catch {
		// Somebody else did it.
	} finally {
		fs.rmSync(aside, { force: true });
	}
}
