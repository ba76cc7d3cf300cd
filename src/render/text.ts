/** Wraps, aligns and cuts lines of text by their visible width. Doors: fast-string-width, fast-wrap-ansi. */
import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { largest } from '../domain/numbers.ts';
import type { RenderContext } from './context.ts';
import { joined } from './words.ts';

const MARGIN = '  ';
/** Wider prose is hard to read. */
const MAX_WIDTH = 80;

/**
 * Printable ASCII, where each character is one column. This avoids a library call for every one of a thousand words of
 * help.
 */
const PRINTABLE = /^[ -~]*$/;

/**
 * Spaces and characters of no width: fast-wrap-ansi never breaks a line there, and scans the whole run again for each
 * of them.
 */
const INVISIBLE = /[ \p{M}\p{Cf}]+/gu;

/** Shortens runs of words of no width to one space, if they have more words than any line has columns. */
function withoutLongBlanks(text: string): string {
	return text.replace(INVISIBLE, (run) => {
		const first = run.indexOf(' ');
		return run.split(' ').length > MAX_WIDTH + 1 ? `${run.slice(0, first)} ` : run;
	});
}

/** Returns the number of columns a text takes. */
export function widthOf(text: string): number {
	return PRINTABLE.test(text) ? text.length : fastStringWidth(text);
}

/** Returns the columns available for a line, without the margin. */
export function measure(context: RenderContext, indent = 0): number {
	return Math.max(8, Math.min(context.width, MAX_WIDTH) - MARGIN.length - indent);
}

/** Wraps prose into lines; one line in a pipe, and none if there is no text. */
export function wrap(context: RenderContext, text: string, indent = 0): string[] {
	// Matches whole runs of spaces: a pattern with the newline in the middle takes quadratic time for a long run.
	const flat = text.replace(/\s+/g, (run) => (/[\n\t]/.test(run) ? ' ' : run)).trim();
	if (flat === '') return [];
	if (context.plain || (PRINTABLE.test(flat) && flat.length <= measure(context, indent))) return [flat];
	const lines = wrapAnsi(withNoBreakSpaces(withoutLongBlanks(flat)), measure(context, indent), {
		hard: true,
		trim: true,
	});
	return lines.replaceAll('\u00a0', ' ').split('\n');
}

/**
 * Inserts no-break spaces between a number and its unit or month, and between a word and the dot after it. Lines break
 * only at plain spaces.
 */
function withNoBreakSpaces(text: string): string {
	return text.replace(/ (?=·)|(?<=\d) (?=(?:min|h|%|[A-Z][a-z]{1,15})(?!\w))/g, '\u00a0');
}

/** Wraps a line whose spaces are significant, such as code, only where it must be broken. */
export function verbatim(context: RenderContext, line: string, indent = 0): string[] {
	if (context.plain) return [line];
	// More spaces than a line is wide add nothing, and are as slow as letters.
	const shown = line.replace(/ +/g, (run) => run.slice(0, MAX_WIDTH));
	// Continuation lines are aligned with the text, not with the bullet or number before it.
	const [start = ''] = /^ {0,12}(?:[-*+] |\d{1,3}[.)] )?/.exec(shown) ?? [];
	const lead = start.length * 2 <= measure(context, indent) ? start : '';
	const room = measure(context, indent + lead.length);
	const lines = wrapAnsi(shown.slice(lead.length), room, { hard: true, trim: false }).split('\n');
	return lines.map((part, i) => `${' '.repeat(indent)}${i === 0 ? lead : ' '.repeat(lead.length)}${part}`.trimEnd());
}

/** Escapes a text for a Markdown document. */
export function inMarkdown(text: string): string {
	return text.replace(/[\\`*_[\]<>#]|&(?=[#\w])/g, '\\$&');
}

/** Pads on the right to a width. */
export function pad(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Cuts to a width, between graphemes, with an ellipsis. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	let kept = '';
	let used = 0;
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		const wide = widthOf(segment);
		if (used + wide > width - 1) break;
		kept += segment;
		used += wide;
	}
	return `${kept.trimEnd()}…`;
}

/** Places two texts at the left and right of one line; if they do not fit, on lines of their own. */
export function spread(context: RenderContext, left: string, right: string, width = measure(context)): string[] {
	if (right === '') return [left];
	const room = width - widthOf(left) - widthOf(right);
	if (context.plain) return [left, right];
	// A screen reader would not convey the gap between them.
	return room >= 2 && !context.accessible
		? [left + ' '.repeat(room) + right]
		: [...wrap(context, left), ...wrap(context, right)];
}

/** Renders a lead with prose beside it: all lines but the first are indented by the lead's width. */
export function hanging(
	context: RenderContext,
	lead: string,
	text: string,
	width = widthOf(lead),
	paint = same,
): string[] {
	return wrap(context, text, width).map((line, i) => (i === 0 ? pad(lead, width) : ' '.repeat(width)) + paint(line));
}

function same(line: string): string {
	return line;
}

/** Makes a one-line text a hyperlink if the terminal supports it; else returns the text alone. */
export function link(context: RenderContext, text: string, url: string): string {
	if (!context.links || !/^https?:/i.test(url)) return text;
	const target = url.replace(/\p{Surrogate}/gu, '').replace(/[^\x21-\x7e]+/g, encodeURIComponent);
	return `\u001b]8;;${target}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** Colours a bar made by `shareBar`: the done part, and the rest as quietly as possible. */
export function paintedBar(context: RenderContext, bar: string): string {
	const rest = bar.indexOf('─');
	if (rest < 0) return context.theme.good(bar);
	return (rest === 0 ? '' : context.theme.good(bar.slice(0, rest))) + context.theme.quiet(bar.slice(rest));
}

/** Renders a label with prose beside it. */
export function labelled(context: RenderContext, label: string, text: string): string[] {
	if (context.plain) return wrap(context, label === '' ? text : `${label}: ${text}`);
	return hanging(context, context.theme.quiet(label), text, 10);
}

/** A command to type next, and what it does. */
export type Hint = readonly [command: string, does: string];

/** Those whose condition does not hold are left out. */
export type Hints = readonly (Hint | false | null | undefined)[];

/** Renders commands and what each does in two columns; below each other if one does not fit. */
export function hints(context: RenderContext, suggested: Hints): string[] {
	const rows = suggested.filter((row) => row !== false && row !== null && row !== undefined);
	if (context.plain) return rows.map(([command, does]) => (does === '' ? command : `${command}  ${does}`));
	const column = largest(rows.map(([command]) => widthOf(command))) + 3;
	const fits = rows.every(([, does]) => column + widthOf(does) <= measure(context));
	return rows.flatMap(([command, does]) => {
		const painted = context.theme.command(command);
		if (does === '') return [painted];
		if (fits) return [pad(painted, column) + context.theme.quiet(does)];
		return [painted, ...wrap(context, context.theme.quiet(does), 2).map((line) => `  ${line}`)];
	});
}

export interface ListRow {
	readonly lead: string;
	readonly title: string;
	readonly facts: string;
	/** A line of its own under the title. */
	readonly below?: string;
}

/** Renders rows of a list with titles and facts in columns; the facts go under the titles if they do not fit. */
export function listRows(context: RenderContext, rows: readonly ListRow[]): string[] {
	const widest = (field: 'lead' | 'title' | 'facts') => largest(rows.map((row) => widthOf(row[field])));
	const [indent, title, facts] = [widest('lead') + 2, widest('title'), widest('facts')];
	const fits = indent + title + 2 + facts <= measure(context);
	return rows.flatMap((row) => {
		const under = (text = '') => hanging(context, '', context.theme.quiet(text), indent);
		if (!fits) return [...hanging(context, row.lead, row.title, indent), ...under(row.facts), ...under(row.below)];
		const head = `${pad(row.lead, indent)}${pad(row.title, title)}  ${context.theme.quiet(row.facts)}`;
		return [head.trimEnd(), ...under(row.below)];
	});
}

/** On narrower screens, texts go below each other instead of side by side. */
export const NARROW = 60;

/** Like `listRows`, with the facts at the right edge: a long title wraps without moving the other rows. */
export function rightAlignedRows(context: RenderContext, rows: readonly ListRow[]): string[] {
	const indent = largest(rows.map(({ lead }) => widthOf(lead))) + 2;
	return rows.flatMap(({ lead, title, facts, below = '' }) => {
		const under = (text: string) => hanging(context, '', context.theme.quiet(text), indent);
		if (context.accessible) return [...hanging(context, lead, joined([title, facts], ', '), indent), ...under(below)];
		if (context.width < NARROW) return [...hanging(context, lead, title, indent), ...under(facts), ...under(below)];
		const room = measure(context, indent) - (facts === '' ? 0 : widthOf(facts) + 2);
		const [first = '', ...rest] = wrap({ ...context, width: room + MARGIN.length }, title);
		const head = `${pad(lead, indent)}${pad(first, room)}  ${context.theme.quiet(facts)}`;
		return [head.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line), ...under(below)];
	});
}

/** Renders one record a line with tab-separated fields: the form of a list in a pipe. */
export function records(rows: readonly (readonly (string | number)[])[]): string {
	return rows.map((row) => row.join('\t')).join('\n');
}

/**
 * Renders blocks of lines as a screen: a margin of two spaces, and blank lines between and around the blocks. In a pipe
 * there are none of these. A screen reader may read a dot as a word, so it gets commas.
 */
export function screen(context: RenderContext, ...blocks: readonly (readonly string[])[]): string {
	const full = blocks.filter((block) => block.length > 0);
	if (context.plain) return full.flat().join('\n');
	const drawn = full.map((block) => block.map((line) => (line === '' ? '' : MARGIN + line)).join('\n')).join('\n\n');
	const body = context.accessible ? drawn.replace(/ ·(?=\s)/g, ',') : drawn;
	return `\n${context.ascii ? inAscii(body) : body}\n`;
}

/** Renders a sentence or two and what to run next: the screen of a change, or of an empty list. */
export function notice(context: RenderContext, text: string, next: Hints): string {
	return screen(context, wrap(context, text), hints(context, next));
}

/** Renders lines with the margin of a screen, to be added below it. */
export function indented(lines: readonly string[]): string {
	return lines.map((line) => `${MARGIN}${line}\n`).join('');
}

/** Renders the line above each answer of a series, with its time. @param time HH:MM:SS */
export function roundLine(context: RenderContext, time: string): string {
	if (context.accessible) return `At ${time}:`;
	const rule = (context.ascii ? '-' : '─').repeat(Math.max(0, measure(context) - time.length - 2));
	return context.theme.quiet(`${time}  ${rule}`);
}

/** The characters of our marks, bars and tracks, and below each its ASCII replacement of the same width. */
const MARKS = '○◐●✓█░·–…×━─┃│┗╰┣├┼◌▸→';
const ASCII = 'o~**#.--.x=-|:+++++.>>';

/** Replaces our marks with their ASCII forms. */
export function inAscii(text: string): string {
	return text.replace(/[^\n -~]/gu, (mark) => ASCII[MARKS.indexOf(mark)] ?? mark);
}
