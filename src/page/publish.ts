/** Everything that `roadmap page` needs, behind one dynamic import: the page's text, its files, and the server. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Snapshot } from '../domain/snapshot.ts';
import { UserError } from '../errors.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError } from '../store/files.ts';
import { listJournals } from '../store/journal.ts';
import { noteFile, roadmapsWithNotes, topicsWithNotes } from '../store/notes.ts';
import type { Places } from '../store/places.ts';
import { settingsFile } from '../store/settings.ts';
import { assemble, redirectTo } from './html.ts';

export { type PageAnswer, type Served, type Site, serve } from './server.ts';

/** @param roadmapsFolder the folder with the compiled roadmaps @throws UserError if the page was never built */
export function publish(roadmapsFolder: string, snapshot: Snapshot): string {
	return assemble(readTemplate(path.join(roadmapsFolder, '..', 'page.html')), snapshot);
}

export function addressOf(file: string): string {
	return pathToFileURL(file).href;
}

/** Writes a page to the cache, replacing the previous one. @returns its path @throws UserError */
export function cachePage({ cache }: Places, roadmap: string, html: string): string {
	const file = path.join(cache, 'page', `${roadmap}.html`);
	try {
		writeAtomic(file, html);
		return file;
	} catch (error) {
		const hint = 'Name a place that you may write to: roadmap page -o roadmap.html';
		const failure = fileError(error, 'write', file);
		throw failure instanceof UserError ? new UserError(failure.message, { hint }) : failure;
	}
}

/** The file that the browser opens first, so that the token is in no process list. */
export function redirectFile({ cache }: Places, url: string): string {
	return path.join(cache, 'page', `open-${new URL(url).port}.html`);
}

/** @throws the file system's error */
export function writeRedirect(file: string, url: string): void {
	writeAtomic(file, redirectTo(url));
}

/** Deletes the redirect file. Best effort. */
export function removeRedirect(places: Places, url: string): void {
	try {
		fs.rmSync(redirectFile(places, url), { force: true });
	} catch {
		// Ignored: the address is useless once the server has stopped.
	}
}

function readTemplate(file: string): string {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		throw new UserError('The page that comes with the program is missing.', {
			hint: 'Run npm run build in its folder.',
		});
	}
}

/** Returns a different text whenever a journal, a note or the settings file has changed. */
export function changeStampOf(places: Places): string {
	const notes = roadmapsWithNotes(places).flatMap((roadmap) =>
		topicsWithNotes(places, roadmap).map((topic) => noteFile(places, roadmap, topic)),
	);
	return [settingsFile(places), ...listJournals(places), ...notes].map(stampOf).join('\n');
}

function stampOf(file: string): string {
	const stat = fs.statSync(file, { throwIfNoEntry: false });
	return stat ? `${file} ${stat.size} ${stat.mtimeMs} ${stat.ino}` : file;
}
