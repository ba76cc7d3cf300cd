/** Notes: files of the learner, and the journal that knows that they changed. */
import type { Context } from '../context.ts';
import type { NoteEvent } from '../model/event.ts';
import type { Topic } from '../model/types.ts';
import {
	appendNote,
	keepBefore,
	makeRoom,
	notedRoadmaps,
	notedTopics,
	noteFile,
	readNote,
	textBefore,
	writeNote,
} from '../store/notes.ts';
import { record } from '../store/record.ts';
import type { Desk } from './desk.ts';

export function noting(desk: Desk): Pick<Context, 'notes'> {
	const { world, places, roadmap, memory } = desk;
	const roadmapId = async () => (await roadmap()).book.roadmap.id;
	/** The journal first: a change that it does not know could not be taken back. */
	const change = async (name: string, write: (id: string) => void, before: string) => {
		const id = await roadmapId();
		const event = record(places(), memory(), id, { kind: 'note', topic: name }, world.now());
		desk.refresh({ memory: undefined });
		keepBefore(places(), id, event.id, before);
		write(id);
	};
	return {
		notes: {
			read: async (topic) => {
				const id = await roadmapId();
				return readNote(places(), id, nameOf(notedTopics(places(), id), topic));
			},
			all: async () => {
				const id = await roadmapId();
				return new Map(notedTopics(places(), id).map((name) => [name, readNote(places(), id, name)]));
			},
			everywhere: async () =>
				notedRoadmaps(places()).flatMap((id) =>
					notedTopics(places(), id).map((topic) => ({ roadmap: id, topic, text: readNote(places(), id, topic) })),
				),
			append: async (topic, lines) => {
				const id = await roadmapId();
				const name = nameOf(notedTopics(places(), id), topic);
				await change(name, () => appendNote(places(), id, name, lines), readNote(places(), id, name));
				return noteFile(places(), id, name);
			},
			edit: async (topic) => {
				const id = await roadmapId();
				const name = nameOf(notedTopics(places(), id), topic);
				const file = noteFile(places(), id, name);
				makeRoom(places(), id);
				const before = readNote(places(), id, name);
				const { edit } = await import('../editor.ts');
				const edited = await edit(world, file);
				const changed = readNote(places(), id, name) !== before;
				if (changed) await change(name, () => {}, before);
				return { file, changed, fault: edited.fault };
			},
			takeBack: async (event: NoteEvent) => {
				const before = textBefore(places(), event.roadmap, event.id);
				if (before !== undefined) writeNote(places(), event.roadmap, event.topic, before);
			},
		},
	};
}

/** The name that a topic's notes have: its id, or the one that it had when they were begun. */
function nameOf(noted: readonly string[], { id, aliases = [] }: Topic): string {
	return [id, ...aliases].find((name) => noted.includes(name)) ?? id;
}
