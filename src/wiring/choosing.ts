/** Path, level and roadmap: what is chosen, and choosing. */
import type { Context, Known } from '../context.ts';
import { isUserError } from '../errors.ts';
import type { NoteChange } from '../model/event.ts';
import { patchOf, withoutPatch } from '../model/notes.ts';
import type { TakenBack } from '../model/undo.ts';
import { changeOf } from '../store/notes.ts';
import type { Step } from '../store/pending.ts';
import { choose, chosenNow, useBack, useRoadmap } from './chosen.ts';
import type { Desk } from './desk.ts';
import { append, openAt } from './learning.ts';
import { changeNotes, finishLeft, rawNote } from './pending.ts';
import { knownRoadmaps, openRoadmap, SHIPPED } from './roadmaps.ts';

type Choosing = Pick<Context, 'chosen' | 'choose' | 'takeBack' | 'roadmaps' | 'use'>;

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

async function takeBack(desk: Desk, { takes, choice, notes }: TakenBack): Promise<readonly string[]> {
	finishLeft(desk);
	const found = notes.map((change) => ({ change, step: stepBack(desk, change) }));
	if (choice?.roadmap !== undefined) await useBack(desk, choice.roadmap, takes);
	else {
		const steps = found.flatMap(({ step }) => step ?? []);
		await changeNotes(
			desk,
			(stage) => append(desk, { kind: 'undo', takes }, stage),
			() => steps,
		);
	}
	desk.noteSaved();
	return found.filter(({ step }) => !step).map(({ change }) => change.topic);
}

/** Undefined where the notes stay as they are: what was changed is not known here, or was changed again. */
function stepBack(desk: Desk, { roadmap, topic, id }: NoteChange): Step | undefined {
	const change = changeOf(desk.places(), { roadmap, id });
	const before = rawNote(desk, roadmap, topic);
	const after = change && withoutPatch(before, change);
	return after === undefined ? undefined : { roadmap, topic, patch: patchOf(before, after), adds: false };
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
