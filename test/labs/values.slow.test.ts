/** Values of the engine's own types, as it gives them: which are the same. */
import { describe, expect, test } from 'vitest';
import { isSame, shownCell } from '../../src/labs/cell.ts';
import { hasDuckDB, openDuckDB } from './engine.ts';

const SAME: readonly [string, string][] = [
	['1::TINYINT', '1::BIGINT'],
	['1::INTEGER', '1::HUGEINT'],
	['1::UBIGINT', '1::SMALLINT'],
	['170141183460469231731687303715884105727::HUGEINT', '170141183460469231731687303715884105727::UHUGEINT'],
	['-5::INTEGER', '-5.00::DECIMAL(4, 2)'],
	['1.50::DECIMAL(4, 2)', '1.5::DECIMAL(10, 1)'],
	['0::DECIMAL(4, 2)', '0'],
	['2.5::DOUBLE', '2.50::DECIMAL(4, 2)'],
	['3::DOUBLE', '3'],
	['1e20::DOUBLE', '100000000000000000000::HUGEINT'],
	['0.1::DOUBLE + 0.2::DOUBLE', '0.3::DOUBLE'],
	['0.1::DOUBLE + 0.2::DOUBLE - 0.3::DOUBLE', '0'],
	['1e300::DOUBLE', '1e300::DOUBLE * (1 + 1e-12)'],
	['0.1::FLOAT', '0.1::DOUBLE'],
	['0.1::FLOAT', '0.1::DECIMAL(2, 1)'],
	["'nan'::DOUBLE", "'nan'::FLOAT"],
	["'inf'::DOUBLE", "'inf'::DOUBLE"],
	['-0.0::DOUBLE', '0.0::DOUBLE'],
	['-0.0::DOUBLE', '0'],
	['10 / 4', '2.5'],
	['count(*) FILTER (true)', '1'],
	['NULL::INTEGER', 'NULL::TEXT'],
	['true', '1 = 1'],
	["'a'", "'a'::ENUM ('a', 'b')"],
	["''", "''"],
	["'é'", "'\u00e9'"],
	["DATE '2026-01-31'", "'2026-01-31'::DATE"],
	["DATE '2026-01-31'", "TIMESTAMP '2026-01-31 00:00:00'"],
	["date_trunc('month', TIMESTAMP '2026-01-31 10:00:00')", "DATE '2026-01-01'"],
	["TIMESTAMP '2026-01-31 10:00:00'", "TIMESTAMP_S '2026-01-31 10:00:00'"],
	["TIMESTAMP_MS '2026-01-31 10:00:00.5'", "TIMESTAMP_NS '2026-01-31 10:00:00.500000000'"],
	["TIMESTAMPTZ '2026-01-31 10:00:00+02'", "TIMESTAMPTZ '2026-01-31 08:00:00+00'"],
	["TIMESTAMPTZ '2026-01-31 10:00:00+02'", "TIMESTAMP '2026-01-31 08:00:00'"],
	["TIMESTAMP '1969-12-31 23:59:59'", 'epoch_ms(-1000)'],
	["TIME '10:00:00'", "TIME '10:00:00.000000'"],
	["TIMETZ '10:00:00+02'", "TIMETZ '08:00:00+00'"],
	["INTERVAL '1 day'", "INTERVAL '24 hours'"],
	["INTERVAL '1 month'", "INTERVAL '30 days'"],
	['[1, 2]', '[1::BIGINT, 2.0::DOUBLE]'],
	['[1, NULL]', '[1, NULL]'],
	['[]', '[]::INTEGER[]'],
	['[[1], [2, 3]]', '[[1], [2, 3]]'],
	['[1, 2]', '[1, 2]::INTEGER[2]'],
	["{'a': 1, 'b': 'x'}", "{'a': 1::BIGINT, 'b': 'x'}"],
	["{'a': 1, 'b': 2}", "{'b': 2, 'A': 1}"],
	["{'a': [0.1::DOUBLE + 0.2::DOUBLE]}", "{'a': [0.3::DOUBLE]}"],
	["MAP {'a': 1, 'b': 2}", "MAP {'b': 2, 'a': 1}"],
	['\'{"a": 1, "b": [2]}\'::JSON', '\'{"b":[2],"a":1}\'::JSON'],
	['\'{"a":1}\'::JSON', '\'{"a": 1}\''],
	["'3fb1d5c6-0d3b-4c1e-9f2a-1b2c3d4e5f60'::UUID", "'3fb1d5c6-0d3b-4c1e-9f2a-1b2c3d4e5f60'"],
	["'\\xAA\\x00'::BLOB", "unhex('AA00')"],
	["'101'::BIT", "'101'::BIT"],
	['union_value(n := 1)', '1'],
	['1::VARIANT', '1'],
];

const OTHER: readonly [string, string][] = [
	['1', '2'],
	['1', "'1'"],
	['1', 'true'],
	['0', 'NULL'],
	["''", 'NULL'],
	["'NULL'", 'NULL'],
	['false', 'NULL'],
	['1.50', '1.51'],
	['9007199254740993::BIGINT', '9007199254740992::BIGINT'],
	['0.3::DOUBLE', '0.3000001::DOUBLE'],
	['1e-12::DOUBLE', '2e-12::DOUBLE'],
	["'nan'::DOUBLE", 'NULL'],
	["'nan'::DOUBLE", '0'],
	["'inf'::DOUBLE", "'-inf'::DOUBLE"],
	["'inf'::DOUBLE", '1e308::DOUBLE'],
	["'a'", "'A'"],
	["'a'", "'a '"],
	["DATE '2026-01-31'", "DATE '2026-02-01'"],
	["DATE '2026-01-31'", "TIMESTAMP '2026-01-31 00:00:01'"],
	["DATE '2026-01-31'", "'2026-01-31'"],
	["TIMESTAMP '2026-01-31 10:00:00'", "TIMESTAMPTZ '2026-01-31 10:00:00+02'"],
	["TIMESTAMP_NS '2026-01-31 10:00:00.000000001'", "TIMESTAMP '2026-01-31 10:00:00'"],
	["TIME '00:00:00'", "INTERVAL '0 days'"],
	['[1, 2]', '[2, 1]'],
	['[1, 2]', '[1, 2, NULL]'],
	['[1]', '1'],
	['[]', 'NULL'],
	["{'a': 1}", "{'b': 1}"],
	["{'a': 1}", "{'a': 2}"],
	["{'a': 1}", "{'a': NULL}"],
	["MAP {'a': 1}", "MAP {'a': 2}"],
	["MAP {'a': 1}", "MAP {'a': 1, 'b': 2}"],
	["'[1, 2]'::JSON", "'[2, 1]'::JSON"],
	["'1'::JSON", '1'],
	["'\\xAA'::BLOB", "'\\xAB'::BLOB"],
	["INTERVAL '1 day'", "INTERVAL '25 hours'"],
];

/** Values as they are shown. */
const SHOWN: readonly [string, string | null][] = [
	['NULL', null],
	['1.50::DECIMAL(4, 2)', '1.50'],
	['0.1::FLOAT', '0.1'],
	["DATE '2026-01-31'", '2026-01-31'],
	["TIMESTAMP '2026-01-31 10:00:00'", '2026-01-31 10:00:00'],
	['[1, NULL, 3]', '[1, NULL, 3]'],
	["{'a': 1, 'b': NULL}", '{a: 1, b: NULL}'],
	["MAP {'a': 1}", '{a=1}'],
	["INTERVAL '1 day'", '1 day'],
];

describe.skipIf(!(await hasDuckDB()))('values', async () => {
	const { duckdb, scratch } = await openDuckDB();

	/** All at once: a run takes a tenth of a second. */
	async function valuesOf(expressions: readonly string[]) {
		const expects = expressions.map((expression) => `SELECT ${expression} AS value`);
		const { steps } = await duckdb.run({ folder: scratch.folderFor([]), make: '', expects, answer: '', queries: [] });
		const tables = steps.flatMap((step) => (step.step === 'expected' ? [step] : []));
		return tables.map(({ table, error }, i) => {
			if (error) throw new Error(`${expressions[i]}: ${error.message}`);
			return table?.rows[0]?.[0] ?? null;
		});
	}

	const values = await valuesOf([...SAME, ...OTHER].flat());
	const verdicts = [...SAME, ...OTHER].map(([a, b], i): [string, string, boolean] => [
		a,
		b,
		isSame(values[2 * i] ?? null, values[2 * i + 1] ?? null),
	]);

	test.each(verdicts.slice(0, SAME.length))('%s is %s', (_a, _b, verdict) => {
		expect(verdict).toBe(true);
	});

	test.each(verdicts.slice(SAME.length))('%s is not %s', (_a, _b, verdict) => {
		expect(verdict).toBe(false);
	});

	test('are the same whichever comes first', () => {
		for (const [i, [a, b, verdict]] of verdicts.entries())
			expect({ a, b, verdict: isSame(values[2 * i + 1] ?? null, values[2 * i] ?? null) }).toEqual({ a, b, verdict });
	});

	test('are shown as the engine shows them', async () => {
		const cells = await valuesOf(SHOWN.map(([expression]) => expression));
		expect(cells.map(shownCell)).toEqual(SHOWN.map(([, shown]) => shown));
	});
});
