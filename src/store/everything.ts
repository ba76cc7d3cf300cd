/** All that the journals hold, as it was written: also what a newer version wrote, which this one only carries along. */

import type { Event } from '../domain/event.ts';
import { flatten, type Simple } from '../domain/history.ts';
import { readValue } from '../domain/read-event.ts';
import { EXIT } from '../errors.ts';
import { fileError, readIfThere } from './files.ts';
import { listJournals, MOST_JOURNAL } from './journal.ts';
import type { Places } from './places.ts';

/** Every event once, with those that were brought in among them. @throws UserError with exit 4 */
export function recallEverything(places: Places): Simple[] {
	return flatten(listJournals(places).flatMap((file) => linesOf(file).flatMap(eventAt)));
}

function linesOf(file: string): string[] {
	try {
		return (readIfThere(file, MOST_JOURNAL) ?? '').split('\n');
	} catch (error) {
		throw fileError(error, 'read', file, EXIT.unreadable);
	}
}

function eventAt(line: string): Event[] {
	try {
		const value: unknown = JSON.parse(line.replace(/^\ufeff/, ''));
		// The parse edge: it was read, and of an import all that is in it. What is not understood is not looked into.
		return readValue(value) === undefined ? [] : [value as Event];
	} catch {
		return [];
	}
}
