/** Files that the learner names: read whole up to a size limit, and written atomically. */
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { safeLine } from '../domain/safe.ts';
import { notFoundError, UserError, usageError } from '../errors.ts';
import { writeAtomic } from './atomic.ts';
import { errorCode, fileError } from './files.ts';

/** Ten years of fifty changes a day, with notes. In bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a UTF-8 file or the standard input.
 * @param file `-` for the standard input
 * @param noInput whether --no-input was given
 * @throws UserError with exit code 1, 2 if the input is a terminal despite --no-input, or 3 if there is no such file
 */
export async function readInput(
	file: string,
	stdin: Readable & { readonly isTTY?: boolean },
	noInput = false,
): Promise<string> {
	if (file === '-' && stdin.isTTY && noInput) throw noInputError();
	const name = file === '-' ? 'The standard input' : safeLine(file);
	try {
		return decoded(await readAll(file === '-' ? stdin : fs.createReadStream(file), name), name);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') throw notFoundError(`There is no file ${name}.`);
		throw error instanceof UserError ? error : fileError(error, 'read', file);
	}
}

function noInputError(): UserError {
	const hint = 'Send it something: some-program | roadmap …';
	return usageError('The standard input is a terminal, and --no-input says that nobody types there.', hint);
}

async function readAll(stream: Readable, name: string): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of stream) {
		const bytes = Buffer.from(part);
		size += bytes.length;
		if (size > MAX_BYTES) throw new UserError(`${name} is too large: at most 64 MiB can be brought in.`);
		parts.push(bytes);
	}
	return Buffer.concat(parts);
}

function decoded(bytes: Buffer, name: string): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new UserError(`${name} is not UTF-8 text.`, { hint: 'roadmap export writes what can be brought in.' });
	}
}

interface WriteOptions {
	/** Whether an existing file may be replaced. */
	readonly force: boolean;
	/** The hint to give if the file cannot be written and the command has no --force. */
	readonly instead?: string;
}

/**
 * Writes a file atomically: a synced temporary file in the same folder is renamed. An existing file is replaced only
 * with `force`, and links are not followed.
 * @throws UserError that names the file
 */
export function writeOutput(file: string, text: string, options: WriteOptions): void {
	checkName(file, options);
	try {
		const mode = modeOf(file, options);
		const temporary = freeName(path.dirname(file));
		const written = writeAtomic(file, text, {
			mode: mode ?? 'umask',
			temporary,
			...(!options.force && { ifUnchanged: null }),
		});
		if (!written) throw alreadyExists(file, options);
	} catch (error) {
		throw writeError(error, file);
	}
}

/** Checks beforehand whether `writeOutput` would be refused. @throws UserError that names the file */
export function checkOutput(file: string, options: WriteOptions): void {
	checkName(file, options);
	try {
		modeOf(file, options);
		fs.statSync(path.dirname(file));
	} catch (error) {
		throw writeError(error, file);
	}
}

/** A command that can print its file does so before it comes here, so that `-` is never the name of one. */
function checkName(file: string, options: WriteOptions): void {
	if (file === '' || file === '-' || /[/\\]$/.test(file)) throw invalidName(file, options);
}

/**
 * Returns the permissions of the file to replace, or undefined for a new file. @throws UserError if it must not be
 * replaced
 */
function modeOf(file: string, options: WriteOptions): number | undefined {
	const found = fs.lstatSync(file, { throwIfNoEntry: false });
	if (!found) return undefined;
	const name = safeLine(file);
	if (found.isSymbolicLink())
		throw new UserError(`${name} is a link, and links are not followed.`, { hint: 'Name the file that it leads to.' });
	if (!found.isFile())
		throw new UserError(`${name} is ${found.isDirectory() ? 'a folder' : 'not a regular file'}.`, {
			hint: 'Name a file.',
		});
	if (!options.force) throw alreadyExists(file, options);
	return found.mode & 0o777;
}

/** The name is short, so that it fits wherever the file's own name does; a killed process may have left one behind. */
export function freeName(folder: string): string {
	for (let n = 0; ; n++) {
		const name = path.join(folder, `.roadmap-${process.pid}-${n}.tmp`);
		if (!fs.existsSync(name)) return name;
	}
}

function alreadyExists(file: string, { instead = 'Use --force to overwrite it.' }: WriteOptions): UserError {
	return new UserError(`${safeLine(file)} already exists.`, { hint: instead });
}

function invalidName(file: string, { instead = 'Name a file.' }: WriteOptions): UserError {
	if (file === '') return usageError('The name of the file is empty.', instead);
	if (file === '-') return usageError('This can only be written to a file, and not to the standard output.', instead);
	return usageError(`${safeLine(file)} is the name of a folder.`, instead);
}

function writeError(error: unknown, file: string): unknown {
	const code = errorCode(error);
	const name = safeLine(file);
	if (code === 'ENOENT')
		return new UserError(`There is no folder ${safeLine(path.dirname(file))}.`, { hint: 'Make it first.' });
	if (code === 'ENAMETOOLONG') return new UserError(`${name} is too long for the name of a file.`);
	return fileError(error, 'write', file);
}
