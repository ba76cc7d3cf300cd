import { describe, expect, test } from 'vitest';
import { inHand, nextUp, whyNothing, whyNow } from '../../src/domain/next.ts';
import type { Choice } from '../../src/domain/scope.ts';
import { hours, ids, type Learned, later, mark, progressAfter, standing, topic } from './fixture.ts';

const TOMORROW = '2026-11-23';
const IN_A_WEEK = '2026-11-29';

/** A learner who has completed all of the default view but these. */
function lacking(...lacked: string[]): Learned {
	const view = ids(standing().scope.topics).filter((id) => !lacked.includes(id));
	return { marks: Object.fromEntries(view.map((id) => [id, 'done'])) };
}

describe('next offers', () => {
	test.each<[string, Learned, Partial<Choice>, string]>([
		['what is open, in path order, and hides what is blocked', {}, {}, 'grains yeast heat'],
		['what is started before what stands earlier', { marks: { yeast: 'started' } }, {}, 'yeast grains heat'],
		[
			'what was started at once in path order',
			{ marks: { 'heat-loss': 'started', yeast: 'started' } },
			{},
			'yeast heat-loss grains heat',
		],
		[
			'what is started though its needs are not met',
			{ marks: { cleaning: 'started' } },
			{},
			'cleaning grains yeast heat',
		],
		['nothing that is put off', { later: { grains: TOMORROW } }, {}, 'yeast heat'],
		[
			'nothing that is started and put off',
			{ marks: { yeast: 'started' }, later: { yeast: TOMORROW } },
			{},
			'grains heat',
		],
		['again what was put off until today', { later: { grains: '2026-11-22' } }, {}, 'grains yeast heat'],
		['what a completed need opens', { marks: { grains: 'done' } }, {}, 'milling yeast heat'],
		['what a skipped need no longer blocks', { marks: { grains: 'skipped' } }, {}, 'milling yeast heat'],
		[
			'what needs something above the level',
			{ marks: { grains: 'done', yeast: 'done', heat: 'done' } },
			{},
			'milling kneading steam heat-loss',
		],
		['what needs something outside the path', { marks: { yeast: 'done' } }, { path: 'pizza' }, 'kneading heat'],
		['in the order of the path', {}, { path: 'cleaner' }, 'cleaning heat-loss grains'],
		['what the level adds', {}, { level: 'everything' }, 'grains yeast heat constructor'],
		['nothing when all is complete or skipped', lacking(), {}, ''],
	])('%s', (_, learned, choice, offered) => {
		expect(ids(nextUp(standing(learned, choice), 99)).join(' ')).toBe(offered);
	});

	test.each([
		[0, ''],
		[1, 'heat'],
		[2, 'heat grains'],
		[3, 'heat grains yeast'],
	])('as many as asked for: %i', (count, offered) => {
		expect(ids(nextUp(standing({ marks: { heat: 'started' } }), count)).join(' ')).toBe(offered);
	});

	test('only topics among those asked for, still with needs from everywhere', () => {
		const among = new Set(['yeast', 'kneading']);
		expect(ids(nextUp(standing(), 9, among))).toEqual(['yeast']);
		expect(ids(nextUp(standing({ marks: { yeast: 'done', grains: 'done' } }), 9, among))).toEqual(['kneading']);
		expect(ids(nextUp(standing({ marks: { grains: 'started' } }), 9, among))).toEqual(['yeast']);
	});
});

describe('the topic in hand', () => {
	const begun = [
		mark('a', hours(-9), 'kneading', 'started'),
		mark('b', hours(-8), 'heat', 'started'),
		mark('c', hours(-7), 'yeast', 'started'),
	];

	test.each([
		['is the one begun last', [], 'yeast'],
		['is the one before it when that one is done', [mark('d', hours(-1), 'yeast', 'done')], 'heat'],
		['is not one that is put off', [later('d', hours(-1), 'yeast', IN_A_WEEK)], 'heat'],
		['is one that was put off until today', [later('d', hours(-1), 'yeast', '2026-11-22')], 'yeast'],
		['is the one that was taken up again', [mark('d', hours(-1), 'kneading', 'started')], 'kneading'],
		['is none where none is begun', [mark('d', hours(-1), 'yeast heat kneading', 'todo')], undefined],
		['is none that is not in view', [mark('d', hours(-1), 'sourdough', 'started')], 'yeast'],
	])('%s', (_, events, id) => {
		const stands = { ...standing(), progress: progressAfter(...begun, ...events) };
		expect(inHand(stands)?.id).toBe(id);
		if (id !== undefined) expect(nextUp(stands, 1)[0]?.id).toBe(id);
	});

	test('leads what is offered, and the others under way follow, begun last first', () => {
		const stands = { ...standing(), progress: progressAfter(...begun) };
		expect(ids(nextUp(stands, 99))).toEqual(['yeast', 'heat', 'kneading', 'grains']);
	});
});

describe('why now:', () => {
	test('it was begun', () => {
		expect(whyNow(standing({ marks: { heat: 'started' } }), topic('heat'))).toEqual({ started: true });
	});

	test('it needs nothing, and opens others', () => {
		expect(whyNow(standing(), topic('heat'))).toEqual({ after: [], unlocks: 2, assumed: [] });
	});

	test('what it needs is done or assumed, and nothing waits for it alone', () => {
		const learned: Learned = { marks: { heat: 'done' } };
		expect(whyNow(standing(learned), topic('steam'))).toEqual({ after: ['heat'], unlocks: 0, assumed: ['sourdough'] });
	});

	test('it opens what lacks nothing else, and not what comes after that', () => {
		const learned = lacking('steam', 'crust', 'cleaning');
		expect(whyNow(standing(learned), topic('steam'))).toMatchObject({ unlocks: 1 });
	});
});

describe('why nothing:', () => {
	test.each<[string, Learned, ReturnType<typeof whyNothing>]>([
		['all is finished', lacking(), { finished: true }],
		[
			'what is left was put off, the first of it until then',
			{ ...lacking('heat-loss', 'milling'), later: { 'heat-loss': IN_A_WEEK, milling: TOMORROW } },
			{ finished: false, until: TOMORROW },
		],
		[
			'what could come back sooner needs something that was put off for longer',
			{ ...lacking('crust', 'cleaning'), later: { crust: IN_A_WEEK, cleaning: TOMORROW } },
			{ finished: false, until: IN_A_WEEK },
		],
		[
			'what was begun and put off needs nothing but its day',
			{
				marks: { ...lacking('crust').marks, cleaning: 'started' },
				later: { crust: IN_A_WEEK, cleaning: TOMORROW },
			},
			{ finished: false, until: TOMORROW },
		],
		[
			'a day that has come is no reason',
			{ ...lacking('crust', 'cleaning'), later: { crust: TOMORROW, cleaning: '2026-11-01' } },
			{ finished: false, until: TOMORROW },
		],
	])('%s', (_, learned, nothing) => {
		expect(nextUp(standing(learned), 1)).toEqual([]);
		expect(whyNothing(standing(learned))).toEqual(nothing);
	});

	test('among some topics, what is left waits for others: then there is no day', () => {
		expect(whyNothing(standing(), new Set(['milling']))).toEqual({ finished: false, until: '' });
	});

	test('among some topics that are finished, though others are left', () => {
		expect(whyNothing(standing({ marks: { grains: 'done' } }), new Set(['grains']))).toEqual({ finished: true });
	});
});
