/**
 * One mark on each of the learner's days is an unbroken row, wherever and whenever it is read: for every IANA zone, over
 * its changes of the clock. The days are grouped by Intl, which is not what the program asks.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readActivity } from '../../src/domain/activity.ts';
import { localDay, zonedDay } from '../../src/domain/day.ts';
import type { Event } from '../../src/domain/event.ts';
import { streakOf } from '../../src/domain/streak.ts';
import { BREAD, mark } from './fixture.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const ZONES = Intl.supportedValuesOf('timeZone');
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

test.each(ZONES)('%s: its days are those of Intl, and one mark a day is a row', (own) => {
	const dayAt = calendarOf(own);
	fc.assert(
		fc.property(start, days, choice, zone, (from, count, numbers, elsewhere) => {
			const instants = pick(daysOf(own, from, count), numbers);
			expect(within(own, () => instants.map((at) => localDay(new Date(at))))).toEqual(instants.map(dayAt));
			const events = marksIn(own, instants, true);
			const last = instants.at(-1) ?? 0;
			const row = { days: instants.length, longest: instants.length };
			// At once, and in the hour before the day after the last is over where it was marked: here and elsewhere.
			const until = daysOf(own, last, 3, HOUR)[1]?.at(-1) ?? last;
			expect(rowIn(own, events, last)).toEqual(row);
			expect({ elsewhere, ...rowIn(elsewhere, events, until) }).toEqual({ elsewhere, ...row });
			// Years later it was still a row, though none that goes on.
			expect(rowIn(elsewhere, events, last + 900 * DAY)).toEqual({ days: 0, longest: instants.length });
		}),
		{ numRuns: 2 },
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
			// Zones that lost a whole day in these years are told below.
			fc.pre(!/Apia|Fakaofo|Kiritimati|Enderbury|Kanton|Kwajalein/.test(own + elsewhere));
			const instants = pick(daysOf(own, from, 9), numbers);
			instants.splice(4, 1);
			const row = rowIn(elsewhere, marksIn(own, instants, true), instants.at(-1) ?? 0);
			expect(row.longest).toBe(Math.max(4, instants.length - 4));
		}),
		{ numRuns: 150 },
	);
});

describe('a day that never was breaks nothing:', () => {
	test.each([
		// Samoa went from Thursday the 29th to Saturday the 31st.
		['Pacific/Apia', '2011-12-27T22:00:00.000Z', 5],
		['Pacific/Kwajalein', '1993-08-19T02:00:00.000Z', 4],
	])('%s', (own, first, count) => {
		const instants = Array.from({ length: count }, (_, i) => Date.parse(first) + i * DAY);
		const events = marksIn(own, instants, true);
		const now = instants.at(-1) ?? 0;
		expect(rowIn(own, events, now).days).toBe(count);
		expect(rowIn('Europe/Berlin', events, now).days).toBe(count);
		expect(rowIn(own, marksIn(own, instants, false), now).days).toBe(count);
	});

	test('who flies over the date line to the west loses a day, and no row', () => {
		const before = marksIn(
			'Pacific/Honolulu',
			[Date.parse('2026-11-21T20:00Z'), Date.parse('2026-11-22T20:00Z')],
			true,
		);
		const after = marksIn('Pacific/Auckland', [Date.parse('2026-11-23T19:00Z'), Date.parse('2026-11-24T19:00Z')], true);
		const events = [...before, ...after.map((event, i) => ({ ...event, id: `f${i}` }))];
		expect(events.map(({ day }) => String(day).slice(8, 10))).toEqual(['21', '22', '24', '25']);
		expect(rowIn('Europe/Berlin', events, Date.parse('2026-11-24T20:00Z'))).toEqual({ days: 4, longest: 4 });
	});
});
