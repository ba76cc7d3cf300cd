/**
 * One at a time: a file that only one process can make, with its maker's pid and host in it. A lock whose holder is gone
 * is taken over.
 */
import fs from 'node:fs';
import path from 'node:path';
import { elapsed } from '../domain/day.ts';
import { safeLine } from '../domain/safe.ts';
import { UserError } from '../errors.ts';
import { closeQuietly, errorCode, fileError, makeFolder, readIfThere } from './files.ts';
import { isAlive } from './processes.ts';

/** After which a pid is taken to be another process's by now: nothing that holds a lock takes so long. In milliseconds. */
const STALE = 15 * 60_000;
/** For the moment between making the file and writing the holder into it, and for taking a lock over. */
const MOMENT = 2_000;
const STEP = 10;

interface LockOptions {
	/** What is told where somebody holds the lock on and on: a sentence without its full stop. */
	readonly busy?: string;
	/** How long to wait for the holder, in milliseconds. */
	readonly patience?: number;
	/** How long a holder on another machine is believed, of whom nothing else can be known. In milliseconds. */
	readonly longest?: number;
}

/** The locks of this process. */
const held = new Set<string>();

/**
 * Does something while nobody else holds the lock. It cannot be taken twice: who holds it waits for itself.
 * @throws UserError where somebody holds it on and on, or where the file cannot be made
 */
export async function withLock<T>(
	file: string,
	work: () => T | Promise<T>,
	{ busy = 'Another roadmap command is changing things here', patience = 20_000, longest = 60_000 }: LockOptions = {},
): Promise<T> {
	const mine = `${process.pid} ${hostName()} ${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
	const until = Date.now() + patience;
	while (!tryToTake(file, mine, longest)) {
		if (Date.now() > until) {
			const hint = `Run it again when that has finished. If nothing else is running, delete ${file}`;
			throw new UserError(`${busy} (${holderWords(file)}).`, { hint });
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

/** Whether a lock is there whose holder has ended: whoever wants it next takes it over. */
export function isLeftLock(file: string): boolean {
	try {
		const holder = fs.lstatSync(file).isFile() ? readIfThere(file) : undefined;
		return holder !== undefined && isGone(file, holder, STALE);
	} catch {
		return false;
	}
}

/** Who holds a lock, and since when: `process 4711 on laptop, for 3 minutes`. */
function holderWords(file: string): string {
	const [pid, host] = (readIfThere(file) ?? '').split(' ');
	const who = pid ? `process ${pid}${host && host !== hostName() ? ` on ${host}` : ''}, ` : '';
	return safeLine(`${who}for ${elapsed(ageOf(file) / 1_000)}`);
}

function tryToTake(file: string, mine: string, longest: number): boolean {
	try {
		makeFolder(path.dirname(file));
		if (makeNew(file, mine)) return true;
		const holder = readHolder(file);
		if (holder !== undefined && isGone(file, holder, longest)) takeAway(file, holder);
		return false;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

/** What stands in a lock; undefined where there is none by now. What is no file never was a lock, and is put aside. */
function readHolder(file: string): string | undefined {
	const found = fs.lstatSync(file, { throwIfNoEntry: false });
	if (found === undefined || found.isFile()) return found && readIfThere(file);
	try {
		fs.renameSync(file, `${file}.damaged-${Date.now()}`);
	} catch (error) {
		// Somebody else was quicker.
		if (errorCode(error) !== 'ENOENT') throw error;
	}
	return undefined;
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

function isGone(file: string, holder: string, longest: number): boolean {
	const [pid, host] = holder.split(' ');
	const age = ageOf(file);
	if (host === undefined) return age > MOMENT;
	if (host !== hostName()) return age > longest;
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
