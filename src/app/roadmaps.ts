/**
 * Finds and opens the roadmap a command is about, and decides under which id its progress is stored.
 *
 * Progress is keyed by roadmap id. If two files declare the same id, the one known first keeps it; the progress of the
 * other is stored under an id derived from its path, and the learner is warned. A file whose declared id changes goes on
 * under the id by which it is known.
 */

import type { Host } from '../cli/host.ts';
import type { CompiledRoadmap } from '../content/compiled-roadmap.ts';
import type { Fault } from '../content/fault.ts';
import { openFile, openShipped } from '../content/library.ts';
import { idApart, isMissing, isThere, placeOf } from '../content/source.ts';
import { didYouMean } from '../domain/closest.ts';
import { topicsByName } from '../domain/find.ts';
import { registersOf } from '../domain/memory.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { grouped } from '../domain/values.ts';
import { invalidError, notFoundError, UserError } from '../errors.ts';
import { fileError } from '../store/files.ts';
import type { Settings } from '../store/settings.ts';
import type { SettingsChange } from '../store/settings-file.ts';
import type { Session, State } from './session.ts';

/** The id of the built-in roadmap. */
export const SHIPPED = 'data-engineer';

/** An opened roadmap, with the id under which its progress is stored. */
export interface OpenedRoadmap {
	readonly compiled: CompiledRoadmap;
	/** The path it was read from, absolute and with links resolved; undefined for the built-in roadmap. */
	readonly file: string | undefined;
	/** The id that the file declares. */
	readonly claims: string;
	/** Whether the settings already map the id of the progress to this file. */
	readonly isRegistered: boolean;
	/** The other owner of the declared id; undefined if there is none. */
	readonly clash: string | undefined;
}

/** A roadmap that this machine knows. */
export interface KnownRoadmap {
	readonly id: string;
	/** Null for the built-in roadmap. */
	readonly file: string | null;
	readonly isInUse: boolean;
	/** Null if it cannot be opened; `fault` says why. */
	readonly state: State | null;
	readonly fault: string | null;
}

/**
 * Opens the named roadmap (a file, a folder, or the id of a known one), or else the one in use.
 * @throws UserError with exit code 3 if there is none, 5 if it is invalid
 */
export async function openRoadmap(session: Session, named: string | undefined): Promise<OpenedRoadmap> {
	const word = named ?? session.settings.roadmap ?? SHIPPED;
	if (word === SHIPPED) return shipped(session.host);
	const known = session.settings.roadmaps.get(word);
	if (known === undefined && named === undefined) throw notKnown(word);
	if (known === undefined && SLUG.test(word) && !isThere(word)) throw noSuchRoadmap(word, session.settings);
	if (known !== undefined && isMissing(known)) throw fileMissing(word, known);
	return openOwn(session, known ?? word);
}

/** Returns the id of the roadmap the command is about, if its file is missing. */
export function awayRoadmap({ globals, settings }: Session): string | undefined {
	const word = globals.roadmap ?? settings.roadmap ?? SHIPPED;
	const known = settings.roadmaps.get(word);
	return known !== undefined && isMissing(known) ? word : undefined;
}

/** Lists the ids of all known roadmaps, the built-in one first. */
export function roadmapIds({ roadmaps }: Settings): string[] {
	return [SHIPPED, ...[...roadmaps.keys()].sort()];
}

/** Opens known roadmaps, each with the learner's state. @param only their ids; all if omitted */
export async function knownRoadmaps(session: Session, only?: ReadonlySet<string>): Promise<KnownRoadmap[]> {
	const ids = roadmapIds(session.settings).filter((id) => only?.has(id) ?? true);
	return Promise.all(ids.map((id) => knownRoadmap(session, id)));
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

/** Warns about roadmaps that an answer about several leaves out, because they cannot be opened. */
export function warnOfFaults({ reporter }: Session, known: readonly KnownRoadmap[]): void {
	for (const { id, fault } of known) if (fault !== null) reporter.warn(`${id} is left out. ${fault}`);
}

/**
 * Returns the settings change that maps the roadmap's id to its file, and removes the id the file declares if that maps
 * to it too.
 */
export function registration({ compiled, claims, file }: OpenedRoadmap, { roadmaps }: Settings): SettingsChange {
	if (file === undefined) return {};
	const other = roadmaps.get(claims) === file ? { [claims]: undefined } : {};
	return { roadmaps: { ...other, [compiled.roadmap.id]: file } };
}

/** The options of `use`. */
export interface UseOptions {
	/** Whether to store progress under the declared id even if another file owns it. */
	readonly isMoved: boolean;
	/** The id under which its progress is stored so far. */
	readonly was: string | undefined;
}

/** Opens a roadmap to use from now on. @throws UserError */
export async function openForUse(
	session: Session,
	named: string,
	{ isMoved, was }: UseOptions,
): Promise<OpenedRoadmap> {
	const opened = await openRoadmap(session, named);
	if (was !== undefined) return openAs(session, opened, was);
	if (!isMoved || opened.clash === undefined) return opened;
	if (opened.claims === SHIPPED) {
		throw new UserError(`${SHIPPED} is the id of the roadmap that comes with the program.`, {
			hint: 'Give your roadmap an id of its own, in the line id: of its file.',
		});
	}
	return { ...opened, compiled: renamed(opened.compiled, opened.claims), clash: undefined };
}

/** Explains that a file declares another id than the one it is known by; '' if it does not. */
export function newIdWords({ compiled, file = '', claims }: OpenedRoadmap): string {
	const { id } = compiled.roadmap;
	if (id === claims || id === idApart(claims, file)) return '';
	return `${safeLine(file)} has another id now, ${claims}. Your progress goes on under ${id}, the one it had when you began.`;
}

/** Explains how to continue progress stored under another id. */
export function strayProgressWords({ file = '' }: OpenedRoadmap, former: string): string {
	const command = `roadmap use ${shellWord(file)} --was ${former}`;
	return `There is progress under the id ${former} that fits this roadmap. To go on with it: ${command}`;
}

/** @throws UserError if there is no progress under the id, or it belongs to another roadmap */
function openAs(session: Session, opened: OpenedRoadmap, was: string): OpenedRoadmap {
	const { compiled, file } = opened;
	const unknown = markedElsewhere(session);
	if (file !== undefined && (unknown.has(was) || session.settings.roadmaps.get(was) === file))
		return { ...opened, compiled: renamed(compiled, was), clash: undefined };
	const ids = [...unknown.keys()].map((id) => safeLine(id));
	throw notFoundError(
		`There is no progress under "${safeLine(was)}" that needs a file.`,
		ids.length === 0
			? 'roadmap use shows the roadmaps, and how far you are in each.'
			: `There is some under ${ids.join(', ')}.`,
	);
}

/**
 * Returns the marked topics of roadmaps whose file is unknown here, by roadmap id: they were synced, or the roadmap's
 * id changed.
 */
export function markedElsewhere({
	memory,
	settings,
}: Pick<Session, 'memory' | 'settings'>): ReadonlyMap<string, readonly string[]> {
	const marks = [...memory.registers.keys()].flatMap((key) => {
		const [id = '', fact, topic = ''] = key.split(' ');
		return fact === 'status' && id !== SHIPPED && !settings.roadmaps.has(id) ? [[id, topic] as const] : [];
	});
	return grouped(marks);
}

/**
 * Returns the id under which this roadmap's progress is stored, if it has none under its own: one most of whose marks
 * fit.
 */
export function formerId(session: Session, { compiled: { roadmap }, file }: OpenedRoadmap): string | undefined {
	if (file === undefined || hasMarks(session, roadmap.id)) return undefined;
	const named = topicsByName(roadmap);
	const fits = ([, topics]: readonly [string, readonly string[]]) =>
		topics.filter((id) => named.has(id)).length * 2 > topics.length;
	return [...markedElsewhere(session)].find((entry) => entry[0] !== roadmap.id && fits(entry))?.[0];
}

function hasMarks({ memory }: Session, roadmap: string): boolean {
	return registersOf(memory, roadmap, 'status').length > 0;
}

/** Explains that a roadmap's id is taken, and what to do. */
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
	const known = knownId(id, real, settings.roadmaps);
	const clash = holderOf(id, real, settings.roadmaps);
	const kept = known ?? (clash === undefined ? id : idApart(id, real));
	return { compiled: renamed(compiled, kept), file: real, claims: id, isRegistered: known !== undefined, clash };
}

/** Returns the id by which a file is known: the declared one if it is registered, else the first one registered. */
function knownId(claims: string, file: string, roadmaps: Settings['roadmaps']): string | undefined {
	const ids = [...roadmaps].filter(([id, place]) => place === file && id !== SHIPPED).map(([id]) => id);
	return ids.includes(claims) ? claims : ids[0];
}

/** Recognises other kinds of files that are not roadmaps. @throws UserError that names the kind */
export async function refuseOtherKind(file: string): Promise<void> {
	(await import('../convert/foreign.ts')).refuseForeign(file, 'roadmap');
}

/** @returns a callback for between the steps of compiling, which shows a message if it takes long */
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

/** Returns the owner of an id other than this file. A file that no longer exists owns nothing: it was moved. */
function holderOf(id: string, file: string, roadmaps: Settings['roadmaps']): string | undefined {
	if (id === SHIPPED) return 'the roadmap that comes with the program';
	const holder = roadmaps.get(id);
	return holder === undefined || holder === file || !isThere(holder) ? undefined : holder;
}

function renamed(compiled: CompiledRoadmap, id: string): CompiledRoadmap {
	return compiled.roadmap.id === id ? compiled : { ...compiled, roadmap: { ...compiled.roadmap, id } };
}

/** The error for a roadmap in use whose file was moved or is on a disk that is not there. */
export function fileMissing(id: string, file: string): UserError {
	return notFoundError(
		`The file of your roadmap "${safeLine(id)}" is not there: ${safeLine(file)}`,
		`Your progress is kept. roadmap use <file> opens it from where it is now; roadmap use ${SHIPPED} goes back to the one that comes with the program.`,
	);
}

function notKnown(id: string): UserError {
	return notFoundError(
		`The roadmap "${safeLine(id)}" is no longer known.`,
		`roadmap use <file> opens it from its file; roadmap use ${SHIPPED} goes back to the one that comes with the program.`,
	);
}

function noSuchRoadmap(word: string, settings: Settings): UserError {
	const known = roadmapIds(settings);
	return notFoundError(
		`There is no roadmap called "${word}", and no such file.`,
		`${didYouMean(word, known)}Roadmaps here: ${known.join(', ')}. Name any other by its file.`,
	);
}

function faulty(file: string, faults: readonly Fault[]): UserError {
	const [first] = faults;
	return invalidError(
		first
			? `${first.file}:${first.line}:${first.column}: ${first.path === '' ? '' : `${first.path}: `}${first.message}`
			: file,
		`roadmap check ${shellWord(file)} shows ${faults.length === 1 ? 'the fault' : `all ${faults.length} faults`} in place.`,
	);
}
