/**
 * Compares two tables and reports the first kind of difference that applies. Rows are a multiset unless an order is
 * required.
 */
import { type Column, type Family, isSame, isSameRow, type Row, type Table } from './cell.ts';
import type { Mistake } from './result.ts';

export interface Comparison {
	/** Columns whose values must come in the expected order. */
	readonly order: readonly string[];
	/** Whether columns are matched by name. */
	readonly names: boolean;
}

export type Difference =
	| { readonly kind: 'columns'; readonly expected: readonly string[]; readonly actual: readonly string[] }
	/** The columns are right but in other positions. */
	| { readonly kind: 'places'; readonly expected: readonly string[] }
	| {
			readonly kind: 'type';
			readonly column: string;
			readonly number: number;
			readonly expected: Family;
			readonly actual: Family;
	  }
	| RowDifference
	/** The first row out of order, counted from 1, and the one that belongs there. */
	| { readonly kind: 'order'; readonly number: number; readonly row: Row; readonly expected: Row };

export interface RowDifference {
	readonly kind: 'count' | 'rows';
	/** The number of rows; undefined if there are more than are read. */
	readonly actual: number | undefined;
	readonly expected: number;
	/** All rows expected but not present. */
	readonly missing: readonly Row[];
	/** All rows present but not expected. */
	readonly extra: readonly Row[];
	readonly mistake: Extract<Mistake, 'null' | 'duplicates'> | undefined;
	/** The columns in which NULL makes the difference. */
	readonly columns: readonly string[];
}

/**
 * Returns how a table differs from the expected one; undefined if it does not.
 * @throws RangeError if `order` names an unknown column
 */
export function compare(expected: Table, actual: Table, { order, names }: Comparison): Difference | undefined {
	const keys = order.map((name) => placeOf(expected.columns, name));
	const arranged = names ? arrangeByName(expected, actual) : actual;
	if (arranged === undefined || arranged.columns.length !== expected.columns.length) {
		return { kind: 'columns', expected: namesOf(expected), actual: namesOf(actual) };
	}
	return (
		typeDifference(expected, arranged) ??
		rowDifference(expected, arranged) ??
		(keys.length > 0 ? orderDifference(expected.rows, arranged.rows, keys) : undefined)
	);
}

function placeOf(columns: readonly Column[], name: string): number {
	const place = columns.findIndex((column) => isSameName(column.name, name));
	if (place < 0) throw new RangeError(`order names the column ${name}, and the expected rows have none of that name`);
	return place;
}

function isSameName(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

function namesOf({ columns }: Table): string[] {
	return columns.map(({ name }) => name);
}

/** Reorders the actual columns like the expected ones; undefined if their names differ. */
function arrangeByName(expected: Table, actual: Table): Table | undefined {
	if (expected.columns.length !== actual.columns.length) return undefined;
	const places: number[] = [];
	for (const { name } of expected.columns) {
		const place = actual.columns.findIndex((column, i) => isSameName(column.name, name) && !places.includes(i));
		if (place < 0) return undefined;
		places.push(place);
	}
	const pick = <T>(items: readonly T[]) => places.flatMap((place) => items.slice(place, place + 1));
	return { columns: pick(actual.columns), rows: actual.rows.map(pick), isCut: actual.isCut };
}

/** Finds a column whose kind of values differs, if both have any. */
function typeDifference(expected: Table, actual: Table): Difference | undefined {
	for (const [i, column] of expected.columns.entries()) {
		const other = actual.columns[i];
		const isMismatch = column.family && other?.family && column.family !== other.family;
		if (isMismatch && hasValue(expected.rows, i) && hasValue(actual.rows, i)) {
			return (
				swapped(expected, actual) ?? {
					kind: 'type',
					column: other.name,
					number: i + 1,
					expected: column.family,
					actual: other.family,
				}
			);
		}
	}
	return undefined;
}

function hasValue(rows: readonly Row[], column: number): boolean {
	return rows.some((row) => row[column] !== null);
}

/** Detects columns in the wrong order: whether the rows match once columns are matched by name. */
function swapped(expected: Table, actual: Table): Difference | undefined {
	const arranged = arrangeByName(expected, actual);
	if (arranged === undefined || namesOf(expected).every((name, i) => isSameName(name, actual.columns[i]?.name ?? '')))
		return undefined;
	const { missing, extra } = bagDifference(expected.rows, arranged.rows);
	return missing.length === 0 && extra.length === 0 ? { kind: 'places', expected: namesOf(expected) } : undefined;
}

function rowDifference(expected: Table, actual: Table): Difference | undefined {
	const { missing, extra } = bagDifference(expected.rows, actual.rows);
	if (missing.length === 0 && extra.length === 0 && !actual.isCut) return undefined;
	const places = actual.isCut ? undefined : swapped(expected, actual);
	if (places) return places;
	const counts = { expected: expected.rows.length, actual: actual.isCut ? undefined : actual.rows.length };
	const kind = counts.expected === counts.actual ? 'rows' : 'count';
	return { kind, ...counts, missing, extra, ...mistakeIn(expected, actual, missing, extra) };
}

/** Returns the rows that only one of two multisets has. */
function bagDifference(expected: readonly Row[], actual: readonly Row[]): { missing: Row[]; extra: Row[] } {
	const left = new Map<string, Row[]>();
	for (const row of actual) {
		const key = roughKey(row);
		const same = left.get(key);
		if (same) same.push(row);
		else left.set(key, [row]);
	}
	const missing = expected.filter((row) => !takeSame(row, left.get(roughKey(row)) ?? []));
	const extra = [...left.values()].flat();
	// Rows that are equal though written differently, such as floats that differ in their last digits.
	return { missing: missing.filter((row) => !takeSame(row, extra)), extra };
}

/** Takes a row that is equal out of some others. @returns whether there was one */
function takeSame(row: Row, others: Row[]): boolean {
	const found = others.findIndex((other) => isSameRow(row, other));
	if (found >= 0) others.splice(found, 1);
	return found >= 0;
}

/** A key that most equal rows share, so that few pairs have to be compared. */
function roughKey(row: Row): string {
	return JSON.stringify(
		row.map((cell) => (typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell)),
	);
}

type FoundMistake = Pick<RowDifference, 'mistake' | 'columns'>;

/** Recognises the kind of mistake if it is plain. */
function mistakeIn(expected: Table, actual: Table, missing: readonly Row[], extra: readonly Row[]): FoundMistake {
	if (isOnlyDuplicates(expected.rows, actual.rows, missing, extra)) return { mistake: 'duplicates', columns: [] };
	// Of the rows that are not read nothing is known.
	const places = actual.isCut ? [] : nullColumns(expected, missing, extra);
	const columns = places.flatMap((place) => expected.columns[place]?.name ?? []);
	return { mistake: columns.length > 0 ? 'null' : undefined, columns };
}

/** Whether the only difference is how often right rows occur. */
function isOnlyDuplicates(
	expected: readonly Row[],
	actual: readonly Row[],
	missing: readonly Row[],
	extra: readonly Row[],
): boolean {
	const isAmong = (row: Row, rows: readonly Row[]) => rows.some((other) => isSameRow(row, other));
	if (missing.length > 0 === extra.length > 0) return false;
	return missing.every((row) => isAmong(row, actual)) && extra.every((row) => isAmong(row, expected));
}

/**
 * Finds the columns in which NULL decides: the rows that differ have NULL there instead of a value or the reverse, or
 * the rows with NULL in one of them are exactly the missing ones or exactly the extra ones.
 */
function nullColumns(expected: Table, missing: readonly Row[], extra: readonly Row[]): number[] {
	if (missing.length > 0 && extra.length > 0) return nullInstead(missing, extra);
	const isNull = (row: Row, i: number) => row[i] === null;
	const some = missing.length > 0 ? missing : extra;
	const rest = expected.rows.filter((row) => !missing.includes(row));
	const place = expected.columns.findIndex(
		(_, i) => rest.length > 0 && some.every((row) => isNull(row, i)) && !rest.some((row) => isNull(row, i)),
	);
	return place < 0 ? [] : [place];
}

/** Returns the columns in which one side has NULL, if nothing else differs. */
function nullInstead(missing: readonly Row[], extra: readonly Row[]): number[] {
	if (missing.length !== extra.length) return [];
	const found = missing.map((row) => extra.map((other) => nullsBetween(row, other)).find((places) => places));
	if (found.includes(undefined)) return [];
	return [...new Set(found.flatMap((places = []) => places))].sort((a, b) => a - b);
}

/** Returns where one of two rows has NULL and the other has not; undefined if they differ otherwise too. */
function nullsBetween(a: Row, b: Row): number[] | undefined {
	const places = [...a.keys()].filter((i) => !isSame(a[i] ?? null, b[i] ?? null));
	return [a, b].some((row) => places.every((i) => row[i] === null)) ? places : undefined;
}

/** Finds the first row whose values in these columns are out of order. */
function orderDifference(
	expected: readonly Row[],
	actual: readonly Row[],
	keys: readonly number[],
): Difference | undefined {
	const keyOf = (row: Row) => keys.map((i) => row[i] ?? null);
	for (const [i, row] of actual.entries()) {
		const expectedRow = expected[i];
		if (expectedRow && !isSameRow(keyOf(expectedRow), keyOf(row)))
			return { kind: 'order', number: i + 1, row, expected: expectedRow };
	}
	return undefined;
}
