/**
 * Verifies what an author claims about a lab: the starter fails, the solution passes on all data, each wrong answer is
 * caught by the check and on the data named, and each hint is shorter than the solution.
 */
import os from 'node:os';
import path from 'node:path';
import { ENGINES, type Engine, type Lab, type WrongAnswer } from '../domain/lab.ts';
import { type Checker, hiddenData, openChecker } from './check-lab.ts';
import { engineState } from './engines.ts';
import { filesFolder, stampFile } from './files.ts';
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

/** Claims found not to hold, by lab and data, so that what has not changed is not proved again. */
export type ProofMemory = Map<string, readonly Claim[]>;

interface ProofOptions {
	readonly host: LabHost;
	readonly places: LabPlaces;
	/** Called after each lab. */
	readonly tick: () => void;
	readonly memory?: ProofMemory;
	/** Aborted to end after the labs in hand; what is returned is then not complete. */
	readonly stop?: AbortSignal;
}

/** A lab with its topic and its place there. */
interface Task {
	readonly topic: string;
	readonly i: number;
	readonly lab: Lab;
}

/** Verifies every lab whose engine is installed. @param file the roadmap's file */
export async function proveLabs(topics: readonly TopicLabs[], file: string, options: ProofOptions): Promise<Proofs> {
	const tasks = topics.flatMap(({ topic, labs }) => [...labs.entries()].map(([i, lab]) => ({ topic, i, lab })));
	const roadmapFolder = filesFolder(file);
	const found = await Promise.all(
		ENGINES.map(async (engine) => {
			const mine = tasks.filter(({ lab }) => lab.engine === engine);
			const isReady = mine.length > 0 && (await engineState(engine, options.host, options.places)).state === 'ready';
			return { engine, mine, claims: isReady ? await claimsOf(mine, engine, roadmapFolder, options) : undefined };
		}),
	);
	return {
		disproofs: found.flatMap(({ mine, claims = [] }) => disproofsOf(mine, claims)),
		proved: found.flatMap(({ claims = [] }) => claims).filter((some) => some.length === 0).length,
		notProved: Object.fromEntries(
			found.flatMap(({ engine, mine, claims }) => (claims || mine.length === 0 ? [] : [[engine, mine.length]])),
		),
	};
}

function disproofsOf(tasks: readonly Task[], claims: readonly (readonly Claim[])[]): Disproof[] {
	return tasks.flatMap(({ topic, i }, n) =>
		(claims[n] ?? []).map(({ path, message }) => ({ topic, path: ['labs', i, ...path], message })),
	);
}

/** Returns the claims of each lab that do not hold, proving several labs at a time. */
async function claimsOf(
	tasks: readonly Task[],
	engine: Engine,
	roadmapFolder: string,
	{ host, places, tick, memory = new Map(), stop }: ProofOptions,
): Promise<(readonly Claim[])[]> {
	const keys = tasks.map(({ lab }) => keyOf(lab, roadmapFolder));
	const rest = tasks.flatMap(({ lab }, n) => (memory.has(keys[n] ?? '') ? [] : [{ lab, key: keys[n] ?? '' }]));
	const queue = rest.values();
	const work = async () => {
		const checker = await openChecker(engine, host, places, 'author');
		try {
			for (const { lab, key } of queue) {
				if (stop?.aborted) return;
				memory.set(key, await disprove(lab, roadmapFolder, checker));
				tick();
			}
		} finally {
			checker.close();
		}
	};
	const workers = Math.min(MAX_WORKERS, Math.ceil(os.availableParallelism() / ENGINES.length), rest.length);
	await Promise.all(Array.from({ length: workers }, work));
	return keys.map((key) => memory.get(key) ?? []);
}

/** Each takes up to a gigabyte of memory. */
const MAX_WORKERS = 4;

/** Identifies a lab and its files as they are now. */
function keyOf(lab: Lab, roadmapFolder: string): string {
	return JSON.stringify([lab, filesOfLab(lab).map((file) => stampFile(file, roadmapFolder))]);
}

/** Returns the files of all labs. @param file the roadmap's file */
export function labFilesIn(topics: readonly TopicLabs[], file: string): string[] {
	const names = topics.flatMap(({ labs }) => labs.flatMap(filesOfLab));
	return [...new Set(names)].map((name) => path.join(filesFolder(file), name));
}

function filesOfLab({ data, variants }: Lab): string[] {
	return [data, ...variants].flatMap(({ files = [] }) => files);
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
		if (!(error instanceof LabFault)) throw error;
		claims.push({ path: error.path, message: error.message });
	}
	return claims;
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

function saysOf({ message, place, missing = [], extra = [] }: Failure): string {
	const rows = { missing: missing[0], 'too many': extra[0] };
	const shown = Object.entries(rows).flatMap(([label, row]) =>
		row === undefined ? [] : [`${label}: ${row.map((cell) => cell ?? 'NULL').join(', ')}`],
	);
	const about = [...(place ? [`its line ${place.line}`] : []), ...shown].join('; ');
	return `${message.split('\n')[0]}${about === '' ? '' : ` (${about})`}`;
}
