/** What is pulled is untrusted input, and so is a folder that somebody handed over: nothing of it runs or leaks here. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { blobId } from '../../src/sync/mirror.ts';
import { makeFolder } from '../terminal.ts';
import { Device, git, NOTE, twoDevices } from './device.ts';

const MARKER = `${JSON.stringify({ format: 1 })}\n`;
const EVENT =
	'{"v":1,"id":"01KAPDXVZ8EVENT0000000000A","at":"2026-11-22T09:00:00.000Z","roadmap":"data-engineer","topic":"x","to":"done"}\n';

interface Entry {
	readonly mode?: string;
	readonly path: string;
	readonly text?: string;
	/** Of another object, for a submodule. */
	readonly oid?: string;
}

/** A repository with a tree that no honest git would make. */
function repositoryOf(entries: readonly Entry[]): string {
	const remote = path.join(makeFolder(), 'remote.git');
	fs.mkdirSync(remote);
	git(remote, 'init', '--quiet', '--bare', '.');
	git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/main');
	const commit = git(remote, 'commit-tree', '-m', 'x', treeOf(remote, entries));
	git(remote, 'update-ref', 'refs/heads/main', commit);
	return remote;
}

/** Writes a tree as bytes, because git's own tools refuse names like `..`. */
function treeOf(remote: string, entries: readonly Entry[]): string {
	const names = new Map<string, Entry[]>();
	for (const entry of entries) {
		const [first = '', ...rest] = entry.path.split('/');
		names.set(first, [...(names.get(first) ?? []), { ...entry, path: rest.join('/') }]);
	}
	const lines = [...names].map(([name, inside]) => {
		const [only] = inside as [Entry];
		if (only.path !== '') return { mode: '40000', name, oid: treeOf(remote, inside), sort: `${name}/` };
		const oid = only.oid ?? blobOf(remote, only.text ?? '');
		return { mode: only.mode ?? '100644', name, oid, sort: name };
	});
	lines.sort((a, b) => Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)));
	const bytes = lines.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
	return objectOf(remote, 'tree', Buffer.concat(bytes));
}

function blobOf(remote: string, text: string): string {
	return objectOf(remote, 'blob', Buffer.from(text));
}

function objectOf(remote: string, type: string, bytes: Buffer): string {
	const file = path.join(makeFolder(), 'object');
	fs.writeFileSync(file, bytes);
	return git(remote, 'hash-object', '-t', type, '-w', '--literally', file);
}

const USUAL: readonly Entry[] = [
	{ path: 'roadmap-sync.json', text: MARKER },
	{ path: 'progress/desktop-1a2b3c.jsonl', text: EVENT },
];

describe('names and kinds that are none of ours', () => {
	const secret = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-test-')), 'secret');
	fs.writeFileSync(secret, 'secret\n');
	afterAll(() => fs.rmSync(path.dirname(secret), { recursive: true }));

	test.each<[string, Entry]>([
		['a link as a journal', { path: 'progress/x.jsonl', mode: '120000', text: secret }],
		['a link as a note', { path: NOTE, mode: '120000', text: secret }],
		['a link as a folder', { path: 'notes/data-engineer', mode: '120000', text: path.dirname(secret) }],
		['a submodule as a journal', { path: 'progress/x.jsonl', mode: '160000', oid: '1'.repeat(40) }],
		['a submodule as the notes', { path: 'notes', mode: '160000', oid: '1'.repeat(40) }],
		['up and out', { path: 'progress/../../evil.jsonl', text: EVENT }],
		['up and out of the notes', { path: 'notes/../evil.md', text: 'x' }],
		['up within the notes', { path: 'notes/data-engineer/../../../evil.md', text: 'x' }],
		['a folder of git', { path: '.git/hooks/post-checkout', mode: '100755', text: '#!/bin/sh\ntouch pwned\n' }],
		['settings of git', { path: '.gitattributes', text: '* filter=evil\n' }],
		['modules of git', { path: '.gitmodules', text: '[submodule "x"]\n\tpath = x\n\turl = -u./x\n' }],
		['attributes beside a journal', { path: 'progress/.gitattributes', text: '*.jsonl filter=lfs diff=lfs -text\n' }],
		['a backslash', { path: 'progress/..\\evil.jsonl', text: EVENT }],
		['capitals', { path: 'progress/DESKTOP-1a2b3c.jsonl', text: EVENT }],
		['an escape in a name', { path: 'progress/\u001b[31m.jsonl', text: EVENT }],
		['a settings file', { path: 'config.json', text: '{"choices":{}}' }],
		['a device file', { path: 'device.json', text: '{"id":"evil","machine":"x"}' }],
		['a note of no roadmap', { path: 'notes/x.md', text: 'x' }],
		['what older versions kept of a note', { path: 'notes/bread/.before/01KAPDXVZ80000000000000000.md', text: 'x' }],
		['a journal in a folder', { path: 'progress/deep/x.jsonl', text: EVENT }],
	])('%s: nothing of it comes here, and the rest does', async (_what, entry) => {
		const remote = repositoryOf([...USUAL, entry]);
		const device = new Device();
		device.mark('mine');
		await device.init(remote);
		expect(device.events()).toHaveLength(2);
		expect([...device.files().keys()].filter((name) => !/^progress\/[a-z0-9-]+\.jsonl$/.test(name))).toEqual([]);
		expect(device.files().size).toBe(2);
		expect(fs.readdirSync(device.home).sort()).toEqual(['cache', 'device.json', 'progress', 'sync.json']);
		expect(fs.readdirSync(path.dirname(device.home))).toEqual(['home']);
		expect(fs.readFileSync(secret, 'utf8')).toBe('secret\n');
		expect(git(remote, 'show', `main:progress/${path.basename(device.at(journalOf(device)))}`)).toContain('"mine"');
	});

	test('what the repository holds beside stays in it', async () => {
		const remote = repositoryOf([...USUAL, { path: 'README.md', text: 'mine\n' }, { path: 'src/a.txt', text: 'a\n' }]);
		const device = new Device();
		device.mark('mine');
		await device.init(remote);
		expect(git(remote, 'ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual(
			['README.md', `${journalOf(device)}`, 'progress/desktop-1a2b3c.jsonl', 'roadmap-sync.json', 'src/a.txt'].sort(),
		);
	});
});

test('a note of 3 MB and a journal of 100 MB stay there, are told, and are not replaced', {
	timeout: 120_000,
}, async () => {
	const huge = Buffer.alloc(100 * 1024 * 1024, 'x');
	const remote = repositoryOf([
		...USUAL,
		{ path: NOTE, text: 'x'.repeat(3 * 1024 * 1024) },
		{ path: 'progress/huge.jsonl', text: huge.toString('latin1') },
	]);
	const device = new Device();
	device.write(NOTE, 'mine\n');
	const { left } = await device.init(remote);
	expect(left).toEqual([
		{ path: NOTE, why: 'too large', isOurs: true },
		{ path: 'progress/huge.jsonl', why: 'too large', isOurs: false },
	]);
	expect(device.read(NOTE)).toBe('mine\n');
	expect(device.files().has('progress/huge.jsonl')).toBe(false);
	expect(git(remote, 'cat-file', '-s', `main:${NOTE}`)).toBe(String(3 * 1024 * 1024));
});

test.each([
	['names the same tree ten times over, in ten levels', (remote: string) => bombOf(remote, 10)],
	['has 260,000 notes', (remote: string) => flatTree(remote, 'n'.repeat(50), '.md', 260_000)],
])('a repository that %s is refused, and nothing of it comes here', { timeout: 60_000 }, async (_what, make) => {
	const remote = repositoryOf(USUAL);
	const bread = objectOf(remote, 'tree', entryOf('40000', 'bread', make(remote)));
	const marker = entryOf('100644', 'roadmap-sync.json', blobOf(remote, MARKER));
	const root = objectOf(remote, 'tree', Buffer.concat([entryOf('40000', 'notes', bread), marker]));
	git(remote, 'update-ref', 'refs/heads/main', git(remote, 'commit-tree', '-m', 'x', root));
	const device = new Device();
	device.mark('mine');
	await expect(device.init(remote)).rejects.toMatchObject({ message: expect.stringContaining('than can be read') });
	expect([device.files().size, fs.existsSync(device.at('sync.json'))]).toEqual([1, false]);
});

function entryOf(mode: string, name: string, oid: string): Buffer {
	return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
}

/** A tree of ten names of a tree of ten names …: ten to the power of `levels` files in a few hundred bytes. */
function bombOf(remote: string, levels: number): string {
	if (levels === 0) return objectOf(remote, 'tree', entryOf('100644', 'a.md', blobOf(remote, 'x')));
	const inside = bombOf(remote, levels - 1);
	return objectOf(remote, 'tree', Buffer.concat([...'0123456789'].map((name) => entryOf('40000', name, inside))));
}

function flatTree(remote: string, before: string, after: string, size: number): string {
	const oid = blobOf(remote, 'x');
	const names = Array.from({ length: size }, (_, i) => `${before}${String(i).padStart(7, '0')}${after}`);
	return objectOf(remote, 'tree', Buffer.concat(names.map((name) => entryOf('100644', name, oid))));
}

test('a remote that is full of notes and journals of others keeps nothing of ours from travelling', async () => {
	const journals = Array.from({ length: 300 }, (_, i) => ({
		path: `progress/a-${i}.jsonl`,
		oid: blobId(Buffer.from(EVENT)),
	}));
	const remote = repositoryOf([...USUAL, ...journals]);
	const device = new Device();
	const { left, leftInAll } = await device.init(remote);
	expect([leftInAll, left.length]).toEqual([301 - 256, 301 - 256]);
	device.mark('mine');
	device.write('progress/zebra-1.jsonl', EVENT);
	device.write('notes/zebra/mine.md', 'mine\n');
	for (let twice = 0; twice < 2; twice++) expect((await device.sync()).left.filter(({ isOurs }) => isOurs)).toEqual([]);
	expect(git(remote, 'show', `main:${journalOf(device)}`)).toContain('"mine"');
	expect(git(remote, 'show', 'main:progress/zebra-1.jsonl')).toBe(EVENT.trim());
	expect(git(remote, 'show', 'main:notes/zebra/mine.md')).toBe('mine');
}, 60_000);

test('of a journal only events come and go', async () => {
	const remote = repositoryOf([
		...USUAL,
		{ path: 'progress/x-1.jsonl', text: `junk\n${EVENT.replace('000A', '000B')}junk\n` },
	]);
	const device = new Device();
	device.write('progress/secret-1.jsonl', 'secret\n');
	await device.init(remote);
	expect(device.read('progress/x-1.jsonl')).toBe(EVENT.replace('000A', '000B'));
	expect(git(remote, 'ls-tree', '-r', '--name-only', 'main')).not.toContain('secret');
});

test('a journal that was set aside neither comes nor goes', async () => {
	const remote = repositoryOf(USUAL);
	const device = new Device();
	await device.init(remote);
	fs.renameSync(device.at('progress/desktop-1a2b3c.jsonl'), device.at('progress/desktop-1a2b3c.aside'));
	const { left } = await device.sync();
	expect(left).toEqual([{ path: 'progress/desktop-1a2b3c.jsonl', why: 'set aside', isOurs: false }]);
	expect(device.events()).toEqual([]);
});

test.each([
	['no marker', [{ path: 'README.md', text: 'x' }]],
	['a marker that is no JSON', [{ path: 'roadmap-sync.json', text: 'x' }]],
	['a marker without a format', [{ path: 'roadmap-sync.json', text: '{}' }]],
	['a marker that is a link', [{ path: 'roadmap-sync.json', mode: '120000', text: '/etc/passwd' }]],
	['a marker of a megabyte', [{ path: 'roadmap-sync.json', text: `{"format":1,"x":"${'x'.repeat(1_000_000)}"}` }]],
	['a newer format', [{ path: 'roadmap-sync.json', text: '{"format":2}' }]],
])('%s: refused, nothing is put there and nothing remembered', async (_what, entries) => {
	const remote = repositoryOf(entries);
	const before = git(remote, 'rev-parse', 'main');
	const device = new Device();
	device.mark('mine');
	await expect(device.init(remote)).rejects.toMatchObject({ name: 'UserError', code: 1 });
	expect(git(remote, 'rev-parse', 'main')).toBe(before);
	expect(git(remote, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
	expect(fs.existsSync(device.at('sync.json'))).toBe(false);
	expect(device.events()).toHaveLength(1);
});

test('a repository of another branch only is not ours', async () => {
	const remote = repositoryOf(USUAL);
	git(remote, 'branch', '-m', 'main', 'master');
	await expect(new Device().init(remote)).rejects.toMatchObject({ message: expect.stringContaining('something else') });
});

describe('a folder that was handed over', () => {
	const HOOKS = [
		'pre-receive',
		'update',
		'post-receive',
		'post-update',
		'reference-transaction',
		'push-to-checkout',
		'proc-receive',
		'fsmonitor-watchman',
		'post-checkout',
		'pre-push',
		'pre-auto-gc',
	];

	const HARMLESS = [
		['gc.auto', '1'],
		['receive.autogc', 'true'],
		['receive.denyCurrentBranch', 'updateInstead'],
		['core.logAllRefUpdates', 'true'],
	] as const;

	/** A program that leaves a witness when it runs. */
	function trap(): { script: string; witness: string } {
		const folder = makeFolder();
		const [script, witness] = [path.join(folder, 'evil'), path.join(folder, 'pwned')];
		fs.writeFileSync(script, `#!/bin/sh\ntouch '${witness}'\n`, { mode: 0o755 });
		return { script, witness };
	}

	test('its hooks do not run', async () => {
		const { a, b, remote } = await twoDevices();
		const { script, witness } = trap();
		fs.mkdirSync(path.join(remote, 'hooks'), { recursive: true });
		for (const hook of HOOKS) fs.copyFileSync(script, path.join(remote, 'hooks', hook));
		for (const [key, value] of HARMLESS) git(remote, 'config', key, value);
		a.mark('one');
		a.write(NOTE, 'x\n');
		await a.sync();
		b.mark('two');
		await b.sync();
		await a.sync();
		expect(a.files()).toEqual(b.files());
		expect(a.events()).toHaveLength(2);
		expect(fs.existsSync(witness)).toBe(false);
		// The traps work: git by itself springs them.
		git(remote, 'push', '--quiet', remote, 'main:refs/heads/other');
		expect(fs.existsSync(witness)).toBe(true);
	}, 30_000);

	test.each([
		'core.fsmonitor',
		'core.sshCommand',
		'core.alternateRefsCommand',
		'core.pager',
		'core.editor',
		'core.askPass',
		'core.gitProxy',
		'core.hooksPath',
		'core.worktree',
		'core.attributesFile',
		'uploadpack.packObjectsHook',
		'uploadpack.allowFilter',
		'receive.procReceiveRefs',
		'receive.fsck.skipList',
		'filter.evil.clean',
		'diff.external',
		'credential.helper',
		'protocol.ext.allow',
		'gpg.program',
		'trailer.x.cmd',
		'include.path',
		'includeIf.gitdir:/.path',
		'extensions.partialClone',
		'extensions.worktreeConfig',
		'extensions.unheardOf',
		'remote.o.url',
		'remote.o.uploadpack',
		'remote.o.promisor',
		'url.x.insteadOf',
		'alias.x',
		'safe.directory',
	])('the setting %s is refused, named, and not obeyed', async (key) => {
		const { a, remote } = await twoDevices();
		const { script, witness } = trap();
		a.mark('one');
		git(path.dirname(remote), 'config', '--file', path.join(remote, 'config'), key, script);
		const named = new RegExp(key.replace(/^[^.]+|[^.]+$/g, (part) => part.toLowerCase()));
		for (const tried of [() => a.sync(), () => a.sync(true), () => new Device().init(remote)])
			await expect(tried()).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(named) });
		expect(await a.status()).toMatchObject({ unreachable: expect.stringMatching(named) });
		expect(fs.existsSync(witness)).toBe(false);
	});

	test('an included file that is a FIFO is refused and not waited for', async () => {
		const { a, remote } = await twoDevices();
		const pipe = path.join(makeFolder(), 'pipe');
		execFileSync('mkfifo', [pipe]);
		fs.appendFileSync(path.join(remote, 'config'), `[include]\n\tpath = ${pipe}\n`);
		await expect(a.sync()).rejects.toMatchObject({ message: expect.stringContaining('include.path') });
	});

	test('an object that is missing there is not fetched from a promisor remote', async () => {
		const { a, remote } = await twoDevices();
		a.write(NOTE, `${Array.from({ length: 200 }, (_, i) => i).join(' ')}\n`);
		await a.sync();
		const copy = path.join(makeFolder(), 'copy.git');
		const { witness } = trap();
		fs.cpSync(remote, copy, { recursive: true });
		for (const line of git(copy, 'rev-list', '--objects', '--all').split('\n')) {
			const oid = line.slice(0, 40);
			if (git(copy, 'cat-file', '-t', oid) === 'blob')
				fs.rmSync(path.join(remote, 'objects', oid.slice(0, 2), oid.slice(2)), { force: true });
		}
		const settings = Object.entries({
			'core.repositoryformatversion': '1',
			'extensions.partialClone': 'o',
			'remote.o.promisor': 'true',
			'remote.o.url': copy,
			'remote.o.uploadpack': `touch '${witness}'; git-upload-pack`,
		});
		const config = path.join(remote, 'config');
		for (const [key, value] of settings) git(copy, 'config', '--file', config, key, value);
		a.write(NOTE, `${a.read(NOTE)}one more line\n`);
		await expect(a.sync()).rejects.toMatchObject({ name: 'UserError' });
		expect(fs.existsSync(witness)).toBe(false);
	});

	test.each([
		['objects/info/alternates', '/elsewhere\n'],
		['commondir', '..\n'],
		['config.worktree', '[core]\n'],
		['worktrees/x/gitdir', '/elsewhere\n'],
	])('%s, which leads git elsewhere, is refused', async (name, text) => {
		const { a, remote } = await twoDevices();
		fs.mkdirSync(path.dirname(path.join(remote, name)), { recursive: true });
		fs.writeFileSync(path.join(remote, name), text);
		await expect(a.sync()).rejects.toMatchObject({ message: expect.stringContaining('leads git elsewhere') });
	});

	test.each(['config', 'HEAD', 'packed-refs', 'refs/heads/main', 'objects/info/x', 'objects/ab/cd'])(
		'a FIFO or a link at %s is refused and not opened',
		async (name) => {
			const { a, remote } = await twoDevices();
			const file = path.join(remote, name);
			for (const put of [() => execFileSync('mkfifo', [file]), () => fs.symlinkSync('/dev/zero', file)]) {
				fs.mkdirSync(path.dirname(file), { recursive: true });
				fs.rmSync(file, { force: true });
				put();
				await expect(a.sync()).rejects.toMatchObject({
					message: expect.stringContaining('neither a file nor a folder'),
				});
			}
		},
	);

	test('settings, links and hooks that were put into the mirror are not obeyed', async () => {
		const { a, b } = await twoDevices();
		const { script, witness } = trap();
		const mirror = fs
			.readdirSync(a.at('cache/sync'), { recursive: true, encoding: 'utf8' })
			.find((name) => /\.git$/.test(name));
		const folder = a.at(`cache/sync/${mirror}`);
		const config = path.join(folder, 'config');
		for (const key of [
			'core.sshCommand',
			'core.fsmonitor',
			'include.path',
			'remote.o.uploadpack',
			'uploadpack.packObjectsHook',
		])
			git(a.home, 'config', '--file', config, key, script);
		fs.symlinkSync('/dev/zero', path.join(folder, 'objects', 'x'));
		a.mark('one');
		await a.sync();
		await b.sync();
		expect(b.events()).toEqual(a.events());
		expect(fs.readFileSync(config, 'utf8')).not.toContain(script);
		expect(fs.existsSync(witness)).toBe(false);
	});

	test('a working copy is not written to', async () => {
		const folder = makeFolder();
		git(folder, 'init', '--quiet');
		git(folder, 'symbolic-ref', 'HEAD', 'refs/heads/main');
		const device = new Device();
		device.mark('one');
		await expect(device.init(folder)).rejects.toMatchObject({ hint: expect.stringContaining('bare') });
		expect(fs.readdirSync(folder)).toEqual(['.git']);
	});

	test('a folder with other things in it is not made a repository', async () => {
		const folder = makeFolder();
		fs.writeFileSync(path.join(folder, 'thesis.txt'), 'x');
		await expect(new Device().init(folder)).rejects.toMatchObject({ message: expect.stringContaining('other files') });
		expect(fs.readdirSync(folder)).toEqual(['thesis.txt']);
	});

	test('nor is the home itself', async () => {
		const device = new Device();
		device.mark('one');
		await expect(device.init(device.at('remote.git'))).rejects.toMatchObject({ name: 'UserError' });
		expect(fs.existsSync(device.at('remote.git'))).toBe(false);
	});
});

describe('the environment and the settings', () => {
	test('variables that lead git elsewhere, as inside a hook, do not', async () => {
		const elsewhere = makeFolder();
		git(elsewhere, 'init', '--quiet');
		const before = git(elsewhere, 'for-each-ref');
		const env = {
			GIT_DIR: path.join(elsewhere, '.git'),
			GIT_WORK_TREE: elsewhere,
			GIT_INDEX_FILE: path.join(elsewhere, 'index'),
			GIT_OBJECT_DIRECTORY: path.join(elsewhere, 'objects'),
			GIT_ALTERNATE_OBJECT_DIRECTORIES: elsewhere,
			GIT_NAMESPACE: 'x',
			GIT_PREFIX: 'x/',
			GIT_QUARANTINE_PATH: elsewhere,
			GIT_CONFIG_PARAMETERS: "'core.hooksPath'='/tmp'",
			GIT_ALLOW_PROTOCOL: 'ext',
			GIT_TRACE: '1',
			GIT_TERMINAL_PROMPT: '1',
		};
		const device = new Device(env);
		device.mark('one');
		const remote = path.join(makeFolder(), 'remote.git');
		await device.init(remote);
		expect(git(remote, 'log', '--format=%an', 'main')).toBe('roadmap');
		expect(git(elsewhere, 'for-each-ref')).toBe(before);
		expect(fs.readdirSync(elsewhere)).toEqual(['.git']);
	});

	test("the learner's own hooks, templates, signing and merge styles stay out of it", async () => {
		const home = makeFolder();
		const script = path.join(home, 'evil');
		const witness = path.join(home, 'pwned');
		fs.writeFileSync(script, `#!/bin/sh\ntouch '${witness}'\nexit 1\n`, { mode: 0o755 });
		fs.mkdirSync(path.join(home, 'hooks'));
		for (const hook of HOOKS_HERE) fs.copyFileSync(script, path.join(home, 'hooks', hook));
		const settings = `[core]\n\thooksPath = ${home}/hooks\n\tfsmonitor = ${script}\n\tautocrlf = true\n[commit]\n\tgpgSign = true\n[push]\n\tgpgSign = true\n[gpg]\n\tprogram = ${script}\n[merge]\n\tconflictStyle = diff3\n[init]\n\ttemplateDir = ${home}\n\tdefaultBranch = trunk\n[fetch]\n\tfsckObjects = true\n[transfer]\n\tfsckObjects = true\n[protocol]\n\tallow = never\n`;
		fs.writeFileSync(path.join(home, '.gitconfig'), settings);
		const remote = path.join(makeFolder(), 'remote.git');
		const [a, b] = [new Device({ HOME: home }), new Device({ HOME: home })];
		await a.init(remote);
		await b.init(remote);
		a.write(NOTE, 'one\r\n');
		b.write(NOTE, 'two\r\n');
		await a.sync();
		await b.sync();
		await a.sync();
		expect(a.files()).toEqual(b.files());
		expect(a.read(NOTE)).toContain('one\r\n');
		expect(a.read(NOTE)).toContain('two\r\n');
		expect(a.read(NOTE)).not.toContain('|||||||');
		expect(fs.existsSync(witness)).toBe(false);
	}, 30_000);

	test('a remembered address that was changed by hand to something else is refused', async () => {
		const { a } = await twoDevices();
		const witness = path.join(makeFolder(), 'pwned');
		for (const remote of [`ext::sh -c "touch ${witness}"`, `--upload-pack=touch ${witness}`, 'http://example.org/x']) {
			fs.writeFileSync(a.at('sync.json'), JSON.stringify({ format: 1, remote }));
			await expect(a.sync()).rejects.toMatchObject({ name: 'UserError' });
		}
		for (const text of ['', 'null', '[]', '{"remote":1}', '{']) {
			fs.writeFileSync(a.at('sync.json'), text);
			await expect(a.sync()).rejects.toMatchObject({ name: 'UserError', hint: expect.stringContaining('sync init') });
		}
		expect(fs.existsSync(witness)).toBe(false);
	});
});

const HOOKS_HERE = [
	'pre-push',
	'reference-transaction',
	'post-commit',
	'pre-commit',
	'post-merge',
	'pre-auto-gc',
	'post-checkout',
];

function journalOf(device: Device): string {
	const { id } = JSON.parse(device.read('device.json')) as { id: string };
	return `progress/${id}.jsonl`;
}
