import { describe, expect, test } from 'vitest';
import type { Event, LabEvent, ResourceEvent } from '../../src/domain/event.ts';
import { type LabProgress, labKey, NO_LAB } from '../../src/domain/lab-progress.ts';
import { fold } from '../../src/domain/memory.ts';
import { isComplete, isDeferred, NO_PROGRESS, progressIn, statusOf } from '../../src/domain/progress.ts';
import { STATUSES, type Status } from '../../src/domain/types.ts';
import { BREAD, hours, later, mark, NOW, progress, progressAfter, topic, undo } from './fixture.ts';

const DAY = '2026-12-24';

function resource(id: string, at: string, to: 'done' | 'todo', roadmap = 'bread'): ResourceEvent {
	return { v: 1, id, at, roadmap, kind: 'resource', url: 'https://example.org/a b', to };
}

test('without events, everything is to do', () => {
	expect(progressAfter()).toEqual(NO_PROGRESS);
	expect(statusOf(progressAfter(), topic('constructor'))).toBe('todo');
});

test.each(STATUSES)('a topic that was marked %s is so, since then', (status) => {
	const after = progressAfter(mark('a', hours(-1), 'heat', status));
	expect(statusOf(after, topic('heat'))).toBe(status);
	expect(after.marks.get('heat')).toEqual({ status, at: hours(-1) });
});

test('a topic called constructor is marked like any other', () => {
	expect(statusOf(progressAfter(mark('a', hours(-1), 'constructor', 'done')), topic('constructor'))).toBe('done');
});

test('other roadmaps are passed over, even those whose names share something with this one’s', () => {
	const events = ['beer', 'bread-and-butter', 'brea', 'white-bread'].map((roadmap, i) =>
		mark(`a${i}`, hours(-1), 'heat', 'done', { roadmap }),
	);
	expect(progressAfter(...events)).toEqual(NO_PROGRESS);
});

describe('a topic that says it is the same as one of another roadmap', () => {
	const [first, ...others] = BREAD.stages;
	const grains = { ...topic('grains'), sameAs: 'beer/malt' };
	const roadmap = {
		...BREAD,
		stages: [...(first ? [{ ...first, topics: [grains, topic('milling')] }] : []), ...others],
	};
	const seen = (...events: Event[]) => progressIn(fold(events, NOW), roadmap);
	const there = (status: Status, at = hours(-2)) => mark(`x${status}`, at, 'malt', status, { roadmap: 'beer' });

	test.each(STATUSES)('%s there', (status) => {
		const found = seen(there(status));
		expect(statusOf(found, grains)).toBe(status === 'done' || status === 'known' ? 'known' : 'todo');
		expect(found.marks.size).toBe(0);
		expect(statusOf(found, topic('milling'))).toBe('todo');
	});

	test.each(STATUSES)('a mark of its own, %s, takes the place of that, whichever is older', (status) => {
		expect(statusOf(seen(there('done'), mark('m', hours(-1), 'grains', status)), grains)).toBe(status);
		expect(statusOf(seen(there('done'), mark('m', hours(-5), 'grains', status)), grains)).toBe(status);
	});

	test('what is taken back there, or here, counts no more', () => {
		expect(statusOf(seen(there('done'), undo('u', hours(0), 'xdone')), grains)).toBe('todo');
		expect(
			statusOf(seen(there('done'), mark('m', hours(-1), 'grains', 'todo'), undo('u', hours(0), 'm')), grains),
		).toBe('known');
	});
});

test('marks on topics that the roadmap no longer has do no harm', () => {
	const after = progressAfter(mark('a', hours(-1), 'baguette heat', 'done'));
	expect(statusOf(after, topic('heat'))).toBe('done');
});

describe('under an id that the topic had once', () => {
	const old = mark('x', hours(-3), 'folding', 'done');
	const newer = mark('b', hours(-2), 'kneading', 'started');
	const newest = mark('c', hours(-1), 'folding', 'skipped');

	test.each<[string, Event[], string]>([
		['a mark counts', [old], 'done'],
		['a mark gives way to a newer one under the new id', [old, newer], 'started'],
		['a mark of a device that has not heard of the new id counts if it is newest', [old, newer, newest], 'skipped'],
		['the greater id decides at the same time', [newer, mark('d', newer.at, 'folding', 'known')], 'known'],
		['a mark can be taken back', [newer, newest, undo('u', hours(0), 'c')], 'started'],
	])('%s', (_, events, status) => {
		expect(statusOf(progressAfter(...events), topic('kneading'))).toBe(status);
		expect(statusOf(progressAfter(...events.toReversed()), topic('kneading'))).toBe(status);
	});

	test('a deferral counts, and a mark under the new id lifts it', () => {
		const putOff = later('x', hours(-3), 'folding', DAY);
		expect(progressAfter(putOff).deferred.get('kneading')).toBe(DAY);
		expect(progressAfter(putOff, newer).deferred.size).toBe(0);
	});
});

describe('a deferral', () => {
	const before = mark('a', hours(-3), 'heat', 'started');
	const putOff = later('c', hours(-2), 'heat', DAY);
	const longer = later('b', hours(-1), 'heat', '2027-01-31');

	test.each<[string, Event[], string | undefined]>([
		['stands', [putOff], DAY],
		['gives way to a newer one', [putOff, longer], '2027-01-31'],
		['stands after an older mark', [before, putOff], DAY],
		['returns when the newer one is taken back', [putOff, longer, undo('u', hours(0), 'b')], DAY],
		['is gone when it is taken back', [putOff, undo('u', hours(0), 'c')], undefined],
		['is lifted by start', [putOff, mark('a', hours(-1), 'heat', 'started')], undefined],
		['is lifted by a reset', [putOff, mark('d', hours(-1), 'heat', 'todo')], undefined],
		[
			'is lifted by a mark of the same time and a greater id',
			[putOff, mark('d', putOff.at, 'heat', 'done')],
			undefined,
		],
		['is not lifted by a mark on another topic', [putOff, mark('d', hours(-1), 'yeast', 'done')], DAY],
		[
			'returns when the mark is taken back',
			[putOff, mark('d', hours(-1), 'heat', 'done'), undo('u', hours(0), 'd')],
			DAY,
		],
	])('%s', (_, events, until) => {
		expect(progressAfter(...events).deferred.get('heat')).toBe(until);
		expect(progressAfter(...events.toReversed()).deferred.get('heat')).toBe(until);
	});

	test('leaves the status as it is', () => {
		expect(statusOf(progressAfter(before, putOff), topic('heat'))).toBe('started');
	});

	test.each([
		['2026-12-23', true],
		['2026-12-24', false],
		['2026-12-25', false],
	])('until 24 December holds on %s: %s', (today, is) => {
		expect(isDeferred(progress({ later: { heat: DAY } }), topic('heat'), today)).toBe(is);
	});

	test('was never made for a topic called constructor', () => {
		expect(isDeferred(NO_PROGRESS, topic('constructor'), '2026-11-22')).toBe(false);
	});
});

describe('a resource', () => {
	test.each<[string, Event[], string[]]>([
		['is finished by its address, whatever is in it', [resource('a', hours(-1), 'done')], ['https://example.org/a b']],
		[
			'is not finished once it was taken up again',
			[resource('a', hours(-2), 'done'), resource('b', hours(-1), 'todo')],
			[],
		],
		['is not finished once that was taken back', [resource('a', hours(-2), 'done'), undo('u', hours(-1), 'a')], []],
		[
			'is finished everywhere once it was in another roadmap',
			[resource('a', hours(-1), 'done', 'beer')],
			['https://example.org/a b'],
		],
		[
			'is what was said of it last, in whichever roadmap',
			[resource('a', hours(-2), 'done', 'beer'), resource('b', hours(-1), 'todo')],
			[],
		],
	])('%s', (_, events, finished) => {
		expect([...progressAfter(...events).finished]).toEqual(finished);
	});
});

test.each(STATUSES)('%s counts as complete only if it is done or known', (status) => {
	expect(isComplete(status)).toBe(status === 'done' || status === 'known');
});

test('reading progress leaves the memory as it was', () => {
	const memory = fold([mark('a', hours(-1), 'folding', 'done'), later('b', hours(0), 'heat', DAY)], NOW);
	const copy = structuredClone(memory);
	progressIn(memory, BREAD);
	expect(memory).toEqual(copy);
});

describe('a lab', () => {
	const lab = (id: string, to: LabEvent['to'], more: Partial<LabEvent> = {}): LabEvent => ({
		...{ v: 1, id, at: hours(-1), roadmap: 'bread', kind: 'lab', topic: 'kneading', lab: 'window-pane', to },
		...more,
	});
	const tried = lab('a', 'tried', { at: hours(-9) });
	const passed = lab('b', 'passed', { at: hours(-2) });
	const hint = (n: number) => lab(`h${n}`, 'hinted', { hint: n });

	test.each<[string, Event[], LabProgress]>([
		['that was tried', [tried], { ...NO_LAB, tried: hours(-9) }],
		['that was tried and passed', [tried, passed], { ...NO_LAB, tried: hours(-9), passed: hours(-2) }],
		['whose hints were seen on two devices', [hint(1), hint(3), hint(2)], { ...NO_LAB, hints: 3 }],
		['whose last hint was taken back', [hint(1), hint(2), undo('u', hours(0), 'h2')], { ...NO_LAB, hints: 1 }],
		['whose solution was seen', [lab('s', 'shown')], { ...NO_LAB, shown: true }],
		['that is not passed after all', [tried, passed, undo('u', hours(0), 'b')], { ...NO_LAB, tried: hours(-9) }],
		[
			'of a topic that had another id then',
			[passed, lab('c', 'tried', { topic: 'folding' })],
			{ ...NO_LAB, tried: hours(-1), passed: hours(-2) },
		],
	])('%s', (_, events, expected) => {
		expect([...progressAfter(...events).labs]).toEqual([[labKey('kneading', 'window-pane'), expected]]);
	});
});
