import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { screen, tooWide, unpainted } from './screen.ts';

test('a topic of your own stands at the end of its stage and counts like any other', async () => {
	const terminal = new Terminal();
	const before = await terminal.json('stage 4');
	const { code, out, err } = await terminal.run(['add', '4', 'Our own warehouse']);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	const { topics } = await terminal.json('stage 4 --all');
	const { number } = topics.at(-1);
	expect(out).toBe(
		`Our own warehouse is topic ${number} of stage 4, Storage engines & file formats.\nroadmap link ${number} <address>  something to read for it\nroadmap stage 4  the stage\nroadmap undo  take it back\n`,
	);
	expect(topics.at(-1)).toMatchObject({ id: 'our-own-warehouse', tier: 'core', own: true, resources: [] });
	expect((await terminal.json('stage 4')).stage.topics).toBe(before.stage.topics + 1);
	await terminal.run(['done', 'our-own']);
	expect((await terminal.json('stages')).progress.done).toBe(1);
	expect(
		(await terminal.json('search warehouse')).results.map(({ topic }: { topic: { id: string } }) => topic.id),
	).toContain('our-own-warehouse');
	await terminal.run('link our-own https://example.com/w');
	expect((await terminal.run('open our-own --print')).out).toBe('https://example.com/w\n');
	expect((await terminal.run('topic our-own')).code).toBe(0);
});

test('undo takes it away and gives back what was marked when it is added again', async () => {
	const terminal = new Terminal();
	const before = await terminal.json('stage 4 --all');
	await terminal.run('add 4 Mine');
	expect((await terminal.run('undo')).out).toContain('Taken back: your own topic Mine is gone (it was added');
	expect(await terminal.json('stage 4 --all')).toEqual(before);
});

test('the same title in the same stage is the same topic', async () => {
	const terminal = new Terminal();
	await terminal.run('add 4 Mine');
	expect(await terminal.json('add 4 Mine')).toMatchObject({ changed: false, topic: { id: 'mine' } });
	expect(terminal.journal()).toHaveLength(1);
	expect((await terminal.json('add 5 Mine')).topic.id).toBe('mine-2');
});

test.each([
	['数据湖', /^own-[0-9a-z]{4}$/],
	['🍞', /^own-[0-9a-z]{4}$/],
	['C++', /^c-[0-9a-z]{4}$/],
	['SQL joins', /^sql-joins-2$/],
	['__proto__', /^proto$/],
	['constructor', /^constructor$/],
])('%s has an id of its own', async (title, id) => {
	const terminal = new Terminal();
	const { topic } = await terminal.json(`add 4 ${title.replaceAll(' ', '\u00a0')}`);
	expect(topic.id).toMatch(id);
	await terminal.run(['done', topic.id]);
	expect((await terminal.json(`topic ${topic.id}`)).topic).toMatchObject({ status: 'done', own: true });
});

test('a tier decides whether it is in view', async () => {
	const terminal = new Terminal();
	const { progress } = await terminal.json('stages');
	await terminal.run('add storage Later --tier optional');
	expect((await terminal.json('stages')).progress.total).toBe(progress.total);
	await terminal.run('level everything');
	expect((await terminal.json('stage 4')).topics.at(-1)).toMatchObject({ id: 'later', tier: 'optional' });
});

test.each([
	[['add'], 2, 'needs a stage and a title'],
	[['add', '4'], 2, 'needs a title'],
	[['add', '4', ' \u200b '], 2, 'needs a title'],
	[['add', '99', 'Mine'], 3, 'There is no stage called "99".'],
	[['add', '4', 'Mine', '--tier', 'coer'], 2, 'Did you mean core?'],
])('%j changes nothing', async (line, code, words) => {
	const terminal = new Terminal();
	const ran = await terminal.run(line);
	expect(ran).toMatchObject({ code, out: '' });
	expect(ran.err).toContain(words);
	expect(terminal.journal()).toEqual([]);
});

test('a journal from elsewhere puts nothing on a screen that a terminal acts on', async () => {
	const terminal = new Terminal({ tty: true, columns: 60 });
	const event = (id: string, fields: object) =>
		`${JSON.stringify({ v: 1, id, at: '2026-11-22T09:00:00.000Z', roadmap: 'data-engineer', ...fields })}\n`;
	const bad = '\u001b]0;x\u0007\u009b31m\u202e evil\n## two';
	fs.mkdirSync(path.join(terminal.home, 'progress'));
	fs.writeFileSync(
		path.join(terminal.home, 'progress', 'other-1a2b3c.jsonl'),
		[
			event('e1', { kind: 'add', topic: 'evil', stage: 'storage', title: bad, tier: 'core' }),
			event('e2', { kind: 'link', topic: 'evil', url: 'https://example.com/', to: 'linked', title: bad, what: 'docs' }),
			event('e3', { kind: 'link', topic: 'evil', url: 'javascript:alert(1)', to: 'linked', title: bad, what: 'docs' }),
			event('e4', {
				kind: 'link',
				topic: 'sql-joins',
				url: `https://x/${bad}`,
				to: 'linked',
				title: bad,
				what: 'docs',
			}),
			event('e5', { kind: 'resource', url: bad, to: 'done' }),
		].join(''),
	);
	const lines = ['topic evil', 'topic 1.2', 'stage 4', 'search evil', 'open evil --print', 'export --format csv'];
	for (const line of [...lines, 'export --format markdown', 'doctor', ...'undo '.repeat(5).trim().split(' ')]) {
		const { out, err } = await terminal.run(line);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
		expect(unpainted(out + err)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		if (line !== 'undo') expect(out).not.toContain('javascript:');
	}
});

test('on a screen', async () => {
	const terminal = new Terminal({ tty: true });
	const { number } = (await terminal.json('stage 4 --all')).topics.at(-1);
	const mine = number.replace(/\d+$/, (n: string) => String(Number(n) + 1));
	expect(unpainted((await terminal.run('add 4 Mine')).out)).toBe(
		screen(
			`Mine is topic ${mine} of stage 4, Storage engines & file formats.`,
			'',
			`roadmap link ${mine} <address>   something to read for it`,
			'roadmap stage 4              the stage',
			'roadmap undo                 take it back',
		),
	);
	const narrow = new Terminal({ tty: true, columns: 40 });
	expect(tooWide((await narrow.run(['add', '4', '数据湖 in vierzig Spalten und mehr'])).out, 40)).toEqual([]);
	expect((await narrow.run('add 4 Quiet -q')).out).toBe('');
});
