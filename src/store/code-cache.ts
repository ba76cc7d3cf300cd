/**
 * V8's compiled code of the program, for Nodes other than the one that built it: a file in the cache folder.
 *
 * V8 itself compares only its version, its flags and the length of the source, so the file's name has the rest: the
 * hash of the source and the processor. V8 runs what it is given, so the file has to be this user's, and nobody else's
 * to write. This much of it is loaded at every start, so it imports next to nothing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type PlatformEnv, placesFrom } from './places.ts';

/** @returns where the cache of this name belongs; undefined where there is no home to keep it in */
export function cacheFile(host: PlatformEnv, name: string): string | undefined {
	try {
		return path.join(placesFrom(host).cache, 'code', name);
	} catch {
		return undefined;
	}
}

/** @returns undefined where there is none, or one that somebody else could have written */
export function readCache(file: string): Buffer | undefined {
	let fd: number;
	try {
		fd = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0));
	} catch {
		return undefined;
	}
	try {
		return isOurs(fs.fstatSync(fd)) ? fs.readFileSync(fd) : undefined;
	} catch {
		return undefined;
	} finally {
		fs.closeSync(fd);
	}
}

function isOurs(stats: fs.Stats): boolean {
	if (!stats.isFile()) return false;
	const user = process.getuid?.();
	return user === undefined || (stats.uid === user && (stats.mode & 0o022) === 0);
}
