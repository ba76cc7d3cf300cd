/** What is in notes: dated lines, finding words, and what a change did to them. */
import { safeProse, safeText } from './safe.ts';
import type { Topic } from './types.ts';

/** A change of a text: from that line on, counted from 0, the lines `after` took the place of the lines `before`. */
export interface Patch {
	readonly at: number;
	readonly before: readonly string[];
	readonly after: readonly string[];
}

/** A note as a line of a list with its day, further lines under it; undefined where there is no text. */
export function dated(text: string, day: string): string | undefined {
	const [first = '', ...more] = safeText(text).trim().split('\n');
	return first === '' ? undefined : [`- ${day} ${first}`, ...more.map((line) => `  ${line}`.trimEnd())].join('\n');
}

/** Whether a text has every one of the words, in whatever case. */
export function hasWords(text: string, words: readonly string[]): boolean {
	const plain = (some: string) => some.normalize().toLowerCase();
	const all = plain(text);
	return words.every((word) => all.includes(plain(word)));
}

/** What changed from one text to another, as one run of lines. */
export function patchOf(before: string, after: string): Patch {
	const [was, is] = [before.split('\n'), after.split('\n')];
	const most = Math.min(was.length, is.length);
	let at = 0;
	while (at < most && was[at] === is[at]) at++;
	let same = 0;
	while (same < most - at && was.at(-1 - same) === is.at(-1 - same)) same++;
	return { at, before: was.slice(at, was.length - same), after: is.slice(at, is.length - same) };
}

/**
 * A text without a change that it has, wherever its lines are by now: what was written since stays.
 * @returns undefined where the lines are no longer there as the change left them
 */
export function withoutPatch(text: string, { at, before, after }: Patch): string | undefined {
	const lines = text.split('\n');
	const isAt = (place: number) => after.every((line, i) => lines[place + i] === line);
	const places = [at, ...lines.keys()].filter((place) => place + after.length <= lines.length);
	// In a text that is shorter by now, at its end.
	const place = after.length > 0 ? places.find(isAt) : at <= lines.length ? at : lines.length - 1;
	return place === undefined
		? undefined
		: [...lines.slice(0, place), ...before, ...lines.slice(place + after.length)].join('\n');
}

/** A text with a change. Where its lines are not there any more, what it brings goes to the end: it loses nothing. */
export function patched(text: string, { at, before, after }: Patch): string {
	const changed = withoutPatch(text, { at, before: after, after: before });
	return changed ?? (after.length === 0 ? text : [text.replace(/\n$/, ''), ...after, ''].join('\n'));
}

/** Whether a text that had a change to come has it by now. */
export function hasPatch(text: string, { at, before, after }: Patch): boolean {
	const lines = text.split('\n');
	const has = (those: readonly string[]) =>
		[...lines.keys()].some((place) => place >= at && those.every((line, i) => lines[place + i] === line));
	return after.length > 0 ? has(after) : !has(before);
}

/**
 * Two versions of the same notes as one: ours as it is, and behind it what theirs has more, line by line. Nothing of
 * either is lost, and what was brought together once stays as it is.
 */
export function mergedNotes(ours: string, theirs: string): string {
	if (ours.trim() === '') return theirs.trim() === '' ? ours : theirs;
	// A checklist shows a line as it is safe to show: that is the same line.
	const known = new Set(
		safeProse(ours)
			.split('\n')
			.map((line) => line.trimEnd()),
	);
	const isNew = (line: string) => line.trim() !== '' && !known.has(safeProse(line).trimEnd());
	const more: string[] = [];
	let follows = false;
	for (const line of theirs.trimEnd().split('\n').reverse()) {
		// A blank line belongs to what follows it.
		if (isNew(line) || (line.trim() === '' && follows)) more.push(line);
		if (line.trim() !== '') follows = isNew(line);
	}
	return more.length === 0 ? ours : `${ours.trimEnd()}\n${more.reverse().join('\n')}\n`;
}

/** What was noted on a topic, under whatever id it had then; undefined where nothing was. @param all by id */
export function notesOn({ id, aliases = [] }: Topic, all: ReadonlyMap<string, string>): string | undefined {
	const texts = [id, ...aliases].flatMap((name) => all.get(name) ?? []);
	return texts.length === 0 ? undefined : texts.join('\n');
}
