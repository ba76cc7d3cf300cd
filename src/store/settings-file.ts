/** Saving the settings. Door: conf, loaded only here and only when there is something to save. */
import fs from 'node:fs';
import Conf from 'conf';
import { makeFolder } from './files.ts';
import type { Places } from './places.ts';
import { parseSettings, readSettings, type Settings, settingsFile } from './settings.ts';

/**
 * Writes the settings whole; a file that could not be understood is set aside first.
 * @returns where a damaged file was put, or undefined
 * @throws the file system's error
 */
export function saveSettings(places: Places, settings: Settings, now: Date): string | undefined {
	makeFolder(places.config);
	const aside = readSettings(places).damaged ? setAside(places, now) : undefined;
	const conf = new Conf({
		cwd: places.config,
		configName: 'config',
		configFileMode: 0o600,
		accessPropertiesByDotNotation: false,
		clearInvalidConfig: false,
		// A file that is no record was set aside above.
		deserialize: (text) => parseSettings(text) as Record<string, unknown>,
	});
	const { roadmap, roadmaps, choices } = settings;
	conf.store = {
		...conf.store,
		...(roadmap !== undefined && { roadmap }),
		roadmaps: Object.fromEntries(roadmaps),
		choices: Object.fromEntries(choices),
	};
	return aside;
}

function setAside(places: Places, now: Date): string {
	const aside = `${settingsFile(places)}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
	fs.renameSync(settingsFile(places), aside);
	return aside;
}
