/** What labs use of the machine. */

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
