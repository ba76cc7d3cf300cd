/**
 * The real program in a child process: what stands in bin/ and dist/, a clean environment, folders of its own. Nothing
 * of the machine reaches it but PATH.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { makeFolder, wordsOf } from '../support.ts';

export { makeFolder };

export const ROOT = path.join(import.meta.dirname, '..', '..');
export const BIN = path.join(ROOT, 'bin', 'roadmap.js');

/** Nobody: who may read what everybody may, and write nothing of ours. */
export const NOBODY = 65_534;

/** Longer than any command takes on a busy machine. */
const PATIENCE_MS = 20_000;

export interface Ran {
	/** Null when a signal ended it. */
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

export interface Screen extends Ran {
	/** All that the terminal was sent. */
	readonly screen: string;
	/** Whether the terminal was left as a shell expects it: lines and echo. */
	readonly cooked: boolean;
}

export interface TerminalOptions {
	readonly columns?: number;
	readonly env?: Env;
	/** Runs in a shell with jobs instead, in which keys type the command: what Ctrl-Z stops goes on with `fg`. */
	readonly inShell?: boolean;
	/** Streams that are no terminal. */
	readonly pipes?: readonly ('stdout' | 'stderr')[];
	/** What to wait for, and what to type then, or which signal to send (`SIGTERM`). */
	readonly keys?: readonly (readonly [after: string, keys: string])[];
}

export type Env = Readonly<Record<string, string | undefined>>;

interface ProgramOptions {
	/** ROADMAP_HOME; a new folder's `home`, which is not there yet, if not given. */
	readonly home?: string;
	/** More variables; undefined takes one away. */
	readonly env?: Env;
	readonly uid?: number;
	readonly node?: string;
	readonly bin?: string;
}

/** What is read of an event in a journal. */
export interface JournalLine {
	readonly id: string;
	readonly at: string;
	readonly topic: string;
	readonly to: string;
}

/** The program as one learner runs it, again and again. */
export class Program {
	readonly home: string;
	readonly #options: ProgramOptions;

	constructor(options: ProgramOptions = {}) {
		this.#options = options;
		this.home = options.home ?? path.join(makeFolder(), 'home');
	}

	/** Runs a command; its standard input is /dev/null. */
	run(line: string | readonly string[], env: Env = {}): Promise<Ran> {
		const { argv } = this.begin(line);
		return finish(argv, this.#env(env), this.#options.uid);
	}

	/** A command that a caller starts himself. */
	begin(line: string | readonly string[]): { argv: [string, ...string[]]; env: Record<string, string> } {
		const { node = process.execPath, bin = BIN } = this.#options;
		return { argv: [node, bin, ...wordsOf(line)], env: this.#env({}) };
	}

	/** Runs a command with `--json` and gives the result. Fails the test unless it succeeds. */
	// biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape
	async json(line: string | readonly string[], env: Env = {}): Promise<any> {
		const { code, out, err } = await this.run([...wordsOf(line), '--json'], env);
		if (code !== 0) throw new Error(`roadmap ${line} --json ended with ${code}: ${err}`);
		return JSON.parse(out);
	}

	/** Runs a shell script in which `R` is the program. */
	shell(script: string, env: Env = {}): Promise<Ran> {
		const [node, bin] = this.begin('').argv;
		return finish(['sh', '-c', `R() { '${node}' '${bin}' "$@"; }\n${script}`], this.#env(env), this.#options.uid);
	}

	/** Runs a command on a pseudo-terminal. */
	async onTerminal(line: string, options: TerminalOptions = {}): Promise<Screen> {
		const { columns = 80, env = {}, pipes = [], keys = [], inShell = false } = options;
		const { argv } = this.begin(line);
		const typed: typeof keys = [['$ ', `'${argv.join("' '")}'\r`]];
		const order = {
			argv: inShell ? ['env', 'PS1=$ ', 'bash', '--norc', '--noprofile', '-i'] : argv,
			// A screen that is longer is read as a whole here.
			env: this.#env({ TERM: 'xterm-256color', PAGER: 'cat', ...env }),
			columns,
			rows: 24,
			pipes,
			keys: inShell ? [...typed, ...keys] : keys,
			seconds: 15,
		};
		const script = path.join(import.meta.dirname, 'pty.py');
		const { code, out, err } = await finish(['python3', script, JSON.stringify(order)], this.#env({}));
		if (code !== 0) throw new Error(`pty.py ended with ${code}: ${err}`);
		const seen = JSON.parse(out) as Screen & { timedOut: boolean; unsent: number };
		if (seen.timedOut || seen.unsent > 0) throw new Error(`${line} waited for something else:\n${seen.screen}`);
		return seen;
	}

	/** The statuses of stage 1's topics, in their order. */
	async statuses(): Promise<string[]> {
		const { topics } = await this.json('stage 1 --all');
		return topics.map(({ status }: { status: string }) => status);
	}

	/** Every topic's status, by id. */
	async allStatuses(): Promise<Map<string, string>> {
		const stages = await Promise.all(outline().map((_, i) => this.json(`stage ${i + 1} --all`)));
		const topics = stages.flatMap((stage: { topics: { id: string; status: string }[] }) => stage.topics);
		return new Map(topics.map(({ id, status }) => [id, status]));
	}

	/** Which of these topics were done already, by marking them all: one start instead of one for every stage. */
	async alreadyDone(ids: readonly string[]): Promise<string[]> {
		return (await this.json(['done', '--yes', ...ids])).unchanged;
	}

	/** The paths of the journals. */
	journals(): string[] {
		const folder = path.join(this.home, 'progress');
		return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
	}

	/** The path of the only journal there is. */
	journal(): string {
		const [journal, ...others] = this.journals();
		if (journal === undefined || others.length > 0) throw new Error(`${others.length + 1} journals in ${this.home}`);
		return journal;
	}

	/** Every line of every journal, sorted out by whether it is whole: not asking the program. */
	journalLines(): { events: JournalLine[]; damaged: string[] } {
		const [events, damaged]: [JournalLine[], string[]] = [[], []];
		for (const line of this.journals().flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'))) {
			if (line === '') continue;
			try {
				events.push(JSON.parse(line));
			} catch {
				damaged.push(line);
			}
		}
		return { events, damaged };
	}

	#env(more: Env): Record<string, string> {
		const all = {
			PATH: process.env.PATH,
			HOME: path.dirname(this.home),
			ROADMAP_HOME: this.home,
			...this.#options.env,
			...more,
		};
		return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
	}
}

/** The topic ids of the roadmap that is shipped, by stage: from what its author wrote, not from what was built. */
export function outline(): string[][] {
	const text = fs.readFileSync(path.join(ROOT, 'roadmap', 'data-engineer', 'roadmap.yaml'), 'utf8');
	const { stages } = parse(text) as { stages: { topics: { id: string }[] }[] };
	return stages.map(({ topics }) => topics.map(({ id }) => id));
}

/** A line of a journal, as docs/journal.md writes it. */
export function eventLine(id: string, at: string, fields: Readonly<Record<string, unknown>>): string {
	return `${JSON.stringify({ v: 1, id, at, roadmap: 'data-engineer', ...fields })}\n`;
}

/** Everything in a folder: path → kind, mode, time of change, content. Two snapshots differ if anything was touched. */
export function snapshot(folder: string): Map<string, string> {
	const names = fs.existsSync(folder) ? ['', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })] : [];
	return new Map(
		names.sort().map((name) => {
			const file = path.join(folder, name);
			const { mode, mtimeMs } = fs.lstatSync(file);
			const isFile = fs.lstatSync(file).isFile();
			return [name, `${mode.toString(8)} ${mtimeMs} ${isFile ? fs.readFileSync(file, 'latin1') : ''}`];
		}),
	);
}

/** Runs a program to its end. */
export function finish(argv: readonly string[], env: Record<string, string>, uid?: number): Promise<Ran> {
	const [command = '', ...args] = argv;
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: PATIENCE_MS,
			killSignal: 'SIGKILL',
			...(uid !== undefined && { uid, gid: uid }),
		});
		const text = { out: '', err: '' };
		child.stdout.setEncoding('utf8').on('data', (part) => {
			text.out += part;
		});
		child.stderr.setEncoding('utf8').on('data', (part) => {
			text.err += part;
		});
		child.on('error', reject).on('close', (code) => resolve({ code, ...text }));
	});
}
