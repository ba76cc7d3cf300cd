/** Size limits for roadmaps, which are untrusted input: anything larger is refused before it costs time or memory. */

/** All files together, in bytes. */
export const MAX_BYTES = 4 * 1024 * 1024;

/** Topics, and files in `topics/`. */
export const MAX_TOPICS = 5_000;

/** Nesting of lists and maps. The format needs eleven levels. */
export const MAX_DEPTH = 32;

/** Fields of one map. The format has nineteen at most. */
export const MAX_FIELDS = 200;

/** Entries of one list. */
export const MAX_ITEMS = 5_000;

/** Values that aliases (*name) expand to, counted for each alias. */
export const MAX_EXPANDED = 20_000;

/** Tokens of all files together, counting each line of a text. The largest valid roadmap has a million. */
const MAX_TOKENS = 1_000_000;

/**
 * Characters of one text, comment or blank. The format allows 20,000; the library copies what it folds several times.
 */
export const MAX_TOKEN_LENGTH = 100_000;

/** Characters of one SQL or program text in a lab. */
export const MAX_CODE_LENGTH = 100_000;

/** Labs of one topic. */
export const MAX_LABS = 8;

/** Faults that are reported; a file with more is not a roadmap at all. */
export const MAX_FAULTS = 500;

/** What the files of one roadmap may still use. */
export interface Budget {
	tokens: number;
	/** YAML syntax errors. */
	errors: number;
}

export function fullBudget(): Budget {
	return { tokens: MAX_TOKENS, errors: MAX_FAULTS };
}

/** The messages for exceeding a limit. */
export const TOO_MUCH = {
	depth: 'this is nested too deeply; a roadmap needs eleven levels',
	errors: 'nothing from here on can be read as YAML',
	fields: `this map has more than ${MAX_FIELDS} fields; a roadmap's maps have at most nineteen`,
	// Not formatted: toLocaleString loads Intl, which adds 15 ms to a start.
	items: "this list has more than 5,000 entries, the most that a roadmap's lists may have",
	tags: 'there are hundreds of words with ! or %, and a roadmap has none of them; leave them out',
	text: 'this is longer than 100,000 characters; no text of a roadmap is',
	tokens: 'up to here this has more lines, keys and values than a roadmap of 5,000 topics; leave some out',
} as const;
