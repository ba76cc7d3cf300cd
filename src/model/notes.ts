/** What is in notes: dated lines, and finding words. */
import { safeText } from './safe.ts';

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
