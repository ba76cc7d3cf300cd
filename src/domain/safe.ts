/**
 * Makes outside text (a roadmap, a file name, an error, the environment) safe for a terminal.
 *
 * Ready-made strippers leave bells, backspaces, C1 controls and bidi overrides in place, and can form new escape
 * sequences from what they leave. This one parses nothing: it replaces every character that a terminal acts on, and
 * drops those that only hide or reorder others. Tab and newline stay, as do the joiners that scripts and emoji need.
 */

/** C0 except tab and newline, DEL, C1, line and paragraph separators, lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu;

/** Bidi marks, embeddings and isolates, zero-width space, byte-order mark, annotation and tag characters. */
const HIDDEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0001}\u{e0020}-\u{e007f}]/gu;

/** Fast path: most texts consist only of these. */
const PRINTABLE = /^[\t\n\x20-\x7e]*$/;
const ONE_LINE = /^[\x20-\x7e]*$/;

/** Keeps newlines and tabs, for prose; the line ends of Windows become newlines. */
export function safeText(text: string): string {
	return PRINTABLE.test(text) ? text : onLetters(withoutUnsafe(text.replaceAll('\r\n', '\n')));
}

function withoutUnsafe(text: string): string {
	return text.replace(ACTIVE, '\ufffd').replace(HIDDEN, '');
}

/**
 * Puts a dotted circle, Unicode's placeholder letter, before combining accents at the start of a line: they would
 * combine with whatever precedes the text, which may be the last letter of a colour's escape sequence.
 */
function onLetters(text: string): string {
	// The accent is matched first: matching the spaces first takes quadratic time on a long run of them.
	return text.replace(/(?=\p{M})(?<=^\s*)/gmu, '\u25cc');
}

/** Keeps every character's column, for a line with a caret below it. */
export function safeSource(line: string): string {
	const blank = (found: string) => '\ufffd'.repeat(found.length);
	return line.replace(/\t/g, ' ').replace(ACTIVE, blank).replace(HIDDEN, blank);
}

/**
 * Reduces a text to one line for titles, names and messages: newlines and tabs, with the spaces around them, become one
 * space.
 */
export function safeLine(text: string): string {
	if (ONE_LINE.test(text)) return text.trim();
	// Replaces whole runs: matching the newline within the pattern takes quadratic time on a long run.
	const joined = text.replace(/\s+/g, (run) => (/[\r\n\t]/.test(run) ? ' ' : run));
	return onLetters(withoutUnsafe(joined).trim());
}

/** Formats equivalent JSON in which characters that a terminal acts on, or that hide or reorder text, are escaped. */
export function safeJson(value: unknown, indent?: number): string {
	const json = JSON.stringify(value, null, indent);
	return PRINTABLE.test(json) ? json : json.replace(ACTIVE, escaped).replace(HIDDEN, escaped);
}

function escaped(found: string): string {
	const units = found.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
	return units.map((unit) => `\\u${unit}`).join('');
}

/** Returns the first character that would be replaced or dropped, and its kind; undefined for a safe text. */
export function firstUnsafe(text: string): { readonly character: string; readonly what: string } | undefined {
	if (PRINTABLE.test(text)) return undefined;
	const [active, hidden] = [text.search(ACTIVE), text.search(HIDDEN)];
	if (active < 0 && hidden < 0) return undefined;
	const isActive = hidden < 0 || (active >= 0 && active < hidden);
	const character = String.fromCodePoint(text.codePointAt(isActive ? active : hidden) ?? 0);
	return { character, what: isActive ? 'a control character' : 'an invisible character' };
}

/** Quotes a word for a shell if needed. */
export function shellWord(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
