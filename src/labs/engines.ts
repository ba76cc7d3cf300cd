/** The engines of labs: which are present, installing DuckDB with the learner's consent, and removing it. */
import type { Engine } from '../domain/lab.ts';
import { duckdbFolder, inspectDuckDB, installDuckDB, SHOWN_VERSION, uninstallDuckDB } from './duckdb-install.ts';
import type { LabHost, LabPlaces } from './host.ts';
import { findPython, OLDEST_PYTHON } from './python.ts';

export interface EngineState {
	readonly engine: Engine;
	/** `half`: the installation is damaged, incomplete, or for another system or version; fetching repairs it. */
	readonly state: 'missing' | 'half' | 'ready';
	/** The version present, else the one to be fetched or the minimum required. */
	readonly version: string;
	/** In bytes on disk; undefined if it was not installed by us. */
	readonly size: number | undefined;
	/** Where it is or would be: an engine's folder or an interpreter's program; undefined if there is none. */
	readonly place: string | undefined;
}

/** What would be fetched, for the learner's consent. */
export interface EngineOffer {
	/** "DuckDB 1.5.6" */
	readonly title: string;
	/** In bytes, approximately. */
	readonly download: number;
	readonly folder: string;
}

/** What npm downloads for one system, measured on several. */
const DOWNLOAD = 24_000_000;

/** Returns an engine's state on this machine. DuckDB is not loaded for that; Python is run for its version. */
export async function engineState(engine: Engine, host: LabHost, places: LabPlaces): Promise<EngineState> {
	if (engine === 'duckdb') {
		return { engine, version: SHOWN_VERSION, ...inspectDuckDB(host, places), place: duckdbFolder(places) };
	}
	const python = await findPython(host);
	if (python) return { engine, state: 'ready', version: python.version, size: undefined, place: python.program };
	return { engine, state: 'missing', version: OLDEST_PYTHON, size: undefined, place: undefined };
}

/** Returns what fetching an engine involves, or undefined if only the learner can install it. */
export function engineOffer(engine: Engine, places: LabPlaces): EngineOffer | undefined {
	if (engine !== 'duckdb') return undefined;
	const title = `${titleOf(engine)} ${SHOWN_VERSION}`;
	return { title, download: DOWNLOAD, folder: duckdbFolder(places) };
}

export function titleOf(engine: Engine): string {
	return engine === 'duckdb' ? 'DuckDB' : 'Python';
}

/**
 * Installs an engine atomically, after the learner has consented.
 * @throws UserError that says what to do, also offline
 */
export async function fetchEngine(engine: Engine, host: LabHost, places: LabPlaces): Promise<EngineState> {
	if (engine === 'duckdb') await installDuckDB(host, places);
	return engineState(engine, host, places);
}

/** Removes what `fetchEngine` installed, even partially. @returns whether there was anything to remove */
export function removeEngine(engine: Engine, places: LabPlaces): boolean {
	return engine === 'duckdb' && uninstallDuckDB(places);
}
