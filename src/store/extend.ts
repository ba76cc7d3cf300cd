/** Lengthening a journal by what another machine knows of it. It is appended, like everything in a journal. */
import fs from 'node:fs';
import path from 'node:path';
import { fileError, makeFolder, syncFolder } from './files.ts';

/**
 * Appends to a journal and returns when it is on the disk.
 * @param from the journal's length in bytes when the addition was made for it
 * @returns false where it has another length by now: then nothing was written
 * @throws UserError with exit 1; the journal then holds what it held, or that and a line that counts for nothing
 */
export function extendJournal(file: string, from: number, addition: Uint8Array): boolean {
	try {
		makeFolder(path.dirname(file));
		const fd = fs.openSync(file, 'a', 0o600);
		try {
			if (fs.fstatSync(fd).size !== from) return false;
			fs.writeFileSync(fd, addition);
			fs.fsyncSync(fd);
		} finally {
			fs.closeSync(fd);
		}
		if (from === 0) syncFolder(path.dirname(file));
		return true;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
}
