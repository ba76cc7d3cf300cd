/** Two versions of a file: what becomes of journals and of notes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completed, eventsBehind, extended } from '../../src/sync/merge.ts';
import { bothOf, isConflicted, withBlocks } from '../../src/sync/versions.ts';

function event(n: number): string {
	const id = `01KAPDXVZ8${String(n).padStart(16, '0')}`;
	return `{"v":1,"id":"${id}","at":"2026-11-22T10:00:00.000Z","roadmap":"data-engineer","topic":"t${n}","to":"done"}\n`;
}

const [A, B, C, D] = [event(1), event(2), event(3), event(4)] as [string, string, string, string];

describe('journals', () => {
	test.each([
		['both empty', '', '', '', ''],
		['nothing here', '', A, A, A],
		['nothing there', A, '', A, A],
		['the same', A + B, A + B, A + B, A + B],
		['more there', A, A + B + C, A + B + C, A + B + C],
		['more here', A + B, A, A + B, A + B],
		['each has what the other lacks', A + B, A + C, A + B + C, A + C + B],
		['the same in another order', A + B, B + A, A + B, B + A],
		['nothing in common', A, B, A + B, B + A],
		['torn here in the middle of what is whole there', A + B.slice(0, 40), A + B, A + B, A + B],
		[
			'torn here, and other lines there',
			A + B.slice(0, 40),
			A + C,
			`${A}${B.slice(0, 40)}\n${C}`,
			`${A}${C}${B.slice(0, 40)}\n`,
		],
		['no newline at the end', A + B.trimEnd(), A + C, A + B + C, A + C + B],
		[
			'a line that no version knows',
			`${A}{"v":2,"x":1}\n`,
			A + B,
			`${A}{"v":2,"x":1}\n${B}`,
			`${A}${B}{"v":2,"x":1}\n`,
		],
		['the same event twice', A + A, A + B, A + A + B, A + B],
		['the same damage on both sides', `?\n${A}`, `?\n${B}`, `?\n${A}${B}`, `?\n${B}${A}`],
	])('%s', (_what, here, there, nowHere, nowThere) => {
		expect(extended(Buffer.from(here), Buffer.from(there)).toString()).toBe(nowHere);
		expect(extended(Buffer.from(there), Buffer.from(here)).toString()).toBe(nowThere);
	});

	test('whatever the two are: both only grow, hold the same lines, and stay so', () => {
		const journal = fc
			.array(fc.constantFrom(A, B, C, D, 'damaged\n', '\n'), { maxLength: 6 })
			.chain((lines) => fc.nat({ max: 20 }).map((cut) => Buffer.from(lines.join('').slice(0, -cut || undefined))));
		fc.assert(
			fc.property(journal, journal, (here, there) => {
				const [nowHere, nowThere] = [extended(here, there), extended(there, here)];
				expect(nowHere.subarray(0, here.length).equals(here)).toBe(true);
				expect(nowThere.subarray(0, there.length).equals(there)).toBe(true);
				const lines = (bytes: Buffer) => [...new Set(bytes.toString().split('\n').filter(Boolean))].sort();
				const whole = (bytes: Buffer) => lines(bytes).filter((line) => `${A}${B}${C}${D}`.includes(`${line}\n`));
				expect(whole(nowHere)).toEqual(whole(nowThere));
				expect(extended(nowHere, nowThere).equals(nowHere)).toBe(true);
				expect(extended(nowThere, nowHere).equals(nowThere)).toBe(true);
			}),
		);
	});

	test('a second copy gives the events that the journal lacks, and nothing that is torn', () => {
		const copy = Buffer.from(A + C + D.slice(0, 30));
		expect(completed(Buffer.from(A + B), copy).toString()).toBe(A + B + C);
		expect(completed(Buffer.from(A + B), Buffer.from(B)).toString()).toBe(A + B);
	});

	test('events are counted behind what was there', () => {
		expect(eventsBehind(Buffer.from(`${A}x\n${B}${C}`), A.length)).toBe(2);
	});
});

const LABELS = { ours: 'on a', theirs: 'on another machine' };
const END = '>>>>>>> keep what you want of these versions, and delete the marks';

function marked(...versions: readonly (readonly [label: string, ...lines: string[]])[]): string {
	const lines = versions.flatMap(([label, ...text], i) => [`${i === 0 ? '<<<<<<<' : '======='} ${label}`, ...text]);
	return [...lines, END].join('\n');
}

/** What git prints for a conflict, with marks of 9. */
function fromGit(before: string, ours: string, theirs: string, after: string): string {
	return `${before}<<<<<<<<< ours\n${ours}=========\n${theirs}>>>>>>>>> theirs\n${after}`;
}

describe('notes', () => {
	test('a conflict is written so that one reads what it is', () => {
		expect(withBlocks(fromGit('one\n', 'mine\n', 'yours\n', 'two\n'), 9, LABELS)).toBe(
			`one\n${marked(['on a', 'mine'], ['on another machine', 'yours'])}\ntwo\n`,
		);
	});

	test('lines of a note that look like marks of git are no conflict', () => {
		const note = 'one\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> branch\n';
		expect(isConflicted(note)).toBe(false);
		expect(withBlocks(note, 9, LABELS)).toBe(note);
	});

	test('a version that is a block itself becomes a part of one longer block', () => {
		const theirs = `${marked(['on b', 'B'], ['on c', 'C'])}\n`;
		expect(withBlocks(fromGit('', 'mine\n', theirs, ''), 9, LABELS)).toBe(
			`${marked(['on a', 'mine'], ['on b', 'B'], ['on c', 'C'])}\n`,
		);
	});

	test('a conflict inside a block becomes more versions of that block', () => {
		const inside = fromGit('<<<<<<< on b\nfirst\n', 'B1\n', 'B2\n', `======= on c\nC\n${END}\n`);
		expect(withBlocks(inside, 9, LABELS)).toBe(
			`${marked(['on a', 'first', 'B1'], ['on another machine', 'first', 'B2'], ['on c', 'C'])}\n`,
		);
	});

	test('a version that is there twice is there once', () => {
		const theirs = `${marked(['on b', 'mine'], ['on c', 'C'])}\n`;
		expect(withBlocks(fromGit('', 'mine\n', theirs, ''), 9, LABELS)).toBe(
			`${marked(['on a', 'mine'], ['on c', 'C'])}\n`,
		);
		expect(withBlocks(fromGit('', 'mine\n', 'mine\n', ''), 9, LABELS)).toBe('mine\n');
	});

	test('torn marks are text', () => {
		for (const text of [END, '<<<<<<< on a\nx\n', `<<<<<<< on a\nx\n${END}\n`, '======= on b\n']) {
			expect(isConflicted(text)).toBe(false);
			expect(withBlocks(text, 9, LABELS)).toBe(text);
		}
	});

	test('what git cannot compare stays whole, twice', () => {
		expect(bothOf('a\0\n', 'b\0', LABELS)).toBe(`${marked(['on a', 'a\0'], ['on another machine', 'b\0'])}\n`);
	});

	test('lines that Windows ends are found as well', () => {
		expect(isConflicted(`${marked(['on a', 'x'], ['on b', 'y'])}\n`.replaceAll('\n', '\r\n'))).toBe(true);
	});

	test('blocks within blocks without end take no time', () => {
		for (const text of ['<<<<<<< on a\n', `<<<<<<< on a\n${END}\n`, `${END}\n`, '======= on a\n'])
			expect(isConflicted(text.repeat(50_000))).toBe(false);
		const deep = '<<<<<<< on a\nx\n======= on b\n'.repeat(20_000) + `${END}\n`.repeat(20_000);
		expect(isConflicted(deep)).toBe(true);
		// Whatever is not understood stays as it is.
		expect(withBlocks('<<<<<<< on a\n'.repeat(50_000), 9, LABELS)).toBe('<<<<<<< on a\n'.repeat(50_000));
	});

	test('a block after torn marks is found', () => {
		expect(isConflicted(`<<<<<<< torn\n${marked(['on a', 'x'], ['on b', 'y'])}\n`)).toBe(true);
	});
});
