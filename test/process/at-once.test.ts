/** Two commands at the same moment: what either acknowledged is there. ROUNDS=50 for every pair, one here. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Program, type Ran } from './binary.ts';

const LONG = process.env.FAULTS === 'long';
const ROUNDS = LONG ? 50 : 1;

const NOTE = path.join('notes', 'data-engineer', 'sql-joins.md');

interface One {
	readonly line: string;
	/** Whether what it acknowledged is there. */
	readonly holds: (seen: Seen) => boolean;
}

interface Seen {
	readonly note: string;
	readonly kinds: readonly string[];
}

function said(kind: string): One['holds'] {
	return ({ kinds }) => kinds.includes(kind);
}

const COMMANDS: readonly One[] = [
	{ line: 'note 1.2 said', holds: ({ note }) => note.includes('said') },
	{ line: 'import backup.json', holds: ({ note }) => note.includes('imported') },
	{ line: 'done 1.1', holds: said('done') },
	{ line: 'later 1.3 --until 2031-01-01', holds: said('later') },
	{ line: 'link 1.4 https://example.org/', holds: said('link') },
	{ line: 'add 3 Warehouse', holds: said('add') },
	{ line: 'hide 2.1', holds: said('hide') },
	{ line: 'pace 6h/week', holds: said('pace') },
	{ line: 'path streaming', holds: said('choice path') },
	{ line: 'level core', holds: said('choice level') },
	{ line: 'undo', holds: said('undo') },
];

const pairs = COMMANDS.flatMap((a, i) => COMMANDS.slice(i + 1).map((b) => [a, b] as const));
// Every pair in the long run; here those that touch notes or take something back.
const tried = pairs.filter(([a, b]) => LONG || /^(?:note|import|undo)/.test(a.line) || b.line === 'undo');

describe.each(tried.map(([a, b]) => [`${a.line} and ${b.line}`, a, b] as const))('%s', (_, a, b) => {
	test(`both count, ${ROUNDS} times`, { timeout: 60_000 * ROUNDS }, async () => {
		for (let round = 0; round < ROUNDS; round++) {
			const program = await prepared();
			const [first, second] = await Promise.all([program.run(lineIn(program, a)), program.run(lineIn(program, b))]);
			for (const [ran, { line }] of [[first, a] as const, [second, b] as const])
				expect(ran, line).toMatchObject({ code: 0, err: '' });
			const seen = look(program);
			// An undo may have taken back what the other one had just done.
			const isTaken = [a, b].some(({ line }) => line === 'undo') && takesTheOther(program);
			for (const { line, holds } of [a, b]) if (line === 'undo' || !isTaken) expect(holds(seen), line).toBe(true);
			expect(seen.note).toContain('before');
		}
	});
});

test('twenty times undo takes back twenty changes', { timeout: 120_000 }, async () => {
	const program = new Program();
	for (let i = 0; i < 20; i++) await program.run(`note 1.2 line-${i}-`);
	const ran = await Promise.all(Array.from({ length: 20 }, () => program.run('undo')));
	expect(ran.map(({ code }) => code)).toEqual(Array.from({ length: 20 }, () => 0));
	expect(ran.filter(({ out }) => out.includes('Taken back'))).toHaveLength(20);
	expect(fs.readFileSync(path.join(program.home, NOTE), 'utf8')).toBe('');
	const events = linesOf(program).filter(({ kind }) => kind === 'undo');
	expect(new Set(events.map(({ takes }) => String(takes))).size).toBe(20);
});

test('ten notes and ten undos: what was noted and not taken back stands', { timeout: 120_000 }, async () => {
	const program = new Program();
	for (let i = 0; i < 4; i++) await program.run(`note 1.2 old-${i}-`);
	const runs: Promise<Ran>[] = [];
	for (let i = 0; i < 10; i++) runs.push(program.run(`note 1.2 new-${i}-`), program.run('undo'));
	for (const { code, err } of await Promise.all(runs)) expect({ code, err }).toEqual({ code: 0, err: '' });
	const events = linesOf(program);
	const gone = new Set(events.flatMap(({ kind, takes }) => (kind === 'undo' ? (takes as string[]) : [])));
	const standing = events.filter(({ kind, id }) => kind === 'note' && !gone.has(String(id)));
	const note = fs.readFileSync(path.join(program.home, NOTE), 'utf8');
	expect(note.split('\n').filter((line) => line !== '')).toHaveLength(standing.length);
});

test('a lock whose holder was killed holds nobody up', async () => {
	const program = new Program();
	await program.run('note 1.2 before');
	const dead = spawn(process.execPath, ['-e', '']);
	await new Promise((resolve) => dead.on('close', resolve));
	const { hostname } = await import('node:os');
	fs.writeFileSync(path.join(program.home, 'changes.lock'), `${dead.pid} ${hostname()} dead`);
	const ran = await Promise.all(Array.from({ length: 5 }, (_, i) => program.run(`note 1.2 after-${i}-`)));
	expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
	const note = fs.readFileSync(path.join(program.home, NOTE), 'utf8');
	for (let i = 0; i < 5; i++) expect(note).toContain(`after-${i}-`);
	expect(fs.readdirSync(program.home).filter((name) => name.includes('lock'))).toEqual([]);
});

async function prepared(): Promise<Program> {
	const program = new Program();
	await program.run('note 1.2 before');
	await program.run('skip 1.5');
	const notes = [{ roadmap: 'data-engineer', topic: 'sql-joins', text: 'imported\n' }];
	const backup = { program: 'roadmap', format: 1, at: '', roadmap: 'data-engineer', choices: {}, events: [], notes };
	fs.writeFileSync(path.join(path.dirname(program.home), 'backup.json'), JSON.stringify(backup));
	return program;
}

function lineIn(program: Program, { line }: One): string {
	return line.replace('backup.json', path.join(path.dirname(program.home), 'backup.json'));
}

function linesOf(program: Program): Record<string, unknown>[] {
	const text = fs.readFileSync(program.journal(), 'utf8');
	return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
}

/** Whether the undo took back anything but the `skip` that was there before. */
function takesTheOther(program: Program): boolean {
	const events = linesOf(program);
	const before = new Set(events.slice(0, 2).map(({ id }) => id));
	return events.some(({ kind, takes }) => kind === 'undo' && !(takes as string[]).every((id) => before.has(id)));
}

function look(program: Program): Seen {
	const events = linesOf(program);
	return {
		note: fs.readFileSync(path.join(program.home, NOTE), 'utf8'),
		kinds: events.map(({ kind, what, to }) => (kind === 'choice' ? `choice ${what}` : String(kind ?? to))),
	};
}
