/** The words of a text, as search compares them: whatever case and accents, in scripts with spaces and without. */

/** A word, or one picture. `c++` and `c#` keep their signs. */
const WORD = /\p{Extended_Pictographic}|[\p{L}\p{N}\p{M}]+[+#]*/gu;

/** Marks that sit on letters of any script; the vowel signs of a script of its own stay. */
const MARKS = /(?=\p{Script=Inherited})\p{M}/gu;

/** Scripts that put no spaces between words. */
const UNSPACED_LETTER = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー]/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー]+/gu;

/** A text in small letters without accents, composed or not: Résumé, re\u0301sume\u0301 and RESUME are the same. */
export function normalized(text: string): string {
	return text.normalize('NFKD').toLowerCase().replace(MARKS, '');
}

/** What a text is found by: its words, and of a run without spaces each two neighbours and the last letter. */
export function tokens(text: string): string[] {
	const words = wordsOf(text);
	if (!UNSPACED_LETTER.test(text)) return words;
	return words.flatMap((word) => (isUnspaced(word) ? [...pairs(word), lastLetter(word)] : [word]));
}

/** What is looked for: as `tokens`, but a run of one letter alone is looked for by that letter. */
export function queryTokens(query: string): string[] {
	return wordsOf(query).flatMap((word) => (isUnspaced(word) && [...word].length > 1 ? pairs(word) : [word]));
}

/** The words of a text as they are written, with their places. */
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
