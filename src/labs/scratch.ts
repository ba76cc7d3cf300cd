/** The temporary folder that an answer runs in: private, with only the lab's files, and deleted afterwards. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileError } from '../store/files.ts';
import type { LabFile } from './files.ts';
import type { LabHost } from './host.ts';

/** How much a run may write, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY = 100;

export interface Scratch {
	/** Creates a new folder in it with these files. @throws UserError, such as for a full disk */
	readonly folderFor: (files: readonly LabFile[]) => string;
	readonly remove: () => void;
}

/** Removed at the latest when a signal ends the program. @throws UserError */
export function makeScratch(host: Pick<LabHost, 'whenEnded'>): Scratch {
	const parent = path.join(os.tmpdir(), 'roadmap-lab-');
	try {
		// The engine compares allowed folders by their real paths.
		const root = fs.realpathSync(fs.mkdtempSync(parent));
		const remove = () => {
			release();
			fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
		};
		const release = host.whenEnded(remove);
		return {
			folderFor: (files) => newFolder(path.join(root, 'run-'), files),
			remove,
		};
	} catch (error) {
		throw fileError(error, 'write', parent);
	}
}

function newFolder(prefix: string, files: readonly LabFile[]): string {
	try {
		const folder = fs.mkdtempSync(prefix);
		for (const { name, bytes } of files) fs.writeFileSync(path.join(folder, name), bytes, { flag: 'wx' });
		return folder;
	} catch (error) {
		throw fileError(error, 'write', prefix);
	}
}

/** Calls `tooLarge` when a folder exceeds the limit for a run. @returns a function that stops watching */
export function watchSize(folder: string, tooLarge: () => void): () => void {
	const timer = setInterval(() => {
		if (sizeOf(folder) > MAX_BYTES) tooLarge();
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

/** Empty if the folder is gone. */
function entriesOf(folder: string): fs.Dirent[] {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}
