/**
 * One change at a time: a file that only one process can make, with its maker's pid in it. A lock whose holder is gone is
 * taken over.
 */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { isAlive } from './alive.ts';
import { closeQuietly, errorCode, fileError, makeFolder, readIfThere } from './files.ts';

/** After which a pid is taken to be another process's by now: no change takes so long. In milliseconds. */
const STALE = 10 * 60_000;
/** The same for a holder on another machine, of whom nothing else can be known. */
const STALE_ELSEWHERE = 60_000;
/** For the moment between making the file and writing the holder into it, and for taking a lock over. */
const MOMENT = 2_000;
const PATIENCE = 20_000;
const STEP = 10;

/** The locks of this process. */
const held = new Set<string>();

/**
 * Does something while nobody else holds the lock. It cannot be taken twice: who holds it waits for itself.
 * @throws UserError where somebody holds it on and on, or where the file cannot be made
 */
export async function withLock<T>(file: string, work: () => T | Promise<T>): Promise<T> {
	const mine = `${process.pid} ${hostName()} ${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
	const until = Date.now() + PATIENCE;
	while (!tryToTake(file, mine)) {
		if (Date.now() > until) {
			const hint = `Run it again in a moment. If nothing else is running, delete ${file}`;
			throw new UserError('Another roadmap command is in the middle of a change.', { hint });
		}
		await new Promise((resolve) => setTimeout(resolve, STEP * (0.5 + Math.random())));
	}
	held.add(mine);
	try {
		return await work();
	} finally {
		release(file, mine);
		held.delete(mine);
	}
}

function tryToTake(file: string, mine: string): boolean {
	try {
		makeFolder(path.dirname(file));
		return take(file, mine);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function take(file: string, mine: string): boolean {
	if (makeNew(file, mine)) return true;
	const holder = readIfThere(file);
	if (holder !== undefined && isGone(file, holder)) takeAway(file, holder);
	return false;
}

/** @returns false where the file is there already */
function makeNew(file: string, text: string): boolean {
	let fd: number;
	try {
		fd = fs.openSync(file, 'wx', 0o600);
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
	try {
		fs.writeFileSync(fd, text);
	} catch (error) {
		fs.rmSync(file, { force: true });
		throw error;
	} finally {
		closeQuietly(fd);
	}
	return true;
}

function isGone(file: string, holder: string): boolean {
	const [pid, host] = holder.split(' ');
	const age = ageOf(file);
	if (host === undefined) return age > MOMENT;
	if (host !== hostName()) return age > STALE_ELSEWHERE;
	if (Number(pid) === process.pid) return !held.has(holder);
	return age > STALE || !isAlive(Number(pid));
}

/**
 * Takes a dead holder's lock away. Only one process at a time may do so, and it looks again: else a slow one would take
 * away the lock of whoever was quicker.
 */
function takeAway(file: string, holder: string): void {
	const guard = `${file}.${/ (\w+)$/.exec(holder)?.[1] ?? 'unknown'}`;
	if (!makeNew(guard, '')) {
		if (ageOf(guard) > MOMENT) fs.rmSync(guard, { force: true });
		return;
	}
	try {
		if (readIfThere(file) === holder) fs.rmSync(file, { force: true });
	} finally {
		fs.rmSync(guard, { force: true });
	}
}

/** What cannot be removed now is taken over by the next: its holder is gone, or does not hold it any more. */
function release(file: string, mine: string): void {
	try {
		if (readIfThere(file) === mine) fs.rmSync(file, { force: true });
	} catch {
		// As above.
	}
}

/** In milliseconds; 0 where the file is gone. */
function ageOf(file: string): number {
	const { mtimeMs = Date.now() } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
	return Date.now() - mtimeMs;
}

/** Seldom asked for, so node:os is not loaded at every start. */
function hostName(): string {
	return process.getBuiltinModule('node:os').hostname().replace(/\s/g, '-') || 'localhost';
}
