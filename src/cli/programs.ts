/**
 * Starts the learner's own programs: editor, pager and browser, never through a shell. Editor and pager own the
 * terminal until they exit; of the browser, only the opener's exit is awaited. `open` is imported only here.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import open from 'open';
import { isProgram, programsOnPath } from '../store/programs.ts';
import type { Host, Output } from './host.ts';

/** Why editing failed, in words that follow "Not edited, because"; undefined if it did not. */
export interface EditorEnd {
	readonly fault: string | undefined;
}

/**
 * Opens a file in VISUAL or EDITOR. If neither is set, uses vi as git does, else nano, and notepad on Windows, and says
 * which.
 */
export async function edit(host: Host, file: string): Promise<EditorEnd> {
	const named = host.env.VISUAL || host.env.EDITOR || '';
	if (named.trim() !== '') return startEditor(host, commandIn(named), file);
	const usual = host.platform === 'win32' ? ['notepad'] : ['vi', 'nano'];
	const present = programsOnPath(usual, host);
	const editor = usual.find((program) => present.has(program));
	if (editor === undefined) return { fault: 'neither VISUAL nor EDITOR names an editor' };
	host.stderr.write(`No editor is set in VISUAL or EDITOR, so this is ${editor}.\n`);
	return startEditor(host, [editor], file);
}

async function startEditor(host: Host, editor: readonly string[], file: string): Promise<EditorEnd> {
	const [program = ''] = editor;
	const code = await runOnTerminal(host, [...editor, file], host.env);
	if (code === undefined) return { fault: `${program} did not start` };
	return { fault: code === 0 ? undefined : `${program} ended with ${code ?? 'a signal'}` };
}

/**
 * Runs a program that owns the terminal, and with it Ctrl-C, until it ends.
 * @param input what it reads instead of the keyboard
 * @returns its exit code, null after a signal; undefined if it did not start
 */
async function runOnTerminal(
	host: Host,
	[program = '', ...args]: readonly string[],
	env: Host['env'],
	input?: string,
): Promise<number | null | undefined> {
	const stdin = input === undefined ? host.stdin : ('pipe' as const);
	const stdio = [stdin, descriptorOf(host.stdout), descriptorOf(host.stderr)];
	const release = host.holdInterrupts();
	const code = await new Promise<number | null | undefined>((resolve) => {
		const child = start(program, args, { env, stdio, windowsHide: input !== undefined });
		if (!child) return resolve(undefined);
		child.on('error', () => resolve(undefined)).on('close', resolve);
		// A pager may be closed before it has read everything.
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});
	release();
	return code;
}

function descriptorOf({ fd }: Output): number | 'ignore' {
	return fd ?? 'ignore';
}

/**
 * Shows a text in the pager. Closing it early is not an error.
 * @returns false if there is no pager or it cannot be started; the caller then prints the text
 */
export async function showInPager(host: Host, text: string): Promise<boolean> {
	const command = pagerCommand(host.env);
	if (command.length === 0) return false;
	return (await runOnTerminal(host, command, pagerEnv(host.env), text)) !== undefined;
}

/** Returns ROADMAP_PAGER, else PAGER, else less; nothing if the first one set is empty or `cat`. */
function pagerCommand(env: Host['env']): string[] {
	const words = splitWords(env.ROADMAP_PAGER ?? env.PAGER ?? 'less');
	return words.length === 1 && words[0] === 'cat' ? [] : words;
}

/** The short prompt of less (`-Ps`), which names its keys. A colon needs a backslash; `$` ends the prompt. */
const PROMPT = 'Psspace\\: more   b\\: back   /word\\: search   q\\: leave$';

/** Sets LESS as git and gh do: colours pass, a short text needs no key, and it stays on the screen. */
function pagerEnv(env: Host['env']): Host['env'] {
	return { ...env, LESS: env.LESS ?? `FRX${PROMPT}`, LESSCHARSET: env.LESSCHARSET ?? 'utf-8' };
}

/** Whether the browser was opened. If not, the caller prints the address. */
export interface Browsed {
	readonly opened: boolean;
	/** Why it was not; null if it was. */
	readonly why: string | null;
}

const OPENED: Browsed = { opened: true, why: null };

/** Enough for a browser to start; an opener that runs longer is the browser itself. */
const TIMEOUT_MS = 4_000;

/** Opens an address in the browser. @param url an http or https address that the content checks have accepted */
export async function browse(host: Host, url: string): Promise<Browsed> {
	const chosen = browserCommands(host.env.BROWSER ?? '', url);
	if (chosen.length > 0) return firstThatOpens(host, chosen);
	const why = noBrowser(host);
	if (why) return { opened: false, why };
	if (host.platform === 'linux' && !isWsl(host)) return run(host, ['xdg-open', url]);
	try {
		await open(url);
		return OPENED;
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
 * Parses `$BROWSER` into the commands to try, in order. It is a list separated by colons (`a --new:b %s`); each entry
 * is a path with spaces (`/mnt/c/Program Files/…/chrome.exe`) or a command with arguments.
 */
function browserCommands(browser: string, url: string): string[][] {
	return splitList(browser).flatMap((entry) => {
		const words = commandIn(entry);
		return words.some((word) => word !== '') ? [withAddress(words, url)] : [];
	});
}

/**
 * Splits a command into words. Its program may be a path with spaces that nobody quoted, as on Windows and WSL: the
 * longest beginning that is a file is the program (`/mnt/c/Program Files/…/chrome.exe --new-window`).
 */
function commandIn(line: string): string[] {
	const typed = line.trim();
	if (/^(?:\/|[A-Za-z]:[\\/])/.test(typed)) {
		const ends = [...typed.matchAll(/ |$/g)].map(({ index }) => index).reverse();
		for (const end of ends) {
			const program = typed.slice(0, end).replaceAll('\\ ', ' ');
			if (isProgram(program)) return [program, ...splitWords(typed.slice(end))];
		}
	}
	return splitWords(typed);
}

/** Splits at colons, except in quotes, after a drive letter, or before `//`. */
function splitList(list: string): string[] {
	return list.match(/(?:"[^"]*"|'[^']*'|:(?=\/\/)|(?<=(?:^|:)[A-Za-z]):(?=[\\/])|[^:"'])+/g) ?? [];
}

/**
 * Inserts the address for `%s`, or appends it. Inside a longer word (`sh -c "firefox %s"`) a shell may read it, so
 * there it is encoded.
 */
function withAddress(command: readonly string[], url: string): string[] {
	const withUrl = command.map((word) => (word === '%s' ? url : word.replaceAll('%s', () => encoded(url))));
	return command.some((word) => word.includes('%s')) ? withUrl : [...command, url];
}

/** Percent-encodes every character of an address that a shell could act on. */
function encoded(url: string): string {
	return url.replace(/[^\w.~:/?#@%+=,-]/gu, (sign) =>
		[...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
	);
}

/** Returns why no browser can be opened on this machine, or undefined. */
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

/** Starts the opener without shell or terminal, so that its output and its lifetime are separate from ours. */
function run({ env }: Host, [program = '', ...args]: string[]): Promise<Browsed> {
	const failed: Browsed = { opened: false, why: `${program} could not open it` };
	return new Promise((resolve) => {
		const child = start(program, args, { env, stdio: 'ignore', detached: true, windowsHide: true });
		if (!child) return resolve(failed);
		const settle = (browsed: Browsed) => {
			clearTimeout(patience);
			child.unref();
			resolve(browsed);
		};
		const patience = setTimeout(settle, TIMEOUT_MS, OPENED);
		child.on('error', () => settle(failed));
		child.on('exit', (code) => settle(code === 0 ? OPENED : failed));
	});
}

/** Spawns a program. Some cannot even be looked up (a path through a file, a name too long): spawn throws then. */
function start(
	program: string,
	args: readonly string[],
	{ env, ...options }: Omit<SpawnOptions, 'env'> & Pick<Host, 'env'>,
): ChildProcess | undefined {
	try {
		return spawn(program, args, { ...options, env: { ...env } });
	} catch {
		return undefined;
	}
}

/** Splits a command line from a variable (`$BROWSER`, `$PAGER`) into words, honouring quotes and nothing else. */
export function splitWords(line: string): string[] {
	return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
		word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
	);
}
