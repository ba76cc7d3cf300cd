/** Notes in an editor, on a real terminal: what came to them meanwhile is not lost. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../support.ts';
import { makeFolder, Program } from './binary.ts';

const FILE = path.join('notes', 'data-engineer', 'sql-joins.md');
const today = new Date().toLocaleDateString('sv');

/** An editor that reads the file, says that it did, waits to be let go, and writes what the script makes of `$old`. */
function editor(script: string): { env: { EDITOR: string }; opened: string; go: string } {
	const folder = makeFolder();
	const [file, opened, go] = ['editor.sh', 'opened', 'go'].map((name) => path.join(folder, name)) as [
		string,
		string,
		string,
	];
	const wait = `touch '${opened}'; while [ ! -e '${go}' ]; do sleep 0.05; done`;
	fs.writeFileSync(file, `#!/bin/sh\nold=$(cat "$1"); ${wait}\n${script}\n`, { mode: 0o700 });
	return { env: { EDITOR: file }, opened, go };
}

/** Opens the editor on a topic, does something meanwhile, closes it. */
async function editing(program: Program, script: string, meanwhile: () => Promise<unknown>) {
	const { env, opened, go } = editor(script);
	const running = program.onTerminal('note 1.2', { env });
	await until(() => fs.existsSync(opened));
	await meanwhile();
	fs.writeFileSync(go, '');
	return running;
}

const noteOf = (program: Program) => fs.readFileSync(path.join(program.home, FILE), 'utf8');

test('a line that was noted in another terminal stays, and undo takes only the editor back', async () => {
	const program = new Program();
	await program.run('note 1.2 base');
	const ran = await editing(program, `printf '%s\\n- from the editor\\n' "$old" > "$1"`, () =>
		program.run('note 1.2 meanwhile'),
	);
	expect(ran.code).toBe(0);
	expect(noteOf(program)).toBe(`- ${today} base\n- ${today} meanwhile\n- from the editor\n`);
	await program.run('undo');
	expect(noteOf(program)).toBe(`- ${today} base\n- ${today} meanwhile\n`);
	await program.run('undo');
	expect(noteOf(program)).toBe(`- ${today} base\n`);
	await program.run('redo');
	await program.run('redo');
	expect(noteOf(program)).toBe(`- ${today} base\n- ${today} meanwhile\n- from the editor\n`);
});

test('where both changed the same line, both versions stand there, and it says so', async () => {
	const program = new Program();
	await program.run('note 1.2 base');
	const mine = `- ${today} ours`;
	const ran = await editing(program, `printf 'mine\\n' > "$1"`, async () => {
		await program.run('undo');
		await program.run('note 1.2 ours');
	});
	expect(ran.screen).toContain('both versions are in it');
	expect(noteOf(program)).toMatch(new RegExp(`^<<<<<<< .*\\n${mine}\\n=======\\nmine\\n>>>>>>> .*\\n$`));
});

test('an editor that saved nothing changes nothing', async () => {
	const program = new Program();
	await program.run('note 1.2 base');
	const ran = await editing(program, ':', () => program.run('note 1.2 meanwhile'));
	expect(ran.screen).toContain('Nothing changed.');
	expect(noteOf(program)).toBe(`- ${today} base\n- ${today} meanwhile\n`);
	expect(fs.readFileSync(program.journal(), 'utf8').match(/"kind":"note"/g)).toHaveLength(2);
});

test('a second editor on the same notes is refused; a line can be added all the same', async () => {
	const program = new Program();
	await program.run('note 1.2 base');
	await editing(program, `printf '%s\\nmine\\n' "$old" > "$1"`, async () => {
		const second = await program.onTerminal('note 1.2', { env: { EDITOR: 'true' } });
		expect(second.code).toBe(1);
		expect(second.screen).toContain('open in another editor');
	});
	expect(noteOf(program)).toBe(`- ${today} base\nmine\n`);
	expect(fs.readdirSync(path.join(program.home, 'editing', 'data-engineer'))).toEqual([]);
});

test('what an editor wrote over before its program was killed comes back with the next note', async () => {
	const program = new Program();
	await program.run('note 1.2 base');
	const base = noteOf(program);
	await program.run('note 1.2 meanwhile');
	const present = noteOf(program);
	fs.mkdirSync(path.join(program.home, 'editing', 'data-engineer'), { recursive: true });
	const editingFile = path.join(program.home, 'editing', 'data-engineer', 'sql-joins.json');
	fs.writeFileSync(editingFile, JSON.stringify({ pid: 4_194_305, base, present }));
	fs.writeFileSync(path.join(program.home, FILE), `${base}mine\n`);
	expect((await program.run('doctor')).out).toContain('was not closed properly');
	await program.run('note 1.2 after');
	expect(noteOf(program)).toBe(`${present}mine\n- ${today} after\n`);
	expect(fs.existsSync(editingFile)).toBe(false);
});
