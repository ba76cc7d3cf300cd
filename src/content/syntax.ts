/** Rewrites the YAML library's errors as plain messages that say what to write instead. */
import type { Fault } from './fault.ts';
import type { FileText } from './text.ts';

/** An error as the library reports it. */
interface Mistake {
	/** The library's error code. */
	readonly code: string;
	readonly message: string;
	readonly pos: readonly [start: number, end: number];
}

/** What a message may depend on. */
interface MistakeContext {
	/** The library's message. */
	readonly message: string;
	/** The line from the error on, and before it. */
	readonly rest: string;
	readonly before: string;
}

export const HASH = '# begins a comment here; put the text in quotes';

type MistakeWords = string | ((found: MistakeContext) => string);

/** By the library's error code; if a code has several causes, also by its message. */
const WORDS: Readonly<Record<string, MistakeWords>> = {
	ALIAS_PROPS: 'an alias (*name) stands alone; leave out what stands before it',
	BAD_ALIAS: (found) => (found.message.includes('ambiguous') ? 'put a space before this colon' : cannotBegin(found)),
	BAD_DQ_ESCAPE: ({ rest }) =>
		`${rest.slice(0, 2)} is not an escape; write \\\\ for a backslash, or put the text in 'single quotes'`,
	BAD_INDENT: badIndent,
	BAD_PROP_ORDER: 'write this behind the dash or the colon, not before it',
	BAD_SCALAR_START: cannotBegin,
	BLOCK_AS_IMPLICIT_KEY: ({ message }) =>
		message.startsWith('A block sequence')
			? 'this dash is in another column than the others; begin the entries of one list in the same column'
			: 'this line has a second colon; put the text in quotes',
	BLOCK_IN_FLOW: ({ rest }) =>
		rest.startsWith('-')
			? 'inside [ ] and { } things stand apart by commas, without dashes'
			: 'a comma is missing in this, or a text with a colon in it needs quotes',
	IMPOSSIBLE: 'a list or a map cannot be a key; put it in quotes',
	KEY_OVER_1024_CHARS: 'this key is too long',
	MISSING_CHAR: missingCharacter,
	MULTILINE_IMPLICIT_KEY: ({ rest }) =>
		/^[\w-]+:\S/.test(rest)
			? 'put a space after the colon'
			: 'from here to the next colon all is read as one text; begin fields in the same column, or put the text in quotes',
	MULTIPLE_ANCHORS: 'only one anchor (&name) can stand here',
	MULTIPLE_TAGS: 'tags (words that begin with !) are not for roadmaps; leave them out',
	RESOURCE_EXHAUSTION: 'this is nested too deeply; a roadmap needs eleven levels',
	TAB_AS_INDENT: 'a tab indents this; use spaces',
	UNEXPECTED_TOKEN: unexpected,
};

/** Returns one fault per line. Tags are reported by yaml-file.ts. */
export function syntaxFaults(file: FileText, mistakes: readonly Mistake[]): Fault[] {
	const byLine = new Map<number, Mistake>();
	for (const mistake of mistakes) {
		if (mistake.code === 'TAG_RESOLVE_FAILED') continue;
		const line = file.lineAt(mistake.pos[0]);
		const first = byLine.get(line);
		if (!first || rank(mistake) < rank(first)) byLine.set(line, mistake);
	}
	return [...byLine.values()].map((mistake) => syntaxFault(file, mistake));
}

/** Ranks errors in the same line: causes before consequences. */
function rank({ code, message }: Mistake): number {
	if (code === 'BLOCK_IN_FLOW' || message.startsWith('A block sequence')) return 0;
	return code === 'MULTILINE_IMPLICIT_KEY' ? 1 : 2;
}

function syntaxFault(file: FileText, { code, message, pos: [start, end] }: Mistake): Fault {
	const at = placeOf(file.text, message, start);
	const line = file.lineAround(at);
	const found = { message, rest: file.text.slice(at, line.end), before: file.text.slice(line.from, at) };
	const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
	const text = typeof words === 'function' ? words(found) : (words ?? otherwise(found));
	return file.error({ start: at, end: Math.max(end, at + 1) }, [], text);
}

/**
 * Moves an error to its cause: an unclosed quote to where it opens, an unclosed bracket to the comment that holds the
 * end of its line, bad indentation to the first character.
 */
function placeOf(text: string, message: string, start: number): number {
	let at = start;
	if (isUnclosed(message)) {
		const before = text.slice(0, start).trimEnd();
		const line = before.slice(before.lastIndexOf('\n') + 1);
		const comment = line.indexOf(' #');
		if (comment >= 0 && /[{[,]/.test(line.slice(0, comment))) return before.length - line.length + comment + 1;
	}
	if (message.startsWith('Missing closing')) {
		const quote = message.charAt(16);
		at = text.lastIndexOf(quote, start - 1);
		while (at > 0 && text.charAt(at - 1) === (quote === '"' ? '\\' : quote)) at = text.lastIndexOf(quote, at - 2);
		return Math.max(0, at);
	}
	while (text.charAt(at) === ' ') at++;
	return at < text.length ? at : start;
}

function cannotBegin({ rest }: MistakeContext): string {
	return `a text cannot begin with ${rest.charAt(0)}; put it in quotes`;
}

function isUnclosed(message: string): boolean {
	return message.includes('must be sufficiently indented') || message.includes('must end with a');
}

function badIndent({ message, rest }: MistakeContext): string {
	if (isUnclosed(message)) {
		if (rest.startsWith('#')) return HASH;
		return `a ${message.at(-1)} is missing, or a line before this is not indented enough`;
	}
	if (message.startsWith('Block scalar')) return 'indent this text further than the key that it belongs to';
	return 'this is indented differently from its neighbours; begin the fields of one map in the same column';
}

function missingCharacter(found: MistakeContext): string {
	const { message, rest } = found;
	if (message.startsWith('Missing closing')) return `this quote is not closed; end the text with ${message.charAt(16)}`;
	if (message.startsWith('Comments must')) return 'put a space before #, or the text in quotes';
	if (message.startsWith('Missing space after')) return 'put a space after the colon';
	if (message.startsWith('Missing , ')) return 'a comma is missing before this, or the text before it needs quotes';
	if (message.startsWith('Implicit map keys')) return `a colon is missing after ${short(rest)}; write key: value`;
	if (isUnclosed(message) && rest.startsWith('#')) return HASH;
	if (message.includes('must end with a')) return `a ${message.at(-1)} is missing`;
	if (message.startsWith('Block scalars with'))
		return 'the first line of this text is indented less than the blank line above';
	if (message.startsWith('Block collection cannot')) return 'begin on the line behind ---';
	if (message.startsWith('Tags and anchors')) return 'put a space here';
	if (message.startsWith('Missing newline')) return 'begin the list on the next line';
	return otherwise(found);
}

function unexpected(found: MistakeContext): string {
	const { message, rest, before } = found;
	if (message.startsWith('Unexpected block-seq-ind')) return 'begin the list on the next line, or write [a, b]';
	if (message.startsWith('Unexpected , in') || message.startsWith('Unexpected empty item'))
		return 'there is a comma too many';
	if (message.startsWith('Not a YAML token') || message.startsWith('Block scalar header')) {
		return 'behind | or > the text begins on the next line';
	}
	if (/^[\]}]/.test(rest))
		return `nothing opens before this ${rest.charAt(0)}; leave it out, or put the text in quotes`;
	if (before.trim() === '') return 'this belongs to nothing above it; begin it in the same column as its neighbours';
	if (message.endsWith('at node end')) return 'the text ended before this; put the whole text in one pair of quotes';
	return `${short(rest)} cannot stand here; put the text in quotes`;
}

function otherwise({ message }: MistakeContext): string {
	return `this is not YAML: ${message}`;
}

function short(rest: string): string {
	return rest.length > 20 ? `"${rest.slice(0, 20)}…"` : `"${rest}"`;
}
