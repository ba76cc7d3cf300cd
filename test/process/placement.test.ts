/** A placement with real keys at a real terminal. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Program } from './binary.ts';

const PLACE = '> ';

function makeProgram(): Program {
	return new Program({ home: path.join(makeFolder(), 'home') });
}

function linesOf(program: Program): Record<string, unknown>[] {
	const journals = program.journals().filter((file) => file.endsWith('.jsonl'));
	return journals.flatMap((file) =>
		fs
			.readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line)),
	);
}

/** Each key is typed when its place on the screen is there. */
function typed(...keys: readonly string[]): readonly (readonly [string, string])[] {
	return keys.map((key) => [PLACE, key]);
}

test('every key does what the screen says, and what it comes to is one line', async () => {
	const program = makeProgram();
	// An arrow says nothing; back and again; then the first stage, some of the second, nothing of the third.
	const claims = ['\u001b[Am', 'b', 'm', 'm', 's', '?', '\r'];
	const { code, screen, cooked } = await program.onTerminal('placement', {
		keys: typed(...claims, 'a guess\r', '\r', '?\r', 'q\r', '1.1\r', '\r'),
	});
	expect({ code, cooked }).toEqual({ code: 0, cooked: true });
	for (const shown of ['4 of 14', 'question 3 of at most 10', 'This would be marked', 'taken as known'])
		expect(screen).toContain(shown);
	const [first, second, ...more] = screen.split('This would be marked').slice(1);
	expect({ isSwitched: first !== second, more }).toEqual({ isSwitched: true, more: [] });
	expect(linesOf(program)).toMatchObject([{ kind: 'placement', topics: expect.arrayContaining(['schema-design']) }]);
});

test.each([
	['a stage', typed('m', '\u0003')],
	['a question', typed('m', 'm', '\r', '\u0003')],
	['the look over', typed('m', 'm', '\r', 'q\r', '\u0003')],
])('Ctrl-C at %s leaves the terminal as it was, and nothing is marked', async (_, keys) => {
	const program = makeProgram();
	const { code, cooked } = await program.onTerminal('placement', { keys });
	expect({ code, cooked }).toEqual({ code: 130, cooked: true });
	expect(program.journals()).toEqual([]);
});
