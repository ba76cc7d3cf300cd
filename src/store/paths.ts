/** Where everything is, for people who want to look. */
import path from 'node:path';
import { deviceFile } from './device.ts';
import type { Places } from './places.ts';
import { settingsFile } from './settings.ts';

export function pathsOf(places: Places) {
	return [
		{ what: 'progress', path: path.join(places.data, 'progress') },
		{ what: 'notes', path: path.join(places.data, 'notes') },
		{ what: 'settings', path: settingsFile(places) },
		{ what: 'device', path: deviceFile(places) },
		{ what: 'cache', path: places.cache },
	] as const;
}
