/** Reading a file that the learner named, and the standard input: how much, is counted while reading. */
import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { safeLine } from '../domain/safe.ts';
import { EXIT, UserError } from '../errors.ts';
import { errorCode, fileError } from './files.ts';

/** Ten years of fifty changes a day, with notes. In bytes. */
const MOST = 64 * 1024 * 1024;

/**
 * @param file `-` is the standard input
 * @param noInput nobody types anything there
 * @throws UserError with exit 1, 2 where somebody would have to type, and 3 where there is no such file
 */
export async function readInput(
	file: string,
	stdin: Readable & { readonly isTTY?: boolean },
	noInput = false,
): Promise<string> {
	if (file === '-' && stdin.isTTY && noInput) throw nobodyTypes();
	const name = file === '-' ? 'The standard input' : safeLine(file);
	try {
		return decoded(await readAll(file === '-' ? stdin : fs.createReadStream(file), name), name);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') throw new UserError(`There is no file ${name}.`, { code: EXIT.notFound });
		throw error instanceof UserError ? error : fileError(error, 'read', file);
	}
}

function nobodyTypes(): UserError {
	const hint = 'Send it something: some-program | roadmap …';
	return new UserError('The standard input is a terminal, and --no-input says that nobody types there.', {
		hint,
		code: EXIT.usage,
	});
}

async function readAll(stream: Readable, name: string): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of stream) {
		const bytes = Buffer.from(part);
		size += bytes.length;
		if (size > MOST) throw new UserError(`${name} is too large: at most 64 MiB can be brought in.`);
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
