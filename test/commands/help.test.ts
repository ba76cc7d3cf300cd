import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { Terminal } from '../terminal.ts';
import { offered, screen, unpainted } from './screen.ts';

const GROUPS = {
	Learn: ['next', 'topic', 'open', 'start', 'done', 'known', 'skip', 'later', 'reset', 'undo', 'redo', 'project'],
	See: ['stages', 'stage', 'map', 'stats', 'log', 'search', 'page', 'changes'],
	Remember: ['review', 'lab', 'note', 'notes', 'link', 'add', 'hide'],
	Begin: ['placement', 'plan', 'tools'],
	Choose: ['path', 'level', 'use', 'pace'],
	Keep: ['export', 'import', 'sync', 'doctor', 'completion'],
	Author: ['check', 'new', 'convert'],
};

test('shows every command in its group, in the order of the design, in one column', async () => {
	const text = unpainted((await new Terminal({ tty: true }).run('help')).out);
	for (const [group, names] of Object.entries(GROUPS)) {
		const section = new RegExp(`^  ${group}\\n((?: {4}.*\\n)+)`, 'm').exec(text)?.[1] ?? '';
		expect(section.match(/^ {4}\S+/gm)?.map((name) => name.trim())).toEqual(names);
	}
	expect(commands.map(({ name }) => name)).toEqual(Object.values(GROUPS).flat());
	const columns = commands.map(({ summary }) =>
		text
			.split('\n')
			.find((line) => line.includes(summary.slice(0, 20)))
			?.indexOf(summary.slice(0, 20)),
	);
	expect(new Set(columns).size).toBe(1);
});

test('each command is one line of it', async () => {
	const lines = (await new Terminal().run('help')).out.split('\n');
	expect(commands.filter(({ summary }) => !lines.some((line) => line.endsWith(`  ${summary}`)))).toEqual([]);
});

test('it begins with examples and ends with where more is', async () => {
	const { code, out, err } = await new Terminal({ tty: true }).run('help');
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out.indexOf('Examples')).toBeLessThan(out.indexOf('Learn'));
	expect(unpainted(out)).toContain('\n  roadmap help <command>     a command in detail, with examples\n');
	expect(unpainted(out)).toContain('\n  roadmap help exit-codes    what the exit codes mean\n');
});

test('as data: the commands with their options, one of them, the variables and the exit codes', async () => {
	const terminal = new Terminal();
	expect((await terminal.json('help')).commands.map(({ name }: { name: string }) => name)).toEqual(
		commands.map(({ name }) => name),
	);
	const next = await terminal.json('help next');
	expect(next).toMatchObject({ name: 'next', summary: 'What to learn now, why, and what to open', group: 'Learn' });
	expect(next.options.map(({ flags }: { flags: string }) => flags)).toEqual(
		expect.arrayContaining(['--stage <stage>', '--json']),
	);
	expect(await terminal.json('help exit-codes')).toMatchObject({ 0: expect.any(String), 130: 'interrupted' });
	expect(Object.keys(await terminal.json('help environment'))).toContain('ROADMAP_ACCESSIBLE');
});

test('it names the variables that a learner may set', async () => {
	const { out } = await new Terminal().run('help environment');
	for (const name of ['EDITOR', 'BROWSER', 'ROADMAP_PAGER', 'NO_COLOR', 'ROADMAP_ACCESSIBLE'])
		expect(out).toContain(name);
});

test.each(['help', '--help', '-h', 'help help', '--json --help'])('roadmap %s is the same help', async (line) => {
	expect(await new Terminal().run(line)).toEqual(await new Terminal().run('help'));
});

describe.each(commands.map(({ name }) => name))('%s', (name) => {
	test('has a help of its own, in each of its spellings', async () => {
		const { code, out, err } = await new Terminal().run(`help ${name}`);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toMatch(/^\S.*[.?]\n\nExamples\n {2}roadmap /);
		expect(out).toContain(`\nUsage\n  roadmap ${name}`);
		expect(out).toMatch(/^ {2}--json {2,}\S/m);
		for (const line of [`${name} --help`, `${name} -h`, `--help ${name}`, `${name} nonsense --nonsense -h`]) {
			expect(await new Terminal().run(line)).toEqual({ code, out, err });
		}
	});

	test('its help is no wider than 80 columns in a pipe, and what an example does is one line', async () => {
		const { out } = await new Terminal().run(`help ${name}`);
		const lines = out.split('\n').map((line) => line.trim());
		expect(lines.filter((line) => line.length > 78)).toEqual([]);
		const { examples = [] } = commands.find((command) => command.name === name) ?? {};
		expect(examples.filter(({ does }) => !lines.some((line) => line.endsWith(does)))).toEqual([]);
	});

	test('takes no option that it does not have: exit 2, and where its help is', async () => {
		const { code, out, err } = await new Terminal().run(`${name} --nonsense`);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toBe(`Unknown option '--nonsense'.\nSee: roadmap help ${name}\n`);
	});
});

test('the help of one command, whole', async () => {
	const { out } = await new Terminal({ tty: true }).run('help later');
	expect(unpainted(out)).toBe(
		screen(
			'Put a topic off until a later day.',
			'',
			'Examples',
			'  roadmap later 1.2                 in a week',
			'  roadmap later 1.2 --until friday  on that day',
			'  roadmap later --list              what is put off, and until when',
			'',
			'Without a topic, it puts off the one in hand: for a week, unless you say how',
			'long. Any mark brings a topic back at once.',
			'',
			'Usage',
			'  roadmap later [topic...] [options]',
			'',
			'Options',
			'  --pick               choose the topic from a list',
			'  --until <day>        tomorrow, friday, 3d, 2w, "1 month", "next week" or a',
			'                       date such as 2027-01-15 (1w)',
			'  --list               what is put off, and until when',
			'  --dry-run            show what would change, and change nothing',
			'  -y, --yes            do not ask before changing four topics or more',
			'  --json               print the result as JSON, for scripts',
			'  --roadmap <roadmap>  use another one: a YAML file, its folder, or an id',
			'  --color <when>       when to use color: auto, always or never',
			'  -q, --quiet          print nothing when a change succeeds',
			'  --no-input           never ask anything',
			'  --no-pager           print long output without a pager',
			'  -h, --help           show this help',
		),
	);
});

test('a word that is the value of an option is not the command, even if it is spelled like it', async () => {
	const { code, err } = await new Terminal().run('--roadmap next --json next');
	expect({ code, err }).toMatchObject({ code: 3, err: expect.stringContaining('next') });
});

test('the exit codes', async () => {
	const { code, out } = await new Terminal().run('help exit-codes');
	expect(code).toBe(0);
	expect(out.match(/^ {2}\d+/gm)?.map(Number)).toEqual([0, 1, 2, 3, 4, 5, 70, 130]);
});

test('help reads no file and makes none', async () => {
	const terminal = new Terminal({ home: '/nonexistent/home' });
	expect((await terminal.run('help done')).code).toBe(0);
});

test.each(['--version', '-V'])('roadmap %s', async (line) => {
	expect(await new Terminal().run(line)).toEqual({ code: 0, out: '0.0.0-test\n', err: '' });
});

test.each([
	['dnoe', 'There is no command called "dnoe".\nDid you mean roadmap done?\n'],
	['xyzzy', 'There is no command called "xyzzy".\nSee: roadmap help\n'],
	['hepl', 'There is no command called "hepl".\nDid you mean roadmap help?\n'],
	['help nxt', 'There is no command called "nxt".\nDid you mean roadmap help next?\n'],
	['help exit-code', 'There is no command called "exit-code".\nDid you mean roadmap help exit-codes?\n'],
	['--nonsense', "Unknown option '--nonsense'.\nSee: roadmap help\n"],
	[
		'undo now',
		'Unexpected argument "now".\nIt takes back one change. For the one before, run it again: roadmap undo\n',
	],
	['next --time', '--time <time> needs a value.\nFor example: roadmap next --time 30m\n'],
	['next --roadmap=', 'A roadmap is named by its file, its folder or its id.\n'],
	['help xyzzy', 'There is no command called "xyzzy".\nSee: roadmap help\n'],
	['xyzzy --help', 'There is no command called "xyzzy".\nSee: roadmap help\n'],
	['next --tiem 5m', "Unknown option '--tiem'.\nDid you mean --time?\n"],
])('roadmap %s is said wrongly: exit 2', async (line, err) => {
	expect(await new Terminal().run(line)).toEqual({ code: 2, out: '', err });
});

test.each(['doctor now', 'stages 4 5', 'stage 4 5', 'topic 1.1 1.2', 'path all ml'])(
	'roadmap %s has an unexpected argument: exit 2',
	async (line) => {
		const terminal = new Terminal();
		const { code, out, err } = await terminal.run(line);
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toContain(`See: roadmap help ${line.split(' ')[0]}\n`);
		expect(terminal.journal()).toEqual([]);
	},
);

test('an option without its value: exit 2', async () => {
	const { code, err } = await new Terminal().run('next --time');
	expect(code).toBe(2);
	expect(err).toContain('--time <time>');
});

test('errors go to stderr, drawn like every screen', async () => {
	const { out, err } = await new Terminal({ tty: true }).run('dnoe');
	expect(out).toBe('');
	expect(unpainted(err)).toBe(screen('There is no command called "dnoe".', 'Did you mean roadmap done?'));
	expect(offered(err)).toEqual([]);
});

test.each([
	['list', 'stages'],
	['ls', 'stages'],
	['show', 'topic 1.1'],
	['finish', 'done 1.1'],
	['complete', 'done 1.1'],
	['Progress', 'stats'],
	['find', 'search 1.1'],
	['begin', 'start 1.1'],
	['nxet', 'next'],
])('roadmap %s 1.1: did you mean roadmap %s?', async (typed, meant) => {
	const { code, out, err } = await new Terminal().run([typed, '1.1']);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain(`Did you mean roadmap ${meant}?\n`);
});
