import type { Command } from '../cli/command.ts';
import { largest } from '../domain/numbers.ts';
import type { RenderContext } from './context.ts';
import { hanging, hints, measure, NARROW, screen, widthOf, wrap } from './text.ts';

/** Options of every command. */
export const GLOBAL_OPTIONS = [
	{ flags: '--json', about: 'print the result as JSON, for scripts' },
	{ flags: '--roadmap <roadmap>', about: 'use another one: a YAML file, its folder, or an id' },
	{ flags: '--color <when>', about: 'when to use color: auto, always or never' },
	{ flags: '-q, --quiet', about: 'print nothing when a change succeeds' },
	{ flags: '--no-input', about: 'never ask anything' },
	{ flags: '--no-pager', about: 'print long output without a pager' },
	{ flags: '-h, --help', about: 'show this help' },
] as const;

export const GROUPS = ['Learn', 'See', 'Remember', 'Begin', 'Choose', 'Keep', 'Author'] as const;
export type Group = (typeof GROUPS)[number];

export const EXIT_CODES = [
	['0', 'success; also when nothing had to change, or a list is empty'],
	['1', 'failure: it could not be done'],
	['2', 'usage error: a command, argument or option is wrong'],
	['3', 'there is no such topic, stage, path, level or roadmap'],
	['4', 'your progress cannot be read'],
	['5', 'the roadmap file has faults'],
	['70', 'a bug in roadmap'],
	['130', 'interrupted'],
] as const;

/** Environment variables that roadmap reads. */
export const ENVIRONMENT = [
	['ROADMAP_HOME', 'one folder for everything that roadmap keeps; begin it with / or ~/'],
	[
		'XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME',
		'move ~/.local/share, ~/.config and ~/.cache; absolute paths only',
	],
	['VISUAL, EDITOR', 'the editor that roadmap note opens; else vi, nano or notepad'],
	['ROADMAP_PAGER, PAGER', 'what shows output longer than the screen (less); empty or cat: no pager'],
	['ROADMAP_NO_INPUT', '1: never ask anything, like --no-input'],
	['ROADMAP_ACCESSIBLE', '1: for screen readers, words for marks and bars, questions in lines, no pager'],
	['GIT_SSH_COMMAND, GIT_SSH', 'the ssh that roadmap sync uses; by default one that asks nothing'],
	['BROWSER', 'the program that opens addresses, or several separated by colons; %s stands for the address'],
	['NO_COLOR', 'no color, whatever its value, unless empty'],
	['FORCE_COLOR, CLICOLOR_FORCE', 'color in a pipe too'],
	['CLICOLOR', '0: no color'],
	['TERM', 'dumb: no color, no pager, questions in lines'],
	['FORCE_HYPERLINK', '1 or 0: the terminal makes links, or does not'],
	['LC_ALL, LC_CTYPE, LANG', 'if not UTF-8: marks and bars in ASCII'],
	['ROADMAP_DEBUG', '1: show where a bug in roadmap happened'],
] as const;

type HelpRow = readonly [term: string, does: string];

export function helpView(commands: readonly Command[], context: RenderContext): string {
	const sentence = `${context.theme.title('roadmap')} tells you what to learn now, why, and what to open, and remembers how far you are.`;
	const examples: readonly HelpRow[] = [
		['roadmap', 'where you are and what is next'],
		['roadmap next', 'the one topic to learn now'],
		['roadmap done 1.2', 'mark it done; roadmap undo takes it back'],
		['roadmap topic 1.2', 'the whole topic'],
	];
	const groups = GROUPS.map((group): Section => {
		const its = commands.filter((command) => command.group === group);
		return [group, its.map(({ usage, summary }) => [usage, summary] as const)];
	});
	const options: readonly HelpRow[] = [...optionRows(GLOBAL_OPTIONS), ['-V, --version', 'show the version']];
	return forReading(context, (read) => [
		wrap(read, sentence),
		...sections(read, ['Examples', examples], ...groups, ['With every command', options]),
		hints(read, [
			['roadmap help <command>', 'a command in detail, with examples'],
			['roadmap help environment', 'variables: editor, browser, color, screen reader'],
			['roadmap help exit-codes', 'what the exit codes mean'],
		]),
	]);
}

export function commandHelpView(
	{ usage, summary, about, examples, options = [] }: Command,
	context: RenderContext,
): string {
	const line = `roadmap ${usage}${options.length > 0 ? ' [options]' : ''}`;
	return forReading(context, (read) => [
		wrap(read, summary.replace(/[^?]$/, '$&.')),
		...sections(read, ['Examples', examples.map(({ line, does }) => [line, does] as const)]),
		about === undefined ? [] : wrap(read, about),
		...sections(read, ['Usage', [[line, '']]]),
		...sections(read, ['Options', optionRows([...options, ...GLOBAL_OPTIONS])]),
	]);
}

export function exitCodesView(context: RenderContext): string {
	return forReading(context, (read) => sections(read, ['Exit codes', EXIT_CODES]));
}

export function environmentView(context: RenderContext): string {
	return forReading(context, (read) => sections(read, ['Environment', ENVIRONMENT]));
}

/** The help of a command for `--json`. */
export function commandData({ name, usage, summary, group, about, options = [], examples }: Command) {
	return { name, usage, summary, group, about: about ?? null, options: [...options, ...GLOBAL_OPTIONS], examples };
}

/**
 * Help is for people, even in a pipe: it is wrapped, with blank lines between its blocks. A pipe only lacks the margin.
 */
function forReading(context: RenderContext, blocksOn: (read: RenderContext) => string[][]): string {
	const blocks = blocksOn({ ...context, plain: false }).filter((block) => block.length > 0);
	return context.plain ? blocks.map((block) => block.join('\n')).join('\n\n') : screen(context, ...blocks);
}

function optionRows(options: readonly { flags: string; about: string }[]): HelpRow[] {
	return options.map(({ flags, about }) => [flags, about]);
}

type Section = readonly [title: string, rows: readonly HelpRow[]];

/** Renders sections in two columns of the same widths; rows are stacked if that leaves too little room. */
function sections(context: RenderContext, ...all: readonly Section[]): string[][] {
	const column = largest(all.flatMap(([, rows]) => rows.map(([term]) => widthOf(term)))) + 2;
	const inner = { ...context, width: measure(context) };
	const isNarrow = context.width < NARROW || column > measure(context) / 2;
	const line = ([term, does]: HelpRow) => {
		const command = context.theme.command(term);
		if (does === '') return [command];
		return isNarrow ? [command, ...hanging(inner, '  ', does)] : hanging(inner, command, does, column);
	};
	return all.map(([title, rows]) => [context.theme.title(title), ...rows.flatMap(line).map((text) => `  ${text}`)]);
}
