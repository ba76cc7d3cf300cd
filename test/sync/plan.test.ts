/** Two versions of a file: what becomes of journals and of notes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventsBehind, extended } from '../../src/sync/plan.ts';

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
		['torn here, and other lines there', A + B.slice(0, 40), A + C, `${A}${B.slice(0, 40)}\n${C}`, A + C],
		['no newline at the end', A + B.trimEnd(), A + C, A + B + C, A + C + B],
		['a line that no version knows', `${A}{"v":2,"x":1}\n`, A + B, `${A}{"v":2,"x":1}\n${B}`, A + B],
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
		expect(extended(Buffer.from(A + B), copy).toString()).toBe(A + B + C);
		expect(extended(Buffer.from(A + B), Buffer.from(B)).toString()).toBe(A + B);
	});

	test('events are counted behind what was there', () => {
		expect(eventsBehind(Buffer.from(`${A}x\n${B}${C}`), A.length)).toBe(2);
	});
});
