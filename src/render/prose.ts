/** Texts of a roadmap: sentences with code in them, paragraphs, blocks of code and lists. */

import { smallest } from '../domain/extremes.ts';
import { safeProse } from '../domain/safe.ts';
import type { RenderContext } from './context.ts';
import { hanging, measure, widthOf, wrap } from './text.ts';

/** A sentence whose `code` has its own ink and is not broken over lines. */
export function inline(context: RenderContext, text: string): string {
	if (context.plain) return text;
	return text.replace(/`([^`]+)`/g, (_, code: string) => context.theme.code(code.replace(/\s+/g, '\u00a0')));
}

/** Paragraphs with a blank line between them; code, fenced or indented, stands as it was written. */
export function prose(context: RenderContext, text: string): string[] {
	const parts = text.split(/^```.*$/m);
	const blocks = parts.flatMap((part, i) => (i % 2 === 1 ? [code(context, part)] : paragraphs(context, part)));
	const full = blocks.filter((lines) => lines.length > 0);
	return full.flatMap((lines, i) => (i === 0 || context.plain ? lines : ['', ...lines]));
}

/**
 * The first sentence of a longer text, where it ends in a full stop; '' where the text goes on with a list or code
 * instead, for half a sentence says nothing.
 */
export function firstSentence(text: string): string {
	const [first = ''] = text.split(/\n[ \t]*\n|^```.*$/m).filter((part) => part.trim() !== '');
	const flat = first.replace(/\s+/g, ' ').trim();
	const end = flat.search(/[.!?](?: [^a-z]|$)/);
	return end === -1 ? '' : flat.slice(0, end + 1);
}

/** Under a title of its own; nothing where there is no text. */
export function chapter(context: RenderContext, title: string, text: string | undefined): string[] {
	return text === undefined || text.trim() === '' ? [] : [heading(context, title), ...prose(context, text)];
}

/** The title of a part of a long screen, with a rule to find it by while scrolling. */
export function heading(context: RenderContext, title: string): string {
	const painted = context.theme.title(title);
	if (context.plain || context.accessible) return painted;
	return `${painted} ${context.theme.quiet('─'.repeat(Math.max(0, measure(context) - widthOf(title) - 1)))}`.trimEnd();
}

/** As a chapter, one item a line. */
export function list(context: RenderContext, title: string, items: readonly string[] = []): string[] {
	const lines = items.flatMap((item) =>
		context.plain ? wrap(context, item) : hanging(context, '– ', inline(context, item)),
	);
	return lines.length === 0 ? [] : [heading(context, title), ...lines];
}

function paragraphs(context: RenderContext, text: string): string[][] {
	const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim() !== '');
	return parts.map((part) =>
		/^(?: {4}|\t).*(?:\n(?: {4}|\t).*)*\n?$/.test(part) ? code(context, part) : wrap(context, inline(context, part)),
	);
}

/**
 * Without the indentation that it has as a whole, and set in a little. A line stays whole, however long it is: a terminal
 * that has to break it still copies it as one.
 */
function code(context: RenderContext, text: string): string[] {
	const lines = text
		.replaceAll('\t', '    ')
		.replace(/^\s*\n/, '')
		.trimEnd()
		.split('\n');
	const margin = smallest(lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
	const indent = context.plain ? '' : '  ';
	return lines.map((line) => (line.trim() === '' ? '' : indent + context.theme.codeBlock(line.slice(margin))));
}

/** The lines of a text of notes as a screen shows them. */
export function shownNotes(text: string): string[] {
	const lines = safeProse(text).replaceAll('\t', '    ').trimEnd().split('\n');
	return lines.slice(lines.findIndex((line) => line.trim() !== ''));
}
