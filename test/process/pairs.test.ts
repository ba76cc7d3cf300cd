/**
 * Every pair of changing commands at the same moment: what both acknowledged is there afterwards. A command that is new
 * in the table and changes something is asked for here, by name.
 *
 * Once round each every day; with FAULTS=long 50 times, which takes hours, or as often as ROADMAP_ROUNDS says.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { Terminal } from '../terminal.ts';
import { makeFolder, Program } from './binary.ts';

const ROUNDS = process.env.FAULTS === 'long' ? Number(process.env.ROADMAP_ROUNDS ?? 50) : 1;
/** A round starts some four programs; on a machine that has much else to do, each may take a second. */
const LONG_ENOUGH = { timeout: 20_000 + ROUNDS * 4_000 };

interface Changing {
	/** What is typed; the two of a pair get different numbers. */
	readonly line: (n: 1 | 2) => readonly string[];
	/** What has to be there when a round begins. */
	readonly before?: (home: Home) => unknown;
	/** Whether the change is there. */
	readonly isKept: (home: Home, n: 1 | 2) => Promise<boolean> | boolean;
	/** It sets one value: of two at once the later one stands, and both are in the journal. */
	readonly isValue?: true;
	/** Said again, it changes nothing: whoever is second may find it done already. */
	readonly isOnce?: true;
	/** How many lines it writes into the journal; one unless given. */
	readonly lines?: number;
}

/** A home, which two real programs change at once, and which is looked at in process. */
class Home extends Program {
	constructor() {
		super({ home: path.join(makeFolder(), 'home') });
	}

	at(...names: string[]): string {
		return path.join(this.home, ...names);
	}

	/** Runs a command in process. Fails the test unless it succeeds. */
	async prepare(line: string): Promise<void> {
		const { code, err } = await new Terminal({ home: this.home, now: new Date().toISOString(), env: ENV }).run(line);
		expect({ line, code, err }).toMatchObject({ line, code: 0 });
	}

	// biome-ignore lint/suspicious/noExplicitAny: as Terminal's
	told(line: string): Promise<any> {
		return new Terminal({ home: this.home, now: new Date().toISOString(), env: ENV }).json(line);
	}

	/** The lines of all journals. */
	lines(): string[] {
		const journals = this.journals().filter((file) => file.endsWith('.jsonl'));
		return journals.flatMap((file) => fs.readFileSync(file, 'utf8').trim().split('\n'));
	}

	/** All notes on the shipped roadmap. */
	notes(): string {
		const folder = this.at('notes', 'data-engineer');
		const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
		return names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('');
	}
}

const ENV = { PATH: process.env.PATH ?? '', HOME: os.tmpdir() };

const QUESTIONS = ['1.2/two-details', '2.1/price-in-sale'];
const STATUS = { start: 'started', done: 'done', known: 'known', skip: 'skipped' } as const;
/** One of a pair works on stage 1, the other on stage 2. */
const topic = (n: 1 | 2, place: number) => `${n}.${place}`;

function mark(verb: keyof typeof STATUS, place: number): Changing {
	return {
		line: (n) => [verb, topic(n, place)],
		isKept: async (home, n) => (await home.told(`topic ${topic(n, place)}`)).topic.status === STATUS[verb],
	};
}

/** A value, of which the two of a pair set different ones. */
function value(command: string, values: readonly [string, string], read: (home: Home) => Promise<string>): Changing {
	const valueAt = (n: 1 | 2) => values[n - 1] ?? '';
	return {
		line: (n) => [...command.split(' '), valueAt(n)],
		isKept: async (home, n) => (await read(home)) === valueAt(n),
		isValue: true,
	};
}

const CHANGING: Readonly<Record<string, Changing>> = {
	start: mark('start', 1),
	done: mark('done', 2),
	known: mark('known', 3),
	skip: mark('skip', 4),
	later: {
		line: (n) => ['later', topic(n, 5), '--until', '9d'],
		isKept: async (home, n) => (await home.told(`topic ${topic(n, 5)}`)).topic.until !== undefined,
	},
	reset: {
		line: (n) => ['reset', topic(n, 6)],
		before: (home) => home.prepare('done 1.6 2.6'),
		isKept: async (home, n) => (await home.told(`topic ${topic(n, 6)}`)).topic.status === 'todo',
	},
	'done --resource': {
		line: (n) => ['done', '3.3', '--resource', String(n)],
		isKept: async (home, n) => (await home.told('topic 3.3')).topic.resources[n - 1].status === 'done',
	},
	'done -m': {
		line: (n) => ['done', `${n + 3}.1`, '-m', `with the mark ${n}`],
		lines: 2,
		isKept: async (home, n) =>
			(await home.told(`topic ${n + 3}.1`)).topic.status === 'done' && home.notes().includes(`with the mark ${n}`),
	},
	note: {
		line: (n) => ['note', '3.1', `line ${n}`],
		isKept: (home, n) => home.notes().includes(`line ${n}`),
	},
	project: {
		line: (n) => ['project', String(n), '--start'],
		isKept: async (home, n) => (await home.told(`project ${n}`)).project.status === 'started',
	},
	review: {
		line: (n) => ['review', 'grade', QUESTIONS[n - 1] ?? '', 'good'],
		isKept: (home, n) => home.lines().some((line) => line.includes(`"question":"${QUESTIONS[n - 1]?.split('/')[1]}"`)),
	},
	lab: {
		line: (n) => ['lab', 'hint', `cups/lab-${n}`, '--roadmap', labs()],
		isKept: async (home, n) => (await home.told(`lab --roadmap ${labs()}`)).labs[n - 1].hints === 1,
	},
	'review --target': value('review --target', ['0.8', '0.9'], async (home) =>
		String((await home.told('review')).target),
	),
	placement: {
		line: (n) => ['placement', '--answers', claims(n)],
		isKept: async (home, n) => (await home.told(`topic ${n === 1 ? 9 : 13}.1`)).topic.status === 'known',
	},
	'plan --ics': {
		line: (n) => ['plan', '--ics', path.join(folder, `plan-${n}.ics`), '--force'],
		isKept: (home, n) => {
			const text = fs.readFileSync(path.join(folder, `plan-${n}.ics`), 'utf8');
			return text.endsWith('END:VCALENDAR\r\n') && home.lines().some((line) => line.includes('"kind":"calendar"'));
		},
		isOnce: true,
	},
	link: {
		line: (n) => ['link', '3.2', `https://example.org/${n}`],
		isKept: async (home, n) => holds(await home.told('topic 3.2'), `https://example.org/${n}`),
	},
	add: {
		line: (n) => ['add', '3', `My topic ${n}`],
		isKept: async (home, n) => holds(await home.told('stage 3 --all'), `My topic ${n}`),
	},
	hide: {
		line: (n) => ['hide', topic(n, 1)],
		isKept: async (home, n) => (await home.told(`topic ${topic(n, 1)}`)).topic.hidden === true,
	},
	// The second has the stages that a placement at the same time claims.
	path: value('path', ['analytics', 'platform'], async (home) => (await home.told('stages')).path),
	level: value('level', ['core', 'everything'], async (home) => (await home.told('stages')).level),
	pace: value('pace', ['6h', '7h'], async (home) => (await home.told('pace')).goal),
	'pace pause': {
		line: () => ['pace', 'pause'],
		isKept: async (home) => (await home.told('pace')).pausedAt !== null,
		isOnce: true,
	},
	use: {
		line: (n) => ['use', roadmapFile(n)],
		isKept: async (home, n) => holds(await home.told('use'), `bread-${n}`),
	},
	import: {
		line: (n) => ['import', backup(n)],
		isKept: (home, n) => home.notes().includes(`brought ${n}`),
	},
	sync: {
		line: () => ['sync'],
		before: async (home) => {
			await home.prepare(`sync init ${home.at('..', 'remote.git')}`);
			await home.prepare('done 5.4');
		},
		isKept: async (home) => {
			const { here, there, toReceive } = await home.told('sync status');
			return toReceive.events === 0 && there.events > 0 && here.events >= there.events;
		},
		lines: 0,
	},
	'doctor --fix': {
		line: () => ['doctor', '--fix'],
		before: (home) => {
			fs.mkdirSync(home.at('progress'), { recursive: true });
			fs.writeFileSync(home.at('progress', 'phone-1a2b3c.jsonl'), 'damaged\n');
			fs.writeFileSync(home.at('config.json'), '{"road');
		},
		isKept: (home) =>
			fs.readFileSync(home.at('progress', 'phone-1a2b3c.damaged'), 'utf8').startsWith('damaged\n') &&
			fs.readdirSync(home.home).some((name) => name.startsWith('config.json.damaged-')),
		lines: 0,
	},
};

/** They take back whatever was last, so what the other did may rightly be gone; their own line may not. */
const TAKING = ['undo', 'redo'];
/** What changes nothing in the learner's own data, goes on until it is ended, or marks as `known` does. */
const OTHERS = new Set(
	'next topic open stages stage map stats log search page changes notes tools export completion check new convert'.split(
		' ',
	),
);

const folder = fs.mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'roadmap-pairs-'));

function roadmapFile(n: 1 | 2): string {
	const file = path.join(folder, `bread-${n}.yaml`);
	fs.writeFileSync(
		file,
		`format: 1\nid: bread-${n}\ntitle: B\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n`,
	);
	return file;
}

/** A roadmap of two labs. */
function labs(): string {
	const file = path.join(folder, 'labs.yaml');
	const lab = (n: number) =>
		`{id: lab-${n}, title: L, engine: python, task: T, starter: s, solution: a, hints: [h], checks: [{kind: stdout, expect: x}]}`;
	fs.writeFileSync(
		file,
		`format: 1\nid: labs\ntitle: L\nstages: [{id: s, title: S, topics: [{id: cups, title: T, labs: [${lab(1)}, ${lab(2)}]}]}]\n`,
	);
	return file;
}

function backup(n: 1 | 2): string {
	const file = path.join(folder, `backup-${n}.json`);
	const notes = [{ roadmap: 'data-engineer', topic: 'spark-dag', text: `brought ${n}\n` }];
	fs.writeFileSync(
		file,
		JSON.stringify({ program: 'roadmap', format: 1, at: '', roadmap: 'data-engineer', choices: {}, events: [], notes }),
	);
	return file;
}

/** Claims to three stages, so that the one in the middle is taken as known. */
function claims(n: 1 | 2): string {
	const file = path.join(folder, `claims-${n}.json`);
	const stages = n === 1 ? [8, 9, 10] : [12, 13, 14];
	const said = Object.fromEntries(stages.map((stage) => [stage, 'most']));
	fs.writeFileSync(file, JSON.stringify({ roadmap: 'data-engineer', claims: said }));
	return file;
}

function holds(result: unknown, text: string): boolean {
	return JSON.stringify(result).includes(text);
}

test('every command is told apart: it changes, takes back, or does neither', () => {
	const known = new Set([...Object.keys(CHANGING).map((name) => name.split(' ')[0]), ...TAKING, ...OTHERS]);
	expect(commands.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

const names = Object.keys(CHANGING);
const PAIRS = names.flatMap((one, i) => names.slice(i).map((other) => [one, other] as const));

test.each(PAIRS)('%s and %s at once are both kept', LONG_ENOUGH, async (one, other) => {
	const [first, second] = [commandOf(one), commandOf(other)];
	for (let round = 0; round < ROUNDS; round++) {
		const home = new Home();
		for (const { before } of new Set([first, second])) await before?.(home);
		const lines = home.lines().length;
		const ran = await Promise.all([home.run(first.line(1)), home.run(second.line(2))]);
		expect(ran.map(({ code, err }) => ({ code, err }))).toEqual([
			expect.objectContaining({ code: 0 }),
			expect.objectContaining({ code: 0 }),
		]);
		const least = linesOf(first) + linesOf(second) - (first.isOnce && one === other ? 1 : 0);
		expect(home.lines().length - lines, 'lines in the journal').toBeGreaterThanOrEqual(least);
		// After `use` the others are asked about the roadmap that they were said for.
		await home.prepare('use data-engineer');
		const kept = [await first.isKept(home, 1), await second.isKept(home, 2)];
		expect(kept, `${one} 1, ${other} 2`).toEqual(first.isValue && one === other ? [!kept[1], kept[1]] : [true, true]);
	}
});

const TAKEN = TAKING.flatMap((taking) => [...names, ...TAKING].map((name) => [taking, name] as const));

test.each(TAKEN)('%s and %s at once each leave a line of their own', LONG_ENOUGH, async (taking, name) => {
	const command = CHANGING[name];
	for (let round = 0; round < ROUNDS; round++) {
		const home = new Home();
		await command?.before?.(home);
		for (const line of ['done 4.3 5.3', 'done 3.4', 'done 4.4']) await home.prepare(line);
		// Something to do again for each `redo`, and still something to take back.
		for (const which of [taking, name]) if (which === 'redo') await home.prepare('undo');
		const before = home.lines().length;
		const ran = await Promise.all([home.run([taking]), home.run(command?.line(1) ?? [name])]);
		// Where the other was first, there may be nothing to take back or to do again, and that is said.
		const acknowledged = ran.filter(({ code, out }) => code === 0 && !/nothing to/i.test(out)).length;
		expect(acknowledged).toBeGreaterThan(0);
		expect(home.lines().length - before).toBe(acknowledged - 1 + (command ? linesOf(command) : 1));
		await home.prepare('doctor');
	}
});

function linesOf({ lines = 1 }: Changing): number {
	return lines;
}

function commandOf(name: string): Changing {
	const command = CHANGING[name];
	if (!command) throw new Error('not in the table');
	return command;
}
