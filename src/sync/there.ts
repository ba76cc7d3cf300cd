/**
 * What the other side has: read out of git's objects and never checked out. It is untrusted input: only regular files
 * with names of ours and of a bearable size are looked at, whatever else the tree holds (links, submodules, `..`).
 */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { Clone } from './clone.ts';
import { mustRun } from './git.ts';
import { kindOf, MARKER, MOST, mostOf } from './names.ts';

export interface There {
	/** Undefined for an empty repository. */
	readonly commit: string | undefined;
	/** Path → the git id of its content. */
	readonly files: ReadonlyMap<string, string>;
	/** What bears a name of ours and is not taken. */
	readonly left: readonly Left[];
}

export interface Left {
	readonly path: string;
	readonly why: 'too large' | 'not a file' | 'too many';
}

const NOTHING: There = { commit: undefined, files: new Map(), left: [] };
const FORMAT = 1;
const LONGEST_MARKER = 4_096;

interface Entry {
	readonly mode: string;
	readonly oid: string;
	readonly size: number;
	readonly path: string;
}

/** Reads which files a commit has. @throws UserError where the commit is not of a roadmap's repository */
export async function readThere(clone: Clone, commit: string | undefined, platform: NodeJS.Platform): Promise<There> {
	if (commit === undefined) return NOTHING;
	const entries = await listTree(clone, commit);
	await checkMarker(clone, entries);
	return { commit, ...choose(entries, platform) };
}

/** Path → git id of the files that a commit of our own past has; nothing where the commit is not there any more. */
export async function readPast(
	clone: Clone,
	commit: string | undefined,
	platform: NodeJS.Platform,
): Promise<There['files']> {
	return commit === undefined ? new Map() : choose(await listTree(clone, commit), platform).files;
}

/** The contents of git ids. */
export async function readBlobs({ git }: Clone, oids: Iterable<string>): Promise<Map<string, Buffer>> {
	const wanted = [...new Set(oids)];
	const blobs = new Map<string, Buffer>();
	if (wanted.length === 0) return blobs;
	const out = await mustRun(git, ['cat-file', '--batch'], { input: wanted.map((oid) => `${oid}\n`).join('') });
	for (let at = 0; at < out.length; ) {
		const end = out.indexOf(10, at);
		const [oid = '', type, size] = out.toString('latin1', at, end).split(' ');
		if (type !== 'blob') throw new UserError(`The repository lacks a part of itself (${oid}).`);
		const from = end + 1;
		blobs.set(oid, out.subarray(from, from + Number(size)));
		at = from + Number(size) + 1;
	}
	return blobs;
}

async function listTree({ git }: Clone, commit: string): Promise<Entry[]> {
	const tree = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, '--', MARKER, 'progress', 'notes'];
	const records = (await mustRun(git, tree)).toString('utf8').split('\0');
	return records.flatMap((record) => {
		const found = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(record);
		if (!found) return [];
		const [, mode = '', oid = '', size, path = ''] = found;
		return [{ mode, oid, size: Number(size), path }];
	});
}

function choose(entries: readonly Entry[], platform: NodeJS.Platform): Pick<There, 'files' | 'left'> {
	const files = new Map<string, string>();
	const left: Left[] = [];
	let bytes = 0;
	for (const { mode, oid, size, path } of entries) {
		const kind = kindOf(path, platform);
		if (kind === undefined) continue;
		if (mode !== '100644' && mode !== '100755') left.push({ path, why: 'not a file' });
		else if (size > mostOf(kind)) left.push({ path, why: 'too large' });
		else if (files.size >= MOST.files || bytes + size > MOST.bytes) left.push({ path, why: 'too many' });
		else {
			files.set(path, oid);
			bytes += size;
		}
	}
	return { files, left };
}

async function checkMarker(clone: Clone, entries: readonly Entry[]): Promise<void> {
	const marker = entries.find(({ path, mode }) => path === MARKER && mode.startsWith('100'));
	if (!marker || marker.size > LONGEST_MARKER) throw notOurs();
	if (marker.oid === MARKER_ID) return;
	const format = formatOf((await readBlobs(clone, [marker.oid])).get(marker.oid)?.toString('utf8') ?? '');
	if (format === undefined) throw notOurs();
	if (format <= FORMAT) return;
	throw new UserError('A newer roadmap wrote what is in that repository.', {
		hint: 'Install the newest roadmap here too, then say it again. Nothing was changed.',
	});
}

function formatOf(text: string): number | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null || !('format' in value)) return undefined;
		return Number.isInteger(value.format) && Number(value.format) > 0 ? Number(value.format) : undefined;
	} catch {
		return undefined;
	}
}

export function notOurs(): UserError {
	return new UserError('That repository holds something else, and no progress of roadmap.', {
		hint: 'Make an empty repository of your own for it, then say roadmap sync init with its address.',
	});
}

/** What `sync init` writes into an empty repository. */
export const MARKER_TEXT = `${JSON.stringify({ format: FORMAT, about: 'Progress and notes of roadmap; see roadmap help sync' }, null, '\t')}\n`;
const MARKER_ID = blobId(Buffer.from(MARKER_TEXT));

/** The id that git gives to a content (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
export function blobId(bytes: Buffer): string {
	return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
