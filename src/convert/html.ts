/** Rewrites the HTML that people write in Markdown documents to Markdown, so that its links and headings count. */

interface Tag {
	readonly name: string;
	readonly isEnd: boolean;
	readonly attributes: string;
	readonly from: number;
	readonly to: number;
}

const MAX_TAG_LENGTH = 2_000;
const MAX_WORDS_LENGTH = 2_000;

/** The tags of HTML; others, as in `List<String>`, are words. */
const NAMES = new Set(
	'a abbr b big blockquote br center cite code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark nobr ol p picture pre q s small source span strike strong sub summary sup svg table tbody td th thead tr tt u ul var video'.split(
		' ',
	),
);

/** Rewrites links and headings, leaves out comments, and keeps the number of lines. */
export function withoutHtml(text: string): string {
	if (!text.includes('<')) return text;
	// An indented heading would be code.
	const source = withoutComments(text).replace(/^[ \t]{1,20}(?=<h[1-6][\s>])/gim, '');
	const headed = replaceElements(source, /^h[1-6]$/, ({ name }, inner, before) =>
		before.trim() === '' ? `${'#'.repeat(Number(name[1]))} ${inner.replace(/\s+/g, ' ').trim()}` : undefined,
	);
	return replaceElements(headed, /^a$/, linkOf);
}

/** @param rewrite gets what precedes the element on its line; undefined leaves the element as it is */
function replaceElements(
	source: string,
	names: RegExp,
	rewrite: (tag: Tag, inner: string, before: string) => string | undefined,
): string {
	const parts: string[] = [];
	let from = 0;
	let open: Tag | undefined;
	for (const tag of tagsIn(source)) {
		if (!names.test(tag.name)) continue;
		if (tag.isEnd && open?.name === tag.name && tag.from - open.to <= MAX_WORDS_LENGTH) {
			const whole = source.slice(open.from, tag.to);
			const before =
				source
					.slice(Math.max(from, open.from - MAX_WORDS_LENGTH), open.from)
					.split('\n')
					.at(-1) ?? '';
			const text = rewrite(open, source.slice(open.to, tag.from), before);
			const lineEnds = '\n'.repeat(whole.split('\n').length - 1);
			parts.push(source.slice(from, open.from), text === undefined ? whole : text + lineEnds);
			from = tag.to;
		}
		open = tag.isEnd ? undefined : tag;
	}
	return [...parts, source.slice(from)].join('');
}

/** Returns the text of an HTML part: a line break for `<br>`, and nothing for other tags. */
export function plainHtml(html: string): string {
	const parts: string[] = [];
	let from = 0;
	for (const tag of tagsIn(html)) {
		parts.push(html.slice(from, tag.from), tag.name === 'br' ? '\n' : '');
		from = tag.to;
	}
	return [...parts, html.slice(from)].join('');
}

function tagsIn(html: string): Tag[] {
	const tags: Tag[] = [];
	let end = -1;
	for (const { 0: start, 1: slash, 2: word = '', index } of html.matchAll(/<(\/?)([a-z]{1,10}[1-6]?)(?=[\s/>])/gi)) {
		// Looked for again only when it is passed, so that tags without an end cost no more than others.
		if (end < index) end = html.indexOf('>', index);
		if (end < 0) break;
		const name = word.toLowerCase();
		if (!NAMES.has(name) || end - index > MAX_TAG_LENGTH) continue;
		const attributes = html.slice(index + start.length, end);
		tags.push({ name, isEnd: slash === '/', attributes, from: index, to: end + 1 });
	}
	return tags;
}

/** @returns '' for a badge: a link around pictures; undefined for an anchor without an address */
function linkOf({ attributes }: Tag, inner: string): string | undefined {
	const [, quote = '', rest = ''] = /\bhref\s?=\s?(["']?)(\S.*)/is.exec(attributes) ?? [];
	const url = rest.split(quote === '' ? /\s/ : quote)[0]?.trim();
	if (!url) return undefined;
	const words = wordsOf(inner);
	if (words === '' && /<(?:img|picture|svg)\b/i.test(inner)) return '';
	return `[${words.replace(/[[\]]/g, '')}](${url.replaceAll('&amp;', '&')})`;
}

function wordsOf(html: string): string {
	return plainHtml(html).replace(/\s+/g, ' ').trim();
}

/** Leaves out comments that begin a line; one without an end is left to the parser. */
function withoutComments(text: string): string {
	const parts: string[] = [];
	let from = 0;
	for (const { index } of text.matchAll(/^ {0,3}<!--/gm)) {
		if (index < from) continue;
		const end = text.indexOf('-->', index);
		if (end < 0) break;
		parts.push(text.slice(from, index), '\n'.repeat(text.slice(index, end).split('\n').length - 1));
		from = end + 3;
	}
	return [...parts, text.slice(from)].join('');
}
