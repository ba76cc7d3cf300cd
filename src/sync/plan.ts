/**
 * What a sync would change on both sides. Nothing is written.
 *
 * A note is merged with its base, what both sides last agreed on. That is the note in `refs/roadmap/base`; or in the
 * newest offer that the remote has by now; or, for a note that a killed sync had written here before its offer
 * arrived, what that offer was made from. Where the remote's history was rewritten, it is what the old and the new one
 * share, or not known: then both versions stay in the note.
 */
import path from 'node:path';
import type { Places } from '../store/places.ts';
import { journalOf, type Kind, kindOf, type Left, type LocalTree, readLocal } from './files.ts';
import { eventsBehind, extended, mergeNote } from './merge.ts';
import type { Mirror, Refs } from './mirror.ts';
import { blobId, type Choice, type RemoteTree, readBlobs, readPast, readRemoteTree } from './tree.ts';

export interface Plan {
	readonly local: LocalTree;
	readonly remote: RemoteTree;
	/** Files that are not the same on both sides. */
	readonly changes: readonly Change[];
	readonly left: readonly Left[];
	/** The newest of our offers that the remote has by now. */
	readonly arrived: string | undefined;
}

export interface Change {
	/** Below the data folder, with slashes. */
	readonly path: string;
	readonly kind: Kind;
	/** As it is; undefined where it is not. */
	readonly local: Buffer | undefined;
	readonly remote: Buffer | undefined;
	/** As it shall be. A journal begins with what it is. */
	readonly merged: { readonly local: Buffer; readonly remote: Buffer };
}

type Base = (path: string, local: string) => string | undefined;

const EMPTY = Buffer.alloc(0);

/** @param refs as they are after the remote was fetched */
export async function makePlan(mirror: Mirror, places: Places, platform: NodeJS.Platform, refs: Refs): Promise<Plan> {
	const own = journalOf(mirror.device);
	const local = readLocal(places.data, own, platform);
	const ids = new Map([...local.files].map(([path, bytes]) => [path, blobId(bytes)]));
	const choice: Choice = { own, isOurs: (path) => local.files.has(path), platform };
	const remote = await readRemoteTree(mirror.git, refs.remote, choice);
	// A link there is replaced by our file; a link here is left alone, and so is all that would lie behind it.
	const blocked = new Set(
		[...local.left, ...remote.left.filter(({ why }) => why !== 'not a file')].map(({ path }) => path),
	);
	const isBlocked = (file: string): boolean =>
		file !== '.' && (blocked.has(file) || isBlocked(path.posix.dirname(file)));
	const paths = [...new Set([...local.files.keys(), ...local.copies.keys(), ...remote.files.keys()])];
	const isSame = (path: string) => !local.copies.has(path) && ids.get(path) === remote.files.get(path);
	const different = paths.filter((path) => !isSame(path) && !isBlocked(path)).sort();
	const mayClash = different.some(
		(path) => path.startsWith('notes/') && local.files.has(path) && remote.files.has(path),
	);
	const arrived = await newestArrived(mirror, refs);
	const base: Base = mayClash ? await baseOf(mirror, refs, arrived, choice) : () => undefined;
	const baseId = (path: string) => base(path, ids.get(path) ?? '');
	const wanted = different.flatMap((path) => [remote.files.get(path), baseId(path)]);
	const blobs = await readBlobs(
		mirror.git,
		wanted.filter((oid) => oid !== undefined),
	);
	const blobOf = (oid: string | undefined) => (oid === undefined ? undefined : blobs.get(oid));
	const changes: Change[] = [];
	for (const path of different) {
		const kind = kindOf(path, platform) ?? 'journal';
		const sides = { local: local.files.get(path), remote: blobOf(remote.files.get(path)) };
		const merged =
			kind === 'journal'
				? mergeJournal(sides.local, local.copies.get(path), sides.remote)
				: await mergeText(mirror, sides.local, sides.remote, blobOf(baseId(path)));
		changes.push({ path, kind, ...sides, merged });
	}
	const left = [...local.left, ...remote.left].sort((a, b) => Number(b.isOurs) - Number(a.isOurs));
	return {
		local,
		remote,
		changes: changes.filter((change) => isForLocal(change) || isForRemote(change)),
		left,
		arrived,
	};
}

/** Whether a change is to be written here. A journal of which nothing is taken is not begun. */
export function isForLocal({ kind, local, merged }: Change): boolean {
	return local === undefined ? kind !== 'journal' || merged.local.length > 0 : !local.equals(merged.local);
}

/** Whether a change is to be sent. */
export function isForRemote({ kind, remote, merged }: Change): boolean {
	return remote === undefined ? kind !== 'journal' || merged.remote.length > 0 : !remote.equals(merged.remote);
}

function mergeJournal(local: Buffer = EMPTY, copies: readonly Buffer[] = [], remote: Buffer = EMPTY): Change['merged'] {
	const ours = copies.reduce((journal, copy) => extended(journal, copy), local);
	return { local: extended(ours, remote), remote: extended(remote, ours) };
}

async function mergeText(
	mirror: Mirror,
	ours: Buffer | undefined,
	theirs: Buffer | undefined,
	base: Buffer | undefined,
) {
	const one = ours && theirs ? await mergeNote(mirror, { ours, base, theirs }) : (ours ?? theirs ?? EMPTY);
	return { local: one, remote: one };
}

async function newestArrived({ git }: Mirror, { remote, offers }: Refs): Promise<string | undefined> {
	if (remote === undefined) return undefined;
	for (const offer of [...offers].reverse())
		if ((await git(['merge-base', '--is-ancestor', offer, remote])).ok) return offer;
	return undefined;
}

/** Finds what a note was when both sides last agreed on it, as a git id. */
async function baseOf(mirror: Mirror, refs: Refs, arrived: string | undefined, choice: Choice): Promise<Base> {
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

/** What a commit of our past shares with the remote. */
async function sharedBy({ git }: Mirror, commit: string | undefined, remote: string | undefined) {
	if (commit === undefined || remote === undefined) return undefined;
	const ran = await git(['merge-base', commit, remote]);
	const found = ran.out.toString('latin1').trim();
	return ran.ok && found !== '' ? found : undefined;
}

/** What is counted on the way. */
export interface Count {
	readonly events: number;
	readonly notes: number;
}

export const NONE: Count = { events: 0, notes: 0 };

/** What these changes bring to this machine. */
export function countReceived(changes: readonly Change[]): Count {
	return sum(changes.filter(isForLocal).map(({ kind, local, merged }) => counted(kind, merged.local, local)));
}

/** What these changes bring to the remote. */
export function countSent(changes: readonly Change[]): Count {
	return sum(changes.filter(isForRemote).map(({ kind, remote, merged }) => counted(kind, merged.remote, remote)));
}

/** All that each side has of what travels. What is no change is the same on both. */
export function countAll({ local, remote, changes }: Plan, platform: NodeJS.Platform): { here: Count; there: Count } {
	const changed = new Map(changes.map((change) => [change.path, change.remote]));
	const there = [...remote.files.keys()].map((path) => [path, changed.get(path) ?? local.files.get(path)] as const);
	const count = (files: Iterable<readonly [string, Buffer | undefined]>) =>
		sum([...files].map(([path, bytes]) => counted(kindOf(path, platform), bytes)));
	return { here: count(local.files), there: count(there) };
}

export function add(a: Count, b: Count): Count {
	return { events: a.events + b.events, notes: a.notes + b.notes };
}

/** Former versions of notes go with the notes and are not counted. */
function counted(kind: Kind | undefined, after: Buffer | undefined, before?: Buffer): Count {
	if (kind === 'journal' && after) return { events: eventsBehind(after, before?.length ?? 0), notes: 0 };
	return { events: 0, notes: kind === 'note' && after ? 1 : 0 };
}

function sum(counts: readonly Count[]): Count {
	return counts.reduce(add, NONE);
}
