/** Shows a source line with a caret below a position. */
import type { RenderContext } from './context.ts';
import { cut, widthOf } from './text.ts';

interface SourceLine {
	/** From 1. */
	readonly line: number;
	/** Safe for a terminal, with every character in its column. */
	readonly source: string;
	/** Characters before the position. */
	readonly before: number;
	/** Characters to mark. */
	readonly length: number;
}

/** Columns before the text: the line number and a bar. */
export const GUTTER = 9;

export function sourceLines(context: RenderContext, line: SourceLine, paint: (text: string) => string): string[] {
	const shown = excerpt(line, Math.max(8, context.width - GUTTER - 4));
	const number = `${String(line.line).padStart(GUTTER - 3)} | `;
	return [
		`${context.theme.quiet(number)}${shown.text}`.trimEnd(),
		`${' '.repeat(GUTTER - 3)} | ${' '.repeat(shown.before)}${paint('^'.repeat(shown.marked))}`,
	];
}

/** Returns the part of a line that fits and contains the position, the columns before it, and the columns to mark. */
function excerpt(
	{ source, before: at, length }: SourceLine,
	width: number,
): { text: string; before: number; marked: number } {
	const before = widthOf(source) <= width ? source.slice(0, at) : lastPart(source.slice(0, at), width / 2);
	const place = source.slice(at, at + length);
	const room = Math.max(1, width - widthOf(before));
	return {
		text: before + cut(source.slice(at), room),
		before: widthOf(before),
		marked: Math.max(1, Math.min(widthOf(place), room)),
	};
}

/** Returns the end of a text, after an ellipsis, within a width. Cut between graphemes. */
function lastPart(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	let kept = '';
	let used = 1;
	const graphemes = [...new Intl.Segmenter().segment(text)].reverse();
	for (const { segment } of graphemes) {
		used += widthOf(segment);
		if (used > width) break;
		kept = segment + kept;
	}
	return `…${kept}`;
}
