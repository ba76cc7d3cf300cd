/**
 * Which roadmap is meant, and under which id its progress is kept.
 *
 * Progress is kept by roadmap id. Two files can have the same id, and then it would be mixed: the one that was known
 * first keeps the id, the other is told so, and its progress stands under an id that its place decides.
 */

import type { World } from '../cli/host.ts';
import type { Fault } from '../content/fault.ts';
import { idApart, isAway, isThere, placeOf } from '../content/identity.ts';
import { openFile, openShipped } from '../content/library.ts';
import type { Book } from '../content/shelf.ts';
import { closest } from '../domain/closest.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import { fileError } from '../store/files.ts';
import type { Settings } from '../store/settings.ts';
import type { SettingsChange } from '../store/settings-file.ts';
import type { Desk } from './desk.ts';

/** The id of the roadmap that comes with the program. */
export const SHIPPED = 'data-engineer';

/** An opened roadmap. Its id is the one that its progress is kept under. */
export interface Chosen {
	readonly book: Book;
	/** Where it was read, absolute and without links; undefined for the one that comes with the program. */
	readonly file: string | undefined;
	/** The id that the file gives. */
	readonly claims: string;
	/** Whether the settings know already that this file has this id. */
	readonly isBound: boolean;
	/** Who has the id that the file claims; undefined where nobody else does. */
	readonly clash: string | undefined;
}

/**
 * Opens the roadmap that was said (a file, a folder, or the id of a known one), else the one in use.
 * @throws UserError with exit 3 when there is none, 5 when it has faults
 */
export async function openRoadmap(desk: Desk, said: string | undefined): Promise<Chosen> {
	const word = said ?? desk.settings().roadmap ?? SHIPPED;
	if (word === SHIPPED) return shipped(desk.world);
	const known = desk.settings().roadmaps.get(word);
	if (known === undefined && said === undefined) throw notKnown(word);
	if (known === undefined && SLUG.test(word) && !isThere(word)) throw noSuchRoadmap(word, desk.settings());
	if (known !== undefined && isAway(known)) throw fileAway(word, known);
	return openOwn(desk, known ?? word);
}

/** The ids of all that are known, the shipped one first. */
export function knownRoadmaps({ roadmaps }: Settings): string[] {
	return [SHIPPED, ...[...roadmaps.keys()].sort()];
}

/** The change of the settings that gives a file its id. */
export function binding({ book, file }: Chosen): SettingsChange {
	return file === undefined ? {} : { roadmaps: { [book.roadmap.id]: file } };
}

/**
 * Opens a roadmap in order to use it from now on.
 * @param isMoved its progress goes on under the id that the file claims, whoever has it
 * @throws UserError
 */
export async function takeRoadmap(desk: Desk, said: string, isMoved: boolean): Promise<Chosen> {
	const chosen = await openRoadmap(desk, said);
	if (!isMoved || chosen.clash === undefined) return chosen;
	if (chosen.claims === SHIPPED) {
		throw new UserError(`${SHIPPED} is the id of the roadmap that comes with the program.`, {
			hint: 'Give your roadmap an id of its own, in the line id: of its file.',
		});
	}
	return { ...chosen, book: renamed(chosen.book, chosen.claims), clash: undefined };
}

/** That a roadmap's id is taken, and what to do. */
export function clashWords({ book, claims, clash = '', file = '' }: Chosen): string {
	const same =
		claims === SHIPPED ? '' : ` If it is the same roadmap at a new place: roadmap use ${shellWord(file)} --moved.`;
	return `The id ${claims} is taken by ${clash}. Progress in ${file} is kept apart, as ${book.roadmap.id}; an id of its own is better.${same}`;
}

async function openOwn({ world, places, settings, voice }: Desk, file: string): Promise<Chosen> {
	const { roadmaps } = settings();
	const opened = await openFile(file, places().cache, world.version, voice.slowly(file));
	if (opened.faults) throw faulty(file, opened.faults);
	const { book } = opened;
	const real = realPlace(file);
	const { id } = book.roadmap;
	const apart = idApart(id, real);
	const isBound = roadmaps.get(id) === real || roadmaps.get(apart) === real;
	const clash = holderOf(id, real, roadmaps);
	return { book: clash === undefined ? book : renamed(book, apart), file: real, claims: id, isBound, clash };
}

function realPlace(file: string): string {
	try {
		return placeOf(file);
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

function shipped({ shelf }: World): Chosen {
	return { book: openShipped(shelf), file: undefined, claims: SHIPPED, isBound: true, clash: undefined };
}

/** Who has an id, other than this file. A file that is gone has nothing any more: it was moved. */
function holderOf(id: string, file: string, roadmaps: Settings['roadmaps']): string | undefined {
	if (id === SHIPPED) return 'the roadmap that comes with the program';
	const holder = roadmaps.get(id);
	return holder === undefined || holder === file || !isThere(holder) ? undefined : holder;
}

function renamed(book: Book, id: string): Book {
	return { ...book, roadmap: { ...book.roadmap, id } };
}

function fileAway(id: string, file: string): UserError {
	return new UserError(
		`The file of your roadmap "${safeLine(id)}" is not there: ${safeLine(file)}. Your progress in it is kept.`,
		{
			hint: `roadmap use FILE opens it from where it is now; roadmap use ${SHIPPED} goes back to the one that comes with the program.`,
			code: EXIT.notFound,
		},
	);
}

function notKnown(id: string): UserError {
	return new UserError(`The roadmap "${safeLine(id)}" is not known any more.`, {
		hint: `roadmap use FILE opens it from its file; roadmap use ${SHIPPED} goes back to the one that comes with the program.`,
		code: EXIT.notFound,
	});
}

function noSuchRoadmap(word: string, settings: Settings): UserError {
	const known = knownRoadmaps(settings);
	const near = closest(word, known);
	return new UserError(`There is no roadmap called "${word}", and no such file.`, {
		hint: `${near ? `Did you mean ${near}? ` : ''}Known are ${known.join(', ')}; any other is named by its file.`,
		code: EXIT.notFound,
	});
}

function faulty(file: string, faults: readonly Fault[]): UserError {
	const [first] = faults;
	return new UserError(first ? `${first.file}:${first.line}:${first.column} ${first.path}: ${first.message}` : file, {
		hint: `roadmap check ${shellWord(file)} shows ${faults.length === 1 ? 'the fault' : `all ${faults.length} faults`} in place.`,
		code: EXIT.invalid,
	});
}
