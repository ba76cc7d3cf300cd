/** A terminal for tests: streams in memory, a clock that is set, a real folder that is removed. Nothing is mocked. */
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { main } from '#program';
import type { Host } from '../src/cli/host.ts';
import { makeFolder, wordsOf } from './support.ts';

export { makeFolder };

export interface Ran {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

export interface TerminalOptions {
	/** A terminal on all three streams; a pipe if false. */
	readonly tty?: boolean;
	readonly columns?: number;
	/** 0, as some terminals say, if not given. */
	readonly rows?: number;
	/** ISO 8601. */
	readonly now?: string;
	/** ROADMAP_HOME; a new empty folder if not given. */
	readonly home?: string;
	readonly env?: Readonly<Record<string, string>>;
}

export const SHELF = path.join(import.meta.dirname, '..', 'dist', 'roadmaps');

/** After which Ctrl-C is pressed where a command goes on and nobody types. */
const PATIENCE_MS = 700;

export class Terminal {
	readonly home: string;
	/** Move it to let time pass. */
	now: Date;
	readonly #options: TerminalOptions;

	constructor(options: TerminalOptions = {}) {
		this.#options = options;
		this.home = options.home ?? makeFolder();
		this.now = new Date(options.now ?? '2026-11-22T10:00:00.000Z');
	}

	/** Runs a command as the shell would: `run('done sql-joins')`. @param keys what is typed, as terminals send it */
	async run(line: string | readonly string[], keys: readonly string[] = []): Promise<Ran> {
		const { tty = false, columns = 80, rows = 0, env = {} } = this.#options;
		const [stdout, stderr] = [new Sink(tty, columns, rows), new Sink(tty, columns, rows)];
		const stdin = Object.assign(new PassThrough(), { isTTY: tty, setRawMode: () => stdin });
		const world: Host = {
			env: { ROADMAP_HOME: this.home, ...env },
			platform: process.platform,
			stdin,
			stdout,
			stderr,
			now: () => this.now,
			holdInterrupts: (then) => {
				const pressed = then && keys.length === 0 ? setTimeout(then, PATIENCE_MS) : undefined;
				return () => clearTimeout(pressed);
			},
			whenEnded: () => () => {},
			whenSuspended: () => () => {},
			roadmapsFolder: SHELF,
			version: '0.0.0-test',
		};
		// As /dev/null: who reads the standard input gets an end.
		if (!tty && keys.length === 0) stdin.end();
		const running = main(wordsOf(line), world);
		for (const key of keys) {
			await drawn(stderr);
			stdin.write(key);
		}
		return { code: await running, out: stdout.text, err: stderr.text };
	}

	/** Runs a command with `--json` and gives the result. Fails the test unless it succeeds. */
	// biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape
	async json(line: string): Promise<any> {
		const { code, out, err } = await this.run(`${line} --json`);
		if (code !== 0) throw new Error(`roadmap ${line} --json ended with ${code}: ${err}`);
		return JSON.parse(out);
	}

	/** The lines of every journal, parsed. */
	journal(): Record<string, unknown>[] {
		const folder = path.join(this.home, 'progress');
		if (!fs.existsSync(folder)) return [];
		const text = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
		const lines = text.join('').split('\n');
		return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
	}
}

/** Waits, five seconds at most, until a question stands there and nothing more of it comes. */
async function drawn(sink: Sink): Promise<void> {
	let before = '';
	for (let i = 0; i < 125 && (sink.text === '' || sink.text !== before); i++) {
		before = sink.text;
		await new Promise((resolve) => setTimeout(resolve, 40));
	}
}

/** A stream that keeps what was written. */
class Sink extends Writable {
	text = '';
	readonly isTTY: boolean;
	readonly columns: number;
	readonly rows: number;

	constructor(isTTY: boolean, columns: number, rows: number) {
		super({ decodeStrings: false });
		this.isTTY = isTTY;
		this.columns = columns;
		this.rows = rows;
	}

	override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}
