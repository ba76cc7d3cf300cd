/**
 * Runs DuckDB in a process of its own, the only one that loads it. Reads requests from stdin, one per line, and answers
 * with their steps. It starts with an empty environment, can be killed at any moment, and locks the engine before any
 * SQL of a lab runs: no files outside the run's folder, no network, no extensions, no settings.
 */
import { createRequire } from 'node:module';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import type { Row, Table } from './cell.ts';
import { type Api, columnOf, encode } from './encode.ts';
import { keywordAdvice } from './keyword.ts';
import { locate, offsetOf, placeInWhole } from './locate.ts';
import {
	type EngineError,
	INTERRUPT_AFTER,
	MAX_LINE_BYTES,
	MAX_MEMORY,
	MAX_ROWS,
	OUT_OF_MEMORY,
	type RunRequest,
	type RunStep,
} from './protocol.ts';
import { queriesIn, splitStatements } from './statements.ts';

const [, , folder = ''] = process.argv;
// The types are those of the version in the lock file.
const api = createRequire(`${folder}/package.json`)('@duckdb/node-api') as Api;

/** In the order in which they can be set; the last one locks all others. */
function settingsFor(runFolder: string): string[] {
	return [
		'SET autoinstall_known_extensions = false',
		'SET autoload_known_extensions = false',
		'SET allow_community_extensions = false',
		'SET allow_persistent_secrets = false',
		"SET temp_directory = ''",
		"SET TimeZone = 'UTC'",
		`SET allowed_directories = ['${runFolder.replaceAll("'", "''")}']`,
		'SET enable_external_access = false',
		'SET lock_configuration = true',
	];
}

/** The answer has more data than is read. */
class TooMuch extends Error {}

async function main(): Promise<void> {
	for await (const line of createInterface({ input: process.stdin })) {
		// Parse edge for what only our own program writes.
		await run(JSON.parse(line) as RunRequest);
	}
}

async function run(request: RunRequest): Promise<void> {
	process.chdir(request.folder);
	const instance = await api.DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB' });
	const connection = await instance.connect();
	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		connection.interrupt();
	}, INTERRUPT_AFTER);
	const guard = setInterval(endAtLimit, 25);
	try {
		for (const setting of settingsFor(request.folder)) await connection.run(setting);
		for await (const step of steps(connection, request)) {
			say(isLate ? late(step) : step);
			if (isLate) break;
		}
	} finally {
		clearTimeout(timer);
		clearInterval(guard);
		connection.closeSync();
		instance.closeSync();
		say({ step: 'end' });
	}
}

/** Values being built are not counted by the engine: two thousand texts of 1 MB take 2 GB despite a limit of 512 MB. */
function endAtLimit(): void {
	if (process.memoryUsage.rss() > MAX_MEMORY) process.exit(OUT_OF_MEMORY);
}

function say(step: RunStep): void {
	process.stdout.write(`${JSON.stringify(step)}\n`);
}

function late(step: RunStep): RunStep {
	return 'error' in step && step.error ? { ...step, error: { ...step.error, limit: 'time' } } : step;
}

async function* steps(connection: DuckDBConnection, request: RunRequest): AsyncGenerator<RunStep, void> {
	const { make, again, expects, answer, queries } = request;
	const made = await attempt(connection, make);
	yield { step: 'made', ...made };
	if (made.error) return;
	// Computed on the data as the answer will finally find it, and rolled back.
	await connection.run('BEGIN');
	const changed = again === undefined ? {} : await attempt(connection, again);
	if (changed.error) return yield { step: 'changed', error: changed.error };
	for (const query of expects) yield { step: 'expected', ...(await attempt(connection, query)) };
	await connection.run('ROLLBACK');
	const answered = await runAnswer(connection, request);
	await endTransaction(connection);
	yield { step: 'answered', ...answered, nodes: answered.error ? [] : await nodesOf(connection, answer) };
	if (answered.error) return;
	for (const query of queries) {
		await connection.run('BEGIN');
		yield { step: 'queried', ...(await attempt(connection, query)) };
		await connection.run('ROLLBACK');
	}
}

/** Runs the answer, and if the lab has `again`, that and the answer once more. */
async function runAnswer(
	connection: DuckDBConnection,
	{ answer, again }: RunRequest,
): Promise<Attempt & { readonly isSecondRun?: true }> {
	const first = await attempt(connection, answer);
	if (again === undefined || first.error) return first;
	const { error } = await attempt(connection, again);
	if (!error) return { ...(await attempt(connection, answer)), isSecondRun: true };
	// Its place is in `again`, not in the answer.
	const { line: _line, column: _column, ...rest } = error;
	return { error: { ...rest, message: `Between the two runs of the answer: ${error.message}` } };
}

/** Commits a transaction that the answer left open, as the learner would see it. */
async function endTransaction(connection: DuckDBConnection): Promise<void> {
	await connection.run('COMMIT').catch(() => connection.run('ROLLBACK').catch(() => undefined));
}

interface Attempt {
	readonly table?: Table;
	readonly error?: EngineError;
}

/** Runs every statement. @returns the last one's result; no table if it has no rows */
async function attempt(connection: DuckDBConnection, sql: string): Promise<Attempt> {
	const pieces = splitStatements(sql);
	if (pieces.length === 0) return {};
	try {
		const { count } = await connection.extractStatements(sql);
		// If our splitting disagrees with the engine's, it gets the whole text, and error positions may be relative to one
		// statement.
		if (count !== pieces.length) return await attemptPiece(connection, sql, true);
	} catch (error) {
		return { error: await withAdvice(connection, errorOf(error, sql), sql) };
	}
	let last: Attempt = {};
	for (const [i, { text, start }] of pieces.entries()) {
		last = await attemptPiece(connection, text, i === pieces.length - 1);
		if (last.error) return { error: placeInWhole(last.error, sql, start) };
	}
	return last;
}

async function attemptPiece(connection: DuckDBConnection, sql: string, isLast: boolean): Promise<Attempt> {
	try {
		if (isLast) {
			const table = await tableOf(await connection.stream(sql));
			return table ? { table } : {};
		}
		await connection.run(sql);
		return {};
	} catch (error) {
		return { error: errorOf(error, sql) };
	}
}

/** Adds what to do if the syntax error is a keyword that was meant as a name. */
async function withAdvice(connection: DuckDBConnection, error: EngineError, sql: string): Promise<EngineError> {
	const at = offsetOf(error, sql);
	const parse = async (text: string) => {
		try {
			await connection.extractStatements(text);
			return undefined;
		} catch (fault) {
			return offsetOf(errorOf(fault, text), text) ?? 0;
		}
	};
	const advice = at === undefined ? undefined : await keywordAdvice(sql, at, parse);
	return advice === undefined ? error : { ...error, message: `${error.message}. ${advice}` };
}

function errorOf(error: unknown, sql: string): EngineError {
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof TooMuch) return { message, limit: 'rows' };
	const isMemory = message.startsWith('Out of Memory Error');
	return { ...locate(message, sql), ...(isMemory && { limit: 'memory' as const }) };
}

async function tableOf(result: DuckDBResult): Promise<Table | undefined> {
	if (result.returnType !== api.ResultReturnType.QUERY_RESULT) {
		// Such a statement takes effect only while it is read.
		await result.fetchAllChunks();
		return undefined;
	}
	const types = result.columnTypes();
	const columns = result.columnNames().map((name, i) => columnOf(api, name, types[i] ?? api.SQLNULL));
	const rows: Row[] = [];
	let size = 0;
	for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
		for (let i = 0; i < chunk.rowCount; i++) {
			if (rows.length === MAX_ROWS) return { columns, rows, isCut: true };
			// Row by row: a chunk of two thousand rows may hold half a gigabyte.
			const row = chunk.getRowValues(i).map((value, j) => encode(api, value, types[j] ?? api.SQLNULL));
			size += JSON.stringify(row).length;
			if (size > MAX_LINE_BYTES) throw new TooMuch('the rows are larger than 4 MiB');
			rows.push(row);
		}
	}
	return { columns, rows, isCut: false };
}

/** Returns the names in the syntax trees of the answer's queries. */
async function nodesOf(connection: DuckDBConnection, answer: string): Promise<string[]> {
	const names = new Set<string>();
	for (const statement of splitStatements(answer)) {
		const whole = await treeNodes(connection, statement.text);
		const parts = whole.length > 0 ? [] : queriesIn(statement);
		const inside = await Promise.all(parts.map((query) => treeNodes(connection, query)));
		for (const name of [...whole, ...inside.flat()]) names.add(name);
	}
	return [...names].sort();
}

/** Fields whose values name a part of a query. */
const NAMING = new Set(['type', 'class', 'function_name', 'join_type', 'ref_type', 'subquery_type', 'setop_type']);

/**
 * Returns the names of all nodes in a query's syntax tree, in upper case: `WINDOW`, `WINDOW_ROW_NUMBER`, `ROW_NUMBER`,
 * `LEFT`, `ASOF`; none if it is no query.
 */
async function treeNodes(connection: DuckDBConnection, query: string): Promise<string[]> {
	const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [query]);
	const tree: unknown = JSON.parse(String(reader.getRows()[0]?.[0]));
	if (typeof tree === 'object' && tree !== null && 'error' in tree && tree.error === true) return [];
	const names: string[] = [];
	for (const waiting = [tree]; waiting.length > 0; ) {
		const value = waiting.pop();
		if (typeof value !== 'object' || value === null) continue;
		for (const [field, inner] of Object.entries(value)) {
			if (typeof inner === 'string' && NAMING.has(field)) names.push(inner.toUpperCase());
			else waiting.push(inner);
		}
	}
	return names;
}

void main();
