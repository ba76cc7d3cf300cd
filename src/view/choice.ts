import type { Tally } from '../model/tally.ts';
import type { Page } from './page.ts';
import { hints, records, screen, spread, wrap } from './text.ts';
import { complete, plural, tallyWords } from './words.ts';

export interface ChoiceResult {
	readonly what: 'path' | 'level';
	readonly chosen: string;
	readonly from: string | null;
	readonly choices: readonly Row[];
}

interface Row {
	readonly id: string;
	readonly title: string;
	readonly for: string;
	readonly topics: number;
	readonly progress: Tally;
}

export function choiceView({ what, chosen, from, choices }: ChoiceResult, page: Page): string {
	const now = choices.find(({ id }) => id === chosen);
	if (page.plain) {
		const rows = from === null ? choices : choices.filter(({ id }) => id === chosen);
		return records(
			rows.map(({ id, title, progress }) => [
				id,
				id === chosen ? 'chosen' : '',
				title,
				complete(progress),
				progress.total,
			]),
		);
	}
	if (from !== null && now) {
		const said = `Your ${what} is ${page.ink.title(now.id)} now: ${plural(now.topics, 'topic')} in view.`;
		return screen(
			page,
			spread(page, said, tallyWords(now.progress)),
			hints(page, [
				['roadmap next', 'what to learn now'],
				['roadmap undo', `back to ${from}`],
			]),
		);
	}
	const other = choices.find(({ id }) => id !== chosen);
	return screen(
		page,
		...choices.map((row) => block(row, row.id === chosen, page)),
		hints(page, other ? [[`roadmap ${what} ${other.id}`, 'choose another']] : []),
	);
}

function block(row: Row, isChosen: boolean, page: Page): string[] {
	const { ink } = page;
	const name = `${isChosen ? ink.good('●') : '○'} ${ink.title(row.id)}${isChosen ? '  yours' : ''}`;
	const about = [row.title === row.id ? '' : row.title, row.for].filter((text) => text !== '').join(': ');
	return [
		...spread(page, name, ink.quiet(tallyWords(row.progress))),
		...wrap(page, about, 2).map((line) => `  ${ink.quiet(line)}`),
	];
}
