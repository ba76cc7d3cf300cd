import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitWords } from '../../src/cli/programs.ts';
import { makeFolder, Terminal } from '../terminal.ts';
import { offered, tooWide, unpainted } from './screen.ts';

const ENTER = '\r';
const CTRL_C = '\u0003';
const CTRL_U = '\u0015';

function place(name = 'bread.yaml'): string {
	return path.join(makeFolder(), name);
}

describe('with options', () => {
	test('it writes a roadmap that check has nothing to say of, and names what to do next', async () => {
		const terminal = new Terminal();
		const file = place();
		const { code, out, err } = await terminal.run(['new', file, '--title', 'Bake: bread', '--goal', 'Be "proud"']);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toMatch(new RegExp(`^Bake: bread is in ${file}\\.\nroadmap check ${file}  .*\nroadmap use ${file}  `));
		expect(await terminal.run(['check', file])).toEqual({ code: 0, out: '', err: '' });
		await terminal.run(['use', file]);
		expect(await terminal.json('next')).toMatchObject({
			roadmap: 'bake-bread',
			topics: [{ topic: { id: 'first-topic' } }],
		});
		expect((await terminal.json('')).goal).toBe('Be "proud"');
		expect(fs.readdirSync(path.dirname(file))).toEqual(['bread.yaml']);
	});

	test('--json gives the file as it was said, the id and the title', async () => {
		const file = place('my bread.yaml');
		const { code, out } = await new Terminal().run(['new', file, '--title', ' Bread\n', '--id', 'loaf', '--json']);
		expect({ code, result: JSON.parse(out) }).toEqual({ code: 0, result: { file, id: 'loaf', title: 'Bread' } });
		expect(fs.readFileSync(file, 'utf8')).toMatch(/^format: 1\n[\s\S]*\nid: loaf\ntitle: Bread\n/);
	});

	test('--quiet says nothing', async () => {
		expect(await new Terminal().run(['new', place(), '--title', 'Bread', '-q'])).toEqual({ code: 0, out: '', err: '' });
	});

	test('--schema names the JSON Schema that is shipped', async () => {
		const file = place();
		await new Terminal().run(['new', file, '--title', 'Bread', '--schema']);
		const [line = ''] = fs.readFileSync(file, 'utf8').split('\n');
		const [, address = ''] = /^# yaml-language-server: \$schema=(file:\S+)$/.exec(line) ?? [];
		expect(JSON.parse(fs.readFileSync(new URL(address), 'utf8'))).toMatchObject({ title: 'roadmap' });
		expect((await new Terminal().run(['check', file])).out).toBe('');
	});

	test('what it offers next does what it says', async () => {
		const terminal = new Terminal({ tty: true, columns: 200 });
		const file = place('my bread.yaml');
		const { out } = await terminal.run(['new', file, '--title', 'Bread', '--id', 'bread', '--goal', '']);
		for (const line of offered(out)) {
			const { code, err } = await terminal.run(splitWords(line).slice(1));
			expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
		}
		expect((await terminal.json('next')).roadmap).toBe('bread');
	});

	test('what it offers can be typed as it stands, also where the name has spaces', async () => {
		const { out } = await new Terminal({ tty: true, columns: 200 }).run([
			'new',
			place("my 'own'.yaml"),
			'--title',
			'A',
			'--id',
			'a',
			'--goal',
			'',
		]);
		expect(offered(out)).toEqual([
			expect.stringMatching(/^roadmap check '.*\/my '\\''own'\\''\.yaml'$/),
			expect.stringMatching(/^roadmap use '.*\/my '\\''own'\\''\.yaml'$/),
		]);
	});

	test.each<[why: string, args: string[], hint: RegExp]>([
		['no title', [], /--title "Bake bread"/],
		['an empty title', ['--title', ' \u200b'], /--title/],
		['a title that is too long', ['--title', 'x'.repeat(501)], /--title/],
		['a goal that is too long', ['--title', 'A', '--goal', 'x'.repeat(501)], /--goal/],
		['an id that is none', ['--title', 'A', '--id', 'My Bread'], /for example my-bread\.\n.*--id/],
		['a title that makes no id', ['--title', '日本'], /--id my-roadmap/],
	])('%s: exit 2, what to say, and no file', async (_, args, hint) => {
		const file = place();
		const { code, out, err } = await new Terminal().run(['new', file, ...args]);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toMatch(hint);
		expect(fs.readdirSync(path.dirname(file))).toEqual([]);
	});

	test('nothing of what was typed acts on the terminal', async () => {
		const evil = '\u001b]52;c;aGk=\u0007\u202eA\u009b31m';
		const file = place(`a${evil}.yaml`);
		const { code, out } = await new Terminal({ tty: true, env: { NO_COLOR: '1' } }).run([
			'new',
			file,
			'--title',
			evil,
			'--id',
			'a',
			'--goal',
			evil,
		]);
		expect(code).toBe(0);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
		expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
		expect((await new Terminal().run(['check', file])).out).toBe('');
	});
});

describe('never over another file', () => {
	const TAKEN = / already exists\.\nName another: roadmap new <file>\n$/;
	const LINK = / is a link, and links are not followed\.\n/;
	const found = (file: string) => {
		const folder = path.dirname(file);
		return fs.readdirSync(folder).map((name) => [name, fs.lstatSync(path.join(folder, name)).size]);
	};

	test.each<[what: string, put: (file: string) => void, says: RegExp]>([
		['a file', (file) => fs.writeFileSync(file, 'mine'), TAKEN],
		['an empty file', (file) => fs.writeFileSync(file, ''), TAKEN],
		['a folder', (file) => fs.mkdirSync(file), / is a folder\.\n/],
		['a link that leads nowhere', (file) => fs.symlinkSync(`${file}.gone`, file), LINK],
		[
			'a link to a file',
			(file) => {
				fs.writeFileSync(`${file}.other`, 'mine');
				fs.symlinkSync(`${file}.other`, file);
			},
			LINK,
		],
	])('%s stays as it is: exit 1 and what to do', async (_, put, says) => {
		const file = place();
		put(file);
		const before = found(file);
		const { code, out, err } = await new Terminal().run(['new', file, '--title', 'Bread']);
		expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(says) });
		expect(err.startsWith(file)).toBe(true);
		expect(found(file)).toEqual(before);
	});

	test('is found before the first question', async () => {
		const file = place();
		fs.writeFileSync(file, 'mine');
		const { code, err } = await new Terminal({ tty: true }).run(['new', file]);
		expect(code).toBe(1);
		expect(unpainted(err)).toContain('already exists.');
		expect(err).not.toContain('What is it called?');
	});

	test('a folder that is not there: exit 1, and why', async () => {
		const file = path.join(makeFolder(), 'no', 'bread.yaml');
		const { code, err } = await new Terminal().run(['new', file, '--title', 'Bread']);
		expect({ code, err }).toEqual({ code: 1, err: `There is no folder ${path.dirname(file)}.\nMake it first.\n` });
	});
});

describe('on a terminal it asks', () => {
	test('for the title, the id with a proposal, and the goal', async () => {
		const file = place();
		const keys = ['Crème brûlée', ENTER, ENTER, 'Burn sugar', ENTER];
		const { code, err } = await new Terminal({ tty: true }).run(['new', file], keys);
		expect(code).toBe(0);
		expect(err).toContain('What is it called?');
		expect(err).toContain('creme-brulee');
		expect(fs.readFileSync(file, 'utf8')).toContain('\nid: creme-brulee\ntitle: "Crème brûlée"\ngoal: Burn sugar\n');
	});

	test('the proposal can be changed, and the goal may stay empty', async () => {
		const file = place();
		const keys = ['Bread', ENTER, CTRL_U, 'loaf', ENTER, ENTER];
		expect((await new Terminal({ tty: true }).run(['new', file], keys)).code).toBe(0);
		expect(fs.readFileSync(file, 'utf8')).toMatch(/\nid: loaf\ntitle: Bread\n# goal: /);
	});

	test('again, where the answer is none', async () => {
		const file = place();
		const keys = [ENTER, 'Bread', ENTER, CTRL_U, 'No id', ENTER, CTRL_U, 'loaf', ENTER, ENTER];
		const { code, err } = await new Terminal({ tty: true }).run(['new', file], keys);
		expect(code).toBe(0);
		expect(unpainted(err)).toContain('A roadmap needs a title.');
		expect(unpainted(err)).toContain('for example no-id.');
		expect(fs.readFileSync(file, 'utf8')).toContain('\nid: loaf\n');
	});

	test.each([{ ROADMAP_ACCESSIBLE: '1' }, { TERM: 'dumb' }])(
		'answers that are pasted in one count: %o',
		async (env) => {
			const file = place();
			const { code } = await new Terminal({ tty: true, env }).run(['new', file], ['Bread\nloaf\nBake it\n']);
			expect(code).toBe(0);
			expect(fs.readFileSync(file, 'utf8')).toContain('\nid: loaf\ntitle: Bread\ngoal: Bake it\n');
		},
	);

	test('only for what was not said', async () => {
		const { code, err } = await new Terminal({ tty: true }).run([
			'new',
			place(),
			'--title',
			'A',
			'--id',
			'a',
			'--goal',
			'',
		]);
		expect({ code, err }).toEqual({ code: 0, err: '' });
	});

	test('not with --no-input', async () => {
		const file = place();
		expect((await new Terminal({ tty: true }).run(['new', file, '--no-input'])).code).toBe(2);
		expect((await new Terminal({ tty: true }).run(['new', file, '--title', 'Bread', '--no-input'])).code).toBe(0);
	});

	test.each([[[CTRL_C]], [['Bread', ENTER, CTRL_C]], [['Bread', ENTER, ENTER, CTRL_C]]])(
		'Ctrl-C at any question: exit 130 and no file',
		async (keys) => {
			const file = place();
			const { code, out } = await new Terminal({ tty: true }).run(['new', file], keys);
			expect({ code, out }).toEqual({ code: 130, out: '' });
			expect(fs.readdirSync(path.dirname(file))).toEqual([]);
		},
	);

	test.each([{ ROADMAP_ACCESSIBLE: '1' }, { TERM: 'dumb' }])('in lines: %j', async (env) => {
		const file = place();
		const keys = ['\n', 'Bread\n', 'No id\n', '\n', 'Bake\n'];
		const { code, out, err } = await new Terminal({ tty: true, env: { ...env, NO_COLOR: '1' } }).run(
			['new', file],
			keys,
		);
		expect(code).toBe(0);
		expect(err).toBe(
			[
				'What is it called?\n> A roadmap needs a title.\n',
				'What is it called?\n> Its id? It cannot be changed later. Enter takes bread.\n',
				'> An id has lowercase letters, digits and hyphens, at most 64, and begins with a letter or digit; for example no-id.\n',
				'Its id? It cannot be changed later. Enter takes bread.\n',
				'> What can you do at the end of it? Enter leaves it empty.\n> ',
			].join(''),
		);
		expect(out).not.toContain('\u001b');
		expect(fs.readFileSync(file, 'utf8')).toContain('\nid: bread\ntitle: Bread\ngoal: Bake\n');
	});
});

test.each([40, 80, 200])('stays inside %i columns', async (columns) => {
	const file = place('パン.yaml');
	const { out } = await new Terminal({ tty: true, columns }).run([
		'new',
		file,
		'--title',
		'パンを焼く'.repeat(20),
		'--id',
		'pan',
		'--goal',
		'',
	]);
	// A line to be typed is never broken.
	expect(tooWide(out, columns).filter((line) => !line.includes('roadmap '))).toEqual([]);
});
