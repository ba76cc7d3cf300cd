/** Turns a change into an event and appends it to this device's journal. */
import { zonedDay } from '../domain/day.ts';
import type { Change, Event } from '../domain/event.ts';
import { flatten } from '../domain/history.ts';
import { facts, type Memory, nextAt } from '../domain/memory.ts';
import { ensureDevice } from './device.ts';
import { append } from './journal.ts';
import { loadEvents } from './load-events.ts';
import type { Places } from './places.ts';

/**
 * Appends a change to this device's journal. Returns once it is synced to disk.
 * @throws UserError with exit code 1 if it could not be written
 */
export function appendEvent(places: Places, memory: Memory, roadmap: string, change: Change, now: Date): Event {
	const device = ensureDevice(places);
	const at = nextAt(memory, now);
	const head = { v: 1, id: eventId(Date.parse(at)), at, day: zonedDay(now), roadmap } as const;
	const event: Event = change.kind === 'choice' ? { ...head, ...change, device } : { ...head, ...change };
	const whole = supersededBy(event, memory, places);
	append(places, device, whole);
	return whole;
}

/**
 * Adds `replaces` to an event, so that it wins over events on the same facts that claim to be newer because a clock ran
 * ahead.
 */
export function supersededBy<T extends Event>(event: T, memory: Memory, places: Places): T {
	const replaces = aheadOf(event, memory, () => flatten(loadEvents(places)));
	return replaces.length > 0 ? { ...event, replaces } : event;
}

/**
 * Returns the ids of all events on the same facts with a later `at`, which only a clock that ran ahead can produce. All
 * of them are needed: with only the latest replaced, the one before it would take effect.
 * @param history called only if there is such an event
 */
function aheadOf(event: Event, memory: Memory, history: () => readonly Event[]): string[] {
	const keys = new Set(facts(event).map(([key]) => key));
	const isAhead = (at: string | undefined) => at !== undefined && at >= event.at;
	if (![...keys].some((key) => isAhead(memory.registers.get(key)?.at))) return [];
	const ahead = history().filter(({ at }) => isAhead(at));
	const about = ahead.filter((other) => other.roadmap === event.roadmap && facts(other).some(([key]) => keys.has(key)));
	return [...new Set(about.map(({ id }) => id))];
}

/**
 * Event ids are ULIDs (https://github.com/ulid/spec): 48 bits of time and 80 random bits in Crockford's base 32.
 *
 * Written by hand and without node:crypto because `done` loads this: the `ulid` package takes 7 ms to load, node:crypto
 * 3. An id has to be unique, not secret, and V8 seeds Math.random per process from the system's entropy.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param time in milliseconds since 1970 */
export function eventId(time: number): string {
	let id = '';
	for (let rest = time, i = 0; i < 10; i++) {
		id = ALPHABET.charAt(rest % 32) + id;
		rest = Math.floor(rest / 32);
	}
	for (let i = 0; i < 16; i++) id += ALPHABET.charAt(Math.floor(Math.random() * 32));
	return id;
}
