/** The learner's path and level: out of the settings and into them. */
import { importedChoice } from '../model/imported.ts';
import type { Memory } from '../model/memory.ts';
import { type Choice, defaultChoice, knownChoice } from '../model/scope.ts';
import type { Roadmap } from '../model/types.ts';
import { fileError } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { type ReadSettings, readSettings, type Settings, settingsFile } from '../store/settings.ts';
import type { Voice } from '../voice.ts';
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

/** What was chosen for a roadmap: here, or by an import. */
export function chosenFor({ choices }: Pick<Settings, 'choices'>, memory: Memory, roadmap: string): Partial<Choice> {
	return { ...importedChoice(memory, roadmap), ...choices.get(roadmap) };
}

/** What was chosen, or the default where nothing was or it is gone. */
export function choiceFor(chosen: Partial<Choice>, roadmap: Roadmap, voice: Voice): Choice {
	const wanted = { ...defaultChoice(roadmap), ...chosen };
	const choice = knownChoice(roadmap, wanted);
	for (const what of ['path', 'level'] as const) {
		if (choice[what] !== wanted[what]) {
			voice.warn(
				`This roadmap has no ${what} "${wanted[what]}" any more; using ${choice[what]}. Choose with roadmap ${what}.`,
			);
		}
	}
	return choice;
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

/** Keeps the settings, changed from what they are now. @throws UserError */
export async function changeSettings(desk: Desk, change: (settings: Settings) => Settings): Promise<void> {
	const places = desk.places();
	const before = settingsNow(desk);
	const { saveSettings } = await import('../store/settings-file.ts');
	try {
		const aside = saveSettings(places, change(before), desk.world.now());
		if (aside) desk.voice.warn(`The settings could not be read; they were set aside as ${aside}.`);
	} catch (error) {
		throw fileError(error, 'write', settingsFile(places));
	}
	desk.refresh({ settings: undefined });
}
