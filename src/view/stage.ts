import type { StageData, TopicData } from '../model/describe.ts';
import type { Tier } from '../model/types.ts';
import type { Page } from './page.ts';
import { cut, hints, measure, pad, records, screen, spread, widthOf, wrap } from './text.ts';
import { dayWords, duration, enumerate, plural, shortTally, statusMark, statusWord } from './words.ts';

export interface StageResult {
	readonly stage: StageData & { readonly intro: string | null; readonly project: string | null };
	/** `waiting`: the needs that are still to learn. */
	readonly topics: readonly (TopicData & { readonly waiting: readonly string[] })[];
	/** Topics of the stage that are not shown, by tier. */
	readonly hidden: readonly { readonly tier: Tier; readonly count: number }[];
	readonly inPath: boolean;
	readonly path: string;
}

type Row = StageResult['topics'][number];

export function stageView(result: StageResult, page: Page): string {
	if (page.plain)
		return records(result.topics.map(({ number, id, status, tier, title }) => [number, id, status, tier, title]));
	const { stage, topics } = result;
	const head = spread(
		page,
		page.ink.title(`${stage.number}  ${stage.title}`),
		[stage.phase, shortTally(stage.progress)].filter((word) => word !== '').join(' · '),
	);
	const open =
		topics.find(({ status, waiting }) => (status === 'todo' || status === 'started') && waiting.length === 0) ??
		topics[0];
	return screen(
		page,
		[...head, ...(stage.tagline === '' ? [] : wrap(page, page.ink.quiet(stage.tagline)))],
		stage.intro ? wrap(page, stage.intro) : [],
		topics.flatMap((topic) => row(topic, topics, page)),
		notes(result, page),
		hints(
			page,
			open
				? [
						[`roadmap topic ${open.number}`, 'the whole topic'],
						[`roadmap done ${open.number}`, 'when you can do it'],
					]
				: [],
		),
	);
}

function row(topic: Row, topics: readonly Row[], page: Page): string[] {
	const { ink } = page;
	const facts = [topic.tier === 'core' ? '' : topic.tier, topic.minutes === null ? '' : duration(topic.minutes)].filter(
		(fact) => fact !== '',
	);
	const lead = `${pad(topic.number, 5)} ${statusMark(page, topic.status)}  ${pad(statusWord(topic.status), 7)}  `;
	const room = measure(page) - widthOf(lead);
	const longest = Math.max(...topics.map(({ title }) => widthOf(title)));
	const titleWidth = Math.min(longest, room - 2 - widthOf(facts.join(' · ')));
	const after = afterWords(topic, page);
	const indent = ' '.repeat(widthOf(lead));
	const tail = after === '' ? [] : wrap(page, after, widthOf(lead)).map((line) => indent + ink.quiet(line));
	if (titleWidth < Math.min(longest, 20)) {
		return [lead + cut(topic.title, room), indent + ink.quiet(facts.join(' · ')), ...tail];
	}
	return [`${lead}${pad(cut(topic.title, titleWidth), titleWidth)}  ${ink.quiet(facts.join(' · '))}`, ...tail];
}

/** What a topic waits for: topics, or a day. */
function afterWords(topic: Row, page: Page): string {
	if (topic.status !== 'todo' && topic.status !== 'started') return '';
	if (topic.until !== undefined) return `put off until ${dayWords(topic.until, page.today)}`;
	const titles = topic.needs.filter(({ id }) => topic.waiting.includes(id)).map(({ title }) => title);
	return titles.length > 0 ? `after ${enumerate(titles)}` : '';
}

function notes({ stage, hidden, inPath, path }: StageResult, page: Page): string[] {
	const lines: string[] = [];
	const also = hidden.filter(({ count }) => count > 0).map(({ tier, count }) => `${count} ${tier}`);
	if (also.length > 0)
		lines.push(
			...wrap(page, `Also here: ${also.join(', ')}.  ${page.ink.command(`roadmap stage ${stage.number} --all`)}`),
		);
	if (!inPath) lines.push(...wrap(page, `This stage is not on your path (${path}).`));
	if (stage.progress.skipped > 0) lines.push(`${plural(stage.progress.skipped, 'topic')} skipped.`);
	return lines;
}
