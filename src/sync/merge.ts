/**
 * How two versions of a file become one.
 *
 * Journals are only appended to, so one is nearly always the beginning of the other. Where it is not (a restored
 * backup, a rewritten repository) each side gets the events that it lacks at its end. Only events travel: lines that
 * are none stay where they are.
 *
 * Notes are merged by git, but for lines that both sides only added at the end: those are all kept, by their dates.
 */
import fs from 'node:fs';
import path from 'node:path';
import { readEvent } from '../domain/read-event.ts';
import { BrokenMirror, lastErrorLine } from './git.ts';
import type { Mirror } from './mirror.ts';

const NEWLINE = 10;

/** A journal and, behind it, the events that only the other one has. It always begins with the bytes of the first. */
export function extended(journal: Buffer, other: Buffer): Buffer {
	if (journal.subarray(0, other.length).equals(other)) return journal;
	const lines = linesOf(other).map((line) => ({ line, id: idOf(line) }));
	const isWhole = lines.every(({ id }) => id !== undefined);
	if (isWhole && other.subarray(0, journal.length).equals(journal)) return other;
	const known = new Set(linesOf(journal).map(idOf));
	const missing = lines.filter(({ id }) => id !== undefined && !known.has(id) && known.add(id));
	if (missing.length === 0) return journal;
	const gap = journal.length > 0 && journal.at(-1) !== NEWLINE ? '\n' : '';
	return Buffer.concat([journal, Buffer.from(`${gap}${missing.map(({ line }) => line).join('\n')}\n`)]);
}

/** How many lines that are events stand behind an offset in bytes. */
export function eventsBehind(journal: Buffer, offset: number): number {
	return linesOf(journal.subarray(offset)).filter((line) => readEvent(line) !== undefined).length;
}

function linesOf(journal: Buffer): string[] {
	// Some editors put a byte order mark in front.
	const lines = journal
		.toString('utf8')
		.replace(/^\ufeff/, '')
		.split('\n');
	return lines.filter((line) => line.trim() !== '');
}

/** An event's id; undefined for a line that is none. */
function idOf(line: string): string | undefined {
	const event = readEvent(line);
	if (event === undefined) return undefined;
	// What a newer version wrote was not typed, but its id was looked at.
	return event === 'unknown' ? (JSON.parse(line) as { id: string }).id : event.id;
}

export interface Versions {
	readonly ours: Buffer;
	/** What both were made from; undefined where that is not known. */
	readonly base: Buffer | undefined;
	readonly theirs: Buffer;
}

/** Merges a note. Bytes stay as they are, whatever encoding they are in. */
export async function mergeNote(mirror: Mirror, versions: Versions): Promise<Buffer> {
	const { ours, base, theirs } = versions;
	if (base?.equals(ours)) return theirs;
	const [here, there] = [linesIn(ours), linesIn(theirs)];
	const from = base && linesIn(base);
	const [added, addedThere] = [addedTo(from, here), addedTo(from, there)];
	if (!added || !addedThere) return mergeByGit(mirror, versions);
	const rest = {
		ours: here.slice(0, here.length - added.length),
		theirs: there.slice(0, there.length - addedThere.length),
	};
	const merged = await mergeByGit(mirror, {
		ours: bytesOf(rest.ours),
		base: bytesOf(from ?? []),
		theirs: bytesOf(rest.theirs),
	});
	return Buffer.concat([merged, bytesOf(unionOf(addedThere, added))]);
}

/** The lines of a text as letters (latin1), so that bytes that are no UTF-8 survive; a last newline begins no line. */
function linesIn(bytes: Buffer): string[] {
	const lines = bytes.toString('latin1').split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

function bytesOf(lines: readonly string[]): Buffer {
	return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
}

/** What `roadmap note` writes: `- 2026-11-22 text`, further lines indented. */
const DATED = /^- (\d{4}-\d{2}-\d{2}) /;

/**
 * The lines that were added at the end of a text: all behind its former lines, whatever they are; or, where those were
 * changed too, the dated entries behind its former last line.
 * @param base its former lines; where they are not known, all have to be dated entries
 * @returns undefined where nothing, or nothing of the kind, was added
 */
function addedTo(base: readonly string[] | undefined, lines: readonly string[]): readonly string[] | undefined {
	if (base && lines.length > base.length && base.every((line, i) => line === lines[i])) return lines.slice(base.length);
	const last = base?.findLast((line) => line.trim() !== '');
	const added = lines.slice(last === undefined ? 0 : lines.lastIndexOf(last) + 1);
	if ((last !== undefined && !lines.includes(last)) || added.length === 0) return undefined;
	return added.every((line, i) => DATED.test(line) || (i > 0 && /^(?: |\r?$)/.test(line))) ? added : undefined;
}

/** Both runs of lines: entries by their dates, and an entry that is in both once; all else one after the other. */
function unionOf(first: readonly string[], second: readonly string[]): string[] {
	const differs = first.findIndex((line, i) => line !== second[i]);
	const same = differs < 0 ? first.length : differs;
	return [...first.slice(0, same), ...unionOfDifferent(first.slice(same), second.slice(same))];
}

function unionOfDifferent(first: readonly string[], second: readonly string[]): string[] {
	const [one, other] = [entriesOf(first), entriesOf(second)];
	const known = new Set(one.map(({ text }) => text));
	const more = other.filter(({ text }) => !known.has(text));
	const isDated = [...one, ...more].every(({ date }) => date !== undefined);
	if (!isDated) return [...one, ...more].flatMap(({ lines }) => lines);
	const merged: string[][] = [];
	let at = 0;
	for (const entry of one) {
		for (let next = more[at]; next && String(next.date) < String(entry.date); next = more[++at])
			merged.push(next.lines);
		merged.push(entry.lines);
	}
	return [...merged, ...more.slice(at).map(({ lines }) => lines)].flat();
}

interface Entry {
	readonly date: string | undefined;
	readonly lines: string[];
	/** What an entry is compared by. */
	text: string;
}

/** Dated lines with what is indented under them; what stands before the first one is an entry without a date. */
function entriesOf(lines: readonly string[]): Entry[] {
	const entries: Entry[] = [];
	for (const line of lines) {
		const date = DATED.exec(line)?.[1];
		const last = entries.at(-1);
		if (date !== undefined || !last) entries.push({ date, lines: [line], text: line.trimEnd() });
		else {
			last.lines.push(line);
			last.text = `${last.text}\n${line}`.trimEnd();
		}
	}
	return entries;
}

/** What the last mark of a conflict says. */
const THEIRS = 'another machine: keep what you want, and delete these marks';

async function mergeByGit(mirror: Mirror, { ours, base = Buffer.alloc(0), theirs }: Versions): Promise<Buffer> {
	if (ours.equals(base)) return theirs;
	if (theirs.equals(base) || ours.equals(theirs)) return ours;
	// Git takes a file with a NUL for no text.
	if ([ours, base, theirs].some((version) => version.includes(0))) return bothOf(mirror, ours, theirs);
	const folder = fs.mkdtempSync(path.join(mirror.folder, 'merge-'));
	try {
		const files = Object.entries({ ours, base, theirs }).map(([name, bytes]) => {
			const file = path.join(folder, name);
			fs.writeFileSync(file, bytes, { mode: 0o600 });
			return file;
		});
		const labels = [mirror.device, 'before', THEIRS].flatMap((label) => ['-L', label]);
		const ran = await mirror.git(['merge-file', '-p', '-q', ...labels, ...files]);
		// It ends with the number of conflicts, and prints all the same.
		if (!ran.ok && ran.out.length === 0) throw new BrokenMirror(`Git could not merge: ${lastErrorLine(ran.err)}`);
		return ran.out;
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/** Two whole texts between the marks that git would write. */
function bothOf({ device }: Mirror, ours: Buffer, theirs: Buffer): Buffer {
	const lines = [`<<<<<<< ${device}`, ...linesIn(ours), '=======', ...linesIn(theirs), `>>>>>>> ${THEIRS}`];
	return bytesOf(lines);
}
