/** The near miss: which of these words was meant. Door: fastest-levenshtein. */
import { distance } from 'fastest-levenshtein';
import { smallest } from './extremes.ts';

/** The one word that the given one begins, else the nearest within a third of its length in edits, else undefined. */
export function closest(word: string, words: readonly string[]): string | undefined {
	const given = word.toLowerCase().slice(0, 64);
	const begun = words.filter((candidate) => given.length > 1 && candidate.startsWith(given));
	if (begun.length === 1) return begun[0];
	return nearest(given, words)[0];
}

/** The beginning of a hint, with a space behind it, where one of the words was meant: "Did you mean core? "; else ''. */
export function didYouMean(word: string, words: readonly string[], lead = ''): string {
	const near = closest(word, words);
	return near === undefined ? '' : `Did you mean ${lead}${near}? `;
}

/** The words within a third of their length in edits and no more than `limit`, the nearest first. */
export function nearest(word: string, words: readonly string[], limit = Number.POSITIVE_INFINITY): string[] {
	const given = word.toLowerCase().slice(0, 64);
	const near = words.flatMap((candidate) => {
		// Another word of one letter shares nothing with it.
		const most = Math.min(limit, given.length - 1, Math.max(1, Math.ceil(candidate.length / 3)));
		const edits = editsBetween(given, candidate.toLowerCase(), most);
		return edits <= most ? [{ candidate, edits }] : [];
	});
	return near.sort((a, b) => a.edits - b.edits).map(({ candidate }) => candidate);
}

/** As many letters as must change; two neighbours that were swapped are one. @param most what is more need not be exact */
function editsBetween(given: string, word: string, most: number): number {
	const edits = distance(given, word);
	if (edits < 2 || edits > most + 1) return edits;
	return smallest([edits, ...swapped(given).map((variant) => 1 + distance(variant, word))]);
}

/** A word with each two neighbouring letters swapped in turn. */
export function swapped(word: string): string[] {
	const letters = [...word];
	return letters.slice(1).flatMap((letter, i) => {
		const before = letters[i] ?? '';
		return letter === before ? [] : [[...letters.slice(0, i), letter, before, ...letters.slice(i + 2)].join('')];
	});
}

/** The id that is meant, by itself or by one of the words that it is made of: storge → storage-engines. */
export function closestId(word: string, ids: readonly string[]): string | undefined {
	const byPart = new Map(ids.flatMap((id) => id.split('-').map((part) => [part, id])));
	return closest(word, ids) ?? byPart.get(closest(word, [...byPart.keys()]) ?? '');
}
