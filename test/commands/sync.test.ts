/** What `roadmap sync` says. What it does is in test/sync/. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { screen, tooWide, unpainted } from './screen.ts';

const PATH = process.env.PATH ?? '';
const NOTE = 'notes/data-engineer/sql-joins.md';

function machines(tty = false, columns = 80): { a: Terminal; b: Terminal; remote: string } {
	const folder = makeFolder();
	const env = { PATH, HOME: folder };
	const [a, b] = ['a', 'b'].map((name) => new Terminal({ env, tty, columns, home: path.join(folder, name) }));
	return { a: a as Terminal, b: b as Terminal, remote: path.join(folder, 'r.git') };
}

function write(terminal: Terminal, text: string): void {
	const file = path.join(terminal.home, NOTE);
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, text);
}

test('one evening on two machines', async () => {
	const { a, b, remote } = machines(true);
	await a.run('done 1.1');
	const init = await a.run(['sync', 'init', remote]);
	expect(init.code).toBe(0);
	// On a busy machine it says meanwhile what it waits for.
	expect(init.err.replace('Contacting the repository.', '').trim()).toBe('');
	expect(unpainted(init.out)).toContain('  ✓ This machine syncs with ');
	expect(unpainted(init.out).replace(/\s+/g, ' ')).toContain('Sent 1 change; nothing new to receive.');
	await b.run(['sync', 'init', remote]);
	await b.run('start 1.2');
	await b.run('skip 1.3');
	const dry = await b.run('sync --dry-run');
	expect(unpainted(dry.out)).toBe(
		screen('This would send 2 changes. Nothing was changed.', '', 'roadmap sync   sync now'),
	);
	const sent = await b.run('sync');
	expect(unpainted(sent.out)).toBe(
		screen('Sent 2 changes; nothing new to receive.', '', 'roadmap next   what to learn now'),
	);
	const came = await a.run('sync');
	expect(unpainted(came.out)).toContain('Received 2 changes; nothing new to send.');
	const again = await a.run('sync');
	expect(unpainted(again.out)).toBe(screen('Nothing new on either side.', '', 'roadmap next   what to learn now'));
	expect(await a.json('stage 1 --all')).toEqual(await b.json('stage 1 --all'));
});

test('a note with two versions is named, with what to do', async () => {
	const { a, b, remote } = machines();
	await a.run(['sync', 'init', remote]);
	await b.run(['sync', 'init', remote]);
	write(a, 'A\n');
	write(b, 'B\n');
	await a.run('sync');
	const { code, out } = await b.run('sync');
	expect(code).toBe(0);
	expect(out).toBe(
		`Received 1 note, and sent 1 note.\n1 note holds two versions. Keep what you want of each:\n${path.join(b.home, NOTE)}\nroadmap sync  when you have chosen\n`,
	);
	expect((await b.run('sync status')).out).toContain(`two versions\t${path.join(b.home, NOTE)}\n`);
	const { conflicts } = await b.json('sync');
	expect(conflicts).toEqual([
		{ roadmap: 'data-engineer', topic: 'sql-joins', file: path.join(b.home, NOTE), how: 'marked' },
	]);
	const found = await b.json('doctor');
	expect(JSON.stringify(found)).toContain('notes-conflict');
});

test('a change of another machine can be undone here, once, and stays undone on both', async () => {
	const { a, b, remote } = machines();
	await a.run('done 1.1');
	await a.run(['sync', 'init', remote]);
	await b.run(['sync', 'init', remote]);
	await b.run('undo');
	await b.run('sync');
	await a.run('sync');
	expect((await a.json('topic 1.1')).topic.status).toBe('todo');
	expect((await a.json('undo')).undone).toBeNull();
});

test('status before and after', async () => {
	const { a, remote } = machines();
	const before = await a.run('sync status');
	expect(before).toMatchObject({ code: 0, err: '' });
	expect(before.out).toContain('roadmap sync init <address>');
	await a.run('done 1.1');
	await a.run(['sync', 'init', remote]);
	await a.run('done 1.2');
	expect((await a.run('sync status')).out.split('\n')).toEqual([
		`with\t${remote}`,
		expect.stringMatching(/^last\ttoday at \d\d:\d\d$/),
		'here\t2 changes',
		'there\t1 change',
		'to receive\tnothing',
		'to send\t1 change',
		'',
	]);
	fs.renameSync(remote, `${remote}.away`);
	const away = await a.json('sync status');
	expect(away).toMatchObject({ here: null, there: null, last: '2026-11-22T10:00:00.000Z' });
	expect(away.unreachable).toContain('is not there');
});

test('another address than before is said, and what is there stays', async () => {
	const { a, remote } = machines();
	const other = `${remote}.other`;
	expect((await a.run(['sync', 'init', remote])).out).not.toContain('no longer');
	expect((await a.run(['sync', 'init', remote])).out).not.toContain('no longer');
	const { out } = await a.run(['sync', 'init', other]);
	expect(out).toContain(`It no longer syncs with ${remote}; what is there stays.`);
	expect(fs.existsSync(remote)).toBe(true);
});

describe('said wrongly', () => {
	test.each([
		['sync init', 2, 'needs the address'],
		['sync inti /x', 2, 'Did you mean roadmap sync init?'],
		['sync /media/stick', 2, 'roadmap sync init'],
		['sync init /x /y', 2, 'Unexpected argument'],
		['sync status now', 2, 'has no action called'],
		['sync init http://example.org/x', 2, 'use https'],
		['sync init ext::sh', 2, 'would run a command'],
		['sync init --upload-pack=x', 2, 'Unknown option'],
		['sync init -- --upload-pack=x', 2, 'begins with a dash'],
		['sync init https://ada:s3cret@example.org/x', 2, 'credential helper'],
		['sync init x --dry-run', 2, 'has no --dry-run'],
		['sync', 1, 'sync init'],
	])('%s ends with %i', async (line, code, says) => {
		const ran = await machines().a.run(line);
		expect(ran).toMatchObject({ code, out: '' });
		expect(ran.err).toContain(says);
		expect(ran.err).not.toContain('s3cret');
	});
});

test.each([40, 80, 120])('at %i columns all screens fit', async (columns) => {
	const { a, b, remote } = machines(true, columns);
	const outs: string[] = [];
	for (const line of [
		'sync status',
		`sync init ${remote}`,
		'done 1.1',
		'sync --dry-run',
		'sync',
		'sync',
		'sync status',
	])
		outs.push((await a.run(line)).out);
	write(a, 'A\n');
	write(b, 'B\n');
	await a.run('sync');
	outs.push((await b.run(`sync init ${remote}`)).out, (await b.run('sync status')).out);
	// A file's name on a line of its own is never broken, so that it can be copied.
	const files = (line: string) => !line.includes(NOTE);
	expect(outs.flatMap((out) => tooWide(out, columns)).filter(files)).toEqual([]);
});
