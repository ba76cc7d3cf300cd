import { expect, test } from 'vitest';
import type { ImportEvent } from '../../src/domain/event.ts';
import { eventsInEffect, type FlatEvent, flatten } from '../../src/domain/history.ts';
import { hours, mark, progressAfter, undo } from './fixture.ts';

const A = mark('a', hours(-9), 'yeast', 'done');
const B = mark('b', hours(-8), 'heat', 'done');
const bring = (id: string, at: string, ...events: FlatEvent[]): ImportEvent => ({
	v: 1,
	id,
	at,
	roadmap: 'bread',
	kind: 'import',
	events,
});
const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id).sort();

test('what was brought in counts, each event once', () => {
	expect(ids(flatten([A, bring('i', hours(-2), A, B), bring('j', hours(-1), B)]))).toEqual(['a', 'b']);
});

test('what was taken back in one import and brought in by another counts', () => {
	const events = [bring('i', hours(-3), A), undo('u', hours(-2), 'i'), bring('j', hours(-1), A)];
	expect(ids(flatten(events))).toEqual(['a', 'u']);
	expect(ids(eventsInEffect(events))).toEqual(['a']);
});

test('taking an import back takes back what was undone in it', () => {
	const events = [A, bring('i', hours(-2), undo('v', hours(-7), 'a') as FlatEvent)];
	expect(eventsInEffect(events)).toEqual([]);
	expect(ids(eventsInEffect([...events, undo('u', hours(-1), 'i')]))).toEqual(['a']);
});

test('an older mark that comes in later changes nothing', () => {
	const mine = mark('c', hours(-1), 'yeast', 'done');
	const old = mark('d', hours(-5), 'yeast', 'started');
	expect(progressAfter(mine, bring('i', hours(0), old)).marks.get('yeast')?.status).toBe('done');
});
