/** What authors claim with a lab: the example of the format's page holds, and each claim broken once is found, in its place. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Lab } from '../../src/domain/lab.ts';
import { type ProofMemory, proveLabs } from '../../src/labs/prove.ts';
import { compileText } from '../content/source.ts';
import { makeFolder } from '../terminal.ts';
import { hasDuckDB, makeHost, PLACES } from './engine.ts';

const host = await makeHost();
const README = fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'roadmap', 'README.md'), 'utf8');
const [, EXAMPLE = ''] = /```yaml\n(labs:\n[^`]+(?:`[^`]+)*?)```/.exec(README) ?? [];
const SPINE = 'format: 1\nid: tea\ntitle: Tea\nstages:\n  - {id: a, title: A, topics: [{id: green, title: Green}]}\n';

function labsOf(yaml: string): readonly Lab[] {
	const { compiled, faults } = compileText(SPINE, { green: yaml });
	expect(faults).toEqual([]);
	return compiled?.lessons[0]?.labs ?? [];
}

async function prove(...labs: readonly Lab[]) {
	const { disproofs, proved } = await proveLabs([{ topic: 'green', labs }], '/nowhere/roadmap.yaml', {
		host,
		places: PLACES,
		tick: () => {},
	});
	return { found: disproofs.map(({ path: at, message }) => `${at.slice(2).join('.')}: ${message}`), proved };
}

describe.skipIf(!(await hasDuckDB()))('a lab in SQL', () => {
	const [lab] = labsOf(EXAMPLE);
	if (!lab) throw new Error('the page has no example');

	test('the example of the page holds', async () => {
		expect(await prove(lab)).toEqual({ found: [], proved: 1 });
	});

	test('what has not changed is not proved again', async () => {
		const folder = makeFolder();
		const file = path.join(folder, 'cups.csv');
		fs.writeFileSync(file, 'id\n1\n');
		const [other, filed] = [
			{ ...lab, id: 'other' },
			{ ...lab, id: 'filed', data: { ...lab.data, files: ['cups.csv'] } },
		];
		const memory: ProofMemory = new Map();
		let ticks = 0;
		const again = async (...labs: readonly Lab[]) => {
			ticks = 0;
			const options = { host, places: PLACES, tick: () => ticks++, memory };
			const { disproofs, proved } = await proveLabs(
				[{ topic: 'green', labs }],
				path.join(folder, 'roadmap.yaml'),
				options,
			);
			return { ticks, faults: disproofs.map(({ path: at }) => at.join('.')), proved };
		};
		expect(await again(lab, other, filed)).toEqual({ ticks: 3, faults: [], proved: 3 });
		expect(await again(other, lab, filed)).toEqual({ ticks: 0, faults: [], proved: 3 });
		const broken = { ...other, starter: other.solution };
		expect(await again(lab, broken, filed)).toEqual({ ticks: 1, faults: ['labs.1.starter'], proved: 2 });
		expect(await again(broken, lab, filed)).toEqual({ ticks: 0, faults: ['labs.0.starter'], proved: 2 });
		fs.rmSync(file);
		expect(await again(lab, other, filed)).toEqual({ ticks: 1, faults: ['labs.2.files'], proved: 2 });
	});

	test('labs in hand are the last when it is stopped', async () => {
		const stop = new AbortController();
		stop.abort();
		let ticks = 0;
		const options = { host, places: PLACES, tick: () => ticks++, stop: stop.signal };
		await proveLabs([{ topic: 'green', labs: [lab] }], '/nowhere/roadmap.yaml', options);
		expect(ticks).toBe(0);
	});

	test.each<[string, Partial<Lab>, RegExp]>([
		[
			'a starter that passes',
			{ starter: lab.solution },
			/^starter: the starter passes every check already; it has to fail$/,
		],
		[
			'a solution that fails',
			{ solution: 'SELECT 1 -- and a long comment, so that the hints are shorter than it is, all three of them' },
			/^solution: .* on the data that is shown: The answer has 1 column/,
		],
		[
			'a solution that gives another row',
			{
				solution: `SELECT 1 AS user_id, 'gold' AS plan UNION ALL SELECT 2, 'free' -- ${'and a long comment '.repeat(9)}`,
			},
			/instead\. \(missing: 1, free; too many: 1, gold\)$/,
		],
		[
			'a solution that fits the shown data alone',
			{ solution: lab.wrong[1]?.answer ?? '' },
			/^solution: .* on variant 1: /,
		],
		[
			'a solution that does not run',
			{ solution: 'SELECT\nnope FROM changes -- and a long comment, so that the hints are shorter than it is' },
			/^solution: .*nope.*\(its line 2\)/,
		],
		[
			'a wrong answer that passes',
			{ wrong: [{ answer: lab.solution, check: 1 }] },
			/^wrong.0: this passes on the data that is shown, and check 1 has to catch it$/,
		],
		[
			'a wrong answer that passes on the variant',
			{ wrong: [{ answer: lab.solution, check: 1, variant: 1 }] },
			/^wrong.0: this passes on variant 1, and check 1/,
		],
		[
			'a wrong answer that is caught before its variant',
			{ wrong: [{ answer: 'SELECT 1', check: 1, variant: 1 }] },
			/^wrong.0: this is caught on the data that is shown already, by check 1; leave variant out$/,
		],
		[
			'a wrong answer that does not run',
			{ wrong: [{ answer: 'SELECT', check: 1 }] },
			/^wrong.0: this is caught by the engine .* and not by check 1$/,
		],
		['a hint that is the solution', { hints: [lab.solution] }, /^hints.0: this hint is not shorter/],
		[
			'data that cannot be made',
			{ data: { make: 'CREATE TABLE changes (' } },
			/^make: its data cannot be made: Parser Error/,
		],
		[
			'a variant that cannot be made',
			{ variants: [{ make: 'SELECT nope' }] },
			/^variants.0.make: its data cannot be made/,
		],
		[
			'an expectation that does not run',
			{ checks: [{ kind: 'result', expect: 'FROM nope' }] },
			/^checks.0.expect: it cannot be run: Catalog Error/,
		],
		[
			'an expectation without rows',
			{ checks: [{ kind: 'result', expect: 'CREATE TABLE x (i INT)' }] },
			/^checks.0.expect: it gives no rows/,
		],
		[
			'an expectation of too many rows',
			{ checks: [{ kind: 'result', expect: 'FROM range(1001)' }] },
			/^checks.0.expect: it gives more than 1000 rows/,
		],
		[
			'an order by no column',
			{
				checks: [
					{
						kind: 'result',
						expect: 'SELECT user_id, max_by(plan, (changed, plan)) AS plan FROM changes GROUP BY user_id',
						order: ['day'],
					},
				],
			},
			/^checks.0.order: order names the column day/,
		],
		['a file that is not there', { data: { files: ['a.csv'] } }, /^files: Could not read .*a\.csv: it is not there\.$/],
		[
			'a file of a variant that is not there',
			{ variants: [{ files: ['a.csv'] }] },
			/^variants.0.files: Could not read .*a\.csv/,
		],
		[
			'a change between two runs that does not run',
			{ data: { ...lab.data, again: 'INSRT' } },
			/^again: it cannot be run: Parser Error/,
		],
		[
			'such a change of a variant',
			{ variants: [{ ...lab.variants[0], again: 'INSRT' }] },
			/^variants.0.again: it cannot be run: Parser Error/,
		],
		[
			'an expectation that does not run on a variant',
			{ variants: [{ make: 'CREATE TABLE other (i INT)' }] },
			/^checks.0.expect: it cannot be run on variant 1: Catalog Error/,
		],
		[
			'data that is too large',
			{ data: { make: "CREATE TABLE changes AS SELECT repeat('x', 10000) AS a FROM range(10000000)" } },
			/^make: its data cannot be made: it takes more than 512 MiB of memory/,
		],
	])('%s is found', async (_, change, message) => {
		const { found, proved } = await prove({ ...lab, wrong: [], ...change });
		expect(found[0]).toMatch(message);
		expect(proved).toBe(0);
	});
});

describe('a lab in Python', () => {
	const [lab] = labsOf(`labs:
  - id: sum
    title: Sum
    engine: python
    task: Print the sum of the numbers.
    solution: |
      import sys
      print(sum(int(line) for line in sys.stdin))
    checks:
      - {kind: stdout, stdin: "1\\n2\\n", expect: "3"}
      - {kind: stdout, stdin: "-1\\n", expect: "-1", hidden: true, says: with a number below zero}
    wrong:
      - {answer: print(1), check: 1}
      - {answer: print(3), check: 2}
`);
	if (!lab) throw new Error('there is no lab');

	test('holds', async () => {
		expect(await prove(lab)).toEqual({ found: [], proved: 1 });
	});

	test.each<[string, Partial<Lab>, RegExp]>([
		['a starter that passes', { starter: lab.solution }, /^starter: /],
		[
			'a solution that fits the shown data alone',
			{ solution: 'print(3)' },
			/^solution: .* in the hidden checks: Line 1/,
		],
		[
			'a wrong answer that passes',
			{ wrong: [{ answer: lab.solution, check: 2 }] },
			/^wrong.0: this passes in the hidden checks, and check 2/,
		],
		[
			'too much input',
			{ checks: [{ kind: 'stdout', args: [], stdin: 'x'.repeat(1_000), repeat: 100_000, expect: '', hidden: false }] },
			/^checks.0.repeat: stdin, so often repeated, is more than 64 MiB$/,
		],
	])('%s is found', async (_, change, message) => {
		const { found } = await prove({ ...lab, wrong: [], ...change });
		expect(found[0]).toMatch(message);
	});
});
