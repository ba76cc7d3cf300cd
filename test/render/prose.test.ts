/** Code in a sentence stays on one line, as long as a line has room for it. */
import { describe, expect, test } from 'vitest';
import { makeTheme, type RenderContext } from '../../src/render/context.ts';
import { inline } from '../../src/render/prose.ts';
import { hanging } from '../../src/render/text.ts';

function lines(text: string, width: number): string[] {
	const context: RenderContext = {
		...{ theme: makeTheme(false), width, plain: false, accessible: false },
		...{ links: false, ascii: false, today: '2026-11-22' },
	};
	return hanging(context, '3', inline(context, text), 3);
}

describe('code in a sentence', () => {
	test('is not broken where it fits on a line', () => {
		expect(lines('Begin with this: `SELECT cup FROM cups`.', 40)).toEqual([
			'3  Begin with this:',
			'   `SELECT cup FROM cups`.',
		]);
	});

	test('is broken between its words where it is longer than a line', () => {
		expect(lines('`row_number() OVER (PARTITION BY user_id ORDER BY day)` in a CTE', 40)).toEqual([
			'3  `row_number() OVER (PARTITION BY',
			'   user_id ORDER BY day)` in a CTE',
		]);
	});
});
