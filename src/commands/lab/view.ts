/** Shows the results of `roadmap lab`. */
import { largest } from '../../domain/numbers.ts';
import { safeLine, safeText, shellWord } from '../../domain/safe.ts';
import { type EngineState, titleOf } from '../../labs/engines.ts';
import type { RenderContext } from '../../render/context.ts';
import { prose } from '../../render/prose.ts';
import {
	hints,
	type ListRow,
	labelled,
	notice,
	pad,
	records,
	rightAlignedRows,
	screen,
	verbatim,
	wrap,
} from '../../render/text.ts';
import { duration, joined, leadMark, plural } from '../../render/words.ts';
import { checkView, formOf, keyLine } from './check-view.ts';
import { sizeWords } from './engine.ts';
import type {
	BegunResult,
	EnginesResult,
	HintResult,
	LabCommandResult,
	LabRow,
	ListResult,
	NoteResult,
	ResetResult,
	SolutionResult,
} from './results.ts';

export function labView(result: LabCommandResult, context: RenderContext): string {
	if ('passed' in result) return checkView(result, context);
	if ('begun' in result) return begunView(result, context);
	if ('hints' in result) return hintView(result, context);
	if ('solution' in result) return solutionView(result, context);
	if ('away' in result) return resetView(result, context);
	if ('engines' in result) return enginesView(result, context);
	return 'note' in result ? noteView(result, context) : listView(result, context);
}

function listView({ labs, inHand }: ListResult, context: RenderContext): string {
	if (context.plain)
		return records(
			labs.map((lab) => [lab.name, lab.state, lab.engine, lab.minutes ?? '', lab.title, lab.folder ?? '']),
		);
	const [first] = labs;
	if (!first) return notice(context, 'There are no labs here.', [['roadmap next', 'what to learn now']]);
	const own = labs.filter(({ topic }) => topic.id === inHand);
	const others = labs.filter(({ topic }) => topic.id !== inHand);
	const open = labs.find(({ state }) => state !== 'passed') ?? first;
	const width = largest(labs.map(({ topic }) => topic.number.length));
	const done = labs.filter(({ state }) => state === 'passed').length;
	return screen(
		context,
		own.length === 0 ? [] : [context.theme.title('In hand'), ...rows(own, width, context)],
		[context.theme.title(own.length === 0 ? 'Labs' : 'All others'), ...rows(others, width, context)],
		wrap(context, `${done} of ${plural(labs.length, 'lab')} passed.`),
		hints(context, [[`roadmap lab ${open.name}`, open.folder === null ? 'begin it' : 'go on with it']]),
	);
}

/** @param width of the topic numbers, in all lists of the screen */
function rows(labs: readonly LabRow[], width: number, context: RenderContext): string[] {
	return rightAlignedRows(
		context,
		labs.map(
			(lab): ListRow => ({
				lead: `${pad(lab.topic.number, width)}  ${labMark(lab, context)}`,
				title: lab.title,
				facts: joined([stateWords(lab, context), lab.engine === 'python' && 'Python', timeWords(lab)]),
			}),
		),
	);
}

function labMark({ state }: LabRow, { theme, accessible }: RenderContext): string {
	if (accessible) return state === 'todo' ? 'to do' : state;
	if (state === 'passed') return theme.good('●');
	return state === 'tried' ? theme.warn('◐') : theme.quiet('○');
}

function stateWords({ state, shown, hints: seen }: LabRow, { accessible }: RenderContext): string {
	const help = shown ? 'solution seen' : seen > 0 && plural(seen, 'hint');
	return joined([!accessible && state !== 'todo' && state, help], ', ');
}

function timeWords({ minutes }: LabRow): string {
	return minutes === null ? '' : duration(minutes);
}

function begunView(result: BegunResult, context: RenderContext): string {
	const { lab, edit, task, rules, beside, engine, made } = result;
	const facts = joined([`topic ${lab.topic.number}`, titleOf(lab.engine), timeWords(lab)]);
	const isThere = made.length === 0;
	return screen(
		context,
		[...wrap(context, context.theme.title(lab.title)), ...wrap(context, context.theme.quiet(facts))],
		prose(context, task),
		rules.flatMap((rule) => wrap(context, context.theme.quiet(rule))),
		[
			...labelled(context, 'Edit', shownPath(edit)),
			...(isThere ? labelled(context, '', 'It already existed, and is as you left it.') : []),
			...beside.flatMap(({ name, file: other }) =>
				labelled(context, 'New', `The lab's ${name} was changed; yours stays, and the new one is ${shownPath(other)}`),
			),
			...(engine.state === 'ready' ? [] : labelled(context, 'Missing', missingWords(result))),
		],
		hints(context, [
			['roadmap lab check', 'is it right? With --watch, whenever you save'],
			['roadmap lab hint', 'where you are stuck'],
		]),
	);
}

function missingWords({ engine }: BegunResult): string {
	const title = titleOf(engine.engine);
	if (engine.engine === 'python') return `${title} ${engine.version} or newer, which you install yourself`;
	return `${title}, which the first check fetches when you say yes`;
}

/** Never shortened, because it is copied. */
function shownPath(file: string): string {
	return safeLine(shellWord(file));
}

function hintView(result: HintResult, context: RenderContext): string {
	const { lab, hints: seen, of, isAgain } = result;
	const n = seen.length;
	const before = seen.slice(0, -1).flatMap((text, i) => hintLines(context, `${i + 1}`, text, context.theme.quiet));
	return screen(
		context,
		[
			...wrap(context, context.theme.title(`${lab.title}: hint ${n} of ${of}`)),
			...before,
			...hintLines(context, `${n}`, seen.at(-1) ?? ''),
		],
		isAgain ? wrap(context, 'That is the last one; you have seen it before.') : [],
		result.isWatched
			? keyLine(lab.state === 'passed', of - n, context)
			: hints(context, [
					[formOf('check', result), 'is it right?'],
					n < of
						? [formOf('hint', result), `one more; ${of - n} left`]
						: [formOf('solution', result), 'how the author does it'],
				]),
	);
}

function hintLines(context: RenderContext, number: string, text: string, paint = (line: string) => line): string[] {
	if (context.plain) return [`${number}\t${safeLine(text)}`];
	return prose({ ...context, width: context.width - 3 }, text).map((line, i) =>
		paint(`${i === 0 ? pad(number, 3) : '   '}${line}`),
	);
}

function solutionView(result: SolutionResult, context: RenderContext): string {
	const { lab, solution } = result;
	const lines = safeText(solution).trimEnd().split('\n');
	if (context.plain) return lines.join('\n');
	return screen(
		context,
		wrap(context, context.theme.title(`${lab.title}: the author's solution`)),
		lines.flatMap((line) => (line.trim() === '' ? [''] : verbatim(context, line.replaceAll('\t', '    '), 2))),
		wrap(context, context.theme.quiet('Others may be as right: what counts is what comes out.')),
		result.isWatched
			? keyLine(lab.state === 'passed', 0, context)
			: hints(context, [
					lab.state === 'passed'
						? ['roadmap next', 'what to learn now']
						: [formOf('check', result), 'write your own, then check it'],
				]),
	);
}

function resetView(result: ResetResult, context: RenderContext): string {
	const { file, away } = result;
	const words =
		away === null
			? `${nameIn(file)} is as it was at first.`
			: `Your answer is in ${nameIn(away)} now, and ${nameIn(file)} is as it was at first.`;
	return notice(context, `${leadMark(context, '✓')}${words}`, [[formOf('check', result), 'is it right?']]);
}

/** Returns a file's name without its folder, on any system. */
function nameIn(file: string): string {
	return safeLine(file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
}

function enginesView({ engines, done }: EnginesResult, context: RenderContext): string {
	if (context.plain)
		return records(
			engines.map(({ engine, state, version, size, place }) => [engine, state, version, size ?? '', place ?? '']),
		);
	const isFetched = engines.some(({ engine, state }) => engine === 'duckdb' && state !== 'missing');
	return screen(
		context,
		done === null ? [] : wrap(context, DONE_WORDS[done]),
		engines.flatMap((one) => labelled(context, titleOf(one.engine), engineWords(one))),
		hints(context, [
			isFetched ? ['roadmap lab engine --remove', 'remove DuckDB'] : ['roadmap lab engine --yes', 'fetch DuckDB'],
			['roadmap lab', 'the labs'],
		]),
	);
}

function engineWords({ engine, state, version, size, place }: EngineState): string {
	const length = size !== undefined && sizeWords(size);
	if (state === 'missing') return joined([NEEDED[engine](version), length]);
	const here = state === 'half' ? `${version}, only half here` : version;
	return joined([here, length, place !== undefined && shownPath(place)]);
}

const DONE_WORDS = {
	fetched: 'DuckDB is here.',
	removed: 'DuckDB was removed. Your answers and what you passed stay.',
	nothing: 'There was nothing to remove.',
} as const;

const NEEDED = {
	duckdb: (version: string) => `not here; ${version} would be fetched`,
	python: (version: string) => `not here; ${version} or newer is needed`,
} as const;

function noteView({ note, hint }: NoteResult, context: RenderContext): string {
	return screen(context, [...wrap(context, safeLine(note)), ...wrap(context, safeLine(hint ?? ''))]);
}
