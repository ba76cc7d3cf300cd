/** Splits SQL into statements: the engine says how many there are, but not where each starts; and finds their queries. */

export interface Statement {
	readonly text: string;
	/** Its offset in the whole text. */
	readonly start: number;
	/** Offsets in it of what may be a query: from a word outside parentheses to the end, or all of what is in some. */
	readonly queries: readonly (readonly [from: number, to: number])[];
}

/**
 * A string with or without escapes, a quoted name, a comment, the start of a dollar-quoted string, a word, a
 * punctuation mark.
 */
const TOKEN = /[eE]'(?:[^'\\]|\\[\s\S])*'|'[^']*'|"[^"]*"|--[^\n]*|\/\*|\$\w*\$|[A-Za-z_]\w*|[();]/g;

const QUERY = /^\s*(?:select|with|from)\b/i;

/** How many parts of a statement are tried as queries. */
const MAX_TRIED = 5;

/** Splits SQL at the ends of statements; a statement of comments only does not count. */
export function splitStatements(sql: string): Statement[] {
	const statements: Statement[] = [];
	let [start, depth, opened, isBlank] = [0, 0, 0, true];
	let queries: [number, number][] = [];
	const end = (at: number) => {
		if (!isBlank) statements.push({ text: sql.slice(start, at), start, queries });
		[start, depth, isBlank, queries] = [at + 1, 0, true, []];
	};
	let from = 0;
	TOKEN.lastIndex = 0;
	for (let found = TOKEN.exec(sql); found; found = TOKEN.exec(sql)) {
		const [token] = found;
		if (/\S/.test(sql.slice(from, found.index))) isBlank = false;
		if (token === ';') end(found.index);
		else if (token === '/*' || token.startsWith('$')) {
			TOKEN.lastIndex = skipTo(sql, token, TOKEN.lastIndex);
			isBlank &&= token === '/*';
		} else if (!token.startsWith('--')) {
			isBlank = false;
			if (token === '(') {
				if (depth++ === 0) opened = TOKEN.lastIndex;
			} else if (token === ')') {
				if (--depth === 0) queries.push([opened - start, found.index - start]);
			} else if (depth <= 0 && QUERY.test(token)) queries.push([found.index - start, sql.length]);
		}
		from = TOKEN.lastIndex;
	}
	if (/\S/.test(sql.slice(from))) isBlank = false;
	end(sql.length);
	return statements;
}

/**
 * Returns the parts of a statement that may be queries, such as that in `CREATE TABLE … AS (SELECT …)`: the engine
 * builds trees of queries only.
 */
export function queriesIn({ text, queries }: Statement): string[] {
	const parts = queries.map(([from, to]) => text.slice(from, to));
	return parts.filter((part) => QUERY.test(part)).slice(0, MAX_TRIED);
}

/** Returns the end of a block comment, which may be nested, or of a dollar-quoted string. */
function skipTo(sql: string, opening: string, from: number): number {
	if (opening !== '/*') {
		const at = sql.indexOf(opening, from);
		return at < 0 ? sql.length : at + opening.length;
	}
	let at = from;
	for (let depth = 1; depth > 0; ) {
		const [open, close] = [sql.indexOf('/*', at), sql.indexOf('*/', at)];
		if (close < 0) return sql.length;
		const isOpened = open >= 0 && open < close;
		depth += isOpened ? 1 : -1;
		at = (isOpened ? open : close) + 2;
	}
	return at;
}
