/** Files of other kinds, named to a command that wants a roadmap or progress: each is called what it is, with the way on. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

const FILES = {
	'README.md': '# Learn to cook\n\n> A quote\n\n## Knives\n- [Sharpen](https://example.com/sharp)\n',
	'ticks.md': '# Plan\n- [x] Stocks\n- [ ] Sauces: brown\n',
	'graph.json': '{"nodes":[{"id":"abc","type":"topic","position":{"x":0,"y":0},"data":{"label":"Knives"}}],"edges":[]}',
	'old.json': '{"mockup":{"controls":{"control":[]}}}',
	'list.csv': 'topic,stage\nStocks,Basics\n',
	'todo.txt': '(A) Stocks +basics\nx 2026-11-01 Knives +basics\n',
	'tree.yaml': 'cooking:\n  basics:\n    - Stocks\n    - Knives\n',
	'tree.json': '{"title": "Cooking", "modules": [{"title": "Basics", "lessons": ["Stocks"]}]}',
	'notes.yaml': '# Cooking\n\nA list:\n\n- [ ] Stocks\n',
} as const;

/** What no roadmap can be made of, and what is ours in the wrong place. */
const REFUSED = {
	'dates.ics': `BEGIN:VCALENDAR\n${Array.from({ length: 300 }, (_, i) => `X-K${i}: 1`).join('\n')}\nEND:VCALENDAR\n`,
	'cards.txt': '#separator:tab\n#html:true\nFront\tBack\n',
} as const;

/** What has to be brought into another form first, what it is, and how. */
const OTHERWISE = {
	'page.html': ['<!doctype html><html><body><ul><li>Stocks</li></ul></body></html>\n', 'a web page', 'a dash before'],
	'map.xml': ['<?xml version="1.0"?><map><node text="Stocks"/></map>', 'XML', 'Markdown'],
	'list.txt': ['Stocks\nKnives\n', 'a list without marks', 'Begin each line with a dash'],
	'plan.docx': ['PK\u0003\u0004', 'an archive', 'Unpack it first'],
	'plan.pdf': ['%PDF-1.7\n', 'a PDF', 'a dash before'],
	'plan.gif': ['GIF89a', 'a picture', 'a dash before'],
} as const;

function write(name: string, text: string): string {
	const file = path.join(makeFolder(), name);
	fs.writeFileSync(file, text);
	return file;
}

describe.each(['check', 'use', 'import', 'new', 'next --roadmap'])('%s', (command) => {
	test.each(Object.entries(FILES))('%s: what it is, and roadmap convert', async (name, text) => {
		const file = write(name, text);
		const terminal = new Terminal();
		const { code, out, err } = await terminal.run([...command.split(' '), file]);
		expect({ code, out }).toEqual({ code: command === 'import' ? 1 : 5, out: '' });
		expect(err).toMatch(/ is (?:an? \S|Markdown).*\n.*roadmap convert .* makes a roadmap of it/);
		expect(err).toContain(`roadmap convert ${file}`);
		expect(err.trimEnd().split('\n')).toHaveLength(2);
		expect(terminal.journal()).toHaveLength(0);
	});

	test.each(Object.entries(REFUSED))('%s: what it is, and why nothing is made of it', async (name, text) => {
		const { code, err } = await new Terminal().run([...command.split(' '), write(name, text)]);
		expect(code).toBe(command === 'import' ? 1 : 5);
		expect(err).toMatch(/ is a (?:calendar|deck of flash cards)\.\n.*Convert the list/);
	});

	test.each(Object.entries(OTHERWISE))('%s: what it is, and what to do first', async (name, [text, what, how]) => {
		const { code, err } = await new Terminal().run([...command.split(' '), write(name, text)]);
		expect(code).toBe(command === 'import' ? 1 : 5);
		expect(err).toContain(`${name} is ${what}`);
		expect(err).toContain(how);
	});

	test('an address: nothing is fetched, and how to save it', async () => {
		const { code, out, err } = await new Terminal().run([...command.split(' '), 'https://example.com/roadmap.yaml']);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toMatch(/Nothing is fetched.*\n.*Save the page/);
	});

	test.each([
		['a README', ['README.md']],
		['topics of roadmap.sh', ['content/knives@abcdefghijklmnopqrstu.md']],
		['numbered topics of roadmap.sh', ['content/100-basics/index.md', 'content/100-basics/100-knives.md']],
	])('a folder with %s', async (_, names) => {
		const folder = makeFolder();
		for (const name of names) {
			fs.mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
			fs.writeFileSync(path.join(folder, name), '# Knives\n');
		}
		const { code, err } = await new Terminal().run([...command.split(' '), folder]);
		expect(code).toBe(command === 'import' ? 1 : 5);
		expect(err).toContain(`roadmap convert ${folder} makes a roadmap of it`);
	});
});

describe('what is ours keeps its own answer', () => {
	test('progress is told to check, a roadmap to import: each names the other command', async () => {
		const terminal = new Terminal();
		await terminal.run('done relational-model');
		const [backup, list] = [path.join(makeFolder(), 'b.json'), path.join(makeFolder(), 'l.md')];
		await terminal.run(['export', '-o', backup]);
		await terminal.run(['export', '-o', list]);
		for (const file of [backup, list]) {
			expect((await terminal.run(['check', file])).err).toContain(`roadmap import ${file}`);
			expect((await terminal.run(['use', file])).err).toContain(`roadmap import ${file}`);
			expect((await terminal.run(['convert', file])).err).toContain(`roadmap import ${file}`);
		}
		const roadmap = write(
			'r.yaml',
			'format: 1\nid: tea\ntitle: Tea\nstages: [{id: s, title: S, topics: [{id: a, title: A}]}]\n',
		);
		expect((await terminal.run(['import', roadmap])).err).toContain(`roadmap use ${roadmap}`);
	});

	test.each([
		[
			'without its format',
			'id: tea\ntitle: Tea\nstages: [{id: s, title: S, topics: [{id: a, title: A}]}]\n',
			'format: 1',
		],
		['without its stages', 'format: 1\nid: tea\ntitle: Tea\n', 'stages'],
		['as JSON', '{"format": 1, "id": "tea", "title": "Tea", "stages": [{}]}', 'stages[0].id'],
		[
			'with titles for topics',
			'format: 1\nid: tea\ntitle: Tea\nstages: [{id: s, title: S, topics: [Green tea]}]\n',
			'{id: green-tea, title: "Green tea"}',
		],
	])('a faulty roadmap %s is checked as one', async (_, text, fault) => {
		const { code, out, err } = await new Terminal().run(['check', write('t.yaml', text)]);
		expect({ code, err }).toEqual({ code: 5, err: '' });
		expect(out).toContain(fault);
	});

	test('a fault of the whole file has no empty place before its words', async () => {
		const { err } = await new Terminal().run(['use', write('t.yaml', 'format: 1\nid: tea\ntitle: "Tea\n')]);
		expect(err).toMatch(/t\.yaml:\d+:\d+: \S/);
	});

	test('JSON that is cut short is no list of anything: the line is said', async () => {
		const file = write('cut.json', '{"nodes": [\n{"id": "a", "label": "[x](y)"},\n- **b**');
		const { code, err } = await new Terminal().run(['convert', file]);
		expect({ code, err }).toMatchObject({ code: 5, err: expect.stringContaining(`${file}:3: this is not JSON`) });
	});
});
