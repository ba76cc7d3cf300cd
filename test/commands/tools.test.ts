/** What has to be installed: looked for on PATH, never run. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { unpainted, writeRoadmap } from './screen.ts';

const TOOLS = `
format: 1
id: tea
title: Tea
levels:
  - {id: core, shows: [core], for: the spine}
  - {id: everything, shows: [core, optional], for: all}
tools:
  - {id: kettle, title: A kettle, for: boiling, finds: kettle, get: {macos: brew install kettle, any: buy one}}
  - {id: pot, title: A pot, for: steeping, finds: teapot, get: {macos: brew install teapot}}
  - {id: sieve, title: A sieve, for: leaves, finds: sieve, get: {any: find one}}
stages:
  - id: s
    title: S
    topics:
      - {id: water, title: Water, tools: [kettle]}
      - {id: steep, title: Steeping, tools: [kettle, pot]}
      - {id: leaves, title: Leaves, tier: optional, tools: [sieve]}
`;

/** A folder for PATH with a kettle that tells when it is run. */
function kitchen(): { folder: string; wasRun: () => boolean } {
	const folder = makeFolder();
	const witness = path.join(folder, 'ran');
	fs.writeFileSync(path.join(folder, 'kettle'), `#!/bin/sh\ntouch '${witness}'\n`, { mode: 0o755 });
	return { folder, wasRun: () => fs.existsSync(witness) };
}

test('says what is here, what is missing, how to get it and for what; nothing is run', async () => {
	const { folder, wasRun } = kitchen();
	const terminal = new Terminal({ tty: true, env: { PATH: folder } });
	const { tools } = await terminal.json(`tools --roadmap ${writeRoadmap(TOOLS)}`);
	expect(tools).toMatchObject([
		{ id: 'kettle', here: true, get: 'buy one', topics: [{ id: 'water', number: '1.1' }, { id: 'steep' }] },
		{ id: 'pot', here: false, get: null, topics: [{ id: 'steep' }] },
	]);
	const { out, code } = await terminal.run(`tools --roadmap ${writeRoadmap(TOOLS)}`);
	expect(code).toBe(0);
	expect(unpainted(out)).toContain('1 of 2 missing');
	expect(unpainted(out)).toContain('A kettle  here\n     boiling; for 1.1 Water and 1 more topic');
	expect(wasRun()).toBe(false);
});

test.each([
	['a folder of that name', (file: string) => fs.mkdirSync(file)],
	['a file that cannot be run', (file: string) => fs.writeFileSync(file, '', { mode: 0o644 })],
	['a link that leads nowhere', (file: string) => fs.symlinkSync('/nowhere/at/all', file)],
])('%s is no program', async (_, make) => {
	const folder = makeFolder();
	make(path.join(folder, 'kettle'));
	const { tools } = await new Terminal({ env: { PATH: folder } }).json(`tools --roadmap ${writeRoadmap(TOOLS)}`);
	expect(tools[0]).toMatchObject({ id: 'kettle', here: false });
});

test('a PATH with relative folders, or none, finds nothing in the folder one stands in', async () => {
	for (const PATH of ['.', '', 'bin']) {
		const { tools } = await new Terminal({ env: { PATH } }).json(`tools --roadmap ${writeRoadmap(TOOLS)}`);
		expect(tools.map(({ here }: { here: boolean }) => here)).toEqual([false, false]);
	}
});

test('only what is in view counts, and a roadmap without tools says so', async () => {
	const terminal = new Terminal({ tty: true });
	const file = writeRoadmap(TOOLS);
	await terminal.run(`level everything --roadmap ${file}`);
	const { tools } = await terminal.json(`tools --roadmap ${file}`);
	expect(tools.map(({ id }: { id: string }) => id)).toEqual(['kettle', 'pot', 'sieve']);
	const { out } = await terminal.run(`tools --roadmap ${writeRoadmap()}`);
	expect(unpainted(out)).toContain('name no programs');
});

test('in a pipe: one record a line', async () => {
	const { out } = await new Terminal({ env: { PATH: kitchen().folder } }).run(`tools --roadmap ${writeRoadmap(TOOLS)}`);
	expect(out).toBe('kettle\there\tA kettle\tbuy one\npot\tmissing\tA pot\t\n');
});
