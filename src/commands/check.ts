import { knownContents } from '../app/other-roadmaps.ts';
import { compileProgress, fileMissing, refuseOtherKind, SHIPPED } from '../app/roadmaps.ts';
import type { Session } from '../app/session.ts';
import { seenRoadmaps } from '../app/updates.ts';
import { command, type Input, isSet } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import type { Compilation } from '../content/compile.ts';
import type { Fault } from '../content/fault.ts';
import { isThere, readSource, type Source } from '../content/source.ts';
import { allTopics } from '../domain/find.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, Interrupted, notFoundError, UserError, usageError } from '../errors.ts';
import type { ProofMemory, Proofs } from '../labs/prove.ts';
import type { RenderContext } from '../render/context.ts';
import { GUTTER, sourceLines } from '../render/source-line.ts';
import { pad, roundLine, screen, wrap } from '../render/text.ts';
import { joined, localTime, plural } from '../render/words.ts';

interface CheckResult {
	readonly file: string;
	readonly ok: boolean;
	readonly faults: readonly Fault[];
	/** Only for a roadmap with labs: how many were proved, and, by missing engine, how many could not be. */
	readonly labs?: Pick<Proofs, 'proved' | 'notProved'>;
	/** Only with --watch: the number of the round, from 1, and its time, ISO 8601. */
	readonly round?: number;
	readonly at?: string;
	/** Why the file could not be checked. */
	readonly error?: { readonly code: number; readonly message: string; readonly hint: string | null };
}

export const check = command({
	usage: 'check [file]',
	summary: 'Find what is wrong with a roadmap of your own',
	group: 'Author',
	about:
		'Without a file, checks the roadmap in use. Prints nothing in a pipe when all is well; otherwise every fault with its place, and exit code 5. Labs are proved if their engine is installed; answers in Python that a roadmap has are run for that, and end where they would start a program, use the network or touch a file outside a temporary folder. Topics titled like one of another roadmap on this machine are named too: they may be the same.',
	options: [{ flags: '--watch', about: 'check again whenever its files change, until Ctrl-C' }],
	examples: [
		{ line: 'roadmap check mine.yaml', does: 'every fault, or nothing' },
		{ line: 'roadmap check mine.yaml --watch', does: 'again and again while you write' },
	],
	run: async (session, input) => checkOnce(session, fileOf(session, input)),
	rounds: (session, input) => (isSet(input, 'watch') ? watch(session, fileOf(session, input)) : undefined),
	view: checkView,
	code: ({ ok }) => (ok ? EXIT.done : EXIT.invalid),
});

/** @throws UserError if no file is named and the built-in roadmap is in use */
function fileOf({ settings, globals }: Session, { args }: Input): string {
	const [file = globals.roadmap ?? settings.roadmap ?? ''] = args;
	const known = args.length === 0 ? settings.roadmaps.get(file) : undefined;
	if (known !== undefined && !isThere(known)) throw fileMissing(file, known);
	if (/^\d+\.\d+$/.test(file) && !isThere(file))
		throw notFoundError(
			`There is no file ${file}.`,
			`roadmap check is for roadmap files. Did you mean roadmap done ${file}?`,
		);
	if (known !== undefined || (file !== '' && file !== SHIPPED)) return known ?? file;
	throw usageError('roadmap check needs a file.', 'For example: roadmap check mine.yaml');
}

/** What one round of `--watch` leaves for the next. */
interface Rounds {
	readonly memory: ProofMemory;
	/** The files of the labs. */
	files: readonly string[];
	readonly stop: AbortSignal;
}

async function checkOnce(session: Session, file: string, rounds?: Rounds): Promise<CheckResult> {
	const { compile, renameCheck, sameAsCheck } = await import('../content/compile.ts');
	const source = await readSourceOf(file);
	const renames = renameCheck((roadmap) => seenRoadmaps(session, roadmap));
	const same = sameAsCheck(await knownContents(session));
	const compilation = compile(source, compileProgress(session, file), [renames, same]);
	const { compiled, faults } = compilation;
	if (!compiled) await refuseOtherKind(file);
	if (!compiled?.lessons.some(({ labs = [] }) => labs.length > 0)) return { file, ok: compiled !== undefined, faults };
	return prove(session, file, compilation, rounds);
}

/** Proves the claims of the labs whose engine is installed. */
async function prove(
	session: Session,
	file: string,
	{ compiled, faults, faultIn }: Compilation,
	rounds?: Rounds,
): Promise<CheckResult> {
	const { labFilesIn, proveLabs } = await import('../labs/prove.ts');
	const topics = compiled ? allTopics(compiled.roadmap) : [];
	const withLabs = topics.map(({ id }, i) => ({ topic: id, labs: compiled?.lessons[i]?.labs ?? [] }));
	const { host, places, reporter } = session;
	const tick = reporter.onProgress('Proving the labs: each answer in them is run.');
	if (rounds) rounds.files = labFilesIn(withLabs, file);
	const { disproofs, proved, notProved } = await proveLabs(withLabs, file, { host, places, tick, ...rounds });
	const all = [...faults, ...disproofs.map(({ topic, path, message }) => faultIn(topic, path, message))];
	return { file, ok: disproofs.length === 0, faults: all, labs: { proved, notProved } };
}

async function readSourceOf(file: string): Promise<Source> {
	try {
		return readSource(file);
	} catch (error) {
		await refuseOtherKind(file);
		throw error;
	}
}

async function* watch(session: Session, file: string): AsyncGenerator<CheckResult, void> {
	const stop = new AbortController();
	const rounds: Rounds = { memory: new Map(), files: [], stop: stop.signal };
	for await (const round of untilInterrupted(session.host, file, stop, () => rounds.files)) {
		const at = session.now().toISOString();
		const checked = round === 1 ? checkOnce(session, file, rounds) : checkAgain(session, file, rounds);
		// Ctrl-C removes the folders that answers run in, so the proofs in hand fail.
		const result = await checked.catch((error: unknown) => {
			if (!stop.signal.aborted) throw error;
		});
		if (result && !stop.signal.aborted) yield { ...result, round, at };
	}
}

/** Yields until the output is closed. @throws Interrupted on Ctrl-C */
async function* untilInterrupted(
	host: Host,
	file: string,
	stop: AbortController,
	others: () => readonly string[],
): AsyncGenerator<number, void> {
	const { rounds } = await import('../content/watch.ts');
	let isInterrupted = false;
	const release = host.holdInterrupts(() => {
		isInterrupted = true;
		stop.abort();
	});
	host.stdout.once('error', () => stop.abort());
	try {
		yield* rounds(file, stop.signal, others);
	} finally {
		release();
	}
	if (!isInterrupted) return;
	// The terminal has echoed ^C, so the shell's prompt needs a new line.
	if (host.stderr.isTTY) host.stderr.write('\n');
	throw new Interrupted();
}

/** Checks again. If the file is missing for a while, the error is shown as a result. */
async function checkAgain(session: Session, file: string, rounds: Rounds): Promise<CheckResult> {
	try {
		return await checkOnce(session, file, rounds);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const { code, message, hint = null } = error;
		return { file, ok: false, faults: [], error: { code, message, hint } };
	}
}

/** Renders each fault with its line and a caret; in a pipe one per line, and nothing if there are none. */
function checkView(result: CheckResult, context: RenderContext): string {
	const { faults, at } = result;
	if (at !== undefined) return roundView(result, localTime(at), context);
	const open = notProvedWords(result);
	if (context.plain) return [...faults.map(plainLine), ...open].join('\n');
	return screen(
		context,
		...faults.map((fault) => block(fault, context)),
		[verdict(result), ...open].flatMap((line) => wrap(context, line)),
	);
}

/** Renders a round with its time. It always prints something, so that it does not look as if it were still waiting. */
function roundView(result: CheckResult, time: string, context: RenderContext): string {
	const { faults, round, error } = result;
	const open = notProvedWords(result);
	if (context.plain) return [`${time}  ${verdict(result)}`, ...faults.map(plainLine), ...open].join('\n');
	const more = round === 1 ? 'Watching for changes. Ctrl-C stops.' : error?.hint;
	return screen(context, [roundLine(context, time)], ...faults.map((fault) => block(fault, context)), [
		...[verdict(result), ...open].flatMap((line) => wrap(context, line)),
		...wrap(context, context.theme.quiet(safeLine(more ?? ''))),
	]);
}

function verdict({ file, faults, error }: CheckResult): string {
	if (error) return safeLine(error.message);
	return `${faults.length === 0 ? 'No faults' : countWords(faults)} in ${safeLine(file)}.`;
}

/** Describes which labs could not be proved, and what is missing for it. */
function notProvedWords({ labs }: CheckResult): string[] {
	const { duckdb = 0, python = 0 } = labs?.notProved ?? {};
	return [
		...(duckdb > 0
			? [`${plural(duckdb, 'lab')} not proved: DuckDB is not installed. roadmap lab engine fetches it.`]
			: []),
		...(python > 0 ? [`${plural(python, 'lab')} not proved: python3, 3.9 or newer, is not on PATH.`] : []),
	];
}

function plainLine(fault: Fault): string {
	return `${place(fault)}  ${fault.path === '' ? '' : `${fault.path}: `}${messageOf(fault)}`;
}

function countWords(faults: readonly Fault[]): string {
	const errors = faults.filter(({ severity }) => severity === 'error').length;
	const warnings = faults.length - errors;
	return joined([errors > 0 && plural(errors, 'fault'), warnings > 0 && plural(warnings, 'warning')], ' and ');
}

/** Renders the place, the source line, and the message under a caret. */
function block(fault: Fault, context: RenderContext): string[] {
	const { theme } = context;
	const paint = fault.severity === 'error' ? theme.bad : theme.warn;
	const { line, source, length } = fault;
	const before = fault.column - fault.sourceFrom;
	return [
		`${pad(place(fault), 22)}  ${theme.quiet(fault.path)}`.trimEnd(),
		...(source === '' ? [] : sourceLines(context, { line, source, before, length }, paint)),
		...wrap(context, messageOf(fault), GUTTER).map((text) => ' '.repeat(GUTTER) + text),
	];
}

function messageOf({ severity, message }: Fault): string {
	return severity === 'warning' ? `warning: ${message}` : message;
}

function place({ file, line, column }: Fault): string {
	return `${file}:${line}:${column}`;
}
