/**
 * Reads a Markdown document as a curriculum: decides which headings are stages, which items are topics, and where each
 * link belongs.
 *
 * The deepest heading above items is a stage, the heading above that its phase.
 */
import {
	addResource,
	type Curriculum,
	cleanTitle,
	type DraftStage,
	type DraftTopic,
	firstSentence,
	makeTopic,
	type Omission,
} from './curriculum.ts';
import { hasLessons, isAside, isLesson, type MarkdownSection, sectionsOf } from './headings.ts';
import {
	isContents,
	type List,
	type ListItem,
	lineOf,
	linksIn,
	type MarkdownLink,
	type Nodes,
	type RootContent,
	textOf,
	titleOf,
} from './markdown.ts';
import { isCurriculum, readTableRows } from './markdown-table.ts';

/**
 * Where a document keeps its topics: in tables, if it has any; else in checkboxes, else in lists under numbered
 * headings (`Week 1`), else in list items and paragraphs of links, else in all list items. Everything else is reading.
 */
type SectionForm = 'table' | 'box' | 'lesson' | 'link' | 'item';

interface Reading {
	readonly form: SectionForm;
	readonly stage: DraftStage;
	readonly omissions: Omission[];
	/** Links that belong to no topic. */
	readonly loose: MarkdownLink[];
	/** How many topics have been read of a list from which one is to be chosen; undefined if all are to be done. */
	choices: number | undefined;
}

/** @param name the title if the document has none */
export function readMarkdownCurriculum(text: string, name: string): Curriculum {
	const { title, sections } = sectionsOf(text);
	const form = formOf(sections);
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

function formOf(sections: readonly MarkdownSection[]): SectionForm {
	const parts = sections.flatMap((section) => section.parts);
	const lists = parts.filter((part) => part.type === 'list');
	if (parts.some((part) => part.type === 'table' && isCurriculum(part))) return 'table';
	if (lists.some(hasBox)) return 'box';
	if (hasLessons(sections)) return 'lesson';
	const hasLinks = lists.some((list) => linksIn(list).length > 0);
	// Of courses whose subjects are listed above a link, the subjects are the topics.
	const items = lists.flatMap((list) => (isContents(list) ? [] : list.children));
	return hasLinks || parts.filter(isAllLinks).length > items.length ? 'link' : 'item';
}

/** Whether a part is a paragraph of up to ten links, with at most one other word such as "or". */
function isAllLinks(part: RootContent): boolean {
	const links = part.type === 'paragraph' ? linksIn(part) : [];
	if (links.length === 0 || links.length > 10) return false;
	const rest = links.reduce((text, { title }) => text.replace(title, ''), textOf(part));
	return (rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= 1;
}

const CHOICE = /\b(?:choose|pick|take)\b.{0,20}\bone\b|\byour choice\b/i;

function readSection(section: MarkdownSection, reading: Reading): void {
	setAside(reading, section.links);
	const isTaught = hasTopics(section, reading.form);
	for (const part of section.parts) {
		if (part.type === 'code') continue;
		if (part.type === 'list' && isContents(part)) continue;
		if (part.type === 'table' && !isCurriculum(part)) {
			reading.omissions.push({ where: `line ${lineOf(part)}`, why: 'a table without a column of courses or topics' });
			setAside(reading, linksIn(part));
		} else if (isTaught && isInForm(part, section, reading.form)) {
			if (part.type === 'list') readItems(part.children, reading, '');
			else if (part.type === 'paragraph') readItems([{ type: 'listItem', children: [part] }], reading, '');
			else if (part.type === 'table') {
				const topics = readTableRows(part, section.title, reading.omissions, reading.loose);
				for (const topic of topics) addTopic(reading, topic);
			}
			reading.choices = undefined;
		} else {
			if (part.type === 'list' && linksIn(part).length < part.children.length)
				reading.omissions.push({
					where: `line ${lineOf(part)}`,
					why: `a list beside the topics: ${cleanTitle(textOf(part)).slice(0, 60)}`,
				});
			if (CHOICE.test(textOf(part).slice(0, 300))) reading.choices = 0;
			setAside(reading, linksIn(part));
		}
	}
}

function hasTopics(section: MarkdownSection, form: SectionForm): boolean {
	if (form === 'lesson') return isLesson(section);
	return form === 'table' || form === 'box' || !isAside(section);
}

/** One by one: a hostile paragraph has more links than a call takes arguments. */
function setAside({ loose }: Reading, links: readonly MarkdownLink[]): void {
	for (const link of links) loose.push(link);
}

function isInForm(part: RootContent, section: MarkdownSection, form: SectionForm): boolean {
	if (form === 'table') return part.type === 'table';
	// Before the first heading, a paragraph of links is a bar for finding one's way.
	if (part.type === 'paragraph') return form === 'link' && section.title !== '' && isAllLinks(part);
	return part.type === 'list' && (form !== 'box' || hasBox(part));
}

/** Collects the links outside of topics in one topic of the stage, so that no address is lost. */
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

/** @param group the nearest item above that is neither topic nor link, which disambiguates titles */
function readItems(items: readonly ListItem[], reading: Reading, group: string): void {
	for (const item of items) {
		const own = ownText(item);
		const links = linksIn(item, (node) => node.type === 'list');
		const below = item.children.filter((part) => part.type === 'list');
		if (/^\[-\]/.test(own) || isStruck(item)) {
			reading.omissions.push({
				where: `line ${lineOf(item)}`,
				why: `given up or struck out: ${cleanTitle(own).slice(0, 60)}`,
			});
			setAside(reading, linksIn(item));
		} else if (cleanTitle(own) === '' && links.length + below.length === 0) {
			if (own !== '') reading.omissions.push({ where: `line ${lineOf(item)}`, why: 'an item without a title' });
		} else if (isTopic(item, links, reading.form)) {
			addTopic(reading, topicOf(item, own, links, reading, group));
		} else if (below.length > 0 || links.length > 0) {
			setAside(reading, links);
			for (const { children } of below) readItems(children, reading, cleanTitle(own));
		} else {
			const outcome = cleanTitle(own);
			const above = reading.stage.topics.at(-1);
			if (above && outcome !== '') above.outcomes.push(outcome);
			else if (outcome !== '')
				reading.omissions.push({ where: `line ${lineOf(item)}`, why: `no topic above it: ${outcome.slice(0, 60)}` });
		}
	}
}

function isTopic(item: ListItem, links: readonly MarkdownLink[], form: SectionForm): boolean {
	if (form === 'box') return typeof item.checked === 'boolean';
	return form !== 'link' || links.length > 0 || isTerm(item);
}

/** Whether an item without links has only items without links below it, and none below those. */
function isTerm(item: ListItem): boolean {
	const below = item.children.flatMap((part) => (part.type === 'list' ? part.children : []));
	const isLeaf = (leaf: ListItem) => leaf.children.every(({ type }) => type !== 'list') && linksIn(leaf).length === 0;
	return below.length > 0 && below.every(isLeaf);
}

function topicOf(
	item: ListItem,
	own: string,
	links: readonly MarkdownLink[],
	reading: Reading,
	group: string,
): DraftTopic {
	const isBox = typeof item.checked === 'boolean';
	const name = (isBox ? cleanTitle(own) : '') || boldTerm(item, own) || titleOf(own, links);
	const title = name.replace(TICK, '').trimEnd() || group || 'Untitled';
	const topic = makeTopic({
		key: [reading.stage.title, group, title].filter(Boolean).join('/'),
		title,
		summary: remarkAfter(name, own),
		...(item.checked === true && { done: dayIn(own) }),
	});
	for (const link of links) take(topic, link, reading.omissions);
	for (const part of item.children) if (part.type === 'list') readBelow(part, topic, reading.omissions);
	return topic;
}

/** Returns the bold words that an item begins with, if a colon or dash follows: `**Joins**: how tables meet`. */
function boldTerm(item: ListItem, own: string): string {
	const [lead] = item.children.flatMap((part) => (part.type === 'paragraph' ? part.children : []));
	const term = lead?.type === 'strong' ? textOf(lead) : '';
	return /[:：]$/.test(term) || /^\s*[:：–—-]/.test(own.slice(term.length)) ? cleanTitle(term) : '';
}

/** Returns what an item says of its title behind a colon or dash, in three words or more. */
function remarkAfter(name: string, own: string): string | undefined {
	const rest = own.includes(name) ? own.slice(own.indexOf(name) + name.length) : '';
	const remark = /^\s*(?:[:：–—]|--?)\s+(\S+\s+\S+\s+\S.*)/s.exec(rest)?.[1];
	return remark === undefined ? undefined : firstSentence(remark);
}

/** Reads the items nested in a topic: those with links are resources, the others outcomes. */
function readBelow(list: List, topic: DraftTopic, omissions: Omission[]): void {
	for (const item of list.children) {
		const links = linksIn(item, (node) => node.type === 'list');
		const own = cleanTitle(ownText(item));
		for (const link of links) take(topic, { ...link, title: link.title || own }, omissions);
		if (links.length === 0 && own !== '') topic.outcomes.push(own);
		for (const part of item.children) if (part.type === 'list') readBelow(part, topic, omissions);
	}
}

function take(topic: DraftTopic, { title, url, line }: MarkdownLink, omissions: Omission[]): void {
	addResource(topic, { title, url }, `line ${line}`, omissions);
}

/** Adds a topic; of several to choose from, only the first keeps its tier. */
function addTopic(reading: Reading, topic: DraftTopic): void {
	const isLater = reading.choices !== undefined && reading.choices++ > 0;
	reading.stage.topics.push(isLater ? { ...topic, tier: 'optional' } : topic);
}

/** Parses the day in `(done 2026-11-01)` after a ticked item. */
function dayIn(text: string): { day?: string } {
	const day = /\b(\d{4}-\d{2}-\d{2})\b/.exec(text.slice(-40))?.[1];
	return day === undefined ? {} : { day };
}

/** The tick's remark after a title. */
const TICK = /\(done(?: \d{4}-\d{2}-\d{2})?\)$/;

function ownText(item: ListItem): string {
	return item.children
		.filter((part) => part.type === 'paragraph')
		.map((part) => textOf(part))
		.join(' ');
}

/** Whether an item's own text is entirely struck out. */
function isStruck(item: ListItem): boolean {
	const own: Nodes[] = item.children.flatMap((part) => (part.type === 'paragraph' ? part.children : []));
	const isLeft = (node: Nodes) => node.type !== 'delete' && textOf(node) !== '';
	return own.some(({ type }) => type === 'delete') && !own.some(isLeft);
}
