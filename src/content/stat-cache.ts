/**
 * Recognises unchanged files of a roadmap without reading them, as git does: by size, times and inode. Reading and
 * hashing ten thousand topics takes as long as everything else in `next`.
 *
 * A file changed within the last seconds is not trusted: it may change again within one tick of the file system's clock
 * without changing its size. `ctime` cannot be set back by a program.
 */

import fs from 'node:fs';
import path from 'node:path';
import { checksum } from '../domain/checksum.ts';

/** Longer than a tick of any file system's clock: FAT's is two seconds. */
const SETTLED_MS = 5_000;

/** How many entries to keep: there is one for each path that was ever used. */
const MAX_ENTRIES = 100;

/** Size, times and inode; null if the file does not exist. */
type Stamp = readonly [size: number, mtime: number, ctime: number, inode: number] | null;

interface FileStamps {
	readonly version: string;
	/** The absolute path of what the learner named. */
	readonly named: string;
	/** The cache key of the compiled roadmap. */
	readonly key: string;
	readonly files: readonly (readonly [file: string, stamp: Stamp])[];
}

/** @returns the cache key of the compiled roadmap if all its files are unchanged */
export function recognise(named: string, cache: string, version: string): string | undefined {
	const full = path.resolve(named);
	const stored = readStamps(stampsFile(full, cache));
	if (stored?.named !== full || stored.version !== version || stored.files.length === 0) return undefined;
	return stored.files.every(([file, stamp]) => looksLike(file, stamp)) ? stored.key : undefined;
}

/** Stores the files' stamps if they have settled. Best effort. */
export function remember(named: string, cache: string, version: string, key: string, files: readonly string[]): void {
	try {
		const full = path.resolve(named);
		const stamps = files.map((file) => [path.resolve(file), stampOf(file)] as const);
		if (!stamps.every(([, stamp]) => stamp !== undefined && hasSettled(stamp))) return;
		const stored = { version, named: full, key, files: stamps };
		const file = stampsFile(full, cache);
		fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
		fs.writeFileSync(`${file}.${process.pid}`, JSON.stringify(stored), { mode: 0o600 });
		fs.renameSync(`${file}.${process.pid}`, file);
		forgetOldest(path.dirname(file));
	} catch {
		// Ignored: the next start reads the files again.
	}
}

function looksLike(file: string, stamp: Stamp): boolean {
	try {
		return String(stampOf(file)) === String(stamp);
	} catch {
		return false;
	}
}

function hasSettled(stamp: Stamp): boolean {
	return stamp === null || Math.max(stamp[1], stamp[2]) < Date.now() - SETTLED_MS;
}

/** Returns undefined for anything but files and folders: a pipe looks the same whatever it contains. */
export function stampOf(file: string): Stamp | undefined {
	const stat = fs.statSync(file, { throwIfNoEntry: false });
	if (!stat) return null;
	return stat.isFile() || stat.isDirectory() ? [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino] : undefined;
}

function readStamps(file: string): FileStamps | undefined {
	try {
		// Parse edge for a file that only this program writes.
		return JSON.parse(fs.readFileSync(file, 'utf8')) as FileStamps;
	} catch {
		return undefined;
	}
}

/** Named by a short hash; two paths with the same one merely overwrite each other's entry. */
function stampsFile(full: string, cache: string): string {
	return path.join(cache, 'seen', `${checksum(full).toString(36)}.json`);
}

function forgetOldest(folder: string): void {
	const names = fs.readdirSync(folder);
	if (names.length <= MAX_ENTRIES) return;
	const aged = names.map((name) => ({ name, at: fs.statSync(path.join(folder, name)).mtimeMs }));
	for (const { name } of aged.sort((a, b) => b.at - a.at).slice(MAX_ENTRIES)) fs.rmSync(path.join(folder, name));
}
