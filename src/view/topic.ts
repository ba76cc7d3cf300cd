import type { NeedData, ResourceData, TopicData } from '../model/describe.ts';
import type { Page } from './page.ts';
import { hints, labelled, records, screen, spread, wrap } from './text.ts';
import { dayWords, duration, enumerateSome, instantWords, statusMark, topicFacts } from './words.ts';

export interface TopicResult {
	readonly topic: TopicData;
	readonly opens: readonly { readonly title: string }[];
	readonly inView: boolean;
}

export function topicView(result: TopicResult, page: Page): string {
	const { topic } = result;
	return screen(
		page,
		spread(page, page.ink.title(topic.title), page.ink.quiet(topicFacts(topic))),
		topic.summary === '' ? [] : wrap(page, topic.summary),
		standing(result, page),
		resources(topic.resources, page),
		page.plain ? [] : nextSteps(topic, page),
	);
}

function standing({ topic, opens, inView }: TopicResult, page: Page): string[] {
	const lines = [
		...labelled(page, 'Stage', `${topic.stage.number}  ${topic.stage.title}`),
		...labelled(page, 'State', stateWords(topic, page)),
	];
	if (topic.needs.length > 0) lines.push(...labelled(page, 'Needs', topic.needs.map(needWords).join(', ')));
	else lines.push(...labelled(page, 'Needs', 'nothing before it'));
	if (opens.length > 0)
		lines.push(
			...labelled(
				page,
				'Opens',
				enumerateSome(
					opens.map(({ title }) => title),
					4,
				),
			),
		);
	if (!inView) lines.push(...labelled(page, 'Note', 'not on your path or level, so it does not count'));
	return lines;
}

function stateWords({ status, at, until }: TopicData, page: Page): string {
	const since = at === undefined ? '' : ` since ${instantWords(at, page.today)}`;
	const off = until === undefined ? '' : `, put off until ${dayWords(until, page.today)}`;
	const words = status === 'todo' ? 'to do' : status + since;
	return `${page.plain ? '' : `${statusMark(page, status)} `}${words}${off}`;
}

function needWords({ title, status, assumed }: NeedData): string {
	if (assumed && status === 'todo') return `${title} (taken as known)`;
	return status === 'todo' ? title : `${title} (${status})`;
}

function resources(list: readonly ResourceData[], page: Page): string[] {
	if (page.plain) {
		return list.length === 0
			? []
			: [
					records(
						list.map((resource) => [
							resource.n,
							resource.kind,
							resource.minutes,
							resource.title,
							resource.by,
							resource.url,
						]),
					),
				];
	}
	return list.flatMap((resource) => {
		const facts = [
			resource.kind,
			resource.by,
			duration(resource.minutes),
			resource.paid ? 'paid' : '',
			resource.status === 'done' ? 'finished' : '',
		];
		const indent = 4;
		const title = wrap(page, resource.title, indent).map((line, i) =>
			i === 0 ? `${String(resource.n).padStart(2)}  ${line}` : `    ${line}`,
		);
		const more = [facts.filter((fact) => fact !== '').join(' · '), ...(resource.note ? [resource.note] : [])];
		return [...title, ...more.flatMap((text) => wrap(page, text, indent).map((line) => `    ${page.ink.quiet(line)}`))];
	});
}

function nextSteps(topic: TopicData, page: Page): string[] {
	const { number, status, resources: list } = topic;
	const open = list.length > 0 ? ([[`roadmap open ${number}`, 'the first; with a number, that one']] as const) : [];
	if (status === 'done' || status === 'known')
		return hints(page, [...open, [`roadmap reset ${number}`, 'to do again'], ['roadmap next', 'what to learn now']]);
	return hints(page, [...open, [`roadmap done ${number}`, 'when you can do it']]);
}
