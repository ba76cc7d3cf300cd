/** Splits text into words for search, ignoring case and accents, in scripts with and without spaces. */

/** A word, or one pictograph. `c++` and `c#` keep their signs. */
const WORD = /\p{Extended_Pictographic}|[\p{L}\p{N}\p{M}]+[+#]*/gu;

/** Marks that combine with letters of any script; a script's own vowel signs stay. */
const MARKS = /(?=\p{Script=Inherited})\p{M}/gu;

/**
 * Scripts without spaces between words, and Hangul, which has none inside a compound.
 */
const UNSPACED_LETTER = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー]/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー]+/gu;

/** Letters that Unicode does not take apart, and what people type for them. */
// biome-ignore format: a table in one line
const PLAIN_LETTERS = new Map([['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe'], ['ø', 'o'], ['đ', 'd'], ['ð', 'd'], ['ł', 'l'], ['ħ', 'h'], ['ı', 'i'], ['þ', 'th']]);
const NOT_PLAIN = /[ßæœøđðłħıþ]/g;

/** Lowercases a text and removes accents, composed or not: Résumé, re\u0301sume\u0301 and RESUME become equal. */
export function normalized(text: string): string {
	const bare = text.normalize('NFKD').toLowerCase().replace(MARKS, '').normalize('NFC');
	return bare.replace(NOT_PLAIN, (letter) => PLAIN_LETTERS.get(letter) ?? letter);
}

/** Returns what titles that differ only in case and punctuation have in common. */
export function titleKey(title: string): string {
	return title
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}+#]+/gu, ' ')
		.trim();
}

/** Returns the tokens to index: words; for runs without spaces, each pair of neighbours and the last letter. */
export function tokens(text: string): string[] {
	const words = wordsOf(text);
	if (!UNSPACED_LETTER.test(text)) return words;
	return words.flatMap((word) => (isUnspaced(word) ? [...pairs(word), lastLetter(word)] : [word]));
}

/** Returns the tokens to search for: like `tokens`, but for an unspaced run only its pairs, or its only letter. */
export function queryTokens(query: string): string[] {
	return wordsOf(query).flatMap((word) => (isUnspaced(word) && [...word].length > 1 ? pairs(word) : [word]));
}

/** Returns a text's words as written, with their positions. */
export function placesOfWords(text: string): { readonly word: string; readonly at: number }[] {
	return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ word, at: index }));
}

function wordsOf(text: string): string[] {
	return normalized(text).replace(UNSPACED, ' $& ').match(WORD) ?? [];
}

function isUnspaced(word: string): boolean {
	return word.search(UNSPACED_LETTER) === 0;
}

function pairs(run: string): string[] {
	const letters = [...run];
	return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}

function lastLetter(run: string): string {
	return [...run].at(-1) ?? '';
}
