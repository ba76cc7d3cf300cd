/** Two versions of a note become one, by git; where git cannot, both stay in it, marked. */
import fs from 'node:fs';
import path from 'node:path';
import type { Clone } from './clone.ts';
import { BrokenRepository, lastWords } from './git.ts';
import { bothOf, isConflicted, withBlocks } from './versions.ts';

export interface Versions {
	readonly ours: Buffer;
	/** What both were made from; empty where that is not known. */
	readonly base: Buffer;
	readonly theirs: Buffer;
}

/** Merges line by line, by `git merge-file`. Bytes stay as they are, whatever encoding they are in. */
export async function mergeNote(clone: Clone, versions: Versions): Promise<Buffer> {
	const labels = { ours: `on ${clone.device}`, theirs: 'on another machine' };
	const [ours, theirs] = [versions.ours.toString('latin1'), versions.theirs.toString('latin1')];
	// git takes a file with a NUL for no text.
	const isText = Object.values(versions).every((version: Buffer) => !version.includes(0));
	if (!isText) return Buffer.from(bothOf(ours, theirs, labels), 'latin1');
	const size = markSize([ours, theirs]);
	const merged = await runMergeFile(clone, versions, size);
	return Buffer.from(withBlocks(merged, size, labels), 'latin1');
}

async function runMergeFile(clone: Clone, versions: Versions, size: number): Promise<string> {
	const folder = fs.mkdtempSync(path.join(clone.folder, 'merge-'));
	try {
		const files = (['ours', 'base', 'theirs'] as const).map((name) => {
			const file = path.join(folder, name);
			fs.writeFileSync(file, versions[name], { mode: 0o600 });
			return file;
		});
		const ran = await clone.git(['merge-file', '-p', '-q', `--marker-size=${size}`, ...files]);
		// It ends with the number of conflicts, and prints all the same.
		if (!ran.ok && ran.out.length === 0) throw new BrokenRepository(`Git could not merge: ${lastWords(ran.err)}`);
		return ran.out.toString('latin1');
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/** A length of marks that no line begins with. */
function markSize(texts: readonly string[]): number {
	const lines = texts.join('\n').split('\n');
	let size = 32;
	while (lines.some((line) => ['<', '=', '>', '|'].some((mark) => line.startsWith(mark.repeat(size))))) size++;
	return size;
}

/** A note that waits for the learner: two versions in it, or a second copy beside it. */
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
			if (/^\.sync-conflict-/.test(rest)) return [{ roadmap, topic, file, how: 'copy' }];
			const isMarked = rest === '' && isConflicted(readText(file));
			return isMarked ? [{ roadmap, topic, file, how: 'marked' }] : [];
		}),
	);
}

function namesIn(folder: string): string[] {
	try {
		return fs.readdirSync(folder).sort();
	} catch {
		return [];
	}
}

function readText(file: string): string {
	try {
		return fs.readFileSync(file, 'latin1');
	} catch {
		return '';
	}
}
