/** What every form that is converted comes to: stages of topics, and what was left out on the way. */
import { safeLine } from '../domain/safe.ts';
import type { Kind, Tier } from '../domain/types.ts';
import { readUrl } from '../domain/url.ts';

export interface Curriculum {
	readonly title: string;
	readonly stages: readonly DraftStage[];
	readonly omissions: readonly Omission[];
	/** How many topics came to their stage by which rule, where there are several. */
	readonly rules?: ReadonlyMap<string, number>;
}

export interface DraftStage {
	readonly title: string;
	readonly phase?: string | undefined;
	readonly topics: DraftTopic[];
}

export interface DraftTopic {
	/** What tells it from the others in its source, and stays when it is converted again: a node's id, or where it stands. */
	readonly key: string;
	readonly title: string;
	readonly summary?: string | undefined;
	readonly tier?: Tier | undefined;
	readonly minutes?: number | undefined;
	/** What it wants learned before, in the source's own words. */
	readonly wants: readonly string[];
	readonly outcomes: string[];
	readonly resources: DraftResource[];
	/** It holds what the source only links to beside its topics. */
	readonly isReading?: boolean;
	/** Ticked in the source; with the day, YYYY-MM-DD, where the source has it. */
	readonly done?: { readonly day?: string | undefined } | undefined;
}

export interface DraftResource {
	readonly kind: Kind;
	readonly title: string;
	readonly url: string;
	readonly start?: boolean;
}

/** Something of the source that is not in the roadmap. */
export interface Omission {
	/** A line, a file or a node. */
	readonly where: string;
	readonly why: string;
}

const LONGEST = 500;

/** A title as the format has it: one line, composed, without emoji and emphasis, at most 500 characters. */
export function cleanTitle(text: string): string {
	const plain = text
		.normalize('NFC')
		.replace(/\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\uFE0F\u200D]/gu, '')
		.replace(/[*_`~]{2,}|`/g, '');
	const line = safeLine(plain)
		.replace(/\s+/g, ' ')
		.replace(/[:：]$/, '')
		.trim();
	return shorten(line);
}

/** One line of at most 500 characters, cut between words. */
export function shorten(line: string): string {
	if (line.length <= LONGEST) return line;
	const cut = line.slice(0, LONGEST - 1);
	const space = cut.lastIndexOf(' ');
	return `${cut.slice(0, space > LONGEST / 2 ? space : cut.length).trimEnd()}…`;
}

/** The first sentence of a text, as a summary. */
export function firstSentence(text: string): string | undefined {
	const line = safeLine(text.normalize('NFC')).replace(/\s+/g, ' ').trim();
	const end = /[.!?。](?=\s|$)/.exec(line);
	return shorten(end ? line.slice(0, end.index + 1) : line) || undefined;
}

export function makeTopic(fields: Partial<DraftTopic> & Pick<DraftTopic, 'key' | 'title'>): DraftTopic {
	return { wants: [], outcomes: [], resources: [], ...fields };
}

/** Gives a topic something to read, once; what cannot be opened is left out and said. */
export function addResource(topic: DraftTopic, resource: DraftResource, where: string, omissions: Omission[]): void {
	const { url, fault } = { fault: undefined, ...readUrl(resource.url) };
	if (url === undefined) omissions.push({ where, why: `${shortAddress(resource.url)}: ${fault}` });
	else if (!topic.resources.some((other) => other.url === url))
		topic.resources.push({ ...resource, title: cleanTitle(resource.title) || hostOf(url), url });
}

function shortAddress(url: string): string {
	return safeLine(url.length > 80 ? `${url.slice(0, 79)}…` : url);
}

function hostOf(url: string): string {
	return new URL(url).hostname.replace(/^www\./, '');
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

/** The kind of a resource, as far as its address tells. */
export function kindOfAddress(url: string): Kind {
	const read = readUrl(url);
	const host = read.url === undefined ? '' : new URL(read.url).hostname;
	return HOSTS.find(([pattern]) => pattern.test(host))?.[1] ?? 'article';
}
