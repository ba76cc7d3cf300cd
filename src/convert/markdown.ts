/**
 * Parses Markdown with curricula in it: READMEs with tables of courses, lists of links, and checklists. mdast and its
 * GFM extensions are imported only here.
 */
import type { List, ListItem, Nodes, Root, RootContent, Table, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { toString as allTextOf } from 'mdast-util-to-string';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { addressesIn, addressTitle, cleanTitle, withoutAddresses } from './curriculum.ts';
import { plainHtml, withoutHtml } from './html.ts';
import { FRONT_MATTER } from './kind.ts';

export type { List, ListItem, Nodes, Root, RootContent, Table, TableRow };

/** Returns the text of a part, without pictures and bare addresses. */
export function textOf(node: Nodes): string {
	let text = allTextOf(node, { includeImageAlt: false });
	for (const { title, from, to } of unparsedLinks(text).reverse()) text = text.slice(0, from) + title + text.slice(to);
	return withoutAddresses(text).trim();
}

const MAX_WORDS_LENGTH = 200;
const MAX_ADDRESS_LENGTH = 2_000;

/** Finds `[words](address)` that is text to Markdown: its address has a space in it, or there is a bracket too many. */
function unparsedLinks(text: string): { title: string; url: string; from: number; to: number }[] {
	return [...text.matchAll(/\]\(\s{0,9}(?=https?:\/\/)/g)].flatMap(({ 0: mark, index }) => {
		const start = index + mark.length;
		const end = closingBracket(text, start);
		if (end === undefined) return [];
		const words = text.slice(Math.max(0, index - MAX_WORDS_LENGTH), index).replace(/\]$/, '');
		const title = words.slice(words.lastIndexOf('[') + 1);
		const isClosed = !words.includes('[') || title.includes(']');
		const from = isClosed ? index : index - (text[index - 1] === ']' ? 1 : 0) - title.length - 1;
		return [{ title: isClosed ? '' : title, url: text.slice(start, end), from, to: end + 1 }];
	});
}

/** @returns where the bracket around an address ends that has at most pairs of brackets in it */
function closingBracket(text: string, start: number): number | undefined {
	let depth = 0;
	for (let at = start; at < Math.min(text.length, start + MAX_ADDRESS_LENGTH); at++) {
		if (text[at] === '(') depth++;
		if (text[at] === ')' && depth-- === 0) return at;
	}
	return undefined;
}

/**
 * Parses GitHub's Markdown: CommonMark with tables, task boxes and strikethrough.
 *
 * The parser takes quadratic time in the length of a list or table (88 s for 20,000 items), so a document is split
 * before headings, between items of long lists and between rows of long tables, and the parts are parsed separately.
 */
export function parseMarkdown(text: string): Root {
	const all = tamed(withoutHtml(text.replace(FRONT_MATTER, (lines) => lines.replace(/.+/g, ''))));
	const definitions = definitionsIn(all);
	const children = chunksOf(all.map((line) => (DEFINITION.test(line.text) ? { ...line, text: '' } : line))).flatMap(
		(chunk) => {
			const names = chunk.lines.flatMap((line) => [...line.matchAll(NAME)].map(([, name = '']) => name.toLowerCase()));
			const used = [...new Set(names)].flatMap((name) => definitions.get(name) ?? []);
			const root = fromMarkdown([...chunk.lines, '', ...used].join('\n'), OPTIONS);
			settle(root, chunk.before);
			resolveReferences(root, addressesOf(root.children));
			return root.children;
		},
	);
	return { type: 'root', children };
}

const OPTIONS = {
	extensions: [gfmTable(), gfmTaskListItem(), gfmStrikethrough()],
	mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown(), gfmStrikethroughFromMarkdown()],
};

/** How many lines a document may have; real ones have up to 3,000. A longer one would take seconds. */
const MAX_LINES = 5_000;

/** Whether a document is longer than is parsed. */
export function isTooLong(text: string): boolean {
	let lines = 0;
	for (let at = text.indexOf('\n'); at >= 0 && lines <= MAX_LINES; at = text.indexOf('\n', at + 1)) lines++;
	return lines > MAX_LINES;
}

/** Link definitions, `[name]: https://…`, which links anywhere in the document may use. */
const DEFINITION = /^ {0,3}\[([^\]]{1,200})\]: *\S/;
const NAME = /\[([^[\]]{1,200})\]/g;
const MARKER = /^([ \t]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)(\S.*)$/;
const FENCE = /^\s{0,20}(`{3,}|~{3,})/;
const MAX_LINE_LENGTH = 10_000;
const MAX_COLUMNS = 40;
const MAX_DEPTH = 8;

interface Line {
	readonly text: string;
	/** Whether it is within a fenced block, or its fence. */
	readonly isCode: boolean;
}

/**
 * Splits a document into lines and reindents its lists by four spaces a level, as CommonMark wants them, comparing each
 * item with the one above: people indent by 1 to 16. Very long lines and deeply nested quotes, which no curriculum has,
 * are cut.
 */
function tamed(text: string): Line[] {
	const indents: number[] = [];
	let fence = '';
	return text.split(/\r\n?|\n/).map((long) => {
		const line = long.slice(0, MAX_LINE_LENGTH).replace(/^(?:\s{0,3}>){3,}/, '> ');
		const mark = FENCE.exec(line)?.[1] ?? '';
		const isMark = mark !== '' && (fence === '' || mark.startsWith(fence));
		if (isMark || fence !== '') {
			if (isMark) fence = fence === '' ? mark : '';
			// A line that is indented less than its item would end the item, and with it the code.
			return {
				text: ' '.repeat(4 * Math.min(indents.length, MAX_DEPTH)) + (isMark ? line.trimStart() : line),
				isCode: true,
			};
		}
		const [, space = '', marker, rest = ''] = MARKER.exec(line) ?? [];
		if (marker === undefined) {
			if (/^\S/.test(line)) indents.length = 0;
			return { text: line.startsWith('|') ? line.split('|', MAX_COLUMNS).join('|') : line, isCode: false };
		}
		const width = space.replaceAll('\t', '    ').length;
		while (indents.length > 0 && width <= (indents.at(-1) ?? 0)) indents.pop();
		const level = Math.min(indents.length, MAX_DEPTH);
		indents.push(width);
		return { text: `${' '.repeat(4 * level)}${marker.trim()} ${rest}`, isCode: false };
	});
}

/** Returns the line of each link definition by its name, in lower case; the first counts. */
function definitionsIn(lines: readonly Line[]): ReadonlyMap<string, string> {
	const definitions = new Map<string, string>();
	for (const { text } of lines) {
		const name = DEFINITION.exec(text)?.[1]?.toLowerCase();
		if (name !== undefined && !definitions.has(name)) definitions.set(name, text);
	}
	return definitions;
}

interface Chunk {
	/** How many lines of the document precede its first. */
	readonly before: number;
	readonly lines: string[];
}

/** The length, in lines, from which a chunk ends at the next item or row. */
const CHUNK = 20;

function chunksOf(lines: readonly Line[]): Chunk[] {
	const chunks: Chunk[] = [{ before: 0, lines: [] }];
	let head: readonly string[] = [];
	for (const [i, { text, isCode }] of lines.entries()) {
		const isFull = (chunks.at(-1)?.lines.length ?? 0) > CHUNK;
		const isRow = isFull && head.length > 0 && text.includes('|');
		const isItem = isFull && /^(?:[-*+]|\d{1,9}[.)]) /.test(text);
		// A table continues under the same header.
		if (!isCode && (isRow || isItem || /^#{1,6} /.test(text)))
			chunks.push({ before: i - (isRow ? head.length : 0), lines: isRow ? [...head] : [] });
		chunks.at(-1)?.lines.push(text);
		if (/^\|? *:?-+:? *\|/.test(text)) head = [lines[i - 1]?.text ?? '', text];
		else if (text.trim() === '') head = [];
	}
	return chunks;
}

/** Counts lines from the document's beginning, and takes the tags out of HTML. */
function settle(node: Nodes, before: number): void {
	if (node.position) node.position.start.line += before;
	if (node.type === 'html') node.value = plainHtml(node.value);
	if ('children' in node) for (const child of node.children) settle(child, before);
}

/** Returns the address for each reference name; the first definition counts. */
function addressesOf(parts: readonly RootContent[]): ReadonlyMap<string, string> {
	const named = parts.flatMap((part) => (part.type === 'definition' ? [[part.identifier, part.url] as const] : []));
	return new Map(named.reverse());
}

/** Replaces `[words][name]` with the link it refers to. */
function resolveReferences(node: Nodes, addresses: ReadonlyMap<string, string>): void {
	if (node.type === 'linkReference') {
		const url = addresses.get(node.identifier);
		if (url !== undefined) Object.assign(node, { type: 'link', url });
	}
	if ('children' in node) for (const child of node.children) resolveReferences(child, addresses);
}

/** A link in a text, with its words and address. */
export interface MarkdownLink {
	/** '' for a bare address. */
	readonly title: string;
	readonly url: string;
	readonly line: number;
}

/**
 * Collects the links in a node, without pictures, badges and links within the page. Nodes for which `stop` returns true
 * are skipped.
 */
export function linksIn(node: Nodes, stop: (node: Nodes) => boolean = () => false): MarkdownLink[] {
	const links: MarkdownLink[] = [];
	const visit = (part: Nodes) => {
		if (part.type === 'link') {
			const isBadge = part.children.every(({ type }) => type === 'image' || type === 'html');
			// Some write `[words]((https://…))`.
			const url = part.url.replace(/^\((.*)\)$/s, '$1');
			if (!url.startsWith('#') && !isBadge) links.push({ title: textOf(part), url, line: lineOf(part) });
			return;
		}
		// What stands in an HTML block is not parsed as Markdown.
		if (part.type === 'text' || part.type === 'html')
			for (const { title, url } of unparsedLinks(part.value)) links.push({ title, url, line: lineOf(part) });
		if (part.type === 'text')
			for (const url of addressesIn(part.value)) links.push({ title: '', url, line: lineOf(part) });
		if ('children' in part) for (const child of part.children) if (!stop(child)) visit(child);
	};
	if (!stop(node)) visit(node);
	return links;
}

/** How long a text may be that is a title although it does not begin with its link. */
const MAX_TITLE_LENGTH = 120;

/**
 * Returns the title of a text with links: the words of the link that it begins with or that stands in a long text, else
 * all its words, else an address.
 */
export function titleOf(text: string, [first]: readonly MarkdownLink[]): string {
	const isLink =
		first !== undefined && (text.length > MAX_TITLE_LENGTH || wordsIn(text).startsWith(wordsIn(first.title)));
	return (isLink && cleanTitle(first.title)) || cleanTitle(text) || (first ? addressTitle(first.url) : '');
}

/** Without what stands before the first word, such as a bracket or an emoji. */
function wordsIn(text: string): string {
	return text.replace(/^[^\p{L}\p{N}]+/u, '');
}

export function lineOf(node: Nodes): number {
	return node.position?.start.line ?? 0;
}

/** Whether a list is a table of contents: it links only within its own document. */
export function isContents(list: List): boolean {
	let inside = 0;
	let outside = 0;
	const visit = (node: Nodes) => {
		if (node.type === 'link') node.url.startsWith('#') ? inside++ : outside++;
		if ('children' in node) for (const child of node.children) visit(child);
	};
	visit(list);
	return inside > 0 && outside === 0;
}
