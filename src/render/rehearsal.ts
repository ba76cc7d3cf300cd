/** What a command would change, as `--dry-run` shows it. */
import type { Status } from '../domain/types.ts';
import type { Page } from './page.ts';
import { listRows, records, screen, wrap } from './text.ts';
import { plural } from './words.ts';

interface Rehearsal {
	/** What the topics would be: "done". */
	readonly would: string;
	readonly changed: readonly Rehearsed[];
	/** How many of the named topics would stay as they are. */
	readonly unchanged: number;
}

interface Rehearsed {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly from: Status;
}

export function rehearsalView({ would, changed, unchanged }: Rehearsal, page: Page): string {
	if (changed.length === 0) return screen(page, wrap(page, 'Nothing would change.'));
	if (page.plain) return records(changed.map(({ number, id, from, title }) => [number, id, from, would, title]));
	const rows = changed.map(({ number, title, from }) => ({
		lead: number,
		title,
		facts: from === 'todo' ? '' : `now ${from}`,
	}));
	return screen(
		page,
		wrap(page, `${plural(changed.length, 'topic')} would be ${would}. Nothing was changed.`),
		listRows(page, rows),
		unchanged > 0 ? wrap(page, `${plural(unchanged, 'topic')} would stay as before.`) : [],
	);
}
