/** Notes: files of the learner, and the journal that knows that they changed. */
import type { Context } from '../context.ts';
import { isUserError, UserError } from '../errors.ts';
import { patchOf } from '../model/notes.ts';
import type { Topic } from '../model/types.ts';
import { keepChange, makeRoom, notedRoadmaps, notedTopics, noteFile, rawOf, textOf } from '../store/notes.ts';
import type { Step } from '../store/pending.ts';
import type { Desk } from './desk.ts';
import { append } from './learning.ts';
import { changeNotes, finishLeft, rawNote, stepsToCome } from './pending.ts';

export function noting(desk: Desk): Pick<Context, 'notes'> {
	const { world, places, roadmap } = desk;
	const roadmapId = async () => (await roadmap()).book.roadmap.id;
	/** Where a topic's notes are, and what they are. */
	const notesOn = async (topic: Topic) => {
		const id = await roadmapId();
		finishLeft(desk);
		const steps = stepsToCome(desk);
		const name = nameOf(topicsIn(desk, id, steps), topic);
		return { id, name, file: noteFile(places(), id, name), before: rawNote(desk, id, name, steps) };
	};
	return {
		notes: {
			read: async ({ id, aliases = [] }) => {
				const book = await roadmapId();
				const steps = spared(desk, () => stepsToCome(desk), []);
				const read = (name: string) => spared(desk, () => textOf(rawNote(desk, book, name, steps)), '');
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
			append: async (topic, lines) => {
				const { id, name, file, before } = await notesOn(topic);
				const after = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${rawOf(lines)}\n`;
				await changeNotes(
					desk,
					(stage) => append(desk, { kind: 'note', topic: name }, stage),
					(event) => [{ roadmap: id, topic: name, id: event.id, patch: patchOf(before, after), adds: true }],
				);
				return file;
			},
			edit: async (topic) => {
				const { id, name, file, before } = await notesOn(topic);
				makeRoom(places(), id);
				const { edit } = await import('../editor.ts');
				const edited = await edit(world, file);
				const after = rawNote(desk, id, name);
				const changed = after !== before;
				if (changed) await noteEdited(desk, { id, name, before, after });
				return { file, changed, isEmpty: after.trim() === '', fault: edited.fault };
			},
		},
	};
}

/** The notes are in their file already: all that can fail is that undo knows of it. */
async function noteEdited(desk: Desk, { id, name, before, after }: Record<'id' | 'name' | 'before' | 'after', string>) {
	const keep = (event: { id: string }) => keepChange(desk.places(), { roadmap: id, ...event }, patchOf(before, after));
	try {
		await append(desk, { kind: 'note', topic: name }, keep);
	} catch (error) {
		if (!isUserError(error)) throw error;
		const hint = 'The next change of these notes can be taken back again.';
		throw new UserError(`Your notes are kept, but undo does not know of it. ${error.message}`, { hint, kept: true });
	}
	desk.noteSaved();
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
	const steps = spare(() => stepsToCome(desk), []);
	const noted = () => [...new Set([...notedRoadmaps(desk.places()), ...steps.map(({ roadmap }) => roadmap)])];
	return (roadmaps ?? spare(noted, [])).flatMap((roadmap) =>
		spare(() => topicsIn(desk, roadmap, steps), []).flatMap((topic) => {
			const text = spare(() => textOf(rawNote(desk, roadmap, topic, steps)), undefined);
			return text === undefined ? [] : [{ roadmap, topic, text }];
		}),
	);
}

function topicsIn(desk: Desk, roadmap: string, steps: readonly Step[]): string[] {
	const coming = steps.filter((step) => step.roadmap === roadmap).map(({ topic }) => topic);
	return [...new Set([...notedTopics(desk.places(), roadmap), ...coming])];
}

/** The name that a topic's notes have: its id, or the one that it had when they were begun. */
function nameOf(noted: readonly string[], { id, aliases = [] }: Topic): string {
	return [id, ...aliases].find((name) => noted.includes(name)) ?? id;
}
