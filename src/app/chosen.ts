/**
 * Choosing a path, a level or a roadmap. Path and level are events like marks. The roadmap in use is a setting, and the
 * journal knows the change so that it can be undone: nothing writes two files at once, so the settings decide, and a line
 * in the journal that they do not bear out never took effect, or is taken back.
 */

import { chosenFor } from '../domain/choices.ts';
import { type Choice, defaultChoice, knownChoice } from '../domain/scope.ts';
import type { Chosen } from '../domain/undo.ts';
import { isUserError, UserError } from '../errors.ts';
import { record } from '../store/record.ts';
import { changeSettings, settingsNow } from './choices.ts';
import type { Desk } from './desk.ts';
import { append } from './learning.ts';
import { binding, SHIPPED, takeRoadmap } from './roadmaps.ts';
import type { Used } from './session.ts';

/** What is chosen, for a change that depends on it. @throws UserError when the settings cannot be read just now */
export async function chosenNow(desk: Desk): Promise<Required<Chosen>> {
	const { roadmap } = (await desk.roadmap()).book;
	const settings = settingsNow(desk);
	const wanted = { ...defaultChoice(roadmap), ...chosenFor(settings.choices, desk.memory(), roadmap.id) };
	return { ...knownChoice(roadmap, wanted), roadmap: settings.roadmap ?? SHIPPED };
}

/** Chooses, unless it is chosen already. @returns what was chosen before. @throws UserError; it then still is */
export async function choose(desk: Desk, what: keyof Choice, to: string): Promise<string> {
	const from = (await chosenNow(desk))[what];
	if (from === to) return from;
	await append(desk, { kind: 'choice', what, from, to, travels: true });
	desk.noteSaved();
	const chosen = await desk.roadmap();
	// Who has an id is known from the first change on. Settings that cannot be kept stop none.
	if (!chosen.isBound) await changeSettings(desk, binding(chosen)).catch(() => {});
	return from;
}

/**
 * Takes a roadmap into use. The change is one of that roadmap, for undo is about the one in use.
 * @throws UserError; the one before is then still in use
 */
export async function useRoadmap(desk: Desk, said: string, isMoved: boolean): Promise<Used> {
	const taken = await takeRoadmap(desk, said, isMoved);
	const [from, to] = [settingsNow(desk).roadmap ?? SHIPPED, taken.book.roadmap.id];
	if (from !== to) {
		try {
			record(desk.places(), desk.memory(), to, { kind: 'choice', what: 'roadmap', from, to }, desk.world.now());
		} catch (error) {
			throw notChosen(error);
		}
	}
	await changeSettings(desk, { ...binding(taken), roadmap: to });
	desk.noteSaved();
	return { from, to, clash: taken.clash ?? null };
}

/** Goes back to a roadmap, taking these events back. @throws UserError; nothing is taken back then, unless it is `kept` */
export async function useBack(desk: Desk, roadmap: string, takes: readonly string[]): Promise<void> {
	const { roadmap: before = SHIPPED } = settingsNow(desk);
	await changeSettings(desk, { roadmap });
	try {
		await append(desk, { kind: 'undo', takes });
	} catch (error) {
		if (isUserError(error) && error.kept) throw error;
		await changeSettings(desk, { roadmap: before }).catch(() => Promise.reject(halfway(error)));
		throw error;
	}
}

/** A line that the journal may keep chooses nothing as long as the settings were not changed. */
function notChosen(error: unknown): unknown {
	return isUserError(error) && error.kept ? new UserError(`Nothing was chosen. ${error.message}`) : error;
}

/** The settings were changed, the journal could not be, and now the settings cannot be changed again. */
function halfway(error: unknown): unknown {
	if (!isUserError(error)) return error;
	return new UserError(`The choice is taken back, but this could not be noted. ${error.message}`, { kept: true });
}
