import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { LEAN, unpainted, writeRoadmap } from './screen.ts';

const FAULTY = LEAN.replace('optional', 'must').replace('[first]', '[frist]');
const lineOf = (text: string) => FAULTY.slice(0, FAULTY.indexOf(text)).split('\n').length;
const columnOf = (text: string) => FAULTY.indexOf(text) - FAULTY.lastIndexOf('\n', FAULTY.indexOf(text));

test.each([{ tty: true }, { tty: false }])('is quiet when all is well: %j', async (options) => {
	expect(await new Terminal(options).run(`check ${writeRoadmap(LEAN)}`)).toEqual({ code: 0, out: '', err: '' });
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
