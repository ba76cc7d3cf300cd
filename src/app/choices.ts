/**
 * Choosing a path, a level or a roadmap. Path and level are events like marks. The roadmap in use is a setting, and the
 * journal knows the change so that it can be undone: nothing writes two files at once, so the settings decide, and a line
 * in the journal that they do not bear out never took effect, or is taken back.
 */

import { allChosen, chosenFor } from '../domain/choices.ts';
import { type Choice, defaultChoice, knownChoice } from '../domain/scope.ts';
import type { Chosen } from '../domain/undo.ts';
import { UserError } from '../errors.ts';
import { appendEvent } from '../store/append-event.ts';
import { openForUse, registration, SHIPPED } from './roadmaps.ts';
import type { Session } from './session.ts';

/** What was chosen, as `export` takes it along. */
interface AllChoices {
	readonly roadmap: string;
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
}

/** The ids before and now, and who else has the id that the file claims. */
interface UsedRoadmap {
	readonly from: string;
	readonly to: string;
	readonly clash: string | null;
}

/** What is chosen, for a change that depends on it. @throws UserError when the settings cannot be read just now */
export async function currentChoice(session: Session): Promise<Required<Chosen>> {
	const { roadmap } = (await session.roadmap()).compiled;
	const settings = session.settingsForChange();
	const wanted = { ...defaultChoice(roadmap), ...chosenFor(settings.choices, session.memory, roadmap.id) };
	return { ...knownChoice(roadmap, wanted), roadmap: settings.roadmap ?? SHIPPED };
}

/** What is chosen for every roadmap. @throws UserError when the settings cannot be read just now */
export function allChoices(session: Session): AllChoices {
	const { roadmap = SHIPPED, choices } = session.settingsForChange();
	return { roadmap, choices: Object.fromEntries(allChosen(choices, session.memory)) };
}

/** Chooses, unless it is chosen already. @returns what was chosen before. @throws UserError; it then still is */
export async function choose(session: Session, what: keyof Choice, to: string): Promise<string> {
	const from = (await currentChoice(session))[what];
	if (from !== to) await session.save({ kind: 'choice', what, from, to, travels: true });
	return from;
}

/**
 * Takes a roadmap into use: a file, a folder, or the id of a known one. The change is one of that roadmap, for undo is
 * about the one in use.
 * @param isMoved the file is the roadmap that has its id already, at another place
 * @throws UserError; the one before is then still in use
 */
export async function useRoadmap(session: Session, named: string, isMoved: boolean): Promise<UsedRoadmap> {
	const opened = await openForUse(session, named, isMoved);
	const [from, to] = [session.settingsForChange().roadmap ?? SHIPPED, opened.compiled.roadmap.id];
	if (from !== to) {
		try {
			appendEvent(session.places, session.memory, to, { kind: 'choice', what: 'roadmap', from, to }, session.now());
		} catch (error) {
			throw notChosen(error);
		}
	}
	await session.changeSettings({ ...registration(opened), roadmap: to });
	session.hasSaved = true;
	return { from, to, clash: opened.clash ?? null };
}

/** Goes back to a roadmap, taking these events back. @throws UserError; nothing is taken back then, unless it is `kept` */
export async function useRoadmapAgain(session: Session, roadmap: string, takes: readonly string[]): Promise<void> {
	const { roadmap: before = SHIPPED } = session.settingsForChange();
	await session.changeSettings({ roadmap });
	try {
		await session.append({ kind: 'undo', takes });
	} catch (error) {
		if (error instanceof UserError && error.kept) throw error;
		await session.changeSettings({ roadmap: before }).catch(() => Promise.reject(halfway(error)));
		throw error;
	}
}

/** A line that the journal may keep chooses nothing as long as the settings were not changed. */
function notChosen(error: unknown): unknown {
	return error instanceof UserError && error.kept ? new UserError(`Nothing was chosen. ${error.message}`) : error;
}

/** The settings were changed, the journal could not be, and now the settings cannot be changed again. */
function halfway(error: unknown): unknown {
	if (!(error instanceof UserError)) return error;
	return new UserError(`The choice is taken back, but this could not be noted. ${error.message}`, { kept: true });
}
