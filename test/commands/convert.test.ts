import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { tooWide, unpainted } from './screen.ts';

interface TopicRow {
	readonly id: string;
	readonly title: string;
	readonly tier: string;
	readonly minutes: number | null;
	readonly outcomes?: readonly string[];
	readonly needs: readonly { readonly id: string }[];
	readonly resources: readonly { readonly title: string; readonly url: string; readonly kind: string }[];
}

/** Files of a source in a folder of its own, and the program beside them. */
class Source {
	readonly folder = makeFolder();
	readonly terminal = new Terminal();
	readonly out = path.join(this.folder, 'out.yaml');

	constructor(files: Readonly<Record<string, string | Buffer>>) {
		for (const [name, text] of Object.entries(files)) {
			fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
			fs.writeFileSync(this.path(name), text);
		}
	}

	path(name: string): string {
		return path.join(this.folder, name);
	}

	run(name: string, ...more: readonly string[]) {
		return this.terminal.run(['convert', this.path(name), '-o', this.out, ...more]);
	}

	async convert(name: string, ...more: readonly string[]) {
		const { code, out, err } = await this.run(name, '--json', ...more);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(await this.terminal.run(['check', this.out])).toEqual({ code: 0, out: '', err: '' });
		return JSON.parse(out);
	}

	/** `stage: topic, topic` for each stage. */
	async stages(): Promise<string[]> {
		const { stages } = await this.read('stages');
		const rows: string[] = [];
		for (const { number, title, phase } of stages) {
			const { topics } = await this.read(`stage ${number} --all`);
			rows.push(
				`${phase === '' ? '' : `${phase} / `}${title}: ${topics.map((topic: TopicRow) => topic.title).join(', ')}`,
			);
		}
		return rows;
	}

	/** @param number `1.2` */
	async topic(number: string): Promise<TopicRow> {
		return (await this.read(`topic ${number}`)).topic;
	}

	async read(line: string) {
		const { out } = await this.terminal.run([...line.split(' '), '--roadmap', this.out, '--json']);
		return JSON.parse(out);
	}
}

describe('Markdown', () => {
	test('tables of courses: a heading is a stage, columns are known by name, times are means', async () => {
		const source = new Source({
			'README.md': `# Learn to cook

- [Basics](#basics)

## Kitchen
### Basics
Courses | Duration | Effort | Prerequisites
:-- | :--: | :--: | :--:
[Knife skills](https://example.com/knives) | 10-12 weeks | 4–6 hours/week | none
[Stocks](pages/stocks.md) | 2 weeks | 3 hours/week | Knife skills
### People
Who | Since
-- | --
Ada | 2020
`,
		});
		const result = await source.convert('README.md');
		expect(result).toMatchObject({ title: 'Learn to cook', stages: 1, topics: 2, timed: 2 });
		expect(await source.stages()).toEqual(['Kitchen / Basics: Knife skills, Stocks']);
		expect(await source.topic('1.1')).toMatchObject({
			minutes: 11 * 5 * 60,
			resources: [{ url: 'https://example.com/knives' }],
		});
		expect(await source.topic('1.2')).toMatchObject({ minutes: 360, needs: [{ id: 'knife-skills' }], resources: [] });
		expect(result.omitted.map(({ where }: { where: string }) => where)).toEqual(['line 10', 'line 12']);
	});

	test('of what is to be chosen one from, all but the first are optional', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\nName | Link\n--|--\nOne | https://example.com/1\n\nChoose **one** of the following:\n\nName | Link\n--|--\nTwo | https://example.com/2\nThree | https://example.com/3\n',
		});
		await source.convert('a.md');
		const tiers = await Promise.all(['1.1', '1.2', '1.3'].map(async (number) => (await source.topic(number)).tier));
		expect(tiers).toEqual(['core', 'core', 'optional']);
	});

	test.each([1, 2, 3, 4, 8, 16])(
		'checklists nested by %i: the outermost box is the topic, links below are read, the rest are outcomes',
		async (by) => {
			const indent = (level: number) => ' '.repeat(by * level);
			const source = new Source({
				'plan.md': [
					'# Plan',
					'## Week 1',
					'- [x] Joins (done 2026-11-01)',
					`${indent(1)}- [ ] [Joins, drawn](https://example.com/joins)`,
					`${indent(2)}- Explain a left join`,
					'- [ ] Windows: frames 🎉',
					'- [-] Given up',
					'- [ ] ~~Struck~~',
				].join('\n'),
			});
			const result = await source.convert('plan.md');
			expect(await source.stages()).toEqual(['Week 1: Joins, Windows: frames']);
			expect(await source.topic('1.1')).toMatchObject({
				resources: [{ title: 'Joins, drawn', url: 'https://example.com/joins' }],
				outcomes: ['Explain a left join'],
			});
			expect(result).toMatchObject({ ticked: 1, progressFile: source.path('out.progress.md') });
			expect(result.omitted.map(({ where }: { where: string }) => where)).toEqual(['line 7', 'line 8']);
		},
	);

	test('numbered headings are lessons: all their items are topics, and what is beside them is reading', async () => {
		const source = new Source({
			'README.md':
				'# Bread\n## How to\n1. Ask in [the chat](https://example.com/chat)\n## Lessons\n### [Week 1: Flour](week-1/)\n- Kinds\n- [Milling](https://example.com/mill)\n### Week 2: Water\n- Hard\n### Workshop 1: Salt\n- Sea\n## Teachers\n- [Ada](https://example.com/ada)\n',
		});
		const result = await source.convert('README.md');
		expect(await source.stages()).toEqual([
			'Lessons / Week 1: Flour: Kinds, Milling, Reading: How to',
			'Lessons / Week 2: Water: Hard',
			'Lessons / Workshop 1: Salt: Sea, Reading: Teachers',
		]);
		expect(result.omitted.map(({ where }: { where: string }) => where)).toEqual(['line 5']);
	});

	test('in lists without any link every outermost item is a topic', async () => {
		const source = new Source({
			'a.md': '# A\n## Basics\n- Flour\n- Water\n  - Hard\n  - …\n- ...\n-\n## Baking\n1. Knead\n2. Bake\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual(['Basics: Flour, Water', 'Baking: Knead, Bake']);
		expect((await source.topic('1.2')).outcomes).toEqual(['Hard']);
	});

	test('lists of people, and tables of them, are reading; what is beside a topic in its table too', async () => {
		const source = new Source({
			'list.md': '# A\n## Baking\n- [Knead](https://example.com/k)\n## Sponsors\n- [Mill](https://example.com/m)\n',
			'table.md':
				'# A\n## Baking\nCourse | Effort | Chat\n--|--|--\n[Knead](https://example.com/k) | 2 h | [talk](https://example.com/t)\n## Watch\nName | Channel | Follower Count\n--|--|--\nAda | [her](https://example.com/a) | 9\n',
		});
		await source.convert('list.md');
		expect(await source.stages()).toEqual(['Baking: Knead, Reading: Sponsors']);
		fs.rmSync(source.out);
		fs.rmSync(source.path('out.from.json'));
		await source.convert('table.md');
		expect(await source.stages()).toEqual(['Baking: Knead, Reading: Baking, Reading: Watch']);
		expect((await source.topic('1.2')).resources).toMatchObject([
			{ title: 'Knead: talk', url: 'https://example.com/t' },
		]);
	});

	test('addresses that stand there as they are, in brackets or by a name are links like others', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\n- [ ] Flour https://example.com/f_(x).\n- [ ] https://example.com/water\n- [ ] Salt <https://example.com/salt>\n- [ ] [Yeast][y]\n\nAlso https://example.com/more.\n\n[y]: https://example.com/yeast\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual(['S: Flour, example.com/water, Salt, Yeast, Reading: S']);
		const urls = await Promise.all([1, 2, 3, 4, 5].map(async (n) => (await source.topic(`1.${n}`)).resources[0]?.url));
		expect(urls).toEqual(['f_(x)', 'water', 'salt', 'yeast', 'more'].map((page) => `https://example.com/${page}`));
	});

	test('links and headings in HTML count, its tags are no words, and what is in comments is left out', async () => {
		const source = new Source({
			'a.md': [
				'<div align="center">',
				'  <h1>Bread <a href="https://example.com/bread">🍞</a></h1>',
				'  <a href="https://example.com/ci"><img src="badge.svg"></a>',
				'  <a href="https://example.com/shop?a=1&amp;b=2">The',
				'  shop</a>',
				'</div>',
				'',
				'## <a id="flour"></a>Flour :bread:',
				'- <a href="https://example.com/rye">Rye</a>',
				'- Use `<b>` in List<String> https://example.com/list',
				'<!--',
				'## Old',
				'- [Old](https://example.com/old)',
				'-->',
			].join('\n'),
		});
		expect(await source.convert('a.md')).toMatchObject({ title: 'Bread', omitted: [] });
		expect(await source.stages()).toEqual(['Flour: Rye, Use <b> in List<String>, Reading: Bread']);
		expect((await source.topic('1.3')).resources.map(({ url }) => url)).toEqual([
			'https://example.com/bread',
			'https://example.com/shop?a=1&b=2',
		]);
	});

	test('a few numbered headings do not make a course of a list, and lists beside the topics are told', async () => {
		const links = Array.from({ length: 9 }, (_, i) => `- [L${i}](https://example.com/${i})`).join('\n');
		const source = new Source({ 'a.md': `# A\n## Step 1\n- Ask\n## Step 2\n- Think\n## Sources\n${links}\n` });
		expect(await source.convert('a.md')).toMatchObject({ stages: 1, topics: 9 });
		fs.rmSync(source.out);
		fs.writeFileSync(source.path('b.md'), '# B\n## How\n- Ask often\n## S\n- [ ] One\n');
		expect((await source.convert('b.md')).omitted).toEqual([
			{ where: 'line 3', why: 'a list beside the topics: Ask often' },
		]);
	});

	test("a course's calendar: what is linked in a row is its topic's, days without class are none, and marks are ticks", async () => {
		const source = new Source({
			'a.md': [
				'# A',
				'## Plan',
				'| Week | Lecture | Topic | Slides | Forum | Status |',
				'|--|--|--|--|--|--|',
				'| 1 | 1 | **Flour**<br>• Rye<br>• Spelt | [PDF](https://example.com/1) | [talk](https://example.com/t) | ✅ |',
				'| | 2 | Water https://example.com/w | [link](https://example.com/2) | | open |',
				'| 2 | | *No class - Labor Day* | | | |',
				'| | | … | | | |',
				'## Überblick',
				'| Woche | Thema |',
				'|--|--|',
				'| 3 | Salz |',
			].join('\n'),
		});
		const { omitted, ticked } = await source.convert('a.md');
		expect(await source.stages()).toEqual(['Plan: Flour, Water, Reading: Plan', 'Überblick: Salz']);
		expect(await source.topic('1.1')).toMatchObject({
			outcomes: ['Rye', 'Spelt'],
			resources: [{ title: 'PDF', url: 'https://example.com/1' }],
		});
		const { resources } = await source.topic('1.2');
		expect(resources.map(({ title, url }) => `${title} ${url}`)).toEqual([
			'example.com/w https://example.com/w',
			'Slides https://example.com/2',
		]);
		expect(ticked).toBe(1);
		expect(omitted.map(({ where }: { where: string }) => where)).toEqual(['line 7', 'line 8']);
	});

	test('words with items without links below them are a topic; what is struck out keeps its link, and dots are no topic', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\n- [Oven](https://example.com/oven)\n- [Salt]((https://example.com/salt))\n- ...\n- Yeast\n  - Fresh\n  - Dry\n- ~~[Gone](https://example.com/gone)~~\n',
		});
		const { omitted } = await source.convert('a.md');
		expect(await source.stages()).toEqual(['S: Oven, Salt, Yeast, Reading: S']);
		expect((await source.topic('1.2')).resources).toMatchObject([{ url: 'https://example.com/salt' }]);
		expect((await source.topic('1.3')).outcomes).toEqual(['Fresh', 'Dry']);
		expect((await source.topic('1.4')).resources).toMatchObject([{ url: 'https://example.com/gone' }]);
		expect(omitted.map(({ where }: { where: string }) => where)).toEqual(['line 5', 'line 9']);
	});

	test('of links with a space in the address the words stay, and it is said; a bracket too many loses none', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\n- [Bits](https://example.com/count bits)\n- [Oven]](https://example.com/f_(x))\n- Also\n    - [more](https://example.com/mo\n      re)\n',
		});
		const { omitted } = await source.convert('a.md');
		expect(
			omitted.map(({ where, why }: Record<string, string>) => `${where}: ${why?.split(':', 2).join(':')}`),
		).toEqual(['line 3: https://example.com/count bits', 'line 6: https://example.com/mo re']);
		expect(await source.stages()).toEqual(['S: Bits, Oven, more']);
		expect((await source.topic('1.2')).resources).toMatchObject([{ url: 'https://example.com/f_(x)' }]);
	});

	test('the subjects of courses are their topics, although there are links to the courses and none to subjects', async () => {
		const course = (n: number) =>
			`## Course ${'ABC'[n]}\n- Subject ${n}a\n- Subject ${n}b\n- Subject ${n}c\n\n[To it](https://example.com/${n})\n\n[Its book](https://example.com/b${n})\n`;
		const source = new Source({ 'a.md': `# A\n- [Course A](#course-a)\n\n${[0, 1].map(course).join('')}` });
		await source.convert('a.md');
		expect(await source.stages()).toEqual([
			'Course A: Subject 0a, Subject 0b, Subject 0c, Reading: Course A',
			'Course B: Subject 1a, Subject 1b, Subject 1c, Reading: Course B',
		]);
	});

	test('paragraphs of links under a heading are topics, also in a document with lists; a bar of links before it is none', async () => {
		const source = new Source({
			'a.md':
				'[English](https://example.com/en) | [中文](https://example.com/zh)\n# A\n## Basics\n_Skip it if you can._\n\n[Knead](https://example.com/k)\n\n[Bake](https://example.com/b) or [Fry](https://example.com/f)\n\nSee also [the book](https://example.com/book).\n## More\n- [Slice](https://example.com/s)\n## Team\n[Ada](https://example.com/ada)\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual([
			'Basics: Knead, Bake, Reading: Basics, Reading: A',
			'More: Slice, Reading: Team',
		]);
		expect((await source.topic('1.2')).resources).toHaveLength(2);
	});

	test.each([
		['- Read [the docs](https://example.com/d) first', 'Read the docs first', ''],
		['- 📚 [Docs](https://example.com/d): how each of them works. And more.', 'Docs', 'how each of them works.'],
		['- [Docs](https://example.com/d) - slides', 'Docs', ''],
		['- **Joins**: how two tables meet, see [here](https://example.com/d)', 'Joins', 'how two tables meet, see here'],
		['- **Free** [Docs](https://example.com/d)', 'Free Docs', ''],
		[`- ${'Much could be said. '.repeat(10)}See [Docs](https://example.com/d)`, 'Docs', ''],
		['- [ ] [Docs](https://example.com/d) :rocket: (video)', 'Docs (video)', ''],
	])('%s is called by what it begins with', async (item, title, summary) => {
		const source = new Source({ 'a.md': `# A\n## S\n${item}\n` });
		await source.convert('a.md');
		expect(await source.topic('1.1')).toMatchObject({ title, summary });
	});

	test('code below an item is code, whatever it looks like', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\n- [One](https://example.com/1)\n  - in depth:\n```sh\n# a comment\n| a | b |\n- [no](https://example.com/no)\n```\n  - [Two](https://example.com/2)\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual(['S: One']);
		expect((await source.topic('1.1')).resources).toHaveLength(2);
	});

	test('a block between four marks ends at four: what follows the three inside is code too', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\n````md\n```sh\n- [no](https://example.com/no)\n```\n- [ ] [no](https://example.com/2)\n````\n- [One](https://example.com/1)\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual(['S: One']);
	});

	test('tables: a line of any length below the header, in a long section; ticks, tiers, kinds and bare addresses count', async () => {
		const rule = `| ${'-'.repeat(150)} | --- | --- | --- |`;
		const source = new Source({
			'a.md': `# A\n## S\n${'words\n\n'.repeat(15)}| Activity | Status | Priority | Type |\n${rule}\n| [One](https://example.com/1) | ✅ | optional | video |\n| https://example.com/2 | started | | |\n`,
		});
		const result = await source.convert('a.md');
		expect(result).toMatchObject({ topics: 2, ticked: 1, omitted: [] });
		expect(await source.stages()).toEqual(['S: One, example.com/2']);
		expect(await source.topic('1.1')).toMatchObject({ tier: 'optional', resources: [{ kind: 'video' }] });
	});

	test.each(['Day01 - %s', '第1天：%s'])('headings like %s number lessons', async (heading) => {
		const day = (number: string, what: string) =>
			`## ${heading.replace('1', number).replace('%s', what)}\n- ${what}\n- [About](https://example.com/${number})\n`;
		const source = new Source({ 'a.md': `# A\n## Why\n- It is good\n${day('1', 'Flour')}${day('2', 'Water')}` });
		await source.convert('a.md');
		expect((await source.stages()).map((stage) => stage.split(/: (?!.*: )/)[1])).toEqual([
			'Flour, About',
			'Water, About',
		]);
	});

	test('items that begin with a heading are sections of the heading that their list is under', async () => {
		const item = (n: number) => `- ### Part ${n}\n    - [ ] Topic ${n}\n`;
		const items = Array.from({ length: 60 }, (_, i) => item(i)).join('');
		const source = new Source({ 'a.md': `# A\n## ![badge](b.svg) Data\n${items}` });
		await source.convert('a.md');
		const stages = await source.stages();
		expect(stages).toHaveLength(60);
		expect(stages.filter((stage) => !stage.startsWith('Data / Part '))).toEqual([]);
	});

	test('what was ticked goes into a file that import reads, with its day', async () => {
		const source = new Source({
			'plan.md': '# Plan\n## Week\n- [x] Joins (done 2026-11-01)\n- [x] Views\n- [ ] Keys\n',
		});
		await source.convert('plan.md');
		await source.terminal.run(['use', source.out]);
		expect(await source.terminal.run(['import', source.path('out.progress.md')])).toMatchObject({ code: 0 });
		const { topics } = await source.terminal.json('stage 1');
		expect(topics.map(({ status }: { status: string }) => status)).toEqual(['done', 'done', 'todo']);
		expect(topics[0].at.slice(0, 10)).toBe('2026-11-01');
	});

	test('lists of links: a link is a topic, words with links below are a group; links in prose are kept beside', async () => {
		const source = new Source({
			'list.md': `# Good reading
Begin with [the intro](https://example.com/intro).
## Books
- [One](https://example.com/one) - short
  - Know the parts
- By others
  - [Two](https://example.com/two)
![badge](https://example.com/badge.png)
[![build](https://example.com/b.png)](https://example.com/ci)
\`\`\`
- [not](https://example.com/not)
\`\`\`
`,
		});
		const result = await source.convert('list.md');
		expect(result).toMatchObject({ topics: 3, readings: 1, resources: 3 });
		expect(await source.stages()).toEqual(['Books: One, Two, Reading: Good reading']);
		expect(await source.topic('1.1')).toMatchObject({ outcomes: ['Know the parts'] });
		expect(await source.topic('1.3')).toMatchObject({
			tier: 'optional',
			resources: [{ url: 'https://example.com/intro' }],
		});
	});

	test('settings of a static site before the text are none of it, and links of a wiki are titles', async () => {
		const source = new Source({
			'a.md': '---\ntitle: Settings\ntags: [a]\n---\n\n- [[Joins]]\n- [[Views|How to see]]\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual(['A: Joins, How to see']);
	});

	test('--needs chain has each topic need the one before it in its stage', async () => {
		const source = new Source({ 'a.md': '# A\n## S\n- [ ] One\n- [ ] Two\n## T\n- [ ] Three\n' });
		await source.convert('a.md', '--needs', 'chain');
		const needs = await Promise.all(
			['1.1', '1.2', '2.1'].map(async (number) => (await source.topic(number)).needs.map(({ id }) => id)),
		);
		expect(needs).toEqual([[], ['one'], []]);
	});
});

const DRAWING = {
	nodes: [
		node('title-1', 'title', 'SQL', 0, -100),
		node('stage-basics', 'topic', 'Basics', 0, 0),
		node('stage-joins0', 'topic', 'Joins', 0, 400),
		node('select0AAAA', 'subtopic', 'SELECT', 300, 0),
		node('where00AAAA', 'subtopic', 'WHERE', 300, 60),
		node('inner00AAAA', 'subtopic', 'Inner join', 320, 420),
		node('outer00AAAA', 'subtopic', 'Outer join', 320, 460),
		node('box-of-join', 'section', '', 300, 400, 200, 120),
		node('line-to-box', 'horizontal', '', 95, 405, 205, 20),
		node('faraway0AAA', 'subtopic', 'NULL', -900, 500),
		{
			...node('views000AAA', 'subtopic', 'Views', 300, 120),
			data: { label: 'Views', legend: { label: 'Alternative option' } },
		},
	],
	edges: [
		{ source: 'stage-basics', target: 'select0AAAA' },
		{ source: 'select0AAAA', target: 'where00AAAA' },
		{ source: 'views000AAA', target: 'stage-basics' },
	],
};

function node(id: string, type: string, label: string, x: number, y: number, width = 100, height = 40) {
	return { id, type, position: { x, y }, width, height, data: { label } };
}

describe('roadmap.sh', () => {
	const files = {
		'sql/sql.json': JSON.stringify(DRAWING),
		'sql/content/select@select0AAAA.md':
			'# SELECT\n\nReads rows. And more of it.\n\n- [@official@Manual](https://example.com/manual)\n- [@vidoe@Talk [1]](https://example.com/t_(x))\n- [@article@Same](https://example.com/manual)\n- [@article@Gap](https://example.com/a b)\n- [@article@Local](/local)\n- [@article@Lost]\n',
		'sql/content/null@faraway0AAA.md': '',
		'sql/content/gone@gone0000AAA.md': '# Gone\n',
	};

	test('a drawing: lines, lines over others, boxes that touch and nearness decide the stage; nothing is invented', async () => {
		const source = new Source(files);
		const result = await source.convert('sql');
		expect(await source.stages()).toEqual([
			'Basics: Basics, SELECT, WHERE, Views',
			'Joins: Joins, Inner join, Outer join, NULL',
		]);
		expect(result.rules.map(({ topics }: { topics: number }) => topics)).toEqual([2, 1, 2, 1]);
		expect(result.rules.at(-1).rule).toContain('nearest');
		expect(await source.topic('1.2')).toMatchObject({
			summary: 'Reads rows.',
			minutes: null,
			needs: [],
			resources: [
				{ kind: 'docs', title: 'Manual', url: 'https://example.com/manual' },
				{ kind: 'video', title: 'Talk [1]', url: 'https://example.com/t_(x)' },
			],
		});
		expect((await source.topic('1.4')).tier).toBe('optional');
		expect((await source.topic('null')).title).toBe('NULL');
		const omitted = result.omitted
			.map(({ where, why }: { where: string; why: string }) => `${where} ${why}`)
			.join('\n');
		const parts = ['https://example.com/a b', '/local', '[@article@Lost]', 'the drawing has no node for it', 'empty'];
		for (const part of parts) expect(omitted).toContain(part);
		expect(result.omitted).toHaveLength(parts.length);
	});

	test('columns of boxes are one group before they meet another, and a line leads from a group to its stage', async () => {
		const nodes = [
			node('stage-left0', 'topic', 'Left', 0, 0),
			node('stage-right', 'topic', 'Right', 0, 300),
			...[0, 43, 86].map((y, i) => node(`left-step-${i}`, 'subtopic', `L${i}`, 200, y)),
			// Nearer to the other stage than to its own, and 9 pixels from its column.
			...[138, 181, 224].map((y, i) => node(`right-step-${i}`, 'subtopic', `R${i}`, 200, y)),
			node('line-to-left', 'horizontal', '', 98, 10, 104, 20),
			node('line-right1', 'vertical', '', 240, 262, 20, 60),
			node('line-right2', 'horizontal', '', 98, 310, 150, 20),
		];
		const source = new Source({ 'g.json': JSON.stringify({ nodes, edges: [] }) });
		await source.convert('g.json');
		expect(await source.stages()).toEqual(['Left: Left, L0, L1, L2', 'Right: Right, R0, R1, R2']);
	});

	test('of several drawings in a folder that of most topics is meant', async () => {
		const short = { nodes: [node('select0AAAA', 'topic', 'Short', 0, 0)], edges: [] };
		const source = new Source({
			...files,
			'sql/a-beginner.json': JSON.stringify(short),
			'sql/select@select0AAAA.md': '# S\n',
			'sql/inner@inner00AAAA.md': '# I\n',
		});
		await source.convert('sql');
		expect((await source.stages()).map((stage) => stage.split(':')[0])).toEqual(['Basics', 'Joins']);
	});

	test('the folders of old decide before the drawing', async () => {
		const mapping = { basics: 'stage-basics', joins: 'stage-joins0', 'joins:where': 'where00AAAA' };
		const source = new Source({ ...files, 'sql/migration-mapping.json': JSON.stringify(mapping) });
		await source.convert('sql');
		expect(await source.stages()).toEqual([
			'Basics: Basics, SELECT, Views',
			'Joins: Joins, WHERE, Inner join, Outer join, NULL',
		]);
	});

	test('without a drawing the topics stand from A to Z, and --graph brings one', async () => {
		const { 'sql/sql.json': drawing, ...texts } = files;
		const source = new Source({ ...texts, 'saved.json': drawing });
		await source.convert('sql');
		expect(await source.stages()).toEqual(['Sql: Gone, Null, SELECT']);
		fs.rmSync(source.out);
		await source.convert('sql', '--graph', source.path('saved.json'));
		expect(await source.stages()).toHaveLength(2);
	});

	test('a folder has its whole name as its title, dots and all', async () => {
		const source = new Source({
			'node.js/100-intro/index.md': '# Introduction\n',
			'node.js/101-http/index.md': '# HTTP\n',
		});
		await source.convert('node.js');
		expect((await source.read('stages')).roadmap).toBe('node-js');
	});

	test('numbered folders are stages in their order', async () => {
		const source = new Source({
			'sql/101-joins/index.md': '# Joins\n',
			'sql/101-joins/100-inner.md': '# Inner\n',
			'sql/100-intro/index.md': '# Introduction\n',
			'sql/100-intro/100-what/100-deep.md': '# Deep\n',
		});
		await source.convert('sql');
		expect(await source.stages()).toEqual(['Introduction: Introduction, Deep', 'Joins: Joins, Inner']);
	});

	test('an older drawing is read by the names of its groups', async () => {
		const group = (name: string, text: string, y: string) => ({
			typeID: '__group__',
			x: '0',
			y,
			properties: { controlName: name },
			children: { controls: { control: [{ typeID: 'Label', properties: { text } }] } },
		});
		const control = [
			group('101-joins', 'Joins', '20'),
			group('101-joins:100-inner', 'Inner%20join', '30'),
			group('100-basics', 'Basics', '10'),
			group('ext_link:example.com', 'A link', '5'),
		];
		const source = new Source({ 'sql.json': JSON.stringify({ mockup: { controls: { control } } }) });
		await source.convert('sql.json');
		expect(await source.stages()).toEqual(['Basics: Basics', 'Joins: Joins, Inner join']);
	});
});

describe('other lists', () => {
	test('CSV: columns by their names, the delimiter by its count, decimal commas', async () => {
		const source = new Source({
			'plan.csv':
				'\ufeffModule;Title;URL;Hours;Priority;Done\n"Week; one";Joins;https://example.com/j;1,5;core;yes\n"Week; one";;x;;;\nTwo;"Views ""old""";ftp://x;2;optional;no\n',
		});
		const result = await source.convert('plan.csv');
		expect(await source.stages()).toEqual(['Week; one: Joins', 'Two: Views "old"']);
		expect(await source.topic('1.1')).toMatchObject({
			minutes: 90,
			tier: 'core',
			resources: [{ url: 'https://example.com/j' }],
		});
		expect(result).toMatchObject({ ticked: 1 });
		expect(result.omitted.map(({ where }: { where: string }) => where)).toEqual(['row 3', 'row 4']);
	});

	test.each([',', ';', '\t', '|'])(
		'a table of two columns with %j between them, and an empty line at its end',
		async (mark) => {
			const source = new Source({ 'a.csv': `Lesson${mark}Link\nA${mark}https://example.com/a\nB${mark}\n` });
			expect(await source.convert('a.csv')).toMatchObject({ topics: 2, resources: 1 });
		},
	);

	test.each([
		['a board', 'Card Name,Card Description,List Name\nJoins,Read https://example.com/j.,Basics\n'],
		['German', 'Woche;Thema;Link;Erledigt\n1;Joins;https://example.com/j;\n'],
		['decimal commas', 'Modul;Thema\nBasics;Joins, 1,5 h, 2,5 h https://example.com/j\n'],
		['Russian', 'Неделя\tТема\tСсылка\n1\tJoins\thttps://example.com/j\n'],
	])('CSV of other programs and languages: %s', async (_kind, text) => {
		const source = new Source({ 'plan.csv': Buffer.from(`\ufeff${text}`, 'utf16le') });
		expect(await source.convert('plan.csv')).toMatchObject({ stages: 1, topics: 1, resources: 1, ticked: 0 });
		expect(await source.stages()).toEqual([expect.stringMatching(/^(?:Basics|Woche 1|Неделя 1): Joins/)]);
	});

	test('todo.txt: projects are stages, priorities tiers', async () => {
		const source = new Source({
			'todo.txt':
				'(A) 2026-10-01 Learn joins +sql-basics @home https://example.com/j\nx 2026-11-02 2026-10-01 Read views +sql-basics\n(B) Windows +later due:2026-12-01\n',
		});
		await source.convert('todo.txt');
		expect(await source.stages()).toEqual(['sql basics: Learn joins, Read views', 'later: Windows']);
		expect((await source.topic('2.1')).tier).toBe('recommended');
		expect(fs.readFileSync(source.path('out.progress.md'), 'utf8')).toContain('`read-views` (done 2026-11-02)');
	});

	test.each([
		[
			'modules',
			'title: Course\nmodules:\n  - title: One\n    lessons: [A, B]\n  - name: Two\n    items:\n      - {title: C, url: "https://example.com/c"}\n',
		],
		['maps of titles', 'Course:\n  One: [A, B]\n  Two:\n    - {title: C, link: "https://example.com/c"}\n'],
	])('a YAML tree of %s', async (_kind, text) => {
		const source = new Source({ 'course.yaml': text });
		expect((await source.convert('course.yaml')).title).toBe('Course');
		expect(await source.stages()).toEqual(['One: A, B', 'Two: C']);
		expect((await source.topic('2.1')).resources).toMatchObject([{ url: 'https://example.com/c' }]);
	});

	test('a map of titles has the details of its topics in it, weeks are numbered, and a list that is not read is named', async () => {
		const source = new Source({
			'map.yaml':
				'Course:\n  One:\n    Joins: {url: "https://example.com/j", minutes: 30}\n    Views: [https://example.com/v]\n',
		});
		await source.convert('map.yaml');
		expect(await source.stages()).toEqual(['One: Joins, Views: https://example.com/v']);
		expect(await source.topic('1.1')).toMatchObject({ minutes: 30, resources: [{ url: 'https://example.com/j' }] });
		const weeks = new Source({
			'weeks.json': '[{"week": 1, "topics": ["A", {"name": "B", "skills": ["x"]}]}, {"week": 2, "topics": ["C"]}]',
		});
		const { omitted } = await weeks.convert('weeks.json');
		expect(await weeks.stages()).toEqual(['Week 1: A, B', 'Week 2: C']);
		expect(omitted).toEqual([{ where: 'B', why: expect.stringContaining('the field skills') }]);
	});

	test('levels between stage and topic are said before the title; --stages-key names the field of the stages', async () => {
		const source = new Source({
			'c.yaml': 'title: C\nparts:\n  - title: One\n    items:\n      - title: Joins\n        items: [Inner, Outer]\n',
		});
		await source.convert('c.yaml', '--stages-key', 'parts');
		expect(await source.stages()).toEqual(['One: Joins: Inner, Joins: Outer']);
	});
});

describe('converted again', () => {
	test('ids stay where titles move; a new title keeps the old id as an alias, and progress follows', async () => {
		const source = new Source({
			'a.md': '# A\n## S\n- [ ] [Joins](https://example.com/j)\n- [ ] Twin\n## T\n- [ ] Twin\n',
		});
		await source.convert('a.md');
		const twin = (await source.topic('2.1')).id;
		expect(twin).not.toBe((await source.topic('1.2')).id);
		await source.terminal.run(['use', source.out]);
		await source.terminal.run('done joins');
		fs.writeFileSync(
			source.path('a.md'),
			'# A\n## New\n- [ ] First\n## S\n- [ ] [SQL joins](https://example.com/j)\n- [ ] Twin\n## T\n- [ ] Twin\n',
		);
		fs.renameSync(source.out, source.path('old.yaml'));
		await source.convert('a.md');
		expect((await source.topic('3.1')).id).toBe(twin);
		expect(await source.topic('2.1')).toMatchObject({ id: 'sql-joins', status: 'done' });
		expect((await source.topic('joins')).id).toBe('sql-joins');
		fs.renameSync(source.out, source.path('older.yaml'));
		await source.convert('a.md');
		expect(await source.topic('joins')).toMatchObject({ id: 'sql-joins', status: 'done' });
	});

	test('of two under one title that which leads where it did keeps its id, and so does a title whose heading is another', async () => {
		const source = new Source({
			'a.md':
				'# A\n## S\n- [Bake](https://example.com/1)\n- [Bake](https://example.com/2)\n## T\n- [日本](https://example.com/x)\n- Knead well\n  - By hand\n',
		});
		await source.convert('a.md');
		const ids = await Promise.all(['1.2', '2.1', '2.2'].map(async (number) => (await source.topic(number)).id));
		fs.renameSync(source.out, source.path('old.yaml'));
		fs.writeFileSync(
			source.path('a.md'),
			'# A\n## S\n- [Bake](https://example.com/2)\n## Renamed\n- [日本](https://example.com/y)\n- KNEAD well\n  - By hand\n',
		);
		await source.convert('a.md');
		expect(await Promise.all(['1.1', '2.1', '2.2'].map(async (number) => (await source.topic(number)).id))).toEqual(
			ids,
		);
	});

	test('what was converted before is in the way, and it is said how its ids are kept', async () => {
		const source = new Source({ 'a.md': '- [ ] A\n' });
		await source.convert('a.md');
		const { code, err } = await source.run('a.md');
		expect({ code, err }).toMatchObject({
			code: 1,
			err: expect.stringMatching(/already exists\.\n.*[Mm]ove it away.*out\.from\.json/),
		});
	});

	test('what is there is never written over, and nothing is left behind', async () => {
		const source = new Source({ 'a.md': '# A\n## S\n- [x] One\n', 'out.yaml': 'mine' });
		expect(await source.run('a.md')).toMatchObject({ code: 1, err: expect.stringContaining('already exists') });
		expect(fs.readdirSync(source.folder).sort()).toEqual(['a.md', 'out.yaml']);
		fs.rmSync(source.out);
		fs.writeFileSync(source.path('out.progress.md'), 'mine');
		expect(await source.run('a.md')).toMatchObject({ code: 1 });
		fs.rmSync(source.path('out.progress.md'));
		fs.writeFileSync(source.path('out.from.json'), '{"mine": 1}');
		expect(await source.run('a.md')).toMatchObject({ code: 5, err: expect.stringContaining('out.from.json') });
		expect(fs.readdirSync(source.folder).sort()).toEqual(['a.md', 'out.from.json']);
	});

	test('--dry-run writes nothing', async () => {
		const source = new Source({ 'a.md': '# A\n## S\n- [x] One\n' });
		expect(await source.run('a.md', '--dry-run')).toMatchObject({
			code: 0,
			out: expect.stringContaining('nothing was'),
		});
		expect(fs.readdirSync(source.folder)).toEqual(['a.md']);
	});
});

describe('what is none', () => {
	test.each([
		['course.ics', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', 'is a calendar'],
		['deck.txt', '#separator:tab\nq\ta\n', 'flash cards'],
		['plan.org', '#+TITLE: Plan\n* TODO Learn joins\n', 'Export it as Markdown'],
		['plan.opml', '<?xml version="1.0"?>\n<opml version="2.0"></opml>\n', 'Export it as Markdown'],
		['deck.apkg', 'PK\u0003\u0004', 'an archive'],
		['mine.yaml', 'format: 1\nid: a\ntitle: A\nstages: []\n', 'roadmap use'],
		['backup.json', '{"program": "roadmap"}', 'roadmap import'],
		['empty.md', '', 'is not a curriculum'],
		['prose.md', '# Only\n\nwords\n', 'nothing in it is a topic'],
		['bad.yaml', 'a: [1\nb: 2\n', 'bad.yaml:'],
		['odd.json', '{"nodes": 3, "edges": []}', 'nothing in it is a topic'],
	])('%s', async (name, text, says) => {
		const source = new Source({ [name]: text });
		const { code, err } = await source.run(name);
		expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining(says) });
		expect(fs.readdirSync(source.folder)).toEqual([name]);
	});

	test('more topics than a roadmap may have: it says so, and writes nothing', async () => {
		const source = new Source({
			'a.csv': `title\tstage\n${Array.from({ length: 5_001 }, (_, i) => `t${i}\ts\n`).join('')}`,
		});
		const { code, err } = await source.run('a.csv');
		expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('at most 5,000') });
		expect(fs.readdirSync(source.folder)).toEqual(['a.csv']);
	});

	test('text that is not UTF-8 is named by its line', async () => {
		const source = new Source({ 'a.md': Buffer.concat([Buffer.from('# A\n- '), Buffer.from([0xe9, 0x0a])]) });
		expect(await source.run('a.md')).toMatchObject({
			code: 5,
			err: expect.stringContaining('a.md:2: this is not UTF-8'),
		});
	});

	test('an address is not fetched, and it is said how to go on', async () => {
		const { code, err } = await new Terminal().run('convert https://roadmap.sh/sql');
		expect({ code, err }).toEqual({
			code: 2,
			err: expect.stringMatching(/^Nothing is fetched[\s\S]*roadmap convert README\.md/),
		});
	});

	test.each([
		['--needs', 'all'],
		['--id', 'Not an id'],
	])('%s %s is refused', async (...said) => {
		expect(await new Source({ 'a.md': '- [ ] A' }).run('a.md', ...said)).toMatchObject({ code: 2 });
	});
});

/** They take a second, and hours where something is quadratic. */
describe('files to distrust', { timeout: 60_000 }, () => {
	test.each([
		['quotes in quotes', `${'> '.repeat(50_000)}a\n- [ ] A\n`],
		['brackets', `${'['.repeat(200_000)}\n\n- [ ] A\n`],
		['emphasis', `${'*a_ '.repeat(60_000)}\n\n- [ ] A\n`],
		['a list of 1,500 levels', Array.from({ length: 1_500 }, (_, i) => `${' '.repeat(i % 400)}- [ ] a${i}`).join('\n')],
		[
			'a table of 1,000 columns',
			`|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${`|${'b|'.repeat(1_000)}\n`.repeat(100)}\n- [ ] A\n`,
		],
		['one line of 1 MB', `- [ ] ${'x '.repeat(500_000)}`],
		['a table of 1,500 rows', `Course | Chat\n--|--\n${'a | [b](https://example.com/b)\n'.repeat(1_500)}`],
		['a million headings', '# a\n'.repeat(1_000_000)],
		[
			'600 names of addresses',
			Array.from({ length: 600 }, (_, i) => `- [ ] [a${i}][${i}]\n\n[${i}]: https://example.com/${i}`).join('\n'),
		],
		['links without ends', `${'[a]('.repeat(60_000)}\n\n- [ ] A\n`],
		['tags without ends', `${'<a href="https://example.com/'.repeat(60_000)}\n\n- [ ] A\n`],
		['headings of HTML on one line', `${'<h1>a</h1>'.repeat(60_000)}\n\n- [ ] A\n`],
	])('%s: an answer or an error with a reason, and soon', async (_what, text) => {
		const source = new Source({ 'a.md': text });
		const { code, err } = await source.run('a.md');
		expect([0, 5]).toContain(code);
		if (code === 5) expect(err).toMatch(/a\.md|topics/);
	});

	test.each([
		['20,000 topics of one title', `title,stage\n${'a,b\n'.repeat(20_000)}`, 5],
		[
			'5,000 topics that need what nobody has',
			`title;needs\n${Array.from({ length: 5_000 }, (_, i) => `topic ${i};nothing ${i}\n`).join('')}`,
			0,
		],
	])('a table of %s', async (_what, text, expected) => {
		expect(await new Source({ 'a.csv': text }).run('a.csv')).toMatchObject({ code: expected });
	});

	test('of hundreds of addresses that have names none is lost', async () => {
		const names = Array.from({ length: 700 }, (_, i) => i);
		const source = new Source({
			'a.md': [
				...names.map((i) => `- [ ] [a${i}][N ${i}]`),
				'',
				...names.map((i) => `[n ${i}]: https://example.com/${i}`),
			].join('\n'),
		});
		expect(await source.convert('a.md')).toMatchObject({ topics: 700, resources: 700 });
	});

	test('a drawing whose lines are one long chain, and one whose boxes all lie on each other', async () => {
		const chain = Array.from({ length: 3_000 }, (_, i) =>
			node(`node-${i}`, i === 0 ? 'topic' : 'subtopic', `N${i}`, 0, 0),
		);
		const edges = chain.slice(1).map(({ id }, i) => ({ source: `node-${i}`, target: id }));
		const source = new Source({ 'a.json': JSON.stringify({ nodes: chain, edges: edges.toReversed() }) });
		expect(await source.convert('a.json')).toMatchObject({ stages: 1, topics: 3_000 });
		const piled = new Source({ 'a.json': JSON.stringify({ nodes: chain, edges: [] }) });
		expect(await piled.convert('a.json')).toMatchObject({ stages: 1, topics: 3_000 });
	});

	test('JSON that is nested by 100,000 is an error, not a crash', async () => {
		const source = new Source({ 'a.json': `${'['.repeat(100_000)}${']'.repeat(100_000)}` });
		expect(await source.run('a.json')).toMatchObject({ code: 5 });
	});

	test('titles that a terminal or YAML would act on stay titles', async () => {
		const source = new Source({
			'a.md': '# A\n## null\n- [ ] \u001b[31mred: {x}\n- [ ] __proto__\n- [ ] null\n- [ ] 日本語\n',
		});
		await source.convert('a.md');
		expect(await source.stages()).toEqual(['null: \ufffd[31mred: {x}, proto, null, 日本語']);
	});

	test.skipIf(process.platform === 'win32')(
		'a folder is not left by a link, and a pipe in it is passed over',
		async () => {
			const source = new Source({ 'sql/a@aaaaaaAA.md': '# A\n', 'secret/b@bbbbbbBB.md': '# Secret\n' });
			fs.symlinkSync(source.path('secret'), source.path('sql/more'));
			fs.symlinkSync(source.path('secret/b@bbbbbbBB.md'), source.path('sql/b@bbbbbbBB.md'));
			spawnSync('mkfifo', [source.path('sql/c@ccccccCC.md')]);
			await source.convert('sql');
			expect(await source.stages()).toEqual(['Sql: A']);
		},
	);
});

test('every line of the answer fits 40 columns', async () => {
	const source = new Source({ 'a.md': '# A\n## S\n- [x] One\n- [ ] [Two](/two)\n' });
	const terminal = new Terminal({ tty: true, columns: 40 });
	const { out } = await terminal.run(['convert', source.path('a.md'), '-o', 'a-name.yaml', '--dry-run']);
	expect(tooWide(unpainted(out), 40)).toEqual([]);
});
