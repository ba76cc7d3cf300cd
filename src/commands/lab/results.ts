/** What the forms of `roadmap lab` give: plain data, which `--json` prints as it is. */
import type { LabData } from '../../domain/describe.ts';
import type { Ref, Status } from '../../domain/types.ts';
import type { EngineState } from '../../labs/engines.ts';
import type { Failure, Preview } from '../../labs/result.ts';

/** A lab by name, with its topic. */
export interface LabRow extends LabData {
	readonly topic: Ref;
	/** As it is typed: the topic's number, with the lab's id where the topic has several. */
	readonly name: string;
}

export interface ListResult {
	readonly roadmap: string;
	/** The id of the topic in hand, whose labs come first; null where it has none. */
	readonly inHand: string | null;
	readonly labs: readonly (LabRow & {
		/** Where it was laid out on this machine; null where it was not. */
		readonly folder: string | null;
	})[];
}

export interface BegunResult {
	readonly begun: true;
	readonly lab: LabRow;
	/** Absolute. */
	readonly folder: string;
	/** The file to edit, absolute. */
	readonly file: string;
	/** The same as it is typed in this folder. */
	readonly edit: string;
	readonly task: string;
	/** What counts as right. */
	readonly rules: readonly string[];
	/** Names of files that are new in the folder. */
	readonly made: readonly string[];
	/** New versions that stand beside files that the learner changed. */
	readonly beside: readonly { readonly name: string; readonly file: string }[];
	readonly engine: EngineState;
}

interface AboutLab {
	readonly lab: LabRow;
	/** Whether it is the one that is meant where none is named. */
	readonly isInHand: boolean;
	/** It was given between two checks of a watched answer. */
	readonly isWatched?: true;
}

export interface CheckResult extends AboutLab {
	readonly passed: boolean;
	readonly file: string;
	readonly failures: readonly Failure[];
	readonly preview: Preview | null;
	/** Of the lab's topic. */
	readonly status: Status;
	/** Whether it is checked on data, too, that is not shown. */
	readonly hasHidden: boolean;
	/** It had not passed before. */
	readonly isFirst: boolean;
	/** Hints that were not looked at yet. */
	readonly hintsLeft: number;
	/** Where answers are watched: which check this is, from 1, and when, in ISO 8601. */
	readonly round?: number;
	readonly at?: string;
}

export interface HintResult extends AboutLab {
	/** Those that were looked at, this one the last. */
	readonly hints: readonly string[];
	/** How many there are. */
	readonly of: number;
	/** The last was looked at before. */
	readonly isAgain: boolean;
}

export interface SolutionResult extends AboutLab {
	readonly solution: string;
}

export interface ResetResult extends AboutLab {
	readonly file: string;
	/** What the answer is called now; null where there was none to put away. */
	readonly away: string | null;
}

export interface EnginesResult {
	readonly engines: readonly EngineState[];
	readonly done: 'fetched' | 'removed' | 'nothing' | null;
}

/** What a watched lab says that is no answer: it ends, or nothing of it can be checked just now. */
export interface NoteResult {
	readonly note: string;
	readonly hint: string | null;
}

export type LabCommandResult =
	| ListResult
	| BegunResult
	| CheckResult
	| HintResult
	| SolutionResult
	| ResetResult
	| EnginesResult
	| NoteResult;
