/**
 * Lists the files to sync on each side: the local tree on this disk, the remote tree in a commit, which is read from
 * git's objects and never checked out. No other path is read on either side or written here.
 *
 * Neither side is trusted. Only regular files with our names and of limited size count: the data folder may be synced
 * by another program, a link in it could lead anywhere, and a commit may hold links, submodules and `..`.
 */

import fs from 'node:fs';
import path from 'node:path';
import { SLUG } from '../domain/types.ts';
import { grouped, isRecord } from '../domain/values.ts';
import { UserError } from '../errors.ts';
import { removeQuietly, staleTemporaryFiles } from '../store/atomic.ts';
import { errorCode, fileError, isNotAFile, listNames, readPlain } from '../store/files.ts';
import { setAsideName } from '../store/repair.ts';
import { type Git, mustRun } from './git.ts';
import { readBlobs } from './mirror.ts';

export type FileKind = 'journal' | 'note';

/** A file that is not synced, with its path relative to the data folder. */
export interface SkippedFile {
	readonly path: string;
	readonly why: 'too large' | 'not a file' | 'too many' | 'set aside';
	/** Whether it is in this home, and so does not reach the other machines. */
	readonly isOurs: boolean;
}

const MIB = 1024 * 1024;
/** Limits for one file, in bytes. Fifty changes a day for a year are about 3 MiB of a journal. */
const MAX_BYTES = { own: 64 * MIB, journal: 16 * MIB, note: MIB } as const;
/** Limits for all files of a kind together, beyond which no new ones are taken. */
const MAX_TOTAL = {
	journal: { files: 256, bytes: 64 * MIB },
	note: { files: 5_000, bytes: 48 * MIB },
} as const;
/** Limit for git's list of a commit's files, in bytes. */
const MAX_LIST_BYTES = 32 * MIB;

/** Names that Windows reserves for devices, whatever the extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Returns the kind of a file by its path relative to the data folder, with slashes; undefined if it is not synced. */
export function kindOf(file: string, platform: NodeJS.Platform): FileKind | undefined {
	const [room, ...parts] = file.split('/');
	const names = parts.map((part, i) => (i === parts.length - 1 ? part.replace(/\.(?:jsonl|md)$/, '') : part));
	if (platform === 'win32' && names.some((name) => DEVICES.test(name))) return undefined;
	const [first = '', second = ''] = names;
	if (!SLUG.test(first)) return undefined;
	if (room === 'progress') return parts.length === 1 && file.endsWith('.jsonl') ? 'journal' : undefined;
	if (room !== 'notes' || !file.endsWith('.md')) return undefined;
	return parts.length === 2 && SLUG.test(second) ? 'note' : undefined;
}

export function journalOf(device: string): string {
	return `progress/${device}.jsonl`;
}

/** Decides which files of a tree are taken first. */
export interface TreePriority {
	/** The path of this device's journal. */
	readonly own: string;
	readonly isLocal: (path: string) => boolean;
	readonly platform: NodeJS.Platform;
}

interface Candidate {
	readonly path: string;
	readonly size: number;
}

/**
 * Chooses the files to sync. Files that this home has are checked for size only, so that what others have pushed never
 * crowds them out; further files are taken up to the limits for all together.
 */
function choose<T extends Candidate>(all: readonly T[], { own, isLocal, platform }: TreePriority) {
	const used = { journal: { files: 0, bytes: 0 }, note: { files: 0, bytes: 0 } };
	const chosen: T[] = [];
	const skipped: SkippedFile[] = [];
	const isOurs = ({ path }: T) => path === own || isLocal(path);
	for (const one of [...all.filter(isOurs), ...all.filter((one) => !isOurs(one))]) {
		const kind = kindOf(one.path, platform);
		if (kind === undefined) continue;
		const [total, most] = [used[kind], MAX_TOTAL[kind]];
		const skip = (why: SkippedFile['why']) => skipped.push({ path: one.path, why, isOurs: isOurs(one) });
		if (one.size > MAX_BYTES[one.path === own ? 'own' : kind]) skip('too large');
		else if (!isOurs(one) && (total.files >= most.files || total.bytes + one.size > most.bytes)) skip('too many');
		else {
			total.files++;
			total.bytes += one.size;
			chosen.push(one);
		}
	}
	return { chosen, skipped };
}

/** The journals and notes in this machine's data folder. */
export interface LocalTree {
	/** By path relative to the data folder, with slashes. */
	readonly files: ReadonlyMap<string, Buffer>;
	/** Copies of journals, by the path of the original. */
	readonly copies: ReadonlyMap<string, readonly Buffer[]>;
	readonly skipped: readonly SkippedFile[];
}

/** @param own the path of this device's journal @throws UserError if a file cannot be read */
export function readLocalTree(data: string, own: string, platform: NodeJS.Platform): LocalTree {
	const { files: found, others } = listLocal(data);
	const names = new Set(found.map(({ path }) => path));
	const isSetAside = (file: string) => file !== own && file.endsWith('.jsonl') && names.has(setAsideName(file));
	const candidates = found.filter(({ path }) => !isSetAside(path));
	const { chosen, skipped } = choose(candidates, { own, isLocal: () => true, platform });
	const aside = [...names].flatMap((name): SkippedFile[] => {
		const journal = name.replace(/\.aside$/, '.jsonl');
		return journal !== name && isSetAside(journal) ? [{ path: journal, why: 'set aside', isOurs: false }] : [];
	});
	const inTheWay = others.filter(({ path }) => mayHold(path, platform));
	return {
		files: readAll(data, chosen),
		copies: readCopies(data, found),
		skipped: [...inTheWay, ...skipped, ...aside],
	};
}

/** Whether a path could be that of a synced file or of a folder of such files. */
function mayHold(name: string, platform: NodeJS.Platform): boolean {
	const below = ['', '/x.jsonl', '/x.md', '/x/x.md'];
	return below.some((more) => kindOf(`${name}${more}`, platform) !== undefined);
}

function readAll(data: string, files: readonly Candidate[]): Map<string, Buffer> {
	const read = new Map<string, Buffer>();
	for (const { path: name } of files) {
		const bytes = readLocal(path.join(data, name));
		if (bytes) read.set(name, bytes);
	}
	return read;
}

/** Reads a file that is not a link; undefined if it is gone. */
function readLocal(file: string): Buffer | undefined {
	try {
		return readPlain(file, { isLinkRead: false });
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || isNotAFile(error)) return undefined;
		throw fileError(error, 'read', file);
	}
}

function readCopies(data: string, found: readonly Candidate[]): Map<string, Buffer[]> {
	const copies = found.flatMap(({ path: name, size }) => {
		const journal = copiedJournal(name);
		const bytes = journal && size <= MAX_BYTES.journal ? readLocal(path.join(data, name)) : undefined;
		return journal && bytes ? [[journal, bytes] as const] : [];
	});
	return grouped(copies);
}

/**
 * Returns the journal of which a file is a copy: `laptop-1a2b3c.sync-conflict-….jsonl`, `laptop-1a2b3c (copy).jsonl`.
 */
function copiedJournal(file: string): string | undefined {
	const name = path.posix.basename(file);
	if (!file.startsWith('progress/') || !name.endsWith('.jsonl') || SLUG.test(name.slice(0, -6))) return undefined;
	const device = /^([a-z0-9][a-z0-9-]{0,63})[ .~(_]/.exec(name)?.[1];
	return device && journalOf(device);
}

/** Lists the plain files in the synced folders without following links, and separately what is not a plain file. */
function listLocal(data: string): { files: Candidate[]; others: SkippedFile[] } {
	const files: Candidate[] = [];
	const others: SkippedFile[] = [];
	const visit = (name: string, depth: number) => {
		const stat = fs.lstatSync(path.join(data, name), { throwIfNoEntry: false });
		if (stat?.isFile() && name.includes('/')) files.push({ path: name, size: stat.size });
		else if (stat?.isDirectory() && depth > 0)
			for (const inside of listNames(path.join(data, name))) visit(`${name}/${inside}`, depth - 1);
		else if (stat) others.push({ path: name, why: 'not a file', isOurs: true });
	};
	visit('progress', 1);
	visit('notes', 2);
	return { files, others };
}

/** Deletes temporary files that a killed sync left among the notes. */
export function sweepTemporary(data: string): void {
	const notes = path.join(data, 'notes');
	if (!fs.lstatSync(notes, { throwIfNoEntry: false })?.isDirectory()) return;
	for (const roadmap of listNames(notes))
		for (const file of staleTemporaryFiles(path.join(notes, roadmap))) removeQuietly(file);
}

const FORMAT = 1;
const ABOUT = { format: FORMAT, about: 'Progress and notes of roadmap; see roadmap help sync' };
/** Marks a repository as a roadmap's: without it nothing is taken. `sync init` writes it into an empty one. */
export const MARKER = { path: 'roadmap-sync.json', content: Buffer.from(`${JSON.stringify(ABOUT, null, '\t')}\n`) };
const MAX_MARKER_LENGTH = 4_096;

export interface RemoteTree {
	/** Undefined for an empty repository. */
	readonly commit: string | undefined;
	/** Path → git object id of its content. */
	readonly files: ReadonlyMap<string, string>;
	/** Entries with our names that are not taken. */
	readonly skipped: readonly SkippedFile[];
}

interface Entry extends Candidate {
	readonly isFile: boolean;
	readonly oid: string;
}

/** Lists the files of a commit. @throws UserError if there are too many, or the repository is not a roadmap's */
export async function readRemoteTree(git: Git, commit: string | undefined, choice: TreePriority): Promise<RemoteTree> {
	if (commit === undefined) return { commit, files: new Map(), skipped: [] };
	const entries = await listTree(git, commit);
	await checkMarker(git, entries);
	const others = entries.filter(({ isFile, path }) => !isFile && kindOf(path, choice.platform) !== undefined);
	const { files, skipped } = chosenFiles(entries, choice);
	const odd = others.map(({ path }): SkippedFile => ({ path, why: 'not a file', isOurs: false }));
	return { commit, files, skipped: [...odd, ...skipped] };
}

/** Lists path → git object id for a commit from our own past; empty if there is no commit. */
export async function readPast(
	git: Git,
	commit: string | undefined,
	choice: TreePriority,
): Promise<RemoteTree['files']> {
	return commit === undefined ? new Map() : chosenFiles(await listTree(git, commit), choice).files;
}

function chosenFiles(entries: readonly Entry[], choice: TreePriority): Pick<RemoteTree, 'files' | 'skipped'> {
	const regular = entries.filter(({ isFile }) => isFile);
	const { chosen, skipped } = choose(regular, choice);
	return { files: new Map(chosen.map(({ path, oid }) => [path, oid])), skipped };
}

async function listTree(git: Git, commit: string): Promise<Entry[]> {
	const order = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, '--', MARKER.path, 'progress', 'notes'];
	const records = (await mustRun(git, order, { most: MAX_LIST_BYTES })).toString('utf8').split('\0');
	return records.flatMap((record) => {
		const [, mode, oid = '', size, path = ''] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(record) ?? [];
		return path === '' ? [] : [{ isFile: mode === '100644' || mode === '100755', oid, size: Number(size), path }];
	});
}

async function checkMarker(git: Git, entries: readonly Entry[]): Promise<void> {
	const marker = entries.find(({ path, isFile }) => path === MARKER.path && isFile);
	if (!marker || marker.size > MAX_MARKER_LENGTH) throw notOurs();
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
		const format = isRecord(value) ? Number(value.format) : 0;
		return Number.isInteger(format) && format > 0 ? format : undefined;
	} catch {
		return undefined;
	}
}

export function notOurs(): UserError {
	return new UserError('That repository holds something else, and no progress of roadmap.', {
		hint: 'Make an empty repository of your own for it, then run roadmap sync init with its address.',
	});
}
