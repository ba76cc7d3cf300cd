/** The files of a roadmap: one YAML file, or a folder with `roadmap.yaml` and `topics/<id>.yaml`. */
import fs from 'node:fs';
import path from 'node:path';
import { EXIT, UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';

/** The most that a roadmap may weigh, all its files together. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface SourceFile {
	/** As the author named it, for messages. */
	readonly name: string;
	readonly bytes: Buffer;
}

export interface Source {
	readonly spine: SourceFile;
	/** By topic id: the name of the file without `.yaml`. */
	readonly lessons: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads a roadmap's files, whole.
 * @throws UserError with exit 1 for what cannot be read, 5 for what is too large
 */
export function readSource(named: string): Source {
	const isFolder = fs.statSync(named, { throwIfNoEntry: false })?.isDirectory() ?? false;
	const file = isFolder ? path.join(named, 'roadmap.yaml') : named;
	const budget = { left: MOST_BYTES };
	const spine = { name: safeLine(file), bytes: readCapped(file, budget) };
	const folder = path.join(path.dirname(file), 'topics');
	const lessons = new Map<string, SourceFile>();
	for (const name of topicFiles(folder, path.basename(file))) {
		const lesson = path.join(folder, name);
		lessons.set(name.slice(0, -'.yaml'.length), { name: safeLine(lesson), bytes: readCapped(lesson, budget) });
	}
	return { spine, lessons };
}

/** Only a file called roadmap.yaml has topic files beside it; any other stands alone. */
function topicFiles(folder: string, spine: string): string[] {
	if (spine !== 'roadmap.yaml' || !fs.existsSync(folder)) return [];
	return fs
		.readdirSync(folder)
		.filter((name) => name.endsWith('.yaml'))
		.sort();
}

/** Counts while it reads, because a pipe or a device has no size to ask for. */
function readCapped(file: string, budget: { left: number }): Buffer {
	const parts: Buffer[] = [];
	const fd = openFile(file);
	try {
		for (;;) {
			const part = Buffer.alloc(64 * 1024);
			const length = fs.readSync(fd, part);
			if (length === 0) return Buffer.concat(parts);
			budget.left -= length;
			if (budget.left < 0) throw tooLarge(file);
			parts.push(part.subarray(0, length));
		}
	} catch (error) {
		throw error instanceof UserError ? error : unreadable(file, error);
	} finally {
		fs.closeSync(fd);
	}
}

function openFile(file: string): number {
	try {
		return fs.openSync(file, 'r');
	} catch (error) {
		throw unreadable(file, error);
	}
}

function tooLarge(file: string): UserError {
	return new UserError(`${safeLine(file)} is too large: a roadmap has at most 16 MiB.`, { code: EXIT.invalid });
}

function unreadable(file: string, error: unknown): UserError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ENOENT' || code === 'ENOTDIR') {
		return new UserError(`There is no file ${safeLine(file)}.`, {
			hint: 'Give the path of a roadmap.yaml, or of the folder that holds it.',
		});
	}
	const why = code === 'EACCES' ? 'you may not' : code === 'EISDIR' ? 'it is a folder' : code || 'it cannot be read';
	return new UserError(`Could not read ${safeLine(file)}: ${why}.`);
}
