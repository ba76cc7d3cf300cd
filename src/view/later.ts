import type { Page } from './page.ts';
import { hints, records, screen, wrap } from './text.ts';
import { dayWords, enumerateSome } from './words.ts';

export interface LaterResult {
	readonly until: string;
	readonly changed: readonly { readonly topic: string }[];
	readonly unchanged: readonly string[];
	readonly next: { readonly title: string } | null;
	readonly topics: readonly { readonly id: string; readonly title: string }[];
}

export function laterView({ until, changed, next, topics }: LaterResult, page: Page): string {
	if (page.plain) return records(topics.map(({ id, title }) => [id, until, title]));
	const names = enumerateSome(
		topics.map(({ title }) => page.ink.title(title)),
		4,
	);
	const verb = changed.length > 0 ? 'put off' : 'put off already';
	const said = `${names} ${topics.length === 1 ? 'is' : 'are'} ${verb} until ${dayWords(until, page.today)}.`;
	const after = next ? ([['roadmap next', next.title]] as const) : ([['roadmap stages', 'what is left']] as const);
	return screen(page, wrap(page, said), hints(page, [...after, ['roadmap undo', 'take it back']]));
}
