/** What a check of an answer finds: plain data, which `--json` prints as it is. */

export interface LabResult {
	readonly passed: boolean;
	/** What is wrong, one for each check that failed, at the first data on which one did. */
	readonly failures: readonly Failure[];
	/** What the answer's last query gave on the data that is shown; undefined where it gave no rows. */
	readonly preview: Preview | undefined;
}

/** A value as it is shown; null stands for NULL. */
export type ShownCell = string | null;

export interface Preview {
	readonly columns: readonly string[];
	/** The first of them. */
	readonly rows: readonly (readonly ShownCell[])[];
	/** How many there are; undefined where there are more than are read. */
	readonly total: number | undefined;
}

/** The kinds of failure; of one check, the first that applies is told. */
export type FailureKind =
	/** The engine refused the answer, or the program ended with an error. */
	| 'error'
	/** It took too long, too much memory or too much room. */
	| 'limit'
	/** The answer has no query at its end that gives rows. */
	| 'no-rows'
	| 'columns'
	| 'type'
	| 'count'
	| 'rows'
	| 'order'
	/** A query found what must not be there. */
	| 'zero'
	/** A statement that must be refused was not. */
	| 'fails'
	/** The answer does not use what it must, or what it must not. */
	| 'uses'
	| 'avoids'
	/** The answer wrote no such file. */
	| 'file'
	| 'stdout';

/** The kind of mistake, where it is plain. */
export type Mistake = 'null' | 'duplicates' | 'order' | 'type';

export interface Failure {
	/** The number of the check, from 1; undefined where the answer did not come so far. */
	readonly check: number | undefined;
	readonly kind: FailureKind;
	/** A sentence or two, ready to be shown. */
	readonly message: string;
	readonly mistake?: Mistake;
	/** Where in the answer. */
	readonly place?: AnswerPlace;
	/** The columns of the rows. */
	readonly columns?: readonly string[];
	/** Up to three rows that are expected and not there. */
	readonly missing?: readonly (readonly ShownCell[])[];
	/** Up to three rows that are there and not expected. */
	readonly extra?: readonly (readonly ShownCell[])[];
	/** The answer is right on the data that is shown, and wrong on other data. */
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
