/** The syntax of longer texts, which the terminal and the page share. */
import { describe, expect, test } from 'vitest';
import { codeSpans, proseBlocks } from '../../src/domain/prose.ts';

const paragraph = (text: string) => ({ isCode: false, text, language: '' });
const code = (text: string, language = '') => ({ isCode: true, text, language });

describe('blocks', () => {
	test.each([
		['', []],
		['One\nline.\n \t\nAnother.', [paragraph('One\nline.'), paragraph('Another.')]],
		[
			'Before:\n\n```sql postgres\nSELECT 1\n```\nAfter.',
			[paragraph('Before:'), code('SELECT 1', 'sql postgres'), paragraph('\nAfter.')],
		],
		['```\na\n```\n```\nb\n```', [code('a'), code('b')]],
		['```\nnever closed\n\nto the end', [code('never closed\n\nto the end')]],
		['So:\n\n    if x:\n        y\n\nDone.', [paragraph('So:'), code('if x:\n    y'), paragraph('Done.')]],
		['\tone\n\t\ttwo', [code('one\n    two')]],
		['```\n\n  a\n\n    b\n\n```', [code('a\n\n  b')]],
		['    four\nand none', [paragraph('    four\nand none')]],
	])('%j', (text, blocks) => {
		const shown = proseBlocks(text);
		expect(shown.map((block) => (block.isCode ? block : { ...block, text: block.text.trimEnd() }))).toEqual(blocks);
	});
});

test.each([
	['no code', [['no code', false]]],
	[
		'a `b` c',
		[
			['a ', false],
			['b', true],
			[' c', false],
		],
	],
	[
		'`over\na line`',
		[
			['', false],
			['over\na line', true],
			['', false],
		],
	],
	['a ` alone', [['a ` alone', false]]],
])('code in %j', (text, spans) => {
	expect(codeSpans(text).map((span) => [span.text, span.isCode])).toEqual(spans);
});
