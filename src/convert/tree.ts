/**
 * Reads a tree in YAML or JSON as a curriculum: the first level is the title, the second the stages, and the leaves are
 * topics.
 */

import { minutesOf } from './columns.ts';
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

const NAMES = ['title', 'name', 'label', 'topic'];
/** Fields that number an entry without a title. */
const NUMBERED = ['phase', 'stage', 'module', 'unit', 'week', 'day', 'lesson'];
const TIMES = ['minutes', 'time', 'duration', 'estimate'];
const SUMMARIES = ['summary', 'description', 'about'];
const CHILDREN = [
	'stages',
	'phases',
	'sections',
	'modules',
	'units',
	'chapters',
	'weeks',
	'lessons',
	'topics',
	'items',
	'children',
	'courses',
];
const ADDRESSES = ['url', 'link', 'href', 'links', 'resources'];
/** Fields that say something of a topic in a word. */
const TOPIC_FIELDS = new Set([...NAMES, ...TIMES, 'hours', ...SUMMARIES]);

interface Branch {
	readonly title: string;
	readonly fields: ReadonlyMap<string, unknown>;
	readonly children: readonly Branch[];
}

/**
 * @param stagesKey the field that holds the stages, if it has an unusual name
 * @returns undefined if nothing in it has a title
 */
export function readTree(value: unknown, name: string, stagesKey?: string): Curriculum | undefined {
	const keys = stagesKey === undefined ? CHILDREN : [stagesKey, ...CHILDREN];
	const roots = branchesOf(value, keys, 0);
	const [only] = roots;
	const isTitled = roots.length === 1 && only !== undefined && only.children.length > 0;
	const top = isTitled
		? only
		: { title: textIn(fieldsOf(value), NAMES) ?? name, fields: fieldsOf(value), children: roots };
	if (top.children.length === 0) return undefined;
	const omissions: Omission[] = [];
	const isFlat = top.children.every(({ children }) => children.length === 0);
	const groups = isFlat ? [{ ...top }] : top.children;
	const stages: DraftStage[] = groups.map((stage) => ({
		title: cleanTitle(stage.title) || top.title,
		topics: leavesOf(stage, [], stage.title, omissions),
	}));
	return { title: cleanTitle(top.title) || name, stages: stages.filter(({ topics }) => topics.length > 0), omissions };
}

/** Returns the topics below a branch, with the titles of intermediate levels prefixed to theirs. */
function leavesOf(
	{ children, ...branch }: Branch,
	above: readonly string[],
	stage: string,
	omissions: Omission[],
): DraftTopic[] {
	const named = children.length > 0 ? children : [{ ...branch, children: [] }];
	return named.flatMap((child) => {
		if (child.children.length > 0) return leavesOf(child, [...above, child.title], stage, omissions);
		const title = cleanTitle([...above, child.title].join(': '));
		if (title === '') {
			omissions.push({ where: stage, why: 'an entry without a title' });
			return [];
		}
		return [topicOf(title, child.fields, stage, omissions)];
	});
}

function topicOf(
	title: string,
	fields: ReadonlyMap<string, unknown>,
	stage: string,
	omissions: Omission[],
): DraftTopic {
	const time = textIn(fields, TIMES);
	const hours = textIn(fields, ['hours']);
	const topic = makeTopic({
		key: `${stage}/${title}`,
		title,
		summary: firstSentence(textIn(fields, SUMMARIES) ?? ''),
		minutes: time === undefined ? minutesOf(hours ?? '', 'hours') : minutesOf(time),
	});
	for (const url of ADDRESSES.flatMap((key) => addressesIn(fields.get(key))))
		addResource(topic, { url }, title, omissions);
	for (const [field, value] of fields)
		if (isFilled(value) && !ADDRESSES.includes(field))
			omissions.push({ where: title, why: `the field ${field}, unless --stages-key names it` });
	return topic;
}

function addressesIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(addressesIn);
	return ['url', 'link', 'href'].flatMap((key) => fieldsOf(value).get(key)).filter((url) => typeof url === 'string');
}

function branchesOf(value: unknown, keys: readonly string[], depth: number): Branch[] {
	if (depth > 20) return [];
	if (Array.isArray(value)) return value.flatMap((item) => branchesOf(item, keys, depth + 1));
	if (typeof value === 'string' || typeof value === 'number') return [leaf(String(value))];
	const fields = fieldsOf(value);
	const key = keys.find((name) => isFilled(fields.get(name)));
	const title = textIn(fields, NAMES) ?? numberIn(fields);
	if (title !== undefined || key !== undefined) {
		const children = key === undefined ? [] : branchesOf(fields.get(key), keys, depth + 1);
		return title === undefined ? children : [{ title, fields, children }];
	}
	// A map without a title maps titles to their content.
	const isDetail = (name: string, below: unknown) =>
		isFilled(below) ? ADDRESSES.includes(name) : TOPIC_FIELDS.has(name) || ADDRESSES.includes(name);
	const branches = [...fields].filter(([name, below]) => !isDetail(name, below));
	return branches.map(([name, below]) => ({
		title: name,
		fields: fieldsOf(below),
		children: branchesOf(below, keys, depth + 1),
	}));
}

/** `Week 3` of `week: 3`. */
function numberIn(fields: ReadonlyMap<string, unknown>): string | undefined {
	const name = NUMBERED.find((field) => typeof fields.get(field) === 'number');
	return name === undefined ? undefined : `${name.charAt(0).toUpperCase()}${name.slice(1)} ${fields.get(name)}`;
}

function leaf(title: string): Branch {
	return { title, fields: new Map(), children: [] };
}

function isFilled(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
	return new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);
}

function textIn(fields: ReadonlyMap<string, unknown>, names: readonly string[]): string | undefined {
	const found = names
		.map((name) => fields.get(name))
		.find((value) => typeof value === 'string' || typeof value === 'number');
	return found === undefined ? undefined : String(found);
}
