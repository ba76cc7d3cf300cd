/** What an author needs: checking a roadmap, once or again and again, and beginning one. */

import type { World } from '../cli/host.ts';
import { Interrupted } from '../errors.ts';
import type { Desk } from './desk.ts';
import type { Session } from './session.ts';

/** How a roadmap is begun: never over a file. */
const NEW = { force: false, instead: 'Name another: roadmap new FILE' } as const;

export function authoring({ world, voice }: Desk): Pick<Session, 'check' | 'rounds' | 'begin' | 'roomFor'> {
	return {
		check: async (file) => {
			const { readSource } = await import('../content/source.ts');
			const { review } = await import('../content/compile.ts');
			return review(readSource(file), voice.slowly(file));
		},
		rounds: (file) => roundsOf(world, file),
		begin: async (file, draft, isForEditor) => {
			const { draftText, schemaLine } = await import('../content/draft.ts');
			const { writeOutput } = await import('../store/output-file.ts');
			const text = (isForEditor ? schemaLine(world.shelf) : '') + draftText(draft);
			writeOutput(file, text, NEW);
		},
		roomFor: async (file) => (await import('../store/output-file.ts')).refuseTaken(file, NEW),
	};
}

/** Ends when nobody reads the answers any more. @throws Interrupted on Ctrl-C */
async function* roundsOf(world: World, file: string): AsyncGenerator<number, void> {
	const { rounds } = await import('../content/watch.ts');
	const stop = new AbortController();
	let isInterrupted = false;
	const release = world.holdInterrupts(() => {
		isInterrupted = true;
		stop.abort();
	});
	world.stdout.once('error', () => stop.abort());
	try {
		yield* rounds(file, stop.signal);
	} finally {
		release();
	}
	if (!isInterrupted) return;
	// The terminal has written ^C, and the shell's prompt begins a line.
	if (world.stderr.isTTY) world.stderr.write('\n');
	throw new Interrupted();
}
