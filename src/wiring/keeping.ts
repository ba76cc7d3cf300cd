/** Taking everything along, and bringing it in. */
import type { Context, Incoming } from '../context.ts';
import { topicsAbout } from '../model/event.ts';
import { fold } from '../model/memory.ts';
import { bringIn } from '../store/bring-in.ts';
import { readInput } from '../store/input-file.ts';
import { keepBefore, readNote, writeNote } from '../store/notes.ts';
import { recallEvents } from '../store/recall.ts';
import { changeSettings } from './choices.ts';
import type { Desk } from './desk.ts';
import { openAt } from './learning.ts';
import { SHIPPED } from './roadmaps.ts';

type Keeping = Pick<Context, 'settings' | 'write' | 'read' | 'previewImport' | 'bringIn'>;

export function keeping(desk: Desk): Keeping {
	const { world, places, roadmap } = desk;
	return {
		settings: () => {
			const { roadmap: inUse = SHIPPED, choices } = desk.settings();
			return { roadmap: inUse, choices: Object.fromEntries(choices) };
		},
		write: async (file, text, force) => (await import('../store/output-file.ts')).writeOutput(file, text, { force }),
		read: (file) => readInput(file, world.stdin),
		previewImport: async (events) => {
			const { book } = await roadmap();
			return openAt(desk, book, fold([...recallEvents(places()), ...events], world.now()));
		},
		bringIn: async (incoming) => {
			const { book } = await roadmap();
			await keepAll(desk, book.roadmap.id, incoming);
			return openAt(desk, book, desk.memory());
		},
	};
}

/** The journal first, in one line: what it does not know could not be taken back. */
async function keepAll(desk: Desk, roadmap: string, { events, changes, notes, choices }: Incoming): Promise<void> {
	const { world, places, memory } = desk;
	const noted = notes.map((note) => ({ roadmap: note.roadmap, change: { kind: 'note', topic: note.topic } as const }));
	const made = [...changes.map((change) => ({ roadmap, change })), ...noted];
	const written = bringIn(places(), memory(), roadmap, events, made, world.now());
	desk.refresh({ memory: undefined });
	for (const { roadmap: id, topic, text } of notes) {
		const event = written.find((one) => one.kind === 'note' && one.roadmap === id && topicsAbout(one).includes(topic));
		if (event) keepBefore(places(), id, event.id, readNote(places(), id, topic));
		writeNote(places(), id, topic, text);
	}
	if (Object.keys(choices).length > 0) {
		await changeSettings(desk, (now) => ({ ...now, choices: new Map([...Object.entries(choices), ...now.choices]) }));
	}
}
