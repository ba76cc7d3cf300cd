import type { Page } from './page.ts';
import { pad, screen, widthOf, wrap } from './text.ts';
import { plural } from './words.ts';

export interface FaultsResult {
	readonly file: string;
	readonly ok: boolean;
	readonly faults: readonly FaultRow[];
}

interface FaultRow {
	readonly severity: 'error' | 'warning';
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly length: number;
	readonly path: string;
	readonly message: string;
	readonly source: string;
}

export function faultsView({ file, faults }: FaultsResult, page: Page): string {
	if (faults.length === 0) return '';
	if (page.plain)
		return faults
			.map(
				(fault) => `${place(fault)}  ${fault.path}: ${fault.severity === 'warning' ? 'warning: ' : ''}${fault.message}`,
			)
			.join('\n');
	const errors = faults.filter(({ severity }) => severity === 'error').length;
	const warnings = faults.length - errors;
	const counts = [errors > 0 ? plural(errors, 'fault') : '', warnings > 0 ? plural(warnings, 'warning') : ''].filter(
		(text) => text !== '',
	);
	return screen(page, ...faults.map((fault) => block(fault, page)), [`${counts.join(' and ')} in ${file}.`]);
}

/** The place, the line, and the message under a caret. */
function block(fault: FaultRow, page: Page): string[] {
	const { ink } = page;
	const paint = fault.severity === 'error' ? ink.bad : ink.warn;
	const gutter = `${String(fault.line).padStart(6)} | `;
	const before = fault.source.slice(0, fault.column - 1);
	const shown = window(fault, before, page.width - gutter.length - 4);
	const caret = `${' '.repeat(6)} | ${' '.repeat(widthOf(shown.before))}${paint('^'.repeat(Math.max(1, Math.min(shown.marked, 60))))}`;
	const message = `${fault.severity === 'warning' ? 'warning: ' : ''}${fault.message}`;
	return [
		`${pad(place(fault), 22)}  ${ink.quiet(fault.path)}`.trimEnd(),
		`${ink.quiet(gutter)}${shown.text}`.trimEnd(),
		caret,
		...wrap(page, message, 9).map((line) => `         ${line}`),
	];
}

/** The part of a long line that has the fault in it. */
function window(fault: FaultRow, before: string, width: number): { text: string; before: string; marked: number } {
	const line = fault.source;
	const marked = fault.length;
	if (widthOf(line) <= width) return { text: line, before, marked };
	const from = Math.max(0, before.length - Math.floor(width / 2));
	const text = line.slice(from, from + Math.floor(width / 2) + Math.floor(width / 4));
	return {
		text,
		before: before.slice(from),
		marked: Math.min(marked, Math.max(1, text.length - before.length + from)),
	};
}

function place({ file, line, column }: FaultRow): string {
	return `${file}:${line}:${column}`;
}
