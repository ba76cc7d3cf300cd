import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merged, mergedWithoutBase } from '../../src/domain/merge.ts';

const LABELS = { ours: 'here', theirs: 'there' };
const one = (base: string, ours: string, theirs: string) => merged(base, ours, theirs, LABELS);

describe('two versions of one text', () => {
	test.each([
		['nobody changed anything', 'a\n', 'a\n', 'a\n', 'a\n'],
		['one side changed it', 'a\nb\nc\n', 'a\nB\nc\n', 'a\nb\nc\n', 'a\nB\nc\n'],
		['the other side did', 'a\nb\nc\n', 'a\nb\nc\n', 'a\nb\nC\n', 'a\nb\nC\n'],
		['both changed other lines', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n'],
		['both made the same change', 'a\n', 'b\n', 'b\n', 'b\n'],
		['both added at the end', 'a\n', 'a\nb\n', 'a\nc\n', 'a\nb\nc\n'],
		['both added the same line at the end', 'a\n', 'a\nb\n', 'a\nb\n', 'a\nb\n'],
		['both wrote into nothing', '', 'b\n', 'c\n', 'b\nc\n'],
		['one side took a line out, the other added', 'a\nb\nc\n', 'a\nc\n', 'a\nb\nc\nd\n', 'a\nc\nd\n'],
		['both took the same line out', 'a\nb\n', 'a\n', 'a\n', 'a\n'],
		['one side took all out', 'a\nb\n', '', 'a\nb\n', ''],
		[
			'dated lines go by their dates, with the lines under them',
			'',
			'- 2026-11-03 late\n',
			'- 2026-11-01 early\n  more\n',
			'- 2026-11-01 early\n  more\n- 2026-11-03 late\n',
		],
		['line ends of Windows are no change', 'a\nb\n', 'a\r\nb\r\n', 'a\nb\nc\n', 'a\nb\nc\n'],
	])('%s', (_, base, ours, theirs, result) => {
		expect(one(base, ours, theirs).replaceAll('\r', '')).toBe(result);
	});

	test('that changed the same line both stay, between marks', () => {
		expect(one('a\nb\nc\n', 'a\nX\nc\n', 'a\nY\nc\n')).toBe('a\n<<<<<<< here\nX\n=======\nY\n>>>>>>> there\nc\n');
	});
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '- 2026-11-01 x'), { maxLength: 8 });
const text = lines.map((list) => list.map((line) => `${line}\n`).join(''));

test('what only one side changed is what it says; no line that was added is lost', () => {
	fc.assert(
		fc.property(text, text, text, (base, ours, theirs) => {
			expect(one(base, ours, base)).toBe(ours);
			expect(one(base, base, theirs)).toBe(theirs);
			const result = new Set(one(base, ours, theirs).split('\n'));
			const old = new Set(base.split('\n'));
			for (const line of [...ours.split('\n'), ...theirs.split('\n')]) {
				if (!old.has(line) && line !== '') expect(result).toContain(line);
			}
		}),
	);
});

describe('two texts without a base', () => {
	const [D1, D2, D3] = ['- 2026-11-20 one\n', '- 2026-11-21 two\n  more\n', '- 2026-11-22 three\n'];

	test.each([
		['differ in the middle', '1\nA\n3\n', '1\nB\n3\n', '1\n<<<<<<< here\nA\n=======\nB\n>>>>>>> there\n3\n'],
		['have nothing in common', 'A', 'B', '<<<<<<< here\nA\n=======\nB\n>>>>>>> there\n'],
		['one has a line more', 'a\nc\n', 'a\nb\nc\n', 'a\nb\nc\n'],
		['the other has', 'a\nb\nc\n', 'a\nc\n', 'a\nb\nc\n'],
		['one is empty', '', 'a\n', 'a\n'],
		['are lists of dated lines', D1 + D3, D1 + D2, D1 + D2 + D3],
		['one is a list of dated lines', D1, `x\n${D2}`, `<<<<<<< here\n${D1}=======\nx\n${D2}>>>>>>> there\n`],
	])('%s', (_, ours, theirs, result) => {
		expect(mergedWithoutBase(ours, theirs, LABELS)).toBe(result);
	});

	test('lose no line', () => {
		fc.assert(
			fc.property(text, text, (ours, theirs) => {
				const result = new Set(mergedWithoutBase(ours, theirs, LABELS).split('\n'));
				for (const line of [...ours.split('\n'), ...theirs.split('\n')])
					if (line !== '') expect(result).toContain(line);
			}),
		);
	});
});

test.each([
	['lines that are all alike', () => 'x'],
	['lines that come again and again', (i: number) => String(i % 700)],
	['lines of which none is like another', (i: number) => String(i)],
])('a very long text of %s is merged at once', { timeout: 20_000 }, (_, line) => {
	const base = Array.from({ length: 150_000 }, (_, i) => `${line(i)}\n`);
	const at = (i: number, added: string) => [...base.slice(0, i), added, ...base.slice(i)].join('');
	const result = one(base.join(''), at(1_000, 'ours\n'), at(100_000, 'theirs\n'));
	expect(result).toContain('ours\n');
	expect(result).toContain('theirs\n');
});
