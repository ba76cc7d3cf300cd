/** Expectations are worked out by hand; the sums stand beside them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActivityLog } from '../../src/domain/activity.ts';
import { daysBetween, daysFrom } from '../../src/domain/day.ts';
import { forecastAt } from '../../src/domain/forecast.ts';
import { estimatesOf, type Pace, paceBy, paceOf } from '../../src/domain/pace.ts';
import { BREAD, TODAY } from './fixture.ts';

/** One topic has an estimate, an hour, so every other counts an hour too. */
const ESTIMATES = estimatesOf(BREAD);

function activity(days: readonly string[], pauses: ActivityLog['pauses'] = []): ActivityLog {
	return { days: [], finishes: days.map((day, i) => ({ topic: `t${i}`, day })), pauses };
}

function recorded(topics: number, minutes: number, unevenness = 1, record = topics): Pace {
	return { basis: 'record', topics, minutes, record: { since: TODAY, weeks: 1, topics: record, unevenness } };
}

describe('estimates', () => {
	test('the median stands in', () => {
		const [stage, ...rest] = BREAD.stages;
		const minutes = [30, 90, 200];
		const topics = minutes.map((each, i) => ({
			...BREAD.stages[0]?.topics[0],
			id: `x${i}`,
			number: '',
			title: '',
			tier: 'core' as const,
			needs: [],
			minutes: each,
		}));
		const roadmap = { ...BREAD, stages: stage ? [{ ...stage, topics }, ...rest] : [] };
		const estimates = estimatesOf(roadmap);
		expect([estimates.of('x0'), estimates.of('yeast'), estimates.of('gone'), estimates.standIn]).toEqual([
			30, 90, 90, 90,
		]);
		expect(estimates.missing).toBe(9);
	});

	test('an hour, where none has any', () => {
		expect(estimatesOf({ ...BREAD, stages: BREAD.stages.slice(2) })).toMatchObject({ standIn: 60, missing: 6 });
	});
});

describe('the rate', () => {
	const five = ['2026-11-01', '2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22'];

	test('until five are done it is the goal, or five hours', () => {
		expect(paceOf(activity(five.slice(1)), ESTIMATES, null, TODAY)).toEqual({
			basis: 'estimates',
			minutes: 300,
			topics: null,
			record: null,
		});
		expect(paceOf(activity([]), ESTIMATES, { topics: 2 }, TODAY)).toEqual({
			basis: 'estimates',
			minutes: null,
			topics: 2,
			record: null,
		});
	});

	test('then it is the record: five topics in 22 days', () => {
		const { basis, topics, minutes, record } = paceOf(activity(five), ESTIMATES, { topics: 50 }, TODAY);
		expect({ basis, record }).toEqual({
			basis: 'record',
			record: { since: '2026-11-01', weeks: 22 / 7, topics: 5, unevenness: 1 },
		});
		expect(topics).toBeCloseTo(35 / 22, 9);
		expect(minutes).toBeCloseTo((60 * 35) / 22, 9);
	});

	test('of the first day it is a week', () => {
		expect(paceOf(activity(Array(6).fill(TODAY)), ESTIMATES, null, TODAY)).toMatchObject({
			topics: 6,
			minutes: 360,
			record: { weeks: 1 },
		});
	});

	test('without what was paused, but for the days on which something was done', () => {
		const pauses = [{ from: '2026-11-02', until: '2026-11-16' }];
		// 22 days less 14, and the 8th and the 15th back.
		expect(paceOf(activity(five, pauses), ESTIMATES, null, TODAY).record?.weeks).toBeCloseTo(10 / 7, 9);
	});

	test('of the last twelve weeks at most', () => {
		const long = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-11-01', '2026-11-08', '2026-11-15'];
		expect(paceOf(activity(long), ESTIMATES, null, TODAY).record).toMatchObject({
			since: '2026-08-31',
			weeks: 12,
			topics: 3,
		});
	});

	test('of somebody who did nothing in them it is nothing', () => {
		const rate = paceOf(activity(Array(9).fill('2026-01-01')), ESTIMATES, null, TODAY);
		expect(rate).toMatchObject({ basis: 'record', topics: 0, minutes: 0 });
		expect(forecastAt({ topics: 3, projects: 0, minutes: 180 }, rate, TODAY)).toEqual({
			from: null,
			to: null,
			why: 'no-pace',
		});
	});

	test('unevenness is the variance over the mean, from four whole weeks on', () => {
		// Weeks of 4, 0, 4 and 0 topics: mean 2, variance 16 / 3.
		const days = [...Array(4).fill('2026-10-26'), ...Array(4).fill('2026-11-09')];
		const record = paceOf(activity(days), ESTIMATES, null, '2026-11-22').record;
		expect(record?.weeks).toBe(4);
		expect(record?.unevenness).toBeCloseTo(8 / 3, 9);
	});
});

describe('the two days', () => {
	test('nothing left', () => {
		expect(forecastAt({ topics: 0, projects: 0, minutes: 0 }, paceBy({ minutes: 60 }, 'said'), TODAY)).toEqual({
			from: null,
			to: null,
			why: 'finished',
		});
	});

	test('hours: ten weeks, off by half either way', () => {
		// 10 weeks / 1.5 = 46.7 days; 10 weeks × 1.5 = 105 days.
		expect(forecastAt({ topics: 9, projects: 0, minutes: 3600 }, paceBy({ minutes: 360 }, 'estimates'), TODAY)).toEqual(
			{
				from: '2027-01-08',
				to: '2027-03-07',
				why: null,
			},
		);
	});

	test('topics: kept, or kept in two weeks of three', () => {
		// 12 topics at 3 a week: 28 days, 42 days.
		expect(forecastAt({ topics: 12, projects: 0, minutes: 1 }, paceBy({ topics: 3 }, 'said'), TODAY)).toEqual({
			from: '2026-12-20',
			to: '2027-01-03',
			why: null,
		});
	});

	test('a record: by chance alone, four cases of five', () => {
		// 10 topics more after 10: sd of the logarithm √0.2 = 0.4472, times 1.2816 → a factor of 1.774. 10 weeks: 39.5 and 124.2 days.
		expect(forecastAt({ topics: 10, projects: 0, minutes: 600 }, recorded(1, 60, 1, 10), TODAY)).toEqual({
			from: '2027-01-01',
			to: '2027-03-27',
			why: null,
		});
	});

	test('an uneven record is wider', () => {
		// Variance fourfold: the factor is 1.774² = 3.146. 22.3 and 220.2 days.
		expect(forecastAt({ topics: 10, projects: 0, minutes: 600 }, recorded(1, 60, 4, 10), TODAY)).toEqual({
			from: '2026-12-15',
			to: '2027-07-01',
			why: null,
		});
	});

	test('never nonsense: more than ten years', () => {
		expect(forecastAt({ topics: 900, projects: 0, minutes: 54_000 }, paceBy({ minutes: 1 }, 'said'), TODAY)).toEqual({
			from: null,
			to: null,
			why: 'beyond',
		});
		// 9 years; later 13.5.
		const { from, to, why } = forecastAt(
			{ topics: 468, projects: 0, minutes: 0 },
			paceBy({ topics: 1 }, 'said'),
			TODAY,
		);
		expect({ from, to, why }).toEqual({ from: '2035-11-11', to: null, why: null });
	});

	test('for any record they are days to come, the earlier first, and more done is never later', () => {
		const left = fc.record({
			projects: fc.constant(0),
			topics: fc.integer({ min: 1, max: 20_000 }),
			minutes: fc.integer({ min: 1, max: 9_999_999 }),
		});
		const rate = fc.tuple(
			fc.integer({ min: 1, max: 500 }),
			fc.double({ min: 0.1, max: 9_999, noNaN: true }),
			fc.double({ min: 1, max: 20, noNaN: true }),
		);
		fc.assert(
			fc.property(left, rate, (what, [topics, minutes, unevenness]) => {
				const { from, to, why } = forecastAt(what, recorded(topics, minutes, unevenness), TODAY);
				expect(why).toBe(from === null ? 'beyond' : null);
				if (from === null) return;
				expect(daysBetween(TODAY, from)).toBeGreaterThan(0);
				if (to !== null) expect(daysFrom(from, to).length).toBeGreaterThan(0);
				const faster = forecastAt(what, recorded(topics, minutes * 2, unevenness), TODAY);
				expect((faster.from ?? '') <= from).toBe(true);
			}),
		);
	});
});
