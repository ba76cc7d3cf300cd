import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

test('the first time it says what this is, what is promised and how to begin', async () => {
	const { code, out, err } = await new Terminal({ tty: true }).run('');
	const text = unpainted(out);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(text).toContain('  Become a data engineer. 14 stages, 70 topics.\n');
	expect(text).toContain('  Nothing leaves this machine, and nothing you mark is ever lost.\n');
	expect(text).toMatch(/^ {2}Begin with {2}The relational model +core · 1\.1/m);
	expect(offered(out)).toEqual(['roadmap next', 'roadmap stages', 'roadmap known 1.1', 'roadmap help']);
});

test('the first screen, whole', async () => {
	const { out } = await new Terminal({ tty: true }).run(`--roadmap ${writeRoadmap()}`);
	expect(unpainted(out)).toBe(
		screen(
			'Make good tea. 2 stages, 5 topics.',
			'Nothing leaves this machine, and nothing you mark is ever lost.',
			'',
			'For people with a kettle.',
			'',
			spread('Begin with  Water', 'core · 1.1 · 2 h'),
			'            Tea is nearly all water, so it tastes of the water.',
			'',
			'roadmap next        what to learn now, and why',
			'roadmap stages      the whole way',
			'roadmap known 1.1   what you know already (a whole stage: stage:1)',
			'roadmap help        everything else',
		),
	);
});

test('afterwards it says where you are and what is next', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	const { out } = await terminal.run('');
	const text = unpainted(out);
	expect(text).toMatch(/^ {2}Become a data engineer +1 of 58 · 1 %$/m);
	expect(text).toMatch(/^ {2}path all · level recommended$/m);
	expect(text).toMatch(/^ {2}Next {2}Joins & aggregation +core · 1\.2/m);
	expect(offered(out)).toEqual(['roadmap next', 'roadmap done 1.2', 'roadmap stages']);
});

test('what was begun is gone on with', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('start kafka-log');
	expect(unpainted((await terminal.run('')).out)).toMatch(/^ {2}Go on with {2}Kafka: the durable log +core · 6\.1/m);
});

test('in a pipe the same facts come plain', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	const { code, out } = await terminal.run('');
	const lines = out.split('\n');
	expect(code).toBe(0);
	expect(lines.slice(0, 4)).toEqual([
		'Become a data engineer',
		'1 of 58 · 1 %',
		'path all · level recommended',
		'Next: Joins & aggregation',
	]);
	expect(lines).toContain('roadmap done 1.2  when you can do it');
});

test('when everything is finished it says so, and where more is', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`known stage:1 stage:2 --yes ${mine}`);
	const { code, out } = await terminal.run(mine);
	expect(code).toBe(0);
	expect(unpainted(out)).toBe(
		screen(
			spread('Make good tea', '4 of 4 · 100 %'),
			'path all · level recommended',
			'',
			'Everything in view is finished.',
			'',
			'roadmap level   see more of each stage',
			'roadmap path    choose another way',
		),
	);
});

test('when what is left is put off it says until when', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done 1.1 1.2 2.1 ${mine}`);
	await terminal.run(`later 2.2 --until 2027-01-15 ${mine}`);
	const { out } = await terminal.run(mine);
	expect(unpainted(out)).toContain('  What is left is put off, the first of it until 15 January 2027.\n');
	expect(offered(out)).toEqual(['roadmap stages', 'roadmap start']);
});

test('a home that nothing was marked in is not written to', async () => {
	const terminal = new Terminal();
	await terminal.run('');
	expect(terminal.journal()).toEqual([]);
	expect((await terminal.json('')).first).toBe(true);
});

test.each([
	['done 1.2', 'you finished Joins & aggregation'],
	['start 1.2', 'you began Joins & aggregation'],
	['known 1.2', 'you marked Joins & aggregation as known'],
	['skip 1.2', 'you were here last'],
])('two weeks after `%s` it says where you were', async (line, words) => {
	const terminal = new Terminal();
	await terminal.run(line);
	terminal.now = new Date('2026-12-05T23:00:00.000Z');
	expect((await terminal.json('')).away).toBeNull();
	terminal.now = new Date('2026-12-06T01:00:00.000Z');
	const { out } = await terminal.run('');
	expect(out).toContain(`\nWelcome back. On 22 November ${words}; everything is as you left it.\n`);
	expect((await terminal.json('')).away).toMatchObject({ days: 14, since: '2026-11-22T10:00:00.000Z' });
});

test('in a pause it says so, and how to go on', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	await terminal.run('pace pause');
	terminal.now = new Date('2027-03-01T10:00:00.000Z');
	const { out } = await terminal.run('');
	expect(unpainted(out)).toContain(
		'\n\n  You have been on a pause since 22 November 2026. Everything is as you left it.\n\n',
	);
	expect(offered(out)[0]).toBe('roadmap pace resume');
	expect(await terminal.json('')).toMatchObject({ away: null, pausedAt: expect.stringMatching(/^2026-11-22/) });
	// Who goes on was here just now.
	await terminal.run('pace resume');
	expect(await terminal.json('')).toMatchObject({ away: null, pausedAt: null });
});
