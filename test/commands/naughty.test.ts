/** The list of naughty strings, one by one: as what a roadmap says, as what is typed, as what a file is called. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { safeJson, safeLine } from '../../src/domain/safe.ts';
import { foreignIn } from '../clean.ts';
import { isPassable, NAUGHTY } from '../naughty.ts';
import { makeFolder, Terminal } from '../terminal.ts';
import { unpainted } from './screen.ts';

const shown = (text: string) => safeJson(text.length > 60 ? `${text.slice(0, 60)}…` : text);
const rows = (texts: readonly string[]) => texts.map((text) => [shown(text), text] as const);
const letters = (text: string) => text.replace(/\s+/g, '');

/** A topic for each string, with the string in its every text. JSON is YAML. */
function roadmapOf(texts: readonly string[]): string {
	const topics = texts.map((text, i) => {
		const resources = [
			{ kind: 'article', title: text, by: text, url: 'https://example.com/a', note: text, minutes: 5 },
		];
		return { id: `t${i}`, title: text, summary: text, why: text, idea: text, practice: text, resources };
	});
	const file = path.join(makeFolder(), 'mine.yaml');
	fs.writeFileSync(file, JSON.stringify({ format: 1, id: 'r', title: 'R', stages: [{ id: 's', title: 'S', topics }] }));
	return file;
}

describe('as every text of a topic', () => {
	const texts = NAUGHTY.filter((text) => safeLine(text) !== '');

	test('they are shown as they are, but for what a terminal acts on', { timeout: 120_000 }, async () => {
		const terminal = new Terminal({ tty: true });
		const file = roadmapOf(texts);
		for (const [i, text] of texts.entries()) {
			const { code, out, err } = await terminal.run(['topic', `t${i}`, '--roadmap', file]);
			expect(code, shown(text)).toBe(0);
			expect(foreignIn(out + err)).toEqual([]);
			expect(letters(unpainted(out)), shown(text)).toContain(letters(safeLine(text)));
		}
		const { topics } = await terminal.json(`stage 1 --all --roadmap ${file}`);
		expect(topics.map(({ title }: { title: string }) => title)).toEqual(texts.map(safeLine));
	});

	test.each(rows(NAUGHTY.filter((text) => safeLine(text) === '')))('%s is no title', async (_, text) => {
		const { code, out } = await new Terminal().run(['check', roadmapOf([text])]);
		expect(code).toBe(5);
		expect(out).toContain('this is empty; write a text');
		expect(foreignIn(out)).toEqual([]);
	});
});

const passable = NAUGHTY.filter(isPassable);

describe('as what is typed', () => {
	test.each(rows(passable.filter((text) => !text.startsWith('-'))))('%s is no topic, or one', async (_, text) => {
		const terminal = new Terminal({ tty: true });
		const lines = [
			['topic', text],
			['stage', text],
			['path', text],
			['later', '1.2', '--dry-run', '--until', text],
			['next', '-n', text],
			[text],
		];
		for (const argv of lines) {
			const { code, out, err } = await terminal.run(['--no-input', ...argv]);
			expect([0, 2, 3], `${JSON.stringify(argv)} ${err}`).toContain(code);
			expect(foreignIn(out + err)).toEqual([]);
		}
		expect(terminal.journal()).toEqual([]);
	});

	test.each(rows(passable))('a search for %s ends, and repeats the words harmlessly', async (_, text) => {
		const { code, out, err } = await new Terminal({ tty: true }).run(['search', '--', text]);
		expect([0, 2]).toContain(code);
		expect(foreignIn(out + err)).toEqual([]);
		const json = await new Terminal().run(['search', '--json', '--', text]);
		expect(foreignIn(json.out + json.err)).toEqual([]);
		if (json.code === 0) expect(JSON.parse(json.out).query).toBe(text.trim());
	});
});

describe('as the name of a file', () => {
	const names = passable.filter(
		(text) => !text.includes('/') && !/^\.{0,2}$/.test(text) && Buffer.byteLength(text) < 250,
	);
	const good = 'format: 1\nid: a\ntitle: A\nstages: [{id: s, title: S, topics: [{id: t, title: T}]}]\n';

	test.each(rows(names))('%s', async (_, name) => {
		const file = path.join(makeFolder(), name);
		fs.writeFileSync(file, good);
		const terminal = new Terminal({ tty: true });
		expect((await terminal.run(['check', file])).code).toBe(0);
		expect((await terminal.run(['next', '--roadmap', file])).code).toBe(0);
		fs.appendFileSync(file, 'more: 1\n');
		for (const argv of [
			['check', file],
			['next', '--roadmap', file],
			['check', `${file}/x`],
		]) {
			const { code, out, err } = await terminal.run(argv);
			expect([1, 3, 5]).toContain(code);
			expect(foreignIn(out + err)).toEqual([]);
			expect(unpainted(out + err)).toMatch(/\S/);
		}
	});
});
