/**
 * How does it reach my other machine? Through a git repository that the learner owns; git is the distributed engine.
 *
 * A round: fetch what is there, plan, make the commit that the other side shall have, write here what came, push. Where
 * somebody else was first, another round. Each step can be the last one: the learner's files stay in the data folder,
 * journals only grow, a note is written whole, and what both sides agreed on moves forward only after it is true.
 */
import path from 'node:path';
import { isUserError, UserError } from '../errors.ts';
import { fileError } from '../store/files.ts';
import { withLock } from '../store/lock.ts';
import type { Places } from '../store/places.ts';
import { nameOf, type Remote, readAddress } from './address.ts';
import { makeOffer, writeLocal } from './apply.ts';
import { readLast, readRemote, writeLast, writeRemote } from './config.ts';
import { type ConflictedNote, conflictedNotes } from './conflicts.ts';
import { journalOf, type Left, sweepTemporary } from './files.ts';
import { BrokenMirror, type Host } from './git.ts';
import { discardMirror, type Mirror, makeSyncFolder, openMirror, setBase, tidy } from './mirror.ts';
import { add, type Count, countAll, countReceived, countSent, makePlan, NONE } from './plan.ts';
import { clearDeadLocks, createRepository, fetchRemote, notPushed, pushCommit } from './remote.ts';
import { readRemoteTree } from './tree.ts';

export interface Synced {
	/** The other side, fit to be shown. */
	readonly remote: string;
	/** A repository was made there. */
	readonly made: boolean;
	/** Nothing was written; the figures are what would come and go. */
	readonly dryRun: boolean;
	/** ISO 8601. */
	readonly at: string;
	readonly sent: Count;
	readonly received: Count;
	/** Every note here that holds two versions. */
	readonly conflicts: readonly ConflictedNote[];
	/** Files that do not travel, those of this home first; where there are many, not all of them. */
	readonly left: readonly Left[];
	readonly leftInAll: number;
}

export interface SyncStatus {
	/** Null where `sync init` was never run. */
	readonly remote: string | null;
	/** Why the other side could not be asked; null where it could. */
	readonly unreachable: string | null;
	readonly here: Count | null;
	readonly there: Count | null;
	readonly toSend: Count | null;
	readonly toReceive: Count | null;
	/** When a sync last went well. ISO 8601 */
	readonly last: string | null;
	readonly conflicts: readonly ConflictedNote[];
	readonly left: readonly Left[];
	readonly leftInAll: number;
}

/** Files that are named; somebody else may have put there any number. */
const MOST_NAMED = 50;
const ROUNDS = 12;
const LOCK = { busy: 'Another sync is running here', longest: 15 * 60_000 };

/** Remembers a repository, and syncs with it. @throws UserError and remembers nothing where it is not a roadmap's */
export async function beginSync(host: Host, places: Places, typed: string): Promise<Synced> {
	const remote = readAddress(typed, { platform: host.platform, home: host.env.HOME ?? host.env.USERPROFILE });
	const made = await createRepository(places, host, remote);
	return withMirror(host, places, remote, async (mirror) => {
		const choice = { own: journalOf(mirror.device), isOurs: () => false, platform: host.platform };
		await readRemoteTree(mirror.git, (await fetchRemote(mirror)).remote, choice);
		writeRemote(places, remote);
		return exchange(host, places, mirror, made);
	});
}

/** Syncs both ways; or, dry, only says what would come and go. */
export async function syncNow(host: Host, places: Places, dryRun: boolean): Promise<Synced> {
	const remote = readRemote(places, host.platform);
	if (!remote)
		throw new UserError('There is nothing to sync with yet.', {
			hint: 'Make an empty git repository of your own, then run roadmap sync init with its address, on each machine.',
		});
	return withMirror(host, places, remote, async (mirror) => {
		if (!dryRun) return exchange(host, places, mirror, false);
		const { changes, left } = await makePlan(mirror, places, host.platform, await fetchRemote(mirror));
		const counts = { sent: countSent(changes), received: countReceived(changes) };
		return resultOf(host, places, remote, left, { ...counts, dryRun });
	});
}

/** What is here, what is there, and when it last went well. Nothing is written where the learner's files are. */
export async function syncStatus(host: Host, places: Places): Promise<SyncStatus> {
	const remote = readRemote(places, host.platform);
	const conflicts = conflictedNotes(path.join(places.data, 'notes'));
	const nothing = {
		here: null,
		there: null,
		toSend: null,
		toReceive: null,
		unreachable: null,
		...named([]),
		conflicts,
	};
	if (!remote) return { ...nothing, remote: null, last: null };
	const known = { ...nothing, remote: nameOf(remote), last: readLast(places, remote) ?? null };
	try {
		return await withMirror(host, places, remote, async (mirror) => {
			const plan = await makePlan(mirror, places, host.platform, await fetchRemote(mirror));
			const pending = { toSend: countSent(plan.changes), toReceive: countReceived(plan.changes) };
			return { ...known, ...countAll(plan, host.platform), ...pending, ...named(plan.left) };
		});
	} catch (error) {
		if (!isUserError(error)) throw error;
		return { ...known, unreachable: error.message };
	}
}

/** Works on the mirror, alone. One that git cannot use is deleted and made again, once. */
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

async function exchange(host: Host, places: Places, mirror: Mirror, made: boolean): Promise<Synced> {
	let received = NONE;
	sweepTemporary(places.data);
	const clearLocks = clearDeadLocks(mirror.remote);
	for (let round = 0; round < ROUNDS; round++) {
		const plan = await makePlan(mirror, places, host.platform, await fetchRemote(mirror));
		const { commit } = plan.remote;
		const offer = await makeOffer(mirror, plan, host.now());
		const { written, all } = await writeLocal(places, plan.changes);
		received = add(received, countReceived(written));
		if (!all) continue;
		if (commit !== undefined) await setBase(mirror, commit, plan.arrived !== undefined);
		if (offer === commit || (await pushCommit(mirror, offer))) {
			if (offer !== commit) await setBase(mirror, offer, true);
			await tidy(mirror);
			return resultOf(host, places, mirror.remote, plan.left, { sent: countSent(plan.changes), received, made });
		}
		clearLocks();
		await pause(Math.min(1_000, 25 * 2 ** round));
	}
	throw notPushed(mirror.remote, host.now());
}

function resultOf(
	host: Host,
	places: Places,
	remote: Remote,
	left: readonly Left[],
	done: Pick<Synced, 'sent' | 'received'> & Partial<Synced>,
): Synced {
	const at = host.now().toISOString();
	if (!done.dryRun) writeLast(places, remote, at);
	const conflicts = conflictedNotes(path.join(places.data, 'notes'));
	return { remote: nameOf(remote), made: false, dryRun: false, at, conflicts, ...named(left), ...done };
}

function named(left: readonly Left[]) {
	return { left: left.slice(0, MOST_NAMED), leftInAll: left.length };
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
