/** The files of a roadmap: one YAML file, or a folder with `roadmap.yaml` and `topics/<id>.yaml`. */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { EXIT, UserError } from '../errors.ts';
import { MOST_BYTES, MOST_TOPICS } from './limits.ts';

export interface SourceFile {
	/** As the author named it, for messages. */
	readonly name: string;
	readonly bytes: Buffer;
}

export interface Source {
	readonly spine: SourceFile;
	/** By topic id: the name of the file without `.yaml`. */
	readonly lessons: ReadonlyMap<string, SourceFile>;
	/** Names of files beside the lessons that look as if they were some. */
	readonly strays: readonly string[];
	/** The paths of all that was looked at, the folder of topics and what is not there included. */
	readonly files: readonly string[];
}

/** How much is read at once of what has no size. */
const CHUNK = 64 * 1024;

/** What is left of the bytes that a roadmap may have. */
interface ByteBudget {
	left: number;
}

/**
 * Reads a roadmap's files, whole.
 * @throws UserError with exit 3 for what is not there, 1 for what cannot be read, 5 for what is too large
 */
export function readSource(named: string): Source {
	if (named === '') throw new UserError('A roadmap is named by its file, its folder or its id.', { code: EXIT.usage });
	const isFolder = trying(named, () => fs.statSync(named).isDirectory());
	const { spine: file, topics } = partsOf(named, isFolder);
	const budget = { left: MOST_BYTES };
	const spine = { name: safeLine(file), bytes: isFolder ? readPlainFile(file, budget) : readCapped(file, budget) };
	const folder = topics ?? '';
	const names = topics === undefined ? [] : namesIn(topics);
	const files = topics === undefined ? [file] : [file, topics];
	const lessons = new Map<string, SourceFile>();
	for (const name of names.filter((name) => name.endsWith('.yaml'))) {
		const lesson = path.join(folder, name);
		files.push(lesson);
		lessons.set(name.slice(0, -'.yaml'.length), { name: safeLine(lesson), bytes: readPlainFile(lesson, budget) });
	}
	const strays = names.filter((name) => /\.ya?ml$/i.test(name) && !name.endsWith('.yaml'));
	return { spine, lessons, strays: strays.map((name) => safeLine(path.join(folder, name))), files };
}

/** The spine, and the folder of topics. Only a file called roadmap.yaml has one beside it; any other stands alone. */
export function partsOf(named: string, isFolder: boolean): { spine: string; topics: string | undefined } {
	const spine = isFolder ? path.join(named, 'roadmap.yaml') : named;
	const hasTopics = path.basename(spine) === 'roadmap.yaml';
	return { spine, topics: hasTopics ? path.join(path.dirname(spine), 'topics') : undefined };
}

function namesIn(folder: string): string[] {
	const names = trying(folder, () => {
		const isThere = fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
		return isThere ? fs.readdirSync(folder) : [];
	});
	if (names.length > MOST_TOPICS) {
		throw new UserError(`${safeLine(folder)} has more than 5,000 files: a roadmap has at most 5,000 topics.`, {
			code: EXIT.invalid,
		});
	}
	return names.sort();
}

/** A file that nobody named: a pipe or a device in its place could keep the program waiting for ever. */
function readPlainFile(file: string, budget: ByteBudget): Buffer {
	if (trying(file, () => fs.statSync(file).isFile())) return readCapped(file, budget);
	throw new UserError(`Could not read ${safeLine(file)}: it is not a file.`);
}

/** Asks for the size, and counts while it reads, because a pipe or a device has none to ask for. */
function readCapped(file: string, budget: ByteBudget): Buffer {
	return trying(file, () => {
		const fd = fs.openSync(file, 'r');
		try {
			const { size } = fs.fstatSync(fd);
			if (size > budget.left) throw tooLarge(file);
			return readAll(fd, file, size, budget);
		} finally {
			fs.closeSync(fd);
		}
	});
}

function readAll(fd: number, file: string, size: number, budget: ByteBudget): Buffer {
	const parts: Buffer[] = [];
	for (let room = Math.max(size + 1, CHUNK); ; room = CHUNK) {
		const part = Buffer.allocUnsafe(room);
		const length = fs.readSync(fd, part);
		if (length === 0) return parts.length === 1 ? (parts[0] ?? part) : Buffer.concat(parts);
		budget.left -= length;
		if (budget.left < 0) throw tooLarge(file);
		parts.push(part.subarray(0, length));
	}
}

/** Runs what touches the disk. @throws UserError that says why it failed */
function trying<T>(file: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof UserError ? error : unreadable(file, error);
	}
}

function tooLarge(file: string): UserError {
	return new UserError(`${safeLine(file)} is too large: a roadmap has at most 4 MiB.`, { code: EXIT.invalid });
}

function unreadable(file: string, error: unknown): UserError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ENOENT' || code === 'ENOTDIR') {
		return new UserError(`There is no file ${safeLine(file)}.`, {
			hint: 'Give the path of a roadmap.yaml, or of the folder that holds it.',
			code: EXIT.notFound,
		});
	}
	const why = code === 'EACCES' ? 'you may not' : code === 'EISDIR' ? 'it is a folder' : code || 'it cannot be read';
	return new UserError(`Could not read ${safeLine(file)}: ${why}.`);
}

/** A roadmap's place, absolute and without links: a folder and the roadmap.yaml in it are one. */
export function placeOf(file: string): string {
	const real = fs.realpathSync(file);
	return path.basename(real) === 'roadmap.yaml' ? path.dirname(real) : real;
}

export function isThere(place: string): boolean {
	return fs.existsSync(place);
}

/** Whether nothing is there, and not only a disk that does not answer. */
export function isAway(place: string): boolean {
	try {
		return fs.statSync(place, { throwIfNoEntry: false }) === undefined;
	} catch {
		return false;
	}
}

/** An id for a roadmap whose own is taken, which its place decides: `tea-3f9a01`. */
export function idApart(id: string, place: string): string {
	const { createHash } = process.getBuiltinModule('node:crypto');
	return `${id.slice(0, 57)}-${createHash('sha256').update(place).digest('hex').slice(0, 6)}`;
}
