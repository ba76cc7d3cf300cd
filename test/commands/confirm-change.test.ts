/** Changes of many topics at once: --dry-run, the question before, --yes, --no-input; and --quiet after any change. */
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { screen, unpainted, writeRoadmap } from './screen.ts';

const ENTER = '\r';
const CTRL_C = '\u0003';
/** Each verb, and what it says that it does with four topics. */
const DOES = {
	start: 'start 4 topics',
	done: 'mark 4 topics done',
	known: 'mark 4 topics known',
	skip: 'skip 4 topics',
	later: 'put 4 topics off until 29 November',
	reset: 'put 4 topics back',
} as const;
const VERBS = ['start', 'done', 'known', 'skip', 'later', 'reset'] as const;
const NAMES = 'LSM-trees vs B-trees, Row vs column layout, Parquet & columnar files and The write-ahead log & recovery';

/** A terminal where every verb has four topics to change. */
async function marked(verb: string, options: ConstructorParameters<typeof Terminal>[0] = {}) {
	const terminal = new Terminal(options);
	if (verb === 'reset') await terminal.run('done stage:4 --yes');
	return { terminal, before: terminal.journal() };
}

describe.each(VERBS)('%s', (verb) => {
	test('--dry-run says what the change itself then says, and writes nothing', async () => {
		const { terminal, before } = await marked(verb);
		const imagined = await terminal.json(`${verb} stage:4 --dry-run`);
		expect(imagined.dryRun).toBe(true);
		expect(terminal.journal()).toEqual(before);
		const real = await terminal.json(`${verb} stage:4 --yes`);
		expect(real).not.toHaveProperty('dryRun');
		expect(real.changed).toHaveLength(4);
		const withoutTimes = ({ changed, dryRun: _, ...rest }: Record<string, unknown> & { changed: object[] }) => ({
			...rest,
			changed: changed.map((one) => ({ ...one, at: '' })),
		});
		expect(withoutTimes(imagined)).toEqual(withoutTimes(real));
	});

	test('--dry-run with a home that is not there makes none', async () => {
		const terminal = new Terminal();
		const { code } = await terminal.run(`${verb} 1.1 --dry-run`);
		expect({ code, journal: terminal.journal() }).toEqual({ code: 0, journal: [] });
	});

	test('four topics without anybody to ask: exit 2, the whole line with --yes, nothing changed', async () => {
		const { terminal, before } = await marked(verb);
		const { code, out, err } = await terminal.run(`${verb} stage:4 --color never`);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toBe(
			`This would ${DOES[verb]}: ${NAMES}.\n--dry-run shows them. To go on: roadmap ${verb} stage:4 --color never --yes\n`,
		);
		expect(terminal.journal()).toEqual(before);
	});

	test('three topics are not asked about', async () => {
		const { terminal } = await marked(verb);
		const { code } = await terminal.run(`${verb} 4.1 4.2 4.3`);
		expect(code).toBe(0);
	});

	test('on a terminal it asks; y goes on', async () => {
		const { terminal, before } = await marked(verb, { tty: true });
		const { code, err } = await terminal.run(`${verb} stage:4`, ['y', ENTER]);
		expect(code).toBe(0);
		expect(unpainted(err).replace(/\s+/g, ' ')).toContain(`? This will ${DOES[verb]}: ${NAMES}. Go on? (y/N)`);
		expect(terminal.journal()).toHaveLength(before.length + 1);
	});

	test('--quiet says nothing of what worked, also where it was so already', async () => {
		const { terminal, before } = await marked(verb);
		expect(await terminal.run(`${verb} 4.1 --quiet`)).toEqual({ code: 0, out: '', err: '' });
		expect(terminal.journal()).toHaveLength(before.length + 1);
		expect(await terminal.run(`-q ${verb} 4.1`)).toEqual({ code: 0, out: '', err: '' });
		expect(terminal.journal()).toHaveLength(before.length + 1);
	});
});

test('the question says what stays as it is', async () => {
	const terminal = new Terminal({ tty: true });
	for (const line of ['done 1.1', 'skip 1.2']) await terminal.run(line);
	const { err } = await terminal.run('known stage:1 stage:2', [ENTER]);
	const asked = unpainted(err).replace(/\s+/g, ' ');
	expect(asked).toContain('This will mark 8 topics known: From query to plan, Window functions & CTEs,');
	expect(asked).toContain(' and 3 more. 1 is done and 1 is skipped; they stay so. Go on? (y/N)');
});

test('Enter alone is no: exit 1, nothing changed', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, out, err } = await terminal.run('known stage:4', [ENTER]);
	expect({ code, out }).toEqual({ code: 1, out: '' });
	expect(unpainted(err)).toContain('Nothing was changed.');
	expect(terminal.journal()).toEqual([]);
});

test('Ctrl-C at the question: 130, nothing changed', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, out, err } = await terminal.run('known stage:4', [CTRL_C]);
	expect({ code, out, journal: terminal.journal() }).toEqual({ code: 130, out: '', journal: [] });
	expect(unpainted(err)).toMatch(/\n {2}Nothing was changed\.\n\n$/);
});

test('what is so already does not count towards the question', async () => {
	const terminal = new Terminal();
	await terminal.run('known 4.1');
	expect((await terminal.run('known stage:4')).code).toBe(0);
});

test.each([
	['--no-input', {}],
	['', { ROADMAP_NO_INPUT: '1' }],
	['--json', {}],
])('%s %j: nothing is asked on a terminal either', async (option, env) => {
	const terminal = new Terminal({ tty: true, env });
	for (const line of ['done', 'known stage:4']) {
		const { code, out, err } = await terminal.run(`${line} ${option}`);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).not.toContain('\u001b[?25l');
	}
	expect(terminal.journal()).toEqual([]);
});

test.each(['', '0'])('ROADMAP_NO_INPUT=%s switches nothing off', async (value) => {
	const terminal = new Terminal({ tty: true, env: { ROADMAP_NO_INPUT: value } });
	expect((await terminal.run('done', [CTRL_C])).code).toBe(130);
});

test('the line in the hint can be pasted: what a shell would act on is quoted, -- stays the end of the options', async () => {
	const { err } = await new Terminal().run(['known', '--roadmap', writeRoadmap(), '--', 'stage:1', 'stage:2']);
	expect(err).toMatch(/To go on: roadmap known --roadmap \S+ --yes -- stage:1 stage:2\n$/);
	const odd = await new Terminal().run(['known', "--roadmap=it's $HOME", '--help']);
	expect(odd.code).toBe(0);
});

test('--dry-run, whole', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('start 4.1');
	await terminal.run('known 4.4');
	const { code, out } = await terminal.run('known stage:4 --dry-run');
	expect(code).toBe(0);
	expect(unpainted(out)).toBe(
		screen(
			'3 topics would be known. Nothing was changed.',
			'',
			'4.1  LSM-trees vs B-trees               now started',
			'4.2  Row vs column layout',
			'4.3  Parquet & columnar files',
			'',
			'1 topic would stay as before.',
		).replace(
			'               now',
			`${' '.repeat('Parquet & columnar files'.length - 'LSM-trees vs B-trees'.length + 2)}now`,
		),
	);
});

test('--dry-run in a pipe: one record a line', async () => {
	const { out } = await new Terminal().run('later 1.1 1.2 --until 2w --dry-run');
	expect(out).toBe(
		'1.1\trelational-model\ttodo\tput off until 6 December\tThe relational model\n1.2\tsql-joins\ttodo\tput off until 6 December\tJoins & aggregation\n',
	);
});

test('--dry-run of what is so already', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	expect((await terminal.run('done 1.1 --dry-run')).out).toBe('Nothing would change.\n');
});

test('done --resource --dry-run finishes nothing', async () => {
	const terminal = new Terminal();
	expect((await terminal.run('done 1.2 --resource 1 --dry-run')).out).toBe(
		'Joins Between Tables would be finished. Nothing was changed.\n',
	);
	expect(terminal.journal()).toEqual([]);
});

describe('--quiet', () => {
	test.each([
		['undo', ['done 1.1']],
		['path analytics', []],
		['level core', []],
		['done 1.2 --resource 1', []],
	])('roadmap %s prints nothing', async (line, before) => {
		const terminal = new Terminal();
		for (const one of before) await terminal.run(one);
		expect(await terminal.run(`${line} -q`)).toEqual({ code: 0, out: '', err: '' });
	});

	test.each(['', 'next', 'topic 1.1', 'stages', 'path', 'open 1.2 --print', 'done 1.1 --dry-run', 'done 1.1 --json'])(
		'roadmap %s is an answer, not a receipt, and stays',
		async (line) => {
			const { code, out } = await new Terminal().run(`${line} --quiet`);
			expect(code).toBe(0);
			expect(out).not.toBe('');
		},
	);

	test('errors are said', async () => {
		expect(await new Terminal().run('done nonsense-topic -q')).toMatchObject({ code: 3, out: '' });
	});

	test('an address that no browser took is said', async () => {
		const { out } = await new Terminal({ env: { CI: '1' } }).run('open 1.2 -q');
		expect(out).toContain('https://');
	});
});
