/** The learner's own layer over a roadmap: links, topics of their own, topics that they hide. Shipped content stays. */
import { topicFinder } from './find.ts';
import type { Memory, Register } from './memory.ts';
import { mayMention } from './mentions.ts';
import { safeLine } from './safe.ts';
import { KINDS, type Lesson, type Resource, type Roadmap, type Stage, TIERS, type Topic } from './types.ts';
import { readUrl } from './url.ts';

export interface Own {
	/** Topic id → what was linked to it, oldest first. */
	readonly links: ReadonlyMap<string, readonly Resource[]>;
	readonly hidden: ReadonlySet<string>;
	/** Stage id → the topics added to it, oldest first. */
	readonly added: ReadonlyMap<string, readonly Added[]>;
}

type Named = [name: string, register: Register];

interface Added {
	readonly id: string;
	readonly title: string;
	readonly tier: Topic['tier'];
}

/** What the learner has of their own in a roadmap; undefined where there is nothing, as mostly. */
export function ownIn({ registers }: Memory, roadmap: string): Own | undefined {
	const mine: Record<string, Named[]> = { link: [], hide: [], add: [] };
	const start = roadmap.length + 1;
	for (const [key, register] of registers) {
		if (!key.startsWith(roadmap) || key[start - 1] !== ' ') continue;
		const end = key.indexOf(' ', start);
		mine[key.slice(start, end)]?.push([key.slice(end + 1), register]);
	}
	const { link = [], hide = [], add = [] } = mine;
	if (link.length + hide.length + add.length === 0) return undefined;
	return {
		links: grouped(link, readLink),
		hidden: new Set(hide.filter(([, { value }]) => value === 'hidden').map(([name]) => name)),
		added: grouped(add, readAdded),
	};
}

/** The roadmap with the topics that were added, at the end of their stages, and with those marked that are hidden. */
export function withOwn(roadmap: Roadmap, { hidden, added }: Own): Roadmap {
	const last = roadmap.stages.at(-1)?.id;
	const find = topicFinder(roadmap.stages);
	const stages = new Set(roadmap.stages.map(({ id }) => id));
	// A stage that the roadmap no longer has: what was added to it is not lost.
	const homeless = [...added].flatMap(([stage, topics]) => (stages.has(stage) ? [] : topics));
	return {
		...roadmap,
		stages: roadmap.stages.map((stage) => {
			const own = [...(added.get(stage.id) ?? []), ...(stage.id === last ? homeless : [])];
			return ownStage(
				stage,
				own.filter(({ id }) => find(id) === undefined),
				hidden,
			);
		}),
	};
}

/** A way to read lessons in which the learner's links stand behind the rest. */
export function withLinks(lessonOf: (topic: Topic) => Lesson, { links }: Own): (topic: Topic) => Lesson {
	return (topic) => {
		const lesson = topic.own ? { summary: '', resources: [] } : lessonOf(topic);
		const mine = [topic.id, ...(topic.aliases ?? [])].flatMap((id) => links.get(id) ?? []);
		const fresh = mine.filter(({ url }) => !lesson.resources.some((resource) => resource.url === url));
		return fresh.length === 0 ? lesson : { ...lesson, resources: [...lesson.resources, ...fresh] };
	};
}

/** An id for a topic of that title: readable, and not taken. It never changes again. */
export function idFor(title: string, isTaken: (id: string) => boolean): string {
	const plain = title.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
	const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
	const stem = words.slice(0, 56).replace(/-+$/, '') || 'own';
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
	const isHidden = ({ id, aliases = [] }: Topic) => [id, ...aliases].some((name) => hidden.has(name));
	const marked = (topic: Topic): Topic => (isHidden(topic) ? { ...topic, hidden: true } : topic);
	return { ...stage, topics: [...stage.topics, ...own].map(marked) };
}

/** In groups, oldest first. */
function grouped<T>(facts: readonly Named[], read: (name: string, value: unknown) => [string, T] | undefined) {
	const groups = new Map<string, T[]>();
	for (const [name, { value }] of facts.toSorted(byTime)) {
		const found = value === '' ? undefined : read(name, JSON.parse(value));
		if (found) groups.set(found[0], [...(groups.get(found[0]) ?? []), found[1]]);
	}
	return groups;
}

function byTime([, a]: Named, [, b]: Named): number {
	return `${a.at} ${a.event}` < `${b.at} ${b.event}` ? -1 : 1;
}

/** A journal may come from anywhere: an address that no roadmap could have is none here either. */
function readLink(name: string, value: unknown): [string, Resource] | undefined {
	const space = name.indexOf(' ');
	const { url } = readUrl(name.slice(space + 1));
	const { title = '', what } = asFields(value);
	const kind = KINDS.find((known) => known === what);
	if (url === undefined || !kind) return undefined;
	return [name.slice(0, space), { kind, title: safeLine(title), by: hostOf(url), url, minutes: 0, own: true }];
}

function readAdded(id: string, value: unknown): [string, Added] | undefined {
	const { stage = '', title = '', tier } = asFields(value);
	const known = TIERS.find((name) => name === tier);
	return known && [stage, { id, title: safeLine(title), tier: known }];
}

/** The values that `facts` put into a register. */
function asFields(value: unknown): Record<string, string> {
	const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return Object.fromEntries(fields.filter(([, field]) => typeof field === 'string'));
}

/** "https://www.example.org/a" → "example.org" */
export function hostOf(url: string): string {
	return url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[/?#].*$/s, '');
}
