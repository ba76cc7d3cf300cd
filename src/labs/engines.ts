/** The engines that labs run on: which one is present, fetching DuckDB at the learner's word, removing it. */
import type { Engine } from '../domain/lab.ts';
import { duckdbFolder, inspectDuckDB, installDuckDB, SHOWN_VERSION, uninstallDuckDB } from './duckdb-install.ts';
import type { LabHost, LabPlaces } from './host.ts';
import { findPython, OLDEST_PYTHON } from './python.ts';

export interface EngineState {
	readonly engine: Engine;
	/** `half`: an installation that is damaged, cut short, for another system or of another version; fetching mends it. */
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
	/** The command for a machine of the same kind that is online; `folder` is then copied from there. */
	readonly elsewhere: string;
}

/** What npm loads for one system, measured on several. */
const DOWNLOAD = 24_000_000;

/** Returns how an engine stands on this machine. DuckDB is not loaded for that; Python is asked for its version. */
export async function engineState(engine: Engine, host: LabHost, places: LabPlaces): Promise<EngineState> {
	if (engine === 'duckdb') {
		return { engine, version: SHOWN_VERSION, ...inspectDuckDB(host, places), place: duckdbFolder(places) };
	}
	const python = await findPython(host);
	if (python) return { engine, state: 'ready', version: python.version, size: undefined, place: python.program };
	return { engine, state: 'missing', version: OLDEST_PYTHON, size: undefined, place: undefined };
}

/** Returns what fetching an engine means, or undefined for one that only the learner can install. */
export function engineOffer(engine: Engine, places: LabPlaces): EngineOffer | undefined {
	if (engine !== 'duckdb') return undefined;
	const title = `${titleOf(engine)} ${SHOWN_VERSION}`;
	return { title, download: DOWNLOAD, folder: duckdbFolder(places), elsewhere: 'roadmap lab engine' };
}

export function titleOf(engine: Engine): string {
	return engine === 'duckdb' ? 'DuckDB' : 'Python';
}

/** Fetches an engine, whole or not at all. The learner has said yes. @throws UserError that says what to do, offline too */
export async function fetchEngine(engine: Engine, host: LabHost, places: LabPlaces): Promise<EngineState> {
	if (engine === 'duckdb') await installDuckDB(host, places);
	return engineState(engine, host, places);
}

/** Removes what `fetchEngine` fetched, and what it left half done. @returns whether there was anything */
export function removeEngine(engine: Engine, places: LabPlaces): boolean {
	return engine === 'duckdb' && uninstallDuckDB(places);
}
