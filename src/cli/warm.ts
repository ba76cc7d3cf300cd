/** Runs the everyday commands once in silence, so that V8 compiles them before its code cache is stored. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Script } from 'node:vm';
import { writeAtomic } from '../store/atomic.ts';
import { makeFolder } from '../store/files.ts';
import type { Host, Output } from './host.ts';

/** The commands to compile. */
const EVERYDAY = [
	'next',
	'done 1.1',
	'next',
	'stages',
	'stage 4 --core',
	'topic sql-joins',
	'--help',
	'complete -- done s',
	'next --json',
];

/** A cache this old belongs to a version that is gone, or is created again at the next start. */
const MAX_AGE_MS = 90 * 24 * 60 * 60 * 1000;

/** The loaded program: dist/main.js. */
export interface Program {
	readonly main: (argv: readonly string[], host: Host) => Promise<number>;
	readonly version: string;
}

/** Creates the code cache and stores it. Best effort: without it, a start takes some milliseconds longer. */
export async function keepCache(file: string, script: Script, program: Program, roadmapsFolder: string): Promise<void> {
	const folder = path.dirname(file);
	try {
		makeFolder(folder);
		fs.accessSync(folder, fs.constants.W_OK);
		await warm(program, roadmapsFolder);
		writeAtomic(file, script.createCachedData());
		removeOld(folder);
	} catch {
		// Ignored: the cache only saves time.
	}
}

/** Runs the everyday commands once in a temporary home. */
export async function warm({ main, version }: Program, roadmapsFolder: string): Promise<void> {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-warm-'));
	try {
		for (const line of EVERYDAY) {
			const code = await main(line.split(' '), quietHost({ home, roadmapsFolder, version }));
			if (code !== 0) throw new Error(`roadmap ${line} ended with ${code}`);
		}
	} finally {
		fs.rmSync(home, { recursive: true, force: true });
	}
}

function removeOld(folder: string): void {
	for (const name of fs.readdirSync(folder)) {
		const file = path.join(folder, name);
		if (Date.now() - fs.lstatSync(file).mtimeMs > MAX_AGE_MS) fs.rmSync(file, { force: true });
	}
}

interface QuietOptions {
	/** The value of ROADMAP_HOME. */
	readonly home: string;
	/** The folder with the compiled built-in roadmaps. */
	readonly roadmapsFolder: string;
	readonly version: string;
	readonly now?: () => Date;
	/** Receives what is printed; if omitted, it is discarded. */
	readonly onOutput?: (text: string) => void;
}

/** A host whose standard output is a terminal of 80 columns, with stderr discarded and nobody to answer prompts. */
export function quietHost({ home, roadmapsFolder, version, now = () => new Date(), onOutput }: QuietOptions): Host {
	return {
		env: { ROADMAP_HOME: home },
		platform: 'linux',
		stdin: Object.assign(new Readable({ read() {} }), { isTTY: false }),
		stdout: Object.assign(sink(onOutput), { isTTY: true, columns: 80 }),
		stderr: sink(),
		now,
		holdInterrupts: () => () => {},
		whenEnded: () => () => {},
		whenSuspended: () => () => {},
		roadmapsFolder,
		version,
	};
}

function sink(onOutput: (text: string) => void = () => {}): Output {
	return new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			onOutput(String(chunk));
			done();
		},
	});
}
