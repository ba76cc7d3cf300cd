import { safeText } from '../model/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, verbatim, wrap } from './text.ts';

export interface NotesResult {
	readonly search: string | null;
	readonly notes: readonly Noted[];
}

interface Noted {
	readonly topic: { readonly id: string; readonly number: string | null; readonly title: string };
	readonly text: string;
}

/** In a pipe Markdown, with a heading for each topic. */
export function notesView({ search, notes }: NotesResult, page: Page): string {
	if (notes.length === 0) return nothing(search, page);
	if (page.plain)
		return notes.map((noted) => `${[`## ${headOf(noted)}`, '', ...textOf(noted)].join('\n')}\n`).join('\n');
	return screen(
		page,
		...notes.map((noted) => [
			page.ink.title(headOf(noted)),
			...textOf(noted).flatMap((line) => (line === '' ? [''] : verbatim(page, line))),
		]),
	);
}

export function headOf({ topic }: Noted): string {
	return topic.number === null ? topic.title : `${topic.number} ${topic.title}`;
}

/** A file may have come from anywhere. */
function textOf({ text }: Noted): string[] {
	return safeText(text).replaceAll('\t', '    ').trim().split('\n');
}

function nothing(search: string | null, page: Page): string {
	if (search !== null)
		return screen(page, wrap(page, `No note has ${search.includes(' ') ? 'these words' : 'this word'}.`));
	return screen(
		page,
		wrap(page, 'There are no notes here.'),
		hints(page, [['roadmap note 1.1 "what to remember"', 'write one']]),
	);
}
