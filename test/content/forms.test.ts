/** What authors may write: every form that is understood, and that it means what it says. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Compiled } from '../../src/content/compile.ts';
import { makeFolder, Terminal } from '../terminal.ts';
import { compileText, faultLine } from './source.ts';

const HEAD = 'format: 1\nid: tea\ntitle: Tea\nstages:\n  - id: leaves\n    title: Leaves\n    topics:\n';

/** Compiles what has no fault. */
function good(text: string | Buffer, lessons: Readonly<Record<string, string>> = {}): Compiled {
	const { compiled, faults } = compileText(text, lessons);
	expect(faults.map(faultLine)).toEqual([]);
	if (!compiled) throw new Error('no faults, and still not compiled');
	return compiled;
}

/** A topic with these lines beside its id. */
function topic(...lines: string[]) {
	const { roadmap, lessons } = good(`${HEAD}      - id: green\n${lines.map((line) => `        ${line}\n`).join('')}`);
	return { ...roadmap.stages[0]?.topics[0], ...lessons[0] };
}

const title = (written: string) => topic(`title: ${written}`).title;

describe('a title', () => {
	test.each([
		['Green tea', 'Green tea'],
		['no', 'no'],
		['yes', 'yes'],
		['on', 'on'],
		['2024-01-01', '2024-01-01'],
		['1:30', '1:30'],
		['1_000', '1_000'],
		['v1.10', 'v1.10'],
		['"1.10"', '1.10'],
		["'null'", 'null'],
		['"012"', '012'],
		['C#', 'C#'],
		['Tea # a comment', 'Tea'],
		['"Tea # no comment"', 'Tea # no comment'],
		['a:b', 'a:b'],
		["'It''s: tea'", "It's: tea"],
		['"\\u00e9\\x41\\tb"', 'éA b'],
		['"over\n          two lines"', 'over two lines'],
		['over\n          two lines', 'over two lines'],
		['>-\n          folded\n          lines', 'folded lines'],
		['|\n          one\n          two', 'one two'],
		['-1 is less', '-1 is less'],
		['日本茶 🍵', '日本茶 🍵'],
		['👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
		['"  spaces  "', 'spaces'],
		['&t Green', 'Green'],
	])('%j means %j', (written, meant) => {
		expect(title(written)).toBe(meant);
	});
});

describe('a text of many lines', () => {
	const practice = (...lines: string[]) => topic('title: T', ...lines).practice;

	test.each<[string, string[], string]>([
		['| keeps its lines', ['practice: |', '  one', '    two', '', '  three'], 'one\n  two\n\nthree'],
		['|- too', ['practice: |-', '  one', '  two', ''], 'one\ntwo'],
		['|+ too, but for the blank ones at its end', ['practice: |+', '  one', '  two', '', ''], 'one\ntwo'],
		['|2 says how far it is indented', ['practice: |2', '    one', '  two'], 'one\ntwo'],
		['| may have a comment behind it', ['practice: | # so', '  one # no comment'], 'one # no comment'],
		['> folds', ['practice: >', '  one', '  two', '', '  three'], 'one two\nthree'],
		['> keeps lines that are indented further', ['practice: >', '  one', '    two', '  three'], 'one\n  two\nthree'],
		['plain, folded', ['practice: one', '  two', '', '  three'], 'one two\nthree'],
		['plain, on the line below', ['practice:', '  one', '  two'], 'one two'],
		['in double quotes', ['practice: "one', '  two', '', '  three"'], 'one two\nthree'],
		['in double quotes, lines joined with a backslash', ['practice: "one\\', '  two"'], 'onetwo'],
		['in double quotes, with breaks written out', ['practice: "one\\ntwo\\tthree"'], 'one\ntwo\tthree'],
		['in single quotes', ["practice: 'one", "  it''s two'"], "one it's two"],
		['| with what looks like YAML', ['practice: |', '  - a: [b', '  &c *d !e', '  --- "'], '- a: [b\n&c *d !e\n--- "'],
		['| with tabs', ['practice: |', '  a\tb', '  \tc'], 'a\tb\n\tc'],
	])('%s', (_, lines, meant) => {
		expect(practice(...lines)).toBe(meant);
	});
});

describe('a list', () => {
	const outcomes = (...lines: string[]) => topic('title: T', ...lines).outcomes;

	test.each<[string, string[]]>([
		['with dashes', ['outcomes:', '  - one', '  - two']],
		['with dashes in the column of its key', ['outcomes:', '- one', '- two']],
		['with more spaces behind the dashes', ['outcomes:', '  -   one', '  -     two']],
		['with texts on the lines below the dashes', ['outcomes:', '  -', '    one', '  -', '    two']],
		[
			'with comments and blank lines between',
			['outcomes: # these', '', '  # the first', '  - one # here', '', '  - two'],
		],
		['in brackets', ['outcomes: [one, two]']],
		['in brackets without spaces', ['outcomes: ["one","two"]']],
		['in brackets over lines, with a comma at the end', ['outcomes: [', '  one,', '  two,', '  ]']],
		['in brackets with comments', ['outcomes: [ # these', '  one, # the first', '  two ]']],
		['in brackets on the line below', ['outcomes:', '  [one,', '  two]']],
		['with an anchor', ['outcomes: &list', '  - one', '  - &b two']],
		['with texts of several lines', ['outcomes:', '  - >-', '    one', "  - 'two'"]],
	])('%s', (_, lines) => {
		expect(outcomes(...lines)).toEqual(['one', 'two']);
	});
});

describe('a form that is not for roadmaps is refused where it stands', () => {
	const at = (line: number, column: number) => new RegExp(`^${line}:${column} {2}`);

	test.each<[string, string, RegExp]>([
		['a directive', '%YAML 1.2\n---\nformat: 1\n', at(1, 1)],
		['a directive that nobody knows', '%FOO bar\n---\nformat: 1\n', at(1, 1)],
		['a second document', 'format: 1\n---\nformat: 1\n', at(2, 1)],
		['a document behind an end', 'format: 1\n...\nformat: 1\n', /^\d+:1 {2}/],
		['a tag', 'format: !!int 1\n', at(1, 9)],
		['a tag of its own', 'format: 1\nid: !mine a\n', at(2, 5)],
		['a tag on a key', '!!str format: 1\n', at(1, 1)],
		['a list as a key', '? [a, b]\n: 1\n', at(1, 3)],
		['a map as a key', '{a: b}: 1\n', at(1, 1)],
		['an empty key', ': 1\n', at(1, 1)],
		['an alias as a key', 'id: &a format\n*a : 1\n', at(2, 1)],
		['an alias of nothing', 'format: *a\n', at(1, 9)],
		['an anchor on an alias', 'id: &a x\ntitle: &b *a\n', /^2:\d+ {2}/],
		['a key without a colon', 'format: 1\nid\ntitle: T\n', at(2, 1)],
		['a key twice', 'format: 1\nformat: 1\n', /^2:1 {2}/],
		['a merge', 'a: &a {format: 1}\n<<: *a\n', /^2:1 {2}/],
		['a text alone', 'just a text\n', at(1, 1)],
		['a list alone', '- a\n- b\n', at(1, 1)],
		['a number alone', '42\n', at(1, 1)],
		['nothing but a comment', '# nothing\n', at(1, 1)],
		['a bracket that is not closed', 'format: [1\n', /^\d+:\d+ {2}/],
		['a quote that is not closed', 'format: 1\nid: "a\n', at(2, 5)],
		['a tab that indents', 'stages:\n\t- id: a\n', /^2:\d+ {2}/],
		['a text behind a quote', 'id: "a" b\n', /^1:\d+ {2}/],
		['a comment glued to brackets', 'stages: [a]#b\n', /^1:\d+ {2}/],
		['a percent sign where a directive would be', '%***\n---\n', at(1, 1)],
	])('%s', (_, text, place) => {
		const { compiled, faults } = compileText(text);
		expect(compiled).toBeUndefined();
		expect(faults.map(faultLine)).toEqual(expect.arrayContaining([expect.stringMatching(place)]));
	});
});

describe('the file', () => {
	const TEXT = `${HEAD}      - {id: green, title: Green tea}\n`;
	const plain = good(TEXT);

	test.each([
		['Windows lines', TEXT.replaceAll('\n', '\r\n')],
		['lines of an old Mac', TEXT.replaceAll('\n', '\r')],
		['a byte-order mark', `\ufeff${TEXT}`],
		['a byte-order mark and Windows lines', `\ufeff${TEXT}`.replaceAll('\n', '\r\n')],
		['no newline at the end', TEXT.trimEnd()],
		['a marker before it', `---\n${TEXT}`],
		['a marker and a comment before it', `# Tea\n--- # here\n${TEXT}`],
		['a marker behind it', `${TEXT}...\n`],
		['comments and blank lines', TEXT.replaceAll('\n', ' # said\n\n# more\n\n')],
		['all of it indented', TEXT.trimEnd().replaceAll(/^/gm, '   ')],
		['lists in the column of their key', TEXT.replaceAll(/^ {2}/gm, '').replaceAll(/^ {4}- /gm, '  - ')],
		['quoted keys', TEXT.replaceAll(/(\w+): /g, '"$1": ')],
		[
			'JSON',
			JSON.stringify(
				JSON.parse(
					'{"format":1,"id":"tea","title":"Tea","stages":[{"id":"leaves","title":"Leaves","topics":[{"id":"green","title":"Green tea"}]}]}',
				),
			),
		],
		[
			'JSON over lines',
			'{\n"format": 1, "id": "tea",\n"title": "Tea",\n\n"stages": [{"id": "leaves", "title": "Leaves",\n"topics": [\n{"id": "green", "title": "Green tea"},\n]}]\n}\n',
		],
		['an explicit key', TEXT.replace('title: Tea', '? title\n: Tea')],
		['format 1.0', TEXT.replace('format: 1', 'format: 1.0')],
	])('with %s says the same', (_, text) => {
		expect(good(text)).toEqual(plain);
	});
});

describe('aliases, in small numbers', () => {
	test('repeat what stands behind their anchor', () => {
		const text = `${HEAD}      - {id: a, title: A, minutes: &hour 60}
      - {id: b, title: B, minutes: *hour, needs: &needs [a]}
      - id: c
        title: C
        needs: *needs
        resources: &books
          - {kind: book, title: A book, url: https://example.com, minutes: *hour}
      - {id: d, title: D, resources: *books}
`;
		const { roadmap, lessons } = good(text);
		expect(roadmap.stages[0]?.topics.map(({ minutes, needs }) => [minutes, ...needs])).toEqual([
			[60],
			[60, 'a'],
			[undefined, 'a'],
			[undefined],
		]);
		expect(lessons[3]).toEqual(lessons[2]);
		expect(lessons[3]?.resources[0]?.minutes).toBe(60);
	});

	test('an anchor that is given again means the newer', () => {
		const { roadmap } = good(
			`${HEAD}      - {id: a, title: &t One}\n      - {id: b, title: &t Two}\n      - {id: c, title: *t}\n`,
		);
		expect(roadmap.stages[0]?.topics[2]?.title).toBe('Two');
	});

	test('a hundred and fifty of one text are not an attack', () => {
		const topics = Array.from({ length: 150 }, (_, i) => `      - {id: t${i}, title: *t}\n`).join('');
		expect(good(`${HEAD}      - {id: a, title: &t Tea}\n${topics}`).roadmap.stages[0]?.topics).toHaveLength(151);
	});

	test('a fault in what is repeated is shown where it stands', () => {
		const { faults } = compileText(
			`${HEAD}      - {id: a, title: A, needs: &n [gone]}\n      - {id: b, title: B, needs: *n}\n`,
		);
		expect(faults.map(faultLine)).toEqual(['8:38  stages[0].topics[0].needs[0]  no topic has the id "gone"']);
	});
});

test('what is left out has its default', () => {
	const { roadmap, lessons } = good(`${HEAD}      - {id: green, title: Green tea}\n`);
	expect(roadmap).toEqual({
		id: 'tea',
		title: 'Tea',
		goal: 'Tea',
		phases: [],
		paths: [{ id: 'all', title: 'Tea', for: 'every stage', stages: ['leaves'] }],
		levels: [
			{ id: 'core', shows: ['core'], for: 'the core topics alone' },
			{ id: 'recommended', shows: ['core', 'recommended'], for: 'the core topics and what pays off most' },
			{ id: 'everything', shows: ['core', 'recommended', 'optional'], for: 'every topic' },
		],
		stages: [
			{
				id: 'leaves',
				number: 1,
				title: 'Leaves',
				phase: '',
				tagline: '',
				topics: [{ id: 'green', number: '1.1', title: 'Green tea', tier: 'core', needs: [] }],
			},
		],
	});
	expect(lessons).toEqual([{ summary: '', resources: [] }]);
});

test("a topic's text stands in the spine or in a file of its own", () => {
	const text = ['summary: A leaf.', 'minutes: 5', 'recall: [{id: hot, ask: How hot?, answer: 80 degrees.}]'];
	const inline = good(
		`${HEAD}      - id: green\n        title: Green tea\n${text.map((line) => `        ${line}\n`).join('')}`,
	);
	expect(good(`${HEAD}      - {id: green, title: Green tea}\n`, { green: text.join('\n') })).toEqual(inline);
	expect(inline.roadmap.stages[0]?.topics[0]?.minutes).toBe(5);
});

test('control and invisible characters are gone when a roadmap is loaded', () => {
	const { compiled, faults } = compileText(
		`${HEAD}      - {id: a, title: "A\\e[31m\\u202eb", summary: "One\\rtwo\\u200b\\x9b", practice: "a\\u0007\\n\\tb"}\n`,
	);
	expect(faults.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
	expect(compiled?.roadmap.stages[0]?.topics[0]?.title).toBe('A\ufffd[31mb');
	expect(compiled?.lessons[0]).toMatchObject({ summary: 'One\ufffdtwo\ufffd', practice: 'a\ufffd\n\tb' });
});

describe('names that objects have', () => {
	const NAMES = ['constructor', 'prototype', 'to-string', 'hasownproperty', '__proto__'];
	const text = `${HEAD}${NAMES.slice(0, 4)
		.map(
			(name, i) =>
				`      - {id: ${name}, title: The ${name}, needs: [${NAMES[i - 1] ?? ''}], aliases: [value-of-${i}]}\n`,
		)
		.join('')}`;

	test('are ids like any other', () => {
		const { roadmap } = good(text, { constructor: 'summary: It builds.' });
		expect(roadmap.stages[0]?.topics.map(({ id }) => id)).toEqual(NAMES.slice(0, 4));
		expect(good(text, { constructor: 'summary: It builds.' }).lessons[0]?.summary).toBe('It builds.');
	});

	test('a hostile file leaves no trace on objects', () => {
		compileText(
			`${HEAD}      - {id: a, title: A, __proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}\n__proto__: {polluted: 1}\n`,
		);
		expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	test('next, done, topic, undo and search know them', async () => {
		const file = path.join(makeFolder(), 'objects.yaml');
		fs.writeFileSync(file, text);
		const terminal = new Terminal();
		const ids = async () => {
			const { topics } = await terminal.json(`next -n 9 --roadmap ${file}`);
			return topics.map(({ topic: { id } }: { topic: { id: string } }) => id);
		};
		for (const [i, name] of NAMES.slice(0, 4).entries()) {
			expect(await ids()).toEqual([name]);
			expect((await terminal.json(`topic ${name} --roadmap ${file}`)).topic).toMatchObject({
				id: name,
				number: `1.${i + 1}`,
				status: 'todo',
			});
			const { changed, unlocked } = await terminal.json(`done ${name} --roadmap ${file}`);
			expect(changed.map(({ topic }: { topic: string }) => topic)).toEqual([name]);
			expect(unlocked).toEqual(NAMES.slice(0, 4).slice(i + 1, i + 2));
		}
		expect(await ids()).toEqual([]);
		await terminal.run(`undo --roadmap ${file}`);
		expect(await ids()).toEqual(['hasownproperty']);
		expect((await terminal.run(`topic __proto__ --roadmap ${file}`)).code).toBe(3);
		expect((await terminal.run(`topic valueOf --roadmap ${file}`)).code).toBe(3);
	});
});
