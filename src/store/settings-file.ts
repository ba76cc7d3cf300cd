/** Saving the settings. Door: conf, loaded only here and only when there is something to save. */

import fs from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { isRecord } from '../domain/values.ts';
import { realFile, temporaryFor } from './atomic.ts';
import { fullDisk, makeFolder, readIfThere, syncFolder } from './files.ts';
import { withLock } from './lock.ts';
import type { Places } from './places.ts';
import { parseSettings, readSettings, settingsFile } from './settings.ts';

type StoredSettings = Record<string, unknown>;

/** What is to be different. */
export interface SettingsChange {
	/** The id of the roadmap in use. */
	readonly roadmap?: string;
	/** Roadmap id → file: added to those that are known. */
	readonly roadmaps?: Readonly<Record<string, string>>;
}

/**
 * Changes the settings and leaves everything else that the file holds as it is, whoever else changes them at the same
 * time. Settings that cannot be understood are set aside first.
 * @returns where a damaged file was put, or undefined
 * @throws the file system's error; the settings are then what they were
 */
export async function saveSettings(places: Places, change: SettingsChange, now: Date): Promise<string | undefined> {
	makeFolder(places.config);
	const file = settingsFile(places);
	return withLock(`${file}.lock`, async () => {
		const { damaged, error } = readSettings(places);
		if (error !== undefined) throw error;
		const aside = damaged ? setAside(places, now) : undefined;
		const stored = readStored(file);
		const known = isRecord(stored.roadmaps) ? stored.roadmaps : {};
		replace(file, { ...stored, ...change, roadmaps: { ...known, ...change.roadmaps } });
		return aside;
	});
}

function readStored(file: string): StoredSettings {
	const stored = parseSettings(readIfThere(file) ?? '{}');
	// Whatever is no record was set aside.
	return isRecord(stored) ? stored : {};
}

/**
 * Has conf write the new settings beside the old, which give way only to what reads back as it was meant: conf takes a
 * short write, as on a full disk, for a whole one (https://github.com/fabiospampinato/atomically/issues/18), and in a
 * Snap it writes in place.
 */
function replace(file: string, settings: StoredSettings): void {
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

function write(file: string, settings: StoredSettings): void {
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
