import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { snapshot } from '../process/binary.ts';
import { makeFolder, Terminal } from '../terminal.ts';
import { tooWide, writeRoadmap } from './screen.ts';

/** A machine on which something was done, and what it exports. */
async function exported(...lines: (string | string[])[]): Promise<{ terminal: Terminal; file: string; text: string }> {
	const terminal = new Terminal();
	for (const line of lines) expect((await terminal.run(line)).code).toBe(0);
	const file = path.join(makeFolder(), 'all.json');
	await terminal.run(['export', '-o', file]);
	return { terminal, file, text: fs.readFileSync(file, 'utf8') };
}

function write(text: string | Buffer): string {
	const file = path.join(makeFolder(), 'in.json');
	fs.writeFileSync(file, text);
	return file;
}

const statusOf = async (terminal: Terminal, topic: string) => (await terminal.json(`topic ${topic}`)).topic.status;
const event = (id: string, at: string, fields: object) => ({ v: 1, id, at, roadmap: 'data-engineer', ...fields });
const backup = (events: object[], more: object = {}) =>
	write(
		JSON.stringify({ program: 'roadmap', format: 1, at: '', roadmap: 'data-engineer', events, notes: [], ...more }),
	);

test('brings everything in, once, and undo takes all of it out again', async () => {
	const { terminal: from, file } = await exported('done 1.1', 'note 1.2 joined', 'add 4 Mine', 'hide 1.3', 'path ml');
	const terminal = new Terminal();
	const state = async (of: Terminal) => [
		await of.json('stages'),
		await of.json('stage 1 --all'),
		await of.json('stage 4 --all'),
		await of.json('notes'),
		await of.json('path'),
		await of.json('hide'),
	];
	const beginning = await state(terminal);
	const { code, out, err } = await terminal.run(['import', file]);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toBe(
		`Brought in 5 changes, notes on 1 topic and the choice of path and level from ${file}. 1 topic of this roadmap changes.\nroadmap  where you are\nroadmap undo  take it back\n`,
	);
	expect(await state(terminal)).toEqual(await state(from));
	expect((await terminal.run(['import', file])).out).toBe(
		`There is nothing in ${file} that is not here already.\nroadmap  where you are\n`,
	);
	expect(terminal.journal()).toHaveLength(1);
	expect((await terminal.run('undo')).out).toBe(
		'Taken back: the import is undone (6 changes, brought in a moment ago).\nroadmap redo  bring it back\nroadmap next  what to learn now\n',
	);
	expect(await state(terminal)).toEqual(beginning);
	expect((await terminal.run('undo')).out).toContain('There is nothing to undo.');
	await terminal.run(['import', file]);
	expect(await state(terminal)).toEqual(await state(from));
});

test('a rehearsal says the same and changes nothing', async () => {
	const { file } = await exported('done 1.1', 'note 1.2 joined', 'path ml');
	const terminal = new Terminal();
	await terminal.run('done 1.2');
	const before = snapshot(terminal.home);
	const rehearsed = await terminal.json(`import ${file} --dry-run`);
	expect((await terminal.run(['import', file, '--dry-run'])).out).toBe(
		'relational-model\ttodo\tdone\tThe relational model\n',
	);
	expect(snapshot(terminal.home)).toEqual(before);
	const { dryRun, ...told } = rehearsed;
	expect(dryRun).toBe(true);
	expect(told).toEqual(await terminal.json(`import ${file}`));
	expect(await new Terminal({ home: path.join(makeFolder(), 'new') }).json(`import ${file} --dry-run`)).toMatchObject({
		events: 3,
	});
});

test('notes are merged, and taking the import back gives the ones before it', async () => {
	const { file } = await exported(['note', '1.2', 'theirs'], ['note', '1.1', 'only theirs']);
	const terminal = new Terminal();
	await terminal.run('note 1.2 ours');
	await terminal.run(['import', file]);
	expect((await terminal.json('notes 1.2')).notes[0].text).toBe('- 2026-11-22 ours\n- 2026-11-22 theirs\n');
	await terminal.run('note 1.2 later');
	await terminal.run('undo');
	await terminal.run('undo');
	expect((await terminal.json('notes')).notes).toMatchObject([{ text: '- 2026-11-22 ours\n' }]);
});

test('undo after bringing the same machine back leaves notes alone that were there', async () => {
	const { terminal, file } = await exported('note 1.2 one', 'note 1.2 two');
	fs.rmSync(path.join(terminal.home, 'progress'), { recursive: true });
	await terminal.run(['import', file]);
	await terminal.run('undo');
	expect((await terminal.json('notes')).notes[0].text).toBe('- 2026-11-22 one\n- 2026-11-22 two\n');
});

test('nothing that is here is undone by an older file, nor by one of a clock that ran ahead', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	await terminal.run('done 1.2');
	const file = backup([
		event('a', '2020-01-01T00:00:00.000Z', { topic: 'relational-model', to: 'started' }),
		event('b', '2099-01-01T00:00:00.000Z', { topic: 'sql-joins', to: 'todo' }),
		event('c', '2099-01-01T00:00:00.000Z', { topic: 'query-plans', to: 'done' }),
	]);
	const { out } = await terminal.run(['import', file]);
	expect(out).toContain('1 change says that it comes from the future');
	expect(await statusOf(terminal, '1.1')).toBe('done');
	expect(await statusOf(terminal, '1.2')).toBe('done');
	expect(await statusOf(terminal, '1.3')).toBe('done');
	await terminal.run('reset 1.3');
	expect(await statusOf(terminal, '1.3')).toBe('todo');
});

test('path and level stay where something was chosen', async () => {
	const { file } = await exported('path ml', 'done 1.1');
	// A second after what is brought in was chosen elsewhere: of two choices, the later counts.
	const terminal = new Terminal({ now: '2026-11-22T10:00:01.000Z' });
	await terminal.run('path analytics');
	await terminal.run(['import', file]);
	expect((await terminal.json('stages')).path).toBe('analytics');
	await terminal.run('undo');
	expect((await terminal.json('stages')).path).toBe('analytics');
});

test('what a newer version wrote is kept, passed over, exported again and brought in once', async () => {
	const newer = event('n', '2026-11-01T00:00:00.000Z', { kind: 'quiz', score: 5 });
	const odd = { ...event('m', '2026-11-01T00:00:00.000Z', { topics: 7, to: 'mastered' }), v: 2 };
	const file = backup([newer, odd, event('a', '2026-11-01T00:00:00.000Z', { topic: 'sql-joins', to: 'done' })]);
	const terminal = new Terminal();
	expect(await terminal.json(`import ${file} --dry-run`)).toMatchObject({ events: 3 });
	await terminal.run(['import', file]);
	expect((await terminal.json('export')).events).toEqual(expect.arrayContaining([newer, odd]));
	expect((await terminal.run(['import', file])).out).toContain('There is nothing in');
	expect(await statusOf(terminal, '1.2')).toBe('done');
});

test.each<[string, string | Buffer, string]>([
	['cut short', '{"program":"roadmap",\n"events":[', 'is damaged: line 2'],
	['no JSON', '{"program":\n\n oops}', 'is damaged: line 3'],
	['of another program', '{"a":1}', 'not what roadmap export writes'],
	['of a newer format', '{"program":"roadmap","format":9}', 'update roadmap'],
	[
		'with a damaged event',
		'{"program":"roadmap","format":1,"events":[{"v":1}]}',
		'is damaged: events[0] is not an event',
	],
	['text', 'Dear diary', 'is neither what roadmap export writes nor its checklist'],
	['empty', '', 'is neither what roadmap export writes nor its checklist'],
	['binary', Buffer.from([0xff, 0xfe, 0, 1]), 'is not UTF-8 text'],
])('a file that is %s is refused whole', async (_, text, words) => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(['import', write(text)]);
	expect({ code, out }).toEqual({ code: 1, out: '' });
	expect(err).toContain(words);
	expect(fs.readdirSync(terminal.home)).toEqual([]);
});

test('no file, no such file, a folder, one that is too large', async () => {
	const terminal = new Terminal();
	expect((await terminal.run('import')).code).toBe(2);
	expect((await terminal.run('import /nowhere/a.json')).code).toBe(3);
	expect(await terminal.run(['import', makeFolder()])).toMatchObject({ code: 1 });
	const huge = write('{');
	fs.truncateSync(huge, 65 * 1024 * 1024);
	expect((await terminal.run(['import', huge])).err).toContain('at most 64 MiB can be brought in');
});

test('a checklist brings back its ticks, also those made by hand, its notes and what was finished', async () => {
	const mine = ['--roadmap', writeRoadmap(TRICKY)];
	const from = new Terminal();
	for (const line of ['done brackets', 'known ticks', 'start pipes', 'skip plain', 'done brackets --resource 1']) {
		await from.run([...line.split(' '), ...mine]);
	}
	await from.run(['note', 'brackets', 'one\n\n```\n\tcode\n```\n> quoted', ...mine]);
	const { out } = await from.run(['export', '--format', 'markdown', ...mine]);
	const terminal = new Terminal();
	await terminal.run(['import', write(out), ...mine]);
	const again = await terminal.run(['export', '--format', 'markdown', ...mine]);
	expect(again.out).toBe(out);
	const ticked = out.replace('- [ ] 1.3', '- [x] 1.3').replace('  > - 2026', '  > by hand\n  > - 2026');
	const { changed, notes } = JSON.parse((await terminal.run(['import', write(ticked), '--json', ...mine])).out);
	expect(changed).toMatchObject([{ topic: 'pipes', from: 'started', to: 'done' }]);
	expect(notes).toEqual([{ roadmap: 'tricky', topic: 'brackets' }]);
	expect((await terminal.run(['import', write(ticked), ...mine])).out).toContain('There is nothing in');
	await terminal.run(['undo', ...mine]);
	expect((await terminal.run(['export', '--format', 'markdown', ...mine])).out).toBe(out);
	// An older list takes nothing back.
	await terminal.run(['import', write(out.replaceAll('[x]', '[ ]').replace(/ \(\w+ [\d-]+\)/g, '')), ...mine]);
	expect((await terminal.run(['export', '--format', 'markdown', ...mine])).out).toBe(out);
});

test('a checklist names what the roadmap does not have, and is refused by another roadmap', async () => {
	const terminal = new Terminal();
	const list = '<!-- roadmap: data-engineer -->\n- [x] `sql-joins`\n- [x] `mine`\n';
	expect((await terminal.run(['import', write(list)])).out).toContain('The roadmap has no mine; it was left out.');
	const other = await terminal.run(['import', write(list), '--roadmap', writeRoadmap()]);
	expect(other.code).toBe(1);
	expect(other.err).toContain('roadmap use data-engineer');
});

test('notes that the other machine has under an old id find those that are here', async () => {
	const mine = ['--roadmap', writeRoadmap()];
	const terminal = new Terminal();
	await terminal.run(['note', 'water', 'wet', ...mine]);
	const file = backup([], { notes: [{ roadmap: 'tea', topic: 'h2o', text: '- 2026-11-22 wet\nand cold\n' }] });
	await terminal.run(['import', file, ...mine]);
	expect(JSON.parse((await terminal.run(['notes', '--json', ...mine])).out).notes).toMatchObject([
		{ text: '- 2026-11-22 wet\nand cold\n' },
	]);
});

test('on a narrow screen, and quiet', async () => {
	const { file } = await exported('known stage:1 --yes', 'note 1.2 joined');
	const terminal = new Terminal({ tty: true, columns: 40 });
	const { out } = await terminal.run(['import', file, '--dry-run']);
	expect(tooWide(out.replaceAll(file, 'f'), 40).filter((line) => !line.includes('/'))).toEqual([]);
	expect((await terminal.run(['import', file, '-q'])).out).toBe('');
});

const TRICKY = `
format: 1
id: tricky
title: A [tricky] *one*
stages:
  - id: one
    title: One
    topics:
      - id: brackets
        title: "[x] brackets] (and more)"
        summary: All of it.
        resources:
          - {kind: docs, title: "A [b](c) | d", by: "E, *F*", url: 'https://example.com/a_(b)?c=[d]', minutes: 5}
      - {id: ticks, title: "\`code\` \`other\` (done 2020-01-01)"}
      - {id: pipes, title: "a | b # c <d>"}
      - {id: plain, title: Plain}
`;

test('a mark made on the evening before the day of a checklist does not take that day from it', async () => {
	const zone = process.env.TZ;
	onTestFinished(() => {
		process.env.TZ = zone;
	});
	process.env.TZ = 'America/Los_Angeles';
	const terminal = new Terminal({ now: '2026-11-20T04:00:00.000Z' });
	await terminal.run('start 1.2');
	const file = path.join(terminal.home, 'list.md');
	fs.writeFileSync(file, '<!-- roadmap: data-engineer -->\n- [x] 1.2 Joins `sql-joins` (done 2026-11-20)\n');
	const later = new Terminal({ home: terminal.home, now: '2026-11-22T20:00:00.000Z' });
	await later.run(`import ${file}`);
	expect((await later.json('topic 1.2')).topic).toMatchObject({ status: 'done', at: '2026-11-20T20:00:00.000Z' });
});

test('the dates of a checklist are the days of its marks, unless something was marked since', async () => {
	const terminal = new Terminal();
	const file = path.join(terminal.home, 'list.md');
	fs.writeFileSync(
		file,
		[
			'<!-- roadmap: data-engineer -->',
			'- [x] 1.1 The relational model `relational-model` (done 2026-11-01)',
			'- [x] 1.2 Joins `sql-joins` (done 2026-11-02)',
			'- [x] 1.3 Plans `query-plans` (done)',
			'- [x] 1.4 Window functions `window-functions` (done 2027-01-01)',
			'',
		].join('\n'),
	);
	await terminal.run('start 1.2');
	await terminal.run(`import ${file}`);
	const [, { events }] = terminal.journal() as [unknown, { events: { topics: string[]; day: string }[] }];
	expect(events.map(({ topics, day }) => [topics, day.slice(0, 10)])).toEqual([
		[['relational-model'], '2026-11-01'],
		[['sql-joins', 'query-plans', 'window-functions'], '2026-11-22'],
	]);
	const { topics } = await terminal.json('stage 1');
	expect(topics.slice(0, 4).map(({ status }: { status: string }) => status)).toEqual(['done', 'done', 'done', 'done']);
});
