/** Taking everything along, and bringing it in. */

import { allChosen } from '../domain/choices.ts';
import { fold } from '../domain/memory.ts';
import { mergedNotes } from '../domain/notes.ts';
import { EXIT, UserError } from '../errors.ts';
import { bringIn } from '../store/bring-in.ts';
import { readInput } from '../store/input-file.ts';
import { rawOf, textOf } from '../store/notes.ts';
import { recallEvents, recallEverything } from '../store/recall.ts';
import { settingsNow } from './choices.ts';
import type { Desk } from './desk.ts';
import { openAt } from './learning.ts';
import { changeNotes } from './note-changes.ts';
import { SHIPPED } from './roadmaps.ts';
import type { Incoming, Session } from './session.ts';

type Keeping = Pick<
	Session,
	'settings' | 'everything' | 'write' | 'read' | 'previewImport' | 'previewWithout' | 'bringIn'
>;

export function keeping(desk: Desk): Keeping {
	const { world, places, roadmap } = desk;
	return {
		settings: () => {
			const { roadmap: inUse = SHIPPED, choices } = settingsNow(desk);
			return { roadmap: inUse, choices: Object.fromEntries(allChosen(choices, desk.memory())) };
		},
		everything: () => recallEverything(places()),
		write: async (file, text, force) => (await import('../store/output-file.ts')).writeOutput(file, text, { force }),
		read: (file) => {
			if (file === '-' && world.stdin.isTTY && desk.globals.noInput) throw nobodyTypes();
			return readInput(file, world.stdin);
		},
		previewImport: async (events) => {
			const { book } = await roadmap();
			return openAt(desk, book, fold([...recallEvents(places()), ...events], world.now()));
		},
		previewWithout: async (ids) => {
			const { book } = await roadmap();
			const left = recallEvents(places()).filter(({ id }) => !ids.includes(id));
			return openAt(desk, book, fold(left, world.now()));
		},
		bringIn: async (incoming) => {
			const { book } = await roadmap();
			await keepAll(desk, book.roadmap.id, incoming);
			return openAt(desk, book, desk.memory());
		},
	};
}

/** What a terminal gives somebody would have to type. */
function nobodyTypes(): UserError {
	const hint = 'Send it something: some-program | roadmap …';
	return new UserError('The standard input is a terminal, and --no-input says that nobody types there.', {
		hint,
		code: EXIT.usage,
	});
}

/** All of it is one line of the journal; only the texts of notes are files of their own. */
async function keepAll(desk: Desk, roadmap: string, { notes, ...incoming }: Incoming): Promise<void> {
	const { world, places, memory } = desk;
	const steps = notes.map(({ text, ...note }) => ({ ...note, change: (before: string) => withNotes(before, text) }));
	await changeNotes(desk, steps, (patches) => {
		const changed = notes.map(({ roadmap: about, topic }, i) => {
			const patch = patches[i];
			return { roadmap: about, topic, ...(patch && { patch }) };
		});
		bringIn(places(), memory(), roadmap, { ...incoming, notes: changed }, world.now());
	});
	desk.refresh({ memory: undefined });
}

/** Notes, and behind them what a text has more. Of what is there every byte stays. */
function withNotes(before: string, text: string): string {
	const ours = textOf(before);
	const whole = mergedNotes(ours, text);
	if (whole === ours) return before;
	const end = ours.trimEnd();
	const blank = Buffer.byteLength(ours.slice(end.length));
	return before.slice(0, before.length - blank) + rawOf(whole.slice(end.length));
}
