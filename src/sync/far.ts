/** Talking to the other side: fetching, pushing, and what its refusals mean. */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';
import { masked, type Remote } from './address.ts';
import { type Clone, type Refs, readRefs } from './clone.ts';
import { BrokenRepository, lastWords, otherSide } from './git.ts';
import { notOurs } from './there.ts';

/** The one branch that is used. */
const BRANCH = 'refs/heads/main';

/** Brings what is there. @returns where all stands; no `there` where the repository is empty @throws UserError */
export async function fetchThere(clone: Clone): Promise<Refs> {
	const { git, remote } = clone;
	const options = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-progress', '--no-auto-gc'];
	const side = otherSide(remote, 'upload-pack');
	const from = ['--', remote.address];
	mustBeFolder(remote);
	const fetched = await git(['fetch', ...options, ...side, ...from, `+${BRANCH}:refs/roadmap/there`], { far: true });
	const refs = await readRefs(clone);
	if (fetched.ok) return refs;
	if (!/couldn't find remote ref/i.test(fetched.err)) throw farError(remote, fetched.err);
	const listed = await git(['ls-remote', ...side, ...from], { far: true });
	if (!listed.ok) throw farError(remote, listed.err);
	if (listed.out.length > 0) throw notOurs();
	refs.delete('there');
	return refs;
}

/** Sends a commit. @returns false where somebody else was first @throws UserError */
export async function pushThere({ git, remote }: Clone, commit: string): Promise<boolean> {
	const options = ['--porcelain', '--no-progress', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
	const side = otherSide(remote, 'receive-pack');
	const order = ['push', ...options, ...side, '--', remote.address, `${commit}:${BRANCH}`];
	const pushed = await git(order, { far: true });
	if (pushed.ok) return true;
	const said = /^!\t\S+\t(.*)$/m.exec(pushed.out.toString('utf8'))?.[1] ?? '';
	if (/^\[rejected\]/.test(said)) return false;
	if (/lock|failed to update ref|fetch first|incorrect old value|already exists|but expected/i.test(said)) return false;
	throw said === '' ? farError(remote, pushed.err) : refusedBy(remote, said);
}

/** Longer than anybody holds the lock of a branch. */
const DEAD_LOCK_MS = 4_000;

/**
 * Takes away the lock that a killed git left in a folder, once the same one was met for long enough.
 * @returns what to call whenever a push did not come through
 */
export function deadLocks({ kind, address }: Remote): () => void {
	const file = path.join(address, `${BRANCH}.lock`);
	let met: { mark: string; since: number } | undefined;
	return () => {
		const stat = kind === 'folder' ? fs.statSync(file, { throwIfNoEntry: false }) : undefined;
		const mark = stat && `${stat.ino} ${stat.mtimeMs}`;
		if (mark === undefined) met = undefined;
		else if (met?.mark !== mark) met = { mark, since: performance.now() };
		else if (performance.now() - met.since > DEAD_LOCK_MS) fs.rmSync(file, { force: true });
	};
}

/** git's own words for a folder that is not there depend on what is; ours do not. */
function mustBeFolder({ kind, address }: Remote): void {
	if (kind !== 'folder') return;
	const stat = fs.statSync(address, { throwIfNoEntry: false });
	if (stat?.isDirectory()) return;
	if (stat) throw new UserError(`${safeLine(address)} is a file, and no folder.`);
	throw new UserError(`${safeLine(address)} is not there.`, {
		hint: 'If it is on a disk, plug it in. Everything here is kept; say roadmap sync again then.',
	});
}

interface Refusal {
	readonly when: RegExp;
	/** It is another machine's. */
	readonly far?: true;
	readonly says: (name: string) => string;
	readonly hint: string;
}

const KEPT = 'Everything here is kept.';

const REFUSALS: readonly Refusal[] = [
	{
		far: true,
		when: /Host key verification failed/i,
		says: (name) => `This machine does not know the host of ${name} yet.`,
		hint: 'Connect to it once with ssh and say yes to its key, then say roadmap sync again.',
	},
	{
		far: true,
		when: /could not read (?:Username|Password)|Authentication failed|Permission denied|terminal prompts disabled|Access denied|returned error: 40[13]|Invalid username/i,
		says: (name) => `${name} wants to know who you are.`,
		hint: "Set up git's credential helper (https) or an ssh key for it; when git ls-remote works without asking, so does roadmap sync.",
	},
	{
		far: true,
		when: /Could not resolve|Couldn't connect|Failed to connect|Connection (?:refused|timed out|reset|closed)|timed out|unreachable|No route to host|name resolution|Operation too slow|early EOF|hung up unexpectedly/i,
		says: (name) => `${name} cannot be reached.`,
		hint: `${KEPT} Say it again when you are online.`,
	},
	{
		when: /dubious ownership/i,
		says: (name) => `${name} belongs to somebody else, and git does not trust it.`,
		hint: 'If you do: git config --global --add safe.directory, and the folder.',
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

function farError({ kind, address }: Remote, err: string): Error {
	const name = safeLine(masked(address));
	// Ours or theirs: ours is made again, and then it is seen.
	if (/is corrupt|is empty|bad object|unable to read|missing (?:blob|tree|commit)/i.test(err))
		return new BrokenRepository(`Git found something damaged, here or at ${name}: ${lastWords(err)}`);
	const refusal = REFUSALS.find(({ when, far }) => when.test(err) && (kind !== 'folder' || !far));
	if (refusal) return new UserError(refusal.says(name), { hint: refusal.hint });
	return new UserError(`Git could not talk to ${name}: ${lastWords(err)}`, { hint: KEPT });
}

function refusedBy({ address }: Remote, said: string): UserError {
	const checkedOut = /checked out/.test(said);
	return new UserError(`${safeLine(masked(address))} refused what was sent: ${safeLine(masked(said))}`, {
		hint: checkedOut ? 'It is a working copy. Use a bare repository: an empty folder becomes one.' : KEPT,
	});
}
