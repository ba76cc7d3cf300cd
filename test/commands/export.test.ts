import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { writeRoadmap } from './screen.ts';

const noteIn = (terminal: Terminal, text: string) => {
	const folder = path.join(terminal.home, 'notes', 'data-engineer');
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(path.join(folder, 'sql-joins.md'), text);
};

test('JSON has everything, and says its format', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	await terminal.run('note 1.2 joined');
	await terminal.run('path ml');
	const { code, out, err } = await terminal.run('export');
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(JSON.parse(out)).toEqual({
		program: 'roadmap',
		format: 1,
		at: '2026-11-22T10:00:00.000Z',
		roadmap: 'data-engineer',
		choices: { 'data-engineer': { path: 'ml' } },
		events: terminal.journal(),
		notes: [{ roadmap: 'data-engineer', topic: 'sql-joins', text: '- 2026-11-22 joined\n' }],
	});
	expect((await terminal.run('export --json')).out).toBe(out);
	expect((await terminal.run('export -o -')).out).toBe(out);
});

test('what a newer version wrote is carried along', async () => {
	const terminal = new Terminal();
	await terminal.run('done 1.1');
	const newer = { v: 2, id: 'newer', at: '2026-11-22T09:00:00.000Z', roadmap: 'data-engineer', kind: 'quiz', score: 5 };
	fs.appendFileSync(path.join(terminal.home, 'progress', 'other-1a2b3c.jsonl'), `${JSON.stringify(newer)}\nnonsense\n`);
	expect((await terminal.json('export')).events).toContainEqual(newer);
});

test('JSON works although the roadmap in use cannot be opened', async () => {
	const terminal = new Terminal();
	const file = writeRoadmap();
	await terminal.run(['use', file]);
	await terminal.run('done water');
	fs.rmSync(file);
	expect((await terminal.run('next')).code).not.toBe(0);
	const out = path.join(makeFolder(), 'all.json');
	expect((await terminal.run(['export', '-o', out])).code).toBe(0);
	expect(JSON.parse(fs.readFileSync(out, 'utf8'))).toMatchObject({ roadmap: 'tea', events: [{}, { topic: 'water' }] });
	expect((await terminal.run('export --format csv')).code).not.toBe(0);
});

test('into a file, whole, by the name that says the format; never over another unless forced, never through a link', async () => {
	const terminal = new Terminal();
	await terminal.run('note 1.2 joined');
	const folder = makeFolder();
	const at = (name: string) => path.join(folder, name);
	expect((await terminal.run(['export', '-o', at('a.json')])).out).toBe(
		`1 change and 1 note written to ${at('a.json')}.\nroadmap import ${at('a.json')}  bring it in, on any machine\n`,
	);
	await terminal.run(['export', '-o', at('a.md')]);
	expect(fs.readFileSync(at('a.md'), 'utf8')).toMatch(/^# Data engineer\n/);
	await terminal.run(['export', '-o', at('a.csv')]);
	expect(fs.readFileSync(at('a.csv'), 'utf8')).toMatch(/^number,id,title,/);
	const before = fs.readFileSync(at('a.json'), 'utf8');
	await terminal.run('done 1.1');
	const refused = await terminal.run(['export', '-o', at('a.json')]);
	expect(refused.code).toBe(1);
	expect(refused.err).toContain('Use --force to overwrite it.');
	expect(fs.readFileSync(at('a.json'), 'utf8')).toBe(before);
	expect((await terminal.run(['export', '-o', at('a.json'), '--force', '-q'])).out).toBe('');
	expect(JSON.parse(fs.readFileSync(at('a.json'), 'utf8')).events).toHaveLength(2);
	fs.symlinkSync(at('a.json'), at('link.json'));
	expect((await terminal.run(['export', '-o', at('link.json'), '--force'])).code).toBe(1);
	expect((await terminal.run(['export', '-o', at('gone/a.json')])).err).toContain('There is no folder');
	expect(fs.readdirSync(folder).sort()).toEqual(['a.csv', 'a.json', 'a.md', 'link.json']);
});

test.each([['export --anki -'], ['export --feedback -'], ['plan --ics -'], ['new - --title Tea']])(
	'%s: what cannot be printed makes no file called -',
	async (line) => {
		const terminal = new Terminal();
		const { code, out, err } = await terminal.run(line);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain('This can only be written to a file');
		expect(fs.existsSync('-')).toBe(false);
		expect(terminal.journal()).toEqual([]);
	},
);

test('a name with spaces can be pasted back', async () => {
	const terminal = new Terminal();
	const file = path.join(makeFolder(), 'my notes.json');
	expect((await terminal.run(['export', '-o', file])).out).toContain(`roadmap import '${file}'`);
});

test.each([['export --format yaml'], ['export --format jsn']])('%s is no format', async (line) => {
	const { code, err } = await new Terminal().run(line);
	expect(code).toBe(2);
	expect(err).toContain('Choose one of json, markdown, csv.');
});

test('the questions for Anki and those for the author are two files: both at once are refused', async () => {
	const [anki, feedback] = [path.join(makeFolder(), 'a.txt'), path.join(makeFolder(), 'f.json')];
	const { code, err } = await new Terminal().run(['export', '--anki', anki, '--feedback', feedback]);
	expect({ code, err: err.includes('--anki and --feedback contradict each other.') }).toEqual({ code: 2, err: true });
	expect([anki, feedback].some((file) => fs.existsSync(file))).toBe(false);
});

test('the checklist has a box for each topic, what to read, and the notes', async () => {
	const terminal = new Terminal();
	const mine = ['--roadmap', writeRoadmap()];
	await terminal.run(['done', 'water', ...mine]);
	await terminal.run(['known', 'leaves', ...mine]);
	await terminal.run(['start', 'green-tea', ...mine]);
	await terminal.run(['skip', 'black-tea', ...mine]);
	await terminal.run(['done', 'water', '--resource', '1', ...mine]);
	await terminal.run(['note', 'water', 'wet\n\n> quoted', ...mine]);
	expect((await terminal.run(['export', '--format', 'markdown', ...mine])).out).toBe(`# Tea

<!-- roadmap: tea -->

Make good tea. 2 of 3 · 66 %, on 2026-11-22.

## 1 Water & leaves

- [x] 1.1 Water \`water\` (done 2026-11-22)
  - [x] [The Kettle](<https://example.com/kettle>) book, A. Boiler
  - [ ] [Watch it boil](<https://example.com/boil>) video, B. Steam
  > - 2026-11-22 wet
  >
  >   > quoted
- [x] 1.2 Leaves \`leaves\` (known 2026-11-22)
- [ ] 1.3 Kettles \`kettles\`

## 2 Brewing

- [ ] 2.1 Green tea \`green-tea\` (started 2026-11-22)
- [ ] 2.2 Black tea \`black-tea\` (skipped 2026-11-22)
`);
});

test('the days of a checklist are those of the learner’s own calendar', async () => {
	const zone = process.env.TZ;
	onTestFinished(() => {
		process.env.TZ = zone;
	});
	process.env.TZ = 'Pacific/Kiritimati';
	const terminal = new Terminal({ now: '2026-11-22T20:00:00.000Z' });
	await terminal.run('done 1.1');
	const { out } = await terminal.run('export --format markdown');
	expect(out).toContain(', on 2026-11-23.');
	expect(out).toContain('`relational-model` (done 2026-11-23)');
});

test('CSV comes back as it was, and no cell is a formula', async () => {
	const terminal = new Terminal();
	const text = '=SUM(1)\nsaid "so", and\ttab\n';
	noteIn(terminal, text);
	await terminal.run(['add', '1', '--', '-1+1']);
	await terminal.run(['add', '1', '@risk, "quoted"']);
	const rows = parseCsv((await terminal.run('export --format csv')).out);
	const [head, ...topics] = rows;
	expect(head).toEqual(['number', 'id', 'title', 'stage', 'phase', 'tier', 'status', 'since', 'minutes', 'notes']);
	expect(rows.every((row) => row.length === 10)).toBe(true);
	const total = (await terminal.json('stages')).stages.length;
	expect(topics.length).toBeGreaterThan(total);
	expect(topics.find(([, id]) => id === 'sql-joins')?.[9]).toBe(`'${text.trim()}`);
	const titles = topics.map(([, , title]) => title);
	expect(titles).toContain("'-1+1");
	expect(titles).toContain('\'@risk, "quoted"');
	expect(topics.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('CSV has the day on which it was done, as Markdown has', async () => {
	const terminal = new Terminal();
	await terminal.run('done 2.1 --on 2025-01-05');
	await terminal.run('done 1.1');
	const rows = parseCsv((await terminal.run('export --format csv')).out);
	const since = (number: string) => rows.find(([first]) => first === number)?.[7];
	expect([since('2.1'), since('1.1'), since('1.2')]).toEqual(['2025-01-05', '2026-11-22', '']);
	expect((await terminal.run('export --format markdown')).out).toContain('(done 2025-01-05)');
});

/** RFC 4180, by hand: what a spreadsheet reads. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
		rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
		if (end === '\n') rows.push([]);
	}
	return rows.filter((row) => row.length > 0);
}

test.each([
	['list.txt', true],
	['list', true],
	['all.json', false],
	['list.md', false],
])('a file called %s: that it is JSON is said where the name does not', async (name, isSaid) => {
	const file = path.join(makeFolder(), name);
	const { out } = await new Terminal().run(['export', '-o', file]);
	expect(out.includes(', as JSON.\n')).toBe(isSaid);
	expect(out.includes('roadmap export -o list.md  a checklist to read\n')).toBe(isSaid);
});

test('a checklist holds the whole roadmap, and says how much of it counts where that is less', async () => {
	const terminal = new Terminal();
	const folder = makeFolder();
	const write = async (name: string) => (await terminal.run(['export', '-o', path.join(folder, name)])).out;
	expect(await write('a.md')).toContain(', 58 of them on your path and level.\n');
	await terminal.run('level everything');
	expect(await write('b.md')).toMatch(/^70 topics written to [^,]+\.md\.\n/);
});
