/** The hallway: argv → command → result → text or JSON → exit code. Door: commander. */
import { CommanderError, Command as Parser } from 'commander';
import type { Answer, Command, Input } from './command.ts';
import { commands, home } from './commands/index.ts';
import { makeContext } from './context.ts';
import { EXIT, type ExitCode, Interrupted, UserError } from './errors.ts';
import { closest } from './model/closest.ts';
import { localDay } from './model/day.ts';
import { safeLine } from './model/safe.ts';
import { bugView, errorView } from './view/error.ts';
import { commandHelpView, exitCodesView, GLOBAL_OPTIONS, helpView } from './view/help.ts';
import { makeInk } from './view/ink.ts';
import { type ColorChoice, type Page, pageWidth, wantsColor } from './view/page.ts';
import type { Output, World } from './world.ts';

export type { World };

/** Runs the program once. @returns the exit code; everything else went to the world's streams */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
	const said = beforeDashes(argv);
	const json = said.includes('--json');
	const pageOf = (stream: Output) => makePage(stream, world, colorSaid(said));
	try {
		const help = helpAsked(said, pageOf(world.stdout));
		if (help !== undefined) return print(world.stdout, help);
		if (commandName(argv) === undefined && (said.includes('--version') || said.includes('-V'))) {
			return print(world.stdout, world.version);
		}
		const command = findCommand(commandName(argv));
		const answer = await run(command, argv, world, json);
		print(world.stdout, json ? JSON.stringify(answer.result, null, 2) : answer.text(pageOf(world.stdout)));
		return answer.code;
	} catch (error) {
		return report(error, world, json, pageOf);
	}
}

async function run(command: Command, argv: readonly string[], world: World, json: boolean): Promise<Answer> {
	const input = parse(command, argv);
	const { roadmap } = input.options;
	const ctx = makeContext(world, { json, ...(typeof roadmap === 'string' && { roadmap }) });
	return command.answer(ctx, input);
}

/** Reads a command's arguments and options. @throws UserError with exit 2 */
function parse(command: Command, argv: readonly string[]): Input {
	const parser = new Parser(`roadmap ${command.name}`).exitOverride().helpOption(false);
	parser.configureOutput({ writeErr: () => {}, writeOut: () => {} });
	for (const argument of command.usage.split(' ').slice(1)) parser.argument(argument);
	for (const { flags, about } of [...(command.options ?? []), ...GLOBAL_OPTIONS]) parser.option(flags, about);
	const name = commandName(argv);
	const place = name === undefined ? -1 : argv.indexOf(name);
	try {
		parser.parse(
			argv.filter((_, i) => i !== place),
			{ from: 'user' },
		);
	} catch (error) {
		throw error instanceof CommanderError ? saidWrongly(error, command) : error;
	}
	return { args: parser.args, options: parser.opts() };
}

function saidWrongly(error: CommanderError, { name }: Command): UserError {
	const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
	const hint = suggestion?.replace(/^\((.*)\)$/, '$1') ?? `roadmap help ${name} shows how it is said.`;
	return new UserError(`${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/[^.?]$/, '$&.'), {
		hint,
		code: EXIT.usage,
	});
}

/** The first word that is neither an option nor an option's value. */
function commandName(argv: readonly string[]): string | undefined {
	return argv.find((word, i) => !word.startsWith('-') && argv[i - 1] !== '--roadmap' && argv[i - 1] !== '--color');
}

function findCommand(name: string | undefined): Command {
	if (name === undefined) return home;
	const found = commands.find((command) => command.name === name);
	if (found) return found;
	const near = closest(
		name,
		commands.map((command) => command.name),
	);
	throw new UserError(`There is no command called "${safeLine(name)}".`, {
		hint: near ? `Did you mean roadmap ${near}?` : 'roadmap help shows them all.',
		code: EXIT.usage,
	});
}

/** The help that was asked for in any of its spellings, whatever else was said; undefined where none was. */
function helpAsked(said: readonly string[], page: Page): string | undefined {
	const asks = said.includes('-h') || said.includes('--help');
	const name = commandName(said);
	if (!asks && name !== 'help') return undefined;
	const about = name === 'help' ? commandName(said.slice(said.indexOf('help') + 1)) : name;
	if (about === 'exit-codes') return exitCodesView(page);
	if (about === undefined || about === 'help') return helpView(commands, page);
	return commandHelpView(findCommand(about), page);
}

/** What stands before `--`: behind it, nothing is an option. */
function beforeDashes(argv: readonly string[]): readonly string[] {
	const dashes = argv.indexOf('--');
	return dashes < 0 ? argv : argv.slice(0, dashes);
}

function colorSaid(said: readonly string[]): ColorChoice {
	const place = said.indexOf('--color');
	const word = place < 0 ? said.find((arg) => arg.startsWith('--color='))?.slice('--color='.length) : said[place + 1];
	return word === 'always' || word === 'never' ? word : 'auto';
}

function makePage(stream: Output, world: World, color: ColorChoice): Page {
	const isTTY = stream.isTTY === true;
	return {
		ink: makeInk(wantsColor(color, world.env, isTTY)),
		width: pageWidth(isTTY ? stream.columns : undefined),
		plain: !isTTY,
		today: localDay(world.now()),
	};
}

function print(stream: Output, text: string): ExitCode {
	if (text !== '') stream.write(text.endsWith('\n') && !text.startsWith('\n') ? text : `${text}\n`);
	return EXIT.done;
}

/** The one place where an error becomes words and an exit code. */
function report(error: unknown, world: World, json: boolean, pageOf: (stream: Output) => Page): ExitCode {
	if (error instanceof Interrupted) return EXIT.interrupted;
	const page = pageOf(world.stderr);
	if (error instanceof UserError) {
		const { message, hint, code } = error;
		print(
			world.stderr,
			json ? JSON.stringify({ error: { code, message, hint: hint ?? null } }) : errorView(message, hint, page),
		);
		return code;
	}
	const message = error instanceof Error ? error.message : String(error);
	print(
		world.stderr,
		json ? JSON.stringify({ error: { code: EXIT.bug, message, hint: null } }) : bugView(message, page),
	);
	if (world.env.ROADMAP_DEBUG && error instanceof Error) print(world.stderr, error.stack ?? '');
	return EXIT.bug;
}
