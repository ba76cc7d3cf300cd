/** Path, level and roadmap: what is chosen, and choosing. */

import type { NoteChange } from '../domain/event.ts';
import { patched, withoutEmptyBlocks, withoutPatch } from '../domain/notes.ts';
import type { TakenBack } from '../domain/undo.ts';
import { isUserError } from '../errors.ts';
import { settledNote } from '../store/editing.ts';
import { changeOf } from '../store/notes.ts';
import { choose, chosenNow, useBack, useRoadmap } from './chosen.ts';
import type { Desk } from './desk.ts';
import { append, openAt } from './learning.ts';
import { changeNotes, type NoteStep } from './note-changes.ts';
import { knownRoadmaps, openRoadmap, SHIPPED } from './roadmaps.ts';
import type { Known, Session } from './session.ts';

type Choosing = Pick<Session, 'chosen' | 'choose' | 'takeBack' | 'roadmaps' | 'use'>;

export function choosing(desk: Desk): Choosing {
	const { settings } = desk;
	return {
		chosen: () => chosenNow(desk),
		choose: (what, id) => choose(desk, what, id),
		takeBack: (what) => takeBack(desk, what),
		roadmaps: async () => {
			const quiet: Desk = { ...desk, voice: { ...desk.voice, warn: () => {}, damage: () => {} } };
			return Promise.all(knownRoadmaps(settings()).map((id) => knownAt(quiet, id)));
		},
		use: (said, isMoved) => useRoadmap(desk, said, isMoved),
	};
}

async function takeBack(desk: Desk, { takes, choice, notes, isRedo = false }: TakenBack): Promise<readonly string[]> {
	const found = notes.map((change) => ({ change, step: stepBack(desk, change, isRedo) }));
	if (choice?.roadmap !== undefined) await useBack(desk, choice.roadmap, takes);
	else {
		const steps = found.flatMap(({ step }) => step ?? []);
		await changeNotes(desk, steps, () => append(desk, { kind: 'undo', takes }));
	}
	desk.noteSaved();
	return found.filter(({ step }) => !step).map(({ change }) => change.topic);
}

/** Undefined where the notes stay as they are: what was changed is not known here, or was changed again. */
function stepBack(desk: Desk, change: NoteChange, isRedo: boolean): NoteStep | undefined {
	const { roadmap, topic } = change;
	const patch = changeOf(desk.places(), change);
	if (!patch) return undefined;
	if (isRedo) return { roadmap, topic, change: (before) => patched(before, patch) };
	const without = (text: string) => withoutPatch(text, patch);
	if (without(settledNote(desk.places(), roadmap, topic).note) === undefined) return undefined;
	return { roadmap, topic, change: (before) => withoutEmptyBlocks(without(before) ?? before) };
}

async function knownAt(desk: Desk, id: string): Promise<Known> {
	const { roadmap = SHIPPED, roadmaps } = desk.settings();
	const head = { id, file: roadmaps.get(id) ?? null, isInUse: id === roadmap };
	try {
		const { book } = await openRoadmap(desk, id);
		return { ...head, open: openAt(desk, book, desk.memory()), fault: null };
	} catch (error) {
		if (isUserError(error)) return { ...head, open: null, fault: error.message };
		throw error;
	}
}
