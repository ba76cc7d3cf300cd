/**
 * How two versions of a file become one. Pure.
 *
 * Journals are only appended to, so one is nearly always the beginning of the other. Where it is not (a restored
 * backup, a rewritten repository) each side gets the lines that it lacks at its end: both then hold the same lines.
 */
import { readEvent } from '../model/read-event.ts';

const NEWLINE = 10;

/** A journal and, behind it, what only the other one has. It always begins with the bytes of the first. */
export function extended(journal: Buffer, other: Buffer): Buffer {
	if (other.length >= journal.length && other.subarray(0, journal.length).equals(journal)) return other;
	if (journal.subarray(0, other.length).equals(other)) return journal;
	return withLines(journal, linesOf(other));
}

/** A journal and, behind it, the events that a second copy of it has and it lacks. Lines that are none are left. */
export function completed(journal: Buffer, copy: Buffer): Buffer {
	return withLines(
		journal,
		linesOf(copy).filter((line) => readEvent(line) !== undefined),
	);
}

/** How many lines that are events stand behind an offset in bytes. */
export function eventsBehind(journal: Buffer, offset: number): number {
	return linesOf(journal.subarray(offset)).filter((line) => readEvent(line) !== undefined).length;
}

function withLines(journal: Buffer, lines: readonly string[]): Buffer {
	const known = new Set(linesOf(journal).map(nameOf));
	const missing = lines.filter((line) => !known.has(nameOf(line)) && known.add(nameOf(line)));
	if (missing.length === 0) return journal;
	const gap = journal.length > 0 && journal.at(-1) !== NEWLINE ? '\n' : '';
	return Buffer.concat([journal, Buffer.from(`${gap}${missing.join('\n')}\n`)]);
}

function linesOf(journal: Buffer): string[] {
	const lines = journal.toString('utf8').split('\n');
	return lines.filter((line) => line.trim() !== '');
}

/** What a line is known by: an event by its id, anything else by all of it. */
function nameOf(line: string): string {
	if (readEvent(line) === undefined) return line;
	// A line that is an event is an object with an id.
	return `id ${(JSON.parse(line) as { id: string }).id}`;
}
