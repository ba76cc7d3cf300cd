/** A review with real keys at a real terminal, each of them once. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Program } from './binary.ts';

const PLACE = '> ';

/** A home in which a topic was done a week ago. */
function makeHome(): string {
	const home = path.join(makeFolder(), 'home');
	const week = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000).toISOString();
	const event = { v: 1, id: '01KAPD0000000000000000000A', at: week, roadmap: 'data-engineer', topic: 'sql-joins' };
	fs.mkdirSync(path.join(home, 'progress'), { recursive: true });
	fs.writeFileSync(path.join(home, 'progress', 'laptop.jsonl'), `${JSON.stringify({ ...event, to: 'done' })}\n`);
	return home;
}

function journalOf(home: string): Record<string, unknown>[] {
	const folder = path.join(home, 'progress');
	const lines = fs.readdirSync(folder).flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').split('\n'));
	return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** Each key is typed when its place on the screen is there. */
function typed(...keys: readonly string[]): readonly (readonly [string, string])[] {
	return keys.map((key) => [PLACE, key]);
}

test('every key does what the screen says, and Ctrl-C leaves a terminal as it was', async () => {
	const home = makeHome();
	const editor = path.join(home, 'editor.sh');
	fs.writeFileSync(editor, '#!/bin/sh\nbasename "$1" > "$(dirname "$0")/edited"\n', { mode: 0o755 });
	const program = new Program({ home, env: { EDITOR: editor } });
	const keys = typed(
		'a guess\r',
		'\u001b[A?',
		'o',
		'n',
		'r',
		'unclear\r',
		'x',
		'\r',
		'u',
		'\r',
		'e',
		'\r',
		's',
		'\u0003',
	);
	const { code, screen, cooked } = await program.onTerminal('review', { keys });
	expect({ code, cooked }).toEqual({ code: 0, cooked: true });
	for (const shown of [
		'a guess',
		'o open the topic',
		'Practice',
		'Reported.',
		'Set aside.',
		'1 of 3',
		'One question, 1 recalled at once.',
	])
		expect(screen).toContain(shown);
	expect(fs.readFileSync(path.join(home, 'edited'), 'utf8')).toContain('sql-joins');
	const what = journalOf(home)
		.slice(1)
		.map(({ kind, grade, to, why }) => [kind, grade ?? to ?? why]);
	expect(what).toEqual([
		['report', 'unclear'],
		['review', 1],
		['undo', undefined],
		['review', 4],
		['question', 'suspended'],
	]);
});

test('an answer is on the disk before the next question is asked', async () => {
	const home = makeHome();
	const { code } = await new Program({ home }).onTerminal('review', {
		keys: [...typed('\r', '\r'), ['2 of 3', 'SIGKILL']],
	});
	expect(code).not.toBe(0);
	expect(journalOf(home).at(-1)).toMatchObject({ kind: 'review', grade: 3 });
});
