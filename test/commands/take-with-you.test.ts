/** Export → import on an empty machine gives the same state, whatever was done. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

const topic = fc.constantFrom('1.1', '1.2', '1.3', '4.1', 'mine', 'own-topic');
const url = fc.constantFrom('https://example.com/a', 'https://example.com/b');
const text = fc.constantFrom('one', '> two', '```\n\tthree\n```', 'a | b', '[x] é 数据');
const step = fc.oneof(
	fc.tuple(fc.constantFrom('start', 'done', 'known', 'skip', 'reset', 'later'), topic),
	fc.tuple(fc.constant('done'), topic, fc.constant('--resource'), fc.constantFrom('1', '2')),
	fc.tuple(fc.constant('note'), topic, text),
	fc.tuple(fc.constant('link'), topic, url, fc.constantFrom('--title=A', '--kind=video', '--remove')),
	fc.tuple(fc.constant('add'), fc.constantFrom('1', '4'), fc.constantFrom('Mine', 'Own topic', '数据')),
	fc.tuple(fc.constant('hide'), topic),
	fc.tuple(fc.constant('hide'), topic, fc.constant('--back')),
	fc.tuple(fc.constantFrom('path', 'level'), fc.constantFrom('ml', 'core', 'all', 'everything')),
	fc.constant(['undo']),
);

async function look(terminal: Terminal): Promise<unknown[]> {
	const lines = ['stages', 'stage 1 --all', 'stage 4 --all', 'notes', 'hide', 'next -n 3', 'path', 'level'];
	const seen: unknown[] = [];
	for (const line of lines) seen.push(await terminal.json(line));
	return seen;
}

async function take(terminal: Terminal) {
	const { events, notes, choices } = await terminal.json('export');
	return { events, notes, choices };
}

test('export → import on an empty home gives the same state, and the same export', async () => {
	const folder = makeFolder();
	let homes = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
			const from = new Terminal({ home: path.join(folder, `from-${homes}`) });
			for (const line of steps) {
				// What cannot be done (a topic that is not there) is part of life.
				expect([0, 1, 2, 3]).toContain((await from.run(line)).code);
				from.now = new Date(from.now.getTime() + 60_000);
			}
			const file = path.join(folder, `all-${homes}.json`);
			fs.writeFileSync(file, (await from.run('export')).out);
			const to = new Terminal({ home: path.join(folder, `to-${homes++}`), now: from.now.toISOString() });
			expect((await to.run(['import', file])).code).toBe(0);
			expect(await look(to)).toEqual(await look(from));
			expect(await take(to)).toEqual(await take(from));
			expect(await to.json(`import ${file}`)).toMatchObject({ events: 0, notes: [], changed: [], choices: [] });
		}),
		{ numRuns: 20 },
	);
}, 30_000);
