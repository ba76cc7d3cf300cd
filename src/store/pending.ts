/**
 * Changes of notes that are on their way. A change is made by the one line that the journal gets, and notes are other
 * files: what is to become of them is staged before the line is written, and carried out after it. What is staged for an
 * event that no journal has never happened; what a kill left of any other, whoever comes next carries out.
 *
 *     notes/.pending/<event>.json         staged
 *     notes/.pending/<event>.<pid>.json   being carried out
 */
import fs from 'node:fs';
import path from 'node:path';
import { hasPatch, type Patch, patched } from '../model/notes.ts';
import { SLUG } from '../model/types.ts';
import { isAlive } from './alive.ts';
import { writeAtomic } from './atomic.ts';
import { errorCode, fileError, readIfThere } from './files.ts';
import { appendNote, forgetChange, keepChange, readRaw, writeNote } from './notes.ts';
import type { Places } from './places.ts';

/** What happens to one topic's notes. Lines are bytes as letters (latin1), whatever encoding they are in. */
export interface Step {
	readonly roadmap: string;
	readonly topic: string;
	/** By which it can be taken back; an undo has none. */
	readonly id?: string;
	readonly patch: Patch;
	/** The lines go to the end, wherever that is by then. */
	readonly adds: boolean;
}

export interface Pending {
	readonly file: string;
	readonly event: string;
	/** Who began to carry it out; undefined where nobody did. */
	readonly by: number | undefined;
	readonly steps: readonly Step[];
}

/** Nobody takes so long, so that a number that another process was given meanwhile is not believed for ever. */
const HOUR = 60 * 60 * 1_000;
/** Between staging and the event; what is older is nobody's. In milliseconds. */
const DAY = 24 * HOUR;

/** Puts on the disk what an event will do, before the event is. @throws UserError; then nothing is staged */
export function stage(places: Places, event: string, steps: readonly Step[]): Pending {
	const file = path.join(folderOf(places), `${event}.json`);
	const pending = { file, event, by: undefined, steps };
	try {
		for (const { id, roadmap, patch } of steps) if (id !== undefined) keepChange(places, { id, roadmap }, patch);
		writeAtomic(file, JSON.stringify({ steps }));
	} catch (error) {
		unstage(places, pending);
		throw fileError(error, 'write', file);
	}
	return pending;
}

/** Forgets what was staged for an event that did not come. It counts for nothing, so it may stay. */
export function unstage(places: Places, { file, steps }: Pending): void {
	removeQuietly(file);
	for (const { id, roadmap } of steps) if (id !== undefined) forgetChange(places, { id, roadmap });
}

/** All that is staged, in the order of the events. @throws UserError */
export function readPending(places: Places): Pending[] {
	const folder = folderOf(places);
	try {
		const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
		return names.sort().flatMap((name) => pendingAt(path.join(folder, name)));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/** Whether somebody is carrying it out just now. A process carries out one at a time, so what it began before is left. */
export function isBusy({ file, by }: Pending): boolean {
	return by !== undefined && by !== process.pid && isAlive(by) && ageOf(file) < HOUR;
}

/** Forgets what was staged for an event that never came. */
export function sweep({ file }: Pending): void {
	if (ageOf(file) > DAY) removeQuietly(file);
}

/** Does to the notes what was staged; of many processes only one does. @throws UserError; it is then still pending */
export function carryOut(places: Places, { file, event, by, steps }: Pending): void {
	const claimed = path.join(folderOf(places), `${event}.${process.pid}.json`);
	if (!claim(file, claimed)) return;
	for (const step of steps) {
		if (by === undefined) take(places, step);
		else finish(places, step);
	}
	removeQuietly(claimed);
}

/** A topic's notes as they will be when all that is pending is carried out. Bytes as letters. */
export function withSteps(raw: string, steps: readonly Step[]): string {
	const after = (text: string, step: Step) =>
		hasPatch(text, step.patch) ? text : patched(withoutHalf(text, step), step.patch);
	return steps.reduce(after, raw);
}

function take(places: Places, { roadmap, topic, patch, adds }: Step): void {
	if (adds) appendNote(places, roadmap, topic, patch.after.join('\n').replace(/\n$/, ''));
	else writeNote(places, roadmap, topic, patched(readRaw(places, roadmap, topic), patch));
}

/** Takes a step that somebody may have taken already, or half. */
function finish(places: Places, step: Step): void {
	const { roadmap, topic, patch } = step;
	const raw = readRaw(places, roadmap, topic);
	if (hasPatch(raw, patch)) return;
	const whole = withoutHalf(raw, step);
	if (whole === raw) take(places, step);
	else writeNote(places, roadmap, topic, patched(whole, patch));
}

/** Notes without the half of added lines that a kill left at their end. */
function withoutHalf(raw: string, { patch, adds }: Step): string {
	const added = patch.after.join('\n');
	for (let length = adds ? added.length - 1 : 0; length > 0; length--) {
		const start = raw.length - length;
		const isOnLine = start === 0 || raw[start - 1] === '\n';
		if (isOnLine && raw.endsWith(added.slice(0, length))) return raw.slice(0, start);
	}
	return raw;
}

/** @returns false where somebody else was first. @throws UserError */
function claim(file: string, claimed: string): boolean {
	try {
		fs.renameSync(file, claimed);
		return true;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return false;
		throw fileError(error, 'write', claimed);
	}
}

function pendingAt(file: string): Pending[] {
	const text = readIfThere(file);
	const [event = '', by = ''] = path.basename(file, '.json').split('.');
	try {
		const { steps }: { steps?: unknown } = JSON.parse(text ?? '{}');
		return Array.isArray(steps) && steps.every(isStep)
			? [{ file, event, by: by === '' ? undefined : Number(by), steps }]
			: [];
	} catch {
		// Not ours, or damaged.
		return [];
	}
}

function isStep(value: unknown): value is Step {
	// The parse edge: every field is looked at.
	const { roadmap, topic, id, patch, adds } = (value ?? {}) as Partial<Record<keyof Step, unknown>>;
	const { at, before, after } = (patch ?? {}) as Partial<Record<keyof Patch, unknown>>;
	const isLines = (lines: unknown) => Array.isArray(lines) && lines.every((line) => typeof line === 'string');
	const isNamed = [roadmap, topic].every((name) => typeof name === 'string' && SLUG.test(name));
	const isPatch = Number.isSafeInteger(at) && Number(at) >= 0 && isLines(before) && isLines(after);
	return isNamed && isPatch && typeof adds === 'boolean' && (id === undefined || typeof id === 'string');
}

/** In milliseconds; 0 where it cannot be told. */
function ageOf(file: string): number {
	try {
		return Date.now() - fs.statSync(file).mtimeMs;
	} catch {
		return 0;
	}
}

function removeQuietly(file: string): void {
	try {
		fs.rmSync(file, { force: true });
	} catch {
		// What is left there counts for nothing, or is seen to be done.
	}
}

function folderOf(places: Places): string {
	return path.join(places.data, 'notes', '.pending');
}
