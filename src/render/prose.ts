/** Renders the texts of a roadmap: sentences with code, paragraphs, code blocks and lists. */

import { codeSpans, proseBlocks } from '../domain/prose.ts';
import { safeText } from '../domain/safe.ts';
import type { RenderContext } from './context.ts';
import { hanging, measure, widthOf, wrap } from './text.ts';

/** How far texts with code are indented at most. */
const MAX_INDENT = 10;

/** Colours the `code` in a sentence and keeps it from being broken over lines, unless it is longer than a line. */
export function inline(context: RenderContext, text: string): string {
	if (context.plain) return text;
	const painted = codeSpans(text).map((span) => {
		const isLong = widthOf(span.text) > measure(context, MAX_INDENT);
		return span.isCode ? context.theme.code(span.text.replace(/\s+/g, isLong ? ' ' : '\u00a0')) : span.text;
	});
	return painted.join('');
}

/** Renders paragraphs and code with a blank line between them. */
export function prose(context: RenderContext, text: string): string[] {
	const blocks = proseBlocks(text).map((block) =>
		block.isCode ? codeLines(context, block.text) : wrap(context, inline(context, block.text)),
	);
	return blocks.flatMap((lines, i) => (i === 0 || context.plain ? lines : ['', ...lines]));
}

/** A line of code is never wrapped, whatever its length: if the terminal breaks it, it is still copied as one. */
function codeLines(context: RenderContext, code: string): string[] {
	const indent = context.plain ? '' : '  ';
	return code.split('\n').map((line) => (line === '' ? '' : indent + context.theme.codeBlock(line)));
}

/**
 * Returns the first sentence of a longer text, if it ends with a full stop; '' if it leads into a list or code, because
 * half a sentence says nothing.
 */
export function firstSentence(text: string): string {
	const [first = ''] = text.split(/\n[ \t]*\n|^```.*$/m).filter((part) => part.trim() !== '');
	const flat = first.replace(/\s+/g, ' ').trim();
	const end = flat.search(/[.!?](?: [^a-z]|$)/);
	return end === -1 ? '' : flat.slice(0, end + 1);
}

/** Renders a text under a heading; nothing if there is no text. */
export function chapter(context: RenderContext, title: string, text: string | undefined): string[] {
	return text === undefined || text.trim() === '' ? [] : [heading(context, title), ...prose(context, text)];
}

/** Renders a heading within a long screen, with a rule that is easy to find while scrolling. */
export function heading(context: RenderContext, title: string): string {
	const painted = context.theme.title(title);
	if (context.plain || context.accessible) return painted;
	return `${painted} ${context.theme.quiet('─'.repeat(Math.max(0, measure(context) - widthOf(title) - 1)))}`.trimEnd();
}

/** Renders items under a heading, one a line. */
export function list(context: RenderContext, title: string, items: readonly string[] = []): string[] {
	const lines = items.flatMap((item) =>
		context.plain ? wrap(context, item) : hanging(context, '– ', inline(context, item)),
	);
	return lines.length === 0 ? [] : [heading(context, title), ...lines];
}

/** Returns the lines of notes, as shown on a screen. */
export function shownNotes(text: string): string[] {
	const lines = safeText(text).replaceAll('\t', '    ').trimEnd().split('\n');
	return lines.slice(lines.findIndex((line) => line.trim() !== ''));
}
