/** Inspects all stored files for `doctor`, trusting none and changing none. */
import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import type { Event } from '../domain/event.ts';
import { type Finding, fault, remark } from '../domain/finding.ts';
import { canExtend, fold, isAhead, type Memory } from '../domain/memory.ts';
import { readEvent } from '../domain/read-event.ts';
import { UserError } from '../errors.ts';
import { staleTemporaryFiles } from './atomic.ts';
import { checkpointFile, readCheckpoint } from './checkpoint.ts';
import { deviceFile, isDeviceDamaged, knownDevice } from './device.ts';
import { isNotAFile, nonFileKind, readIfThere, readPlain } from './files.ts';
import { journalLines, listJournals, MAX_JOURNAL_BYTES, nonFileEntries, readJournal } from './journal.ts';
import { isStaleLock } from './lock.ts';
import { changesLock, conflictedLine, noteFile, roadmapsWithNotes, topicsWithNotes } from './notes.ts';
import type { Places } from './places.ts';
import { quarantineFile, quarantineLines } from './repair.ts';
import { readSettings, settingsFile } from './settings.ts';

/** Returns all findings that do not need the roadmaps. */
export function examineStore(places: Places, now: Date): Finding[] {
	const damage = damageFindings(places, now);
	const found = new Set(damage.map(({ file }) => file));
	return [...damage, ...otherFindings(places).filter(({ file }) => !found.has(file))];
}

function damageFindings(places: Places, now: Date): Finding[] {
	return [
		...settingsFindings(places),
		...(isDeviceDamaged(places) ? [fault('device-damaged', deviceFile(places), { mendable: true })] : []),
		...journalFindings(places, now),
		...noteFindings(places),
		...draftFindings(places),
		...leftFindings(places),
	];
}

/** Finds folders, pipes and the like where a file of ours should be. Journals may not be links; other files may. */
function otherFindings(places: Places): Finding[] {
	const journals = unlessUnreadable(() => nonFileEntries(places));
	const files = [
		checkpointFile(places),
		...namesIn(path.join(places.data, 'seen'), '.json'),
		...namesIn(path.join(places.data, 'notes')).flatMap((folder) => namesIn(folder, '.md')),
	];
	const others = files.flatMap((file) => {
		const [found] = unlessUnreadable(() => [fs.statSync(file)]).concat(unlessUnreadable(() => [fs.lstatSync(file)]));
		const kind = found && nonFileKind(found);
		return kind === undefined ? [] : [{ file, kind }];
	});
	return [...journals, ...others].map(({ file, kind }) => fault('not-a-file', file, { about: kind, mendable: true }));
}

function namesIn(folder: string, ending = ''): string[] {
	const names = unlessUnreadable(() => fs.readdirSync(folder)).filter((name) => name.endsWith(ending));
	return names.map((name) => path.join(folder, name));
}

/** Returns an empty list on errors: another check reports unreadable folders. */
function unlessUnreadable<T>(list: () => T[]): T[] {
	try {
		return list();
	} catch {
		return [];
	}
}

function settingsFindings(places: Places): Finding[] {
	const { damaged } = readSettings(places);
	return damaged ? [fault('settings-unreadable', settingsFile(places), { mendable: true })] : [];
}

function journalFindings(places: Places, now: Date): Finding[] {
	let files: string[];
	try {
		files = listJournals(places);
	} catch (error) {
		return [fault('journals-unreadable', path.join(places.data, 'progress'), { about: reason(error) })];
	}
	const device = deviceOrNone(places);
	const read = files.map((file) => journalAt(file, device, now));
	const events = read.flatMap((journal) => journal.events);
	return [...read.flatMap(({ findings }) => findings), ...checkpointFindings(places, events, now)];
}

/**
 * Returns undefined on errors: another check reports an unreadable device file, and until it is repaired no journal
 * counts as ours.
 */
function deviceOrNone(places: Places): string | undefined {
	try {
		return knownDevice(places);
	} catch {
		return undefined;
	}
}

/**
 * Fifty changes a day for five years: a journal from another machine above this size slows down every start. In
 * characters.
 */
const LARGE = 16 * 1024 * 1024;

interface Journal {
	readonly events: readonly Event[];
	readonly findings: readonly Finding[];
}

function journalAt(file: string, device: string | undefined, now: Date): Journal {
	let text: string;
	try {
		text = readIfThere(file, MAX_JOURNAL_BYTES) ?? '';
	} catch (error) {
		return { events: [], findings: [fault('journal-unreadable', file, { about: reason(error) })] };
	}
	const aside = quarantineLines(quarantineFile(file));
	const lines = journalLines(text);
	const findings: Finding[] = isCopy(file) ? [remark('journal-copy', file)] : [];
	if (text.length > LARGE && path.basename(file, '.jsonl') !== device)
		findings.push(remark('journal-large', file, { about: `${Math.round(text.length / 1024 / 1024)} MiB` }));
	const events: Event[] = [];
	let newer = 0;
	for (const [i, line] of lines.entries()) {
		if (line.trim() === '') continue;
		const event = readEvent(line);
		if (event === 'unknown') newer++;
		else if (event) events.push(event);
		else if (!aside.has(line)) {
			const kind = i === lines.length - 1 ? 'journal-torn' : 'journal-damaged';
			findings.push(fault(kind, file, { line: i + 1, about: line.slice(0, 60), mendable: true }));
		}
		if (event && event !== 'unknown' && isAhead(event.at, now)) {
			findings.push(remark('journal-ahead', file, { line: i + 1, about: event.at }));
		}
	}
	if (newer > 0) findings.push(remark('journal-newer', file, { about: String(newer) }));
	return { events, findings };
}

/** Whether the name is one that Syncthing or a file manager gives to a copy. */
function isCopy(file: string): boolean {
	return /\.sync-conflict-|[ (]/.test(path.basename(file));
}

/** Checks that the checkpoint matches a fold of all journals from scratch. */
function checkpointFindings(places: Places, events: readonly Event[], now: Date): Finding[] {
	const checkpoint = readCheckpoint(places);
	if (!checkpoint) return [];
	try {
		const rest = [...checkpoint.offsets].flatMap(([file, from]) => [...readJournal(file, from).events]);
		const others = listJournals(places).filter((file) => !checkpoint.offsets.has(file));
		const more = [...rest, ...others.flatMap((file) => [...readJournal(file).events])];
		// The next reader cannot extend this checkpoint and folds everything from scratch.
		if (!canExtend(more)) return [];
		const extended = fold(more, now, checkpoint.memory);
		if (stateOf(extended) === stateOf(fold(events, now))) return [];
	} catch {
		// A journal that the checkpoint names is gone or unreadable: the next reader folds everything from scratch.
		return [];
	}
	return [fault('checkpoint-wrong', checkpointFile(places), { mendable: true })];
}

function stateOf({ registers }: Memory): string {
	const entries = [...registers].map(([key, { value, at, id }]) => [key, value, at, id].join('\n'));
	return entries.sort().join('\n\n');
}

function noteFindings(places: Places): Finding[] {
	try {
		return roadmapsWithNotes(places).flatMap((roadmap) =>
			topicsWithNotes(places, roadmap).flatMap((topic) => noteFinding(noteFile(places, roadmap, topic))),
		);
	} catch (error) {
		return [fault('notes-unreadable', path.join(places.data, 'notes'), { about: reason(error) })];
	}
}

function noteFinding(file: string): Finding[] {
	try {
		const bytes = readPlain(file);
		const wrong = lineOfNoUtf8(bytes);
		const line = conflictedLine(bytes.toString('utf8'));
		return [
			...(wrong === undefined ? [] : [remark('notes-encoding', file, { line: wrong })]),
			...(line === undefined ? [] : [remark('notes-conflict', file, { line })]),
		];
	} catch (error) {
		return [fault('notes-unreadable', file, { about: reason(error) })];
	}
}

/** Returns the first line that is not valid UTF-8, counting from 1, or undefined. */
function lineOfNoUtf8(bytes: Buffer): number | undefined {
	let line = 1;
	for (let start = 0; start < bytes.length; line++) {
		const end = bytes.indexOf(10, start);
		const part = bytes.subarray(start, end < 0 ? bytes.length : end);
		if (!isUtf8(part)) return line;
		start = end < 0 ? bytes.length : end + 1;
	}
	return undefined;
}

/** Reports notes whose editor was never closed. */
function draftFindings(places: Places): Finding[] {
	const folders = namesIn(path.join(places.data, 'editing'));
	return folders.flatMap((folder) => namesIn(folder, '.json').map((file) => remark('notes-open', file)));
}

/** Reports temporary files and locks that killed commands left behind. */
function leftFindings(places: Places): Finding[] {
	const { config, data, cache } = places;
	const folders = [config, data, cache, ...['seen', 'progress'].map((name) => path.join(data, name))];
	const parents = [path.join(data, 'notes'), path.join(data, 'editing'), path.join(cache, 'sync')];
	const files = [...new Set([...folders, ...parents.flatMap((folder) => namesIn(folder))])].flatMap(
		staleTemporaryFiles,
	);
	const syncLocks = namesIn(path.join(cache, 'sync')).map((folder) => path.join(folder, 'lock'));
	const locks = [`${settingsFile(places)}.lock`, changesLock(places), ...syncLocks].filter(isStaleLock);
	return [
		...files.map((file) => remark('temporary-file', file, { mendable: true })),
		...locks.map((file) => remark('lock-left', file, { mendable: true })),
	];
}

function reason(error: unknown): string {
	if (error instanceof UserError || isNotAFile(error)) return error.message;
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
