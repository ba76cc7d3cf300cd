/**
 * Reads V8's code cache for Node versions other than the one the program was built with, from the cache folder.
 *
 * V8 itself compares only its version, its flags and the length of the source, so the file name adds the hash of the
 * source and the CPU architecture. V8 executes whatever it is given, so the file must belong to this user and be
 * writable by nobody else. This module is loaded at every start, so it imports next to nothing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type PlatformEnv, placesFrom } from './places.ts';

/** @returns the path for a cache of this name, or undefined if there is no home folder */
export function cacheFile(host: PlatformEnv, name: string): string | undefined {
	try {
		return path.join(placesFrom(host).cache, 'code', name);
	} catch {
		return undefined;
	}
}

/** @returns undefined if there is no cache file, or another user could have written it */
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
