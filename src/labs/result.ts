/** What a check is asked, and its result: plain data, which `--json` prints, or that the lab itself is faulty. */
import type { Lab } from '../domain/lab.ts';

/** An answer to check. */
export interface LabQuestion {
	readonly lab: Lab;
	/** The content of the learner's file. */
	readonly answer: string;
	/** The roadmap's folder, relative to which the lab's files are named. */
	readonly roadmapFolder: string;
}

export interface LabResult {
	readonly passed: boolean;
	/** One failure for each failed check, on the first data set with a failure. */
	readonly failures: readonly Failure[];
	/** The rows of the answer's last query on the visible data; undefined if it gave none. */
	readonly preview: Preview | undefined;
}

/** A formatted value; null stands for NULL. */
export type ShownCell = string | null;

export interface Preview {
	readonly columns: readonly string[];
	/** The first rows. */
	readonly rows: readonly (readonly ShownCell[])[];
	/** The number of rows; undefined if there are more than are read. */
	readonly total: number | undefined;
}

/** Kinds of failure; for each check, the first that applies is reported. */
export type FailureKind =
	/** The engine refused the answer, or the program ended with an error. */
	| 'error'
	/** It exceeded the limit for time, memory or disk space. */
	| 'limit'
	/** The answer does not end with a query that gives rows. */
	| 'no-rows'
	| 'columns'
	| 'type'
	| 'count'
	| 'rows'
	| 'order'
	/** A query found rows that must not exist. */
	| 'zero'
	/** A statement that must be refused was accepted. */
	| 'fails'
	/** The answer does not use what it must, or uses what it must not. */
	| 'uses'
	| 'avoids'
	/** The answer did not write the file. */
	| 'file'
	| 'stdout';

/** The kind of mistake, if it is plain. */
export type Mistake = 'null' | 'duplicates' | 'order' | 'type';

export interface Failure {
	/** The check's number, from 1; undefined if the answer did not get that far. */
	readonly check: number | undefined;
	readonly kind: FailureKind;
	/** One or two sentences, ready to show. */
	readonly message: string;
	readonly mistake?: Mistake;
	/** The position in the answer. */
	readonly place?: AnswerPlace;
	/** The columns of the rows. */
	readonly columns?: readonly string[];
	/** Up to three rows that are expected but not present. */
	readonly missing?: readonly (readonly ShownCell[])[];
	/** Up to three rows that are present but not expected. */
	readonly extra?: readonly (readonly ShownCell[])[];
	/** The answer is right on the visible data and wrong on other data. */
	readonly isElsewhere?: true;
}

export interface AnswerPlace {
	/** From 1. */
	readonly line: number;
	/** From 1, in UTF-16 units. */
	readonly column: number;
	/** The text of the line. */
	readonly source: string;
}

/** A failure before it is known which check it belongs to. */
export type FailureDetails = Omit<Failure, 'check'>;

/** The lab itself is faulty, not the answer: a message for its author. */
export class LabFault extends Error {
	/** The path within the lab: `['checks', 0, 'expect']`. */
	readonly path: readonly (string | number)[];

	constructor(path: readonly (string | number)[], message: string) {
		super(message);
		this.name = 'LabFault';
		this.path = path;
	}
}
