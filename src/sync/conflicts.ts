/** Notes that wait for the learner: two versions in one, or a second copy beside it. */
import fs from 'node:fs';
import path from 'node:path';
import { conflictedLine, isNoteCopy } from '../store/notes.ts';

export interface ConflictedNote {
	readonly roadmap: string;
	readonly topic: string;
	readonly file: string;
	/** Both versions are in the file, between marks; or another program put a copy beside it. */
	readonly how: 'marked' | 'copy';
}

/**
 * The notes with two versions, for `sync`, `sync status` and `doctor`.
 * @param folder the notes folder: `<roadmap>/<topic>.md` are in it
 */
export function conflictedNotes(folder: string): ConflictedNote[] {
	return namesIn(folder).flatMap((roadmap) =>
		namesIn(path.join(folder, roadmap)).flatMap((name): ConflictedNote[] => {
			const file = path.join(folder, roadmap, name);
			const topic = /^[a-z0-9][a-z0-9-]{0,63}/.exec(name)?.[0];
			if (topic === undefined || !name.endsWith('.md')) return [];
			const rest = name.slice(topic.length, -'.md'.length);
			if (isNoteCopy(rest)) return [{ roadmap, topic, file, how: 'copy' }];
			const isMarked = rest === '' && conflictedLine(readText(file)) !== undefined;
			return isMarked ? [{ roadmap, topic, file, how: 'marked' }] : [];
		}),
	);
}

function namesIn(folder: string): string[] {
	try {
		return fs.lstatSync(folder).isDirectory() ? fs.readdirSync(folder).sort() : [];
	} catch {
		return [];
	}
}

function readText(file: string): string {
	try {
		return fs.lstatSync(file).isFile() ? fs.readFileSync(file, 'latin1') : '';
	} catch {
		return '';
	}
}
