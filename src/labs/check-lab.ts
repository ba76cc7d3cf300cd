/** Checks an answer against its lab. */
import type { Lab } from '../domain/lab.ts';
import { safeLine } from '../domain/safe.ts';
import { invalidError, UserError } from '../errors.ts';
import { checkPython } from './check-python.ts';
import { DuckDB } from './duckdb.ts';
import { engineState, titleOf } from './engines.ts';
import { filesOf } from './files.ts';
import type { LabHost, LabPlaces } from './host.ts';
import { judge, requestFor } from './judge-sql.ts';
import { type Failure, LabFault, type LabQuestion, type LabResult } from './result.ts';
import { makeScratch, type Scratch } from './scratch.ts';
import { type Explanations, elsewhere } from './words.ts';

/**
 * Checks an answer in a temporary folder; nothing of the learner's is touched.
 * @throws UserError if the engine is missing, or the lab itself is faulty
 */
export async function checkLab(question: LabQuestion, host: LabHost, places: LabPlaces): Promise<LabResult> {
	const checker = await openChecker(question.lab.engine, host, places, 'learner');
	try {
		return await checkAll(question, checker);
	} catch (error) {
		if (!(error instanceof LabFault)) throw error;
		throw invalidError(
			`The lab "${question.lab.title}" has a fault of its own: ${safeLine(error.message)}`,
			'Tell its author; roadmap check shows the fault in place.',
		);
	} finally {
		checker.close();
	}
}

/** Runs the answer on the visible data and, if that passes, on each variant. */
async function checkAll(question: LabQuestion, checker: Checker): Promise<LabResult> {
	const { lab } = question;
	const first = await checker.run(question, 0);
	if (!first.passed) return first;
	for (let data = 1; data <= hiddenData(lab); data++) {
		const { failures } = await checker.run(question, data);
		if (failures.length === 0) continue;
		return {
			...first,
			passed: false,
			failures: failures.map((failure) => elsewhere(failure, saysOf(lab, data, failure))),
		};
	}
	return first;
}

/** Returns the author's explanations of a failure. In Python each hidden check has data of its own. */
function saysOf(lab: Lab, data: number, { check = 0 }: Failure): Explanations {
	const about = lab.checks[check - 1]?.says;
	return lab.engine === 'python' ? { data: about } : { data: lab.variants[data - 1]?.says, check: about };
}

/** Checks several answers with one start of the engine. */
export interface Checker {
	/**
	 * Checks an answer on the visible data (0) or on other data (from 1), and reports everything wrong there.
	 * @throws LabFault if the lab itself is faulty
	 */
	readonly run: (question: LabQuestion, data: number) => Promise<LabResult>;
	readonly close: () => void;
}

/** Returns the number of a lab's hidden data sets. In Python, all hidden checks count as one. */
export function hiddenData({ engine, checks, variants }: Lab): number {
	if (engine === 'duckdb') return variants.length;
	return checks.some((check) => check.kind === 'stdout' && check.hidden) ? 1 : 0;
}

/** @param writtenBy who wrote the answers @throws UserError if the engine is missing */
export async function openChecker(
	engine: Lab['engine'],
	host: LabHost,
	places: LabPlaces,
	writtenBy: 'learner' | 'author',
): Promise<Checker> {
	const { state, place = '' } = await engineState(engine, host, places);
	if (state !== 'ready') throw notThere(engine, state === 'half');
	const scratch = makeScratch(host);
	if (engine === 'python') {
		const setup = { host, program: place, scratch, writtenBy };
		return { run: (question, data) => checkPython(question, setup, data > 0), close: scratch.remove };
	}
	const duckdb = new DuckDB(host, place);
	return {
		run: (question, data) => checkSql(question, duckdb, scratch, data),
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

async function checkSql(
	{ lab, answer, roadmapFolder }: LabQuestion,
	duckdb: DuckDB,
	scratch: Scratch,
	number: number,
): Promise<LabResult> {
	const data = number === 0 ? lab.data : (lab.variants[number - 1] ?? lab.data);
	const at = number === 0 ? [] : ['variants', number - 1];
	const folder = scratch.folderFor(filesOf(data, roadmapFolder, at));
	const request = requestFor(lab, data, answer, folder);
	return judge(lab, request, await duckdb.run(request), at);
}
