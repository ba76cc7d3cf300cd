/** What `roadmap lab` says of engines that are missing, half installed or removed; nothing is fetched here. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Terminal, type TerminalOptions } from '../terminal.ts';
import { LABS } from './labs.ts';
import { unpainted, writeRoadmap } from './screen.ts';

/** A terminal on a machine without any program, at which a lab in SQL and one in Python were begun. */
async function withoutEngines(options: TerminalOptions = {}) {
	const terminal = new Terminal({ ...options, env: { PATH: '' } });
	await terminal.run(['use', writeRoadmap(LABS)]);
	for (const lab of ['1.2', '1.1']) await terminal.run(['lab', lab, '--in', makeFolder()]);
	const folder = path.join(terminal.home, 'engines', 'duckdb');
	const steps = () => terminal.journal().filter(({ kind }) => kind === 'lab');
	const breakEngine = () => {
		fs.mkdirSync(folder, { recursive: true });
		fs.writeFileSync(path.join(folder, 'installed.json'), '{');
	};
	return { terminal, folder, steps, breakEngine };
}

test('without DuckDB nothing is checked, and the way to it is said', async () => {
	const { terminal, folder, steps } = await withoutEngines();
	expect(await terminal.run('lab check 1.1/cups-without-tea')).toEqual({
		code: 2,
		out: '',
		err: 'This lab needs DuckDB, which is not on this machine.\nroadmap lab engine --yes fetches it, once.\n',
	});
	const { engines } = await terminal.json('lab engine');
	expect(engines).toMatchObject([
		{ engine: 'duckdb', state: 'missing', place: folder },
		{ engine: 'python', state: 'missing' },
	]);
	expect(steps()).toEqual([]);
	expect(fs.existsSync(folder)).toBe(false);
});

test('at a terminal it is asked for, with its size and its place, and Enter is no', async () => {
	const { terminal, folder, steps } = await withoutEngines({ tty: true, columns: 200 });
	const { code, err } = await terminal.run('lab check cups-without-tea', ['\r']);
	expect(code).toBe(1);
	expect(unpainted(err)).toMatch(
		/DuckDB \d+\.\d+\.\d+, 24 MB, from your npm registry, into\s+\S*duckdb\. Fetch\? \(y\/N\)/,
	);
	expect(err).toContain(folder);
	expect(steps()).toEqual([]);
	expect(fs.existsSync(folder)).toBe(false);
});

test('without npm it cannot be fetched, and nothing is left of the try', async () => {
	const { terminal, folder } = await withoutEngines();
	const { code, err } = await terminal.run('lab engine --yes');
	expect(code).toBe(1);
	expect(err).toContain('npm is not on PATH');
	expect(fs.existsSync(folder)).toBe(false);
	expect((await terminal.json('doctor')).ok).toBe(true);
});

test('half of it is told by check, engine and doctor, and can be removed', async () => {
	const { terminal, folder, breakEngine } = await withoutEngines();
	breakEngine();
	expect((await terminal.run('lab check cups-without-tea')).err).toContain(
		'DuckDB, which is only half on this machine',
	);
	expect((await terminal.json('lab engine')).engines[0].state).toBe('half');
	const { code, out } = await terminal.run('doctor');
	expect(code).toBe(1);
	expect(out).toContain('DuckDB, which checks labs, is installed incompletely.');
	expect(out).toContain(folder);
	expect(out).toContain('roadmap lab engine --yes fetches it again');
	expect((await terminal.json('lab engine --remove')).done).toBe('removed');
	expect(fs.existsSync(folder)).toBe(false);
	expect((await terminal.json('lab engine --remove')).done).toBe('nothing');
	expect((await terminal.run('doctor')).code).toBe(0);
});

test('Python is the learner’s own to install', async () => {
	const { terminal, steps } = await withoutEngines({ tty: true });
	const { code, err } = await terminal.run('lab check 1.2');
	expect(code).toBe(1);
	expect(unpainted(err)).toContain('This lab needs Python 3.9 or newer, which is not on this machine.');
	expect(steps()).toEqual([]);
});

test('a lab that begins says what it lacks', async () => {
	const { terminal } = await withoutEngines({ tty: true });
	const shown = async (lab: string) => unpainted((await terminal.run(['lab', lab, '--in', makeFolder()])).out);
	expect(await shown('1.2')).toContain('Missing   Python 3.9 or newer, which you install yourself');
	expect(await shown('cups-without-tea')).toContain('Missing   DuckDB, which the first check fetches when you say yes');
});
