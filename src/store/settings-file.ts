/** Saves the settings. Conf is loaded only here, when there is something to save. */

import fs from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { isRecord, parseJson } from '../domain/values.ts';
import { realFile, temporaryFor } from './atomic.ts';
import { fullDisk, makeFolder, moveAside, readIfThere, syncFolder } from './files.ts';
import { withLock } from './lock.ts';
import type { Places } from './places.ts';
import { readSettings, settingsFile } from './settings.ts';

type StoredSettings = Record<string, unknown>;

/** The settings to change. */
export interface SettingsChange {
	/** The id of the roadmap in use. */
	readonly roadmap?: string;
	/** Roadmap id → file. Merged into the existing ones; undefined removes an id. */
	readonly roadmaps?: Readonly<Record<string, string | undefined>>;
}

/**
 * Changes settings under a lock, leaving every other field of the file as it is. An invalid file is set aside first.
 * @returns where an invalid file was moved, or undefined
 * @throws the file system's error; the settings are then unchanged
 */
export async function saveSettings(places: Places, change: SettingsChange, now: Date): Promise<string | undefined> {
	makeFolder(places.config);
	const file = settingsFile(places);
	return withLock(`${file}.lock`, async () => {
		const { damaged, error } = readSettings(places);
		if (error !== undefined) throw error;
		const aside = damaged ? moveAside(file, now) : undefined;
		const stored = parseJson(readIfThere(file) ?? '{}');
		replace(file, changed(isRecord(stored) ? stored : {}, change));
		return aside;
	});
}

function changed(stored: StoredSettings, change: SettingsChange): StoredSettings {
	const known = isRecord(stored.roadmaps) ? stored.roadmaps : {};
	return { ...stored, ...change, roadmaps: { ...known, ...change.roadmaps } };
}

/**
 * Has conf write the new settings to a temporary file, which is renamed only once it reads back correctly: conf takes a
 * short write, as on a full disk, for success (https://github.com/fabiospampinato/atomically/issues/18), and in a Snap
 * it writes in place.
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
	syncQuietly(path.dirname(target));
}

function write(file: string, settings: StoredSettings): void {
	const { dir, name } = path.parse(file);
	const conf = new Conf({
		cwd: dir,
		configName: name,
		fileExtension: 'tmp',
		configFileMode: 0o600,
		accessPropertiesByDotNotation: false,
		// Ignores what a killed process with the same pid left behind.
		clearInvalidConfig: true,
	});
	conf.store = settings;
	// The getter reads the file back.
	if (JSON.stringify(conf.store) !== JSON.stringify(settings)) throw fullDisk(file);
}

/** Best effort: an unsynced rename costs, after a power cut, only the change just made. */
function syncQuietly(folder: string): void {
	try {
		syncFolder(folder);
	} catch {
		// Ignored: see above.
	}
}
