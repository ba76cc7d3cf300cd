/**
 * Nothing that the program is fed can hurt whoever runs it: whatever stands in roadmaps, journals, settings, variables,
 * names of files and arguments, every command ends with a code that is documented, sends the terminal nothing but
 * text, and leaves every byte of the journals where it was.
 *
 * FUZZ_ROUNDS=500 looks longer; FUZZ_SEED=7 looks elsewhere.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { EXIT } from '../../src/errors.ts';
import { foreignIn } from '../clean.ts';
import { makeFolder, type Ran, Terminal, type TerminalOptions } from '../terminal.ts';
import {
	brokenRoadmap,
	device,
	fileName,
	hostile,
	journal,
	passable,
	roadmapText,
	sayings,
	settings,
	wrongRoadmap,
} from './hostile.ts';

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 4);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const HOW = { numRuns: ROUNDS, seed: SEED, endOnFailure: true } as const;
const PATIENCE = 60_000 + ROUNDS * 10_000;

const HOME = { name: '', usage: 'home' };
const COMPLETE = { name: 'complete', usage: 'complete [words...]' };
const ALL = [HOME, ...commands, COMPLETE];

const WAYS: readonly { readonly name: string; readonly options: TerminalOptions; readonly said?: string }[] = [
	{ name: 'in a pipe', options: {} },
	{ name: 'as JSON', options: {}, said: '--json' },
	{ name: 'on a terminal', options: { tty: true } },
	{ name: 'on 40 columns', options: { tty: true, columns: 40 } },
	{ name: 'to a screen reader', options: { tty: true, env: { ROADMAP_ACCESSIBLE: '1' } } },
	{ name: 'with links', options: { tty: true, env: { FORCE_HYPERLINK: '1' } } },
];

/** Every command once, each with the words that are to be said. */
function everyCommand(folder: string): fc.Arbitrary<string[][]> {
	return fc.tuple(...ALL.map((command) => sayings(command, folder))).map((all) => [...all]);
}

function expectHarmless({ code, out, err }: Ran, argv: readonly string[], isJson: boolean): void {
	const said = JSON.stringify(argv);
	const documented = Object.values(EXIT).filter((one) => one !== EXIT.bug && one !== EXIT.interrupted);
	expect(documented, `${said} ended with ${code}: ${err}`).toContain(code);
	expect(foreignIn(out), `stdout of ${said}`).toEqual([]);
	expect(foreignIn(err), `stderr of ${said}`).toEqual([]);
	const isHelp = ['-h', '--help', 'help'].some((word) => argv.includes(word));
	if (!isJson || isHelp || argv[0] === 'complete') return;
	if (out !== '') JSON.parse(out);
	else expect(JSON.parse(err.trim().split('\n').at(-1) ?? ''), said).toHaveProperty('error.code', code);
}

/** Name → bytes of every journal. */
function journals(home: string): Map<string, Buffer> {
	const folder = path.join(home, 'progress');
	const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
	return new Map(names.map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}

function expectGrown(before: ReadonlyMap<string, Buffer>, home: string): void {
	const after = journals(home);
	for (const [name, bytes] of before) {
		expect(after.get(name)?.subarray(0, bytes.length).equals(bytes), `the journal ${JSON.stringify(name)}`).toBe(true);
	}
}

/** Runs every command in every way over what stands in a folder. */
async function runAll(
	makeTerminal: (way: TerminalOptions) => Terminal,
	lines: readonly string[][],
	more: string[] = [],
) {
	for (const { options, said } of WAYS) {
		const terminal = makeTerminal(options);
		for (const words of lines) {
			const argv = [...(words[0] === '' ? words.slice(1) : words)];
			const isTab = argv[0] === 'complete';
			const all = isTab
				? ['complete', '--', ...argv.slice(1)]
				: [...more, '--no-input', ...(said ? [said] : []), ...argv];
			const before = journals(terminal.home);
			const ran = await terminal.run(all);
			expectHarmless(ran, all, said !== undefined);
			expectGrown(before, terminal.home);
		}
	}
}

function put(home: string, files: Readonly<Record<string, string | Uint8Array>>): void {
	for (const [name, content] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
		fs.writeFileSync(path.join(home, name), content);
	}
}

// Labs are made in the current folder where none is named.
const HERE = process.cwd();
const ELSEWHERE = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-fuzz-'));
beforeAll(() => process.chdir(ELSEWHERE));
afterAll(() => {
	process.chdir(HERE);
	fs.rmSync(ELSEWHERE, { recursive: true, force: true });
});

const QUIET = { BROWSER: '/nonexistent/browser' };

test('a roadmap full of hostile texts', { timeout: PATIENCE }, async () => {
	const folder = makeFolder();
	await fc.assert(
		fc.asyncProperty(roadmapText, everyCommand(folder), async (text, lines) => {
			// Not where a command may have been told to write.
			const file = path.join(makeFolder(), 'mine.yaml');
			fs.writeFileSync(file, text);
			const home = path.join(makeFolder(), 'home');
			const compiled = await new Terminal({ home }).run(['--roadmap', file, 'stages']);
			expect(compiled).toMatchObject({ code: 0 });
			await runAll((way) => new Terminal({ ...way, home, env: { ...QUIET, ...way.env } }), lines, ['--roadmap', file]);
		}),
		HOW,
	);
});

test('journals, settings and a device that nobody can have written', { timeout: PATIENCE }, async () => {
	const folder = makeFolder();
	const roadmap = path.join(makeFolder(), 'mine.yaml');
	fs.writeFileSync(roadmap, fc.sample(roadmapText, { numRuns: 1, seed: SEED })[0] ?? '');
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fileName, journal), { minLength: 1, maxLength: 3 }),
			fc.option(settings, { nil: undefined }),
			fc.option(device, { nil: undefined }),
			fileName,
			hostile,
			everyCommand(folder),
			async (files, config, owner, homeName, note, lines) => {
				const home = path.join(makeFolder(), homeName);
				for (const [name, content] of files) put(home, { [`progress/${name}.jsonl`]: content });
				for (const topic of ['constructor', 'own', 'gone']) put(home, { [`notes/hostile/${topic}.md`]: note });
				if (config !== undefined) put(home, { 'config.json': config });
				if (owner !== undefined) put(home, { 'device.json': owner });
				const make = (way: TerminalOptions) => new Terminal({ ...way, home, env: { ...QUIET, ...way.env } });
				await runAll(make, [...lines, ...Array.from({ length: 4 }, () => ['undo'])], ['--roadmap', roadmap]);
			},
		),
		HOW,
	);
});

test('files that are no roadmap, under any name', { timeout: PATIENCE }, async () => {
	const folder = makeFolder();
	await fc.assert(
		fc.asyncProperty(
			fileName,
			fc.oneof(
				brokenRoadmap,
				wrongRoadmap,
				hostile.map((text) => Buffer.from(text)),
				fc.uint8Array({ maxLength: 300 }),
			),
			fileName,
			async (name, content, topic) => {
				const file = path.join(folder, name);
				fs.writeFileSync(file, content);
				const spine = path.join(makeFolder(), name);
				put(spine, {
					'roadmap.yaml':
						'{"format":1,"id":"a","title":"A","stages":[{"id":"s","title":"S","topics":[{"id":"t","title":"T"}]}]}',
				});
				put(spine, { 'topics/t.yaml': content, [`topics/${topic}.yaml`]: content, [`topics/${topic}.YML`]: '' });
				for (const { options, said } of WAYS) {
					const terminal = new Terminal(options);
					const json = said ? [said] : [];
					for (const argv of [
						['check', file],
						['next', '--roadmap', file],
						['check', spine],
						['check', `${file}/`],
					]) {
						expectHarmless(await terminal.run([...argv, ...json]), argv, said !== undefined);
					}
				}
				fs.rmSync(file);
			},
		),
		{ ...HOW, numRuns: ROUNDS * 8 },
	);
});

test('variables of the environment that are told of', { timeout: PATIENCE }, async () => {
	const variable = fc.constantFrom(
		'BROWSER',
		'HOME',
		'XDG_DATA_HOME',
		'XDG_CONFIG_HOME',
		'XDG_CACHE_HOME',
		'ROADMAP_HOME',
	);
	const others = fc.constantFrom(
		'LANG',
		'LC_ALL',
		'TERM',
		'TERM_PROGRAM',
		'TERM_PROGRAM_VERSION',
		'VTE_VERSION',
		'NO_COLOR',
		'FORCE_COLOR',
		'FORCE_HYPERLINK',
		'ROADMAP_DEBUG',
		'ROADMAP_NO_INPUT',
		'CI',
		'TZ',
	);
	await fc.assert(
		fc.asyncProperty(variable, passable, others, passable, async (name, value, other, word) => {
			const folder = makeFolder();
			// A file stands where a folder is needed, so that the path has to be told; and no browser is in the folder.
			fs.writeFileSync(path.join(folder, 'file'), '');
			const isFolder = name !== 'BROWSER';
			const inside = isFolder ? path.join(folder, 'file', value) : `${folder}/${value}`;
			const env = { ROADMAP_HOME: isFolder ? '' : folder, HOME: folder, [name]: inside, [other]: word };
			for (const { options, said } of WAYS) {
				const terminal = new Terminal({ ...options, env: { ...env, ...options.env } });
				for (const argv of [['open', '1.2'], ['done', '1.1'], ['level', 'core'], ['next']]) {
					expectHarmless(await terminal.run(said ? [...argv, said] : argv), argv, said !== undefined);
				}
			}
		}),
		{ ...HOW, numRuns: ROUNDS * 4 },
	);
});
