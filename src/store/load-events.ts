/** Loads the events of all devices' journals, continuing from the checkpoint if there is one. */
import path from 'node:path';
import type { Event } from '../domain/event.ts';
import { type FlatEvent, flatten } from '../domain/history.ts';
import { canExtend, fold, type Memory } from '../domain/memory.ts';
import { readValue } from '../domain/read-event.ts';
import { parseJson } from '../domain/values.ts';
import { EXIT } from '../errors.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { fileError, readIfThere } from './files.ts';
import { type JournalPart, listJournals, MAX_JOURNAL_BYTES, nonFileEntries, readJournal } from './journal.ts';
import type { Places } from './places.ts';

/** About 200 events, which take 1 ms to fold: a longer read is worth a checkpoint. In bytes. */
const LONG = 32 * 1024;

interface Loaded {
	readonly memory: Memory;
	/** What `loadEvents` returns; undefined if only the end of a journal was read. */
	readonly events: readonly Event[] | undefined;
	/** What was read behind a checkpoint; undefined if everything was read, or another checkpoint was written. */
	readonly rest?: Rest | undefined;
}

/** The events behind a checkpoint. */
export interface Rest {
	/** The checkpoint's. */
	readonly key: string;
	readonly events: readonly Event[];
}

/** A problem with the files that the learner should know about. */
export interface Notice {
	/** Identifies a problem, so that it is shown only once. */
	readonly key: string;
	readonly text: string;
}

/**
 * Folds all journals. Writes nothing, except a checkpoint after a long read.
 * @param notify called with each notice before the checkpoint is written, because later reads start after the damage. May
 * throw
 * @throws UserError with exit code 4
 */
export function loadMemory(places: Places, now: Date, notify: (notice: Notice) => void = () => {}): Loaded {
	const files = listJournals(places);
	const since = readSince(files, readCheckpoint(places));
	const parts = since?.parts ?? files.map((file) => readJournal(file));
	const events = eventsIn(parts);
	const memory = fold(events, now, since?.memory);
	for (const notice of [...nonFileEntries(places).map(notReadNotice), ...parts.flatMap(noticesOf)]) notify(notice);
	const bytes = parts.reduce((sum, { from, end }) => sum + end - from, 0);
	if (bytes > LONG) writeCheckpoint(places, { memory, offsets: new Map(parts.map(({ file, end }) => [file, end])) });
	if (!since) return { memory, events: eachOnce(events) };
	return { memory, events: undefined, rest: bytes > LONG ? undefined : { key: since.key, events } };
}

/** Reads what was written since a checkpoint; undefined if the memory in it cannot be continued. */
function readSince(
	files: readonly string[],
	checkpoint: Checkpoint | undefined,
): { readonly memory: Memory; readonly key: string; readonly parts: readonly JournalPart[] } | undefined {
	if (!checkpoint || [...checkpoint.offsets.keys()].some((file) => !files.includes(file))) return undefined;
	const parts = files.map((file) => readJournal(file, checkpoint.offsets.get(file)));
	return canExtend(eventsIn(parts)) ? { memory: checkpoint.memory, key: checkpoint.key, parts } : undefined;
}

function eventsIn(parts: readonly JournalPart[]): Event[] {
	return parts.flatMap((part) => [...part.events]);
}

/**
 * Returns every event as written, in no particular order, for callers that need the history and not just the state.
 *
 * Copies of a journal, made by hand or by Syncthing (`laptop-1a2b3c.sync-conflict-…jsonl`), are deduplicated by event
 * id; the later of two counts, as in the fold.
 */
export function loadEvents(places: Places): Event[] {
	return eachOnce(listJournals(places).flatMap((file) => readJournal(file).events));
}

/** Removes duplicates of copied journals; of two with the same id the later counts. */
export function eachOnce(all: readonly Event[]): Event[] {
	const events = new Map<string, Event>();
	for (const event of all) {
		const other = events.get(event.id);
		if (!other || event.at > other.at) events.set(event.id, event);
	}
	return [...events.values()];
}

function notReadNotice({ file, kind }: { file: string; kind: string }): Notice {
	const text = `${file} is ${kind} and not a regular file, so it is not read. Put the file itself there.`;
	return { key: `not a file ${file} ${kind}`, text };
}

/** A truncated line shares its key with the damaged line it becomes once another follows, so that it is shown once. */
function noticesOf({ file, damaged, torn }: JournalPart): Notice[] {
	if (damaged.length === 0) return [];
	const key = `${path.basename(file)}\n${damaged.join('\n')}`;
	if (torn && damaged.length === 1) {
		const text = `The last line of ${file} was cut short; that change was never confirmed and does not count. All others do.`;
		return [{ key, text }];
	}
	const lines = damaged.length === 1 ? 'One line' : `${damaged.length} lines`;
	return [{ key, text: `${lines} of ${file} cannot be read. Everything else counts, and nothing was deleted.` }];
}

/**
 * Returns every event once, flattening imports and including events of newer versions, which are only passed on.
 * @throws UserError with exit code 4
 */
export function loadAllEvents(places: Places): FlatEvent[] {
	return flatten(listJournals(places).flatMap((file) => linesOf(file).flatMap(eventAt)));
}

function linesOf(file: string): string[] {
	try {
		return (readIfThere(file, MAX_JOURNAL_BYTES) ?? '').split('\n');
	} catch (error) {
		throw fileError(error, 'read', file, EXIT.unreadable);
	}
}

function eventAt(line: string): Event[] {
	const value = parseJson(line);
	// Parse edge: readValue has validated the event and, for an import, all events in it. Events of unknown kinds are not
	// inspected.
	return readValue(value) === undefined ? [] : [value as Event];
}
