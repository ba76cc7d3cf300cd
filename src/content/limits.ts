/** How much a roadmap may be. It is untrusted input: what is above these is refused before it costs time or memory. */

/** All files together, in bytes. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** Files in `topics/`, and topics. */
export const MOST_TOPICS = 5_000;

/** Lists and maps inside each other. The format needs eleven. */
export const DEEPEST = 32;

/** Fields of one map. The format knows nineteen at most. */
export const MOST_FIELDS = 200;

/** Entries of one list. */
export const MOST_ITEMS = 5_000;

/** Values that aliases (*name) stand for, counted at each alias. */
export const MOST_REPEATED = 20_000;

/** Tokens of all files together, and lines in texts. The longest roadmap that is allowed has a million of them. */
const MOST_TOKENS = 1_000_000;

/** Characters of one text, comment or blank. The format allows 20,000; the library doubles what it folds several times. */
export const LONGEST_TOKEN = 100_000;

/** Characters of one of a lab's texts that are SQL or a program. */
export const MOST_CODE = 100_000;

/** Labs of one topic. */
export const MOST_LABS = 8;

/** Faults that are told; a file with more is of another kind altogether. */
export const MOST_FAULTS = 500;

/** What the files of one roadmap may still use up. */
export interface Budget {
	tokens: number;
	/** Of YAML's grammar. */
	errors: number;
}

export function fullBudget(): Budget {
	return { tokens: MOST_TOKENS, errors: MOST_FAULTS };
}

/** What is said of a file that is more than a roadmap may be. */
export const TOO_MUCH = {
	depth: 'this is nested too deeply; a roadmap needs eleven levels',
	errors: 'nothing from here on can be read as YAML',
	fields: `this map has more than ${MOST_FIELDS} fields; a roadmap's maps have at most nineteen`,
	// Not formatted: toLocaleString loads Intl, which takes a start 15 ms.
	items: "this list has more than 5,000 entries, the most that a roadmap's lists may have",
	tags: 'there are hundreds of words with ! or %, and a roadmap has none of them; leave them out',
	text: 'this is longer than 100,000 characters; no text of a roadmap is',
	tokens: 'up to here this has more lines, keys and values than a roadmap of 5,000 topics; leave some out',
} as const;
