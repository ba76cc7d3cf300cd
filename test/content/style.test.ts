/** The rules of our own authors, which `npm run check:content` applies: one line a case. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { review } from '../../scripts/content-style.ts';
import { compile } from '../../src/content/compile.ts';
import { readSource } from '../../src/content/source.ts';
import { makeFolder } from '../terminal.ts';

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(' ');

/** What is said of a topic with these fields, without places. */
function said(fields: string, judge = review): string[] {
	const file = path.join(makeFolder(), 'mine.yaml');
	const topic = fields.split('\n').map((line) => `        ${line}`);
	fs.writeFileSync(
		file,
		`format: 1\ntexts: measured\nid: r\ntitle: R\nstages:\n  - id: s\n    title: S\n    topics:\n      - id: t\n        title: T\n${topic.join('\n')}\n`,
	);
	return judge(readSource(file)).faults.map(({ severity, message }) => `${severity}: ${message}`);
}

const resource = (more: string) => `  - {kind: docs, title: D, url: 'https://example.com', minutes: 5${more}}`;

const recall = (...questions: string[]) =>
	`recall:\n${questions.map((more, i) => `  - {id: q${i}, ask: Why?, answer: 'Because. It is so.'${more}}`).join('\n')}`;
const question = (...points: string[]) => recall(`, points: [${points.join(', ')}]`, '', '', '');
const noted = (note: string) =>
	`resources:\n${[resource(`, start: true, note: ${note}`), resource(''), resource('')].join('\n')}`;
const drawing = (line: string, lines: number) =>
	`why: |\n  ${words(30)}\n  \`\`\`drawing\n${`  ${line}\n`.repeat(lines)}  \`\`\``;

test.each([
	['a summary within its measure', `summary: ${words(12)}`, []],
	['one word too few', `summary: ${words(11)}`, ['warning: 11 words; 12 to 30 are asked for']],
	['less than half', `summary: ${words(5)}`, ['error: 5 words; 12 to 30 are asked for']],
	['more than twice', `summary: ${words(61)}`, ['error: 61 words; 12 to 30 are asked for']],
	['exactly twice', `summary: ${words(60)}`, ['warning: 60 words; 12 to 30 are asked for']],
	['words in code do not count', `why: |\n  ${words(30)}\n  \`\`\`\n  ${words(200)}\n  \`\`\``, []],
	['too few outcomes', 'outcomes: [Explain it., Write it.]', ['warning: 2 entries; 3 to 5 are asked for']],
	[
		'an outcome without a verb',
		'outcomes: [Explain it., Write it., The idea of it.]',
		['warning: begin with a verb that somebody watching could check: Explain, Write, Choose'],
	],
	['a key within its measure', `key: ${words(20)}`, []],
	['a key that is too long', `key: ${words(21)}`, ['warning: 21 words; 1 to 20 are asked for']],
	['a task that is too long', `task: ${words(31)}`, ['error: 31 words; 1 to 15 are asked for']],
	['a question with its points', question(words(15), 'Short.'), []],
	[
		'an answer of one sentence without points',
		recall('', '', '', '').replace('Because. It is so.', 'Because it is so.'),
		['warning: one sentence cannot be judged idea by idea: give it points'],
	],
	['an answer of one sentence with points', question('Because.', 'It is so.').replace('Because. It', 'Because it'), []],
	['a question with one point', question(words(15)), ['warning: 1 entries; 2 to 4 are asked for']],
	['a point that is too long', question('Short.', words(16)), ['warning: 16 words; 1 to 15 are asked for']],
	['a note that is too long', noted(words(16)), ['warning: 16 words; 1 to 15 are asked for']],
	['a drawing within its measure', drawing('─'.repeat(72), 20), []],
	[
		'a drawing that is too wide',
		drawing('─'.repeat(73), 1),
		['error: a drawing of 73 columns; at most 72 are asked for'],
	],
	['a drawing that is too high', drawing('│', 21), ['error: a drawing of 21 lines; at most 20 are asked for']],
	[
		'a drawing with a sign of two columns',
		drawing('→ 語', 1),
		['error: a drawing of plain characters is asked for: "→ 語"'],
	],
	['a banned word', `summary: You simply read ${words(12)}`, ['warning: say it without "simply"']],
	['a banned word in code', `why: ${words(30)} \`just\``, []],
	[
		'a code block without an end',
		`why: |\n  ${words(30)}\n  \`\`\`sql\n  SELECT 1`,
		['error: a code block is opened and never closed; end it with ```'],
	],
	[
		'two to begin with',
		`resources:\n${resource(', start: true')}\n${resource(', start: true')}\n${resource('')}`,
		['error: only one resource is the one to begin with'],
	],
	[
		'none to begin with',
		`resources:\n${resource('')}\n${resource('')}\n${resource('')}`,
		['warning: say which one to begin with: start: true'],
	],
])('%s', (_, fields, expected) => {
	expect(said(fields)).toEqual(expected);
});

test('a sentence that stands in two places is told at the second', () => {
	const sentence = 'This very sentence stands in two places.';
	const faults = said(`why: ${sentence} ${words(25)}\nidea: ${sentence} ${words(150)}`);
	expect(faults).toHaveLength(1);
	expect(faults[0]).toMatch(/^warning: this stands in .*mine\.yaml:11 too: "this very sentence/);
});

test("a lab's code is not measured, its task is", () => {
	const code = 'We simply select it, and this sentence stands in two places.';
	const lab = (id: string) =>
		`  - {id: ${id}, title: T, engine: duckdb, task: Just do ${id}., starter: '${code}', checks: [{kind: result, expect: '${code}'}], solution: '${code}', wrong: [{answer: '${code}', check: 1}]}`;
	expect(said(`labs:\n${lab('one')}\n${lab('two')}`)).toEqual(
		Array.from({ length: 2 }, () => 'warning: say it without "Just"'),
	);
});

test('none of this keeps a roadmap from being used', () => {
	expect(said(`summary: ${words(3)}`, compile)).toEqual([]);
});
