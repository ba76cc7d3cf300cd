/** Runs the learner's file with the learner's own Python; its input and expected output are data. */
import { Readable } from 'node:stream';
import { killGroup } from '../store/processes.ts';
import { findProgram } from '../store/programs.ts';
import { emptyEnvironment, type LabHost, startGroup } from './host.ts';
import { watchSize } from './scratch.ts';

export const OLDEST_PYTHON = '3.9';

/** The time limit for a program, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** The limit for its output, in bytes. */
const MAX_OUTPUT_BYTES = 1024 * 1024;

interface Python {
	readonly program: string;
	readonly version: string;
}

export interface Output {
	readonly stdout: Buffer;
	readonly stderr: string;
	readonly code: number | null;
	/** Why it was stopped. */
	readonly limit?: 'time' | 'output' | 'size';
}

interface Program {
	readonly args: readonly string[];
	readonly cwd?: string;
	/** In MiB; enforced only on Unix. */
	readonly memory?: number;
	readonly input?: { readonly text: string; readonly repeat: number };
}

/** Returns the learner's Python if it is recent enough. */
export async function findPython(host: LabHost): Promise<Python | undefined> {
	for (const name of ['python3', 'python']) {
		const program = findProgram(name, host);
		if (program === undefined) continue;
		const args = ['-I', '-S', '-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'];
		const { stdout } = await runPython(program, { args }, host);
		const [version, minor] = /^3\.(\d+)\.\d+/.exec(stdout.toString('utf8')) ?? [];
		if (version !== undefined && Number(minor) >= Number(OLDEST_PYTHON.slice(2))) return { program, version };
	}
	return undefined;
}

const NO_INPUT = { text: '', repeat: 0 };

/** Runs Python with an empty environment and within limits; how it ends is part of the result. */
export function runPython(
	program: string,
	{ args, cwd, memory, input = NO_INPUT }: Program,
	host: LabHost,
): Promise<Output> {
	const [file = program, ...words] = withLimits([program, ...args], memory, host);
	const started = startGroup(host, file, words, { cwd, env: emptyEnvironment(host), stdio: ['pipe', 'pipe', 'pipe'] });
	const { stdin } = started.child;
	if (!stdin) throw new Error('the process has no streams');
	// The program may exit before reading everything.
	stdin.on('error', () => {});
	Readable.from(repeated(input.text, input.repeat)).pipe(stdin);
	return outputOf(started, cwd);
}

/**
 * A shell sets the limits, which only a process can set for itself, and then becomes the program. Limits that a system
 * does not support are skipped.
 */
function withLimits(command: readonly string[], memory: number | undefined, { platform }: LabHost): readonly string[] {
	if (platform === 'win32' || memory === undefined) return command;
	const limits = [`-v ${memory * 1024}`, `-t ${TIMEOUT_MS / 1000}`].map((limit) => `ulimit ${limit} 2>/dev/null;`);
	return ['/bin/sh', '-c', `${limits.join(' ')} exec "$0" "$@"`, ...command];
}

/** Yields many copies at a time: a hundred thousand short ones would take a second. */
function* repeated(text: string, count: number): Generator<string, void> {
	const together = Math.max(1, Math.floor(65_536 / Math.max(1, text.length)));
	for (let left = count; left > 0; left -= together) yield text.repeat(Math.min(left, together));
}

function outputOf({ child, release }: ReturnType<typeof startGroup>, folder: string | undefined): Promise<Output> {
	return new Promise((resolve) => {
		let limit: Output['limit'];
		const stop = (why: Output['limit']) => {
			limit ??= why;
			killGroup(child);
			// What has left the group may hold them open for ever.
			child.stdout?.destroy();
			child.stderr?.destroy();
		};
		const timer = setTimeout(() => stop('time'), TIMEOUT_MS);
		const endWatch = folder === undefined ? () => {} : watchSize(folder, () => stop('size'));
		const out = collect(child.stdout, () => stop('output'));
		const err = collect(child.stderr, () => stop('output'));
		const settle = (code: number | null) => {
			clearTimeout(timer);
			endWatch();
			release();
			const stderr = Buffer.concat(err).toString('utf8');
			resolve({ stdout: Buffer.concat(out), stderr, code, ...(limit && { limit }) });
		};
		// Whatever it has started ends with it.
		child.on('exit', () => killGroup(child));
		child.on('error', () => settle(null));
		child.on('close', settle);
	});
}

function collect(stream: Readable | null, full: () => void): Buffer[] {
	const chunks: Buffer[] = [];
	let size = 0;
	stream?.on('data', (chunk: Buffer) => {
		size += chunk.length;
		if (size > MAX_OUTPUT_BYTES) full();
		else chunks.push(chunk);
	});
	return chunks;
}
