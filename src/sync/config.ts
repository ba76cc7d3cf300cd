/** What this device knows of its remote: which it is (a setting), and when a sync last went well (a cache). */
import path from 'node:path';
import { UserError } from '../errors.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError, readIfThere } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { type Remote, readAddress } from './address.ts';
import { syncFolderOf } from './mirror.ts';

const FORMAT = 1;

export function remoteFile(places: Places): string {
	return path.join(places.config, 'sync.json');
}

/**
 * The repository that `sync init` was told, held against the same rules as then; undefined where it was told none.
 * @throws UserError where the file is damaged or was made to hold something else
 */
export function readRemote(places: Places, platform: NodeJS.Platform): Remote | undefined {
	const value = readRecord(remoteFile(places));
	if (value === undefined) return undefined;
	if (typeof value.remote === 'string') return readAddress(value.remote, { platform });
	throw new UserError(`${remoteFile(places)} cannot be read.`, {
		hint: 'Run roadmap sync init with the address once more. Nothing else was in it.',
	});
}

export function writeRemote(places: Places, { address }: Remote): void {
	try {
		writeAtomic(remoteFile(places), `${JSON.stringify({ format: FORMAT, remote: address })}\n`);
	} catch (error) {
		throw fileError(error, 'write', remoteFile(places));
	}
}

/** When a sync with this repository last went well. ISO 8601 */
export function readLast(places: Places, { address }: Remote): string | undefined {
	const value = readRecord(lastFile(places));
	return value?.remote === address && typeof value.at === 'string' && !Number.isNaN(Date.parse(value.at))
		? value.at
		: undefined;
}

export function writeLast(places: Places, { address }: Remote, at: string): void {
	try {
		writeAtomic(lastFile(places), `${JSON.stringify({ remote: address, at })}\n`);
	} catch {
		// It went well all the same.
	}
}

function lastFile(places: Places): string {
	return path.join(syncFolderOf(places), 'last.json');
}

/** A file's JSON object; undefined where there is no file; nothing in it where it is damaged. */
function readRecord(file: string): Readonly<Record<string, unknown>> | undefined {
	let text: string | undefined;
	try {
		text = readIfThere(file);
	} catch (error) {
		throw fileError(error, 'read', file);
	}
	if (text === undefined) return undefined;
	try {
		const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
		// The parse edge: each field is looked at where it is used.
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}
