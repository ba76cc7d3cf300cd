import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	dated,
	hasWords,
	mergedNotes,
	patched,
	patchOf,
	withoutPatch,
	withoutSettledBlocks,
} from '../../src/domain/notes.ts';
import { safeText } from '../../src/domain/safe.ts';
import { shownNotes } from '../../src/render/prose.ts';

describe('a dated line', () => {
	test.each([
		['a line', '- 2026-11-22 a line'],
		['  around it  ', '- 2026-11-22 around it'],
		['first\nsecond\n\nthird', '- 2026-11-22 first\n  second\n\n  third'],
		['', undefined],
		[' \n ', undefined],
	])('%j', (text, line) => expect(dated(text, '2026-11-22')).toBe(line));
});

describe('words are found', () => {
	test.each([
		['An anti-join', ['ANTI'], true],
		['An anti-join', ['anti', 'join'], true],
		['An anti-join', ['anti', 'hash'], false],
		['Größe', ['GRÖSSE'], true],
		// The same letter, in one sign and in two.
		['cafe\u0301', ['caf\u00e9'], true],
	])('%j %j', (text, words, found) => expect(hasWords(text, words)).toBe(found));
});

test('whatever wrote them, notes show no line ends of Windows and nothing that a terminal acts on', () => {
	expect(safeText('a\r\nb\rc\u001b[31m\n')).toBe('a\nb\ufffdc\ufffd[31m\n');
	expect(shownNotes('\r\n  \n    code\n\tmore\n\n')).toEqual(['    code', '    more']);
});

describe('a change is taken out', () => {
	const out = (before: string, after: string, now: string) => withoutPatch(now, patchOf(before, after));
	test.each([
		['a line that was added', '', '- a\n', '- a\n', ''],
		['of a text without a last line end', 'x', 'x\n- a\n', 'x\n- a\n', 'x'],
		['and what was added since stays', '- a\n', '- a\n- b\n', '- a\n- b\n- c\n', '- a\n- c\n'],
		['and what was written above it stays', '- a\n', '- a\n- b\n', 'new\n\n- a\n- b\n', 'new\n\n- a\n'],
		['lines that were taken away come back', 'a\nb\nc\n', 'a\nc\n', 'a\nc\nd\n', 'a\nb\nc\nd\n'],
		['also where everything was', 'a\nb\n', '', '', 'a\nb\n'],
		['lines that were changed', 'a\nb\nc\n', 'a\nB\nc\n', 'a\nB\nc\nd\n', 'a\nb\nc\nd\n'],
		['unless they were changed again', 'a\nb\n', 'a\nB\n', 'a\nBB\n', undefined],
	])('%s', (_, before, after, now, expected) => expect(out(before, after, now)).toBe(expected));

	const text = fc.array(fc.constantFrom('a', 'b', '', '> c', '```'), { maxLength: 8 }).map((lines) => lines.join('\n'));
	test('any change of a text that was left alone gives the text before it', () => {
		fc.assert(
			fc.property(text, text, (before, after) => {
				expect(out(before, after, after)).toBe(before);
			}),
		);
	});
	test('a line that was added is gone, and the one that was added next stays', () => {
		fc.assert(
			fc.property(text, (before) => {
				const start = before === '' ? '' : `${before}\n`;
				expect(out(start, `${start}- mine\n`, `${start}- mine\n- next\n`)).toBe(`${start}- next\n`);
			}),
		);
	});
});

describe('marks go where nothing is left to choose', () => {
	const marked = (ours: string, theirs: string) => `a\n<<<<<<< here\n${ours}=======\n${theirs}>>>>>>> there\nz\n`;
	test.each([
		['ours is empty', marked('', 'b\n'), 'a\nb\nz\n'],
		['theirs is empty', marked('b\nc\n', ''), 'a\nb\nc\nz\n'],
		['both are the same', marked('b\nc\n', 'b\nc\n'), 'a\nb\nc\nz\n'],
		['they differ', marked('b\n', 'c\n'), marked('b\n', 'c\n')],
		['only the order differs', marked('b\nc\n', 'c\nb\n'), marked('b\nc\n', 'c\nb\n')],
		['a mark is missing', 'a\n<<<<<<< here\nb\n=======\nb\n', 'a\n<<<<<<< here\nb\n=======\nb\n'],
	])('%s', (_, text, expected) => {
		expect(withoutSettledBlocks(text)).toBe(expected);
		expect(withoutSettledBlocks(marked('x\n', 'x\n') + text)).toBe(`a\nx\nz\n${expected}`);
	});
});

describe('two versions become one', () => {
	test.each([
		['nothing and something', '', 'a\n\n  code\n', 'a\n\n  code\n'],
		['something and nothing', 'a\n', '\n', 'a\n'],
		['the same', 'a\nb\n', 'a\nb\n', 'a\nb\n'],
		['ours has more', 'a\nb\n', 'a\n', 'a\nb\n'],
		['theirs goes on, with its blank lines', 'a\n', 'a\n\nb\n\nc\n', 'a\n\nb\n\nc\n'],
		['both have more', 'a\nb\n', 'a\nc\n', 'a\nb\nc\n'],
		['line ends of Windows', 'a\r\nb\r\n', 'a\nb\nc\n', 'a\r\nb\nc\n'],
		['as a checklist shows it', 'a\u001b[1m\n', 'a\ufffd[1m\n', 'a\u001b[1m\n'],
	])('%s', (_, ours, theirs, one) => expect(mergedNotes(ours, theirs)).toBe(one));

	const notes = fc.array(fc.string({ maxLength: 4 }), { maxLength: 6 }).map((lines) => lines.join('\n'));
	test('once is enough, and no line of either is lost', () => {
		fc.assert(
			fc.property(notes, notes, (ours, theirs) => {
				const one = mergedNotes(ours, theirs);
				expect(mergedNotes(one, theirs)).toBe(one);
				expect(mergedNotes(one, ours)).toBe(one);
				expect(one.startsWith(ours.trimEnd())).toBe(true);
				const lines = new Set(
					safeText(one)
						.split('\n')
						.map((line) => line.trimEnd()),
				);
				for (const line of safeText(theirs).split('\n'))
					if (line.trim() !== '') expect(lines).toContain(line.trimEnd());
			}),
		);
	});
});

describe('a change that is made again', () => {
	const texts = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 5 }).map((lines) => lines.join('\n'));
	test('put into the text that it was made for, it makes the other', () => {
		fc.assert(
			fc.property(texts, texts, (before, after) => {
				expect(patched(before, patchOf(before, after))).toBe(after);
			}),
		);
	});

	test('where its lines were changed meanwhile, what it brings goes to the end', () => {
		expect(patched('other\n', patchOf('a\n', 'b\n'))).toBe('other\nb\n');
	});
});

describe('notes of very many lines', () => {
	const many = (line: string, n: number) => Array.from({ length: n }, () => line);

	test('are taken back', () => {
		const text = `kept\n${many('x', 300_000).join('\n')}\n`;
		const patch = patchOf('kept\n', text);
		expect(withoutPatch(text, patch)).toBe('kept\n');
		expect(withoutPatch('kept\n', { at: 1, before: patch.after, after: [] })).toBe(text);
	});

	test('that are all alike are looked through once', { timeout: 2_000 }, () => {
		const text = [...many('x', 200_000), 'y', ...many('x', 200_000)].join('\n');
		const after = [...many('x', 100_000), 'z'];
		expect(withoutPatch(text, { at: 5, before: [], after })).toBeUndefined();
		expect(withoutPatch(`${text}\nz`, { at: 5, before: [], after })?.length).toBe(text.length - 200_000);
	});

	test('lines that moved are found where they are, also where they begin alike', () => {
		const patch = { at: 0, before: ['was'], after: ['a', 'a', 'b'] };
		expect(withoutPatch('new\na\na\na\nb\nend', patch)).toBe('new\na\nwas\nend');
	});
});
