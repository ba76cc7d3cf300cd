/** A year of one learner, whose memory follows a curve of its own, on two devices and with three pauses. */
import { expect, test } from 'vitest';
import { answersIn, rememberedFrom } from '../../src/domain/answers.ts';
import { addDays, daysBetween } from '../../src/domain/day.ts';
import type { ReviewEvent } from '../../src/domain/event.ts';
import { type Question, questionKey, questionsOf } from '../../src/domain/question.ts';
import { LIMITS, sessionOf, TARGET } from '../../src/domain/review.ts';
import type { Grade } from '../../src/domain/schedule.ts';
import type { Lesson, Topic } from '../../src/domain/types.ts';
import { BREAD } from './fixture.ts';

const FIRST = '2026-01-01';
const DAYS = 365;
const PAUSES = [
	[60, 74],
	[150, 171],
	[280, 290],
] as const;
const LESSON: Lesson = {
	summary: '',
	resources: [],
	recall: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, ask: id, answer: id })),
};

/** The same numbers each time, from 0 to 1 (Lehmer 1949, with the constants of Park and Miller). */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

/** A memory that halves the rest of what it knows again and again, and holds longer each time it is asked in time. */
class Learner {
	readonly #roll = dice(20_261_128);
	/** Days in which the chance falls to 90 %, and the day of the last answer. */
	readonly #held = new Map<string, { days: number; last: string }>();

	answer(key: string, today: string): Grade {
		const held = this.#held.get(key);
		if (!held) {
			const knows = this.#roll() < 0.6;
			this.#held.set(key, { days: (knows ? 3 : 1) * (0.7 + this.#roll() * 0.8), last: today });
			return knows ? 3 : 1;
		}
		const chance = 0.9 ** (daysBetween(held.last, today) / held.days);
		const knows = this.#roll() < chance;
		// What was nearly forgotten gains most.
		const days = knows ? held.days * (1.6 + 8 * (1 - chance)) : Math.max(1, held.days * 0.35);
		this.#held.set(key, { days, last: today });
		return knows ? 3 : 1;
	}
}

test('never more than the cap, what is asked is recalled as often as aimed at, and no answer is lost', {
	timeout: 120_000,
}, () => {
	const topics: Topic[] = Array.from({ length: 100 }, (_, i) => ({
		...{ id: `t${i}`, number: `1.${i + 1}`, title: `${i}`, tier: 'core', needs: [] },
	}));
	const learner = new Learner();
	const devices: [ReviewEvent[], ReviewEvent[]] = [[], []];
	const outcomes: boolean[] = [];
	let given = 0;
	for (let day = 0; day < DAYS; day++) {
		if (PAUSES.some(([from, until]) => day >= from && day < until)) continue;
		const today = addDays(FIRST, day);
		const done = topics.slice(0, Math.floor((day * 2) / 7));
		const answers = answersIn([...devices[1], ...devices[0]], BREAD, new Date(`${today}T20:00:00.000Z`));
		const all = rememberedFrom(answers, TARGET);
		expect(answers).toHaveLength(given);
		expect(all.reduce((sum, one) => sum + one.answers, 0)).toBe(given);
		const remembered = new Map(all.map((one) => [questionKey(one.topic, one.question), one]));
		const record = { remembered, settings: new Map() };
		const turns = sessionOf(
			questionsOf(done, () => LESSON, record, today),
			record,
			today,
			LIMITS,
		);
		expect(turns.length).toBeLessThanOrEqual(LIMITS.most);
		expect(turns.filter(({ asked }) => asked === 'new').length).toBeLessThanOrEqual(LIMITS.mostNew);
		for (const [i, { question, asked }] of turns.entries()) {
			const grade = learner.answer(keyOf(question), today);
			if (asked === 'due') outcomes.push(grade > 1);
			const minute = String(i).padStart(2, '0');
			devices[(day + i) % 2]?.push({
				...{ v: 1, id: `d${day}q${minute}`, at: `${today}T18:${minute}:00.000Z`, day: `${today}+00:00` },
				...{ roadmap: 'bread', kind: 'review', topic: question.topic.id, question: question.recall.id, grade, asked },
			});
			given += 1;
		}
	}
	const recalled = outcomes.filter(Boolean).length / outcomes.length;
	expect(outcomes.length).toBeGreaterThan(1000);
	expect(Math.abs(recalled - TARGET)).toBeLessThan(0.03);
});

function keyOf({ topic, recall }: Question): string {
	return questionKey(topic.id, recall.id);
}
