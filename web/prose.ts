/** Renders the longer texts of a roadmap: paragraphs, code in a sentence, and code blocks. */
import { codeSpans, proseBlocks } from '../src/domain/prose.ts';
import { el } from './dom.ts';

export function prose(text: string): HTMLElement[] {
	return proseBlocks(text).map((block) =>
		block.isCode ? code(block.text, block.language) : el('p', {}, ...inline(block.text)),
	);
}

/** Renders one paragraph's text with `code` in it. */
export function inline(text: string): (Node | string)[] {
	return codeSpans(text).map((span) => (span.isCode ? el('code', {}, span.text) : span.text));
}

function code(text: string, language: string): HTMLElement {
	const block = el('pre', { class: 'code' }, el('code', {}, text));
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
