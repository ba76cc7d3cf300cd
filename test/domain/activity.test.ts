import { describe, expect, test } from 'vitest';
import { dayOf, isRested, readActivity } from '../../src/domain/activity.ts';
import type { Event } from '../../src/domain/event.ts';
import { streakOf } from '../../src/domain/streak.ts';
import { BREAD, hours, mark, NOW, TODAY, undo } from './fixture.ts';

/** At noon of a day of November 2026. */
function noon(day: number): string {
	return `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`;
}

function pause(id: string, day: number, to: 'paused' | 'running'): Event {
	return { v: 1, id, at: noon(day), roadmap: 'bread', kind: 'pace', what: 'pause', to };
}

function finishes(...events: Event[]): string[] {
	return readActivity(events, BREAD, NOW).finishes.map(({ topic, day }) => `${topic} ${day.slice(8)}`);
}

describe('the day of an event', () => {
	const at = '2026-11-22T23:30:00.000Z';
	test.each<[said: unknown, day: string, offset: number]>([
		['2026-11-23+01:00', '2026-11-23', 60],
		['2026-11-22-03:30', '2026-11-22', -210],
		['2026-11-23+14:00', '2026-11-23', 840],
		// What cannot be is the day of this machine, which is in UTC here.
		['2026-11-26+01:00', '2026-11-22', 0],
		['2026-13-41+01:00', '2026-11-22', 0],
		['2026-11-23', '2026-11-22', 0],
		[7, '2026-11-22', 0],
		[{ day: 7 }, '2026-11-22', 0],
		[undefined, '2026-11-22', 0],
	])('that says %j is %s', (said, day, offset) => {
		expect(dayOf({ at, day: said })).toEqual({ day, offset });
	});
});

describe('a topic counts as finished', () => {
	test.each<[string, Event[], string[]]>([
		['when it became done', [mark('a', noon(3), 'heat', 'done')], ['heat 03']],
		['each of several', [mark('a', noon(3), 'heat yeast', 'done')], ['heat 03', 'yeast 03']],
		['under its name of today', [mark('a', noon(3), 'folding', 'done')], ['kneading 03']],
		['even if the roadmap has it no more', [mark('a', noon(3), 'gone', 'done')], ['gone 03']],
		[
			'once, where two devices say so',
			[mark('b', noon(4), 'heat', 'done'), mark('a', noon(3), 'heat', 'done')],
			['heat 03'],
		],
		[
			'twice, where it was learned again',
			[mark('a', noon(3), 'heat', 'done'), mark('b', noon(5), 'heat', 'todo'), mark('c', noon(9), 'heat', 'done')],
			['heat 03', 'heat 09'],
		],
		[
			'not where it was a slip of the day',
			[mark('a', noon(3), 'heat', 'done'), mark('b', hours(-453), 'heat', 'todo')],
			[],
		],
		['not where it is known', [mark('a', noon(3), 'heat', 'known')], []],
		[
			'not where it turned out to be known',
			[mark('a', noon(3), 'heat', 'done'), mark('b', noon(5), 'heat', 'known')],
			[],
		],
		['not where that was taken back', [mark('a', noon(3), 'heat', 'done'), undo('b', noon(4), 'a')], []],
		['not in another roadmap', [mark('a', noon(3), 'heat', 'done', { roadmap: 'tea' })], []],
		['not two days from now', [mark('a', hours(48), 'heat', 'done')], []],
		[
			'where it says it was tomorrow, further east',
			[mark('a', hours(2), 'heat', 'done', { day: '2026-11-23+14:00' })],
			['heat 23'],
		],
		[
			'when an honest clock says so',
			[mark('a', noon(21), 'heat', 'done'), mark('b', noon(3), 'heat', 'done', { replaces: ['a'] })],
			['heat 03'],
		],
	])('%s', (_, events, expected) => {
		expect(finishes(...events)).toEqual(expected);
	});
});

describe('a pause', () => {
	const rested = (...events: Event[]) => {
		const activity = readActivity(events, BREAD, NOW);
		return [1, 2, 3, 4, 5, 6, 20].filter((day) => isRested(activity, noon(day).slice(0, 10)));
	};
	test.each<[string, Event[], number[]]>([
		['is from its day to the day before it ends', [pause('a', 2, 'paused'), pause('b', 5, 'running')], [2, 3, 4]],
		['lasts until it ends', [pause('a', 5, 'paused')], [5, 6, 20]],
		['begun twice is one', [pause('a', 2, 'paused'), pause('b', 3, 'paused'), pause('c', 5, 'running')], [2, 3, 4]],
		['of a day that was gone on with is none', [pause('a', 2, 'paused'), pause('b', 2, 'running')], []],
		['taken back never was', [pause('a', 2, 'paused'), undo('u', noon(3), 'a')], []],
		[
			'may come again',
			[pause('a', 1, 'paused'), pause('b', 2, 'running'), pause('c', 4, 'paused'), pause('d', 5, 'running')],
			[1, 4],
		],
	])('%s', (_, events, days) => {
		expect(rested(...events)).toEqual(days);
	});
});

function answer(day: number): Event {
	const asked = { kind: 'review', topic: 'heat', question: 'why', grade: 3, asked: 'due' } as const;
	return { v: 1, id: `r${day}`, at: noon(day), roadmap: 'bread', ...asked };
}

describe('days in a row', () => {
	const on = (...days: number[]) =>
		days.map((day) => mark(`m${day}`, noon(day), 'heat', day % 2 === 0 ? 'done' : 'started'));
	// Today is the 22nd, at ten o'clock.
	test.each<[string, Event[], days: number, longest: number]>([
		['none', [], 0, 0],
		['yesterday and before', on(19, 20, 21), 3, 3],
		['not the day before yesterday', on(18, 19, 20), 0, 3],
		['a gap ends it', on(15, 16, 17, 18, 20, 21), 2, 4],
		['a pause does not', [...on(15, 16, 20, 21), pause('p', 17, 'paused'), pause('q', 20, 'running')], 4, 4],
		['a pause that lasts neither', [...on(12, 13), pause('p', 14, 'paused')], 2, 2],
		[
			'a page that was read is a mark',
			[
				...on(20),
				{ v: 1, id: 'r', at: noon(21), roadmap: 'bread', kind: 'resource', url: 'https://example.org/', to: 'done' },
			],
			2,
			2,
		],
		['an answer to a question is a day of learning', [...on(20), answer(21)], 2, 2],
	])('%s', (_, events, days, longest) => {
		expect(streakOf(readActivity(events, BREAD, NOW), NOW, TODAY)).toEqual({ days, longest });
	});
});
