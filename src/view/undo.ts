import type { Status } from '../model/types.ts';
import type { Page } from './page.ts';
import { hints, records, screen, wrap } from './text.ts';
import { ago, dayWords, enumerateSome, plural } from './words.ts';

export interface UndoResult {
	readonly undone: {
		readonly kind: string;
		readonly to: string;
		readonly from?: string;
		readonly secondsAgo: number;
	} | null;
	readonly topics: readonly { readonly topic: string; readonly title: string; readonly status: Status }[];
}

export function undoView(result: UndoResult, page: Page): string {
	const { undone, topics } = result;
	if (!undone)
		return screen(page, ['There is nothing to take back.'], hints(page, [['roadmap next', 'what to learn now']]));
	if (page.plain)
		return records(
			topics.length > 0
				? topics.map(({ topic, title, status }) => [topic, undone.to, status, title])
				: [[undone.kind, undone.to, undone.from ?? '']],
		);
	return screen(
		page,
		wrap(page, `Taken back: ${sentence(result, page)} (${changeWords(undone, page)} ${ago(undone.secondsAgo)}).`),
		hints(page, [['roadmap next', 'what to learn now']]),
	);
}

function sentence({ undone, topics }: UndoResult, page: Page): string {
	if (undone?.from !== undefined) return `the ${undone.kind} is ${undone.from} again`;
	if (undone?.kind === 'resource') return `${undone.to} is not finished`;
	const names =
		topics.length > 4
			? plural(topics.length, 'topic')
			: enumerateSome(
					topics.map(({ title }) => page.ink.title(title)),
					4,
				);
	if (undone?.kind === 'later') return `${names} ${topics.length === 1 ? 'is' : 'are'} no longer put off`;
	const statuses = new Set(topics.map(({ status }) => (status === 'todo' ? 'to do' : status)));
	return statuses.size === 1
		? `${names} ${topics.length === 1 ? 'is' : 'are'} ${[...statuses][0]} again`
		: `${names} are as they were`;
}

function changeWords(undone: NonNullable<UndoResult['undone']>, page: Page): string {
	if (undone.kind === 'later') return `put off until ${dayWords(undone.to, page.today)}`;
	if (undone.from !== undefined) return `${undone.to} was chosen`;
	if (undone.kind === 'resource') return 'finished';
	return undone.to === 'todo' ? 'reset' : `marked ${undone.to}`;
}
