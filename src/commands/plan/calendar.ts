/** Converts the plan to calendar entries whose ids stay the same from one export to the next. */

import { dayOf } from '../../domain/activity.ts';
import { addDays, daysBetween, localDay, mondayOf } from '../../domain/day.ts';
import type { CalendarEvent, Event } from '../../domain/event.ts';
import { isAhead } from '../../domain/memory.ts';
import {
	finishedTopics,
	type LearningPlan,
	type Planned,
	type PlannedItem,
	type PlannedWeek,
} from '../../domain/plan.ts';
import type { Planning } from '../../domain/planning.ts';
import type { Lesson, Topic } from '../../domain/types.ts';
import type { CalendarEntry, Edition } from '../../render/ics.ts';
import { duration, effort, joined } from '../../render/words.ts';

/** The weekdays for learning, 0 for Monday, and the starting time: HH:MM. */
export interface StudyDays {
	readonly days: readonly number[];
	readonly at: string;
}

export interface CalendarInput {
	readonly planning: Planning;
	readonly plan: LearningPlan;
	/** Null for whole weeks. */
	readonly sessions: StudyDays | null;
	/** Identifies this learner's plan on every device. */
	readonly learner: string;
	readonly lessonOf: (topic: Topic) => Lesson;
}

/**
 * Returns the event whose id identifies the plan in calendars: the earliest, so that all devices agree; undefined if
 * there is none yet.
 */
export function calendarEvent(events: readonly Event[], roadmap: string): CalendarEvent | undefined {
	const found = events.filter(
		(event): event is CalendarEvent => event.kind === 'calendar' && event.roadmap === roadmap,
	);
	return found.sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))[0];
}

/** Returns the plan's entries: finished topics on their days, the rest in its weeks or on its study days. */
export function calendarEntries(input: CalendarInput): CalendarEntry[] {
	const { planning, plan, sessions } = input;
	const done = [...finishedTopics(planning), ...planning.built].map((one) => doneEntry(input, one, one.day));
	const todo = plan.weeks.map((week) => ({ ...week, items: week.items.filter(({ isDone }) => !isDone) }));
	return [...done, ...(sessions ? sessionEntries(input, todo, sessions) : weekEntries(input, todo))];
}

function doneEntry(input: CalendarInput, what: Planned, day: string): CalendarEntry {
	const { planning, sessions } = input;
	const monday = mondayOf(day);
	const estimate = 'topic' in what ? planning.estimates.of(what.topic.id) : (what.project.hours ?? 0) * 60;
	const minutes = Math.min(estimate, Math.round(sessionLength(input)));
	const when = sessions
		? { start: `${day}T${sessions.at}`, end: after(day, sessions.at, minutes) }
		: { start: monday, end: addDays(monday, 7) };
	const entry = entryOf(input, what);
	return { ...entry, title: `✓ ${entry.title}`, ...when };
}

/** Returns one entry per topic and project, from the Monday of its first week to the Monday after its last. */
function weekEntries(input: CalendarInput, weeks: readonly PlannedWeek[]): CalendarEntry[] {
	const entries = new Map<string, CalendarEntry>();
	for (const { monday, items } of weeks) {
		for (const { what } of items) {
			const entry = entryOf(input, what);
			const start = entries.get(entry.uid)?.start ?? monday;
			entries.set(entry.uid, { ...entry, start, end: addDays(monday, 7) });
		}
	}
	return [...entries.values()];
}

/** Returns one entry per session and topic. A week's items are distributed over its days in order. */
function sessionEntries(input: CalendarInput, weeks: readonly PlannedWeek[], sessions: StudyDays): CalendarEntry[] {
	const parts = new Map<string, number>();
	return weeks.flatMap(({ monday, items }) =>
		distributed(items, sessions.days.length, sessionLength(input)).map(({ what, slot, from, minutes }) => {
			const entry = entryOf(input, what);
			const part = (parts.get(entry.uid) ?? 0) + 1;
			parts.set(entry.uid, part);
			const day = addDays(monday, sessions.days[slot] ?? 0);
			return {
				...entry,
				// The first part has the whole topic's id.
				uid: part === 1 ? entry.uid : `${part}.${entry.uid}`,
				start: after(day, sessions.at, from),
				end: after(day, sessions.at, from + minutes),
			};
		}),
	);
}

interface Share {
	readonly what: Planned;
	/** The index of the session in the week. */
	readonly slot: number;
	/** Minutes since the session began. */
	readonly from: number;
	readonly minutes: number;
}

/** Fewer remaining minutes of a session are not used for another item. */
const MIN_MINUTES = 10;

function distributed(items: readonly PlannedItem[], slots: number, length: number): Share[] {
	const shares: Share[] = [];
	let [slot, used] = [0, 0];
	for (const { what, minutes } of items) {
		for (let left = Math.round(minutes); left > 0; ) {
			const isLast = slot === slots - 1;
			if (!isLast && length - used < MIN_MINUTES) [slot, used] = [slot + 1, 0];
			else {
				const share = isLast || left - (length - used) < MIN_MINUTES ? left : Math.round(length - used);
				shares.push({ what, slot, from: used, minutes: share });
				left -= share;
				used += share;
			}
		}
	}
	return shares;
}

/** In minutes per session. */
function sessionLength({ planning, sessions }: CalendarInput): number {
	return planning.minutesAWeek / Math.max(1, sessions?.days.length ?? 1);
}

/** Returns the local time a number of minutes after a time of a day. */
function after(day: string, at: string, minutes: number): string {
	return new Date(Date.parse(`${day}T${at}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

function entryOf(input: CalendarInput, what: Planned): Pick<CalendarEntry, 'uid' | 'title' | 'description'> {
	const name = (kind: string, id: string) =>
		`${kind}.${id}.${input.planning.standing.roadmap.id}.${input.learner.toLowerCase()}@roadmap`;
	if ('project' in what) {
		const { id, number, title, project = '', hours } = what.project;
		const facts = [hours !== undefined && effort(hours * 60), project.trim(), `roadmap stage ${number}`];
		return { uid: name('project', id), title: `Project: ${title}`, description: joined(facts, '\n') };
	}
	const { topic } = what;
	return { uid: name('topic', topic.id), title: topic.title, description: topicDescription(input, topic) };
}

/** Describes a topic: facts, summary, what to open first, and the command that shows it. */
function topicDescription({ lessonOf }: CalendarInput, topic: Topic): string {
	const { key, summary, resources } = lessonOf(topic);
	const first = resources.find(({ start }) => start) ?? resources[0];
	const facts = joined([topic.number, topic.tier, topic.minutes !== undefined && duration(topic.minutes)]);
	const open = first && `${first.title}: ${first.url}`;
	return joined([facts, key ?? summary, open, `roadmap topic ${topic.id}`], '\n');
}

/** Events on which no plan depends. */
const IDLE: ReadonlySet<Event['kind']> = new Set(['resource', 'link', 'note']);
/** Sequence numbers start here: they fit into 31 bits until 2088. */
const EPOCH = Date.parse('2020-01-01T00:00:00Z');

/**
 * Returns the plan's edition: it rises with every event on which the plan depends, and with every week, when all that
 * is left moves. The number of events is added to the newest one's seconds, so that two events in one second give
 * different editions.
 */
export function editionOf(events: readonly Event[], roadmap: string, now: Date): Edition {
	const idle = new Set(events.flatMap(({ kind, id }) => (IDLE.has(kind) ? [id] : [])));
	const whole = events.flatMap((event) => (event.kind === 'import' ? [event, ...event.events] : [event]));
	const all = new Map(whole.map((event) => [event.id, event]));
	const counted = [...all.values()].filter((event) => {
		if (event.roadmap !== roadmap || IDLE.has(event.kind) || isAhead(event.at, now)) return false;
		return event.kind !== 'undo' || !event.takes.every((id) => idle.has(id));
	});
	const newest = counted.reduce<Event | undefined>(
		(last, event) => (last && last.at > event.at ? last : event),
		undefined,
	);
	if (!newest) return { sequence: 0, stamp: new Date(EPOCH) };
	const weeks = Math.max(0, daysBetween(mondayOf(dayOf(newest).day), mondayOf(localDay(now))) / 7);
	const stamp = new Date(Date.parse(newest.at) + weeks * 1000);
	return { sequence: Math.floor((stamp.getTime() - EPOCH) / 1000) + counted.length, stamp };
}
