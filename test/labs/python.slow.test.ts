/** Answers in Python: right ones, wrong ones, and those that go on, print on, write on or take on. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Check, StdoutCheck } from '../../src/domain/lab.ts';
import { checkLab } from '../../src/labs/check-lab.ts';
import { labOf, makeHost, PLACES } from './engine.ts';

const host = await makeHost();

function stdout(check: Partial<StdoutCheck>): StdoutCheck {
	return { kind: 'stdout', args: [], stdin: '', repeat: 1, expect: '', hidden: false, ...check };
}

function check(answer: string, ...checks: readonly Check[]) {
	return checkLab({ lab: labOf({ engine: 'python', checks }), answer, roadmapFolder: '/' }, host, PLACES);
}

const SUM = stdout({ args: ['--by', 'day'], stdin: 'b 2\na 1\nb 3\n', expect: 'a 1\nb 5\n' });

describe('what is printed', () => {
	test.each([
		['as expected', 'print("a 1\\nb 5")'],
		['with blanks at the ends, and empty lines at the end', 'print("a 1  \\nb 5\\t\\n\\n")'],
		['with the line ends of Windows', 'import sys; sys.stdout.buffer.write(b"a 1\\r\\nb 5\\r\\n")'],
		[
			'what it read',
			'import sys\nd = {}\nfor l in sys.stdin:\n k, n = l.split(); d[k] = d.get(k, 0) + int(n)\nfor k in sorted(d): print(k, d[k])',
		],
		[
			'what it was started with',
			'import sys; print("a 1" if sys.argv[1:] == ["--by", "day"] else sys.argv); print("b 5")',
		],
		[
			'from a folder with nothing else in it',
			'import os; print("a 1" if os.listdir() == ["answer.py"] else os.listdir()); print("b 5")',
		],
		['without the environment', 'import os; print("a 1" if "HOME" not in os.environ else 0); print("b 5")'],
	])('right: %s', async (_, answer) => {
		expect(await check(answer, SUM)).toMatchObject({ passed: true, failures: [] });
	});

	test.each<[string, string, object]>([
		['nothing', 'x = 1', { kind: 'stdout', missing: [['a 1'], ['b 5']], extra: [] }],
		['nothing, for it is empty', '\n', { kind: 'stdout', message: /^There is nothing in the answer yet\.$/ }],
		['a line too few', 'print("a 1")', { kind: 'stdout', missing: [['b 5']], extra: [] }],
		['a line too many', 'print("a 1\\nb 5\\nc 6")', { kind: 'stdout', missing: [], extra: [['c 6']] }],
		['another line', 'print("a 1\\nb 6")', { kind: 'stdout', missing: [['b 5']], extra: [['b 6']], message: /Line 2/ }],
		[
			'the lines in another order',
			'print("b 5\\na 1")',
			{ kind: 'stdout', mistake: 'order', message: /order, from line 1 on/ },
		],
		[
			'bytes that are no text',
			'import sys; sys.stdout.buffer.write(b"\\xff\\x00")',
			{ kind: 'stdout', message: /not text/ },
		],
		[
			'and ends with an error',
			'print("a 1")\n\nraise ValueError("not today")',
			{
				kind: 'error',
				message: /ValueError: not today/,
				place: { line: 3, column: 1, source: 'raise ValueError("not today")' },
			},
		],
		['nothing, for its syntax', 'x = 1\nfor x in\n', { kind: 'error', message: /SyntaxError/, place: { line: 2 } }],
		['an exit code', 'print("a 1\\nb 5"); raise SystemExit(3)', { kind: 'error', message: /ended with 3/ }],
		[
			'words with its exit code',
			'raise SystemExit("no more")',
			{ kind: 'error', message: /It ended with 1: no more$/ },
		],
		[
			'what is not installed',
			'import numpy',
			{ kind: 'error', message: /No module named 'numpy'\. A check has .* no installed packages\.$/ },
		],
		[
			'the file of the folder',
			'open("input-1.txt")',
			{ kind: 'error', message: /'input-1.txt'\. The input .* comes on standard input\.$/ },
		],
		[
			'an error of a library',
			'import json; json.loads("x")',
			{ kind: 'error', message: / json\.decoder\.JSONDecodeError: / },
		],
	])('wrong: %s', async (_, answer, failure) => {
		const { message, ...rest } = { message: /./, ...failure };
		const { passed, failures } = await check(answer, SUM);
		expect({ passed, failures }).toMatchObject({ passed: false, failures: [{ check: 1, ...rest }] });
		expect(failures[0]?.message).toMatch(message);
	});

	test('on other data, without what is printed there', async () => {
		const hidden = stdout({ stdin: 'secret 1\n', expect: 'secret 1', hidden: true, says: 'with one line' });
		const { passed, failures } = await check('print("a 1\\nb 5")', SUM, hidden);
		expect({ passed, failures }).toMatchObject({ passed: false, failures: [{ check: 2, isElsewhere: true }] });
		expect(failures[0]?.message).toMatch(/^Right here, wrong on other data.*with one line/);
		expect(JSON.stringify(failures)).not.toMatch(/secret/);
	});
});

describe('limits', () => {
	const NOTHING = stdout({ expect: 'done' });

	test.each<[string, string, Check, RegExp]>([
		['on and on', 'while True: pass', NOTHING, /10 seconds|by the system/],
		['sleep', 'import time; time.sleep(60)', NOTHING, /10 seconds/],
		['print on', 'while True: print("x" * 1000)', NOTHING, /prints more than 1 MiB/],
		['complain on', 'import sys\nwhile True: print("x" * 1000, file=sys.stderr)', NOTHING, /prints more than 1 MiB/],
		[
			'write on',
			'with open("big", "w") as f:\n while True: f.write("x" * 1000000)',
			NOTHING,
			/writes more than 64 MiB/,
		],
		[
			'leave a process of another session behind',
			'import os, time\nr, w = os.pipe()\nif os.fork() == 0:\n os.setsid()\n os.write(w, b"x")\n time.sleep(60)\nos.read(r, 1)\nprint("undone")',
			NOTHING,
			/10 seconds/,
		],
	])('%s', async (_, answer, limited, message) => {
		const { failures } = await check(answer, limited);
		expect(failures[0]).toMatchObject({ kind: 'limit' });
		expect(failures[0]?.message).toMatch(message);
	});

	test.skipIf(host.platform !== 'linux')(
		'memory: a sum that keeps all lines fails, one that does not passes',
		async () => {
			const lines = stdout({ stdin: '12345678\n', repeat: 1_000_000, expect: '12345678000000', memory: 64 });
			const all = await check('import sys; print(sum([int(l) for l in sys.stdin.read().split()]))', lines);
			expect(all.failures).toMatchObject([
				{ kind: 'limit', message: expect.stringMatching(/more than 64 MiB of memory/) },
			]);
			const one = await check('import sys; print(sum(int(l) for l in sys.stdin))', lines);
			expect(one).toMatchObject({ passed: true });
		},
	);

	test('what a program left behind is gone with its folder', async () => {
		const { failures } = await check('import os; print(os.getcwd())', stdout({ expect: 'nowhere' }));
		const folder = failures[0]?.extra?.[0]?.[0] ?? '';
		expect(path.isAbsolute(folder)).toBe(true);
		expect(fs.existsSync(folder)).toBe(false);
	});
});
