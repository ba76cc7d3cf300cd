/** Taking everything along, and bringing it in. */
import type { Context, Incoming } from '../context.ts';
import { fold } from '../model/memory.ts';
import type { Choice } from '../model/scope.ts';
import { bringIn } from '../store/bring-in.ts';
import { recallEverything } from '../store/everything.ts';
import { readInput } from '../store/input-file.ts';
import { keepChange, readNote, writeNote } from '../store/notes.ts';
import { recallEvents } from '../store/recall.ts';
import type { Settings } from '../store/settings.ts';
import { changeSettings } from './choices.ts';
import type { Desk } from './desk.ts';
import { openAt } from './learning.ts';
import { SHIPPED } from './roadmaps.ts';

type Keeping = Pick<
	Context,
	'settings' | 'everything' | 'write' | 'read' | 'previewImport' | 'previewWithout' | 'bringIn' | 'unchoose'
>;

export function keeping(desk: Desk): Keeping {
	const { world, places, roadmap } = desk;
	return {
		settings: () => {
			const { roadmap: inUse = SHIPPED, choices } = desk.settings();
			return { roadmap: inUse, choices: Object.fromEntries(choices) };
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
		unchoose: async (choices) => {
			const same = ({ choices: now }: Settings, [id, was]: [string, Partial<Choice>]) =>
				now.get(id)?.path === was.path && now.get(id)?.level === was.level;
			const back = Object.entries(choices).filter((choice) => same(desk.settings(), choice));
			if (back.length === 0) return;
			const ids = new Set(back.map(([id]) => id));
			await changeSettings(desk, (now) => ({
				...now,
				choices: new Map([...now.choices].filter(([id]) => !ids.has(id))),
			}));
		},
	};
}

/** The journal first, in one line: what it does not know could not be taken back. */
async function keepAll(desk: Desk, roadmap: string, { events, changes, notes, choices }: Incoming): Promise<void> {
	const { world, places, memory } = desk;
	const written = bringIn(places(), memory(), roadmap, { events, changes, notes, choices }, world.now());
	desk.refresh({ memory: undefined });
	desk.noteSaved();
	for (const [i, change] of (written.notes ?? []).entries()) {
		const { text = '' } = notes[i] ?? {};
		keepChange(places(), change, readNote(places(), change.roadmap, change.topic), text);
		writeNote(places(), change.roadmap, change.topic, text);
	}
	if (Object.keys(choices).length > 0) {
		await changeSettings(desk, (now) => ({ ...now, choices: new Map([...Object.entries(choices), ...now.choices]) }));
	}
}
