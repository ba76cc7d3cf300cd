/** What the program is handed of the machine: nothing else of it is reached for. `process` fits, and so does a test. */
import type { Readable } from 'node:stream';

export interface Host {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	readonly stdin: Readable & { readonly isTTY?: boolean; readonly setRawMode?: (on: boolean) => unknown };
	readonly stdout: Output;
	readonly stderr: Output;
	readonly now: () => Date;
	/** Keeps Ctrl-C from ending us: another program has the terminal, or it is `then` that ends. @returns what ends that */
	readonly holdInterrupts: (then?: () => void) => () => void;
	/** Calls when a signal ends the program, just before it does. @returns what ends that */
	readonly whenEnded: (clean: () => void) => () => void;
	/**
	 * Calls `leave` when the learner suspends the program (Ctrl-Z), just before it stops, and `back` once it goes on.
	 * @returns what ends that
	 */
	readonly whenSuspended: (leave: () => void, back: () => void) => () => void;
	/** The folder with the compiled roadmaps that come with the program. */
	readonly roadmapsFolder: string;
	readonly version: string;
}

/** What the program needs of an output stream. */
export interface Output {
	readonly fd?: number;
	readonly isTTY?: boolean;
	readonly columns?: number;
	readonly rows?: number;
	readonly write: (text: string) => unknown;
	readonly once: (event: 'error', listener: () => void) => unknown;
}

/** Whether a variable switches something on: set, and neither empty nor 0. */
export function isOn(variable: string | undefined): boolean {
	return Boolean(variable) && variable !== '0';
}
