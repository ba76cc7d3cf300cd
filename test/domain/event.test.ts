import { describe, expect, test } from 'vitest';
import { topicFields, topicsOf } from '../../src/domain/event.ts';
import { LAB_STEPS } from '../../src/domain/lab-progress.ts';
import { readEvent } from '../../src/domain/read-event.ts';
import { SLUG, STATUSES } from '../../src/domain/types.ts';
import { mark } from './fixture.ts';

const HEAD = { v: 1, id: '01KAPD0000000000000000TEST', at: '2026-11-22T10:00:00.000Z', roadmap: 'bread' };
const MARK = { ...HEAD, topic: 'yeast', to: 'done' };
const LATER = { ...HEAD, kind: 'later', topic: 'yeast', until: '2026-12-24' };
const RESOURCE = { ...HEAD, kind: 'resource', url: 'https://example.org/a b', to: 'done' };
const CHOICE = { ...HEAD, kind: 'choice', what: 'path', from: 'all', to: 'pizza', device: 'laptop-1a2b3c' };
const LINK = {
	...HEAD,
	kind: 'link',
	topic: 'yeast',
	url: 'https://example.org/',
	to: 'linked',
	title: 'A',
	what: 'book',
};
const ADD = { ...HEAD, kind: 'add', topic: 'rye', stage: 'doughs', title: 'Rye', tier: 'optional' };
const PACE = { ...HEAD, kind: 'pace', what: 'goal', to: '6h' };
const ANSWER = { ...HEAD, kind: 'review', topic: 'yeast', question: 'why-sugar', grade: 3, asked: 'due' };
const QUESTION = { ...HEAD, kind: 'question', topic: 'yeast', question: 'why-sugar' };
const LAB = { ...HEAD, kind: 'lab', topic: 'yeast', lab: 'count-bubbles' };
const UNDO = { ...HEAD, kind: 'undo', takes: ['01KAPD'] };

function read(value: unknown): ReturnType<typeof readEvent> {
	return readEvent(JSON.stringify(value));
}

test('the line that the design shows is a mark', () => {
	const line =
		'{"v":1,"id":"01KAPD","at":"2026-11-22T10:00:00.000Z","roadmap":"data-engineer","topic":"sql-joins","to":"done"}';
	expect(readEvent(line)).toEqual(JSON.parse(line));
});

describe('what is read as it was written', () => {
	test.each<[string, object]>([
		...STATUSES.map((to): [string, object] => [`a mark: ${to}`, { ...MARK, to }]),
		['a mark of several topics', { ...HEAD, topics: ['yeast', 'heat'], to: 'done' }],
		['a deferral', LATER],
		['a deferral of several topics', { ...HEAD, kind: 'later', topics: ['yeast', 'heat'], until: '2028-02-29' }],
		['a finished resource', RESOURCE],
		['a resource that is not finished any more', { ...RESOURCE, to: 'todo' }],
		['a choice of path', CHOICE],
		['a choice of level', { ...CHOICE, what: 'level', from: 'core', to: 'everything' }],
		['a link', LINK],
		['a link taken off', { ...HEAD, kind: 'link', topic: 'yeast', url: 'https://example.org/', to: 'gone' }],
		['a hidden topic', { ...HEAD, kind: 'hide', topic: 'yeast', to: 'hidden' }],
		['a shown topic', { ...HEAD, kind: 'hide', topic: 'yeast', to: 'shown' }],
		['a topic of the learner', ADD],
		['a note', { ...HEAD, kind: 'note', topic: 'yeast' }],
		['a goal in hours', PACE],
		['a goal in topics', { ...PACE, to: '3 topics' }],
		['no goal', { ...PACE, to: 'none' }],
		['a pause', { ...PACE, what: 'pause', to: 'paused' }],
		['what came in together', { ...HEAD, kind: 'import', events: [MARK, UNDO] }],
		['an empty import', { ...HEAD, kind: 'import', events: [] }],
		['a choice of roadmap', { ...CHOICE, what: 'roadmap', from: 'bread', to: 'tea' }],
		['an answer', ANSWER],
		...LAB_STEPS.map((to): [string, object] => [`a lab: ${to}`, { ...LAB, to }]),
		['the second hint of a lab', { ...LAB, to: 'hinted', hint: 2 }],
		['an answer with its points', { ...ANSWER, had: '101', text: '9f3c01ab' }],
		['a question set aside', { ...QUESTION, to: 'suspended' }],
		['a question that is asked again', { ...QUESTION, to: 'active' }],
		['a reported question', { ...QUESTION, kind: 'report', why: 'two answers are right' }],
		['a target', { ...HEAD, kind: 'target', algorithm: 'fsrs-6', to: 0.9 }],
		['an undo', UNDO],
		['an undo of several events', { ...UNDO, takes: ['01KAPD', '01KAPE'] }],
		['an event that overrides others', { ...MARK, replaces: ['01KAPD'] }],
		['a field that this version does not know', { ...MARK, mood: { good: true } }],
		['an event of a newer version that this one understands', { ...MARK, v: 2, mood: 'good' }],
		['a topic called constructor', { ...MARK, topic: 'constructor' }],
		['a topic called prototype', { ...MARK, topic: 'prototype' }],
		['a topic called to-string', { ...MARK, topic: 'to-string' }],
		['topics that every object has', { ...HEAD, topics: ['constructor', 'valueof'], to: 'known' }],
	])('%s', (_, value) => {
		expect(read(value)).toEqual(value);
	});
});

describe('what a newer version wrote is unknown, not damaged', () => {
	test.each<[string, object]>([
		['a kind', { ...HEAD, kind: 'smell', topic: 'yeast', text: 'sour' }],
		['a kind that is no word', { ...HEAD, kind: 7 }],
		['a kind that is null', { ...HEAD, kind: null }],
		['a kind called constructor', { ...MARK, kind: 'constructor' }],
		['a kind called __proto__', { ...MARK, kind: '__proto__' }],
		['a status', { ...MARK, v: 2, to: 'mastered' }],
		['another form of a deferral', { ...LATER, v: 2, until: { weeks: 3 } }],
	])('%s', (_, value) => {
		expect(read(value)).toBe('unknown');
	});
});

describe('what is damaged is no event', () => {
	test.each([
		['nothing', ''],
		['a line that was cut short', JSON.stringify(MARK).slice(0, -1)],
		['two lines in one', JSON.stringify(MARK) + JSON.stringify(MARK)],
		['zeros, as a disk leaves them', '\0\0\0\0'],
		['a text', '"done"'],
		['a number', '1'],
		['null', 'null'],
		['a list', `[${JSON.stringify(MARK)}]`],
		['an empty object', '{}'],
		['an event that is only inherited', `{"__proto__":${JSON.stringify(MARK)}}`],
	])('%s', (_, line) => {
		expect(readEvent(line)).toBeUndefined();
	});

	test.each<[string, object]>([
		['a link to nowhere', { ...LINK, url: 7 }],
		['a link without a title', { ...LINK, title: undefined }],
		['a link of no kind', { ...LINK, what: 'poem' }],
		['a link that is neither on nor off', { ...LINK, to: 'done' }],
		['a topic half hidden', { ...HEAD, kind: 'hide', topic: 'yeast', to: 'half' }],
		['an own topic in no stage', { ...ADD, stage: undefined }],
		['an own topic of no tier', { ...ADD, tier: 'must' }],
		['an answer to no question', { ...ANSWER, question: undefined }],
		['an answer with a grade that is none', { ...ANSWER, grade: 5 }],
		['an answer with half a grade', { ...ANSWER, grade: 2.5 }],
		['an answer that nobody asked for', { ...ANSWER, asked: 'why' }],
		['an answer with points in words', { ...ANSWER, had: 'all' }],
		['a question half set aside', { ...QUESTION, to: 'half' }],
		['a report without a reason', { ...QUESTION, kind: 'report' }],
		['a target that nothing can reach', { ...HEAD, kind: 'target', algorithm: 'fsrs-6', to: 1 }],
		['a lab of no topic', { ...LAB, topic: undefined, to: 'tried' }],
		['a lab without an id', { ...LAB, lab: '../up', to: 'tried' }],
		['a lab half passed', { ...LAB, to: 'half' }],
		['a hint before the first', { ...LAB, to: 'hinted', hint: 0 }],
		['a hint of a thousand', { ...LAB, to: 'hinted', hint: 1000 }],
		['half a hint', { ...LAB, to: 'hinted', hint: 1.5 }],
		['a note on nothing', { ...HEAD, kind: 'note' }],
		['a goal in words', { ...PACE, to: 'a lot' }],
		['a pause for ever', { ...PACE, what: 'pause', to: 'for ever' }],
		['an import of no events', { ...HEAD, kind: 'import', events: [7] }],
		['an import in an import', { ...HEAD, kind: 'import', events: [{ ...HEAD, kind: 'import', events: [] }] }],
		['no version', { ...MARK, v: undefined }],
		['a version that is no number', { ...MARK, v: '1' }],
		['no id', { ...MARK, id: undefined }],
		['an empty id', { ...MARK, id: '' }],
		['an id with a space', { ...MARK, id: '01 KAPD' }],
		['an id that is far too long', { ...MARK, id: 'A'.repeat(65) }],
		['no time', { ...MARK, at: undefined }],
		['a time as a number', { ...MARK, at: 1_795_341_600_000 }],
		['a time without milliseconds', { ...MARK, at: '2026-11-22T10:00:00Z' }],
		['a time with something before it', { ...MARK, at: ' 2026-11-22T10:00:00.000Z' }],
		['a time with something behind it', { ...MARK, at: '2026-11-22T10:00:00.000Z ' }],
		['a day that no calendar has', { ...MARK, at: '2026-02-31T10:00:00.000Z' }],
		['an hour that no day has', { ...MARK, at: '2026-11-22T24:00:00.000Z' }],
		['a minute that no hour has', { ...MARK, at: '2026-11-22T10:60:00.000Z' }],
		['a second that no minute has', { ...MARK, at: '2026-11-22T10:59:60.000Z' }],
		['a year that no local day can say', { ...MARK, at: '0000-01-01T00:00:00.000Z' }],
		['the last day of the last year', { ...MARK, at: '9999-12-31T23:59:59.999Z' }],
		['a time of a year that would sort wrongly', { ...MARK, at: '+012026-11-22T10:00:00.000Z' }],
		['a time with one digit of a millisecond, which would sort wrongly', { ...MARK, at: '2026-11-22T10:00:00.5Z' }],
		['a time of another zone', { ...MARK, at: '2026-11-22T10:00:00.000+01:00' }],
		['a time that is none', { ...MARK, at: '2026-11-22T10:61:00.000Z' }],
		['no roadmap', { ...MARK, roadmap: undefined }],
		['a roadmap that is no id', { ...MARK, roadmap: '../bread' }],
		['no topic', { ...MARK, topic: undefined }],
		['a topic that is no id', { ...MARK, topic: 'Yeast' }],
		['the prototype as a topic', { ...MARK, topic: '__proto__' }],
		['topics that are no list', { ...HEAD, topics: 'yeast', to: 'done' }],
		['one bad topic among good ones', { ...HEAD, topics: ['heat', 'a b'], to: 'done' }],
		['no status', { ...MARK, to: undefined }],
		['a status that is none', { ...MARK, to: 'finished' }],
		['a status that every object has', { ...MARK, to: 'constructor' }],
		['a deferral of no topic', { ...LATER, topic: undefined }],
		['a deferral without a day', { ...LATER, until: undefined }],
		['a deferral until a time', { ...LATER, until: '2026-12-24T00:00:00.000Z' }],
		['a deferral until a day that no calendar has', { ...LATER, until: '2026-13-45' }],
		['a deferral until 29 February of a common year', { ...LATER, until: '2027-02-29' }],
		['a resource without an address', { ...RESOURCE, url: undefined }],
		['a resource that is skipped', { ...RESOURCE, to: 'skipped' }],
		['a choice of something else', { ...CHOICE, what: 'colour' }],
		['a choice of nothing', { ...CHOICE, to: '' }],
		['a choice from nothing', { ...CHOICE, from: undefined }],
		['a choice of no device', { ...CHOICE, device: undefined }],
		['an undo of nothing', { ...UNDO, takes: undefined }],
		['an undo of something that is no id', { ...UNDO, takes: ['01KAPD', 7] }],
		['an override of something that is no id', { ...MARK, replaces: '01KAPD' }],
		['a newer version without a time', { ...MARK, v: 2, at: undefined }],
	])('%s', (_, value) => {
		expect(read(value)).toBeUndefined();
	});
});

describe('one topic or several:', () => {
	test.each([
		[['yeast'], { topic: 'yeast' }],
		[['yeast', 'heat'], { topics: ['yeast', 'heat'] }],
	])('%j are written as %j', (ids, fields) => {
		expect(topicFields(ids)).toEqual(fields);
	});

	test.each([['yeast'], ['yeast heat']])('an event about %s names it', (named) => {
		const { topics: _, ...rest } = mark('a', HEAD.at, named, 'done');
		expect(topicsOf({ ...rest, ...topicFields(named.split(' ')) })).toEqual(named.split(' '));
	});
});

describe('an id', () => {
	test.each([
		['yeast', true],
		['sql-joins', true],
		['2nd-dough', true],
		['a', true],
		['a'.repeat(64), true],
		['a'.repeat(65), false],
		['-yeast', false],
		['Yeast', false],
		['to_string', false],
		['__proto__', false],
		['a b', false],
		['yeast\n', false],
		['hefe\u0301', false],
		['', false],
	])('%j: %s', (word, is) => {
		expect(SLUG.test(word)).toBe(is);
	});
});

describe('what would break a program that walks through it is damage', () => {
	const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
	const topics = (length: number) => Array.from({ length }, (_, i) => `t${i}`);

	test.each<[string, object, object]>([
		['a field as deep as can be', { ...MARK, more: nested(63) }, { ...MARK, more: nested(64) }],
		['many topics', { ...HEAD, topics: topics(10_000), to: 'done' }, { ...HEAD, topics: topics(10_001), to: 'done' }],
		['many events taken back', { ...UNDO, takes: topics(10_000) }, { ...UNDO, takes: topics(10_001) }],
		['a long address', { ...RESOURCE, url: 'x'.repeat(10_000) }, { ...RESOURCE, url: 'x'.repeat(10_001) }],
		['a long title', { ...LINK, title: 'x'.repeat(10_000) }, { ...LINK, title: 'x'.repeat(10_001) }],
		[
			'many topics, of which many marks are overridden',
			{ ...HEAD, topics: topics(1_000), replaces: topics(1_000), to: 'done' },
			{ ...HEAD, topics: topics(1_001), replaces: topics(1_000), to: 'done' },
		],
	])('%s, and one more', (_, good, bad) => {
		expect(read(good)).toEqual(good);
		expect(read(bad)).toBeUndefined();
		expect(read({ ...HEAD, kind: 'import', events: [bad] })).toBeUndefined();
	});

	test('also of a kind that a newer version wrote', () => {
		expect(read({ ...HEAD, kind: 'dream', more: nested(1_000) })).toBeUndefined();
	});
});
