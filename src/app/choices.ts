/** The settings of this machine, read and changed. */

import type { Voice } from '../cli/warnings.ts';
import { fileError } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { type ReadSettings, readSettings, type Settings, settingsFile } from '../store/settings.ts';
import type { SettingsChange } from '../store/settings-file.ts';
import type { Desk } from './desk.ts';

/** Reads the settings, which may never stop a command: what cannot be read is told, and defaults are used. */
export function settingsAt(places: Places, voice: Voice): ReadSettings {
	const read = readSettings(places);
	const { damaged, news } = read;
	if (damaged) {
		const text = `${settingsFile(places)} cannot be read, so the default path and level are used. Your progress is not in it.`;
		voice.damage(places, { key: news, text });
	}
	return read;
}

/**
 * The settings for who is about to change what depends on them: what cannot be read just now, or could not be a moment
 * ago, may say anything.
 * @throws UserError
 */
export function settingsNow(desk: Desk): Settings {
	const { settings, error = desk.settingsError() } = readSettings(desk.places());
	if (error !== undefined) throw fileError(error, 'read', settingsFile(desk.places()));
	return settings;
}

/** Changes the settings from what they are now. @throws UserError */
export async function changeSettings(desk: Desk, change: SettingsChange): Promise<void> {
	const places = desk.places();
	settingsNow(desk);
	const { saveSettings } = await import('../store/settings-file.ts');
	try {
		const aside = await saveSettings(places, change, desk.world.now());
		if (aside) desk.voice.warn(`The settings could not be read; they were set aside as ${aside}.`);
	} catch (error) {
		throw fileError(error, 'write', settingsFile(places));
	}
	desk.refresh({ settings: undefined });
}
