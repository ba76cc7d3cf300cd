/** Showing a text in the learner's pager: words without a shell, and no fault of ours when it is closed early. */
import { spawn } from 'node:child_process';
import type { World } from './host.ts';
import { splitWords } from './split-words.ts';

/** @returns false where there is no pager or it cannot be started: then the text is to be printed */
export function showInPager(world: World, text: string): Promise<boolean> {
	const [program, ...args] = pagerCommand(world.env);
	if (program === undefined) return Promise.resolve(false);
	return new Promise((resolve) => {
		// Ctrl-C is the pager's key: it must not end us and leave the pager without its terminal.
		const listen = world.holdInterrupts();
		const settle = (shown: boolean) => {
			listen();
			resolve(shown);
		};
		try {
			const stdio = ['pipe', world.stdout, world.stderr] as const;
			const child = spawn(program, args, { env: pagerEnv(world.env), stdio: [...stdio], windowsHide: true });
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
export function pagerCommand(env: World['env']): string[] {
	const words = splitWords(env.ROADMAP_PAGER ?? env.PAGER ?? 'less');
	return words.length === 1 && words[0] === 'cat' ? [] : words;
}

/** As git and gh do: colours pass, a short text needs no key, and it stays on the screen. */
function pagerEnv(env: World['env']): NodeJS.ProcessEnv {
	return { ...env, LESS: env.LESS ?? 'FRX', LESSCHARSET: env.LESSCHARSET ?? 'utf-8' };
}
