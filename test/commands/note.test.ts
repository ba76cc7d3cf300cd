import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { edit } from '../../src/cli/programs.ts';
import { quietHost } from '../../src/cli/warm.ts';
import { Terminal } from '../terminal.ts';
import { screen, tooWide, unpainted, writeRoadmap } from './screen.ts';

const fileOf = (terminal: Terminal, topic: string, roadmap = 'data-engineer') =>
	path.join(terminal.home, 'notes', roadmap, `${topic}.md`);
const textOf = (terminal: Terminal, topic: string) => fs.readFileSync(fileOf(terminal, topic), 'utf8');

test('a text is added with the date, and the file is told', async () => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(['note', '1.2', 'An anti-join', 'asks for null']);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toBe(
		`Noted on Joins & aggregation.\n${fileOf(terminal, 'sql-joins')}\nroadmap notes 1.2  read them\nroadmap undo  take it back\n`,
	);
	await terminal.run('note sql-joins again');
	expect(textOf(terminal, 'sql-joins')).toBe('- 2026-11-22 An anti-join asks for null\n- 2026-11-22 again\n');
	expect(terminal.journal()).toMatchObject([
		{ kind: 'note', topic: 'sql-joins' },
		{ kind: 'note', topic: 'sql-joins' },
	]);
	expect(fs.statSync(fileOf(terminal, 'sql-joins')).mode & 0o777).toBe(0o600);
});

test('more than one line stays one note, and nothing that a terminal acts on is kept', async () => {
	const terminal = new Terminal();
	await terminal.run(['note', '1.2', 'first\n\nsecond \u001b[31m']);
	expect(textOf(terminal, 'sql-joins')).toBe('- 2026-11-22 first\n\n  second \ufffd[31m\n');
});

test('behind two dashes a text may begin with one', async () => {
	const terminal = new Terminal();
	expect((await terminal.run(['note', '1.2', '--', '--search is an option'])).code).toBe(0);
	expect(textOf(terminal, 'sql-joins')).toContain('--search is an option');
});

test.each([
	[['note', '1.2', ''], 2, 'The note is empty.'],
	[['note', '1.2', ' \n '], 2, 'The note is empty.'],
	[['note'], 2, 'roadmap note needs a topic.'],
	[['note', '1.2'], 2, 'There is no terminal to open an editor on.'],
	[['note', 'sql-jions', 'x'], 3, 'There is no topic called "sql-jions".'],
	[['note', 'joinz'], 3, 'There is no topic called "joinz".'],
	[['note', '1.9', 'x'], 3, 'There is no topic called "1.9".'],
])('%j is no note', async (line, code, words) => {
	const terminal = new Terminal();
	const ran = await terminal.run(line);
	expect(ran).toMatchObject({ code, out: '' });
	expect(ran.err).toContain(words);
	expect(terminal.journal()).toEqual([]);
});

test('without an editor it says how to name one', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, err } = await terminal.run('note 1.2');
	expect(code).toBe(1);
	expect(unpainted(err)).toContain('neither VISUAL nor EDITOR names an editor');
	expect(unpainted(err)).toContain('EDITOR=nano roadmap note sql-joins');
});

test('notes are taken back one by one, and the words say so', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	await terminal.run('note 1.2 two');
	expect((await terminal.run('undo')).out).toBe(
		'Taken back: your last change to the notes on Joins & aggregation was removed (it was made a moment ago).\nroadmap redo  bring it back\nroadmap next  what to learn now\n',
	);
	expect(textOf(terminal, 'sql-joins')).toBe('- 2026-11-22 one\n');
	await terminal.run('undo');
	expect(await terminal.json('notes')).toMatchObject({ notes: [] });
});

test('undo takes out what the program wrote, and leaves what was written by hand since', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	fs.writeFileSync(fileOf(terminal, 'sql-joins'), `# Mine\n\n${textOf(terminal, 'sql-joins')}\npages of it\n`);
	await terminal.run('undo');
	expect(textOf(terminal, 'sql-joins')).toBe('# Mine\n\n\npages of it\n');
});

test('where those very lines were changed by hand, undo leaves the notes alone and says so', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	fs.writeFileSync(fileOf(terminal, 'sql-joins'), '- 2026-11-22 one and a half\n');
	const { code, out } = await terminal.run('undo');
	expect(code).toBe(0);
	expect(out).toBe(
		'The notes on Joins & aggregation stay as they are, because those lines were changed since.\nroadmap next  what to learn now\n',
	);
	expect(textOf(terminal, 'sql-joins')).toBe('- 2026-11-22 one and a half\n');
});

test('bytes that are no text survive a note and its undo', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	const bytes = Buffer.concat([Buffer.from([0xff, 0xfe, 10, 0, 10]), fs.readFileSync(fileOf(terminal, 'sql-joins'))]);
	fs.writeFileSync(fileOf(terminal, 'sql-joins'), bytes);
	await terminal.run('note 1.2 two');
	await terminal.run('undo');
	expect(fs.readFileSync(fileOf(terminal, 'sql-joins'))).toEqual(bytes);
});

test('notes that were begun under an old id go on in the same file', async () => {
	const terminal = new Terminal();
	const mine = ['--roadmap', writeRoadmap()];
	const old = fileOf(terminal, 'h2o', 'tea');
	fs.mkdirSync(path.dirname(old), { recursive: true });
	fs.writeFileSync(old, 'wet\n');
	await terminal.run(['note', 'water', 'still wet', ...mine]);
	expect(fs.readFileSync(old, 'utf8')).toBe('wet\n- 2026-11-22 still wet\n');
	expect(JSON.parse((await terminal.run(['notes', 'h2o', '--json', ...mine])).out).notes).toEqual([
		{ topic: { id: 'water', number: '1.1', title: 'Water' }, text: 'wet\n- 2026-11-22 still wet\n' },
	]);
	expect((await terminal.run(['topic', 'water', ...mine])).out).toContain('- 2026-11-22 still wet');
	await terminal.run(['undo', ...mine]);
	expect(fs.readFileSync(old, 'utf8')).toBe('wet\n');
});

test('a note that is a link to a file elsewhere stays one', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	const elsewhere = path.join(terminal.home, 'vault.md');
	fs.renameSync(fileOf(terminal, 'sql-joins'), elsewhere);
	fs.symlinkSync(elsewhere, fileOf(terminal, 'sql-joins'));
	await terminal.run('note 1.2 two');
	await terminal.run('undo');
	expect(fs.readFileSync(elsewhere, 'utf8')).toBe('- 2026-11-22 one\n');
	expect(fs.lstatSync(fileOf(terminal, 'sql-joins')).isSymbolicLink()).toBe(true);
});

test('on a screen, and quiet', async () => {
	const terminal = new Terminal({ tty: true, columns: 40 });
	const { out } = await terminal.run('note 1.2 one');
	expect(tooWide(out.replace(fileOf(terminal, 'sql-joins'), ''), 40)).toEqual([]);
	expect(unpainted(out)).toBe(
		screen(
			'Noted on Joins & aggregation.',
			fileOf(terminal, 'sql-joins'),
			'',
			'roadmap notes 1.2   read them',
			'roadmap undo        take it back',
		),
	);
	expect((await terminal.run('note 1.2 two -q')).out).toBe('');
});

test('a text that begins with a dash is a text where it has a space; other words are options', async () => {
	const terminal = new Terminal();
	expect((await terminal.run(['note', '1.2', '- [ ] try the exercise'])).code).toBe(0);
	expect((await terminal.run(['note', '1.2', '--search is an option'])).code).toBe(0);
	expect(textOf(terminal, 'sql-joins')).toBe(
		'- 2026-11-22 - [ ] try the exercise\n- 2026-11-22 --search is an option\n',
	);
	expect((await terminal.run(['note', '1.2', '--search'])).code).toBe(2);
});

test('an old change of notes, whose lines stand in a file, is taken back as ever', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	const [journal = ''] = fs.readdirSync(path.join(terminal.home, 'progress'));
	const event = { v: 1, id: '01KAPD0000000000000000TEST', at: '2026-11-22T10:00:01.000Z', roadmap: 'data-engineer' };
	const line = `${JSON.stringify({ ...event, kind: 'note', topic: 'sql-joins' })}\n`;
	fs.appendFileSync(path.join(terminal.home, 'progress', journal), line);
	fs.mkdirSync(path.join(path.dirname(fileOf(terminal, 'sql-joins')), '.before'), { recursive: true });
	fs.writeFileSync(fileOf(terminal, 'sql-joins'), 'kept\n- 2026-11-22 old\n');
	const before = path.join(path.dirname(fileOf(terminal, 'sql-joins')), '.before', `${event.id}.md`);
	fs.writeFileSync(before, '@@ 2\n-\n+- 2026-11-22 old\n+\n');
	await terminal.run('undo');
	expect(textOf(terminal, 'sql-joins')).toBe('kept\n');
});

test('undo inside two versions leaves no marks where one of them is empty by then', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 ours');
	const conflict = `<<<<<<< here\n${textOf(terminal, 'sql-joins')}=======\n- theirs\n>>>>>>> there\n`;
	fs.writeFileSync(fileOf(terminal, 'sql-joins'), `before\n${conflict}after\n`);
	await terminal.run('undo');
	expect(textOf(terminal, 'sql-joins')).toBe('before\n- theirs\nafter\n');
});

test('the standard input is a note, unless it is a terminal at which nobody types', async () => {
	expect(await new Terminal().run('note 1.2 -')).toMatchObject({ code: 2, err: expect.stringContaining('empty') });
	const ran = await new Terminal({ tty: true }).run('note 1.2 - --no-input');
	expect(ran.code).toBe(2);
	expect(unpainted(ran.err)).toContain('The standard input is a terminal');
});

test('without a terminal it says how to hand it what is piped', async () => {
	const { code, err } = await new Terminal().run('note 1.2');
	expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('or - to read it from a pipe') });
});

test('Ctrl-C is given back once by an editor that does not start', async () => {
	let held = 0;
	const holdInterrupts = () => {
		held += 1;
		return () => {
			held -= 1;
		};
	};
	const host = quietHost({ home: '/nowhere', roadmapsFolder: '/nowhere', version: '' });
	// A stream with a descriptor, as a terminal has one.
	const stdin = fs.createReadStream('', { fd: fs.openSync(import.meta.filename, 'r') });
	const missing = { ...host, stdin, env: { VISUAL: '/nowhere/editor' }, holdInterrupts };
	expect(await edit(missing, 'note.md')).toEqual({ fault: '/nowhere/editor did not start' });
	// The child's `close` comes after its `error`.
	await new Promise(setImmediate);
	expect(held).toBe(0);
});

test('lines that end as on Windows are kept as lines, and found and shown as such', async () => {
	const terminal = new Terminal();
	await terminal.run(['note', '1.2', 'first\r\nsecond']);
	expect(fs.readFileSync(fileOf(terminal, 'sql-joins'), 'utf8')).toBe('- 2026-11-22 first\n  second\n');
	fs.writeFileSync(fileOf(terminal, 'relational-model'), 'a banana\r\nripe\r\n');
	const { results } = await terminal.json('search banana');
	expect(results[0].excerpt).toBe('a banana ripe');
});
