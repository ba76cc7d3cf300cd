/** Many undos and notes at the same moment: each takes back, or leaves, something of its own. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Program, type Ran } from './binary.ts';

const NOTE = path.join('notes', 'data-engineer', 'sql-joins.md');

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

function linesOf(program: Program): Record<string, unknown>[] {
	const text = fs.readFileSync(program.journal(), 'utf8');
	return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
}
