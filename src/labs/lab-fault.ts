/** That a lab itself is wrong, and not the answer: for its author. */
export class LabFault extends Error {
	/** Where in the lab: `['checks', 0, 'expect']`. */
	readonly path: readonly (string | number)[];

	constructor(path: readonly (string | number)[], message: string) {
		super(message);
		this.name = 'LabFault';
		this.path = path;
	}
}
