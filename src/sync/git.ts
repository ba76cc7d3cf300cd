/**
 * Git, the program: how it is run, and in which repositories it may be. It gets fixed arguments and never a shell of ours.
 *
 * The learner's own git settings stay in force, because credentials and ssh live there. Whatever could run a program or
 * change what git does is overridden: hooks, file-system monitors, filters, templates, signatures. Variables that would
 * point git elsewhere (they are set inside a git hook) are removed from the environment.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { safeLine } from '../domain/safe.ts';
import { UserError } from '../errors.ts';
import { errorCode, fileError, readPlain } from '../store/files.ts';
import { killGroup } from '../store/processes.ts';
import { type Remote, redact } from './address.ts';

/** What sync needs of the machine. */
export interface Host {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	readonly now: () => Date;
	/** Registers what to do just before a signal ends the program. @returns a function that removes it */
	readonly whenEnded: (clean: () => void) => () => void;
}

export interface Ran {
	readonly ok: boolean;
	readonly out: Buffer;
	/** stderr as it is: redact it before it is shown. */
	readonly err: string;
}

export interface Order {
	readonly input?: string | Uint8Array;
	/** It talks to the remote: it may take minutes, and starts programs of its own. */
	readonly remote?: boolean;
	/** The most bytes it may print. */
	readonly most?: number;
	/** Milliseconds; a minute by default, or five where it talks to the remote. */
	readonly timeout?: number;
}

/** Runs git on the mirror, whatever its exit code. @throws UserError where git is missing, hangs, or prints too much */
export type Git = (args: readonly string[], order?: Order) => Promise<Ran>;

/** Milliseconds. */
const TIMEOUT = { local: 60_000, remote: 300_000 };
/** Bytes; more than all files that travel together. */
const MOST_OUTPUT = 256 * 1024 * 1024;

const SETTINGS = [
	'core.hooksPath=/dev/null',
	'core.fsmonitor=false',
	'core.attributesFile=/dev/null',
	'core.alternateRefsCommand=false',
	'core.askPass=',
	'protocol.ext.allow=never',
	'commit.gpgSign=false',
	'push.gpgSign=false',
	'push.followTags=false',
	'push.recurseSubmodules=no',
	'push.pushOption=',
	'fetch.recurseSubmodules=no',
	'submodule.recurse=false',
	'merge.conflictStyle=merge',
	'gc.auto=0',
	'http.lowSpeedLimit=100',
	'http.lowSpeedTime=30',
];

/**
 * The server side of a folder is a program on this machine, in this account, and it obeys the folder's own settings.
 * `checkFolder` refuses all but harmless ones; this is the second fence: no hooks, no lazy fetch from a promisor remote
 * (CVE-2024-32004), no protocol at all. The environment is set by the shell that git starts it with, because git clears
 * its own variables before.
 */
const SERVER = [
	'GIT_NO_LAZY_FETCH=1 GIT_ALLOW_PROTOCOL=none git',
	...[
		'hooksPath=/dev/null',
		'fsmonitor=false',
		'alternateRefsCommand=false',
		'logAllRefUpdates=false',
		'fsync=all',
	].map((setting) => `-c core.${setting}`),
	'-c receive.autogc=false -c receive.denyCurrentBranch=refuse',
].join(' ');

/** The options that keep the server side of a folder from running anything. */
export function serverOptions(remote: Remote, program: 'upload-pack' | 'receive-pack'): string[] {
	return remote.kind === 'folder' ? [`--${program}=${SERVER} ${program}`] : [];
}

/** @param cwd a folder of ours to run in: Windows looks there first for a program called git */
export function gitAt(host: Host, repository: string, cwd: string, remote: Remote): Git {
	const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
	const env = gitEnv(host.env, remote);
	return (args, order = {}) => run(host, [`--git-dir=${repository}`, ...settings, ...args], { cwd, env }, order);
}

/** Like `Git`, for commands that fail only where the mirror is broken. @returns what it printed */
export async function mustRun(git: Git, args: readonly string[], order?: Order): Promise<Buffer> {
	const ran = await git(args, order);
	if (ran.ok) return ran.out;
	throw new BrokenMirror(`Git could not do its part (${args[0]}): ${lastErrorLine(ran.err)}`);
}

/** The mirror is not as git wants it. It holds nothing that cannot be made again. Never leaves this folder. */
export class BrokenMirror extends Error {}

/** The line of git's that says why, fit to be shown. */
export function lastErrorLine(err: string): string {
	const lines = err
		.slice(-100_000)
		.split('\n')
		.map((line) => safeLine(redact(line)));
	const reason = lines.filter((line) => /^(?:fatal|error|remote|ssh|!)/.test(line)).at(-1) ?? lines.findLast(Boolean);
	return (reason ?? 'it did not say why').replace(/^(?:fatal|error|remote): */, '');
}

function run(
	host: Host,
	args: readonly string[],
	options: { readonly cwd: string; readonly env: Record<string, string | undefined> },
	{ input, remote = false, most = MOST_OUTPUT, timeout = remote ? TIMEOUT.remote : TIMEOUT.local }: Order,
): Promise<Ran> {
	// A group of its own, so that a timeout also ends what git has started (sh, ssh, upload-pack).
	const child = spawn('git', args, { ...options, detached: remote && host.platform !== 'win32', windowsHide: true });
	const unregister = host.whenEnded(() => {
		unregister();
		killGroup(child);
	});
	return new Promise<Ran>((resolve, reject) => {
		const fail = (error: Error) => {
			killGroup(child);
			reject(error);
		};
		const timer = setTimeout(() => fail(tooSlow()), timeout);
		const [out, err] = [collect(child.stdout, most, fail), collect(child.stderr, most, fail)];
		child.on('error', (error) => reject(notStarted(error)));
		child.on('close', (code) => {
			clearTimeout(timer);
			resolve({ ok: code === 0, out: Buffer.concat(out), err: Buffer.concat(err).toString('utf8') });
		});
		// It may end before it has read everything; its exit code says why.
		child.stdin.on('error', () => {});
		child.stdin.end(input ?? '');
	}).finally(unregister);
}

/** Gathers what a stream prints; more than `most` bytes is a failure. */
function collect(stream: Readable, most: number, fail: (error: Error) => void): Buffer[] {
	const chunks: Buffer[] = [];
	let size = 0;
	stream.on('data', (chunk: Buffer) => {
		size += chunk.length;
		if (size <= most) chunks.push(chunk);
		else fail(new UserError('There is more in that repository than can be read.'));
	});
	return chunks;
}

function tooSlow(): UserError {
	return new UserError('Git did not come to an end and was stopped.', { hint: 'Run roadmap sync again later.' });
}

function notStarted(error: Error): Error {
	if (errorCode(error) !== 'ENOENT') return error;
	return new UserError('Git is not installed here, and it is what carries your progress.', {
		hint: 'Get it from https://git-scm.com or your package manager, then run roadmap sync again.',
	});
}

/** Variables of git that are kept: how to reach and to trust a server, and where the learner's settings are. */
const KEPT =
	/^GIT_(?:SSH(?:_COMMAND|_VARIANT)?|SSL_\w+|PROXY_\w+|HTTP_\w+|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$/;

function gitEnv(env: Host['env'], remote: Remote): Record<string, string | undefined> {
	const kept = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || KEPT.test(name));
	return {
		...Object.fromEntries(kept),
		LC_ALL: 'C',
		GIT_TERMINAL_PROMPT: '0',
		GIT_ASKPASS: '',
		SSH_ASKPASS_REQUIRE: 'never',
		GIT_ALLOW_PROTOCOL: remote.kind === 'folder' ? 'file' : 'https:ssh',
		GIT_NO_LAZY_FETCH: '1',
		// What every git reads; newer ones may make other kinds of repositories by default.
		GIT_DEFAULT_HASH: 'sha1',
		GIT_DEFAULT_REF_FORMAT: 'files',
	};
}

/** An ssh that asks nothing and does not wait for ever. */
const OUR_SSH = 'ssh -oBatchMode=yes -oConnectTimeout=20';

/** The host with an ssh that asks nothing, unless the learner has chosen one. */
export async function withSsh(host: Host, remote: Remote, git: Git): Promise<Host> {
	if (remote.kind === 'folder' || host.env.GIT_SSH_COMMAND || host.env.GIT_SSH) return host;
	const chosen = await git(['config', '--get', 'core.sshCommand']);
	return chosen.ok ? host : { ...host, env: { ...host.env, GIT_SSH_COMMAND: OUR_SSH } };
}

export interface Problem {
	readonly what: string;
	readonly hint?: string;
}

/** Files that lead git to another place. */
const ELSEWHERE = ['.git', 'commondir', 'gitdir', 'config.worktree', 'worktrees', 'modules', 'shallow'].concat(
	'info/grafts',
	'objects/info/alternates',
	'objects/info/http-alternates',
);
/** More than any repository of a learner has. */
const MOST_ENTRIES = 200_000;
/** Bytes; those that git writes have some hundred. */
const MOST_SETTINGS = 64 * 1024;

/**
 * The settings that may stand in a repository's own file. Everything else is refused, because what a setting can do
 * changes with every version of git.
 */
const HARMLESS = new Set([
	...inSection('core', 'repositoryformatversion bare filemode ignorecase precomposeunicode symlinks sharedrepository'),
	...inSection('core', 'logallrefupdates hidedotfiles compression loosecompression fsync fsyncmethod fsyncobjectfiles'),
	...inSection('core', 'protecthfs protectntfs'),
	...inSection('receive', 'denynonfastforwards denydeletes denycurrentbranch fsckobjects autogc unpacklimit'),
	...['gc.auto', 'gc.autodetach', 'transfer.fsckobjects', 'http.receivepack', 'user.name', 'user.email'],
]);

function inSection(section: string, names: string): string[] {
	return names.split(' ').map((name) => `${section}.${name}`);
}

/** What stands in a repository and is neither file nor folder, or leads elsewhere; undefined for a plain one. */
export function unusualEntry(repository: string): Problem | undefined {
	if (fs.existsSync(path.join(repository, '.git')))
		return { what: 'it is a working copy', hint: 'Use a bare repository: an empty folder becomes one.' };
	const leads = ELSEWHERE.find((name) => fs.lstatSync(path.join(repository, name), { throwIfNoEntry: false }));
	if (leads !== undefined) return { what: `the file ${leads} in it leads git elsewhere` };
	let entries = 0;
	for (const folders = ['']; folders.length > 0; ) {
		const folder = folders.pop() ?? '';
		for (const entry of entriesOf(path.join(repository, folder))) {
			const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (++entries > MOST_ENTRIES) return { what: `it has more than ${MOST_ENTRIES} files` };
			if (entry.isDirectory()) folders.push(name);
			else if (!entry.isFile()) return { what: `${safeLine(name)} in it is neither a file nor a folder` };
		}
	}
	return undefined;
}

/** What is wrong with a repository's own settings, or with its shape; undefined where nothing is. */
export async function checkRepository(git: Git, repository: string): Promise<Problem | undefined> {
	const [head, settings] = [path.join(repository, 'HEAD'), path.join(repository, 'config')];
	// Where one of them is missing, git would look for a repository beside it.
	const isWhole = ['HEAD', 'objects', 'refs'].every((name) => fs.existsSync(path.join(repository, name)));
	if (
		!isWhole ||
		!/^(?:ref: refs\/heads\/[^\s]+|[0-9a-f]{40})\s*$/.test(readPlain(head, { to: 512 }).toString('latin1'))
	)
		return { what: 'it is not a git repository', hint: 'Name an empty folder: it becomes one.' };
	if (!fs.existsSync(settings)) return undefined;
	if (fs.statSync(settings).size > MOST_SETTINGS) return { what: 'its file config is too large' };
	// Git itself reads it, as a file: nothing is included and nothing in it obeyed.
	const listed = await git(['config', '--file', settings, '--no-includes', '--list', '--name-only', '-z']);
	if (!listed.ok) return { what: 'its file config cannot be read' };
	const names = listed.out.toString('utf8').split('\0').filter(Boolean);
	const bad = names.find((name) => !HARMLESS.has(name));
	if (bad === undefined) return undefined;
	const shown = safeLine(bad).slice(0, 200);
	return {
		what: `its git setting ${shown} could run a program or lead git elsewhere`,
		hint: `Take ${shown} out of ${safeLine(settings)}, or sync with another folder: an empty one becomes a repository.`,
	};
}

function entriesOf(folder: string): fs.Dirent[] {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		// Another machine may remove an empty folder meanwhile.
		if (errorCode(error) === 'ENOENT') return [];
		throw fileError(error, 'read', folder);
	}
}
