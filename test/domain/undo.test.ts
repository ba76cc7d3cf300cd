import { describe, expect, test } from 'vitest';
import type { ChoiceEvent, Event, ResourceEvent } from '../../src/domain/event.ts';
import { type Chosen, lastChange } from '../../src/domain/undo.ts';
import { hours, later, mark, NOW, undo } from './fixture.ts';

const HERE = 'laptop';

const started = mark('y', hours(-5), 'heat', 'started');
const done = mark('b', hours(-4), 'heat', 'done');
const twin = mark('c', done.at, 'yeast', 'done');
const putOff = later('a', hours(-3), 'heat', '2026-12-24');
const elsewhere = mark('e', hours(-2), 'hops', 'done', { roadmap: 'beer' });
const aDayAhead = mark('f', hours(24), 'heat', 'known');
const ahead = mark('g', hours(25), 'heat', 'known');
const furtherAhead = mark('d', hours(99), 'heat', 'skipped');

const base = { v: 1, roadmap: 'bread' } as const;
const link = 'https://example.org/';
const finished: ResourceEvent = { ...base, id: 'r', at: hours(-3), kind: 'resource', url: link, to: 'done' };
const way = { kind: 'choice', what: 'roadmap', from: 'all', to: 'pizza' } as const;
const chosen: ChoiceEvent = { ...base, id: 's', at: hours(-3), ...way, device: HERE };
const chosenThere: ChoiceEvent = { ...base, id: 't', at: hours(-3), ...way, device: 'phone' };

/** Takes these back, an hour ago. */
function back(...events: Event[]): Event {
	return undo('z', hours(-1), ...events.map(({ id }) => id));
}

describe('the last change', () => {
	test.each<[string, Event | undefined, Event[]]>([
		['is none where nothing happened', undefined, []],
		['is the newest', done, [started, done]],
		['is the greater id of two of the same time', twin, [twin, done]],
		['may be a deferral', putOff, [done, putOff]],
		['may be a finished resource', finished, [done, finished]],
		['may be a choice of this device', chosen, [done, chosen]],
		['is not a choice of another device', done, [done, chosenThere]],
		['is not of another roadmap', done, [done, elsewhere]],
		['is not an undo', undefined, [back(started)]],
		['is not what was taken back', started, [started, done, back(done)]],
		['is none when all was taken back', undefined, [started, done, back(started, done)]],
		['is not one that ran ahead of the clock by more than a day', started, [started, ahead]],
		['may be one that is a day ahead of the clock', aDayAhead, [started, aDayAhead]],
		['is the furthest ahead where all ran ahead', furtherAhead, [ahead, furtherAhead]],
		['comes to one that ran ahead when all others are taken back', ahead, [started, ahead, back(started)]],
	])('%s, in whatever order it is read', (_, expected, events) => {
		expect(lastChange(events, 'bread', HERE, NOW)?.last).toBe(expected);
		expect(lastChange(events.toReversed(), 'bread', HERE, NOW)?.last).toBe(expected);
	});

	const cutShort: ChoiceEvent = { ...chosen, id: 'v', at: hours(-2), from: 'pizza', to: 'all' };
	const level: ChoiceEvent = { ...chosenThere, id: 'w', at: hours(-2), what: 'level', from: 'core', to: 'everything' };

	const levelOfAny: ChoiceEvent = { ...level, travels: true };

	test.each<[string, Event[], Chosen, string | undefined, string[]]>([
		['is a choice that the settings have', [done, chosen], { roadmap: 'pizza' }, 's', []],
		['is no choice that the settings do not have', [done, chosen], { roadmap: 'all' }, 'b', ['s']],
		['is none where no choice took effect', [chosen, cutShort], { roadmap: 'cleaner' }, undefined, []],
		['is the choice before one that took no effect', [chosen, cutShort], { roadmap: 'pizza' }, 's', ['v']],
		['takes back no choice before it', [chosen, done, cutShort], { roadmap: 'all' }, 'v', []],
		['is a level of any device, like a mark', [chosen, levelOfAny], { roadmap: 'pizza' }, 'w', []],
		['is no level that an older version kept in its settings', [done, { ...level, device: HERE }], {}, 'b', []],
		['is the choice where nobody knows the settings', [done, chosen], {}, 's', []],
	])('%s', (_, events, settings, last, idle) => {
		for (const order of [events, events.toReversed()]) {
			const found = lastChange(order, 'bread', HERE, NOW, settings);
			expect(found && { last: found.last.id, idle: found.idle }).toEqual(last && { last, idle });
		}
	});

	test('is no choice for a device that never wrote', () => {
		expect(lastChange([chosen, chosenThere], 'bread', undefined, NOW)).toBeUndefined();
	});
});
