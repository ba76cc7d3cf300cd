import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { LEAN, tooWide, unpainted, writeRoadmap } from './screen.ts';

const FAULTY = LEAN.replace('optional', 'must').replace('[first]', '[frist]');
const lineOf = (text: string) => FAULTY.slice(0, FAULTY.indexOf(text)).split('\n').length;
const columnOf = (text: string) => FAULTY.indexOf(text) - FAULTY.lastIndexOf('\n', FAULTY.indexOf(text));

test('is quiet in a pipe when all is well, and says so on a terminal', async () => {
	const file = writeRoadmap(LEAN);
	expect(await new Terminal().run(`check ${file}`)).toEqual({ code: 0, out: '', err: '' });
	const { out } = await new Terminal({ tty: true, columns: 120 }).run(`check ${file}`);
	expect(unpainted(out)).toBe(`\n  No faults in ${file}.\n\n`);
});

test('without a file it is about the roadmap in use, or the one that --roadmap names', async () => {
	const terminal = new Terminal();
	expect((await terminal.run('check')).code).toBe(2);
	const file = fs.realpathSync(writeRoadmap(LEAN));
	await terminal.run(`use ${file}`);
	expect(await terminal.json('check')).toMatchObject({ ok: true, file });
	fs.writeFileSync(file, FAULTY);
	expect((await terminal.run('check')).code).toBe(5);
	const other = writeRoadmap(LEAN);
	expect(await terminal.json(`check --roadmap ${other}`)).toMatchObject({ ok: true, file: other });
	await terminal.run('use data-engineer');
	expect(await terminal.run('check')).toMatchObject({
		code: 2,
		err: expect.stringContaining('roadmap check mine.yaml'),
	});
});

test('labs whose engine is not there are counted, and it is said how to get it', async () => {
	const lab = (engine: string, check: string) =>
		`{id: ${engine}, title: A, engine: ${engine}, task: Do it., solution: a, checks: [${check}]}`;
	const labs = [lab('duckdb', '{kind: result, expect: SELECT 1}'), lab('python', '{kind: stdout, expect: a}')];
	const file = writeRoadmap(LEAN.replace('title: First', `title: First, labs: [${labs.join(', ')}]`));
	const terminal = new Terminal({ env: { PATH: '/nowhere' } });
	const { code, out } = await terminal.run(`check ${file}`);
	expect({ code, lines: out.trim().split('\n') }).toEqual({
		code: 0,
		lines: [
			expect.stringMatching(/^1 lab not proved: DuckDB .* roadmap lab engine fetches it\.$/),
			expect.stringMatching(/^1 lab not proved: python3/),
		],
	});
	expect(await terminal.json(`check ${file}`)).toMatchObject({
		ok: true,
		labs: { proved: 0, notProved: { duckdb: 1, python: 1 } },
	});
});

test('every fault at once, with its place, its line and a caret: exit 5', async () => {
	const file = writeRoadmap(FAULTY);
	const { code, out, err } = await new Terminal({ tty: true }).run(`check ${file}`);
	const lines = unpainted(out).split('\n');
	expect({ code, err }).toEqual({ code: 5, err: '' });
	const tier = lines.findIndex((line) => line.includes('stages[0].topics[1].tier'));
	expect(lines[tier]).toContain(`${file}:${lineOf('must')}:${columnOf('must')}`);
	expect(lines[tier + 1]).toContain('tier: must');
	expect(lines[tier + 2]?.indexOf('^^^^')).toBe(lines[tier + 1]?.indexOf('must'));
	expect(unpainted(out)).toContain('"must" is not a tier');
	expect(unpainted(out)).toContain('Did you mean first?');
	expect(unpainted(out).replace(/\s+/g, ' ')).toContain(`2 faults in ${file}.`);
});

test('in a pipe one fault a line', async () => {
	const file = writeRoadmap(FAULTY);
	const { code, out } = await new Terminal().run(`check ${file}`);
	const lines = out.trimEnd().split('\n');
	expect(code).toBe(5);
	expect(lines).toHaveLength(2);
	expect(lines[0]).toMatch(new RegExp(`^${file}:${lineOf('must')}:${columnOf('must')} .*tier.*"must" is not a tier`));
	expect(lines[1]).toMatch(new RegExp(`^${file}:${lineOf('frist')}:${columnOf('frist')} .*first`));
});

test('the folder of a roadmap is checked whole', async () => {
	const folder = makeFolder();
	fs.writeFileSync(path.join(folder, 'roadmap.yaml'), LEAN);
	fs.mkdirSync(path.join(folder, 'topics'));
	fs.writeFileSync(path.join(folder, 'topics', 'first.yaml'), 'summary: [no text]\n');
	const { code, out } = await new Terminal().run(`check ${folder}`);
	expect(code).toBe(5);
	expect(out).toContain(`${path.join(folder, 'topics', 'first.yaml')}:1:10`);
});

test('a file that is not there: exit 3 and what to give', async () => {
	const { code, out, err } = await new Terminal().run('check /nonexistent/mine.yaml');
	expect({ code, out }).toEqual({ code: 3, out: '' });
	expect(err).toBe(
		'There is no file /nonexistent/mine.yaml.\nGive the path of a roadmap.yaml, or of the folder that holds it.\n',
	);
});

test('without a file: exit 2 and an example', async () => {
	expect(await new Terminal({}).run('check')).toEqual({
		code: 2,
		out: '',
		err: 'roadmap check needs a file.\nFor example: roadmap check mine.yaml\n',
	});
});

test('it changes and keeps nothing', async () => {
	const terminal = new Terminal();
	await terminal.run(`check ${writeRoadmap(LEAN)}`);
	expect(fs.readdirSync(terminal.home)).toEqual([]);
});

test('any other command on a faulty roadmap: exit 5, the first fault and how to see all', async () => {
	const file = writeRoadmap(FAULTY);
	const { code, out, err } = await new Terminal().run(`next --roadmap ${file}`);
	expect({ code, out }).toEqual({ code: 5, out: '' });
	expect(err).toContain(`${file}:${lineOf('must')}:${columnOf('must')}`);
	expect(err).toContain(`roadmap check ${file} shows all 2 faults in place.`);
});

describe('--watch', () => {
	const ROUND = /^\d\d:\d\d:\d\d {2}/;

	test('says that all is well, where silence would look like waiting, and ends with Ctrl-C: exit 130', async () => {
		const file = writeRoadmap(LEAN);
		const { code, out, err } = await new Terminal({ now: '2026-11-22T10:04:05.000Z' }).run(`check ${file} --watch`);
		expect({ code, out, err }).toEqual({ code: 130, out: `10:04:05  No faults in ${file}.\n`, err: '' });
	});

	test('shows every fault in its place, and says how it ends', async () => {
		const file = writeRoadmap(FAULTY);
		const { code, out } = await new Terminal({ tty: true }).run(`check ${file} --watch`);
		const once = unpainted((await new Terminal({ tty: true }).run(`check ${file}`)).out);
		const [rule = '', ...rest] = unpainted(out).trim().split('\n');
		expect(code).toBe(130);
		expect(rule).toMatch(/^10:00:00 {2}─+$/);
		expect(rest.join('\n').trim()).toBe(`${once.trim()}\n  Watching for changes. Ctrl-C stops.`);
	});

	test.each([40, 80, 200])('stays inside %i columns', async (columns) => {
		const { out } = await new Terminal({ tty: true, columns }).run(`check ${writeRoadmap(LEAN)} --watch`);
		expect(tooWide(out, columns)).toEqual([]);
	});

	test('in ASCII and for a screen reader without a line of its own marks', async () => {
		const file = writeRoadmap(LEAN);
		const ascii = await new Terminal({ tty: true, env: { LC_ALL: 'C' } }).run(`check ${file} --watch`);
		expect(unpainted(ascii.out).trim()).toMatch(/^10:00:00 {2}-+\n/);
		const read = await new Terminal({ tty: true, env: { ROADMAP_ACCESSIBLE: '1' } }).run(`check ${file} --watch`);
		expect(unpainted(read.out).trim()).toMatch(/^At 10:00:00:\n/);
	});

	test('in a pipe each round begins with its time', async () => {
		const { out } = await new Terminal().run(`check ${writeRoadmap(FAULTY)} --watch`);
		expect(out.split('\n').filter((line) => ROUND.test(line))).toHaveLength(1);
		expect(out).toMatch(/^10:00:00 {2}2 faults in .*\.\n.*"must"/);
	});
});
