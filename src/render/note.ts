import { safeLine } from '../domain/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface NoteResult {
	readonly topic: { readonly number: string; readonly title: string };
	readonly file: string;
	readonly changed: boolean;
	readonly isEmpty: boolean;
	readonly isConflicted?: boolean;
	readonly added: string | null;
}

export function noteView(
	{ topic, file, changed, isEmpty, isConflicted = false, added }: NoteResult,
	page: Page,
): string {
	const title = page.ink.title(topic.title);
	const edited = isEmpty ? `There are no notes on ${title} any more.` : `Your notes on ${title} are kept.`;
	const said = added !== null ? `Noted on ${title}.` : changed ? edited : 'Nothing changed.';
	return screen(
		page,
		[
			...wrap(page, said),
			...(changed && isConflicted
				? wrap(page, 'The same lines were changed elsewhere meanwhile; both versions are in it.')
				: []),
			page.ink.quiet(safeLine(file)),
		],
		hints(page, [
			...(isEmpty ? [] : ([[`roadmap notes ${topic.number}`, 'read them']] as const)),
			...(changed ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
