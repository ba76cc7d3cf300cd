import type { Status } from '../model/types.ts';
import type { Page } from './page.ts';
import { rehearsalView } from './rehearsal.ts';
import { hints, screen, wrap } from './text.ts';
import { areOrIs, dayWords, namesWords } from './words.ts';

export interface LaterResult {
	readonly dryRun?: true;
	readonly until: string;
	readonly changed: readonly { readonly topic: string; readonly from: Status }[];
	readonly next: { readonly title: string } | null;
	readonly topics: readonly { readonly id: string; readonly number: string; readonly title: string }[];
}

export function laterView(result: LaterResult, page: Page): string {
	const { until, changed, next, topics } = result;
	if (result.dryRun) return rehearsal(result, page);
	const names = page.ink.title(namesWords(topics.map(({ title }) => title)));
	const day = dayWords(until, page.today);
	const said =
		changed.length > 0
			? `${names} ${areOrIs(topics.length)} put off until ${day}.`
			: `${names} ${topics.length === 1 ? 'was' : 'were'} put off already, until ${day}.`;
	return screen(
		page,
		wrap(page, said),
		hints(page, [
			next ? ['roadmap next', next.title] : ['roadmap stages', 'what is left'],
			...(changed.length > 0 ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}

function rehearsal({ until, changed, topics }: LaterResult, page: Page): string {
	const rows = topics.flatMap((topic) => {
		const change = changed.find((one) => one.topic === topic.id);
		return change ? [{ ...topic, from: change.from }] : [];
	});
	const would = `put off until ${dayWords(until, page.today)}`;
	return rehearsalView({ would, changed: rows, unchanged: topics.length - rows.length }, page);
}
