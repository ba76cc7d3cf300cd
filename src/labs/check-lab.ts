/** An answer held against its lab's checks. */
import type { Lab, LabData } from '../domain/lab.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, UserError } from '../errors.ts';
import { checkPython } from './check-python.ts';
import { DuckDB } from './duckdb.ts';
import { engineState, titleOf } from './engines.ts';
import { readLabFiles } from './files.ts';
import type { LabHost, LabPlaces } from './host.ts';
import { judge, requestFor } from './judge-sql.ts';
import { LabFault } from './lab-fault.ts';
import type { LabResult } from './result.ts';
import { makeScratch, type Scratch } from './scratch.ts';
import { elsewhere } from './words.ts';

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
export async function checkLab(question: LabQuestion, host: LabHost, places: LabPlaces): Promise<LabResult> {
	const checker = await openChecker(question.lab.engine, host, places);
	try {
		return await checker.check(question);
	} catch (error) {
		if (!(error instanceof LabFault)) throw error;
		throw new UserError(`The lab "${question.lab.title}" itself is at fault: ${safeLine(error.message)}`, {
			hint: 'Tell its author; roadmap check shows the fault in place.',
			code: EXIT.invalid,
		});
	} finally {
		checker.close();
	}
}

/** Checks answers one after the other, with one start of the engine. */
export interface Checker {
	/** @throws LabFault where the lab itself is at fault */
	readonly check: (question: LabQuestion) => Promise<LabResult>;
	readonly close: () => void;
}

/** @throws UserError where the engine is missing */
export async function openChecker(engine: Lab['engine'], host: LabHost, places: LabPlaces): Promise<Checker> {
	const { state, place = '' } = await engineState(engine, host, places);
	if (state !== 'ready') throw notThere(engine, state === 'half');
	const scratch = makeScratch();
	if (engine === 'python') {
		return { check: (question) => checkPython(question, { host, program: place, scratch }), close: scratch.remove };
	}
	const duckdb = new DuckDB(host, place);
	return {
		check: (question) => checkSql(question, duckdb, scratch),
		close: () => {
			duckdb.close();
			scratch.remove();
		},
	};
}

function notThere(engine: Lab['engine'], isHalf: boolean): UserError {
	const hint =
		engine === 'python'
			? 'Install Python 3.9 or newer as python3, from https://python.org or your package manager.'
			: 'roadmap lab engine fetches it.';
	return new UserError(`${titleOf(engine)} is ${isHalf ? 'not whole' : 'not here yet'}.`, { hint });
}

/** On the data that is shown first, and where all is right there, on each of the others. */
async function checkSql(question: LabQuestion, duckdb: DuckDB, scratch: Scratch): Promise<LabResult> {
	const { lab } = question;
	const first = await runOn(lab.data, [], question, duckdb, scratch);
	if (!first.passed) return first;
	for (const [i, variant] of lab.variants.entries()) {
		const { failures } = await runOn(variant, ['variants', i], question, duckdb, scratch);
		if (failures.length > 0)
			return { ...first, passed: false, failures: failures.map((failure) => elsewhere(failure, variant.says)) };
	}
	return first;
}

async function runOn(
	data: LabData,
	at: LabFault['path'],
	{ lab, answer, roadmapFolder }: LabQuestion,
	duckdb: DuckDB,
	scratch: Scratch,
): Promise<LabResult> {
	const folder = scratch.folderFor(readLabFiles(data, roadmapFolder));
	const request = requestFor(lab, data, answer, folder);
	return judge(lab, request, await duckdb.run(request), at);
}
