/**
 * A checkpoint of long journals in the cache: the folded state and the offsets up to which it was read. May be deleted
 * at any time.
 *
 * It is used only if its checksum (line 1) matches and every journal still has the same bytes before its offset.
 */

import path from 'node:path';
import { checksum } from '../domain/checksum.ts';
import type { Memory } from '../domain/memory.ts';
import { isInstant } from '../domain/read-event.ts';
import { parseJson } from '../domain/values.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import { readPlain } from './files.ts';
import { MAX_JOURNAL_BYTES } from './journal.ts';
import type { Places } from './places.ts';

const FORMAT = 7;
const TAIL_LENGTH = 128;

export interface Checkpoint {
	readonly memory: Memory;
	/** Journal file → byte offset up to which its events are in `memory`. */
	readonly offsets: ReadonlyMap<string, number>;
	/** Changes with every other content. */
	readonly key: string;
}

interface StoredCheckpoint {
	format: number;
	files: [file: string, offset: number, witness: string][];
	registers: [key: string, value: string, at: string, id: string][];
	undone: string[];
	replaced: string[];
	answers: number;
	latest: string;
}

/** Returns undefined unless the checkpoint is intact and still fits every journal it names. */
export function readCheckpoint(places: Places): Checkpoint | undefined {
	const { key, text } = unseal(readCacheFile(checkpointFile(places)));
	const stored = parseJson(text);
	if (!isStored(stored)) return undefined;
	if (stored.files.some(([file, offset, witness]) => tailBefore(file, offset) !== witness)) return undefined;
	const { files, registers, undone, replaced, answers, latest } = stored;
	return {
		memory: {
			registers: new Map(registers.map(([key, value, at, id]) => [key, { value, at, id }])),
			undone: new Set(undone),
			replaced: new Set(replaced),
			answers,
			latest,
		},
		offsets: new Map(files.map(([file, offset]) => [file, offset])),
		key,
	};
}

export function writeCheckpoint(places: Places, { memory, offsets }: Omit<Checkpoint, 'key'>): void {
	const stored: StoredCheckpoint = {
		format: FORMAT,
		files: [...offsets].map(([file, offset]) => [file, offset, tailBefore(file, offset)]),
		registers: [...memory.registers].map(([key, { value, at, id }]) => [key, value, at, id]),
		undone: [...memory.undone],
		replaced: [...memory.replaced],
		answers: memory.answers,
		latest: memory.latest,
	};
	writeCacheFile(checkpointFile(places), seal(JSON.stringify(stored)));
}

export function checkpointFile(places: Places): string {
	return path.join(places.cache, 'progress.json');
}

function seal(text: string): string {
	return `${checksum(text).toString(16)}\n${text}`;
}

/** Returns a text and its checksum; the text is '' if the checksum does not match. */
function unseal(sealed: string): { key: string; text: string } {
	const end = Math.max(0, sealed.indexOf('\n'));
	const [key, text] = [sealed.slice(0, end), sealed.slice(end + 1)];
	return { key, text: key === checksum(text).toString(16) ? text : '' };
}

/** Whether a value has the form of what `writeCheckpoint` writes. The checksum vouches for the rest. */
function isStored(value: unknown): value is StoredCheckpoint {
	// Parse edge: every field is checked below.
	const { format, files, registers, undone, replaced, answers, latest } = (value ?? {}) as Partial<
		Record<keyof StoredCheckpoint, unknown>
	>;
	const isFile = ([file, offset, witness]: unknown[]) =>
		typeof file === 'string' && Number.isSafeInteger(offset) && Number(offset) >= 0 && typeof witness === 'string';
	const isText = (item: unknown) => typeof item === 'string';
	const isRegister = ([key, value, at, event, ...more]: unknown[]) =>
		[key, value, event].every(isText) && isInstant(at) && more.length === 0;
	const isRows = (list: unknown, fits: (row: unknown[]) => boolean) =>
		isList(list, (row) => Array.isArray(row) && fits(row));
	return (
		format === FORMAT &&
		isRows(files, isFile) &&
		isRows(registers, isRegister) &&
		isList(undone, isText) &&
		isList(replaced, isText) &&
		Number.isSafeInteger(answers) &&
		(latest === '' || isInstant(latest))
	);
}

function isList(value: unknown, fits: (item: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every(fits);
}

/** Returns up to 128 bytes before an offset, decoded as latin1 so that they fit into JSON; '' if they cannot be read. */
function tailBefore(file: string, offset: number): string {
	try {
		const from = Math.max(0, offset - TAIL_LENGTH);
		return readPlain(file, { from, to: offset, maxBytes: MAX_JOURNAL_BYTES }).toString('latin1');
	} catch {
		return '';
	}
}
