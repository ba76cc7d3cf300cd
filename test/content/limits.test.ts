/**
 * What a hostile or a huge roadmap costs, each in a process of its own. Time is processor time, as a multiple of what
 * a roadmap of one topic takes (40 to 60 ms on a quiet machine, Node's own start included), so that neither a slow nor
 * a busy machine decides. Two seconds are forty of them; what goes wrong here takes hundreds.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateRoadmap } from '../../bench/generate-roadmap.mjs';
import { Terminal } from '../terminal.ts';
import type { Cost } from './child.ts';

const REFUSAL = 40;
const FIRST_COMPILE = 45;
const MAX_MB = 300;
const MAX_BYTES = 4 * 1024 * 1024 - 100;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-limits-'));
const child = path.join(folder, 'child.cjs');
const file = path.join(folder, 'mine.yaml');
let floor = 0;

beforeAll(async () => {
	const entryPoints = [path.join(import.meta.dirname, 'child.ts')];
	await build({ entryPoints, outfile: child, bundle: true, platform: 'node', format: 'cjs', target: 'node20' });
	const small = 'format: 1\nid: a\ntitle: A\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n';
	floor = [1, 2, 3, 4, 5].map(() => costOf(small).cpu).sort((a, b) => a - b)[2] ?? 0;
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function run(named: string): Cost {
	const { stdout, stderr } = spawnSync(process.execPath, [child, named], { env: {}, encoding: 'utf8' });
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as Cost;
}

function costOf(content: string | Buffer): Cost {
	fs.writeFileSync(file, content);
	return run(file);
}

/** Twice where the first time is over: on a busy machine even processor time has its days. */
function expectCheap(measure: () => Cost, times = REFUSAL, most = MAX_MB): Cost {
	const first = measure();
	const cost = first.cpu > times * floor ? measure() : first;
	expect(cost.cpu / floor, 'times the floor').toBeLessThan(times);
	expect(cost.memory, 'MB').toBeLessThan(most);
	return cost;
}

const MB = 1024 * 1024;
const fill = (unit: string, bytes = MB) => unit.repeat(Math.floor(bytes / unit.length));
const count = (most: number, make: (i: number) => string) => Array.from({ length: most }, (_, i) => make(i)).join('');
const HEAD = 'format: 1\nid: a\ntitle: A\nstages:\n';
const STAGE = (i: number) => `  - id: s${i}\n    title: S\n    topics:\n`;
const TOPICS = (most: number, more = '') => count(most, (i) => `      - {id: t${i}, title: T${more}}\n`);
/** Nine values, each repeated nine times by the next name, and so on: 9^9 in all. */
const BOMB = `a: &a [${'x,'.repeat(9)}]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]\n`).join('')}`;

const tooDeep = /nested too deeply/;
const tooLong = /more than 5,000 entries/;
const tooWide = /more than 200 fields/;
const tooMany = /more lines, keys and values than a roadmap/;
const tooLongText = /longer than 100,000 characters/;

describe('refused at once', () => {
	test.each([
		['5,001 topics in one stage', HEAD + STAGE(0) + TOPICS(5_001), tooLong],
		['5,001 topics in two stages', `${HEAD}${STAGE(0)}${TOPICS(2_501)}${STAGE(1)}${TOPICS(2_500)}`, /5,001 topics/],
		['5,001 long topics', HEAD + STAGE(0) + TOPICS(5_001, `, summary: ${'word '.repeat(140)}`), tooLong],
		['5,001 keys in a map', `format: 1\n${count(5_001, (i) => `k${i}: v\n`)}`, tooWide],
		['5,001 quoted keys', `format: 1\n${count(5_001, (i) => `"k ${i}": v\n`)}`, tooWide],
		['5,001 keys in braces', `{${count(5_001, (i) => `k${i}: v, `)}}`, tooWide],
		['the same key 100,000 times', fill('a: b\n'), tooWide],
		['deep brackets', `a: ${fill('[')}`, tooDeep],
		['deep brackets, 4 MiB', `a: ${fill('[', MAX_BYTES)}`, tooDeep],
		['deep braces', fill('{a: '), tooDeep],
		['deep brackets and braces', fill('[{a: '), tooDeep],
		['dashes behind dashes', fill('- '), tooDeep],
		['question marks', fill('? '), tooDeep],
		['colons', fill(': '), tooDeep],
		['a map in a map in a map', count(1_000, (i) => `${' '.repeat(i)}a:\n`), tooDeep],
		['an alias bomb', BOMB, /aliases .* repeat too much/],
		['an alias 300,000 times', `a: &a x\nb: [${fill('*a,')}]\n`, tooLong],
		['an alias of much', `a: &a [${'x,'.repeat(4_900)}]\nb: [*a,*a,*a,*a,*a]\n`, /aliases .* repeat too much/],
		['anchors', fill('- &a b\n'), tooLong],
		['a list of 500,000', `a: [${fill('a,')}]`, tooLong],
		['a list of dashes', `a:\n${fill('- b\n')}`, tooLong],
		['documents', fill('---\na: 1\n'), /second document/],
		['empty documents', fill('---\n'), /second document/],
		['directives', fill('%YAML 1.2\n'), /leave them out/],
		['tags', fill('!x '), /leave them out/],
		['a text of bad escapes', `a: "${fill('\\q', 90_000)}"\n`, /nothing from here on/],
		['texts of bad escapes', count(4_000, () => `- "${fill('\\x', 900)}"\n`), /nothing from here on/],
		['texts of blank lines', count(45, (i) => `k${i}: >\n${fill('\n', 90_000)}  x\n`), tooMany],
		['commas', `a: [${fill(',')}]`, tooMany],
		['closing brackets', fill(']'), /nothing from here on/],
		['words without commas', count(150, (i) => `k${i}: [${'"a" '.repeat(1_500)}]\n`), /nothing from here on/],
		['texts that begin with @', count(190, (i) => `k${i}:\n${'- @\n'.repeat(900)}`), /nothing from here on/],
		['quoted words', fill('"a" '), /nothing from here on/],
		['open quotes', `a:\n${fill('- "b\n')}`, tooLong],
		['one open quote', `title: "${fill('a', MAX_BYTES)}`, tooLongText],
		['a long line', `${HEAD.replace('title: A', `title: ${fill('a', MAX_BYTES)}`)}`, tooLongText],
		['a long line of escapes', HEAD.replace('title: A', `title: "${fill('\\"', MAX_BYTES - 100)}"`), tooLongText],
		['a long line of spaces', HEAD.replace('title: A', `title: a${fill(' ', MAX_BYTES)}b`), tooLongText],
		['a long line of faults', `${HEAD.trimEnd()} [${count(4_900, () => '{id: A, title: 1.10}, ')}]`, /is not an id/],
		['a long key', `${fill('k')}: 1\n`, tooLongText],
		['blank lines', `format: 1\n${fill('\n', MAX_BYTES)}`, tooMany],
		['comments', `format: 1\n${fill('# x\n', MAX_BYTES)}`, tooMany],
		['blank lines and then comments', `a:\n${fill('\n')}${fill('  # c\n')} b: 1\n`, tooMany],
		['tabs', `format: 1\n${fill('\t')}`, tooLongText],
		['4 MiB of tabs', `format: 1\n${fill('\t', MAX_BYTES)}`, tooLongText],
		['carriage returns', fill('a: b\r', MAX_BYTES), tooWide],
		['NUL bytes', Buffer.alloc(MAX_BYTES), /NUL byte/],
		['bytes that are no text', Buffer.alloc(MAX_BYTES, 0xff), /not UTF-8|UTF-16/],
		[
			'one such byte at the end',
			Buffer.concat([Buffer.from(fill('é\ufffd', MB / 2)), Buffer.from([0x80])]),
			/not UTF-8/,
		],
		['thousands of faults', HEAD + STAGE(0) + TOPICS(5_000, ', tier: must, a: 1, b: 2'), /is not a tier/],
		['thousands of unknown needs', HEAD + STAGE(0) + TOPICS(5_000, ', needs: [gone, lost]'), /no topic has the id/],
		[
			'phases and stages',
			`phases: [${count(4_900, (i) => `p${i}, `)}]\n${HEAD}${count(4_900, (i) => `  - {id: s${i}, title: S, phase: q, topics: []}\n`)}`,
			/not among the phases/,
		],
		[
			'a circle of 4,900',
			`${HEAD}${STAGE(0)}${count(4_900, (i) => `      - {id: t${i}, title: T, needs: [t${(i + 1) % 4_900}]}\n`)}`,
			/in a circle/,
		],
		[
			'one topic that 4,900 need',
			`${HEAD}${STAGE(0)}${count(4_900, (i) => `      - {id: t${i}, title: T, needs: [t0]}\n`)}`,
			/cannot need itself/,
		],
	])('%s', (_, content, said) => {
		const { ok, said: words, faults } = expectCheap(() => costOf(content));
		expect(ok).toBe(false);
		expect(words.join('\n')).toMatch(said);
		expect(faults).toBeLessThanOrEqual(500);
	});

	test('more than 4 MiB are not even read', () => {
		fs.writeFileSync(file, '');
		fs.truncateSync(file, 100 * 1024 * MB);
		expect(expectCheap(() => run(file), 3).said).toEqual([
			`exit 5: ${file} is too large: a roadmap has at most 4 MiB.`,
		]);
	});

	test.skipIf(process.platform === 'win32')('a device and a pipe are read no further than that', () => {
		const pipe = path.join(folder, 'pipe');
		spawnSync('mkfifo', [pipe]);
		const endless = spawn('sh', ['-c', `exec yes > '${pipe}'`], { stdio: 'ignore' });
		try {
			for (const named of ['/dev/zero', pipe]) {
				const { said } = expectCheap(() => run(named));
				expect(said).toEqual([`exit 5: ${named} is too large: a roadmap has at most 4 MiB.`]);
			}
		} finally {
			endless.kill();
		}
	});
});

describe('folders', () => {
	const roadmap = (name: string) => {
		const named = path.join(folder, name);
		fs.mkdirSync(path.join(named, 'topics'), { recursive: true });
		fs.writeFileSync(path.join(named, 'roadmap.yaml'), `${HEAD}${STAGE(0)}${TOPICS(1)}`);
		return named;
	};

	test('all files together have at most 4 MiB', () => {
		const named = roadmap('heavy');
		for (const name of ['a', 'b', 'c'])
			fs.writeFileSync(path.join(named, 'topics', `${name}.yaml`), fill(' ', 1.5 * MB));
		expect(expectCheap(() => run(named)).said[0]).toMatch(/^exit 5: .*c\.yaml is too large/);
	});

	test('thousands of files full of errors', () => {
		const named = roadmap('broken');
		for (let i = 0; i < 4_900; i++) fs.writeFileSync(path.join(named, 'topics', `t${i}.yaml`), fill('- @\n', 800));
		const { ok, faults } = expectCheap(() => run(named));
		expect({ ok, faults }).toEqual({ ok: false, faults: 500 });
	});

	test.skipIf(process.platform === 'win32')('a pipe among the topics keeps nobody waiting', () => {
		const named = roadmap('pipe-inside');
		spawnSync('mkfifo', [path.join(named, 'topics', 't0.yaml')]);
		expect(run(named).said[0]).toMatch(/^exit 1: Could not read .*t0\.yaml: it is not a file\.$/);
	});

	test('topics that is no folder, and a loop of links', async () => {
		const named = roadmap('odd');
		fs.rmdirSync(path.join(named, 'topics'));
		fs.writeFileSync(path.join(named, 'topics'), '');
		expect(run(named).ok).toBe(true);
		fs.symlinkSync(path.join(named, 'loop.yaml'), path.join(named, 'loop.yaml'));
		const { code, err } = await new Terminal().run(['check', path.join(named, 'loop.yaml')]);
		expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('ELOOP') });
	});
});

describe('as much as a roadmap may be', () => {
	test('2,000 topics are compiled in less than 3 s and 500 MB', () => {
		const { ok, faults } = expectCheap(() => costOf(generateRoadmap(2_000)), FIRST_COMPILE, 300);
		expect({ ok, faults }).toEqual({ ok: true, faults: 0 });
	});

	test('5,000 topics with all that topics have, nearly 4 MiB, are a roadmap', () => {
		const { ok, faults } = expectCheap(() => costOf(generateRoadmap(5_000)), 2.5 * FIRST_COMPILE, 350);
		expect({ ok, faults }).toEqual({ ok: true, faults: 0 });
	});

	test('4,900 topics with a fault each are told of in that time too', () => {
		const { ok, said } = expectCheap(
			() => costOf(HEAD + STAGE(0) + TOPICS(4_900, 'ea, tier: most')),
			FIRST_COMPILE,
			300,
		);
		expect(ok).toBe(false);
		expect(said[0]).toContain('"most" is not a tier');
	});

	test('5,000 topics as a program writes them, JSON in one line, are a roadmap', () => {
		const { ok } = expectCheap(() => costOf(JSON.stringify(bigJson(5_000))), FIRST_COMPILE, 300);
		expect(ok).toBe(true);
	});
});

/** What a program writes: JSON, all in one line. */
function bigJson(topics: number): unknown {
	const list = Array.from({ length: topics }, (_, i) => ({
		id: `t-${i}`,
		title: `Topic "${i}"`,
		needs: [],
		minutes: 60,
	}));
	return { format: 1, id: 'json', title: 'JSON', stages: [{ id: 's', title: 'S', topics: list }] };
}
