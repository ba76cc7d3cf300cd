/** The results of the subcommands of `roadmap lab`: plain data, which `--json` prints. */
import type { LabData } from '../../domain/describe.ts';
import type { Ref, Status } from '../../domain/types.ts';
import type { EngineState } from '../../labs/engines.ts';
import type { Failure, Preview } from '../../labs/result.ts';

/** A lab with its name and topic. */
export interface LabRow extends LabData {
	readonly topic: Ref;
	/** As typed: the topic's number, with the lab's id if the topic has several. */
	readonly name: string;
}

export interface ListResult {
	readonly roadmap: string;
	/** The id of the current topic, whose labs come first; null if it has none. */
	readonly inHand: string | null;
	readonly labs: readonly (LabRow & {
		/** Its folder on this machine; null if there is none. */
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
	/** The same file as typed in this folder. */
	readonly edit: string;
	readonly task: string;
	/** What counts as right. */
	readonly rules: readonly string[];
	/** Names of files that are new in the folder. */
	readonly made: readonly string[];
	/** New versions put beside files that the learner has changed. */
	readonly beside: readonly { readonly name: string; readonly file: string }[];
	readonly engine: EngineState;
}

interface AboutLab {
	readonly lab: LabRow;
	/** Whether it is the lab used without a name. */
	readonly isInHand: boolean;
	/** Whether it was shown while watching. */
	readonly isWatched?: true;
}

export interface CheckResult extends AboutLab {
	readonly passed: boolean;
	readonly file: string;
	readonly failures: readonly Failure[];
	readonly preview: Preview | null;
	/** The topic's status. */
	readonly status: Status;
	/** Whether it is also checked on hidden data. */
	readonly hasHidden: boolean;
	/** Whether it passed for the first time. */
	readonly isFirst: boolean;
	/** Hints not seen yet. */
	readonly hintsLeft: number;
	/** While watching: the number of this check, from 1, and its time, ISO 8601. */
	readonly round?: number;
	readonly at?: string;
}

export interface HintResult extends AboutLab {
	/** The hints seen so far, this one last. */
	readonly hints: readonly string[];
	/** How many hints there are. */
	readonly of: number;
	/** Whether the last one was seen before. */
	readonly isAgain: boolean;
}

export interface SolutionResult extends AboutLab {
	readonly solution: string;
}

export interface ResetResult extends AboutLab {
	readonly file: string;
	/** The answer's new name; null if there was nothing to move. */
	readonly away: string | null;
}

export interface EnginesResult {
	readonly engines: readonly EngineState[];
	readonly done: 'fetched' | 'removed' | 'nothing' | null;
}

/** A message while watching that is not a result: the end, or why nothing can be checked. */
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
