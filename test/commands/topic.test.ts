import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { heading, offered, screen, spread, unpainted, writeRoadmap } from './screen.ts';

test('the whole topic: idea, outcomes, pitfalls, practice and what to read', async () => {
	const { code, out, err } = await new Terminal({ tty: true }).run(`topic water --roadmap ${writeRoadmap()}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(unpainted(out)).toBe(
		screen(
			spread('Water', 'core · 1.1 · 2 h · water'),
			'',
			'Tea is nearly all water, so it tastes of the water.',
			'',
			'Stage     1  Water & leaves',
			'State     ○ to do',
			'Needs     nothing before it',
			'Opens     Leaves',
			'',
			heading('To read and do'),
			' 1  The Kettle',
			'    book · A. Boiler · 1.5 h · paid',
			'    https://example.com/kettle',
			' 2  Watch it boil',
			'    video · B. Steam · 5 min',
			'    Mind the steam.',
			'    https://example.com/boil',
			'',
			heading('Why it matters'),
			'Hard water makes flat tea.',
			'',
			heading('The idea'),
			'Heat moves the taste.',
			'',
			'  boil --to 100',
			'    pour',
			'',
			'Then wait.',
			'',
			heading('You can'),
			'– Boil water',
			'– Measure its heat',
			'',
			heading('Pitfalls'),
			'– Boiling twice. It tastes of nothing.',
			'',
			heading('Practice'),
			'Boil a cup.',
			'',
			'roadmap open 1.1 2   opens it in the browser',
			'roadmap done 1.1     when you can do it',
		),
	);
});

test('a topic that has only a title is shown all the same', async () => {
	const { out } = await new Terminal({ tty: true }).run(`topic leaves --roadmap ${writeRoadmap()}`);
	expect(unpainted(out)).toBe(
		screen(
			spread('Leaves', 'core · 1.2 · leaves'),
			'',
			'Stage     1  Water & leaves',
			'State     ○ to do',
			'Needs     Water',
			'Opens     Green tea and Black tea',
			'',
			'roadmap done 1.2   when you can do it',
		),
	);
});

test('in a pipe: labels with colons, resources one record a line, the address among them', async () => {
	const terminal = new Terminal();
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water --resource 2 ${mine}`);
	const { out } = await terminal.run(`topic water ${mine}`);
	const lines = out.split('\n');
	expect(lines.slice(0, 3)).toEqual([
		'Water',
		'core · 1.1 · 2 h · water',
		'Tea is nearly all water, so it tastes of the water.',
	]);
	expect(lines).toContain('Stage: 1  Water & leaves');
	expect(lines).toContain('State: to do');
	expect(lines).toContain('1\tbook\t1.5 h\tThe Kettle\tA. Boiler\thttps://example.com/kettle\ttodo\tpaid');
	expect(lines).toContain('2\tvideo\t5 min\tWatch it boil\tB. Steam\thttps://example.com/boil\tdone');
	expect(lines.at(-2)).toBe('roadmap done 1.1  when you can do it');
});

test('it says when a topic was done, and which needs are', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('done 1.1 1.2');
	const text = unpainted((await terminal.run('topic sql-joins')).out);
	expect(text).toContain('  State     ● done on 22 November\n');
	expect(text).toContain('  Needs     The relational model (done)\n');
	expect(offered(text)).toEqual([
		'roadmap open 1.2 1',
		'roadmap lab 1.2/sales-and-refunds',
		'roadmap reset 1.2',
		'roadmap next',
	]);
});

test('it says until when a topic is put off', async () => {
	const terminal = new Terminal({ tty: true });
	await terminal.run('later 1.2 --until 2027-02-01');
	const { out } = await terminal.run('topic 1.2');
	expect(unpainted(out)).toContain('  State     ○ to do, put off until 1 February 2027\n');
});

test('a need out of view is taken as known; a topic out of view does not count', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	const green = unpainted((await terminal.run(`topic green-tea ${mine}`)).out);
	expect(green).toContain('  Needs     Leaves, Kettles (taken as known)\n');
	expect(green).not.toContain('Note');
	const kettles = unpainted((await terminal.run(`topic kettles ${mine}`)).out);
	expect(kettles).toContain('  Note      not on your path or level, so it does not count\n');
});

test('--short is one screen: the one thing to keep, where to begin, and how to see the rest', async () => {
	const { out } = await new Terminal({ tty: true }).run('topic sql-joins --short');
	expect(unpainted(out)).toMatch(/\n {2}Keep {6}\S/);
	expect(out).toContain('roadmap topic 1.2');
	expect(out).not.toContain('Pitfalls');
});

test.each([40, 80])('--short fits 24 rows at %d columns, whatever the topic', async (columns) => {
	const terminal = new Terminal({ tty: true, columns });
	const { stages } = await terminal.json('stages');
	for (const { number } of stages)
		for (const { id } of (await terminal.json(`stage ${number} --all`)).topics) {
			const { out } = await terminal.run(`topic ${id} --short`);
			expect(out.split('\n').length, id).toBeLessThanOrEqual(24);
		}
});

test('--short names the thing to open that is not read yet, and that there are notes', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`done water --resource 2 ${mine}`);
	await terminal.run(`note water soft ${mine}`);
	const text = unpainted((await terminal.run(`topic water --short ${mine}`)).out);
	expect(text).toContain(
		`  ${spread('Go on     1  The Kettle', 'book · A. Boiler · 1.5 h · paid')}\n            1 of 2 read\n`,
	);
	expect(text).toContain('\n  Notes     roadmap notes 1.1\n');
	expect(offered(text)).toContain('roadmap open 1.1 1');
});

test('code has an ink of its own and is never broken', async () => {
	const long = `SELECT ${'column, '.repeat(12)}1;`;
	const idea = `Some words before the code that fill most of the line, then \`a b c d e f g h i j k\` again.\n\n\`\`\`sql\n${long}\n\`\`\`\n`;
	const topic = { id: 'a', title: 'A', idea, pitfalls: [{ mistake: 'Typing `x = y`.', sign: 'None' }] };
	const file = writeRoadmap(
		JSON.stringify({ format: 1, id: 'r', title: 'R', stages: [{ id: 's', title: 'S', topics: [topic] }] }),
	);
	const { out } = await new Terminal({ tty: true }).run(`topic a --roadmap ${file}`);
	const ink = (code: string) => `\u001b[35m${code}\u001b[39m`;
	expect(out).toContain(`\n  ${ink('a b c d e f g h i j k')} again.\n`);
	expect(out).toContain(`\n    ${ink(long)}\n`);
	expect(out).toContain(`Typing ${ink('x = y')}.`);
	const colourless = await new Terminal({ tty: true, env: { NO_COLOR: '1' } }).run(`topic a --roadmap ${file}`);
	expect(colourless.out).toContain('\n  `a b c d e f g h i j k` again.\n');
});

test.each(['topic 4', 'topic storage', 'stages 4', 'stages storage'])(
	'%s names a stage, and shows it',
	async (line) => {
		expect(await new Terminal({ tty: true }).run(line)).toEqual(await new Terminal({ tty: true }).run('stage 4'));
	},
);
