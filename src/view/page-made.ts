import { safeLine } from '../model/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface PageMade {
	readonly file: string | null;
	readonly url: string;
	readonly served: boolean;
	readonly opened: boolean;
	readonly why: string | null;
}

export function pageMadeView({ file, url, served, opened, why }: PageMade, page: Page): string {
	const place = safeLine(file ?? url);
	if (page.plain) return place;
	const said = served ? 'The page is served to this machine alone, at' : 'The page is written, with everything in it:';
	return screen(
		page,
		// On a line of its own, never broken, so that a terminal can make it a link.
		[...wrap(page, said), place],
		opened ? wrap(page, 'It is open in your browser.') : [],
		why === null ? [] : wrap(page, `Not opened, because ${safeLine(why)}.`),
		served
			? wrap(page, 'What you mark there is kept, and what you mark in a terminal appears there. Ctrl-C ends it.')
			: hints(page, [['roadmap page --serve', 'to mark topics in the page']]),
	);
}
