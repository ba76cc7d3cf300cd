/** What is published: `npm pack`, installed into an empty prefix as somebody who has nothing else of ours. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { finish, ROOT } from './binary.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-package-'));
const prefix = path.join(folder, 'prefix');
const installed = path.join(prefix, 'lib', 'node_modules', 'roadmap');
const env = { PATH: `${path.join(prefix, 'bin')}:${process.env.PATH}`, HOME: path.join(folder, 'home') };

beforeAll(async () => {
	fs.mkdirSync(env.HOME);
	const packed = await finish(['npm', 'pack', '--silent', '--pack-destination', folder, ROOT], env);
	expect(packed).toMatchObject({ code: 0, err: '' });
	const tarball = path.join(folder, packed.out.trim());
	const install = await finish(['npm', 'install', '--global', '--offline', '--prefix', prefix, tarball], env);
	expect(install).toMatchObject({ code: 0, err: '' });
}, 60_000);

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Files in the package, by their path in it. */
function files(): string[] {
	const entries = fs.readdirSync(installed, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name)));
}

function read(file: string): string {
	return fs.readFileSync(path.join(installed, file), 'latin1');
}

test('nothing runs when it is installed, and it depends on nothing', () => {
	const { scripts, dependencies } = JSON.parse(read('package.json'));
	const own = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare', 'prepublish'];
	expect(Object.keys(scripts).filter((name) => own.includes(name))).toEqual([]);
	expect(dependencies).toBeUndefined();
});

test('no file names a folder of the machine that built it', () => {
	expect(files()).toContain('dist/main.cache');
	expect(files().filter((file) => read(file).includes(ROOT))).toEqual([]);
});

test('every relative link in its pages leads to a file in it', () => {
	const all = new Set(files());
	const pages = [...all].filter((file) => file.endsWith('.md'));
	expect(pages).toContain('README.md');
	const dead = pages.flatMap((page) =>
		[...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
			.map(([, to = '']) => path.normalize(path.join(path.dirname(page), to)))
			.filter((to) => !all.has(to))
			.map((to) => `${page}: ${to}`),
	);
	expect(dead).toEqual([]);
});

test.skipIf(spawnSync('man', ['--version']).error)('man roadmap finds its page', async () => {
	const { code, out } = await finish(['man', '-w', 'roadmap'], env);
	expect({ code, out: fs.realpathSync(out.trim()) }).toEqual({
		code: 0,
		out: fs.realpathSync(path.join(installed, 'dist', 'roadmap.1')),
	});
});

describe('runs', () => {
	test.each(commands.map(({ name }) => name))('roadmap %s --help', async (name) => {
		expect(await finish(['roadmap', name, '--help'], env)).toMatchObject({ code: 0, err: '' });
	});

	const remote = path.join(folder, 'remote.git');
	test('what learners do, one after the other', { timeout: 60_000 }, async () => {
		for (const line of [
			'',
			'next',
			'topic sql-joins',
			'open sql-joins --print',
			'start 1.2',
			'done 1.1',
			'undo',
			'stages',
			'stage 4',
			'map',
			'map --svg -',
			'stats',
			'plan --until 12w',
			'search join',
			'note 1.2 Something',
			'notes',
			'link 1.2 https://example.org/',
			'add 4 Mine',
			'hide 3.3',
			'changes',
			'path analytics',
			'level core',
			'pace 6h/week',
			`export -o ${folder}/all.json`,
			`import ${folder}/all.json`,
			`new ${folder}/own.yaml --title Own`,
			`check ${folder}/own.yaml`,
			`use ${folder}/own.yaml`,
			`page -o ${folder}/page.html`,
			`sync init ${remote}`,
			'sync',
			'completion bash',
			'doctor',
		]) {
			const { code, err } = await finish(['roadmap', ...line.split(' ').filter(Boolean)], env);
			expect({ line, code, err: code === 0 ? '' : err }).toEqual({ line, code: 0, err: '' });
		}
	});
});

describe('THIRD-PARTY.txt', () => {
	/** Packages whose values, not only types, the sources import. */
	function imported(): string[] {
		const texts = ['src', 'web'].flatMap((part) =>
			fs
				.readdirSync(path.join(ROOT, part), { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.ts'))
				.map((name) => fs.readFileSync(path.join(ROOT, part, name), 'utf8')),
		);
		const names = texts.flatMap((text) => [...text.matchAll(/^import (?!type ).*? from '([^.'][^']*)';$/gm)]);
		return [...new Set(names.map(([, name = '']) => name))].filter((name) => !name.startsWith('node:'));
	}

	test.each(imported())('has the whole licence of %s', (name) => {
		const from = path.join(ROOT, 'node_modules', name);
		const { version } = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
		const [licence = ''] = fs.readdirSync(from).filter((file) => /^licen[cs]e/i.test(file));
		const text = fs.readFileSync(path.join(installed, 'dist', 'THIRD-PARTY.txt'), 'utf8');
		expect(text).toContain(`\n${name.startsWith('@inquirer/prompts') ? '@inquirer/core' : `${name} ${version}`} `);
		expect(text).toContain(fs.readFileSync(path.join(from, licence), 'utf8').trim());
	});

	test('has those that they bring along', () => {
		const text = read('dist/THIRD-PARTY.txt');
		for (const name of ['semver', 'fast-uri', 'mute-stream', '@inquirer/search']) expect(text).toContain(`\n${name} `);
	});
});
