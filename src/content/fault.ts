/** A fault in a roadmap and its place, as data that the view draws with a caret. */
import { MAX_FAULTS } from './limits.ts';

export interface Fault {
	readonly severity: 'error' | 'warning';
	/** The file as the author named it. */
	readonly file: string;
	/** Counted from 1. */
	readonly line: number;
	/** Counted from 1 in UTF-16 units, as editors do. */
	readonly column: number;
	/** How many characters the caret marks. */
	readonly length: number;
	/** `stages[2].topics[0].tier`; empty for the file as a whole. */
	readonly path: string;
	readonly message: string;
	/** The text of the line; for a very long line, the part around the fault. */
	readonly source: string;
	/** The column at which `source` starts: 1 except in a very long line. */
	readonly sourceFrom: number;
}

export type FieldPath = readonly (string | number)[];

/** Formats a path: `stages[2].topics[0].tier` */
export function pathText(path: FieldPath): string {
	return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : nameText(step, i > 0))).join('');
}

/** Quotes unusual keys and shortens long ones: keys are the author's text. */
function nameText(name: string, isInner: boolean): string {
	if (/^[\w-]{1,64}$/.test(name)) return isInner ? `.${name}` : name;
	return `[${JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name)}]`;
}

/**
 * Sorts faults by file and line and removes duplicates. If there are too many, the last one kept says that more follow.
 */
export function orderFaults(faults: readonly Fault[], files: readonly string[]): Fault[] {
	const order = new Map(files.map((file, i) => [file, i]));
	const placeIn = ({ file }: Fault) => order.get(file) ?? order.size;
	const unique = new Map<string, Fault>();
	for (const fault of faults) if (!unique.has(identity(fault))) unique.set(identity(fault), fault);
	const sorted = [...unique.values()].sort((a, b) => placeIn(a) - placeIn(b) || a.line - b.line || a.column - b.column);
	return sorted.length > MAX_FAULTS ? cutFaults(sorted) : sorted;
}

function identity({ file, line, column, message }: Fault): string {
	return `${file}\n${line}:${column} ${message}`;
}

function cutFaults(faults: readonly Fault[]): Fault[] {
	const kept = faults.slice(0, MAX_FAULTS - 1);
	const left = faults.slice(kept.length);
	const [next] = left;
	const severity = left.some((fault) => fault.severity === 'error') ? 'error' : 'warning';
	const message = 'there is more from here on; fix what is above first';
	return next ? [...kept, { ...next, severity, path: '', message }] : kept;
}
