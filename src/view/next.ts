import type { ResourceData, TopicData } from '../model/describe.ts';
import type { Nothing, Why } from '../model/next.ts';
import type { Page } from './page.ts';
import { hints, labelled, records, screen, spread, wrap } from './text.ts';
import { dayWords, duration, enumerate, enumerateSome, plural, topicFacts } from './words.ts';

export interface NextResult {
	readonly topics: readonly NextTopic[];
	readonly nothing?: Nothing;
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

function one({ topic, why, resource }: NextTopic, page: Page): string {
	const { number } = topic;
	const facts = [labelled(page, 'Why now', whyWords(topic, why))];
	if (resource) facts.push(labelled(page, 'Begin', beginWords(resource, page)));
	return screen(
		page,
		head({ topic, why, resource }, page),
		facts.flat(),
		hints(page, [
			...(resource ? ([[`roadmap open ${number}`, 'opens it in the browser']] as const) : []),
			[`roadmap done ${number}`, 'when you can explain it to a colleague'],
			[`roadmap later ${number}`, 'not now'],
		]),
	);
}

function head({ topic }: NextTopic, page: Page): string[] {
	const title = spread(page, page.ink.title(topic.title), page.ink.quiet(topicFacts(topic)));
	return [...title, ...(topic.summary === '' ? [] : wrap(page, topic.summary))];
}

/** Why a topic comes now, in a sentence or two. */
export function whyWords(topic: TopicData, why: Why): string {
	if ('started' in why) return 'You began it.';
	const titles = new Map(topic.needs.map((need) => [need.id, need.title]));
	const names = (ids: readonly string[]) => enumerateSome(ids.map((id) => titles.get(id) ?? id));
	const sentences: string[] = [];
	if (why.after.length > 0) sentences.push(`You have ${names(why.after)} behind you.`);
	if (why.assumed.length > 0) sentences.push(`It takes ${names(why.assumed)} as known.`);
	if (topic.needs.length === 0) sentences.push('It needs nothing before it.');
	if (why.unlocks > 0) sentences.push(`It opens ${plural(why.unlocks, 'more topic')}.`);
	return sentences.join(' ');
}

function beginWords(resource: ResourceData, page: Page): string {
	const facts = [resource.kind, resource.by, duration(resource.minutes), resource.paid ? 'paid' : ''].filter(
		(fact) => fact !== '',
	);
	const address = page.plain ? ` · ${resource.url}` : '';
	return `${resource.n}  ${resource.title} · ${facts.join(' · ')}${address}`;
}

function nothingView(result: NextResult, page: Page): string {
	if (result.time !== undefined && result.shortest) {
		const said = `Nothing open fits into ${duration(result.time)}; the shortest thing takes ${duration(result.shortest)}.`;
		return screen(page, wrap(page, said), hints(page, [[`roadmap next --time ${result.shortest}m`, '']]));
	}
	return screen(page, nothingBlock(result.nothing ?? null, page));
}

/** Why nothing is offered, and what there is to do then. */
export function nothingBlock(nothing: Nothing | null, page: Page): string[] {
	if (!nothing || nothing.finished) {
		return [
			...wrap(page, page.ink.good('Everything in view is finished.')),
			'',
			...hints(page, [
				['roadmap level', 'see more of each stage'],
				['roadmap path', 'choose another way'],
			]),
		];
	}
	const until =
		nothing.until === ''
			? 'What is left here waits for topics elsewhere.'
			: `What is left is put off, the first of it until ${dayWords(nothing.until, page.today)}.`;
	return [
		...wrap(page, until),
		'',
		...hints(page, [
			['roadmap stages', 'what is left'],
			['roadmap start <topic>', 'begin one all the same'],
		]),
	];
}

/** "Needs A and B", with what is assumed said so. */
export function needsWords(topic: TopicData): string {
	return enumerate(topic.needs.map((need) => (need.assumed ? `${need.title} (taken as known)` : need.title)));
}
