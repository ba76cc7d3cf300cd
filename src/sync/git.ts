/**
 * Running git: the installed one, with fixed arguments, never through a shell of ours, on a private repository.
 *
 * The learner's own settings stay in force, because credentials and ssh live there. What could run something or change
 * what git does here is overridden: hooks, file-system monitors, filters, templates, signatures. Nothing of the
 * environment that points git elsewhere (it is set inside a git hook) comes through.
 */
import { execFile } from 'node:child_process';
import { UserError } from '../errors.ts';
import { safeLine } from '../model/safe.ts';
import { errorCode } from '../store/files.ts';
import { masked, type Remote } from './address.ts';

export interface Ran {
	readonly ok: boolean;
	readonly out: Buffer;
	/** What git said beside it. Not shown before it is masked. */
	readonly err: string;
}

export interface Order {
	readonly input?: string | Uint8Array;
	/** It may take minutes, because somebody else's machine answers. */
	readonly far?: boolean;
}

/** Runs git on the private repository, whatever comes of it. @throws UserError where git is not there or never ends */
export type Git = (args: readonly string[], order?: Order) => Promise<Ran>;

type Env = Readonly<Record<string, string | undefined>>;

/** In milliseconds. */
const PATIENCE = { near: 60_000, far: 300_000 };
/** More than the largest journals together. In bytes. */
const MOST_OUTPUT = 384 * 1024 * 1024;

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
 * The other side of a folder is a program on this machine, in this account, and it obeys the folder's own settings and
 * hooks: they are switched off there as well. Two fixed command lines; git adds the quoted path.
 */
const OTHER_SIDE = ['hooksPath=/dev/null', 'fsmonitor=false', 'alternateRefsCommand=false', 'fsync=all']
	.map((setting) => `-c core.${setting}`)
	.concat('-c receive.autogc=false', '-c receive.denyCurrentBranch=refuse')
	.join(' ');

/** The options that keep the other side of a folder from running anything. */
export function otherSide(remote: Remote, program: 'upload-pack' | 'receive-pack'): string[] {
	return remote.kind === 'folder' ? [`--${program}=git ${OTHER_SIDE} ${program}`] : [];
}

/** @param cwd a folder of ours to stand in: Windows looks there first for a program called git */
export function gitAt(env: Env, repository: string, cwd: string, remote: Remote): Git {
	const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
	const cleaned = gitEnv(env, remote);
	return (args, { input, far } = {}) =>
		new Promise((resolve, reject) => {
			const options = {
				cwd,
				env: cleaned,
				encoding: 'buffer',
				maxBuffer: MOST_OUTPUT,
				timeout: far ? PATIENCE.far : PATIENCE.near,
				windowsHide: true,
			} as const;
			const all = [`--git-dir=${repository}`, ...settings, ...args];
			const child = execFile('git', all, options, (error, out, err) => {
				const cause = error && unanswered(error, error.killed === true);
				if (cause) reject(cause);
				else resolve({ ok: error === null, out, err: err.toString('utf8') });
			});
			// It may end before it has read everything; its own words say why.
			child.stdin?.on('error', () => {});
			child.stdin?.end(input ?? '');
		});
}

/** As `Git`, for what does not fail unless something is wrong. @returns what it printed @throws UserError */
export async function mustRun(git: Git, args: readonly string[], order?: Order): Promise<Buffer> {
	const ran = await git(args, order);
	if (ran.ok) return ran.out;
	throw new BrokenRepository(`Git could not do its part (${args[0]}): ${lastWords(ran.err)}`);
}

/** Our private repository is not as git wants it. It holds nothing that cannot be made again. Stays in this room. */
export class BrokenRepository extends Error {}

/** The last thing that git said, fit to be shown. */
export function lastWords(err: string): string {
	const lines = err.split('\n').map((line) => safeLine(masked(line)));
	const said = lines.filter((line) => /^(?:fatal|error|remote|ssh|!)/.test(line)).at(-1) ?? lines.findLast(Boolean);
	return (said ?? 'it did not say why').replace(/^(?:fatal|error|remote): */, '');
}

/** Why git gave no answer; undefined where it gave one, be it a no. */
function unanswered(error: Error, killed: boolean): Error | undefined {
	const code = errorCode(error);
	if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return new UserError('There is more there than can be read.');
	if (killed) return new UserError('Git did not come to an end.', { hint: 'Say it again later.' });
	if (code !== 'ENOENT') return code === undefined ? undefined : error;
	return new UserError('Git is not installed here, and it is what carries your progress.', {
		hint: 'Get it from https://git-scm.com or your package manager, then say it again.',
	});
}

/** Variables of git's that come through: how to reach and to trust a server, and where the learner's settings are. */
const THROUGH =
	/^GIT_(?:SSH(?:_COMMAND|_VARIANT)?|SSL_\w+|PROXY_\w+|HTTP_\w+|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$/;

function gitEnv(env: Env, remote: Remote): Record<string, string | undefined> {
	const kept = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || THROUGH.test(name));
	return {
		...Object.fromEntries(kept),
		LC_ALL: 'C',
		GIT_TERMINAL_PROMPT: '0',
		GIT_ASKPASS: '',
		SSH_ASKPASS_REQUIRE: 'never',
		GIT_ALLOW_PROTOCOL: remote.kind === 'folder' ? 'file' : 'https:ssh',
	};
}

/** For an ssh that the learner has not chosen: it asks nothing and does not wait for ever. */
const OUR_SSH = 'ssh -oBatchMode=yes -oConnectTimeout=20';

/** The same environment with an ssh that asks nothing, unless the learner has one of his own. */
export async function withSsh(env: Env, remote: Remote, git: Git): Promise<Env> {
	if (remote.kind === 'folder' || env.GIT_SSH_COMMAND || env.GIT_SSH) return env;
	const chosen = await git(['config', '--get', 'core.sshCommand']);
	return chosen.ok ? env : { ...env, GIT_SSH_COMMAND: OUR_SSH };
}
