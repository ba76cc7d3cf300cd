/**
 * Three-way merge of texts, line by line. Both versions are kept, between conflict markers, only if they changed the
 * same lines.
 */

import { changedRun } from './notes.ts';

interface Labels {
	readonly ours: string;
	readonly theirs: string;
}

/** Lines `[from, to)` of the base, and the lines `[start, end)` of a version in their place. */
interface Hunk {
	readonly from: number;
	readonly to: number;
	readonly start: number;
	readonly end: number;
}

/** Above this many comparisons, repeated lines are not matched. */
const MAX_COMPARISONS = 1_000_000;

/** Merges two texts with their base. A missing final newline and the kind of line ending are no difference. */
export function merged(base: string, ours: string, theirs: string, labels: Labels): string {
	if (ours === theirs || base === theirs) return ours;
	if (base === ours) return theirs;
	const [old, mine, yours] = [linesOf(base), linesOf(ours), linesOf(theirs)];
	const lines = mergedLines(old, mine, yours, labels);
	return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/**
 * Merges two texts whose base is unknown. Dated entries all stay, sorted; of anything else, what differs between the
 * common beginning and end is kept in both versions, between conflict markers.
 */
export function mergedWithoutBase(ours: string, theirs: string, labels: Labels): string {
	const [mine, yours] = [linesOf(ours), linesOf(theirs)];
	const { at, before, after } = changedRun(mine, yours);
	if (before.length === 0) return theirs;
	if (after.length === 0) return ours;
	if (isDated(mine) && isDated(yours)) return merged('', ours, theirs, labels);
	const end = mine.slice(at + before.length);
	return `${[...mine.slice(0, at), ...marked(before, after, labels), ...end].join('\n')}\n`;
}

/** Whether a text is a list of dated entries. */
function isDated(lines: readonly string[]): boolean {
	return lines.every((line, i) => DATED_ENTRY.test(line) || (i > 0 && /^(?: |\r?$)/.test(line)));
}

function mergedLines(old: string[], mine: string[], yours: string[], labels: Labels): string[] {
	const [ours, theirs] = [hunksOf(old, mine), hunksOf(old, yours)];
	const chunks: (readonly string[])[] = [];
	let at = 0;
	for (let [i, j] = [0, 0]; i < ours.length || j < theirs.length; ) {
		const [is, js] = [i, j];
		const from = Math.min(ours[i]?.from ?? Number.POSITIVE_INFINITY, theirs[j]?.from ?? Number.POSITIVE_INFINITY);
		let to = from;
		// Collects overlapping or touching hunks of both sides.
		const touches = (hunk: Hunk | undefined) => hunk !== undefined && (hunk.from < to || hunk.from === from);
		while (touches(ours[i]) || touches(theirs[j])) {
			const next = touches(ours[i]) ? ours[i++] : theirs[j++];
			to = Math.max(to, next?.to ?? to);
		}
		const left = part(old, mine, ours.slice(is, i), from, to);
		const right = part(old, yours, theirs.slice(js, j), from, to);
		chunks.push(old.slice(at, from), resolved(old.slice(from, to), left, right, labels));
		at = to;
	}
	return [...chunks.flat(), ...old.slice(at)];
}

/** Returns a version's lines for the base range `[from, to)`. */
function part(
	old: readonly string[],
	own: readonly string[],
	hunks: readonly Hunk[],
	from: number,
	to: number,
): string[] {
	const parts = hunks.map((hunk, i) => [
		...old.slice(hunks[i - 1]?.to ?? from, hunk.from),
		...own.slice(hunk.start, hunk.end),
	]);
	return [...parts.flat(), ...old.slice(hunks.at(-1)?.to ?? from, to)];
}

/** @param was the lines of the base that one side or both changed */
function resolved(
	was: readonly string[],
	ours: readonly string[],
	theirs: readonly string[],
	labels: Labels,
): readonly string[] {
	if (isSame(ours, theirs) || isSame(theirs, was)) return ours;
	if (isSame(ours, was)) return theirs;
	// Both sides only inserted at the same place.
	if (was.length === 0) return union(ours, theirs);
	if (isSame(ours.slice(0, was.length), was) && isSame(theirs.slice(0, was.length), was))
		return [...was, ...union(ours.slice(was.length), theirs.slice(was.length))];
	return marked(ours, theirs, labels);
}

function marked(ours: readonly string[], theirs: readonly string[], labels: Labels): string[] {
	return [`<<<<<<< ${labels.ours}`, ...ours, '=======', ...theirs, `>>>>>>> ${labels.theirs}`];
}

/**
 * Keeps two insertions at one place: their common beginning once, then dated entries sorted by date, or else one after
 * the other.
 */
function union(ours: readonly string[], theirs: readonly string[]): string[] {
	const differs = ours.findIndex((line, i) => keyOf(line) !== keyOf(theirs[i] ?? '\n'));
	const same = differs < 0 ? ours.length : differs;
	const known = new Set(ours.slice(same).map(keyOf));
	const isNew = (line: string) => line.trim() !== '' && !known.has(keyOf(line));
	const more = entriesOf(theirs.slice(same)).filter((entry) => entry.some(isNew));
	const all = [...entriesOf(ours.slice(same)), ...more];
	const dateOf = ([first = '']: readonly string[]) => DATED_ENTRY.exec(first)?.[1];
	if (all.every((entry) => dateOf(entry) !== undefined)) all.sort((a, b) => compare(dateOf(a) ?? '', dateOf(b) ?? ''));
	return [...ours.slice(0, same), ...all.flat()];
}

/** What `roadmap note` writes: `- 2026-11-22 text`, with further lines indented. */
const DATED_ENTRY = /^- (\d{4}-\d{2}-\d{2}) /;

/** Groups dated lines with the lines that follow them; if the first has no date, all form one entry. */
function entriesOf(lines: readonly string[]): string[][] {
	const entries: string[][] = [];
	const isList = DATED_ENTRY.test(lines[0] ?? '');
	for (const line of lines) {
		const last = entries.at(-1);
		if (last && !(isList && DATED_ENTRY.test(line))) last.push(line);
		else entries.push([line]);
	}
	return entries;
}

/** Returns the differences between two texts, in order. */
function hunksOf(old: readonly string[], own: readonly string[]): Hunk[] {
	const hunks: Hunk[] = [];
	let [from, start] = [0, 0];
	for (const [i, j] of [...pairsOf(old.map(keyOf), own.map(keyOf)), [old.length, own.length] as const]) {
		if (i > from || j > start) hunks.push({ from, to: i, start, end: j });
		[from, start] = [i + 1, j + 1];
	}
	return hunks;
}

type Pair = readonly [old: number, own: number];

/**
 * Matches the unchanged lines by Bram Cohen's patience diff: lines that are unique in both are matched first, then the
 * ranges between them.
 */
function pairsOf(old: readonly string[], own: readonly string[]): Pair[] {
	const pairs: Pair[] = [];
	const work: Hunk[] = [{ from: 0, to: old.length, start: 0, end: own.length }];
	for (let next = work.pop(); next; next = work.pop()) {
		let { from, to, start, end } = next;
		while (from < to && start < end && old[from] === own[start]) pairs.push([from++, start++]);
		while (from < to && start < end && old[to - 1] === own[end - 1]) pairs.push([--to, --end]);
		if (from === to || start === end) continue;
		const rest = { from, to, start, end };
		const anchors = longestRising(uniquePairs(old, own, rest));
		if (anchors.length === 0) {
			for (const pair of commonPairs(old, own, rest)) pairs.push(pair);
			continue;
		}
		for (const [i, j] of [...anchors, [to, end] as const]) {
			work.push({ from, to: i, start, end: j });
			if (i < to) pairs.push([i, j]);
			[from, start] = [i + 1, j + 1];
		}
	}
	return pairs.sort(([a], [b]) => a - b);
}

function uniquePairs(old: readonly string[], own: readonly string[], { from, to, start, end }: Hunk): Pair[] {
	const places = placesOf(own, start, end);
	return [...placesOf(old, from, to)].flatMap(([line, i]): Pair[] => {
		const j = places.get(line);
		return i === undefined || j === undefined ? [] : [[i, j]];
	});
}

/** Maps each line to its index; undefined if it occurs more than once. */
function placesOf(lines: readonly string[], from: number, to: number): Map<string, number | undefined> {
	const places = new Map<string, number | undefined>();
	for (let i = from; i < to; i++) {
		const line = lines[i] ?? '';
		places.set(line, places.has(line) ? undefined : i);
	}
	return places;
}

/** Returns the longest subsequence of the pairs, sorted on the left, that also rises on the right. */
function longestRising(pairs: readonly Pair[]): Pair[] {
	const ends: number[] = [];
	const before: (number | undefined)[] = [];
	for (const [n, [, own]] of pairs.entries()) {
		let [low, high] = [0, ends.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < own) low = middle + 1;
			else high = middle;
		}
		before[n] = ends[low - 1];
		ends[low] = n;
	}
	const longest: Pair[] = [];
	for (let n = ends.at(-1); n !== undefined; n = before[n]) {
		const pair = pairs[n];
		if (pair) longest.push(pair);
	}
	return longest.reverse();
}

/** Returns a longest common subsequence by dynamic programming; none if the table would be too large. */
function commonPairs(old: readonly string[], own: readonly string[], { from, to, start, end }: Hunk): Pair[] {
	const [rows, columns] = [to - from, end - start];
	if (rows * columns > MAX_COMPARISONS) return [];
	const width = columns + 1;
	const table = new Uint32Array((rows + 1) * width);
	const at = (i: number, j: number) => table[i * width + j] ?? 0;
	for (let i = rows - 1; i >= 0; i--) {
		for (let j = columns - 1; j >= 0; j--) {
			const isSame = old[from + i] === own[start + j];
			table[i * width + j] = isSame ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const pairs: Pair[] = [];
	for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
		if (old[from + i] === own[start + j]) pairs.push([from + i++, start + j++]);
		else if (at(i + 1, j) >= at(i, j + 1)) i++;
		else j++;
	}
	return pairs;
}

function linesOf(text: string): string[] {
	if (text === '') return [];
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

/** Lines that differ only in their line ending are equal. */
function keyOf(line: string): string {
	return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((line, i) => keyOf(line) === keyOf(b[i] ?? ''));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
