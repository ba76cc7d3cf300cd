/**
 * The learner's choices: which roadmap, and for each one which path and level. Losing them costs a minute, so they may
 * never stop a command.
 *
 * Read here as the JSON file that they are; conf, which takes twenty times as long to load, is asked only to save.
 */
import path from 'node:path';
import type { Choice } from '../model/scope.ts';
import { readIfThere } from './files.ts';
import type { Places } from './places.ts';

export interface Settings {
	/** By roadmap id; a Map, because `constructor` is a fine id. */
	readonly choices: ReadonlyMap<string, Partial<Choice>>;
}

export interface ReadSettings {
	readonly settings: Settings;
	/** The file is there and cannot be understood. */
	readonly damaged: boolean;
}

const NOTHING: Settings = { choices: new Map() };

export function settingsFile(places: Places): string {
	return path.join(places.config, 'config.json');
}

export function readSettings(places: Places): ReadSettings {
	let text: string | undefined;
	try {
		text = readIfThere(settingsFile(places));
	} catch {
		return { settings: NOTHING, damaged: true };
	}
	if (text === undefined) return { settings: NOTHING, damaged: false };
	const value = parse(text);
	return isRecord(value) ? { settings: asSettings(value), damaged: false } : { settings: NOTHING, damaged: true };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}

function asSettings(value: Record<string, unknown>): Settings {
	const choices = new Map<string, Partial<Choice>>();
	for (const [id, choice] of Object.entries(isRecord(value.choices) ? value.choices : {})) {
		if (!isRecord(choice)) continue;
		choices.set(id, {
			...(typeof choice.path === 'string' && { path: choice.path }),
			...(typeof choice.level === 'string' && { level: choice.level }),
		});
	}
	return { choices };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
