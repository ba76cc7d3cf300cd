/**
 * What a commit of the remote has: read out of git's objects and never checked out. It is untrusted: only regular files
 * with names of ours and of a bearable size are looked at, whatever else is in it (links, submodules, `..`).
 */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import { chooseFitting, kindOf, type Left } from './files.ts';
import { type Git, mustRun } from './git.ts';

/** Says what the repository is; without it nothing is taken from there and nothing put there. */
export const MARKER = 'roadmap-sync.json';
/** Bytes of the list of all that a commit has. */
const MOST_LIST = 32 * 1024 * 1024;

export interface RemoteTree {
	/** Undefined for an empty repository. */
	readonly commit: string | undefined;
	/** Path → the git id of its content. */
	readonly files: ReadonlyMap<string, string>;
	/** What bears a name of ours and is not taken. */
	readonly left: readonly Left[];
}

interface Entry {
	readonly path: string;
	readonly mode: string;
	readonly oid: string;
	readonly size: number;
}

/** What decides which files of a commit are looked at first. */
export interface Choice {
	readonly own: string;
	readonly isOurs: (path: string) => boolean;
	readonly platform: NodeJS.Platform;
}

/** Reads which files a commit has. @throws UserError where it holds too much, or is not of a roadmap's repository */
export async function readRemoteTree(git: Git, commit: string | undefined, choice: Choice): Promise<RemoteTree> {
	if (commit === undefined) return { commit, files: new Map(), left: [] };
	const entries = await listTree(git, commit);
	await checkMarker(git, entries);
	return { commit, ...chosen(entries, choice) };
}

/** Path → git id of the files of a commit of our own past; nothing where the commit is gone. */
export async function readPast(git: Git, commit: string | undefined, choice: Choice): Promise<RemoteTree['files']> {
	return commit === undefined ? new Map() : chosen(await listTree(git, commit), choice).files;
}

/** The contents of git ids. */
export async function readBlobs(git: Git, oids: Iterable<string>): Promise<Map<string, Buffer>> {
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

/** The id that git gives to a content (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
export function blobId(bytes: Buffer): string {
	return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

async function listTree(git: Git, commit: string): Promise<Entry[]> {
	const order = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, '--', MARKER, 'progress', 'notes'];
	const records = (await mustRun(git, order, { most: MOST_LIST })).toString('utf8').split('\0');
	return records.flatMap((record) => {
		const found = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(record);
		if (!found) return [];
		const [, mode = '', oid = '', size, path = ''] = found;
		return [{ mode, oid, size: Number(size), path }];
	});
}

function chosen(entries: readonly Entry[], { own, isOurs, platform }: Choice): Pick<RemoteTree, 'files' | 'left'> {
	const known = entries.flatMap((entry) => {
		const kind = kindOf(entry.path, platform);
		return kind ? [{ ...entry, kind }] : [];
	});
	const isFile = ({ mode }: Entry) => mode === '100644' || mode === '100755';
	const odd = known
		.filter((entry) => !isFile(entry))
		.map(({ path }): Left => ({ path, why: 'not a file', isOurs: false }));
	const { fitting, left } = chooseFitting(known.filter(isFile), own, isOurs);
	return { files: new Map(fitting.map(({ path, oid }) => [path, oid])), left: [...odd, ...left] };
}

const FORMAT = 1;
const LONGEST_MARKER = 4_096;
/** What `sync init` writes into an empty repository. */
export const MARKER_TEXT = `${JSON.stringify({ format: FORMAT, about: 'Progress and notes of roadmap; see roadmap help sync' }, null, '\t')}\n`;
const MARKER_ID = blobId(Buffer.from(MARKER_TEXT));

async function checkMarker(git: Git, entries: readonly Entry[]): Promise<void> {
	const marker = entries.find(({ path, mode }) => path === MARKER && mode.startsWith('100'));
	if (!marker || marker.size > LONGEST_MARKER) throw notOurs();
	if (marker.oid === MARKER_ID) return;
	const format = formatOf((await readBlobs(git, [marker.oid])).get(marker.oid)?.toString('utf8') ?? '');
	if (format === undefined) throw notOurs();
	if (format <= FORMAT) return;
	throw new UserError('A newer roadmap wrote what is in that repository.', {
		hint: 'Install the newest roadmap here too, then run this again. Nothing was changed.',
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
		hint: 'Make an empty repository of your own for it, then run roadmap sync init with its address.',
	});
}
