/** Editors, several processes at once, and what is piped in: with the real program. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Program } from './binary.ts';

const noteOf = (program: Program) => path.join(program.home, 'notes', 'data-engineer', 'sql-joins.md');

/** A shell script as an editor. @returns what VISUAL says */
function editor(script: string): string {
	const file = path.join(makeFolder(), 'my editor');
	fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
	return `${file} --wait 'two words'`;
}

test('an editor gets its own words and the file, and what it wrote is kept and can be taken back', async () => {
	const program = new Program();
	const VISUAL = editor('printf "%s|%s\\n" "$1" "$2" > "$3"');
	const { code, screen } = await program.onTerminal('note 1.2', { env: { VISUAL, EDITOR: 'false' } });
	expect(code).toBe(0);
	expect(screen).toContain('Your notes on');
	expect(fs.readFileSync(noteOf(program), 'utf8')).toBe('--wait|two words\n');
	await program.run(['note', '1.2', 'more']);
	await program.run('undo');
	await program.run('undo');
	expect((await program.json('notes')).notes).toEqual([]);
});

test('an editor that changes nothing changes nothing', async () => {
	const program = new Program();
	const { code, screen } = await program.onTerminal('note 1.2', { env: { EDITOR: 'true' } });
	expect(code).toBe(0);
	expect(screen).toContain('Nothing changed.');
	expect(screen).toContain('Have it wait until you close it:');
	expect(program.journals()).toEqual([]);
});

test.each([
	['ends with a failure', 'false', 'false ended with 1'],
	['is not there', 'no-such-editor', 'no-such-editor did not start'],
])('an editor that %s is told', async (_, EDITOR, words) => {
	const program = new Program();
	const { code, screen } = await program.onTerminal('note 1.2', { env: { EDITOR } });
	expect(code).toBe(1);
	expect(screen.replace(/\s+/g, ' ')).toContain(words);
	expect(program.journals()).toEqual([]);
});

test('an editor that fails after it saved has saved', async () => {
	const program = new Program();
	const { code } = await program.onTerminal('note 1.2', { env: { EDITOR: editor('echo kept > "$3"; exit 3') } });
	expect(code).toBe(0);
	expect(fs.readFileSync(noteOf(program), 'utf8')).toBe('kept\n');
});

test('an editor that deletes the file: the notes are gone, and undo brings them back', async () => {
	const program = new Program();
	await program.run(['note', '1.2', 'one']);
	const before = fs.readFileSync(noteOf(program), 'utf8');
	const { screen } = await program.onTerminal('note 1.2', { env: { EDITOR: editor('rm "$3"') } });
	expect(screen.replace(/\s+/g, ' ')).toContain('There are no notes on');
	expect((await program.run('undo')).code).toBe(0);
	expect(fs.readFileSync(noteOf(program), 'utf8')).toBe(before);
});

test('twenty notes at once are twenty notes, each can be taken back', async () => {
	const program = new Program();
	const words = Array.from({ length: 20 }, (_, i) => `note-${i}`);
	const ran = await Promise.all(words.map((word) => program.run(['note', '1.2', word])));
	expect(ran.map(({ code }) => code)).toEqual(words.map(() => 0));
	const lines = fs.readFileSync(noteOf(program), 'utf8').trimEnd().split('\n');
	expect(lines.map((line) => line.split(' ')[2]).sort()).toEqual([...words].sort());
	for (let left = 19; left >= 15; left--) {
		await program.run('undo');
		expect(fs.readFileSync(noteOf(program), 'utf8').split('\n')).toHaveLength(left + 1);
	}
});

test('a backup comes in by a pipe, by the standard input and by a named pipe', async () => {
	const program = new Program();
	await program.run('done 1.2');
	const folder = makeFolder();
	const { out, code } = await program.shell(
		`R export | ROADMAP_HOME='${folder}/a' R import - &&
		R export > '${folder}/all.json' && ROADMAP_HOME='${folder}/b' R import - < '${folder}/all.json' &&
		mkfifo '${folder}/pipe' && { R export > '${folder}/pipe' & ROADMAP_HOME='${folder}/c' R import '${folder}/pipe'; }`,
	);
	expect(code).toBe(0);
	expect(out.match(/Brought in 1 change from/g)).toHaveLength(3);
	for (const home of ['a', 'b', 'c']) {
		expect((await new Program({ home: path.join(folder, home) }).json('topic 1.2')).topic.status).toBe('done');
	}
});
