/** What a view draws on: a palette, a width, and whether a person or a program reads it. */
import type { Ink } from './ink.ts';

export interface Page {
	readonly ink: Ink;
	/** Columns. */
	readonly width: number;
	/** A pipe or a file: the same facts, one record a line, without decoration. */
	readonly plain: boolean;
	/** YYYY-MM-DD in the learner's calendar, for words like "in March". */
	readonly today: string;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/**
 * Whether a stream gets colour: the flag, NO_COLOR (https://no-color.org: any value but an empty one), FORCE_COLOR
 * and CLICOLOR_FORCE, CLICOLOR=0, TERM=dumb, and at last whether it is a terminal. chalk alone reads half of these.
 */
export function wantsColor(
	choice: ColorChoice,
	env: Readonly<Record<string, string | undefined>>,
	isTTY: boolean,
): boolean {
	if (choice !== 'auto') return choice === 'always';
	if (env.NO_COLOR) return false;
	if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
	if (env.CLICOLOR_FORCE && env.CLICOLOR_FORCE !== '0') return true;
	if (env.CLICOLOR === '0' || env.TERM === 'dumb') return false;
	return isTTY;
}

/** A terminal's columns; 80 for a pipe and for the 0 that some pseudo-terminals say. */
export function pageWidth(columns: number | undefined): number {
	return columns && columns > 0 ? Math.max(20, columns) : 80;
}
