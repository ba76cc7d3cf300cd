import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { heading, offered, screen, spread, TEA, unpainted, writeRoadmap } from './screen.ts';

const withHours = TEA.replace('project: Make a cup and drink it.', 'project: Make a cup and drink it.\n    hours: 3');

test('a project is shown, begun and finished like something to read, and undo takes each step back', async () => {
	const terminal = new Terminal({ tty: true });
	const file = writeRoadmap(withHours);
	const say = async (line: string) => unpainted((await terminal.run(`${line} --roadmap ${file}`)).out);
	expect(await say('project 1')).toBe(
		screen(
			spread('The project of stage 1: Water & leaves', '3 h · not begun'),
			'',
			'Make a cup and drink it.',
			'',
			'roadmap project 1 --start   begin it',
			'roadmap project 1 --done    when it is built',
			'roadmap stage 1             the stage and its topics',
		),
	);
	expect(await say('project 1 --start')).toContain('The project of stage 1 is begun.');
	expect(await say('')).toContain('Project   that of stage 1, Water & leaves: roadmap project 1');
	expect(await say('stage 1')).toContain('To build at the end · 3 h · begun ─');
	expect(await say('project --done')).toContain('✓ The project of stage 1 is done.');
	expect(await say('project 1 --done')).toContain('The project of stage 1 is done already.');
	expect(await say('stage 1')).toContain('To build at the end · 3 h · done ─');
	expect(await say('undo')).toContain('the project of Water & leaves is started again (it was marked');
	expect(await say('undo')).toContain('the project of Water & leaves is not begun again (it was marked');
	expect(await say('redo')).toContain('the project of Water & leaves, marked started');
	expect(terminal.journal().filter(({ kind }) => kind === 'project')).toMatchObject([
		{ stage: 'basics', to: 'started' },
		{ stage: 'basics', to: 'done' },
	]);
});

test('a stage without a project is exit 3, and two wishes at once exit 2; nothing is written', async () => {
	const terminal = new Terminal();
	const file = writeRoadmap();
	expect(await terminal.run(`project 2 --roadmap ${file}`)).toEqual({
		code: 3,
		out: '',
		err: 'Stage 2, Brewing, has nothing to build at the end.\nFor example: roadmap project 1\n',
	});
	expect(await terminal.run(`project 1 --start --done --roadmap ${file}`)).toMatchObject({ code: 2, out: '' });
	expect(terminal.journal()).toEqual([]);
});

test('a project that is done is not counted among what is left', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap(withHours)}`;
	const left = async () => (await terminal.json(`stats ${mine}`)).levels[0].left;
	const before = await left();
	await terminal.run(`project 1 --done ${mine}`);
	expect(await left()).toEqual({ ...before, projects: before.projects - 1, minutes: before.minutes - 180 });
	expect((await terminal.json(`stats ${mine}`)).row.days).toBe(1);
});

test('export and import carry it', async () => {
	const [one, other] = [new Terminal(), new Terminal()];
	const file = writeRoadmap();
	await one.run(`project 1 --done --roadmap ${file}`);
	const backup = path.join(one.home, 'backup.json');
	fs.writeFileSync(backup, (await one.run(`export --roadmap ${file}`)).out);
	await other.run(`import ${backup} --roadmap ${file}`);
	expect((await other.json(`project 1 --roadmap ${file}`)).project.status).toBe('done');
});

test('the last topic of a stage makes it an event: what you can do now, and what to build', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap(withHours)}`;
	await terminal.run(`done water ${mine}`);
	const { out } = await terminal.run(`done leaves ${mine}`);
	expect(unpainted(out)).toContain(
		[
			'  ✓ Stage 1 is complete: Water & leaves.',
			'',
			`  ${heading('You can now')}`,
			'  – Boil water',
			'',
			`  ${heading('To build at the end · 3 h')}`,
			'  Make a cup and drink it.',
			'',
			'  roadmap project 1 --start   begin its project',
		].join('\n'),
	);
	expect((await terminal.run(`done kettles ${mine}`)).out).not.toContain('complete');
	await terminal.run(`reset leaves ${mine}`);
	expect(await terminal.json(`done leaves --dry-run ${mine}`)).toMatchObject({ recap: null });
});

test('at 100 %: from when to when, how much, and what may come next', async () => {
	const terminal = new Terminal({ tty: true, now: '2026-11-02T10:00:00.000Z' });
	const mine = `--roadmap ${writeRoadmap(withHours)}`;
	await terminal.run(`done water leaves ${mine}`);
	await terminal.run(['note', 'water', 'Soft is best', ...mine.split(' ')]);
	terminal.now = new Date('2026-11-22T10:00:00.000Z');
	const last = await terminal.run(`done green-tea black-tea ${mine}`);
	for (const out of [last.out, (await terminal.run(`next ${mine}`)).out, (await terminal.run(mine)).out]) {
		expect(unpainted(out)).toContain(
			'  From 2 to 22 November: 4 topics, about 4 h, 0 of 1 project built, notes on 1\n  topic.\n',
		);
		expect(offered(out)).toEqual(
			expect.arrayContaining(['roadmap project 1', 'roadmap level everything', 'roadmap path', 'roadmap use']),
		);
	}
	const { recap } = await terminal.json(`next ${mine}`);
	expect(recap).toMatchObject({
		from: '2026-11-02',
		to: '2026-11-22',
		topics: 4,
		level: { id: 'everything', topics: 1 },
	});
	expect((await terminal.json(`next --stage 1 ${mine}`)).recap).toBeUndefined();
});
