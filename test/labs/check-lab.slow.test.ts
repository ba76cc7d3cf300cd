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
		['SELECT * FROM sale', { kind: 'error', place: { line: 1, column: 15 } }],
		['SELECT shop FROM sales', { kind: 'columns', message: 'The answer has 1 column; 2 are expected: shop, total.' }],
		[
			'SELECT shop, sum(amount) AS total FROM sales WHERE shop IS NOT NULL GROUP BY shop ORDER BY total DESC',
			{
				kind: 'count',
				mistake: 'null',
				missing: [[null, '1.00']],
				message: /has 2 rows; 3 are expected.*NULL makes.*shop/,
			},
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
});
