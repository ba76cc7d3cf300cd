/** Completion: what shells read on TAB. Their scripts are in `shells.ts`. */
import { safeLine } from '../domain/safe.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export interface Candidate {
	readonly word: string;
	readonly about: string;
}

export interface Completion {
	readonly candidates: readonly Candidate[];
	/** File names may stand here too, which the shell completes itself. */
	readonly files: boolean;
}

/** One candidate a line, what it is behind a tab; for file names one line of its own, the last. */
export function candidatesView({ candidates, files }: Completion): string {
	// Ids are checked when a roadmap is read. What goes into a command line is looked at once more.
	const plain = candidates.filter(({ word }) => /^[\w.:=-]+$/.test(word));
	const lines = plain.map(({ word, about }) => `${word}\t${safeLine(about)}`);
	return [...lines, ...(files ? [':files'] : [])].join('\n');
}
