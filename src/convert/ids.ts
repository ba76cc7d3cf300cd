/**
 * Assigns ids to converted topics. Ids are permanent, so a repeated conversion must reuse them: `x.from.json` next to
 * the roadmap records which topic of the source has which id.
 */

import { shortHash } from '../domain/checksum.ts';
import { isRecord, isSlug, parseJson, slugOf } from '../domain/values.ts';
import { type Curriculum, type DraftTopic, topicsOf } from './curriculum.ts';

/** What `x.from.json` records about a topic. */
interface Former {
	readonly id: string;
	readonly title?: string;
	/** Its first address, which identifies it if the title changes. */
	readonly url?: string;
	/** Its former ids. */
	readonly aliases?: readonly string[];
}

export interface Origin {
	/** The id of the roadmap. */
	readonly id: string;
	/** By the topics' keys in the source. */
	readonly topics: ReadonlyMap<string, Former>;
}

export interface Ids {
	readonly idOf: ReadonlyMap<DraftTopic, string>;
	/** Former ids of each topic. */
	readonly aliasesOf: ReadonlyMap<DraftTopic, readonly string[]>;
}

/** @returns undefined if `originText` did not write it */
export function readOrigin(text: string): Origin | undefined {
	const value = parseJson(text);
	if (!isRecord(value) || typeof value.id !== 'string' || !isRecord(value.topics)) return undefined;
	const topics = Object.entries(value.topics).flatMap(([key, former]) => {
		const read = formerIn(former);
		return read ? [[key, read] as const] : [];
	});
	return { id: value.id, topics: new Map(topics) };
}

function formerIn(value: unknown): Former | undefined {
	if (!isRecord(value) || !isSlug(value.id)) return undefined;
	const { id, title, url, aliases } = value;
	return {
		id,
		...(typeof title === 'string' && { title }),
		...(typeof url === 'string' && { url }),
		...(Array.isArray(aliases) && { aliases: aliases.filter(isSlug) }),
	};
}

/** @param former from an earlier conversion; its topics that no longer exist are kept */
export function originText(
	id: string,
	curriculum: Curriculum,
	{ idOf, aliasesOf }: Ids,
	former: Origin | undefined,
): string {
	const topics = new Map(former?.topics);
	for (const topic of topicsOf(curriculum)) {
		const [url, aliases] = [urlOf(topic), aliasesOf.get(topic)];
		const [id = '', { title }] = [idOf.get(topic), topic];
		topics.set(topic.key, { id, title, ...(url !== undefined && { url }), ...(aliases && { aliases }) });
	}
	return `${JSON.stringify({ id, topics: Object.fromEntries(topics) }, null, '\t')}\n`;
}

/**
 * Gives each topic its former id, else one derived from its title; topics with equal titles also get letters of their
 * keys.
 */
export function giveIds(curriculum: Curriculum, former: Origin | undefined): Ids {
	const topics = topicsOf(curriculum);
	const known = recognised(topics, former?.topics ?? new Map());
	const claimed = new Set([...known.values()].map(({ id }) => id));
	const gone = [...(former?.topics.values() ?? [])].filter(({ id }) => !claimed.has(id));
	const taken = new Set([...(former?.topics.values() ?? [])].map(({ id }) => id));
	const slugs = countSlugs(topics);
	const idOf = new Map<DraftTopic, string>();
	const aliasesOf = new Map<DraftTopic, readonly string[]>();
	for (const topic of topics) {
		const same = known.get(topic);
		// The same address with another title: the topic gets a new id and keeps the old one as an alias.
		const renamed = same ?? gone.find(({ id, url }) => url !== undefined && url === urlOf(topic) && !claimed.has(id));
		const id = same?.id ?? freshId(topic, (slugs.get(slugFor(topic)) ?? 0) > 1, taken);
		taken.add(id);
		if (renamed) claimed.add(renamed.id);
		idOf.set(topic, id);
		const aliases = [...(renamed && !same ? [renamed.id] : []), ...(renamed?.aliases ?? [])];
		if (aliases.length > 0) aliasesOf.set(topic, aliases);
	}
	return { idOf, aliasesOf };
}

/**
 * Matches topics with former ones: by key and address, else by key alone, else by title if exactly one former topic
 * with that title is gone.
 */
function recognised(
	topics: readonly DraftTopic[],
	former: ReadonlyMap<string, Former>,
): ReadonlyMap<DraftTopic, Former> {
	const known = new Map<DraftTopic, Former>();
	const claimed = new Set<string>();
	const claim = (find: (topic: DraftTopic) => Former | undefined) => {
		for (const topic of topics) {
			const found = known.has(topic) ? undefined : find(topic);
			if (!found || claimed.has(found.id)) continue;
			known.set(topic, found);
			claimed.add(found.id);
		}
	};
	claim((topic) => {
		const url = urlOf(topic);
		if (url === undefined) return undefined;
		// If several topics in one place have the same title, the keys of all but the first end with the address.
		const base = topic.key.endsWith(`/${url}`) ? topic.key.slice(0, -url.length - 1) : topic.key;
		return [base, `${base}/${url}`].map((key) => former.get(key)).find((found) => found?.url === url);
	});
	claim(({ key }) => former.get(key));
	const gone = new Map<string, Former[]>();
	for (const topic of former.values())
		if (topic.title !== undefined && !claimed.has(topic.id))
			gone.set(topic.title.toLowerCase(), [...(gone.get(topic.title.toLowerCase()) ?? []), topic]);
	claim(({ title }) => {
		const [only, ...others] = gone.get(title.toLowerCase()) ?? [];
		return others.length === 0 ? only : undefined;
	});
	return known;
}

function urlOf({ resources: [first] }: DraftTopic): string | undefined {
	return first?.url;
}

function slugFor({ title }: DraftTopic): string {
	return slugOf(title) ?? 'topic';
}

function freshId(topic: DraftTopic, isShared: boolean, taken: ReadonlySet<string>): string {
	const slug = slugFor(topic);
	return unique(isShared || taken.has(slug) ? withLetters(slug, topic.key) : slug, taken);
}

function countSlugs(topics: readonly DraftTopic[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const topic of topics) {
		const slug = slugFor(topic);
		counts.set(slug, (counts.get(slug) ?? 0) + 1);
	}
	return counts;
}

/** Appends four letters of the key to a slug: unlike a counter, they do not change when a topic is inserted before. */
function withLetters(slug: string, key: string): string {
	const letters = /^[\w-]{6,40}$/.test(key)
		? key
				.toLowerCase()
				.replace(/[^a-z0-9]/g, '')
				.slice(0, 4)
		: '';
	return `${slug.slice(0, 59)}-${letters.length === 4 ? letters : shortHash(key)}`;
}

export function unique(id: string, taken: ReadonlySet<string>): string {
	if (!taken.has(id)) return id;
	for (let n = 2; ; n++) if (!taken.has(`${id.slice(0, 58)}-${n}`)) return `${id.slice(0, 58)}-${n}`;
}
