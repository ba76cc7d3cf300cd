/** The engines: which is there, fetching one on the learner's word, removing it. */
import type { Engine } from '../domain/lab.ts';
import { UserError } from '../errors.ts';
import type { LabHost, LabPlaces } from './host.ts';

export interface EngineState {
	readonly engine: Engine;
	/** `half`: an installation that was interrupted or damaged; fetching again mends it. */
	readonly state: 'missing' | 'half' | 'ready';
	/** The version that is there, else the one that would be fetched or is needed at least. */
	readonly version: string;
	/** Bytes on disk; undefined where it is not ours. */
	readonly size: number | undefined;
	/** Where it is or would be: the folder of an engine, the program of an interpreter; undefined where there is none. */
	readonly place: string | undefined;
}

/** What would be fetched, for the question. */
export interface EngineOffer {
	/** "DuckDB 1.5.6" */
	readonly title: string;
	/** Bytes, about. */
	readonly download: number;
	readonly folder: string;
	/** What to run on a machine that is online; `folder` is then copied from there. */
	readonly elsewhere: string;
}

/** How an engine is on this machine. Nothing of DuckDB is loaded, and Python is asked for its version. */
export async function engineState(_engine: Engine, _host: LabHost, _places: LabPlaces): Promise<EngineState> {
	throw new UserError('Labs are being built.');
}

/** What fetching an engine means; undefined for one that only the learner can install. */
export function engineOffer(_engine: Engine, _places: LabPlaces): EngineOffer | undefined {
	throw new UserError('Labs are being built.');
}

/** Fetches an engine, whole or not at all. The learner has said yes. @throws UserError that says what to do, offline too */
export async function fetchEngine(_engine: Engine, _host: LabHost, _places: LabPlaces): Promise<EngineState> {
	throw new UserError('Labs are being built.');
}

/** Removes what `fetchEngine` fetched. @returns whether there was anything */
export function removeEngine(_engine: Engine, _places: LabPlaces): boolean {
	throw new UserError('Labs are being built.');
}
