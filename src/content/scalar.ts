/** The texts, numbers and words of plain YAML: unquoted, quoted, and blocks of lines. */
import { type Cursor, lineEnd, Stuck } from './cursor.ts';
import type { Scalar } from './tree.ts';

/** Characters that begin something other than an unquoted text. */
const INDICATORS = new Set('-?:,[]{}#&*!|>\'"%@`\t');

/** The core schema of YAML 1.2, form by form. */
const TYPES: readonly (readonly [form: RegExp, read: (word: string) => Scalar['value']])[] = [
	[/^(?:~|[Nn]ull|NULL)$/, () => null],
	[/^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/, (word) => /^t/i.test(word)],
	[/^0o[0-7]+$/, (word) => Number.parseInt(word.slice(2), 8)],
	[/^[-+]?\d+$/, (word) => Number.parseInt(word, 10)],
	[/^0x[\da-fA-F]+$/, (word) => Number.parseInt(word.slice(2), 16)],
	[/^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/, notFinite],
	[/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)[eE][-+]?\d+$/, Number.parseFloat],
	[/^[-+]?(?:\.\d+|\d+\.\d*)$/, Number.parseFloat],
];

/** What every form but a word begins with; most texts are seen to be texts by it. */
const BEGINS_TYPED = /^(?:[-+.~\d]|[nN][uU]|[tT][rR]|[fF][aA])/;

/** Where an unquoted text may not be cut: a second colon, a tab, a key without a value. */
const UNCLEAR = /: |:$|\t/;

export function scalar(value: Scalar['value'], start: number, end: number): Scalar {
	return { kind: 'scalar', start, end, value };
}

/** Whether an unquoted text may begin here. */
export function beginsText(text: string, at: number): boolean {
	const char = text.charAt(at);
	return char === '-' ? /[\w.]/.test(text.charAt(at + 1)) : !INDICATORS.has(char);
}

/** Whether YAML reads an unquoted word as something other than text. */
export function isTyped(word: string): boolean {
	return BEGINS_TYPED.test(word) && TYPES.some(([form]) => form.test(word));
}

/** An unquoted word as YAML types it. */
export function resolve(word: string): Scalar['value'] {
	if (!BEGINS_TYPED.test(word)) return word;
	const type = TYPES.find(([form]) => form.test(word));
	return type ? type[1](word) : word;
}

function notFinite(word: string): number {
	if (/nan$/i.test(word)) return Number.NaN;
	return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** An unquoted text, over one line or several that are indented more than `indent`. Goes to the next line. */
export function readText(c: Cursor, indent: number): Scalar {
	const start = c.at;
	const first = textOfLine(c);
	let end = start + first.length;
	c.advance();
	if (c.indent <= indent) return scalar(resolve(first), start, end);
	const lines = [first];
	while (c.indent > indent) {
		// A comment or a blank line inside a text is read as YAML reads it, by the library.
		if (c.skipped || end < lastOfLine(c.text, end)) throw new Stuck(c.at);
		lines.push(textOfLine(c));
		end = c.at + (lines.at(-1) ?? '').length;
		c.advance();
	}
	return scalar(lines.join(' '), start, end);
}

function textOfLine(c: Cursor): string {
	if (!beginsText(c.text, c.at)) throw new Stuck(c.at);
	const line = c.text.slice(c.at, c.end);
	const comment = line.indexOf(' #');
	const said = comment < 0 ? line : line.slice(0, trimmed(line, comment));
	if (UNCLEAR.test(said)) throw new Stuck(c.at);
	return said;
}

/** Where the line that `at` stands in ends, without the spaces behind it. */
function lastOfLine(text: string, at: number): number {
	const newline = text.indexOf('\n', at);
	return Math.max(at, trimmed(text, lineEnd(text, newline < 0 ? text.length : newline, at)));
}

/** Without the spaces before `end`: other blanks are part of a text. */
function trimmed(text: string, end: number): number {
	let last = end;
	while (text.charCodeAt(last - 1) === 32) last--;
	return last;
}

/** A quoted text that stands on one line, with the escapes that JSON has too. `at` is its first quote. */
export function readQuoted(text: string, at: number): Scalar {
	const quote = text.charAt(at);
	const end = quote === '"' ? closingDouble(text, at) : closingSingle(text, at);
	const inner = text.slice(at + 1, end - 1);
	if (end === 0 || inner.includes('\n')) throw new Stuck(at);
	if (quote === "'") return scalar(inner.replaceAll("''", "'"), at, end);
	return scalar(inner.includes('\\') ? unescaped(text.slice(at, end), at) : inner, at, end);
}

/** Behind the closing quote; 0 where there is none. */
function closingDouble(text: string, at: number): number {
	let end = text.indexOf('"', at + 1);
	while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
	return end + 1;
}

function isEscaped(text: string, at: number): boolean {
	let first = at;
	while (text.charAt(first - 1) === '\\') first--;
	return (at - first) % 2 === 1;
}

function closingSingle(text: string, at: number): number {
	let end = text.indexOf("'", at + 1);
	while (end > 0 && text.charAt(end + 1) === "'") end = text.indexOf("'", end + 2);
	return end + 1;
}

function unescaped(quoted: string, at: number): string {
	try {
		const value: unknown = JSON.parse(quoted);
		if (typeof value === 'string') return value;
	} catch {
		// One of YAML's own escapes, or none.
	}
	throw new Stuck(at);
}

/** A text of lines: `|` keeps them, `>` folds them. Goes to the line behind it. */
export function readLines(c: Cursor, indent: number): Scalar {
	const start = c.at;
	const header = c.text.slice(start, c.end);
	if (!/^[|>]-?$/.test(header)) throw new Stuck(start);
	const { lines, end } = blockLines(c, indent);
	const folds = header.startsWith('>');
	if (folds && lines.some((line) => line.startsWith(' ') || line.startsWith('\t'))) throw new Stuck(start);
	const value = folds ? fold(lines) : lines.join('\n');
	c.advance();
	return scalar(header.endsWith('-') ? value : `${value}\n`, start, end);
}

/** The lines of a block without their indentation, and where they end. Leaves the cursor behind them. */
function blockLines(c: Cursor, indent: number): { lines: string[]; end: number } {
	const { text } = c;
	const lines: string[] = [];
	let [blank, depth, last] = [0, -1, -1];
	for (let start = c.next; start < text.length; start = c.next) {
		const newline = text.indexOf('\n', start);
		const next = newline < 0 ? text.length : newline + 1;
		const end = lineEnd(text, newline < 0 ? text.length : newline, start);
		const spaces = countSpaces(text, start, end);
		if (start + spaces === end) {
			if (depth < 0 || spaces > depth) throw new Stuck(start);
			blank++;
		} else {
			if (depth < 0) depth = spaces;
			if (spaces < depth || spaces <= indent) break;
			for (; blank > 0; blank--) lines.push('');
			lines.push(text.slice(start + depth, end));
			last = next;
		}
		c.next = next;
	}
	if (last < 0) throw new Stuck(c.at);
	return { lines, end: last };
}

function countSpaces(text: string, start: number, end: number): number {
	let at = start;
	while (at < end && text.charCodeAt(at) === 32) at++;
	return at - start;
}

/** Lines become one, a blank line becomes a newline. */
function fold(lines: readonly string[]): string {
	let folded = '';
	let blank = 0;
	for (const line of lines) {
		if (line === '') blank++;
		else {
			folded += folded === '' ? line : (blank > 0 ? '\n'.repeat(blank) : ' ') + line;
			blank = 0;
		}
	}
	return folded;
}
