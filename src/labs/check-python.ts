/** Runs a Python answer for each check and compares its output. */
import { isUtf8 } from 'node:buffer';
import type { StdoutCheck } from '../domain/lab.ts';
import { safeLine, safeText } from '../domain/safe.ts';
import { filesOf, type LabFile } from './files.ts';
import GUARD from './guard.txt';
import type { LabHost } from './host.ts';
import { type Output, runPython } from './python.ts';
import { type Failure, type FailureDetails, LabFault, type LabQuestion, type LabResult } from './result.ts';
import type { Scratch } from './scratch.ts';
import { expectedCount, MAX_SHOWN, placeIn, sentence, withStop } from './words.ts';

/** In bytes; and the default memory limit of a check, in MiB. */
const MAX_INPUT_BYTES = 64 * 1024 * 1024;
const MEMORY = 1_024;

/** What every check runs with. */
interface PythonSetup {
	readonly answer: string;
	readonly files: readonly LabFile[];
	readonly program: string;
	readonly host: LabHost;
	readonly scratch: Scratch;
	/** Who wrote the answer. An author's runs under guard.txt, because a roadmap may come from anybody. */
	readonly writtenBy: 'learner' | 'author';
}

/** @param isHidden whether to run the hidden checks @throws LabFault if the lab itself is faulty */
export async function checkPython(
	{ lab, answer, roadmapFolder }: LabQuestion,
	environment: Omit<PythonSetup, 'answer' | 'files'>,
	isHidden: boolean,
): Promise<LabResult> {
	const files = [...filesOf(lab.data, roadmapFolder, []), { name: 'answer.py', bytes: Buffer.from(answer) }];
	const failures: Failure[] = [];
	for (const [i, check] of lab.checks.entries()) {
		if (check.kind !== 'stdout' || check.hidden !== isHidden) continue;
		const failure = await failureOf(check, i + 1, { ...environment, answer, files });
		if (failure) failures.push(failure);
		// An answer that does not even run to its end fails all checks alike, so it is reported once.
		if (failure && failure.kind !== 'stdout') break;
	}
	return { passed: failures.length === 0, failures, preview: undefined };
}

async function failureOf(check: StdoutCheck, number: number, setup: PythonSetup): Promise<Failure | undefined> {
	const { args, stdin, repeat, memory = MEMORY, hidden, says } = check;
	if (Buffer.byteLength(stdin) * repeat > MAX_INPUT_BYTES)
		throw new LabFault(['checks', number - 1, 'repeat'], 'stdin, so often repeated, is more than 64 MiB');
	if (setup.answer.trim() === '')
		return { check: number, kind: 'stdout', message: 'There is nothing in the answer yet.' };
	const program = setup.writtenBy === 'author' ? ['-B', '-c', GUARD] : ['answer.py'];
	const output = await runPython(
		setup.program,
		{
			args: ['-I', '-S', '-X', 'utf8', ...program, ...args],
			cwd: setup.scratch.folderFor(setup.files),
			memory,
			input: { text: stdin, repeat },
		},
		setup.host,
	);
	const failure = limitFailure(output, memory) ?? errorFailure(output, setup.answer) ?? outputFailure(check, output);
	if (failure === undefined) return undefined;
	const explanation = says === undefined || hidden || failure.kind === 'error' ? '' : `${sentence(says)} `;
	const message = `${args.length > 0 && !hidden ? `With ${safeLine(args.join(' '))}: ` : ''}${explanation}${failure.message}`;
	return { check: number, ...failure, message };
}

const LIMITS = {
	time: 'It takes longer than 10 seconds and was stopped.',
	output: 'It prints more than 1 MiB and was stopped.',
	size: 'It writes more than 64 MiB of files and was stopped.',
};

function limitFailure({ limit, stderr, code }: Output, memory: number): FailureDetails | undefined {
	if (limit) return { kind: 'limit', message: LIMITS[limit] };
	if (/^MemoryError\b/m.test(stderr)) return { kind: 'limit', message: `It takes more than ${memory} MiB of memory.` };
	// The system kills what exceeds its CPU time or memory without a message.
	return code === null
		? { kind: 'limit', message: 'It was stopped by the system, for its time or its memory.' }
		: undefined;
}

/** The lines of a traceback that are in the answer. */
const IN_ANSWER = /File "[^"\n]*answer\.py", line (\d+)/g;

function errorFailure({ code, stderr }: Output, answer: string): FailureDetails | undefined {
	if (code === 0) return undefined;
	const last = safeText(stderr).trimEnd().split('\n').at(-1)?.slice(0, 500) ?? '';
	const line = Number([...stderr.matchAll(IN_ANSWER)].at(-1)?.[1] ?? 0);
	if (last === '') return { kind: 'error', message: `It ended with ${code} and without a word.` };
	if (line === 0) return { kind: 'error', message: `It ended with ${code}: ${last}` };
	const message = [withStop(last), ...adviceOn(last)].join(' ');
	const indent = /^\s*/.exec(answer.split('\n')[line - 1] ?? '')?.[0].length ?? 0;
	return { kind: 'error', message, place: placeIn(answer, line, indent + 1) };
}

/** Returns what to do about errors that an answer meets only when it is checked. */
function adviceOn(error: string): string[] {
	if (/^FileNotFoundError: .*'input-\d+\.txt'$/.test(error)) return ['The input of a check comes on standard input.'];
	if (error.startsWith('ModuleNotFoundError: '))
		return ["A check has Python's own library, and no installed packages."];
	return [];
}

/** Compares line by line; trailing blanks and empty lines at the end do not count. */
function outputFailure({ expect }: StdoutCheck, { stdout }: Output): FailureDetails | undefined {
	if (!isUtf8(stdout)) return { kind: 'stdout', message: 'It prints bytes that are not text.' };
	const [expected, actual] = [linesOf(expect), linesOf(stdout.toString('utf8'))];
	const first = Array.from({ length: Math.max(expected.length, actual.length) }).findIndex(
		(_, i) => expected[i] !== actual[i],
	);
	if (first < 0) return undefined;
	const [missing, extra] = [shownLines(onlyIn(expected, actual)), shownLines(onlyIn(actual, expected))];
	if (missing.length === 0 && extra.length === 0) {
		const message = `The lines are right, but not their order, from line ${first + 1} on.`;
		return { kind: 'stdout', mistake: 'order', message };
	}
	return { kind: 'stdout', message: countWords(expected, actual, first), columns: ['line'], missing, extra };
}

function countWords(expected: readonly string[], actual: readonly string[], first: number): string {
	const lines = (count: number) => `${count === 0 ? 'no' : count} line${count === 1 ? '' : 's'}`;
	if (expected.length !== actual.length) return `It prints ${lines(actual.length)}; ${expectedCount(expected.length)}.`;
	return `Line ${first + 1} is the first that is not as expected.`;
}

function linesOf(text: string): string[] {
	const lines = text.split('\n').map((line) => line.trimEnd());
	while (lines.at(-1) === '') lines.pop();
	return lines;
}

/** Returns the lines, counted with repetition, that only the first list has. */
function onlyIn(lines: readonly string[], others: readonly string[]): string[] {
	const left = new Map<string, number>();
	for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
	return lines.filter((line) => {
		const count = left.get(line) ?? 0;
		left.set(line, count - 1);
		return count <= 0;
	});
}

function shownLines(lines: readonly string[]): string[][] {
	return lines.slice(0, MAX_SHOWN).map((line) => [safeLine(line.slice(0, 400))]);
}
