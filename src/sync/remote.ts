/** The remote repository: creating it, checking it, fetching from it, pushing to it. */
import fs from 'node:fs';
import path from 'node:path';
import { elapsed } from '../domain/day.ts';
import { safeLine } from '../domain/safe.ts';
import { UserError } from '../errors.ts';
import { removeQuietly } from '../store/atomic.ts';
import { listNames, makeFolder } from '../store/files.ts';
import type { Places } from '../store/places.ts';
import { nameOf, type Remote } from './address.ts';
import { checkRepository, unusualEntry } from './check-repository.ts';
import { BrokenMirror, type Git, gitAt, type Host, lastErrorLine, serverOptions } from './git.ts';
import { type Mirror, type Refs, readRefs, syncFolderOf } from './mirror.ts';
import { notOurs } from './trees.ts';

/** The only branch that is used. */
const BRANCH = 'refs/heads/main';
const KEPT = 'Everything here is kept.';

/**
 * Fetches the branch. @returns the refs afterwards; `remote` is undefined if the repository is empty @throws UserError
 */
export async function fetchRemote(mirror: Mirror): Promise<Refs> {
	const { git, remote } = mirror;
	const options = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-progress', '--no-auto-gc'];
	const server = serverOptions(remote, 'upload-pack');
	const from = ['--', remote.address];
	await checkFolder(mirror);
	const fetched = await git(['fetch', ...options, ...server, ...from, `+${BRANCH}:refs/roadmap/remote`], {
		remote: true,
	});
	const refs = await readRefs(mirror);
	if (fetched.ok) return refs;
	if (!/couldn't find remote ref/i.test(fetched.err)) throw remoteError(remote, fetched.err);
	const listed = await git(['ls-remote', ...server, ...from], { remote: true });
	if (!listed.ok) throw remoteError(remote, listed.err);
	if (listed.out.length > 0) throw notOurs();
	return { ...refs, remote: undefined };
}

/** Pushes a commit. @returns false if another machine pushed first, or a lock is in the way @throws UserError */
export async function pushCommit(mirror: Mirror, commit: string): Promise<boolean> {
	const { git, remote } = mirror;
	const options = ['--porcelain', '--no-progress', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
	// For a thin pack, the other side would have to look up the objects it is based on.
	const order = ['push', '--no-thin', ...options, ...serverOptions(remote, 'receive-pack')];
	await checkFolder(mirror);
	const pushed = await git([...order, '--', remote.address, `${commit}:${BRANCH}`], { remote: true });
	if (pushed.ok) return true;
	const reason = /^!\t\S+\t(.*)$/m.exec(pushed.out.toString('utf8'))?.[1] ?? '';
	if (/^\[rejected\]/.test(reason)) return false;
	if (/lock|failed to update ref|fetch first|incorrect old value|already exists|but expected/i.test(reason))
		return false;
	throw reason === '' ? remoteError(remote, pushed.err) : refusedBy(remote, reason);
}

/**
 * Creates a bare repository in a folder that is empty or does not exist; leaves an existing repository as it is.
 * @returns whether it was created
 * @throws UserError if the folder has other files in it, or its parent is missing, as for a disk that is not plugged in
 */
export async function createRepository(places: Places, host: Host, remote: Remote): Promise<boolean> {
	const { kind, address } = remote;
	if (kind !== 'folder') return false;
	const name = nameOf(remote);
	if ([places.data, places.config, places.cache].some((folder) => isWithin(address, folder)))
		throw new UserError(`${name} is where this machine keeps its own files.`, {
			hint: 'Name a folder that the other machine can see too.',
		});
	if (!fs.existsSync(path.dirname(address)))
		throw new UserError(`${safeLine(path.dirname(address))} is not there.`, {
			hint: 'If it is on a disk, plug it in. Otherwise make it, then run this again.',
		});
	const inside = listNames(address);
	if (inside.includes('HEAD') || inside.includes('.git')) return false;
	if (inside.length > 0)
		throw new UserError(`${name} has other files in it.`, {
			hint: 'Name an empty folder, or one that is not there yet.',
		});
	const cwd = syncFolderOf(places);
	makeFolder(cwd);
	const git = gitAt(host, address, cwd, remote);
	await mustCreate(git, name, ['init', '--quiet', '--bare', '--template=', '--', address]);
	await mustCreate(git, name, ['symbolic-ref', 'HEAD', BRANCH]);
	return true;
}

async function mustCreate(git: Git, name: string, order: readonly string[]): Promise<void> {
	const ran = await git(order);
	if (!ran.ok) throw new UserError(`No repository could be made at ${name}: ${lastErrorLine(ran.err)}`);
}

/**
 * Refuses a folder in which git's server side could run, read or write something unexpected.
 */
async function checkFolder({ remote, git }: Mirror): Promise<void> {
	if (remote.kind !== 'folder') return;
	const { address } = remote;
	const name = nameOf(remote);
	const stat = fs.statSync(address, { throwIfNoEntry: false });
	if (!stat)
		throw new UserError(`${name} is not there.`, {
			hint: `If it is on a disk, plug it in. ${KEPT} Run roadmap sync again then.`,
		});
	if (!stat.isDirectory()) throw new UserError(`${name} is a file, not a folder.`);
	const problem = unusualEntry(address) ?? (await checkRepository(git, address));
	if (problem === undefined) return;
	throw new UserError(`${name} cannot be synced with: ${problem.what}.`, {
		hint:
			problem.hint ??
			'If you do not know why it is there, sync with another folder: an empty one becomes a repository.',
	});
}

/** Git's lock files in a repository. A push takes all but the second. */
const LOCKS = ['HEAD.lock', 'packed-refs.lock', `${BRANCH}.lock`];
/** Longer than any push holds a lock. */
const DEAD_AFTER_MS = 4_000;

/** Returns git's lock files in a folder; for other remotes they cannot be seen. */
function locksAt({ kind, address }: Remote): { file: string; since: Date; id: string }[] {
	const files = kind === 'folder' ? LOCKS.map((name) => path.join(address, name)) : [];
	return files.flatMap((file) => {
		const found = fs.lstatSync(file, { throwIfNoEntry: false });
		return found ? [{ file, since: found.mtime, id: `${file} ${found.ino} ${found.mtimeMs}` }] : [];
	});
}

/**
 * Removes locks that a killed git left in a folder, once the same ones have existed for longer than a push takes.
 * @returns a function to call after each push that failed
 */
export function clearDeadLocks(remote: Remote): () => void {
	const firstSeen = new Map<string, number>();
	return () => {
		for (const { file, id } of locksAt(remote)) {
			const first = firstSeen.get(id) ?? performance.now();
			firstSeen.set(id, first);
			// Best effort: a lock that stays is named in the error after the last round.
			if (performance.now() - first > DEAD_AFTER_MS) removeQuietly(file);
		}
	};
}

/** Explains why no push succeeded. */
export function notPushed(remote: Remote, now: Date): UserError {
	const [lock] = locksAt(remote);
	if (!lock)
		return new UserError('Another machine was faster, again and again.', {
			hint: `${KEPT} Run roadmap sync once more.`,
		});
	const age = elapsed((now.getTime() - lock.since.getTime()) / 1_000);
	return new UserError(`${nameOf(remote)} has been locked for ${age} by a git that did not finish.`, {
		hint: `${KEPT} If no other machine syncs now, delete ${safeLine(lock.file)}, then run roadmap sync again.`,
	});
}

interface Refusal {
	readonly when: RegExp;
	/** Applies only to remotes on another machine, not to folders. */
	readonly overNetwork?: true;
	readonly says: (name: string) => string;
	readonly hint: string;
}

const REFUSALS: readonly Refusal[] = [
	{
		overNetwork: true,
		when: /Host key verification failed/i,
		says: (name) => `This machine does not know the host of ${name} yet.`,
		hint: 'Connect to it once with ssh and accept its key, then run roadmap sync again.',
	},
	{
		overNetwork: true,
		when: /could not read (?:Username|Password)|Authentication failed|Permission denied|terminal prompts disabled|Access denied|returned error: 40[13]|Invalid username/i,
		says: (name) => `${name} asks for a login.`,
		hint: "Set up git's credential helper (https) or an ssh key for it; when git ls-remote works without asking, so does roadmap sync.",
	},
	{
		overNetwork: true,
		when: /Could not resolve|Couldn't connect|Failed to connect|Connection (?:refused|timed out|reset|closed)|timed out|unreachable|No route to host|name resolution|Operation too slow|early EOF|hung up unexpectedly/i,
		says: (name) => `${name} cannot be reached.`,
		hint: `${KEPT} Run roadmap sync again when you are online.`,
	},
	{
		when: /dubious ownership/i,
		says: (name) => `${name} belongs to somebody else, and git does not trust it.`,
		hint: 'If you trust it: git config --global --add safe.directory <folder>',
	},
	{
		when: /transport '[^']*' not allowed/i,
		says: (name) => `Your git settings lead ${name} to a transport that is not allowed.`,
		hint: 'Look for url.….insteadOf in git config --global --list.',
	},
	{
		when: /not found|does not appear to be a git repository|does not exist|not a git repository/i,
		says: (name) => `There is no repository at ${name}.`,
		hint: `${KEPT} Look at the address: roadmap sync status shows it.`,
	},
];

function remoteError(remote: Remote, err: string): Error {
	const name = nameOf(remote);
	const tail = err.slice(-100_000);
	// The damage may be in the mirror or in the remote: the mirror is recreated, after which it is clear which.
	if (/is corrupt|is empty|bad object|unable to read|missing (?:blob|tree|commit)/i.test(tail))
		return new BrokenMirror(`Git found something damaged, here or at ${name}: ${lastErrorLine(tail)}`);
	const refusal = REFUSALS.find(
		({ when, overNetwork }) => when.test(tail) && (remote.kind !== 'folder' || !overNetwork),
	);
	if (refusal) return new UserError(refusal.says(name), { hint: refusal.hint });
	return new UserError(`Git could not talk to ${name}: ${lastErrorLine(tail)}`, { hint: KEPT });
}

function refusedBy(remote: Remote, reason: string): UserError {
	return new UserError(`${nameOf(remote)} refused what was sent: ${lastErrorLine(reason)}`, { hint: KEPT });
}

function isWithin(file: string, folder: string): boolean {
	const relative = path.relative(folder, file);
	return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}
