/** Taking everything along, and bringing it in. */
import type { Context, Incoming } from '../context.ts';
import type { NoteText } from '../model/backup.ts';
import { allChosen } from '../model/choices.ts';
import type { ImportEvent } from '../model/event.ts';
import { fold } from '../model/memory.ts';
import { patchOf } from '../model/notes.ts';
import { bringIn } from '../store/bring-in.ts';
import { recallEverything } from '../store/everything.ts';
import { readInput } from '../store/input-file.ts';
import { rawOf } from '../store/notes.ts';
import type { Step } from '../store/pending.ts';
import { recallEvents } from '../store/recall.ts';
import { settingsNow } from './choices.ts';
import type { Desk } from './desk.ts';
import { openAt } from './learning.ts';
import { changeNotes, finishLeft, rawNote } from './pending.ts';
import { SHIPPED } from './roadmaps.ts';

type Keeping = Pick<
	Context,
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
		read: (file) => readInput(file, world.stdin),
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

/** All of it is one line of the journal; only the texts of notes are files of their own. */
async function keepAll(desk: Desk, roadmap: string, { events, changes, notes, choices }: Incoming): Promise<void> {
	const { world, places, memory } = desk;
	finishLeft(desk);
	await changeNotes<ImportEvent>(
		desk,
		(stage) => bringIn(places(), memory(), roadmap, { events, changes, notes, choices }, world.now(), stage),
		(event) => notes.map((note, i) => stepTo(desk, note, event.notes?.[i]?.id)),
	);
	desk.refresh({ memory: undefined });
}

/** From the notes as they are to those that came in. */
function stepTo(desk: Desk, { roadmap, topic, text }: NoteText, id: string | undefined): Step {
	const patch = patchOf(rawNote(desk, roadmap, topic), rawOf(text));
	return { roadmap, topic, ...(id !== undefined && { id }), patch, adds: false };
}
