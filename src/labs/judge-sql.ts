/** Compares the result of an SQL run with the lab's checks. */
import fs from 'node:fs';
import path from 'node:path';
import type { Check, Expected, FileCheck, Lab, LabData, ResultCheck, Scalar } from '../domain/lab.ts';
import { safeLine } from '../domain/safe.ts';
import { type Cell, numberCell, type Table } from './cell.ts';
import { compare } from './compare.ts';
import type { Ran } from './duckdb.ts';
import { type EngineError, MAX_ROWS, type RunRequest, type RunStep } from './protocol.ts';
import { type Failure, type FailureDetails, LabFault, type LabResult } from './result.ts';
import { differenceWords, limitWords, placeIn, rowCount, sentence, shownRows } from './words.ts';

/** How many rows of the answer are shown. */
const PREVIEW = 20;

type Step<Name extends RunStep['step']> = Extract<RunStep, { step: Name }>;
type Answered = Step<'answered'>;
type Queried = Step<'queried'>;

/** Builds the request for a run. */
export function requestFor(lab: Lab, { make = '', again }: LabData, answer: string, folder: string): RunRequest {
	const expects = lab.checks.flatMap((check) => expectOf(check) ?? []);
	const queries = lab.checks.flatMap((check) => queryOf(check) ?? []);
	return { folder, make, again, expects, answer, queries };
}

function expectOf(check: Check): string | undefined {
	return check.kind === 'result' || check.kind === 'file' ? check.expect : undefined;
}

function queryOf(check: Check): string | undefined {
	if (check.kind === 'fails') return check.statement;
	return check.kind === 'zero' || check.kind === 'result' || check.kind === 'file' ? check.query : undefined;
}

/** @param at the path of the data within the lab @throws LabFault if the lab itself is faulty */
export function judge(lab: Lab, request: RunRequest, ran: Ran, at: LabFault['path']): LabResult {
	const { steps, stopped } = ran;
	checkMade(ran, at);
	const expected = expectedTables(lab, ran, at);
	const answered = steps.find((step) => step.step === 'answered');
	const queried = steps.filter((step) => step.step === 'queried');
	const failure = answerFailure(request.answer, answered, stopped);
	if (answered === undefined || failure) {
		return { passed: false, failures: failure ? [failure] : [], preview: undefined };
	}
	let asked = 0;
	const failures = lab.checks.flatMap((check, i): Failure[] => {
		const query = queryOf(check) === undefined ? undefined : queried[asked++];
		const failure = failureOf(check, { request, answered, query, expected: expected[i], number: i + 1 });
		return failure ? [{ check: i + 1, ...withSays(failure, check) }] : [];
	});
	return { passed: failures.length === 0, failures, preview: previewOf(answered.table) };
}

/** Without the lab's data nothing can be said about an answer. @throws LabFault */
function checkMade({ steps, stopped }: Ran, at: LabFault['path']): void {
	const made = steps.find((step) => step.step === 'made');
	if (made?.error) throw new LabFault([...at, 'make'], `its data cannot be made: ${whyOf(made.error)}`);
	const changed = steps.find((step) => step.step === 'changed');
	if (changed) throw new LabFault([...at, 'again'], `it cannot be run: ${whyOf(changed.error)}`);
	if (made === undefined)
		throw new LabFault([...at, 'make'], `its data cannot be made: ${limitWords(stopped ?? 'crash')}`);
}

function whyOf({ message, limit }: EngineError): string {
	return limit ? limitWords(limit) : message;
}

/**
 * Returns the expected rows of each check that has any.
 * @throws LabFault if they cannot be computed
 */
function expectedTables(lab: Lab, { steps, stopped }: Ran, [, variant]: LabFault['path']): (Table | undefined)[] {
	const where = typeof variant === 'number' ? ` on variant ${variant + 1}` : '';
	const received = steps.filter((step) => step.step === 'expected');
	let next = 0;
	return lab.checks.map((check, i) => {
		if (check.kind !== 'result' && check.kind !== 'file') return undefined;
		if (check.expect === undefined) return check.rows && writtenTable(check);
		const { table, error } = received[next++] ?? { error: { message: limitWords(stopped ?? 'time') } };
		const at = ['checks', i, 'expect'];
		if (error) throw new LabFault(at, `it cannot be run${where}: ${whyOf(error)}`);
		if (table === undefined) throw new LabFault(at, 'it gives no rows; it has to end with a query');
		if (table.isCut) throw new LabFault(at, `it gives more than ${MAX_ROWS} rows${where}`);
		return table;
	});
}

/** Converts rows written in the roadmap: a text matches any value written so. */
function writtenTable({ rows = [], columns }: Expected): Table {
	const width = columns?.length ?? rows[0]?.length ?? 0;
	const named = Array.from({ length: width }, (_, i) => ({
		name: columns?.[i] ?? `column ${i + 1}`,
		family: undefined,
	}));
	return { columns: named, rows: rows.map((row) => row.map(writtenCell)), isCut: false };
}

function writtenCell(value: Scalar): Cell {
	if (typeof value === 'number') return numberCell(String(value));
	return typeof value === 'string' ? { is: 'written', value } : value;
}

/** Reports an answer that did not run to its end. */
function answerFailure(answer: string, answered: Answered | undefined, stopped: Ran['stopped']): Failure | undefined {
	if (stopped) return { check: undefined, kind: 'limit', message: sentence(limitWords(stopped)) };
	if (answered?.error) return errorFailure(answered.error, answer, answered.isSecondRun);
	return answered ? undefined : { check: undefined, kind: 'limit', message: sentence(limitWords('time')) };
}

function errorFailure({ message, limit, line, column }: EngineError, answer: string, isSecondRun = false): Failure {
	if (limit) return { check: undefined, kind: 'limit', message: sentence(limitWords(limit)) };
	const place = line === undefined ? undefined : placeIn(answer, line, column ?? 1);
	const about = [
		sentence(message),
		message.startsWith('Permission Error: Cannot access file') ? OWN_FOLDER : '',
		isSecondRun ? 'The answer runs twice, and this is its second run.' : '',
	];
	return {
		check: undefined,
		kind: 'error',
		message: about.filter((words) => words !== '').join(' '),
		...(place && { place }),
	};
}

const OWN_FOLDER = 'An answer is checked in a folder of its own: name a file without a path.';

/** What a check is decided by. */
interface Evidence {
	readonly request: RunRequest;
	readonly answered: Answered;
	readonly query: Queried | undefined;
	readonly expected: Table | undefined;
	/** The check's number, from 1. */
	readonly number: number;
}

function failureOf(check: Check, evidence: Evidence): FailureDetails | undefined {
	switch (check.kind) {
		case 'result':
			return resultFailure(check, evidence);
		case 'zero':
			return rowsFound(evidence.query, 'zero');
		case 'fails':
			return notRefused(evidence.query);
		case 'file':
			return fileFailure(check, evidence);
		case 'uses':
		case 'avoids': {
			const isUsed = evidence.answered.nodes.includes(check.node.toUpperCase());
			if (isUsed === (check.kind === 'uses')) return undefined;
			const message = isUsed ? 'The answer must not use' : 'The answer must use';
			return { kind: check.kind, message: `${message} ${safeLine(check.node)}.` };
		}
		case 'stdout':
			return undefined;
	}
}

function resultFailure(check: ResultCheck, evidence: Evidence): FailureDetails | undefined {
	const { answered, query, request } = evidence;
	if (check.query !== undefined) return queryFailure(check, evidence);
	if (answered.table) return comparisonFailure(check, answered.table, evidence);
	const message =
		request.answer.trim() === ''
			? 'There is nothing in the answer yet.'
			: 'The last statement of the answer gives no rows; end it with a SELECT.';
	return query ? undefined : { kind: 'no-rows', message };
}

function queryFailure(check: ResultCheck | FileCheck, evidence: Evidence): FailureDetails | undefined {
	const { query } = evidence;
	if (query?.table && evidence.expected) return comparisonFailure(check, query.table, evidence);
	return rowsFound(query, 'file');
}

function comparisonFailure(check: Expected, actual: Table, { expected, number }: Evidence): FailureDetails | undefined {
	if (expected === undefined) return undefined;
	const { order = [], names = false } = check;
	try {
		const difference = compare(expected, actual, { order, names });
		return (
			difference &&
			differenceWords(
				difference,
				expected.columns.map(({ name }) => safeLine(name)),
			)
		);
	} catch (error) {
		if (error instanceof RangeError) throw new LabFault(['checks', number - 1, 'order'], error.message);
		throw error;
	}
}

/** For a query that must find nothing. */
function rowsFound(query: Queried | undefined, kind: 'zero' | 'file'): FailureDetails | undefined {
	if (query === undefined || query.error) return notAsked(query?.error);
	const { columns = [], rows = [], isCut = false } = query.table ?? {};
	if (rows.length === 0) return undefined;
	const found = isCut
		? `More than ${MAX_ROWS} rows are`
		: `${rowCount(rows.length)} ${rows.length === 1 ? 'is' : 'are'}`;
	const message = `${found} there that must not be.`;
	return { kind, message, columns: columns.map(({ name }) => safeLine(name)), extra: shownRows(rows) };
}

/** For a query on the answer's effects that cannot even run. */
function notAsked(error: EngineError | undefined): FailureDetails {
	const why = error?.limit ? limitWords(error.limit) : (error?.message ?? limitWords('time'));
	return { kind: 'error', message: sentence(`What the answer left cannot be checked: ${why}`) };
}

/** Errors by which the engine refuses a row; others mean that the statement does not fit what the answer created. */
const REFUSALS = /^(?:Constraint|Conversion|Invalid Input) Error/;

function notRefused(query: Queried | undefined): FailureDetails | undefined {
	const error = query?.error;
	if (error && REFUSALS.test(error.message)) return undefined;
	if (error || query === undefined) return notAsked(error);
	return { kind: 'fails', message: 'A row that must be refused was taken.' };
}

function fileFailure(check: FileCheck, evidence: Evidence): FailureDetails | undefined {
	const file = path.join(evidence.request.folder, check.path);
	const isThere = fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
	if (!isThere) return { kind: 'file', message: `The answer wrote no file ${safeLine(check.path)}.` };
	return check.query === undefined ? undefined : queryFailure(check, evidence);
}

/** Puts the author's explanation of a failure first, or in the place of words that only count what was found. */
function withSays(failure: FailureDetails, { says }: Check): FailureDetails {
	// It explains what is in a file, so it would be untrue if there is none.
	const isMissing = failure.kind === 'file' && failure.extra === undefined;
	if (says === undefined || failure.kind === 'error' || isMissing) return failure;
	const isFound = failure.kind === 'zero' || failure.kind === 'fails' || failure.kind === 'file';
	return { ...failure, message: isFound ? sentence(says) : `${sentence(says)} ${failure.message}` };
}

function previewOf(table: Table | undefined): LabResult['preview'] {
	if (table === undefined) return undefined;
	const { columns, rows, isCut } = table;
	return {
		columns: columns.map(({ name }) => safeLine(name)),
		rows: shownRows(rows, PREVIEW),
		total: isCut ? undefined : rows.length,
	};
}
