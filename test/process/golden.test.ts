/**
 * Journals as every format ever wrote them, one file a format: they are read for ever. A line is added to the newest when
 * a kind of event is added; what stands there is never changed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Program } from './binary.ts';

const GOLDEN = path.join(import.meta.dirname, 'golden');

function homeWith(journal: string): Program {
	const program = new Program();
	fs.mkdirSync(path.join(program.home, 'progress'), { recursive: true });
	fs.writeFileSync(path.join(program.home, 'progress', 'laptop-1a2b3c.jsonl'), journal);
	return program;
}

test('format 1 says what it always said', async () => {
	const program = homeWith(fs.readFileSync(path.join(GOLDEN, '1.jsonl'), 'utf8'));
	const { topics } = await program.json('stage sql-foundations --all');
	// biome-ignore lint/suspicious/noExplicitAny: a result of the program
	expect(topics.map(({ id, status }: any) => [id, status])).toEqual([
		['relational-model', 'done'],
		['sql-joins', 'done'],
		['query-plans', 'done'],
		['window-functions', 'todo'],
		['python-for-data', 'known'],
		['our-warehouse', 'todo'],
	]);
	expect(topics[3].until).toBe('2099-01-01');
	expect(topics[0].at).toBe('2026-11-02T08:00:00.000Z');
	const { resources } = topics[1];
	expect(resources[0]).toMatchObject({ status: 'done' });
	expect(resources.at(-1)).toMatchObject({ title: 'Joins, drawn', url: 'https://example.com/joins', own: true });
	expect(await program.json('topic document-stores')).toMatchObject({ topic: { status: 'skipped' } });
	expect(await program.json('topic dimensional-modeling')).toMatchObject({ topic: { status: 'todo' } });
	expect((await program.run('doctor')).code).toBe(0);
});

test('of a newer format what is understood counts, and what is appended stands behind it', async () => {
	const mark = '"at":"2026-11-02T08:00:00.000Z","roadmap":"data-engineer"';
	const newer = [
		`{"v":2,"id":"01N1",${mark},"topic":"relational-model","to":"done","mood":"good"}`,
		`{"v":2,"id":"01N2",${mark},"kind":"dream","of":["tables"]}`,
		`{"v":2,"id":"01N3",${mark},"topic":"sql-joins","to":"mastered"}`,
	];
	const program = homeWith(`${newer.join('\n')}\n`);
	expect(await program.run('topic relational-model --json')).toMatchObject({ code: 0, err: '' });
	expect(await program.json('topic relational-model')).toMatchObject({ topic: { status: 'done' } });
	expect(await program.json('topic sql-joins')).toMatchObject({ topic: { status: 'todo' } });
	await program.json('done query-plans');
	const folder = path.join(program.home, 'progress');
	const all = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
	expect(all).toContain(`${newer.join('\n')}\n`);
});

test('a journal of this device that a newer version went on with is gone on with', async () => {
	const program = new Program();
	await program.json('done relational-model');
	const mark = '"at":"2026-11-02T08:00:00.000Z","roadmap":"data-engineer"';
	const newer = [
		`{"v":2,"id":"01N1",${mark},"topic":"query-plans","to":"known","mood":"good"}`,
		`{"v":2,"id":"01N2",${mark},"kind":"dream","of":["tables"]}`,
	];
	fs.appendFileSync(program.journal(), `${newer.join('\n')}\n`);
	const before = fs.readFileSync(program.journal(), 'utf8');
	await program.json('done sql-joins');
	expect((await program.run('doctor --fix')).code).toBe(0);
	const after = fs.readFileSync(program.journal(), 'utf8');
	expect(after.startsWith(before)).toBe(true);
	const added = after.slice(before.length).trimEnd().split('\n');
	expect(added.map((line) => JSON.parse(line))).toMatchObject([{ v: 1, topic: 'sql-joins', to: 'done' }]);
	expect((await program.json('topic query-plans')).topic.status).toBe('known');
	expect((await program.json('undo')).topics).toMatchObject([{ topic: 'sql-joins', status: 'todo' }]);
});
