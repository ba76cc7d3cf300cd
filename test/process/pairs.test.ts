/**
 * Every pair of changing commands at the same moment: what both acknowledged is there afterwards. A command that is new
 * in the table and changes something is asked for here, by name.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { makeFolder, Program } from './binary.ts';

const ROUNDS = process.env.FAULTS === 'long' ? 50 : 1;

interface Changing {
	/** What is said; the two of a pair get different numbers. */
	readonly line: (n: 1 | 2) => readonly string[];
	/** Whether the change is there. */
	readonly isKept: (program: Program, n: 1 | 2) => Promise<boolean>;
}

const STATUS = { start: 'started', done: 'done', known: 'known', skip: 'skipped' } as const;
/** One of a pair works on stage 1, the other on stage 2. */
const topic = (n: 1 | 2, place: number) => `${n}.${place}`;

function mark(verb: keyof typeof STATUS, place: number): Changing {
	return {
		line: (n) => [verb, topic(n, place)],
		isKept: async (program, n) => (await program.json(['topic', topic(n, place)])).topic.status === STATUS[verb],
	};
}

const CHANGING: Readonly<Record<string, Changing>> = {
	start: mark('start', 1),
	done: mark('done', 2),
	known: mark('known', 3),
	skip: mark('skip', 4),
	later: {
		line: (n) => ['later', topic(n, 5), '--until', '9d'],
		isKept: async (program, n) => (await program.json(['topic', topic(n, 5)])).topic.until !== undefined,
	},
	// Both were done when the round began.
	reset: {
		line: (n) => ['reset', topic(n, 6)],
		isKept: async (program, n) => (await program.json(['topic', topic(n, 6)])).topic.status === 'todo',
	},
	note: {
		line: (n) => ['note', '3.1', `line ${n}`],
		isKept: async (program, n) => textOf(program).includes(`line ${n}`),
	},
	link: {
		line: (n) => ['link', '3.2', `https://example.org/${n}`],
		isKept: async (program, n) => holds(await program.json('topic 3.2'), `https://example.org/${n}`),
	},
	add: {
		line: (n) => ['add', '3', `My topic ${n}`],
		isKept: async (program, n) => holds(await program.json('stage 3 --all'), `My topic ${n}`),
	},
	hide: {
		line: (n) => ['hide', topic(n, 1)],
		isKept: async (program, n) => (await program.json(['topic', topic(n, 1)])).topic.hidden === true,
	},
	path: {
		line: () => ['path', 'platform'],
		isKept: async (program) => (await program.json('stages')).path === 'platform',
	},
	level: { line: () => ['level', 'core'], isKept: async (program) => (await program.json('stages')).level === 'core' },
	pace: { line: () => ['pace', '6h/week'], isKept: async (program) => holds(await program.json('pace'), '6h') },
	use: {
		line: (n) => ['use', roadmapFile(n)],
		isKept: async (program, n) => holds(await program.json('use'), `bread-${n}`),
	},
	import: {
		line: (n) => ['import', backup(n)],
		isKept: async (program, n) => textOf(program).includes(`brought ${n}`),
	},
};

/** They take back whatever was last, so what the other did may rightly be gone; their own line may not. */
const TAKING = ['undo', 'redo'];
/** What changes nothing in the learner's own data, or goes on until it is ended. */
const OTHERS = new Set(
	'next topic open stages stage map stats search page changes notes plan tools export sync doctor completion check new'.split(
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

function backup(n: 1 | 2): string {
	const file = path.join(folder, `backup-${n}.json`);
	const notes = [{ roadmap: 'data-engineer', topic: 'spark-dag', text: `brought ${n}\n` }];
	fs.writeFileSync(
		file,
		JSON.stringify({ program: 'roadmap', format: 1, at: '', roadmap: 'data-engineer', choices: {}, events: [], notes }),
	);
	return file;
}

function holds(result: unknown, text: string): boolean {
	return JSON.stringify(result).includes(text);
}

/** All notes on the shipped roadmap. */
function textOf({ home }: Program): string {
	const notes = path.join(home, 'notes', 'data-engineer');
	if (!fs.existsSync(notes)) return '';
	return fs
		.readdirSync(notes)
		.map((name) => fs.readFileSync(path.join(notes, name), 'utf8'))
		.join('');
}

/** How many lines the journals have. */
function lines({ home }: Program): number {
	const progress = path.join(home, 'progress');
	const journals = fs.readdirSync(progress).filter((name) => name.endsWith('.jsonl'));
	return journals.reduce(
		(sum, name) => sum + fs.readFileSync(path.join(progress, name), 'utf8').trim().split('\n').length,
		0,
	);
}

test('every command is told apart: it changes, takes back, or does neither', () => {
	const known = new Set([...Object.keys(CHANGING), ...TAKING, ...OTHERS]);
	expect(commands.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

const names = Object.keys(CHANGING);
const PAIRS = names.flatMap((one, i) => names.slice(i).map((other) => [one, other] as const));

test.each(PAIRS)('%s and %s at once are both kept', async (one, other) => {
	const [first, second] = [CHANGING[one], CHANGING[other]];
	if (!first || !second) throw new Error('not in the table');
	for (let round = 0; round < ROUNDS; round++) {
		const program = new Program({ home: path.join(makeFolder(), 'home') });
		if ([one, other].includes('reset')) await program.run('done 1.6 2.6');
		const ran = await Promise.all([program.run(first.line(1)), program.run(second.line(2))]);
		expect(ran.map(({ code, err }) => ({ code, err }))).toEqual([
			expect.objectContaining({ code: 0 }),
			expect.objectContaining({ code: 0 }),
		]);
		// After `use` the others are asked about the roadmap that they were said for.
		await program.run('use data-engineer');
		expect(await first.isKept(program, 1), `${one} 1`).toBe(true);
		expect(await second.isKept(program, 2), `${other} 2`).toBe(true);
	}
});

test.each(TAKING.flatMap((taking) => names.map((name) => [taking, name] as const)))(
	'%s and %s at once each leave a line of their own',
	async (taking, name) => {
		const command = CHANGING[name];
		if (!command) throw new Error('not in the table');
		for (let round = 0; round < ROUNDS; round++) {
			const program = new Program({ home: path.join(makeFolder(), 'home') });
			await program.run(`done 1.6 2.6 3.3`);
			await program.run('done 3.4');
			if (taking === 'redo') await program.run('undo');
			const before = lines(program);
			const ran = await Promise.all([program.run([taking]), program.run(command.line(1))]);
			// Where the other was first, there may be nothing to take back or to do again, and that is said.
			const acknowledged = ran.filter(({ code, out }) => code === 0 && !/nothing to/i.test(out)).length;
			expect(acknowledged).toBeGreaterThan(0);
			expect(lines(program) - before).toBe(acknowledged);
			expect((await program.run('doctor')).code).toBe(0);
		}
	},
);
