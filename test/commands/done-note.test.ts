import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

const noteOf = (terminal: Terminal, topic: string) =>
	fs.readFileSync(path.join(terminal.home, 'notes', 'data-engineer', `${topic}.md`), 'utf8');

test('a mark with a note is both, and each is taken back', async () => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(['done', '1.2', '-m', '- [ ] try it']);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toContain('Your note is added.');
	expect(out).toContain('roadmap undo  take the note back; twice, the mark too\n');
	expect(noteOf(terminal, 'sql-joins')).toBe('- 2026-11-22 - [ ] try it\n');
	expect((await terminal.json('topic 1.2')).topic.status).toBe('done');
	await terminal.run('undo');
	expect(noteOf(terminal, 'sql-joins')).toBe('');
	await terminal.run('undo');
	expect((await terminal.json('topic 1.2')).topic.status).toBe('todo');
});

test('a topic that is done already gets the note all the same; a dry run writes none', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.2');
	expect((await terminal.run('done 1.2 -m more')).out).toContain('roadmap undo  take the note back\n');
	expect(noteOf(terminal, 'sql-joins')).toBe('- 2026-11-22 more\n');
	await terminal.run('done 1.3 -m nothing --dry-run');
	expect(terminal.journal()).toHaveLength(2);
});

test.each([
	['done 1.1 1.2 -m x', 'A note goes with one topic.'],
	['done stage:1 --yes -m x', 'A note goes with one topic.'],
	['done 1 --yes -m x', 'A note goes with one topic.'],
	['done stage 1 --yes -m x', 'A note goes with one topic.'],
	['done sql-foundations --yes -m x', 'A note goes with one topic.'],
	['done 1.2 --resource 1 -m x', 'A note goes with the topic'],
	[['done', '1.2', '-m', ' '], 'The note is empty.'],
])('%j changes nothing', async (line, words) => {
	const terminal = new Terminal();
	const ran = await terminal.run(line);
	expect(ran).toMatchObject({ code: 2, out: '' });
	expect(ran.err).toContain(words);
	expect(terminal.journal()).toEqual([]);
});
