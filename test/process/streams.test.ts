/** What a shell and a terminal get of the real program: exit codes, who says what where, pipes, colour, questions. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { codeOf, tooWide } from '../commands/screen.ts';
import { BIN, type Env, finish, makeFolder, outline, Program, type Ran, ROOT } from './binary.ts';

const ESC = '\u001b';
const [FIRST = '', SECOND = ''] = outline().flat();

/** Answers that need nothing to stand there and change nothing. */
const READING = [
	'',
	'next',
	'next -n 3',
	`topic ${FIRST}`,
	`open ${FIRST} --print`,
	'stages',
	'stage 4',
	'search joins',
	'path',
	'level',
	'undo',
	'help',
	'help exit-codes',
];

describe('exit codes', () => {
	const nothing = () => new Program();

	test.each<[code: number, why: string, line: string, make?: () => Program]>([
		[0, 'done', `done ${FIRST}`],
		[0, 'nothing is found', 'search xyzzyqqq'],
		[0, 'there is nothing to take back', 'undo'],
		[1, 'there is no home', 'next', () => new Program({ env: { HOME: '', ROADMAP_HOME: undefined } })],
		[2, 'no such command', 'nonsense'],
		[2, 'no such command, and an option before it', '--json nonsense'],
		[2, 'no such option', 'next --nonsense'],
		[2, 'an option without its value', 'next -n'],
		[2, 'a value that is none', 'next -n many'],
		[2, 'a colour choice that is none', 'next --color purple'],
		[2, 'too much is said', 'level core core'],
		[2, 'no topic', 'done'],
		[2, 'no words', 'search'],
		[2, 'no file', 'check'],
		[2, 'no file to watch', 'check --watch'],
		[2, 'no title', 'new'],
		[3, 'no such topic', 'topic xyzzyqqq'],
		[3, 'no such topic number', 'done 99.1'],
		[3, 'no such stage', 'stage 99'],
		[3, 'no such stage to choose from', 'next --stage xyzzyqqq'],
		[3, 'no such path', 'path xyzzyqqq'],
		[3, 'no such level', 'level xyzzyqqq'],
		[4, 'progress cannot be read', 'next', withUnreadableJournal],
		[70, 'the program is broken', 'next', brokenProgram],
	])('%i: %s (roadmap %s)', async (code, _why, line, make = nothing) => {
		const ran = await make().run(line);
		expect(ran).toMatchObject({ code });
		expectOnlyOneSide(ran);
		expect(ran.err).not.toMatch(/\n {4}at |node:internal|Error:/);
		const asJson = await make().run(`${line} --json`);
		expect(asJson).toMatchObject({ code });
		expectOnlyOneSide(asJson);
		if (code !== 0) expectJsonError(asJson, code);
		else JSON.parse(asJson.out);
	});

	test('0: what was done already is done', async () => {
		const program = new Program();
		expect(await program.run(`done ${FIRST}`)).toMatchObject({ code: 0, err: '' });
		expect(await program.run(`done ${FIRST}`)).toMatchObject({ code: 0, err: '' });
		expect((await program.json(`done ${FIRST}`)).unchanged).toEqual([FIRST]);
	});

	test('5: a roadmap with faults cannot be used, and check gives them as its answer', async () => {
		const file = path.join(makeFolder(), 'broken.yaml');
		fs.writeFileSync(file, 'format: 1\nid: broken\ntitle: Broken\nstages: [\n');
		const program = new Program();
		const used = await program.run(`--roadmap ${file} next --json`);
		expect(used).toMatchObject({ code: 5 });
		expectOnlyOneSide(used);
		expectJsonError(used, 5);
		const checked = await program.run(`check ${file} --json`);
		expect(checked).toMatchObject({ code: 5, err: '' });
		expect(JSON.parse(checked.out).faults).not.toEqual([]);
	});

	test('help exit-codes lists them all', async () => {
		const { out } = await new Program().run('help exit-codes');
		for (const code of [0, 1, 2, 3, 4, 5, 70, 130]) expect(out).toMatch(new RegExp(`^ *${code}\\s+\\w`, 'm'));
	});

	/** A journal that is a folder. */
	function withUnreadableJournal(): Program {
		const program = new Program();
		fs.mkdirSync(program.home);
		fs.writeFileSync(path.join(program.home, 'progress'), 'not a folder');
		return program;
	}

	/** The program with a roadmap that lost its topics. */
	function brokenProgram(): Program {
		const folder = makeFolder();
		for (const part of ['bin', 'dist']) fs.cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
		const file = path.join(folder, 'dist', 'roadmaps', 'data-engineer', 'spine.jsonl');
		fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('"topics"', '"acts"'));
		return new Program({ bin: path.join(folder, 'bin', 'roadmap.js') });
	}
});

describe('who says what where', () => {
	test.each(READING)('roadmap %s: the answer on stdout, stderr empty', async (line) => {
		const { code, out, err } = await new Program().run(line);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toMatch(/\S.*\n$/s);
		expect(out).not.toContain(ESC);
	});

	test('a warning goes to stderr and leaves the JSON whole', async () => {
		const program = new Program();
		fs.mkdirSync(program.home);
		fs.writeFileSync(path.join(program.home, 'config.json'), '{"half');
		const { code, out, err } = await program.run('next --json');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ roadmap: 'data-engineer', level: 'recommended' });
		expect(err).toContain('config.json');
	});
});

describe('help', () => {
	test.each(commands.map(({ name }) => name))('%s: three spellings, whatever else is said', async (name) => {
		const program = new Program();
		const [named, ...others] = await Promise.all(
			[`help ${name}`, `${name} -h`, `${name} --help`, `${name} bad -h`, `${name} --nonsense --help`].map((line) =>
				program.run(line),
			),
		);
		expect(named).toMatchObject({ code: 0, err: '' });
		expect(named?.out).toContain(`roadmap ${name}`);
		expect(named?.out).toMatch(/^Examples$/m);
		expect(named?.out).toContain('--json');
		for (const other of others) expect(other).toEqual(named);
	});

	test('of the program: three spellings, every command in it', async () => {
		const program = new Program();
		const [named, ...others] = await Promise.all(['help', '-h', '--help', '--nonsense -h'].map((l) => program.run(l)));
		expect(named).toMatchObject({ code: 0, err: '' });
		for (const { name } of commands) expect(named?.out).toMatch(new RegExp(`^ +${name}\\b`, 'm'));
		for (const other of others) expect(other).toEqual(named);
	});

	test('of a command that is none: said wrongly', async () => {
		expect(await new Program().run('help nonsense')).toMatchObject({ code: 2, out: '' });
	});

	test('behind -- nothing is an option', async () => {
		expect(await new Program().run('topic -- --help')).toMatchObject({ code: 3, out: '' });
	});
});

test.each(['--version', '-V'])('%s says the version of the package', async (flag) => {
	const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	expect(await new Program().run(flag)).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('runs through a link, as npm installs it, and from any folder', async () => {
	const link = path.join(makeFolder(), 'roadmap');
	fs.symlinkSync(BIN, link);
	const program = new Program({ bin: link });
	expect(await program.shell('cd / && R next')).toMatchObject({ code: 0, err: '' });
	expect(fs.readFileSync(BIN, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test.each([
	['nxt', 'roadmap next'],
	['stgaes', 'roadmap stages'],
	['serach joins', 'roadmap search'],
	['next --jsn', '--json'],
	['next --numbr 3', '--number'],
	['stage 4 --cor', '--core'],
])('roadmap %s: did you mean %s?', async (line, meant) => {
	const { code, out, err } = await new Program().run(line);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toMatch(/did you mean/i);
	expect(err).toContain(meant);
});

describe('pipes', () => {
	/** 300 topics with long summaries: far more than the 64 KB that a pipe holds. */
	function bigRoadmap(): string {
		const file = path.join(makeFolder(), 'big.yaml');
		const summary = 'Much is to be said about this. '.repeat(20);
		const topics = Array.from(
			{ length: 300 },
			(_, i) => `      - {id: topic-${i}, title: Topic ${i}, tier: core, summary: ${summary}}`,
		);
		fs.writeFileSync(
			file,
			`format: 1
id: big
title: Big
goal: Read it all
phases: [Only]
levels:
  - {id: core, shows: [core], for: all}
paths:
  - {id: all, title: All, for: all, stages: [only]}
stages:
  - id: only
    title: Only
    phase: Only
    tagline: Only this one.
    topics:
${topics.join('\n')}
`,
		);
		return file;
	}

	test('a reader that has seen enough is no failure', async () => {
		const program = new Program();
		const twenty = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do';
		const { out, err } = await program.shell(`${twenty} { R stage 1 --all; echo $? >&3; } | head -1; done 3>&1`);
		expect(err).toBe('');
		const lines = out.trim().split('\n');
		expect(lines.filter((line) => line === '0')).toHaveLength(20);
		expect(lines).toHaveLength(40);
	});

	test('a reader that goes away in the middle, or was never there, is no failure', async () => {
		const program = new Program();
		const big = `--roadmap ${bigRoadmap()} stage 1 --json`;
		expect(await program.shell(`{ R ${big}; echo $? >&2; } | head -c 100 >/dev/null`)).toMatchObject({ err: '0\n' });
		expect(await program.shell('{ sleep 0.2; R stages; echo $? >&2; } | exec 0<&-')).toMatchObject({ err: '0\n' });
	});

	test('a slow reader gets all of it', async () => {
		const program = new Program();
		for (const [line, least] of [
			['stage 1 --all --json', 1_000],
			[`--roadmap ${bigRoadmap()} stage 1 --json`, 150_000],
		] as const) {
			const file = path.join(makeFolder(), 'answer.json');
			const { out, err } = await program.shell(`R ${line} > '${file}'; R ${line} | (sleep 0.3; wc -c)`);
			const { size } = fs.statSync(file);
			expect(err).toBe('');
			expect(size).toBeGreaterThan(least);
			JSON.parse(fs.readFileSync(file, 'utf8'));
			expect(Number(out)).toBe(size);
		}
	});

	test('a pipe that takes only what fits at once gets all of it', async () => {
		const program = new Program();
		const [node, bin] = program.begin('').argv;
		const script = path.join(makeFolder(), 'reader.py');
		const lines = [
			'import os, subprocess, sys, time',
			'read, write = os.pipe()',
			'os.set_blocking(write, False)',
			'child = subprocess.Popen(sys.argv[1:], stdout=write)',
			'os.close(write)',
			'time.sleep(0.5)',
			'text = open(read, "rb").read()',
			'print(len(text), child.wait())',
		];
		fs.writeFileSync(script, lines.join('\n'));
		const line = `--roadmap ${bigRoadmap()} stage 1 --json`;
		const whole = Buffer.byteLength((await program.shell(`R ${line}`)).out);
		expect(whole).toBeGreaterThan(150_000);
		const { out } = await program.shell(`python3 '${script}' '${node}' '${bin}' ${line}`);
		expect(out).toBe(`${whole} 0\n`);
	});

	test('nobody hears the errors: the exit code still says it', async () => {
		const program = new Program();
		expect(await program.shell('R nonsense 2>&-')).toEqual({ code: 2, out: '', err: '' });
		expect(await program.shell('R nonsense 2>/dev/full')).toEqual({ code: 2, out: '', err: '' });
		expect(await program.shell('R next --json 2>&-')).toMatchObject({ code: 0 });
		expect(await program.shell(`R done ${FIRST} >&-`)).toEqual({ code: 0, out: '', err: '' });
	});

	test('an answer that does not fit on the disk is told in a sentence', async () => {
		const { code, out, err } = await new Program().shell('R stages > /dev/full');
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toMatch(/space/);
		expect(err).not.toMatch(/\n {4}at |node:internal/);
		expect(err.trim().split('\n')).toHaveLength(1);
	});
});

describe('colour', () => {
	const matrix: [pipe: boolean, terminal: boolean, env: Env, flag: string][] = [
		[false, true, {}, ''],
		[false, true, { TERM: undefined }, ''],
		[false, false, { NO_COLOR: '1' }, ''],
		[false, false, { NO_COLOR: '0' }, ''],
		[false, true, { NO_COLOR: '' }, ''],
		[true, true, { FORCE_COLOR: '1' }, ''],
		[true, true, { FORCE_COLOR: '3' }, ''],
		[false, false, { FORCE_COLOR: '0' }, ''],
		[true, true, { CLICOLOR_FORCE: '1' }, ''],
		[false, true, { CLICOLOR_FORCE: '0' }, ''],
		[false, false, { CLICOLOR: '0' }, ''],
		[false, true, { CLICOLOR: '1' }, ''],
		[false, false, { TERM: 'dumb' }, ''],
		// Which of two counts.
		[false, false, { NO_COLOR: '1', FORCE_COLOR: '1' }, ''],
		[false, false, { NO_COLOR: '1', CLICOLOR_FORCE: '1' }, ''],
		[true, true, { FORCE_COLOR: '1', CLICOLOR: '0' }, ''],
		[true, true, { FORCE_COLOR: '1', TERM: 'dumb' }, ''],
		[true, true, { CLICOLOR_FORCE: '1', CLICOLOR: '0', TERM: 'dumb' }, ''],
		// What was said counts most.
		[true, true, {}, '--color always'],
		[true, true, { NO_COLOR: '1' }, '--color=always'],
		[true, true, { TERM: 'dumb', CLICOLOR: '0' }, '--color always'],
		[false, false, {}, '--color never'],
		[false, false, { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' }, '--color=never'],
		[false, true, {}, '--color auto'],
		[false, false, { NO_COLOR: '1' }, '--color=auto'],
	];

	test.each(matrix.map(([pipe, terminal, env, flag]) => ({ pipe, terminal, env, flag, said: JSON.stringify(env) })))(
		'$said $flag: pipe $pipe, terminal $terminal',
		async ({ pipe, terminal, env, flag }) => {
			const program = new Program();
			const [piped, seen] = await Promise.all([
				program.run(`next ${flag}`, env),
				program.onTerminal(`next ${flag}`, { env }),
			]);
			expect(piped).toMatchObject({ code: 0, err: '' });
			expect(seen).toMatchObject({ code: 0 });
			expect(seen.screen).toMatch(/\S/);
			expect({ pipe: piped.out.includes(ESC), terminal: seen.screen.includes(ESC) }).toEqual({ pipe, terminal });
		},
	);

	test('is decided for each stream', async () => {
		const program = new Program();
		const answer = await program.onTerminal('next', { pipes: ['stdout'] });
		expect(answer).toMatchObject({ code: 0, screen: '' });
		expect(answer.out).toMatch(/\S/);
		expect(answer.out).not.toContain(ESC);
		const error = await program.onTerminal('nonsense', { pipes: ['stdout'] });
		expect(error).toMatchObject({ code: 2, out: '' });
		expect(error.screen).toContain(ESC);
		const quiet = await program.onTerminal('nonsense', { pipes: ['stderr'] });
		expect(quiet).toMatchObject({ code: 2, screen: '' });
		expect(quiet.err).toContain('nonsense');
		expect(quiet.err).not.toContain(ESC);
	});

	test('a dumb terminal gets no escape', async () => {
		const program = new Program();
		for (const line of [
			'',
			'next',
			`topic ${FIRST}`,
			'stages',
			'stage 4',
			'path',
			'help',
			'nonsense',
			`done ${FIRST}`,
		]) {
			const { screen } = await program.onTerminal(line, { env: { TERM: 'dumb' } });
			expect(screen, line).toMatch(/\S/);
			expect(screen, line).not.toContain(ESC);
		}
	});
});

describe('width', () => {
	const LINES = ['next', 'stages', 'stage 4', `topic ${FIRST}`, 'help'];

	test.each(LINES)('%s: a terminal that says 0 columns is one of 80', async (line) => {
		const program = new Program();
		const [none, eighty] = await Promise.all([
			program.onTerminal(line, { columns: 0, env: { NO_COLOR: '1' } }),
			program.onTerminal(line, { columns: 80, env: { NO_COLOR: '1' } }),
		]);
		expect(none).toMatchObject({ code: 0 });
		expect(none.screen).toBe(eighty.screen);
		const widest = Math.max(...none.screen.split('\r\n').map((text) => [...text].length));
		expect(widest).toBeGreaterThan(40);
		expect(widest).toBeLessThanOrEqual(80);
	});

	test.each(LINES)('%s: 40 columns are enough, addresses and code excepted', async (line) => {
		const { code, screen } = await new Program().onTerminal(line, { columns: 40, env: { NO_COLOR: '1' } });
		expect(code).toBe(0);
		const wide = tooWide(screen.replaceAll('\r', ''), 40, await codeOf('relational-model'));
		expect(wide.filter((text) => !/https?:/.test(text))).toEqual([]);
	});
});

describe('without anybody to ask', () => {
	const VERBS = ['start', 'done', 'known', 'skip', 'later --until 2w', 'reset', 'topic --pick', 'open --pick'];

	test.each(VERBS)('%s without a topic: exit 2 at once, with a command that works', async (verb) => {
		const program = new Program();
		const began = performance.now();
		const { code, out, err } = await program.run(verb);
		expect(performance.now() - began).toBeLessThan(5_000);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		const line = new RegExp(`: roadmap (${verb.split(' ')[0]} [a-z0-9-]+.*)$`, 'm').exec(err)?.[1];
		expect(line).toBeDefined();
		expect(await program.run(verb.startsWith('open') ? `${line} --print` : `${line}`)).toMatchObject({
			code: 0,
			err: '',
		});
	});

	test('a pipe that stays open is not waited for', async () => {
		const program = new Program();
		// The code comes through while the pipe still stands: `sleep` would end after 30 s.
		const script = '{ sleep 30 & echo $! >&3; wait; } 3>pid | { R done; echo $?; kill $(cat pid); }';
		const folder = makeFolder();
		expect(await program.shell(`cd '${folder}'; ${script}`)).toMatchObject({ code: 0, out: '2\n' });
	});

	test.each([
		['done', ['stderr'] as const],
		['done --json', [] as const],
	])('%s on a terminal with %j piped does not ask', async (line, pipes) => {
		const seen = await new Program().onTerminal(line, { pipes });
		expect(seen.code).toBe(2);
		expect(`${seen.err}${seen.screen}`).not.toContain('?25l');
	});
});

describe('the question for a topic', () => {
	const ASKED = 'Which topic?';
	const [DOWN, ENTER, CTRL_C, CTRL_D] = [`${ESC}[B`, '\r', '\u0003', '\u0004'];
	/** The list is drawn, the first topic with it. */
	const LIST = '1.2';

	test.each([
		['Ctrl-C', CTRL_C],
		['Ctrl-D', CTRL_D],
	])('%s: 130, the terminal as it was, nothing said, nothing marked', async (_name, key) => {
		const program = new Program();
		const seen = await program.onTerminal('done', { pipes: ['stdout'], keys: [[LIST, key]] });
		expect(seen).toMatchObject({ code: 130, out: '', cooked: true });
		expect(seen.screen).toContain(ASKED);
		expect(seen.screen).not.toMatch(/Error|node:internal|\n\s+at /);
		expect(seen.screen.lastIndexOf(`${ESC}[?25h`)).toBeGreaterThan(seen.screen.lastIndexOf(`${ESC}[?25l`));
		expect(program.journals()).toEqual([]);
	});

	test.each([
		['done', 'SIGTERM', -15],
		['done', 'SIGHUP', -1],
		['done', 'SIGINT', -2],
		['done stage:1', 'SIGTERM', -15],
	])('%s asks and %s comes: it ends the program, and the terminal is as it was', async (line, signal, code) => {
		const program = new Program();
		const seen = await program.onTerminal(line, {
			pipes: ['stdout'],
			keys: [[line === 'done' ? LIST : 'Go on?', signal]],
		});
		expect(seen).toMatchObject({ code, out: '', cooked: true });
		expect(seen.screen).not.toMatch(/Error|node:internal|\n\s+at /);
		expect(seen.screen.lastIndexOf(`${ESC}[?25h`)).toBeGreaterThan(seen.screen.lastIndexOf(`${ESC}[?25l`));
		expect(program.journals()).toEqual([]);
	});

	test.each([
		['done', '\u0003', 130],
		['done', '\u0004', 130],
		['done', 'SIGTERM', -15],
		['done stage:1', '\u0003', 130],
		['done stage:1', '\u0004', 130],
	])('%s asks in lines; %j leaves nothing said and nothing marked', async (line, key, code) => {
		const program = new Program();
		const seen = await program.onTerminal(line, {
			pipes: ['stdout'],
			env: { ROADMAP_ACCESSIBLE: '1' },
			keys: [['> ', key]],
		});
		expect(seen).toMatchObject({ code, out: '', cooked: true });
		if (key !== 'SIGTERM') expect(seen.screen).toMatch(/> (?:\^C)?\r\n\r\n {2}Nothing was changed\.\r\n\r\n$/);
		expect(seen.screen).not.toContain(ESC);
		expect(program.journals()).toEqual([]);
	});

	test.each([
		['SIGTERM', -15],
		['SIGHUP', -1],
	])('%s ends a dialogue that reads keys, and the terminal is as it was', async (signal, code) => {
		const program = new Program();
		const seen = await program.onTerminal('placement', { pipes: ['stdout'], keys: [['q stops.', signal]] });
		expect(seen).toMatchObject({ code, out: '', cooked: true });
		expect(program.journals()).toEqual([]);
	});

	test.each([
		['SIGTERM', '143'],
		['SIGHUP', '129'],
		['SIGINT', '130'],
	])('%s in the middle of work ends it quietly, as a shell says: %s', async (signal, code) => {
		const folder = makeFolder();
		const script = `mkfifo '${folder}/pipe'; sleep 20 > '${folder}/pipe' & holder=$!
			"$0" "$1" check '${folder}/pipe' & program=$!
			sleep 0.5; kill -s ${signal.slice(3)} $program; wait $program; echo $?; kill $holder`;
		const { argv, env } = new Program().begin('');
		// A shell's background jobs ignore SIGINT; a group of their own does not.
		const ran = await finish(['bash', '-c', `set -m; ${script}`, ...argv], env);
		expect(ran.out.trim().split('\n').at(-1)).toBe(code);
		expect(ran.err).not.toMatch(/Error|node:internal|\n\s+at /);
	});

	test('arrow and enter pick a topic; the answer alone is on stdout', async () => {
		const program = new Program();
		const keys = [
			[LIST, DOWN],
			[SECOND_SHOWN, ENTER],
		] as const;
		const seen = await program.onTerminal('done', { pipes: ['stdout'], keys });
		expect(seen).toMatchObject({ code: 0, cooked: true });
		const { topic } = await program.json(`topic ${SECOND}`);
		expect(topic.status).toBe('done');
		expect(seen.out).toContain(topic.title);
		expect(fs.readFileSync(program.journal(), 'utf8')).not.toContain(FIRST);
		expect(seen.out).not.toContain(ASKED);
		expect(seen.out).not.toContain(ESC);
		expect(seen.screen).toContain(ASKED);
		expect(seen.screen.lastIndexOf(`${ESC}[?25h`)).toBeGreaterThan(seen.screen.lastIndexOf(`${ESC}[?25l`));
	});

	test('Ctrl-Z clears the list, and fg draws it again as it was', async () => {
		const program = new Program();
		const { id, title } = (await program.json(`topic ${SECOND}`)).topic;
		const { screen, code } = await program.onTerminal('done', {
			inShell: true,
			keys: [
				[LIST, id],
				[id, '\u001a'],
				['Stopped', 'fg\r'],
				[id, ENTER],
				['is done.', 'exit 7\r'],
			],
		});
		expect(code).toBe(7);
		expect(screen).toContain(title);
		// What stood there is erased before the shell says that it stopped.
		const stopped = screen.slice(0, screen.indexOf('Stopped'));
		expect(stopped.slice(stopped.lastIndexOf(ASKED))).toContain(`${ESC}[2K`);
		expect((await program.json(`topic ${id}`)).topic.status).toBe('done');
	});

	test('Ctrl-Z at a question of yes or no: fg asks it again', async () => {
		const program = new Program();
		const { screen } = await program.onTerminal('known stage:4', {
			inShell: true,
			keys: [
				['Go on?', '\u001a'],
				['Stopped', 'fg\r'],
				['Go on?', `y${ENTER}`],
				['are known.', 'exit\r'],
			],
		});
		expect(screen).toContain('are known.');
		expect(program.journals()).toHaveLength(1);
	});

	test('typing narrows the list', async () => {
		const program = new Program();
		const id = outline()[5]?.[0] ?? '';
		const keys = [
			[LIST, id],
			[id, ENTER],
		] as const;
		expect(await program.onTerminal('start', { keys })).toMatchObject({ code: 0, cooked: true });
		expect((await program.json(`topic ${id}`)).topic.status).toBe('started');
	});

	/** Something that is drawn again when the arrow has moved. */
	const SECOND_SHOWN = '1.2';
});

/** What is said is said on one of the two, never on both. */
function expectOnlyOneSide({ code, out, err }: Ran): void {
	if (code === 0) expect(err).toBe('');
	else expect({ out, err: err !== '' }).toEqual({ out: '', err: true });
}

function expectJsonError({ err }: Ran, code: number): void {
	const { error } = JSON.parse(err);
	expect(error).toMatchObject({ code, message: expect.stringMatching(/\S/) });
	expect(error).toHaveProperty('hint');
}
