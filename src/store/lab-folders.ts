/** Where lab folders are on this machine, so that labs are found by name from anywhere. */
import path from 'node:path';
import { isInstant } from '../domain/read-event.ts';
import { isRecord, isSlug, parseJson } from '../domain/values.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Places } from './places.ts';

interface KnownFolder {
	readonly roadmap: string;
	readonly topic: string;
	readonly lab: string;
	/** Absolute. */
	readonly folder: string;
	/** When it was created or last used, ISO 8601. */
	readonly at: string;
}

/** More than anyone has. */
const MAX_FOLDERS = 1_000;

/** Returns a roadmap's lab folders, last used first. */
export function knownFolders(places: Places, roadmap: string): KnownFolder[] {
	const own = readAll(places).filter((known) => known.roadmap === roadmap);
	return own.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Stores a lab's folder. Best effort: otherwise it is found from inside, and by `--in`. */
export function rememberFolder(places: Places, folder: KnownFolder): void {
	const others = readAll(places).filter((known) => known.folder !== folder.folder);
	writeCacheFile(fileOf(places), JSON.stringify([folder, ...others].slice(0, MAX_FOLDERS)));
}

function readAll(places: Places): KnownFolder[] {
	const stored = parseJson(readCacheFile(fileOf(places)));
	return Array.isArray(stored) ? stored.filter(isKnown) : [];
}

function isKnown(value: unknown): value is KnownFolder {
	if (!isRecord(value) || !isInstant(value.at)) return false;
	const { roadmap, topic, lab, folder } = value;
	return [roadmap, topic, lab].every(isSlug) && typeof folder === 'string' && path.isAbsolute(folder);
}

function fileOf({ cache }: Places): string {
	return path.join(cache, 'labs.json');
}
