/**
 * Waits for a roadmap's files to change by polling their sizes and times. That works on every disk and however an
 * editor saves, renames included; for seventy files a poll takes less than a millisecond.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { partsOf } from './source.ts';
import { stampOf } from './stat-cache.ts';

/** Polling thousands of files may use a twentieth of the time, and no more. */
const REST = 20;
/** Files that keep changing are checked anyway after this many polls. */
const MAX_POLLS = 20;

/** The interval at which files are polled, and how long they must stay unchanged. */
export interface Pace {
	readonly lookMs: number;
	readonly settleMs: number;
}

/** Long enough for editors that save by deleting and renaming. */
const PACE: Pace = { lookMs: 300, settleMs: 100 };

/**
 * Yields a first round at once, and another each time files have changed and settled, until `stop` is aborted.
 * @param others further files, of which a round may learn
 */
export async function* rounds(
	named: string,
	stop: AbortSignal,
	others: () => readonly string[] = () => [],
): AsyncGenerator<number, void> {
	const first = new Map<string, string>();
	const lookAtAll = () => [look(named), ...changedSince(first, others())].join('\n');
	for (let [round, seen] = [1, lookAtAll()]; !stop.aborted; round++) {
		yield round;
		seen = await nextLook(lookAtAll, seen, PACE, stop);
	}
}

/** Describes the files that are not as they were when they were first looked at: to learn of a file is no change. */
function changedSince(first: Map<string, string>, files: readonly string[]): string[] {
	return files.flatMap((file) => {
		const stamp = stampText(file);
		if (!first.has(file)) first.set(file, stamp);
		return stamp === first.get(file) ? [] : [`${file} ${stamp}`];
	});
}

/**
 * Waits until `look` returns a value other than `seen`, which then stays the same for the time to settle.
 * @returns the last value
 */
export async function nextLook(look: () => string, seen: string, pace: Pace, stop: AbortSignal): Promise<string> {
	return settled(look, await changed(look, seen, pace, stop), pace, stop);
}

async function changed(look: () => string, seen: string, { lookMs }: Pace, stop: AbortSignal): Promise<string> {
	while (!stop.aborted) {
		const start = performance.now();
		const now = look();
		if (now !== seen) return now;
		await pause(Math.max(lookMs, REST * (performance.now() - start)), stop);
	}
	return seen;
}

async function settled(look: () => string, first: string, { settleMs }: Pace, stop: AbortSignal): Promise<string> {
	let seen = first;
	for (let left = MAX_POLLS; left > 0 && !stop.aborted; left--) {
		await pause(settleMs, stop);
		const now = look();
		if (now === seen) break;
		seen = now;
	}
	return seen;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await setTimeout(ms, undefined, { signal });
	} catch {
		// Aborted.
	}
}

/** Returns a text that differs if any file was changed, added or removed. */
function look(named: string): string {
	const { spine, topics } = partsOf(named, isFolder(named));
	const names = topics === undefined ? [] : namesIn(topics);
	const files = names.map((name) => path.join(topics ?? '', name));
	return [named, spine, ...files].map((file) => `${file} ${stampText(file)}`).join('\n');
}

function isFolder(named: string): boolean {
	try {
		return fs.statSync(named).isDirectory();
	} catch {
		return false;
	}
}

function namesIn(folder: string): string[] {
	try {
		return fs.readdirSync(folder).sort();
	} catch {
		return [];
	}
}

function stampText(file: string): string {
	try {
		return String(stampOf(file));
	} catch (error) {
		return String(error);
	}
}
