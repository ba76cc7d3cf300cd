/** Finds the position of an engine's error in a text. */
import type { EngineError } from './protocol.ts';

/** The engine's excerpt: the numbered line, shortened if long, with a caret below. */
const EXCERPT = /\n\nLINE (\d+): ([^\n]*)\n( *)\^/;

/** Splits the engine's error on a piece of SQL into message and position. */
export function locate(message: string, sql: string): EngineError {
	const text = message.replace('Failed to extract statements: ', '');
	const found = EXCERPT.exec(text);
	const words = (found ? text.slice(0, found.index) : text).trim();
	if (!found) return { message: words, ...placeOfName(words, sql) };
	const [, number = '', shown = '', indent = ''] = found;
	const line = Number(number);
	const source = sql.split('\n')[line - 1] ?? '';
	const caret = indent.length - `LINE ${number}: `.length;
	// Of a long line only a part is shown, with dots where it is cut.
	const part = shown.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
	const from = source.indexOf(part);
	const column = Math.max(from, 0) + caret - (shown.startsWith('...') ? 3 : 0) + 1;
	return { message: words, line, column: Math.max(1, Math.min(column, source.length + 1)) };
}

/** Locates the name in a message for which the engine gives no position. */
function placeOfName(words: string, sql: string): { line?: number; column?: number } {
	const [, name = ''] = /(?:name|column|function) "?([A-Za-z_]\w{0,99})/.exec(words) ?? [];
	const at = name === '' ? -1 : wordIn(sql.toLowerCase(), name.toLowerCase());
	if (at < 0) return {};
	const before = sql.slice(0, at).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Returns where a whole word starts; -1 if it does not occur. */
function wordIn(text: string, word: string): number {
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
		if (!/\w/.test(around)) return at;
	}
	return -1;
}

/** Returns the offset of an error in the text that it is about. */
export function offsetOf({ line, column }: EngineError, sql: string): number | undefined {
	if (line === undefined || column === undefined) return undefined;
	const before = sql.split('\n').slice(0, line - 1);
	return before.reduce((sum, { length }) => sum + length + 1, column - 1);
}

/** Converts a position in a piece of SQL to one in the whole text. */
export function placeInWhole(error: EngineError, whole: string, start: number): EngineError {
	if (error.line === undefined || error.column === undefined) return error;
	const before = whole.slice(0, start).split('\n');
	const column = error.line === 1 ? error.column + (before.at(-1)?.length ?? 0) : error.column;
	return { ...error, line: error.line + before.length - 1, column };
}
