/** The common form that every source is converted to: stages of topics, and what was omitted. */
import { safeLine } from '../domain/safe.ts';
import type { Kind, Tier } from '../domain/types.ts';
import { readUrl } from '../domain/url.ts';

export interface Curriculum {
	readonly title: string;
	readonly stages: readonly DraftStage[];
	readonly omissions: readonly Omission[];
	/** How many topics each rule assigned to a stage, if there are several rules. */
	readonly rules?: ReadonlyMap<string, number>;
}

export interface DraftStage {
	readonly title: string;
	readonly phase?: string | undefined;
	readonly topics: DraftTopic[];
}

export interface DraftTopic {
	/** Identifies the topic in its source across conversions: a node's id, or its stage and title. */
	readonly key: string;
	readonly title: string;
	readonly summary?: string | undefined;
	readonly tier?: Tier | undefined;
	readonly minutes?: number | undefined;
	/** Its prerequisites, in the source's words. */
	readonly wants: readonly string[];
	readonly outcomes: string[];
	readonly resources: DraftResource[];
	/** Whether it only collects links of the source that belong to no topic. */
	readonly isReading?: boolean;
	/** Ticked in the source; with the day, YYYY-MM-DD, if the source has it. */
	readonly done?: { readonly day?: string | undefined } | undefined;
}

export interface DraftResource {
	readonly kind: Kind;
	readonly title: string;
	readonly url: string;
	readonly start?: boolean | undefined;
}

/** A resource as it stands in the source. */
type FoundResource = Pick<DraftResource, 'url' | 'start'> & {
	readonly [Field in 'kind' | 'title']?: DraftResource[Field] | undefined;
};

/** Something in the source that is not in the roadmap. */
export interface Omission {
	/** A line, a file or a node. */
	readonly where: string;
	readonly why: string;
}

export function topicsOf({ stages }: Pick<Curriculum, 'stages'>): DraftTopic[] {
	return stages.flatMap(({ topics }) => topics);
}

/** Collects topics by the key of their stage, in the order in which the keys come. */
export class Stages {
	readonly #stages = new Map<string, DraftStage>();

	/** @param isHead whether the topic comes first and gives the stage its title */
	add(key: string, topic: DraftTopic, { title = key, phase, isHead = false }: StageFields = {}): void {
		const { topics, ...stage } = this.#stages.get(key) ?? { title, phase, topics: [] };
		if (isHead) topics.unshift(topic);
		else topics.push(topic);
		this.#stages.set(key, { ...stage, ...(isHead && { title: topic.title }), topics });
	}

	all(): DraftStage[] {
		return [...this.#stages.values()];
	}
}

interface StageFields {
	readonly title?: string;
	readonly phase?: string | undefined;
	readonly isHead?: boolean;
}

const MAX_LENGTH = 500;

/** `:rocket:`, which GitHub shows as an emoji. */
const SHORTCODE = / :[a-z][\w+-]+:/g;

/** `[[Joins]]` and `[[Joins|how to join]]`, in notes of Obsidian and wikis. */
const WIKI_LINK = /\[\[([^[\]|]+\|)?([^[\]|]+)\]\]/g;

/**
 * Normalises a title as the format requires: one NFC line of at most 500 characters, without emoji and emphasis; '' for
 * nothing but dots and dashes.
 */
export function cleanTitle(text: string): string {
	const plain = ` ${text}`
		.normalize('NFC')
		.replace(/\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\uFE0F\u200D]/gu, '')
		.replace(SHORTCODE, '')
		.replace(WIKI_LINK, '$2')
		.replace(/[*_`~]{2,}|`/g, '');
	const line = safeLine(plain)
		.replace(/\s+/g, ' ')
		.replace(/[:：]$/, '')
		.trim();
	return /^[\s.…·•_–—-]*$/.test(line) ? '' : shorten(line);
}

/** Shortens a line to at most 500 characters, between words. */
export function shorten(line: string): string {
	if (line.length <= MAX_LENGTH) return line;
	const cut = line.slice(0, MAX_LENGTH - 1);
	const space = cut.lastIndexOf(' ');
	return `${cut.slice(0, space > MAX_LENGTH / 2 ? space : cut.length).trimEnd()}…`;
}

/** Returns the first sentence of a text, for use as a summary. */
export function firstSentence(text: string): string | undefined {
	const line = safeLine(text.normalize('NFC')).replace(/\s+/g, ' ').trim();
	const end = /[.!?。](?=\s|$)/.exec(line);
	return shorten(end ? line.slice(0, end.index + 1) : line) || undefined;
}

export function makeTopic(fields: Partial<DraftTopic> & Pick<DraftTopic, 'key' | 'title'>): DraftTopic {
	return { wants: [], outcomes: [], resources: [], ...fields };
}

/**
 * Adds a resource to a topic unless it has it already; an invalid address is recorded as an omission.
 * @param resource its kind is guessed from its address, and its title is the address, if there is none
 */
export function addResource(
	topic: DraftTopic,
	{ kind, title = '', url: given, start }: FoundResource,
	where: string,
	omissions: Omission[],
): void {
	const { url, fault } = { fault: undefined, ...readUrl(given) };
	if (url === undefined) omissions.push({ where, why: `${shortAddress(given)}: ${fault}` });
	else if (!topic.resources.some((other) => other.url === url))
		topic.resources.push({ kind: kind ?? kindOf(url), title: cleanTitle(title) || addressTitle(url), url, start });
}

function shortAddress(url: string): string {
	return safeLine(url.length > 80 ? `${url.slice(0, 79)}…` : url);
}

/** Returns an address without its scheme: `example.com/page`. */
export function addressTitle(url: string): string {
	return url
		.slice(0, 200)
		.replace(/^https?:\/\/(?:www\.)?/i, '')
		.replace(/\/$/, '');
}

/** Where an address begins that is not the target of a Markdown link. */
const SCHEME = /(?<!\]\()https?:\/\//g;
const ENDS_ADDRESS = /[\s<>[\]"'`]/;

/** Returns the addresses in a text, without the punctuation after them. */
export function addressesIn(text: string): string[] {
	return bareAddresses(text).map(({ from, to }) => text.slice(from, to).replace(/[.,;:!?*_]{1,5}$/, ''));
}

export function withoutAddresses(text: string): string {
	const addresses = bareAddresses(text);
	const ends = [0, ...addresses.map(({ to }) => to)];
	return ends.map((end, i) => text.slice(end, addresses[i]?.from)).join('');
}

interface Stretch {
	readonly from: number;
	readonly to: number;
}

function bareAddresses(text: string): Stretch[] {
	const found: Stretch[] = [];
	for (const { index: from, 0: scheme } of text.matchAll(SCHEME)) {
		if (from < (found.at(-1)?.to ?? 0)) continue;
		const to = endOfAddress(text, from + scheme.length);
		if (to > from + scheme.length) found.push({ from, to });
	}
	return found;
}

/** An address may contain pairs of parentheses, but not half of one: `(see https://example.com/a_(b))`. */
function endOfAddress(text: string, start: number): number {
	let opening: number | undefined;
	for (let i = start; ; i++) {
		const character = text.charAt(i);
		if (character === '' || ENDS_ADDRESS.test(character)) return opening ?? i;
		if (character === '(' && opening !== undefined) return opening;
		if (character === ')' && opening === undefined) return i;
		if (character === '(') opening = i;
		if (character === ')') opening = undefined;
	}
}

const HOSTS: readonly (readonly [RegExp, Kind])[] = [
	[/(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com)$/, 'video'],
	[/(?:^|\.)(?:github\.com|gitlab\.com)$/, 'repo'],
	[/(?:^|\.)(?:coursera\.org|edx\.org|udacity\.com|udemy\.com|khanacademy\.org)$|^ocw\./, 'course'],
	[/(?:^|\.)(?:arxiv\.org|doi\.org|dl\.acm\.org)$/, 'paper'],
	[/(?:^|\.)(?:amazon\.\w+|oreilly\.com|manning\.com)$/, 'book'],
	[/(?:^|\.)(?:leetcode\.com|hackerrank\.com|exercism\.org)$/, 'exercises'],
	[/^docs?\.|\.readthedocs\.io$|^developer\.mozilla\.org$/, 'docs'],
];

/** Guesses a resource's kind from its address. */
function kindOf(url: string): Kind {
	const { hostname } = new URL(url);
	return HOSTS.find(([pattern]) => pattern.test(hostname))?.[1] ?? 'article';
}
