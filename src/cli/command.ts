/** What a command is: its usage, what it does, and how its result is shown. */
import type { Session } from '../app/session.ts';
import { didYouMean } from '../domain/closest.ts';
import { safeLine } from '../domain/safe.ts';
import type { Standing } from '../domain/standing.ts';
import type { Topic } from '../domain/types.ts';
import { type ExitCode, usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { GLOBAL_OPTIONS, type Group } from '../render/help.ts';

export interface Option {
	/** In commander's syntax: `-n, --number <n>`. */
	readonly flags: string;
	readonly about: string;
	/** Options that cannot be given with it, as typed: `--all`. Only one of the two has to name the other. */
	readonly excludes?: readonly string[];
}

export interface Example {
	readonly line: string;
	readonly does: string;
}

export interface Input {
	readonly args: readonly string[];
	readonly options: Readonly<Record<string, unknown>>;
	/** The words as typed, for hints that repeat them. */
	readonly argv: readonly string[];
}

/** The definition of a command: `run` reads, decides, saves and returns data; `view` turns it into text. */
export interface Spec<Result> {
	/** The verb and its arguments: `done [topic...]`. */
	readonly usage: string;
	readonly summary: string;
	readonly group: Group;
	/** Further lines of help, if the summary is not enough. */
	readonly about?: string | undefined;
	readonly options?: readonly Option[] | undefined;
	readonly examples: readonly Example[];
	/** Words that may replace the first argument, each with its effect; offered on TAB. */
	readonly forms?: Readonly<Record<string, string>> | undefined;
	/** The topics offered on TAB, best first; if omitted, all in view. */
	readonly offers?: ((standing: Standing) => readonly Topic[]) | undefined;
	/** Returns plain data: ids, numbers, ISO dates. `--json` prints it. */
	readonly run: (session: Session, input: Input) => Promise<Result>;
	/**
	 * For a command that can run until Ctrl-C: yields results one by one, in place of `run`. Undefined if it was not
	 * asked to.
	 */
	readonly rounds?: (session: Session, input: Input) => AsyncIterable<Result> | undefined;
	/** Renders the result. May import its drawing code lazily. */
	readonly view: (result: Result, context: RenderContext) => string | Promise<string>;
	/** The exit code, for a result that is an answer but not a success. */
	readonly code?: (result: Result) => ExitCode;
	/** Whether the result only confirms a change, so that `--quiet` omits it. */
	readonly isReceipt?: (result: Result) => boolean;
}

/** A result, how to render it, and the exit code. */
export interface Answer {
	readonly result: unknown;
	readonly text: (context: RenderContext) => string | Promise<string>;
	readonly code: ExitCode;
	readonly isReceipt: boolean;
}

export interface Command extends Omit<Spec<unknown>, 'run' | 'rounds' | 'view' | 'code' | 'isReceipt'> {
	readonly name: string;
	readonly answer: (session: Session, input: Input) => Promise<Answer>;
	readonly rounds: (session: Session, input: Input) => AsyncIterable<Answer> | undefined;
}

/**
 * Binds a command's result type to its view, so that the table of commands need not know it.
 *
 * Every start creates all commands: listing the fields takes a third of the memory that spreading the rest takes.
 */
export function command<Result>(spec: Spec<Result>): Command {
	const { usage, summary, group, about, options, examples, forms, offers, run, rounds, view, code, isReceipt } = spec;
	const answerOf = (result: Result): Answer => ({
		result,
		text: (context) => view(result, context),
		code: code?.(result) ?? 0,
		isReceipt: isReceipt?.(result) ?? false,
	});
	return {
		name: usage.split(' ')[0] ?? '',
		usage,
		summary,
		group,
		about,
		options,
		examples,
		forms,
		offers,
		answer: async (session, input) => answerOf(await run(session, input)),
		rounds: (session, input) => {
			const results = rounds?.(session, input);
			return results && each(results, answerOf);
		},
	};
}

async function* each<From, To>(items: AsyncIterable<From>, made: (item: From) => To): AsyncGenerator<To, void> {
	for await (const item of items) yield made(item);
}

/** Returns an option's value if it was given. */
export function textOption(input: Input, name: string): string | undefined {
	const value = input.options[name];
	return typeof value === 'string' ? value : undefined;
}

export function isSet(input: Input, name: string): boolean {
	return input.options[name] === true;
}

/** Returns an option's value if it was given. @throws UserError with exit code 2 if it is none of the choices */
export function choiceOption<Choice extends string>(
	input: Input,
	name: string,
	what: string,
	choices: readonly Choice[],
): Choice | undefined {
	const word = textOption(input, name);
	const choice = choices.find((known) => known === word);
	if (word === undefined || choice !== undefined) return choice;
	const hint = `${didYouMean(word, choices)}Choose one of ${choices.join(', ')}.`;
	throw usageError(`"${safeLine(word)}" is not ${what}.`, hint);
}

const OPTIONS_WITH_VALUE = GLOBAL_OPTIONS.flatMap(({ flags }) =>
	flags.includes('<') ? (flags.split(' ')[0] ?? []) : [],
);

/** Returns the place of the first word that is neither an option nor the value of a global option; -1 if there is none. */
export function commandIndex(argv: readonly string[]): number {
	return argv.findIndex((word, i) => !word.startsWith('-') && !OPTIONS_WITH_VALUE.includes(argv[i - 1] ?? ''));
}

export function commandName(argv: readonly string[]): string | undefined {
	return argv[commandIndex(argv)];
}
