/**
 * What SQL of a roadmap or of an answer tries, and what happens. Author's and answer's run under the same lock, so each is
 * tried as both. Beside the folder of the run stand a secret and a server that nobody may reach.
 */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ran } from '../../src/labs/duckdb.ts';
import { hasDuckDB, openDuckDB } from './engine.ts';

const outside = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-outside-')));
const SECRET = path.join(outside, 'secret.csv');
fs.writeFileSync(SECRET, 'word\nopen sesame\n');
afterAll(() => fs.rmSync(outside, { recursive: true, force: true }));

/** Makes a file in any Node process that runs it. */
const [SCRIPT, REACHED] = [path.join(outside, 'script.cjs'), path.join(outside, 'reached')];
fs.writeFileSync(SCRIPT, `require('node:fs').writeFileSync(${JSON.stringify(REACHED)}, '');`);

let asked = 0;
const server = http.createServer((_, response) => {
	asked++;
	response.end('word\nopen sesame\n');
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

/** `OUT`: the folder outside. `URL`: the server. `UP`: the way up from the folder of the run to the one outside. */
const REFUSED = [
	"FROM read_csv('OUT/secret.csv')",
	"FROM 'OUT/secret.csv'",
	"FROM read_text('OUT/secret.csv')",
	"FROM read_blob('OUT/secret.csv')",
	"FROM glob('OUT/*')",
	"FROM glob('/etc/*')",
	"FROM read_text('/etc/passwd')",
	"FROM read_text('UP/secret.csv')",
	"FROM read_text('./UP/secret.csv')",
	"FROM read_text('file://OUT/secret.csv')",
	"FROM read_text('link.csv')",
	"FROM read_text('folder/secret.csv')",
	"FROM read_text('~/secret.csv')",
	"FROM read_csv('/dev/stdin')",
	"FROM read_text('/proc/self/environ')",
	"FROM read_csv('URL/secret.csv')",
	"FROM 'URL/secret.parquet'",
	"FROM read_csv('s3://bucket/secret.csv')",
	"ATTACH 'OUT/other.db' AS other",
	"ATTACH 'UP/other.db' AS other",
	"ATTACH 'URL/other.db' AS other (READ_ONLY)",
	"COPY (SELECT 1) TO 'OUT/written.csv'",
	"COPY (SELECT 1) TO 'UP/written.csv'",
	"COPY (SELECT 1) TO 'folder/written.csv'",
	"COPY (SELECT 1) TO 'link.csv'",
	"COPY (SELECT 1 AS a, 2 AS b) TO 'OUT/parts' (FORMAT parquet, PARTITION_BY (a))",
	"CREATE TABLE t (word TEXT); COPY t FROM 'OUT/secret.csv'",
	"EXPORT DATABASE 'OUT/dump'",
	"IMPORT DATABASE 'OUT/dump'",
	'INSTALL httpfs',
	"INSTALL httpfs FROM 'URL'",
	'LOAD httpfs',
	"LOAD 'OUT/evil.duckdb_extension'",
	'INSTALL shellfs FROM community',
	'UPDATE EXTENSIONS',
	"CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
	'SET enable_external_access = true',
	'SET GLOBAL enable_external_access = true',
	'RESET enable_external_access',
	'SET lock_configuration = false',
	"SET allowed_directories = ['/']",
	"SET allowed_paths = ['/etc/passwd']",
	"SET memory_limit = '100GB'",
	'SET threads = 64',
	"SET temp_directory = 'OUT'",
	"SET extension_directory = 'OUT'",
	"SET secret_directory = 'OUT'",
	"SET home_directory = 'OUT'",
	"SET custom_extension_repository = 'URL'",
	'SET allow_unsigned_extensions = true',
	"SET log_query_path = 'OUT/log.sql'",
	"PRAGMA profiling_output = 'OUT/profile.json'",
	"CALL enable_logging(storage = 'file', storage_path = 'OUT/log')",
	"FROM sniff_csv('OUT/secret.csv')",
	"CREATE VIEW v AS FROM read_csv('OUT/secret.csv'); FROM v",
	"CREATE MACRO m(f) AS TABLE FROM read_text(f); FROM m('OUT/secret.csv')",
	"PREPARE p AS FROM read_text($1); EXECUTE p('OUT/secret.csv')",
	"FROM query('FROM read_text(''OUT/secret.csv'')')",
	"CHECKPOINT; ATTACH ':memory:' AS m; COPY FROM DATABASE m TO memory; FROM read_text('OUT/secret.csv')",
];

/** What is slow, large or strange, and how it ends: the engine refuses to go on, or its process ends. */
const LIMITED: readonly [string, string][] = [
	['WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r', 'time'],
	// A single call, which cannot be interrupted.
	["SELECT levenshtein(repeat('a', 400000), repeat('b', 400000))", 'stopped: time'],
	["SELECT repeat('x', 1000000) FROM range(2000)", 'stopped: memory'],
	["SELECT repeat('x', 100000) FROM range(500)", 'rows'],
	["SELECT list(repeat('x', 1000000) || i) FROM range(5000) r(i)", 'memory'],
	["COPY (SELECT repeat(uuid()::TEXT, 1000) FROM range(10000000)) TO 'big.csv'", 'stopped: size'],
];

/** Settings under which all SQL of a lab runs. */
const SETTINGS = {
	allow_community_extensions: 'false',
	allow_persistent_secrets: 'false',
	autoinstall_known_extensions: 'false',
	autoload_known_extensions: 'false',
	enable_external_access: 'false',
	lock_configuration: 'true',
	memory_limit: '488.2 MiB',
	temp_directory: '',
	threads: '2',
	TimeZone: 'UTC',
};

describe.skipIf(!(await hasDuckDB()))('SQL', async () => {
	const { duckdb, scratch } = await openDuckDB({ ...process.env, HOME: outside, NODE_OPTIONS: `--require=${SCRIPT}` });

	/** A folder in which links lead out of it. */
	function makeRunFolder(): string {
		const folder = scratch.folderFor([{ name: 'own.csv', bytes: Buffer.from('n\n1\n') }]);
		fs.symlinkSync(SECRET, path.join(folder, 'link.csv'));
		fs.symlinkSync(outside, path.join(folder, 'folder'));
		return folder;
	}

	async function run(sql: string, as: 'make' | 'answer') {
		const folder = makeRunFolder();
		const { port } = server.address() as AddressInfo;
		const text = sql
			.replaceAll('OUT', outside)
			.replaceAll('UP', path.relative(folder, outside))
			.replaceAll('URL', `http://127.0.0.1:${port}`);
		const [make, answer] = as === 'make' ? [text, ''] : ['', text];
		return duckdb.run({ folder, make, expects: [], answer, queries: [] });
	}

	function errorOf({ steps, stopped }: Ran): string | undefined {
		for (const step of steps) if ('error' in step && step.error) return step.error.limit ?? step.error.message;
		return stopped && `stopped: ${stopped}`;
	}

	test.each(REFUSED)('refused: %s', async (sql) => {
		const before = fs.readdirSync(outside);
		for (const as of ['make', 'answer'] as const) {
			const ran = await run(sql, as);
			expect({ as, error: errorOf(ran) }).toEqual({ as, error: expect.any(String) });
			expect(JSON.stringify(ran)).not.toMatch(/open sesame|root:|PATH=/);
		}
		expect(fs.readdirSync(outside)).toEqual(before);
		expect(fs.readFileSync(SECRET, 'utf8')).toBe('word\nopen sesame\n');
		expect(asked).toBe(0);
	});

	test.each(LIMITED)('limited: %s', async (sql, why) => {
		expect(errorOf(await run(sql, 'answer'))).toBe(why);
		// And the next run is answered.
		expect(errorOf(await run('SELECT 1', 'answer'))).toBeUndefined();
	});

	test('the settings are those of every machine', async () => {
		const names = Object.keys(SETTINGS);
		const ran = await run(`SELECT ${names.map((name) => `current_setting('${name}')::TEXT`).join(', ')}`, 'answer');
		const [row = []] = ran.steps.flatMap((step) => (step.step === 'answered' ? (step.table?.rows ?? []) : []));
		expect(Object.fromEntries(names.map((name, i) => [name, row[i]]))).toEqual(SETTINGS);
	});

	test("what the learner's environment says to Node does not reach the engine", async () => {
		expect(errorOf(await run('SELECT 1', 'answer'))).toBeUndefined();
		expect(fs.existsSync(REACHED)).toBe(false);
	});

	test('what is in the folder is read and written', async () => {
		const ran = await run(
			"COPY (FROM 'own.csv') TO 'out.parquet'; CREATE TABLE t AS FROM 'out.parquet'; FROM t",
			'answer',
		);
		expect(ran.steps.find(({ step }) => step === 'answered')).toMatchObject({ table: { rows: [[{ value: '1' }]] } });
	});

	test('a row with control characters and broken text comes through as it is', async () => {
		const ran = await run("SELECT chr(27) || '[31m' || chr(7) AS a, '\\x00\\xFF'::BLOB AS b", 'answer');
		expect(ran.steps.find(({ step }) => step === 'answered')).toMatchObject({
			table: { rows: [['\u001b[31m\u0007', { is: 'bytes', value: '00ff' }]] },
		});
	});
});
