import { safeLine } from '../model/safe.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface OpenResult {
	readonly topic: { readonly number: string; readonly title: string };
	readonly resource: { readonly title: string; readonly url: string };
	readonly opened: boolean;
	/** Why nothing was opened; null where nothing was to be. */
	readonly why: string | null;
	readonly started: boolean;
}

export function openView({ topic, resource, opened, why, started }: OpenResult, page: Page): string {
	if (page.plain) return resource.url;
	const said = opened ? `Opened ${page.ink.title(resource.title)}.` : page.ink.title(resource.title);
	const failed = why === null ? [] : wrap(page, `Not opened, because ${safeLine(why)}. The address:`);
	const state = started ? wrap(page, `${topic.title} is started.`) : [];
	return screen(
		page,
		// The address on a line of its own, never broken, so that a terminal can make it a link.
		[...wrap(page, said), ...failed, resource.url],
		state,
		hints(page, [
			[`roadmap done ${topic.number}`, 'when you can do it'],
			...(started ? ([['roadmap undo', 'not started after all']] as const) : []),
		]),
	);
}
