import type { Page } from './page.ts';
import { hints, listRows, records, screen, wrap } from './text.ts';

export interface HideResult {
	/** The topic that was named; null where the hidden ones are listed. */
	readonly topic: HiddenRow | null;
	readonly to: 'hidden' | 'shown' | null;
	readonly changed: boolean;
	/** All that are hidden now. */
	readonly hidden: readonly HiddenRow[];
}

export interface HiddenRow {
	readonly id: string;
	readonly number: string;
	readonly title: string;
}

export function hideView({ topic, to, changed, hidden }: HideResult, page: Page): string {
	if (topic === null) return list(hidden, page);
	const said = `${page.ink.title(topic.title)} is ${to === 'shown' && changed ? 'shown again' : to}${changed ? '' : ' already'}.`;
	return screen(
		page,
		wrap(page, said),
		hints(page, [
			...(to === 'hidden' ? ([[`roadmap hide ${topic.number} --back`, 'show it again']] as const) : []),
			['roadmap next', 'what to learn now'],
		]),
	);
}

function list(hidden: readonly HiddenRow[], page: Page): string {
	if (page.plain) return records(hidden.map(({ id, number, title }) => [id, number, title]));
	const [first] = hidden;
	if (!first) return screen(page, ['Nothing is hidden.'], hints(page, [['roadmap hide <topic>', 'hide one']]));
	return screen(
		page,
		listRows(
			page,
			hidden.map(({ id, number, title }) => ({ lead: number, title, facts: id })),
		),
		hints(page, [[`roadmap hide ${first.number} --back`, 'show it again']]),
	);
}
