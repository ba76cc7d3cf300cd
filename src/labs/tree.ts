/** The engine's own syntax tree: the names in it that a lab can ask for. */

import { splitStatements } from './statements.ts';

/** How many beginnings of a query are tried in one statement. */
const MOST_TRIED = 5;

/** Fields whose values say what a part of a query is. */
const NAMING = new Set(['type', 'class', 'function_name', 'join_type', 'ref_type', 'subquery_type', 'setop_type']);

/** The names of all nodes, in capitals: `WINDOW`, `WINDOW_ROW_NUMBER`, `ROW_NUMBER`, `LEFT`, `ASOF`; none for a fault. */
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
 * The engine has trees of queries alone. For each statement: itself, then what stands in it from a word on that may begin a
 * query, so that of `CREATE TABLE … AS SELECT` the query is found.
 */
export function queriesIn(sql: string): string[][] {
	return splitStatements(sql).map(({ text, queries }) => [
		text,
		...queries.slice(0, MOST_TRIED).map((at) => text.slice(at)),
	]);
}
