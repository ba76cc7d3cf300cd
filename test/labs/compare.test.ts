/** Which tables are the same, and what tells one from the other. The values of the engine's own types: values.slow.test.ts. */
import { describe, expect, test } from 'vitest';
import { type Cell, type Family, numberCell, type Table } from '../../src/labs/cell.ts';
import { compare } from '../../src/labs/compare.ts';

type Value = number | string | boolean | null | { readonly float: number } | { readonly written: string };

function cellOf(value: Value): Cell {
	if (typeof value === 'number') return numberCell(String(value));
	if (typeof value !== 'object' || value === null) return value;
	return 'float' in value ? { is: 'float', value: String(value.float) } : { is: 'written', value: value.written };
}

function familyOf(values: readonly Value[]): Family | undefined {
	const [value] = values.filter((one) => one !== null);
	if (typeof value === 'object' && 'written' in value) return undefined;
	if (typeof value === 'number' || typeof value === 'object') return 'number';
	return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'boolean' : undefined;
}

/** `table('a b', [1, 'x'], [2, 'y'])` */
function table(names: string, ...rows: Value[][]): Table {
	const columns = names.split(' ').map((name, i) => ({ name, family: familyOf(rows.map((row) => row[i] ?? null)) }));
	return { columns, rows: rows.map((row) => row.map(cellOf)), isCut: false };
}

/** What tells them apart, in short: the kind, and the kind of mistake where it is plain. */
function verdict(expected: Table, actual: Table, { order = '', names = false } = {}): string {
	const found = compare(expected, actual, { order: order.split(' ').filter(Boolean), names });
	if (found === undefined) return 'same';
	return 'mistake' in found && found.mistake ? `${found.kind} ${found.mistake}` : found.kind;
}

const AB = table('a b', [1, 'x'], [2, 'y'], [3, 'z']);
const [ONE, TWO] = [table('a', [1]), table('a', [1], [2])];
const TIES = table('day n', [1, 'a'], [2, 'b'], [2, 'c'], [3, 'd']);
const f = (float: number) => ({ float });
const w = (written: string) => ({ written });

describe('a bag of rows', () => {
	test.each<[string, Table, Table, string]>([
		['the same rows', AB, AB, 'same'],
		['in another order', AB, table('a b', [3, 'z'], [1, 'x'], [2, 'y']), 'same'],
		['with other names', AB, table('c d', [1, 'x'], [2, 'y'], [3, 'z']), 'same'],
		['no rows on both sides', table('a'), table('a'), 'same'],
		['no rows where some are expected', ONE, table('a'), 'count'],
		['some rows where none are expected', table('a'), ONE, 'count'],
		['one too few', TWO, ONE, 'count'],
		['one too many', ONE, TWO, 'count'],
		['another value', ONE, table('a', [2]), 'rows'],
		['another value in one of three', AB, table('a b', [1, 'x'], [2, 'y'], [3, 'q']), 'rows'],
		['two values swapped between rows', table('a b', [1, 2], [3, 4]), table('a b', [1, 4], [3, 2]), 'rows'],
		['a row twice, expected twice', table('a', [1], [1]), table('a', [1], [1]), 'same'],
		['a row twice, expected once', ONE, table('a', [1], [1]), 'count duplicates'],
		['a row once, expected twice', table('a', [1], [1]), ONE, 'count duplicates'],
		['every row twice', TWO, table('a', [1], [1], [2], [2]), 'count duplicates'],
		['one row twice in place of another', table('a', [1], [2]), table('a', [1], [1]), 'rows'],
		['the other of two twice', table('a', [1], [1], [2]), table('a', [1], [2], [2]), 'rows'],
		['a duplicate and a stranger', ONE, table('a', [1], [1], [9]), 'count'],
		['a value where NULL is expected', table('a b', [1, null]), table('a b', [1, 0]), 'rows null'],
		['NULL where a value is expected', table('a b', [1, 0]), table('a b', [1, null]), 'rows null'],
		['an empty text where NULL is expected', table('a b', [1, null]), table('a b', [1, '']), 'rows null'],
		['NULL where NULL is expected', table('a', [null]), table('a', [null]), 'same'],
		['the word NULL where NULL is expected', table('a', [null]), table('a', ['NULL']), 'rows null'],
		['rows with NULL left out', table('a b', [1, 2], [3, null]), table('a b', [1, 2]), 'count null'],
		['rows with NULL too many', table('a b', [1, 2]), table('a b', [1, 2], [3, null]), 'count null'],
		[
			'one of two rows with NULL left out',
			table('a b', [1, 2], [3, null], [4, null]),
			table('a b', [1, 2], [3, null]),
			'count',
		],
		[
			'a row with NULL too many beside an expected one',
			table('a b', [1, 2], [3, null]),
			table('a b', [1, 2], [3, null], [4, null]),
			'count',
		],
		['rows with NULL and one without left out', table('a b', [1, 2], [3, null], [4, 5]), table('a b', [1, 2]), 'count'],
		['all rows left out, with NULL', table('a b', [1, null], [2, null]), table('a b'), 'count'],
		['a value for NULL and a row too many', table('a b', [1, null]), table('a b', [1, 0], [2, 3]), 'count'],
		['rows without NULL left out', table('a b', [1, 2], [3, 4]), table('a b', [1, 2]), 'count'],
		[
			'values in two columns where NULL is expected',
			table('a b c', [1, null, null]),
			table('a b c', [1, 0, 0]),
			'rows null',
		],
		['a NULL and another mistake', table('a b', [1, null], [2, 3]), table('a b', [1, 0], [2, 4]), 'rows'],
		['NULL in another column', table('a b', [null, 1]), table('a b', [1, null]), 'rows'],
		['the same NULLs, another value', table('a b', [1, null]), table('a b', [2, null]), 'rows'],
		['floats in their last digits', table('a', [f(0.3)]), table('a', [f(0.1 + 0.2)]), 'same'],
		[
			'many such floats, in any order',
			table('a', [f(0.3)], [f(0.7)]),
			table('a', [f(0.1 + 0.6)], [f(0.1 + 0.2)]),
			'same',
		],
		['floats that differ', table('a', [f(0.3)]), table('a', [f(0.300001)]), 'rows'],
		['a float where a whole number is expected', ONE, table('a', [f(1)]), 'same'],
		['true where true is expected', table('a', [true]), table('a', [true]), 'same'],
		['false where true is expected', table('a', [true]), table('a', [false]), 'rows'],
	])('%s', (_, expected, actual, says) => {
		expect(verdict(expected, actual)).toBe(says);
	});

	test('three hundred rows that all differ a little are matched', () => {
		const rows = Array.from({ length: 300 }, (_, i) => [f(i / 3), `row ${i % 7}`]);
		const near = rows.map(([, text], i) => [f((i / 3) * (1 + 1e-12)), text ?? '']).reverse();
		expect(verdict(table('a b', ...rows), table('a b', ...near))).toBe('same');
	});

	test('of more rows than are read it is not said that NULL makes the difference', () => {
		const cut = { ...table('a b', [1, 2], [3, null]), isCut: true };
		expect(verdict(table('a b', [1, 2]), cut)).toBe('count');
	});

	test('more rows than are read are too many, whatever the first are', () => {
		expect(verdict(TWO, { ...TWO, isCut: true })).toBe('count');
	});
});

describe('columns', () => {
	test.each<[string, Table, Table, boolean, string]>([
		['one too few', AB, table('a', [1], [2], [3]), false, 'columns'],
		['one too many', ONE, table('a b', [1, 2]), false, 'columns'],
		['in another order, of other types', AB, table('b a', ['x', 1], ['y', 2], ['z', 3]), false, 'places'],
		['in another order, of the same type', table('a b', [1, 2]), table('b a', [2, 1]), false, 'places'],
		['in another order, and other rows', table('a b', [1, 2]), table('b a', [2, 9]), false, 'rows'],
		['in another order, where the values are the same', table('a b', [1, 1]), table('b a', [1, 1]), false, 'same'],
		['by name, in another order', AB, table('b a', ['x', 1], ['y', 2], ['z', 3]), true, 'same'],
		['by name, in another case', AB, table('B A', ['x', 1], ['y', 2], ['z', 3]), true, 'same'],
		['by name, with another name', AB, table('b c', ['x', 1], ['y', 2], ['z', 3]), true, 'columns'],
		['by name, one too many', ONE, table('b a', [2, 1]), true, 'columns'],
		['by name, a name twice', table('a b', [1, 2]), table('a a', [1, 2]), true, 'columns'],
		['by name, a name twice on both sides', table('a a', [1, 2]), table('a a', [1, 2]), true, 'same'],
		['by name, other rows', AB, table('b a', ['x', 1], ['y', 2], ['q', 3]), true, 'rows'],
		['text where numbers are expected', ONE, table('a', ['1']), false, 'type'],
		['numbers where text is expected', table('a', ['1']), ONE, false, 'type'],
		['a number where true is expected', table('a', [true]), table('a', [1]), false, 'type'],
		['text in the second column', table('a b', [1, 2]), table('a b', [1, '2']), false, 'type'],
		['text where numbers are expected, and too few rows', TWO, table('a', ['1']), false, 'type'],
		['only NULL where numbers are expected', ONE, table('a', [null]), false, 'rows null'],
		['no rows where numbers are expected', ONE, table('a'), false, 'count'],
	])('%s', (_, expected, actual, names, says) => {
		expect(verdict(expected, actual, { names })).toBe(says);
	});
});

describe('an order', () => {
	const swap = (...at: number[]): Table => ({ ...TIES, rows: at.flatMap((i) => TIES.rows.slice(i, i + 1)) });

	test.each<[string, Table, string, string]>([
		['as expected', TIES, 'day', 'same'],
		['ties the other way round', swap(0, 2, 1, 3), 'day', 'same'],
		['ties the other way round, by both columns', swap(0, 2, 1, 3), 'day n', 'order'],
		['the first two swapped', swap(1, 0, 2, 3), 'day', 'order'],
		['the last two swapped', swap(0, 1, 3, 2), 'day', 'order'],
		['backwards', swap(3, 2, 1, 0), 'day', 'order'],
		['backwards, where no order is asked for', swap(3, 2, 1, 0), '', 'same'],
		['backwards, by a column with other letters', swap(3, 2, 1, 0), 'DAY', 'order'],
		['out of order and one too few', swap(1, 0, 2), 'day', 'count'],
		['out of order and another value', table('day n', [2, 'b'], [1, 'a'], [2, 'c'], [3, 'x']), 'day', 'rows'],
	])('%s', (_, actual, order, says) => {
		expect(verdict(TIES, actual, { order })).toBe(says);
	});

	test('NULL has its place in it', () => {
		const [last, first] = [table('a', [1], [null]), table('a', [null], [1])];
		expect([verdict(last, last, { order: 'a' }), verdict(last, first, { order: 'a' })]).toEqual(['same', 'order']);
	});

	test('floats in their last digits are ties', () => {
		const [expected, actual] = [table('a b', [f(0.3), 1], [f(0.3), 2]), table('a b', [f(0.1 + 0.2), 2], [f(0.3), 1])];
		expect(verdict(expected, actual, { order: 'a' })).toBe('same');
	});

	test('by a column that is elsewhere, where columns are found by name', () => {
		const [right, wrong] = [
			table('n day', ['a', 1], ['c', 2], ['b', 2], ['d', 3]),
			table('n day', ['b', 2], ['a', 1], ['c', 2], ['d', 3]),
		];
		expect(verdict(TIES, right, { order: 'day', names: true })).toBe('same');
		expect(verdict(TIES, wrong, { order: 'day', names: true })).toBe('order');
	});

	test.each([
		[3, [0, 1, 3, 2]],
		[1, [1, 0, 2, 3]],
	])('the first row in the wrong place is told, with the one that belongs there: row %i', (number, at) => {
		expect(compare(TIES, swap(...at), { order: ['day'], names: false })).toMatchObject({
			number,
			row: TIES.rows[at[number - 1] ?? 0],
			expected: TIES.rows[number - 1],
		});
	});

	test('by a column that is not among the expected ones is a fault of the lab', () => {
		expect(() => verdict(TIES, TIES, { order: 'month' })).toThrow(/order names the column month/);
	});
});

describe('what is written in a roadmap stands for what is written so', () => {
	test.each<[string, Value, Cell, boolean]>([
		['a text', w('x'), 'x', true],
		['another text', w('x'), 'X', false],
		['a text with a blank', w('x'), 'x ', false],
		['a number', 12, numberCell('12'), true],
		['a number with zeros behind', 12.5, numberCell('12.50'), true],
		['a number as a float', 12.5, { is: 'float', value: '12.5' }, true],
		['a number in quotes', w('12.5'), numberCell('12.50'), true],
		[
			'a large number in quotes',
			w('170141183460469231731687303715884105727'),
			numberCell('170141183460469231731687303715884105727'),
			true,
		],
		[
			'another large number',
			w('170141183460469231731687303715884105727'),
			numberCell('170141183460469231731687303715884105726'),
			false,
		],
		['a number, where the answer has text', 12, '12', false],
		['true', true, true, true],
		['true, where the answer has text', true, 'true', false],
		['NULL', null, null, true],
		['the text NULL', w('NULL'), null, false],
		['an empty text', w(''), null, false],
		['a date', w('2026-01-31'), { is: 'date', value: '1769817600000000000', shown: '2026-01-31' }, true],
		['another date', w('2026-01-30'), { is: 'date', value: '1769817600000000000', shown: '2026-01-31' }, false],
		[
			'a day, where the answer has its midnight',
			w('2026-01-31'),
			{ is: 'instant', value: '1769817600000000000', shown: '2026-01-31 00:00:00' },
			true,
		],
		[
			'a day, where the answer has its noon',
			w('2026-01-31'),
			{ is: 'instant', value: '1769860800000000000', shown: '2026-01-31 12:00:00' },
			false,
		],
		[
			'a time',
			w('2026-01-31 12:00:00'),
			{ is: 'instant', value: '1769860800000000000', shown: '2026-01-31 12:00:00' },
			true,
		],
		['JSON', w('{"b": 1, "a": [2]}'), { is: 'json', value: '{"a":[2],"b":1}' }, true],
		['a list', w('[1, NULL]'), { is: 'list', items: [numberCell('1'), null] }, true],
	])('%s', (_, written, actual, isSame) => {
		const expected: Table = { ...table('a'), rows: [[cellOf(written)]] };
		const found = compare(expected, { ...table('a'), rows: [[actual]] }, { order: [], names: false });
		expect(found === undefined).toBe(isSame);
	});
});
