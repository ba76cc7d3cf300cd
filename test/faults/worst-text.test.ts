/**
 * Texts on which careless code takes the square of their length, or doubles with each character, in every field and
 * every command: 2 s of the processor at most. They grow, so that what would never end is found while it still ends.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

const SIZES = [28, 1_000, 30_000, 150_000, 1_000_000];
const BAR_MS = 2_000;

/** What repeats, what stands before and behind it. */
const TEXTS = {
	'indented code, then a sentence': ['    x = 1\n', '', 'and go on.'],
	'tabs in one line': ['\t', '', 'x\nand go on.'],
	'spaces within a line': [' ', 'a', 'b'],
	'newlines before an accent': ['\n', 'a', 'b\u0301'],
	'accents alone': ['\u0301', '', ''],
	'spaces and accents': [' \u0301', '', ''],
	backticks: ['`', 'a', ''],
	'pairs of backticks': ['` a`', 'a', 'b'],
	'fences that open': ['```\n', 'a\n', 'b'],
	'brackets of a link': ['](', '[', ''],
	parentheses: [' (a', '', ''],
	hyphens: ['-', 'a', 'b'],
	'names and colons': ["//a:'b:", '', ''],
	'one long word': ['w', '', ''],
	'one long wide word': ['数', '', ''],
	'one family joined to the next': ['\u{1f469}\u200d', '', '\u{1f469}'],
	'words of two letters': ['ab ', '', ''],
	figures: ['1 ', '', ''],
	ampersands: ['&', '<', ';'],
	quotes: ['"a', '', ''],
} satisfies Record<string, readonly [unit: string, before: string, behind: string]>;

function grown([unit, before, behind]: readonly string[], size: number): string {
	return `${before}${unit?.repeat(Math.ceil(size / unit.length))}${behind}`;
}

/** Each command of some, with no more time than the bar. */
async function expectInTime(lines: readonly (readonly string[])[], terminal: Terminal, size: number): Promise<void> {
	for (const line of lines) {
		const begun = process.cpuUsage();
		const { code, err } = await terminal.run(line);
		const words = line.map((word) => word.slice(0, 20)).join(' ');
		expect(code, `${words}: ${err.slice(0, 300)}`).toBeLessThan(70);
		const { user, system } = process.cpuUsage(begun);
		expect((user + system) / 1_000, `ms of ${words}, with ${size} characters`).toBeLessThan(BAR_MS);
	}
}

function wordsOf(lines: readonly string[], ...more: readonly string[]): string[][] {
	return lines.map((line) => [...line.split(' ').filter((word) => word !== ''), ...more]);
}

function makeTerminal(): Terminal {
	return new Terminal({ tty: true, columns: 60, env: { PAGER: 'cat' } });
}

/** A roadmap that has a text in every field, as long as the field may be. */
function roadmapOf(text: string): string {
	const prose = `${text} z`;
	const line = `a ${text.slice(0, 450)} b`;
	const topic = {
		id: 't',
		title: line,
		summary: prose,
		why: prose,
		idea: prose,
		outcomes: [line],
		pitfalls: [{ mistake: line, sign: line }],
		practice: prose,
		recall: [{ id: 'r', ask: line, answer: prose }],
		resources: [{ kind: 'docs', title: line, by: line, url: 'https://example.com/', minutes: 5, note: line }],
	};
	const stage = { id: 's', title: line, phase: line, tagline: line, intro: prose, project: prose, topics: [topic] };
	return JSON.stringify({ format: 1, id: 'worst', title: line, goal: line, welcome: prose, stages: [stage] });
}

function writeFile(name: string, text: string): string {
	const file = path.join(makeFolder(), name);
	fs.writeFileSync(file, text);
	return file;
}

/** Every screen that shows a roadmap's texts. */
const SCREENS = ['', 'next', 'topic t', 'stage 1', 'stages', 'map', 'map 1', 'search a', 'stats', 'export --markdown'];
const WITH_A_WORD = ['topic', 'done', 'stage', 'search', 'pace', 'later 1.1 --until', 'next --time', 'add', 'link 1.1'];

describe.each(Object.entries(TEXTS))('%s', (_, text) => {
	test('in every field of a roadmap', async () => {
		for (const size of [28, 1_000, 19_000]) {
			const file = writeFile('worst.yaml', roadmapOf(grown(text, size)));
			await expectInTime(wordsOf(SCREENS, '--roadmap', file), makeTerminal(), size);
		}
	});

	test('in a field that it is too long for', async () => {
		for (const size of SIZES) {
			const long = grown(text, size);
			const topic = JSON.stringify({ id: 't', title: long, why: long, resources: [{ url: long, [long]: long }] });
			const yaml = `format: 1\nid: w\ntitle: W\ntexts: measured\nstages: [{id: s, title: S, topics: [${topic}]}]\n`;
			await expectInTime([['check', writeFile('worst.yaml', yaml)]], makeTerminal(), size);
		}
	});

	test('as an argument, which may have 128 KB', async () => {
		for (const size of [28, 1_000, 30_000, 100_000]) {
			await expectInTime(
				wordsOf([...WITH_A_WORD, 'use', 'path', 'note 1.1'], '--', grown(text, size)),
				makeTerminal(),
				size,
			);
		}
	});

	test('in a checklist', async () => {
		for (const size of SIZES) {
			const long = grown(text, size / 4);
			const list = `- [x] 1 \`sql-joins\`\n- [x] ${long}\n  - [x] [${long}\n  > ${long}\n- [ ] a \`a\` (${long}`;
			await expectInTime([['import', '--dry-run', writeFile('list.md', list)]], makeTerminal(), size);
		}
	});

	test('in a note', async () => {
		for (const size of SIZES) {
			const terminal = makeTerminal();
			const note = path.join(terminal.home, 'notes', 'data-engineer', 'sql-joins.md');
			fs.mkdirSync(path.dirname(note), { recursive: true });
			fs.writeFileSync(note, grown(text, size));
			await expectInTime(wordsOf(['topic 1.2', 'notes', 'notes 1.2', 'export --markdown', 'doctor']), terminal, size);
		}
	});
});
