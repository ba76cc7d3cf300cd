/** A real browser, Debian's Chromium, with the page of a learner in it. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Program } from '../process/binary.ts';
import type { Terminal } from '../terminal.ts';

const FILE = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => fs.existsSync(file));

export const hasBrowser = FILE !== undefined;
/** Behind the name of what is skipped. */
export const NOTE = hasBrowser ? '' : ' (chromium not installed)';

const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

export function launch(): Promise<Browser> {
	return chromium.launch({ executablePath: FILE ?? '', args: ARGS });
}

export interface Look {
	readonly page: Page;
	/** What the page asked for beside itself. */
	readonly requests: string[];
	/** What the browser complained about, and every dialog. */
	readonly complaints: string[];
}

export interface LookOptions {
	readonly width?: number;
	readonly dark?: boolean;
}

/** Opens an address; the page is closed when the test is over. */
export async function look(
	browser: Browser,
	url: string,
	{ width = 1280, dark = false }: LookOptions = {},
): Promise<Look> {
	const page = await browser.newPage({
		viewport: { width, height: 900 },
		colorScheme: dark ? 'dark' : 'light',
		reducedMotion: 'reduce',
	});
	onTestFinished(() => page.close());
	const [requests, complaints]: [string[], string[]] = [[], []];
	page.on('request', (request) => request.url() !== url && requests.push(request.url()));
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => complaints.push(message.text()));
	page.on('dialog', (dialog) => {
		complaints.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	await page.goto(url);
	await page.waitForSelector('html[data-ready]');
	return { page, requests, complaints };
}

/** The learner's page as a file. @returns its address */
export async function makePage(terminal: Terminal, line = ''): Promise<string> {
	const { url } = await terminal.json(`page --print ${line}`);
	return url;
}

export interface Serving {
	readonly url: string;
	/** Ctrl-C unless another signal is named. */
	readonly stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; err: string }>;
}

/** `roadmap page --serve`, until the test is over or it is stopped. */
export async function startServing(program: Program, line = ''): Promise<Serving> {
	const { argv, env } = program.begin(`page --serve --print ${line}`);
	const [command, ...args] = argv;
	const child = spawn(command, args, { env, cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] });
	onTestFinished(() => void child.kill('SIGKILL'));
	let err = '';
	child.stderr.setEncoding('utf8').on('data', (part) => {
		err += part;
	});
	const url = await firstLine(child);
	return {
		url,
		stop: (signal = 'SIGINT') =>
			new Promise((resolve) => {
				child.on('close', (code) => resolve({ code, err }));
				child.kill(signal);
			}),
	};
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let out = '';
		child.stdout?.setEncoding('utf8').on('data', (part: string) => {
			out += part;
			if (out.includes('\n')) resolve(out.split('\n')[0] ?? '');
		});
		child.on('close', () => reject(new Error(`it ended, having said: ${out}`)));
	});
}

/** axe-core as text; run in a world of its own, which the page's policy does not reach. */
export const AXE = fs.readFileSync(path.join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
