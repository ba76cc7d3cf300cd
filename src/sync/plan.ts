/**
 * Plans what a sync changes on both sides, and merges two versions of a file. Writes nothing.
 *
 * Journals are append-only, so one version is nearly always a prefix of the other. If not (a restored backup, a
 * rewritten repository), each side gets the events it lacks at its end; lines that are not events stay where they are.
 *
 * Notes are merged with a common base, by which lines that both sides added at one place all stay. The base
 * is the note in `refs/roadmap/base`; or in the newest offer that the remote has; or, for a note that a killed sync
 * wrote here before its offer arrived, in what that offer was based on. If the remote's history was rewritten, it is
 * what the old and new histories share, or unknown: then the note keeps both versions.
 */
import path from 'node:path';
import { merged, mergedWithoutBase } from '../domain/merge.ts';
import { readEvent } from '../domain/read-event.ts';
import { journalLines } from '../store/journal.ts';
import type { Places } from '../store/places.ts';
import { blobId, type Mirror, type Refs, readBlobs } from './mirror.ts';
import {
	type FileKind,
	journalOf,
	kindOf,
	type LocalTree,
	type RemoteTree,
	readLocalTree,
	readPast,
	readRemoteTree,
	type SkippedFile,
	type TreePriority,
} from './trees.ts';

export interface Plan {
	readonly local: LocalTree;
	readonly remote: RemoteTree;
	/** Files that differ between the two sides. */
	readonly changes: readonly TreeChange[];
	readonly skipped: readonly SkippedFile[];
	/** The newest of our offers that is part of the remote. */
	readonly arrived: string | undefined;
}

/** A file's content on both sides; undefined where it does not exist. */
interface Versions {
	readonly local: Buffer | undefined;
	readonly remote: Buffer | undefined;
}

export interface TreeChange extends Versions {
	/** Relative to the data folder, with slashes. */
	readonly path: string;
	readonly kind: FileKind;
	/** The content to write. A journal's starts with its present content. */
	readonly merged: { readonly local: Buffer; readonly remote: Buffer };
}

/** Finds the git object id of a note's base. @param local the object id of the local note */
type FindBase = (path: string, local: string) => string | undefined;

const EMPTY: Buffer = Buffer.alloc(0);

/** @param refs as they are after the fetch */
export async function makePlan(mirror: Mirror, places: Places, platform: NodeJS.Platform, refs: Refs): Promise<Plan> {
	const own = journalOf(mirror.device);
	const local = readLocalTree(places.data, own, platform);
	const choice: TreePriority = { own, isLocal: (path) => local.files.has(path), platform };
	const remote = await readRemoteTree(mirror.git, refs.remote, choice);
	const ids = new Map([...local.files].map(([path, bytes]) => [path, blobId(bytes)]));
	const isSame = (path: string) => !local.copies.has(path) && ids.get(path) === remote.files.get(path);
	const isSkipped = skippedIn(local, remote);
	const paths = [...new Set([...local.files.keys(), ...local.copies.keys(), ...remote.files.keys()])];
	const different = paths.filter((path) => !isSame(path) && !isSkipped(path)).sort();
	const mayClash = different.some((name) => /^notes/.test(name) && ids.has(name) && remote.files.has(name));
	const arrived = await newestArrived(mirror, refs);
	const findBase: FindBase = mayClash ? await baseFinder(mirror, refs, arrived, choice) : () => undefined;
	const baseId = (path: string) => findBase(path, ids.get(path) ?? '');
	const blobs = await readBlobs(
		mirror.git,
		different.flatMap((path) => [remote.files.get(path), baseId(path)]),
	);
	const blobOf = (oid: string | undefined) => (oid === undefined ? undefined : blobs.get(oid));
	const changes: TreeChange[] = [];
	for (const path of different) {
		const kind = kindOf(path, platform) ?? 'journal';
		const versions = { local: local.files.get(path), remote: blobOf(remote.files.get(path)) };
		if (kind === 'journal') {
			changes.push({ path, kind, ...versions, merged: mergeJournals(versions, local.copies.get(path)) });
		} else {
			const note = mergeNote(mirror.device, versions, blobOf(baseId(path)));
			changes.push({ path, kind, ...versions, merged: { local: note, remote: note } });
		}
	}
	return {
		local,
		remote,
		changes: changes.filter((change) => isForLocal(change) || isForRemote(change)),
		skipped: [...local.skipped, ...remote.skipped].sort((a, b) => Number(b.isOurs) - Number(a.isOurs)),
		arrived,
	};
}

/**
 * Whether a file, or a folder above it, is skipped. Only something in the remote that is not a file is replaced by our
 * file.
 */
function skippedIn(local: LocalTree, remote: RemoteTree): (file: string) => boolean {
	const skipped = [...local.skipped, ...remote.skipped.filter(({ why }) => why !== 'not a file')];
	const paths = new Set(skipped.map(({ path }) => path));
	const isSkipped = (file: string): boolean => file !== '.' && (paths.has(file) || isSkipped(path.posix.dirname(file)));
	return isSkipped;
}

/** Whether a change has to be written locally. No empty journal is created. */
export function isForLocal({ kind, local, merged }: TreeChange): boolean {
	return local === undefined ? kind !== 'journal' || merged.local.length > 0 : !local.equals(merged.local);
}

/** Whether a change has to be pushed. */
export function isForRemote({ kind, remote, merged }: TreeChange): boolean {
	return remote === undefined ? kind !== 'journal' || merged.remote.length > 0 : !remote.equals(merged.remote);
}

async function newestArrived({ git }: Mirror, { remote, offers }: Refs): Promise<string | undefined> {
	if (remote === undefined) return undefined;
	for (const offer of [...offers].reverse())
		if ((await git(['merge-base', '--is-ancestor', offer, remote])).ok) return offer;
	return undefined;
}

async function baseFinder(
	mirror: Mirror,
	refs: Refs,
	arrived: string | undefined,
	choice: TreePriority,
): Promise<FindBase> {
	const { remote, base, offers } = refs;
	const past = (commit: string | undefined) => readPast(mirror.git, commit, choice);
	if (arrived !== undefined) {
		const agreed = await past(arrived);
		return (path) => agreed.get(path);
	}
	const agreed = await past(await sharedBy(mirror, base, remote));
	const offered = await Promise.all(
		[...offers].reverse().map(async (offer) => ({
			after: await past(offer),
			before: await past(await sharedBy(mirror, `${offer}^`, remote)),
		})),
	);
	return (path, local) => (offered.find(({ after }) => after.get(path) === local)?.before ?? agreed).get(path);
}

/** Returns the latest commit that an earlier one of ours and the remote share. */
async function sharedBy({ git }: Mirror, commit: string | undefined, remote: string | undefined) {
	if (commit === undefined || remote === undefined) return undefined;
	const ran = await git(['merge-base', commit, remote]);
	const shared = ran.out.toString('latin1').trim();
	return ran.ok && shared !== '' ? shared : undefined;
}

function mergeJournals(
	{ local = EMPTY, remote = EMPTY }: Versions,
	copies: readonly Buffer[] = [],
): TreeChange['merged'] {
	const ours = copies.reduce(extended, local);
	return { local: extended(ours, remote), remote: extended(remote, ours) };
}

/**
 * Returns a journal followed by the events that only the other one has. It always starts with the bytes of the first.
 */
export function extended(journal: Buffer, other: Buffer): Buffer {
	if (journal.subarray(0, other.length).equals(other)) return journal;
	const lines = linesIn(other).map((line) => ({ line, id: idOf(line) }));
	const isWhole = lines.every(({ id }) => id !== undefined);
	if (isWhole && other.subarray(0, journal.length).equals(journal)) return other;
	const known = new Set(linesIn(journal).map(idOf));
	const missing = lines.filter(({ id }) => id !== undefined && !known.has(id) && known.add(id));
	if (missing.length === 0) return journal;
	const gap = journal.length > 0 && journal.at(-1) !== 10 ? '\n' : '';
	return Buffer.concat([journal, Buffer.from(`${gap}${missing.map(({ line }) => line).join('\n')}\n`)]);
}

/** Counts the events after a byte offset. */
export function eventsBehind(journal: Buffer, offset: number): number {
	return linesIn(journal.subarray(offset)).filter((line) => readEvent(line) !== undefined).length;
}

function linesIn(journal: Buffer): string[] {
	return journalLines(journal.toString('utf8')).filter((line) => line.trim() !== '');
}

/** Returns the event's id; undefined for a line that is not an event. */
function idOf(line: string): string | undefined {
	const event = readEvent(line);
	if (event === undefined) return undefined;
	// readEvent has checked the id of an event from a newer version, but returns no event for it.
	return event === 'unknown' ? (JSON.parse(line) as { id: string }).id : event.id;
}

/** Merges two versions of a note, decoded as latin1 so that invalid UTF-8 survives. */
function mergeNote(device: string, { local, remote }: Versions, base: Buffer | undefined): Buffer {
	if (!local || !remote) return local ?? remote ?? EMPTY;
	const labels = { ours: device, theirs: 'another machine: keep what you want, and delete these marks' };
	const [ours, theirs] = [local.toString('latin1'), remote.toString('latin1')];
	const whole = base ? merged(base.toString('latin1'), ours, theirs, labels) : mergedWithoutBase(ours, theirs, labels);
	return Buffer.from(whole, 'latin1');
}
