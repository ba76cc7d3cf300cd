/**
 * Which roadmap is meant, and under which id its progress is kept.
 *
 * Progress is kept by roadmap id. Two files can have the same id, and then it would be mixed: the one that was known
 * first keeps the id, the other is told so, and its progress stands under an id that its place decides.
 */

import type { Host } from '../cli/host.ts';
import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import type { Fault } from '../content/fault.ts';
import { openFile, openShipped } from '../content/library.ts';
import { idApart, isAway, isThere, placeOf } from '../content/source.ts';
import { didYouMean } from '../domain/closest.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import { fileError } from '../store/files.ts';
import type { Settings } from '../store/settings.ts';
import type { SettingsChange } from '../store/settings-file.ts';
import type { Session, State } from './session.ts';

/** The id of the roadmap that comes with the program. */
export const SHIPPED = 'data-engineer';

/** An opened roadmap. Its id is the one that its progress is kept under. */
export interface OpenedRoadmap {
	readonly compiled: CompiledRoadmap;
	/** Where it was read, absolute and without links; undefined for the one that comes with the program. */
	readonly file: string | undefined;
	/** The id that the file gives. */
	readonly claims: string;
	/** Whether the settings know already that this file has this id. */
	readonly isRegistered: boolean;
	/** Who has the id that the file claims; undefined where nobody else does. */
	readonly clash: string | undefined;
}

/** A roadmap that is known on this machine. */
export interface KnownRoadmap {
	readonly id: string;
	/** Null for the one that comes with the program. */
	readonly file: string | null;
	readonly isInUse: boolean;
	/** Null where it cannot be opened, and then why. */
	readonly state: State | null;
	readonly fault: string | null;
}

/**
 * Opens the roadmap that was named (by a file, a folder, or the id of a known one), else the one in use.
 * @throws UserError with exit 3 when there is none, 5 when it has faults
 */
export async function openRoadmap(session: Session, named: string | undefined): Promise<OpenedRoadmap> {
	const word = named ?? session.settings.roadmap ?? SHIPPED;
	if (word === SHIPPED) return shipped(session.host);
	const known = session.settings.roadmaps.get(word);
	if (known === undefined && named === undefined) throw notKnown(word);
	if (known === undefined && SLUG.test(word) && !isThere(word)) throw noSuchRoadmap(word, session.settings);
	if (known !== undefined && isAway(known)) throw fileAway(word, known);
	return openOwn(session, known ?? word);
}

/** The ids of all that are known, the shipped one first. */
export function roadmapIds({ roadmaps }: Settings): string[] {
	return [SHIPPED, ...[...roadmaps.keys()].sort()];
}

/** All that are known, and how the learner stands in each. */
export async function knownRoadmaps(session: Session): Promise<KnownRoadmap[]> {
	return Promise.all(roadmapIds(session.settings).map((id) => knownRoadmap(session, id)));
}

async function knownRoadmap(session: Session, id: string): Promise<KnownRoadmap> {
	const { roadmap = SHIPPED, roadmaps } = session.settings;
	const head = { id, file: roadmaps.get(id) ?? null, isInUse: id === roadmap };
	try {
		const { compiled } = await openRoadmap(session, id);
		return { ...head, state: session.stateIn(compiled), fault: null };
	} catch (error) {
		if (error instanceof UserError) return { ...head, state: null, fault: error.message };
		throw error;
	}
}

/** The change of the settings that gives a file its id. */
export function registration({ compiled, file }: OpenedRoadmap): SettingsChange {
	return file === undefined ? {} : { roadmaps: { [compiled.roadmap.id]: file } };
}

/**
 * Opens a roadmap in order to use it from now on.
 * @param isMoved its progress goes on under the id that the file claims, whoever has it
 * @throws UserError
 */
export async function openForUse(session: Session, named: string, isMoved: boolean): Promise<OpenedRoadmap> {
	const opened = await openRoadmap(session, named);
	if (!isMoved || opened.clash === undefined) return opened;
	if (opened.claims === SHIPPED) {
		throw new UserError(`${SHIPPED} is the id of the roadmap that comes with the program.`, {
			hint: 'Give your roadmap an id of its own, in the line id: of its file.',
		});
	}
	return { ...opened, compiled: renamed(opened.compiled, opened.claims), clash: undefined };
}

/** That a roadmap's id is taken, and what to do. */
export function clashWords({ compiled, claims, clash = '', file = '' }: OpenedRoadmap): string {
	const same =
		claims === SHIPPED ? '' : ` If it is the same roadmap at a new place: roadmap use ${shellWord(file)} --moved.`;
	return `The id ${claims} is taken by ${clash}. Progress in ${file} is kept apart, as ${compiled.roadmap.id}; an id of its own is better.${same}`;
}

async function openOwn(session: Session, file: string): Promise<OpenedRoadmap> {
	const { places, host, settings } = session;
	const opening = openFile(file, places.cache, host.version, compileProgress(session, file));
	const found = await opening.catch((error: unknown) => refuseOtherKind(file).then(() => Promise.reject(error)));
	if (found.faults) {
		await refuseOtherKind(file);
		throw faulty(file, found.faults);
	}
	const { compiled } = found;
	const real = realPlace(file);
	const { id } = compiled.roadmap;
	const apart = idApart(id, real);
	const isRegistered = settings.roadmaps.get(id) === real || settings.roadmaps.get(apart) === real;
	const clash = holderOf(id, real, settings.roadmaps);
	const kept = clash === undefined ? compiled : renamed(compiled, apart);
	return { compiled: kept, file: real, claims: id, isRegistered, clash };
}

/** What cannot be read as a roadmap may be another kind of file. @throws UserError that says which */
export async function refuseOtherKind(file: string): Promise<void> {
	const { refuseForeign } = await import('../convert/foreign.ts');
	refuseForeign(file, 'roadmap');
}

/** @returns what is called between the steps of compiling a file */
export function compileProgress({ reporter }: Session, file: string): () => void {
	return reporter.onProgress(`Reading ${file} for the first time. This takes a few seconds, once.`);
}

function realPlace(file: string): string {
	try {
		return placeOf(file);
	} catch (error) {
		throw fileError(error, 'read', file);
	}
}

function shipped({ roadmapsFolder }: Host): OpenedRoadmap {
	return {
		compiled: openShipped(roadmapsFolder),
		file: undefined,
		claims: SHIPPED,
		isRegistered: true,
		clash: undefined,
	};
}

/** Who has an id, other than this file. A file that is gone has nothing any more: it was moved. */
function holderOf(id: string, file: string, roadmaps: Settings['roadmaps']): string | undefined {
	if (id === SHIPPED) return 'the roadmap that comes with the program';
	const holder = roadmaps.get(id);
	return holder === undefined || holder === file || !isThere(holder) ? undefined : holder;
}

function renamed(compiled: CompiledRoadmap, id: string): CompiledRoadmap {
	return { ...compiled, roadmap: { ...compiled.roadmap, id } };
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
	const known = roadmapIds(settings);
	return new UserError(`There is no roadmap called "${word}", and no such file.`, {
		hint: `${didYouMean(word, known)}Known are ${known.join(', ')}; any other is named by its file.`,
		code: EXIT.notFound,
	});
}

function faulty(file: string, faults: readonly Fault[]): UserError {
	const [first] = faults;
	return new UserError(
		first
			? `${first.file}:${first.line}:${first.column}: ${first.path === '' ? '' : `${first.path}: `}${first.message}`
			: file,
		{
			hint: `roadmap check ${shellWord(file)} shows ${faults.length === 1 ? 'the fault' : `all ${faults.length} faults`} in place.`,
			code: EXIT.invalid,
		},
	);
}
