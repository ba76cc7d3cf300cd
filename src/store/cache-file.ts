/** Files in the cache folder, which may be deleted at any time: whatever is not there is worked out again. */
import { writeAtomic } from './atomic.ts';
import { readIfThere } from './files.ts';

/** Returns a file's text; '' if there is none or it cannot be read. */
export function readCacheFile(file: string): string {
	try {
		return readIfThere(file) ?? '';
	} catch {
		return '';
	}
}

/** Writes a file, or leaves the old one if that fails. */
export function writeCacheFile(file: string, text: string): void {
	try {
		writeAtomic(file, text);
	} catch {
		// Ignored: see above.
	}
}
