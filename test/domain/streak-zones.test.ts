/**
 * One mark on each of the learner's days is a streak, wherever it is read: in any IANA zone, over its changes of the
 * clock. The days are grouped by Intl, which is not what the program asks.
 */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { readActivity } from '../../src/domain/activity.ts';
import { localDay, zonedDay } from '../../src/domain/day.ts';
import type { Event } from '../../src/domain/event.ts';
import { streakOf } from '../../src/domain/streak.ts';
import { BREAD, mark } from './fixture.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** Without those that lost a whole day in the years below, when they went over the date line. */
const ZONES = Intl.supportedValuesOf('timeZone').filter(
	(name) => !/Apia|Fakaofo|Kiritimati|Enderbury|Kanton|Kwajalein/.test(name),
);
const HOME = process.env.TZ;

afterEach(() => {
	process.env.TZ = HOME;
});

/** What the program would answer, were it run in that zone. */
function within<T>(zone: string, run: () => T): T {
	process.env.TZ = zone;
	return run();
}

/** The calendar of a zone as Intl knows it: instant → YYYY-MM-DD. */
function calendarOf(zone: string): (instant: number) => string {
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	return (instant) => format.format(instant);
}

/** The instants of a stretch of hours by the zone's days; the first and the last may be cut. */
function daysOf(zone: string, start: number, days: number, step = 3 * HOUR): number[][] {
	const dayAt = calendarOf(zone);
	const byDay = new Map<string, number[]>();
	for (let instant = start; instant < start + days * DAY; instant += step) {
		const day = dayAt(instant);
		byDay.set(day, [...(byDay.get(day) ?? []), instant]);
	}
	return [...byDay.values()];
}

/** Marks as a machine in that zone writes them, on a topic after another. */
function marksIn(zone: string, instants: readonly number[], withDay: boolean): Event[] {
	return within(zone, () =>
		instants.map((instant, i) => {
			const at = new Date(instant);
			const to = i % 2 === 0 ? 'done' : 'todo';
			return mark(
				`e${String(i).padStart(5, '0')}`,
				at.toISOString(),
				'yeast',
				to,
				withDay ? { day: zonedDay(at) } : {},
			);
		}),
	);
}

function rowIn(zone: string, events: readonly Event[], now: number) {
	return within(zone, () => {
		const instant = new Date(now);
		return streakOf(readActivity(events, BREAD, instant), instant, localDay(instant));
	});
}

/** Six weeks from here on nearly always hold a change of the clock, where there is one. */
const start = fc
	.tuple(fc.integer({ min: 1990, max: 2037 }), fc.constantFrom('02-28', '09-15'), fc.nat(24))
	.map(([year, day, hours]) => Date.parse(`${year}-${day}`) + hours * HOUR);
const zone = fc.constantFrom(...ZONES);
const days = fc.integer({ min: 30, max: 45 });
const choice = fc.infiniteStream(fc.nat());

function pick(all: readonly number[][], numbers: Iterator<number>): number[] {
	return all.map((instants) => instants[Number(numbers.next().value) % instants.length] ?? 0);
}

test('there are zones to try, and the process can be in each', () => {
	expect(ZONES.length).toBeGreaterThan(400);
	expect(within('Pacific/Kiritimati', () => localDay(new Date('2026-11-22T10:00:00.000Z')))).toBe('2026-11-23');
	expect(within('Pacific/Honolulu', () => localDay(new Date('2026-11-22T09:59:00.000Z')))).toBe('2026-11-21');
});

test('one mark on each day is a streak, read at once and until the next day is over, there and elsewhere', () => {
	fc.assert(
		fc.property(zone, zone, start, days, choice, (own, elsewhere, from, count, numbers) => {
			const dayAt = calendarOf(own);
			const instants = pick(daysOf(own, from, count), numbers);
			expect(within(own, () => instants.map((at) => localDay(new Date(at))))).toEqual(instants.map(dayAt));
			const events = marksIn(own, instants, true);
			const last = instants.at(-1) ?? 0;
			const row = { days: instants.length, longest: instants.length };
			const until = daysOf(own, last, 3, HOUR)[1]?.at(-1) ?? last;
			expect(rowIn(own, events, last)).toEqual(row);
			expect(rowIn(own, events, until)).toEqual(row);
			// Elsewhere, a clock that was put back since the last mark is not known.
			expect({ elsewhere, ...rowIn(elsewhere, events, until - 2 * HOUR) }).toEqual({ elsewhere, ...row });
			// Years later it was still a streak, though none that goes on.
			expect(rowIn(elsewhere, events, last + 900 * DAY)).toEqual({ days: 0, longest: instants.length });
		}),
		{ numRuns: 200 },
	);
});

test('what older versions wrote, without its day, is a row where it was written', () => {
	fc.assert(
		fc.property(zone, start, days, choice, (own, from, count, numbers) => {
			const instants = pick(daysOf(own, from, count), numbers);
			const events = marksIn(own, instants, false);
			expect(rowIn(own, events, instants.at(-1) ?? 0)).toEqual({ days: instants.length, longest: instants.length });
		}),
		{ numRuns: 150 },
	);
});

test('a day without a mark ends a row, in every zone', () => {
	fc.assert(
		fc.property(zone, zone, start, choice, (own, elsewhere, from, numbers) => {
			const instants = pick(daysOf(own, from, 9), numbers);
			instants.splice(4, 1);
			const row = rowIn(elsewhere, marksIn(own, instants, true), instants.at(-1) ?? 0);
			expect(row.longest).toBe(Math.max(4, instants.length - 4));
		}),
		{ numRuns: 150 },
	);
});
