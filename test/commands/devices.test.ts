/** One home on one machine is one device, and has one journal, whatever becomes of the settings. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

/** A learner who never set ROADMAP_HOME. */
function atHome(env: Readonly<Record<string, string>> = {}) {
	const home = makeFolder();
	const terminal = new Terminal({ home: '', env: { HOME: home, ...env } });
	const data = path.join(home, '.local', 'share', 'roadmap');
	return { terminal, data, config: path.join(home, '.config', 'roadmap') };
}

function journals(folder: string): string[] {
	return fs.readdirSync(path.join(folder, 'progress'));
}

test('a folder for settings that cannot be made stops no mark', async () => {
	const file = path.join(makeFolder(), 'a file');
	fs.writeFileSync(file, '');
	const { terminal, data } = atHome({ XDG_CONFIG_HOME: file });
	for (const line of ['done 1.1', 'done 1.2', 'undo']) expect((await terminal.run(line)).code, line).toBe(0);
	expect(journals(data)).toHaveLength(1);
	expect((await terminal.run('level core')).code).toBe(0);
	expect((await terminal.json('level')).chosen).toBe('core');
	const roadmap = path.join(makeFolder(), 'r.yaml');
	fs.writeFileSync(roadmap, 'format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n');
	// Nor does it stop a mark on a roadmap whose file the settings cannot note.
	expect((await terminal.run(['done', 't', '--roadmap', roadmap])).code).toBe(0);
	const { code, err } = await terminal.run(['use', roadmap]);
	expect(code).toBe(1);
	expect(err).toContain(file);
});

test.each([
	['the folder', (home: string) => home],
	['a folder above it', path.dirname],
])('by whichever name of %s it is reached, it is the same device', async (_what, linked) => {
	const home = path.join(fs.realpathSync(makeFolder()), 'above', 'home');
	const target = linked(home);
	fs.mkdirSync(path.dirname(target), { recursive: true });
	const link = path.join(makeFolder(), 'link');
	fs.symlinkSync(target, link);
	if (target === home) fs.mkdirSync(home);
	else fs.mkdirSync(target);
	const other = path.join(link, path.relative(target, home));
	for (const reached of [other, home, other]) {
		const [line, undone] = reached === home ? ['done 1.1', 'mark'] : ['level core', 'level'];
		const terminal = new Terminal({ home: reached });
		await terminal.run(line ?? '');
		expect(await terminal.json('undo')).toMatchObject({ undone: { kind: undone } });
	}
	expect(journals(home)).toHaveLength(1);
});
