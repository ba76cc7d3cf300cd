/** What was told once is not told again. Kept in the cache; where that cannot be written, it is told again. */
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, makeFolder } from './files.ts';
import type { Places } from './places.ts';

/** Whether this is the first time; from now on it is not. */
export function isFirstTime(places: Places, key: string): boolean {
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
