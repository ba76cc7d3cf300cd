import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { LEAN, offered, unpainted, writeRoadmap } from './screen.ts';

function place(name: string, yaml: string): string {
	const file = path.join(fs.realpathSync(makeFolder()), name);
	fs.writeFileSync(file, yaml);
	return file;
}

test('a roadmap of your own is used from its file on, with a progress of its own', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done relational-model');
	const file = writeRoadmap();
	const { code, out, err } = await terminal.run(`use ${file}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toContain('You are on Tea now.');
	expect(offered(out)).toEqual(['roadmap next', 'roadmap use data-engineer']);
	await terminal.run('done water');
	expect((await terminal.json('next')).roadmap).toBe('tea');
	expect((await terminal.json('stages')).progress.done).toBe(1);
	await terminal.run('use data-engineer');
	expect(await terminal.json('stages')).toMatchObject({ roadmap: 'data-engineer', progress: { done: 1 } });
	await terminal.run('use tea');
	expect(await terminal.json('topic water')).toMatchObject({ topic: { status: 'done' } });
});

test('without a name it lists what there is, with progress', async () => {
	const terminal = new Terminal();
	const file = place('mine.yaml', LEAN);
	await terminal.run(`use ${file}`);
	await terminal.run('done first');
	const { out } = await terminal.run('use');
	expect(out).toBe(`data-engineer\t\tData engineer\t0\t58\t\t\nlean\tin use\tLean\t1\t2\t${file}\t\n`);
	const { roadmap, from, roadmaps } = await terminal.json('use');
	expect({ roadmap, from }).toEqual({ roadmap: 'lean', from: null });
	expect(roadmaps).toMatchObject([
		{ id: 'data-engineer', file: null, inUse: false, progress: { done: 0 } },
		{ id: 'lean', file, inUse: true, progress: { done: 1, percent: 50 } },
	]);
});

test('the same again is no failure and no second change', async () => {
	const terminal = new Terminal();
	const file = place('mine.yaml', LEAN);
	await terminal.run(`use ${file}`);
	const { code, out } = await terminal.run(`use ${file}`);
	expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^You are on Lean already\.\n/) });
	expect(terminal.journal()).toHaveLength(1);
});

test('undo goes back to the roadmap before', async () => {
	const terminal = new Terminal();
	await terminal.run(`use ${place('mine.yaml', LEAN)}`);
	const { out } = await terminal.run('undo');
	expect(out).toMatch(/^Taken back: your roadmap is data-engineer again/);
	expect((await terminal.json('next')).roadmap).toBe('data-engineer');
});

test('a folder and the roadmap.yaml in it are one', async () => {
	const terminal = new Terminal();
	const file = place('roadmap.yaml', LEAN);
	await terminal.run(`use ${file}`);
	await terminal.run('done first');
	expect(await terminal.json(`use ${path.dirname(file)}`)).toMatchObject({ unchanged: true, clash: null });
});

test.each(['', ' --json'])('a roadmap that is not there is told with what is known%s', async (json) => {
	const terminal = new Terminal();
	await terminal.run(`use ${place('mine.yaml', LEAN)}`);
	const { code, out, err } = await terminal.run(`use leen${json}`);
	expect({ code, out }).toEqual({ code: 3, out: '' });
	expect(err).toContain('Did you mean lean?');
	expect((await terminal.run('use /nowhere/tea.yaml')).code).toBe(3);
	expect((await terminal.json('next')).roadmap).toBe('lean');
});

test('a file with faults is not taken into use', async () => {
	const terminal = new Terminal();
	const { code, err } = await terminal.run(`use ${place('mine.yaml', 'format: 1\nid: tea\n')}`);
	expect(code).toBe(5);
	expect(err).toContain('roadmap check');
	expect((await terminal.json('next')).roadmap).toBe('data-engineer');
});

test('a file that is gone says how to go on, and the list still stands', async () => {
	const terminal = new Terminal();
	const file = place('mine.yaml', LEAN);
	await terminal.run(`use ${file}`);
	fs.rmSync(file);
	expect(await terminal.run('next')).toMatchObject({ code: 3, err: expect.stringContaining(file) });
	const { roadmaps } = await terminal.json('use');
	expect(roadmaps[1]).toMatchObject({ id: 'lean', progress: null, fault: expect.stringContaining(file) });
	expect((await terminal.run('use data-engineer')).code).toBe(0);
});

test('lost settings lose no progress: the file is used again', async () => {
	const terminal = new Terminal();
	const file = place('mine.yaml', LEAN);
	await terminal.run(`use ${file}`);
	await terminal.run('done first');
	fs.rmSync(path.join(terminal.home, 'config.json'));
	expect((await terminal.json('next')).roadmap).toBe('data-engineer');
	await terminal.run(`use ${file}`);
	expect((await terminal.json('stages')).progress.done).toBe(1);
});

test('settings that name a roadmap nobody knows say how to go on', async () => {
	const terminal = new Terminal();
	fs.writeFileSync(path.join(terminal.home, 'config.json'), '{"roadmap":"lean"}');
	const { code, err } = await terminal.run('next');
	expect(code).toBe(3);
	expect(err).toContain('roadmap use data-engineer');
});

test('two files with one id are told and never mixed', async () => {
	const terminal = new Terminal();
	const [first, second] = [place('a.yaml', LEAN), place('b.yaml', LEAN)];
	expect(await terminal.run(`done first --roadmap ${first}`)).toMatchObject({ code: 0, err: '' });
	const read = await terminal.run(`stages --json --roadmap ${second}`);
	expect(read.err).toContain(`The id lean is taken by ${first}`);
	expect(JSON.parse(read.out)).toMatchObject({
		roadmap: expect.stringMatching(/^lean-[0-9a-f]{6}$/),
		progress: { done: 0 },
	});
	await terminal.run(`known third --roadmap ${second}`);
	expect(await terminal.json(`stages --roadmap ${first}`)).toMatchObject({
		roadmap: 'lean',
		progress: { done: 1, known: 0 },
	});
	expect(await terminal.json(`stages --roadmap ${second}`)).toMatchObject({ progress: { done: 0, known: 1 } });
	// Told, and since a mark was made here, known.
	expect((await terminal.run(`next --roadmap ${second}`)).err).toBe('');
});

test('a file that was moved goes on with its progress', async () => {
	const terminal = new Terminal();
	const file = place('a.yaml', LEAN);
	await terminal.run(`done first --roadmap ${file}`);
	const moved = path.join(fs.realpathSync(makeFolder()), 'b.yaml');
	fs.renameSync(file, moved);
	expect(await terminal.run(`stages --json --roadmap ${moved}`)).toMatchObject({
		err: '',
		out: expect.stringContaining('"done": 1'),
	});
	expect((await terminal.run(`use ${moved}`)).out).toContain('You are on Lean now, with its file in a new place.\n');
	expect((await terminal.run(`use ${moved}`)).out).toContain('You are on Lean already.\n');
});

test('a copy goes on with the progress where that was said', async () => {
	const terminal = new Terminal();
	const [first, second] = [place('a.yaml', LEAN), place('b.yaml', LEAN)];
	await terminal.run(`done first --roadmap ${first}`);
	expect(await terminal.json(`use ${second} --moved`)).toMatchObject({ roadmap: 'lean', clash: null });
	expect((await terminal.json('stages')).progress.done).toBe(1);
});

test('the id of the roadmap that comes with the program belongs to it', async () => {
	const terminal = new Terminal();
	const file = place('mine.yaml', LEAN.replace('id: lean', 'id: data-engineer'));
	await terminal.run('done relational-model');
	const { out, err } = await terminal.run(`stages --json --roadmap ${file}`);
	expect(JSON.parse(out)).toMatchObject({ roadmap: expect.stringMatching(/^data-engineer-/), progress: { done: 0 } });
	expect(err).toContain('comes with the program');
	expect((await terminal.run(`use ${file} --moved`)).code).toBe(1);
});

test('a known roadmap is said by its id with every command', async () => {
	const terminal = new Terminal();
	await terminal.run(`done first --roadmap ${place('a.yaml', LEAN)}`);
	expect((await terminal.json('stages --roadmap lean')).progress.done).toBe(1);
	expect((await terminal.json('stages')).roadmap).toBe('data-engineer');
});

test('path and level are kept apart too', async () => {
	const terminal = new Terminal();
	const [first, second] = [place('a.yaml', LEAN), place('b.yaml', LEAN)];
	await terminal.run(`level everything --roadmap ${first}`);
	expect((await terminal.json(`stages --roadmap ${first}`)).level).toBe('everything');
	expect((await terminal.json(`stages --roadmap ${second}`)).level).toBe('recommended');
});

test('TAB offers what is known', async () => {
	const terminal = new Terminal();
	await terminal.run(`use ${place('a.yaml', LEAN)}`);
	expect((await terminal.run(['complete', '--', 'use', ''])).out).toBe(
		'data-engineer\tData engineer\nlean\tLean\n:files\n',
	);
	expect((await terminal.run(['complete', '--', 'use', './'])).out).toBe(':files\n');
});

test('the file of the roadmap in use is away: what every command says names it, and how to go on', async () => {
	const terminal = new Terminal();
	const file = place('a.yaml', LEAN);
	await terminal.run(`use ${file}`);
	fs.rmSync(file);
	for (const line of ['', 'next', 'stats', 'check']) {
		const { code, err } = await terminal.run(line);
		expect(code).toBe(3);
		expect(err.replace(/\s+/g, ' ')).toContain('is not there');
		expect(err).toContain('roadmap use data-engineer');
	}
});

test('where the file is away, the notes are still shown, by the ids of their topics', async () => {
	const terminal = new Terminal();
	const file = place('a.yaml', LEAN);
	await terminal.run(`use ${file}`);
	await terminal.run('note third warm milk');
	await terminal.run('note first cold milk');
	fs.rmSync(file);
	const row = (id: string) => ({ topic: { id, number: null, title: id }, text: expect.stringContaining('milk') });
	expect(await terminal.json('notes')).toMatchObject({ roadmap: 'lean', notes: [row('first'), row('third')] });
	expect((await terminal.json('notes --search warm')).notes).toMatchObject([row('third')]);
	expect((await terminal.run('notes first')).code).toBe(3);
});

test('a home that begins with ~ is in the home folder, not in a folder of that name', async () => {
	const home = path.dirname(place('a.yaml', LEAN));
	const terminal = new Terminal({ env: { ROADMAP_HOME: '~/progress of mine', HOME: home } });
	expect((await terminal.run('done 1.1')).code).toBe(0);
	expect(fs.existsSync(path.join(home, 'progress of mine', 'progress'))).toBe(true);
});

describe('a file whose id changed', () => {
	test('goes on with its progress under the id that it had; it is said once, and doctor says it', async () => {
		const terminal = new Terminal();
		const file = place('a.yaml', LEAN);
		await terminal.run(`use ${file}`);
		await terminal.run('done first');
		fs.writeFileSync(file, LEAN.replace('id: lean', 'id: thin'));
		const { code, err } = await terminal.run('stages');
		expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`${file} has another id now, thin.`) });
		expect(await terminal.run('next')).toMatchObject({ code: 0, err: '' });
		expect(await terminal.json('stages')).toMatchObject({ roadmap: 'lean', progress: { done: 1 } });
		expect((await terminal.json('doctor')).findings).toMatchObject([{ kind: 'roadmap-new-id', about: 'thin', file }]);
		await terminal.run('done third');
		await terminal.run('use data-engineer');
		expect(await terminal.json(`use ${file}`)).toMatchObject({ roadmap: 'lean', clash: null });
		expect(await terminal.json('stages')).toMatchObject({ roadmap: 'lean', progress: { done: 2 } });
	});

	test('and whose progress came from another machine: the command that joins them is named, and works', async () => {
		const terminal = new Terminal();
		await terminal.run(`use ${place('a.yaml', LEAN)}`);
		await terminal.run('done first');
		await terminal.run('note first hello');
		// As sync leaves it: the progress is here, and nobody said which file is the roadmap.
		fs.rmSync(path.join(terminal.home, 'config.json'));
		expect((await terminal.json('')).others).toEqual(['lean']);
		expect((await terminal.json('use')).roadmaps).toMatchObject([{ id: 'data-engineer' }, { id: 'lean', file: null }]);
		expect((await terminal.json('doctor')).findings).toMatchObject([{ kind: 'progress-homeless', about: 'lean' }]);
		const file = place('b.yaml', LEAN.replace('id: lean', 'id: thin'));
		await terminal.run(`use ${file}`);
		const { err } = await terminal.run('stages');
		expect(err).toContain(`roadmap use ${file} --was lean\n`);
		expect((await terminal.run(`use ${file} --was lean`)).code).toBe(0);
		const { out, err: told } = await terminal.run('stages --json');
		expect(JSON.parse(out)).toMatchObject({ roadmap: 'lean', progress: { done: 1 } });
		expect(told).toContain('has another id now, thin.');
		expect((await terminal.run('notes')).out).toContain('hello');
		expect((await terminal.json('use')).roadmaps).toMatchObject([{ id: 'data-engineer' }, { id: 'lean', file }]);
	});

	test('--was needs an id that there is progress under', async () => {
		const terminal = new Terminal();
		const file = place('a.yaml', LEAN);
		await terminal.run(`use ${file}`);
		const before = terminal.journal();
		for (const id of ['nobody', 'data-engineer', 'Not An Id'])
			expect((await terminal.run(['use', file, '--was', id])).code).toBe(3);
		expect(terminal.journal()).toEqual(before);
		expect(await terminal.json('stages')).toMatchObject({ roadmap: 'lean' });
	});
});

test('a roadmap that shares no topic with progress of an unknown one is not taken for it', async () => {
	const terminal = new Terminal();
	await terminal.run(`use ${place('a.yaml', LEAN)}`);
	await terminal.run('done first');
	fs.rmSync(path.join(terminal.home, 'config.json'));
	const other = place('b.yaml', LEAN.replace('id: lean', 'id: thin').replaceAll('first', 'fourth'));
	await terminal.run(`use ${other}`);
	expect(await terminal.run('stages')).toMatchObject({ code: 0, err: '' });
});
