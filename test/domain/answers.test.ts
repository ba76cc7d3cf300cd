/** The fold of the answers: the order of the clock decides and nothing else, and what does not count leaves no trace. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersIn, rememberedFrom } from '../../src/domain/answers.ts';
import { addDays } from '../../src/domain/day.ts';
import type { Event, ReviewEvent } from '../../src/domain/event.ts';
import type { Grade } from '../../src/domain/schedule.ts';
import { BREAD, NOW, undo } from './fixture.ts';

/** An answer on the nth day of January 2026, an hour for each of its id's places in the alphabet. */
function answer(id: string, day: number, grade: Grade, more: Partial<ReviewEvent> = {}): ReviewEvent {
	const date = addDays('2026-01-01', day - 1);
	const at = `${date}T${String(id.charCodeAt(0) - 97).padStart(2, '0')}:00:00.000Z`;
	return {
		...{ v: 1, id, at, day: `${date}+00:00`, roadmap: 'bread' },
		...{ kind: 'review', topic: 'heat', question: 'why', grade, asked: 'due' },
		...more,
	};
}

function remembered(...events: Event[]) {
	return rememberedFrom(answersIn(events, BREAD, NOW), 0.85);
}

const [A, B] = [answer('a', 1, 3), answer('b', 5, 3)];

describe('what is remembered', () => {
	test.each<[string, Event[]]>([
		['an answer that was asked again in the same session', [A, answer('c', 1, 4, { asked: 'again' }), B]],
		['the second answer of a day', [A, answer('c', 1, 1), B]],
		['an answer that was taken back', [A, answer('c', 3, 1), undo('u', NOW.toISOString(), 'c'), B]],
		['an answer that another one overrides', [A, answer('c', 3, 1), { ...B, replaces: ['c'] }]],
		['an answer dated ahead', [A, B, answer('c', 9, 1, { at: '2026-11-24T10:00:00.000Z', day: undefined })]],
		['an answer on another roadmap', [A, answer('c', 3, 1, { roadmap: 'beer' }), B]],
		['a mark', [A, { v: 1, id: 'm', at: A.at, roadmap: 'bread', topic: 'heat', to: 'done' }, B]],
	])('%s does not count', (_, events) => {
		expect(remembered(...events)).toEqual(remembered(A, B));
	});

	test('says when it was first and last asked, and how it went', () => {
		expect(remembered(A, B, answer('c', 20, 1, { text: 'ab' }))).toMatchObject([
			{
				topic: 'heat',
				question: 'why',
				first: '2026-01-01',
				last: '2026-01-20',
				answers: 3,
				lapses: 1,
				missed: true,
				text: 'ab',
			},
		]);
	});

	test('an answer under the name that a topic had once is one to the same question', () => {
		const [old, now] = [answer('a', 1, 3, { topic: 'folding' }), answer('b', 5, 3, { topic: 'kneading' })];
		expect(remembered(old, now)).toMatchObject([{ topic: 'kneading', answers: 2 }]);
	});

	test('an answer that was imported counts once, and is gone with the import', () => {
		const brought: Event = { v: 1, id: 'i', at: NOW.toISOString(), roadmap: 'bread', kind: 'import', events: [A, B] };
		expect(remembered(brought, A)).toEqual(remembered(A, B));
		expect(remembered(brought, undo('u', NOW.toISOString(), 'i'))).toEqual([]);
	});
});

test('two devices: any split of one history, read in any order, gives the same', () => {
	const histories = fc.uniqueArray(
		fc.record({
			day: fc.integer({ min: 1, max: 300 }),
			hour: fc.integer({ min: 0, max: 23 }),
			grade: fc.constantFrom<Grade>(1, 2, 3, 4),
		}),
		{ maxLength: 20, selector: ({ day, hour }) => day * 24 + hour },
	);
	fc.assert(
		fc.property(histories, fc.infiniteStream(fc.boolean()), (items, sides) => {
			const events = items.map(({ day, hour, grade }) =>
				answer(String.fromCharCode(97 + hour), day, grade, { id: `e${day}-${hour}` }),
			);
			const inOrder = [...events].sort((a, b) => (a.at < b.at ? -1 : 1));
			const [left, right]: [Event[], Event[]] = [[], []];
			for (const event of events) (sides.next().value ? left : right).push(event);
			expect(remembered(...right, ...left)).toEqual(remembered(...inOrder));
		}),
	);
});
