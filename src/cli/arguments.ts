/**
 * Parses the command line: a command's arguments and options, and the options that every command takes. Commander is
 * imported only here.
 */
import { CommanderError, Command as Parser } from 'commander';
import { didYouMean } from '../domain/closest.ts';
import { safeLine } from '../domain/safe.ts';
import { type UserError, usageError } from '../errors.ts';
import { COLORS, type ColorChoice } from '../render/context.ts';
import { GLOBAL_OPTIONS } from '../render/help.ts';
import { enumerate } from '../render/words.ts';
import { type Command, commandIndex, type Input } from './command.ts';
import { suggestedLine, suggestedOption, withoutArgument } from './suggestions.ts';

/** Parses a command's arguments and options. @throws UserError with exit code 2 */
export function readArguments(command: Command, argv: readonly string[]): Input {
	const parser = new Parser(`roadmap ${command.name}`).exitOverride().helpOption(false);
	parser.configureOutput({ writeErr: () => {}, writeOut: () => {} });
	for (const argument of command.usage.split(' ').slice(1)) parser.argument(argument);
	// Most command lines have no options; creating them anyway would take a third of commander's time.
	const known = argv.some((word) => word.startsWith('-')) ? [...(command.options ?? []), ...GLOBAL_OPTIONS] : [];
	for (const { flags, about } of known) parser.option(flags, about);
	const place = commandIndex(argv);
	try {
		parser.parse(
			withDoubleDash(
				argv.filter((_, i) => i !== place),
				known.filter(({ flags }) => flags.includes('<')).flatMap(({ flags }) => flags.split(/[ ,]+/)),
			),
			{ from: 'user' },
		);
	} catch (error) {
		throw error instanceof CommanderError ? reworded(error, command, parser, argv) : error;
	}
	const options = parser.opts();
	checkColor(options.color);
	refuseContradiction(command, parser);
	return { args: parser.args, options, argv };
}

/**
 * Inserts `--` before the first word that starts with a dash and contains a space: no option looks like that, but notes
 * do.
 * @param valued options that take the next word, whatever it is
 */
function withDoubleDash(words: readonly string[], valued: readonly string[]): readonly string[] {
	const isText = (word: string, i: number) =>
		/^-{1,2}(?:\s|[^-=\s][^=\s]*\s)/.test(word) && !valued.includes(words[i - 1] ?? '');
	const text = beforeDoubleDash(words).findIndex(isText);
	return text < 0 ? words : [...words.slice(0, text), '--', ...words.slice(text)];
}

/** Returns the words before `--`; after it, nothing is an option. */
export function beforeDoubleDash(argv: readonly string[]): readonly string[] {
	const dashes = argv.indexOf('--');
	return dashes < 0 ? argv : argv.slice(0, dashes);
}

/** Returns the value of a global option, wherever it stands. */
export function optionValue(option: string, argv: readonly string[]): string | undefined {
	const place = argv.indexOf(option);
	if (place >= 0) return argv[place + 1];
	return argv.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
}

export function colorOption(argv: readonly string[]): ColorChoice {
	const word = optionValue('--color', argv);
	return COLORS.find((color) => color === word) ?? 'auto';
}

function checkColor(word: unknown): void {
	if (word === undefined || COLORS.some((color) => color === word)) return;
	throw usageError(
		`"${safeLine(String(word))}" is not a color setting.`,
		`${didYouMean(String(word), COLORS, '--color ')}Use --color auto, --color always or --color never.`,
	);
}

/** @throws UserError with exit code 2 if two options exclude each other */
function refuseContradiction({ options: known = [] }: Command, parser: Parser): void {
	const given = parser.options.filter((option) => parser.getOptionValueSource(option.attributeName()) === 'cli');
	for (const { flags, long } of given) {
		const excluded = known.find((option) => option.flags === flags)?.excludes ?? [];
		const other = given.find((option) => excluded.includes(option.long ?? ''));
		if (other) throw usageError(`${long} and ${other.long} contradict each other.`, 'Leave one of them out.');
	}
}

/** Returns commander's error in the program's own words, with what to type instead. */
function reworded(error: CommanderError, command: Command, parser: Parser, argv: readonly string[]): UserError {
	const {
		name,
		examples: [example],
	} = command;
	if (error.code === 'commander.missingArgument') {
		const hint = `For example: ${example?.line ?? `roadmap help ${name}`}`;
		return usageError(`roadmap ${name} needs ${missingArguments(parser)}.`, hint);
	}
	const [first = '', near] = error.message.replace(/^error: /, '').split('\n');
	const help = name === 'home' ? 'roadmap help' : `roadmap help ${name}`;
	const hint = hintFor(error, command, parser, argv) ?? near?.replace(/^\((.*)\)$/, '$1') ?? `See: ${help}`;
	return usageError(errorMessage(error.code, first, parser), hint);
}

/** Returns what to type for an unknown option or an argument too many; undefined if that is not clear. */
function hintFor(
	error: CommanderError,
	command: Command,
	{ args, registeredArguments }: Parser,
	argv: readonly string[],
): string | undefined {
	const isMissing = error.code === 'commander.optionMissingArgument';
	const valued = isMissing ? error.message.split(/[' ,]+/).find((word) => word.startsWith('--')) : undefined;
	const shown = command.examples.find(
		({ line }) => valued !== undefined && /[^-]$/.test(line) && line.includes(` ${valued} `),
	);
	if (shown) return `For example: ${shown.line}`;
	const [, unknown] = /^error: unknown option '(.*)'/.exec(error.message) ?? [];
	const taken = registeredArguments.length;
	const isExcess = unknown === undefined && args.length > taken;
	const meant = unknown ? suggestedOption(unknown, command, argv) : isExcess && suggestedLine(command, args, taken);
	if (meant) return `Did you mean ${meant}?`;
	const before = argv[argv.indexOf(args[taken] ?? '') - 2];
	if (isExcess && before?.startsWith('-')) return 'Put a text of several words in quotes.';
	return isExcess ? withoutArgument(command, args.slice(0, taken), args.slice(taken).join(' ')) : undefined;
}

/** Lists the required arguments that are missing: "a stage and a title". */
function missingArguments({ args, registeredArguments }: Parser): string {
	const names = registeredArguments.slice(args.length).map((argument) => argument.name());
	return enumerate(names.map((name) => (name.endsWith('s') ? name : `a ${name}`)));
}

/** Returns commander's message, reworded where it is written for programmers. */
function errorMessage(code: string, message: string, { args, registeredArguments }: Parser): string {
	if (code === 'commander.excessArguments') {
		return `Unexpected argument "${safeLine(args[registeredArguments.length] ?? '')}".`;
	}
	const [, option] = /^option '(.*)' argument missing$/.exec(message) ?? [];
	if (option !== undefined) return `${option} needs a value.`;
	return `${message.charAt(0).toUpperCase()}${message.slice(1)}`.replace(/[^.?]$/, '$&.');
}
