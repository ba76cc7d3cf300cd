/** How much a roadmap may be. It is untrusted input: what is above these is refused before it costs time or memory. */

/** All files together, in bytes. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** Files in `topics/`, and topics. */
export const MOST_TOPICS = 20_000;

/** Lists and maps inside each other. The format needs seven. */
export const DEEPEST = 32;

/** Fields of one map. The format knows eighteen at most. */
export const MOST_FIELDS = 200;

/** Entries of one list. */
export const MOST_ITEMS = 20_000;

/** Values that aliases (*name) stand for, counted at each alias. */
export const MOST_REPEATED = 20_000;

/**
 * Characters in a file that only the YAML library can read. It takes a second and 50 MB a million; the plain forms,
 * which our own reader knows, take a thirtieth of that.
 */
export const MOST_UNUSUAL = 2 * 1024 * 1024;

/** Tokens in such a file. The library takes a quarter of a second for as many. */
export const MOST_TOKENS = 100_000;

/** Faults that are told; a file with more is of another kind altogether. */
export const MOST_FAULTS = 500;

export function tooDeep(): string {
	return 'this is nested too deeply; a roadmap needs seven levels';
}

export function tooLong(): string {
	return `this list has more than ${MOST_ITEMS.toLocaleString('en')} entries, the most that a roadmap's lists may have`;
}

export function tooWide(): string {
	return `this map has more than ${MOST_FIELDS} fields; a roadmap's maps have at most eighteen`;
}
