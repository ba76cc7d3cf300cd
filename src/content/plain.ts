/**
 * Reads the plain forms of YAML, in which roadmaps are written: maps and lists by indentation or in brackets, texts
 * unquoted, quoted on one line, or as blocks of lines.
 *
 * The YAML library reads a million characters a second, too slow for ten thousand topics; this reads thirty times as
 * many. It knows one rule: whenever it is not certain that the library would read the same, it stops, and the library
 * reads the file. It never says that something is wrong, but that something is more than a roadmap may be.
 */
import { Cursor, Stuck, TooMuch } from './cursor.ts';
import { readFlow } from './flow.ts';
import { DEEPEST, MOST_FIELDS, MOST_ITEMS, tooDeep, tooLong, tooWide } from './limits.ts';
import { isTyped, readLines, readQuoted, readText, scalar } from './scalar.ts';
import type { Dict, Entry, List, Node } from './tree.ts';

const KEY = /[A-Za-z_][\w-]{0,999}(?=:(?:[ \r\n]|$))/y;

export type Reading =
	| { readonly root: Node; readonly stuck?: undefined; readonly tooMuch?: undefined }
	| { readonly stuck: number; readonly root?: undefined; readonly tooMuch?: undefined }
	| { readonly tooMuch: { readonly at: number; readonly message: string }; readonly root?: undefined };

/** Reads a file that holds one map. */
export function readPlain(text: string): Reading {
	try {
		const c = new Cursor(text);
		passMarker(c);
		const root = c.text.charAt(c.at) === '{' ? readInline(c, -1, 1) : readDict(c, 1);
		if (c.indent !== -1) throw new Stuck(c.at);
		return { root };
	} catch (error) {
		if (error instanceof Stuck) return { stuck: error.at };
		if (error instanceof TooMuch) return { tooMuch: { at: error.at, message: error.message } };
		throw error;
	}
}

/** Passes the `---` that many files begin with. */
function passMarker(c: Cursor): void {
	if (c.indent === 0 && c.text.slice(c.at, c.end) === '---') c.advance();
}

/** What stands on the lines behind a key in column `indent`. */
function readBlock(c: Cursor, indent: number, depth: number): Node {
	if (isDash(c)) return readList(c, depth);
	if (keyAt(c) !== undefined) return readDict(c, depth);
	if (c.text.charAt(c.at) === '|' || c.text.charAt(c.at) === '>') throw new Stuck(c.at);
	return readInline(c, indent, depth);
}

/** A map whose keys stand in the column of the first. */
function readDict(c: Cursor, depth: number): Dict {
	const { indent, at: start } = c;
	if (depth > DEEPEST) throw new TooMuch(start, tooDeep());
	const entries: Entry[] = [];
	do {
		const key = keyAt(c);
		if (key === undefined) throw new Stuck(c.at);
		const keyPlace = { start: c.at, end: c.at + key.length };
		c.at = keyPlace.end + 1;
		entries.push({ key, keyPlace, value: readValue(c, indent, depth + 1) });
		if (entries.length > MOST_FIELDS) throw new TooMuch(start, tooWide());
	} while (c.indent === indent && !isDash(c));
	if (c.indent > indent) throw new Stuck(c.at);
	return { kind: 'dict', start, end: start + 1, entries };
}

/** A list whose dashes stand in the column of the first. */
function readList(c: Cursor, depth: number): List {
	const { indent, at: start } = c;
	if (depth > DEEPEST) throw new TooMuch(start, tooDeep());
	const items: Node[] = [];
	while (c.indent === indent && isDash(c)) {
		items.push(readItem(c, depth + 1));
		if (items.length > MOST_ITEMS) throw new TooMuch(start, tooLong());
	}
	if (c.indent > indent) throw new Stuck(c.at);
	return { kind: 'list', start, end: start + 1, items };
}

/** What stands behind a dash: a map that begins on the same line, or a value. */
function readItem(c: Cursor, depth: number): Node {
	const { indent, at } = c;
	c.at++;
	c.skipSpaces();
	if (c.atLineEnd() || isDash(c)) throw new Stuck(c.at);
	if (keyAt(c) === undefined) return readInline(c, indent, depth);
	c.indent = indent + c.at - at;
	return readDict(c, depth);
}

/** What stands behind a key: a value, or on the next lines a block, or nothing. */
function readValue(c: Cursor, indent: number, depth: number): Node {
	const empty = c.at;
	c.skipSpaces();
	if (!c.atLineEnd()) return readInline(c, indent, depth);
	c.advance();
	if (c.indent > indent) return readBlock(c, indent, depth);
	if (c.indent === indent && isDash(c)) return readList(c, depth);
	return scalar(null, empty, empty);
}

/** A value that begins on the line of its key or dash. Goes to the line behind it. */
function readInline(c: Cursor, indent: number, depth: number): Node {
	const char = c.text.charAt(c.at);
	if (char === '|' || char === '>') return readLines(c, indent);
	if (char === '"' || char === "'") {
		const read = readQuoted(c.text, c.at);
		c.at = read.end;
		c.finishLine();
		return read;
	}
	if (char !== '[' && char !== '{') return readText(c, indent);
	const { node, end } = readFlow(c.text, c.at, indent, depth);
	c.resume(end);
	c.finishLine();
	return node;
}

function isDash(c: Cursor): boolean {
	return c.text.charCodeAt(c.at) === 45 && (c.at + 1 >= c.end || c.text.charCodeAt(c.at + 1) === 32);
}

function keyAt(c: Cursor): string | undefined {
	KEY.lastIndex = c.at;
	const key = KEY.exec(c.text)?.[0];
	return key === undefined || isTyped(key) ? undefined : key;
}
