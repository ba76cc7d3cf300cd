/** Everything that the program uses of the machine. The real process provides one, the tests another. */
import type { Readable } from 'node:stream';

export interface Host {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	readonly stdin: Readable & { readonly isTTY?: boolean; readonly setRawMode?: (on: boolean) => unknown };
	readonly stdout: Output;
	readonly stderr: Output;
	readonly now: () => Date;
	/**
	 * Installs a SIGINT handler (by default it does nothing), for another program on the terminal or for `then`. @returns
	 * a function that removes it
	 */
	readonly holdInterrupts: (then?: () => void) => () => void;
	/**
	 * Calls `clean` when a signal comes, and again and again until the handler is removed, which is when the signal ends
	 * the program. @returns a function that removes the handler
	 */
	readonly whenEnded: (clean: () => void) => () => void;
	/**
	 * Calls `leave` just before Ctrl-Z suspends the program, and `back` once it resumes.
	 * @returns a function that removes both
	 */
	readonly whenSuspended: (leave: () => void, back: () => void) => () => void;
	/** The folder with the compiled built-in roadmaps. */
	readonly roadmapsFolder: string;
	readonly version: string;
}

export interface Output {
	readonly fd?: number;
	readonly isTTY?: boolean;
	readonly columns?: number;
	readonly rows?: number;
	readonly write: (text: string) => unknown;
	readonly once: (event: 'error', listener: () => void) => unknown;
}

/** Whether only lines are written and read: dumb terminals cannot redraw, and to a screen reader a redrawing is noise. */
export function isLineBased({ env }: Pick<Host, 'env'>): boolean {
	return env.TERM === 'dumb' || isOn(env.ROADMAP_ACCESSIBLE);
}

/** Whether a variable switches something on: set, and neither empty nor 0. */
export function isOn(variable: string | undefined): boolean {
	return Boolean(variable) && variable !== '0';
}
