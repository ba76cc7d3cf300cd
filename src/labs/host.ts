/** What labs need of the machine. */

export interface LabHost {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly platform: NodeJS.Platform;
	/** Registers what to do just before a signal ends the program. @returns a function that removes it */
	readonly whenEnded: (clean: () => void) => () => void;
	/** The folder with the compiled roadmaps that come with the program; the engine's script lies beside it. */
	readonly roadmapsFolder: string;
}

/** The folder under which engines are kept, which is the learner's data. */
export interface LabPlaces {
	readonly data: string;
}
