/** The plan as entries of a calendar, which keep their names from one export to the next. */

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
import { duration, effort } from '../../render/words.ts';

/** The days of a week on which one learns, 0 for Monday, and from when: HH:MM. */
export interface StudyDays {
	readonly days: readonly number[];
	readonly at: string;
}

export interface CalendarInput {
	readonly planning: Planning;
	readonly plan: LearningPlan;
	/** Null for whole weeks. */
	readonly sessions: StudyDays | null;
	/** What every device knows this learner's plan by. */
	readonly learner: string;
	readonly lessonOf: (topic: Topic) => Lesson;
}

/** The event whose id calendars know the plan by: the earliest, so that all devices agree; undefined for none yet. */
export function calendarEvent(events: readonly Event[], roadmap: string): CalendarEvent | undefined {
	const found = events.filter(
		(event): event is CalendarEvent => event.kind === 'calendar' && event.roadmap === roadmap,
	);
	return found.sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))[0];
}

/** The entries of a plan: what is done where it was done, and the rest in its weeks or on its days. */
export function calendarEntries(input: CalendarInput): CalendarEntry[] {
	const { planning, plan, sessions } = input;
	const done = finishedTopics(planning).map(({ topic, day }) => doneEntry(input, topic, day));
	const todo = plan.weeks.map((week) => ({ ...week, items: week.items.filter(({ isDone }) => !isDone) }));
	return [...done, ...(sessions ? sessionEntries(input, todo, sessions) : weekEntries(input, todo))];
}

function doneEntry(input: CalendarInput, topic: Topic, day: string): CalendarEntry {
	const { planning, sessions } = input;
	const monday = mondayOf(day);
	const minutes = Math.min(planning.estimates.of(topic.id), Math.round(sessionLength(input)));
	const when = sessions
		? { start: `${day}T${sessions.at}`, end: after(day, sessions.at, minutes) }
		: { start: monday, end: addDays(monday, 7) };
	return { ...entryOf(input, { topic }), title: `✓ ${topic.title}`, ...when };
}

/** One for each topic and project, from the Monday on which it begins to the one on which it is over. */
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

/** One for each evening's part of a topic. What a week holds is dealt out over its days in order. */
function sessionEntries(input: CalendarInput, weeks: readonly PlannedWeek[], sessions: StudyDays): CalendarEntry[] {
	const parts = new Map<string, number>();
	return weeks.flatMap(({ monday, items }) =>
		dealtOut(items, sessions.days.length, sessionLength(input)).map(({ what, slot, from, minutes }) => {
			const entry = entryOf(input, what);
			const part = (parts.get(entry.uid) ?? 0) + 1;
			parts.set(entry.uid, part);
			const day = addDays(monday, sessions.days[slot] ?? 0);
			return {
				...entry,
				// The first keeps the name that the whole topic has.
				uid: part === 1 ? entry.uid : `${part}.${entry.uid}`,
				start: after(day, sessions.at, from),
				end: after(day, sessions.at, from + minutes),
			};
		}),
	);
}

interface Share {
	readonly what: Planned;
	/** Which of the week's sessions. */
	readonly slot: number;
	/** Minutes since it began. */
	readonly from: number;
	readonly minutes: number;
}

/** A session's last minutes are not worth beginning something else. */
const LEAST = 10;

function dealtOut(items: readonly PlannedItem[], slots: number, length: number): Share[] {
	const shares: Share[] = [];
	let [slot, used] = [0, 0];
	for (const { what, minutes } of items) {
		for (let left = Math.round(minutes); left > 0; ) {
			const isLast = slot === slots - 1;
			if (!isLast && length - used < LEAST) [slot, used] = [slot + 1, 0];
			else {
				const share = isLast || left - (length - used) < LEAST ? left : Math.round(length - used);
				shares.push({ what, slot, from: used, minutes: share });
				left -= share;
				used += share;
			}
		}
	}
	return shares;
}

/** Of one session, in minutes. */
function sessionLength({ planning, sessions }: CalendarInput): number {
	return planning.minutesAWeek / Math.max(1, sessions?.days.length ?? 1);
}

/** A wall clock's time so many minutes after a time of a day. */
function after(day: string, at: string, minutes: number): string {
	return new Date(Date.parse(`${day}T${at}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

function entryOf(input: CalendarInput, what: Planned): Pick<CalendarEntry, 'uid' | 'title' | 'description'> {
	const name = (kind: string, id: string) =>
		`${kind}.${id}.${input.planning.standing.roadmap.id}.${input.learner.toLowerCase()}@roadmap`;
	if ('project' in what) {
		const { id, number, title, project = '', hours = 0 } = what.project;
		const description = [`${effort(hours * 60)}`, project.trim(), `roadmap stage ${number}`].filter(Boolean);
		return { uid: name('project', id), title: `Project: ${title}`, description: description.join('\n') };
	}
	const { topic } = what;
	return { uid: name('topic', topic.id), title: topic.title, description: topicDescription(input, topic) };
}

/** What it is, what to open first, and the command for all of it. */
function topicDescription({ planning, lessonOf }: CalendarInput, topic: Topic): string {
	const { key, summary, resources } = lessonOf(topic);
	const first = resources.find(({ start }) => start) ?? resources[0];
	return [
		`${topic.number} · ${topic.tier} · ${duration(planning.estimates.of(topic.id))}`,
		key ?? summary,
		first ? `${first.title}: ${first.url}` : '',
		`roadmap topic ${topic.id}`,
	]
		.filter((line) => line.trim() !== '')
		.join('\n');
}

/** What no plan depends on. */
const IDLE: ReadonlySet<Event['kind']> = new Set(['resource', 'link', 'note']);
/** Sequence numbers begin here: their room of 31 bits is enough until 2088. */
const EPOCH = Date.parse('2020-01-01T00:00:00Z');

/**
 * Which edition of the plan a file is: later with every event that the plan depends on, and with every week, for then all
 * that is left moves. The number of events is added to the newest one's seconds, so that two events in one second make
 * two editions.
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
