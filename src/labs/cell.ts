/** The engine's values and rows in a form that JSON can represent, and their comparison. */

/** A value: NULL, a boolean, a text, or one of another kind. */
export type Cell = null | boolean | string | TaggedCell | ListCell | StructCell | MapCell;

interface TaggedCell {
	/**
	 * `number`: exact, digits without redundant zeros. `float`: as JavaScript formats it. `date`, `instant`: nanoseconds
	 * since 1970 in UTC. `time`: nanoseconds since midnight in UTC. `interval`: microseconds, a month being 30 days.
	 * `bytes`: in hexadecimal. `json`: a document. `written`: a text in a roadmap that stands for any value written so.
	 * `other`: as the engine formats it.
	 */
	readonly is: 'number' | 'float' | 'date' | 'instant' | 'time' | 'interval' | 'bytes' | 'json' | 'written' | 'other';
	readonly value: string;
	/** As the engine formats it, if that differs from `value`. */
	readonly shown?: string;
}

interface ListCell {
	readonly is: 'list';
	readonly items: readonly Cell[];
}

interface StructCell {
	readonly is: 'struct';
	readonly fields: readonly (readonly [name: string, value: Cell])[];
}

interface MapCell {
	readonly is: 'map';
	readonly entries: readonly (readonly [key: Cell, value: Cell])[];
}

/** The kind of values in a column, coarse enough that a difference is certainly a mistake. */
export type Family = 'number' | 'text' | 'boolean' | 'date' | 'time' | 'interval' | 'bytes' | 'list' | 'struct' | 'map';

export interface Column {
	readonly name: string;
	/** Undefined if it may hold anything, or holds only NULL. */
	readonly family: Family | undefined;
}

export type Row = readonly Cell[];

export interface Table {
	readonly columns: readonly Column[];
	readonly rows: readonly Row[];
	/** Whether there are more rows than were read. */
	readonly isCut: boolean;
}

/** Floats differ in their last digits by the order of additions; near zero nothing but those digits is left. */
const RELATIVE = 1e-9;
const ABSOLUTE = 1e-15;

/** Whether two values are equal, regardless of type wherever SQL would say so too. */
export function isSame(a: Cell, b: Cell): boolean {
	if (a === null || b === null) return a === b;
	if (isWritten(a)) return isWrittenSo(b, a.value);
	if (isWritten(b)) return isWrittenSo(a, b.value);
	if (isJson(a) || isJson(b)) return isSameJson(a, b);
	if (typeof a !== 'object' || typeof b !== 'object') return a === b;
	if (a.is === 'list') return b.is === 'list' && isSameRow(a.items, b.items);
	if (a.is === 'struct') return b.is === 'struct' && isSameStruct(a, b);
	if (a.is === 'map') return b.is === 'map' && isSameMap(a, b);
	if (b.is === 'list' || b.is === 'struct' || b.is === 'map') return false;
	if (isNumeric(a) && isNumeric(b)) return isSameNumber(a, b);
	return (a.is === b.is || (isDay(a) && isDay(b))) && a.value === b.value;
}

/** Whether two rows or lists have equal values in the same positions. */
export function isSameRow(a: Row, b: Row): boolean {
	return a.length === b.length && a.every((cell, i) => isSame(cell, b[i] ?? null));
}

/** Formats a value for display; null for NULL. */
export function shownCell(cell: Cell): string | null {
	if (cell === null) return null;
	if (typeof cell !== 'object') return String(cell);
	if (cell.is === 'list') return `[${cell.items.map(inside).join(', ')}]`;
	if (cell.is === 'struct') return `{${cell.fields.map(([name, value]) => `${name}: ${inside(value)}`).join(', ')}}`;
	if (cell.is === 'map') return `{${cell.entries.map(([key, value]) => `${inside(key)}=${inside(value)}`).join(', ')}}`;
	return cell.shown ?? cell.value;
}

function inside(cell: Cell): string {
	return shownCell(cell) ?? 'NULL';
}

function isTagged<K extends TaggedCell['is']>(cell: Cell, ...kinds: readonly K[]): cell is TaggedCell & { is: K } {
	return typeof cell === 'object' && cell !== null && kinds.some((kind) => kind === cell.is);
}

function isWritten(cell: Cell): cell is TaggedCell & { is: 'written' } {
	return isTagged(cell, 'written');
}

function isJson(cell: Cell): cell is TaggedCell & { is: 'json' } {
	return isTagged(cell, 'json');
}

function isNumeric(cell: Cell): cell is TaggedCell & { is: 'number' | 'float' } {
	return isTagged(cell, 'number', 'float');
}

function isDay(cell: Cell): boolean {
	return isTagged(cell, 'date', 'instant');
}

function isSameNumber(a: TaggedCell, b: TaggedCell): boolean {
	if (a.is === 'number' && b.is === 'number') return a.value === b.value;
	const [x, y] = [Number(a.value), Number(b.value)];
	if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return true;
	if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
	return Math.abs(x - y) <= Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(x), Math.abs(y)));
}

/** Compares by field name, ignoring case and order; by position if the fields have no names. */
function isSameStruct({ fields: a }: StructCell, { fields: b }: StructCell): boolean {
	if (a.length !== b.length) return false;
	const isNamed = [...a, ...b].every(([name]) => name !== '');
	if (!isNamed) return a.every(([, value], i) => isSame(value, b[i]?.[1] ?? null));
	const others = new Map(b.map(([name, value]) => [name.toLowerCase(), value]));
	return a.every(([name, value]) => {
		const other = others.get(name.toLowerCase());
		return other !== undefined && isSame(value, other);
	});
}

function isSameMap({ entries: a }: MapCell, { entries: b }: MapCell): boolean {
	if (a.length !== b.length) return false;
	return a.every(([key, value]) => b.some(([other, its]) => isSame(key, other) && isSame(value, its)));
}

function isSameJson(a: Cell, b: Cell): boolean {
	const [x, y] = [jsonOf(a), jsonOf(b)];
	return x !== undefined && y !== undefined && x === y;
}

/** Normalises a JSON document by sorting its keys; undefined if it is not JSON. */
function jsonOf(cell: Cell): string | undefined {
	const text = typeof cell === 'string' ? cell : isJson(cell) ? cell.value : undefined;
	if (text === undefined) return undefined;
	try {
		return JSON.stringify(inOrder(JSON.parse(text)));
	} catch {
		return undefined;
	}
}

function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, item]) => [key, inOrder(item)]);
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a value is written like this: as the engine formats it, or as an equal number or day. */
function isWrittenSo(cell: Cell, text: string): boolean {
	if (shownCell(cell) === text) return true;
	if (isJson(cell)) return isSameJson(cell, text);
	if (isNumeric(cell)) return NUMBER.test(text) && isSameNumber(cell, numberCell(text));
	// A timestamp at midnight may be written as its date alone.
	return isTagged(cell, 'instant') && cell.shown !== undefined && /^\S+ 00:00:00(?:\+00)?$/.test(cell.shown)
		? cell.shown.startsWith(`${text} `)
		: false;
}

/** Parses a decimal number without redundant zeros: 2.50 becomes 2.5, -0 becomes 0. */
export function numberCell(text: string): TaggedCell {
	if (/[eE]/.test(text)) return { is: 'float', value: String(Number(text)) };
	const isNegative = text.startsWith('-');
	const [whole = '', part = ''] = text.replace(/^[+-]/, '').split('.');
	const digits = whole.replace(/^0+(?=\d)/, '');
	const fraction = withoutZeros(part);
	const value = fraction === '' ? digits : `${digits}.${fraction}`;
	const signed = isNegative && value !== '0' ? `-${value}` : value;
	return signed === text ? { is: 'number', value: text } : { is: 'number', value: signed, shown: text };
}

function withoutZeros(digits: string): string {
	let end = digits.length;
	while (end > 0 && digits[end - 1] === '0') end--;
	return digits.slice(0, end);
}
