/** Kinds of terminals: one that makes links, one without UTF-8, a dumb one, and a screen reader. */
import { describe, expect, test } from 'vitest';
import { makeTheme } from '../../src/render/context.ts';
import { link } from '../../src/render/text.ts';
import { Terminal } from '../terminal.ts';
import { unpainted } from './screen.ts';

const ESC = '\u001b';
const LINES = ['', 'next', 'topic 1.1', 'stages', 'stage 4', 'path', 'level', 'done 1.1', 'help', 'topic joinz'];

const LINK = new RegExp(`${ESC}\\]8;;([^${ESC}]*)${ESC}\\\\`, 'g');

/** What a terminal shows of links: their texts. */
function unlinked(text: string): string {
	return text.replaceAll(LINK, '');
}

function linksIn(text: string): string[] {
	return [...text.matchAll(LINK)].flatMap(([, url = '']) => (url === '' ? [] : [url]));
}

async function everything(options: ConstructorParameters<typeof Terminal>[0]): Promise<string> {
	const terminal = new Terminal(options);
	let text = '';
	for (const line of LINES) {
		const { out, err } = await terminal.run(line);
		text += out + err;
	}
	return text;
}

describe('links', () => {
	const linking = { tty: true, env: { FORCE_HYPERLINK: '1' } };

	test('what there is to read leads to its address, and the address is not spelled out', async () => {
		const { topic } = await new Terminal().json('topic 1.2');
		const { out } = await new Terminal(linking).run('topic 1.2');
		const urls = topic.resources.map(({ url }: { url: string }) => url);
		expect([...new Set(linksIn(out))]).toEqual(urls);
		expect(unlinked(out)).not.toContain('https://');
		expect(unlinked(out)).not.toContain(`${ESC}]`);
	});

	test('a terminal without links shows each address whole on a line of its own, however narrow', async () => {
		const { topic } = await new Terminal().json('topic 1.2');
		const { out } = await new Terminal({ tty: true, columns: 40 }).run('topic 1.2');
		const lines = unpainted(out).split('\n');
		expect(out).not.toContain(`${ESC}]`);
		for (const { url } of topic.resources) expect(lines.map((line) => line.trim())).toContain(url);
	});

	test('they take no columns', async () => {
		const plain = await new Terminal({ tty: true }).run('next');
		const linked = await new Terminal(linking).run('next');
		expect(linked.out).not.toBe(plain.out);
		expect(unlinked(linked.out)).toBe(plain.out);
	});

	const page = {
		theme: makeTheme(false),
		width: 80,
		plain: false,
		accessible: false,
		links: true,
		ascii: false,
		today: '',
	};

	test.each([
		['https://example.com/größe?q=ä b', 'https://example.com/gr%C3%B6%C3%9Fe?q=%C3%A4%20b'],
		['https://example.com/a%20b', 'https://example.com/a%20b'],
		['https://example.com/\u001b\\\u0007', 'https://example.com/%1B\\%07'],
		['https://example.com/\ud800', 'https://example.com/'],
	])('the address %j is printable ASCII: %s', (url, target) => {
		expect(linksIn(link(page, 'text', url))).toEqual([target]);
	});

	test.each(['javascript:alert(1)', 'file:///etc/passwd', 'httpsx:y'])('%s is no link', (url) => {
		expect(link(page, 'text', url)).toBe('text');
	});

	test.each([
		[{ VTE_VERSION: '7600' }, true],
		[{ VTE_VERSION: '4999' }, false],
		[{ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' }, true],
		[{ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.9' }, false],
		[{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.72.0' }, true],
		[{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.9' }, false],
		[{ TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' }, true],
		[{ TERM: 'xterm-kitty' }, true],
		[{ TERM: 'xterm-256color' }, false],
		[{ WT_SESSION: 'x' }, true],
		[{ TERM: 'xterm-kitty', CI: '1' }, false],
		[{ TERM: 'xterm-kitty', NO_COLOR: '1' }, false],
		[{ TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' }, false],
		[{ TERM: 'tmux-256color', VTE_VERSION: '7600' }, false],
		[{ TERM: 'xterm-kitty', ROADMAP_ACCESSIBLE: '1' }, false],
	])('%j: %s', async (env, links) => {
		const { out } = await new Terminal({ tty: true, env }).run('next');
		expect(linksIn(out).length > 0).toBe(links);
	});

	test('never in a pipe', async () => {
		expect(await new Terminal({ env: { FORCE_HYPERLINK: '1' } }).run('topic 1.2')).toEqual(
			await new Terminal().run('topic 1.2'),
		);
	});
});

describe('a locale without UTF-8', () => {
	const OURS = /[○◐●✓█─·–…]/;

	test.each([
		[{ LC_ALL: 'C' }, true],
		[{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true],
		[{ LC_CTYPE: 'de_DE.ISO-8859-1', LANG: 'en_US.UTF-8' }, true],
		[{ LANG: 'POSIX' }, true],
		[{ LC_ALL: '', LANG: 'en_US.utf8' }, false],
		[{ LC_ALL: 'C.UTF-8', LANG: 'C' }, false],
		[{}, false],
	])('%j: ASCII marks and bars %s', async (env, ascii) => {
		const text = await everything({ tty: true, env });
		expect(OURS.test(text)).toBe(!ascii);
	});

	test('moves nothing', async () => {
		const { out } = await new Terminal({ tty: true }).run('stages');
		const ascii = await new Terminal({ tty: true, env: { LC_ALL: 'C' } }).run('stages');
		expect(ascii.out.split('\n').map((line) => line.length)).toEqual(out.split('\n').map((line) => line.length));
	});
});

describe.each([
	['a screen reader', { ROADMAP_ACCESSIBLE: '1' }],
	['a dumb terminal', { TERM: 'dumb' }],
])('%s', (_who, env) => {
	test('gets no escape sequence but colour', async () => {
		expect(unpainted(await everything({ tty: true, env }))).not.toContain(ESC);
	});

	test('is asked in lines: words narrow the list, a number chooses', async () => {
		const terminal = new Terminal({ tty: true, env });
		await terminal.run('start 1.2');
		const { code, out, err } = await terminal.run('done --pick', ['nonsense\n', 'joins\n', '2\n']);
		expect(code).toBe(0);
		expect(err).toMatch(
			/^Which topic\? \(roadmap done\)\n1\. 1\.2 {2}Joins & aggregation, under way\n2\. 1\.1 {2}The relational model, ready\n3\. 1\.3 {2}From query to plan, waits\n/,
		);
		expect(err).toContain(
			'\n10. 2.5  Statistics, the planner & slow queries, waits\nType a number, or words to search. Enter shows more (48). Ctrl-C cancels.\n> Nothing matches "nonsense".\n',
		);
		expect(err).toContain('\n> 1. 1.2  Joins & aggregation, under way\n2. 5.3  Distributed joins & skew, waits\n');
		expect(err + unpainted(out)).not.toContain(ESC);
		expect((await terminal.json('topic skew-and-joins')).topic.status).toBe('done');
	});

	test('reads on with Enter alone', async () => {
		const terminal = new Terminal({ tty: true, env });
		const { code, err } = await terminal.run('done', ['\n', '11\n']);
		expect(code).toBe(0);
		expect(err).toContain('> 11. 3.1  Choosing a store by access pattern,');
		expect(terminal.journal()).toMatchObject([{ topic: 'access-patterns' }]);
	});

	test('is not guessed for: a number that is none asks again', async () => {
		const terminal = new Terminal({ tty: true, env });
		const { code } = await terminal.run('done', ['joins\n', '99\n', '1\n']);
		expect(code).toBe(0);
		expect(terminal.journal()).toMatchObject([{ topic: 'sql-joins' }]);
	});

	test.each([
		['yes\n', 0, 1],
		['\n', 1, 0],
		['no\n', 1, 0],
	])('answers a question of yes or no with %j', async (answer, code, changes) => {
		const terminal = new Terminal({ tty: true, env });
		const ran = await terminal.run('known stage:4', [answer]);
		expect(ran.code).toBe(code);
		expect(unpainted(ran.err)).not.toContain(ESC);
		expect(terminal.journal()).toHaveLength(changes);
	});
});

describe('a screen reader', () => {
	const reading = { tty: true, env: { ROADMAP_ACCESSIBLE: '1' } };

	test('hears states in words, without marks and bars', async () => {
		expect(await everything(reading)).not.toMatch(/[○◐●✓█─]/);
		const terminal = new Terminal(reading);
		await terminal.run('done 4.1');
		await terminal.run('start 4.2');
		const { out } = await terminal.run('stage 4');
		expect(unpainted(out)).toMatch(/4\.1 +done +LSM/);
		expect(unpainted(out)).toMatch(/4\.2 +started +Row/);
		expect(unpainted(out)).toMatch(/4\.3 +to do +Parquet/);
		expect(unpainted((await terminal.run('topic 4.1')).out)).toMatch(/State +done on/);
	});

	test.each(['', '0'])('ROADMAP_ACCESSIBLE=%s is none', async (value) => {
		const { out } = await new Terminal({ tty: true, env: { ROADMAP_ACCESSIBLE: value } }).run('stages');
		expect(out).toContain('─');
	});
});
