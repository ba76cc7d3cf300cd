import type { Command, Group } from '../command.ts';
import type { Page } from './page.ts';
import { hints, pad, screen, widthOf, wrap } from './text.ts';

/** What may be said with every command. */
export const GLOBAL_OPTIONS = [
	{ flags: '--json', about: 'the result as JSON, for scripts' },
	{ flags: '--roadmap <file>', about: 'another roadmap: a YAML file or its folder' },
	{ flags: '--color <when>', about: 'auto, always or never' },
	{ flags: '-h, --help', about: 'this help' },
] as const;

const GROUPS: readonly Group[] = ['Learn', 'See', 'Choose', 'Author'];

const EXIT_CODES = [
	['0', 'done; also when it was done already, or the list is empty'],
	['1', 'it could not be done'],
	['2', 'the command was said wrongly'],
	['3', 'there is no such topic, stage, path, level or roadmap'],
	['4', 'your progress cannot be read'],
	['5', 'the roadmap file has faults'],
	['70', 'a fault of ours'],
	['130', 'interrupted'],
] as const;

export function helpView(commands: readonly Command[], page: Page): string {
	const groups = GROUPS.map((group) => {
		const rows = commands
			.filter((command) => command.group === group)
			.map(({ usage, summary }) => [usage, summary] as const);
		return section(page, group, rows);
	});
	return screen(
		page,
		wrap(
			page,
			`${page.ink.title('roadmap')} tells you what to learn now, why, and what to open, and remembers how far you are.`,
		),
		section(page, 'Examples', [
			['roadmap', 'where you are and what is next'],
			['roadmap next', 'the one topic to learn now'],
			['roadmap done 1.2', 'mark it done; roadmap undo takes it back'],
			['roadmap topic 1.2', 'the whole topic'],
		]),
		...groups,
		section(page, 'With every command', [
			...GLOBAL_OPTIONS.map(({ flags, about }) => [flags, about] as const),
			['-V, --version', 'the version'],
		]),
		hints(page, [
			['roadmap help <command>', 'more on a command, with examples'],
			['roadmap help exit-codes', 'what the exit codes mean'],
		]),
	);
}

export function commandHelpView(command: Command, page: Page): string {
	const { usage, summary, about, examples, options = [] } = command;
	const rows = [...options, ...GLOBAL_OPTIONS].map(({ flags, about: does }) => [flags, does] as const);
	return screen(
		page,
		wrap(page, `${summary}.`),
		section(
			page,
			'Examples',
			examples.map(({ line, does }) => [line, does] as const),
		),
		about === undefined ? [] : wrap(page, about),
		section(page, 'Usage', [[`roadmap ${usage}${options.length > 0 ? ' [options]' : ''}`, '']]),
		section(page, 'Options', rows),
	);
}

export function exitCodesView(page: Page): string {
	return screen(page, section(page, 'Exit codes', EXIT_CODES));
}

function section(page: Page, title: string, rows: readonly (readonly [string, string])[]): string[] {
	const column = Math.max(16, ...rows.map(([left]) => widthOf(left))) + 2;
	const lines = rows.flatMap(([left, right]) => {
		const about = wrap({ ...page, plain: false }, right, column + 2);
		if (page.width < 60)
			return [`  ${page.ink.command(left)}`, ...wrap({ ...page, plain: false }, right, 4).map((line) => `    ${line}`)];
		return about.map((line, i) =>
			`  ${i === 0 ? pad(page.ink.command(left), column) : ' '.repeat(column)}${line}`.trimEnd(),
		);
	});
	return [page.ink.title(title), ...lines];
}
