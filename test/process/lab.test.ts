/** A lab that is watched by the real program: keys at a real terminal, and saves while it goes on. Python checks it. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../src/store/processes.ts';
import { LABS } from '../commands/labs.ts';
import { writeRoadmap } from '../commands/screen.ts';
import { until } from '../support.ts';
import { makeFolder, Program, type TerminalOptions } from './binary.ts';
import { listenTo, save } from './watching.ts';

const RIGHT = 'import sys\nprint(sys.stdin.read().split()[-1])\n';

/** A home in which a lab of the roadmap was begun, and the file of its answer. */
async function begun(): Promise<{ program: Program; answer: string; steps: () => unknown[] }> {
	const program = new Program();
	await program.run(['use', writeRoadmap(LABS)]);
	const { file } = await program.json(['lab', '1.2', '--in', makeFolder()]);
	const steps = () => {
		const journals = path.join(program.home, 'progress');
		const names = fs.existsSync(journals) ? fs.readdirSync(journals) : [];
		const lines = names.flatMap((name) => fs.readFileSync(path.join(journals, name), 'utf8').trim().split('\n'));
		return lines.map((line) => JSON.parse(line)).flatMap(({ kind, to }) => (kind === 'lab' ? [to] : []));
	};
	return { program, answer: file, steps };
}

/** Starts `lab check --watch` in a pipe and reads what it says as it comes. */
function watch(program: Program, ...more: string[]) {
	return listenTo(program, ['lab', 'check', '--watch', ...more]);
}

test('every key does what the screen says, and Ctrl-C leaves the terminal as it was', { timeout: 40_000 }, async () => {
	const { program, steps } = await begun();
	const keys = [
		['h hint', 'h'],
		['Which line is the last?', 's'],
		['y/N', 'n'],
		['was not shown', 'r'],
		['q quit', 'x'],
		['Keys:', 's'],
		['y/N', 'y'],
		["the author's solution", '\u0003'],
	] as const;
	const { code, screen, cooked } = await program.onTerminal('lab check --watch', { keys });
	expect({ code, cooked }).toEqual({ code: 130, cooked: true });
	expect(screen.match(/is not right yet/g)).toHaveLength(2);
	expect(steps()).toEqual(['tried', 'hinted', 'shown']);
});

test.each<[string, TerminalOptions['env']]>([
	['a terminal', {}],
	['one without a cursor, where a key is a line', { TERM: 'dumb' }],
])('at %s a pass offers the next lab, n begins it, and q ends it', { timeout: 40_000 }, async (_, env = {}) => {
	const { program, answer, steps } = await begun();
	save(answer, RIGHT);
	const enter = env.TERM === 'dumb' ? '\r' : '';
	const keys = [
		['n next lab', `n${enter}`],
		['Edit', `q${enter}`],
	] as const;
	const { code, screen, cooked } = await program.onTerminal('lab check --watch', { keys, env });
	expect({ code, cooked }).toEqual({ code: 0, cooked: true });
	expect(screen).toContain('If you can explain it: roadmap done 1.2');
	expect(screen).toContain('Cups that nobody filled');
	expect(fs.existsSync(path.join(answer, '..', '..', '..', 'joins', 'cups-without-tea', 'answer.sql'))).toBe(true);
	expect(steps()).toEqual(['passed']);
});

test('in a pipe it is checked at once and whenever it is saved, until Ctrl-C', { timeout: 40_000 }, async () => {
	const { program, answer, steps } = await begun();
	const { child, heard, ended, hear } = watch(program);
	await hear(/is not right yet\.\n/);
	save(answer, RIGHT);
	await hear(/is right\.\n/);
	save(answer, 'print(');
	await hear(/is right\.\n[\s\S]*is not right yet\.\n/);
	fs.rmSync(answer);
	await hear(/There is no file .*answer\.py\.\n/);
	save(answer, RIGHT);
	await hear(/no file[\s\S]*is right\. It passed before/);
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(heard.err).toBe('');
	expect(steps()).toEqual(['tried', 'passed']);
});

test('a folder that is taken away meanwhile is told, and watching goes on', { timeout: 40_000 }, async () => {
	const { program, answer, steps } = await begun();
	const running = program.onTerminal('lab check --watch', { keys: [['has not been begun', 'q']] });
	await until(() => steps().length > 0);
	fs.rmSync(path.dirname(answer), { recursive: true });
	expect(await running).toMatchObject({ code: 0, cooked: true });
});

test('one check ends before the next begins, and the last save is checked', { timeout: 40_000 }, async () => {
	const { program, answer } = await begun();
	const log = path.join(makeFolder(), 'log');
	const slow = (name: string) =>
		`import time\nlog = open(${JSON.stringify(log)}, "a", buffering=1)\nlog.write("+${name} ")\ntime.sleep(0.6)\nlog.write("-${name} ")\n`;
	save(answer, slow('a'));
	const { child, ended } = watch(program, '--json');
	const written = () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '');
	await until(() => written().includes('+a'));
	for (const name of ['b', 'c', 'd']) save(answer, slow(name));
	await until(() => written().includes('-d'));
	child.kill('SIGINT');
	await ended;
	expect(written()).toMatch(/^(?:\+(\w) -\1 )+$/);
});

test('Ctrl-C stops a check that would not end, and nothing of it is kept', { timeout: 40_000 }, async () => {
	const { program, answer, steps } = await begun();
	const mark = path.join(makeFolder(), 'pid');
	save(answer, `import os\nopen(${JSON.stringify(mark)}, "w").write(str(os.getpid()))\nwhile True: pass\n`);
	const { child, heard, ended } = watch(program);
	await until(() => fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') !== '');
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(heard).toEqual({ out: '', err: '' });
	expect(steps()).toEqual([]);
	expect(() => process.kill(Number(fs.readFileSync(mark, 'utf8')), 0)).toThrow('ESRCH');
});

test('an editor that saves several times in a moment has the last of it checked, once', {
	timeout: 40_000,
}, async () => {
	const { program, answer } = await begun();
	const { child, heard, ended, hear } = watch(program, '--json');
	await hear(/"round":1/);
	for (let n = 0; n < 5; n++) {
		save(answer, `print("save ${n}")\n`);
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	await hear(/"round":2/);
	// A check too many would begin at once.
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	child.kill('SIGINT');
	await ended;
	const rounds = heard.out
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line));
	// The starter is not run.
	expect(rounds.map(({ failures: [{ kind, extra }] }) => [kind, extra])).toEqual([
		['error', undefined],
		['stdout', [['save 4']]],
	]);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
	'%s during a check leaves nothing behind, and says nothing',
	{ timeout: 40_000 },
	async (signal) => {
		const { program, answer, steps } = await begun();
		const [folder, log] = [makeFolder(), path.join(makeFolder(), 'log')];
		save(answer, `import os, time\nopen(${JSON.stringify(log)}, "w").write(f"{os.getpid()} ")\ntime.sleep(60)\n`);
		const { argv, env } = program.begin(['lab', 'check']);
		const child = spawn(argv[0], argv.slice(1), { env: { ...env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
		onTestFinished(() => void child.kill('SIGKILL'));
		const said: string[] = [];
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(String(part)));
		const ended = new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
		const written = () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '');
		await until(() => written().endsWith(' '));
		expect(fs.readdirSync(folder)).toHaveLength(1);
		child.kill(signal);
		expect(await ended).toBe(signal);
		expect(said.join('')).toBe('');
		expect(steps()).toEqual([]);
		expect(fs.readdirSync(folder)).toEqual([]);
		await until(() => !isAlive(Number(written())));
	},
);

test('what a program has started ends with it', { timeout: 40_000 }, async () => {
	const { program, answer } = await begun();
	const log = path.join(makeFolder(), 'log');
	const sleeper = `subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])`;
	save(answer, `import subprocess, sys\nopen(${JSON.stringify(log)}, "w").write(str(${sleeper}.pid))\n${RIGHT}`);
	const { passed } = await program.json(['lab', 'check']);
	expect(passed).toBe(true);
	await until(() => !isAlive(Number(fs.readFileSync(log, 'utf8'))));
});
