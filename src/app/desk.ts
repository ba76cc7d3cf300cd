/** What the capabilities share: where things are, and what was read so far. */

import type { World } from '../cli/host.ts';
import { SILENCE, type Voice, voiceOf } from '../cli/warnings.ts';
import type { Memory } from '../domain/memory.ts';
import { type Places, placesFrom } from '../store/places.ts';
import { recall } from '../store/recall.ts';
import type { ReadSettings, Settings } from '../store/settings.ts';
import { settingsAt } from './choices.ts';
import { type Chosen, clashWords, openRoadmap } from './roadmaps.ts';
import type { Globals } from './session.ts';

export interface Desk {
	readonly world: World;
	readonly globals: Globals;
	readonly voice: Voice;
	readonly places: () => Places;
	readonly settings: () => Settings;
	/** Why they could not be read; undefined where they could, or were not asked for. */
	readonly settingsError: () => unknown;
	readonly memory: () => Memory;
	/** The roadmap that this command is about. */
	readonly roadmap: () => Promise<Chosen>;
	/** What was read is out of date; the memory may be given as it is now. */
	readonly refresh: (what: { settings?: undefined; memory?: Memory | undefined }) => void;
	/** All that was asked for is on the disk. */
	readonly noteSaved: () => void;
	readonly hasSaved: () => boolean;
}

export function makeDesk(world: World, globals: Globals): Desk {
	const places = once(() => placesFrom(world));
	const voice = globals.silent ? SILENCE : voiceOf(world);
	let [memory, read]: [Memory | undefined, ReadSettings | undefined] = [undefined, undefined];
	let saved = false;
	const desk: Desk = {
		world,
		globals,
		voice,
		places,
		settings: () => {
			read ??= settingsAt(places(), voice);
			return read.settings;
		},
		settingsError: () => read?.error,
		memory: () => {
			memory ??= recall(places(), world.now(), (notice) => voice.damage(places(), notice)).memory;
			return memory;
		},
		roadmap: once(async () => {
			const chosen = await openRoadmap(desk, globals.roadmap);
			if (chosen.clash !== undefined && !chosen.isBound) voice.warn(clashWords(chosen));
			return chosen;
		}),
		refresh: (what) => {
			if ('settings' in what) read = undefined;
			if ('memory' in what) memory = what.memory;
		},
		noteSaved: () => {
			saved = true;
		},
		hasSaved: () => saved,
	};
	return desk;
}

function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
