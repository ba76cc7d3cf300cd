/**
 * Remembers which one-time notices were shown, as marker files in the cache. Without a writable cache they are shown
 * again.
 */
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, makeFolder } from './files.ts';
import type { Places } from './places.ts';

/** Returns true the first time a key is asked for, and false from then on. */
export function markAsShown(places: Places, key: string): boolean {
	const { createHash } = process.getBuiltinModule('node:crypto');
	const name = createHash('sha256').update(key).digest('hex').slice(0, 24);
	const folder = path.join(places.cache, 'told');
	try {
		makeFolder(folder);
	} catch {
		return true;
	}
	try {
		fs.closeSync(fs.openSync(path.join(folder, name), 'wx', 0o600));
		return true;
	} catch (error) {
		return errorCode(error) !== 'EEXIST';
	}
}
