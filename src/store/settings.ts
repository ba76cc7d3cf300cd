/**
 * The settings of this machine: the roadmap in use, and where the files of other roadmaps are. Losing them costs a
 * minute, so they must never stop a command.
 *
 * Read as plain JSON; conf, which takes twenty times as long to load, is used only to save.
 */

import path from 'node:path';
import type { Choice } from '../domain/scope.ts';
import { SLUG } from '../domain/types.ts';
import { isRecord, parseJson } from '../domain/values.ts';
import { errorCode, isNotAFile, readIfThere } from './files.ts';
import type { Places } from './places.ts';

export interface Settings {
	/** The id of the roadmap in use; undefined for the built-in one. */
	readonly roadmap?: string | undefined;
	/** The learner's own roadmaps: id → file or folder, absolute and with links resolved. */
	readonly roadmaps: ReadonlyMap<string, string>;
	/** Paths and levels by roadmap id, from before choices were events; each counts until a choice event replaces it. */
	readonly choices: ReadonlyMap<string, Partial<Choice>>;
}

export interface ReadSettings {
	readonly settings: Settings;
	/** The file exists and is invalid. */
	readonly damaged: boolean;
	/** The file system's error if the file could not be read: it may be intact, and readable another time. */
	readonly error?: unknown;
	/** Identifies this damage, so that each is reported once. */
	readonly noticeKey: string;
}

/** In bytes. */
const MAX_BYTES = 4 * 1024 * 1024;

const NOTHING: Settings = { roadmaps: new Map(), choices: new Map() };

export function settingsFile(places: Places): string {
	return path.join(places.config, 'config.json');
}

export function readSettings(places: Places): ReadSettings {
	const file = settingsFile(places);
	let text: string | undefined;
	try {
		text = readIfThere(file, MAX_BYTES);
	} catch (error) {
		const code = errorCode(error);
		// Something other than a file is in its place: unlike other errors, trying again would not help.
		const isForGood = isNotAFile(error) || code === 'ENOTDIR';
		return { settings: NOTHING, damaged: true, noticeKey: `settings ${file} ${code}`, ...(!isForGood && { error }) };
	}
	const value = text === undefined ? {} : parseJson(text);
	const damaged = !isRecord(value);
	return { settings: damaged ? NOTHING : asSettings(value), damaged, noticeKey: `settings ${file} is\n${text}` };
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

/** Reads an object keyed by id, skipping entries that are invalid. */
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
	// Undo may have removed both fields.
	return Object.keys(choice).length > 0 ? choice : undefined;
}
