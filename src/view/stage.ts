import type { StageData, TopicData } from '../model/describe.ts';
import { largest } from '../model/extremes.ts';
import type { Tier } from '../model/types.ts';
import type { Page } from './page.ts';
import { chapter, prose } from './prose.ts';
import { hints, type ListRow, listRows, pad, records, screen, spread, wrap } from './text.ts';
import { dayWords, duration, enumerate, plural, shortTally, statusMark, statusWord } from './words.ts';

export interface StageResult {
	readonly stage: StageData & { readonly intro: string | null; readonly project: string | null };
	/** `waiting`: the needs that are still to learn. */
	readonly topics: readonly Row[];
	/** Topics of the stage that are not shown, by tier. */
	readonly hidden: readonly { readonly tier: Tier; readonly count: number }[];
	readonly inPath: boolean;
	readonly path: string;
}

type Row = TopicData & { readonly waiting: readonly string[] };

export function stageView(result: StageResult, page: Page): string {
	const { stage, topics } = result;
	if (page.plain)
		return records(topics.map(({ number, id, status, tier, title }) => [number, id, status, tier, title]));
	const facts = [stage.phase, shortTally(stage.progress)].filter((word) => word !== '').join(' · ');
	const numberWidth = largest(topics.map(({ number }) => number.length));
	return screen(
		page,
		[
			...spread(page, page.ink.title(`${stage.number}  ${stage.title}`), page.ink.quiet(facts)),
			...(stage.tagline === '' ? [] : wrap(page, page.ink.quiet(stage.tagline))),
		],
		stage.intro ? prose(page, stage.intro) : [],
		// Before the list, which is what stays on the screen.
		chapter(page, 'To build at the end', stage.project ?? undefined),
		listRows(
			page,
			topics.map((topic) => row(topic, numberWidth, page)),
		),
		notes(result, page),
		nextSteps(topics, page),
	);
}

function row(topic: Row, numberWidth: number, page: Page): ListRow {
	const { number, status, tier, title, minutes } = topic;
	const lead = `${pad(number, numberWidth)}  ${statusMark(page, status)}`;
	// For a screen reader the word is the mark.
	const word = page.accessible ? '' : statusWord(status);
	const isNarrow = page.width < 60;
	const facts = [isNarrow ? word : '', tier === 'core' ? '' : tier, minutes === null ? '' : duration(minutes)];
	return {
		lead: isNarrow || page.accessible ? lead : `${lead}  ${pad(word, 7)}`,
		title,
		facts: facts.filter((fact) => fact !== '').join(' · '),
		below: waitWords(topic, page),
	};
}

/** What a topic waits for: topics, or a day. */
function waitWords(topic: Row, page: Page): string {
	if (!isLeft(topic)) return '';
	if (topic.until !== undefined) return `put off until ${dayWords(topic.until, page.today)}`;
	const titles = topic.needs.filter(({ id }) => topic.waiting.includes(id)).map(({ title }) => title);
	return titles.length > 0 ? `after ${enumerate(titles)}` : '';
}

function isLeft({ status }: Row): boolean {
	return status === 'todo' || status === 'started';
}

function notes({ stage, hidden, inPath, path }: StageResult, page: Page): string[] {
	const also = hidden.filter(({ count }) => count > 0).map(({ tier, count }) => `${count} ${tier}`);
	const said = [
		...(also.length > 0 ? [`Also here: ${also.join(', ')}.`] : []),
		...(inPath ? [] : [`This stage is not on your path (${path}).`]),
		...(stage.progress.skipped > 0 ? [`${plural(stage.progress.skipped, 'topic')} skipped.`] : []),
	];
	const all = also.length > 0 ? hints(page, [[`roadmap stage ${stage.number} --all`, 'shows everything']]) : [];
	return [...said.flatMap((text) => wrap(page, text)), ...all];
}

function nextSteps(topics: readonly Row[], page: Page): string[] {
	const left = topics.filter(isLeft);
	const first = left.find(({ waiting }) => waiting.length === 0) ?? left[0];
	if (!first) return hints(page, [['roadmap next', 'what to learn now']]);
	return hints(page, [
		[`roadmap topic ${first.number}`, 'the whole topic'],
		[`roadmap done ${first.number}`, 'when you can do it'],
	]);
}
