/** Locks: a file created exclusively that holds its owner's pid and host. A lock whose holder is gone is taken over. */
import fs from 'node:fs';
import path from 'node:path';
import { elapsed } from '../domain/day.ts';
import { safeLine } from '../domain/safe.ts';
import { UserError } from '../errors.ts';
import { closeQuietly, errorCode, fileError, makeFolder, moveAside, readIfThere } from './files.ts';
import { hostName, isAlive } from './processes.ts';

/** The age at which a lock's pid is assumed to be reused: nothing holds a lock this long. In milliseconds. */
const STALE = 15 * 60_000;
/** The time allowed between creating the file and writing the holder into it, and for a take-over. In milliseconds. */
const GRACE = 2_000;
const RETRY_DELAY = 10;

interface LockOptions {
	/** The error message if the lock stays held: a sentence without its full stop. */
	readonly busy?: string;
	/** How long to wait for the holder, in milliseconds. */
	readonly timeout?: number;
	/** How long a holder on another machine, which cannot be checked, is assumed alive. In milliseconds. */
	readonly maxForeignAge?: number;
}

/** Locks held by this process. */
const held = new Set<string>();

/**
 * Runs `work` while holding the lock. Not reentrant: a nested call would wait for itself.
 * @throws UserError if the lock stays held, or its file cannot be created
 */
export async function withLock<T>(
	file: string,
	work: () => T | Promise<T>,
	{
		busy = 'Another roadmap command is changing things here',
		timeout = 20_000,
		maxForeignAge = 60_000,
	}: LockOptions = {},
): Promise<T> {
	const token = `${process.pid} ${hostName()} ${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
	const until = Date.now() + timeout;
	while (!tryToTake(file, token, maxForeignAge)) {
		if (Date.now() > until) {
			const hint = `Run it again when that has finished. If nothing else is running, delete ${file}`;
			throw new UserError(`${busy} (${describeHolder(file)}).`, { hint });
		}
		await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY * (0.5 + Math.random())));
	}
	held.add(token);
	try {
		return await work();
	} finally {
		release(file, token);
		held.delete(token);
	}
}

/** Whether there is a lock whose holder is gone; the next taker takes it over. */
export function isStaleLock(file: string): boolean {
	try {
		const holder = fs.lstatSync(file).isFile() ? readIfThere(file) : undefined;
		return holder !== undefined && isGone(file, holder, STALE);
	} catch {
		return false;
	}
}

/** Describes the holder and the lock's age: `process 4711 on laptop, for 3 minutes`. */
function describeHolder(file: string): string {
	const [pid, host] = (readIfThere(file) ?? '').split(' ');
	const who = pid ? `process ${pid}${host && host !== hostName() ? ` on ${host}` : ''}, ` : '';
	return safeLine(`${who}for ${elapsed(ageOf(file) / 1_000)}`);
}

function tryToTake(file: string, token: string, maxForeignAge: number): boolean {
	try {
		makeFolder(path.dirname(file));
		if (makeNew(file, token)) return true;
		const holder = readHolder(file);
		if (holder !== undefined && isGone(file, holder, maxForeignAge)) removeStale(file, holder);
		return false;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

/**
 * Returns the lock's content, or undefined if it is gone. Anything that is not a plain file never was a lock and is
 * moved aside.
 */
function readHolder(file: string): string | undefined {
	const found = fs.lstatSync(file, { throwIfNoEntry: false });
	if (found === undefined || found.isFile()) return found && readIfThere(file);
	moveAside(file, new Date());
	return undefined;
}

/** @returns false if the file already exists */
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

function isGone(file: string, holder: string, maxForeignAge: number): boolean {
	const [pid, host] = holder.split(' ');
	const age = ageOf(file);
	if (host === undefined) return age > GRACE;
	if (host !== hostName()) return age > maxForeignAge;
	if (Number(pid) === process.pid) return !held.has(holder);
	return age > STALE || !isAlive(Number(pid));
}

/**
 * Removes a dead holder's lock. A guard file admits one process at a time, which checks the holder again: otherwise a
 * slow process could remove the lock that a faster one has just taken.
 */
function removeStale(file: string, holder: string): void {
	const guard = `${file}.${/ (\w+)$/.exec(holder)?.[1] ?? 'unknown'}`;
	if (!makeNew(guard, '')) {
		if (ageOf(guard) > GRACE) fs.rmSync(guard, { force: true });
		return;
	}
	try {
		if (readIfThere(file) === holder) fs.rmSync(file, { force: true });
	} finally {
		fs.rmSync(guard, { force: true });
	}
}

/**
 * Best effort: the next taker takes over a lock that could not be removed, since its holder is gone or no longer in
 * `held`.
 */
function release(file: string, token: string): void {
	try {
		if (readIfThere(file) === token) fs.rmSync(file, { force: true });
	} catch {
		// Ignored: see above.
	}
}

/** In milliseconds; 0 if the file is gone. */
function ageOf(file: string): number {
	const { mtimeMs = Date.now() } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
	return Date.now() - mtimeMs;
}
