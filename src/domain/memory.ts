/**
 * Folds events, in any order and from any number of devices, into one memory.
 *
 * Every fact (a topic's status, a deferral, a finished address) is a last-write-wins register, ordered by `at`, then
 * `id`. So the result does not depend on the order in which journals are read, and folding can continue from a
 * checkpoint.
 */

import { checksum } from './checksum.ts';
import { DAY } from './day.ts';
import {
	type Change,
	type ChoiceEvent,
	type Event,
	type ImportEvent,
	isLater,
	type LinkEvent,
	type Moment,
	topicsOf,
} from './event.ts';
import { flatten, undoneIds } from './history.ts';

/** The value of a fact, since when it holds, and the event that set it. */
export interface Register extends Moment {
	readonly value: string;
}

export interface Memory {
	/** Keys as returned by `registerKey`. */
	readonly registers: Map<string, Register>;
	readonly undone: Set<string>;
	/** `key event` pairs: the register must not be set by this event, because a later event lists it in `replaces`. */
	readonly replaced: Set<string>;
	/**
	 * A sum over the answers to recall questions. It changes whenever an answer is added or undone, so that results
	 * computed from the answers can be cached.
	 */
	answers: number;
	/** The newest `at` that is at most a day ahead of the clock; '' if there is none. */
	latest: string;
}

export type Fact =
	| 'status'
	| 'day'
	| 'later'
	| 'resource'
	| 'link'
	| 'hide'
	| 'add'
	| 'note'
	| 'pace'
	| 'review'
	| 'question'
	| 'report'
	| 'target'
	| 'project'
	| 'placed'
	| 'lab'
	| 'choice'
	| 'imported';

/** `roadmap fact name`. The first two contain no spaces. */
export function registerKey(roadmap: string, fact: Fact, name: string): string {
	return `${roadmap} ${fact} ${name}`;
}

/** A register, and the name of what it is about. */
export type NamedRegister = [name: string, register: Register];

/** Returns the registers of one kind of fact in a roadmap. */
export function registersOf({ registers }: Memory, roadmap: string, fact: Fact): NamedRegister[] {
	const prefix = registerKey(roadmap, fact, '');
	const found: NamedRegister[] = [];
	for (const [key, register] of registers) if (key.startsWith(prefix)) found.push([key.slice(prefix.length), register]);
	return found;
}

export function emptyMemory(): Memory {
	return { registers: new Map(), undone: new Set(), replaced: new Set(), answers: 0, latest: '' };
}

/** Returns whether an event's time is more than a day ahead of `now`. */
export function isAhead(at: string, now: Date): boolean {
	return at > aheadLimit(now);
}

/** Later times than this are ahead of the clock. ISO 8601. */
export function aheadLimit(now: Date): string {
	return new Date(now.getTime() + DAY).toISOString();
}

/**
 * Returns the time for the next event: the clock's, but later than all events so far. ISO 8601.
 *
 * A checkpoint made while the clock ran ahead may hold a time that is now too far ahead; that one is ignored.
 */
export function nextAt(memory: Memory, now: Date): string {
	const clock = now.toISOString();
	if (clock > memory.latest || isAhead(memory.latest, now)) return clock;
	return new Date(Date.parse(memory.latest) + 1).toISOString();
}

/** Folds events into a memory, in place. To continue from a checkpoint, `canExtend` must hold for the events. */
export function fold(events: readonly Event[], now: Date, memory: Memory = emptyMemory()): Memory {
	const all = flatten(events, memory.undone);
	for (const id of undoneIds(all, memory.undone)) memory.undone.add(id);
	const standing = all.filter((event) => !memory.undone.has(event.id));
	for (const event of standing) applyReplaced(memory, event);
	for (const event of standing) setRegisters(memory, event);
	for (const event of standing)
		if (event.kind === 'review') memory.answers = (memory.answers + checksum(event.id)) >>> 0;
	for (const event of events) if (event.kind === 'import' && !memory.undone.has(event.id)) setRegisters(memory, event);
	memory.latest = newest(all, now, newest(events, now, memory.latest));
	return memory;
}

/**
 * Returns whether these events can be folded into a checkpoint. Undoing or replacing an event inside it needs the whole
 * journal, because a register does not keep its previous value.
 */
export function canExtend(events: readonly Event[]): boolean {
	const all = flatten(events);
	const ids = new Set([...events, ...all].map((event) => event.id));
	return all.every((event) => {
		const named = [...(event.kind === 'undo' ? event.takes : []), ...(event.replaces ?? [])];
		return named.every((id) => ids.has(id));
	});
}

/** A change that can be previewed before it is written. */
export type UnwrittenChange = Extract<Change, { kind?: undefined } | { kind: 'later' }>;

/** Returns the memory as it would be after an unwritten change, without modifying the given one. */
export function preview(change: UnwrittenChange, roadmap: string, memory: Memory, now: Date): Memory {
	const event: Event = { v: 1, id: 'imagined', at: nextAt(memory, now), roadmap, ...change };
	const registers = new Map(memory.registers);
	// Also overrides registers set while a clock ran ahead, as `replaces` does when the change is written.
	for (const [key] of facts(event)) registers.delete(key);
	return fold([event], now, { ...memory, registers });
}

function applyReplaced(memory: Memory, event: Event): void {
	if (!event.replaces) return;
	for (const [key] of facts(event)) {
		for (const id of event.replaces) {
			memory.replaced.add(`${key} ${id}`);
			if (memory.registers.get(key)?.id === id) memory.registers.delete(key);
		}
	}
}

function setRegisters(memory: Memory, event: Event): void {
	for (const [key, value] of facts(event)) {
		if (memory.replaced.size > 0 && memory.replaced.has(`${key} ${event.id}`)) continue;
		const register = memory.registers.get(key);
		if (register && !isLater(event, register)) continue;
		memory.registers.set(key, { value, at: event.at, id: event.id });
	}
}

/** Returns the registers that an event sets. Any mark also ends a deferral. */
export function facts(event: Event): [key: string, value: string][] {
	const fact = (name: Fact, about: string, value: string): [string, string] => [
		registerKey(event.roadmap, name, about),
		value,
	];
	switch (event.kind) {
		case undefined:
			return topicsOf(event).flatMap((topic) => [
				fact('status', topic, event.to),
				fact('later', topic, ''),
				...(event.on === undefined ? [] : [fact('day', topic, event.on)]),
			]);
		case 'placement':
			return [
				...event.topics.flatMap((topic) => [fact('status', topic, 'known'), fact('later', topic, '')]),
				...event.asks.map(({ topic, question }) => fact('placed', topic, `known ${question}`)),
				...event.check.map((topic) => fact('placed', topic, 'check')),
			];
		case 'later':
			return topicsOf(event).map((topic) => fact('later', topic, event.until));
		case 'resource':
			return [fact('resource', event.url, event.to)];
		case 'link':
			return [fact('link', `${event.topic} ${event.url}`, linkValue(event))];
		case 'hide':
			return [fact('hide', event.topic, event.to)];
		case 'add':
			return [fact('add', event.topic, JSON.stringify({ stage: event.stage, title: event.title, tier: event.tier }))];
		case 'note':
			return [fact('note', event.topic, event.at)];
		case 'pace':
			return [fact('pace', event.what, event.until === undefined ? event.to : `${event.to} ${event.until}`)];
		case 'review':
			if (event.asked === 'again') return [];
			return [fact('review', `${event.topic} ${event.question}`, String(event.grade))];
		case 'question':
			return [fact('question', `${event.topic} ${event.question}`, event.to)];
		case 'report':
			return [fact('report', `${event.topic} ${event.question}`, event.why)];
		case 'target':
			return [fact('target', event.algorithm, String(event.to))];
		case 'project':
			return [fact('project', event.stage, event.to)];
		case 'lab':
			return [fact('lab', `${event.topic} ${event.lab} ${event.to}`, String(event.hint ?? 1))];
		case 'choice':
			return isRegister(event) ? [fact('choice', event.what, event.to)] : [];
		case 'import':
			return importedFacts(event);
		default:
			return [];
	}
}

/**
 * Returns whether the choice of a path or level applies on every device. The roadmap in use does not, nor do choices
 * that older versions kept in the settings.
 */
export function isRegister({ what, travels }: ChoiceEvent): boolean {
	return travels === true && what !== 'roadmap';
}

/** Returns the choices that an import of an older version brings. */
function importedFacts({ choices = {} }: ImportEvent): [key: string, value: string][] {
	return Object.entries(choices).flatMap(([roadmap, choice]) =>
		Object.entries(choice).map(([what, id]): [string, string] => [registerKey(roadmap, 'imported', what), id]),
	);
}

/** Returns the link as JSON; '' if it was removed. */
function linkValue({ to, title = '', what = 'article' }: LinkEvent): string {
	return to === 'gone' ? '' : JSON.stringify({ title, what });
}

function newest(events: readonly Event[], now: Date, latest: string): string {
	const limit = aheadLimit(now);
	let at = latest;
	for (const event of events) if (event.at > at && event.at <= limit) at = event.at;
	return at;
}
