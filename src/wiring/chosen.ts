/**
 * Choosing a path, a level or a roadmap. A choice stands in two files: the settings have the value, the journal the
 * change, so that it can be undone. Nothing writes two files at once, so the settings decide, and their one rename is the
 * moment when it is done: a choice in the journal that the settings do not have never took effect, or is taken back.
 */
import type { Used } from '../context.ts';
import { isUserError, UserError } from '../errors.ts';
import { importedChoice } from '../model/imported.ts';
import { type Choice, defaultChoice, knownChoice } from '../model/scope.ts';
import type { Chosen } from '../model/undo.ts';
import { record } from '../store/record.ts';
import type { Settings } from '../store/settings.ts';
import { changeSettings, chosenFor, settingsNow } from './choices.ts';
import type { Desk } from './desk.ts';
import { append } from './learning.ts';
import { bound, SHIPPED, takeRoadmap } from './roadmaps.ts';

/** What is chosen, for a change that depends on it. @throws UserError when the settings cannot be read just now */
export async function chosenNow(desk: Desk): Promise<Required<Chosen>> {
	const { roadmap } = (await desk.roadmap()).book;
	const settings = settingsNow(desk);
	const wanted = { ...defaultChoice(roadmap), ...chosenFor(settings, desk.memory(), roadmap.id) };
	return { ...knownChoice(roadmap, wanted), roadmap: settings.roadmap ?? SHIPPED };
}

/** Chooses, unless it is chosen already. @returns what was chosen before. @throws UserError; it then still is */
export async function choose(desk: Desk, what: keyof Choice, to: string): Promise<string> {
	const from = (await chosenNow(desk))[what];
	if (from === to) return from;
	await append(desk, { kind: 'choice', what, from, to }).catch((error) => Promise.reject(notChosen(error)));
	await keep(desk, { [what]: to });
	desk.noteSaved();
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
	await changeSettings(desk, (now) => ({ ...bound(now, taken), roadmap: to }));
	desk.noteSaved();
	return { from, to, clash: taken.clash ?? null };
}

/** Takes a choice back, together with these events. @throws UserError; it then still stands, unless the error is `kept` */
export async function chooseBack(desk: Desk, choice: Chosen, takes: readonly string[]): Promise<void> {
	const { roadmap } = (await desk.roadmap()).book;
	const { roadmap: inUse, choices } = settingsNow(desk);
	const said: Said = { ...choices.get(roadmap.id), ...(inUse !== undefined && { roadmap: inUse }) };
	const beneath: Said = { ...defaultChoice(roadmap), ...importedChoice(desk.memory(), roadmap.id) };
	const whats = (['path', 'level', 'roadmap'] as const).filter((what) => what in choice);
	// What would be so anyway need not be said: then it also goes with the import that it came with.
	const needed = (what: keyof Chosen) => (choice[what] === beneath[what] ? undefined : choice[what]);
	await keep(desk, Object.fromEntries(whats.map((what) => [what, needed(what)])));
	try {
		await append(desk, { kind: 'undo', takes });
	} catch (error) {
		if (isUserError(error) && error.kept) throw error;
		const back = keep(desk, Object.fromEntries(whats.map((what) => [what, said[what]])));
		await back.catch(() => Promise.reject(halfway(error)));
		throw error;
	}
}

/** What the settings say; undefined for what they shall not say. */
type Said = { readonly [what in keyof Chosen]?: string | undefined };

async function keep(desk: Desk, { roadmap, ...said }: Said): Promise<void> {
	const chosen = await desk.roadmap();
	const { id } = chosen.book.roadmap;
	await changeSettings(desk, (now): Settings => {
		const { path, level } = { ...now.choices.get(id), ...said };
		const choice = { ...(path !== undefined && { path }), ...(level !== undefined && { level }) };
		const choices = new Map(now.choices).set(id, choice);
		return { ...bound(now, chosen), ...(roadmap !== undefined && { roadmap }), choices };
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
