/** The folder that an answer runs in: new, for this user alone, with the lab's files and nothing else; gone afterwards. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileError } from '../store/files.ts';
import type { LabFile } from './files.ts';

/** Bytes that a run may write. */
const MOST_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY = 100;

export interface Scratch {
	/** A new folder in it, with these files. */
	readonly folderFor: (files: readonly LabFile[]) => string;
	readonly remove: () => void;
}

/** @throws UserError */
export function makeScratch(): Scratch {
	const parent = path.join(os.tmpdir(), 'roadmap-lab-');
	try {
		// What is allowed to an engine is compared with real paths.
		const root = fs.realpathSync(fs.mkdtempSync(parent));
		return {
			folderFor: (files) => {
				const folder = fs.mkdtempSync(path.join(root, 'run-'));
				for (const { name, bytes } of files) fs.writeFileSync(path.join(folder, name), bytes, { flag: 'wx' });
				return folder;
			},
			remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
		};
	} catch (error) {
		throw fileError(error, 'write', parent);
	}
}

/** Calls when a folder holds more than a run may write. @returns what ends that */
export function watchSize(folder: string, tooLarge: () => void): () => void {
	const timer = setInterval(() => {
		if (sizeOf(folder) > MOST_BYTES) tooLarge();
	}, LOOK_EVERY);
	return () => clearInterval(timer);
}

/** In bytes. Links are not followed. */
export function sizeOf(folder: string): number {
	let size = 0;
	for (const entry of entriesOf(folder)) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) size += sizeOf(file);
		else size += fs.lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
	}
	return size;
}

/** None of a folder that is gone by now. */
function entriesOf(folder: string): fs.Dirent[] {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}
