/** A Markdown document as a curriculum: which heading is a stage, which item a topic, and where each link goes. */
import {
	addResource,
	type Curriculum,
	cleanTitle,
	type DraftStage,
	type DraftTopic,
	kindOfAddress,
	makeTopic,
	type Omission,
} from './curriculum.ts';
import {
	isContents,
	type List,
	type ListItem,
	lineOf,
	linksIn,
	type MarkdownLink,
	type Nodes,
	parseMarkdown,
	type RootContent,
	textOf,
} from './markdown.ts';
import { isCurriculum, readTableRows } from './markdown-table.ts';

/** A heading and what stands under it, up to the next heading. */
interface MarkdownSection {
	readonly title: string;
	readonly phase: string | undefined;
	readonly parts: RootContent[];
}

/** What a document has its topics in: tables where there are any, else checkboxes, else lists. All the rest is reading. */
type SectionForm = 'table' | 'box' | 'list';

interface Reading {
	readonly form: SectionForm;
	readonly stage: DraftStage;
	readonly omissions: Omission[];
	/** Links that belong to no topic. */
	readonly loose: MarkdownLink[];
	/** How many there are by now of which one is to be chosen; undefined where all are to be done. */
	choices: number | undefined;
}

/** @param name what it is called where it has no title of its own */
export function readMarkdownCurriculum(text: string, name: string): Curriculum {
	const { title, sections } = sectionsOf(text);
	const form = formOf(sections.flatMap(({ parts }) => parts));
	const stages: DraftStage[] = [];
	const omissions: Omission[] = [];
	const early: { links: MarkdownLink[]; heading: string }[] = [];
	for (const section of sections) {
		const stage: DraftStage = { title: section.title || title || name, phase: section.phase, topics: [] };
		const links: MarkdownLink[] = [];
		readSection(section, { form, stage, omissions, loose: links, choices: undefined });
		if (stage.topics.length > 0) stages.push(stage);
		const last = stages.at(-1);
		const heading = section.title || title || name;
		if (last) keepLoose(links, heading, last, omissions);
		else early.push({ links, heading });
	}
	const [first] = stages;
	if (first) for (const { links, heading } of early) keepLoose(links, heading, first, omissions);
	return { title: title || name, stages, omissions };
}

function formOf(parts: readonly RootContent[]): SectionForm {
	if (parts.some((part) => part.type === 'table' && isCurriculum(part))) return 'table';
	return parts.some((part) => part.type === 'list' && hasBox(part)) ? 'box' : 'list';
}

function sectionsOf(text: string): { title: string; sections: MarkdownSection[] } {
	const { children } = parseMarkdown(text);
	const highest = children.filter((node) => node.type === 'heading' && node.depth === 1);
	// Where there are several, none of them is the title of the whole.
	const title = highest.length === 1 && highest[0] ? cleanTitle(textOf(highest[0])) : '';
	const path: { depth: number; title: string }[] = [];
	const sections: MarkdownSection[] = [{ title: '', phase: undefined, parts: [] }];
	for (const node of children) {
		if (node.type !== 'heading') {
			for (const section of sectionsWithin(node, sections.at(-1))) sections.push(section);
			continue;
		}
		while ((path.at(-1)?.depth ?? 0) >= node.depth) path.pop();
		const words = node === highest[0] && title !== '' ? '' : cleanTitle(textOf(node));
		sections.push({ title: words, phase: path.at(-1)?.title, parts: [] });
		if (words !== '') path.push({ depth: node.depth, title: words });
	}
	return { title, sections };
}

/**
 * Keeps a part in its section. List items that begin with a heading (`- ### Arrays`) are sections of their own, which some
 * authors write so that they fold.
 */
function sectionsWithin(part: RootContent, section: MarkdownSection | undefined): MarkdownSection[] {
	if (part.type !== 'list' || !part.children.some(({ children: [first] }) => first?.type === 'heading')) {
		section?.parts.push(part);
		return [];
	}
	return part.children.map(({ children: [first, ...rest] }) => {
		const isHeaded = first?.type === 'heading';
		const parts = first && !isHeaded ? [first, ...rest] : rest;
		return { title: isHeaded ? cleanTitle(textOf(first)) : (section?.title ?? ''), phase: section?.title, parts };
	});
}

const CHOICE = /\b(?:choose|pick|take)\b.{0,20}\bone\b|\byour choice\b/i;

function readSection(section: MarkdownSection, reading: Reading): void {
	for (const part of section.parts) {
		if (part.type === 'code' || part.type === 'html') continue;
		if (part.type === 'list' && isContents(part)) continue;
		if (part.type === 'table' && !isCurriculum(part)) {
			reading.omissions.push({ where: `line ${lineOf(part)}`, why: 'a table without a column of courses or topics' });
			setAside(reading, linksIn(part));
		} else if (isInForm(part, reading.form)) {
			if (part.type === 'list') readList(part, reading, '');
			else if (part.type === 'table') {
				for (const topic of readTableRows(part, section.title, reading.omissions)) addTopic(reading, topic);
			}
			reading.choices = undefined;
		} else {
			if (CHOICE.test(textOf(part).slice(0, 300))) reading.choices = 0;
			setAside(reading, linksIn(part));
		}
	}
}

function setAside({ loose }: Reading, links: readonly MarkdownLink[]): void {
	for (const link of links) loose.push(link);
}

function isInForm(part: RootContent, form: SectionForm): boolean {
	if (form === 'table') return part.type === 'table';
	return part.type === 'list' && (form === 'list' || hasBox(part));
}

/** What the page links to beside its items: kept in one topic of the stage, so that no address is lost. */
function keepLoose(links: readonly MarkdownLink[], heading: string, stage: DraftStage, omissions: Omission[]): void {
	const title = `Reading: ${heading}`;
	const topic = makeTopic({ key: `${stage.title}/${title}`, title, tier: 'optional', isReading: true });
	for (const link of links) take(topic, link, omissions);
	if (topic.resources.length > 0) stage.topics.push(topic);
}

function hasBox(list: List): boolean {
	return list.children.some(
		(item) => typeof item.checked === 'boolean' || item.children.some((part) => part.type === 'list' && hasBox(part)),
	);
}

/** @param group the items above that are neither topics nor links, before a title that would not be understood without */
function readList(list: List, reading: Reading, group: string): void {
	for (const item of list.children) {
		const own = ownText(item);
		const links = linksIn(item, (node) => node.type === 'list');
		const below = item.children.filter((part) => part.type === 'list');
		if (/^\[-\]/.test(own) || isStruck(item)) {
			reading.omissions.push({
				where: `line ${lineOf(item)}`,
				why: `given up or struck out: ${cleanTitle(own).slice(0, 60)}`,
			});
			continue;
		}
		const isTopic = reading.form === 'box' ? typeof item.checked === 'boolean' : links.length > 0;
		if (isTopic) {
			addTopic(reading, topicOf(item, own, links, reading, group));
		} else if (below.length > 0 || links.length > 0) {
			setAside(reading, links);
			for (const inner of below) readList(inner, reading, cleanTitle(own));
		} else {
			const outcome = cleanTitle(own);
			if (outcome !== '') reading.stage.topics.at(-1)?.outcomes.push(outcome);
		}
	}
}

function topicOf(
	item: ListItem,
	own: string,
	links: readonly MarkdownLink[],
	reading: Reading,
	group: string,
): DraftTopic {
	const [first] = links;
	const isAllLink = first !== undefined && own.replace(first.title, '').replace(/[^\p{L}\p{N}]/gu, '') === '';
	const words =
		cleanTitle(typeof item.checked === 'boolean' && !isAllLink ? own : (first?.title ?? own)) || cleanTitle(own);
	const title = words.replace(TICK, '').trimEnd() || group || 'Untitled';
	const topic = makeTopic({
		key: [reading.stage.title, group, title].filter(Boolean).join('/'),
		title,
		...(item.checked === true && { done: dayIn(own) }),
	});
	for (const link of links) take(topic, link, reading.omissions);
	for (const part of item.children) if (part.type === 'list') readBelow(part, topic, reading.omissions);
	return topic;
}

/** What is nested in a topic: addresses are resources, the rest is what one can do after it. */
function readBelow(list: List, topic: DraftTopic, omissions: Omission[]): void {
	for (const item of list.children) {
		const links = linksIn(item, (node) => node.type === 'list');
		for (const link of links) take(topic, link, omissions);
		const own = cleanTitle(ownText(item));
		if (links.length === 0 && own !== '') topic.outcomes.push(own);
		for (const part of item.children) if (part.type === 'list') readBelow(part, topic, omissions);
	}
}

function take(topic: DraftTopic, { title, url, line }: MarkdownLink, omissions: Omission[]): void {
	addResource(topic, { kind: kindOfAddress(url), title, url }, `line ${line}`, omissions);
}

/** Of several to choose from, the first is the one proposed. */
function addTopic(reading: Reading, topic: DraftTopic): void {
	const isLater = reading.choices !== undefined && reading.choices++ > 0;
	reading.stage.topics.push(isLater ? { ...topic, tier: 'optional' } : topic);
}

/** `(done 2026-11-01)` behind a ticked item is the day of its tick. */
function dayIn(text: string): { day?: string } {
	const day = /\b(\d{4}-\d{2}-\d{2})\b/.exec(text.slice(-40))?.[1];
	return day === undefined ? {} : { day };
}

/** What is said of a tick behind a title. */
const TICK = /\(done(?: \d{4}-\d{2}-\d{2})?\)$/;

function ownText(item: ListItem): string {
	return item.children
		.filter((part) => part.type === 'paragraph')
		.map((part) => textOf(part))
		.join(' ');
}

/** Whether all that an item says itself is struck out. */
function isStruck(item: ListItem): boolean {
	const own: Nodes[] = item.children.flatMap((part) => (part.type === 'paragraph' ? part.children : []));
	return own.length > 0 && own.every((node) => node.type === 'delete' || textOf(node).trim() === '');
}
