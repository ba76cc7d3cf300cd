/** Reads a roadmap's files: one YAML file, or a folder with `roadmap.yaml` and `topics/<id>.yaml`. */
import fs from 'node:fs';
import path from 'node:path';
import { safeLine } from '../domain/safe.ts';
import { invalidError, notFoundError, UserError, usageError } from '../errors.ts';
import { MAX_BYTES, MAX_TOPICS } from './limits.ts';

export interface SourceFile {
	/** As the author named it, for messages. */
	readonly name: string;
	readonly bytes: Buffer;
}

export interface Source {
	readonly spine: SourceFile;
	/** By topic id, which is the file name without `.yaml`. */
	readonly lessons: ReadonlyMap<string, SourceFile>;
	/** Names of files next to the lessons that look like lessons but are not read. */
	readonly ignoredFiles: readonly string[];
	/** All paths that were examined, including the topics folder and files that do not exist. */
	readonly files: readonly string[];
}

/** Bytes to read at once from something without a size. */
const CHUNK = 64 * 1024;

/** How many bytes the roadmap may still have. */
interface ByteBudget {
	left: number;
}

/**
 * Reads all files of a roadmap.
 * @throws UserError with exit code 3 for a missing file, 1 for an unreadable one, 5 for one that is too large
 */
export function readSource(named: string): Source {
	if (named === '') throw usageError('A roadmap is named by its file, its folder or its id.');
	const isFolder = trying(named, () => fs.statSync(named).isDirectory());
	const { spine: file, topics } = partsOf(named, isFolder);
	const budget = { left: MAX_BYTES };
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
	const ignoredNames = names.filter((name) => /\.ya?ml$/i.test(name) && !name.endsWith('.yaml'));
	return { spine, lessons, ignoredFiles: ignoredNames.map((name) => safeLine(path.join(folder, name))), files };
}

/** Returns the spine and the topics folder. Only a file called roadmap.yaml has such a folder. */
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
	if (names.length > MAX_TOPICS) {
		throw invalidError(`${safeLine(folder)} has more than 5,000 files: a roadmap has at most 5,000 topics.`);
	}
	return names.sort();
}

/** Refuses pipes and devices, which could block for ever, in place of files that the user did not name. */
function readPlainFile(file: string, budget: ByteBudget): Buffer {
	if (trying(file, () => fs.statSync(file).isFile())) return readCapped(file, budget);
	throw new UserError(`Could not read ${safeLine(file)}: it is not a file.`);
}

/** Checks the size first, and counts while reading because pipes and devices have none. */
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

/** Runs a file operation. @throws UserError that says why it failed */
function trying<T>(file: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof UserError ? error : unreadable(file, error);
	}
}

function tooLarge(file: string): UserError {
	return invalidError(`${safeLine(file)} is too large: a roadmap has at most 4 MiB.`);
}

function unreadable(file: string, error: unknown): UserError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ENOENT' || code === 'ENOTDIR') {
		return notFoundError(
			`There is no file ${safeLine(file)}.`,
			'Give the path of a roadmap.yaml, or of the folder that holds it.',
		);
	}
	const why = code === 'EACCES' ? 'you may not' : code === 'EISDIR' ? 'it is a folder' : code || 'it cannot be read';
	return new UserError(`Could not read ${safeLine(file)}: ${why}.`);
}

/** Returns a roadmap's path, absolute and with links resolved; a folder stands for the roadmap.yaml in it. */
export function placeOf(file: string): string {
	const real = fs.realpathSync(file);
	return path.basename(real) === 'roadmap.yaml' ? path.dirname(real) : real;
}

export function isThere(place: string): boolean {
	return fs.existsSync(place);
}

/** Whether the file is certainly missing, rather than on a disk that does not answer. */
export function isMissing(place: string): boolean {
	try {
		return fs.statSync(place, { throwIfNoEntry: false }) === undefined;
	} catch {
		return false;
	}
}

/** Derives an id from the path, for a roadmap whose own id is taken: `tea-3f9a01`. */
export function idApart(id: string, place: string): string {
	const { createHash } = process.getBuiltinModule('node:crypto');
	return `${id.slice(0, 57)}-${createHash('sha256').update(place).digest('hex').slice(0, 6)}`;
}
