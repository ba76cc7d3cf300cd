/**
 * Runs git, with fixed arguments and never through a shell of ours.
 *
 * The learner's own git settings stay in force, because they hold credentials and ssh options. Whatever could run a
 * program or change what git does is overridden: hooks, file-system monitors, filters, templates, signatures. Variables
 * that would point git elsewhere (a git hook sets them) are removed from the environment.
 */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { safeLine } from '../domain/safe.ts';
import { UserError } from '../errors.ts';
import { errorCode } from '../store/files.ts';
import type { PlatformEnv } from '../store/places.ts';
import { killGroup } from '../store/processes.ts';
import { type Remote, redact } from './address.ts';

/** What sync uses of the machine. */
export interface Host extends PlatformEnv {
	readonly now: () => Date;
	/** Calls `clean` just before a signal ends the program. @returns a function that removes the handler */
	readonly whenEnded: (clean: () => void) => () => void;
}

export interface GitResult {
	readonly ok: boolean;
	readonly out: Buffer;
	/** stderr as it is: redact it before showing it. */
	readonly err: string;
}

export interface GitOptions {
	readonly input?: string | Uint8Array;
	/** Whether it contacts the remote, which may take minutes and start other programs. */
	readonly remote?: boolean;
	/** The limit for its output, in bytes. */
	readonly most?: number;
	/** In milliseconds; by default one minute, or five if it contacts the remote. */
	readonly timeout?: number;
}

/**
 * Runs git on the mirror and returns whatever its exit code is. @throws UserError if git is missing, hangs, or prints
 * too much
 */
export type Git = (args: readonly string[], order?: GitOptions) => Promise<GitResult>;

/** In milliseconds. */
const TIMEOUT = { local: 60_000, remote: 300_000 };
/** In bytes; more than all synced files together. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

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
	'gc.auto=0',
	'http.lowSpeedLimit=100',
	'http.lowSpeedTime=30',
];

/**
 * For a remote that is a folder, git's server side is a program on this machine, under this account, that obeys the
 * folder's own config. `checkFolder` accepts only harmless settings; this is a second line of defence: no hooks, no
 * lazy fetch from a promisor remote (CVE-2024-32004), no protocols. The variables are set by the shell that git starts
 * it with, because git clears its own variables first.
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

/** Returns the options that keep the server side of a folder from running anything. */
export function serverOptions(remote: Remote, program: 'upload-pack' | 'receive-pack'): string[] {
	return remote.kind === 'folder' ? [`--${program}=${SERVER} ${program}`] : [];
}

/** @param cwd a folder of ours to run in: Windows looks there first for a program called git */
export function gitAt(host: Host, repository: string, cwd: string, remote: Remote): Git {
	const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
	const env = gitEnv(host.env, remote);
	return (args, order = {}) => run(host, [`--git-dir=${repository}`, ...settings, ...args], { cwd, env }, order);
}

/** Like `Git`, for commands that fail only if the mirror is broken. @returns its output */
export async function mustRun(git: Git, args: readonly string[], order?: GitOptions): Promise<Buffer> {
	const ran = await git(args, order);
	if (ran.ok) return ran.out;
	throw new BrokenMirror(`Git failed (${args[0]}): ${lastErrorLine(ran.err)}`);
}

/** The mirror is broken. It holds nothing that cannot be fetched again. Never escapes src/sync. */
export class BrokenMirror extends Error {}

/** Returns the line of git's stderr that names the reason, redacted for display. */
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
	{ input, remote = false, most = MAX_OUTPUT_BYTES, timeout = remote ? TIMEOUT.remote : TIMEOUT.local }: GitOptions,
): Promise<GitResult> {
	// A process group of its own, so that a timeout also kills what git has started (sh, ssh, upload-pack).
	const child = spawn('git', args, { ...options, detached: remote && host.platform !== 'win32', windowsHide: true });
	const unregister = host.whenEnded(() => {
		unregister();
		killGroup(child);
	});
	return new Promise<GitResult>((resolve, reject) => {
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
		// Git may exit before reading all of its input; the exit code tells why.
		child.stdin.on('error', () => {});
		child.stdin.end(input ?? '');
	}).finally(unregister);
}

/** Collects a stream's output; more than `most` bytes is an error. */
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
	return new UserError('Git did not finish and was stopped.', { hint: 'Run roadmap sync again later.' });
}

function notStarted(error: Error): Error {
	if (errorCode(error) !== 'ENOENT') return error;
	return new UserError('Git is not installed, and sync needs it.', {
		hint: 'Get it from https://git-scm.com or your package manager, then run roadmap sync again.',
	});
}

/** Git variables that are kept: how to reach and trust a server, and where the learner's git settings are. */
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
		// Every git reads these formats; newer versions may default to others.
		GIT_DEFAULT_HASH: 'sha1',
		GIT_DEFAULT_REF_FORMAT: 'files',
	};
}

/** An ssh that never prompts and times out. */
const OUR_SSH = 'ssh -oBatchMode=yes -oConnectTimeout=20';

/** Returns the host with an ssh that never prompts, unless the learner has configured one. */
export async function withSsh(host: Host, remote: Remote, git: Git): Promise<Host> {
	if (remote.kind === 'folder' || host.env.GIT_SSH_COMMAND || host.env.GIT_SSH) return host;
	const chosen = await git(['config', '--get', 'core.sshCommand']);
	return chosen.ok ? host : { ...host, env: { ...host.env, GIT_SSH_COMMAND: OUR_SSH } };
}
