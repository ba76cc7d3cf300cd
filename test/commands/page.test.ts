import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeFolder, Terminal } from '../terminal.ts';
import { screen, unpainted, writeRoadmap } from './screen.ts';

/** The longest page that may be shipped, in bytes. */
const MAX_BYTES = 400_000;

/** A browser that writes down what it was asked to open. */
function makeBrowser(): { file: string; opened: () => string; page: () => string } {
	const file = path.join(makeFolder(), 'browser');
	fs.writeFileSync(
		file,
		'#!/bin/sh\nprintf %s "$1" > "$0.opened"\ncase $1 in file://*) cp -p $(printf %s "$1" | cut -c8-) "$0.page";; esac\n',
		{ mode: 0o755 },
	);
	const read = (kind: string) => fs.readFileSync(`${file}.${kind}`, 'utf8');
	return { file, opened: () => read('opened'), page: () => read('page') };
}

describe('roadmap page', () => {
	test('writes the page into the cache, for this user alone, and opens it', async () => {
		const browser = makeBrowser();
		const terminal = new Terminal({ tty: true, env: { BROWSER: browser.file } });
		const file = path.join(terminal.home, 'cache', 'page', 'data-engineer.html');
		const { code, out, err } = await terminal.run('page');
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(unpainted(out)).toBe(
			screen(
				'The page is written, with everything in it:',
				file,
				'',
				'It is open in your browser.',
				'',
				'roadmap page --serve   to mark topics in the page',
			),
		);
		expect(browser.opened()).toBe(pathToFileURL(file).href);
		expect(fs.statSync(file).mode & 0o777).toBe(0o600);
		expect(terminal.journal()).toEqual([]);
	});

	test('is smaller than 400 KB with the whole roadmap in it, and asks for nothing', async () => {
		const { file } = await new Terminal().json('page --print');
		const html = fs.readFileSync(file, 'utf8');
		expect(Buffer.byteLength(html)).toBeLessThan(MAX_BYTES);
		expect(html).toContain('<title>Become a data engineer</title>');
		expect(html.match(/\s(?:src|href)=/g)).toBeNull();
		expect(html).not.toContain('@import');
		expect(html).not.toContain('url(');
	});

	test('where there is no browser it says where the page is, exit 0', async () => {
		const terminal = new Terminal({ tty: true, env: { CI: '1' } });
		const { code, out } = await terminal.run('page');
		expect(code).toBe(0);
		expect(unpainted(out)).toContain('Not opened, because this is a CI machine.');
	});

	test('in a pipe, and with --print, the path alone', async () => {
		const terminal = new Terminal({ env: { CI: '1' } });
		const file = path.join(terminal.home, 'cache', 'page', 'tea.html');
		expect(await terminal.run(`page --print --roadmap ${writeRoadmap()}`)).toEqual({
			code: 0,
			out: `${file}\n`,
			err: '',
		});
	});

	test('is made again with what was marked since', async () => {
		const terminal = new Terminal();
		const read = async () => fs.readFileSync((await terminal.json('page --print')).file, 'utf8');
		const before = await read();
		await terminal.run('done 1.1');
		expect(await read()).not.toBe(before);
	});
});

test('where no folder can be made it says so and where a page could go', async () => {
	const home = '/proc/roadmap';
	const { code, out, err } = await new Terminal({ env: { ROADMAP_HOME: home } }).run('page --print');
	expect({ code, out }).toEqual({ code: 1, out: '' });
	expect(err).toContain(`Could not write ${home}/cache/page/data-engineer.html: its folder is not there.`);
	expect(err).toContain('roadmap page -o roadmap.html');
});

describe('-o', () => {
	test('writes it there and opens nothing', async () => {
		const browser = makeBrowser();
		const terminal = new Terminal({ env: { BROWSER: browser.file } });
		const file = path.join(makeFolder(), 'mine.html');
		expect(await terminal.json(`page -o ${file}`)).toEqual({
			file,
			url: pathToFileURL(file).href,
			served: false,
			opened: false,
			why: null,
		});
		expect(fs.readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
		expect(fs.readdirSync(path.dirname(file))).toEqual(['mine.html']);
		expect(browser.opened).toThrow('ENOENT');
		expect(fs.existsSync(path.join(terminal.home, 'cache', 'page'))).toBe(false);
	});

	test('a file that is there stays, until --force is said', async () => {
		const file = path.join(makeFolder(), 'mine.html');
		fs.writeFileSync(file, 'precious');
		const { code, out } = await new Terminal().run(`page -o ${file}`);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(fs.readFileSync(file, 'utf8')).toBe('precious');
		expect((await new Terminal().run(`page -o ${file} --force`)).code).toBe(0);
		expect(fs.readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
	});

	test('a link is not followed, a folder is no file, and a folder that is not there is named', async () => {
		const folder = makeFolder();
		const [link, target] = [path.join(folder, 'link.html'), path.join(folder, 'target')];
		fs.writeFileSync(target, 'precious');
		fs.symlinkSync(target, link);
		for (const place of [link, folder, path.join(folder, 'none', 'x.html')]) {
			const { code, out, err } = await new Terminal().run(`page --force -o ${place}`);
			expect({ code, out }).toEqual({ code: 1, out: '' });
			expect(err).toContain(place.endsWith('x.html') ? path.dirname(place) : place);
		}
		expect(fs.readFileSync(target, 'utf8')).toBe('precious');
		expect(fs.readdirSync(folder).sort()).toEqual(['link.html', 'target']);
	});
});

describe('--serve', () => {
	test('gives an address with a ticket that is another each time, and goes on until Ctrl-C: exit 130', async () => {
		const addresses = new Set<string>();
		for (let i = 0; i < 2; i++) {
			const terminal = new Terminal({ env: { CI: '1' } });
			const { code, out, err } = await terminal.run('page --serve');
			expect({ code, err }).toEqual({ code: 130, err: 'Stopped serving.\n' });
			expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/\n$/);
			addresses.add(out.split('/')[3] ?? '');
		}
		expect(addresses.size).toBe(2);
	});

	test('says what it does, and opens it', async () => {
		const browser = makeBrowser();
		const terminal = new Terminal({ tty: true, env: { BROWSER: browser.file } });
		const { out, err } = await terminal.run('page --serve');
		const text = unpainted(out);
		expect(text).toContain('The page is served to this machine alone, at\n  http://127.0.0.1:');
		expect(text).toContain('Ctrl-C stops it.');
		// Everybody on the machine sees what a browser is started with, so the ticket is only in the file that it gets.
		const [, address = ''] = /^ {2}(http:\S+)$/m.exec(text) ?? [];
		expect(address).toMatch(/\/[\w-]{32}\/$/);
		expect(browser.opened()).toMatch(/^file:\/\/.*\/cache\/page\/open-\d+\.html$/);
		expect(browser.page()).toContain(`content="0; url=${address}"`);
		expect(fs.statSync(`${browser.file}.page`).mode & 0o777).toBe(0o600);
		expect(fs.readdirSync(path.join(terminal.home, 'cache', 'page'))).toEqual([]);
		expect(err).toBe('\nStopped serving.\n');
	});

	test('with --json the address is there before it goes on', async () => {
		const terminal = new Terminal();
		const { out } = await terminal.run('page --serve --print --json');
		expect(JSON.parse(out)).toMatchObject({ file: null, served: true, opened: false, why: null });
	});

	test.each([
		['page --serve -o x.html', '--serve and --output contradict each other.'],
		['page -o -', 'The page can only be written to a file.'],
		['page --port 8080', '--port only works with --serve.'],
		['page --serve --port 0', 'That is not a port.'],
		['page --serve --port 65536', 'That is not a port.'],
		['page --serve --port 80x', 'That is not a port.'],
	])('%s: exit 2', async (line, says) => {
		const { code, out, err } = await new Terminal().run(line);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err.split('\n')[0]).toBe(says);
	});
});
