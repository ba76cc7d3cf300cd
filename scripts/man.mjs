/**
 * Generates the man page from the program's own table of commands, so that the two cannot differ.
 *
 * The table is plain text: everything except our own requests is escaped by `roff()`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { loadSource } from './load-source.mjs';

const NAME = 'what to learn now, why, and what to open';

const DESCRIPTION = [
	`roadmap is a learning companion for the terminal. It knows one roadmap, "become a data engineer", and takes your own
	in YAML. It tells you what to learn now and why, and remembers how far you are. Without a command it says where you
	are and what is next.`,
	`A topic is named by its id (sql-joins), its number (1.2) or the beginning of its id, a stage by its number, its id or
	the beginning of its id. Commands that take several topics take a whole stage as stage:4. Without a name, on a
	terminal, you are asked.`,
	'In a pipe, lists are one record a line, fields apart by tabs. With --json, errors are data too, on the standard error.',
];

const FILES = [
	[
		'~/.local/share/roadmap/progress/<device>.jsonl',
		'your progress: a journal for each machine, only ever appended to',
	],
	['~/.config/roadmap/config.json', 'which roadmap is in use, and where the files of roadmaps are'],
	['~/.local/share/roadmap/device.json', 'which machine this is'],
	['~/.config/roadmap/sync.json', 'the repository that this machine syncs with'],
	['~/.local/share/roadmap/seen/', 'what you last saw of each roadmap, for roadmap changes'],
	['~/.cache/roadmap/', 'what can be made again'],
];

/** @param dist the folder that gets `roadmap.1` @param plugins of esbuild, which keep the doors shut */
export async function writeManPage(dist, version, plugins) {
	const table = await loadSource(['src/commands/index.ts', 'src/render/help.ts'], {
		plugins,
		loader: { '.txt': 'text' },
	});
	fs.writeFileSync(path.join(dist, 'roadmap.1'), manPage(version, table));
}

function manPage(version, { commands, GROUPS, GLOBAL_OPTIONS, ENVIRONMENT, EXIT_CODES }) {
	const groups = GROUPS.flatMap((group) => {
		const its = commands.filter((command) => command.group === group);
		return its.length === 0 ? [] : [`.SS ${roff(group)}`, ...its.flatMap(commandLines)];
	});
	const lines = [
		`.TH ROADMAP 1 "" "roadmap ${roff(version)}" "User Commands"`,
		...section('NAME', `roadmap \\- ${roff(NAME)}`),
		...section('SYNOPSIS', `.B roadmap`, '[\\fIcommand\\fR] [\\fIargument\\fR ...] [\\fIoption\\fR ...]'),
		...section('DESCRIPTION', ...DESCRIPTION.flatMap((text) => ['.PP', roff(text)])),
		...section('COMMANDS', ...groups),
		...section('OPTIONS', 'With every command:', ...GLOBAL_OPTIONS.flatMap(optionLines)),
		...optionLines({ flags: '-V, --version', about: 'the version; without a command' }),
		...section('EXIT STATUS', ...EXIT_CODES.flatMap(([code, means]) => entry(bold(code), roff(means)))),
		...section('ENVIRONMENT', ...ENVIRONMENT.flatMap(([name, does]) => entry(bold(name), roff(does)))),
		...section('FILES', ...FILES.flatMap(([file, holds]) => entry(italic(file), roff(holds)))),
	];
	return `${lines.join('\n')}\n`;
}

function commandLines({ usage, summary, about, options = [], examples }) {
	const [name, ...words] = usage.split(' ');
	const said = [bold(`roadmap ${name}`), ...words.map(placeholders), ...(options.length > 0 ? ['[options]'] : [])];
	return [
		...entry(said.join(' '), roff(summary.replace(/[^?]$/, '$&.') + (about ? ` ${about}` : ''))),
		'.RS',
		...options.flatMap(optionLines),
		...examples.flatMap(({ line, does }) => ['.PP', `${bold(line)}`, '.br', roff(does)]),
		'.RE',
	];
}

function optionLines({ flags, about }) {
	const said = flags.split(' ').map((word) => (word.startsWith('-') ? boldFlag(word) : placeholders(word)));
	return entry(said.join(' '), roff(about));
}

/** Formats a flag in bold, but not the comma of `-n,`. */
function boldFlag(word) {
	return word.endsWith(',') ? `${bold(word.slice(0, -1))},` : bold(word);
}

/** Formats `[topic...]` and `<n>` with the names in italics. */
function placeholders(text) {
	return roff(text).replace(/(?<=[[<])[\w\\-]+/g, (name) => `\\fI${name}\\fR`);
}

function section(title, ...lines) {
	return [`.SH ${title}`, ...lines];
}

function entry(term, text) {
	return ['.TP', term, text];
}

function bold(text) {
	return `\\fB${roff(text)}\\fR`;
}

function italic(text) {
	return `\\fI${roff(text)}\\fR`;
}

const SPECIAL = { '\\': '\\(rs', '-': '\\-', "'": '\\(aq', '"': '\\(dq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti' };

/** Escapes text for roff: no escapes, no requests at the start of a line, ASCII only. */
export function roff(text) {
	const flat = text.replace(/\s+/g, ' ').trim();
	const plain = flat.replace(/[\\\-'"`^~]/g, (character) => SPECIAL[character]);
	const ascii = plain.replace(
		/[^ -~]/gu,
		(character) => `\\[u${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
	);
	return ascii.replace(/^\./, '\\&.');
}
