/** Converts DuckDB's values to cells. Runs in the engine's process. */
import type * as DuckDB from '@duckdb/node-api';
import { type Cell, type Column, type Family, numberCell } from './cell.ts';

/** The library's types; the library itself is loaded from the learner's installation. */
export type Api = typeof DuckDB;

const FAMILIES: Readonly<Record<string, Family>> = {
	BOOLEAN: 'boolean',
	VARCHAR: 'text',
	ENUM: 'text',
	UUID: 'text',
	BIT: 'text',
	DATE: 'date',
	TIMESTAMP: 'date',
	TIMESTAMP_S: 'date',
	TIMESTAMP_MS: 'date',
	TIMESTAMP_NS: 'date',
	TIMESTAMP_TZ: 'date',
	TIME: 'time',
	TIME_NS: 'time',
	TIME_TZ: 'time',
	INTERVAL: 'interval',
	BLOB: 'bytes',
	LIST: 'list',
	ARRAY: 'list',
	STRUCT: 'struct',
	MAP: 'map',
};

const INTEGERS = 'TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT BIGNUM';
const NUMBERS = new Set([...INTEGERS.split(' '), 'DECIMAL', 'FLOAT', 'DOUBLE']);

const UNNAMED = "The fields of a row() have no names here and cannot be compared; name them: {'a': 1, 'b': 2}";

const [MICRO, SECOND, DAY] = [1_000n, 1_000_000_000n, 86_400_000_000_000n];

export function columnOf(api: Api, name: string, type: DuckDB.DuckDBType): Column {
	const kind = api.DuckDBTypeId[type.typeId] ?? '';
	return { name, family: NUMBERS.has(kind) ? 'number' : FAMILIES[kind] };
}

/** Converts a value to a cell, including nested values. */
export function encode(api: Api, value: DuckDB.DuckDBValue, type: DuckDB.DuckDBType): Cell {
	if (value === null || typeof value === 'boolean') return value;
	if (typeof value === 'string') return type.alias === 'JSON' ? { is: 'json', value } : value;
	if (typeof value === 'bigint') return numberCell(String(value));
	if (typeof value === 'number') return encodeNumber(value, api.DuckDBTypeId[type.typeId]);
	return encodeNested(api, value, type) ?? encodeMoment(api, value) ?? encodeOther(api, value);
}

function encodeNumber(value: number, kind: string | undefined): Cell {
	if (kind === 'DOUBLE') return { is: 'float', value: String(value) };
	return kind === 'FLOAT' ? { is: 'float', value: shortFloat(value) } : numberCell(String(value));
}

/** Returns the shortest digits that identify a single-precision number: 0.1, not 0.10000000149011612. */
function shortFloat(value: number): string {
	for (let digits = 6; digits <= 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return String(short);
	}
	return String(value);
}

function encodeNested(api: Api, value: object, type: DuckDB.DuckDBType): Cell | undefined {
	if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue) {
		const of = 'valueType' in type ? type.valueType : type;
		return { is: 'list', items: value.items.map((item) => encode(api, item, of)) };
	}
	if (value instanceof api.DuckDBStructValue && type instanceof api.DuckDBStructType) {
		const values = new Map(Object.entries(value.entries));
		// The library keeps only one of several fields without a name: two different rows would look the same.
		if (values.size < type.entryNames.length) throw new Error(UNNAMED);
		const field = (name: string, i: number) =>
			[name, encode(api, values.get(name) ?? null, type.entryTypes[i] ?? type)] as const;
		return { is: 'struct', fields: type.entryNames.map(field) };
	}
	if (value instanceof api.DuckDBMapValue && type instanceof api.DuckDBMapType) {
		const { keyType, valueType } = type;
		const entries = value.entries.map((entry) => [
			encode(api, entry.key, keyType),
			encode(api, entry.value, valueType),
		]);
		return { is: 'map', entries: entries.map(([key = null, mapValue = null]) => [key, mapValue]) };
	}
	if (value instanceof api.DuckDBUnionValue && type instanceof api.DuckDBUnionType) {
		return encode(api, value.value, type.memberTypeForTag(value.tag));
	}
	return value instanceof api.DuckDBVariantValue ? encode(api, value.value, value.type ?? type) : undefined;
}

/** Converts days and times of any precision to the smallest one. */
function encodeMoment(api: Api, value: object): Cell | undefined {
	const shown = String(value);
	const instant = (nanos: bigint): Cell => ({ is: 'instant', value: String(nanos), shown });
	const time = (nanos: bigint): Cell => ({ is: 'time', value: String(nanos), shown });
	if (value instanceof api.DuckDBDateValue) return { is: 'date', value: String(BigInt(value.days) * DAY), shown };
	if (value instanceof api.DuckDBTimestampTZValue || value instanceof api.DuckDBTimestampValue)
		return instant(value.micros * MICRO);
	if (value instanceof api.DuckDBTimestampSecondsValue) return instant(value.seconds * SECOND);
	if (value instanceof api.DuckDBTimestampMillisecondsValue) return instant(value.millis * MICRO * MICRO);
	if (value instanceof api.DuckDBTimestampNanosecondsValue) return instant(value.nanos);
	if (value instanceof api.DuckDBTimeValue) return time(value.micros * MICRO);
	if (value instanceof api.DuckDBTimeNSValue) return time(value.nanos);
	if (value instanceof api.DuckDBTimeTZValue) return time(value.micros * MICRO - BigInt(value.offset) * SECOND);
	return undefined;
}

function encodeOther(api: Api, value: object): Cell {
	const shown = String(value);
	if (value instanceof api.DuckDBDecimalValue) return numberCell(shown);
	if (value instanceof api.DuckDBUUIDValue || value instanceof api.DuckDBBitValue) return shown;
	if (value instanceof api.DuckDBBlobValue)
		return { is: 'bytes', value: Buffer.from(value.bytes).toString('hex'), shown };
	if (!(value instanceof api.DuckDBIntervalValue)) return { is: 'other', value: shown };
	const days = BigInt(value.months) * 30n + BigInt(value.days);
	return { is: 'interval', value: String((days * DAY) / MICRO + value.micros), shown };
}
