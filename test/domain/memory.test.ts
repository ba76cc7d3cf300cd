import { describe, expect, test } from 'vitest';
import type { Event, ResourceEvent } from '../../src/domain/event.ts';
import {
	canExtend,
	emptyMemory,
	type Fact,
	fold,
	isAhead,
	nextAt,
	preview,
	registerKey,
} from '../../src/domain/memory.ts';
import { hours, later, mark, NOW, undo } from './fixture.ts';

function resource(id: string, at: string, to: 'done' | 'todo'): ResourceEvent {
	return { v: 1, id, at, roadmap: 'bread', kind: 'resource', url: 'https://example.org/a b', to };
}

const choice: Event = {
	...{ v: 1, id: 'c', at: hours(-1), roadmap: 'bread', device: 'laptop' },
	...{ kind: 'choice', what: 'path', from: 'all', to: 'pizza' },
};

/** What the memory of these events holds for one fact of the roadmap `bread`. */
function remembered(events: readonly Event[], fact: Fact, name: string): string | undefined {
	return fold(events, NOW).registers.get(registerKey('bread', fact, name))?.value;
}

describe('the sum over the answers', () => {
	const answer = (id: string): Event => ({
		...{ v: 1, id, at: hours(-1), roadmap: 'bread' },
		...{ kind: 'review', topic: 'heat', question: 'why', grade: 3, asked: 'due' },
	});
	const [a, b, c] = ['a', 'b', 'c'].map(answer) as [Event, Event, Event];
	const sum = (...events: Event[]) => fold(events, NOW).answers;

	test('is the same in whatever order and parts they come, and for whatever else is marked', () => {
		expect(sum(b, mark('m', hours(-1), 'heat', 'done'), a)).toBe(sum(a, b));
		expect(fold([b], NOW, fold([a], NOW)).answers).toBe(sum(a, b));
	});

	test('is another one where an answer came, went or is another', () => {
		expect(new Set([sum(), sum(a), sum(b), sum(a, b), sum(a, b, c), sum(a, c)]).size).toBe(6);
		expect(sum(a, b, undo('u', hours(0), 'b'))).toBe(sum(a));
	});
});

describe('of what was said of a topic counts', () => {
	const started = mark('x', hours(-3), 'heat', 'started');
	const done = mark('b', hours(-2), 'heat', 'done');
	const twin = mark('c', done.at, 'heat', 'known');
	const reset = mark('d', hours(-1), 'heat yeast', 'todo');
	const ahead = mark('e', hours(99), 'heat yeast', 'skipped');
	const after = mark('f', hours(0), 'heat', 'done', { replaces: ['e'] });

	test.each<[string, Event[], string | undefined]>([
		['nothing, if nothing was', [], undefined],
		['the last word by time', [started, done], 'done'],
		['the greater id at the same time', [done, twin], 'known'],
		['what a mark of several topics said', [done, reset], 'todo'],
		['not what another topic is', [mark('a', hours(-1), 'yeast', 'done')], undefined],
		['not what another roadmap says', [mark('a', hours(-1), 'heat', 'done', { roadmap: 'beer' })], undefined],
		['what stood before the change that was taken back', [started, done, undo('u', hours(0), 'b')], 'started'],
		['nothing once all is taken back', [started, done, undo('u', hours(0), 'x', 'b')], undefined],
		['an event that ran ahead, while nothing overrides it', [done, ahead], 'skipped'],
		['what overrides an event that ran ahead', [done, ahead, after], 'done'],
		['what stood before both, once neither counts', [started, ahead, after, undo('u', hours(0), 'e', 'f')], 'started'],
		['the event that ran ahead, once the override is taken back', [ahead, after, undo('u', hours(0), 'f')], 'skipped'],
		['what comes after an override', [ahead, after, mark('g', hours(1), 'heat', 'todo')], 'todo'],
	])('%s, in whatever order it is read', (_, events, status) => {
		expect(remembered(events, 'status', 'heat')).toBe(status);
		expect(remembered(events.toReversed(), 'status', 'heat')).toBe(status);
	});

	test('an override only on the topics that it names', () => {
		expect(remembered([ahead, after], 'status', 'yeast')).toBe('skipped');
		expect(remembered([after, ahead], 'status', 'yeast')).toBe('skipped');
	});
});

describe('facts are apart:', () => {
	const events = [
		mark('a', hours(-3), 'heat', 'started'),
		later('b', hours(-2), 'heat yeast', '2026-12-24'),
		resource('c', hours(-1), 'done'),
		choice,
	];

	test.each<[Fact, string, string | undefined]>([
		['status', 'heat', 'started'],
		['status', 'yeast', undefined],
		['later', 'heat', '2026-12-24'],
		['later', 'yeast', '2026-12-24'],
		['resource', 'https://example.org/a b', 'done'],
		['resource', 'heat', undefined],
	])('%s of %s', (fact, name, value) => {
		expect(remembered(events, fact, name)).toBe(value);
	});

	test('a choice is no fact: the settings have it', () => {
		expect(fold([choice], NOW).registers.size).toBe(0);
	});
});

test('a resource can be taken up again', () => {
	const events = [resource('a', hours(-2), 'done'), resource('b', hours(-1), 'todo')];
	expect(remembered(events, 'resource', 'https://example.org/a b')).toBe('todo');
});

test('a fact knows since when it is so, and by which event', () => {
	const { registers } = fold([later('a', hours(-1), 'heat', '2026-12-24')], NOW);
	const register = { value: '2026-12-24', at: hours(-1), id: 'a' };
	expect([...registers]).toEqual([[registerKey('bread', 'later', 'heat'), register]]);
});

test('topics that every object has are topics like others', () => {
	for (const name of ['constructor', 'prototype', 'to-string', 'valueof']) {
		expect(remembered([], 'status', name)).toBeUndefined();
		expect(remembered([mark('a', hours(-1), name, 'done')], 'status', name)).toBe('done');
	}
});

test('an event that is read twice counts once', () => {
	const events = [mark('a', hours(-2), 'heat', 'done'), later('b', hours(-1), 'heat', '2026-12-24')];
	expect(fold([...events, ...events], NOW)).toEqual(fold(events, NOW));
});

test('an undo that is read before what it takes back still takes it back', () => {
	const memory = fold([undo('u', hours(-1), 'a')], NOW);
	fold([mark('a', hours(-2), 'heat', 'done')], NOW, memory);
	expect(memory.registers.size).toBe(0);
});

test('an override that is read before what it overrides still overrides it', () => {
	const memory = fold([mark('b', hours(0), 'heat', 'done', { replaces: ['a'] })], NOW);
	fold([mark('a', hours(99), 'heat', 'skipped')], NOW, memory);
	expect(memory.registers.get(registerKey('bread', 'status', 'heat'))?.id).toBe('b');
});

describe('an instant is ahead of the clock', () => {
	test.each([
		['not when it is past', -1, false],
		['not when it is now', 0, false],
		['not when it is a day ahead', 24, false],
		['when it is more than a day ahead', 24.001, true],
	])('%s', (_, after, ahead) => {
		expect(isAhead(hours(after), NOW)).toBe(ahead);
	});
});

describe('the newest time seen is that of', () => {
	test.each<[string, Event[], string]>([
		['nothing, where nothing happened', [], ''],
		['the newest event', [mark('a', hours(-1), 'heat', 'done'), mark('b', hours(-2), 'heat', 'done')], hours(-1)],
		['an undo, too', [mark('a', hours(-2), 'heat', 'done'), undo('u', hours(-1), 'a')], hours(-1)],
		['a choice, too', [choice], hours(-1)],
		['an event a little ahead', [mark('a', hours(24), 'heat', 'done')], hours(24)],
		['no event further ahead', [mark('a', hours(-1), 'heat', 'done'), mark('b', hours(25), 'heat', 'done')], hours(-1)],
	])('%s', (_, events, latest) => {
		expect(fold(events, NOW).latest).toBe(latest);
		expect(fold(events.toReversed(), NOW).latest).toBe(latest);
	});
});

describe('the next event has', () => {
	const millisecond = 1 / 3_600_000;

	test.each([
		['the clock’s time where nothing happened', '', hours(0)],
		['the clock’s time where all is past', hours(-1), hours(0)],
		['a millisecond more than an event of this very instant', hours(0), hours(millisecond)],
		['a millisecond more than an event a little ahead', hours(24), hours(24 + millisecond)],
		['the clock’s time where a checkpoint was made by a clock that ran ahead', hours(25), hours(0)],
	])('%s', (_, latest, at) => {
		expect(nextAt({ ...emptyMemory(), latest }, NOW)).toBe(at);
	});
});

describe('a checkpoint', () => {
	const done = mark('b', hours(0), 'heat', 'done');

	test.each<[string, Event[], boolean]>([
		['can be extended by nothing', [], true],
		['can be extended by marks', [done, mark('c', hours(0), 'heat', 'todo')], true],
		['can be extended by a mark and its undo', [done, undo('u', hours(0), 'b')], true],
		['can be extended by an undo and what it takes back, in whatever order', [undo('u', hours(0), 'b'), done], true],
		['cannot be extended by an undo of what is inside', [done, undo('u', hours(0), 'a')], false],
		['cannot be extended by an undo of something inside too', [done, undo('u', hours(0), 'a', 'b')], false],
		[
			'can be extended by an override of a new event',
			[done, mark('c', hours(0), 'heat', 'todo', { replaces: ['b'] })],
			true,
		],
		['cannot be extended by an override of what is inside', [{ ...done, replaces: ['a'] }], false],
	])('%s', (_, events, can) => {
		expect(canExtend(events)).toBe(can);
	});
});

describe('a change that is only imagined', () => {
	const heat = registerKey('bread', 'status', 'heat');

	test.each<[string, Event[]]>([
		['decides', [mark('a', hours(-1), 'heat', 'started')]],
		['decides over an event of this very instant', [mark('z', hours(0), 'heat', 'started')]],
		['decides over an event that ran ahead', [mark('z', hours(99), 'heat', 'started')]],
	])('%s, and the memory stays as it was', (_, events) => {
		const memory = fold(events, NOW);
		const copy = structuredClone(memory);
		const imagined = preview({ topics: ['heat', 'yeast'], to: 'done' }, 'bread', memory, NOW);
		expect(imagined.registers.get(heat)?.value).toBe('done');
		expect(imagined.registers.get(registerKey('bread', 'status', 'yeast'))?.value).toBe('done');
		expect(memory).toEqual(copy);
	});

	test('leaves every other fact, and every other roadmap', () => {
		const memory = fold([mark('a', hours(-1), 'heat', 'started'), later('b', hours(-1), 'yeast', '2026-12-24')], NOW);
		const imagined = preview({ topic: 'heat', to: 'done' }, 'beer', memory, NOW);
		expect(imagined.registers.get(heat)?.value).toBe('started');
		expect(imagined.registers.get(registerKey('bread', 'later', 'yeast'))?.value).toBe('2026-12-24');
	});

	test('may be a deferral', () => {
		const imagined = preview({ kind: 'later', topic: 'heat', until: '2026-12-24' }, 'bread', emptyMemory(), NOW);
		expect(imagined.registers.get(registerKey('bread', 'later', 'heat'))?.value).toBe('2026-12-24');
	});
});
