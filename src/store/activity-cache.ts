/** Caches the events from which the activity is read, so that a long journal need not be read again for it. */
import path from 'node:path';
import type { Event } from '../domain/event.ts';
import type { FlatEvent } from '../domain/history.ts';
import { readValue } from '../domain/read-event.ts';
import { isRecord, parseJson } from '../domain/values.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Places } from './places.ts';

/** Returns the cached events, or undefined if they have another key or are invalid. */
export function readActivityEvents(places: Places, key: string): Event[] | undefined {
	const stored = parseJson(readCacheFile(fileIn(places)));
	if (!isRecord(stored) || stored.key !== key || !Array.isArray(stored.events)) return undefined;
	const events = stored.events.map(readValue);
	const valid = events.filter((event) => event !== undefined && event !== 'unknown');
	return valid.length === events.length ? valid : undefined;
}

/** @param key the checkpoint's behind which the rest is read */
export function writeActivityEvents(places: Places, key: string, events: readonly FlatEvent[]): void {
	writeCacheFile(fileIn(places), JSON.stringify({ key, events }));
}

function fileIn({ cache }: Places): string {
	return path.join(cache, 'activity.json');
}
