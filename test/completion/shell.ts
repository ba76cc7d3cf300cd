/** A real shell on a real terminal: tmux types into it and reads its screen. The program is the one in bin/ and dist/. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const BIN = path.join(import.meta.dirname, '..', '..', 'bin', 'roadmap.js');
const SYSTEM = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin'];
/** Longer than a shell takes on a busy machine, in ms. */
const PATIENCE = 30_000;
/** A prompt that nothing else prints. */
const PROMPT = 'tab>';

export function has(program: string): boolean {
	return SYSTEM.some((folder) => fs.existsSync(path.join(folder, program)));
}

/** How each is started with nothing of the machine's own configuration, and what its own file is called. */
const START: Readonly<Record<Shell, { file: string; argv: readonly string[]; prompt: string }>> = {
	bash: {
		file: '.bashrc',
		argv: ['bash', '--noprofile', '--rcfile', '../home/.bashrc', '-i'],
		prompt: `PS1='${PROMPT} '; unset HISTFILE`,
	},
	zsh: { file: '.zshrc', argv: ['zsh', '-o', 'noglobalrcs', '-i'], prompt: `PS1='${PROMPT} '` },
	fish: {
		file: '.config/fish/config.fish',
		argv: ['fish', '-i'],
		prompt: `function fish_prompt; printf '${PROMPT} '; end; set -g fish_greeting; set -g fish_autosuggestion_enabled 0`,
	},
};

/** How a shell loads the script of this session. */
export const LOAD: Readonly<Record<Shell, string>> = {
	bash: 'source <(roadmap completion bash)',
	zsh: 'source <(roadmap completion zsh)',
	fish: 'roadmap completion fish | source',
};

/** A folder with a home, a place to work and a PATH that has roadmap on it. */
export class Machine {
	readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-tab-'));
	readonly home = path.join(this.folder, 'home');
	readonly work = path.join(this.folder, 'work');
	readonly env: Readonly<Record<string, string>>;

	constructor() {
		const bin = path.join(this.folder, 'bin');
		// fish fills the last one in the background, unless it is there.
		const fish = path.join(this.home, '.local', 'share', 'fish', 'generated_completions');
		for (const folder of [this.home, this.work, bin, fish]) fs.mkdirSync(folder, { recursive: true });
		fs.writeFileSync(path.join(bin, 'roadmap'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`, {
			mode: 0o755,
		});
		this.env = { PATH: [bin, ...SYSTEM].join(':'), HOME: this.home, TERM: 'screen', LANG: 'C.UTF-8' };
		// Shells that are hung up may write a last file.
		onTestFinished(() => fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
	}

	write(file: string, text: string): string {
		const full = path.join(this.folder, file);
		fs.mkdirSync(path.dirname(full), { recursive: true });
		fs.writeFileSync(full, text);
		return full;
	}

	/** Every file whose name begins so, anywhere. */
	find(name: string): string[] {
		const files = fs.readdirSync(this.folder, { recursive: true, encoding: 'utf8' });
		return files.filter((file) => path.basename(file) === name);
	}

	/** Runs a script in a shell without a terminal. */
	run(shell: Shell, script: string): { code: number | null; said: string } {
		const env = { ...this.env };
		const child = spawnSync(shell, ['-c', script], { env, cwd: this.work, encoding: 'utf8', timeout: PATIENCE });
		return { code: child.status, said: child.stdout + child.stderr };
	}

	/** An interactive shell that has loaded the completion. @param extra lines of its own file, after that */
	open(shell: Shell, extra = ''): Promise<Session> {
		const { file, prompt, argv } = START[shell];
		this.write(path.join('home', file), `${prompt}\n${LOAD[shell]}\n${extra}\n`);
		return Session.start(this, argv);
	}
}

export class Session {
	readonly #socket: string;
	readonly #env: NodeJS.ProcessEnv;

	private constructor(machine: Machine) {
		this.#socket = path.join(machine.folder, 'tmux');
		this.#env = { ...machine.env };
	}

	static async start(machine: Machine, argv: readonly string[]): Promise<Session> {
		const session = new Session(machine);
		const clean = ['env', '-i', ...Object.entries(machine.env).map(([name, value]) => `${name}=${value}`), ...argv];
		onTestFinished(() => void session.#tmux('kill-server'));
		session.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', '110', '-y', '60', '-c', machine.work, ...clean);
		await session.until((screen) => screen.trimEnd().endsWith(PROMPT));
		return session;
	}

	/** Types text and keys such as `Tab`, and waits until the screen shows what it should. @returns the screen */
	async type(text: string, keys: readonly string[], shows: (screen: string) => boolean): Promise<string> {
		this.#tmux('send-keys', '-l', '--', text);
		await this.until((screen) => screen.includes(text.trimEnd()));
		for (const key of keys) this.#tmux('send-keys', key);
		return this.until(shows);
	}

	/** What becomes of the line when TAB is pressed behind it; whatever is listed below is gone by then. */
	async tab(text: string): Promise<string> {
		const end = '@@';
		const screen = await this.type(text, ['Tab', end], (shown) => shown.includes(end));
		const line = screen.split('\n').findLast((row) => row.includes(end)) ?? '';
		return line.slice(line.indexOf(PROMPT) + PROMPT.length, line.indexOf(end)).trim();
	}

	async until(shows: (screen: string) => boolean, patience = PATIENCE): Promise<string> {
		const end = Date.now() + patience;
		for (;;) {
			const screen = this.#tmux('capture-pane', '-p');
			if (shows(screen)) return screen;
			if (Date.now() > end) throw new Error(`the screen never showed it:\n${screen.trimEnd()}`);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	/** A fresh line on an empty screen. */
	async clear(): Promise<void> {
		const isClear = (screen: string) => screen.trim() === PROMPT;
		this.#tmux('send-keys', 'C-u', 'C-l');
		try {
			await this.until(isClear, 3_000);
		} catch {
			// A list stands open.
			this.#tmux('send-keys', 'C-c');
			await this.clear();
		}
	}

	#tmux(...argv: readonly string[]): string {
		return execFileSync('tmux', ['-S', this.#socket, ...argv], { env: this.#env, encoding: 'utf8', stdio: 'pipe' });
	}
}
