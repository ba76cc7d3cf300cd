/**
 * A lab: practice checked by an engine on the learner's machine. Its author provides data, never a program that we run.
 */

export const ENGINES = ['duckdb', 'python'] as const;
export type Engine = (typeof ENGINES)[number];

/** The kinds of check, by engine. */
export const CHECK_KINDS = {
	duckdb: ['result', 'zero', 'fails', 'uses', 'avoids', 'file'],
	python: ['stdout'],
} as const satisfies Record<Engine, readonly string[]>;
export type CheckKind = (typeof CHECK_KINDS)[Engine][number];

export const ALL_CHECK_KINDS = [...CHECK_KINDS.duckdb, ...CHECK_KINDS.python] as const;

export interface Lab {
	/** Unique in its topic and permanent: progress is keyed by it. */
	readonly id: string;
	readonly title: string;
	readonly engine: Engine;
	readonly minutes?: number;
	readonly task: string;
	/** The data that the learner sees and is first checked with. */
	readonly data: LabData;
	/** Other data for the same task, never shown. */
	readonly variants: readonly Variant[];
	/** The initial content of the learner's file. */
	readonly starter: string;
	readonly checks: readonly Check[];
	/** From a question to nearly the answer. */
	readonly hints: readonly string[];
	readonly solution: string;
	readonly wrong: readonly WrongAnswer[];
}

export interface LabData {
	/** SQL that creates the tables. */
	readonly make?: string;
	/** SQL to run between two runs of the answer, such as a second batch. Without it, the answer runs once. */
	readonly again?: string;
	/** Files under the roadmap's folder; in the lab's folder they have their names without folders. */
	readonly files?: readonly string[];
}

export interface Variant extends LabData {
	/** How this data differs from the first: "where two changes have the same time". */
	readonly says?: string;
}

export interface WrongAnswer {
	readonly answer: string;
	/** The number of the check that catches it, from 1. */
	readonly check: number;
	/** The number of the variant on which it is caught, from 1; absent if the visible data catches it. */
	readonly variant?: number;
}

export type Check = ResultCheck | ZeroCheck | FailsCheck | TreeCheck | FileCheck | StdoutCheck;

interface BaseCheck {
	/** What its failure means, in a line. */
	readonly says?: string;
}

/** Rows that a query must return. */
export interface Expected {
	/** A query; absent if the rows are written out. */
	readonly expect?: string;
	readonly rows?: readonly (readonly Scalar[])[];
	/** The column names of `rows`. */
	readonly columns?: readonly string[];
	/** The columns whose values must come in this order; without it, any order is accepted. */
	readonly order?: readonly string[];
	/** Whether columns are matched by name instead of position. */
	readonly names?: boolean;
}

export type Scalar = string | number | boolean | null;

/** The rows of the answer's last query, or of another query run after the answer. */
export interface ResultCheck extends BaseCheck, Expected {
	readonly kind: 'result';
	readonly query?: string;
}

/** A query that must find nothing after the answer. */
export interface ZeroCheck extends BaseCheck {
	readonly kind: 'zero';
	readonly query: string;
}

/** A statement that must be refused after the answer. */
export interface FailsCheck extends BaseCheck {
	readonly kind: 'fails';
	readonly statement: string;
}

/** What the engine's syntax tree of the answer must, or must not, contain. */
export interface TreeCheck extends BaseCheck {
	readonly kind: 'uses' | 'avoids';
	readonly node: string;
}

/**
 * A file that the answer must write. A query on it is compared with the expected rows, or must find none if none are
 * given.
 */
export interface FileCheck extends BaseCheck, Expected {
	readonly kind: 'file';
	readonly path: string;
	readonly query?: string;
}

/** What the program must print. */
export interface StdoutCheck extends BaseCheck {
	readonly kind: 'stdout';
	readonly args: readonly string[];
	readonly stdin: string;
	/** How many times `stdin` is repeated. */
	readonly repeat: number;
	readonly expect: string;
	/** The program's memory limit in MiB, on systems that can enforce it. */
	readonly memory?: number;
	/** Whether the data is never shown: a failure then only says that the answer is wrong on other data. */
	readonly hidden: boolean;
}
