/** Extracts from the engine's syntax tree the names that a lab can ask for. */

import { splitStatements } from './statements.ts';

/** How many possible starts of a query are tried per statement. */
const MAX_TRIED = 5;

/** Fields whose values name a part of a query. */
const NAMING = new Set(['type', 'class', 'function_name', 'join_type', 'ref_type', 'subquery_type', 'setop_type']);

/**
 * Returns the names of all nodes in upper case: `WINDOW`, `WINDOW_ROW_NUMBER`, `ROW_NUMBER`, `LEFT`, `ASOF`; none for
 * an error.
 */
export function treeNodes(tree: unknown): string[] {
	const names = new Set<string>();
	if (typeof tree === 'object' && tree !== null && 'error' in tree && tree.error === true) return [];
	for (const waiting = [tree]; waiting.length > 0; ) {
		const value = waiting.pop();
		if (typeof value !== 'object' || value === null) continue;
		for (const [field, inner] of Object.entries(value)) {
			if (typeof inner === 'string' && NAMING.has(field)) names.add(inner.toUpperCase());
			else waiting.push(inner);
		}
	}
	return [...names].sort();
}

/**
 * The engine builds trees of queries only. Returns for each statement the whole text, then its parts from each word
 * that may start a query, so that the query in `CREATE TABLE … AS SELECT` is found.
 */
export function queriesIn(sql: string): string[][] {
	return splitStatements(sql).map(({ text, queries }) => [
		text,
		...queries.slice(0, MAX_TRIED).map((at) => text.slice(at)),
	]);
}
