/** Path, level and roadmap: what is chosen, and choosing. */
import type { Context, Known } from '../context.ts';
import { isUserError } from '../errors.ts';
import { record } from '../store/record.ts';
import { changeSettings } from './choices.ts';
import { choose, chooseBack, chosenNow } from './chosen.ts';
import type { Desk } from './desk.ts';
import { append, openAt } from './learning.ts';
import { bound, knownRoadmaps, openRoadmap, SHIPPED, takeRoadmap } from './roadmaps.ts';

type Choosing = Pick<Context, 'chosen' | 'choose' | 'takeBack' | 'roadmaps' | 'use' | 'useAgain'>;

export function choosing(desk: Desk): Choosing {
	const { world, places, settings, memory } = desk;
	return {
		chosen: () => chosenNow(desk),
		choose: async (what, id) => {
			const from = await choose(desk, what, id);
			if (from !== id) desk.noteSaved();
			return from;
		},
		takeBack: async (takes, choice) => {
			if (choice) await chooseBack(desk, choice, takes);
			else await append(desk, { kind: 'undo', takes });
			desk.noteSaved();
		},
		roadmaps: async () => {
			const quiet: Desk = { ...desk, voice: { ...desk.voice, warn: () => {}, damage: () => {} } };
			return Promise.all(knownRoadmaps(settings()).map((id) => knownAt(quiet, id)));
		},
		use: async (said, isMoved) => {
			const taken = await takeRoadmap(desk, said, isMoved);
			const [from, to] = [settings().roadmap ?? SHIPPED, taken.book.roadmap.id];
			await changeSettings(desk, (now) => ({ ...bound(now, taken), roadmap: to }));
			if (from !== to) record(places(), memory(), to, { kind: 'choice', what: 'roadmap', from, to }, world.now());
			return { from, to, clash: taken.clash ?? null };
		},
		useAgain: (id) => changeSettings(desk, (now) => ({ ...now, roadmap: id })),
	};
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
