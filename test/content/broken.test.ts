/**
 * What is wrong is told, where it is, and what to write instead. Each file in broken/ has its faults beside it, one a
 * line: `line:column  path  message`. What cannot be stored as text is made here.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { compileText, faultLine, faultLines } from './source.ts';

const folder = path.join(import.meta.dirname, 'broken');
const names = fs.readdirSync(folder).flatMap((name) => (name.endsWith('.yaml') ? [path.basename(name, '.yaml')] : []));

test.each(names)('%s', (name) => {
	const { compiled, faults } = compileText(fs.readFileSync(path.join(folder, `${name}.yaml`)));
	const expected = fs
		.readFileSync(path.join(folder, `${name}.expected`), 'utf8')
		.trimEnd()
		.split('\n');
	expect(faults.map(faultLine)).toEqual(expected);
	expect(compiled === undefined).toBe(faults.some(({ severity }) => severity === 'error'));
});

test('the corpus is there, and every file has its faults beside it', () => {
	expect(names.length).toBeGreaterThanOrEqual(100);
	expect(fs.readdirSync(folder)).toHaveLength(2 * names.length);
});

const LINES = [
	'format: 1',
	'id: tea',
	'title: Tea',
	'stages:',
	'  - id: leaves',
	'    title: Leaves',
	'    topics:',
	'      - {id: green, title: Green tea, tier: must}',
];
const TIER = '8:45  stages[0].topics[0].tier  "must" is not a tier (core, recommended, optional)';
const FAULTY = `${LINES.join('\n')}\n`;

describe('what cannot be stored as text', () => {
	test('a byte-order mark moves no column', () => {
		expect(faultLines(`\ufeff${FAULTY}`)).toEqual([TIER]);
		expect(faultLines(`\ufeff${LINES.join('\n').replace('format: 1', 'format: [')}`)[0]).toMatch(/^2:1 {4}/);
	});

	test.each(['\n', '\r\n', '\r'])('lines that end with %j are counted', (newline) => {
		expect(faultLines(LINES.join(newline))).toEqual([TIER]);
		const [first] = compileText(LINES.join(newline)).faults;
		expect(first?.source).toBe(LINES[7]);
	});

	test.each([
		['with a mark, little end first', Buffer.from(`\ufeff${FAULTY}`, 'utf16le')],
		['with a mark, big end first', Buffer.from(`\ufeff${FAULTY}`, 'utf16le').swap16()],
		['without a mark', Buffer.from(FAULTY, 'utf16le')],
		['without a mark, big end first', Buffer.from(FAULTY, 'utf16le').swap16()],
	])('UTF-16 %s', (_, bytes) => {
		expect(faultLines(bytes)).toEqual(['1:1    this is UTF-16 text; save the file as UTF-8']);
	});

	test.each([
		['an invalid byte', 'title: Tée\nid: T', [0xff], '2:6'],
		['behind a byte-order mark', '\ufeffid: ', [0xff], '1:5'],
		['a character that is cut off', 'id: a\ntitle: ', [0xe2, 0x82], '2:8'],
		['a surrogate', 'id: ', [0xed, 0xa0, 0x80], '1:5'],
		['one after a replacement character that is really there', 'id: \ufffd\nx: ', [0xc0], '2:4'],
		['one far on', `${'# é\n'.repeat(50_000)}x: 😀`, [0x80], '50001:6'],
	])('not UTF-8: %s', (_, before, bytes, place) => {
		const text = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from('\nmore: text\n')]);
		expect(faultLines(text)).toEqual([`${place}    this is not UTF-8 text; save the file as UTF-8`]);
	});

	test('a NUL byte', () => {
		expect(faultLines('format: 1\nid: t\0ea\n')).toEqual([
			'2:6    this is a NUL byte, which no text has; save the file as UTF-8',
		]);
	});
});

describe('files beside the spine', () => {
	const SPINE = LINES.join('\n').replace('tier: must', 'minutes: 5');

	test('every file is read, and told of in its order', () => {
		const { faults } = compileText(FAULTY, { black: 'summary: x', green: 'sumary: x\nminutes: many' });
		expect(faults.map((fault) => `${fault.file}:${faultLine(fault)}`)).toEqual([
			`roadmap.yaml:${TIER}`,
			expect.stringMatching(/^topics\/black.yaml:1:1 {4}warning: no topic has the id "black"/),
			expect.stringMatching(
				/^topics\/green.yaml:1:1 {2}sumary {2}a topic file has no such field; did you mean summary\?/,
			),
			expect.stringMatching(/^topics\/green.yaml:2:10 {2}minutes {2}a number of minutes is needed here/),
		]);
	});

	test('a field that stands in two places is a guess that is not made', () => {
		expect(faultLines(SPINE, { green: 'minutes: 6' })).toEqual([
			'8:39  stages[0].topics[0].minutes  minutes stands here and in topics/green.yaml; keep one',
		]);
	});

	test('a file called .yml is not taken in silence', async () => {
		const named = makeFolder();
		fs.writeFileSync(path.join(named, 'roadmap.yaml'), SPINE);
		fs.mkdirSync(path.join(named, 'topics'));
		fs.writeFileSync(path.join(named, 'topics', 'green.yml'), 'summary: A leaf.\n');
		fs.writeFileSync(path.join(named, 'topics', 'README.md'), 'About.\n');
		const { code, out } = await new Terminal().run(['check', named]);
		expect(code).toBe(0);
		expect(out).toBe(
			`${path.join(named, 'topics', 'green.yml')}:1:1  warning: only files whose names end in .yaml are read; rename it\n`,
		);
	});
});

test('of thousands of faults the first are told, and that there are more', () => {
	const topics = Array.from({ length: 3_000 }, (_, i) => `      - {id: T${i}, title: T}`);
	const { faults } = compileText([...LINES.slice(0, 7), ...topics].join('\n'));
	expect(faults).toHaveLength(500);
	expect(faults.map(({ line }) => line)).toEqual(Array.from({ length: 500 }, (_, i) => 8 + i));
	expect(faults.at(-1)?.message).toBe('there is more from here on; fix what is above first');
});

describe('in a very long line', () => {
	const long = FAULTY.replace('Green tea', `${'leaf '.repeat(90)}`)
		.replace('topics:\n      - {', 'topics: [{')
		.replace('must}', 'must}]');

	test('a part is kept, with the place in it', () => {
		const [fault] = compileText(long).faults;
		expect(fault?.source.length).toBeLessThanOrEqual(400);
		expect(fault?.source.slice((fault?.column ?? 0) - (fault?.sourceFrom ?? 0))).toMatch(/^must\}\]/);
	});

	test.each([40, 80, 120])('the caret stands under it, %i columns wide', async (columns) => {
		const file = path.join(makeFolder(), 'mine.yaml');
		fs.writeFileSync(file, long);
		const { out } = await new Terminal({ tty: true, columns, env: { NO_COLOR: '1' } }).run(['check', file]);
		const lines = out.split('\n');
		const caret = lines.findIndex((line) => line.includes('^'));
		expect(lines[caret]?.indexOf('^^^^')).toBe(lines[caret - 1]?.indexOf('must'));
		expect(lines[caret - 1]?.length).toBeLessThanOrEqual(columns);
		expect(lines[caret - 1]).toContain('…');
	});
});

describe('roadmap check', () => {
	const check = async (text: string, ...more: string[]) => {
		const file = path.join(makeFolder(), 'mine.yaml');
		fs.writeFileSync(file, text);
		return { file, ...(await new Terminal().run(['check', file, ...more])) };
	};
	const good = FAULTY.replace('must', 'core');

	test('--json gives the file, whether it is good, and every fault as data', async () => {
		const { file, code, out } = await check(FAULTY, '--json');
		expect(code).toBe(5);
		expect(JSON.parse(out)).toEqual({
			file,
			ok: false,
			faults: [
				{
					severity: 'error',
					file,
					line: 8,
					column: 45,
					length: 4,
					path: 'stages[0].topics[0].tier',
					message: '"must" is not a tier (core, recommended, optional)',
					source: LINES[7],
					sourceFrom: 1,
				},
			],
		});
		expect(JSON.parse((await check(good, '--json')).out)).toMatchObject({ ok: true, faults: [] });
	});

	test('warnings alone are shown and are no failure', async () => {
		const { file, code, out, err } = await check(good.replace('Green tea', '"Green\\u202e tea"'));
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toBe(
			`${file}:8:28  stages[0].topics[0].title: warning: U+202E is an invisible character and is never shown; leave it out\n`,
		);
	});

	test('nothing of a hostile file reaches the terminal as it is', async () => {
		const evil = '\u001b]52;c;aGk=\u0007\u009b31m\u202e';
		const text = good.replace('Green tea', `"${evil}"`).replace('id: green', `id: green, "${evil}k": 1`);
		for (const tty of [false, true]) {
			const file = path.join(makeFolder(), `mine${evil.slice(0, 1)}.yaml`);
			fs.writeFileSync(file, text);
			const { out } = await new Terminal({ tty, env: { NO_COLOR: '1' } }).run(['check', file]);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
			expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
			expect(out).toContain('U+001B');
		}
	});
});
