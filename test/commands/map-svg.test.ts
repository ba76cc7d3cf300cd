/** The map as a picture: well-formed, nothing in it that runs or comes from elsewhere, and a file that is nobody's loss. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeXml, linesOf, pixels } from '../../src/render/svg.ts';
import { everyElement, readXml, textOf, type XmlElement } from '../render/xml.ts';
import { makeFolder, Terminal } from '../terminal.ts';
import { offered, unpainted, writeRoadmap } from './screen.ts';

const HOSTILE = `
format: 1
id: hostile
title: Hostile
goal: "]]></title><script>alert(1)</script> & <!-- \\" ' \${x}"
stages:
  - id: s
    title: "<script>alert(1)</script> ]]> &amp; \\"'"
    phase: "</text><b>"
    topics:
      - {id: a, title: "]]><script src=//x>"}
      - {id: b, title: "${'x'.repeat(500)}", needs: [a], tier: recommended}
      - {id: c, title: "データベースの基礎 👩🏿‍💻 [31m red", needs: [b], tier: optional}
  - id: u
    title: "${'long word '.repeat(45).trim()}"
    phase: "${'P'.repeat(300)}"
    topics: [{id: f, title: F, needs: [b, c]}]
`;

async function picture(line: string, terminal = new Terminal()): Promise<XmlElement> {
	const { code, out, err } = await terminal.run(`${line} --svg -`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	return readXml(out);
}

function texts(svg: XmlElement): string[] {
	return everyElement(svg)
		.filter(({ name }) => name === 'text')
		.map(textOf);
}

describe.each([
	['the first day', []],
	['some days later', ['done stage:1 2.1 4.2 --yes', 'start 2.2', 'skip 3.3', 'later 7.1']],
	['the last day', [`known --yes ${Array.from({ length: 14 }, (_, i) => `stage:${i + 1}`).join(' ')}`]],
])('on %s', (_when, before) => {
	test.each(['map', 'map 1', 'map 2', 'map 6', 'map 10'])('%s is one well-formed picture', async (line) => {
		const terminal = new Terminal();
		for (const one of before) expect((await terminal.run(one)).code).toBe(0);
		const svg = await picture(line, terminal);
		expect(svg.name).toBe('svg');
		expect(svg.attributes.get('xmlns')).toBe('http://www.w3.org/2000/svg');
		expect(svg.attributes.get('role')).toBe('img');
		const named = everyElement(svg).filter(({ name }) => name === 'title' || name === 'desc');
		expect(named.map(({ attributes }) => attributes.get('id')).join(' ')).toBe(svg.attributes.get('aria-labelledby'));
		for (const one of named) expect(textOf(one).length).toBeGreaterThan(10);
	});

	test.each(['map', 'map 2'])('%s stays on its paper, and every number is one', async (line) => {
		const terminal = new Terminal();
		for (const one of before) await terminal.run(one);
		const svg = await picture(line, terminal);
		const [width, height] = ['width', 'height'].map((side) => Number(svg.attributes.get(side)));
		for (const { name, attributes } of everyElement(svg)) {
			for (const value of attributes.values()) expect(value).not.toMatch(/NaN|undefined|Infinity/);
			if (name !== 'text' && name !== 'circle') continue;
			const x = Number(attributes.get('x') ?? attributes.get('cx'));
			const y = Number(attributes.get('y') ?? attributes.get('cy'));
			expect({ x: x > 0 && x < (width ?? 0), y: y > 0 && y < (height ?? 0) }).toEqual({ x: true, y: true });
		}
	});
});

test('every stage and every topic stands there as text, and in words for who does not see it', async () => {
	const terminal = new Terminal();
	const { stages } = await terminal.json('stages');
	const line = await picture('map', terminal);
	const [all, words] = [texts(line).join(' '), textOf(everyElement(line).find(({ name }) => name === 'desc') ?? line)];
	for (const { number, title } of stages) {
		expect(all).toContain(`${number} ${title}`);
		expect(words).toContain(`Stage ${number}, ${title}: 0 of `);
	}
	expect(all).toContain('Next: 1.1 The relational model Then: 1.2 Joins & aggregation');
	const { topics } = await terminal.json('stage 4');
	const stage = texts(await picture('map 4', terminal)).join(' ');
	for (const { number, title } of topics) expect(stage).toContain(`${number} ${title}`);
	// Where it comes from and where it leads.
	for (const edge of ['2.2 Indexes & access paths', '8.3 Open table formats']) expect(stage).toContain(edge);
});

test('nothing that runs, nothing from elsewhere, and a dark side', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap(HOSTILE)}`;
	await terminal.run(`level everything ${mine}`);
	for (const line of ['map', 'map 1', 'map 2']) {
		const { out } = await terminal.run(`${line} ${mine} --svg -`);
		const svg = readXml(out);
		const names = new Set(everyElement(svg).map(({ name }) => name));
		const harmless = ['circle', 'desc', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title'];
		expect([...names].filter((name) => !harmless.includes(name))).toEqual([]);
		for (const { attributes } of everyElement(svg))
			expect([...attributes.keys()].filter((key) => /^on|href|^src$/i.test(key))).toEqual([]);
		expect(out).not.toMatch(/url\(|@import|<script|<!|<\?/);
		expect(out).toContain('@media (prefers-color-scheme: dark)');
	}
	expect(texts(await picture(`map 1 ${mine}`, terminal)).join(' ')).toContain('1.1 ]]><script src=//x>');
});

test('any text is escaped so that it reads back as it was', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (words) => {
			const read = textOf(readXml(`<t a="${escapeXml(words)}">${escapeXml(words)}</t>`));
			expect(read).toBe(words.replace(NOT_XML, '\ufffd'));
		}),
	);
});

/** What XML 1.0 has no place for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is meant
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

test.each(['map', 'map 1', 'map 2', 'map 6', 'map 10'])('%s: no text lies over another', async (line) => {
	const shipped = new Terminal();
	await shipped.run('done stage:1 2.1 --yes');
	const own = new Terminal();
	const mine = `--roadmap ${writeRoadmap(HOSTILE)}`;
	await own.run(`level everything ${mine}`);
	for (const svg of [await picture(line, shipped), await picture(`${line.replace(/6|10/, '2')} ${mine}`, own)]) {
		const boxes = boxesOf(svg);
		expect(boxes.length).toBeGreaterThan(8);
		const over = boxes.filter((box, i) => boxes.slice(i + 1).some((other) => overlap(box, other)));
		expect(over.map(({ words }) => words)).toEqual([]);
	}
});

interface Box {
	readonly words: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** The texts with the room that they take, as the style has their sizes. */
function boxesOf(svg: XmlElement): Box[] {
	const all = everyElement(svg);
	const style = textOf(all.find(({ name }) => name === 'style') ?? svg);
	const sizes = new Map<string, number>();
	for (const [, names = '', size] of style.matchAll(/^([^{}\n]+) \{ font-size: (\d+)px/gm))
		for (const name of names.split(', ')) sizes.set(name.slice(1), Number(size));
	return all.flatMap((element) => {
		if (element.name !== 'text') return [];
		const { attributes } = element;
		const size = sizes.get(attributes.get('class')?.split(' ')[0] ?? '');
		if (size === undefined) throw new Error(`no size for ${attributes.get('class')}`);
		const [words, x, y] = [textOf(element), Number(attributes.get('x')), Number(attributes.get('y'))];
		const wide = pixels(words, size);
		const left = x - wide * ({ middle: 0.5, end: 1 }[attributes.get('text-anchor') ?? ''] ?? 0);
		return [{ words, left, right: left + wide, top: y - size * 0.75, bottom: y + size * 0.2 }];
	});
}

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

test('the lines of a text are no wider than they may be, and lose nothing but its end', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 60, max: 400 }), (words, width) => {
			const lines = linesOf(words, 16, width, 3);
			expect(lines.length).toBeLessThanOrEqual(3);
			for (const line of lines.slice(0, -1)) expect(pixels(line, 16)).toBeLessThanOrEqual(width);
			const [said, read] = [words, lines.join('')].map((text) => text.replaceAll(' ', ''));
			if (lines.at(-1)?.endsWith('…')) expect(said).toContain(read?.slice(0, -1));
			else expect(read).toBe(said);
		}),
	);
});

describe('into a file', () => {
	test('it is written, said, and offered in the terminal', async () => {
		const file = path.join(makeFolder(), 'map.svg');
		const terminal = new Terminal({ tty: true });
		const { code, out } = await terminal.run(['map', '--svg', file]);
		expect(code).toBe(0);
		expect(unpainted(out).replace(/\s+/g, '')).toContain(`Themapisin${file}.`);
		expect(offered(out)).toEqual(['roadmap map']);
		expect(fs.readFileSync(file, 'utf8')).toBe((await terminal.run('map --svg -')).out);
		expect(fs.readdirSync(path.dirname(file))).toEqual(['map.svg']);
	});

	test('with --json the result says which file; printed, it has the picture', async () => {
		const file = path.join(makeFolder(), 'map.svg');
		const terminal = new Terminal();
		const { picture, ...rest } = await terminal.json(`map --svg ${file}`);
		expect(picture).toEqual({ file });
		expect(rest).toEqual(await terminal.json('map'));
		const { picture: printed } = await terminal.json('map --svg -');
		expect(printed).toEqual({ file: null, svg: fs.readFileSync(file, 'utf8') });
	});

	test('a file that is there stays as it is, until --force', async () => {
		const file = path.join(makeFolder(), 'notes.svg');
		fs.writeFileSync(file, 'mine', { mode: 0o640 });
		const terminal = new Terminal();
		const { code, out, err } = await terminal.run(['map', '--svg', file]);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toContain('already exists');
		expect(err).toContain('--force');
		expect(fs.readFileSync(file, 'utf8')).toBe('mine');
		expect((await terminal.run(['map', '--svg', file, '--force'])).code).toBe(0);
		expect(fs.readFileSync(file, 'utf8')).toMatch(/^<svg /);
		expect(fs.statSync(file).mode & 0o777).toBe(0o640);
		expect(fs.readdirSync(path.dirname(file))).toEqual(['notes.svg']);
	});

	test.each([[], ['--force']])('a link is not followed, with %j', async (...force) => {
		const folder = makeFolder();
		const [target, link] = [path.join(folder, 'target'), path.join(folder, 'link.svg')];
		for (const there of [false, true]) {
			if (there) fs.writeFileSync(target, 'mine');
			else fs.symlinkSync(target, link);
			const { code, err } = await new Terminal().run(['map', '--svg', link, ...force]);
			expect(code).toBe(1);
			expect(err).toContain('is a link');
			expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
			expect(fs.existsSync(target) && fs.readFileSync(target, 'utf8')).toBe(there && 'mine');
		}
	});

	test.each([
		['', 2, 'is empty'],
		['.', 1, 'is a folder'],
		['folder', 1, 'is a folder'],
		['new/', 2, 'name of a folder'],
		['gone/map.svg', 1, 'There is no folder'],
		['file/map.svg', 1, 'not a folder'],
		['x'.repeat(300), 1, 'too long'],
	])('%j: exit %i', async (name, code, said) => {
		const folder = makeFolder();
		fs.mkdirSync(path.join(folder, 'folder'));
		fs.writeFileSync(path.join(folder, 'file'), '');
		for (const force of [[], ['--force']]) {
			const ran = await new Terminal().run(['map', '--svg', name && `${folder}/${name}`, ...force]);
			expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
			expect(ran.err).toContain(said);
			expect(fs.readdirSync(folder).sort()).toEqual(['file', 'folder']);
		}
	});

	test('what a killed process left behind is no hindrance', async () => {
		const folder = makeFolder();
		fs.writeFileSync(path.join(folder, `.roadmap-${process.pid}-0.tmp`), 'half');
		expect((await new Terminal().run(['map', '--svg', path.join(folder, 'map.svg')])).code).toBe(0);
		expect(fs.readFileSync(path.join(folder, 'map.svg'), 'utf8')).toMatch(/<\/svg>\n$/);
	});

	test('--quiet says nothing', async () => {
		const file = path.join(makeFolder(), 'map.svg');
		expect(await new Terminal().run(['map', '--svg', file, '--quiet'])).toEqual({ code: 0, out: '', err: '' });
	});
});
