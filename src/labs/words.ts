/** Explains what counts as right, and what is wrong with an answer: what, where, and the kind of mistake if it is plain. */
import type { Check, Lab } from '../domain/lab.ts';
import { safeLine, safeText } from '../domain/safe.ts';
import { type Family, type Row, shownCell } from './cell.ts';
import type { Difference, RowDifference } from './compare.ts';
import { type Limit, MAX_ROWS } from './protocol.ts';
import type { AnswerPlace, Failure, FailureDetails, ShownCell } from './result.ts';

/** How many missing and extra rows are shown. */
export const MAX_SHOWN = 3;
const MAX_CELL_LENGTH = 120;

const FAMILIES: Readonly<Record<Family, string>> = {
	number: 'numbers',
	text: 'text',
	boolean: 'true and false',
	date: 'dates',
	time: 'times of day',
	interval: 'intervals',
	bytes: 'bytes',
	list: 'lists',
	struct: 'structs',
	map: 'maps',
};

/** Returns how a lab's answer is compared, as sentences to print with its task. */
export function comparisonRules({ engine, checks }: Lab): string[] {
	if (engine === 'python') {
		return ['What your program prints is compared line by line. Blanks at the ends of lines do not count.'];
	}
	return [...new Set(checks.flatMap((check) => rulesOf(check)))];
}

function rulesOf(check: Check): string[] {
	if (check.kind === 'uses') return [`Your answer has to use ${safeLine(check.node)}.`];
	if (check.kind === 'avoids') return [`Your answer has to do without ${safeLine(check.node)}.`];
	if (check.kind === 'file') return [`Your answer has to write the file ${safeLine(check.path)}.`];
	if (check.kind !== 'result') return [];
	const { order = [], names = false, query } = check;
	const columns = (order.length > 1 ? 'columns ' : 'column ') + order.map((name) => safeLine(name)).join(', ');
	return [
		...(query === undefined ? ['The rows of your last query are compared.'] : []),
		names
			? 'Columns are found by their names; their order does not matter.'
			: 'Columns are compared by their places; their names do not matter.',
		order.length > 0
			? `Rows have to be in the order of the ${columns}; rows that are equal there may come in any.`
			: 'Rows may come in any order.',
		'Duplicates count, and so does NULL.',
	];
}

export function rowCount(count: number): string {
	return `${count} row${count === 1 ? '' : 's'}`;
}

/** "3 are expected" */
export function expectedCount(count: number): string {
	return `${count} ${count === 1 ? 'is' : 'are'} expected`;
}

/** Formats the first rows. */
export function shownRows(rows: readonly Row[], most = MAX_SHOWN): ShownCell[][] {
	return rows.slice(0, most).map((row) => row.map(shown));
}

function shown(cell: Row[number]): ShownCell {
	const text = shownCell(cell);
	if (text === null) return null;
	const line = safeLine(text.slice(0, MAX_CELL_LENGTH * 4));
	return line.length > MAX_CELL_LENGTH ? `${line.slice(0, MAX_CELL_LENGTH - 1)}…` : line;
}

/** Explains how rows differ from the expected ones. @param columns the names of the expected columns */
export function differenceWords(difference: Difference, columns: readonly string[]): FailureDetails {
	switch (difference.kind) {
		case 'columns':
			return { kind: 'columns', message: columnWords(difference.expected, difference.actual) };
		case 'places':
			return {
				kind: 'columns',
				message: `The columns are right, but not their order: ${names(difference.expected)} is expected.`,
			};
		case 'type': {
			const { number, column, expected, actual } = difference;
			const message = `Column ${number} (${safeLine(column)}) holds ${FAMILIES[actual]}; ${FAMILIES[expected]} are expected.`;
			return { kind: 'type', mistake: 'type', message };
		}
		case 'order': {
			const { number, row, expected } = difference;
			const message = `The rows are right, but not their order: row ${number} is the first out of place.`;
			const [extra, missing] = [shownRows([row]), shownRows([expected])];
			return { kind: 'order', mistake: 'order', message, columns, missing, extra };
		}
		default:
			return rowWords(difference, columns);
	}
}

function columnWords(expected: readonly string[], actual: readonly string[]): string {
	const count = `${actual.length} column${actual.length === 1 ? '' : 's'}`;
	if (expected.length !== actual.length)
		return `The answer has ${count}; ${expectedCount(expected.length)}: ${names(expected)}.`;
	const present = new Set(actual.map((name) => name.toLowerCase()));
	const missing = expected.filter((name) => !present.has(name.toLowerCase()));
	return `There is no column called ${names(missing)}; the answer has ${names(actual)}.`;
}

function names(list: readonly string[]): string {
	return list.map((name) => safeLine(name)).join(', ');
}

function rowWords(difference: RowDifference, columns: readonly string[]): FailureDetails {
	const { kind, mistake, missing, extra } = difference;
	const sentences = [kind === 'count' ? countWords(difference) : changedWords(difference), mistakeWords(difference)];
	return {
		kind,
		...(mistake && { mistake }),
		message: sentences.filter((sentence) => sentence !== '').join(' '),
		columns,
		missing: shownRows(missing),
		extra: shownRows(extra),
	};
}

function countWords({ actual, expected }: RowDifference): string {
	const has = actual === undefined ? `more than ${MAX_ROWS} rows` : rowCount(actual);
	return `The answer has ${actual === 0 ? 'no rows' : has}; ${expectedCount(expected)}.`;
}

function changedWords({ missing, extra }: RowDifference): string {
	const [some, others] = [missing.length, extra.length];
	return `The number of rows is right; ${rowCount(some)} ${some === 1 ? 'is' : 'are'} missing, and ${others} ${others === 1 ? 'is' : 'are'} there instead.`;
}

function mistakeWords({ mistake, columns, missing, extra }: RowDifference): string {
	const where = `column${columns.length === 1 ? '' : 's'} ${names(columns)}`;
	if (mistake === 'null' && missing.length > 0 && extra.length > 0) return `NULL makes the difference in ${where}.`;
	if (mistake === 'null')
		return `The rows with NULL in ${where} are ${missing.length > 0 ? 'missing, and only those' : 'too many, and only those'}.`;
	if (mistake !== 'duplicates') return '';
	return missing.length > 0
		? 'Rows that belong there more than once come too seldom.'
		: 'Every row is right, but some come more than once.';
}

/** What the author says of hidden data and of the check that fails on it. */
export interface Explanations {
	readonly data?: string | undefined;
	readonly check?: string | undefined;
}

/** Reports that an answer is right on the visible data but wrong on hidden data, without showing that data. */
export function elsewhere(failure: Failure, says: Explanations): Failure {
	const { check, kind, mistake, place } = failure;
	const where = says.data === undefined ? '' : `, ${safeLine(says.data)}`;
	const message = `Right here, wrong on other data${where}. ${differenceElsewhere(failure, says.check)}`;
	return {
		check,
		kind,
		message: `${message}${mistakeElsewhere(failure)}`,
		...(mistake && { mistake }),
		...(place && { place }),
		isElsewhere: true,
	};
}

function differenceElsewhere({ kind, message }: Failure, says: string | undefined): string {
	if (kind === 'error') return errorName(message);
	const words = ELSEWHERE[kind];
	// The usual message begins with the author's explanation already.
	if (words === undefined) return message;
	if (says === undefined) return words;
	return kind === 'zero' ? sentence(`${words.slice(0, -1)}: ${says}`) : `${sentence(says)} ${words}`;
}

function mistakeElsewhere({ mistake, missing = [], extra = [] }: Failure): string {
	if (mistake === 'duplicates') return ' Rows come too often or too seldom.';
	if (mistake !== 'null') return '';
	const isWhole = missing.length === 0 || extra.length === 0;
	return isWhole ? ' The rows with NULL make the difference.' : ' NULL makes the difference.';
}

/** Leaves out the values that an error message quotes. */
function errorName(message: string): string {
	const [name = '', rest] = message.split(/:(.*)/s);
	return rest === undefined ? 'There it ends with an error.' : `There it ends with an error: ${name}.`;
}

/** Kinds whose usual message would reveal that data. */
const ELSEWHERE: Partial<Record<Failure['kind'], string>> = {
	count: 'There the number of rows is not the expected one.',
	rows: 'There some rows are not the expected ones.',
	order: 'There the order of the rows is not the expected one.',
	zero: 'There a rule is broken that holds here.',
	stdout: 'There it prints something else than is expected.',
};

/** Returns a position in an answer with its line. */
export function placeIn(answer: string, line: number, column: number): AnswerPlace {
	const source = answer.split('\n')[line - 1] ?? '';
	return { line, column, source: source.replace(/\r$/, '') };
}

/** Explains which limit an answer exceeded. */
export function limitWords(limit: Limit | 'size' | 'crash'): string {
	switch (limit) {
		case 'time':
			return 'it takes longer than 8 seconds and was stopped; look for a join without a condition, or a recursion without an end';
		case 'memory':
			return 'it takes more than 512 MiB of memory and was stopped; look for a join without a condition';
		case 'rows':
			return 'its rows are larger than 4 MiB';
		case 'size':
			return 'it writes more than 64 MiB of files and was stopped';
		case 'crash':
			return 'the engine came to an end in the middle of it, most likely for want of memory';
	}
}

/** Turns a text into a sentence: capitalised, with a full stop. */
export function sentence(text: string): string {
	const clean = safeText(text).trim();
	return withStop(clean.charAt(0).toUpperCase() + clean.slice(1));
}

/** Ends a text with a full stop if it has none, without an exclamation mark. */
export function withStop(text: string): string {
	return /[.!?]$/.test(text) ? text.replace(/!$/, '.') : `${text}.`;
}
