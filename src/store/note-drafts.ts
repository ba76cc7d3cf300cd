/**
 * Notes that are open in an editor: `editing/<roadmap>/<topic>.json`. When the editor saves, it overwrites whatever the
 * program wrote meanwhile, so both versions are kept here until it is closed, for a three-way merge.
 */
import fs from 'node:fs';
import path from 'node:path';
import { merged } from '../domain/merge.ts';
import { isRecord, parseJson } from '../domain/values.ts';
import { writeAtomic } from './atomic.ts';
import { fileError, readIfThere } from './files.ts';
import { readRawIfThere } from './notes.ts';
import type { Places } from './places.ts';
import { isAlive } from './processes.ts';

/** The texts are bytes decoded as latin1. */
interface NoteDraft {
	/** The process that waits for the editor. */
	readonly pid: number;
	/** What the editor read, or last saved. */
	readonly base: string;
	/** What the program has written since; equal to `base` if nothing. */
	readonly present: string;
}

const LABELS = { ours: 'written meanwhile', theirs: 'in the editor: keep what you want, and delete these marks' };

/** @returns undefined if no editor is open. @throws UserError */
export function readNoteDraft(places: Places, roadmap: string, topic: string): NoteDraft | undefined {
	const file = draftFile(places, roadmap, topic);
	try {
		return parseDraft(readIfThere(file) ?? '');
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

/** Records the note as an editor is about to read it. @throws UserError */
export function beginNoteDraft(places: Places, roadmap: string, topic: string, base: string): void {
	writeDraft(places, roadmap, topic, { pid: process.pid, base, present: base });
}

function writeDraft(places: Places, roadmap: string, topic: string, editing: NoteDraft): void {
	const file = draftFile(places, roadmap, topic);
	try {
		writeAtomic(file, JSON.stringify(editing));
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

/** Forgets the draft once the editor is closed and its text is merged. */
export function endNoteDraft(places: Places, roadmap: string, topic: string): void {
	try {
		fs.rmSync(draftFile(places, roadmap, topic), { force: true });
	} catch {
		// Ignored: the process it names will be gone, and its text is already in the note.
	}
}

/** Whether the process waiting for the editor is alive. */
export function isDraftOpen({ pid }: NoteDraft): boolean {
	return isAlive(pid);
}

/**
 * Returns a topic's note with what the program wrote, and an open editor then overwrote, merged back in.
 * @returns the merged note, and the file's present content (undefined if there is no file), both decoded as latin1
 * @throws UserError
 */
export function readMergedNote(
	places: Places,
	roadmap: string,
	topic: string,
): { readonly file: string | undefined; readonly note: string } {
	const file = readRawIfThere(places, roadmap, topic);
	const note = file ?? '';
	const editing = readNoteDraft(places, roadmap, topic);
	if (!editing || note === editing.present) return { file, note };
	return { file, note: merged(editing.base, editing.present, note, LABELS) };
}

/**
 * Updates the draft after the program has written the note. @param file the file's content before. @throws UserError
 */
export function updateNoteDraft(places: Places, roadmap: string, topic: string, file: string, present: string): void {
	const editing = readNoteDraft(places, roadmap, topic);
	if (!editing) return;
	const base = file === editing.present ? editing.base : file;
	if (isDraftOpen(editing)) writeDraft(places, roadmap, topic, { ...editing, base, present });
	else endNoteDraft(places, roadmap, topic);
}

function parseDraft(text: string): NoteDraft | undefined {
	const value = parseJson(text);
	if (!isRecord(value)) return undefined;
	const { pid, base, present } = value;
	const isDraft = typeof pid === 'number' && typeof base === 'string' && typeof present === 'string';
	return isDraft ? { pid, base, present } : undefined;
}

function draftFile(places: Places, roadmap: string, topic: string): string {
	return path.join(places.data, 'editing', roadmap, `${topic}.json`);
}
