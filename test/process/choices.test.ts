/** Choices that two processes make at the same time both count; those that older versions kept still do. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Program } from './binary.ts';

const ROUNDS = process.env.FAULTS === 'long' ? 100 : 10;

function roadmap(id: string): string {
	const file = path.join(makeFolder(), `${id}.yaml`);
	fs.writeFileSync(
		file,
		`format: 1\nid: ${id}\ntitle: ${id}\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n`,
	);
	return file;
}

function settingsOf({ home }: Program) {
	return JSON.parse(fs.readFileSync(path.join(home, 'config.json'), 'utf8'));
}

test(`path and level, chosen at once, both count: ${ROUNDS} rounds`, async () => {
	for (let round = 0; round < ROUNDS; round++) {
		const program = new Program();
		const codes = await Promise.all([program.run('path analytics'), program.run('level core')]);
		expect(codes.map(({ code }) => code)).toEqual([0, 0]);
		expect(await program.json('stages')).toMatchObject({ path: 'analytics', level: 'core' });
	}
});

test(`two roadmaps, used at once, are both known: ${ROUNDS} rounds`, async () => {
	const [a, b] = [roadmap('bread'), roadmap('tea')];
	for (let round = 0; round < ROUNDS; round++) {
		const program = new Program();
		const codes = await Promise.all([program.run(['use', a]), program.run(['use', b])]);
		expect(codes.map(({ code }) => code)).toEqual([0, 0]);
		expect(Object.keys(settingsOf(program).roadmaps).sort()).toEqual(['bread', 'tea']);
		expect(fs.existsSync(path.join(program.home, 'config.json.lock'))).toBe(false);
	}
});

test('a lock that a killed process left holds nobody up', async () => {
	const program = new Program();
	await program.run('done 1.1');
	fs.writeFileSync(path.join(program.home, 'config.json.lock'), '4194301');
	expect((await program.run(['use', roadmap('bread')])).code).toBe(0);
	expect(settingsOf(program).roadmap).toBe('bread');
});

test('what the settings hold besides stays as it is, also inside', async () => {
	const program = new Program();
	await program.run('done 1.1');
	const choices = { 'data-engineer': { path: 'analytics', new: 1 }, Foo_Bar: { level: 'x' } };
	const roadmaps = { Other_One: { file: '/nowhere' } };
	fs.writeFileSync(
		path.join(program.home, 'config.json'),
		JSON.stringify({ choices, roadmaps, theme: { dark: true } }),
	);
	await program.run('level core');
	await program.run(['use', roadmap('bread')]);
	const now = settingsOf(program);
	expect(now).toMatchObject({ choices, roadmaps, theme: { dark: true }, roadmap: 'bread' });
	expect(now.choices).toEqual(choices);
});

test('a choice in the settings of an older version counts until a newer one, and again when that is undone', async () => {
	const program = new Program();
	await program.run('done 1.1');
	const [journal = ''] = program.journals();
	const device = path.basename(journal, '.jsonl');
	// As the version before wrote it: the settings have the value, the journal the change.
	const old = { v: 1, id: 'old', at: '2026-01-01T00:00:00.000Z', roadmap: 'data-engineer', kind: 'choice' };
	fs.appendFileSync(journal, `${JSON.stringify({ ...old, what: 'path', from: 'all', to: 'analytics', device })}\n`);
	fs.writeFileSync(path.join(program.home, 'config.json'), '{"choices":{"data-engineer":{"path":"analytics"}}}');
	expect((await program.json('path')).chosen).toBe('analytics');
	expect(await program.json('path all')).toMatchObject({ chosen: 'all', from: 'analytics' });
	expect((await program.json('path')).chosen).toBe('all');
	expect(await program.json('undo')).toMatchObject({ undone: { kind: 'path', to: 'all', from: 'analytics' } });
	expect((await program.json('path')).chosen).toBe('analytics');
});

test('a choice that an import of an older version brought counts beneath all others', async () => {
	const program = new Program();
	await program.run('done 1.1');
	const [journal = ''] = program.journals();
	const old = { v: 1, id: 'old', at: '2026-01-01T00:00:00.000Z', roadmap: 'data-engineer', kind: 'import', events: [] };
	fs.appendFileSync(journal, `${JSON.stringify({ ...old, choices: { 'data-engineer': { level: 'core' } } })}\n`);
	expect((await program.json('level')).chosen).toBe('core');
	await program.run('level everything');
	expect((await program.json('level')).chosen).toBe('everything');
});

test('a path travels with its journal to another home', async () => {
	const [here, there] = [new Program(), new Program()];
	await there.run('done 1.1');
	await here.run('path analytics');
	const [journal = ''] = here.journals();
	fs.copyFileSync(journal, path.join(there.home, 'progress', path.basename(journal)));
	expect((await there.json('path')).chosen).toBe('analytics');
	expect(await there.json('undo')).toMatchObject({ undone: { kind: 'path', to: 'analytics' } });
});

test('a path that is gone is told once by a command that also changes something', async () => {
	const program = new Program();
	await program.run('done 1.1');
	fs.writeFileSync(path.join(program.home, 'config.json'), '{"choices":{"data-engineer":{"path":"gone"}}}');
	const { err } = await program.run('done 1.2');
	expect(err.match(/has no path "gone"/g)).toHaveLength(1);
});
