/** Notes: files of the learner, and the journal that knows that they changed. */
import type { Context } from '../context.ts';
import { isUserError } from '../errors.ts';
import type { Topic } from '../model/types.ts';
import {
	appendNote,
	keepChange,
	makeRoom,
	notedRoadmaps,
	notedTopics,
	noteFile,
	readNote,
	takeOut,
} from '../store/notes.ts';
import { record } from '../store/record.ts';
import type { Desk } from './desk.ts';

export function noting(desk: Desk): Pick<Context, 'notes'> {
	const { world, places, roadmap, memory } = desk;
	const roadmapId = async () => (await roadmap()).book.roadmap.id;
	/** The journal first: a change that it does not know could not be taken back. */
	const note = async (topic: string, before: string, after: string) => {
		const id = await roadmapId();
		const event = record(places(), memory(), id, { kind: 'note', topic }, world.now());
		desk.refresh({ memory: undefined });
		keepChange(places(), { roadmap: id, topic, id: event.id }, before, after);
	};
	/** Notes that cannot be read are told, and stop nothing else. */
	const spared = <T>(read: () => T, instead: T): T => {
		try {
			return read();
		} catch (error) {
			if (!isUserError(error)) throw error;
			desk.voice.warn(`${error.message} It is left out; roadmap doctor says more.`);
			return instead;
		}
	};
	const textsIn = (id: string) =>
		spared(() => notedTopics(places(), id), []).flatMap((topic) => {
			const text = spared(() => readNote(places(), id, topic), undefined);
			return text === undefined ? [] : [{ roadmap: id, topic, text }];
		});
	return {
		notes: {
			read: async ({ id, aliases = [] }) => {
				const book = await roadmapId();
				const texts = [id, ...aliases].map((name) => spared(() => readNote(places(), book, name), ''));
				return texts.filter((text) => text.trim() !== '').join('\n');
			},
			all: async () => new Map(textsIn(await roadmapId()).map(({ topic, text }) => [topic, text])),
			everywhere: async () => spared(() => notedRoadmaps(places()), []).flatMap(textsIn),
			append: async (topic, lines) => {
				const id = await roadmapId();
				const name = nameOf(notedTopics(places(), id), topic);
				const before = readNote(places(), id, name);
				await note(name, before, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines}\n`);
				appendNote(places(), id, name, lines);
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
				const after = readNote(places(), id, name);
				const changed = after !== before;
				if (changed) await note(name, before, after);
				return { file, changed, isEmpty: after.trim() === '', fault: edited.fault };
			},
			takeBack: async (change) => takeOut(places(), change),
		},
	};
}

/** The name that a topic's notes have: its id, or the one that it had when they were begun. */
function nameOf(noted: readonly string[], { id, aliases = [] }: Topic): string {
	return [id, ...aliases].find((name) => noted.includes(name)) ?? id;
}
