/**
 * Syncs with the learner's other machines through a git repository that the learner owns.
 *
 * A round: fetch, plan, make the commit for the remote, write what has arrived, push. If another machine pushed first,
 * there is another round. A kill after any step is safe: the learner's files stay in the data folder, journals only
 * grow, a note is written atomically, and `base` moves only after both sides agree.
 */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { writeAtomic } from '../store/atomic.ts';
import { fileError, makeFolder } from '../store/files.ts';
import { appendIfUnchanged } from '../store/journal.ts';
import { withLock } from '../store/lock.ts';
import { updateNoteDraft } from '../store/note-drafts.ts';
import { type ConflictedNote, changesLock, conflictedNotes } from '../store/notes.ts';
import type { Places } from '../store/places.ts';
import { nameOf, type Remote, readAddress, readRemote, writeRemote } from './address.ts';
import { BrokenMirror, type Host } from './git.ts';
import {
	commitOffer,
	discardMirror,
	type Mirror,
	makeSyncFolder,
	openMirror,
	readLastSync,
	setBase,
	tidy,
	writeLastSync,
} from './mirror.ts';
import { eventsBehind, isForLocal, isForRemote, makePlan, type Plan, type TreeChange } from './plan.ts';
import { clearDeadLocks, createRepository, fetchRemote, notPushed, pushCommit } from './remote.ts';
import { type FileKind, journalOf, kindOf, MARKER, readRemoteTree, type SkippedFile, sweepTemporary } from './trees.ts';

export interface Synced {
	/** The remote as it is displayed. */
	readonly remote: string;
	/** Whether the repository was created. */
	readonly made: boolean;
	/** For `init`: the previous remote, as displayed; null if there was none. */
	readonly before?: string | null;
	/** Whether nothing was written; the counts then say what would be transferred. */
	readonly dryRun: boolean;
	/** ISO 8601. */
	readonly at: string;
	readonly sent: Count;
	readonly received: Count;
	/** Every note here with conflict markers or a copy beside it. */
	readonly conflicts: readonly ConflictedNote[];
	/** Skipped files, this home's own first; at most `MAX_NAMED`. */
	readonly left: readonly SkippedFile[];
	readonly leftInAll: number;
}

export interface SyncStatus extends Pick<Synced, 'conflicts' | 'left' | 'leftInAll'> {
	/** Null if `sync init` was never run. */
	readonly remote: string | null;
	/** Why the remote could not be read; null if it could. */
	readonly unreachable: string | null;
	readonly here: Count | null;
	readonly there: Count | null;
	readonly toSend: Count | null;
	readonly toReceive: Count | null;
	/** When a sync last succeeded. ISO 8601 */
	readonly last: string | null;
}

/** What a sync counts. */
export interface Count {
	readonly events: number;
	readonly notes: number;
}

const NONE: Count = { events: 0, notes: 0 };
/** How many skipped files are listed; others may have put any number there. */
const MAX_NAMED = 50;
const ROUNDS = 12;
const LOCK = { busy: 'Another sync is running here', maxForeignAge: 15 * 60_000 };

/** Stores a remote and syncs with it. @throws UserError, storing nothing, if the repository is not a roadmap's */
export async function beginSync(host: Host, places: Places, typed: string): Promise<Synced> {
	const remote = readAddress(typed, { platform: host.platform, home: host.env.HOME ?? host.env.USERPROFILE });
	const known = remoteBefore(places, host.platform);
	const before = known === undefined || known === nameOf(remote) ? null : known;
	const made = await createRepository(places, host, remote);
	return withMirror(host, places, remote, async (mirror) => {
		const choice = { own: journalOf(mirror.device), isLocal: () => false, platform: host.platform };
		await readRemoteTree(mirror.git, (await fetchRemote(mirror)).remote, choice);
		writeRemote(places, remote);
		return { ...(await syncInRounds(host, places, mirror)), made, before };
	});
}

/** Also returns undefined if it cannot be read, because it is about to be replaced. */
function remoteBefore(places: Places, platform: NodeJS.Platform): string | undefined {
	try {
		const remote = readRemote(places, platform);
		return remote && nameOf(remote);
	} catch (error) {
		if (error instanceof UserError) return undefined;
		throw error;
	}
}

/** Syncs both ways; with `dryRun`, only returns what would be transferred. */
export async function syncNow(host: Host, places: Places, dryRun: boolean): Promise<Synced> {
	const remote = readRemote(places, host.platform);
	if (!remote)
		throw new UserError('There is nothing to sync with yet.', {
			hint: 'Make an empty git repository of your own, then run roadmap sync init with its address, on each machine.',
		});
	return withMirror(host, places, remote, async (mirror) => {
		if (!dryRun) return syncInRounds(host, places, mirror);
		const plan = await makePlan(mirror, places, host.platform, await fetchRemote(mirror));
		return { ...resultOf(host, places, remote, plan, countReceived(plan.changes)), dryRun };
	});
}

/** Returns the counts of both sides and the time of the last sync. Writes nothing to the data folder. */
export async function syncStatus(host: Host, places: Places): Promise<SyncStatus> {
	const remote = readRemote(places, host.platform);
	const unknown = { here: null, there: null, toSend: null, toReceive: null, unreachable: null };
	const known = {
		...unknown,
		...named([]),
		conflicts: conflictedNotes(places),
		remote: remote ? nameOf(remote) : null,
		last: (remote && readLastSync(places, remote)) ?? null,
	};
	if (!remote) return known;
	try {
		return await withMirror(host, places, remote, async (mirror) => {
			const plan = await makePlan(mirror, places, host.platform, await fetchRemote(mirror));
			const pending = { toSend: countSent(plan.changes), toReceive: countReceived(plan.changes) };
			return { ...known, ...countAll(plan, host.platform), ...pending, ...named(plan.skipped) };
		});
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return { ...known, unreachable: error.message };
	}
}

/** Runs `work` on the mirror while holding the sync lock. A broken mirror is deleted and created again, once. */
async function withMirror<T>(
	host: Host,
	places: Places,
	remote: Remote,
	work: (mirror: Mirror) => Promise<T>,
): Promise<T> {
	const attempt = async () => work(await openMirror(host, places, remote));
	const again = (error: unknown) => {
		if (!(error instanceof BrokenMirror)) throw error;
		discardMirror(places, remote);
		return attempt();
	};
	try {
		const lock = path.join(makeSyncFolder(places), 'lock');
		return await withLock(lock, () => attempt().catch(again), LOCK);
	} catch (error) {
		throw error instanceof BrokenMirror ? new UserError(error.message) : fileError(error, 'write', places.cache);
	}
}

async function syncInRounds(host: Host, places: Places, mirror: Mirror): Promise<Synced> {
	let received = NONE;
	sweepTemporary(places.data);
	const clearLocks = clearDeadLocks(mirror.remote);
	for (let round = 0; round < ROUNDS; round++) {
		const plan = await makePlan(mirror, places, host.platform, await fetchRemote(mirror));
		const { commit } = plan.remote;
		const offer = await makeOffer(mirror, plan, host.now());
		const { written, all } = await writeLocal(places, plan.changes);
		received = sum([received, countReceived(written)]);
		if (!all) continue;
		if (commit !== undefined) await setBase(mirror, commit, plan.arrived !== undefined);
		if (offer === commit || (await pushCommit(mirror, offer))) {
			if (offer !== commit) await setBase(mirror, offer, true);
			await tidy(mirror);
			const result = resultOf(host, places, mirror.remote, plan, received);
			writeLastSync(places, mirror.remote, result.at);
			return result;
		}
		clearLocks();
		await new Promise((resolve) => setTimeout(resolve, Math.min(1_000, 25 * 2 ** round)));
	}
	throw notPushed(mirror.remote, host.now());
}

/** Creates the commit to push. @returns its id, or the remote's own commit if there is nothing to push */
async function makeOffer(mirror: Mirror, { remote: { commit }, changes }: Plan, now: Date): Promise<string> {
	const files = changes.filter(isForRemote).map(({ path, merged }) => ({ path, content: merged.remote }));
	if (commit === undefined) return commitOffer(mirror, commit, [MARKER, ...files], now);
	return files.length === 0 ? commit : commitOffer(mirror, commit, files, now);
}

/**
 * Writes what has arrived. Journals are appended to; notes are written atomically.
 * @returns what was written, and whether that is all: it stops at a file that has changed meanwhile, and then needs a
 * new plan
 */
async function writeLocal(
	places: Places,
	changes: readonly TreeChange[],
): Promise<{ written: readonly TreeChange[]; all: boolean }> {
	const wanted = changes.filter(isForLocal);
	for (const [i, change] of wanted.entries()) {
		const isDone = await withLock(changesLock(places), () => writeOne(places, change));
		if (!isDone) return { written: wanted.slice(0, i), all: false };
	}
	return { written: wanted, all: true };
}

function writeOne(places: Places, { path: name, kind, local, merged }: TreeChange): boolean {
	if (!isPlainPath(places.data, name)) return false;
	const file = path.join(places.data, name);
	const length = local?.length ?? 0;
	if (kind === 'journal') return appendIfUnchanged(file, length, merged.local.subarray(length));
	try {
		makeFolder(path.dirname(file));
		// Passed explicitly, because the default would search the folder for stale files at each of thousands of notes.
		const temporary = `${file}.${process.pid}.tmp`;
		if (!writeAtomic(file, merged.local, { ifUnchanged: local ?? null, temporary })) return false;
	} catch (error) {
		throw fileError(error, 'write', file);
	}
	const [, roadmap = '', topic = ''] = name.split(/[/.]/);
	if (kind === 'note')
		updateNoteDraft(places, roadmap, topic, local?.toString('latin1') ?? '', merged.local.toString('latin1'));
	return true;
}

/** Whether neither the file nor a folder above it is a link: a link's target is not ours to write. */
function isPlainPath(data: string, name: string): boolean {
	const parts = name.split('/');
	return parts.every((_, i) => {
		const stat = fs.lstatSync(path.join(data, ...parts.slice(0, i + 1)), { throwIfNoEntry: false });
		return stat === undefined || (i < parts.length - 1 ? stat.isDirectory() : stat.isFile());
	});
}

function resultOf(host: Host, places: Places, remote: Remote, plan: Plan, received: Count): Synced {
	return {
		remote: nameOf(remote),
		made: false,
		dryRun: false,
		at: host.now().toISOString(),
		conflicts: conflictedNotes(places),
		...named(plan.skipped),
		sent: countSent(plan.changes),
		received,
	};
}

function named(skipped: readonly SkippedFile[]) {
	return { left: skipped.slice(0, MAX_NAMED), leftInAll: skipped.length };
}

/** Counts what these changes bring to this machine. */
function countReceived(changes: readonly TreeChange[]): Count {
	return sum(changes.filter(isForLocal).map(({ kind, local, merged }) => countOf(kind, merged.local, local)));
}

/** Counts what these changes bring to the remote. */
function countSent(changes: readonly TreeChange[]): Count {
	return sum(changes.filter(isForRemote).map(({ kind, remote, merged }) => countOf(kind, merged.remote, remote)));
}

/** Counts everything on each side. Files without a change are the same on both. */
function countAll({ local, remote, changes }: Plan, platform: NodeJS.Platform): { here: Count; there: Count } {
	const changed = new Map(changes.map((change) => [change.path, change.remote]));
	const remoteFiles = [...remote.files.keys()].map(
		(path) => [path, changed.get(path) ?? local.files.get(path)] as const,
	);
	const count = (files: Iterable<readonly [string, Buffer | undefined]>) =>
		sum([...files].map(([path, bytes]) => countOf(kindOf(path, platform), bytes)));
	return { here: count(local.files), there: count(remoteFiles) };
}

function countOf(kind: FileKind | undefined, after: Buffer | undefined, before?: Buffer): Count {
	if (kind === 'journal' && after) return { events: eventsBehind(after, before?.length ?? 0), notes: 0 };
	return { events: 0, notes: kind === 'note' && after ? 1 : 0 };
}

function sum(counts: readonly Count[]): Count {
	return counts.reduce((a, b) => ({ events: a.events + b.events, notes: a.notes + b.notes }), NONE);
}
