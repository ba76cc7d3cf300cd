/** What holds for every screen: the margins, the width, the same facts in a pipe. */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { codeOf, tooWide, unpainted } from './screen.ts';

/** Each line is run after the ones before it, so that there is something of every kind to show. */
const LINES = [
	'',
	'next',
	'next -n 3',
	'next --stage 4',
	'next --time 1m',
	'topic sql-joins',
	'open sql-joins --print',
	'open sql-joins',
	'start slowly-changing-dimensions',
	'start slowly-changing-dimensions',
	'done 1.1',
	'done 1.1',
	'done 1.2 --resource 1',
	'done 1.2 --resource 1',
	'done 1.2 1.3 relational-model',
	'stats',
	'pace 6h/week',
	'pace',
	'pace pause',
	'',
	'pace',
	'stats',
	'stats --what-if 3 topics/week',
	'pace resume',
	'pace',
	'plan',
	'plan --all --no-projects',
	'plan --until 6w',
	'undo',
	'known stage:4 --dry-run',
	'known stage:4 --yes',
	'known stage:4',
	'skip document-stores',
	'later 9.1 9.2',
	'later 9.1 9.2',
	'undo',
	'reset 1.1',
	'reset 2.1',
	'next',
	'topic 4.1',
	'stages',
	'stage 1 --all',
	'stage 4',
	'stage 9',
	'map',
	'map 4',
	'map 6',
	'map --svg /nowhere/at-all/map.svg',
	'search data',
	'search watermarks',
	'search zzzzzz',
	'path',
	'path analytics',
	'path analytics',
	'map',
	'map 5',
	'level',
	'level core',
	'undo',
	'',
	'help',
	'help open',
	'help exit-codes',
	'known --yes stage:1 stage:2 stage:4 stage:7 stage:8 stage:9',
	'next',
	'map',
	'',
	'topic joinz',
	'topic s',
	`topic ${'long'.repeat(30)}`,
	'stage 99',
	'path nope',
	'open 1.2 99',
	'later 1.1 --until never',
	'dnoe',
	'pace 6',
	'stats --what-if soon',
	'search',
];

async function screens(options: { tty: boolean; columns?: number }) {
	const terminal = new Terminal({ ...options, env: { CI: '1' } });
	const shown: { line: string; out: string; err: string }[] = [];
	for (const line of LINES) {
		const { code, out, err } = await terminal.run(line);
		expect({ line, code }).not.toEqual({ line, code: 70 });
		shown.push({ line, out, err });
	}
	return shown;
}

describe.each([30, 40, 60, 80, 100, 200])('at %i columns', (columns) => {
	test('no line is wider, and none ends in a space', async () => {
		const code = await codeOf('sql-joins', '4.1');
		for (const { line, out, err } of await screens({ tty: true, columns })) {
			// A command to type is never broken, and at 30 columns some are longer.
			const wide = tooWide(out + err, columns, code).filter((text) => columns > 30 || !/^ {2,4}roadmap /.test(text));
			expect({ line, wide }).toEqual({ line, wide: [] });
			expect({ line, trailing: unpainted(out + err).match(/^.* $/gm) }).toEqual({ line, trailing: null });
		}
	});
});

test('on a terminal: two spaces of margin, a blank line around, none twice', async () => {
	for (const { line, out, err } of await screens({ tty: true })) {
		const text = unpainted(out + err);
		const lines = text.split('\n');
		expect({ line, start: lines[0], end: lines.slice(-2), second: lines[1]?.slice(0, 2) }).toEqual({
			line,
			start: '',
			end: ['', ''],
			second: '  ',
		});
		expect({ line, out: lines.filter((one) => one !== '' && !one.startsWith('  ')) }).toEqual({ line, out: [] });
		if (!line.startsWith('topic'))
			expect({ line, double: /\n\n\n/.test(text.trimEnd()) }).toEqual({ line, double: false });
	}
});

test('in a pipe: no colour, no margin, no marks of the terminal', async () => {
	for (const { line, out, err } of await screens({ tty: false })) {
		const text = out + err;
		expect({ line, text: text.includes('\u001b') }).toEqual({ line, text: false });
		expect({ line, marks: text.match(/[●○◐✓█─]/g) }).toEqual({ line, marks: null });
		expect({ line, first: text.startsWith('\n') || text.startsWith(' ') }).toEqual({ line, first: false });
		expect({ line, last: text === '' || /[^\n]\n$/.test(text) }).toEqual({ line, last: true });
	}
});

test('nothing of ours is shouted', async () => {
	const loud = (await screens({ tty: true })).filter(
		({ line, out, err }) => !/^(?:topic|stage|search)/.test(line) && /!/.test(out + err),
	);
	expect(loud).toEqual([]);
});

test.each([
	['--color always', {}, false, true],
	['--color=always', {}, false, true],
	['--color never', {}, true, false],
	['', {}, true, true],
	['', {}, false, false],
	['', { NO_COLOR: '1' }, true, false],
	['', { FORCE_COLOR: '1' }, false, true],
	['', { TERM: 'dumb' }, true, false],
	['--color always', { NO_COLOR: '1' }, false, true],
])('next %s with %j, terminal %s: colour %s', async (option, env, tty, colour) => {
	const { out } = await new Terminal({ tty, env }).run(`next ${option}`);
	expect(out.includes('\u001b[')).toBe(colour);
});

test('colour changes nothing but colour, and saves the backticks around code', async () => {
	const plain = await new Terminal({ tty: true, env: { NO_COLOR: '1' } }).run('stage 4');
	const painted = await new Terminal({ tty: true }).run('stage 4');
	expect(painted.out).not.toBe(plain.out);
	expect(unpainted(painted.out)).toBe(plain.out.replaceAll('`', ''));
	expect(plain.out).toContain('`');
});
