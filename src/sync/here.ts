/** What this machine has: the journals and the notes as they stand in the data folder. */
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, fileError } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { copyOf, type Kind, kindOf, mostOf } from './names.ts';

export interface Here {
	/** By path below the data folder, with slashes. */
	readonly files: ReadonlyMap<string, Buffer>;
	/** Second copies of journals, by the path of the journal that they are one of. */
	readonly copies: ReadonlyMap<string, readonly Buffer[]>;
	/** What is too large to travel. */
	readonly tooLarge: readonly string[];
}

/** @throws UserError where a file cannot be read */
export function readHere(places: Places, platform: NodeJS.Platform): Here {
	const files = new Map<string, Buffer>();
	const copies = new Map<string, Buffer[]>();
	const tooLarge: string[] = [];
	for (const name of namesIn(places)) {
		const kind = kindOf(name, platform);
		const copied = kind === undefined ? copyOf(path.posix.basename(name)) : undefined;
		if (kind === undefined && copied === undefined) continue;
		const bytes = readFile(path.join(places.data, name), kind ?? 'journal');
		if (bytes === 'too large') tooLarge.push(name);
		else if (bytes === undefined) continue;
		else if (kind !== undefined) files.set(name, bytes);
		else copies.set(`progress/${copied}.jsonl`, [...(copies.get(`progress/${copied}.jsonl`) ?? []), bytes]);
	}
	return { files, copies, tooLarge };
}

const HOUR = 60 * 60 * 1_000;

/** Takes away what a killed sync left half written among the notes, an hour after: nobody writes for so long. */
export function sweep(places: Places): void {
	for (const name of namesIn(places).filter((name) => /\.md\.\d+\.tmp$/.test(name))) {
		const file = path.join(places.data, name);
		const written = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
		if (written !== undefined && written < Date.now() - HOUR) fs.rmSync(file, { force: true });
	}
}

function namesIn(places: Places): string[] {
	const list = (folder: string) => listFolder(places, folder);
	const notes = list('notes').flatMap((roadmap) => [...list(roadmap), ...list(`${roadmap}/.before`)]);
	return [...list('progress'), ...notes].sort();
}

/** What stands in a folder, as paths below the data folder; nothing where it is none. */
function listFolder(places: Places, folder: string): string[] {
	try {
		return fs.readdirSync(path.join(places.data, folder)).map((name) => `${folder}/${name}`);
	} catch (error) {
		const code = errorCode(error);
		if (code === 'ENOENT' || code === 'ENOTDIR') return [];
		throw fileError(error, 'read', path.join(places.data, folder));
	}
}

function readFile(file: string, kind: Kind): Buffer | 'too large' | undefined {
	try {
		const stat = fs.statSync(file, { throwIfNoEntry: false });
		if (!stat?.isFile()) return undefined;
		return stat.size > mostOf(kind) ? 'too large' : fs.readFileSync(file);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw fileError(error, 'read', file);
	}
}
