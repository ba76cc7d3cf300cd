/**
 * Writing what came from another machine, only over what it was merged with: somebody may write here meanwhile.
 * A journal is lengthened, like always; a note is replaced whole.
 */
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

/**
 * Writes a file whole, as `writeWhole` does, unless it is not any more what it was.
 * @param was what the file held; undefined where there was none
 * @returns false where it holds something else by now: then nothing was written
 * @throws UserError; the file is then as it was
 */
export function replaceFile(file: string, was: Uint8Array | undefined, content: Uint8Array): boolean {
	const target = realFile(file);
	const temporary = `${target}.${process.pid}.tmp`;
	try {
		makeFolder(path.dirname(target));
		fs.writeFileSync(temporary, content, { mode: 0o600, flush: true });
		// As late as can be: only the rename comes after it.
		const isSame = holds(target, was);
		if (isSame) fs.renameSync(temporary, target);
		return isSame;
	} catch (error) {
		throw fileError(error, 'write', file);
	} finally {
		fs.rmSync(temporary, { force: true });
		syncFolder(path.dirname(target));
	}
}

function holds(file: string, was: Uint8Array | undefined): boolean {
	if (was === undefined) return !fs.existsSync(file);
	return fs.existsSync(file) && fs.readFileSync(file).equals(was);
}

/** A file that is a link stays one: what it leads to is written. */
function realFile(file: string): string {
	try {
		return fs.realpathSync(file);
	} catch {
		return file;
	}
}
