/** Clocks that ran ahead, on another machine or on this one: what an honest clock says afterwards counts. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

/** Days after the terminal's own clock. */
function ahead(days: number): string {
	return new Date(Date.parse('2026-11-22T10:00:00.000Z') + days * 86_400_000).toISOString();
}

/** A terminal in whose folder another machine's journal says these things, one a line. */
function among(...events: object[]): Terminal {
	const terminal = new Terminal();
	const folder = path.join(terminal.home, 'progress');
	fs.mkdirSync(folder);
	const lines = events.map((event, i) => JSON.stringify({ v: 1, id: `e${i}`, roadmap: 'data-engineer', ...event }));
	fs.writeFileSync(path.join(folder, 'phone.jsonl'), `${lines.join('\n')}\n`);
	return terminal;
}

const STARTED = { at: ahead(3), topic: 'sql-joins', to: 'started' };
const DONE = { at: ahead(4), topic: 'sql-joins', to: 'done' };
const PUT_OFF = { at: ahead(5), kind: 'later', topic: 'sql-joins', until: '2027-06-01' };

async function topic(terminal: Terminal) {
	const { status, until } = (await terminal.json('topic sql-joins')).topic;
	return { status, until };
}

test('a mark overrides all that was said ahead of time, not only the last of it', async () => {
	const terminal = among(STARTED, DONE);
	expect(await topic(terminal)).toMatchObject({ status: 'done' });
	await terminal.run('reset 1.2');
	expect(await topic(terminal)).toMatchObject({ status: 'todo' });
	await terminal.run('known 1.2');
	expect(await topic(terminal)).toMatchObject({ status: 'known' });
	await terminal.run('undo');
	expect(await topic(terminal)).toMatchObject({ status: 'todo' });
	await terminal.run('undo');
	expect(await topic(terminal)).toMatchObject({ status: 'done' });
});

test('a mark ends a deferral that was made ahead of time', async () => {
	const terminal = among(PUT_OFF);
	expect(await topic(terminal)).toEqual({ status: 'todo', until: '2027-06-01' });
	await terminal.run('start 1.2');
	expect(await topic(terminal)).toEqual({ status: 'started', until: undefined });
	await terminal.run('undo');
	expect(await topic(terminal)).toEqual({ status: 'todo', until: '2027-06-01' });
});

test('a deferral counts although a mark was made ahead of time, and leaves the mark', async () => {
	const terminal = among(STARTED, PUT_OFF, { ...STARTED, at: ahead(6) });
	expect(await topic(terminal)).toEqual({ status: 'started', until: undefined });
	await terminal.run('later 1.2 --until 2026-12-24');
	expect(await topic(terminal)).toEqual({ status: 'started', until: '2026-12-24' });
	await terminal.run('done 1.2');
	expect(await topic(terminal)).toEqual({ status: 'done', until: undefined });
});

test('what is said of one topic overrides nothing on another', async () => {
	const terminal = among({ at: ahead(4), topics: ['sql-joins', 'relational-model'], to: 'done' });
	await terminal.run('reset 1.2');
	expect(await topic(terminal)).toMatchObject({ status: 'todo' });
	expect((await terminal.json('topic 1.1')).topic.status).toBe('done');
});

test('where no clock ran ahead, nothing is overridden', async () => {
	const terminal = new Terminal();
	for (const line of ['start 1.2', 'done 1.2', 'later 1.3', 'start 1.3']) await terminal.run(line);
	expect(terminal.journal().filter((event) => 'replaces' in event)).toEqual([]);
});
