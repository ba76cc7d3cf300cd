/** What tells one roadmap file from another. */
import fs from 'node:fs';
import path from 'node:path';

/** A roadmap's place, absolute and without links: a folder and the roadmap.yaml in it are one. */
export function placeOf(file: string): string {
	const real = fs.realpathSync(file);
	return path.basename(real) === 'roadmap.yaml' ? path.dirname(real) : real;
}

export function isThere(place: string): boolean {
	return fs.existsSync(place);
}

/** Whether nothing is there, and not only a disk that does not answer. */
export function isAway(place: string): boolean {
	try {
		return fs.statSync(place, { throwIfNoEntry: false }) === undefined;
	} catch {
		return false;
	}
}

/** An id for a roadmap whose own is taken, which its place decides: `tea-3f9a01`. */
export function idApart(id: string, place: string): string {
	const { createHash } = process.getBuiltinModule('node:crypto');
	return `${id.slice(0, 57)}-${createHash('sha256').update(place).digest('hex').slice(0, 6)}`;
}
