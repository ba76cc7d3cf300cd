import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SLUG } from '../../src/domain/types.ts';
import { slugOf } from '../../src/domain/values.ts';

test.each([
	['Bake bread', 'bake-bread'],
	['  Joins & aggregation ', 'joins-aggregation'],
	['Crème brûlée', 'creme-brulee'],
	['C++', 'c'],
	['2nd edition', '2nd-edition'],
	['ﬁne', 'fine'],
	['日本語', undefined],
	['…', undefined],
	['', undefined],
	[`${'a'.repeat(63)} b`, 'a'.repeat(63)],
	['ﬃ'.repeat(64), 'ffi'.repeat(22).slice(0, 64)],
])('%j: %j', (text, slug) => {
	expect(slugOf(text)).toBe(slug);
});

test('whatever the text, it is an id or none', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const slug = slugOf(text);
			expect(slug === undefined || SLUG.test(slug)).toBe(true);
		}),
	);
});
