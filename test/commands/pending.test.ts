/** What a kill leaves between a change's line in the journal and the files of the notes. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

const fileOf = (terminal: Terminal) => path.join(terminal.home, 'notes', 'data-engineer', 'sql-joins.md');
const foldersOf = (terminal: Terminal) => path.join(terminal.home, 'notes', '.pending');

/** As a process leaves it that is killed behind the event. @param by who had begun to carry it out */
function leave(terminal: Terminal, event: string, line: string, at: number, by = ''): void {
	const patch = { at, before: [], after: [line] };
	const steps = [{ roadmap: 'data-engineer', topic: 'sql-joins', id: event, patch, adds: true }];
	fs.mkdirSync(foldersOf(terminal), { recursive: true });
	fs.writeFileSync(path.join(foldersOf(terminal), `${event}${by}.json`), JSON.stringify({ steps }));
}

function lastEvent(terminal: Terminal): string {
	return String(terminal.journal().at(-1)?.id);
}

async function textOn(terminal: Terminal): Promise<string> {
	return (await terminal.json('notes')).notes.map(({ text }: { text: string }) => text).join('');
}

/** A number that no process has. */
const GONE = '.4194305';

test.each([
	['nobody began', ''],
	['a dead process began', GONE],
])(
	'a note whose file was not written yet is there for all who read, and the next change writes it: %s',
	async (_, by) => {
		const terminal = new Terminal();
		await terminal.run('note 1.2 one');
		fs.rmSync(fileOf(terminal));
		leave(terminal, lastEvent(terminal), '- 2026-11-22 one', 0, by);
		expect(await textOn(terminal)).toBe('- 2026-11-22 one\n');
		expect((await terminal.run('topic 1.2')).out).toContain('one');
		expect(fs.existsSync(fileOf(terminal))).toBe(false);
		await terminal.run('done 1.1');
		expect(fs.readFileSync(fileOf(terminal), 'utf8')).toBe('- 2026-11-22 one\n');
		expect(fs.readdirSync(foldersOf(terminal))).toEqual([]);
	},
);

test('what was written already is not written twice', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	leave(terminal, lastEvent(terminal), '- 2026-11-22 one', 0, GONE);
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n');
	await terminal.run('note 1.2 two');
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n- 2026-11-22 two\n');
});

test('half a line that a dead process wrote becomes a whole one', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	await terminal.run('note 1.2 two words');
	fs.writeFileSync(fileOf(terminal), '- 2026-11-22 one\n- 2026-11-22 two');
	leave(terminal, lastEvent(terminal), '- 2026-11-22 two words', 1, GONE);
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n- 2026-11-22 two words\n');
	await terminal.run('done 1.1');
	expect(fs.readFileSync(fileOf(terminal), 'utf8')).toBe('- 2026-11-22 one\n- 2026-11-22 two words\n');
});

test('what a living process is writing is left to it', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	fs.rmSync(fileOf(terminal));
	leave(terminal, lastEvent(terminal), '- 2026-11-22 one', 0, `.${process.ppid}`);
	await terminal.run('done 1.1');
	expect(fs.existsSync(fileOf(terminal))).toBe(false);
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n');
});

test('what was staged for an event that never came counts for nothing, and is gone a day later', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	leave(terminal, 'NEVER', '- 2026-11-22 never said', 0);
	expect(await textOn(terminal)).toBe('');
	await terminal.run('note 1.2 one');
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n');
	expect(fs.readdirSync(foldersOf(terminal))).toEqual(['NEVER.json']);
	const yesterday = Date.now() / 1_000 - 90_000;
	fs.utimesSync(path.join(foldersOf(terminal), 'NEVER.json'), yesterday, yesterday);
	await terminal.run('done 1.3');
	expect(fs.readdirSync(foldersOf(terminal))).toEqual([]);
});

test('a note that is not in its file yet can be taken back', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	await terminal.run('note 1.2 two');
	fs.writeFileSync(fileOf(terminal), '- 2026-11-22 one\n');
	leave(terminal, lastEvent(terminal), '- 2026-11-22 two', 1);
	expect((await terminal.json('undo')).undone).toMatchObject({ kind: 'note' });
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n');
	expect(fs.readdirSync(foldersOf(terminal))).toEqual([]);
});

test.each([
	['no JSON', 'x'],
	[
		'another place',
		JSON.stringify({ steps: [{ roadmap: '..', topic: 'x', patch: { at: 0, before: [], after: ['x'] }, adds: true }] }),
	],
	['no patch', JSON.stringify({ steps: [{ roadmap: 'data-engineer', topic: 'sql-joins', adds: true }] })],
])('what is staged and cannot be understood is passed over: %s', async (_, text) => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 one');
	fs.writeFileSync(path.join(foldersOf(terminal), `${lastEvent(terminal)}.json`), text);
	expect(await terminal.run('note 1.2 two')).toMatchObject({ code: 0, err: '' });
	expect(await textOn(terminal)).toBe('- 2026-11-22 one\n- 2026-11-22 two\n');
});

test('a choice that came with an import goes with it, and one that was made here stays', async () => {
	const terminal = new Terminal();
	const file = path.join(terminal.home, 'backup.json');
	const events = [
		{ v: 1, id: 'b1', at: '2026-10-01T10:00:00.000Z', roadmap: 'data-engineer', topic: 'sql-joins', to: 'done' },
	];
	const choices = { 'data-engineer': { path: 'streaming', level: 'core' } };
	fs.writeFileSync(file, JSON.stringify({ program: 'roadmap', format: 1, events, choices }));
	await terminal.run(`import ${file}`);
	expect(await terminal.json('stages')).toMatchObject({ path: 'streaming', level: 'core' });
	await terminal.run('level everything');
	await terminal.run('undo');
	expect(await terminal.json('stages')).toMatchObject({ path: 'streaming', level: 'core' });
	await terminal.run('undo');
	expect(await terminal.json('stages')).toMatchObject({ path: 'all', level: 'recommended' });
});
