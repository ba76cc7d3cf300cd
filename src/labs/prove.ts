/**
 * Verifies what an author claims about a lab: the starter fails, the solution passes on all data, each wrong answer is
 * caught by the check and on the data named, and each hint is shorter than the solution.
 */
import { ENGINES, type Engine, type Lab, type WrongAnswer } from '../domain/lab.ts';
import { UserError } from '../errors.ts';
import { type Checker, hiddenData, openChecker } from './check-lab.ts';
import { engineState } from './engines.ts';
import { filesFolder } from './files.ts';
import type { LabHost, LabPlaces } from './host.ts';
import { type Failure, LabFault } from './result.ts';

export interface TopicLabs {
	readonly topic: string;
	readonly labs: readonly Lab[];
}

/** A claim that does not hold, with its path in the topic: `['labs', 0, 'starter']`. */
export interface Disproof {
	readonly topic: string;
	readonly path: readonly (string | number)[];
	readonly message: string;
}

export interface Proofs {
	readonly disproofs: readonly Disproof[];
	readonly proved: number;
	/** Number of labs that could not be verified for lack of their engine, by engine. */
	readonly notProved: Readonly<Partial<Record<Engine, number>>>;
}

type Claim = Omit<Disproof, 'topic'>;

/** Verifies every lab whose engine is installed. @param file the roadmap's file @param tick called after each lab */
export async function proveLabs(
	topics: readonly TopicLabs[],
	file: string,
	{ host, places, tick }: { readonly host: LabHost; readonly places: LabPlaces; readonly tick: () => void },
): Promise<Proofs> {
	const disproofs: Disproof[] = [];
	const notProved: Partial<Record<Engine, number>> = {};
	let proved = 0;
	const roadmapFolder = filesFolder(file);
	for (const engine of ENGINES) {
		const mine = topics.flatMap(({ topic, labs }) =>
			[...labs.entries()].flatMap(([i, lab]) => (lab.engine === engine ? [{ topic, i, lab }] : [])),
		);
		if (mine.length === 0) continue;
		if ((await engineState(engine, host, places)).state !== 'ready') {
			notProved[engine] = mine.length;
			continue;
		}
		const checker = await openChecker(engine, host, places);
		try {
			for (const { topic, i, lab } of mine) {
				const claims = await disprove(lab, roadmapFolder, checker);
				for (const { path, message } of claims) disproofs.push({ topic, path: ['labs', i, ...path], message });
				proved += claims.length === 0 ? 1 : 0;
				tick();
			}
		} finally {
			checker.close();
		}
	}
	return { disproofs, proved, notProved };
}

/** Returns the claims of a lab that do not hold. */
async function disprove(lab: Lab, roadmapFolder: string, checker: Checker): Promise<Claim[]> {
	const run = async (answer: string, data = 0) => (await checker.run({ lab, answer, roadmapFolder }, data)).failures;
	const claims = longHints(lab);
	try {
		if ((await failuresAnywhere(lab, lab.starter, run)).length === 0)
			claims.push({ path: ['starter'], message: 'the starter passes every check already; it has to fail' });
		for (let data = 0; data <= hiddenData(lab); data++) {
			const [failure] = await run(lab.solution, data);
			if (failure)
				claims.push({
					path: ['solution'],
					message: `the solution does not pass${onData(lab, data)}: ${saysOf(failure)}`,
				});
		}
		for (const [i, wrong] of lab.wrong.entries()) {
			const message = await notCaught(lab, wrong, run);
			if (message !== undefined) claims.push({ path: ['wrong', i], message });
		}
	} catch (error) {
		claims.push(faultOf(error));
	}
	return claims;
}

/** Converts an error to a fault of the lab or its files. */
function faultOf(error: unknown): Claim {
	if (error instanceof LabFault) return { path: error.path, message: error.message };
	if (error instanceof UserError) return { path: ['files'], message: error.message };
	throw error;
}

function longHints({ hints, solution }: Lab): Claim[] {
	const length = solution.trim().length;
	return hints.flatMap((hint, i) =>
		hint.trim().length < length
			? []
			: [{ path: ['hints', i], message: 'this hint is not shorter than the solution; say less' }],
	);
}

type Run = (answer: string, data?: number) => Promise<readonly Failure[]>;

async function failuresAnywhere(lab: Lab, answer: string, run: Run): Promise<readonly Failure[]> {
	for (let data = 0; data <= hiddenData(lab); data++) {
		const failures = await run(answer, data);
		if (failures.length > 0) return failures;
	}
	return [];
}

/** Returns why a wrong answer is not caught as its author claims; undefined if it is. */
async function notCaught(lab: Lab, { answer, check, variant }: WrongAnswer, run: Run): Promise<string | undefined> {
	const claimed = lab.checks[check - 1];
	const data = variant ?? (claimed?.kind === 'stdout' && claimed.hidden ? 1 : 0);
	const shown = await run(answer);
	const where = onData(lab, data);
	if (data > 0 && shown.length > 0)
		return `this is caught${onData(lab, 0)} already, by ${nameOf(shown)}${variant === undefined ? '' : '; leave variant out'}`;
	const failures = data === 0 ? shown : await run(answer, data);
	if (failures.some((failure) => failure.check === check)) return undefined;
	if (failures.length === 0) return `this passes${where}, and check ${check} has to catch it`;
	return `this is caught by ${nameOf(failures)}${where}, and not by check ${check}`;
}

function onData(lab: Lab, data: number): string {
	if (hiddenData(lab) === 0) return '';
	if (data === 0) return ' on the data that is shown';
	return lab.engine === 'python' ? ' in the hidden checks' : ` on variant ${data}`;
}

function nameOf(failures: readonly Failure[]): string {
	const checks = failures.flatMap(({ check }) => check ?? []);
	if (checks.length > 0) return `check ${checks.join(', ')}`;
	return `the engine (${failures.map(saysOf).join(' ')})`;
}

function saysOf({ message, place }: Failure): string {
	return `${message.split('\n')[0]}${place ? ` (its line ${place.line})` : ''}`;
}
