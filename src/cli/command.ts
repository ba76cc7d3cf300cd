/** What a command is: how it is said, what it does, and how its result is shown. */
import type { Session } from '../app/session.ts';
import type { Standing } from '../domain/standing.ts';
import type { Topic } from '../domain/types.ts';
import type { ExitCode } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';

export type Group = 'Learn' | 'See' | 'Remember' | 'Begin' | 'Choose' | 'Keep' | 'Author';

export interface Option {
	/** As commander reads them: `-n, --number <n>`. */
	readonly flags: string;
	readonly about: string;
}

export interface Example {
	readonly line: string;
	readonly does: string;
}

export interface Input {
	readonly args: readonly string[];
	readonly options: Readonly<Record<string, unknown>>;
	/** The words as they were typed, for a hint that repeats them. */
	readonly said: readonly string[];
}

/** What a command's author writes: read → decide → save → return in `run`, and the words in `view`. */
export interface Spec<Result> {
	/** The verb and its arguments: `done [topic...]`. */
	readonly usage: string;
	readonly summary: string;
	readonly group: Group;
	/** More than one line, where the summary does not say it. */
	readonly about?: string | undefined;
	readonly options?: readonly Option[] | undefined;
	readonly examples: readonly Example[];
	/** The topics that are offered on TAB, best first; all in view if left out. */
	readonly offers?: ((standing: Standing) => readonly Topic[]) | undefined;
	/** The result is plain data: ids, numbers, ISO dates. It is what `--json` prints. */
	readonly run: (session: Session, input: Input) => Promise<Result>;
	/**
	 * For a command that goes on until Ctrl-C when it is told to: its results one after another, in place of `run`'s one.
	 * Undefined where it was not told to.
	 */
	readonly rounds?: (session: Session, input: Input) => AsyncIterable<Result> | undefined;
	/** May load what draws it when it is needed. */
	readonly view: (result: Result, context: RenderContext) => string | Promise<string>;
	/** The exit code of a result that is an answer and still not a success. */
	readonly code?: (result: Result) => ExitCode;
	/** Whether the result only says that a change worked: `--quiet` leaves it out. */
	readonly isReceipt?: (result: Result) => boolean;
}

/** A result, how to show it, and the code to exit with. */
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
 * Ties a command's result to its view, so that the table of all commands need not know their types.
 *
 * Every start makes all of them: named one by one, the fields take a third of the memory that `...said` takes.
 */
export function command<Result>(spec: Spec<Result>): Command {
	const { usage, summary, group, about, options, examples, offers, run, rounds, view, code, isReceipt } = spec;
	const answerOf = (result: Result): Answer => ({
		result,
		text: (page) => view(result, page),
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

/** An option's value, if it was said. */
export function textOption(input: Input, name: string): string | undefined {
	const value = input.options[name];
	return typeof value === 'string' ? value : undefined;
}

export function isSet(input: Input, name: string): boolean {
	return input.options[name] === true;
}

/** The first word that is neither an option nor the value of one that every command takes. */
export function commandName(argv: readonly string[]): string | undefined {
	return argv.find((word, i) => !word.startsWith('-') && argv[i - 1] !== '--roadmap' && argv[i - 1] !== '--color');
}
