/** Opening an address in the learner's browser: one argument, never a shell, and the opener's answer is waited for. */
import { type ChildProcess, spawn } from 'node:child_process';
import open from 'open';
import type { Host } from './host.ts';
import { splitWords } from './split-words.ts';

/** Whether the browser has it, or why not: then the address is printed. */
export type Browsed = { readonly opened: true } | { readonly opened: false; readonly why: string };

/** Long enough for a browser that is not running yet; an opener that stays longer is the browser itself. */
const PATIENCE_MS = 4_000;

/** @param url an http or https address that the content's checks let through */
export async function browse(host: Host, url: string): Promise<Browsed> {
	const chosen = browserCommands(host.env.BROWSER ?? '', url);
	if (chosen.length > 0) return firstThatOpens(host, chosen);
	const why = noBrowser(host);
	if (why) return { opened: false, why };
	if (host.platform === 'linux' && !isWsl(host)) return run(host, ['xdg-open', url]);
	try {
		await open(url);
		return { opened: true };
	} catch {
		return { opened: false, why: 'the browser did not start' };
	}
}

async function firstThatOpens(host: Host, commands: readonly string[][]): Promise<Browsed> {
	let browsed: Browsed = { opened: false, why: 'the browser did not start' };
	for (const command of commands) {
		browsed = await run(host, command);
		if (browsed.opened) break;
	}
	return browsed;
}

/**
 * What `$BROWSER` means, to be tried in this order: a path with spaces, as it is (`/mnt/c/Program Files/…/chrome.exe`);
 * else words, of which the first may be a list of programs (`a:b`).
 */
function browserCommands(browser: string, url: string): string[][] {
	const isSpacedPath = /^(?:\/|[A-Za-z]:).* /.test(browser);
	const [program = '', ...rest] = splitWords(browser);
	const programs = /^[A-Za-z]:/.test(program) ? [program] : program.split(':').filter((part) => part !== '');
	return [
		...(isSpacedPath ? [[browser.trim().replaceAll('\\ ', ' '), url]] : []),
		...programs.map((name) => withAddress([name, ...rest], url)),
	];
}

/**
 * A command with the address where `%s` stands, else at its end. Within a longer word (`sh -c "firefox %s"`) a shell may
 * read it: there it has no sign that a shell acts on.
 */
function withAddress(command: readonly string[], url: string): string[] {
	const withUrl = command.map((word) => (word === '%s' ? url : word.replaceAll('%s', () => encoded(url))));
	return command.some((word) => word.includes('%s')) ? withUrl : [...command, url];
}

/** An address with all but the safest signs percent-encoded. */
function encoded(url: string): string {
	return url.replace(/[^\w.~:/?#@%+=,-]/gu, (sign) =>
		[...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
	);
}

/** Why a Unix machine has no browser to open, or undefined. */
function noBrowser({ env, platform }: Host): string | undefined {
	if (env.SSH_CONNECTION || env.SSH_TTY) return 'you are here over SSH';
	if (env.CI) return 'this is a CI machine';
	if (platform !== 'linux') return undefined;
	if (isWsl({ env })) return undefined;
	return env.DISPLAY || env.WAYLAND_DISPLAY ? undefined : 'this machine has no display';
}

function isWsl({ env }: Pick<Host, 'env'>): boolean {
	return Boolean(env.WSL_DISTRO_NAME);
}

/** Starts the opener with no shell and no terminal, so that neither its words nor its end are ours. */
function run({ env }: Host, [program = '', ...args]: string[]): Promise<Browsed> {
	const failed: Browsed = { opened: false, why: `${program} could not open it` };
	return new Promise((resolve) => {
		const child = startOf(program, args, env);
		if (!child) return resolve(failed);
		const settle = (browsed: Browsed) => {
			clearTimeout(patience);
			child.unref();
			resolve(browsed);
		};
		const patience = setTimeout(settle, PATIENCE_MS, { opened: true });
		child.on('error', () => settle(failed));
		child.on('exit', (code) => settle(code === 0 ? { opened: true } : failed));
	});
}

/** Some programs cannot even be looked for (a path through a file, a name too long): spawn throws then. */
function startOf(program: string, args: readonly string[], env: Host['env']): ChildProcess | undefined {
	try {
		return spawn(program, args, { env: { ...env }, stdio: 'ignore', detached: true, windowsHide: true });
	} catch {
		return undefined;
	}
}
