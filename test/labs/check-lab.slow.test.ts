/** Answers, checked by the real engine: what is right however it is written, and what is said of what is not. */
import { describe, expect, test } from 'vitest';
import type { Check, Lab } from '../../src/domain/lab.ts';
import { checkLab } from '../../src/labs/check-lab.ts';
import { hasDuckDB, labOf, makeHost, PLACES } from './engine.ts';

const host = await makeHost();

const MAKE = `CREATE TABLE sales (id INTEGER, day DATE, shop TEXT, amount DECIMAL(8, 2));
INSERT INTO sales VALUES
	(1, '2026-01-01', 'north', 10), (2, '2026-01-01', 'south', 2.50), (3, '2026-01-02', 'north', 4), (4, '2026-01-02', NULL, 1),
	(5, '2026-01-03', 'south', 2.50)`;

function check(answer: string, checks: readonly Check[], lab: Partial<Lab> = {}) {
	return checkLab({ lab: labOf({ data: { make: MAKE }, checks, ...lab }), answer, roadmapFolder: '/' }, host, PLACES);
}

describe.skipIf(!(await hasDuckDB()))('SQL', () => {
	const totals: Check = {
		kind: 'result',
		expect: 'SELECT shop, sum(amount) AS total FROM sales GROUP BY shop ORDER BY total DESC',
		order: ['total'],
	};

	test.each([
		'SELECT shop, sum(amount) AS total FROM sales GROUP BY shop ORDER BY total DESC',
		'select shop, sum(amount)::double from sales group by 1 order by 2 desc -- as a float',
		'CREATE TEMP VIEW v AS SELECT shop s, sum(amount) a FROM sales GROUP BY ALL; FROM v ORDER BY a DESC;',
	])('right: %s', async (answer) => {
		expect(await check(answer, [totals])).toMatchObject({ passed: true, failures: [] });
	});

	test.each<[string, object]>([
		['', { kind: 'no-rows', message: 'There is nothing in the answer yet.' }],
		['CREATE TABLE x (i INT)', { kind: 'no-rows', message: /gives no rows; end it with a SELECT/ }],
		['SELECT shop\nFORM sales', { kind: 'error', place: { line: 2, column: 6, source: 'FORM sales' } }],
		['SELECT 1;\nSELECT shop, totl FROM sales', { kind: 'error', place: { line: 2, column: 14 } }],
		['SELECT 1; SELECT 2;\n\n  SELECT 3,\n totl FROM sales', { kind: 'error', place: { line: 4, column: 2 } }],
		[
			'SELECT shop rows FROM sales',
			{ kind: 'error', message: /"rows" is a keyword of SQL; as a name, write AS before it: AS rows\.$/ },
		],
		['SELECT shop day, max(id) rows FROM sales', { kind: 'error', message: /AS day\.$/, place: { column: 13 } }],
		['SELECT count(*) not, 1 FROM sales', { kind: 'error', message: /AS not\.$/ }],
		['CREATE TABLE t (order INT)', { kind: 'error', message: /write it in double quotes: "order"\.$/ }],
		['SELECT shop FROM FROM sales', { kind: 'error', message: /at or near "FROM"\.$/ }],
		['SELECT shop FROM sales WHERE id > 1 AND GROUP BY shop', { kind: 'error', message: /at or near "GROUP"\.$/ }],
		[
			"COPY sales TO '/tmp/sales.csv'",
			{ kind: 'error', message: /\. An answer is checked in a folder of its own: name a file without a path\.$/ },
		],
		['SELECT * FROM sale', { kind: 'error', place: { line: 1, column: 15 } }],
		['SELECT shop FROM sales', { kind: 'columns', message: 'The answer has 1 column; 2 are expected: shop, total.' }],
		[
			'SELECT shop, sum(amount) AS total FROM sales WHERE shop IS NOT NULL GROUP BY shop ORDER BY total DESC',
			{
				kind: 'count',
				mistake: 'null',
				missing: [[null, '1.00']],
				message:
					'The answer has 2 rows; 3 are expected. The rows with NULL in column shop are missing, and only those.',
			},
		],
		[
			"SELECT coalesce(shop, ''), sum(amount) AS total FROM sales GROUP BY shop ORDER BY total DESC",
			{
				kind: 'rows',
				mistake: 'null',
				message: /1 row is missing, and 1 is there instead\. NULL makes the difference in column shop\.$/,
			},
		],
		[
			'SELECT nullif(shop, shop), nullif(sum(amount), 14) AS total FROM sales WHERE shop IS NOT NULL GROUP BY shop UNION ALL SELECT NULL, 1',
			{ kind: 'rows', message: /NULL makes the difference in columns shop, total\.$/ },
		],
		[
			'SELECT shop, count(*) FROM sales GROUP BY shop ORDER BY 2 DESC',
			{
				kind: 'rows',
				missing: [
					['north', '14.00'],
					['south', '5.00'],
				],
			},
		],
		[
			'SELECT shop, sum(amount) AS total FROM sales GROUP BY shop ORDER BY total',
			{ kind: 'order', mistake: 'order', extra: [[null, '1.00']], missing: [['north', '14.00']] },
		],
		[
			'SELECT sum(amount) AS total, shop FROM sales GROUP BY shop ORDER BY 1 DESC',
			{ kind: 'columns', message: /not their order: shop, total is expected/ },
		],
		[
			'SELECT shop, sum(amount)::TEXT FROM sales GROUP BY shop',
			{ kind: 'type', mistake: 'type', message: /Column 2 .* holds text; numbers are expected/ },
		],
	])('wrong: %s', async (answer, failure) => {
		const { message, ...rest } = { message: /./, ...failure };
		const { passed, failures } = await check(answer, [totals]);
		expect({ passed, failures }).toMatchObject({ passed: false, failures: [rest] });
		expect(failures[0]?.message).toMatch(message);
		expect(failures[0]?.message).not.toMatch(/GROUP BY shop/);
	});

	test('a thousand rows are read, and one more is too many', async () => {
		const rows: Check = { kind: 'result', expect: 'FROM range(1000)' };
		expect(await check('FROM range(1000)', [rows])).toMatchObject({ passed: true, preview: { total: 1_000 } });
		expect(await check('FROM range(1001)', [rows])).toMatchObject({
			failures: [{ kind: 'count', message: 'The answer has more than 1000 rows; 1000 are expected.' }],
		});
		const none: Check = { kind: 'zero', query: 'FROM range(1001)' };
		expect(await check('SELECT 1', [none])).toMatchObject({
			failures: [{ message: 'More than 1000 rows are there that must not be.' }],
		});
	});

	test('of many rows three are shown that are missing, and three that are too many', async () => {
		const rows: Check = { kind: 'result', expect: 'FROM range(9)' };
		const { failures } = await check('FROM range(10, 19)', [rows]);
		expect(failures).toMatchObject([{ missing: [['0'], ['1'], ['2']], extra: [['10'], ['11'], ['12']] }]);
		expect([failures[0]?.missing, failures[0]?.extra].map((some) => some?.length)).toEqual([3, 3]);
	});

	const LOG = `CREATE TABLE batch (id INTEGER, n INTEGER); INSERT INTO batch VALUES (1, 10), (2, 20);
CREATE TABLE target (id INTEGER, n INTEGER)`;
	const AGAIN = 'DELETE FROM batch; INSERT INTO batch VALUES (2, 25), (3, 30)';
	const rows = [
		[1, 10],
		[2, 25],
		[3, 30],
	];
	const MERGED: Check[] = [{ kind: 'result', query: 'FROM target', rows }];

	test.each<[string, string, Check[], Partial<Lab>, object[]]>([
		[
			'zero: a query finds nothing',
			'DELETE FROM sales WHERE shop IS NULL',
			[{ kind: 'zero', query: 'FROM sales WHERE shop IS NULL', says: 'a shop is missing' }],
			{},
			[],
		],
		[
			'zero: a query finds something',
			'SELECT 1',
			[{ kind: 'zero', query: 'SELECT id FROM sales WHERE shop IS NULL', says: 'a shop is missing' }],
			{},
			[{ kind: 'zero', message: 'A shop is missing.', columns: ['id'], extra: [['4']] }],
		],
		[
			'zero: a query cannot run on what is left',
			'DROP TABLE sales',
			[{ kind: 'zero', query: 'FROM sales', says: 'x' }],
			{},
			[
				{
					check: 1,
					kind: 'error',
					message: /^What the answer left cannot be checked: Catalog Error: Table with name sales/,
				},
			],
		],
		[
			'fails: a row is refused',
			'CREATE TABLE t (i INTEGER CHECK (i > 0))',
			[{ kind: 'fails', statement: 'INSERT INTO t VALUES (0)' }],
			{},
			[],
		],
		[
			'fails: a row of the wrong type is refused',
			'CREATE TABLE t (d DATE)',
			[{ kind: 'fails', statement: "INSERT INTO t VALUES ('soon')" }],
			{},
			[],
		],
		[
			'fails: a row is taken, and is gone for the next check',
			'CREATE TABLE t (i INTEGER)',
			[
				{ kind: 'fails', statement: 'INSERT INTO t VALUES (0)', says: 'zero was taken' },
				{ kind: 'zero', query: 'FROM t', says: 'x' },
			],
			{},
			[{ check: 1, kind: 'fails', message: 'Zero was taken.' }],
		],
		[
			'fails: a table that is not there refuses nothing',
			'SELECT 1',
			[{ kind: 'fails', statement: 'INSERT INTO t VALUES (0)' }],
			{},
			[{ kind: 'error', message: /cannot be checked/ }],
		],
		['uses: a window', 'SELECT row_number() OVER () FROM sales', [{ kind: 'uses', node: 'window' }], {}, []],
		[
			'uses: a window in what makes a table',
			'CREATE TABLE t AS (SELECT 1); CREATE TABLE u AS SELECT sum(id) OVER () AS s FROM sales',
			[{ kind: 'uses', node: 'WINDOW' }],
			{},
			[],
		],
		[
			'uses: a window in what makes a table, in parentheses',
			'CREATE TABLE u AS (\n\tWITH w AS (SELECT sum(id) OVER () AS s FROM sales) FROM w\n)',
			[{ kind: 'uses', node: 'WINDOW' }],
			{},
			[],
		],
		[
			'uses: a window only in a comment and a text',
			"SELECT 'window' -- OVER ()",
			[{ kind: 'uses', node: 'WINDOW', says: 'a window sees the other rows' }],
			{},
			[{ kind: 'uses', message: /^A window sees the other rows\. .*WINDOW/ }],
		],
		[
			'avoids: a function',
			'SELECT max(id) FROM sales',
			[{ kind: 'avoids', node: 'max' }],
			{},
			[{ kind: 'avoids', message: /must not use max/ }],
		],
		[
			'avoids: a join',
			'SELECT a.id FROM sales a LEFT JOIN sales b USING (id)',
			[{ kind: 'avoids', node: 'LEFT' }],
			{},
			[{ kind: 'avoids' }],
		],
		[
			'file: it is written, with these rows',
			"COPY (FROM sales ORDER BY id) TO 'out.parquet'",
			[{ kind: 'file', path: 'out.parquet', query: "SELECT count(*) FROM 'out.parquet'", rows: [[5]] }],
			{},
			[],
		],
		[
			'file: it is written, with other rows',
			"COPY (FROM sales LIMIT 2) TO 'out.parquet'",
			[{ kind: 'file', path: 'out.parquet', query: "SELECT count(*) AS n FROM 'out.parquet'", rows: [[5]] }],
			{},
			[{ kind: 'rows', missing: [['5']], extra: [['2']] }],
		],
		[
			'file: it is not written',
			'SELECT 1',
			[{ kind: 'file', path: 'out.parquet', says: 'it holds something else' }],
			{},
			[{ kind: 'file', message: /^The answer wrote no file out\.parquet\.$/ }],
		],
		[
			'file: a query of it finds something',
			"COPY (SELECT 1 AS n) TO 'out.parquet'",
			[{ kind: 'file', path: 'out.parquet', query: "FROM 'out.parquet'", says: 'it holds something else' }],
			{},
			[{ kind: 'file', message: /^It holds something else\.$/, extra: [['1']] }],
		],
		[
			'again: it runs only once',
			'CREATE TABLE t AS FROM batch; SELECT 1',
			MERGED,
			{ data: { make: LOG, again: AGAIN } },
			[{ kind: 'error', message: /already exists\. The answer runs twice, and this is its second run\.$/ }],
		],
		[
			'result of a query: a table',
			'CREATE TABLE t AS SELECT 1 AS a',
			[{ kind: 'result', query: 'FROM t', rows: [[1]] }],
			{},
			[],
		],
		[
			'result of a query: no such table',
			'SELECT 1',
			[{ kind: 'result', query: 'FROM t', rows: [[1]] }],
			{},
			[{ kind: 'error', message: /Table with name t/ }],
		],
		[
			'again: what is merged can run twice',
			'DELETE FROM target USING batch WHERE target.id = batch.id; INSERT INTO target FROM batch',
			MERGED,
			{ data: { make: LOG, again: AGAIN } },
			[],
		],
		[
			'again: what is appended cannot',
			'INSERT INTO target FROM batch',
			MERGED,
			{ data: { make: LOG, again: AGAIN } },
			[{ kind: 'count', extra: [['2', '20']] }],
		],
		[
			'again: what the answer leaves no room for is told',
			'DROP TABLE batch',
			[{ kind: 'zero', query: 'SELECT 1 WHERE false', says: 'x' }],
			{ data: { make: LOG, again: AGAIN } },
			[{ kind: 'error', message: /^Between the two runs of the answer: Catalog Error: .*batch/ }],
		],
		[
			'again: expectations see both',
			'SELECT 1',
			[{ kind: 'result', query: 'FROM batch', expect: 'FROM batch' }],
			{ data: { make: LOG, again: AGAIN } },
			[],
		],
		[
			'a transaction that is left open is kept',
			'BEGIN; DELETE FROM sales',
			[{ kind: 'zero', query: 'FROM sales', says: 'x' }],
			{},
			[],
		],
		[
			'what is expected is asked before the answer',
			'DELETE FROM sales; FROM sales',
			[{ kind: 'result', expect: 'FROM sales' }],
			{},
			[{ kind: 'count', message: /^The answer has no rows/ }],
		],
	])('%s', async (_, answer, checks, lab, failures) => {
		const found = await check(answer, checks, lab);
		const expected = failures.map((failure) =>
			Object.fromEntries(
				Object.entries(failure).map(([name, value]) => [
					name,
					value instanceof RegExp ? expect.stringMatching(value) : value,
				]),
			),
		);
		expect(found).toMatchObject({ passed: failures.length === 0, failures: expected });
	});

	const OTHER_DATA: Partial<Lab> = {
		variants: [
			{ make: MAKE },
			{
				says: 'with a shop called secret',
				make: `${MAKE}; INSERT INTO sales VALUES (6, '2026-01-04', 'secret', 99), (7, NULL, 'secret', NULL)`,
			},
		],
	};

	test.each([
		[
			"SELECT shop, sum(amount) AS total FROM sales WHERE shop IN ('north', 'south') OR shop IS NULL GROUP BY ALL ORDER BY 2 DESC",
			'count',
		],
		[
			"SELECT shop, (sum(amount) + CASE WHEN shop = 'secret' THEN 1 ELSE 0 END) AS total FROM sales GROUP BY shop ORDER BY 2 DESC",
			'rows',
		],
		["SELECT shop, sum(amount) AS total FROM sales GROUP BY shop ORDER BY shop = 'secret', 2 DESC", 'order'],
		[
			"SELECT shop, sum(CASE WHEN shop = 'secret' THEN shop::INT ELSE amount END) AS total FROM sales GROUP BY shop ORDER BY 2 DESC",
			'error',
		],
	])('wrong on other data: %s', async (answer, kind) => {
		const { passed, failures, preview } = await check(answer, [totals], OTHER_DATA);
		expect({ passed, failures }).toMatchObject({ passed: false, failures: [{ kind, isElsewhere: true }] });
		const [failure] = failures;
		expect(failure?.message).toMatch(/^Right here, wrong on other data, with a shop called secret\. There /);
		expect(
			JSON.stringify({ ...failure, place: 0, message: failure?.message.replace('called secret', '') }),
		).not.toMatch(/secret|99/);
		expect(JSON.stringify(preview)).not.toMatch(/secret/);
	});

	test.each<[string, Check, string]>([
		[
			'SELECT 1',
			{ kind: 'zero', query: "FROM sales WHERE shop = 'secret'", says: 'a shop is left' },
			'There a rule is broken that holds here: a shop is left.',
		],
		[
			'SELECT 1',
			{ kind: 'zero', query: "FROM sales WHERE shop = 'secret'" },
			'There a rule is broken that holds here.',
		],
		[
			'SELECT id FROM sales WHERE day IS NOT NULL',
			{ kind: 'result', expect: 'SELECT id FROM sales', says: 'all sales count' },
			'All sales count. There the number of rows is not the expected one.',
		],
		[
			'SELECT day, shop FROM sales WHERE day IS NOT NULL',
			{ kind: 'result', expect: 'SELECT day, shop FROM sales' },
			'There the number of rows is not the expected one. The rows with NULL make the difference.',
		],
		[
			'SELECT id, coalesce(amount, 0) FROM sales',
			{ kind: 'result', expect: 'SELECT id, amount FROM sales' },
			'There some rows are not the expected ones. NULL makes the difference.',
		],
	])('what it is about is said of other data too: %s %j', async (answer, one, says) => {
		const { failures } = await check(answer, [one], OTHER_DATA);
		expect(failures).toMatchObject([
			{ isElsewhere: true, message: `Right here, wrong on other data, with a shop called secret. ${says}` },
		]);
	});

	test('a check that a signal ends takes the engine with it', async () => {
		const listening = {
			...host,
			whenEnded: (then: () => void) => {
				// By then the query has begun, and seconds are left of it.
				setTimeout(then, 1_000);
				return () => {};
			},
		};
		const lab = labOf({});
		const answer = 'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r';
		const { failures } = await checkLab({ lab, answer, roadmapFolder: '/' }, listening, PLACES);
		expect(failures).toMatchObject([{ kind: 'limit', message: expect.stringMatching(/^The engine/) }]);
	});
});
