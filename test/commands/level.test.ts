import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

test('shows the levels and which one is yours', async () => {
	const { code, out, err } = await new Terminal({ tty: true }).run(`level --roadmap ${writeRoadmap()}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	const text = unpainted(out);
	expect(text).toContain(`\n  ${spread('○ core', '0 of 3 · 0 %')}\n    the core topics alone\n\n`);
	expect(text).toContain(`\n  ${spread('● recommended  yours', '0 of 4 · 0 %')}\n`);
	expect(text).toContain(`\n  ${spread('○ everything', '0 of 5 · 0 %')}\n    every topic\n\n`);
	expect(offered(out)).toEqual(['roadmap level core']);
});

test.each([
	['core', 34],
	['everything', 70],
])('level %s has %i topics in view', async (id, topics) => {
	const terminal = new Terminal({ tty: true });
	const { code, out } = await terminal.run(`level ${id}`);
	expect(code).toBe(0);
	expect(unpainted(out)).toBe(
		screen(
			spread(`Your level is ${id} now: ${topics} topics in view.`, `0 of ${topics} · 0 %`),
			'',
			'roadmap next   what to learn now',
			'roadmap undo   back to recommended',
		),
	);
	expect((await terminal.json('stages')).progress.total).toBe(topics);
});

test('the same again is no failure and no second change', async () => {
	const terminal = new Terminal();
	const { code, out } = await terminal.run('level recommended');
	expect(code).toBe(0);
	expect(out).toMatch(/^Your level is recommended already: 58 topics in view\.\n/);
	expect(terminal.journal()).toEqual([]);
});

test('in a pipe one record a line', async () => {
	const terminal = new Terminal();
	await terminal.run('skip 1.1');
	const lines = (await terminal.run('level')).out.split('\n');
	expect(lines[0]).toBe('core\t\tthe core topics alone\t0\t33');
	expect(lines[1]).toMatch(/^recommended\tyours\t[^\t]+\t0\t57$/);
	expect(lines).toHaveLength(4);
});

test('there is no such level: exit 3', async () => {
	const { code, out, err } = await new Terminal().run('level cor');
	expect({ code, out }).toEqual({ code: 3, out: '' });
	expect(err).toContain('There is no level called "cor".\nDid you mean core?');
});
