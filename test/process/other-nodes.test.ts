/** The built program on the other Nodes that it promises to run on. scripts/other-nodes.sh puts them there. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { outline, Program, ROOT } from './binary.ts';

const [FIRST = ''] = outline().flat();
const WELL = { code: 0, err: '' };

describe.each([22, 24])('Node %i', (major) => {
	const node = path.join(ROOT, 'node_modules', '.nodes', String(major), 'bin', 'node');
	const says = spawnSync(node, ['--version'], { encoding: 'utf8', env: {} });
	const missing = says.status !== 0;

	test(missing ? `is not on this machine; scripts/other-nodes.sh brings it` : 'is the one that was meant', {
		skip: missing,
	}, () => {
		expect(says.stdout).toMatch(new RegExp(`^v${major}\\.`));
	});

	test.skipIf(missing)('next, done and stages say what they say on this one', async () => {
		const [there, here] = [new Program({ node }), new Program()];
		for (const line of ['--help', 'next', 'next --json', 'stages --json', 'search join', 'level core', 'path ml']) {
			const [other, own] = [await there.run(line), await here.run(line)];
			expect(other, line).toMatchObject(WELL);
			expect(other, line).toEqual(own);
		}
		expect(await there.run('done 1.1')).toMatchObject(WELL);
		expect((await there.json('stages')).progress).toMatchObject({ done: 1 });
		// A journal that one of them wrote, the other reads.
		expect(await new Program({ home: there.home }).alreadyDone([FIRST])).toEqual([FIRST]);
	});

	test.skipIf(missing)('errors, warnings and questions are the same', async () => {
		const [there, here] = [new Program({ node }), new Program()];
		for (const line of ['nonsense', 'topic xyzzyqqq', 'done', 'next --jsn']) {
			const [other, own] = [await there.run(line), await here.run(line)];
			expect(other.err, line).not.toBe('');
			expect(other, line).toEqual(own);
		}
		const keys = [['1.2', '\u0003']] as const;
		expect(await there.onTerminal('done', { pipes: ['stdout'], keys })).toMatchObject({
			code: 130,
			out: '',
			cooked: true,
		});
	});
});

describe.each([22, 24])("V8's cache on Node %i", (major) => {
	const node = path.join(ROOT, 'node_modules', '.nodes', String(major), 'bin', 'node');
	const missing = spawnSync(node, ['--version'], { env: {} }).status !== 0;
	const cacheOf = ({ home }: Program) => {
		const folder = path.join(home, 'cache', 'code');
		return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
	};

	test.skipIf(missing)('is made once, after the first answer, for this user alone', async () => {
		const program = new Program({ node });
		expect(await program.run('next')).toMatchObject(WELL);
		const [file = '', ...others] = cacheOf(program);
		expect(others).toEqual([]);
		expect(path.basename(file)).toMatch(new RegExp(`^[0-9a-f]{16}-[\\w.-]+-${process.arch}\\.cache$`));
		const made = fs.statSync(file);
		expect(made.mode & 0o777).toBe(0o600);
		expect(await program.run('stages')).toMatchObject(WELL);
		expect(cacheOf(program)).toEqual([file]);
		// Taken as it was: a cache that V8 refuses is made anew.
		expect(fs.statSync(file).ino).toBe(made.ino);
	});

	test.skipIf(missing)('that is damaged is made anew, and the answer is the same', async () => {
		const program = new Program({ node });
		const { out } = await program.run('next');
		const [file = ''] = cacheOf(program);
		fs.writeFileSync(file, 'not of V8');
		expect(await program.run('next')).toMatchObject({ ...WELL, out });
		expect(fs.statSync(file).size).toBeGreaterThan(100_000);
	});

	test.skipIf(missing)('that others may write, a link or a pipe is not read', async () => {
		const program = new Program({ node });
		const { out } = await program.run('next');
		const [file = ''] = cacheOf(program);
		const elsewhere = `${file}.elsewhere`;
		const stand = {
			writable: () => fs.chmodSync(file, 0o666),
			link: () => {
				fs.renameSync(file, elsewhere);
				fs.symlinkSync(elsewhere, file);
			},
			pipe: () => {
				fs.rmSync(file);
				spawnSync('mkfifo', [file]);
			},
		};
		for (const [kind, put] of Object.entries(stand)) {
			put();
			expect(await program.run('next'), kind).toMatchObject({ ...WELL, out });
			const { mode } = fs.lstatSync(file);
			// Made anew in its place, which says that it was not taken.
			expect((mode & fs.constants.S_IFMT) === fs.constants.S_IFREG && mode & 0o777, kind).toBe(0o600);
		}
	});

	test.skipIf(missing)('is done without where none can be kept', async () => {
		const program = new Program({ node });
		fs.mkdirSync(program.home, { recursive: true });
		fs.writeFileSync(path.join(program.home, 'cache'), '');
		expect(await program.run('next')).toMatchObject(WELL);
	});
});

test('the Node that built the program needs no cache of its own', async () => {
	const program = new Program();
	expect(await program.run('next')).toMatchObject(WELL);
	expect(fs.existsSync(path.join(program.home, 'cache', 'code'))).toBe(false);
});
