import { safeLine } from '../model/safe.ts';
import type { Status } from '../model/types.ts';
import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface OpenResult {
	readonly topic: { readonly number: string; readonly title: string; readonly status: Status };
	readonly resource: { readonly n: number; readonly title: string; readonly url: string };
	readonly opened: boolean;
	/** Why nothing was opened; null where nothing was to be. */
	readonly why: string | null;
	readonly started: boolean;
	/** It was marked finished. */
	readonly finished: boolean;
}

export function openView({ topic, resource, opened, why, started, finished }: OpenResult, page: Page): string {
	if (page.plain && !opened && why === null && !finished) return resource.url;
	const title = page.ink.title(resource.title);
	const said = opened ? `Opened ${title}.` : title;
	const failed = why === null ? [] : wrap(page, `Not opened, because ${safeLine(why)}. The address:`);
	const left = topic.status === 'todo' || topic.status === 'started';
	return screen(
		page,
		// The address on a line of its own, never broken, so that a terminal can make it a link.
		[...wrap(page, said), ...failed, resource.url],
		[...(started ? wrap(page, `${topic.title} is started.`) : []), ...(finished ? wrap(page, 'Marked finished.') : [])],
		hints(page, [
			...(finished
				? []
				: ([[`roadmap done ${topic.number} --resource ${resource.n}`, 'when you have finished it']] as const)),
			...(left ? ([[`roadmap done ${topic.number}`, 'when you can do the whole topic']] as const) : []),
			...(started && !finished ? ([['roadmap undo', 'not started after all']] as const) : []),
			...(finished ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
