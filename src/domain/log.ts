/** What the learner did, by day: marks, reading, projects, labs and notes. Undone events are left out. */
import { dayOf, statedDay } from './activity.ts';
import { byTime, type Event, topicsAbout } from './event.ts';
import { eventsInEffect } from './history.ts';
import { isAhead } from './memory.ts';
import { readNotePatch } from './notes.ts';
import type { Status } from './types.ts';
import { grouped } from './values.ts';

interface LogDay {
	/** YYYY-MM-DD in the learner's calendar. */
	readonly day: string;
	/** In the order in which they happened. */
	readonly entries: readonly LogEntry[];
}

export interface LogEntry {
	readonly what: Status | 'read' | 'unread' | 'built' | 'building' | 'unbuilt' | 'note' | 'tried' | 'passed';
	/** ISO 8601. */
	readonly at: string;
	/** Ids as they were at the time. */
	readonly topics: readonly string[];
	/** Of what was read. */
	readonly url?: string;
	/** Of what was built. */
	readonly stage?: string;
	/** A lab's id. */
	readonly lab?: string;
	/** The first words of a note. */
	readonly text?: string;
}

/** Returns the days with activity in a roadmap, latest first. @param since YYYY-MM-DD; '' for all */
export function logOf(events: readonly Event[], roadmap: string, now: Date, since = ''): LogDay[] {
	const own = eventsInEffect(events).filter((event) => event.roadmap === roadmap && !isAhead(event.at, now));
	const dated = own.sort(byTime).flatMap((event) => {
		const day = statedDay(event) ?? dayOf(event).day;
		const entry = entryOf(event);
		return entry && day >= since ? [[day, entry] as const] : [];
	});
	const days = [...grouped(dated)].map(([day, entries]) => ({ day, entries }));
	return days.sort((a, b) => (a.day < b.day ? 1 : -1));
}

const BUILT = { done: 'built', started: 'building', todo: 'unbuilt' } as const;

/** Undefined for events that are not learning: choices, deferrals, hiding, hints. */
function entryOf(event: Event): LogEntry | undefined {
	const { at } = event;
	const topics = topicsAbout(event);
	switch (event.kind) {
		case undefined:
			return { what: event.to, at, topics };
		case 'resource':
			return { what: event.to === 'done' ? 'read' : 'unread', at, topics, url: event.url };
		case 'project':
			return { what: BUILT[event.to], at, topics, stage: event.stage };
		case 'note':
			return { what: 'note', at, topics, text: firstWords(event.patch) };
		case 'lab':
			return event.to === 'tried' || event.to === 'passed' ? { what: event.to, at, topics, lab: event.lab } : undefined;
		default:
			return undefined;
	}
}

/** Returns the first line that a note change added, without the bullet and date of a dated entry. */
function firstWords(patch: unknown): string {
	const lines = readNotePatch(patch)?.after ?? [];
	const line = lines.find((text) => text.trim() !== '') ?? '';
	return line.replace(/^- (?:\d{4}-\d{2}-\d{2} )?/, '').trim();
}
