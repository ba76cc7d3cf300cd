/** The man page in dist/: all of the table is in it, and man has nothing to say against it. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { EXIT_CODES, GLOBAL_OPTIONS } from '../../src/render/help.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PAGE = path.join(ROOT, 'dist', 'roadmap.1');
const hasMan = ['/usr/bin/man', '/bin/man'].some((file) => fs.existsSync(file));
const note = hasMan ? '' : ' (man is not installed)';

/** What a reader sees, in one line. */
function rendered(): string {
	const { stdout } = spawnSync('man', ['-E', 'UTF-8', '-l', PAGE], {
		encoding: 'utf8',
		env: { PATH: process.env.PATH, MANWIDTH: '500', MANPAGER: 'cat', MAN_KEEP_FORMATTING: '', LANG: 'C.UTF-8' },
	});
	return oneLine(stdout.replaceAll('\u2010\n', '-'));
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ');
}

test('package.json says where it is', () => {
	const { man } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	expect(man.map((page: string) => path.join(ROOT, page))).toEqual([PAGE]);
});

test.skipIf(!hasMan)(`man has no warnings${note}`, () => {
	for (const device of ['-Tutf8', '-Tascii']) {
		const { status, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', device, '-Z', PAGE], {
			encoding: 'utf8',
		});
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	}
});

describe.skipIf(!hasMan)(`a reader finds${note}`, () => {
	const page = hasMan ? rendered() : '';

	test.each(commands.map((command) => [command.name, command] as const))(
		'%s, with its options and examples',
		(_, command) => {
			expect(page).toContain(oneLine(`roadmap ${command.usage} `));
			expect(page).toContain(
				oneLine(command.summary.replace(/[^?]$/, '$&.') + (command.about ? ` ${command.about}` : '')),
			);
			for (const { flags, about } of command.options ?? []) expect(page).toContain(oneLine(`${flags} ${about}`));
			for (const { line, does } of command.examples) expect(page).toContain(oneLine(`${line} ${does}`));
		},
	);

	test('the options of every command', () => {
		for (const { flags, about } of GLOBAL_OPTIONS) expect(page).toContain(oneLine(`${flags} ${about}`));
	});

	test('the exit codes, the files and the environment', () => {
		for (const [code, means] of EXIT_CODES) expect(page).toContain(`${code} ${means}`);
		expect(page).toContain('~/.local/share/roadmap/progress/<device>.jsonl');
		expect(page).toContain('XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME');
	});

	test('every variable that the program reads, but for those that tell machines and terminals apart', () => {
		const apart =
			/^(?:APPDATA|LOCALAPPDATA|USERPROFILE|CI|CURSOR_\w+|DISPLAY|WAYLAND_DISPLAY|LESS|LESSCHARSET|PATHEXT|SSH_\w+|TEAMCITY_VERSION|TERM_\w+|VTE_VERSION|WSL_DISTRO_NAME|WT_SESSION)$/;
		const src = path.join(ROOT, 'src');
		const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
		const text = files.map((file) => fs.readFileSync(path.join(src, file), 'utf8')).join('');
		const read = [...text.matchAll(/\benv\??\.([A-Z_]+)/g)].flatMap(([, name]) => name ?? []);
		expect(read).toContain('ROADMAP_HOME');
		expect(read.filter((name) => !apart.test(name) && !page.includes(name))).toEqual([]);
	});

	test('its name, as apropos does', () => {
		expect(page).toContain('NAME roadmap - what to learn now');
	});
});

describe('text in a request', () => {
	test.each([
		['.TH is no request', '\\&.TH is no request'],
		["'br neither", '\\(aqbr neither'],
		['a\\fBb --c', 'a\\(rsfBb \\-\\-c'],
		['"~^`', '\\(dq\\(ti\\(ha\\(ga'],
		['é\n.SH X', '\\[u00E9] .SH X'],
	])('%s', async (text, escaped) => {
		const { roff } = await import(path.join(ROOT, 'scripts', 'man.mjs'));
		expect(roff(text)).toBe(escaped);
	});
});
