import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, unpainted } from './screen.ts';

test('puts a topic off for a week, and says until when and what is next', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1');
	const { code, out, err } = await terminal.run('later 1.2');
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			'Joins & aggregation is put off until 29 November.',
			'',
			'roadmap next   Python & the shell for data work',
			'roadmap undo   take it back',
		),
	);
});

test('in a pipe the same facts', async () => {
	const { out } = await new Terminal().run('later 1.1');
	expect(out).toBe(
		'The relational model is put off until 29 November.\n' +
			'roadmap next  Python & the shell for data work\n' +
			'roadmap undo  take it back\n',
	);
});

test.each([
	['3d', '2026-11-25'],
	['2w', '2026-12-06'],
	['1m', '2026-12-22'],
	['2027-01-15', '2027-01-15'],
])('--until %s is %s', async (word, day) => {
	const terminal = new Terminal();
	expect((await terminal.json(`later 1.1 --until ${word}`)).until).toBe(day);
	expect((await terminal.json('topic 1.1')).topic.until).toBe(day);
});

test('it comes back on its day, not before', async () => {
	const terminal = new Terminal();
	const first = async () => (await terminal.json('next')).topics[0].topic.id;
	await terminal.run('later 1.1 --until 2026-11-25');
	terminal.now = new Date('2026-11-24T23:59:00.000Z');
	expect(await first()).toBe('python-for-data');
	terminal.now = new Date('2026-11-25T00:00:00.000Z');
	expect(await first()).toBe('relational-model');
});

test('twice until the same day is no failure and no second change', async () => {
	const terminal = new Terminal();
	await terminal.run('later 1.1');
	const { code, out } = await terminal.run('later 1.1');
	expect(code).toBe(0);
	expect(out).toMatch(/^The relational model was put off already, until 29 November\.\n/);
	expect(offered(out)).toEqual(['roadmap next']);
	expect(terminal.journal()).toHaveLength(1);
	expect(await terminal.json('later 1.1')).toMatchObject({ changed: [], unchanged: ['relational-model'] });
});

test('another day is a change', async () => {
	const terminal = new Terminal();
	await terminal.run('later 1.1');
	expect((await terminal.json('later 1.1 --until 2w')).changed).toEqual([
		{ topic: 'relational-model', from: 'todo', to: 'todo', at: expect.any(String), until: '2026-12-06' },
	]);
});

test('several at once, a whole stage too', async () => {
	const terminal = new Terminal();
	expect((await terminal.run('later 1.1 6.1')).out).toMatch(
		/^The relational model and Kafka: the durable log are put off until 29 November\.\n/,
	);
	await terminal.run('done 1.2');
	expect((await terminal.run('later stage:1 --yes')).out).toMatch(
		/^From query to plan, Window functions & CTEs and Python & the shell for data work are put off until 29 November\.\n/,
	);
	expect((await terminal.json('later stage:1 1.1')).unchanged).toHaveLength(5);
});

test('a topic that was begun can be put off too, and stays begun', async () => {
	const terminal = new Terminal();
	await terminal.run('start 1.1');
	await terminal.run('later 1.1');
	expect((await terminal.json('next')).topics[0].topic.id).toBe('python-for-data');
	expect((await terminal.json('topic 1.1')).topic).toMatchObject({ status: 'started', until: '2026-11-29' });
	await terminal.run('start 1.1');
	expect((await terminal.json('next')).topics[0].topic.id).toBe('relational-model');
});

test.each([
	['done 1.1', 'later 1.1', 'The relational model is done and stays so.'],
	['skip 1.1', 'later 1.1', 'The relational model is skipped and stays so.'],
	['done stage:1 --yes', 'later stage:1', '5 are done and stay so.'],
])('what is complete is not put off: %s, %s', async (mark, line, words) => {
	const terminal = new Terminal();
	await terminal.run(mark);
	const { code, out } = await terminal.run(line);
	expect(code).toBe(0);
	expect(out).toMatch(new RegExp(`^${words}\n`));
	expect(offered(out)).toEqual(['roadmap next', 'roadmap reset 1.1']);
	expect(terminal.journal()).toHaveLength(1);
	expect((await terminal.json('later --list')).deferred).toEqual([]);
});

test('of several, those that stay are named beside those put off', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	await terminal.run('later 1.2');
	const { out } = await terminal.run('later 1.1 1.2 1.3');
	expect(out).toContain('is put off until 29 November.\nJoins & aggregation was put off already');
	expect(out).toContain('The relational model is done and stays so.');
});

test('a topic that was completed on one machine and then put off on another is not listed', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	const [mark] = terminal.journal();
	const file = path.join(terminal.home, 'progress', fs.readdirSync(path.join(terminal.home, 'progress'))[0] ?? '');
	const later = { ...mark, id: '01ZZZZZZZZZZZZZZZZZZZZZZZZ', to: undefined, kind: 'later', until: '2026-12-24' };
	fs.appendFileSync(file, `${JSON.stringify(later)}\n`);
	expect((await terminal.json('later --list')).deferred).toEqual([]);
	expect((await terminal.json('topic 1.1')).topic).not.toHaveProperty('until');
});

test('a mark brings it back at once', async () => {
	const terminal = new Terminal();
	await terminal.run('later 1.1');
	await terminal.run('start 1.1');
	expect((await terminal.json('next')).topics[0].topic.id).toBe('relational-model');
	expect((await terminal.json('topic 1.1')).topic).not.toHaveProperty('until');
});

test.each([
	['soon', '"soon" is not a day.', '3d, 2w'],
	['2026-02-30', '"2026-02-30" is not a day.', '3d, 2w'],
	['2026-11-22', '2026-11-22 is not after today.', '3d, 2w'],
	['0d', '2026-11-22 is not after today.', '3d, 2w'],
])('--until %s is said wrongly: exit 2', async (word, message, hint) => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(`later 1.1 --until ${word}`);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain(message);
	expect(err).toContain(hint);
	expect(terminal.journal()).toEqual([]);
});
