/** Notes as text: dated entries, searching, patches and merging. */
import { namesOf } from './find.ts';
import { safeText } from './safe.ts';
import { normalized } from './tokens.ts';
import type { Topic } from './types.ts';
import { isRecord } from './values.ts';

/** The largest note on one topic, in bytes. */
export const MAX_NOTE_BYTES = 16 * 1024 * 1024;

/** A change of a text: from line `at`, counted from 0, the lines `after` replace the lines `before`. */
export interface Patch {
	readonly at: number;
	readonly before: readonly string[];
	readonly after: readonly string[];
}

/** A note change as an event stores it. */
export interface NotePatch extends Patch {
	/** The lines are not valid UTF-8: they are bytes decoded as latin1. */
	readonly bytes?: boolean;
}

/** Validates the patch of an event. */
export function readNotePatch(value: unknown): NotePatch | undefined {
	if (!isRecord(value)) return undefined;
	const { at, before, after, bytes } = value;
	if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0 || !isLines(before) || !isLines(after))
		return undefined;
	return { at, before, after, bytes: bytes === true };
}

function isLines(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((line) => typeof line === 'string');
}

/** Formats a note as a list item with its day and further lines indented; undefined if the text is blank. */
export function dated(text: string, day: string): string | undefined {
	const [first = '', ...more] = safeText(text).trim().split('\n');
	return first === '' ? undefined : [`- ${day} ${first}`, ...more.map((line) => `  ${line}`.trimEnd())].join('\n');
}

/** Whether a text contains all of the words, ignoring case and accents. */
export function hasWords(text: string, words: readonly string[]): boolean {
	const all = normalized(text);
	return words.every((word) => all.includes(normalized(word)));
}

/** Computes the difference between two texts as one run of lines. */
export function patchOf(before: string, after: string): Patch {
	return changedRun(before.split('\n'), after.split('\n'));
}

/** Returns what differs between the lines with which two texts begin and end alike. */
export function changedRun(was: readonly string[], is: readonly string[]): Patch {
	const most = Math.min(was.length, is.length);
	let at = 0;
	while (at < most && was[at] === is[at]) at++;
	let same = 0;
	while (same < most - at && was.at(-1 - same) === is.at(-1 - same)) same++;
	return { at, before: was.slice(at, was.length - same), after: is.slice(at, is.length - same) };
}

/**
 * Reverts a change, wherever its lines are now; later additions stay.
 * @returns undefined if the lines are no longer as the change left them
 */
export function withoutPatch(text: string, { at, before, after }: Patch): string | undefined {
	const lines = text.split('\n');
	const isThere = after.every((line, i) => lines[at + i] === line);
	// If the text has become shorter, at its end.
	const place = !isThere ? placeOf(text, after) : at <= lines.length ? at : lines.length - 1;
	if (place === undefined) return undefined;
	return [...lines.slice(0, place), ...before, ...lines.slice(place + after.length)].join('\n');
}

/** Returns the number of the line from which on a text has these lines, counted from 0; undefined if it does not. */
function placeOf(text: string, lines: readonly string[]): number | undefined {
	const whole = `\n${text}\n`;
	const found = whole.indexOf(`\n${lines.join('\n')}\n`);
	return found < 0 ? undefined : whole.slice(0, found).split('\n').length - 1;
}

/** Applies a change. If its lines are gone, what it adds is appended: nothing is lost. */
export function patched(text: string, { at, before, after }: Patch): string {
	const changed = withoutPatch(text, { at, before: after, after: before });
	return changed ?? (after.length === 0 ? text : [text.replace(/\n$/, ''), ...after, ''].join('\n'));
}

/**
 * Removes the conflict markers around two versions if one is empty or both are the same, so that nothing is left to
 * choose.
 *
 *     <<<<<<< here
 *     =======
 *     - what the other machine wrote
 *     >>>>>>> elsewhere
 */
export function withoutSettledBlocks(text: string): string {
	const lines = text.split('\n');
	const kept: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		const middle = lines[at]?.startsWith('<<<<<<< ') ? nextMark(lines, at, /^={7}$/) : undefined;
		const end = middle === undefined ? undefined : nextMark(lines, middle, /^>{7} /);
		const settled =
			end === undefined ? undefined : onlyVersion(lines.slice(at + 1, middle), lines.slice((middle ?? 0) + 1, end));
		for (const line of settled ?? [lines[at] ?? '']) kept.push(line);
		if (settled) at = end ?? at;
	}
	return kept.join('\n');
}

/** Returns the remaining version if one is empty or both are the same; undefined if they differ. */
function onlyVersion(ours: readonly string[], theirs: readonly string[]): readonly string[] | undefined {
	if (ours.length === 0 || ours.join('\n') === theirs.join('\n')) return theirs;
	return theirs.length === 0 ? ours : undefined;
}

/** Returns where a block's next marker is; undefined if that is of another kind. */
function nextMark(lines: readonly string[], from: number, wanted: RegExp): number | undefined {
	for (let i = from + 1; i < lines.length; i++) {
		const line = lines[i] ?? '';
		if (/^(?:<{7} |={7}$|>{7} )/.test(line)) return wanted.test(line) ? i : undefined;
	}
	return undefined;
}

/**
 * Combines two versions of a note: ours unchanged, followed by the lines that only theirs has. Nothing is lost, and
 * repeating it changes nothing.
 */
export function mergedNotes(ours: string, theirs: string): string {
	if (ours.trim() === '') return theirs.trim() === '' ? ours : theirs;
	// A checklist contains lines in their safe form, which counts as the same line.
	const known = new Set(
		safeText(ours)
			.split('\n')
			.map((line) => line.trimEnd()),
	);
	const isNew = (line: string) => line.trim() !== '' && !known.has(safeText(line).trimEnd());
	const more: string[] = [];
	let follows = false;
	for (const line of theirs.trimEnd().split('\n').reverse()) {
		// A blank line is kept if the line after it is.
		if (isNew(line) || (line.trim() === '' && follows)) more.push(line);
		if (line.trim() !== '') follows = isNew(line);
	}
	return more.length === 0 ? ours : `${ours.trimEnd()}\n${more.reverse().join('\n')}\n`;
}

/** Returns a topic's notes under all its former ids; undefined if there are none. @param all by id */
export function notesOn(topic: Topic, all: ReadonlyMap<string, string>): string | undefined {
	const texts = namesOf(topic).flatMap((name) => all.get(name) ?? []);
	return texts.length === 0 ? undefined : texts.join('\n');
}
