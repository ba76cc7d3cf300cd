/** What is asked on a day: capped, mixed, and never a pile. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import type { Event } from '../../src/domain/event.ts';
import { fold } from '../../src/domain/memory.ts';
import type { Mark } from '../../src/domain/progress.ts';
import {
	answerKey,
	dueDay,
	isLeech,
	pointsOf,
	type Question,
	type QuestionMemory,
	questionKey,
	questionsOf,
	type ReviewRecord,
	reportsIn,
} from '../../src/domain/question.ts';
import {
	askedQuestions,
	askedTopics,
	extraSession,
	LIMITS,
	minutesFor,
	recallOf,
	sessionOf,
	type Turn,
} from '../../src/domain/review.ts';
import type { Lesson, Recall } from '../../src/domain/types.ts';
import { BREAD, hours, NOW, standing, topic } from './fixture.ts';

const TODAY = '2026-11-28';
const RECALL: Recall = { id: 'why', ask: 'Why?', answer: 'Gas. It rises.' };

/** What is remembered of a question that was last answered so many days ago. */
function remembered(said: Partial<QuestionMemory> = {}): QuestionMemory {
	const first = said.last ?? '2026-11-01';
	return {
		...{ topic: 'heat', question: 'why', stability: 5, difficulty: 5, last: '2026-11-01', due: TODAY, answers: 1 },
		...{ lapses: 0, first, missed: false, text: '' },
		...said,
	};
}

function question(topicId: string, id: string, known?: Partial<QuestionMemory>): Question {
	return {
		topic: { id: topicId, number: '1.1', title: topicId, tier: 'core', needs: [] },
		recall: { ...RECALL, id },
		remembered: known && remembered({ topic: topicId, question: id, ...known }),
		isRewritten: false,
		isResting: false,
	};
}

function recordOf(questions: readonly Question[]) {
	const known = questions.flatMap((one) => (one.remembered ? [one.remembered] : []));
	return { remembered: new Map(known.map((one) => [questionKey(one.topic, one.question), one])) };
}

function session(questions: readonly Question[], today = TODAY): Turn[] {
	return sessionOf(questions, recordOf(questions), today, LIMITS);
}

const names = (turns: readonly Turn[]) => turns.map(({ question }) => `${question.topic.id}/${question.recall.id}`);

describe('a session', () => {
	it('asks what is due and leaves what is not', () => {
		const turns = session([question('a', '1', { due: TODAY }), question('b', '1', { due: '2026-11-29' })]);
		expect(names(turns)).toEqual(['a/1']);
		expect(turns[0]?.asked).toBe('due');
	});

	it('begins with the least remembered, after two weeks away with the best remembered', () => {
		const due = (last: string) => [
			question('a', '1', { last, stability: 3 }),
			question('b', '1', { last, stability: 9 }),
			question('c', '1', { last, stability: 1 }),
		];
		expect(names(session(due('2026-11-15')))).toEqual(['c/1', 'a/1', 'b/1']);
		expect(names(session(due('2026-11-14')))).toEqual(['b/1', 'a/1', 'c/1']);
	});

	it('brings three new questions a day', () => {
		const fresh = ['a', 'b', 'c', 'd', 'e'].map((id) => question(id, '1'));
		const begun = ['x', 'y'].map((id) => question(id, '1', { last: TODAY, due: '2026-12-01' }));
		expect(session(fresh)).toHaveLength(3);
		expect(session([...fresh, ...begun])).toHaveLength(1);
		expect(session([...fresh, ...begun, question('z', '1', { last: TODAY, due: '2026-12-01' })])).toHaveLength(0);
	});

	it('brings new questions of several topics before a second one of the same', () => {
		const fresh = [question('a', '1'), question('a', '2'), question('b', '1'), question('c', '1')];
		expect(names(session(fresh))).toEqual(['a/1', 'b/1', 'c/1']);
	});

	it('mixes topics however few it asks', () => {
		const due = [
			...['1', '2', '3'].map((id) => question('a', id, { last: '2026-11-20', stability: 1 })),
			question('b', '1', { last: '2026-11-20' }),
		];
		for (const most of [2, 3])
			expect(names(sessionOf(due, recordOf(due), TODAY, { ...LIMITS, most }))).toEqual(
				['a/1', 'b/1', 'a/2'].slice(0, most),
			);
	});

	it('leaves what rests', () => {
		expect(session([{ ...question('a', '1', { due: TODAY }), isResting: true }])).toEqual([]);
	});

	test('never exceeds the cap, never asks one topic twice in a row or four times, and never asks twice', () => {
		const questions = fc
			.array(
				fc.record({
					topicId: fc.constantFrom('a', 'b', 'c', 'd'),
					isDue: fc.boolean(),
					stability: fc.double({ min: 0.1, max: 400, noNaN: true }),
				}),
				{ maxLength: 40 },
			)
			.map((items) =>
				items.map(({ topicId, isDue, stability }, i) => question(topicId, `${i}`, isDue ? { stability } : undefined)),
			);
		fc.assert(
			fc.property(questions, (all) => {
				const turns = session(all);
				expect(turns.length).toBeLessThanOrEqual(LIMITS.most);
				expect(new Set(names(turns)).size).toBe(turns.length);
				expect(turns.filter(({ asked }) => asked === 'new').length).toBeLessThanOrEqual(3);
				const topics = turns.map((turn) => turn.question.topic.id);
				for (const id of topics) expect(topics.filter((other) => other === id).length).toBeLessThanOrEqual(3);
				if (new Set(topics).size > 1) for (const [i, id] of topics.entries()) expect(id).not.toBe(topics[i + 1]);
			}),
		);
	});
});

it('a session beyond the schedule asks the least remembered first, and says why each is asked', () => {
	const all = [
		question('a', '1', { stability: 50, due: '2027-01-01' }),
		question('b', '1', { stability: 2, due: TODAY }),
		question('c', '1'),
	];
	const turns = extraSession(all, TODAY, LIMITS);
	expect(turns.map(({ asked }) => asked)).toEqual(['due', 'extra', 'new']);
	expect(extraSession(all, TODAY, { ...LIMITS, most: 2 })).toHaveLength(2);
});

it('a second session of the day beyond the schedule goes on with what was not asked yet', () => {
	const ofToday = { last: TODAY, due: '2026-12-05' };
	const all = [question('a', '1', ofToday), question('a', '2', ofToday), question('b', '1'), question('c', '1', {})];
	expect(names(extraSession(all, TODAY, { ...LIMITS, most: 3 }))).toEqual(['c/1', 'b/1', 'a/1']);
});

describe('a question', () => {
	const lessons = (recall: Recall) => (): Lesson => ({ summary: '', resources: [], recall: [recall] });
	const asked = (known: Partial<QuestionMemory>, recall = RECALL, activeSince = '', isSuspended = false) => {
		const key = questionKey('heat', 'why');
		const record = {
			remembered: new Map([[key, remembered(known)]]),
			settings: new Map([[key, { isSuspended, activeSince }]]),
		};
		return questionsOf([topic('heat')], lessons(recall), record, TODAY);
	};

	it('with a rewritten answer is due within seven days', () => {
		const known = remembered({ due: '2027-03-01', last: '2026-11-20' });
		expect(dueDay({ remembered: known, isRewritten: false })).toBe('2027-03-01');
		expect(dueDay({ remembered: known, isRewritten: true })).toBe('2026-11-27');
		expect(dueDay({ remembered: { ...known, due: '2026-11-22' }, isRewritten: true })).toBe('2026-11-22');
	});

	it('is rewritten where its words are others, and not where only signs are', () => {
		const text = answerKey(RECALL);
		const is = (answer: string) => asked({ text }, { ...RECALL, answer })[0]?.isRewritten;
		expect(is('Gas; it  rises')).toBe(false);
		expect(is('Gas. It falls.')).toBe(true);
		expect(asked({ text: '' }, { ...RECALL, answer: 'Water.' })[0]?.isRewritten).toBe(false);
		expect(asked({ text }, { ...RECALL, points: ['gas', 'rising'] })[0]?.isRewritten).toBe(true);
	});

	it('that is missed four times, then each second time, is a leech', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 8].filter(isLeech)).toEqual([4, 6, 8]);
	});

	test.each<[string, Partial<QuestionMemory>, activeSince: string, boolean]>([
		['rests as a leech', {}, '', true],
		['for thirty days', { last: addDays(TODAY, -30) }, '', false],
		['not once its topic was opened', {}, addDays(TODAY, -1), false],
		['though it was opened before that', {}, addDays(TODAY, -3), true],
		['not where it was recalled', { missed: false }, '', false],
		['not between two leeches', { lapses: 5 }, '', false],
	])('%s', (_, known, activeSince, isResting) => {
		const leech = { lapses: 4, missed: true, last: addDays(TODAY, -2), ...known };
		expect(asked(leech, RECALL, activeSince)[0]?.isResting).toBe(isResting);
	});

	it('that is set aside is not asked', () => {
		expect(asked({}, RECALL, '', true)).toEqual([]);
	});

	it('takes half a minute', () => {
		expect([1, 2, 8, 10].map(minutesFor)).toEqual([1, 1, 4, 5]);
	});
});

test.each([
	['Gas. It rises.', undefined, ['Gas.', 'It rises.']],
	['About 3.5 g, e.g. a pinch.', undefined, ['About 3.5 g, e.g. a pinch.']],
	['Gas. It rises.', ['gas', 'rising'], ['gas', 'rising']],
	['Ten.', [...'abcdefghij'], [...'abcdefgh', 'i j']],
	['A. B. C. D. E. F. G. H. I. J.', undefined, [...'ABCDEFGH'].map((word) => `${word}.`).concat('I. J.')],
])('the points of %j are those written, else its sentences', (answer, points, expected) => {
	expect(pointsOf({ ...RECALL, answer, ...(points && { points }) })).toEqual(expected);
});

test('asked about is what is done, from the day after, the earliest first; nothing that is hidden, known or skipped', () => {
	const plain = standing({ marks: { heat: 'known', milling: 'skipped', kneading: 'started' } });
	const done = (id: string, after: number) => [id, { status: 'done', at: hours(after) }] as const;
	const marks = new Map<string, Mark>([
		...plain.progress.marks,
		done('grains', -25),
		done('yeast', -49),
		done('crust', -1),
	]);
	const learned = { ...plain, progress: { ...plain.progress, marks } };
	expect(askedTopics(learned).map(({ id }) => id)).toEqual(['yeast', 'grains']);
	const stages = BREAD.stages.map((stage) => ({
		...stage,
		topics: stage.topics.map((one) => (one.id === 'yeast' ? { ...one, hidden: true as const } : one)),
	}));
	const hidden = { ...learned, roadmap: { ...BREAD, stages } };
	expect(askedTopics(hidden).map(({ id }) => id)).toEqual(['grains']);
});

test('of what was placed as known the one question is asked that checks it, two a day at most', () => {
	const ids = ['grains', 'yeast', 'heat'];
	const plain = standing({ marks: Object.fromEntries(ids.map((id) => [id, 'known'] as const)) }, {}, addDays(TODAY, 1));
	const placed = new Map(ids.map((id) => [id, 'b']));
	const learned = { ...plain, progress: { ...plain.progress, placed } };
	const recall = ['a', 'b', 'c'].map((id) => ({ ...RECALL, id }));
	const record: ReviewRecord = { remembered: new Map(), settings: new Map() };
	const questions = askedQuestions(learned, () => ({ summary: '', resources: [], recall }), record);
	expect(questions.map((one) => questionKey(one.topic.id, one.recall.id))).toEqual(['grains/b', 'yeast/b', 'heat/b']);
	expect(sessionOf(questions, record, learned.today, LIMITS)).toHaveLength(2);
	expect(askedTopics(plain)).toEqual([]);
});

describe('checks of a placement', () => {
	const checks = ['a', 'b', 'c'].map((id): Question => ({ ...question(id, '1'), isCheck: true }));
	const isCheck = (turn: Turn) => turn.question.isCheck === true;

	it('are among the three new questions of a day', () => {
		const turns = session([...['x', 'y', 'z'].map((id) => question(id, '1')), ...checks]);
		expect([turns.length, turns.filter(isCheck).length]).toEqual([3, 2]);
	});

	it('count with those answered that day', () => {
		const answered = { ...question('d', '1', { last: TODAY, due: '2026-12-01' }), isCheck: true } as const;
		expect(session([answered, ...checks])).toHaveLength(1);
	});

	it('count too if their topic was taken back', () => {
		const missed = question('gone', '1', { last: TODAY, due: '2026-12-01' });
		const record = recordOf([missed]);
		expect(sessionOf(checks, record, TODAY, LIMITS)).toHaveLength(1);
		const learned = question('done', '1', { last: TODAY, due: '2026-12-01' });
		expect(sessionOf([...checks, learned], recordOf([learned]), TODAY, LIMITS)).toHaveLength(2);
	});

	it('come before what is due, which may fill the session', () => {
		const due = Array.from({ length: 12 }, (_, i) => question(`due-${i}`, '1', {}));
		expect(session([...due, ...checks]).filter(isCheck)).toHaveLength(2);
	});
});

test.each([
	[[1, 2, 6], 'still fresh'],
	[[1, 7, 500], 'settling'],
	[[1, 30, 500], 'well remembered'],
	[[1, 120, 500], 'firmly remembered'],
])('a topic whose questions stay for %j days is %s, and next when the first of them is due', (days, strength) => {
	const questions = days.map((stability, i) => question('a', `${i}`, { stability, due: addDays(TODAY, stability) }));
	const next = addDays(TODAY, 1);
	expect(recallOf([question('a', 'new'), ...questions])).toEqual({ strength, answered: 3, questions: 4, next });
});

test('a report is about the topic that has its name now, and about no question where that is gone', () => {
	const event = (id: string, name: string): Event => ({
		...{ v: 1, id, at: hours(-1), roadmap: 'bread', kind: 'report' },
		...{ topic: 'folding', question: name, why: 'odd' },
	});
	const lessonOf = (): Lesson => ({ summary: '', resources: [], recall: [RECALL] });
	expect(reportsIn(fold([event('a', 'why'), event('b', 'gone')], NOW), BREAD, lessonOf)).toMatchObject([
		{ topic: 'kneading', question: 'why', ask: 'Why?' },
		{ topic: 'kneading', question: 'gone', ask: null },
	]);
});
