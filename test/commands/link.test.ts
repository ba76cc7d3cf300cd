import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, tooWide, unpainted } from './screen.ts';

const A = 'https://example.com/a';
const resources = async (terminal: Terminal, topic = '1.2') => (await terminal.json(`topic ${topic}`)).topic.resources;

test('a link is numbered with the rest, and everything knows it', async () => {
	const terminal = new Terminal();
	const shipped = await resources(terminal);
	const n = shipped.length + 1;
	const { code, out, err } = await terminal.run(['link', '1.2', A, '--title', 'A talk', '--kind', 'video']);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toBe(
		`A talk is linked to Joins & aggregation, as number ${n}.\n${A}\nroadmap open 1.2 ${n}  open it\nroadmap undo  take it back\n`,
	);
	expect(await resources(terminal)).toEqual([
		...shipped,
		{ n, kind: 'video', title: 'A talk', by: 'example.com', url: A, minutes: null, own: true, status: 'todo' },
	]);
	expect((await terminal.run(`open 1.2 ${n} --print`)).out).toBe(`${A}\n`);
	expect((await terminal.json('search talk')).results[0].topic.id).toBe('sql-joins');
	for (const line of offered(out)) expect((await terminal.run(line.replace('roadmap ', ''))).code).toBe(0);
});

test('the same address twice is linked already; another title or kind is a change', async () => {
	const terminal = new Terminal();
	await terminal.run(`link 1.2 ${A}`);
	expect((await terminal.run(`link 1.2 ${A}`)).out).toContain('example.com/a is linked already to Joins & aggregation');
	expect(terminal.journal()).toHaveLength(1);
	await terminal.run(`link 1.2 ${A} --title Better`);
	expect((await resources(terminal)).at(-1)).toMatchObject({ title: 'Better', kind: 'article' });
	await terminal.run(`link 1.2 ${A} --kind paper`);
	expect((await resources(terminal)).at(-1)).toMatchObject({ title: 'Better', kind: 'paper' });
	expect((await terminal.run('undo')).out).toContain('Taken back: Better is linked as before');
	expect((await resources(terminal)).at(-1)).toMatchObject({ title: 'Better', kind: 'article' });
});

test('a link is removed, and comes back', async () => {
	const terminal = new Terminal();
	const shipped = await resources(terminal);
	await terminal.run(`link 1.2 ${A}`);
	expect((await terminal.run(`link 1.2 ${A} --remove`)).out).toContain(
		'example.com/a is removed from Joins & aggregation.',
	);
	expect(await resources(terminal)).toEqual(shipped);
	expect((await terminal.run('undo')).out).toContain('Taken back: example.com/a is linked again (it was removed');
	expect(await resources(terminal)).toHaveLength(shipped.length + 1);
	expect((await terminal.run('undo')).out).toContain('example.com/a is not linked any more');
	expect(await resources(terminal)).toEqual(shipped);
});

test('what comes with the roadmap is there already, and cannot be removed', async () => {
	const terminal = new Terminal();
	const [first] = await resources(terminal);
	expect(await terminal.json(`link 1.2 ${first.url}`)).toMatchObject({ changed: false, resource: { n: 1 } });
	const ran = await terminal.run(`link 1.2 ${first.url} --remove`);
	expect(ran.code).toBe(1);
	expect(ran.err).toContain('comes with the roadmap; only your own links can be removed.');
	expect(terminal.journal()).toEqual([]);
});

test('finished once is finished wherever the address appears', async () => {
	const terminal = new Terminal();
	await terminal.run(`link 1.1 ${A}`);
	await terminal.run(`link 1.2 ${A}`);
	const [{ n }] = (await resources(terminal, '1.1')).slice(-1);
	await terminal.run(`done 1.1 --resource ${n}`);
	expect((await resources(terminal, '1.2')).at(-1)).toMatchObject({ url: A, status: 'done' });
	expect((await terminal.json('topic 1.2')).topic.status).toBe('todo');
	await terminal.run('undo');
	expect((await resources(terminal, '1.2')).at(-1).status).toBe('todo');
});

test('open --done marks it finished as it is opened, and undo takes that back', async () => {
	const terminal = new Terminal();
	const { out } = await terminal.run('open 1.2 2 --print --done');
	expect(out).toContain('Marked finished.');
	expect((await resources(terminal))[1].status).toBe('done');
	await terminal.run('undo');
	expect((await resources(terminal))[1].status).toBe('todo');
});

test.each([
	['link', 2, 'needs an address'],
	['link 1.2', 2, 'needs an address'],
	['link 1.2 javascript:alert(1)', 2, 'only http and https addresses can be opened'],
	['link 1.2 data:text/html,x', 2, 'cannot be linked'],
	['link 1.2 file:///etc/passwd', 2, 'cannot be linked'],
	['link 1.2 https://me:secret@example.com/', 2, 'cannot be linked'],
	['link 1.2 example.com/a', 2, 'cannot be linked'],
	['link 1.2 https://example.com/\u001b[31m', 2, 'cannot be linked'],
	[`link 1.2 ${A} --kind vidoe`, 2, 'Did you mean video?'],
	[`link joinz ${A}`, 3, 'There is no topic called "joinz".'],
	[`link 1.2 ${A} --remove`, 3, `${A} is not linked here.`],
])('%j changes nothing', async (line, code, words) => {
	const terminal = new Terminal();
	const ran = await terminal.run(line);
	expect(ran).toMatchObject({ code, out: '' });
	expect(ran.err).toContain(words);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
	expect(ran.err).not.toMatch(/\u001b/);
	expect(terminal.journal()).toEqual([]);
});

test('on a narrow screen, and quiet', async () => {
	const terminal = new Terminal({ tty: true, columns: 40 });
	const { out } = await terminal.run(['link', '1.2', A, '--title', 'Läßt sich das 读一读 in vierzig Spalten sagen']);
	expect(tooWide(out, 40)).toEqual([]);
	expect((await terminal.run(`link 1.2 ${A}2 -q`)).out).toBe('');
	const wide = new Terminal({ tty: true });
	const { length } = await resources(wide);
	expect(unpainted((await wide.run(`link 1.2 ${A}`)).out)).toBe(
		screen(
			`example.com/a is linked to Joins & aggregation, as number ${length + 1}.`,
			A,
			'',
			`roadmap open 1.2 ${length + 1}   open it`,
			'roadmap undo         take it back',
		),
	);
});
