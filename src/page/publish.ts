/** Everything that `roadmap page` takes, by one door: the page as a text, the files it is in, and the server. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Snapshot } from '../domain/snapshot.ts';
import { UserError } from '../errors.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError } from '../store/files.ts';
import { listJournals } from '../store/journal.ts';
import { notedRoadmaps, notedTopics, noteFile } from '../store/notes.ts';
import type { Places } from '../store/places.ts';
import { settingsFile } from '../store/settings.ts';
import { assemble, redirectTo } from './html.ts';

export { type Served, type Site, serve } from './server.ts';

/** @param roadmapsFolder the folder with the compiled roadmaps @throws UserError when the page was never built */
export function publish(roadmapsFolder: string, snapshot: Snapshot): string {
	return assemble(readTemplate(path.join(roadmapsFolder, '..', 'page.html')), snapshot);
}

export function addressOf(file: string): string {
	return pathToFileURL(file).href;
}

/** Keeps a page in the cache, over the one from before. @returns its path @throws UserError */
export function keepPage({ cache }: Places, roadmap: string, html: string): string {
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

/** Where a browser is sent first, so that the ticket is in no list of processes. */
export function redirectFile({ cache }: Places, url: string): string {
	return path.join(cache, 'page', `open-${new URL(url).port}.html`);
}

/** @throws the file system's error */
export function writeRedirect(file: string, url: string): void {
	writeAtomic(file, redirectTo(url));
}

/** Removes the file that led a browser here; where that fails, it stays. */
export function removeRedirect(places: Places, url: string): void {
	try {
		fs.rmSync(redirectFile(places, url), { force: true });
	} catch {
		// Its address leads nowhere when the server is gone.
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

/** Another text whenever a journal was added to, a note was written or a choice was made. */
export function changeStampOf(places: Places): string {
	const notes = notedRoadmaps(places).flatMap((roadmap) =>
		notedTopics(places, roadmap).map((topic) => noteFile(places, roadmap, topic)),
	);
	return [settingsFile(places), ...listJournals(places), ...notes].map(signOf).join('\n');
}

function signOf(file: string): string {
	const stat = fs.statSync(file, { throwIfNoEntry: false });
	return stat ? `${file} ${stat.size} ${stat.mtimeMs} ${stat.ino}` : file;
}
