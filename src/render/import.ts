import { safeLine, shellWord } from '../domain/safe.ts';
import type { Status } from '../domain/types.ts';
import type { Page } from './page.ts';
import { hints, listRows, records, screen, wrap } from './text.ts';
import { enumerate, enumerateSome, plural } from './words.ts';

export interface ImportResult {
	readonly dryRun?: true;
	readonly file: string;
	readonly events: number;
	readonly changed: readonly Changed[];
	readonly notes: readonly { readonly roadmap: string; readonly topic: string }[];
	readonly choices: readonly string[];
	readonly ahead: number;
	readonly unknown: readonly string[];
}

interface Changed {
	readonly topic: string;
	readonly number: string;
	readonly title: string;
	readonly from: Status;
	readonly to: Status;
}

export function importView(result: ImportResult, page: Page): string {
	const { dryRun, changed, ahead, unknown } = result;
	if (dryRun && page.plain) return records(changed.map(({ topic, from, to, title }) => [topic, from, to, title]));
	return screen(
		page,
		wrap(page, summary(result)),
		page.plain ? [] : rows(changed, page),
		unknown.length === 0
			? []
			: wrap(
					page,
					`The roadmap has no ${enumerateSome(unknown.map(safeLine))}; ${unknown.length === 1 ? 'it was' : 'they were'} passed over.`,
				),
		ahead === 0 ? [] : wrap(page, aheadWords(ahead)),
		hints(page, next(result)),
	);
}

function aheadWords(ahead: number): string {
	return ahead === 1
		? '1 change says that it comes from the future, and would have hidden what you have here; it was passed over.'
		: `${ahead} changes say that they come from the future, and would have hidden what you have here; they were passed over.`;
}

function summary({ dryRun, file, events, changed, notes, choices }: ImportResult): string {
	const parts = [
		...(events > 0 ? [plural(events, 'change')] : []),
		...(notes.length > 0 ? [`notes on ${plural(notes.length, 'topic')}`] : []),
		...(choices.length > 0 ? ['the choice of path and level'] : []),
	];
	const name = file === '-' ? 'the standard input' : safeLine(file);
	if (parts.length === 0) return `There is nothing in ${name} that is not here already.`;
	const topics =
		changed.length > 0
			? ` ${plural(changed.length, 'topic')} of this roadmap ${changed.length === 1 ? 'changes' : 'change'}.`
			: '';
	return `${dryRun ? 'It would bring in' : 'Brought in'} ${enumerate(parts)} from ${name}.${topics}`;
}

/** The first topics by name; a long list is for the dry run. */
function rows(changed: readonly Changed[], page: Page): string[] {
	const first = changed.slice(0, 20);
	const more = changed.length - first.length;
	return [
		...listRows(
			page,
			first.map(({ number, title, from, to }) => ({ lead: number, title, facts: `${words(from)} → ${words(to)}` })),
		),
		...(more > 0 ? [`and ${more} more`] : []),
	];
}

function words(status: Status): string {
	return status === 'todo' ? 'to do' : status;
}

function next({ dryRun, file, events, notes }: ImportResult): [string, string][] {
	// The standard input cannot be read again.
	if (dryRun && file !== '-' && events + notes.length > 0)
		return [[`roadmap import ${shellWord(safeLine(file))}`, 'bring it in']];
	const back: [string, string][] = events + notes.length > 0 && !dryRun ? [['roadmap undo', 'take it back']] : [];
	return [['roadmap', 'where you are'], ...back];
}
