/**
 * Notes that are open in an editor: `editing/<roadmap>/<topic>.json`. The editor writes over whatever came to the file
 * meanwhile, so what it was when the editor read it, and what the program wrote there last, are kept until it is closed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { merged } from '../domain/merge.ts';
import { writeAtomic } from './atomic.ts';
import { fileError, readIfThere } from './files.ts';
import { readRawIfThere } from './notes.ts';
import type { Places } from './places.ts';
import { isAlive } from './processes.ts';

/** The texts are bytes as letters (latin1). */
interface NoteDraft {
	/** The process that waits for the editor. */
	readonly pid: number;
	/** What the editor read, or saved last. */
	readonly base: string;
	/** What the program wrote since; the same as `base` where it did not. */
	readonly present: string;
}

const LABELS = { ours: 'written meanwhile', theirs: 'in the editor: keep what you want, and delete these marks' };

/** @returns undefined where no editor is open. @throws UserError */
export function readNoteDraft(places: Places, roadmap: string, topic: string): NoteDraft | undefined {
	const file = editingFile(places, roadmap, topic);
	try {
		return parsed(readIfThere(file) ?? '');
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

/** An editor is about to read the notes. @throws UserError */
export function beginNoteDraft(places: Places, roadmap: string, topic: string, base: string): void {
	keepEditing(places, roadmap, topic, { pid: process.pid, base, present: base });
}

function keepEditing(places: Places, roadmap: string, topic: string, editing: NoteDraft): void {
	const file = editingFile(places, roadmap, topic);
	try {
		writeAtomic(file, JSON.stringify(editing));
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

/** The editor is closed, and what it saved was taken up. */
export function endNoteDraft(places: Places, roadmap: string, topic: string): void {
	try {
		fs.rmSync(editingFile(places, roadmap, topic), { force: true });
	} catch {
		// Its process will be gone, and what it says is already in the notes.
	}
}

/** Whether somebody still waits for the editor. */
export function isOpen({ pid }: NoteDraft): boolean {
	return isAlive(pid);
}

/**
 * A topic's notes as they should be: with what the program wrote while an editor was open, which then wrote over it.
 * @returns them and what stands in the file (undefined where there is none), as bytes and letters of them
 * @throws UserError
 */
export function settledNote(
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

/** Where an editor is open: the program wrote the notes anew. @param file what stood there before @throws UserError */
export function notePresent(places: Places, roadmap: string, topic: string, file: string, present: string): void {
	const editing = readNoteDraft(places, roadmap, topic);
	if (!editing) return;
	const base = file === editing.present ? editing.base : file;
	if (isOpen(editing)) keepEditing(places, roadmap, topic, { ...editing, base, present });
	else endNoteDraft(places, roadmap, topic);
}

function parsed(text: string): NoteDraft | undefined {
	try {
		const { pid, base, present }: Partial<Record<keyof NoteDraft, unknown>> = JSON.parse(text);
		const isEditing = typeof pid === 'number' && typeof base === 'string' && typeof present === 'string';
		return isEditing ? { pid, base, present } : undefined;
	} catch {
		return undefined;
	}
}

function editingFile(places: Places, roadmap: string, topic: string): string {
	return path.join(places.data, 'editing', roadmap, `${topic}.json`);
}
