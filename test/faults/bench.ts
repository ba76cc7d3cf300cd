/** One case on the bench: a home that is put back as it was before every round, and what is found in it afterwards. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { loadMemory } from '../../src/store/load-events.ts';
import { placesFrom } from '../../src/store/places.ts';
import { SHELF, Terminal } from '../terminal.ts';
import type { Case, Home } from './cases.ts';

export interface Call {
	readonly name: string;
	readonly place: string;
}

/** As inject.cjs describes them. */
export type Fault =
	| { readonly error: string; readonly on?: true }
	| { readonly short: number }
	| { readonly kill: 'before' | 'after' | 'half' };

export interface Plan {
	readonly roots: readonly string[];
	/** Which call goes wrong, from 1 on; 0 for none. */
	readonly at: number;
	readonly fault?: Fault;
}

interface Faults {
	readonly arm: (plan: Plan) => void;
	readonly disarm: () => { calls: Call[]; hit?: Call };
	readonly track: (roots: readonly string[]) => void;
	readonly closeLeft: () => void;
	readonly watched: readonly string[];
}

export const INJECT = path.join(import.meta.dirname, 'inject.cjs');
// The parse edge of a module without types.
export const faults = createRequire(import.meta.url)(INJECT) as Faults;
faults.track([SHELF]);

/** With FAULTS=long, everything; else as much as an ordinary run has time for. */
export const LONG = process.env.FAULTS === 'long';

/** What counts of a home: all that the learner can see, and what undo would do. */
export type State = string;

/** Copied into every bench, so that reading them fails too. */
const FILES = ['backup.json', 'checklist.md', 'tea.yaml'];
/** What was said in a used home. */
const USED = ['done 1.1', 'path analytics', 'level everything', 'later 6.1 --until 2031-01-01'];

const NOW = '2026-11-22T10:00:00.000Z';

/**
 * Whether a change of notes was cut short between them and the journal: notes are changed, all or some, undo does not know
 * of it, and nothing else is different.
 */
export function isOnlyNoted(state: State, before: State, after: State): boolean {
	const [is, was, shall] = [state, before, after].map((one) => JSON.parse(one)[0]);
	const known = [...was.notes, ...shall.notes].map((note) => JSON.stringify(note));
	const isKnown = is.notes.every((note: unknown) => known.includes(JSON.stringify(note)));
	const isRest = JSON.stringify({ ...is, notes: [] }) === JSON.stringify({ ...was, notes: [] });
	return isKnown && isRest && JSON.stringify(was.notes) !== JSON.stringify(shall.notes);
}

export class Bench {
	readonly home: string;
	/** Everything that the rounds may touch. */
	readonly root: string;
	readonly #template: string;
	readonly #env: Readonly<Record<string, string>>;

	constructor(env: Readonly<Record<string, string>> = {}) {
		const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-faults-')));
		this.root = path.join(folder, 'root');
		this.home = path.join(this.root, 'home');
		this.#template = path.join(folder, 'template');
		this.#env = env;
		fs.mkdirSync(this.root);
	}

	/** Makes the home of a case and keeps a copy of it. */
	async prepare({ prepare = [] }: Case, home: Home): Promise<void> {
		for (const name of FILES) fs.copyFileSync(path.join(import.meta.dirname, name), path.join(this.root, name));
		await this.#say(home === 'new' ? prepare : [...USED, ...prepare]);
		if (home !== 'new') await this.#spoil(home);
		fs.cpSync(this.root, this.#template, { recursive: true, verbatimSymlinks: true });
	}

	/** A command, with the files where they are. */
	said(line: string): string {
		return FILES.reduce((said, name) => said.replace(` ${name}`, ` ${path.join(this.root, name)}`), line);
	}

	/** Puts everything back as it was prepared. */
	reset(): void {
		faults.closeLeft();
		fs.rmSync(this.root, { recursive: true, force: true });
		fs.cpSync(this.#template, this.root, { recursive: true, verbatimSymlinks: true });
	}

	remove(): void {
		fs.rmSync(path.dirname(this.root), { recursive: true, force: true });
	}

	terminal(now = NOW): Terminal {
		return new Terminal({ home: this.home, now, env: this.#env });
	}

	/** What a healthy program sees here. It takes one change back to find out what undo does. */
	async state(now = NOW): Promise<State> {
		const before = await this.#seen(now);
		const { undone, topics } = await this.terminal(now).json('undo --yes');
		const { at: _at, secondsAgo: _ago, ...what } = undone ?? {};
		return JSON.stringify([before, what, topics, await this.#seen(now)]);
	}

	/** Every journal: name → bytes. */
	journals(): Map<string, string> {
		const folder = path.join(this.home, 'progress');
		const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
		return new Map(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
	}

	/** Every file but the cache's. */
	files(): string[] {
		const names = fs.existsSync(this.home) ? fs.readdirSync(this.home, { recursive: true, encoding: 'utf8' }) : [];
		return names.filter((name) => !name.startsWith('cache')).sort();
	}

	async #seen(now: string): Promise<unknown> {
		const places = placesFrom({ env: { ROADMAP_HOME: this.home }, platform: process.platform });
		const { registers } = loadMemory(places, new Date(now)).memory;
		const facts = [...registers].filter(([, { value }]) => value !== '').map(([key, { value }]) => [key, value]);
		const terminal = this.terminal(now);
		const { roadmap, path: chosen, level, progress } = await terminal.json('stages');
		const { notes } = await terminal.json('notes');
		return {
			facts: facts.filter(([key = '']) => !key.includes(' note ')).sort(),
			...{ roadmap, chosen, level, progress },
			notes,
		};
	}

	async #say(lines: readonly string[]): Promise<void> {
		const terminal = this.terminal('2026-11-21T10:00:00.000Z');
		for (const line of lines) {
			const { code, err } = await terminal.run(this.said(line));
			if (code !== 0) throw new Error(`${line}: ${err}`);
		}
	}

	async #spoil(home: Home): Promise<void> {
		this.#write('progress/phone.jsonl', line('2026-11-20T10:00:00.000Z', 'sql-window-functions', 'started', 'x'));
		if (home === 'torn') fs.truncateSync(this.#journal(), fs.statSync(this.#journal()).size - 20);
		if (home === 'long') await this.#lengthen();
		if (home === 'copied') this.#write('device.json', JSON.stringify({ id: 'twin', machine: 'elsewhere' }));
		if (home === 'unsettled') this.#write('config.json', '{"choices":{"data-eng');
		if (home === 'ahead') this.#write('progress/ahead.jsonl', aheadOfTime());
		if (home === 'linked') this.#link();
		if (home === 'outdated') this.#age();
	}

	/** Long enough for a checkpoint, and one that does not reach to the end. */
	async #lengthen(): Promise<void> {
		const lines = Array.from({ length: 600 }, (_, i) =>
			line(
				`2026-11-19T10:00:00.${String(i).padStart(3, '0')}Z`,
				'python-for-data',
				i % 2 ? 'done' : 'started',
				`l${i}`,
			),
		);
		this.#write('progress/old.jsonl', lines.slice(0, 300).join(''));
		await this.terminal().run('next');
		this.#write('progress/old.jsonl', lines.join(''));
	}

	/** What was last seen is the roadmap before its first topic was added. */
	#age(): void {
		const name = 'seen/data-engineer.json';
		const seen = JSON.parse(fs.readFileSync(path.join(this.home, name), 'utf8'));
		this.#write(name, JSON.stringify({ ...seen, edition: '0'.repeat(16), topics: seen.topics.slice(1) }));
	}

	/** Settings that somebody keeps elsewhere. */
	#link(): void {
		const [file, kept] = [path.join(this.home, 'config.json'), path.join(this.root, 'dotfiles.json')];
		if (!fs.existsSync(file)) fs.writeFileSync(file, '{}');
		fs.renameSync(file, kept);
		fs.symlinkSync(kept, file);
	}

	#write(name: string, text: string): void {
		fs.writeFileSync(path.join(this.home, name), text);
	}

	#journal(): string {
		const own = [...this.journals().keys()].find((name) => name !== 'phone.jsonl');
		return path.join(this.home, 'progress', own ?? '');
	}
}

function line(at: string, topic: string, to: string, id: string): string {
	return `${JSON.stringify({ v: 1, id, at, roadmap: 'data-engineer', topic, to })}\n`;
}

/** A machine whose clock is days ahead finished, started again and put off the topic that the cases are about. */
function aheadOfTime(): string {
	const at = (day: number) => `2031-01-0${day}T10:00:00.000Z`;
	const putOff = { v: 1, id: 'a3', at: at(3), roadmap: 'data-engineer', kind: 'later', topic: 'sql-joins' };
	return [
		line(at(1), 'sql-joins', 'done', 'a1'),
		line(at(2), 'sql-joins', 'started', 'a2'),
		`${JSON.stringify({ ...putOff, until: '2031-02-01' })}\n`,
	].join('');
}
