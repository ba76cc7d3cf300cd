import { safeLine } from '../model/safe.ts';
import type { Status, Tier } from '../model/types.ts';
import type { Page } from './page.ts';
import { hints, pad, records, screen, wrap } from './text.ts';
import { plural, statusWord } from './words.ts';

export interface SearchResult {
	readonly query: string;
	readonly results: readonly {
		readonly topic: {
			readonly id: string;
			readonly number: string;
			readonly title: string;
			readonly tier: Tier;
			readonly status: Status;
		};
		readonly where: string;
		readonly excerpt: string;
	}[];
}

/** More than this is not read on a terminal. */
const MOST = 12;

export function searchView({ query, results }: SearchResult, page: Page): string {
	if (page.plain)
		return records(
			results.map(({ topic, where, excerpt }) => [
				topic.number,
				topic.id,
				topic.status,
				topic.tier,
				topic.title,
				where,
				excerpt,
			]),
		);
	const [first] = results;
	if (!first) {
		return screen(
			page,
			wrap(page, `Nothing found for "${safeLine(query)}".`),
			hints(page, [['roadmap stages', 'everything there is']]),
		);
	}
	const shown = results.slice(0, MOST);
	const rest = results.length - shown.length;
	return screen(
		page,
		...shown.map((hit) => row(hit, page)),
		rest > 0 ? [`${plural(rest, 'more topic')}; another word narrows it.`] : [],
		hints(page, [[`roadmap topic ${first.topic.number}`, 'the whole topic']]),
	);
}

function row({ topic, where, excerpt }: SearchResult['results'][number], page: Page): string[] {
	const { ink } = page;
	const state = [topic.tier, statusWord(topic.status)].filter((word) => word !== '').join(' · ');
	const head = `${pad(topic.number, 5)} ${ink.title(topic.title)}  ${ink.quiet(state)}`;
	if (where === 'title' || where === 'id' || excerpt === '') return [head];
	return [
		head,
		...wrap(page, where === 'resource' ? `to read: ${excerpt}` : excerpt, 6).map((line) => `      ${ink.quiet(line)}`),
	];
}
