/**
 * Choosing a path, a level or a roadmap. Path and level are events like marks. The roadmap in use is a setting with an
 * event beside it for undo. The two files cannot be written atomically, so the setting decides: a choice event that it
 * contradicts never took effect, or was undone.
 */

import { allChosen, chosenFor } from '../domain/choices.ts';
import { type Choice, defaultChoice, knownChoice } from '../domain/scope.ts';
import type { Chosen } from '../domain/undo.ts';
import { UserError } from '../errors.ts';
import { appendEvent } from '../store/append-event.ts';
import { openForUse, registration, SHIPPED, type UseOptions } from './roadmaps.ts';
import type { Session } from './session.ts';

/** All choices, as `export` writes them. */
interface AllChoices {
	readonly roadmap: string;
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
}

/** The ids before and after, and who else owns the id that the file declares. */
interface UsedRoadmap {
	readonly from: string;
	readonly to: string;
	readonly clash: string | null;
	/** Whether a known roadmap's file was opened from a new place. */
	readonly isRelocated: boolean;
}

/** Returns the current choices for a change that depends on them. @throws UserError if the settings cannot be read */
export async function currentChoice(session: Session): Promise<Required<Chosen>> {
	const { roadmap } = (await session.roadmap()).compiled;
	const settings = session.settingsForChange();
	const wanted = { ...defaultChoice(roadmap), ...chosenFor(settings.choices, session.memory, roadmap.id) };
	return { ...knownChoice(roadmap, wanted), roadmap: settings.roadmap ?? SHIPPED };
}

/** Returns the choices for every roadmap. @throws UserError if the settings cannot be read */
export function allChoices(session: Session): AllChoices {
	const { roadmap = SHIPPED, choices } = session.settingsForChange();
	return { roadmap, choices: Object.fromEntries(allChosen(choices, session.memory)) };
}

/**
 * Saves a choice unless it is already in effect. @returns the previous choice. @throws UserError; the choice is then
 * unchanged
 */
export async function choose(session: Session, what: keyof Choice, to: string): Promise<string> {
	const from = (await currentChoice(session))[what];
	if (from !== to) await session.save({ kind: 'choice', what, from, to, travels: true });
	return from;
}

/**
 * Switches to a roadmap: a file, a folder, or the id of a known one. The event belongs to the new roadmap, because undo
 * works on the one in use.
 * @throws UserError; the previous roadmap is then still in use
 */
export async function useRoadmap(session: Session, named: string, options: UseOptions): Promise<UsedRoadmap> {
	const opened = await openForUse(session, named, options);
	const settings = session.settingsForChange();
	const [from, to] = [settings.roadmap ?? SHIPPED, opened.compiled.roadmap.id];
	const before = settings.roadmaps.get(to);
	if (from !== to) {
		try {
			appendEvent(session.places, session.memory, to, { kind: 'choice', what: 'roadmap', from, to }, session.now());
		} catch (error) {
			throw notChosen(error);
		}
	}
	await session.changeSettings({ ...registration(opened, settings), roadmap: to });
	session.hasSaved = true;
	return { from, to, clash: opened.clash ?? null, isRelocated: before !== undefined && before !== opened.file };
}

/**
 * Undoes a switch: goes back to `roadmap` and undoes the given events. @throws UserError; nothing is undone then unless
 * it is marked `kept`
 */
export async function undoUse(session: Session, roadmap: string, takes: readonly string[]): Promise<void> {
	const { roadmap: before = SHIPPED } = session.settingsForChange();
	await session.changeSettings({ roadmap });
	try {
		await session.append({ kind: 'undo', takes });
	} catch (error) {
		if (error instanceof UserError && error.kept) throw error;
		await session.changeSettings({ roadmap: before }).catch(() => Promise.reject(notRecorded(error)));
		throw error;
	}
}

/** Even if the event was kept, it has no effect, because the settings were not changed. */
function notChosen(error: unknown): unknown {
	return error instanceof UserError && error.kept ? new UserError(`Nothing was chosen. ${error.message}`) : error;
}

/** The settings were changed, appending the event failed, and the settings could not be restored. */
function notRecorded(error: unknown): unknown {
	if (!(error instanceof UserError)) return error;
	return new UserError(`The choice is taken back, but this could not be noted. ${error.message}`, { kept: true });
}
