/** What labs use of the machine, and how they start a program on it. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { killGroup } from '../store/processes.ts';

export interface LabHost {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	/**
	 * Calls `clean` when a signal comes, and again and again until the handler is removed, which is when the signal ends
	 * the program. @returns a function that removes the handler
	 */
	readonly whenEnded: (clean: () => void) => () => void;
	/** The folder with the compiled built-in roadmaps; the engine's script is next to it. */
	readonly roadmapsFolder: string;
}

/** The folder in which engines are installed: the learner's data folder. */
export interface LabPlaces {
	readonly data: string;
}

/**
 * Starts a program with a process group of its own, which ends at the latest when a signal ends ours.
 * @returns also a function to call when the program has ended
 */
export function startGroup(
	{ platform, whenEnded }: LabHost,
	program: string,
	args: readonly string[],
	options: Pick<SpawnOptions, 'cwd' | 'env' | 'stdio'>,
): { child: ChildProcess; release: () => void } {
	const child = spawn(program, args, { ...options, detached: platform !== 'win32', windowsHide: true });
	const release = whenEnded(() => {
		release();
		killGroup(child);
	});
	return { child, release };
}

/** An environment that is empty except for what Windows needs to start a process. */
export function emptyEnvironment({ env: { SystemRoot } }: LabHost): NodeJS.ProcessEnv {
	return { TZ: 'UTC', ...(SystemRoot !== undefined && { SystemRoot }) };
}
