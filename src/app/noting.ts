/** Notes: files of the learner, and the journal that knows that they changed. */

import type { Topic } from '../domain/types.ts';
import { isUserError } from '../errors.ts';
import { noteCopies, notedRoadmaps, notedTopics, noteFile, rawOf, readRaw, textOf } from '../store/notes.ts';
import type { Desk } from './desk.ts';
import { alone, appendNote, changeNotes } from './note-changes.ts';
import type { Session } from './session.ts';

export function noting(desk: Desk): Pick<Session, 'notes' | 'alone'> {
	const { places, roadmap } = desk;
	const roadmapId = async () => (await roadmap()).book.roadmap.id;
	/** Where a topic's notes are. */
	const notesOn = async (topic: Topic) => {
		const id = await roadmapId();
		const name = nameOf(notedTopics(places(), id), topic);
		return { roadmap: id, topic: name, file: noteFile(places(), id, name) };
	};
	return {
		notes: {
			read: async ({ id, aliases = [] }) => {
				const book = await roadmapId();
				const read = (name: string) => spared(desk, () => textOf(readRaw(places(), book, name)), '');
				const texts = [id, ...aliases].map(read);
				return texts.filter((text) => text.trim() !== '').join('\n');
			},
			all: async () => {
				const texts = textsIn(desk, [await roadmapId()], (read, instead) => spared(desk, read, instead));
				return new Map(texts.map(({ topic, text }) => [topic, text]));
			},
			everywhere: async (isSpared) => {
				const spare: Spare = isSpared ? (read, instead) => spared(desk, read, instead) : (read) => read();
				return textsIn(desk, undefined, spare);
			},
			copies: async (isWanted) => {
				const id = await roadmapId();
				const copies = spared(desk, () => noteCopies(places(), id), []).filter(({ topic }) => isWanted(topic));
				for (const { topic, file } of copies)
					desk.voice.warn(`There is a second copy of the notes on ${topic}: ${file}. roadmap doctor says more.`);
				return copies;
			},
			append: (topic, lines) =>
				alone(desk, async () => {
					const { file, ...note } = await notesOn(topic);
					await changeNotes(desk, [{ ...note, change: (before) => withLines(before, rawOf(lines)) }], (patches) =>
						appendNote(desk, note.topic, patches[0]),
					);
					return file;
				}),
			edit: async (topic) => {
				const { editNote } = await import('./note-editing.ts');
				return editNote(desk, topic, await notesOn(topic));
			},
		},
		alone: (work) => alone(desk, work),
	};
}

function withLines(before: string, lines: string): string {
	return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines}\n`;
}

type Spare = <T>(read: () => T, instead: T) => T;

/** Notes that cannot be read are told, and stop nothing else. */
function spared<T>({ voice }: Desk, read: () => T, instead: T): T {
	try {
		return read();
	} catch (error) {
		if (!isUserError(error)) throw error;
		voice.warn(`${error.message} It is left out; roadmap doctor says more.`);
		return instead;
	}
}

/** All notes on these roadmaps; on every one where none are named. */
function textsIn(desk: Desk, roadmaps: readonly string[] | undefined, spare: Spare) {
	const places = desk.places();
	return (roadmaps ?? spare(() => notedRoadmaps(places), [])).flatMap((roadmap) =>
		spare(() => notedTopics(places, roadmap), []).flatMap((topic) => {
			const text = spare(() => textOf(readRaw(places, roadmap, topic)), undefined);
			return text === undefined ? [] : [{ roadmap, topic, text }];
		}),
	);
}

/** The name that a topic's notes have: its id, or the one that it had when they were begun. */
function nameOf(noted: readonly string[], { id, aliases = [] }: Topic): string {
	return [id, ...aliases].find((name) => noted.includes(name)) ?? id;
}
