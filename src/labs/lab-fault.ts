/** The lab itself is faulty, not the answer: a message for its author. */
export class LabFault extends Error {
	/** The path within the lab: `['checks', 0, 'expect']`. */
	readonly path: readonly (string | number)[];

	constructor(path: readonly (string | number)[], message: string) {
		super(message);
		this.name = 'LabFault';
		this.path = path;
	}
}
