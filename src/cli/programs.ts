/** The learner's editor and pager: words without a shell, on their terminal, until they leave it. Door: node:child_process. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Host } from './host.ts';
import { splitWords } from './split-words.ts';

/** Why it did not work, in words that follow "Not edited, because"; undefined where it did. */
export interface EditorEnd {
	readonly fault: string | undefined;
}

/**
 * Opens a file in VISUAL, else EDITOR; where neither names one, in what git would take (vi), else nano; on Windows notepad.
 * Which it is then, is said.
 */
export async function edit(host: Host, file: string): Promise<EditorEnd> {
	const named = splitWords(host.env.VISUAL || host.env.EDITOR || '');
	if (named.length > 0) return startEditor(host, named, file);
	const usual = host.platform === 'win32' ? ['notepad'] : ['vi', 'nano'];
	const there = usual.find((program) => host.platform === 'win32' || isOnPath(host, program));
	if (there === undefined) return { fault: 'neither VISUAL nor EDITOR names an editor' };
	host.stderr.write(`No editor is set in VISUAL or EDITOR, so this is ${there}.\n`);
	return startEditor(host, [there], file);
}

function isOnPath({ env }: Host, program: string): boolean {
	const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
	return folders.some((folder) => fs.existsSync(path.join(folder, program)));
}

function startEditor(host: Host, [program = '', ...args]: readonly string[], file: string): Promise<EditorEnd> {
	return new Promise((resolve) => {
		// Ctrl-C is the editor's key.
		const listen = host.holdInterrupts();
		const settle = (fault?: string) => {
			listen();
			resolve({ fault });
		};
		const failed = `${program} did not start`;
		try {
			const stdio = [host.stdin, host.stdout, host.stderr];
			const child = spawn(program, [...args, file], { env: { ...host.env }, stdio });
			child.on('error', () => settle(failed));
			child.on('close', (code) => settle(code === 0 ? undefined : `${program} ended with ${code ?? 'a signal'}`));
		} catch {
			settle(failed);
		}
	});
}

/**
 * Shows a text in the pager. That it is closed early is no fault of ours.
 * @returns false where there is no pager or it cannot be started: then the text is to be printed
 */
export function showInPager(host: Host, text: string): Promise<boolean> {
	const [program, ...args] = pagerCommand(host.env);
	if (program === undefined) return Promise.resolve(false);
	return new Promise((resolve) => {
		// Ctrl-C is the pager's key: it must not end us and leave the pager without its terminal.
		const listen = host.holdInterrupts();
		const settle = (shown: boolean) => {
			listen();
			resolve(shown);
		};
		try {
			const stdio = ['pipe', host.stdout, host.stderr] as const;
			const child = spawn(program, args, { env: pagerEnv(host.env), stdio: [...stdio], windowsHide: true });
			child.on('error', () => settle(false)).on('close', () => settle(true));
			// Closed before it has read everything.
			child.stdin?.on('error', () => {});
			child.stdin?.end(text);
		} catch {
			settle(false);
		}
	});
}

/** ROADMAP_PAGER, else PAGER, else less; nothing where the first that is set is empty or cat. */
function pagerCommand(env: Host['env']): string[] {
	const words = splitWords(env.ROADMAP_PAGER ?? env.PAGER ?? 'less');
	return words.length === 1 && words[0] === 'cat' ? [] : words;
}

/** As git and gh do: colours pass, a short text needs no key, and it stays on the screen. */
function pagerEnv(env: Host['env']): NodeJS.ProcessEnv {
	return { ...env, LESS: env.LESS ?? 'FRX', LESSCHARSET: env.LESSCHARSET ?? 'utf-8' };
}
