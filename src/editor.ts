/** Opening a file in the learner's editor: words without a shell, on their terminal, until they leave it. */
import { spawn } from 'node:child_process';
import { splitWords } from './splitting.ts';
import type { World } from './world.ts';

/** Why it did not work, in words that follow "Not edited, because"; undefined where it did. */
export interface EditorEnd {
	readonly fault: string | undefined;
}

/** VISUAL, else EDITOR, as every program of a terminal takes them. */
export function edit(world: World, file: string): Promise<EditorEnd> {
	const [program, ...args] = splitWords(world.env.VISUAL || world.env.EDITOR || '');
	if (program === undefined) return Promise.resolve({ fault: 'neither VISUAL nor EDITOR names an editor' });
	return new Promise((resolve) => {
		// Ctrl-C is the editor's key.
		const listen = world.holdInterrupts();
		const settle = (fault?: string) => {
			listen();
			resolve({ fault });
		};
		const failed = `${program} did not start`;
		try {
			const stdio = [world.stdin, world.stdout, world.stderr];
			const child = spawn(program, [...args, file], { env: { ...world.env }, stdio });
			child.on('error', () => settle(failed));
			child.on('close', (code) => settle(code === 0 ? undefined : `${program} ended with ${code ?? 'a signal'}`));
		} catch {
			settle(failed);
		}
	});
}
