/** A lab: practice that an engine on the learner's machine checks. Its author writes data, never a program of ours to run. */

export const ENGINES = ['duckdb', 'python'] as const;
export type Engine = (typeof ENGINES)[number];

/** The kinds of check, by the engine whose labs can have them. */
export const CHECK_KINDS = {
	duckdb: ['result', 'zero', 'fails', 'uses', 'avoids', 'file'],
	python: ['stdout'],
} as const satisfies Record<Engine, readonly string[]>;
export type CheckKind = (typeof CHECK_KINDS)[Engine][number];

export interface Lab {
	/** Unique in its topic, and for ever: progress hangs on it. */
	readonly id: string;
	readonly title: string;
	readonly engine: Engine;
	readonly minutes?: number;
	/** What to do, in words. */
	readonly task: string;
	/** What the learner sees and is checked with first. */
	readonly data: LabData;
	/** Other data for the same task, which is never shown. */
	readonly variants: readonly Variant[];
	/** What the learner's file holds at first. */
	readonly starter: string;
	readonly checks: readonly Check[];
	/** From a question to nearly the line. */
	readonly hints: readonly string[];
	readonly solution: string;
	readonly wrong: readonly WrongAnswer[];
}

export interface LabData {
	/** SQL that makes the tables. */
	readonly make?: string;
	/** SQL for between two runs of the answer: a second batch, say. Without it, the answer runs once. */
	readonly again?: string;
	/** Files under the roadmap's folder, which stand in the lab's folder by their own names, without their folders. */
	readonly files?: readonly string[];
}

export interface Variant extends LabData {
	/** What this data has that the first has not: "where two changes have the same time". */
	readonly says?: string;
}

export interface WrongAnswer {
	readonly answer: string;
	/** The number of the check that catches it, from 1. */
	readonly check: number;
	/** The number of the variant on which it is caught, from 1; absent where the data that is shown does. */
	readonly variant?: number;
}

export type Check = ResultCheck | ZeroCheck | FailsCheck | TreeCheck | FileCheck | StdoutCheck;

interface BaseCheck {
	/** What its failure means, in a line. */
	readonly says?: string;
}

/** Rows that a query has to give. */
export interface Expected {
	/** A query; absent where the rows are written out. */
	readonly expect?: string;
	readonly rows?: readonly (readonly Scalar[])[];
	/** The names of the columns of `rows`. */
	readonly columns?: readonly string[];
	/** The columns whose values have to come in this order; without it, rows come in any. */
	readonly order?: readonly string[];
	/** Columns are found by their names, not by their places. */
	readonly names?: boolean;
}

export type Scalar = string | number | boolean | null;

/** The rows of the answer's last query, or of another one that runs behind the answer. */
export interface ResultCheck extends BaseCheck, Expected {
	readonly kind: 'result';
	readonly query?: string;
}

/** A query that has to find nothing after the answer. */
export interface ZeroCheck extends BaseCheck {
	readonly kind: 'zero';
	readonly query: string;
}

/** A statement that has to be refused after the answer. */
export interface FailsCheck extends BaseCheck {
	readonly kind: 'fails';
	readonly statement: string;
}

/** What the engine's own syntax tree of the answer has to have, or must not. */
export interface TreeCheck extends BaseCheck {
	readonly kind: 'uses' | 'avoids';
	readonly node: string;
}

/** A file that the answer has to write. With a query, its rows are compared, or there may be none where none are given. */
export interface FileCheck extends BaseCheck, Expected {
	readonly kind: 'file';
	readonly path: string;
	readonly query?: string;
}

/** What the program has to print. */
export interface StdoutCheck extends BaseCheck {
	readonly kind: 'stdout';
	readonly args: readonly string[];
	readonly stdin: string;
	/** How often `stdin` is given, one after the other. */
	readonly repeat: number;
	readonly expect: string;
	/** The most memory that the program may take, in MiB, on systems that can hold it to that. */
	readonly memory?: number;
	/** Never shown: what its failure says is that the answer is right here, and wrong on other data. */
	readonly hidden: boolean;
}
