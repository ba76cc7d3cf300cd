/**
 * Splits a Markdown document by its headings; recognises which of them number lessons, and which are not part of the
 * course.
 */
import { cleanTitle } from './curriculum.ts';
import { isContents, linksIn, type MarkdownLink, parseMarkdown, type RootContent, textOf } from './markdown.ts';

/** A heading and its content up to the next heading. */
export interface MarkdownSection {
	readonly title: string;
	readonly phase: string | undefined;
	/** The links in the heading. */
	readonly links: readonly MarkdownLink[];
	readonly parts: RootContent[];
}

/** `Week 3: Joins`, `Day03`, `第3天`, in any language, or `3. Joins`. */
const LESSON = /^(?:(\p{L}{1,20})\.? ?)?[#№]? ?(\d{1,3})(?![\d.]\d|\d)/u;

/** Returns whether headings with lists are numbered, starting from 0 or 1, and have a good part of all items. */
export function hasLessons(sections: readonly MarkdownSection[]): boolean {
	const counted = new Map<string, Set<number>>();
	for (const section of sections) {
		const [, word = '', number] = LESSON.exec(section.title) ?? [];
		if (number === undefined || itemsIn(section) === 0) continue;
		const key = word.toLowerCase();
		counted.set(key, new Set([...(counted.get(key) ?? []), Number(number)]));
	}
	const isCounted = [...counted.values()].some((numbers) => numbers.size > 1 && (numbers.has(0) || numbers.has(1)));
	const countIn = (some: readonly MarkdownSection[]) => some.reduce((sum, section) => sum + itemsIn(section), 0);
	return isCounted && countIn(sections.filter(isLesson)) * 3 >= countIn(sections);
}

function itemsIn({ parts }: MarkdownSection): number {
	return parts.reduce((sum, part) => sum + (part.type === 'list' && !isContents(part) ? part.children.length : 0), 0);
}

export function sectionsOf(text: string): { title: string; sections: MarkdownSection[] } {
	const { children } = parseMarkdown(text);
	const highest = children.filter((node) => node.type === 'heading' && node.depth === 1);
	// If there are several, none is the title of the document.
	const title = highest.length === 1 && highest[0] ? cleanTitle(textOf(highest[0])) : '';
	const path: { depth: number; title: string }[] = [];
	const sections: MarkdownSection[] = [{ title: '', phase: undefined, links: [], parts: [] }];
	for (const node of children) {
		if (node.type !== 'heading') {
			for (const section of sectionsWithin(node, sections.at(-1), path.at(-1)?.title)) sections.push(section);
			continue;
		}
		while ((path.at(-1)?.depth ?? 0) >= node.depth) path.pop();
		const words = node === highest[0] && title !== '' ? '' : cleanTitle(textOf(node));
		sections.push({ title: words, phase: path.at(-1)?.title, links: linksIn(node), parts: [] });
		if (words !== '') path.push({ depth: node.depth, title: words });
	}
	return { title, sections };
}

/**
 * Adds a part to its section. List items that begin with a heading (`- ### Arrays`) become sections of their own; some
 * authors write them this way so that they can be folded.
 * @param heading the parent heading of them all
 */
function sectionsWithin(
	part: RootContent,
	section: MarkdownSection | undefined,
	heading: string | undefined,
): MarkdownSection[] {
	if (part.type !== 'list' || !part.children.some(({ children: [first] }) => first?.type === 'heading')) {
		section?.parts.push(part);
		return [];
	}
	return part.children.map(({ children: [first, ...rest] }) => {
		if (first?.type !== 'heading')
			return { title: section?.title ?? '', phase: section?.phase, links: [], parts: first ? [first, ...rest] : rest };
		return { title: cleanTitle(textOf(first)), phase: heading, links: linksIn(first), parts: rest };
	});
}

/** Headings about a project and its people, with nothing to learn. */
const ASIDE =
	/^(?:our |the |all )?(?:instructors?|teachers?|authors?|mentors?|contributors?|contributing|maintainers?|sponsors?|supporters?|partners?|testimonials?|community\b.{0,40}|support|licen[sc]e|credits?|acknowledge?ments?|(?:special )?thanks\b.{0,20}|team|about(?: us| me)?|contact(?: us)?|faqs?|getting help\b.{0,40}|star history|change ?log|code of conduct|translations?|(?:table of )?contents)$/i;

/** Returns whether a heading numbers a lesson or is below one that does. */
export function isLesson({ title, phase = '' }: MarkdownSection): boolean {
	return LESSON.test(title) || LESSON.test(phase);
}

export function isAside({ title, phase = '' }: MarkdownSection): boolean {
	return ASIDE.test(title) || ASIDE.test(phase);
}
