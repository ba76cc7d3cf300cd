/**
 * Whatever stands where a file of ours should (a pipe, a device, a link, a folder, a file far too large), no command waits
 * for it, dies of it or writes through it, and doctor names it. A part of it runs every time; all with FAULTS=long.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Program } from './binary.ts';

const IS_LONG = process.env.FAULTS === 'long';
/** Generous: a command that waits for a pipe waits for ever. */
const PATIENCE_MS = 10_000;

const JOURNAL = 'progress/other-1a2b3c.jsonl';
const PLACES = [
	['config.json', 'settings-unreadable'],
	['device.json', 'device-damaged'],
	[JOURNAL, 'not-a-file'],
	['notes/data-engineer/sql-joins.md', 'not-a-file'],
	['cache/progress.json', 'not-a-file'],
	['seen/data-engineer.json', 'not-a-file'],
	['sync.json', 'sync-broken'],
] as const;

interface Kind {
	readonly what: string;
	readonly make: (file: string) => void;
}

const OUTSIDE = "somebody else's file\n";
const KINDS: readonly Kind[] = [
	{ what: 'a named pipe', make: (file) => void execFileSync('mkfifo', [file]) },
	{ what: 'a link to a named pipe', make: (file) => linkTo(file, (target) => void execFileSync('mkfifo', [target])) },
	{ what: 'a link to /dev/zero', make: (file) => fs.symlinkSync('/dev/zero', file) },
	{ what: 'a folder', make: (file) => void fs.mkdirSync(file) },
	{ what: 'a link to itself', make: (file) => fs.symlinkSync(path.basename(file), file) },
	{ what: 'a file of 3 GB', make: sparse },
];

function linkTo(file: string, make: (target: string) => void): void {
	const target = path.join(makeFolder(), 'target');
	make(target);
	fs.symlinkSync(target, file);
}

function sparse(file: string): void {
	fs.writeFileSync(file, '');
	fs.truncateSync(file, 3 * 1024 ** 3);
}

const COMMANDS = IS_LONG
	? [
			'',
			'next',
			'topic sql-joins',
			'notes',
			'stats',
			'path',
			'use',
			'changes',
			'export',
			'done 1.2',
			'undo',
			'level core',
		]
	: ['next', 'done 1.2'];

/** @returns how it ended; fails the test where it did not end by itself */
function run(program: Program, line: string) {
	const { argv, env } = program.begin(line);
	const [node, ...rest] = argv;
	const { status, signal, stdout, stderr } = spawnSync(node, rest, { env, timeout: PATIENCE_MS, encoding: 'utf8' });
	expect({ line, signal, stderr }).toEqual({ line, signal: null, stderr });
	expect(`${stdout}${stderr}`).not.toMatch(/\bERR_|fault of the program|\n\s+at /);
	return { code: status, out: stdout, err: stderr };
}

async function homeWith(place: string, { make }: Kind): Promise<Program> {
	const program = new Program();
	await program.run('done 1.1');
	const file = path.join(program.home, place);
	fs.rmSync(file, { force: true });
	fs.mkdirSync(path.dirname(file), { recursive: true });
	make(file);
	return program;
}

describe.each(PLACES)('%s', (place, kind) => {
	test.each(KINDS)('is $what: every command ends, and doctor names it', async (other) => {
		const program = await homeWith(place, other);
		for (const line of COMMANDS) run(program, line);
		const isHuge = other.what.startsWith('a file of');
		const told = JSON.parse(run(program, 'doctor --json').out);
		const isNamed = told.findings.some((found: { file: string }) => found.file.endsWith(place));
		// What is made anew is no fault: a mark may have done that already.
		const isMadeAnew = place === 'device.json' || place.startsWith('cache/') || place.startsWith('seen/');
		if (!isMadeAnew && !isHuge) expect({ told, isNamed }).toEqual({ told, isNamed: true });
		if (isNamed && !isHuge) expect(JSON.stringify(told.findings)).toContain(kind);
	});
});

test('a journal that is a link is told once, not read, and nothing is written through it', async () => {
	const program = new Program();
	await program.run('done 1.1');
	const [journal = ''] = program.journals();
	const elsewhere = path.join(makeFolder(), 'moved.jsonl');
	fs.renameSync(journal, elsewhere);
	fs.symlinkSync(elsewhere, journal);
	const before = fs.readFileSync(elsewhere, 'utf8');
	const first = run(program, 'next');
	expect(first.code).toBe(0);
	expect(first.err).toContain('is a link and not a regular file');
	expect(run(program, 'next').err).toBe('');
	const { code, err } = run(program, 'done 1.2');
	expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('it is a link, not a plain file') });
	expect(fs.readFileSync(elsewhere, 'utf8')).toBe(before);
	expect(run(program, 'doctor --fix').code).toBe(0);
	expect(run(program, 'done 1.2').code).toBe(0);
	expect(fs.readFileSync(elsewhere, 'utf8')).toBe(before);
});

test('settings may be a link to a plain file, and stay one', async () => {
	const program = new Program();
	await program.run('done 1.1');
	const elsewhere = path.join(makeFolder(), 'config.json');
	fs.writeFileSync(elsewhere, '{"mine":1}');
	fs.symlinkSync(elsewhere, path.join(program.home, 'config.json'));
	const file = path.join(makeFolder(), 'r.yaml');
	fs.writeFileSync(file, 'format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n');
	expect(run(program, `use ${file}`).code).toBe(0);
	expect(fs.lstatSync(path.join(program.home, 'config.json')).isSymbolicLink()).toBe(true);
	expect(JSON.parse(fs.readFileSync(elsewhere, 'utf8'))).toMatchObject({ mine: 1, roadmap: 'r' });
});

test('a journal too large to read says so in words, and doctor names it', async () => {
	const program = new Program();
	await program.run('done 1.1');
	sparse(path.join(program.home, JOURNAL));
	const { code, err } = run(program, 'next');
	expect(code).toBe(4);
	expect(err).toContain('it is larger than 256 MiB');
	expect(JSON.parse(run(program, 'doctor --json').out).findings).toMatchObject([{ kind: 'journal-unreadable' }]);
	expect(run(program, 'doctor --set-aside other-1a2b3c').code).toBe(0);
	expect(run(program, 'next').code).toBe(0);
});

test('temporary files of killed processes go with the next write, those of living ones stay', async () => {
	const program = new Program();
	await program.run('done 1.1');
	const name = (pid: number) => path.join(program.home, `config.json.${pid}.tmp`);
	const elsewhere = path.join(makeFolder(), 'target');
	fs.writeFileSync(elsewhere, OUTSIDE);
	const [old, young, living] = [name(4_194_301), name(4_194_302), name(process.pid)];
	for (const file of [old, young, living]) fs.writeFileSync(file, '{');
	const then = new Date(Date.now() - 10 * 60_000);
	for (const file of [old, living]) fs.utimesSync(file, then, then);
	const roadmap = path.join(makeFolder(), 'r.yaml');
	fs.writeFileSync(roadmap, 'format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n');
	expect(run(program, `use ${roadmap}`).code).toBe(0);
	expect([old, young, living].map((file) => fs.existsSync(file))).toEqual([false, true, true]);
});
