/** The entry point: argv → command → result → text or JSON → exit code. */

import { Session } from './app/session.ts';
import { printWarnings } from './app/warnings.ts';
import { beforeDoubleDash, colorOption, optionValue, readArguments } from './cli/arguments.ts';
import { type Answer, type Command, commandName } from './cli/command.ts';
import type { Host, Output } from './cli/host.ts';
import { bugView, errorView, makeRenderContext, print, show } from './cli/output.ts';
import { noSuchCommand, noSuchHelp } from './cli/unknown-command.ts';
import { commands, complete, home } from './commands/index.ts';
import { safeJson, safeText } from './domain/safe.ts';
import { EXIT, type ExitCode, Interrupted, UserError } from './errors.ts';
import type { RenderContext } from './render/context.ts';
import {
	commandData,
	commandHelpView,
	ENVIRONMENT,
	EXIT_CODES,
	environmentView,
	exitCodesView,
	helpView,
} from './render/help.ts';
import { screen } from './render/text.ts';

/** Runs one command. @returns the exit code; all output goes to the host's streams */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
	if (argv[0] === complete.name && argv[1] === '--') return answerCompletion(argv.slice(2), host);
	const typed = beforeDoubleDash(argv);
	const json = typed.includes('--json');
	const contextOf = (stream: Output) => makeRenderContext(stream, host, colorOption(typed));
	try {
		const text = requestedHelp(typed, () => contextOf(host.stdout)) ?? requestedVersion(typed, host);
		if (text === undefined) return await run(argv, host, json, contextOf);
		await show(host, text, !json && !typed.includes('--no-pager'));
		return EXIT.done;
	} catch (error) {
		return report(error, host, json, contextOf);
	}
}

async function run(
	argv: readonly string[],
	host: Host,
	json: boolean,
	contextOf: (stream: Output) => RenderContext,
): Promise<ExitCode> {
	const command = findCommand(argv);
	const input = readArguments(command, argv);
	const { roadmap, input: mayAsk, quiet, pager } = input.options;
	const globals = { json, noInput: mayAsk === false, ...(typeof roadmap === 'string' && { roadmap }) };
	const session = new Session(host, globals);
	const printAnswer = async ({ result, text, code, isReceipt }: Answer, isRound: boolean): Promise<ExitCode> => {
		printWarnings(session);
		if (json) print(host.stdout, safeJson(result, isRound ? 0 : 2));
		else if (!(quiet === true && isReceipt))
			await show(host, await text(contextOf(host.stdout)), pager !== false && !isRound);
		return code;
	};
	try {
		const rounds = command.rounds(session, input);
		if (!rounds) return await printAnswer(await command.answer(session, input), false);
		let code: ExitCode = EXIT.done;
		for await (const answer of rounds) code = await printAnswer(answer, true);
		return code;
	} catch (error) {
		printWarningsQuietly(session);
		throw session.hasSaved ? afterSaving(error) : error;
	}
}

/** Prints warnings beside an error without replacing it: collecting them may fail on the same file. */
function printWarningsQuietly(session: Session): void {
	try {
		printWarnings(session);
	} catch {
		// Ignored: the original error is reported.
	}
}

/** Turns an error after a saved change into one that says the change was kept. */
function afterSaving(error: unknown): unknown {
	if (error instanceof Interrupted || (error instanceof UserError && error.kept)) return error;
	const hint = 'Check what was saved before you run it again: roadmap next';
	const why = error instanceof UserError ? error.message : `This is a bug in roadmap: ${String(error)}`;
	const message = `The change was saved, but its result could not be shown. ${why}`;
	const code = error instanceof UserError ? EXIT.failed : EXIT.bug;
	return Object.assign(new UserError(message, { hint, kept: true, code }), { cause: error });
}

function requestedVersion(typed: readonly string[], { version }: Host): string | undefined {
	const asks = typed.includes('--version') || typed.includes('-V');
	return asks && commandName(typed) === undefined ? version : undefined;
}

/** Answers shell completion. Errors are swallowed, because a prompt is no place for them: nothing is offered then. */
async function answerCompletion(words: readonly string[], host: Host): Promise<ExitCode> {
	const roadmap = optionValue('--roadmap', beforeDoubleDash(words))?.replace(/^~(?=\/)/, () => host.env.HOME ?? '~');
	try {
		const answer = await complete.answer(new Session(host, { json: false, silent: true, roadmap }), {
			args: words,
			options: {},
			argv: words,
		});
		print(host.stdout, await answer.text(makeRenderContext(host.stdout, host, 'never')));
	} catch {
		// Nothing is offered.
	}
	return EXIT.done;
}

function findCommand(argv: readonly string[]): Command {
	const name = commandName(argv);
	if (name === undefined) return home;
	const found = commands.find((command) => command.name === name);
	if (found) return found;
	throw noSuchCommand(name, argv, commands);
}

/** Returns the help text if any spelling of a help request was typed, whatever else was; undefined if none was. */
function requestedHelp(typed: readonly string[], context: () => RenderContext): string | undefined {
	const asks = typed.includes('-h') || typed.includes('--help');
	const name = commandName(typed);
	if (!asks && name !== 'help') return undefined;
	const about = name === 'help' ? commandName(typed.slice(typed.indexOf('help') + 1)) : name;
	const json = name === 'help' && typed.includes('--json');
	const tableOf = (rows: readonly (readonly [string, string])[]) => safeJson(Object.fromEntries(rows), 2);
	if (about === 'exit-codes') return json ? tableOf(EXIT_CODES) : exitCodesView(context());
	if (about === 'environment') return json ? tableOf(ENVIRONMENT) : environmentView(context());
	if (about === undefined || about === 'help')
		return json ? safeJson({ commands: commands.map(commandData) }, 2) : helpView(commands, context());
	const found = commands.find((command) => command.name === about);
	if (found) return json ? safeJson(commandData(found), 2) : commandHelpView(found, context());
	throw noSuchHelp(about, [...commands.map((command) => command.name), 'environment', 'exit-codes']);
}

/** The one place where an error becomes a message and an exit code. */
function report(error: unknown, host: Host, json: boolean, contextOf: (stream: Output) => RenderContext): ExitCode {
	const context = contextOf(host.stderr);
	if (error instanceof Interrupted) {
		if (error.message !== '') print(host.stderr, screen(context, [error.message]));
		return EXIT.interrupted;
	}
	if (error instanceof UserError) {
		const { message, hint, code, kept } = error;
		const body = { code, message, hint: hint ?? null, ...(kept && { kept }) };
		print(host.stderr, json ? safeJson({ error: body }) : errorView(message, hint, context));
		return code;
	}
	const message = error instanceof Error ? error.message : String(error);
	print(host.stderr, json ? safeJson({ error: { code: EXIT.bug, message, hint: null } }) : bugView(message, context));
	if (host.env.ROADMAP_DEBUG && error instanceof Error) print(host.stderr, safeText(error.stack ?? ''));
	return EXIT.bug;
}
