import { safeLine } from '../model/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface NoteResult {
	readonly topic: { readonly number: string; readonly title: string };
	readonly file: string;
	readonly changed: boolean;
	readonly added: string | null;
}

export function noteView({ topic, file, changed, added }: NoteResult, page: Page): string {
	const title = page.ink.title(topic.title);
	const said =
		added !== null ? `Noted on ${title}.` : changed ? `Your notes on ${title} are kept.` : 'Nothing changed.';
	return screen(
		page,
		[...wrap(page, said), page.ink.quiet(safeLine(file))],
		hints(page, [
			[`roadmap notes ${topic.number}`, 'read them'],
			...(changed ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
