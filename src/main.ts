/** The entry point: argv → command → result → text or JSON → exit code. */

import { Session } from './app/session.ts';
import { printWarnings } from './app/warnings.ts';
import { beforeDashes, colorSaid, readArguments, valueSaid } from './cli/arguments.ts';
import { type Answer, type Command, commandName } from './cli/command.ts';
import type { Host, Output } from './cli/host.ts';
import { bugView, errorView, makeRenderContext, print, show } from './cli/output.ts';
import { commands, complete, home } from './commands/index.ts';
import { didYouMean } from './domain/closest.ts';
import { safeJson, safeLine, safeText } from './domain/safe.ts';
import { EXIT, type ExitCode, Interrupted, UserError } from './errors.ts';
import type { RenderContext } from './render/context.ts';
import { commandHelpView, exitCodesView, helpView } from './render/help.ts';
import { screen } from './render/text.ts';

export type { Host as World };

/** Runs one command. @returns the exit code; all output goes to the host's streams */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
	if (argv[0] === complete.name && argv[1] === '--') return answerTab(argv.slice(2), host);
	const said = beforeDashes(argv);
	const json = said.includes('--json');
	const pageOf = (stream: Output) => makeRenderContext(stream, host, colorSaid(said));
	try {
		const text = helpAsked(said, () => pageOf(host.stdout)) ?? versionAsked(said, host);
		if (text === undefined) return await run(argv, host, json, pageOf);
		await show(host, text, !json && !said.includes('--no-pager'));
		return EXIT.done;
	} catch (error) {
		return report(error, host, json, pageOf);
	}
}

async function run(
	argv: readonly string[],
	host: Host,
	json: boolean,
	pageOf: (stream: Output) => RenderContext,
): Promise<ExitCode> {
	const command = findCommand(commandName(argv));
	const input = readArguments(command, argv);
	const { roadmap, input: mayAsk, quiet, pager } = input.options;
	const globals = { json, noInput: mayAsk === false, ...(typeof roadmap === 'string' && { roadmap }) };
	const session = new Session(host, globals);
	const tell = async ({ result, text, code, isReceipt }: Answer, isRound: boolean): Promise<ExitCode> => {
		printWarnings(session);
		if (json) print(host.stdout, safeJson(result, isRound ? 0 : 2));
		else if (!(quiet === true && isReceipt))
			await show(host, await text(pageOf(host.stdout)), pager !== false && !isRound);
		return code;
	};
	try {
		const rounds = command.rounds(session, input);
		if (!rounds) return await tell(await command.answer(session, input), false);
		let code: ExitCode = EXIT.done;
		for await (const answer of rounds) code = await tell(answer, true);
		return code;
	} catch (error) {
		warnBeside(session);
		throw session.hasSaved ? afterSaving(error) : error;
	}
}

/** Prints warnings beside an error without replacing it: collecting them may fail on the same file. */
function warnBeside(session: Session): void {
	try {
		printWarnings(session);
	} catch {
		// Ignored: the original error is reported.
	}
}

/** Turns an error after a saved change into one that says the change was kept. */
function afterSaving(error: unknown): unknown {
	if (error instanceof Interrupted || (error instanceof UserError && error.kept)) return error;
	const hint = 'See what counts before you run it again: roadmap next';
	const why = error instanceof UserError ? error.message : `This is a fault of the program: ${String(error)}`;
	const message = `The change was kept, but not all could be said about it. ${why}`;
	const code = error instanceof UserError ? EXIT.failed : EXIT.bug;
	return Object.assign(new UserError(message, { hint, kept: true, code }), { cause: error });
}

function versionAsked(said: readonly string[], { version }: Host): string | undefined {
	const asks = said.includes('--version') || said.includes('-V');
	return asks && commandName(said) === undefined ? version : undefined;
}

/** Answers shell completion. Errors are swallowed, because a prompt is no place for them: nothing is offered then. */
async function answerTab(words: readonly string[], host: Host): Promise<ExitCode> {
	const roadmap = valueSaid('--roadmap', beforeDashes(words))?.replace(/^~(?=\/)/, () => host.env.HOME ?? '~');
	try {
		const answer = await complete.answer(new Session(host, { json: false, silent: true, roadmap }), {
			args: words,
			options: {},
			said: words,
		});
		print(host.stdout, await answer.text(makeRenderContext(host.stdout, host, 'never')));
	} catch {
		// Nothing is offered.
	}
	return EXIT.done;
}

function findCommand(name: string | undefined): Command {
	if (name === undefined) return home;
	const found = commands.find((command) => command.name === name);
	if (found) return found;
	throw noSuchCommand(name, ['help', ...commands.map((command) => command.name)], 'roadmap');
}

/** Command → words that users of other programs type for it. */
const MEANT = [
	['stages', 'list ls tree all overview'],
	['topic', 'show view cat info describe read'],
	['open', 'browse visit go'],
	['start', 'begin'],
	['done', 'finish finished complete completed check-off tick'],
	['known', 'know'],
	['skip', 'ignore drop'],
	['later', 'defer postpone snooze delay'],
	['reset', 'unmark uncheck undone'],
	['undo', 'revert back'],
	['next', 'todo continue now today'],
	['stats', 'progress statistics status report'],
	['review', 'quiz recall flashcards cards test repeat'],
	['log', 'history diary journal'],
	['search', 'find grep'],
	['notes', 'annotations'],
	['hide', 'delete remove rm'],
	['pace', 'goal'],
	['use', 'switch select load'],
	['changes', 'changelog news diff'],
	['import', 'restore'],
	['export', 'backup dump save'],
	['page', 'web serve html'],
	['check', 'validate lint verify'],
	['new', 'create init'],
	['sync', 'push pull'],
	['doctor', 'repair fix'],
] as const;

/** @param names what could be typed instead, after `lead` */
function noSuchCommand(name: string, names: readonly string[], lead: string): UserError {
	const meant = MEANT.find(([, words]) => words.split(' ').includes(name.toLowerCase()))?.[0];
	const near = names.find((known) => known === meant) ?? '';
	return new UserError(`There is no command called "${safeLine(name)}".`, {
		hint: near
			? `Did you mean ${lead} ${near}?`
			: didYouMean(name, names, `${lead} `).trim() || 'roadmap help shows them all.',
		code: EXIT.usage,
	});
}

/** Returns the help text if any spelling of a help request was typed, whatever else was; undefined if none was. */
function helpAsked(said: readonly string[], page: () => RenderContext): string | undefined {
	const asks = said.includes('-h') || said.includes('--help');
	const name = commandName(said);
	if (!asks && name !== 'help') return undefined;
	const about = name === 'help' ? commandName(said.slice(said.indexOf('help') + 1)) : name;
	if (about === 'exit-codes') return exitCodesView(page());
	if (about === undefined || about === 'help') return helpView(commands, page());
	const found = commands.find((command) => command.name === about);
	if (found) return commandHelpView(found, page());
	throw noSuchCommand(about, [...commands.map((command) => command.name), 'exit-codes'], 'roadmap help');
}

/** The one place where an error becomes a message and an exit code. */
function report(error: unknown, host: Host, json: boolean, pageOf: (stream: Output) => RenderContext): ExitCode {
	const page = pageOf(host.stderr);
	if (error instanceof Interrupted) {
		if (error.message !== '') print(host.stderr, screen(page, [error.message]));
		return EXIT.interrupted;
	}
	if (error instanceof UserError) {
		const { message, hint, code, kept } = error;
		const told = { code, message, hint: hint ?? null, ...(kept && { kept }) };
		print(host.stderr, json ? safeJson({ error: told }) : errorView(message, hint, page));
		return code;
	}
	const message = error instanceof Error ? error.message : String(error);
	print(host.stderr, json ? safeJson({ error: { code: EXIT.bug, message, hint: null } }) : bugView(message, page));
	if (host.env.ROADMAP_DEBUG && error instanceof Error) print(host.stderr, safeText(error.stack ?? ''));
	return EXIT.bug;
}
