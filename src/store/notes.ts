/**
 * The learner's notes: a Markdown file for each topic, `notes/<roadmap>/<topic>.md`, theirs to edit with anything.
 *
 * Before a change, the text as it was is kept beside them (`.before/<event>.md`), so that the change can be taken back.
 */
import fs from 'node:fs';
import path from 'node:path';
import { SLUG } from '../model/types.ts';
import { errorCode, fileError, makeFolder, readIfThere, syncFolder, writeWhole } from './files.ts';
import type { Places } from './places.ts';

/** Where a topic's notes are, or will be. @param topic an id; being one, it cannot leave the folder */
export function noteFile(places: Places, roadmap: string, topic: string): string {
	return path.join(notesFolder(places, roadmap), `${topic}.md`);
}

/** A topic's notes; '' where there are none. @throws UserError */
export function readNote(places: Places, roadmap: string, topic: string): string {
	const file = noteFile(places, roadmap, topic);
	try {
		return readIfThere(file) ?? '';
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

/** The topics that have notes, by id, in no particular order. @throws UserError */
export function notedTopics(places: Places, roadmap: string): string[] {
	const folder = notesFolder(places, roadmap);
	try {
		const names = fs.readdirSync(folder).filter((name) => name.endsWith('.md'));
		return names.map((name) => name.slice(0, -'.md'.length)).filter((topic) => SLUG.test(topic));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/** The roadmaps that have notes, by id. @throws UserError */
export function notedRoadmaps(places: Places): string[] {
	const folder = path.join(places.data, 'notes');
	try {
		return fs.readdirSync(folder).filter((name) => SLUG.test(name));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}

/** The line, from 1, where two versions stand that could not be merged; undefined where none do. */
export function conflictedLine(text: string): number | undefined {
	const at = text.search(/^<{7} /m);
	return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}

/** Makes the folder that notes are written to, so that an editor can save there. @throws UserError */
export function makeRoom(places: Places, roadmap: string): void {
	const folder = notesFolder(places, roadmap);
	try {
		makeFolder(folder);
	} catch (error) {
		throw fileError(error, 'write', folder);
	}
}

/** Keeps the text that a change, which `event` is the id of, took the place of. @throws UserError */
export function keepBefore(places: Places, roadmap: string, event: string, text: string): void {
	writeNoteFile(beforeFile(places, roadmap, event), text);
}

/** The text before a change; undefined where it was not kept. @throws UserError */
export function textBefore(places: Places, roadmap: string, event: string): string | undefined {
	const file = beforeFile(places, roadmap, event);
	try {
		return readIfThere(file);
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

/** Writes a topic's notes whole. @throws UserError; the notes are then as they were */
export function writeNote(places: Places, roadmap: string, topic: string, text: string): void {
	writeNoteFile(noteFile(places, roadmap, topic), text);
}

/**
 * Adds lines at the end, whatever another process adds at the same time, and returns when they are on the disk.
 * @throws UserError; the notes are then as they were
 */
export function appendNote(places: Places, roadmap: string, topic: string, lines: string): void {
	const file = noteFile(places, roadmap, topic);
	try {
		makeFolder(path.dirname(file));
		const fd = fs.openSync(file, 'a+', 0o600);
		try {
			appendAll(fd, lines);
		} finally {
			fs.closeSync(fd);
		}
		syncFolder(path.dirname(file));
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function appendAll(fd: number, lines: string): void {
	const { size } = fs.fstatSync(fd);
	try {
		fs.writeFileSync(fd, `${endsInside(fd, size) ? '\n' : ''}${lines}\n`);
		fs.fsyncSync(fd);
	} catch (error) {
		// What could not be added whole is not added.
		fs.ftruncateSync(fd, size);
		throw error;
	}
}

function endsInside(fd: number, size: number): boolean {
	const last = Buffer.alloc(1);
	return size > 0 && fs.readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 10;
}

function writeNoteFile(file: string, text: string): void {
	try {
		writeWhole(file, text);
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}

function notesFolder(places: Places, roadmap: string): string {
	return path.join(places.data, 'notes', roadmap);
}

function beforeFile(places: Places, roadmap: string, event: string): string {
	return path.join(notesFolder(places, roadmap), '.before', `${event}.md`);
}
