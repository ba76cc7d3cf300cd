/** What is in notes: dated lines, and finding words. */
import { safeText } from './safe.ts';
import type { Topic } from './types.ts';

/** A note as a line of a list with its day, further lines under it; undefined where there is no text. */
export function dated(text: string, day: string): string | undefined {
	const [first = '', ...more] = safeText(text).trim().split('\n');
	return first === '' ? undefined : [`- ${day} ${first}`, ...more.map((line) => `  ${line}`.trimEnd())].join('\n');
}

/** Whether a text has every one of the words, in whatever case. */
export function hasWords(text: string, words: readonly string[]): boolean {
	const lower = text.toLowerCase();
	return words.every((word) => lower.includes(word.toLowerCase()));
}

/**
 * Two versions of the same notes as one: ours as it is, and behind it what theirs has more, line by line. Nothing of
 * either is lost, and what was brought together once stays as it is.
 */
export function mergedNotes(ours: string, theirs: string): string {
	if (ours.trim() === '') return theirs;
	const known = new Set(ours.split('\n').map((line) => line.trimEnd()));
	const more = theirs.split('\n').filter((line) => line.trim() !== '' && !known.has(line.trimEnd()));
	return more.length === 0 ? ours : `${ours.trimEnd()}\n${more.join('\n')}\n`;
}

/** What was noted on a topic, under whatever id it had then; undefined where nothing was. @param all by id */
export function notesOn({ id, aliases = [] }: Topic, all: ReadonlyMap<string, string>): string | undefined {
	const texts = [id, ...aliases].flatMap((name) => all.get(name) ?? []);
	return texts.length === 0 ? undefined : texts.join('\n');
}
