/** A learner's machine in a test: a home of its own, and git with no settings but those the test gives. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Status } from '../../src/domain/types.ts';
import { appendEvent } from '../../src/store/append-event.ts';
import { loadEvents, loadMemory } from '../../src/store/load-events.ts';
import type { Places } from '../../src/store/places.ts';
import { beginSync, type Synced, type SyncStatus, syncNow, syncStatus } from '../../src/sync/rounds.ts';
import { makeFolder } from '../terminal.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export class Device {
	readonly home: string;
	readonly places: Places;
	readonly env: Env;
	now = new Date('2026-11-22T10:00:00.000Z');

	constructor(env: Env = {}, home = path.join(makeFolder(), 'home')) {
		this.home = home;
		this.places = { config: home, data: home, cache: path.join(home, 'cache') };
		this.env = { PATH: process.env.PATH, HOME: path.dirname(home), ...env };
	}

	/** Marks a topic. @returns the event's id: it is acknowledged */
	mark(topic: string, to: Status = 'done'): string {
		this.now = new Date(this.now.getTime() + 1_000);
		const { memory } = loadMemory(this.places, this.now);
		return appendEvent(this.places, memory, 'data-engineer', { topic, to }, this.now).id;
	}

	write(file: string, text: string): void {
		fs.mkdirSync(path.dirname(this.at(file)), { recursive: true });
		fs.writeFileSync(this.at(file), text);
	}

	read(file: string): string {
		return fs.readFileSync(this.at(file), 'utf8');
	}

	at(file: string): string {
		return path.join(this.home, file);
	}

	init(address: string): Promise<Synced> {
		return beginSync(this.#host(), this.places, address);
	}

	sync(dryRun = false): Promise<Synced> {
		return syncNow(this.#host(), this.places, dryRun);
	}

	status(): Promise<SyncStatus> {
		return syncStatus(this.#host(), this.places);
	}

	/** The ids of all events, each once. */
	events(): string[] {
		return loadEvents(this.places)
			.map(({ id }) => id)
			.sort();
	}

	/** What progress/ and notes/ hold: path → text. What a kill left half written does not count. */
	files(): Map<string, string> {
		const names = ['progress', 'notes'].flatMap((room) =>
			fs.existsSync(this.at(room))
				? fs.readdirSync(this.at(room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`)
				: [],
		);
		const files = names.sort().filter((name) => !name.endsWith('.tmp') && fs.lstatSync(this.at(name)).isFile());
		return new Map(files.map((name) => [name, this.read(name)]));
	}

	#host() {
		return { env: this.env, platform: process.platform, now: () => this.now, whenEnded: () => () => {} };
	}
}

export const NOTE = 'notes/data-engineer/sql-joins.md';

/** Two machines that sync with one folder. */
export async function twoDevices(): Promise<{ a: Device; b: Device; remote: string }> {
	const remote = path.join(makeFolder(), 'remote.git');
	const [a, b] = [new Device(), new Device()];
	await a.init(remote);
	await b.init(remote);
	return { a, b, remote };
}

/** Runs the machine's git by hand, with no settings of the machine's. */
export function git(cwd: string, ...args: string[]): string {
	const env = {
		PATH: process.env.PATH,
		HOME: cwd,
		GIT_CONFIG_NOSYSTEM: '1',
		GIT_AUTHOR_NAME: 'x',
		GIT_AUTHOR_EMAIL: 'x@localhost',
		GIT_COMMITTER_NAME: 'x',
		GIT_COMMITTER_EMAIL: 'x@localhost',
	};
	return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}
