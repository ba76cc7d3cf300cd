/**
 * What a journal holds: one event a line, and an event is one change, what one command did.
 *
 *     {"v":1,"id":"01KAPD…","at":"2026-11-22T10:00:00.000Z","roadmap":"data-engineer","topic":"sql-joins","to":"done"}
 *
 * A change of several topics names them in `topics` instead of `topic`, so that a change is in the journal whole or not
 * at all. `kind` is absent for a mark. Kinds and fields that this version does not know are kept and ignored.
 */
import { isDate } from './day.ts';
import { SLUG, STATUSES, type Status } from './types.ts';

interface EventBase {
	readonly v: 1;
	/** A ULID: unique without asking anybody, and sorts by time. */
	readonly id: string;
	/** ISO 8601 in UTC with milliseconds. */
	readonly at: string;
	readonly roadmap: string;
	/**
	 * Ids of earlier events about the same things that this one overrides although they say they are newer: written by a
	 * clock that ran ahead.
	 */
	readonly replaces?: readonly string[];
}

/** `start`, `done`, `known`, `skip`, `reset`, and what `open` does to a topic. */
export interface MarkEvent extends EventBase {
	readonly kind?: undefined;
	readonly topic?: string;
	readonly topics?: readonly string[];
	readonly to: Status;
}

/** `later`: not before this local date. */
export interface LaterEvent extends EventBase {
	readonly kind: 'later';
	readonly topic?: string;
	readonly topics?: readonly string[];
	/** YYYY-MM-DD in the learner's own calendar. */
	readonly until: string;
}

/** `done --resource`: per address, so that the same page finished once is finished wherever it appears. */
export interface ResourceEvent extends EventBase {
	readonly kind: 'resource';
	readonly url: string;
	readonly to: 'done' | 'todo';
}

/** `path` and `level`: the settings have the value; the journal knows the change, so that it can be undone. */
export interface ChoiceEvent extends EventBase {
	readonly kind: 'choice';
	readonly what: 'path' | 'level';
	readonly from: string;
	readonly to: string;
	/** Settings belong to one device, and so does taking back a choice. */
	readonly device: string;
}

export interface UndoEvent extends EventBase {
	readonly kind: 'undo';
	/** The events taken back. */
	readonly takes: readonly string[];
}

export type Event = MarkEvent | LaterEvent | ResourceEvent | ChoiceEvent | UndoEvent;

/** An event before the journal gives it its id, its time and its device. */
export type Change =
	| Pick<MarkEvent, 'kind' | 'topic' | 'topics' | 'to'>
	| Pick<LaterEvent, 'kind' | 'topic' | 'topics' | 'until'>
	| Pick<ResourceEvent, 'kind' | 'url' | 'to'>
	| Pick<ChoiceEvent, 'kind' | 'what' | 'from' | 'to'>
	| Pick<UndoEvent, 'kind' | 'takes'>;

const ID = /^[0-9A-Za-z_-]{1,64}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The fields `topic` or `topics`, for one id or several. */
export function topicFields(ids: readonly string[]): { topic: string } | { topics: readonly string[] } {
	const [only] = ids;
	return ids.length === 1 && only !== undefined ? { topic: only } : { topics: ids };
}

/** The topics that an event is about. */
export function topicsOf(event: MarkEvent | LaterEvent): readonly string[] {
	return event.topics ?? (event.topic === undefined ? [] : [event.topic]);
}

/**
 * Reads one line of a journal; the only place where journal data becomes typed.
 * @returns the event; `'unknown'` for one of a kind that a newer version wrote; `undefined` for a damaged line
 */
export function readEvent(line: string): Event | 'unknown' | undefined {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return undefined;
	}
	if (!isRecord(value) || typeof value.v !== 'number') return undefined;
	if (!matches(value.id, ID) || !matches(value.at, INSTANT) || Number.isNaN(Date.parse(value.at))) return undefined;
	if (!matches(value.roadmap, SLUG)) return undefined;
	if (value.replaces !== undefined && !isList(value.replaces, ID)) return undefined;
	return readKind(value);
}

function readKind(value: Record<string, unknown>): Event | 'unknown' | undefined {
	const fits = FITS.get(value.kind);
	if (!fits) return 'unknown';
	// The one cast of the journal's parse edge: every field that the type names was looked at.
	if (fits(value)) return value as unknown as Event;
	return typeof value.v === 'number' && value.v > 1 ? 'unknown' : undefined;
}

const FITS = new Map<unknown, (value: Record<string, unknown>) => boolean>([
	[undefined, (value) => namesTopics(value) && STATUSES.some((status) => status === value.to)],
	['later', (value) => namesTopics(value) && typeof value.until === 'string' && isDate(value.until)],
	['resource', (value) => typeof value.url === 'string' && (value.to === 'done' || value.to === 'todo')],
	['choice', (value) => isChoice(value)],
	['undo', (value) => isList(value.takes, ID)],
]);

function isChoice(value: Record<string, unknown>): boolean {
	const known = value.what === 'path' || value.what === 'level';
	return known && matches(value.from, SLUG) && matches(value.to, SLUG) && matches(value.device, SLUG);
}

function namesTopics(value: Record<string, unknown>): boolean {
	return value.topics === undefined ? matches(value.topic, SLUG) : isList(value.topics, SLUG);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown, pattern: RegExp): boolean {
	return Array.isArray(value) && value.every((item) => matches(item, pattern));
}

function matches(value: unknown, pattern: RegExp): value is string {
	return typeof value === 'string' && pattern.test(value);
}
