/** Lines of text for a page: wrapping, aligning and cutting by what is seen. Doors: fast-string-width, fast-wrap-ansi. */
import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { largest } from '../domain/extremes.ts';
import type { RenderContext } from './context.ts';

const MARGIN = '  ';
/** Prose wider than this is hard to read. */
const WIDEST = 80;

/** Printable ASCII: a column a character. Asking the library costs a kilobyte a word, and help has a thousand words. */
const PRINTABLE = /^[ -~]*$/;

/** Spaces, and what takes no column: fast-wrap-ansi never breaks a line there and looks at the whole of it for each. */
const NOTHING_SEEN = /[ \p{M}\p{Cf}]+/gu;

/** A run of words that take no column, more of them than any line is wide, as one space. */
function withoutLongNothing(text: string): string {
	return text.replace(NOTHING_SEEN, (run) => {
		const first = run.indexOf(' ');
		return run.split(' ').length > WIDEST + 1 ? `${run.slice(0, first)} ` : run;
	});
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
	return PRINTABLE.test(text) ? text.length : fastStringWidth(text);
}

/** The columns that lines of a page may take, without the margin. */
export function measure(context: RenderContext, indent = 0): number {
	return Math.max(8, Math.min(context.width, WIDEST) - MARGIN.length - indent);
}

/** Prose in lines; one line in a pipe. */
export function wrap(context: RenderContext, text: string, indent = 0): string[] {
	// Whole runs of spaces at once: a pattern with the newline in its middle takes the square of a long run's length.
	const flat = text.replace(/\s+/g, (run) => (/[\n\t]/.test(run) ? ' ' : run)).trim();
	if (context.plain || (PRINTABLE.test(flat) && flat.length <= measure(context, indent))) return [flat];
	const lines = wrapAnsi(heldTogether(withoutLongNothing(flat)), measure(context, indent), {
		hard: true,
		trim: true,
	});
	return lines.replaceAll('\u00a0', ' ').split('\n');
}

/** A number stays with its unit or month, a dot with the word before it: lines break only at plain spaces. */
function heldTogether(text: string): string {
	return text.replace(/ (?=·)|(?<=\d) (?=(?:min|h|%|[A-Z][a-z]{1,15})(?!\w))/g, '\u00a0');
}

/** A line whose spaces are its own, such as one of code: broken only where it must be. */
export function verbatim(context: RenderContext, line: string, indent = 0): string[] {
	if (context.plain) return [line];
	// More spaces than any line is wide say no more than a lineful, and take as long as letters.
	const shown = line.replace(/ +/g, (run) => run.slice(0, WIDEST));
	const lines = wrapAnsi(shown, measure(context, indent), { hard: true, trim: false }).split('\n');
	return lines.map((part) => `${' '.repeat(indent)}${part}`.trimEnd());
}

/** A text for a Markdown document, with the signs escaped that Markdown would act on. */
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

/** Left and right on one line of a width; the right on a line of its own where both do not fit. */
export function spread(context: RenderContext, left: string, right: string, width = measure(context)): string[] {
	if (right === '') return [left];
	const room = width - widthOf(left) - widthOf(right);
	if (context.plain) return [left, right];
	return room >= 2 ? [left + ' '.repeat(room) + right] : [...wrap(context, left), ...wrap(context, right)];
}

/** A lead and prose beside it: every line but the first is indented by as much. */
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

/** A text of one line that leads to an address, where the terminal can do that; else the text alone. */
export function link(context: RenderContext, text: string, url: string): string {
	if (!context.links || !/^https?:/i.test(url)) return text;
	const target = url.replace(/\p{Surrogate}/gu, '').replace(/[^\x21-\x7e]+/g, encodeURIComponent);
	return `\u001b]8;;${target}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** A bar as `shareBar` draws it: what is done in colour, the rest the quietest thing on the screen. */
export function paintedBar(context: RenderContext, bar: string): string {
	const rest = bar.indexOf('─');
	if (rest < 0) return context.theme.good(bar);
	return (rest === 0 ? '' : context.theme.good(bar.slice(0, rest))) + context.theme.quiet(bar.slice(rest));
}

/** A label and prose beside it, hanging. */
export function labelled(context: RenderContext, label: string, text: string): string[] {
	if (context.plain) return wrap(context, label === '' ? text : `${label}: ${text}`);
	return hanging(context, context.theme.quiet(label), text, 10);
}

/** Commands to type and what each does, in two columns; under each other where one does not fit. */
export function hints(context: RenderContext, rows: readonly (readonly [command: string, does: string])[]): string[] {
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

/** Rows of a list with the titles and the facts in columns; the facts under the titles where they do not fit. */
export function listRows(context: RenderContext, rows: readonly ListRow[]): string[] {
	const widest = (field: 'lead' | 'title' | 'facts') => largest(rows.map((row) => widthOf(row[field])));
	const [indent, title, facts] = [widest('lead') + 2, widest('title'), widest('facts')];
	const fits = indent + title + 2 + facts <= measure(context);
	return rows.flatMap((row) => {
		const under = fits ? [] : [row.facts];
		if (row.below) under.push(row.below);
		const head = fits
			? [`${pad(row.lead, indent)}${pad(row.title, title)}  ${context.theme.quiet(row.facts)}`.trimEnd()]
			: hanging(context, row.lead, row.title, indent);
		return [
			...head,
			...under.filter((text) => text !== '').flatMap((text) => hanging(context, '', context.theme.quiet(text), indent)),
		];
	});
}

/** On a page of fewer columns things stand under each other, not side by side. */
export const NARROW = 60;

/** As `listRows`, with the facts at the right edge: a long title takes a second line and moves no other row. */
export function rightAlignedRows(context: RenderContext, rows: readonly ListRow[]): string[] {
	const indent = largest(rows.map(({ lead }) => widthOf(lead))) + 2;
	return rows.flatMap(({ lead, title, facts, below = '' }) => {
		const under = (text: string) => (text === '' ? [] : hanging(context, '', context.theme.quiet(text), indent));
		if (context.width < NARROW) return [...hanging(context, lead, title, indent), ...under(facts), ...under(below)];
		const room = measure(context, indent) - (facts === '' ? 0 : widthOf(facts) + 2);
		const [first = '', ...rest] = wrap({ ...context, width: room + MARGIN.length }, title);
		const head = `${pad(lead, indent)}${pad(first, room)}  ${context.theme.quiet(facts)}`;
		return [head.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line), ...under(below)];
	});
}

/** One record a line, fields apart by tabs: what a list is in a pipe. */
export function records(rows: readonly (readonly (string | number)[])[]): string {
	return rows.map((row) => row.join('\t')).join('\n');
}

/** Blocks of lines as a screen: two spaces of margin, a blank line between blocks and around; nothing of that in a pipe. */
export function screen(context: RenderContext, ...blocks: readonly (readonly string[])[]): string {
	const full = blocks.filter((block) => block.length > 0);
	if (context.plain) return full.flat().join('\n');
	const body = full.map((block) => block.map((line) => (line === '' ? '' : MARGIN + line)).join('\n')).join('\n\n');
	return `\n${context.ascii ? inAscii(body) : body}\n`;
}

/** What stands above each of several answers under each other: when it was given. @param time HH:MM:SS */
export function roundLine(context: RenderContext, time: string): string {
	if (context.accessible) return `At ${time}:`;
	const rule = (context.ascii ? '-' : '─').repeat(Math.max(0, measure(context) - time.length - 2));
	return context.theme.quiet(`${time}  ${rule}`);
}

/** Our own marks, bars and tracks, and below each what a terminal shows that has none of them, as wide as it. */
const MARKS = '○◐●✓█░·–…×━─┃│┗╰┣├┼◌▸→';
const ASCII = 'o~**#.--.x=-|:+++++.>>';

/** A text with each of our marks as what such a terminal shows of it. */
export function inAscii(text: string): string {
	return text.replace(/[^\n -~]/gu, (mark) => ASCII[MARKS.indexOf(mark)] ?? mark);
}
