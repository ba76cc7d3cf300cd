/** Opening a file in the learner's editor: words without a shell, on their terminal, until they leave it. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { World } from './host.ts';
import { splitWords } from './split-words.ts';

/** Why it did not work, in words that follow "Not edited, because"; undefined where it did. */
export interface EditorEnd {
	readonly fault: string | undefined;
}

/**
 * Opens a file in VISUAL, else EDITOR; where neither names one, in what git would take (vi), else nano; on Windows notepad.
 * Which it is then, is said.
 */
export async function edit(world: World, file: string): Promise<EditorEnd> {
	const named = splitWords(world.env.VISUAL || world.env.EDITOR || '');
	if (named.length > 0) return start(world, named, file);
	const usual = world.platform === 'win32' ? ['notepad'] : ['vi', 'nano'];
	const there = usual.find((program) => world.platform === 'win32' || isOnPath(world, program));
	if (there === undefined) return { fault: 'neither VISUAL nor EDITOR names an editor' };
	world.stderr.write(`No editor is set in VISUAL or EDITOR, so this is ${there}.\n`);
	return start(world, [there], file);
}

function isOnPath({ env }: World, program: string): boolean {
	const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
	return folders.some((folder) => fs.existsSync(path.join(folder, program)));
}

function start(world: World, [program = '', ...args]: readonly string[], file: string): Promise<EditorEnd> {
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
