/**
 * The private repository: `<cache>/sync/<device>/<remote>.git`, bare and never checked out.
 *
 * It is derived and may be deleted: the journals need nothing of it, and of the notes it only knows up to where this
 * machine and the others last agreed. Three names stand in it:
 *
 * - `refs/roadmap/there`: what the other side has, as fetched;
 * - `refs/roadmap/base`: what of that the notes here hold already;
 * - `refs/roadmap/offer`: what was made to be sent, until it is known whether it arrived.
 *
 * It belongs to a device, so that a home that is carried about (Syncthing, a restored backup) never takes another
 * machine's agreement for its own.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensureDevice } from '../store/device.ts';
import { makeFolder } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import type { Remote } from './address.ts';
import { type Git, gitAt, mustRun, withSsh } from './git.ts';

export interface Clone {
	readonly git: Git;
	readonly remote: Remote;
	readonly device: string;
	/** A folder of ours for files that git wants to read. */
	readonly folder: string;
	readonly repository: string;
}

export type RefName = 'there' | 'base' | 'offer';
/** The commits that the names stand for. */
export type Refs = ReadonlyMap<RefName, string>;

/** Loose objects, some five a sync. */
const MOST_LOOSE = 500;

type Env = Readonly<Record<string, string | undefined>>;

export function syncFolderOf(places: Places): string {
	return path.join(places.cache, 'sync', ensureDevice(places));
}

function repositoryOf(folder: string, { address }: Remote): string {
	return path.join(folder, `${createHash('sha256').update(address).digest('hex').slice(0, 16)}.git`);
}

/** Opens the private repository for a remote; makes it where it is not. Call it alone: it clears what a kill left. */
export async function openClone(places: Places, env: Env, remote: Remote): Promise<Clone> {
	const folder = syncFolderOf(places);
	const repository = repositoryOf(folder, remote);
	makeFolder(folder);
	for (const left of fs.readdirSync(folder).filter((name) => name.startsWith('merge-')))
		fs.rmSync(path.join(folder, left), { recursive: true, force: true });
	const git = gitAt(env, repository, folder, remote);
	if (fs.existsSync(path.join(repository, 'ready'))) clearLocks(repository);
	else await make(git, repository);
	return {
		git: gitAt(await withSsh(env, remote, git), repository, folder, remote),
		remote,
		device: ensureDevice(places),
		folder,
		repository,
	};
}

/** Lets git pack what has gathered: not at every sync, because looking takes it as long as fetching. */
export async function tidy({ git, repository }: Clone): Promise<void> {
	const folders = fs.readdirSync(path.join(repository, 'objects')).filter((name) => name.length === 2);
	const objects = folders.reduce((n, name) => n + fs.readdirSync(path.join(repository, 'objects', name)).length, 0);
	// Untidy is no failure.
	if (objects > MOST_LOOSE) await git(['gc', '--quiet']).catch(() => undefined);
}

/** Forgets the private repository: the next `openClone` makes it again. */
export function discardClone(places: Places, remote: Remote): void {
	fs.rmSync(repositoryOf(syncFolderOf(places), remote), { recursive: true, force: true });
}

export async function readRefs({ git }: Clone): Promise<Map<RefName, string>> {
	const format = '--format=%(refname:lstrip=2) %(objecttype) %(objectname)';
	const lines = (await mustRun(git, ['for-each-ref', format, 'refs/roadmap/'])).toString('latin1').split('\n');
	const refs = new Map<RefName, string>();
	for (const line of lines) {
		const [name, type, commit] = line.split(' ');
		if (type !== 'commit' || commit === undefined) continue;
		if (name === 'there' || name === 'base' || name === 'offer') refs.set(name, commit);
	}
	return refs;
}

/** Sets names at once, or takes them away. */
export async function setRefs({ git }: Clone, refs: Readonly<Partial<Record<RefName, string | null>>>): Promise<void> {
	const lines = Object.entries(refs).map(([name, commit]) =>
		commit === null ? `delete refs/roadmap/${name}\n` : `update refs/roadmap/${name} ${commit}\n`,
	);
	await mustRun(git, ['update-ref', '--stdin'], { input: lines.join('') });
}

async function make(git: Git, repository: string): Promise<void> {
	fs.rmSync(repository, { recursive: true, force: true });
	await mustRun(git, ['init', '--quiet', '--bare', '--template=', '--', repository]);
	fs.chmodSync(repository, 0o700);
	fs.writeFileSync(path.join(repository, 'ready'), '');
}

/** Nobody else works here, so a lock of git's is one that a killed git left. */
function clearLocks(repository: string): void {
	const inside = ['', 'refs/roadmap', 'objects/info', 'objects/pack'].map((name) => path.join(repository, name));
	for (const folder of inside) {
		if (!fs.existsSync(folder)) continue;
		for (const name of fs.readdirSync(folder)) {
			if (/\.lock$|^gc\.pid/.test(name)) fs.rmSync(path.join(folder, name), { force: true });
		}
	}
}
