/** Starts DuckDB's process, sends it requests, and kills it. */
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { killGroup } from '../store/processes.ts';
import { emptyEnvironment, type LabHost, startGroup } from './host.ts';
import { KILL_AFTER, MAX_LINE_BYTES, OUT_OF_MEMORY, type RunRequest, type RunStep } from './protocol.ts';
import { watchSize } from './scratch.ts';

/** The result of a run. Without an `end` step, the process was stopped or ended by itself. */
export interface Ran {
	readonly steps: readonly RunStep[];
	/** Why it was stopped. */
	readonly stopped?: 'time' | 'memory' | 'size' | 'crash';
}

/** In MiB, for what the process uses besides the engine. */
const HEAP = 512;

/** A process that answers requests one after another, restarted after it was stopped. */
export class DuckDB {
	readonly #host: LabHost;
	readonly #folder: string;
	#child: ChildProcess | undefined;
	#release = () => {};

	/** @param folder where the engine is installed */
	constructor(host: LabHost, folder: string) {
		this.#host = host;
		this.#folder = folder;
	}

	async run(request: RunRequest): Promise<Ran> {
		const child = this.#child ?? this.#start(request.folder);
		const ran = await answerOf(child, request);
		if (ran.stopped) this.close();
		return ran;
	}

	close(): void {
		this.#release();
		if (this.#child) killGroup(this.#child);
		this.#child = undefined;
	}

	#start(cwd: string): ChildProcess {
		const script = path.join(this.#host.roadmapsFolder, '..', 'duckdb-process.js');
		const args = [`--max-old-space-size=${HEAP}`, script, this.#folder];
		const { child, release } = startGroup(this.#host, process.execPath, args, {
			cwd,
			env: emptyEnvironment(this.#host),
			stdio: ['pipe', 'pipe', 'ignore'],
		});
		this.#release = release;
		// The process may exit before reading everything.
		child.stdin?.on('error', () => {});
		this.#child = child;
		return child;
	}
}

function answerOf(child: ChildProcess, request: RunRequest): Promise<Ran> {
	const { stdin, stdout } = child;
	if (!stdin || !stdout) throw new Error('the process has no streams');
	return new Promise((resolve) => {
		const steps: RunStep[] = [];
		const lines = createInterface({ input: stdout });
		const settle = (stopped?: Ran['stopped']) => {
			clearTimeout(timer);
			endWatch();
			lines.close();
			child.off('close', crashed).off('error', crashed);
			resolve(stopped ? { steps, stopped } : { steps });
		};
		const crashed = (code?: unknown) => settle(code === OUT_OF_MEMORY ? 'memory' : 'crash');
		const timer = setTimeout(() => settle('time'), KILL_AFTER);
		const endWatch = watchSize(request.folder, () => settle('size'));
		child.once('close', crashed);
		child.once('error', crashed);
		lines.on('line', (line) => {
			if (line.length > 2 * MAX_LINE_BYTES) return settle('size');
			// Parse edge for what our own process writes.
			const step = JSON.parse(line) as RunStep;
			steps.push(step);
			if (step.step === 'end') settle();
		});
		stdin.write(`${JSON.stringify(request)}\n`);
	});
}
