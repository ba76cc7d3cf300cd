/** Shows the result of a check: right, or what is wrong, with rows. */
import { largest } from '../../domain/numbers.ts';
import { isUnfinished } from '../../domain/progress.ts';
import { safeLine, safeSource } from '../../domain/safe.ts';
import type { Failure, FailureKind, Preview, ShownCell } from '../../labs/result.ts';
import type { RenderContext } from '../../render/context.ts';
import { sourceLines } from '../../render/source-line.ts';
import { cut, type Hints, hanging, hints, measure, pad, roundLine, screen, widthOf, wrap } from '../../render/text.ts';
import { instantWords, joined, leadMark, localTime } from '../../render/words.ts';
import type { CheckResult, LabRow } from './results.ts';

export function checkView(result: CheckResult, context: RenderContext): string {
	const { failures, at } = result;
	if (context.plain) return plainLines(result, context).join('\n');
	return screen(
		context,
		at === undefined ? [] : [roundLine(context, localTime(at))],
		wrap(context, verdict(result, context)),
		...withoutRepeats(failures).map((failure) => failureLines(failure, context)),
		failures.some(({ kind }) => ABOUT_COLUMNS.includes(kind)) ? previewLines(result.preview, context) : [],
		at === undefined ? hints(context, nextSteps(result)) : keysLines(result, context),
	);
}

function verdict({ passed, lab, isFirst, hasHidden }: CheckResult, context: RenderContext): string {
	const title = context.theme.title(lab.title);
	if (!passed) return `${context.accessible ? '' : `${context.theme.bad('✗')} `}${title} is not right yet.`;
	const before =
		isFirst || lab.passedAt === null ? '' : ` It passed before, on ${instantWords(lab.passedAt, context.today)}.`;
	return `${leadMark(context, '✓')}${title} is right${hasHidden ? ', on other data too' : ''}.${before}`;
}

function failureLines(failure: Failure, context: RenderContext): string[] {
	const { message, kind, place, columns = [] } = failure;
	const source = place && {
		line: place.line,
		source: safeSource(place.source),
		before: Math.max(0, place.column - 1),
		length: 1,
	};
	return [
		...wrap(context, safeLine(message)),
		...(source ? sourceLines(context, source, context.theme.bad) : []),
		...rowsLines(kind === 'stdout' ? [] : columns, groupsOf(failure), context),
	];
}

/** Returns the rows of a failure by their labels. */
function groupsOf({
	kind,
	missing = [],
	extra = [],
}: Failure): Readonly<Record<string, readonly (readonly ShownCell[])[]>> {
	if (kind === 'zero' || kind === 'file') return { found: extra };
	const isPair = kind === 'order' || kind === 'stdout';
	return isPair ? { 'here is': extra, expected: missing } : { missing, 'too many': extra };
}

/** Failures for which the rows of the answer are shown. */
const ABOUT_COLUMNS: readonly FailureKind[] = ['columns', 'type'];

/** Drops failures with a repeated message: several checks may fail for one reason. */
function withoutRepeats(failures: readonly Failure[]): readonly Failure[] {
	return failures.filter(({ message }, i) => failures.findIndex((other) => other.message === message) === i);
}

function previewLines(preview: Preview | null, context: RenderContext): string[] {
	if (!preview || preview.rows.length === 0) return [];
	const { columns, total } = preview;
	const rows = preview.rows.slice(0, MAX_PREVIEWED);
	const ofAll = total === undefined ? '' : `of ${total} `;
	const more = total === rows.length ? '' : `, the first ${ofAll}rows`;
	return [`Your answer gave${more}:`, ...rowsLines(columns, { '': rows }, context)];
}

const MAX_PREVIEWED = 5;
const LABEL = 10;
const WIDEST_CELL = 24;

/** Formats rows in columns with a label before each group; one row per line if the columns do not fit. */
function rowsLines(
	columns: readonly string[],
	groups: Readonly<Record<string, readonly (readonly ShownCell[])[]>>,
	context: RenderContext,
): string[] {
	const isLabelled = Object.keys(groups).some((label) => label !== '');
	const lead = isLabelled ? LABEL : 2;
	// A line of output is a single cell, which gets more room.
	const widest = columns.length < 2 ? measure(context, lead) : WIDEST_CELL;
	const all = Object.entries(groups).flatMap(([label, rows]) =>
		rows.map((row, i) => ({ label: i === 0 ? label : '', cells: row.map((cell) => cut(cellWords(cell), widest)) })),
	);
	if (all.length === 0) return [];
	const names = columns.map((name) => cut(safeLine(name), widest));
	const rows = [...(names.length === 0 ? [] : [{ label: '', cells: names }]), ...all];
	const widths = (rows[0]?.cells ?? []).map((_, i) => largest(rows.map(({ cells }) => widthOf(cells[i] ?? ''))));
	const { quiet } = context.theme;
	if (lead + widths.reduce((sum, width) => sum + width + 2, -2) > measure(context))
		return all.flatMap(({ label, cells }) =>
			hanging(context, quiet(label), cells.map((cell, i) => `${names[i] ?? ''} ${cell}`).join(' · '), lead),
		);
	return rows.map(({ label, cells }, i) => {
		const text = cells.map((cell, n) => pad(cell, widths[n] ?? 0)).join('  ');
		return (pad(quiet(label), lead) + (i === 0 && names.length > 0 ? quiet(text) : text)).trimEnd();
	});
}

function cellWords(cell: ShownCell): string {
	if (cell === null) return 'NULL';
	return cell === '' || cell === 'NULL' ? `'${cell}'` : safeLine(cell);
}

/** Returns a `roadmap lab` command, with the lab's name unless that lab is the default. */
export function formOf(form: string, { lab, isInHand }: { readonly lab: LabRow; readonly isInHand: boolean }): string {
	return `roadmap lab ${form}${isInHand ? '' : ` ${lab.name}`}`;
}

function nextSteps(result: CheckResult): Hints {
	const { passed, lab, hintsLeft, status } = result;
	if (passed)
		return [
			isUnfinished(status) && [`roadmap done ${lab.topic.number}`, 'if you can explain it to a colleague'],
			[formOf('solution', result), 'how the author does it'],
			['roadmap next', 'what to learn now'],
		];
	return [
		hintsLeft > 0
			? [formOf('hint', result), `one more; ${hintsLeft} left`]
			: [formOf('solution', result), 'how the author does it'],
		[`${formOf('check', result)} --watch`, 'again whenever you save'],
	];
}

/** Shows the keys available between two checks. */
function keysLines(result: CheckResult, context: RenderContext): string[] {
	const { passed, lab, hintsLeft, status, round } = result;
	const first = round === 1 ? 'It is checked again whenever you save.' : '';
	const done = passed && isUnfinished(status) ? `If you can explain it: roadmap done ${lab.topic.number}` : first;
	return [...wrap(context, done), ...keyLine(passed, passed ? 0 : hintsLeft, context)];
}

/** The keys while watching. */
export function keyLine(isPassed: boolean, hintsLeft: number, context: RenderContext): string[] {
	const keys = [isPassed && 'n next lab', hintsLeft > 0 && 'h hint', 's solution', 'r check again', 'q quit'];
	return wrap(context, context.theme.quiet(joined(keys)));
}

/** In a pipe, one line per item: the verdict, what is wrong, and each row after its label. */
function plainLines(result: CheckResult, context: RenderContext): string[] {
	const { failures, at } = result;
	const time = at === undefined ? '' : `${localTime(at)}  `;
	return [
		`${time}${verdict(result, { ...context, accessible: true })}`,
		...withoutRepeats(failures).flatMap((failure) => [
			`${failure.place ? `${failure.place.line}:${failure.place.column}  ` : ''}${safeLine(failure.message)}`,
			...Object.entries(groupsOf(failure)).flatMap(([label, rows]) =>
				rows.map((row) => [label, ...row.map(cellWords)].join('\t')),
			),
		]),
		...(at === undefined ? hints(context, nextSteps(result)) : []),
	];
}
