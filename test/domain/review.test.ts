/** What is asked on a day: capped, mixed, and never a pile. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dueDay, isLeech, isResting, LIMITS, minutesFor, type Question, sessionOf } from '../../src/domain/review.ts';
import type { Recollection } from '../../src/domain/schedule.ts';

const TODAY = '2026-11-28';
const NONE_TODAY = { fresh: 0, checks: 0 };

function question(topic: string, id: string, said: Partial<Question> & { due?: string; last?: string } = {}): Question {
	const { due, last = '2026-11-01', ...rest } = said;
	const recollection: Recollection | undefined =
		due === undefined ? undefined : { stability: 5, difficulty: 5, last, due, answers: 1, lapses: 0 };
	return {
		topic: { id: topic, number: '1.1', title: topic, tier: 'core', needs: [] },
		id,
		recollection,
		chance: due === undefined ? 0 : 0.8,
		isRewritten: false,
		isCheck: false,
		...rest,
	};
}

const names = (questions: readonly Question[]) => questions.map(({ topic, id }) => `${topic.id}/${id}`);

describe('a session', () => {
	it('asks what is due and leaves what is not', () => {
		const session = sessionOf(
			[question('a', '1', { due: TODAY }), question('b', '1', { due: '2026-11-29' })],
			TODAY,
			LIMITS,
			NONE_TODAY,
			'2026-11-27',
		);
		expect(names(session)).toEqual(['a/1']);
	});

	it('begins with the least remembered, after two weeks away with the best remembered', () => {
		const due = [
			question('a', '1', { due: TODAY, chance: 0.7 }),
			question('b', '1', { due: TODAY, chance: 0.9 }),
			question('c', '1', { due: TODAY, chance: 0.5 }),
		];
		expect(names(sessionOf(due, TODAY, LIMITS, NONE_TODAY, '2026-11-27'))).toEqual(['c/1', 'a/1', 'b/1']);
		expect(names(sessionOf(due, TODAY, LIMITS, NONE_TODAY, '2026-11-14'))).toEqual(['b/1', 'a/1', 'c/1']);
		expect(names(sessionOf(due, TODAY, LIMITS, NONE_TODAY, '2026-11-15'))).toEqual(['c/1', 'a/1', 'b/1']);
	});

	it('brings three new questions a day', () => {
		const fresh = ['a', 'b', 'c', 'd', 'e'].map((topic) => question(topic, '1'));
		expect(sessionOf(fresh, TODAY, LIMITS, NONE_TODAY, '')).toHaveLength(3);
		expect(sessionOf(fresh, TODAY, LIMITS, { fresh: 2, checks: 0 }, '')).toHaveLength(1);
		expect(sessionOf(fresh, TODAY, LIMITS, { fresh: 3, checks: 0 }, '')).toHaveLength(0);
	});

	it('checks two placed topics a day, by one question each, before anything else', () => {
		const placed = ['a', 'b', 'c'].flatMap((topic) => [
			question(topic, '1', { isCheck: true }),
			question(topic, '2', { isCheck: true }),
		]);
		const session = sessionOf([question('z', '1', { due: TODAY }), ...placed], TODAY, LIMITS, NONE_TODAY, '');
		expect(names(session)).toEqual(['a/1', 'b/1', 'z/1']);
		expect(names(sessionOf(placed, TODAY, LIMITS, { fresh: 2, checks: 2 }, ''))).toEqual([]);
	});

	test('never exceeds the cap, never asks one topic twice in a row or four times, and never asks twice', () => {
		const questions = fc
			.array(
				fc.record({
					topic: fc.constantFrom('a', 'b', 'c', 'd'),
					isDue: fc.boolean(),
					chance: fc.double({ min: 0, max: 1, noNaN: true }),
				}),
				{ maxLength: 40 },
			)
			.map((items) =>
				items.map(({ topic, isDue, chance }, i) => question(topic, `${i}`, { chance, ...(isDue && { due: TODAY }) })),
			);
		fc.assert(
			fc.property(questions, (all) => {
				const session = sessionOf(all, TODAY, LIMITS, NONE_TODAY, '');
				expect(session.length).toBeLessThanOrEqual(LIMITS.most);
				expect(new Set(names(session)).size).toBe(session.length);
				expect(session.filter(({ recollection }) => !recollection).length).toBeLessThanOrEqual(3);
				const topics = session.map(({ topic }) => topic.id);
				for (const topic of topics) expect(topics.filter((other) => other === topic).length).toBeLessThanOrEqual(3);
				if (new Set(topics).size > 1) {
					for (const [i, topic] of topics.entries()) expect(topic).not.toBe(topics[i + 1]);
				}
			}),
		);
	});
});

describe('a question', () => {
	it('with a rewritten answer is due within seven days', () => {
		const known = { due: '2027-03-01', last: '2026-11-20' };
		expect(dueDay(question('a', '1', known))).toBe('2027-03-01');
		expect(dueDay(question('a', '1', { ...known, isRewritten: true }))).toBe('2026-11-27');
		expect(dueDay(question('a', '1', { due: '2026-11-22', last: '2026-11-20', isRewritten: true }))).toBe('2026-11-22');
	});

	it('that is missed four times, then each second time, is a leech', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 8].filter(isLeech)).toEqual([4, 6, 8]);
	});

	it('rests as a leech until its topic was opened, or for thirty days', () => {
		const leech = { stability: 1, difficulty: 9, last: '2026-11-01', due: '2026-11-02', answers: 9, lapses: 4 };
		expect(isResting(leech, true, '', '2026-11-30')).toBe(true);
		expect(isResting(leech, true, '', '2026-12-01')).toBe(false);
		expect(isResting(leech, true, '2026-11-01', '2026-11-03')).toBe(false);
		expect(isResting(leech, true, '2026-10-31', '2026-11-03')).toBe(true);
		expect(isResting(leech, false, '', '2026-11-03')).toBe(false);
		expect(isResting({ ...leech, lapses: 5 }, true, '', '2026-11-03')).toBe(false);
	});

	it('takes half a minute', () => {
		expect([1, 2, 8, 10].map(minutesFor)).toEqual([1, 1, 4, 5]);
	});
});
