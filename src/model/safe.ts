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

/** Keeps newlines and tabs: for prose. */
export function safeText(text: string): string {
	return text.replace(ACTIVE, '\ufffd').replace(HIDDEN, '');
}

/** Keeps every character's place, for a line that a caret points into. */
export function safeSource(line: string): string {
	const blank = (found: string) => '\ufffd'.repeat(found.length);
	return line.replace(/\t/g, ' ').replace(ACTIVE, blank).replace(HIDDEN, blank);
}

/** One line: newlines and tabs become a space. For titles, names and messages. */
export function safeLine(text: string): string {
	return safeText(text.replace(/\r\n?/g, '\n').replace(/\s*[\n\t]\s*/g, ' ')).trim();
}
