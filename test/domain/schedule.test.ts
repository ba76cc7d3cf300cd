/** The schedule, held against ts-fsrs' own: its `reschedule` runs a history through its whole scheduler. */
import fc from 'fast-check';
import { createEmptyCard, FSRSAlgorithm, fsrs } from 'ts-fsrs';
import { describe, expect, it, test } from 'vitest';
import { addDays, daysBetween } from '../../src/domain/day.ts';
import { TARGET } from '../../src/domain/review.ts';
import { type Grade, type GradedAnswer, schedulerFor } from '../../src/domain/schedule.ts';

const grade = fc.constantFrom<Grade>(1, 2, 3, 4);
const history = fc
	.array(fc.record({ grade, gap: fc.integer({ min: 1, max: 400 }) }), { minLength: 1, maxLength: 15 })
	.map((steps) => {
		let day = '2026-01-01';
		return steps.map(({ grade, gap }, i): GradedAnswer => {
			if (i > 0) day = addDays(day, gap);
			return { day, grade };
		});
	});

describe('the schedule', () => {
	const { recollectionAfter } = schedulerFor(TARGET);

	test('has the stability and difficulty of ts-fsrs after any history', () => {
		const whole = fsrs({ request_retention: TARGET, enable_fuzz: false, enable_short_term: false });
		fc.assert(
			fc.property(history, (answers) => {
				const reviews = answers.map(({ day, grade }) => ({ rating: grade, review: new Date(`${day}T00:00:00Z`) }));
				const card = whole.reschedule(createEmptyCard(reviews[0]?.review), reviews).collections.at(-1)?.card;
				const state = recollectionAfter(answers);
				expect(state?.stability).toBeCloseTo(card?.stability ?? Number.NaN, 6);
				expect(state?.difficulty).toBeCloseTo(card?.difficulty ?? Number.NaN, 6);
			}),
			{ numRuns: 2_000 },
		);
	});

	test('asks again after a day at least and a year at most', () => {
		fc.assert(
			fc.property(history, fc.double({ min: 0.8, max: 0.95, noNaN: true }), (answers, target) => {
				const state = schedulerFor(target).recollectionAfter(answers);
				const days = daysBetween(state?.last ?? '', state?.due ?? '');
				expect(days).toBeGreaterThanOrEqual(1);
				expect(days).toBeLessThanOrEqual(365);
			}),
		);
	});

	it('asks when the chance has fallen to the target', () => {
		const state = recollectionAfter([
			{ day: '2026-01-01', grade: 3 },
			{ day: '2026-01-04', grade: 3 },
			{ day: '2026-01-20', grade: 3 },
		]);
		if (!state) throw new Error('no state');
		const chance = new FSRSAlgorithm({}).forgetting_curve(daysBetween(state.last, state.due), state.stability);
		expect(chance).toBeGreaterThan(TARGET - 0.02);
		expect(chance).toBeLessThan(TARGET + 0.02);
	});

	it('counts misses only after a first success', () => {
		const grades: Grade[] = [1, 1, 3, 1, 2, 1];
		expect(recollectionAfter(grades.map((grade, i) => ({ grade, day: addDays('2026-01-01', i * 3) })))?.lapses).toBe(2);
	});

	it('has no state without an answer', () => {
		expect(recollectionAfter([])).toBeUndefined();
	});
});
