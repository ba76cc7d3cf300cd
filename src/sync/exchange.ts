/**
 * How does it reach my other machine? Through a git repository that the learner owns; git is the distributed engine.
 *
 * A round: fetch what is there, plan, make the commit that the other side shall have, write here what came, push. Where
 * somebody else was first, another round. Each step can be the last one: the learner's files stay in the data folder,
 * journals only grow, a note is written whole, and what both sides agreed on moves forward only after it is true.
 */
import path from 'node:path';
import { isUserError, UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';
import { fileError } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { masked, type Remote, readAddress } from './address.ts';
import { agreeOn, makeOffer, writeHere } from './carry.ts';
import { type Clone, discardClone, openClone, syncFolderOf, tidy } from './clone.ts';
import { deadLocks, fetchThere, pushThere } from './far.ts';
import { add, allHere, allThere, type Count, coming, going, NONE } from './figures.ts';
import { foundRepository } from './found.ts';
import { BrokenRepository } from './git.ts';
import { sweep } from './here.ts';
import { alone } from './lock.ts';
import { type ConflictedNote, conflictedNotes } from './notes.ts';
import { makePlan, type Plan } from './plan.ts';
import { keepLast, keepRemote, readLast, readRemote } from './remembered.ts';
import { type Left, readThere } from './there.ts';

export interface World {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	readonly now: () => Date;
}

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
	/** What bears a name of ours and does not travel. */
	readonly left: readonly Left[];
}

export interface SyncStatus {
	/** Null where `sync init` was never said. */
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
}

const ROUNDS = 12;

/** Remembers a repository, and syncs with it. @throws UserError and remembers nothing where it is not a roadmap's */
export async function beginSync(world: World, places: Places, said: string): Promise<Synced> {
	const remote = readAddress(said, { platform: world.platform, home: world.env.HOME ?? world.env.USERPROFILE });
	const made = await foundRepository(places, world.env, remote);
	return withClone(world, places, remote, async (clone) => {
		await readThere(clone, (await fetchThere(clone)).get('there'), world.platform);
		keepRemote(places, remote);
		return exchange(world, places, clone, made);
	});
}

/** Syncs both ways; or, dry, only says what would come and go. */
export async function syncNow(world: World, places: Places, dryRun: boolean): Promise<Synced> {
	const remote = readRemote(places, world.platform);
	if (!remote)
		throw new UserError('There is nothing to sync with yet.', {
			hint: 'Make an empty git repository of your own, then say roadmap sync init with its address, on each machine.',
		});
	return withClone(world, places, remote, async (clone) => {
		if (!dryRun) return exchange(world, places, clone, false);
		const { changes, left } = await makePlan(clone, places, world.platform, await fetchThere(clone));
		return told(world, places, remote, { left, sent: going(changes), received: coming(changes), dryRun });
	});
}

/** What is here, what is there, and when it last went well. Nothing is written where the learner's files are. */
export async function syncStatus(world: World, places: Places): Promise<SyncStatus> {
	const remote = readRemote(places, world.platform);
	const nothing = { here: null, there: null, toSend: null, toReceive: null, left: [], unreachable: null };
	const conflicts = conflictedNotes(path.join(places.data, 'notes'));
	if (!remote) return { remote: null, ...nothing, last: null, conflicts };
	const known = { remote: nameOf(remote), last: readLast(places, remote) ?? null, conflicts };
	try {
		return await withClone(world, places, remote, async (clone) => {
			const plan = await makePlan(clone, places, world.platform, await fetchThere(clone));
			return { ...nothing, ...known, ...compared(plan, world.platform) };
		});
	} catch (error) {
		if (!isUserError(error)) throw error;
		return { ...nothing, ...known, unreachable: error.message };
	}
}

function compared(plan: Plan, platform: NodeJS.Platform) {
	const { changes, left } = plan;
	const all = { here: allHere(plan, platform), there: allThere(plan, platform) };
	return { ...all, toSend: going(changes), toReceive: coming(changes), left };
}

/** Works on the private repository, alone. One that git cannot use is thrown away and made again, once. */
async function withClone<T>(
	{ env }: World,
	places: Places,
	remote: Remote,
	work: (clone: Clone) => Promise<T>,
): Promise<T> {
	const folder = syncFolderOf(places);
	const tried = async () => work(await openClone(places, env, remote));
	const anew = (error: unknown) => {
		if (!(error instanceof BrokenRepository)) throw error;
		discardClone(places, remote);
		return tried();
	};
	try {
		return await alone(folder, () => tried().catch(anew));
	} catch (error) {
		throw error instanceof BrokenRepository ? new UserError(error.message) : fileError(error, 'write', folder);
	}
}

async function exchange(world: World, places: Places, clone: Clone, made: boolean): Promise<Synced> {
	let received = NONE;
	sweep(places);
	const clearDeadLock = deadLocks(clone.remote);
	for (let round = 0; round < ROUNDS; round++) {
		const refs = await fetchThere(clone);
		const commit = refs.get('there');
		const plan = await makePlan(clone, places, world.platform, refs);
		const offer = await makeOffer(clone, plan, world.now());
		const { written, all } = writeHere(places, plan.changes);
		received = add(received, coming(written));
		if (!all) continue;
		if (commit !== undefined) await agreeOn(clone, refs, commit, offer === commit);
		if (offer === commit || (await pushThere(clone, offer))) {
			if (offer !== commit) await agreeOn(clone, refs, offer, true);
			await tidy(clone);
			return told(world, places, clone.remote, { left: plan.left, sent: going(plan.changes), received, made });
		}
		clearDeadLock();
		await pause(Math.min(1_000, 25 * 2 ** round));
	}
	throw new UserError('Another machine was first, again and again.', {
		hint: 'Everything here is kept. Say roadmap sync once more.',
	});
}

function told(
	world: World,
	places: Places,
	remote: Remote,
	said: Pick<Synced, 'left' | 'sent' | 'received'> & Partial<Synced>,
): Synced {
	const at = world.now().toISOString();
	if (!said.dryRun) keepLast(places, remote, at);
	const conflicts = conflictedNotes(path.join(places.data, 'notes'));
	return { remote: nameOf(remote), made: false, dryRun: false, at, conflicts, ...said };
}

function nameOf({ address }: Remote): string {
	return safeLine(masked(address));
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
