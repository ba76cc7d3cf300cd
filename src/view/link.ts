import type { Page } from './page.ts';
import { hints, screen, wrap } from './text.ts';

export interface LinkResult {
	readonly topic: { readonly number: string; readonly title: string };
	readonly resource: { readonly n: number | null; readonly title: string; readonly url: string };
	readonly to: 'linked' | 'gone';
	readonly changed: boolean;
}

export function linkView({ topic, resource, to, changed }: LinkResult, page: Page): string {
	const { ink } = page;
	const place = to === 'linked' ? `to ${topic.title}, as number ${resource.n}` : `from ${topic.title}`;
	const verb = to === 'gone' ? 'taken off, ' : changed ? 'linked ' : 'linked already ';
	return screen(
		page,
		[...wrap(page, `${ink.title(resource.title)} is ${verb}${place}.`), ink.quiet(resource.url)],
		hints(page, [
			to === 'linked'
				? [`roadmap open ${topic.number} ${resource.n}`, 'open it']
				: [`roadmap topic ${topic.number}`, 'what is there'],
			...(changed ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
