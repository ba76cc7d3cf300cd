/** Two machines and the days on which something is in the way. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { conflictedNotes } from '../../src/store/notes.ts';
import { notPushed } from '../../src/sync/remote.ts';
import { makeFolder } from '../terminal.ts';
import { Device, git, NOTE, twoDevices } from './device.ts';

const NOTHING = { events: 0, notes: 0 };
const LATER = { timeout: 60_000 };

describe('send and receive', LATER, () => {
	test('what one machine marked and wrote, the other has; twice is as once', async () => {
		const { a, b } = await twoDevices();
		a.mark('one');
		a.mark('two');
		a.write(NOTE, 'my note\n');
		b.mark('three');
		expect(await a.sync()).toMatchObject({ sent: { events: 2, notes: 1 }, received: NOTHING, conflicts: [] });
		expect(await b.sync(true)).toMatchObject({ dryRun: true, sent: { events: 1 }, received: { events: 2, notes: 1 } });
		expect(b.events()).toHaveLength(1);
		expect(await b.sync()).toMatchObject({ sent: { events: 1, notes: 0 }, received: { events: 2, notes: 1 } });
		expect(await b.sync()).toMatchObject({ sent: NOTHING, received: NOTHING });
		expect(await a.sync()).toMatchObject({ sent: NOTHING, received: { events: 1, notes: 0 } });
		expect(a.files()).toEqual(b.files());
		expect(a.files().size).toBe(3);
	});

	test('what is there is for nobody else to read or run', async () => {
		const { a, b } = await twoDevices();
		a.mark('one');
		a.write(NOTE, 'x\n');
		await a.sync();
		await b.sync();
		const modes = [...b.files().keys()].map((name) => (fs.statSync(b.at(name)).mode & 0o777).toString(8));
		expect(modes).toEqual(['600', '600']);
		expect((fs.statSync(b.at('sync.json')).mode & 0o777).toString(8)).toBe('600');
		const clones = fs.readdirSync(b.at('cache/sync'), { recursive: true, encoding: 'utf8' });
		const clone = clones.find((name) => name.endsWith('.git')) as string;
		expect((fs.statSync(b.at(`cache/sync/${clone}`)).mode & 0o777).toString(8)).toBe('700');
	});

	test('the cache may be deleted at any time', async () => {
		const { a, b } = await twoDevices();
		a.mark('one');
		a.write(NOTE, 'one\n');
		await a.sync();
		await b.sync();
		fs.rmSync(a.at('cache'), { recursive: true });
		a.mark('two');
		b.mark('three');
		b.write('notes/bread/flour.md', 'x\n');
		await b.sync();
		expect(await a.sync()).toMatchObject({
			sent: { events: 1, notes: 0 },
			received: { events: 1, notes: 1 },
			conflicts: [],
		});
		await b.sync();
		expect(a.files()).toEqual(b.files());
	});

	test('a private repository that is damaged is made again', async () => {
		const { a, b } = await twoDevices();
		a.mark('one');
		await a.sync();
		for (const name of fs.readdirSync(a.at('cache/sync'), { recursive: true, encoding: 'utf8' })) {
			const file = a.at(`cache/sync/${name}`);
			if (/objects\/..\/.{38}$/.test(name)) {
				fs.chmodSync(file, 0o600);
				fs.writeFileSync(file, '');
			}
		}
		a.mark('two');
		await a.sync();
		await b.sync();
		expect(b.events()).toEqual(a.events());
	});

	test.each(['note', 'folder', 'journal'])('a link as a %s is not followed, and told', async (what) => {
		const { a, b, remote } = await twoDevices();
		const elsewhere = makeFolder();
		fs.writeFileSync(path.join(elsewhere, 'secret.md'), 'secret\n');
		const [link, target] = {
			note: [NOTE, path.join(elsewhere, 'secret.md')],
			folder: ['notes/data-engineer', elsewhere],
			journal: ['progress/x-1.jsonl', path.join(elsewhere, 'secret.md')],
		}[what] as [string, string];
		fs.mkdirSync(path.dirname(b.at(link)), { recursive: true });
		fs.symlinkSync(target, b.at(link));
		a.write(NOTE, 'two\n');
		a.write('notes/data-engineer/planted.md', 'planted\n');
		a.mark('one');
		await a.sync();
		expect((await b.sync()).left).toContainEqual({ path: link, why: 'not a file', isOurs: true });
		expect(b.events()).toEqual(a.events());
		expect(fs.lstatSync(b.at(link)).isSymbolicLink()).toBe(true);
		expect(fs.readdirSync(elsewhere)).toEqual(['secret.md']);
		expect(fs.readFileSync(path.join(elsewhere, 'secret.md'), 'utf8')).toBe('secret\n');
		expect(git(remote, 'log', '-p', 'main')).not.toMatch(/^.secret$/m);
	});

	test('status says what is here, what is there, and since when', async () => {
		const { a, b, remote } = await twoDevices();
		a.mark('one');
		a.write(NOTE, 'x\n');
		await a.sync();
		b.mark('two');
		const before = b.files();
		expect(await b.status()).toMatchObject({
			remote,
			unreachable: null,
			here: { events: 1, notes: 0 },
			there: { events: 1, notes: 1 },
			toSend: { events: 1, notes: 0 },
			toReceive: { events: 1, notes: 1 },
			last: '2026-11-22T10:00:00.000Z',
		});
		expect(b.files()).toEqual(before);
		expect(await new Device().status()).toMatchObject({ remote: null, last: null });
	});
});

describe('notes that both changed', LATER, () => {
	async function both(start: string, here: string, there: string) {
		const { a, b, remote } = await twoDevices();
		a.write(NOTE, start);
		await a.sync();
		await b.sync();
		a.write(NOTE, here);
		b.write(NOTE, there);
		await a.sync();
		const merged = await b.sync();
		await a.sync();
		return { a, b, remote, merged };
	}

	test('different lines: both changes are in it', async () => {
		const { a, b, merged } = await both('1\n2\n3\n4\n5\n', 'one\n2\n3\n4\n5\n', '1\n2\n3\n4\nfive\n');
		expect(a.read(NOTE)).toBe('one\n2\n3\n4\nfive\n');
		expect(b.read(NOTE)).toBe(a.read(NOTE));
		expect(merged.conflicts).toEqual([]);
	});

	test('the same lines: both versions are in it, marked, named, and stay so', async () => {
		const { a, b, merged } = await both('1\n2\n3\n', '1\nA\n3\n', '1\nB\n3\n');
		const device = (JSON.parse(b.read('device.json')) as { id: string }).id;
		const text = `1\n<<<<<<< ${device}\nB\n=======\nA\n>>>>>>> another machine: keep what you want, and delete these marks\n3\n`;
		expect(b.read(NOTE)).toBe(text);
		expect(a.read(NOTE)).toBe(text);
		expect(merged.conflicts).toEqual([
			{ roadmap: 'data-engineer', topic: 'sql-joins', file: b.at(NOTE), how: 'marked' },
		]);
		for (const device of [a, b, a]) {
			expect(await device.sync()).toMatchObject({ sent: NOTHING, received: NOTHING, conflicts: [{ how: 'marked' }] });
		}
		a.write(NOTE, '1\nA\n3\n');
		expect((await a.sync()).conflicts).toEqual([]);
		expect((await b.sync()).conflicts).toEqual([]);
		expect(b.read(NOTE)).toBe('1\nA\n3\n');
	});

	test('a third machine adds its version', async () => {
		const { a, b, remote } = await both('1\n2\n3\n', '1\nA\n3\n', '1\nB\n3\n');
		const c = new Device();
		c.write(NOTE, '1\nC\n3\n');
		await c.init(remote);
		for (const device of [a, b, c]) await device.sync();
		expect(a.files()).toEqual(c.files());
		expect(b.files()).toEqual(c.files());
		const text = c.read(NOTE);
		for (const line of ['A', 'B', 'C']) expect(text.split('\n')).toContain(line);
	});

	test.each([
		['emptied on one side', '1\n', '', '1\n', ''],
		['no newline at the end', '1', '1\n2', '1', '1\n2'],
		['the same change', '1\n', '2\n', '2\n', '2\n'],
	])('%s', async (_what, start, here, there, expected) => {
		const { a, b } = await both(start, here, there);
		expect([a.read(NOTE), b.read(NOTE)]).toEqual([expected, expected]);
	});

	const [D1, D2, D3] = ['- 2026-11-20 one\n', '- 2026-11-21 two\n  more\n', '- 2026-11-22 three\n'];

	test.each([
		['the later one first', D1, D1 + D3, D1 + D2, D1 + D2 + D3],
		['the later one second', D1, D1 + D2, D1 + D3, D1 + D2 + D3],
		['the same entry', D1, D1 + D2, D1 + D2 + D3, D1 + D2 + D3],
		['text without a date', 'a\n', 'a\nb\n', 'a\nc\n', 'a\nc\nb\n'],
		['a line changed besides', `x\n${D1}`, `y\n${D1}${D3}`, `x\n${D1}${D2}`, `y\n${D1}${D2}${D3}`],
		['nothing there before', '', D3, D2, D2 + D3],
	])('lines that both added at the end all stay: %s', async (_what, start, here, there, expected) => {
		const { a, b, merged } = await both(start, here, there);
		expect([a.read(NOTE), b.read(NOTE)]).toEqual([expected, expected]);
		expect(merged.conflicts).toEqual([]);
	});

	test('two notes that were never synced before, of dated lines only', async () => {
		const { a, b } = await twoDevices();
		a.write(NOTE, `${D1}${D3}`);
		b.write(NOTE, `${D1}${D2}`);
		await a.sync();
		expect((await b.sync()).conflicts).toEqual([]);
		expect(b.read(NOTE)).toBe(`${D1}${D2}${D3}`);
	});

	test('a push that arrives after its sync was killed is no conflict with itself', async () => {
		const { a, remote } = await twoDevices();
		a.write(NOTE, 'first\n');
		await a.sync();
		const folder = makeFolder();
		// As if killed before the push, which goes on: it arrives during the push of the next sync.
		const late = `git --git-dir='${remote}' rev-parse main > '${folder}/old'; exit 1`;
		const stop = `#!/bin/sh\nPATH='${process.env.PATH}'\ncase " $* " in *" push "*) echo "$1" > '${folder}/mirror'; ${late};; esac\nexec git "$@"\n`;
		fs.writeFileSync(path.join(folder, 'git'), stop, { mode: 0o755 });
		a.write(NOTE, 'first\nsecond\n');
		await expect(new Device({ PATH: `${folder}:${process.env.PATH}` }, a.home).sync()).rejects.toThrow();
		const mirror = fs.readFileSync(path.join(folder, 'mirror'), 'utf8').trim().replace('--git-dir=', '');
		const offer = git(mirror, 'for-each-ref', '--format=%(objectname)', 'refs/roadmap/offers');
		const arrive = `[ -e '${folder}/done' ] || { touch '${folder}/done'; git --git-dir='${mirror}' push -q '${remote}' ${offer}:main; }`;
		const script = `#!/bin/sh\nPATH='${process.env.PATH}'\ncase " $* " in *" push "*) ${arrive};; esac\nexec git "$@"\n`;
		fs.writeFileSync(path.join(folder, 'git'), script, { mode: 0o755 });
		a.write(NOTE, 'zero\nthird\n');
		const { conflicts } = await new Device({ PATH: `${folder}:${process.env.PATH}` }, a.home).sync();
		expect(fs.existsSync(path.join(folder, 'done'))).toBe(true);
		expect(conflicts).toEqual([]);
		expect(a.read(NOTE)).toBe('zero\nthird\n');
		expect(git(remote, 'show', `main:${NOTE}`)).toBe('zero\nthird');
	});

	test('text that is no text stays, twice', async () => {
		const { a, b } = await both('x\n', 'a\0\n', 'b\0\n');
		expect(a.read(NOTE)).toBe(b.read(NOTE));
		expect(a.read(NOTE)).toContain('a\0\n');
		expect(a.read(NOTE)).toContain('b\0\n');
	});

	test('bytes that are no UTF-8 stay as they are', async () => {
		const { a, b } = await twoDevices();
		const bytes = (text: string) => Buffer.from(text, 'latin1');
		a.write(NOTE, '');
		fs.writeFileSync(a.at(NOTE), bytes('caf\xe9\nA\n'));
		b.write(NOTE, '');
		fs.writeFileSync(b.at(NOTE), bytes('caf\xe9\nB\n'));
		await a.sync();
		await b.sync();
		expect(fs.readFileSync(b.at(NOTE), 'latin1')).toMatch(/^caf\xe9\n<<<<<<< [^\n]+\nB\n=======\nA\n>>>>>>> [^\n]+\n$/);
	});

	test('a copy that Syncthing put beside a note is named', () => {
		const device = new Device();
		device.write(NOTE, 'x\n');
		device.write('notes/data-engineer/sql-joins.sync-conflict-20261122-101010-ABCDEFG.md', 'y\n');
		expect(conflictedNotes(device.places)).toMatchObject([{ topic: 'sql-joins', how: 'copy' }]);
		expect(conflictedNotes(new Device().places)).toEqual([]);
	});
});

describe('something is in the way', LATER, () => {
	test('the folder is away: nothing is lost, and the next sync brings all', async () => {
		const { a, b, remote } = await twoDevices();
		fs.renameSync(remote, `${remote}.away`);
		a.mark('one');
		await expect(a.sync()).rejects.toMatchObject({ code: 1, message: expect.stringContaining('is not there') });
		expect(await a.status()).toMatchObject({
			remote,
			unreachable: expect.stringContaining('is not there'),
			here: null,
		});
		expect(a.events()).toHaveLength(1);
		fs.renameSync(`${remote}.away`, remote);
		await a.sync();
		await b.sync();
		expect(b.events()).toEqual(a.events());
	});

	test('a disk that is not plugged in is not made a folder', async () => {
		const disk = path.join(makeFolder(), 'stick');
		await expect(new Device().init(path.join(disk, 'remote.git'))).rejects.toMatchObject({ code: 1 });
		expect(fs.existsSync(disk)).toBe(false);
	});

	test('nobody answers: it says so, and remembers nothing', async () => {
		const device = new Device();
		// A port on which nobody listens.
		const init = device.init('https://127.0.0.1:9/x.git');
		await expect(init).rejects.toMatchObject({ code: 1, message: 'https://127.0.0.1:9/x.git cannot be reached.' });
		expect(fs.existsSync(device.at('sync.json'))).toBe(false);
		await expect(device.sync()).rejects.toMatchObject({ hint: expect.stringContaining('sync init') });
	});

	test('where our own files cannot be written, it says so', async () => {
		const { a } = await twoDevices();
		fs.rmSync(a.at('cache'), { recursive: true });
		fs.writeFileSync(a.at('cache'), 'a file');
		await expect(a.sync()).rejects.toMatchObject({
			name: 'UserError',
			message: expect.stringContaining('Could not write'),
		});
	});

	test('a folder that cannot be made is told as that', async () => {
		const file = path.join(makeFolder(), 'file');
		fs.writeFileSync(file, '');
		for (const address of [file, path.join(file, 'remote.git')])
			await expect(new Device().init(address)).rejects.toMatchObject({ name: 'UserError', code: 1 });
	});

	test('git is not installed', async () => {
		const device = new Device({ PATH: makeFolder() });
		await expect(device.init(path.join(makeFolder(), 'x.git'))).rejects.toMatchObject({
			message: expect.stringContaining('Git is not installed'),
		});
	});

	test('both at the same time, again and again', async () => {
		const { a, b } = await twoDevices();
		for (let i = 0; i < 2; i++) {
			a.mark(`a-${i}`);
			b.mark(`b-${i}`);
			a.write(`notes/bread/a-${i}.md`, 'x\n');
			b.write(`notes/bread/b-${i}.md`, 'x\n');
			await Promise.all([a.sync(), b.sync(), a.sync()]);
		}
		await a.sync();
		await b.sync();
		await a.sync();
		expect(a.files()).toEqual(b.files());
		expect(a.events()).toHaveLength(4);
		expect(a.files().size).toBe(6);
	});

	test('somebody else is first, between fetching and pushing: nothing is undone', async () => {
		const { a, b, remote } = await twoDevices();
		a.write(NOTE, '1\n2\n3\n4\n5\n');
		await a.sync();
		await b.sync();
		const before = git(remote, 'rev-parse', 'main');
		a.write(NOTE, 'A\n2\n3\n4\n5\n');
		a.mark('a');
		await a.sync();
		const after = git(remote, 'rev-parse', 'main');
		git(remote, 'update-ref', 'refs/heads/main', before);
		const folder = makeFolder();
		const first = `[ -e '${folder}/done' ] || { touch '${folder}/done'; git --git-dir='${remote}' update-ref refs/heads/main ${after}; }`;
		const script = `#!/bin/sh\nPATH='${process.env.PATH}'\ncase " $* " in *" push "*) ${first};; esac\nexec git "$@"\n`;
		fs.writeFileSync(path.join(folder, 'git'), script, { mode: 0o755 });
		const slow = new Device({ PATH: `${folder}:${process.env.PATH}` }, b.home);
		b.write(NOTE, '1\n2\n3\n4\nB\n');
		b.mark('b');
		expect(await slow.sync()).toMatchObject({ sent: { events: 1, notes: 1 }, received: { events: 1, notes: 1 } });
		expect(fs.existsSync(path.join(folder, 'done'))).toBe(true);
		await a.sync();
		expect(a.files()).toEqual(b.files());
		expect(a.read(NOTE)).toBe('A\n2\n3\n4\nB\n');
		expect(a.events()).toHaveLength(2);
	});

	test('its history was set back: what was there comes back', async () => {
		const { a, b, remote } = await twoDevices();
		a.write(NOTE, 'zero\n');
		await a.sync();
		const first = git(remote, 'rev-parse', 'main');
		a.mark('one');
		a.write(NOTE, 'one\n');
		await a.sync();
		await b.sync();
		git(remote, 'update-ref', 'refs/heads/main', first);
		b.mark('two');
		expect(await b.sync()).toMatchObject({ conflicts: [] });
		await a.sync();
		expect(a.files()).toEqual(b.files());
		expect([a.events().length, a.read(NOTE)]).toEqual([2, 'one\n']);
	});

	test('its history was replaced by another one: nothing here is lost', async () => {
		const { a, b, remote } = await twoDevices();
		a.mark('one');
		a.write(NOTE, 'one\n');
		await a.sync();
		await b.sync();
		const other = new Device();
		other.mark('other');
		other.write(NOTE, 'other\n');
		const elsewhere = path.join(makeFolder(), 'other.git');
		await other.init(elsewhere);
		git(remote, 'fetch', '--quiet', '--update-head-ok', elsewhere, '+refs/heads/main:refs/heads/main');
		for (const device of [a, b, a]) await device.sync();
		expect(a.files()).toEqual(b.files());
		expect(a.events()).toHaveLength(2);
		expect(a.read(NOTE)).toMatch(/^one$/m);
		expect(a.read(NOTE)).toMatch(/^other$/m);
	});

	test('the repository was emptied: it is filled again', async () => {
		const { a, b, remote } = await twoDevices();
		a.mark('one');
		await a.sync();
		fs.rmSync(remote, { recursive: true });
		fs.mkdirSync(remote);
		git(remote, 'init', '--quiet', '--bare', '.');
		b.mark('two');
		await b.sync();
		await a.sync();
		expect(a.events()).toHaveLength(2);
		await b.sync();
		expect(a.files()).toEqual(b.files());
	});

	test('a home that was set back to an old backup gets its own events back', async () => {
		const { a, b } = await twoDevices();
		a.mark('one');
		await a.sync();
		const backup = path.join(makeFolder(), 'backup');
		fs.cpSync(a.home, backup, { recursive: true });
		a.mark('two');
		await a.sync();
		fs.rmSync(a.home, { recursive: true });
		fs.cpSync(backup, a.home, { recursive: true });
		a.mark('three');
		await a.sync();
		await b.sync();
		await a.sync();
		expect(a.events()).toHaveLength(3);
		expect(b.events()).toEqual(a.events());
		for (const device of [b, a]) expect(await device.sync()).toMatchObject({ sent: NOTHING, received: NOTHING });
	});

	test('a home that was copied to another machine never takes its agreement for its own', async () => {
		const { a, b } = await twoDevices();
		a.write(NOTE, 'one\n');
		await a.sync();
		const c = new Device();
		fs.cpSync(a.home, c.home, { recursive: true });
		a.write(NOTE, 'two\n');
		await a.sync();
		await c.sync();
		await b.sync();
		expect(c.read(NOTE)).toContain('two\n');
		await a.sync();
		expect([a.read(NOTE), b.read(NOTE)]).toEqual([c.read(NOTE), c.read(NOTE)]);
	});

	test.each(['refs/heads/main.lock', 'HEAD.lock'])('%s that a killed git left there is removed', async (lock) => {
		const { a, b, remote } = await twoDevices();
		fs.writeFileSync(path.join(remote, lock), '');
		a.mark('one');
		await a.sync();
		await b.sync();
		expect(b.events()).toEqual(a.events());
	});

	test('a lock there that does not go away is told with its age and its file', () => {
		const address = makeFolder();
		const now = new Date();
		fs.writeFileSync(path.join(address, 'HEAD.lock'), '');
		fs.utimesSync(path.join(address, 'HEAD.lock'), now, new Date(now.getTime() - 12.5 * 60_000));
		expect(notPushed({ kind: 'folder', address }, now)).toMatchObject({
			message: `${address} has been locked for 12 minutes by a git that did not finish.`,
			hint: expect.stringContaining(`delete ${path.join(address, 'HEAD.lock')}, then run roadmap sync again`),
		});
	});

	test('locks that a killed sync left here hold nobody up', async () => {
		const { a } = await twoDevices();
		const device = (JSON.parse(a.read('device.json')) as { id: string }).id;
		const folder = a.at(`cache/sync/${device}`);
		// No process has this number: it is larger than the largest.
		fs.writeFileSync(path.join(folder, 'lock'), `4194305 ${(await import('node:os')).hostname()} 0.5`);
		const clone = fs.readdirSync(folder).find((name) => name.endsWith('.git')) as string;
		for (const name of ['packed-refs.lock', 'refs/roadmap/base.lock', 'refs/roadmap/remote.lock', 'config.lock'])
			fs.writeFileSync(path.join(folder, clone, name), '');
		const [old, fresh] = [`${NOTE}.4194305.tmp`, `${NOTE}.4194306.tmp`];
		for (const name of [old, fresh]) a.write(name, 'half');
		fs.utimesSync(a.at(old), new Date(0), new Date(0));
		a.mark('one');
		expect(await a.sync()).toMatchObject({ sent: { events: 1 } });
		expect([old, fresh].map((name) => fs.existsSync(a.at(name)))).toEqual([false, true]);
		expect(fs.existsSync(path.join(folder, 'lock'))).toBe(false);
	});
});

describe('over ssh', LATER, () => {
	/** An ssh that says this and ends, or, with nothing to say, runs what it is told on this very machine. */
	function ssh(says?: string): { GIT_SSH_COMMAND: string; log: string } {
		const folder = makeFolder();
		const log = path.join(folder, 'log');
		const end = says === undefined ? 'exec sh -c "$last"' : `echo "${says}" >&2; exit 255`;
		const script = `#!/bin/sh\necho "$@" >> '${log}'\nfor last; do :; done\n${end}\n`;
		fs.writeFileSync(path.join(folder, 'ssh'), script, { mode: 0o755 });
		return { GIT_SSH_COMMAND: path.join(folder, 'ssh'), log };
	}

	test('send and receive', async () => {
		const { log, ...env } = ssh();
		const remote = path.join(makeFolder(), 'remote.git');
		fs.mkdirSync(remote);
		git(remote, 'init', '--quiet', '--bare', '.');
		const [a, b] = [new Device(env), new Device(env)];
		a.mark('one');
		await a.init(`ada@example.org:${remote}`);
		await b.init(`ssh://ada@example.org${remote}`);
		expect(b.events()).toEqual(a.events());
		const said = new Set(
			fs
				.readFileSync(log, 'utf8')
				.trim()
				.split('\n')
				.map((line) => line.replace(/-o SendEnv=\S+ /, '')),
		);
		expect(said).toEqual(
			new Set([`ada@example.org git-upload-pack '${remote}'`, `ada@example.org git-receive-pack '${remote}'`]),
		);
	});

	test.each([
		['ada@example.org: Permission denied (publickey).', 'asks for a login'],
		['Host key verification failed.', 'does not know the host'],
		['ssh: Could not resolve hostname example.org: Name or service not known', 'cannot be reached'],
		['ssh: connect to host example.org port 22: Connection timed out', 'cannot be reached'],
		['ERROR: Repository not found.', 'There is no repository'],
		['\\033[31mred', 'could not talk'],
	])('%s', async (says, means) => {
		const { log: _log, ...env } = ssh(says);
		const error = await new Device(env).init('ada@example.org:x.git').catch((thrown: Error) => thrown);
		expect(error).toMatchObject({ name: 'UserError', code: 1, message: expect.stringContaining(means) });
		// biome-ignore lint/suspicious/noControlCharactersInRegex: none may come through
		expect((error as Error).message).not.toMatch(/[\u0000-\u001f]/);
	});
});

describe('the folder carried without git', LATER, () => {
	const COPIES = ['.sync-conflict-20261122-101010-ABCDEFG', ' (copy)', '~1'];

	test.each(COPIES)('a second copy of a journal (%s) counts once, and what only it has counts too', async (how) => {
		const { a, b } = await twoDevices();
		const [one, two] = [a.mark('one'), a.mark('two')];
		const journal = [...a.files().keys()][0] as string;
		const [first = '', second = ''] = a.read(journal).split('\n');
		a.write(journal.replace('.jsonl', `${how}.jsonl`), `${first}\n${second}\n`);
		a.write(journal, `${first}\n`);
		expect(a.events()).toEqual([one, two].sort());
		await a.sync();
		await b.sync();
		expect(b.events()).toEqual([one, two].sort());
		expect([...b.files().keys()]).toEqual([journal]);
		expect(await a.sync()).toMatchObject({ sent: NOTHING, received: NOTHING });
	});

	test('what macOS and Syncthing leave beside is passed over', async () => {
		const { a, b } = await twoDevices();
		a.mark('one');
		a.write('progress/._laptop-1a2b3c.jsonl', '\0\0\0');
		a.write('progress/.syncthing.laptop-1a2b3c.jsonl.tmp', 'x');
		a.write('progress/.stfolder/x.jsonl', 'x');
		expect(a.events()).toHaveLength(1);
		await a.sync();
		await b.sync();
		expect(b.files().size).toBe(1);
	});
});
