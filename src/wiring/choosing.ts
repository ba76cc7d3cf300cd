/** Path, level and roadmap: what is chosen, and choosing. */
import type { Context, Known } from '../context.ts';
import { isUserError } from '../errors.ts';
import { record } from '../store/record.ts';
import { changeSettings } from './choices.ts';
import type { Desk } from './desk.ts';
import { openAt } from './learning.ts';
import { bound, knownRoadmaps, openRoadmap, SHIPPED, takeRoadmap } from './roadmaps.ts';

export function choosing(desk: Desk): Pick<Context, 'choose' | 'roadmaps' | 'use' | 'useAgain'> {
	const { world, places, settings, memory, roadmap } = desk;
	return {
		choose: async (choice) => {
			const chosen = await roadmap();
			const { id } = chosen.book.roadmap;
			await changeSettings(desk, (now) => ({ ...bound(now, chosen), choices: new Map(now.choices).set(id, choice) }));
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
