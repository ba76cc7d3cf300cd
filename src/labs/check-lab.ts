/** An answer held against its lab's checks. */
import type { Lab } from '../domain/lab.ts';
import { UserError } from '../errors.ts';
import type { LabHost, LabPlaces } from './host.ts';
import type { LabResult } from './result.ts';

export interface LabQuestion {
	readonly lab: Lab;
	/** What the learner's file holds. */
	readonly answer: string;
	/** The roadmap's folder, which the lab's files lie under. */
	readonly roadmapFolder: string;
}

/**
 * Checks an answer in a folder of its own, which is gone afterwards: nothing that the learner has is touched.
 * @throws UserError where the engine is missing, or the lab itself is at fault
 */
export async function checkLab(_question: LabQuestion, _host: LabHost, _places: LabPlaces): Promise<LabResult> {
	throw new UserError('Labs are being built.');
}
