import { safeJson, safeLine, safeText, shellWord } from '../domain/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';
import { enumerate, plural } from './words.ts';

interface Written {
	readonly file: string;
	readonly format: string;
	readonly events: number | null;
	readonly topics: number | null;
	readonly notes: number | null;
}

/** The text itself, or where it was written. */
export function exportedView(
	result: Written | { readonly text: string } | { readonly program: string },
	page: Page,
): string {
	if ('text' in result) return safeText(result.text);
	if (!('file' in result)) return safeJson(result, 2);
	const { file, format, events, topics, notes } = result;
	const counts = [
		...(events === null ? [] : [plural(events, 'change')]),
		...(notes === null ? [] : [plural(notes, 'note')]),
		...(topics === null ? [] : [plural(topics, 'topic')]),
	];
	return screen(
		page,
		wrap(page, `${enumerate(counts)} written to ${page.ink.title(safeLine(file))}.`),
		hints(
			page,
			format === 'csv'
				? [['roadmap stages', 'how far you are']]
				: [[`roadmap import ${shellWord(safeLine(file))}`, 'bring it in, on any machine']],
		),
	);
}
