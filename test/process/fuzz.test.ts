/** The real program, fed what is hostile: it ends as documented, and what it says is text and valid UTF-8. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { safeJson } from '../../src/domain/safe.ts';
import { foreignIn, foreignInQuestion } from '../clean.ts';
import { isPassable, NAUGHTY, SEQUENCES, UNSEEN } from '../naughty.ts';
import { eventLine, makeFolder, Program } from './binary.ts';

const DOCUMENTED = [0, 1, 2, 3, 4, 5];
const ESC = '\u001b';
const worst = [...SEQUENCES, ...UNSEEN].filter(isPassable);
const rows = (texts: readonly string[]) => texts.map((text) => [safeJson(text.slice(0, 40)), text] as const);
const inOne = worst.join(' ').slice(0, 3_000);

/** Runs the program; stdout and stderr as bytes. */
function feed(
	argv: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> {
	const begun = new Program().begin(argv);
	const [node, ...args] = begun.argv;
	return new Promise((resolve, reject) => {
		const child = spawn(node, args, { env: { ...begun.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
		const parts: Buffer[] = [];
		child.stdout.on('data', (part) => parts.push(part));
		child.stderr.on('data', (part) => parts.push(part));
		child.on('error', reject).on('close', (code) => {
			// Throws where it is no UTF-8.
			resolve({ code, said: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) });
		});
	});
}

async function expectHarmless(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
	const { code, said } = await feed(argv, env);
	expect(DOCUMENTED, `${JSON.stringify(argv)} ${JSON.stringify(env)} ${said}`).toContain(code);
	expect(foreignIn(said)).toEqual([]);
}

/** A roadmap whose every text is all of them, in bytes: nothing is escaped that YAML lets stand. */
function hostileRoadmap(): string {
	const file = path.join(makeFolder(), 'mine.yaml');
	const quoted = JSON.stringify(`t ${inOne.slice(0, 450)}`);
	const topic = `{id: t, title: ${quoted}, summary: ${quoted}, practice: ${quoted}}`;
	fs.writeFileSync(
		file,
		`format: 1\nid: h\ntitle: ${quoted}\nstages: [{id: s, title: ${quoted}, topics: [${topic}]}]\n`,
	);
	return file;
}

describe('arguments', () => {
	const some = NAUGHTY.filter(isPassable).filter((_, i) => i % 40 === 0);

	test.each(rows(some))('%s', async (_, text) => {
		await Promise.all([
			expectHarmless([text]),
			expectHarmless(['topic', '--', text]),
			expectHarmless(['search', '--json', '--', text]),
			expectHarmless(['check', path.join(makeFolder(), text)]),
		]);
	});

	test('all of them at once, and bytes that are no text', async () => {
		await expectHarmless(['done', inOne]);
		await expectHarmless(['topic', '--', ...worst]);
		const { code, out, err } = await new Program().shell('R topic "$(printf \'a\\377\\376b\')"; echo $?');
		expect({ code, out }).toEqual({ code: 0, out: '3\n' });
		expect(foreignIn(err)).toEqual([]);
	});
});

describe('variables', () => {
	test.each(['BROWSER', 'HOME', 'ROADMAP_HOME', 'TERM', 'TZ'])('%s', async (name) => {
		const folder = makeFolder();
		fs.writeFileSync(path.join(folder, 'file'), '');
		const isFolder = /HOME/.test(name);
		for (const value of [`${folder}/file/${inOne}`, isFolder ? `${folder}/${ESC}]0;x` : inOne]) {
			const env = { HOME: folder, ...(isFolder && { ROADMAP_HOME: '' }), [name]: value };
			await Promise.all(['open 1.2', 'done 1.1', 'next --json'].map((line) => expectHarmless(line.split(' '), env)));
		}
	});

	// Short ones: of a LANG of fifty letters bare Node 20 dies (SIGSEGV in its ICU, before any code of ours).
	test.each(rows(['\u001b[31mred', '../../x']))('LANG %s', async (_, LANG) => {
		await expectHarmless(['done', '1.1'], { LANG });
	});

	test.each(rows([`/nonexistent/${inOne}`, '/dev/null/x', 'x'.repeat(5_000), '"']))(
		'PAGER %s on a terminal',
		async (_, PAGER) => {
			const { code, screen } = await new Program().onTerminal('topic 1.2', { env: { PAGER } });
			expect(code).toBe(0);
			expect(screen).toContain('Joins');
			expect(foreignIn(screen.replaceAll('\r\n', '\n'))).toEqual([]);
		},
	);
});

describe('files', () => {
	test('a roadmap of nothing but sequences, in a pipe and on a terminal', async () => {
		const roadmap = ['--roadmap', hostileRoadmap()];
		for (const line of ['', 'topic t', 'stage 1', 'done t']) {
			const words = line.split(' ').filter(Boolean);
			await Promise.all([expectHarmless([...words, ...roadmap]), expectHarmless([...words, ...roadmap, '--json'])]);
			const { code, screen } = await new Program().onTerminal([...words, ...roadmap].join(' '), {
				env: { FORCE_HYPERLINK: '1' },
			});
			expect(code).toBe(0);
			expect(foreignIn(screen.replaceAll('\r\n', '\n'))).toEqual([]);
		}
	});

	test('a question over such a roadmap draws nothing of theirs', async () => {
		const asked = await new Program().onTerminal(`done --roadmap ${hostileRoadmap()}`, { keys: [['1.1', '\u0003']] });
		expect(asked.code).toBe(130);
		expect(foreignInQuestion(asked.screen.replace(/\r/g, ''))).toEqual([]);
	});

	test('journals of nothing but damage, under names like them: nothing is changed but by appending', async () => {
		const program = new Program();
		const folder = path.join(program.home, 'progress');
		fs.mkdirSync(folder, { recursive: true });
		const names = worst.map((text) => text.replaceAll('/', '∕')).filter((text) => Buffer.byteLength(text) < 200);
		const at = '2026-11-01T10:00:00.000Z';
		const link = {
			kind: 'link',
			topic: 'sql-joins',
			to: 'linked',
			what: 'article',
			url: `https://a/${inOne}`,
			title: inOne,
		};
		for (const [i, name] of names.entries()) {
			const line = eventLine(`E${i}`, at, i % 2 ? link : { topic: inOne, to: 'done' });
			fs.writeFileSync(path.join(folder, `${name}.jsonl`), Buffer.from(`${line}${inOne}\n\0\n${line.slice(0, 80)}`));
		}
		const before = program.journals().map((file) => [file, fs.readFileSync(file)] as const);
		// What is taken back may be of another day, which undo asks about.
		for (const line of ['next', 'done 1.1', 'undo --yes', 'undo --yes --json', 'undo --yes', 'stages --json']) {
			const { code, out, err } = await program.run(line);
			expect(code).toBe(0);
			expect(foreignIn(out + err)).toEqual([]);
		}
		for (const [file, bytes] of before) expect(fs.readFileSync(file).equals(bytes)).toBe(true);
	});
});
