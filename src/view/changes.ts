/** What an update of the roadmap brought. Loaded only for it. */
import type { Status, Tier } from '../model/types.ts';
import type { Page } from './page.ts';
import { hints, type ListRow, listRows, records, screen, wrap } from './text.ts';
import { instantWords, statusWord } from './words.ts';

export interface ChangesResult {
	readonly title: string;
	readonly since: string | null;
	readonly at: string | null;
	readonly unseen: boolean;
	readonly new: readonly Row[];
	readonly renamed: readonly (Row & { readonly from: { readonly id: string; readonly title: string } })[];
	readonly retitled: readonly (Row & { readonly from: { readonly title: string } })[];
	readonly moved: readonly (Row & { readonly from: { readonly title: string } })[];
	readonly tiers: readonly (Row & { readonly from: { readonly tier: Tier } })[];
	readonly gone: readonly { readonly id: string; readonly title: string; readonly status: Status }[];
}

interface Row {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly tier: Tier;
	readonly status: Status;
	readonly stage: { readonly title: string };
}

/** Its title, its rows, and a line below them. */
type Part = readonly [title: string, rows: readonly ListRow[], below?: string];

export function changesView(result: ChangesResult, page: Page): string {
	if (result.at === null) return nothing(result, page);
	if (page.plain) return records(recordsOf(result));
	return screen(
		page,
		wrap(page, page.ink.title(headWords(result, page))),
		...partsOf(result, page)
			.filter(([, rows]) => rows.length > 0)
			.map(([title, rows, below = '']) => [
				page.ink.title(title),
				...listRows(page, rows),
				...(below === '' ? [] : wrap(page, page.ink.quiet(below))),
			]),
		hints(page, [
			['roadmap next', 'what to learn now'],
			['roadmap stages', 'the whole way'],
		]),
	);
}

function headWords({ title, since, at, unseen }: ChangesResult, { today }: Page): string {
	const seen = instantWords(since ?? '', today);
	if (unseen) return `What changed in ${title} since ${seen}`;
	return `The last changes in ${title}, shown to you on ${instantWords(at ?? '', today)}`;
}

function nothing({ title, since }: ChangesResult, page: Page): string {
	const words =
		since === null
			? `There is nothing to compare ${title} with. From your first mark on, what an update changes is shown here.`
			: `Nothing has changed in ${title} since ${instantWords(since, page.today)}.`;
	return screen(page, wrap(page, words), hints(page, [['roadmap next', 'what to learn now']]));
}

function partsOf(result: ChangesResult, page: Page): Part[] {
	const row = ({ number, title, status }: Row, facts: string): ListRow => {
		return { lead: number, title, facts: [facts, statusWord(status)].filter((fact) => fact !== '').join(' · ') };
	};
	return [
		['New', result.new.map((topic) => row(topic, `${topic.tier} · ${topic.stage.title}`))],
		[
			'Renamed',
			[
				...result.renamed.map((topic) => row(topic, `was ${wasWords(topic)}`)),
				...result.retitled.map((topic) => row(topic, `was ${topic.from.title}`)),
			],
			result.renamed.length > 0 ? 'An old id still names its topic, and what you marked goes on.' : '',
		],
		['Moved', result.moved.map((topic) => row(topic, `from ${topic.from.title} to ${topic.stage.title}`))],
		['Another tier', result.tiers.map((topic) => row(topic, `was ${topic.from.tier}, is ${topic.tier}`))],
		[
			'Gone',
			result.gone.map(({ title, status }) => ({ lead: page.accessible ? '' : '–', title, facts: statusWord(status) })),
			'What you marked there is kept, and counts again if they come back.',
		],
	];
}

/** "Folding (folding)"; of a topic that kept its title, the id alone. */
function wasWords({ title, from }: ChangesResult['renamed'][number]): string {
	return title === from.title ? from.id : `${from.title} (${from.id})`;
}

/** What it is, the topic's id, number and title; then what it was, or where a new one stands. */
function recordsOf(result: ChangesResult): (string | number)[][] {
	const row = (what: string, { id, number, title }: Row, ...more: string[]) => [what, id, number, title, ...more];
	return [
		...result.new.map((topic) => row('new', topic, topic.stage.title)),
		...result.renamed.map((topic) => row('renamed', topic, topic.from.title, topic.from.id)),
		...result.retitled.map((topic) => row('renamed', topic, topic.from.title, topic.id)),
		...result.moved.map((topic) => row('moved', topic, topic.from.title, topic.stage.title)),
		...result.tiers.map((topic) => row('tier', topic, topic.from.tier, topic.tier)),
		...result.gone.map(({ id, title, status }) => ['gone', id, '', title, statusWord(status)]),
	];
}
