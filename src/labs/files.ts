/** The files that come with a lab. */
import fs from 'node:fs';
import path from 'node:path';
import type { LabData } from '../domain/lab.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, invalidError, UserError } from '../errors.ts';
import { fileError, readPlain } from '../store/files.ts';
import { LabFault } from './result.ts';

/** In bytes, for all files of one data set. */
const MAX_BYTES = 8 * 1024 * 1024;

export interface LabFile {
	/** Its name in the lab's folder. */
	readonly name: string;
	readonly bytes: Buffer;
}

/** Returns the folder that the files of a roadmap's labs lie under. @param file the roadmap's file or folder */
export function filesFolder(file: string): string {
	return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ? file : path.dirname(file);
}

/**
 * Reads the files of a lab's data.
 * @throws UserError if one is not a plain file in the roadmap's folder, or too large
 */
export function readLabFiles({ files = [] }: LabData, roadmapFolder: string): LabFile[] {
	let left = MAX_BYTES;
	return files.map((named) => {
		const bytes = readLabFile(path.join(roadmapFolder, named), roadmapFolder, left);
		left -= bytes.length;
		return { name: path.basename(named), bytes };
	});
}

/** Returns a text that differs if a file of a lab has changed since. */
export function stampFile(named: string, roadmapFolder: string): string {
	const stats = fs.statSync(path.join(roadmapFolder, named), { throwIfNoEntry: false });
	return stats ? [stats.ino, stats.size, stats.mtimeMs].join(' ') : 'none';
}

/** As `readLabFiles`, for a check. @param at the path of the data within the lab @throws LabFault */
export function filesOf(data: LabData, roadmapFolder: string, at: LabFault['path']): LabFile[] {
	try {
		return readLabFiles(data, roadmapFolder);
	} catch (error) {
		throw error instanceof UserError ? new LabFault([...at, 'files'], error.message) : error;
	}
}

/** Links are followed only within the folder, and pipes are refused because they could block. */
function readLabFile(file: string, roadmapFolder: string, most: number): Buffer {
	try {
		const [real, folder] = [fs.realpathSync(file), fs.realpathSync(roadmapFolder)];
		if (!real.startsWith(folder + path.sep)) throw atFault(file, "it leads out of the roadmap's folder");
		if (fs.statSync(real).size > most) throw atFault(file, 'the files of a lab have at most 8 MiB');
		return readPlain(real, { maxBytes: MAX_BYTES });
	} catch (error) {
		throw fileError(error, 'read', file, EXIT.invalid);
	}
}

function atFault(file: string, why: string): UserError {
	return invalidError(`Could not use ${safeLine(file)}: ${why}.`);
}
