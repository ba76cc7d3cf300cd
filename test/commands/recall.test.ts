/** What home, done, topic, stats, open and doctor know of recall questions. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { learner } from './learner.ts';
import { tooWide, unpainted } from './screen.ts';

describe('what other commands say', () => {
	test('home says what is worth asking, as review asks it, and nothing where nothing is', async () => {
		const terminal = await learner();
		expect((await terminal.run('')).out).toContain('\nRecall: 3 worth asking, 2 minutes: roadmap review\n');
		for (const id of ['water/taste', 'water/heat', 'leaves/where']) await terminal.json(`review grade ${id} good`);
		expect((await terminal.json('')).worthAsking).toBe(0);
		expect((await terminal.run('')).out).not.toContain('Recall');
	});

	test('done offers a self-check of what has questions, and of a stage that is finished now', async () => {
		const terminal = await learner();
		await terminal.run('reset water leaves');
		const checks = async (line: string) => /Two minutes: (.*)/.exec((await terminal.run(line)).out)?.[1];
		expect(await checks('done water')).toBe('roadmap review --topic 1.1');
		expect(await checks('done water')).toBeUndefined();
		expect(await checks('done kettles')).toBeUndefined();
		expect(await checks('done leaves')).toBe('roadmap review --stage 1');
		expect((await terminal.json('review --stage 1')).questions).toHaveLength(3);
	});

	test('topic says how well it is remembered, and from when on it is worth asking', async () => {
		const terminal = await learner();
		expect((await terminal.json('topic water')).recall).toBeNull();
		const { due } = await terminal.json('review grade water/taste easy');
		expect((await terminal.json('topic water')).recall).toEqual({
			strength: 'settling',
			answered: 1,
			questions: 2,
			next: due,
		});
		expect((await terminal.run('topic water')).out).toMatch(
			/Recall: settling, 1 of 2 questions answered; worth asking from \d+ \w+/,
		);
		terminal.now = new Date(`${due}T10:00:00.000Z`);
		expect((await terminal.run('topic water')).out).toContain('; worth asking now');
	});

	test('what was kept of the answers is made anew where it is damaged, stale or cannot be written', async () => {
		const terminal = await learner();
		await terminal.json('review grade water/taste good');
		const file = path.join(terminal.home, 'cache', 'review-tea.json');
		const before = await terminal.json('review');
		for (const text of ['', '{}', '[]', fs.readFileSync(file, 'utf8').replace(/"stability":\d/, '"stability":"x')]) {
			fs.writeFileSync(file, text);
			expect(await terminal.json('review')).toEqual(before);
		}
		fs.rmSync(file);
		fs.mkdirSync(file);
		expect(await terminal.json('review')).toEqual(before);
	});
});

describe('stats', () => {
	test('says nothing of recall before a question was answered', async () => {
		const terminal = await learner();
		expect((await terminal.json('stats')).recall).toBeNull();
		expect((await terminal.run('stats')).out).not.toContain('recall');
	});

	test('measures what was recalled when it was due, and counts answers and what is due by day', async () => {
		const terminal = await learner();
		const { due: second } = await terminal.json('review grade water/taste good');
		await terminal.json('review grade water/heat easy');
		terminal.now = new Date(`${second}T10:00:00.000Z`);
		await terminal.json('review grade water/taste again');
		await terminal.json('review grade water/taste good');
		const { recall } = await terminal.json('stats');
		// Of an only answer, which was missed, an interval by Wilson with 80 % reaches from 0 to 0.62.
		expect(recall).toMatchObject({ target: 0.85, asked: 1, recalled: 0, share: { measured: 0, from: 0, to: 0.622 } });
		const counted = (days: { day: string; questions: number }[]) => days.filter(({ questions }) => questions > 0);
		expect(counted(recall.answers)).toEqual([
			{ day: '2026-11-27', questions: 2 },
			{ day: second, questions: 2 },
		]);
		expect([recall.answers.length, recall.answers.at(-1).day]).toEqual([14, second]);
		expect([recall.due.length, recall.due[0].day]).toEqual([14, second]);
		expect(counted(recall.due)).toHaveLength(2);
		expect((await terminal.run('stats')).out).toContain('\nrecall\t1\t0\t0\t0.622\t0.85\n');
		const screen = unpainted(
			(await new Terminal({ home: terminal.home, now: terminal.now.toISOString(), tty: true }).run('stats')).out,
		);
		expect(screen).toContain('0 % of 1 answer that was due (80 % interval: 0 to 62 %)');
		expect(screen).toContain('0 now, 2 more in the next 14 days');
		terminal.now = new Date('2027-03-01T10:00:00.000Z');
		expect((await terminal.json('stats')).recall.due[0]).toEqual({ day: '2027-03-01', questions: 2 });
	});

	test.each([80, 40])('fits into %i columns', async (columns) => {
		const terminal = await learner({ tty: true, columns });
		await terminal.json('review grade water/taste good');
		const { out } = await terminal.run('stats');
		expect(unpainted(out).replace(/\s+/g, ' ')).toContain('1 in the last 14 days');
		expect(tooWide(out, columns)).toEqual([]);
	});
});

test('what was missed again and again rests until its topic is opened', async () => {
	const terminal = await learner({ env: { BROWSER: '/nonexistent/browser' } });
	const dueIds = async () => (await terminal.json('review')).questions.map(({ id }: { id: string }) => id);
	await terminal.json('review grade water/taste good');
	for (const day of ['2026-12-10', '2026-12-12', '2026-12-14', '2026-12-16']) {
		terminal.now = new Date(`${day}T10:00:00.000Z`);
		await terminal.json('review grade water/taste again');
	}
	terminal.now = new Date('2026-12-20T10:00:00.000Z');
	expect(await dueIds()).not.toContain('water/taste');
	expect((await terminal.json('review')).next).toBeNull();
	await terminal.run('link water https://example.org/water');
	await terminal.run('open water --print');
	expect(await dueIds()).not.toContain('water/taste');
	await terminal.run('open water --done');
	expect(await dueIds()).toContain('water/taste');
	expect((await terminal.run('undo')).out).toContain('is not finished any more');
	expect(await dueIds()).toContain('water/taste');
});

test('doctor names the questions that were reported, until they are gone', async () => {
	const terminal = await learner({ tty: true });
	await terminal.run('review', ['\r', 'r', 'two are right\r', 'q']);
	const findings = async () => (await terminal.json('doctor')).findings;
	expect(await findings()).toMatchObject([
		{ kind: 'question-reported', isFault: false, about: 'water/taste: two are right' },
	]);
	const { code, out } = await terminal.run('doctor');
	expect(code).toBe(0);
	expect(unpainted(out)).toContain('you reported the question water/taste: two are right');
	const report = terminal.journal().find(({ kind }) => kind === 'report');
	await terminal.run('undo');
	expect(await findings()).toEqual([]);
	const journal = path.join(terminal.home, 'progress', fs.readdirSync(path.join(terminal.home, 'progress'))[0] ?? '');
	fs.appendFileSync(journal, `${JSON.stringify({ ...report, id: 'another', question: 'never-there' })}\n`);
	expect(await findings()).toEqual([]);
});
