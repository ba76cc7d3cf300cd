/** `roadmap lab` in each of its forms that needs no engine: naming, the folder, hints, the solution, and where labs are told. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal, type TerminalOptions } from '../terminal.ts';
import { LABS, withLabs } from './labs.ts';
import { screen, spread, tooWide, unpainted, writeRoadmap } from './screen.ts';

/** A terminal at which the roadmap with labs is in use; labs are made in a folder of its own. */
async function atLabs(options: TerminalOptions = {}, yaml = LABS) {
	const terminal = new Terminal(options);
	await terminal.run(['use', writeRoadmap(yaml)]);
	const folder = makeFolder();
	return {
		terminal,
		folder,
		run: (line: string, keys?: readonly string[]) => terminal.run(line, keys),
		seen: async (line: string) => unpainted((await terminal.run(line)).out),
		begin: (lab: string) => terminal.run(['lab', lab, '--in', folder]),
		at: (...names: string[]) => path.join(folder, ...names),
		steps: () =>
			terminal
				.journal()
				.flatMap(({ kind, topic, lab, to, hint }) => (kind === 'lab' ? [{ topic, lab, to, hint }] : [])),
	};
}

describe('the list', () => {
	test('has every lab with its state, those of the topic in hand first', async () => {
		const { run, seen } = await atLabs({ tty: true });
		await run('lab hint cups-without-tea');
		expect(await seen('lab')).toBe(
			screen(
				'Labs',
				spread('1.1  ○  Cups that nobody filled', '1 hint · 15 min'),
				spread('1.1  ○  Counting cups', 'Python'),
				spread('1.2  ○  The latest tea of each cup', 'Python · 20 min'),
				'',
				'0 of 3 labs passed.',
				'',
				'roadmap lab 1.1/cups-without-tea   begin it',
			),
		);
		await run('start windows');
		expect(await seen('lab')).toContain('  In hand\n  1.2  ○  The latest tea of each cup');
		expect((await seen('lab')).trimEnd()).toMatch(/roadmap lab 1\.2 {3}begin it$/);
	});

	test('is a record a line in a pipe, and of a stage only its labs', async () => {
		const { terminal, begin, at, run } = await atLabs();
		await begin('1.2');
		const folder = at('windows', 'latest-tea');
		expect((await run('lab')).out).toBe(
			'1.1/cups-without-tea\ttodo\tduckdb\t15\tCups that nobody filled\t\n' +
				'1.1/count-cups\ttodo\tpython\t\tCounting cups\t\n' +
				`1.2\ttodo\tpython\t20\tThe latest tea of each cup\t${folder}\n`,
		);
		expect((await terminal.json('lab 1')).labs).toHaveLength(3);
		expect((await terminal.json('lab stage:cups')).labs).toHaveLength(3);
	});

	test('of a roadmap without labs says so', async () => {
		const { code, out } = await new Terminal({ tty: true }).run([
			'lab',
			'--roadmap',
			writeRoadmap(LABS.replaceAll(/^ {8}labs:\n(?: {10}.*\n)+/gm, '')),
		]);
		expect({ code, out: unpainted(out) }).toEqual({
			code: 0,
			out: screen('There are no labs here.', '', 'roadmap next   what to learn now'),
		});
	});
});

describe('a lab is named', () => {
	test.each([
		['1.1', 'cups-without-tea'],
		['joins', 'cups-without-tea'],
		['merging', 'cups-without-tea'],
		['jo', 'cups-without-tea'],
		['count-cups', 'count-cups'],
		['COUNT-CUPS', 'count-cups'],
		['count', 'count-cups'],
		['joins/count-cups', 'count-cups'],
		['1.1/count-cups', 'count-cups'],
		['1.1/co', 'count-cups'],
		['1.2', 'latest-tea'],
		['latest', 'latest-tea'],
	])('by %s', async (word, lab) => {
		const { terminal, folder } = await atLabs();
		expect((await terminal.json(`lab ${word} --in ${folder}`)).lab.id).toBe(lab);
	});

	test.each([
		['leaves', 3, 'Leaves has no lab.'],
		['cups-without-te', 0, ''],
		['c', 3, '"c" may be several labs.\nChoose one: joins/cups-without-tea, joins/count-cups.'],
		['lattest-tea', 3, 'Did you mean latest-tea?'],
		['joins/latest-tea', 3, 'There is no lab called "joins/latest-tea".'],
		['nothing-like-it', 3, 'There is no lab called "nothing-like-it".\nroadmap lab lists'],
		['', 3, 'There is no lab called "".'],
		['../..', 3, 'There is no lab called "../..".'],
	])('and not by "%s"', async (word, code, words) => {
		const { terminal, folder } = await atLabs();
		const ran = await terminal.run(['lab', word, '--in', folder]);
		expect(ran.code).toBe(code);
		expect(ran.err).toContain(words);
	});

	test('and not into a folder without a name', async () => {
		const { terminal } = await atLabs();
		const { code, err } = await terminal.run(['lab', 'merging', '--in', '']);
		expect({ code, err: err.includes('The name of the folder is empty.') }).toEqual({ code: 2, err: true });
	});

	test('by the next one of its topic, once the first passed', async () => {
		const { terminal, folder } = await atLabs();
		const backup = path.join(makeFolder(), 'backup.json');
		const head = { v: 1, id: '01KAPD0000000000000000TEST', at: '2026-11-20T10:00:00.000Z', roadmap: 'tea-data' };
		const event = { ...head, kind: 'lab', topic: 'merging', lab: 'cups-without-tea', to: 'passed' };
		fs.writeFileSync(
			backup,
			JSON.stringify({
				program: 'roadmap',
				format: 1,
				at: '',
				roadmap: 'tea-data',
				choices: {},
				events: [event],
				notes: [],
			}),
		);
		await terminal.run(['import', backup]);
		expect((await terminal.json(`lab 1.1 --in ${folder}`)).lab.id).toBe('count-cups');
		expect((await terminal.json('lab')).labs[0]).toMatchObject({
			state: 'passed',
			passedAt: '2026-11-20T10:00:00.000Z',
		});
	});
});

describe('a lab begins', () => {
	test('in a folder with the task, the answer’s file and the data', async () => {
		const { begin, at, terminal } = await atLabs({ tty: true });
		const { code, out } = await begin('1.1');
		expect(code).toBe(0);
		const answer = at('joins', 'cups-without-tea', 'answer.sql');
		expect(unpainted(out).replaceAll(/\n {12}/g, '')).toContain(`Edit      ${answer}`);
		expect(fs.readFileSync(answer, 'utf8')).toBe('SELECT cup FROM cups;\n');
		expect(fs.readFileSync(at('joins', 'cups-without-tea', 'make.sql'), 'utf8')).toContain('CREATE TABLE fillings');
		const readme = fs.readFileSync(at('joins', 'cups-without-tea', 'README.md'), 'utf8');
		for (const part of [
			'# Cups that nobody filled',
			'Which cups were never filled?',
			'## What counts as right',
			'`make.sql`',
		])
			expect(readme).toContain(part);
		expect(readme).not.toMatch(/EXCEPT|NOT EXISTS|NOT IN/);
		// Only what is checked or looked at is kept.
		expect(terminal.journal().filter(({ kind }) => kind === 'lab')).toEqual([]);
	});

	test('in Python with the input of each check that is shown, and how to try it', async () => {
		const shown = '- {kind: stdout, args: [two words, \'7\'], stdin: "c\\n", expect: c}';
		const hidden = '- {kind: stdout, stdin: "d", hidden: true, expect: d}';
		const last = 'expect: "b\\n"}';
		const yaml = LABS.replace(last, [last, hidden, shown].join(`\n${' '.repeat(14)}`));
		const { begin, at } = await atLabs({}, yaml);
		await begin('1.2');
		const read = (name: string) => fs.readFileSync(at('windows', 'latest-tea', name), 'utf8');
		expect(fs.readdirSync(at('windows', 'latest-tea')).filter((name) => name.endsWith('.txt'))).toEqual([
			'input-1.txt',
			'input-3.txt',
		]);
		expect(read('input-1.txt')).toBe('a\nb\n');
		expect(read('README.md')).toContain('`python3 answer.py < input-1.txt`');
		expect(read('README.md')).toContain("`python3 answer.py 'two words' 7 < input-3.txt`");
	});

	test('with a program of its author, which is not run until the learner has changed it', async () => {
		const trace = path.join(makeFolder(), 'trace');
		const starter = `open(${JSON.stringify(trace)}, 'w')`;
		const { run, seen, begin, at } = await atLabs(
			{ env: { PATH: process.env.PATH ?? '' } },
			LABS.replace('print(0)', starter),
		);
		await begin('count-cups');
		expect(await seen('lab check count-cups')).toContain("is still the author's beginning, which is not run.");
		expect(fs.existsSync(trace)).toBe(false);
		fs.appendFileSync(at('joins', 'count-cups', 'answer.py'), 'print(2)\n');
		expect((await run('lab check count-cups')).out).toContain('Counting cups is right.');
		expect(fs.existsSync(trace)).toBe(true);
	});

	test('again, and what was written is there', async () => {
		const { begin, at, terminal, folder } = await atLabs();
		await begin('1.2');
		fs.writeFileSync(at('windows', 'latest-tea', 'answer.py'), 'mine\n');
		const { made, beside, lab } = await terminal.json(`lab 1.2 --in ${folder}`);
		expect({ made, beside, id: lab.id }).toEqual({ made: [], beside: [], id: 'latest-tea' });
		expect(fs.readFileSync(at('windows', 'latest-tea', 'answer.py'), 'utf8')).toBe('mine\n');
	});

	test('and what its author changed since stands beside what was written', async () => {
		const { begin, at, terminal, folder } = await atLabs();
		await begin('1.2');
		fs.writeFileSync(at('windows', 'latest-tea', 'answer.py'), 'mine\n');
		const [roadmap] = withLabs(LABS.replace('print("?")', 'print("!")')).slice(1);
		const line = ['lab', '1.2', '--in', folder, '--roadmap', String(roadmap), '--json'];
		await terminal.run(['use', String(roadmap), '--moved']);
		const { beside } = JSON.parse((await terminal.run(line)).out);
		expect(beside).toEqual([{ name: 'answer.py', file: at('windows', 'latest-tea', 'answer.new.py') }]);
	});
});

describe('hints', () => {
	test('come one by one, and the last one again', async () => {
		const { run, terminal, steps } = await atLabs();
		const hints = async () => (await terminal.json('lab hint 1.1')).hints.length;
		expect([await hints(), await hints(), await hints()]).toEqual([1, 2, 2]);
		expect(steps().map(({ to, hint }) => [to, hint])).toEqual([
			['hinted', 1],
			['hinted', 2],
		]);
		const { out } = await run('lab hint 1.1');
		expect(out).toContain('roadmap lab solution 1.1/cups-without-tea');
		await run('undo');
		expect((await terminal.json('lab')).labs[0].hints).toBe(1);
	});

	test('of a lab that has none are told of', async () => {
		const { code, err } = await (await atLabs()).run('lab hint count-cups');
		expect({ code, err }).toEqual({
			code: 1,
			err: 'The lab Counting cups has no hints.\nroadmap lab solution 1.1/count-cups shows how the author does it.\n',
		});
	});
});

describe('the solution', () => {
	test('is shown before a pass only to who says so', async () => {
		const { run, steps, seen } = await atLabs();
		const { code, out, err } = await run('lab solution 1.2');
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain('roadmap lab solution 1.2 --yes');
		expect(steps()).toEqual([]);
		expect(await seen('lab solution 1.2 --yes')).toBe('import sys\nprint(sys.stdin.read().split()[-1])\n');
		expect(steps()).toEqual([{ topic: 'windows', lab: 'latest-tea', to: 'shown' }]);
		// Seen once, it is no secret any more.
		expect((await run('lab solution 1.2')).code).toBe(0);
		expect(steps()).toHaveLength(1);
	});

	test.each([
		['y', 0],
		['n', 1],
		['\u0003', 130],
	])('is asked about at a terminal: %j', async (key, code) => {
		const { run, steps } = await atLabs({ tty: true });
		expect((await run('lab solution 1.2', key === '\u0003' ? [key] : [key, '\r'])).code).toBe(code);
		expect(steps()).toHaveLength(code === 0 ? 1 : 0);
	});
});

test('at 40 columns every form fits', async () => {
	const columns = 40;
	const { run, begin } = await atLabs({ tty: true, columns, env: { PATH: process.env.PATH ?? '' } });
	const begun = (await begin('1.2')).out;
	// A path may be longer than any terminal is wide.
	expect(tooWide(begun.replace(/Edit[\s\S]*?\n\n/, ''), columns)).toEqual([]);
	for (const line of ['lab', 'lab check', 'lab hint', 'lab solution --yes', 'lab reset', 'lab engine', 'undo'])
		expect({ line, wide: tooWide((await run(line, line === 'lab engine' ? ['\r'] : [])).out, columns) }).toEqual({
			line,
			wide: [],
		});
});

test('reset puts the answer away', async () => {
	const { begin, run, at, terminal } = await atLabs();
	await begin('1.2');
	fs.writeFileSync(at('windows', 'latest-tea', 'answer.py'), 'mine\n');
	const { away, file } = await terminal.json('lab reset');
	expect([file, away].map((name) => fs.readFileSync(name, 'utf8'))).toEqual(['print("?")\n', 'mine\n']);
	expect((await terminal.json('lab reset')).away).toBeNull();
	expect((await run('lab reset 1.1')).code).toBe(3);
});

describe('without a name', () => {
	test('it is the lab that was begun last and has not passed', async () => {
		const { begin, terminal } = await atLabs();
		await begin('1.1');
		terminal.now = new Date('2026-11-22T11:00:00.000Z');
		await begin('1.2');
		expect((await terminal.json('lab hint')).lab.id).toBe('latest-tea');
		terminal.now = new Date('2026-11-22T12:00:00.000Z');
		await begin('1.1');
		expect((await terminal.json('lab hint')).lab.id).toBe('cups-without-tea');
	});

	test.each(['check', 'hint', 'solution', 'reset', 'check --watch'])(
		'lab %s says where none was begun',
		async (form) => {
			const { code, err } = await (await atLabs()).run(`lab ${form}`);
			expect({ code, err }).toEqual({
				code: 2,
				err: 'No lab has been begun on this machine.\nroadmap lab 1.1/cups-without-tea begins one; roadmap lab lists them all.\n',
			});
		},
	);

	test('a folder that is gone is begun no more', async () => {
		const { begin, run, at } = await atLabs();
		await begin('1.1');
		fs.rmSync(at('joins'), { recursive: true });
		expect((await run('lab hint')).code).toBe(2);
		expect((await run('lab check 1.1')).code).toBe(3);
	});
});

test.each([
	['lab 1.1 1.2', 'Unexpected argument "1.2".'],
	['lab hint 1.1 1.2', 'Unexpected argument "1.2".'],
	['lab engine duckdb', 'Unexpected argument "duckdb".'],
	['lab --watch', '--watch does not belong to roadmap lab.'],
	['lab 1.1 --watch', '--watch does not belong to roadmap lab 1.1.'],
	['lab hint --remove', '--remove does not belong to roadmap lab hint.'],
	['lab check --in x', '--in does not belong to roadmap lab check.'],
	['lab --yes', '--yes does not belong to roadmap lab.'],
])('%s is said wrongly', async (line, words) => {
	const { run, steps } = await atLabs();
	const { code, err } = await run(line);
	expect({ code, first: err.split('\n')[0] }).toEqual({ code: 2, first: words });
	expect(steps()).toEqual([]);
});

describe('elsewhere', () => {
	test('next offers the lab as the practice, topic and stage name it, stats counts it', async () => {
		const { seen } = await atLabs({ tty: true });
		const next = await seen('next');
		expect(next).toContain('Practice  Lab: Cups that nobody filled · 15 min');
		expect(next).toContain('roadmap lab 1.1/cups-without-tea   the practice, checked on your machine');
		const topic = await seen('topic 1.1');
		expect(topic).toContain('Labs      Cups that nobody filled · 15 min\n            Counting cups\n');
		expect(await seen('topic 1.2')).toContain('Lab       The latest tea of each cup · 20 min\n');
		expect(await seen('topic 1.3')).not.toMatch(/lab/i);
		expect(await seen('stage 1')).toContain(spread('▸ 1.1  ○  Joins', 'lab'));
		expect(await seen('stats')).toContain('0 of 3 labs passed');
	});

	test('the checklist shows them, and brings back no pass by a tick', async () => {
		const { terminal, run } = await atLabs();
		const { out } = await run('export --format markdown');
		expect(out).toContain('- [ ] 1.1 Joins `joins`\n  - [ ] Lab: Cups that nobody filled\n');
		const file = path.join(makeFolder(), 'list.md');
		fs.writeFileSync(file, out.replaceAll('[ ] Lab', '[x] Lab'));
		await run(`import ${file}`);
		expect((await terminal.json('lab')).labs.map(({ state }: { state: string }) => state)).toEqual([
			'todo',
			'todo',
			'todo',
		]);
		expect((await terminal.json('stages')).progress.done).toBe(0);
	});

	test('what nobody should see before is in no answer', async () => {
		const { run } = await atLabs();
		for (const line of ['next --json', 'topic 1.1 --json', 'stage 1 --json', 'lab --json', 'export --json']) {
			const { out } = await run(line);
			expect(out).not.toMatch(/EXCEPT|NOT EXISTS|What does NOT IN say/);
		}
	});

	test.each([
		[
			'lab hint 1.1',
			'the last hint of the lab Cups that nobody filled counts as not seen (it was looked at a moment ago)',
		],
		[
			'lab solution 1.2 --yes',
			'the solution of the lab The latest tea of each cup counts as not seen (it was looked at a moment ago)',
		],
	])('undo after %s says what it was, and redo brings it back', async (line, words) => {
		const { run } = await atLabs();
		await run(line);
		expect((await run('undo')).out).toContain(`Taken back: ${words}.`);
		expect((await run('redo')).out).toMatch(/Brought back: the lab [\w ]+, looked at\./);
	});

	test('TAB knows the forms and the labs', async () => {
		const { terminal } = await atLabs();
		const words = async (...said: string[]) => {
			const { out } = await terminal.run(['complete', '--', 'lab', ...said]);
			return out.split('\n').flatMap((line) => line.split('\t')[0] || []);
		};
		const labs = ['joins/cups-without-tea', 'joins/count-cups', 'windows/latest-tea'];
		expect(await words('')).toEqual(['check', 'hint', 'solution', 'reset', 'engine', ...labs]);
		expect(await words('check', '')).toEqual(labs);
		expect(await words('hint', 'joins/c')).toEqual(['joins/cups-without-tea', 'joins/count-cups']);
		expect(await words('1.1/co')).toEqual(['1.1/count-cups']);
		expect(await words('lat')).toEqual(['latest-tea']);
		expect(await words('engine', '')).toEqual([]);
	});
});
