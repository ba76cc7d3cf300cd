/** Longer texts of a roadmap: paragraphs, code and lists. */

import { smallest } from '../domain/extremes.ts';
import { safeProse } from '../domain/safe.ts';
import type { Page } from './page.ts';
import { hanging, verbatim, wrap } from './text.ts';

/** Paragraphs with a blank line between them; code, fenced or indented, stands as it was written. */
export function prose(page: Page, text: string): string[] {
	const parts = text.split(/^```.*$/m);
	const blocks = parts.flatMap((part, i) => (i % 2 === 1 ? [code(page, part)] : paragraphs(page, part)));
	const full = blocks.filter((lines) => lines.length > 0);
	return full.flatMap((lines, i) => (i === 0 || page.plain ? lines : ['', ...lines]));
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
export function chapter(page: Page, title: string, text: string | undefined): string[] {
	return text === undefined || text.trim() === '' ? [] : [page.ink.title(title), ...prose(page, text)];
}

/** As a chapter, one item a line. */
export function list(page: Page, title: string, items: readonly string[] = []): string[] {
	const lines = items.flatMap((item) => (page.plain ? wrap(page, item) : hanging(page, '– ', item)));
	return lines.length === 0 ? [] : [page.ink.title(title), ...lines];
}

function paragraphs(page: Page, text: string): string[][] {
	const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim() !== '');
	return parts.map((part) =>
		/^(?: {4}|\t).*(?:\n(?: {4}|\t).*)*\n?$/.test(part) ? code(page, part) : wrap(page, part),
	);
}

/** Without the indentation that it has as a whole, and set in a little. */
function code(page: Page, text: string): string[] {
	const lines = text
		.replaceAll('\t', '    ')
		.replace(/^\s*\n/, '')
		.trimEnd()
		.split('\n');
	const margin = smallest(lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
	return lines.flatMap((line) => verbatim(page, line.slice(margin), 2));
}

/** The lines of a text of notes as a screen shows them. */
export function shownNotes(text: string): string[] {
	const lines = safeProse(text).replaceAll('\t', '    ').trimEnd().split('\n');
	return lines.slice(lines.findIndex((line) => line.trim() !== ''));
}
