/** A roadmap that changes under its learner: what they hear, and what they find again. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal, type TerminalOptions } from '../terminal.ts';
import { offered, tooWide, unpainted } from './screen.ts';

/** A topic in one line of YAML, and what stands between it and its stage. */
function yaml(stages: Readonly<Record<string, readonly string[]>>, title = 'Bread'): string {
	const lines = Object.entries(stages).flatMap(([id, topics]) => [
		`  - id: ${id}`,
		`    title: ${id.charAt(0).toUpperCase()}${id.slice(1)}`,
		'    topics:',
		...topics.map((topic) => `      - {${topic}}`),
	]);
	return ['format: 1', 'id: bread', `title: ${title}`, 'stages:', ...lines, ''].join('\n');
}

const FIRST = yaml({
	dough: ['id: flour, title: Flour', 'id: folding, title: Folding', 'id: yeast, title: Yeast'],
	oven: ['id: heat, title: Heat', 'id: steam, title: Steam, tier: optional'],
});
/** One new, one with another id, one moved, one of another tier, one with another title, one gone. */
const SECOND = yaml({
	dough: ['id: kneading, title: Kneading, aliases: [folding]', 'id: sourdough, title: Sourdough'],
	oven: ['id: heat, title: Real heat', 'id: steam, title: Steam', 'id: flour, title: Flour'],
});
const NOTICE =
	'roadmap: Bread changed since you were last here: 1 new topic, 2 renamed, 1 moved, 1 of another tier, 1 gone. roadmap changes shows them.\n';

class Learner extends Terminal {
	readonly file: string = path.join(fs.realpathSync(makeFolder()), 'bread.yaml');

	static async with(lines: readonly string[], options: TerminalOptions = {}): Promise<Learner> {
		const learner = new Learner(options);
		learner.becomes(FIRST);
		for (const line of [`use ${learner.file}`, ...lines]) {
			const { code, err } = await learner.run(line);
			expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
		}
		return learner;
	}

	/** The file's text from now on. */
	becomes(text: string): void {
		fs.writeFileSync(this.file, text);
	}

	seen(): string {
		return path.join(this.home, 'seen', 'bread.json');
	}
}

const titles = (list: { title: string }[]) => list.map(({ title }) => title);

test('a start says once that the roadmap changed, and changes shows what', async () => {
	const learner = await Learner.with(['done yeast folding']);
	learner.becomes(SECOND);
	learner.now = new Date('2026-11-25T10:00:00.000Z');
	expect((await learner.run('next')).err).toBe(NOTICE);
	expect((await learner.run('next')).err).toBe('');
	const changes = await learner.json('changes');
	const stage = { number: 1, id: 'dough', title: 'Dough' };
	expect(changes).toMatchObject({
		...{ roadmap: 'bread', title: 'Bread', unseen: true },
		...{ since: '2026-11-22T10:00:00.000Z', at: '2026-11-25T10:00:00.000Z' },
		new: [{ id: 'sourdough', number: '1.2', title: 'Sourdough', tier: 'core', status: 'todo', stage }],
		renamed: [{ id: 'kneading', number: '1.1', status: 'done', from: { id: 'folding', title: 'Folding' } }],
		retitled: [{ id: 'heat', title: 'Real heat', from: { title: 'Heat' } }],
		moved: [{ id: 'flour', number: '2.3', stage: { id: 'oven' }, from: { id: 'dough', title: 'Dough' } }],
		tiers: [{ id: 'steam', tier: 'core', from: { tier: 'optional' } }],
		gone: [{ id: 'yeast', title: 'Yeast', status: 'done' }],
	});
});

test('a topic that got another id without an alias is told by its title, with the line to add', async () => {
	const learner = await Learner.with(['done yeast', 'note yeast wild']);
	learner.becomes(FIRST.replace('id: yeast', 'id: wild-yeast'));
	const told = { id: 'wild-yeast', from: { id: 'yeast', title: 'Yeast' } };
	const line = 'aliases: [yeast]';
	const before = await learner.run(`check ${learner.file}`);
	expect(before).toMatchObject({
		code: 0,
		out: expect.stringMatching(/^\S+:10:14 {2}stages\[0\].topics\[2\].id: warning: /),
	});
	expect(before.out).toContain(line);
	expect((await learner.json('changes')).perhaps).toMatchObject([told]);
	expect((await learner.run('changes')).out).toContain('perhaps\twild-yeast\t1.3\tYeast\tYeast\tyeast\n');
	const doctor = await learner.json('doctor');
	expect(doctor.findings).toMatchObject([
		{ kind: 'topic-renamed', about: expect.stringContaining(line), file: learner.file },
	]);
	// Also once it was looked at.
	expect((await learner.run(`check ${learner.file}`)).out).toBe(before.out);
	learner.becomes(FIRST.replace('id: yeast', `id: wild-yeast, ${line}`));
	expect(await learner.json('topic wild-yeast')).toMatchObject({ topic: { status: 'done' } });
	expect((await learner.run(`check ${learner.file}`)).out).toBe('');
	expect((await learner.json('doctor')).findings).toEqual([]);
});

test('said again, it shows the same until the next update', async () => {
	const learner = await Learner.with(['done folding']);
	learner.becomes(SECOND);
	const first = await learner.json('changes');
	learner.now = new Date('2026-12-01T10:00:00.000Z');
	expect(await learner.json('changes')).toEqual({ ...first, unseen: false });
	expect((await learner.run('done heat')).err).toBe('');
	expect(titles((await learner.json('changes')).gone)).toEqual(['Yeast']);
	learner.becomes(SECOND.replace('title: Sourdough', 'title: Rye'));
	expect((await learner.run('next')).err).toBe(
		'roadmap: Bread changed since you were last here: 1 topic renamed. roadmap changes shows it.\n',
	);
	const second = await learner.json('changes');
	expect(second).toMatchObject({ unseen: true, since: first.at, new: [], gone: [], retitled: [{ title: 'Rye' }] });
});

test('marks keep what was not looked at', async () => {
	const learner = await Learner.with(['done folding']);
	learner.becomes(SECOND);
	for (const line of ['done heat', 'undo', 'skip steam', 'hide heat']) await learner.run(line);
	expect(await learner.json('changes')).toMatchObject({ unseen: true, since: '2026-11-22T10:00:00.000Z' });
});

test('two updates between two looks are one difference, and each is told', async () => {
	const learner = await Learner.with(['done folding']);
	learner.becomes(FIRST.replace('id: yeast, title: Yeast', 'id: salt, title: Salt'));
	expect((await learner.run('next')).err).toContain('1 new topic, 1 gone');
	learner.becomes(FIRST);
	expect((await learner.run('next')).err).toBe('');
	learner.becomes(SECOND);
	expect((await learner.run('next')).err).toBe(NOTICE);
	expect(titles((await learner.json('changes')).gone)).toEqual(['Yeast']);
});

test('only texts, needs and order: nothing is told', async () => {
	const learner = await Learner.with(['done folding']);
	learner.becomes(
		yaml({
			dough: ['id: folding, title: Folding, summary: In thirds.', 'id: flour, title: Flour', 'id: yeast, title: Yeast'],
			oven: ['id: heat, title: Heat, needs: [folding]', 'id: steam, title: Steam, tier: optional, minutes: 20'],
		}),
	);
	expect((await learner.run('next')).err).toBe('');
	expect(await learner.run('changes')).toMatchObject({ code: 0, out: '' });
	const { out } = await new Terminal({ tty: true, home: learner.home }).run('changes');
	expect(out).toContain('Nothing has changed in Bread since 22 November.\n');
	expect(await learner.json('changes')).toMatchObject({ at: null, unseen: false, new: [], gone: [] });
});

test('nothing is kept or told of a roadmap where nothing was marked', async () => {
	const learner = await Learner.with(['next', 'stages']);
	expect(await learner.run('changes')).toMatchObject({ code: 0, out: '' });
	const { out } = await new Terminal({ tty: true, home: learner.home }).run('changes');
	expect(out).toContain('There is nothing to compare');
	expect(fs.existsSync(path.join(learner.home, 'seen'))).toBe(false);
	learner.becomes(SECOND);
	expect((await learner.run('next')).err).toBe('');
	expect(await learner.json('changes')).toMatchObject({ since: null, at: null });
	expect(fs.existsSync(path.join(learner.home, 'seen'))).toBe(false);
});

test('who marked before there was anything to compare with begins at the next look', async () => {
	const learner = await Learner.with(['done folding']);
	fs.rmSync(path.dirname(learner.seen()), { recursive: true });
	expect(await learner.json('changes')).toMatchObject({ since: null, at: null });
	learner.becomes(SECOND);
	expect((await learner.run('next')).err).toBe(NOTICE);
});

test('only changing commands write', async () => {
	const learner = await Learner.with(['done folding']);
	const before = fs.readFileSync(learner.seen(), 'utf8');
	learner.becomes(SECOND);
	for (const line of ['', 'next', 'stages', 'done heat --dry-run', 'doctor', 'use']) await learner.run(line);
	expect(fs.readFileSync(learner.seen(), 'utf8')).toBe(before);
	await learner.run('changes');
	const after = fs.readFileSync(learner.seen(), 'utf8');
	expect(after).not.toBe(before);
	await learner.run('changes');
	expect(fs.readFileSync(learner.seen(), 'utf8')).toBe(after);
	expect(fs.statSync(learner.seen()).mode & 0o777).toBe(0o600);
	expect(fs.statSync(path.dirname(learner.seen())).mode & 0o777).toBe(0o700);
});

test('the cache may go: it is told again, and nothing is lost', async () => {
	const learner = await Learner.with(['done folding']);
	learner.becomes(SECOND);
	expect((await learner.run('next')).err).toBe(NOTICE);
	fs.rmSync(path.join(learner.home, 'cache'), { recursive: true });
	expect((await learner.run('next')).err).toBe(NOTICE);
	expect(await learner.json('changes')).toMatchObject({ unseen: true });
});

test('TAB says nothing and leaves the news to the learner; with --json it is beside the answer', async () => {
	const learner = await Learner.with(['done folding']);
	learner.becomes(SECOND);
	expect(await learner.run(['complete', '--', 'done', 'sour'])).toMatchObject({ code: 0, err: '' });
	const { out, err } = await learner.run('next --json');
	expect(err).toBe(NOTICE);
	expect(JSON.parse(out).roadmap).toBe('bread');
});

test('who says --roadmap is told to say it again', async () => {
	const learner = await Learner.with(['done folding', 'use data-engineer']);
	learner.becomes(SECOND);
	expect((await learner.run('next')).err).toBe('');
	const { err } = await learner.run(`next --roadmap ${learner.file}`);
	expect(err).toContain(' roadmap changes --roadmap bread shows them.');
	expect(await learner.json('changes --roadmap bread')).toMatchObject({ unseen: true, roadmap: 'bread' });
	expect(await learner.json('changes')).toMatchObject({ roadmap: 'data-engineer', since: null });
});

test('what was added is the learner’s own and no change of the roadmap', async () => {
	const learner = await Learner.with(['done folding', 'add dough Rye']);
	expect(await learner.json('changes')).toMatchObject({ at: null });
	learner.becomes(SECOND);
	expect(titles((await learner.json('changes')).new)).toEqual(['Sourdough']);
});

describe('a file that cannot be used', () => {
	const SOUND = /^\{"format":1,"edition":"[0-9a-f]{16}","at":"[^"]+","stages":/;

	test.each([
		['empty', ''],
		['cut short', undefined],
		['no object', '[1]\n'],
		['of a newer format', '{"format":2,"edition":"0123456789abcdef","at":"2026-11-22T10:00:00.000Z"}'],
		[
			'with a hole',
			'{"format":1,"edition":"0123456789abcdef","at":"2026-11-22T10:00:00.000Z","stages":[],"topics":[{}]}',
		],
	])('%s is ignored, and made anew by changes', async (_, text) => {
		const learner = await Learner.with(['done folding']);
		fs.writeFileSync(learner.seen(), text ?? fs.readFileSync(learner.seen(), 'utf8').slice(0, 200));
		const damaged = fs.readFileSync(learner.seen(), 'utf8');
		learner.becomes(SECOND);
		expect(await learner.run('next')).toMatchObject({ code: 0, err: '' });
		expect(await learner.run('done heat')).toMatchObject({ code: 0, err: '' });
		expect(fs.readFileSync(learner.seen(), 'utf8')).toBe(damaged);
		expect(await learner.json('changes')).toMatchObject({ since: null, new: [] });
		expect(fs.readFileSync(learner.seen(), 'utf8')).toMatch(SOUND);
	});

	test('titles in it reach the terminal without what a terminal acts on', async () => {
		const learner = await Learner.with(['done folding']);
		const text = fs.readFileSync(learner.seen(), 'utf8');
		fs.writeFileSync(learner.seen(), text.replace('"Yeast"', '"Ye\\u001b[31mast"'));
		learner.becomes(SECOND);
		expect((await learner.run('changes')).out).not.toContain('\u001b');
	});

	test('a folder in its place stops no mark, and changes says what is wrong', async () => {
		const learner = await Learner.with([]);
		fs.mkdirSync(learner.seen(), { recursive: true });
		expect(await learner.run('done folding')).toMatchObject({ code: 0, err: '' });
		expect(await learner.run('changes')).toMatchObject({ code: 1, err: expect.stringContaining(learner.seen()) });
	});

	test('where nothing can be noted, a mark is made all the same, and the difference is shown', async () => {
		const learner = await Learner.with([]);
		fs.writeFileSync(path.join(learner.home, 'seen'), '');
		expect(await learner.run('done folding')).toMatchObject({ code: 0, err: '' });
		fs.rmSync(path.join(learner.home, 'seen'));
		await learner.run('done flour');
		learner.becomes(SECOND);
		// In the way of the new file: a folder that has the name of its first state.
		fs.mkdirSync(`${learner.seen()}.${process.pid}.tmp`);
		const { code, out, err } = await learner.run('changes --json');
		expect({ code, unseen: JSON.parse(out).unseen }).toEqual({ code: 0, unseen: true });
		expect(err).toContain('will be shown as new again');
		fs.rmdirSync(`${learner.seen()}.${process.pid}.tmp`);
		expect(await learner.json('changes')).toMatchObject({ unseen: true });
	});
});

describe('on the screen', () => {
	const LINES = [
		'What changed in Bread since 22 November',
		'',
		'New',
		'1.2  Sourdough  core · Dough',
		'',
		'Renamed',
		'1.1  Kneading   was Folding (folding) · done',
		'2.1  Real heat  was Heat',
		'The old ids still work, and what you marked is kept.',
		'',
		'Moved',
		'2.3  Flour  from Dough to Oven',
		'',
		'Another tier',
		'2.2  Steam  was optional, is core',
		'',
		'Gone',
		'–  Yeast',
		'What you marked there is kept, and counts again if they come back.',
	];

	test('each kind has its part', async () => {
		const learner = await Learner.with(['done folding'], { tty: true });
		learner.becomes(SECOND);
		const text = unpainted((await learner.run('changes')).out);
		expect(
			text
				.split('\n')
				.map((line) => line.trim())
				.slice(1, LINES.length + 1),
		).toEqual(LINES);
		expect(offered(text)).toEqual(['roadmap next', 'roadmap stages']);
		expect(unpainted((await learner.run('changes')).out)).toContain(
			'The last changes in Bread, shown to you on 22 November',
		);
	});

	test.each([20, 40, 80, 120])('it fits %d columns', async (columns) => {
		const learner = await Learner.with(['done folding'], { tty: true, columns });
		learner.becomes(SECOND);
		expect(tooWide((await learner.run('changes')).out, columns)).toEqual([]);
	});

	test('in a pipe one record a line', async () => {
		const learner = await Learner.with(['done folding yeast']);
		learner.becomes(SECOND);
		expect((await learner.run('changes')).out.split('\n')).toEqual([
			'new\tsourdough\t1.2\tSourdough\tDough',
			'renamed\tkneading\t1.1\tKneading\tFolding\tfolding',
			'renamed\theat\t2.1\tReal heat\tHeat\theat',
			'moved\tflour\t2.3\tFlour\tDough\tOven',
			'tier\tsteam\t2.2\tSteam\toptional\tcore',
			'gone\tyeast\t\tYeast\tdone',
			'',
		]);
	});

	test('a screen reader hears no marks', async () => {
		const learner = await Learner.with(['done folding'], { tty: true, env: { ROADMAP_ACCESSIBLE: '1' } });
		learner.becomes(SECOND);
		expect((await learner.run('changes')).out).not.toMatch(/[–○●]/);
	});
});
