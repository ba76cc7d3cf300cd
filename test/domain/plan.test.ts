/** Which week holds what: for any standing and any number of hours. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { estimatesOf } from '../../src/domain/pace.ts';
import { MIN_MINUTES, type PlanInput, planWeeks } from '../../src/domain/plan.ts';
import { planUntil } from '../../src/domain/plan-until.ts';
import { isLeft, isMet } from '../../src/domain/standing.ts';
import { STATUSES, type Status, type Topic } from '../../src/domain/types.ts';
import { BREAD, ids, type Learned, standing, TODAY, topic } from './fixture.ts';

/** The Monday of `TODAY`'s week, which is a Sunday. */
const MONDAY = '2026-11-16';

function input(learned: Learned = {}, said: Partial<PlanInput> = {}): PlanInput {
	const where = standing(learned, { level: 'everything' });
	return { standing: where, estimates: estimatesOf(BREAD), minutesAWeek: 120, finishes: [], projects: [], ...said };
}

/** `topic minutes n/of` for each item of each week. */
function drawn(plan: PlanInput): string[] {
	return planWeeks(plan).weeks.map(({ monday, items }) => {
		const words = items.map(({ what, minutes, part, isDone }) => {
			const name = 'topic' in what ? what.topic.id : `project of ${what.project.id}`;
			return `${name} ${minutes}${part.of > 1 ? ` ${part.n}/${part.of}` : ''}${isDone ? ' done' : ''}`;
		});
		return [monday, ...words].join(' | ');
	});
}

describe('the plan', () => {
	it('begins this Monday, in the order of the path, two hours a week', () => {
		expect(drawn(input()).slice(0, 3)).toEqual([
			'2026-11-16 | grains 60 | milling 60',
			'2026-11-23 | yeast 60 | kneading 60',
			'2026-11-30 | sourdough 60 | heat 60',
		]);
	});

	it('leaves the weeks of a pause empty whose end is known', () => {
		const all = input();
		const paused = (until: string): PlanInput => ({
			...all,
			standing: { ...all.standing, progress: { ...all.standing.progress, pausedUntil: until } },
		});
		expect(drawn(paused('2026-11-30')).slice(0, 3)).toEqual([
			'2026-11-16',
			'2026-11-23',
			'2026-11-30 | grains 60 | milling 60',
		]);
		expect(drawn(paused('2026-11-29'))[1]).toBe('2026-11-23 | grains 60 | milling 60');
		expect(planUntil(paused('2026-11-30'), addDays(MONDAY, 13), 10_000).minutesAWeek).toBeNull();
	});

	it('puts what was begun first, when what it needs is there', () => {
		expect(drawn(input({ marks: { heat: 'started', kneading: 'started' } }))[0]).toBe(
			'2026-11-16 | heat 60 | grains 60',
		);
	});

	it('holds back what is put off until its week', () => {
		const weeks = drawn(input({ later: { grains: '2026-12-09' } }));
		expect(weeks.findIndex((week) => week.includes('grains'))).toBe(3);
		expect(weeks.find((week) => week.startsWith('2026-12-07'))).toContain('grains');
	});

	it('spreads a topic that is longer than what is left of a week, and allows a little more', () => {
		expect(drawn(input({}, { minutesAWeek: 40 })).slice(0, 2)).toEqual([
			'2026-11-16 | grains 40 1/2',
			'2026-11-23 | grains 20 2/2 | milling 20 1/2',
		]);
		expect(drawn(input({}, { minutesAWeek: 53 }))[0]).toBe('2026-11-16 | grains 60');
		expect(drawn(input({}, { minutesAWeek: 52 }))[0]).toBe('2026-11-16 | grains 52 1/2');
	});

	it('begins nothing in a week for less than a quarter of an hour', () => {
		expect(drawn(input({}, { minutesAWeek: 75 }))[0]).toBe('2026-11-16 | grains 60 | milling 15 1/2');
		expect(drawn(input({}, { minutesAWeek: 74 }))[0]).toBe('2026-11-16 | grains 60');
	});

	it('keeps what was done this week where it was done, and counts it', () => {
		const done = input(
			{ marks: { grains: 'done', milling: 'done' } },
			{
				finishes: [
					{ topic: 'grains', day: '2026-11-15' },
					{ topic: 'milling', day: '2026-11-17' },
				],
			},
		);
		expect(drawn(done)[0]).toBe('2026-11-16 | milling 60 done | yeast 60');
	});

	it('puts a project behind the last topic of its stage', () => {
		const projects = BREAD.stages.filter(({ id }) => id === 'flour').map((stage) => ({ stage, minutes: 180 }));
		expect(drawn(input({}, { projects })).slice(1, 3)).toEqual([
			'2026-11-23 | project of flour 120 1/2',
			'2026-11-30 | project of flour 60 2/2 | yeast 60',
		]);
		const doneStage = { marks: { grains: 'done', milling: 'known' } } as const;
		expect(drawn(input(doneStage, { projects }))[0]).toBe('2026-11-16 | project of flour 120 1/2');
	});

	it('is one empty week where nothing is left', () => {
		const marks = Object.fromEntries(
			BREAD.stages.flatMap(({ topics }) => topics.map(({ id }) => [id, 'known' as const])),
		);
		expect(drawn(input({ marks }))).toEqual([MONDAY]);
	});

	const anyStanding = fc.record({
		marks: fc.dictionary(
			fc.constantFrom(...ids(BREAD.stages.flatMap(({ topics }) => topics))),
			fc.constantFrom(...STATUSES),
		),
		later: fc.dictionary(
			fc.constantFrom('grains', 'heat', 'yeast'),
			fc.integer({ min: 1, max: 90 }).map((days) => addDays(TODAY, days)),
		),
	});

	test('holds each topic that is left once, whole, after what it needs, within the hours', () => {
		fc.assert(
			fc.property(anyStanding, fc.integer({ min: MIN_MINUTES, max: 900 }), (learned, minutesAWeek) => {
				const plan = input(learned as Learned, { minutesAWeek });
				const { weeks, beyond } = planWeeks(plan);
				expect(beyond).toEqual([]);
				const totals = new Map<string, number>();
				for (const { items } of weeks) {
					expect(sum(items)).toBeLessThanOrEqual(minutesAWeek * 1.15);
					for (const { what, minutes, part } of items) {
						if (!('topic' in what)) continue;
						if (part.n === 1) expectNeedsBefore(plan, what.topic, totals);
						totals.set(what.topic.id, (totals.get(what.topic.id) ?? 0) + minutes);
					}
				}
				const left = plan.standing.scope.topics.filter((one) => isLeft(plan.standing, one));
				expect([...totals.keys()].sort()).toEqual(ids(left).sort());
				for (const [id, minutes] of totals) expect(minutes).toBe(plan.estimates.of(id));
			}),
		);
	});

	function expectNeedsBefore({ standing: where, estimates }: PlanInput, { needs }: Topic, totals: Map<string, number>) {
		for (const need of needs) if (!isMet(where, need)) expect(totals.get(need)).toBe(estimates.of(need));
	}
});

describe('a plan with an end', () => {
	it('says the hours that it takes', () => {
		const all = input();
		const { minutesAWeek, leaveOut } = planUntil(all, addDays(MONDAY, 27), 10_000);
		expect(leaveOut).toEqual([]);
		const lastMonday = (minutes: number) => planWeeks({ ...all, minutesAWeek: minutes }).weeks.at(-1)?.monday ?? '';
		expect(lastMonday(minutesAWeek ?? 0) <= addDays(MONDAY, 21)).toBe(true);
		expect(lastMonday((minutesAWeek ?? 0) - 30) > addDays(MONDAY, 21)).toBe(true);
	});

	it('leaves out optional topics first, then recommended ones, and no more than needed', () => {
		const { leaveOut } = planUntil(input(), addDays(MONDAY, 20), 180);
		expect(leaveOut.map(({ tier }) => tier)).toEqual([...leaveOut.map(({ tier }) => tier)].sort(byTier));
		const weeksAfter = (count: number) => {
			const marks = Object.fromEntries(leaveOut.slice(0, count).map(({ id }): [string, Status] => [id, 'skipped']));
			return planWeeks(input({ marks }, { minutesAWeek: 180 })).weeks.length;
		};
		expect(weeksAfter(leaveOut.length)).toBe(3);
		expect(weeksAfter(leaveOut.length - 1)).toBe(4);
	});

	it('never leaves out core topics', () => {
		const { leaveOut, isEnough } = planUntil(input(), addDays(MONDAY, 6), 60);
		expect(isEnough).toBe(false);
		expect(leaveOut).not.toContain(topic('grains'));
		expect(leaveOut).toHaveLength(
			BREAD.stages.flatMap(({ topics }) => topics).filter(({ tier }) => tier !== 'core').length,
		);
	});
});

function sum(items: readonly { readonly minutes: number }[]): number {
	return items.reduce((total, { minutes }) => total + minutes, 0);
}

function byTier(a: string, b: string): number {
	return ['optional', 'recommended', 'core'].indexOf(a) - ['optional', 'recommended', 'core'].indexOf(b);
}
