/**
 * Choosing a path or a level. A choice stands in two files: the settings have the value, the journal the change, so that
 * it can be undone. Nothing writes two files at once, so the settings decide, and their one rename is the moment when it
 * is done: a choice in the journal that the settings do not have never took effect, or is taken back.
 */
import { isUserError, UserError } from '../errors.ts';
import { type Choice, defaultChoice, knownChoice } from '../model/scope.ts';
import { changeSettings, settingsNow } from './choices.ts';
import type { Desk } from './desk.ts';
import { append } from './learning.ts';
import { bound } from './roadmaps.ts';

/** What is chosen, for a change that depends on it. @throws UserError when the settings cannot be read just now */
export async function chosenNow(desk: Desk): Promise<Choice> {
	const { roadmap } = (await desk.roadmap()).book;
	return knownChoice(roadmap, { ...defaultChoice(roadmap), ...settingsNow(desk).choices.get(roadmap.id) });
}

/** Chooses, unless it is chosen already. @returns what was chosen before. @throws UserError; it then still is */
export async function choose(desk: Desk, what: keyof Choice, to: string): Promise<string> {
	const from = (await chosenNow(desk))[what];
	if (from === to) return from;
	await append(desk, { kind: 'choice', what, from, to }).catch((error) => Promise.reject(notChosen(error)));
	await keep(desk, { [what]: to });
	return from;
}

/** Takes a choice back, together with these events. @throws UserError; it then still stands, unless the error is `kept` */
export async function chooseBack(desk: Desk, choice: Partial<Choice>, takes: readonly string[]): Promise<void> {
	const chosen = await chosenNow(desk);
	const before = { ...('path' in choice && { path: chosen.path }), ...('level' in choice && { level: chosen.level }) };
	await keep(desk, choice);
	try {
		await append(desk, { kind: 'undo', takes });
	} catch (error) {
		if (isUserError(error) && error.kept) throw error;
		await keep(desk, before).catch(() => Promise.reject(halfway(error)));
		throw error;
	}
}

async function keep(desk: Desk, choice: Partial<Choice>): Promise<void> {
	const chosen = await desk.roadmap();
	const { id } = chosen.book.roadmap;
	await changeSettings(desk, (now) => {
		const choices = new Map(now.choices).set(id, { ...now.choices.get(id), ...choice });
		return { ...bound(now, chosen), choices };
	});
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
