/**
 * Text from outside (a roadmap, a file name, an error, the environment) made safe for a terminal.
 *
 * Ready-made strippers leave bells, backspaces, C1 controls and bidi overrides behind, and can form new escape
 * sequences out of what they leave. This one parses nothing: it replaces every character that a terminal acts on and
 * drops those that only hide or reorder others. Tab and newline stay; so do the joiners that scripts and emoji need.
 */

/** C0 but tab and newline, DEL, C1, line and paragraph separators, lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu;

/** Bidi marks, embeddings and isolates, zero-width space, byte-order mark, annotation and tag characters. */
const HIDDEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0001}\u{e0020}-\u{e007f}]/gu;

/** Most texts are nothing but this, which takes a fraction of the time to see. */
const PRINTABLE = /^[\t\n\x20-\x7e]*$/;
const ONE_LINE = /^[\x20-\x7e]*$/;

/** Keeps newlines and tabs: for prose. */
export function safeText(text: string): string {
	return PRINTABLE.test(text) ? text : onLetters(withoutUnsafe(text));
}

function withoutUnsafe(text: string): string {
	return text.replace(ACTIVE, '\ufffd').replace(HIDDEN, '');
}

/**
 * Gives the accents at the beginning of a line a letter of their own, the dotted circle that Unicode has for them. They
 * would combine with what stands before the text, and that may be the last letter of a colour's escape sequence.
 */
function onLetters(text: string): string {
	// The accent is looked for first: beginning with the spaces takes the square of a long run's length.
	return text.replace(/(?=\p{M})(?<=^\s*)/gmu, '\u25cc');
}

/** As `safeText`, whatever system and editor ended the lines. */
export function safeProse(text: string): string {
	return safeText(text.replace(/\r\n?/g, '\n'));
}

/** Keeps every character's place, for a line that a caret points into. */
export function safeSource(line: string): string {
	const blank = (found: string) => '\ufffd'.repeat(found.length);
	return line.replace(/\t/g, ' ').replace(ACTIVE, blank).replace(HIDDEN, blank);
}

/** One line: newlines and tabs, with the spaces around them, become a space. For titles, names and messages. */
export function safeLine(text: string): string {
	if (ONE_LINE.test(text)) return text.trim();
	// Whole runs at once: looking for the newline within the pattern takes the square of a long run's length.
	const joined = text.replace(/\s+/g, (run) => (/[\r\n\t]/.test(run) ? ' ' : run));
	return onLetters(withoutUnsafe(joined).trim());
}

/** JSON that says the same and can be looked at: what a terminal acts on, and what hides or reorders text, is escaped. */
export function safeJson(value: unknown, indent?: number): string {
	const json = JSON.stringify(value, null, indent);
	return PRINTABLE.test(json) ? json : json.replace(ACTIVE, escaped).replace(HIDDEN, escaped);
}

function escaped(found: string): string {
	const units = found.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
	return units.map((unit) => `\\u${unit}`).join('');
}

/** The first character that would be replaced or dropped, and what kind it is; undefined for a text that stays as it is. */
export function firstUnsafe(text: string): { readonly character: string; readonly what: string } | undefined {
	if (PRINTABLE.test(text)) return undefined;
	const [active, hidden] = [text.search(ACTIVE), text.search(HIDDEN)];
	if (active < 0 && hidden < 0) return undefined;
	const isActive = hidden < 0 || (active >= 0 && active < hidden);
	const character = String.fromCodePoint(text.codePointAt(isActive ? active : hidden) ?? 0);
	return { character, what: isActive ? 'a control character' : 'an invisible character' };
}

/** A word as a shell takes it. */
export function shellWord(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
