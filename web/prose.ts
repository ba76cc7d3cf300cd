/**
 * Renders the longer texts of a roadmap, with the syntax of `src/render/prose.ts`: paragraphs, inline code, code
 * blocks.
 */
import { el } from './dom.ts';

export function prose(text: string): HTMLElement[] {
	// Three parts per block: the text before the fence, the info string, and the code.
	const parts = text.split(/^```(.*)\n([\s\S]*?)(?:^```.*$|(?![\s\S]))/m);
	return parts.flatMap((part, i) => {
		if (i % 3 === 0) return paragraphs(part);
		return i % 3 === 2 ? [code(part, parts[i - 1] ?? '')] : [];
	});
}

/** Renders one paragraph's text with `code` in it. */
export function inline(text: string): (Node | string)[] {
	return text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? el('code', {}, part) : part));
}

function paragraphs(text: string): HTMLElement[] {
	const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim() !== '');
	return parts.map((part) =>
		/^(?: {4}|\t).*(?:\n(?: {4}|\t).*)*\n?$/.test(part)
			? code(part.replace(/^(?: {4}|\t)/gm, ''), '')
			: el('p', {}, ...inline(part)),
	);
}

function code(text: string, fence: string): HTMLElement {
	const language = fence.trim();
	const block = el('pre', { class: 'code' }, el('code', {}, text.replace(/^\s*\n/, '').trimEnd()));
	// A drawing has no label; the sentence before it explains it.
	if (language === '' || language === 'drawing') return block;
	const isResult = language === 'result';
	const label = el('figcaption', {}, isResult ? 'Result' : language);
	return el('figure', { class: isResult ? 'listing result' : 'listing' }, label, block);
}

/** Makes blocks wider than their container focusable by TAB, so that the arrow keys can scroll them. */
export function reachWideBlocks(within: ParentNode): void {
	for (const block of within.querySelectorAll<HTMLElement>('pre.code')) {
		if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
		else block.removeAttribute('tabindex');
	}
}
