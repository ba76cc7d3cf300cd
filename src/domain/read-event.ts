/** The only place where journal data becomes typed. */

import { isDate } from './day.ts';
import type { Event } from './event.ts';
import { LAB_STEPS } from './lab-progress.ts';
import { isHad } from './question.ts';
import { ASKED } from './review.ts';
import { safeLine } from './safe.ts';
import type { Choice } from './scope.ts';
import { KINDS, PROJECT_STATUSES, SLUG, STATUSES, TIERS } from './types.ts';
import { isOneOf, isRecord } from './values.ts';

const ID = /^[0-9A-Za-z_-]{1,64}$/;
/** Hours or topics a week: `6h`, `1.5h`, `3 topics`. */
export const GOAL = /^(?:none|\d{1,3}(?:\.\d{1,2})?h|\d{1,3} topics)$/;

/**
 * Anything longer, deeper or more numerous is damage: reading it would cost every start seconds, or break code that
 * walks it.
 */
const MAX_LINE_LENGTH = 64 * 1024 * 1024;
const MAX_TEXT_LENGTH = 10_000;
const MAX_DEPTH = 64;
const MAX_NAMES = 10_000;
const MAX_HINTS = 99;
/** An event replaces earlier ones topic by topic. */
const MAX_REPLACED = 1_000_000;

const INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * Reads one line of a journal.
 * @returns the event; `'unknown'` for a kind written by a newer version; `undefined` for a damaged line
 */
export function readEvent(line: string): Event | 'unknown' | undefined {
	if (line.length > MAX_LINE_LENGTH) return undefined;
	try {
		return readValue(JSON.parse(line));
	} catch {
		return undefined;
	}
}

/** Like `readEvent`, for parsed JSON. */
export function readValue(value: unknown): Event | 'unknown' | undefined {
	if (!isRecord(value) || typeof value.v !== 'number' || isDeep(value, MAX_DEPTH)) return undefined;
	if (!matches(value.id, ID) || !isInstant(value.at)) return undefined;
	if (!matches(value.roadmap, SLUG)) return undefined;
	if (value.replaces !== undefined && !isList(value.replaces, ID)) return undefined;
	if (lengthOf(value.replaces) * lengthOf(value.topics) > MAX_REPLACED) return undefined;
	return readKind(value);
}

const [EARLIEST, LATEST] = ['1000-01-03', '9999-12-29'] as const;

/**
 * Whether a text is a time as events have it: ISO 8601 in UTC with milliseconds, and such that its local day has a
 * four-digit year in every zone.
 */
export function isInstant(value: unknown): value is string {
	return matches(value, INSTANT) && value >= EARLIEST && value <= LATEST && isDate(value.slice(0, 10));
}

function isDeep(value: object, left: number): boolean {
	if (left === 0) return true;
	return Object.values(value).some((part) => typeof part === 'object' && part !== null && isDeep(part, left - 1));
}

function lengthOf(value: unknown): number {
	return Array.isArray(value) ? value.length : 0;
}

function readKind(value: Record<string, unknown>): Event | 'unknown' | undefined {
	if (value.kind === 'import') return readImport(value);
	const fits = FITS.get(value.kind);
	if (!fits) return 'unknown';
	// The only cast at the journal's parse edge: every field that the type names has been checked.
	if (fits(value)) return withSafeTexts(value) as unknown as Event;
	return Number(value.v) > 1 ? 'unknown' : undefined;
}

/** Imported events are validated like a journal's; those of newer versions are skipped. */
function readImport(value: Record<string, unknown>): Event | undefined {
	const { events } = value;
	// Checked before reading them: imports nested in imports could be as deep as a line is long.
	if (!Array.isArray(events) || events.some((event) => isRecord(event) && event.kind === 'import')) return undefined;
	const read = events.map(readValue);
	if (read.includes(undefined)) return undefined;
	return {
		...value,
		events: read.filter((event) => event !== 'unknown'),
		...('notes' in value && { notes: Array.isArray(value.notes) ? value.notes.filter(isNoteChange) : [] }),
		...('choices' in value && { choices: readChoices(value.choices) }),
	} as unknown as Event;
}

function isNoteChange(value: unknown): boolean {
	return isRecord(value) && matches(value.roadmap, SLUG) && matches(value.topic, SLUG) && matches(value.id, ID);
}

/** Returns path and level by roadmap id, skipping invalid values. */
export function readChoices(value: unknown): Record<string, Partial<Choice>> {
	const entries = Object.entries(isRecord(value) ? value : {}).flatMap(([id, choice]) => {
		if (!SLUG.test(id) || !isRecord(choice)) return [];
		const { path, level } = choice;
		return [[id, { ...(matches(path, SLUG) && { path }), ...(matches(level, SLUG) && { level }) }] as const];
	});
	return Object.fromEntries(entries);
}

/** Sanitises the free-text fields, since anyone who carries the file between devices may have written them. */
function withSafeTexts(value: Record<string, unknown>): Record<string, unknown> {
	for (const field of ['title', 'url', 'why']) {
		const text = value[field];
		if (typeof text === 'string') value[field] = safeLine(text);
	}
	return value;
}

const FITS = new Map<unknown, (value: Record<string, unknown>) => boolean>([
	[undefined, (value) => namesTopics(value) && isOptionalDay(value.on) && isOneOf(STATUSES, value.to)],
	['later', (value) => namesTopics(value) && typeof value.until === 'string' && isDate(value.until)],
	['resource', (value) => isText(value.url) && isOptionalDay(value.on) && isOneOf(['done', 'todo'], value.to)],
	['choice', isChoice],
	['link', isLink],
	['hide', (value) => matches(value.topic, SLUG) && isOneOf(['hidden', 'shown'], value.to)],
	['add', isAddition],
	['note', (value) => matches(value.topic, SLUG)],
	['pace', isPace],
	['placement', isPlacement],
	['calendar', () => true],
	['review', isAnswer],
	['question', (value) => isOnQuestion(value) && isOneOf(['suspended', 'active'], value.to)],
	['report', (value) => isOnQuestion(value) && isText(value.why)],
	['target', (value) => matches(value.algorithm, SLUG) && isShare(value.to)],
	['project', (value) => matches(value.stage, SLUG) && isOneOf(PROJECT_STATUSES, value.to)],
	['lab', isLab],
	['undo', (value) => isList(value.takes, ID)],
]);

function isChoice(value: Record<string, unknown>): boolean {
	if (value.travels !== undefined && value.travels !== true) return false;
	if (!isOneOf(['path', 'level', 'roadmap'], value.what)) return false;
	return matches(value.from, SLUG) && matches(value.to, SLUG) && matches(value.device, SLUG);
}

function isLink(value: Record<string, unknown>): boolean {
	if (!matches(value.topic, SLUG) || !isText(value.url)) return false;
	if (value.to === 'gone') return true;
	return value.to === 'linked' && isText(value.title) && isOneOf(KINDS, value.what);
}

function isAddition(value: Record<string, unknown>): boolean {
	const named = matches(value.topic, SLUG) && matches(value.stage, SLUG);
	return named && isText(value.title) && isOneOf(TIERS, value.tier);
}

function isOnQuestion(value: Record<string, unknown>): boolean {
	return matches(value.topic, SLUG) && matches(value.question, SLUG);
}

function isAnswer(value: Record<string, unknown>): boolean {
	const { grade, asked, had, text } = value;
	if (!isOnQuestion(value) || !isOneOf(ASKED, asked)) return false;
	if (had !== undefined && !isHad(had)) return false;
	return (text === undefined || matches(text, ID)) && isOneOf([1, 2, 3, 4], grade);
}

function isShare(value: unknown): boolean {
	return typeof value === 'number' && value > 0 && value < 1;
}

function isPace(value: Record<string, unknown>): boolean {
	if (value.what === 'pause') return isOneOf(['paused', 'running'], value.to) && isOptionalDay(value.until);
	return value.what === 'goal' && matches(value.to, GOAL);
}

function isPlacement({ topics, check, asks }: Record<string, unknown>): boolean {
	if (!isList(topics, SLUG) || !isList(check, SLUG) || !Array.isArray(asks) || asks.length > MAX_NAMES) return false;
	return asks.every((ask) => isRecord(ask) && matches(ask.topic, SLUG) && matches(ask.question, SLUG));
}

function isLab({ topic, lab, to, hint }: Record<string, unknown>): boolean {
	if (!matches(topic, SLUG) || !matches(lab, SLUG) || !isOneOf(LAB_STEPS, to)) return false;
	return hint === undefined || (Number.isInteger(hint) && Number(hint) >= 1 && Number(hint) <= MAX_HINTS);
}

function isOptionalDay(value: unknown): boolean {
	return value === undefined || (typeof value === 'string' && isDate(value));
}

function namesTopics(value: Record<string, unknown>): boolean {
	return value.topics === undefined ? matches(value.topic, SLUG) : isList(value.topics, SLUG);
}

function isList(value: unknown, pattern: RegExp): boolean {
	return Array.isArray(value) && value.length <= MAX_NAMES && value.every((item) => matches(item, pattern));
}

function isText(value: unknown): boolean {
	return typeof value === 'string' && value.length <= MAX_TEXT_LENGTH;
}

function matches(value: unknown, pattern: RegExp): value is string {
	return typeof value === 'string' && pattern.test(value);
}
