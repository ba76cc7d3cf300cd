/** The files that a lab comes with. */
import type { LabData } from '../domain/lab.ts';
import { UserError } from '../errors.ts';

export interface LabFile {
	/** As it is called in the lab's folder. */
	readonly name: string;
	readonly bytes: Buffer;
}

/** Reads the files of a lab's data. @throws UserError for what is not a plain file in the roadmap's folder, or too large */
export function readLabFiles(_data: LabData, _roadmapFolder: string): LabFile[] {
	throw new UserError('Labs are being built.');
}
