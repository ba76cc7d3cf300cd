/** Saving the settings. Door: conf, loaded only here and only when there is something to save. */
import fs from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { realFile, temporaryFor } from './atomic.ts';
import { fullDisk, makeFolder, readIfThere, syncFolder } from './files.ts';
import type { Places } from './places.ts';
import { isRecord, parseSettings, readSettings, type Settings, settingsFile } from './settings.ts';

type Stored = Record<string, unknown>;

/**
 * Writes the settings whole, beside whatever else the file holds; one that could not be understood is set aside first.
 * @returns where a damaged file was put, or undefined
 * @throws the file system's error; the settings are then what they were
 */
export function saveSettings(places: Places, settings: Settings, now: Date): string | undefined {
	makeFolder(places.config);
	const { damaged, error } = readSettings(places);
	if (error !== undefined) throw error;
	const aside = damaged ? setAside(places, now) : undefined;
	const { roadmap, roadmaps, choices } = settings;
	replace(settingsFile(places), {
		...readStored(places),
		...(roadmap !== undefined && { roadmap }),
		roadmaps: Object.fromEntries(roadmaps),
		choices: Object.fromEntries(choices),
	});
	return aside;
}

function readStored(places: Places): Stored {
	const stored = parseSettings(readIfThere(settingsFile(places)) ?? '{}');
	// Whatever is no record was set aside.
	return isRecord(stored) ? stored : {};
}

/**
 * Has conf write the new settings beside the old, which give way only to what reads back as it was meant: conf takes a
 * short write, as on a full disk, for a whole one (https://github.com/fabiospampinato/atomically/issues/18), and in a
 * Snap it writes in place.
 */
function replace(file: string, settings: Stored): void {
	const target = realFile(file);
	const candidate = temporaryFor(target);
	try {
		write(candidate, settings);
		fs.renameSync(candidate, target);
	} catch (error) {
		fs.rmSync(candidate, { force: true });
		throw error;
	}
	keepName(path.dirname(target));
}

function write(file: string, settings: Stored): void {
	const { dir, name } = path.parse(file);
	const conf = new Conf({
		...{ cwd: dir, configName: name, fileExtension: 'tmp', configFileMode: 0o600 },
		accessPropertiesByDotNotation: false,
		// What a killed process of this number left behind.
		clearInvalidConfig: true,
	});
	conf.store = settings;
	// Asked for its store, conf reads the file.
	if (JSON.stringify(conf.store) !== JSON.stringify(settings)) throw fullDisk(file);
}

/** A name that the disk does not confirm costs, after a power cut, the one choice that was just made. */
function keepName(folder: string): void {
	try {
		syncFolder(folder);
	} catch {
		// As above.
	}
}

function setAside(places: Places, now: Date): string {
	const aside = `${settingsFile(places)}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
	fs.renameSync(settingsFile(places), aside);
	return aside;
}
