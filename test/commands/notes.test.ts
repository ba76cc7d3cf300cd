import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { codeOf, screen, tooWide, unpainted } from './screen.ts';

function write(terminal: Terminal, topic: string, content: string | Buffer): string {
	const file = path.join(terminal.home, 'notes', 'data-engineer', `${topic}.md`);
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, content);
	return file;
}

test('stand in the order of the roadmap, and those on what it does not have at the end', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 joined');
	await terminal.run('note 1.1 related');
	write(terminal, 'gone-topic', 'still here\n');
	expect((await terminal.run('notes')).out).toBe(
		'## 1.1 The relational model\n\n- 2026-11-22 related\n\n## 1.2 Joins & aggregation\n\n- 2026-11-22 joined\n\n## gone-topic\n\nstill here\n',
	);
	const { notes } = await terminal.json('notes');
	expect(notes.map(({ topic }: { topic: unknown }) => topic)).toEqual([
		{ id: 'relational-model', number: '1.1', title: 'The relational model' },
		{ id: 'sql-joins', number: '1.2', title: 'Joins & aggregation' },
		{ id: 'gone-topic', number: null, title: 'gone-topic' },
	]);
});

test.each([
	['notes 1.2', ['sql-joins']],
	['notes sql-jo', ['sql-joins']],
	['notes 1', ['relational-model', 'sql-joins']],
	['notes stage:1', ['relational-model', 'sql-joins']],
	['notes stage:4', []],
	['notes --search JOINED', ['sql-joins']],
	['notes 1.1 --search joined', []],
	['notes --search absent', []],
])('%s', async (line, ids) => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 joined');
	await terminal.run('note 1.1 related');
	const { notes } = await terminal.json(line);
	expect(notes.map(({ topic }: { topic: { id: string } }) => topic.id)).toEqual(ids);
});

test.each([
	['notes joinz', 3, 'There is no topic called "joinz".'],
	['notes 99', 3, 'There is no stage called "99".'],
	['notes stage:99', 3, 'There is no stage called "99".'],
	['notes --search', 2, ''],
])('%s is told', async (line, code, words) => {
	const ran = await new Terminal().run(line);
	expect(ran.code).toBe(code);
	expect(ran.err).toContain(words);
});

test('where there are none it says how to write one, on that topic', async () => {
	const terminal = new Terminal({ tty: true });
	const said = async (line: string) => unpainted((await terminal.run(line)).out);
	expect(await said('notes')).toBe(
		screen('There are no notes yet.', '', 'roadmap note 1.1 "what to remember"   write one'),
	);
	expect(await said('notes 4.2')).toContain('roadmap note 4.2');
	expect(await said('notes --search x')).toBe(screen('No note contains this word.', '', 'roadmap notes   all of them'));
});

test('in a pipe no notes are nothing, as with every list', async () => {
	const terminal = new Terminal();
	for (const line of ['notes', 'notes 4.2', 'notes --search x'])
		expect(await terminal.run(line)).toEqual({ code: 0, out: '', err: '' });
});

test('the rest of a long line stands below its text', async () => {
	const terminal = new Terminal({ tty: true, columns: 40 });
	write(terminal, 'sql-joins', `- ${'one '.repeat(12)}\n  12. ${'two '.repeat(10)}\n${'six '.repeat(12)}\n`);
	expect(unpainted((await terminal.run('notes')).out)).toBe(
		screen(
			'1.2 Joins & aggregation',
			`- ${'one '.repeat(9).trim()}`,
			'  one one one',
			`  12. ${'two '.repeat(8).trim()}`,
			'      two two',
			'six six six six six six six six six',
			'six six six',
		),
	);
});

test('a file from anywhere shows nothing that a terminal acts on, and comes whole as data', async () => {
	const terminal = new Terminal({ tty: true, columns: 40 });
	const text = `\u001b]0;title\u0007\u009b31m\u202egnp\r\n\tcode\n${'long '.repeat(30)}\n`;
	write(terminal, 'sql-joins', text);
	const code = await codeOf('1.2');
	for (const line of ['notes', 'topic 1.2', 'notes --search code']) {
		const { out } = await terminal.run(line);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
		expect(unpainted(out)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		expect(tooWide(out, 40, code)).toEqual([]);
	}
	const { out } = await terminal.run('notes --json');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
	expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
	expect(JSON.parse(out).notes[0].text).toBe(text);
});

test('what is no text is shown as far as it can be', async () => {
	const terminal = new Terminal();
	write(terminal, 'sql-joins', Buffer.from([0x61, 0xff, 0x62, 10]));
	expect((await terminal.run('notes')).out).toContain('a\ufffdb');
});

test('notes that cannot be read are told and stop nothing', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.1 related');
	fs.truncateSync(write(terminal, 'sql-joins', ''), 20 * 1024 * 1024);
	for (const line of ['notes', 'topic 1.2', 'export', 'export --format markdown']) {
		const { code, err } = await terminal.run(line);
		expect(code).toBe(0);
		expect(err).toContain('sql-joins.md is too large');
	}
	expect((await terminal.run('notes')).out).toContain('related');
});

test('a folder or a pipe with the name of notes is none', async () => {
	const terminal = new Terminal();
	const folder = path.dirname(write(terminal, 'relational-model', 'text\n'));
	fs.mkdirSync(path.join(folder, 'sql-joins.md'));
	execFileSync('mkfifo', [path.join(folder, 'query-plans.md')]);
	const { notes } = await terminal.json('notes');
	expect(notes).toHaveLength(1);
	expect((await terminal.run('export')).code).toBe(0);
});

test('on a screen', async () => {
	const terminal = new Terminal({ tty: true });
	write(terminal, 'sql-joins', '\n    select 1\n\nwords\n');
	expect(unpainted((await terminal.run('notes')).out)).toBe(
		screen('1.2 Joins & aggregation', '    select 1', '', 'words'),
	);
});

test.each([
	'sql-joins.sync-conflict-20261127-101010-ABCDEFG.md',
	'sql-joins-DESKTOP-1AB2.md',
	'sql-joins.Conflict.md',
	'sql-joins.variant-1a2b.md',
	"sql-joins (Anna's conflicted copy 2026-11-27).md",
	'sql-joins (conflicted copy 2026-11-27 101010).md',
	'sql-joins 2.md',
])('a second copy is named, by doctor too: %s', async (name) => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 mine');
	const file = path.join(terminal.home, 'notes', 'data-engineer', name);
	fs.writeFileSync(file, 'words of the other machine\n');
	expect((await terminal.json('notes')).copies).toEqual([{ topic: 'sql-joins', file }]);
	expect((await terminal.run('notes')).err).toContain(`There is a second copy of the notes on sql-joins: ${file}.`);
	expect((await terminal.json('notes 1.1')).copies).toBeUndefined();
	expect((await terminal.json('doctor')).findings).toMatchObject([{ kind: 'notes-copy', file, about: 'sql-joins' }]);
});

test('notes on a topic whose name ends in a number are no copy', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 mine');
	fs.writeFileSync(path.join(terminal.home, 'notes', 'data-engineer', 'sql-joins-2.md'), 'x\n');
	expect((await terminal.json('notes')).copies).toBeUndefined();
});

test('a link that leads to itself is no note, and hides none', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 joined');
	fs.symlinkSync('loop.md', path.join(terminal.home, 'notes', 'data-engineer', 'loop.md'));
	expect(await terminal.run('note 1.1 related')).toMatchObject({ code: 0, err: '' });
	const { out, err } = await terminal.run('notes');
	expect(out).toContain('joined');
	expect(out).toContain('related');
	expect(err).toBe('');
});
