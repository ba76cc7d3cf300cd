import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { offered, screen, unpainted, writeRoadmap } from './screen.ts';

const ids = ({ results }: { results: { topic: { id: string } }[] }) => results.map(({ topic }) => topic.id);

test('finds topics, best first, and leads to the first', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, out, err } = await terminal.run(`search tea --roadmap ${writeRoadmap()}`);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	const text = unpainted(out);
	expect(text).toMatch(/^ {2}2\.1 {2}Green tea {2}core$/m);
	expect(text).toMatch(/^ {2}2\.2 {2}Black tea {2}recommended$/m);
	expect(text).toMatch(/^ {2}1\.1 {2}Water {6}core\n {7}Tea is nearly all water/m);
	expect(offered(out)).toHaveLength(1);
	expect(offered(out)[0]).toMatch(/^roadmap topic 2\.[12]$/);
});

test('what was found in the title of something to read says so', async () => {
	const terminal = new Terminal({ tty: true });
	const mine = `--roadmap ${writeRoadmap()}`;
	await terminal.run(`start water ${mine}`);
	const { out } = await terminal.run(`search watch ${mine}`);
	expect(unpainted(out)).toBe(
		screen('1.1  Water  core · started', '     to read: Watch it boil', '', 'roadmap topic 1.1   the whole topic'),
	);
});

test('every one of several words counts; a beginning is enough and a typo forgiven', async () => {
	const terminal = new Terminal();
	expect(ids(await terminal.json('search exactly once'))).toContain('delivery-semantics');
	expect(ids(await terminal.json(`search green tea --roadmap ${writeRoadmap()}`))).toEqual(['green-tea']);
	expect(ids(await terminal.json('search windo'))).toContain('window-functions');
	expect(ids(await terminal.json('search windiw'))).toContain('window-functions');
	expect(ids(await terminal.json('search sql-joins'))[0]).toBe('sql-joins');
});

test('finds what is out of view too', async () => {
	const [first] = ids(await new Terminal().json(`search kettles --roadmap ${writeRoadmap()}`));
	expect(first).toBe('kettles');
});

test('finds what stands in the texts and in notes, and says where', async () => {
	const terminal = new Terminal({ tty: true });
	const file = writeRoadmap();
	const mine = `--roadmap ${file}`;
	await terminal.run(['note', 'leaves', 'Grandma kept them in a tin', '--roadmap', file]);
	const [found, noted] = [await terminal.run(`search boiling ${mine}`), await terminal.run(`search grandma ${mine}`)];
	expect(unpainted(found.out)).toContain('     pitfalls: Boiling twice. It tastes of nothing.\n');
	expect(unpainted(noted.out)).toMatch(/^ {7}your notes: - \d{4}-\d\d-\d\d Grandma kept them in a tin$/m);
});

test('in a pipe one record a line', async () => {
	const { out } = await new Terminal().run(`search watch --roadmap ${writeRoadmap()}`);
	expect(out).toBe('1.1\twater\ttodo\tcore\tWater\tresource\tWatch it boil\n');
});

test('nothing found is an answer: exit 0, an empty list', async () => {
	const terminal = new Terminal({ tty: true });
	const { code, out } = await terminal.run('search zzzzzz');
	expect(code).toBe(0);
	expect(unpainted(out)).toBe(screen('Nothing found for "zzzzzz".', '', 'roadmap stages   everything there is'));
	expect(await terminal.json('search zzzzzz')).toEqual({ query: 'zzzzzz', results: [] });
	expect(await new Terminal().run('search zzzzzz')).toEqual({ code: 0, out: '', err: '' });
});

test('more than twelve are counted', async () => {
	const terminal = new Terminal({ tty: true });
	const { results } = await terminal.json('search data');
	expect(results.length).toBeGreaterThan(13);
	const text = unpainted((await terminal.run('search data')).out);
	expect(text).toContain(`  And ${results.length - 12} more topics; add a word to narrow it down.\n`);
	expect(text.match(/^ {2}\d+\.\d/gm)).toHaveLength(12);
});

test('without words: exit 2 and an example', async () => {
	expect(await new Terminal().run('search')).toEqual({
		code: 2,
		out: '',
		err: 'roadmap search needs words.\nFor example: roadmap search window\n',
	});
	expect((await new Terminal().run(['search', ' '])).code).toBe(2);
});

test('words that look like an option or an expression are only words', async () => {
	expect((await new Terminal().run(['search', '--', '--json'])).code).toBe(0);
	expect((await new Terminal().run(['search', '(.*[', '$^'])).code).toBe(0);
});
