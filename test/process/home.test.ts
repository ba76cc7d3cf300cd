/** Where the real program keeps what it remembers, with which permissions, and what it does where it cannot. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, type Env, eventLine, finish, makeFolder, NOBODY, outline, Program, snapshot } from './binary.ts';

const [FIRST = '', SECOND = ''] = outline().flat();
const ROOT_USER = process.getuid?.() === 0;

const READING = [
	'',
	'next',
	'next -n 3 --json',
	`topic ${FIRST}`,
	`open ${FIRST} --print`,
	'stages',
	'stage 4 --all',
	'search joins',
	'path',
	'level',
	'undo',
	`reset ${FIRST}`,
	'help',
	'--version',
];

/** What a command says when it has nothing to say on stderr and all went well. */
const WELL = { code: 0, err: '' };

/** A small roadmap of the learner's own. @returns its file */
function ownRoadmap(): string {
	const file = path.join(makeFolder(), 'own.yaml');
	fs.writeFileSync(
		file,
		`format: 1
id: own
title: Own
goal: Learn it
phases: [Only]
levels: [{id: core, shows: [core], for: all}]
paths: [{id: all, title: All, for: all, stages: [only]}]
stages:
  - id: only
    title: Only
    phase: Only
    tagline: Only this one.
    topics: [{id: one, title: One, tier: core, summary: One thing.}]
`,
	);
	return file;
}

describe('places', () => {
	/** A program without ROADMAP_HOME. */
	function withHome(env: Env): { home: string; program: Program } {
		const home = makeFolder();
		return { home, program: new Program({ env: { HOME: home, ROADMAP_HOME: undefined, ...env } }) };
	}

	const files = (folder: string) =>
		fs
			.readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => fs.statSync(path.join(folder, name)).isFile())
			.map((name) => name.replace(/[^/]+\.jsonl$/, '<device>.jsonl'))
			.sort();

	/** Leaves a file of every kind but settings: a mark, a choice, something told. */
	async function use(program: Program, progress: string): Promise<void> {
		expect(await program.run(`done ${FIRST}`)).toMatchObject(WELL);
		expect(await program.run('level core')).toMatchObject(WELL);
		const [journal = ''] = fs.readdirSync(progress);
		fs.appendFileSync(path.join(progress, journal), '{"v":1,"id":"cut');
		expect((await program.run('next')).err).toContain(journal);
	}

	test('without any variable, the folders of the XDG standard under HOME, each for its own', async () => {
		const { home, program } = withHome({});
		await use(program, path.join(home, '.local', 'share', 'roadmap', 'progress'));
		expect(files(home)).toEqual([
			expect.stringMatching(/^\.cache\/roadmap\/told\//),
			'.local/share/roadmap/device.json',
			'.local/share/roadmap/progress/<device>.jsonl',
			'.local/share/roadmap/seen/data-engineer.json',
		]);
	});

	test('XDG folders apart from each other', async () => {
		const xdg = makeFolder();
		const { home, program } = withHome({
			XDG_CONFIG_HOME: path.join(xdg, 'c'),
			XDG_DATA_HOME: path.join(xdg, 'd'),
			XDG_CACHE_HOME: path.join(xdg, 'k'),
		});
		await use(program, path.join(xdg, 'd', 'roadmap', 'progress'));
		expect(files(xdg)).toEqual([
			'd/roadmap/device.json',
			'd/roadmap/progress/<device>.jsonl',
			'd/roadmap/seen/data-engineer.json',
			expect.stringMatching(/^k\/roadmap\/told\//),
		]);
		expect(fs.readdirSync(home)).toEqual([]);
	});

	test('XDG folders that are relative, or empty, are as if not said', async () => {
		const { home, program } = withHome({ XDG_CONFIG_HOME: 'c', XDG_DATA_HOME: './d', XDG_CACHE_HOME: '' });
		const here = makeFolder();
		expect(await program.shell(`cd '${here}' && R done ${FIRST} && R level core`)).toMatchObject(WELL);
		expect(fs.readdirSync(here)).toEqual([]);
		expect(files(home)).toEqual([
			'.local/share/roadmap/device.json',
			'.local/share/roadmap/progress/<device>.jsonl',
			'.local/share/roadmap/seen/data-engineer.json',
		]);
	});

	test('ROADMAP_HOME holds everything, whatever else is set', async () => {
		const [here, xdg] = [makeFolder(), makeFolder()];
		const { home, program } = withHome({ ROADMAP_HOME: here, XDG_CONFIG_HOME: xdg, XDG_DATA_HOME: xdg });
		await use(program, path.join(here, 'progress'));
		expect(files(here)).toEqual([
			expect.stringMatching(/^cache\/told\//),
			'device.json',
			'progress/<device>.jsonl',
			'seen/data-engineer.json',
		]);
		expect([fs.readdirSync(home), fs.readdirSync(xdg)]).toEqual([[], []]);
	});

	test('settings are kept once a roadmap is in use, in the folder for settings', async () => {
		const { home, program } = withHome({});
		const file = ownRoadmap();
		expect(await program.run(['use', file])).toMatchObject({ code: 0 });
		expect(files(home)).toContain('.config/roadmap/config.json');
	});

	test.each<[string, Env]>([
		['empty', { HOME: '' }],
		['missing', { HOME: undefined }],
		['relative', { HOME: 'home' }],
		['empty, and ROADMAP_HOME too', { HOME: '', ROADMAP_HOME: '' }],
	])('HOME %s is an error that names ROADMAP_HOME, and writes nowhere', async (_what, env) => {
		const { program } = withHome(env);
		const here = makeFolder();
		for (const line of ['next', `done ${FIRST}`]) {
			const { code, out, err } = await program.shell(`cd '${here}' && R ${line}`);
			expect({ code, out }).toEqual({ code: 1, out: '' });
			expect(err).toContain('ROADMAP_HOME');
		}
		for (const line of ['--help', 'help done', '--version']) {
			expect(await program.shell(`cd '${here}' && R ${line}`)).toMatchObject(WELL);
		}
		expect(fs.readdirSync(here)).toEqual([]);
	});

	test('HOME is not needed where ROADMAP_HOME is set', async () => {
		const program = new Program({ env: { HOME: '' } });
		expect(await program.run(`done ${FIRST}`)).toMatchObject(WELL);
		expect(program.journals()).toHaveLength(1);
	});
});

describe('reading writes nothing', () => {
	test('where nothing was ever written', async () => {
		const program = new Program();
		const folder = path.dirname(program.home);
		for (const line of READING) {
			expect((await program.run(line)).code, line).toBe(0);
			expect(fs.readdirSync(folder), line).toEqual([]);
		}
		fs.mkdirSync(program.home);
		const before = snapshot(folder);
		for (const line of READING) await program.run(line);
		expect(snapshot(folder)).toEqual(before);
	});

	test('where something was written, and what is marked already changes nothing', async () => {
		const program = new Program();
		await program.run(`done ${SECOND}`);
		await program.run('level everything');
		const before = snapshot(program.home);
		expect(before.size).toBeGreaterThan(3);
		for (const line of [...READING.filter((line) => line !== 'undo'), `done ${SECOND}`, 'level everything']) {
			expect(await program.run(line), line).toMatchObject(WELL);
		}
		expect(snapshot(program.home)).toEqual(before);
	});
});

describe('a home that may not be written to', () => {
	/** The same home for somebody who may read it and no more; undefined where this machine has nobody such. */
	async function asReader(home: string): Promise<Program | undefined> {
		const folder = path.dirname(home);
		if (ROOT_USER) {
			fs.chmodSync(folder, 0o755);
			await finish(['chmod', '-R', 'a+rX', folder], { PATH: process.env.PATH ?? '' });
			const program = new Program({ home, uid: NOBODY });
			return (await program.run('--version').catch(() => ({ code: 1 }))).code === 0 ? program : undefined;
		}
		fs.chmodSync(home, 0o555);
		fs.chmodSync(path.join(home, 'progress'), 0o555);
		return new Program({ home });
	}

	/** Gives the folders back, so that they can be removed. */
	function release(home: string): void {
		for (const folder of [home, path.join(home, 'progress'), path.join(home, 'seen')])
			if (fs.existsSync(folder)) fs.chmodSync(folder, 0o700);
	}

	test('next answers and writes nothing; done says which path', async ({ skip, onTestFinished }) => {
		const writer = new Program();
		onTestFinished(() => release(writer.home));
		await writer.run(`done ${FIRST}`);
		const journal = writer.journal();
		if (!ROOT_USER) fs.chmodSync(journal, 0o444);
		const reader = await asReader(writer.home);
		if (!reader) return skip(`user ${NOBODY} cannot reach ${BIN} or ${process.execPath} on this machine`);
		const before = snapshot(path.dirname(writer.home));
		const answer = await reader.run('next --json');
		expect(answer).toMatchObject(WELL);
		expect(JSON.parse(answer.out).topics[0].topic.id).not.toBe(FIRST);
		for (const line of READING.slice(0, -4)) expect((await reader.run(line)).code, line).toBe(0);
		for (const line of [`done ${SECOND}`, 'level core', 'undo']) {
			const { code, out, err } = await reader.run(line);
			expect({ code, out }, line).toEqual({ code: 1, out: '' });
			expect(err, line).toContain(writer.home);
			expect(err, line).not.toMatch(/\n\s+at /);
		}
		expect(snapshot(path.dirname(writer.home))).toEqual(before);
	});

	test('changes shows what an update brought, although it cannot be noted', async ({ skip, onTestFinished }) => {
		const writer = new Program();
		onTestFinished(() => release(writer.home));
		await writer.run(`done ${FIRST}`);
		const seen = path.join(writer.home, 'seen', 'data-engineer.json');
		const { edition, topics, ...rest } = JSON.parse(fs.readFileSync(seen, 'utf8'));
		const older = topics.filter(({ id }: { id: string }) => id !== SECOND);
		fs.writeFileSync(seen, JSON.stringify({ format: 1, edition: edition.replace(/./g, '0'), ...rest, topics: older }));
		if (!ROOT_USER) fs.chmodSync(path.dirname(seen), 0o555);
		const reader = await asReader(writer.home);
		if (!reader) return skip(`user ${NOBODY} cannot reach ${BIN} or ${process.execPath} on this machine`);
		const before = snapshot(path.dirname(writer.home));
		expect(await reader.run('next')).toMatchObject({ code: 0, err: expect.stringContaining('1 new topic.') });
		for (const _time of [1, 2]) {
			const { code, out, err } = await reader.run('changes --json');
			expect(code).toBe(0);
			expect(JSON.parse(out)).toMatchObject({ unseen: true, new: [{ id: SECOND }] });
			expect(err).toContain(seen);
		}
		expect(snapshot(path.dirname(writer.home))).toEqual(before);
	});

	test('a damaged line is told, although it cannot be remembered that it was', async ({ skip, onTestFinished }) => {
		const writer = new Program();
		onTestFinished(() => release(writer.home));
		await writer.run(`done ${FIRST}`);
		fs.appendFileSync(writer.journal(), '{"v":1,"id":"cut');
		const reader = await asReader(writer.home);
		if (!reader) return skip(`user ${NOBODY} cannot reach ${BIN} or ${process.execPath} on this machine`);
		for (const _time of [1, 2]) {
			const { code, err } = await reader.run('next');
			expect(code).toBe(0);
			expect(err).toContain(writer.journal());
		}
	});

	test('a home of somebody else: help works, next does, done says which path', async ({ skip }) => {
		if (!ROOT_USER) return skip('only root can make a home that belongs to somebody else');
		const folder = makeFolder();
		fs.chmodSync(folder, 0o755);
		const closed = path.join(folder, 'closed');
		fs.mkdirSync(closed, { mode: 0o700 });
		const program = new Program({ uid: NOBODY, home: path.join(folder, 'new'), env: { HOME: closed } });
		if ((await program.run('--version').catch(() => ({ code: 1 }))).code !== 0) return skip('no other user here');
		expect(await program.run('next')).toMatchObject(WELL);
		expect(await program.run(`done ${FIRST}`)).toMatchObject({ code: 1, err: expect.stringContaining(folder) });
		const away = { ROADMAP_HOME: undefined };
		expect(await program.run('--help', away)).toMatchObject(WELL);
		expect(await program.run('next', away)).toMatchObject({ code: 4, err: expect.stringContaining(closed) });
	});

	test('progress that cannot be read: exit 4, the path, and nothing written', async ({ skip }) => {
		if (!ROOT_USER) return skip('needs root, who makes a file that somebody else cannot read');
		const writer = new Program();
		await writer.run(`done ${FIRST}`);
		const reader = await asReader(writer.home);
		if (!reader) return skip(`user ${NOBODY} cannot reach ${BIN} or ${process.execPath} on this machine`);
		fs.chmodSync(writer.journal(), 0o600);
		const before = snapshot(writer.home);
		for (const line of ['next', 'stages', `done ${SECOND}`]) {
			const { code, out, err } = await reader.run(line);
			expect({ code, out }, line).toEqual({ code: 4, out: '' });
			expect(err, line).toContain(writer.journal());
		}
		expect(snapshot(writer.home)).toEqual(before);
	});
});

test.each<[string, (home: string) => string]>([
	['a journal folder that is a file', (home) => path.join(home, 'progress')],
])('%s: exit 4 with the path, nothing is changed', async (_what, fileIn) => {
	const program = new Program();
	const file = fileIn(program.home);
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, 'not ours');
	const before = snapshot(program.home);
	for (const line of ['next', 'stages', `done ${FIRST}`]) {
		const { code, out, err } = await program.run(line);
		expect({ code, out }, line).toEqual({ code: 4, out: '' });
		expect(err, line).toContain(path.join(program.home, 'progress'));
		expect(err, line).not.toMatch(/\n\s+at /);
	}
	expect(await program.run('--help')).toMatchObject(WELL);
	expect(snapshot(program.home)).toEqual(before);
});

test('with umask 000, folders are 0700 and files 0600', async () => {
	const program = new Program();
	const file = ownRoadmap();
	const script = [`R done ${FIRST}`, 'R level core', `R --roadmap '${file}' next`].join(' && ');
	expect(await program.shell(`umask 000; ${script}`)).toMatchObject(WELL);
	// Long enough for a checkpoint, and something to tell.
	const at = new Date(Date.now() - 1_000_000).toISOString();
	const events = Array.from({ length: 5_000 }, (_, i) => eventLine(`e${i}`, at, { topic: SECOND, to: 'started' }));
	fs.appendFileSync(program.journal(), `${events.join('')}{"cut`);
	expect(await program.shell('umask 000; R next')).toMatchObject({ code: 0 });
	fs.writeFileSync(path.join(program.home, 'config.json'), '{"half', { mode: 0o600 });
	expect(await program.shell(`umask 000; R use '${file}'`)).toMatchObject({ code: 0 });
	const names = ['', ...fs.readdirSync(program.home, { recursive: true, encoding: 'utf8' })];
	const modes = names.map((name) => {
		const stat = fs.statSync(path.join(program.home, name));
		return [name, (stat.mode & 0o777).toString(8), stat.isDirectory() ? '700' : '600'];
	});
	expect(modes.filter(([, mode, wanted]) => mode !== wanted)).toEqual([]);
	const kinds = ['cache/told/', 'cache/roadmaps/', 'cache/progress.json', 'config.json.damaged', 'device.json'];
	for (const kind of kinds) expect(names.some((name) => name.startsWith(kind))).toBe(true);
});

describe('damaged settings', () => {
	const GOOD = '{"choices":{"data-engineer":{"path":"analytics","level":"core"}}}';

	test.each([
		['half of them', GOOD.slice(0, 40)],
		['empty', ''],
		['a list', '["path","analytics"]'],
		['null', 'null'],
		['NULs', '\0'.repeat(64)],
		['NULs behind', `${GOOD}\0\0\0`],
	])('%s: told, defaults used, set aside when the settings are written next', async (_what, text) => {
		const program = new Program();
		const file = path.join(program.home, 'config.json');
		await program.run(`done ${FIRST}`);
		fs.writeFileSync(file, text);
		const told = await program.run('next --json');
		expect(told.code).toBe(0);
		expect(told.err).toContain(file);
		expect(JSON.parse(told.out)).toMatchObject({ path: 'all', level: 'recommended' });
		expect(fs.readFileSync(file, 'utf8')).toBe(text);

		expect((await program.run('path streaming')).code).toBe(0);
		expect(await program.json('next')).toMatchObject({ path: 'streaming', level: 'recommended' });
		expect(fs.readFileSync(file, 'utf8')).toBe(text);
		const chosen = await program.run(['use', ownRoadmap()]);
		expect(chosen.code).toBe(0);
		await program.run('use data-engineer');
		const aside = fs.readdirSync(program.home).filter((name) => /^config\.json\.damaged/.test(name));
		expect(aside).toHaveLength(1);
		expect(fs.readFileSync(path.join(program.home, aside[0] ?? ''), 'utf8')).toBe(text);
		expect(chosen.err).toContain(aside[0]);
		expect(await program.alreadyDone([FIRST])).toEqual([FIRST]);
	});

	test('a mark that Windows editors put in front is no damage', async () => {
		const program = new Program();
		fs.mkdirSync(program.home);
		fs.writeFileSync(path.join(program.home, 'config.json'), `\ufeff${GOOD}`);
		expect(await program.json('next')).toMatchObject({ path: 'analytics', level: 'core' });
		expect(await program.run('path streaming')).toMatchObject(WELL);
		expect(await program.json('next')).toMatchObject({ path: 'streaming', level: 'core' });
		expect(fs.readdirSync(program.home).filter((name) => name.includes('damaged'))).toEqual([]);
	});

	test('a choice that is none, or of the wrong type, is passed over', async () => {
		const program = new Program();
		fs.mkdirSync(program.home);
		const file = path.join(program.home, 'config.json');
		fs.writeFileSync(
			file,
			'{"choices":{"data-engineer":{"path":7,"level":"core"},"__proto__":[]},"other":{"kept":true}}',
		);
		const odd = await program.run('next --json');
		expect(odd).toMatchObject(WELL);
		expect(JSON.parse(odd.out)).toMatchObject({ path: 'all', level: 'core' });
		fs.writeFileSync(file, '{"choices":{"data-engineer":{"path":"gone"}},"other":{"kept":true}}');
		const gone = await program.run('next --json');
		expect(gone).toMatchObject({ code: 0, err: expect.stringContaining('gone') });
		expect(JSON.parse(gone.out)).toMatchObject({ path: 'all', level: 'recommended' });
		expect((await program.run('path streaming')).code).toBe(0);
		expect(JSON.parse(fs.readFileSync(file, 'utf8')).other).toEqual({ kept: true });
	});

	test('settings that are a folder stop nothing', async () => {
		const program = new Program();
		fs.mkdirSync(path.join(program.home, 'config.json'), { recursive: true });
		expect(await program.run('next')).toMatchObject({ code: 0, err: expect.stringContaining('config.json') });
		expect((await program.run(`done ${FIRST}`)).code).toBe(0);
		expect((await program.run('path streaming')).code).toBe(0);
		expect(await program.json('next')).toMatchObject({ path: 'streaming' });
	});

	test('a second damage is told like the first', async () => {
		const program = new Program();
		const file = path.join(program.home, 'config.json');
		fs.mkdirSync(program.home);
		fs.writeFileSync(file, '{"half');
		expect((await program.run('next')).err).toContain(file);
		expect((await program.run('next')).err).toBe('');
		expect((await program.run('path streaming')).code).toBe(0);
		fs.writeFileSync(file, '{"half again');
		expect((await program.run('next')).err).toContain(file);
	});
});
