/** Whether anything that the learner keeps has changed, without reading it. */
import fs from 'node:fs';
import { listJournals } from './journal.ts';
import { notedRoadmaps, notedTopics, noteFile } from './notes.ts';
import type { Places } from './places.ts';
import { settingsFile } from './settings.ts';

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
