/** The near miss: which of these words was meant. Door: fastest-levenshtein. */
import { distance } from 'fastest-levenshtein';

/** The one word that the given one begins, else the nearest within a third of its length in edits, else undefined. */
export function closest(word: string, words: readonly string[]): string | undefined {
	const given = word.toLowerCase().slice(0, 64);
	const begun = words.filter((candidate) => given.length > 1 && candidate.startsWith(given));
	if (begun.length === 1) return begun[0];
	let best: string | undefined;
	let least = Number.POSITIVE_INFINITY;
	for (const candidate of words) {
		const edits = distance(given, candidate.toLowerCase());
		if (edits < least && edits <= Math.max(1, Math.ceil(candidate.length / 3))) {
			best = candidate;
			least = edits;
		}
	}
	return best;
}
