import { safeProse } from '../domain/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, verbatim, wrap } from './text.ts';

export interface NotesResult {
	readonly search: string | null;
	/** The number of the one topic that was asked for, or the first of the stage. */
	readonly about: string | null;
	readonly notes: readonly Noted[];
}

interface Noted {
	readonly topic: { readonly id: string; readonly number: string | null; readonly title: string };
	readonly text: string;
}

/** In a pipe Markdown, with a heading for each topic. */
export function notesView(result: NotesResult, page: Page): string {
	const { notes } = result;
	if (notes.length === 0) return nothing(result, page);
	if (page.plain)
		return notes.map((noted) => `${[`## ${headOf(noted)}`, '', ...shownNotes(noted.text)].join('\n')}\n`).join('\n');
	return screen(
		page,
		...notes.map((noted) => [
			page.ink.title(headOf(noted)),
			...shownNotes(noted.text).flatMap((line) => (line === '' ? [''] : verbatim(page, line))),
		]),
	);
}

/** The lines of a text of notes as a screen shows them. */
export function shownNotes(text: string): string[] {
	const lines = safeProse(text).replaceAll('\t', '    ').trimEnd().split('\n');
	return lines.slice(lines.findIndex((line) => line.trim() !== ''));
}

export function headOf({ topic }: Noted): string {
	return topic.number === null ? topic.title : `${topic.number} ${topic.title}`;
}

function nothing({ search, about }: NotesResult, page: Page): string {
	if (search !== null)
		return screen(
			page,
			wrap(page, `No note has ${/\s/.test(search) ? 'these words' : 'this word'}.`),
			hints(page, [['roadmap notes', 'all of them']]),
		);
	return screen(
		page,
		wrap(page, 'There are no notes here.'),
		hints(page, [[`roadmap note ${about ?? '1.1'} "what to remember"`, 'write one']]),
	);
}
