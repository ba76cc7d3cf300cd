import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { offered, screen, unpainted, writeRoadmap } from './screen.ts';

const JOINS = 'https://www.postgresql.org/docs/current/tutorial-join.html';

interface Browser {
	/** The script's path, for $BROWSER. */
	readonly file: string;
	/** The arguments that it was started with; undefined if it never was. */
	readonly args: () => string[] | undefined;
}

/** A browser that writes down its arguments, each ended by a zero byte, then does what it is told. */
function makeBrowser(then = 'exit 0', name = 'browser'): Browser {
	const file = path.join(makeFolder(), name);
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, `#!/bin/sh\nprintf '%s\\0' "$@" > "$0.args"\n${then}\n`, { mode: 0o755 });
	return {
		file,
		args: () =>
			fs.existsSync(`${file}.args`) ? fs.readFileSync(`${file}.args`, 'utf8').split('\0').slice(0, -1) : undefined,
	};
}

describe('with $BROWSER', () => {
	test('the browser gets the address as its one argument, and the topic is started', async () => {
		const browser = makeBrowser();
		const terminal = new Terminal({ tty: true, env: { BROWSER: browser.file } });
		const { code, out, err } = await terminal.run('open sql-joins');
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(browser.args()).toEqual([JOINS]);
		expect(unpainted(out)).toBe(
			screen(
				'Opened Joins Between Tables.',
				JOINS,
				'',
				'Joins & aggregation is started.',
				'',
				'roadmap done 1.2 --resource 1   when you have finished it',
				'roadmap done 1.2                when you can do the whole topic',
				'roadmap undo                    if you did not mean to start it',
			),
		);
		expect((await terminal.json('topic sql-joins')).topic.status).toBe('started');
	});

	test.each([
		['%s stands for the address', (file: string) => `${file} --new-tab %s --quiet`, ['--new-tab', JOINS, '--quiet']],
		['%s may stand inside a word', (file: string) => `${file} --url=%s`, [`--url=${JOINS}`]],
		['without %s it comes last', (file: string) => `${file} --new-tab`, ['--new-tab', JOINS]],
		['quotes keep words together', (file: string) => `${file} "two words" --x='a b'`, ['two words', '--x=a b', JOINS]],
		['of several the first is used', (file: string) => `${file}:/nonexistent/other`, [JOINS]],
		['each of several has words of its own', (file: string) => `/nonexistent/a -x %s:${file} -y %s`, ['-y', JOINS]],
	])('%s', async (_, say, args) => {
		const browser = makeBrowser();
		await new Terminal({ env: { BROWSER: say(browser.file) } }).run('open 1.2');
		expect(browser.args()).toEqual(args);
	});

	test.each([
		['--url=%s', '--url=https://example.com/%24%28touch%20x%29%3B%60%26%7C%27%22%C3%A9?q=1%2C#a'],
		['%s', "https://example.com/$(touch%20x);`&|'%22é?q=1%2C#a"],
	])('a shell finds nothing to run within a word: %s', async (word, expected) => {
		const browser = makeBrowser();
		const terminal = new Terminal({ env: { BROWSER: `${browser.file} ${word}` } });
		await terminal.run(['link', '1.2', "https://example.com/$(touch%20x);`&|'%22é?q=1%2C#a"]);
		const { resources } = (await terminal.json('topic 1.2')).topic;
		const mine: { n: number; url: string } = resources.at(-1);
		await terminal.run(`open 1.2 ${mine.n}`);
		expect(browser.args()).toEqual([word === '%s' ? mine.url : expected]);
		expect(browser.args()?.[0]).toMatch(word === '%s' ? /[$;`|]/ : /^[\w.~:/?#@%+=,-]+$/);
	});

	test('--done on a topic to do: undo takes what was finished back, and twice the start too', async () => {
		const terminal = new Terminal({ env: { BROWSER: makeBrowser().file } });
		const { out } = await terminal.run('open 1.2 --done');
		expect(out).toContain('Joins & aggregation is started.\nMarked finished.\n');
		expect(out).toContain('roadmap undo  not finished after all; twice, if not started either\n');
		const state = async () => {
			const { status, resources } = (await terminal.json('topic 1.2')).topic;
			return [status, resources[0].status];
		};
		expect(await state()).toEqual(['started', 'done']);
		await terminal.run('undo');
		expect(await state()).toEqual(['started', 'todo']);
		await terminal.run('undo');
		expect(await state()).toEqual(['todo', 'todo']);
	});

	test('its path may have a space in it, in quotes', async () => {
		const browser = makeBrowser('exit 0', 'my browser/run me');
		await new Terminal({ env: { BROWSER: `"${browser.file}" -x` } }).run('open 1.2');
		expect(browser.args()).toEqual(['-x', JOINS]);
	});

	test('its path may have a space in it without quotes, before arguments', async () => {
		const browser = makeBrowser('exit 0', 'Program Files/run me');
		await new Terminal({ env: { BROWSER: `${browser.file} --app=%s` } }).run('open 1.2');
		expect(browser.args()).toEqual([`--app=${JOINS}`]);
	});

	test('one that fails is named with its whole path', async () => {
		const { file } = makeBrowser('exit 3', 'Program Files/run me');
		const { out } = await new Terminal({ env: { BROWSER: file } }).run('open 1.2');
		expect(out).toContain(`Not opened, because ${file} could not open it.`);
	});

	test.each([
		['as it is', 'Program Files/run me', (file: string) => file],
		['with a backslash before the space', 'Program Files/run me', (file: string) => file.replaceAll(' ', '\\ ')],
		['behind another, as it is', 'Program Files/run me', (file: string) => `false:${file}`],
		['behind one that is not there', 'run', (file: string) => `/nonexistent/one:${file}`],
	])('or %s', async (_, name, say) => {
		const browser = makeBrowser('exit 0', name);
		const { out } = await new Terminal({ env: { BROWSER: say(browser.file) } }).run('open 1.2');
		expect(out).toMatch(/^Opened /);
		expect(browser.args()).toEqual([JOINS]);
	});

	test('no shell ever sees the address', async () => {
		const trap = path.join(makeFolder(), 'trap');
		const url = `https://example.com/;$(touch$IFS$9${trap})&touch$IFS$9${trap}|touch$IFS$9${trap}`;
		const file = writeRoadmap(
			`format: 1\nid: r\ntitle: R\nstages: [{id: s, title: S, phase: P, tagline: T, topics: [{id: a, title: A, resources: [{kind: docs, title: D, by: B, url: '${url}', minutes: 5}]}]}]\n`,
		);
		const browser = makeBrowser();
		const { code } = await new Terminal({ env: { BROWSER: `${browser.file} %s` } }).run(`open a --roadmap ${file}`);
		expect(code).toBe(0);
		expect(browser.args()).toEqual([url]);
		expect(fs.existsSync(trap)).toBe(false);
	});

	test.each([
		['exits with 3', () => makeBrowser('exit 3').file],
		['is not there', () => path.join(makeFolder(), 'nothing')],
		['may not be run', () => writeRoadmap()],
		['is killed', () => makeBrowser('kill -9 $$').file],
	])('when the opener %s the address is printed, exit 0, and nothing is claimed', async (_, browser) => {
		const file = browser();
		const terminal = new Terminal({ tty: true, env: { BROWSER: file } });
		const { code, out } = await terminal.run('open 1.2');
		const text = unpainted(out);
		expect(code).toBe(0);
		expect(text).toContain(`  ${JOINS}\n`);
		expect(text.replace(/\s+/g, ' ')).toContain(`Not opened, because ${file} could not open it. The address:`);
		expect(text).not.toContain('Opened');
		expect(await terminal.json('open 1.2')).toMatchObject({ opened: false, why: `${file} could not open it` });
	});

	test('a browser that stays is the browser itself: it is left running, and what it says goes nowhere', async () => {
		const browser = makeBrowser('sleep 5; echo noise; echo noise >&2; echo still here > "$0.late"');
		const terminal = new Terminal({ env: { BROWSER: browser.file } });
		const { code, out } = await terminal.run('open 1.2');
		expect(code).toBe(0);
		expect(out).toMatch(/^Opened Joins Between Tables\.\n/);
		await expect.poll(() => fs.existsSync(`${browser.file}.late`), { timeout: 5_000 }).toBe(true);
	});

	test.each(['', '  ', '""', ':'])('a $BROWSER of %j names none, so the usual one is tried', async (BROWSER) => {
		const { code, out } = await new Terminal({ env: { BROWSER, CI: '1' } }).run('open 1.2');
		expect(code).toBe(0);
		expect(out).toContain('Not opened, because this is a CI machine. The address:\n');
	});

	test('it counts over SSH and in CI too, because somebody chose it', async () => {
		const browser = makeBrowser();
		const env = { BROWSER: browser.file, CI: '1', SSH_TTY: '/dev/pts/1' };
		expect((await new Terminal({ env }).json('open 1.2')).opened).toBe(true);
		expect(browser.args()).toEqual([JOINS]);
	});
});

describe('without a browser', () => {
	test.each([
		[{ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22', DISPLAY: ':0' }, 'you are here over SSH'],
		[{ SSH_TTY: '/dev/pts/1', DISPLAY: ':0' }, 'you are here over SSH'],
		[{ CI: 'true', DISPLAY: ':0' }, 'this is a CI machine'],
	])('%j: the address is printed with the reason', async (env, why) => {
		const terminal = new Terminal({ env });
		const { code, out, err } = await terminal.run('open 1.2');
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out.split('\n').slice(0, 4)).toEqual([
			'Joins Between Tables',
			`Not opened, because ${why}. The address:`,
			JOINS,
			'Joins & aggregation is started.',
		]);
		expect(await terminal.json('open 1.2')).toMatchObject({ opened: false, why });
	});

	test.runIf(process.platform === 'linux')('no display', async () => {
		const { out } = await new Terminal({ tty: true }).run('open 1.2');
		expect(unpainted(out)).toContain(`  Not opened, because this machine has no display. The address:\n  ${JOINS}\n`);
	});
});

describe.runIf(process.platform === 'linux')('on a Linux desktop', () => {
	test.each([
		[0, true],
		[3, false],
	])('xdg-open that exits with %i: opened is %s', async (exit, opened) => {
		const browser = makeBrowser(`exit ${exit}`, 'xdg-open');
		const env = { DISPLAY: ':0', PATH: `${path.dirname(browser.file)}:${process.env.PATH}` };
		expect((await new Terminal({ env }).json('open 1.2')).opened).toBe(opened);
		expect(browser.args()).toEqual([JOINS]);
	});
});

describe('--print', () => {
	test('prints the address, opens nothing and starts nothing', async () => {
		const browser = makeBrowser();
		const terminal = new Terminal({ env: { BROWSER: browser.file } });
		expect(await terminal.run('open 1.2 --print')).toEqual({ code: 0, out: `${JOINS}\n`, err: '' });
		expect(browser.args()).toBeUndefined();
		expect(terminal.journal()).toEqual([]);
	});

	test('on a terminal it says what the address is of', async () => {
		const { out } = await new Terminal({ tty: true }).run('open 1.2 --print');
		expect(unpainted(out)).toContain(`  Joins Between Tables\n  ${JOINS}\n`);
		expect(unpainted(out)).not.toContain('Not opened');
	});
});

describe('which resource', () => {
	test('the one to begin with, else the first that is not finished', async () => {
		const terminal = new Terminal();
		const mine = `--roadmap ${writeRoadmap()}`;
		const opened = async () => (await terminal.run(`open water --print ${mine}`)).out.trim();
		expect(await opened()).toBe('https://example.com/boil');
		await terminal.run(`done water --resource 2 ${mine}`);
		expect(await opened()).toBe('https://example.com/kettle');
	});

	test('none where all are finished: exit 1, and how to open one again', async () => {
		const terminal = new Terminal();
		const mine = `--roadmap ${writeRoadmap()}`;
		for (const n of [1, 2]) await terminal.run(`done water --resource ${n} ${mine}`);
		const { code, out, err } = await terminal.run(`open water --print ${mine}`);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toContain('You have finished everything there is to read on Water.\nroadmap open 1.1 1 ');
		expect((await terminal.run(`open water 1 --print ${mine}`)).out).toBe('https://example.com/kettle\n');
	});

	test('the one that is named by its number', async () => {
		const { resource } = await new Terminal().json('open 1.2 3 --print');
		expect(resource).toMatchObject({ n: 3, title: 'Joins and Subqueries' });
	});

	test.each(['0', '99', 'x'])('there is none called %s: exit 3', async (n) => {
		const { code, out, err } = await new Terminal().run(`open 1.2 ${n}`);
		expect({ code, out }).toEqual({ code: 3, out: '' });
		expect(err).toBe(`Joins & aggregation has no resource "${n}".\nIt has 5, numbered from 1: roadmap topic 1.2\n`);
	});

	test('a topic with nothing to open says so: exit 1', async () => {
		const { code, err } = await new Terminal().run(`open leaves --roadmap ${writeRoadmap()}`);
		expect({ code, err }).toEqual({ code: 1, err: 'Leaves has nothing to open.\n' });
	});
});

describe('the topic', () => {
	const env = { CI: '1' };

	test('that was to do is started, and undo takes that back', async () => {
		const terminal = new Terminal({ env });
		expect(await terminal.json('open 1.2')).toMatchObject({
			started: true,
			topic: { id: 'sql-joins', status: 'started' },
		});
		expect((await terminal.run('undo')).out).toContain('Taken back: Joins & aggregation is back to "to do"');
		expect((await terminal.json('topic 1.2')).topic.status).toBe('todo');
	});

	test.each(['start', 'done', 'known', 'skip'])('is left as it is after %s', async (verb) => {
		const terminal = new Terminal({ env, tty: true });
		await terminal.run(`${verb} 1.2`);
		const before = (await terminal.json('topic 1.2')).topic;
		const { out } = await terminal.run('open 1.2');
		expect((await terminal.json('topic 1.2')).topic).toEqual(before);
		expect(unpainted(out)).not.toContain('is started');
		expect(offered(out)).not.toContain('roadmap undo');
		expect(offered(out).includes('roadmap done 1.2')).toBe(verb === 'start');
		expect(terminal.journal()).toHaveLength(1);
	});
});
