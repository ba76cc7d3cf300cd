/** What is said between the program and the engine's process: one JSON document a line, each way. */
import type { Table } from './cell.ts';

/** One run of an answer on one set of data, in a folder that holds its files. */
export interface RunRequest {
	readonly folder: string;
	readonly make: string;
	/** SQL between two runs of the answer; undefined where it runs once. */
	readonly again?: string | undefined;
	/** Queries before the answer runs. */
	readonly expects: readonly string[];
	readonly answer: string;
	/** What is asked of what the answer left. */
	readonly queries: readonly string[];
}

/** What came of a run, step by step; a step that failed is the last of its kind. */
export type RunStep =
	| { readonly step: 'made'; readonly error?: EngineError }
	| { readonly step: 'expected'; readonly table?: Table; readonly error?: EngineError }
	/** Without a table, the last statement gives no rows. */
	| {
			readonly step: 'answered';
			readonly table?: Table;
			readonly error?: EngineError;
			readonly nodes: readonly string[];
	  }
	| { readonly step: 'queried'; readonly table?: Table; readonly error?: EngineError }
	| { readonly step: 'end' };

export interface EngineError {
	/** As the engine says it, without the excerpt. */
	readonly message: string;
	/** From 1. */
	readonly line?: number;
	/** From 1. */
	readonly column?: number;
	/** What it met the end of. */
	readonly limit?: Limit;
}

export type Limit = 'time' | 'memory' | 'rows';

/** The most that is read of a table, in rows and in bytes of JSON. */
export const MOST_ROWS = 1_000;
export const MOST_LINE = 4 * 1024 * 1024;

/** Bytes of memory at which the process ends itself, and the exit code that says so. The engine's own limit does not count all of it. */
export const MOST_MEMORY = 1024 * 1024 * 1024;
export const OUT_OF_MEMORY = 9;

/** Milliseconds after which a run is interrupted, and after which its process is killed. */
export const INTERRUPT_AFTER = 8_000;
export const KILL_AFTER = 10_000;
