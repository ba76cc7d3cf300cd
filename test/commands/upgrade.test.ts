/** What the learner has goes on when a topic gets another id, moves, goes, or comes back. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';

function yaml(dough: readonly string[], oven: readonly string[] = ['id: heat, title: Heat']): string {
	const stage = (id: string, topics: readonly string[]) =>
		topics.length === 0
			? []
			: [`  - id: ${id}`, `    title: ${id}`, '    topics:', ...topics.map((it) => `      - {${it}}`)];
	return [
		'format: 1',
		'id: bread',
		'title: Bread',
		'stages:',
		...stage('dough', dough),
		...stage('oven', oven),
		'',
	].join('\n');
}

const FLOUR = 'id: flour, title: Flour';
const OLD = yaml([FLOUR, 'id: folding, title: Folding']);
/** `folding` is `kneading` now. */
const NEW = yaml([FLOUR, 'id: kneading, title: Kneading, aliases: [folding]']);
const GONE = yaml([FLOUR]);
const LINK = 'https://example.org/folding';

const file = () => path.join(fs.realpathSync(makeFolder()), 'bread.yaml');

/** Runs every command with the roadmap as it was; what is run after that sees it as it is. */
async function learned(lines: readonly string[], { at = file(), by = 'use' as 'use' | 'option', now = NEW } = {}) {
	const terminal = new Terminal();
	fs.writeFileSync(at, OLD);
	if (by === 'use') await terminal.run(`use ${at}`);
	const said = (line: string) => (by === 'use' ? line : `${line} --roadmap ${at}`);
	for (const line of lines) {
		terminal.now = new Date(terminal.now.getTime() + 60_000);
		const { code, err } = await terminal.run(said(line));
		expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
	}
	terminal.now = new Date(terminal.now.getTime() + 60_000);
	fs.writeFileSync(at, now);
	const json = (line: string) => terminal.json(said(line));
	const topic = async (name: string) => (await json(`topic ${name}`)).topic;
	return { terminal, at, json, topic, becomes: (text: string) => fs.writeFileSync(at, text) };
}

describe.each(['use', 'option'] as const)('a topic with another id (%s)', (by) => {
	test('what was marked goes on, and the old id still names it', async () => {
		const { json, topic } = await learned(['done folding'], { by });
		expect(await topic('kneading')).toMatchObject({ id: 'kneading', status: 'done', at: expect.any(String) });
		expect(await topic('folding')).toMatchObject({ id: 'kneading' });
		expect((await json('stages')).progress).toMatchObject({ total: 3, done: 1 });
		expect(await json('done kneading')).toMatchObject({ changed: [], unchanged: ['kneading'] });
	});

	test('so does what was put off, linked, finished and noted', async () => {
		const lines = [
			'later folding --until 2031-01-01',
			`link folding ${LINK}`,
			'done folding --resource 1',
			'note folding thirds',
		];
		const { json, topic } = await learned(lines, { by });
		expect(await topic('kneading')).toMatchObject({
			until: '2031-01-01',
			resources: [{ url: LINK, own: true, status: 'done' }],
		});
		expect((await json('notes')).notes).toMatchObject([
			{ topic: { id: 'kneading' }, text: expect.stringContaining('thirds') },
		]);
		expect((await json('notes kneading')).notes).toHaveLength(1);
	});
});

test('notes go on in the file that they have', async () => {
	const { terminal, json } = await learned(['note folding thirds']);
	await terminal.run('note kneading quarters');
	const { notes } = await json('notes kneading');
	expect(notes).toHaveLength(1);
	expect(notes[0].text).toMatch(/thirds.*quarters/s);
});

test('a link is taken off by the new id, and put there again once', async () => {
	const { json, topic } = await learned([`link folding ${LINK}`]);
	expect(await json(`link kneading ${LINK} --remove`)).toMatchObject({ changed: true });
	expect((await topic('kneading')).resources).toEqual([]);
	await json(`link kneading ${LINK} --title Again`);
	expect((await topic('kneading')).resources).toMatchObject([{ url: LINK, title: 'Again' }]);
});

test('a link gets another title by the new id, and stands there once', async () => {
	const { json, topic } = await learned([`link folding ${LINK}`]);
	await json(`link kneading ${LINK} --title Thirds`);
	expect((await topic('kneading')).resources).toMatchObject([{ url: LINK, title: 'Thirds' }]);
});

test('what was hidden stays hidden, and comes back by the new id', async () => {
	const { json, topic } = await learned(['hide folding']);
	expect((await json('hide')).hidden).toMatchObject([{ id: 'kneading' }]);
	expect((await json('stages')).progress.total).toBe(2);
	expect(await json('hide kneading --back')).toMatchObject({ changed: true, hidden: [] });
	expect((await topic('kneading')).hidden).toBeUndefined();
	expect((await json('hide kneading')).hidden).toMatchObject([{ id: 'kneading' }]);
});

test('undo takes back what was done under the old id', async () => {
	const { json, topic } = await learned(['start folding', 'done folding']);
	expect(await json('undo')).toMatchObject({ topics: [{ title: 'Kneading', status: 'started' }] });
	expect((await topic('kneading')).status).toBe('started');
});

describe('two topics that became one: the later mark counts', () => {
	const BOTH = yaml([FLOUR, 'id: kneading, title: Kneading, aliases: [folding, slapping]']);
	const TWO = yaml([FLOUR, 'id: folding, title: Folding', 'id: slapping, title: Slapping']);

	test.each([
		[['done folding', 'skip slapping'], 'skipped'],
		[['skip slapping', 'done folding'], 'done'],
		[['done folding', 'known slapping', 'reset folding'], 'todo'],
	])('%j: %s', async (lines, status) => {
		const { terminal, becomes, topic } = await learned([], { now: TWO });
		for (const line of lines) {
			terminal.now = new Date(terminal.now.getTime() + 60_000);
			await terminal.run(line);
		}
		becomes(BOTH);
		expect((await topic('kneading')).status).toBe(status);
		terminal.now = new Date(terminal.now.getTime() + 60_000);
		await terminal.run('start kneading');
		expect((await topic('kneading')).status).toBe('started');
	});
});

test('another stage changes nothing but the number', async () => {
	const moved = yaml([FLOUR], ['id: heat, title: Heat', 'id: folding, title: Folding']);
	const { topic } = await learned(['done folding', `link folding ${LINK}`], { now: moved });
	expect(await topic('folding')).toMatchObject({ number: '2.2', status: 'done', resources: [{ url: LINK }] });
});

test('a topic that is gone does not count, is remarked by doctor, and comes back as it was', async () => {
	const { json, topic, becomes } = await learned(['done folding', 'done flour', 'note folding thirds'], { now: GONE });
	expect((await json('stages')).progress).toMatchObject({ total: 2, done: 1, percent: 50 });
	const { ok, findings } = await json('doctor');
	expect(ok).toBe(true);
	expect(findings).toMatchObject([
		{ kind: 'topics-gone', about: 'bread: folding' },
		{ kind: 'notes-homeless', about: 'folding' },
	]);
	expect((await json('notes')).notes).toHaveLength(1);
	becomes(NEW);
	expect(await topic('kneading')).toMatchObject({ status: 'done' });
	becomes(OLD);
	expect(await topic('folding')).toMatchObject({ status: 'done' });
	expect((await json('doctor')).findings).toEqual([]);
});

test('a topic of one’s own stays when its stage is gone, with what was marked on it', async () => {
	const { json, becomes } = await learned(['add oven Steam', 'done steam'], { now: OLD });
	becomes(yaml([FLOUR], []));
	const { topics } = await json('stage 1');
	expect(topics).toMatchObject([{ id: 'flour' }, { id: 'steam', number: '1.2', status: 'done', own: true }]);
	expect((await json('stages')).progress).toMatchObject({ total: 2, done: 1 });
	becomes(OLD);
	expect((await json('stage oven')).topics).toMatchObject([{ id: 'heat' }, { id: 'steam', number: '2.2' }]);
});

test('a new topic under an id that was another’s is refused', async () => {
	const swapped = yaml(['id: kneading, title: Kneading, aliases: [folding]', 'id: folding, title: Napkins']);
	const { terminal, at } = await learned(['done folding'], { now: swapped });
	const { code, err } = await terminal.run('next');
	expect(code).toBe(5);
	expect(err).toContain('another topic has the id "folding"');
	expect((await terminal.run(`check ${at}`)).out).toContain('give that one an id that no topic ever had');
});
