/** Recognises a keyword that was meant as a name: of `max(seen) day` the engine says only where it gave up. */

/** Parses SQL. @returns the offset of the first syntax error; undefined if there is none */
type Parse = (sql: string) => Promise<number | undefined>;

interface Word {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** Ways to write a keyword as a name, the gentler one first. */
const REPAIRS = [
	{ write: (word: string) => `AS ${word}`, advice: (word: string) => `write AS before it: AS ${word}` },
	{ write: (word: string) => `"${word}"`, advice: (word: string) => `write it in double quotes: "${word}"` },
] as const;

/** How many keywords are repaired in one text. */
const MAX_REPAIRS = 5;

/**
 * Returns what to do about a keyword at a syntax error. Advice is given only if the text parses once it is followed.
 * @param at the offset of the error
 */
export async function keywordAdvice(sql: string, at: number, parse: Parse): Promise<string | undefined> {
	for (const word of wordsAt(sql, at)) {
		for (const { write, advice } of REPAIRS) {
			if (await isRepaired(sql, word, write, parse, MAX_REPAIRS))
				return `"${word.text}" is a keyword of SQL; as a name, ${advice(word.text)}`;
		}
	}
	return undefined;
}

/** Whether a text parses once this word, and other keywords after it, are written as names. */
async function isRepaired(
	sql: string,
	{ text, start, end }: Word,
	write: (word: string) => string,
	parse: Parse,
	left: number,
): Promise<boolean> {
	const before = sql.slice(0, start) + write(text);
	const repaired = before + sql.slice(end);
	const at = await parse(repaired);
	if (at === undefined) return true;
	if (left === 1) return false;
	for (const next of wordsAt(repaired, at)) {
		if (next.start > before.length && (await isRepaired(repaired, next, write, parse, left - 1))) return true;
	}
	return false;
}

/** Returns the word at an offset and the one just before it, if they are there. */
function wordsAt(sql: string, at: number): Word[] {
	const before = sql.slice(0, at).trimEnd();
	const words: Word[] = [];
	const [text] = /^[A-Za-z_]\w*/.exec(sql.slice(at, at + MAX_LENGTH)) ?? [];
	if (text !== undefined) words.push({ text, start: at, end: at + text.length });
	const start = startOfLastWord(before);
	if (start < before.length) words.push({ text: before.slice(start), start, end: before.length });
	// A word that is written twice is no name.
	const [first, second] = words;
	return first?.text.toLowerCase() === second?.text.toLowerCase() ? [] : words;
}

const MAX_LENGTH = 40;

function startOfLastWord(text: string): number {
	let start = text.length;
	while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
	return /^\d/.test(text.slice(start, start + 1)) ? text.length : start;
}
