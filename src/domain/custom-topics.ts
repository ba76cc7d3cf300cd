/** The learner's own layer over a roadmap: links, added topics and hidden topics. The content itself is unchanged. */

import { shortHash } from './checksum.ts';
import { byTime } from './event.ts';
import { topicFinder } from './find.ts';
import { type Memory, type NamedRegister, registerKey, registersOf } from './memory.ts';
import { mayMention } from './mentions.ts';
import { byCurrentId, currentIds } from './progress.ts';
import { safeLine } from './safe.ts';
import { KINDS, type Lesson, type Resource, type Roadmap, type Stage, TIERS, type Topic } from './types.ts';
import { readUrl } from './url.ts';
import { grouped, isOneOf, isRecord, parseJson } from './values.ts';

/** In characters. */
const MAX_TITLE_LENGTH = 200;

export interface CustomTopics {
	/** Topic id → its links, oldest first. */
	readonly links: ReadonlyMap<string, readonly Resource[]>;
	readonly hidden: ReadonlySet<string>;
	/** Stage id → the topics added to it, oldest first. */
	readonly added: ReadonlyMap<string, readonly Added[]>;
}

interface Added {
	readonly id: string;
	readonly title: string;
	readonly tier: Topic['tier'];
}

/** Returns the learner's own layer for a roadmap; usually undefined, if there is none. */
export function customTopicsIn(memory: Memory, roadmap: Roadmap): CustomTopics | undefined {
	const links = registersOf(memory, roadmap.id, 'link');
	const hidden = registersOf(memory, roadmap.id, 'hide');
	const added = registersOf(memory, roadmap.id, 'add');
	if (links.length + hidden.length + added.length === 0) return undefined;
	const old = currentIds(roadmap);
	return {
		links: grouped(byAge(byCurrentId(links, old)).flatMap(readLink)),
		hidden: new Set([...byCurrentId(hidden, old)].flatMap(([id, { value }]) => (value === 'hidden' ? [id] : []))),
		added: grouped(byAge(added).flatMap(readAdded)),
	};
}

/** Adds the learner's topics at the end of their stages, and marks the hidden ones. */
export function withCustomTopics(roadmap: Roadmap, { hidden, added }: CustomTopics): Roadmap {
	const last = roadmap.stages.at(-1)?.id;
	const [find, old] = [topicFinder(roadmap.stages), currentIds(roadmap)];
	const stages = new Set(roadmap.stages.map(({ id }) => id));
	// Topics of stages that the roadmap no longer has; they go to its last stage.
	const orphans = [...added].flatMap(([stage, topics]) => (stages.has(stage) ? [] : topics));
	return {
		...roadmap,
		stages: roadmap.stages.map((stage) => {
			const own = [...(added.get(stage.id) ?? []), ...(stage.id === last ? orphans : [])];
			return ownStage(
				stage,
				// A topic of the roadmap with the same id or alias replaces the learner's.
				own.filter(({ id }) => find(id) === undefined && !old.has(id)),
				hidden,
			);
		}),
	};
}

/** Wraps a lesson reader so that the learner's links follow the other resources. */
export function withLinks(lessonOf: (topic: Topic) => Lesson, { links }: CustomTopics): (topic: Topic) => Lesson {
	return (topic) => {
		const lesson = topic.own ? { summary: '', resources: [] } : lessonOf(topic);
		const mine = links.get(topic.id) ?? [];
		const fresh = mine.filter(({ url }) => !lesson.resources.some((resource) => resource.url === url));
		return fresh.length === 0 ? lesson : { ...lesson, resources: [...lesson.resources, ...fresh] };
	};
}

/** Shortens a title to one line of limited length. */
export function shortTitle(title: string): string {
	return [...safeLine(title)].slice(0, MAX_TITLE_LENGTH).join('').trim();
}

/**
 * Returns a readable, unused id for a topic's title. Ids never change.
 *
 * Two machines that have not synced choose the same id for the same title. Titles that an id cannot fully represent (C
 * and C++, 数据) get a hash, so that they do not become one topic when the machines sync.
 */
export function idFor(title: string, isTaken: (id: string) => boolean): string {
	const plain = title.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
	const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
	const isWhole = words !== '' && words.length <= 56 && /^[a-z0-9\s'".,:;!?()&/_-]+$/.test(plain);
	const stem = isWhole ? words : `${words.slice(0, 48).replace(/-$/, '') || 'own'}-${shortHash(plain)}`;
	for (let n = 1; ; n++) {
		const id = n === 1 ? stem : `${stem}-${n}`;
		if (!isTaken(id)) return id;
	}
}

function ownStage(stage: Stage, added: readonly Added[], hidden: ReadonlySet<string>): Stage {
	if (added.length === 0 && !mayMention(stage, [...hidden])) return stage;
	const own = added.map(
		({ id, title, tier }, i): Topic => ({
			id,
			number: `${stage.number}.${stage.topics.length + i + 1}`,
			title,
			tier,
			needs: [],
			own: true,
		}),
	);
	const marked = (topic: Topic): Topic => (hidden.has(topic.id) ? { ...topic, hidden: true } : topic);
	return { ...stage, topics: [...stage.topics, ...own].map(marked) };
}

function byAge(facts: Iterable<NamedRegister>): NamedRegister[] {
	return [...facts].sort(([, a], [, b]) => byTime(a, b));
}

/**
 * Returns the link with its topic's id; empty if it was removed. Journals can come from anywhere, so its address has to
 * pass the same checks as a roadmap's.
 */
function readLink([name, { value }]: NamedRegister): [topic: string, link: Resource][] {
	const space = name.indexOf(' ');
	const { url } = readUrl(name.slice(space + 1));
	const { title, what } = fieldsOf(value);
	if (url === undefined || !isOneOf(KINDS, what)) return [];
	return [[name.slice(0, space), { kind: what, title: titleFrom(title) || url, by: hostOf(url), url, own: true }]];
}

function readAdded([id, { value }]: NamedRegister): [stage: string, topic: Added][] {
	const { stage, title, tier } = fieldsOf(value);
	if (typeof stage !== 'string' || !isOneOf(TIERS, tier)) return [];
	return [[stage, { id, title: titleFrom(title) || id, tier }]];
}

/** Returns the title of a topic that the learner added; '' if there is none. */
export function addedTitle({ registers }: Memory, roadmap: string, topic: string): string {
	return titleFrom(fieldsOf(registers.get(registerKey(roadmap, 'add', topic))?.value ?? '').title);
}

/** Parses a value that `facts` wrote. A checkpoint's values are not trusted. */
function fieldsOf(value: string): Record<string, unknown> {
	const fields = parseJson(value);
	return isRecord(fields) ? fields : {};
}

function titleFrom(title: unknown): string {
	return typeof title === 'string' ? shortTitle(title) : '';
}

/** "https://www.example.org/a" → "example.org" */
export function hostOf(url: string): string {
	return url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[/?#].*$/s, '');
}
