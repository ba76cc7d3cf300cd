/**
 * Assigns ids to converted topics. Ids are permanent, so a repeated conversion must reuse them: `x.from.json` next to
 * the roadmap records which topic of the source has which id.
 */

import { shortHash } from '../domain/checksum.ts';
import { SLUG } from '../domain/types.ts';
import { isRecord, parseJson, slugOf } from '../domain/values.ts';
import type { Curriculum, DraftTopic } from './curriculum.ts';

/** What `x.from.json` records about a topic. */
interface Former {
	readonly id: string;
	/** Its first address, which identifies it after a change of title. */
	readonly url?: string;
}

export interface Origin {
	/** The id of the roadmap. */
	readonly id: string;
	/** By the topics' keys in the source. */
	readonly topics: ReadonlyMap<string, Former>;
}

export interface Ids {
	readonly idOf: ReadonlyMap<DraftTopic, string>;
	/** Former ids of topics. */
	readonly aliasOf: ReadonlyMap<DraftTopic, string>;
}

/** @returns undefined if `originText` did not write it */
export function readOrigin(text: string): Origin | undefined {
	const value = parseJson(text);
	if (!isRecord(value) || typeof value.id !== 'string' || !isRecord(value.topics)) return undefined;
	const topics = Object.entries(value.topics).flatMap(([key, former]) => {
		if (!isRecord(former) || typeof former.id !== 'string' || !SLUG.test(former.id)) return [];
		return [[key, { id: former.id, ...(typeof former.url === 'string' && { url: former.url }) }] as const];
	});
	return { id: value.id, topics: new Map(topics) };
}

/** @param former the record of an earlier conversion; topics that are gone stay in the record */
export function originText(id: string, curriculum: Curriculum, { idOf }: Ids, former: Origin | undefined): string {
	const topics = new Map(former?.topics);
	for (const topic of curriculum.stages.flatMap((stage) => stage.topics)) {
		const url = topic.resources[0]?.url;
		topics.set(topic.key, { id: idOf.get(topic) ?? '', ...(url !== undefined && { url }) });
	}
	return `${JSON.stringify({ id, topics: Object.fromEntries(topics) }, null, '\t')}\n`;
}

/**
 * Gives each topic its former id, else one derived from its title; topics with equal titles also get letters of their
 * keys.
 */
export function giveIds(curriculum: Curriculum, former: Origin | undefined): Ids {
	const topics = curriculum.stages.flatMap((stage) => stage.topics);
	const keys = new Set(topics.map(({ key }) => key));
	const gone = [...(former?.topics ?? [])].filter(([key]) => !keys.has(key)).map(([, topic]) => topic);
	const taken = new Set([...(former?.topics.values() ?? [])].map(({ id }) => id));
	const slugs = countSlugs(topics);
	const idOf = new Map<DraftTopic, string>();
	const aliasOf = new Map<DraftTopic, string>();
	const given = new Set<string>();
	for (const topic of topics) {
		const slug = slugOf(topic.title) ?? 'topic';
		const known = former?.topics.get(topic.key)?.id ?? gone.find(({ id }) => id === slug)?.id;
		const isFree = known !== undefined && !given.has(known);
		const renamed = isFree
			? undefined
			: gone.find(({ id, url }) => url !== undefined && url === topic.resources[0]?.url && !given.has(id));
		const isShared = (slugs.get(slug) ?? 0) > 1 || taken.has(slug);
		const id = isFree ? known : unique(isShared ? withLetters(slug, topic.key) : slug, new Set([...given, ...taken]));
		given.add(id);
		idOf.set(topic, id);
		if (renamed) {
			given.add(renamed.id);
			aliasOf.set(topic, renamed.id);
		}
	}
	return { idOf, aliasOf };
}

function countSlugs(topics: readonly DraftTopic[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { title } of topics) {
		const slug = slugOf(title) ?? 'topic';
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
