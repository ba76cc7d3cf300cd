/**
 * Reads a topic file of roadmap.sh: Markdown with a heading, some text, and a list of `[@kind@Title](address)`. Only
 * the heading, the first sentence and the addresses are used.
 */
import { nearest } from '../domain/closest.ts';
import type { Kind } from '../domain/types.ts';
import { addResource, cleanTitle, type DraftTopic, firstSentence, type Omission } from './curriculum.ts';
import { linksIn, parseMarkdown, textOf } from './markdown.ts';

const KINDS = new Map<string, Kind>([
	['official', 'docs'],
	['opensource', 'repo'],
	['article', 'article'],
	['video', 'video'],
	['course', 'course'],
	['podcast', 'video'],
	['feed', 'article'],
	['book', 'book'],
	['website', 'article'],
	['roadmap', 'docs'],
]);

/** How much of a topic's file is read; real ones have 20 lines. */
const MAX_LINES = 1_000;

export interface TopicFile {
	readonly title: string;
	readonly summary: string | undefined;
	readonly links: readonly {
		/** Undefined if the file does not say it. */
		readonly kind: Kind | undefined;
		readonly isOfficial: boolean;
		readonly title: string;
		readonly url: string;
	}[];
	/** Lines that look like a link and have no address. */
	readonly broken: readonly string[];
}

export function readTopicFile(text: string): TopicFile {
	const parts = parseMarkdown(text.split('\n', MAX_LINES).join('\n')).children;
	const heading = parts.find((part) => part.type === 'heading');
	const first = parts.find((part) => part.type === 'paragraph');
	const links = parts.flatMap((part) => linksIn(part));
	const linked = new Set(links.map(({ line }) => line));
	const broken = text.split(/\r\n?|\n/).filter((line, i) => /^\s*[-*+] \[@/.test(line) && !linked.has(i + 1));
	return {
		title: heading ? cleanTitle(textOf(heading)) : '',
		summary: first ? firstSentence(textOf(first)) : undefined,
		links: links.map(({ title, url }) => ({ ...typedLink(title), url })),
		broken: broken.map((line) => line.trim().slice(0, 80)),
	};
}

/** Parses `@article@Title`; a misspelt kind is matched to the nearest one. */
function typedLink(title: string): { kind: Kind | undefined; isOfficial: boolean; title: string } {
	const [, word, rest = ''] = /^@([A-Za-z-]{1,20})@(.*)$/s.exec(title) ?? [];
	if (word === undefined) return { kind: undefined, isOfficial: false, title: title.replace(/^@+/, '') };
	const name = word.toLowerCase();
	const known = KINDS.has(name) ? name : (nearest(name, [...KINDS.keys()], 3)[0] ?? '');
	return { kind: KINDS.get(known), isOfficial: known === 'official', title: rest };
}

/** Adds the content of its file to a topic. */
export function withFile(topic: DraftTopic, file: TopicFile, where: string, omissions: Omission[]): DraftTopic {
	const start = file.links.findIndex(({ isOfficial }) => isOfficial);
	const filled: DraftTopic = { ...topic, summary: file.summary, resources: [] };
	for (const [i, { kind, title, url }] of file.links.entries()) {
		const isStart = i === Math.max(start, 0);
		addResource(filled, { kind, title, url, ...(isStart && { start: true }) }, where, omissions);
	}
	for (const line of file.broken) omissions.push({ where, why: `no address: ${line}` });
	return filled;
}
