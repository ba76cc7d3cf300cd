/** The near miss: which of these words was meant. Door: fastest-levenshtein. */
import { distance } from 'fastest-levenshtein';

/** The one word that the given one begins, else the nearest within a third of its length in edits, else undefined. */
export function closest(word: string, words: readonly string[]): string | undefined {
	const given = word.toLowerCase().slice(0, 64);
	const begun = words.filter((candidate) => given.length > 1 && candidate.startsWith(given));
	if (begun.length === 1) return begun[0];
	return nearest(given, words)[0];
}

/** The words within a third of their length in edits and no more than `limit`, the nearest first. */
export function nearest(word: string, words: readonly string[], limit = Number.POSITIVE_INFINITY): string[] {
	const given = word.toLowerCase().slice(0, 64);
	const near = words.flatMap((candidate) => {
		const edits = distance(given, candidate.toLowerCase());
		// Another word of one letter shares nothing with it.
		const most = Math.min(limit, given.length - 1, Math.max(1, Math.ceil(candidate.length / 3)));
		return edits <= most ? [{ candidate, edits }] : [];
	});
	return near.sort((a, b) => a.edits - b.edits).map(({ candidate }) => candidate);
}

/** The id that is meant, by itself or by one of the words that it is made of: storge → storage-engines. */
export function closestId(word: string, ids: readonly string[]): string | undefined {
	const byPart = new Map(ids.flatMap((id) => id.split('-').map((part) => [part, id])));
	return closest(word, ids) ?? byPart.get(closest(word, [...byPart.keys()]) ?? '');
}
