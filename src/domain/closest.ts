/** Suggests the word that was meant. fastest-levenshtein is imported only here. */
import { distance } from 'fastest-levenshtein';
import { smallest } from './numbers.ts';

/**
 * Returns the one word that starts with the typed one, else the nearest within a third of its length in edits, else
 * undefined.
 */
export function closest(word: string, words: readonly string[]): string | undefined {
	const typed = word.toLowerCase().slice(0, 64);
	const begun = words.filter((candidate) => typed.length > 1 && candidate.startsWith(typed));
	if (begun.length === 1) return begun[0];
	return nearest(typed, words)[0];
}

/** Returns the start of a hint, with a trailing space: "Did you mean core? "; '' if nothing is close. */
export function didYouMean(word: string, words: readonly string[], lead = ''): string {
	const near = closest(word, words);
	return near === undefined ? '' : `Did you mean ${lead}${near}? `;
}

/** Returns the words within a third of their length in edits, and at most `limit`, nearest first. */
export function nearest(word: string, words: readonly string[], limit = Number.POSITIVE_INFINITY): string[] {
	const typed = word.toLowerCase().slice(0, 64);
	const near = words.flatMap((candidate) => {
		// A word of one letter has nothing in common with another one.
		const most = Math.min(limit, typed.length - 1, Math.max(1, Math.ceil(candidate.length / 3)));
		const edits = editsBetween(typed, candidate.toLowerCase(), most);
		return edits <= most ? [{ candidate, edits }] : [];
	});
	return near.sort((a, b) => a.edits - b.edits).map(({ candidate }) => candidate);
}

/**
 * Counts the edits between two words, a swap of neighbours counting as one.
 * @param most a larger result need not be exact
 */
function editsBetween(typed: string, word: string, most: number): number {
	const edits = distance(typed, word);
	if (edits < 2 || edits > most + 1) return edits;
	return smallest([edits, ...swapped(typed).map((variant) => 1 + distance(variant, word))]);
}

/** Returns a word's variants with one pair of neighbouring letters swapped. */
export function swapped(word: string): string[] {
	const letters = [...word];
	return letters.slice(1).flatMap((letter, i) => {
		const before = letters[i] ?? '';
		return letter === before ? [] : [[...letters.slice(0, i), letter, before, ...letters.slice(i + 2)].join('')];
	});
}

/** Returns the id that was meant, comparing whole ids and then their parts: storge → storage-engines. */
export function closestId(word: string, ids: readonly string[]): string | undefined {
	const byPart = new Map(ids.flatMap((id) => id.split('-').map((part) => [part, id])));
	return closest(word, ids) ?? byPart.get(closest(word, [...byPart.keys()]) ?? '');
}
