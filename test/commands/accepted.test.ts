/** What was brought in can be read, exported and taken back ever after; what could not be is refused. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

const NOTE = { roadmap: 'data-engineer', topic: 'sql-joins' };

function backup(terminal: Terminal, fields: object): string {
	const file = path.join(terminal.home, 'backup.json');
	fs.writeFileSync(file, JSON.stringify({ program: 'roadmap', format: 1, events: [], choices: {}, ...fields }));
	return file;
}

async function noteOf(terminal: Terminal): Promise<string> {
	const { notes } = await terminal.json('export');
	return notes[0]?.text ?? '';
}

test('a note of very many lines comes in, and goes with undo', async () => {
	const terminal = new Terminal();
	const text = 'x\n'.repeat(150_000);
	expect((await terminal.run(`import ${backup(terminal, { notes: [{ ...NOTE, text }] })}`)).code).toBe(0);
	expect(await noteOf(terminal)).toBe(text);
	expect((await terminal.run('done 1.1')).code).toBe(0);
	await terminal.run('undo');
	expect((await terminal.run('undo')).out).toContain('Taken back');
	expect(await noteOf(terminal)).toBe('');
});

test('a note that the program would not read is refused, also where only both together are too large', async () => {
	const terminal = new Terminal();
	const large = 'x'.repeat(80).concat('\n').repeat(110_000);
	const small = backup(terminal, { notes: [{ ...NOTE, text: large }] });
	await terminal.run(`import ${small}`);
	const before = terminal.journal();
	const other = Array.from({ length: 110_000 }, (_, i) => `${'y'.repeat(74)}${i}\n`).join('');
	const more = backup(terminal, { notes: [{ ...NOTE, text: other }] });
	const { code, err } = await terminal.run(`import ${more}`);
	expect(code).toBe(1);
	expect(err).toContain('would be too large');
	expect(terminal.journal()).toEqual(before);
	expect((await terminal.run('notes')).code).toBe(0);
});

test('an event that is too deep is refused, and in a journal it is damage that doctor names', async () => {
	const terminal = new Terminal();
	const more = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`);
	const event = { v: 1, id: 'deep', at: '2026-11-01T10:00:00.000Z', roadmap: 'data-engineer', kind: 'dream', more };
	const refused = await terminal.run(`import ${backup(terminal, { events: [event] })}`);
	expect(refused).toMatchObject({ code: 1, out: '' });
	expect(refused.err).toContain('events[0]');
	fs.mkdirSync(path.join(terminal.home, 'progress'));
	fs.writeFileSync(path.join(terminal.home, 'progress', 'phone.jsonl'), `${JSON.stringify(event)}\n`);
	expect((await terminal.json('export')).events).toEqual([]);
	expect((await terminal.run('doctor')).out).toContain('a line of a journal is damaged');
});

test('a topic that a checklist names very often is marked once', async () => {
	const terminal = new Terminal();
	const file = path.join(terminal.home, 'list.md');
	fs.writeFileSync(file, '- [x] 1.2 Joins `sql-joins`\n'.repeat(20_000));
	expect((await terminal.run(`import ${file}`)).code).toBe(0);
	expect(terminal.journal()).toMatchObject([{ events: [{ topics: ['sql-joins'] }] }]);
	expect((await terminal.json('topic 1.2')).topic.status).toBe('done');
});

test.each([
	['a time', ['data-engineer status sql-joins', 'done', '2026-99-01T10:00:00.000Z', 'x']],
	['a value', ['data-engineer status sql-joins', 1, '2026-11-01T10:00:00.000Z', 'x']],
	['a register', [['data-engineer status sql-joins'], 'done', '2026-11-01T10:00:00.000Z', 'x', 'y']],
])('a checkpoint with %s that cannot be is thrown away', async (_, register) => {
	const terminal = new Terminal();
	const file = path.join(terminal.home, 'cache', 'progress.json');
	fs.mkdirSync(path.join(terminal.home, 'progress'));
	const line = (i: number) =>
		JSON.stringify({
			...{ v: 1, id: `e${i}`, at: '2026-11-01T10:00:00.000Z', roadmap: 'data-engineer' },
			...{ topic: 'query-plans', to: 'done' },
		});
	const journal = Array.from({ length: 400 }, (_, i) => `${line(i)}\n`).join('');
	fs.writeFileSync(path.join(terminal.home, 'progress', 'old.jsonl'), journal);
	await terminal.run('next');
	const stored = JSON.parse(fs.readFileSync(file, 'utf8').split('\n')[1] ?? '');
	const sealed = JSON.stringify({ ...stored, registers: [register] });
	fs.writeFileSync(file, `${checksum(sealed)}\n${sealed}`);
	expect((await terminal.json('topic query-plans')).topic.status).toBe('done');
	expect((await terminal.json('topic sql-joins')).topic).toMatchObject({ status: 'todo' });
});

/** FNV-1a, as a checkpoint is sealed. */
function checksum(text: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16);
}
