/** The syntax of a roadmap's longer texts: paragraphs, code in a fence or indented, and `code` in a sentence. */
import { smallest } from './numbers.ts';

export interface ProseBlock {
	readonly isCode: boolean;
	/** Code is without its indentation and the blank lines around it. */
	readonly text: string;
	/** The words after the fence: `sql postgres`; '' for indented code. */
	readonly language: string;
}

/** Splits a text into its blocks. A fence that is not closed reaches to the end. */
export function proseBlocks(text: string): ProseBlock[] {
	// Four parts for each fenced block: the text before it, the words after the fence, the code, and the closing fence's.
	const parts = text.split(/^```(.*)$/m);
	return parts.flatMap((part, i) => {
		if (i % 4 === 0) return paragraphsIn(part);
		return i % 4 === 2 ? [codeBlock(part, parts[i - 1]?.trim())] : [];
	});
}

/** Splits a sentence at its `code`. */
export function codeSpans(text: string): { readonly text: string; readonly isCode: boolean }[] {
	return text.split(/`([^`]+)`/).map((part, i) => ({ text: part, isCode: i % 2 === 1 }));
}

function paragraphsIn(text: string): ProseBlock[] {
	const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim() !== '');
	return parts.map((part) =>
		/^(?: {4}|\t).*(?:\n(?: {4}|\t).*)*\n?$/.test(part) ? codeBlock(part) : { isCode: false, text: part, language: '' },
	);
}

function codeBlock(text: string, language = ''): ProseBlock {
	const lines = text
		.replaceAll('\t', '    ')
		.replace(/^\s*\n/, '')
		.trimEnd()
		.split('\n');
	const margin = smallest(lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
	return {
		isCode: true,
		text: lines.map((line) => (line.trim() === '' ? '' : line.slice(margin))).join('\n'),
		language,
	};
}
