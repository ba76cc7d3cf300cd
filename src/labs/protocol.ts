/** The protocol between the program and the engine's process: one JSON document per line, each way. */
import type { Table } from './cell.ts';

/** One run of an answer on one data set, in a folder with its files. */
export interface RunRequest {
	readonly folder: string;
	readonly make: string;
	/** SQL to run between two runs of the answer; undefined if it runs once. */
	readonly again?: string | undefined;
	/** Queries to run before the answer. */
	readonly expects: readonly string[];
	readonly answer: string;
	/** Queries to run after the answer. */
	readonly queries: readonly string[];
}

/** The results of a run, step by step; a failed step is the last of its kind. */
export type RunStep =
	| { readonly step: 'made'; readonly error?: EngineError }
	/** `again` cannot be run on the data alone. */
	| { readonly step: 'changed'; readonly error: EngineError }
	| { readonly step: 'expected'; readonly table?: Table; readonly error?: EngineError }
	/** Without a table, the last statement gave no rows. */
	| {
			readonly step: 'answered';
			readonly table?: Table;
			readonly error?: EngineError;
			/** Whether the answer has run once before, on the same data. */
			readonly isSecondRun?: true;
			readonly nodes: readonly string[];
	  }
	| { readonly step: 'queried'; readonly table?: Table; readonly error?: EngineError }
	| { readonly step: 'end' };

export interface EngineError {
	/** The engine's message without the excerpt. */
	readonly message: string;
	/** From 1. */
	readonly line?: number;
	/** From 1. */
	readonly column?: number;
	/** The limit it exceeded. */
	readonly limit?: Limit;
}

export type Limit = 'time' | 'memory' | 'rows';

/** How much of a table is read, in rows and in bytes of JSON. */
export const MAX_ROWS = 1_000;
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * The memory in bytes at which the process ends itself, and its exit code then. The engine's own limit does not cover
 * everything.
 */
export const MAX_MEMORY = 1024 * 1024 * 1024;
export const OUT_OF_MEMORY = 9;

/** In milliseconds: when a run is interrupted, and when its process is killed. */
export const INTERRUPT_AFTER = 8_000;
export const KILL_AFTER = 10_000;
