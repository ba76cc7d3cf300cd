/** The activity log: on which days something was marked, which topics were finished, and the pauses. */

import { daysBetween, isDate, localDay, offsetOf } from './day.ts';
import {
	byTime,
	type Event,
	isLater,
	type LabEvent,
	type MarkEvent,
	type PaceEvent,
	type ProjectEvent,
	type ResourceEvent,
	type ReviewEvent,
	topicsOf,
} from './event.ts';
import { type FlatEvent, flatten, idsWithoutEffect } from './history.ts';
import { isAhead } from './memory.ts';
import { currentIds } from './progress.ts';
import type { Roadmap, Status } from './types.ts';

export interface ActivityLog {
	/** Days with a mark of any kind or an answer, in calendar order. */
	readonly days: readonly ActivityDay[];
	/** Topics that became done, in order. */
	readonly finishes: readonly Finish[];
	readonly pauses: readonly Pause[];
}

export interface ActivityDay {
	readonly day: string;
	/** Minutes by which the learner's clock was ahead of UTC at the day's last mark. */
	readonly offset: number;
}

export interface Finish {
	readonly topic: string;
	readonly day: string;
}

/** From that day on and before `until`; null if it has not ended. */
interface Pause {
	readonly from: string;
	readonly until: string | null;
}

type ActivityEvent = MarkEvent | ResourceEvent | PaceEvent | ReviewEvent | ProjectEvent | LabEvent;

const COUNTED_KINDS: ReadonlySet<string> = new Set(['resource', 'pace', 'review', 'project', 'lab']);

const ZONED = /^(\d{4}-\d{2}-\d{2})([+-])(\d{2}):(\d{2})$/;
/** A zone is at most 14 hours from UTC, and `at` at most a day ahead of the clock that wrote the day. In days. */
const MAX_OFFSET_DAYS = 2;

/** Reads one roadmap's activity. Undone and replaced events do not count, nor do those dated more than a day ahead. */
export function readActivity(events: readonly Event[], roadmap: Roadmap, now: Date): ActivityLog {
	const days = new Map<string, ActivityDay>();
	const pauses: Pause[] = [];
	const marks: DatedMark[] = [];
	for (const event of eventsThatCount(flatten(events), roadmap.id, now)) {
		const { day: written, offset } = dayOf(event);
		const day = statedDay(event) ?? written;
		if (event.kind === 'pace') {
			if (event.what === 'pause') keepPause(pauses, event.to === 'paused', day, event.until ?? null);
			continue;
		}
		days.set(day, { day, offset });
		if (event.kind === undefined) marks.push({ event, day, written });
	}
	return { days: inOrder(days), finishes: finishesIn(marks, currentIds(roadmap)), pauses };
}

/** Merges the days of several roadmaps into one log. @param own the one whose pauses count */
export function mergedActivity(logs: readonly ActivityLog[], own: ActivityLog | undefined): ActivityLog {
	const days = new Map<string, ActivityDay>();
	for (const day of logs.flatMap((log) => log.days)) days.set(day.day, day);
	return {
		days: inOrder(days),
		finishes: logs.flatMap(({ finishes }) => finishes),
		pauses: own?.pauses ?? [],
	};
}

function inOrder(days: ReadonlyMap<string, ActivityDay>): ActivityDay[] {
	return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Returns the learner's day and zone for an event; by this machine's clock if the event does not say. */
export function dayOf({ at, day: zoned }: Pick<Event, 'at' | 'day'>): { day: string; offset: number } {
	const [, day = '', sign, hours, minutes] = (typeof zoned === 'string' && ZONED.exec(zoned)) || [];
	if (isDate(day) && Math.abs(daysBetween(at.slice(0, 10), day)) <= MAX_OFFSET_DAYS) {
		const offset = Number(hours) * 60 + Number(minutes);
		return { day, offset: sign === '-' ? -offset : offset };
	}
	const instant = new Date(at);
	return { day: localDay(instant), offset: offsetOf(instant) };
}

/** Returns the earlier day that an event names as its own (`--on`); undefined if it names none. */
export function statedDay(event: Event): string | undefined {
	if (event.kind !== undefined && event.kind !== 'resource') return undefined;
	return event.on !== undefined && isDate(event.on) && event.on < dayOf(event).day ? event.on : undefined;
}

/** Whether a day was within a pause, from its first day until the day before its end. */
export function isRested({ pauses }: Pick<ActivityLog, 'pauses'>, day: string): boolean {
	return pauses.some(({ from, until }) => from <= day && (until === null || day < until));
}

/**
 * Returns fewer events that give the same activity, in every roadmap: of the many answers, finished addresses and labs
 * of a day only the last.
 */
export function condensed(events: readonly FlatEvent[], now: Date): FlatEvent[] {
	const out = idsWithoutEffect(events);
	const days = new Map<string, FlatEvent>();
	const kept: FlatEvent[] = [];
	for (const event of events) {
		const decides = event.kind === 'undo' || (event.replaces?.length ?? 0) > 0;
		const isWhole = event.kind === undefined || event.kind === 'pace' || isAhead(event.at, now);
		if (decides || (isWhole && !out.has(event.id))) kept.push(event);
		else if (!out.has(event.id) && isCounted(event)) {
			const key = `${event.roadmap} ${statedDay(event) ?? dayOf(event).day}`;
			const last = days.get(key);
			if (!last || isLater(event, last)) days.set(key, event);
		}
	}
	return [...kept, ...days.values()];
}

/** Returns the events that count, sorted. */
function eventsThatCount(events: readonly FlatEvent[], roadmap: string, now: Date): ActivityEvent[] {
	const out = idsWithoutEffect(events);
	const counted = events.filter((event): event is ActivityEvent => {
		if (event.roadmap !== roadmap || out.has(event.id) || isAhead(event.at, now)) return false;
		return isCounted(event);
	});
	return counted.sort(byTime);
}

function isCounted(event: Event): event is ActivityEvent {
	return event.kind === undefined || COUNTED_KINDS.has(event.kind);
}

function keepPause(pauses: Pause[], begins: boolean, day: string, until: string | null): void {
	const last = pauses.at(-1);
	const lasts = last !== undefined && (last.until === null || last.until > day);
	if (!lasts && begins) pauses.push({ from: day, until });
	if (lasts) pauses[pauses.length - 1] = { ...last, until: begins ? until : day };
}

interface DatedMark {
	readonly event: MarkEvent;
	readonly day: string;
	/** The day on which it was marked. */
	readonly written: string;
}

/**
 * Returns the topics that became done. One unmarked on the day it was marked was a slip; one that is `known` now was
 * learned before, which says nothing about pace.
 */
function finishesIn(marks: readonly DatedMark[], ids: ReadonlyMap<string, string>): Finish[] {
	const status = new Map<string, Status>();
	const last = new Map<string, { readonly finish: Finish; readonly written: string }>();
	const finishes = new Set<Finish>();
	for (const { event, day, written } of marks) {
		for (const name of topicsOf(event)) {
			const topic = ids.get(name) ?? name;
			const before = last.get(topic);
			if (event.to !== 'done' && before?.written === written) finishes.delete(before.finish);
			if (event.to === 'done' && status.get(topic) !== 'done') {
				const finish = { topic, day };
				finishes.add(finish);
				last.set(topic, { finish, written });
			}
			status.set(topic, event.to);
		}
	}
	return [...finishes].filter(({ topic }) => status.get(topic) !== 'known');
}
