/**
 * What belongs to this machine: which roadmap is in use, and where the files of roadmaps are. Losing it costs a minute, so
 * it may never stop a command.
 *
 * Read here as the JSON file that they are; conf, which takes twenty times as long to load, is asked only to save.
 */

import path from 'node:path';
import type { Choice } from '../domain/scope.ts';
import { SLUG } from '../domain/types.ts';
import { isRecord, parseJson } from '../domain/values.ts';
import { errorCode, isNotAFile, readIfThere } from './files.ts';
import type { Places } from './places.ts';

export interface Settings {
	/** The id of the roadmap in use; undefined for the one that comes with the program. */
	readonly roadmap?: string | undefined;
	/** The learner's own roadmaps: id → file or folder, absolute and without links. */
	readonly roadmaps: ReadonlyMap<string, string>;
	/** Paths and levels by roadmap id, from before they were events; they count until something is chosen anew. */
	readonly choices: ReadonlyMap<string, Partial<Choice>>;
}

export interface ReadSettings {
	readonly settings: Settings;
	/** The file is there and cannot be understood. */
	readonly damaged: boolean;
	/** The file system's error, where it cannot even be read: it may be good, and another time it can. */
	readonly error?: unknown;
	/** Tells this damage from an earlier one, so that each is told once. */
	readonly news: string;
}

/** In bytes. */
const MOST = 4 * 1024 * 1024;

const NOTHING: Settings = { roadmaps: new Map(), choices: new Map() };

export function settingsFile(places: Places): string {
	return path.join(places.config, 'config.json');
}

export function readSettings(places: Places): ReadSettings {
	const file = settingsFile(places);
	let text: string | undefined;
	try {
		text = readIfThere(file, MOST);
	} catch (error) {
		const code = errorCode(error);
		// Where something else stands, or no folder can, there are no settings, and another time there will be none either.
		const isForGood = isNotAFile(error) || code === 'ENOTDIR';
		return { settings: NOTHING, damaged: true, news: `settings ${file} ${code}`, ...(!isForGood && { error }) };
	}
	const value = text === undefined ? {} : parseJson(text);
	const damaged = !isRecord(value);
	return { settings: damaged ? NOTHING : asSettings(value), damaged, news: `settings ${file} is\n${text}` };
}

/** What the settings file says. Some editors put a byte order mark in front. @throws SyntaxError */
export function parseSettings(text: string): unknown {
	return JSON.parse(text.replace(/^\ufeff/, ''));
}

function asSettings(value: Record<string, unknown>): Settings {
	const { roadmap } = value;
	return {
		...(typeof roadmap === 'string' && SLUG.test(roadmap) && { roadmap }),
		roadmaps: entriesOf(value.roadmaps, (file) =>
			typeof file === 'string' && path.isAbsolute(file) ? file : undefined,
		),
		choices: entriesOf(value.choices, asChoice),
	};
}

/** What a record says of each id, where it says something that can be understood. */
function entriesOf<T>(record: unknown, read: (value: unknown) => T | undefined): Map<string, T> {
	const entries = new Map<string, T>();
	for (const [id, value] of Object.entries(isRecord(record) ? record : {})) {
		const understood = SLUG.test(id) ? read(value) : undefined;
		if (understood !== undefined) entries.set(id, understood);
	}
	return entries;
}

function asChoice(value: unknown): Partial<Choice> | undefined {
	if (!isRecord(value)) return undefined;
	const choice = {
		...(typeof value.path === 'string' && { path: value.path }),
		...(typeof value.level === 'string' && { level: value.level }),
	};
	// An undo may leave nothing chosen.
	return Object.keys(choice).length > 0 ? choice : undefined;
}
