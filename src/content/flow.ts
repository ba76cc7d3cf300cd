/** Lists and maps in brackets, as JSON and short YAML write them: [a, b] and {id: a}. */
import { Stuck, TooMuch } from './cursor.ts';
import { DEEPEST, MOST_FIELDS, MOST_ITEMS, tooDeep, tooLong, tooWide } from './limits.ts';
import { beginsText, isTyped, readQuoted, resolve, scalar } from './scalar.ts';
import type { Dict, Entry, List, Node, Scalar } from './tree.ts';

const TEXT = /[^,[\]{}\n\r\t]+/y;
const KEY = /[A-Za-z_][\w-]*(?=: )/y;
const UNCLEAR = / #|: |:$/;

/** A stretch of text in brackets, and how far it was read. */
interface Flow {
	readonly text: string;
	/** Lines after the first are indented more than this. */
	readonly indent: number;
	at: number;
}

/** Reads the brackets that open at `at`. @returns what they hold, and the place behind them @throws Stuck, TooMuch */
export function readFlow(text: string, at: number, indent: number, depth: number): { node: Node; end: number } {
	const flow: Flow = { text, indent, at };
	const node = readNode(flow, depth);
	return { node, end: flow.at };
}

function readNode(flow: Flow, depth: number): Node {
	if (depth > DEEPEST) throw new TooMuch(flow.at, tooDeep());
	const char = flow.text.charAt(flow.at);
	if (char === '[') return readList(flow, depth);
	if (char === '{') return readDict(flow, depth);
	if (char === '"' || char === "'") return quoted(flow);
	return unquoted(flow);
}

function readList(flow: Flow, depth: number): List {
	const start = flow.at++;
	const items: Node[] = [];
	while (!closes(flow, ']')) {
		items.push(readNode(flow, depth + 1));
		if (items.length > MOST_ITEMS) throw new TooMuch(start, tooLong());
		separate(flow, ']');
	}
	return { kind: 'list', start, end: start + 1, items };
}

function readDict(flow: Flow, depth: number): Dict {
	const start = flow.at++;
	const entries: Entry[] = [];
	while (!closes(flow, '}')) {
		const [key, keyPlace] = readKey(flow);
		skip(flow);
		entries.push({ key, keyPlace, value: readNode(flow, depth + 1) });
		if (entries.length > MOST_FIELDS) throw new TooMuch(start, tooWide());
		separate(flow, '}');
	}
	return { kind: 'dict', start, end: start + 1, entries };
}

function readKey(flow: Flow): [key: string, place: { start: number; end: number }] {
	const { text, at: start } = flow;
	const isQuoted = text.charAt(start) === '"' || text.charAt(start) === "'";
	KEY.lastIndex = start;
	const key = isQuoted ? String(quoted(flow).value) : KEY.exec(text)?.[0];
	if (key === undefined || key.length > 1_000 || (!isQuoted && isTyped(key))) throw new Stuck(start);
	const end = isQuoted ? flow.at : start + key.length;
	flow.at = end;
	skip(flow);
	if (text.charAt(flow.at) !== ':') throw new Stuck(flow.at);
	flow.at++;
	return [key, { start, end }];
}

/** Whether the bracket closes here; then it is passed. */
function closes(flow: Flow, bracket: string): boolean {
	skip(flow);
	if (flow.text.charAt(flow.at) !== bracket) return false;
	flow.at++;
	return true;
}

/** Passes a comma; the bracket that closes may stand in its place. */
function separate(flow: Flow, bracket: string): void {
	skip(flow);
	const char = flow.text.charAt(flow.at);
	if (char === ',') flow.at++;
	else if (char !== bracket) throw new Stuck(flow.at);
}

function quoted(flow: Flow): Scalar {
	const read = readQuoted(flow.text, flow.at);
	flow.at = read.end;
	return read;
}

function unquoted(flow: Flow): Scalar {
	const { text, at: start } = flow;
	TEXT.lastIndex = start;
	const word = beginsText(text, start) ? TEXT.exec(text)?.[0].trimEnd() : undefined;
	if (word === undefined || UNCLEAR.test(word)) throw new Stuck(start);
	flow.at += word.length;
	return scalar(resolve(word), start, flow.at);
}

/** Passes spaces and newlines. @throws Stuck where a line is not indented as it must be */
function skip(flow: Flow): void {
	const { text } = flow;
	for (;;) {
		const char = text.charAt(flow.at);
		if (char === ' ') flow.at++;
		else if (char === '\n' || (char === '\r' && text.charAt(flow.at + 1) === '\n')) nextLine(flow);
		else return;
	}
}

function nextLine(flow: Flow): void {
	const { text } = flow;
	const start = text.indexOf('\n', flow.at) + 1;
	flow.at = start;
	while (text.charAt(flow.at) === ' ') flow.at++;
	const isBlank = text.charAt(flow.at) === '\n' || text.charAt(flow.at) === '\r';
	const isMarker = flow.at === start && /[-.]/.test(text.charAt(start));
	if (!isBlank && (flow.at - start <= flow.indent || isMarker)) throw new Stuck(flow.at);
}
