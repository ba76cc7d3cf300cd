/** Completion: what shells read on TAB. Their scripts are in `shells.ts`. */
import { safeLine } from '../model/safe.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export interface Candidate {
	readonly word: string;
	readonly about: string;
}

export interface Completion {
	readonly candidates: readonly Candidate[];
	/** File names may stand here, which the shell completes itself. */
	readonly files: boolean;
}

/** One candidate a line, what it is behind a tab; for file names one line of its own. */
export function candidatesView({ candidates, files }: Completion): string {
	if (files) return ':files';
	// Ids are checked when a roadmap is read. What goes into a command line is looked at once more.
	const plain = candidates.filter(({ word }) => /^[\w.:=-]+$/.test(word));
	return plain.map(({ word, about }) => `${word}\t${safeLine(about)}`).join('\n');
}
