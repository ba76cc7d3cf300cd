/** Lines of text for a page: wrapping, aligning and cutting by what is seen. Doors: fast-string-width, fast-wrap-ansi. */
import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Page } from './page.ts';

const MARGIN = '  ';
/** Prose wider than this is hard to read. */
const WIDEST = 80;

/** How many columns a text takes. */
export function widthOf(text: string): number {
	return fastStringWidth(text);
}

/** The columns that lines of a page may take, without the margin. */
export function measure(page: Page, indent = 0): number {
	return Math.max(16, Math.min(page.width, WIDEST) - MARGIN.length - indent);
}

/** Prose in lines; one line in a pipe. */
export function wrap(page: Page, text: string, indent = 0): string[] {
	const flat = text.replace(/\s+/g, ' ').trim();
	if (page.plain) return [flat];
	return wrapAnsi(flat, measure(page, indent), { hard: true, trim: true }).split('\n');
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

/** Left and right on one line; the right on a line of its own where both do not fit. */
export function spread(page: Page, left: string, right: string): string[] {
	if (right === '') return [left];
	const room = measure(page) - widthOf(left) - widthOf(right);
	if (page.plain) return [left, right];
	return room >= 2 ? [left + ' '.repeat(room) + right] : [...wrap(page, left), ...wrap(page, right)];
}

/** A label and prose beside it, hanging. */
export function labelled(page: Page, label: string, text: string, width = 10): string[] {
	if (page.plain) return [`${label === '' ? '' : `${label}: `}${text.replace(/\s+/g, ' ').trim()}`];
	const lines = wrap(page, text, width);
	return lines.map((line, i) => (i === 0 ? pad(page.ink.quiet(label), width) : ' '.repeat(width)) + line);
}

/** A command to type and what it does, aligned with others. */
export function hints(page: Page, rows: readonly (readonly [command: string, does: string])[]): string[] {
	const column = Math.max(...rows.map(([command]) => widthOf(command))) + 3;
	if (page.plain) return rows.map(([command, does]) => (does === '' ? command : `${command}  ${does}`));
	return rows.flatMap(([command, does]) => {
		const line = pad(page.ink.command(command), column) + page.ink.quiet(does);
		if (does === '') return [page.ink.command(command)];
		return widthOf(line) <= measure(page) ? [line] : [page.ink.command(command), `  ${page.ink.quiet(does)}`];
	});
}

/** One record a line, fields apart by tabs: what a list is in a pipe. */
export function records(rows: readonly (readonly (string | number)[])[]): string {
	return rows.map((row) => row.join('\t')).join('\n');
}

/** Blocks of lines as a screen: two spaces of margin, a blank line between blocks and around; nothing of that in a pipe. */
export function screen(page: Page, ...blocks: readonly (readonly string[])[]): string {
	const full = blocks.filter((block) => block.length > 0);
	if (page.plain) return full.flat().join('\n');
	const body = full.map((block) => block.map((line) => (line === '' ? '' : MARGIN + line)).join('\n')).join('\n\n');
	return `\n${body}\n`;
}
