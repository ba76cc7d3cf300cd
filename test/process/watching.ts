/** A command that goes on until Ctrl-C, started in a pipe and listened to. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { onTestFinished } from 'vitest';
import { until } from '../support.ts';
import type { Program } from './binary.ts';

/** Starts the program and reads what it says as it comes. */
export function listenTo(program: Program, line: readonly string[]) {
	const { argv, env } = program.begin([...line]);
	const child = spawn(argv[0], argv.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] });
	onTestFinished(() => void child.kill('SIGKILL'));
	const heard = { out: '', err: '' };
	child.stdout.setEncoding('utf8').on('data', (part) => {
		heard.out += part;
	});
	child.stderr.setEncoding('utf8').on('data', (part) => {
		heard.err += part;
	});
	const ended = new Promise<number | null>((resolve) => {
		child.on('close', resolve);
	});
	return { child, heard, ended, hear: (pattern: RegExp) => until(() => pattern.test(heard.out)) };
}

/** As editors save: a file beside it, renamed into its place. */
export function save(file: string, text: string): void {
	fs.writeFileSync(`${file}~`, text);
	fs.renameSync(`${file}~`, file);
}
