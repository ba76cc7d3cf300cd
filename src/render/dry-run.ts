/** Shows what a command would change, for `--dry-run`. */
import type { Ref, Status } from '../domain/types.ts';
import type { RenderContext } from './context.ts';
import { listRows, records, screen, wrap } from './text.ts';
import { plural } from './words.ts';

interface DryRun {
	/** The status the topics would get: "done". */
	readonly would: string;
	readonly changed: readonly Rehearsed[];
	/** How many of the named topics would not change. */
	readonly unchanged: number;
}

interface Rehearsed extends Ref {
	readonly from: Status;
}

export function dryRunView({ would, changed, unchanged }: DryRun, context: RenderContext): string {
	if (changed.length === 0) return screen(context, wrap(context, 'Nothing would change.'));
	if (context.plain) return records(changed.map(({ number, id, from, title }) => [number, id, from, would, title]));
	const rows = changed.map(({ number, title, from }) => ({
		lead: number,
		title,
		facts: from === 'todo' ? '' : `now ${from}`,
	}));
	return screen(
		context,
		wrap(context, `${plural(changed.length, 'topic')} would be ${would}. Nothing was changed.`),
		listRows(context, rows),
		unchanged > 0 ? wrap(context, `${plural(unchanged, 'topic')} would stay as before.`) : [],
	);
}
