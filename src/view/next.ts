import type { ResourceData, TopicData } from '../model/describe.ts';
import type { Nothing, Why } from '../model/next.ts';
import type { Page } from './page.ts';
import { glimpse } from './prose.ts';
import { hanging, hints, labelled, link, pad, records, screen, spread, widthOf, wrap } from './text.ts';
import { whyWords } from './why.ts';
import { dayWords, duration, resourceFacts, topicFacts } from './words.ts';

export interface NextResult {
	readonly topics: readonly NextTopic[];
	/** Why there are no topics; null where there are, and none fits into the time. */
	readonly nothing?: Nothing | null;
	/** Minutes that were asked for. */
	readonly time?: number;
	readonly shortest?: number | null;
}

interface NextTopic {
	readonly topic: TopicData;
	readonly why: Why;
	readonly resource: ResourceData | null;
}

export function nextView(result: NextResult, page: Page): string {
	const [first, ...others] = result.topics;
	if (!first) return nothingView(result, page);
	if (others.length === 0) return one(first, page);
	if (page.plain)
		return records(result.topics.map(({ topic }) => [topic.number, topic.id, topic.status, topic.tier, topic.title]));
	const blocks = result.topics.map((item) => head(item, page));
	return screen(page, ...blocks, hints(page, [[`roadmap topic ${first.topic.number}`, 'the whole topic']]));
}

function one(item: NextTopic, page: Page): string {
	const { topic, why, resource } = item;
	const { number } = topic;
	return screen(
		page,
		head(item, page),
		[
			...labelled(page, 'Why now', whyWords(topic, why, page.today)),
			...(resource ? beginLines(resource, page) : []),
			...(topic.practice === undefined ? [] : glimpse(page, 'Practice', topic.practice)),
		],
		hints(page, [
			...(resource ? ([[`roadmap open ${number}`, 'opens it in the browser']] as const) : []),
			[`roadmap topic ${number}`, 'the whole topic'],
			[`roadmap done ${number}`, 'when you can explain it to a colleague'],
			[`roadmap later ${number}`, 'not now'],
		]),
	);
}

function head({ topic }: NextTopic, page: Page): string[] {
	const title = spread(page, page.ink.title(topic.title), page.ink.quiet(topicFacts(topic)));
	return [...title, ...(topic.summary === '' ? [] : wrap(page, topic.summary))];
}

/** What to open first: its title and, where there is room, beside it what it is; else beneath. */
function beginLines(resource: ResourceData, page: Page): string[] {
	const { n, title, url } = resource;
	const facts = resourceFacts(resource);
	if (page.plain) return labelled(page, 'Begin', `${n}  ${title} · ${facts} · ${url}`);
	const lead = `${pad(page.ink.quiet('Begin'), 10)}${n}  `;
	const line = spread(page, lead + link(page, title, url), page.ink.quiet(facts));
	if (line.length === 1) return line;
	return [
		...hanging(page, lead, title, widthOf(lead), (part) => link(page, part, url)),
		...hanging(page, '', page.ink.quiet(facts), widthOf(lead)),
	];
}

function nothingView({ time, shortest, nothing }: NextResult, page: Page): string {
	if (nothing || time === undefined) return screen(page, ...nothingBlocks(nothing ?? null, page));
	if (!shortest)
		return screen(
			page,
			wrap(page, 'What is open has nothing to read.'),
			hints(page, [['roadmap next', 'what is open']]),
		);
	const said = `Nothing open fits into ${duration(time)}; the shortest thing takes ${duration(shortest)}.`;
	return screen(page, wrap(page, said), hints(page, [[`roadmap next --time ${shortest}m`, 'offers that']]));
}

/** Why nothing is offered, and what there is to do then. */
export function nothingBlocks(nothing: Nothing | null, page: Page): string[][] {
	if (!nothing || nothing.finished) {
		return [
			wrap(page, page.ink.good('Everything in view is finished.')),
			hints(page, [
				['roadmap level', 'see more of each stage'],
				['roadmap path', 'choose another way'],
			]),
		];
	}
	if (nothing.until === '') {
		return [
			wrap(page, 'What is left here waits for topics of other stages.'),
			hints(page, [
				['roadmap next', 'what comes before it'],
				['roadmap start', 'begin one all the same'],
			]),
		];
	}
	return [
		wrap(page, `What is left is put off, the first of it until ${dayWords(nothing.until, page.today)}.`),
		hints(page, [
			['roadmap stages', 'what is left'],
			['roadmap start', 'begin one all the same'],
		]),
	];
}
