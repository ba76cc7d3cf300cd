import type { Session } from '../app/session.ts';
import { command, type Input, isSet, textOption } from '../cli/command.ts';
import { draftText, schemaLine } from '../content/draft.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { SLUG } from '../domain/types.ts';
import { slugOf } from '../domain/values.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { notice } from '../render/text.ts';
import { leadMark } from '../render/words.ts';
import { checkOutput, writeOutput } from '../store/user-files.ts';

/** Never overwrites a file. */
const NEW = { force: false, instead: 'Name another: roadmap new <file>' } as const;

/** The format's limit for titles and goals, in characters. */
const MAX_LENGTH = 500;

export const newCommand = command({
	usage: 'new [file]',
	summary: 'Begin a roadmap of your own',
	group: 'Author',
	about:
		'Writes a short, valid roadmap with comments on what to change. On a terminal, roadmap new alone asks for what it needs. It never overwrites a file.',
	options: [
		{ flags: '--title <text>', about: 'its title' },
		{ flags: '--id <id>', about: 'the id that progress is kept under (made from the title if left out)' },
		{ flags: '--goal <text>', about: 'the goal: what you can do at the end' },
		{ flags: '--schema', about: 'begin with a line that tells editors where the JSON Schema of the format is' },
	],
	examples: [
		{ line: 'roadmap new bread.yaml --title "Bake bread"', does: 'a first version, to change in your editor' },
		{ line: 'roadmap new bread.yaml --title "Bake bread" --schema', does: 'an editor then completes and checks' },
	],
	run: async (session, input) => {
		const [typed] = input.args;
		// Checked before asking questions whose answers would be lost.
		if (typed) await refuseExisting(typed);
		const title = await titleFor(session, input);
		const id = await idFor(session, input, title);
		const file = typed || `${id}.yaml`;
		if (!typed) checkOutput(file, NEW);
		const goal = await goalFor(session, input);
		const head = isSet(input, 'schema') ? schemaLine(session.host.roadmapsFolder) : '';
		writeOutput(file, head + draftText({ id, title, goal }), NEW);
		return { file, id, title };
	},
	view: newView,
	isReceipt: () => true,
});

/** A learner who names an existing file may want to convert it. @throws UserError */
async function refuseExisting(file: string): Promise<void> {
	try {
		checkOutput(file, NEW);
	} catch (error) {
		const { refuseForeign } = await import('../convert/foreign.ts');
		refuseForeign(file, 'roadmap');
		throw error;
	}
}

async function titleFor(session: Session, input: Input): Promise<string> {
	const typed = textOption(input, 'title');
	if (typed !== undefined) return safeLine(right(typed, titleFault, 'title'));
	if (session.ask.possible()) return safeLine(await session.ask.text('What is it called?', { fault: titleFault }));
	throw usageError('roadmap new needs a title.', 'For example: roadmap new bread.yaml --title "Bake bread"');
}

async function idFor(session: Session, input: Input, title: string): Promise<string> {
	const typed = textOption(input, 'id');
	if (typed !== undefined) return right(typed, idFault, 'id');
	const proposal = slugOf(title);
	if (session.ask.possible()) {
		return (
			await session.ask.text('Its id? It cannot be changed later.', { proposal, fault: (text) => idFault(text.trim()) })
		).trim();
	}
	if (proposal !== undefined) return proposal;
	throw usageError('No id can be made from this title.', 'Choose one: --id my-roadmap');
}

/** @returns undefined if none was given */
async function goalFor(session: Session, input: Input): Promise<string | undefined> {
	const typed = textOption(input, 'goal');
	const asked = typed === undefined && session.ask.possible();
	const text = asked
		? await session.ask.text('What can you do at the end of it? Enter leaves it empty.', { fault: lengthFault })
		: right(typed ?? '', lengthFault, 'goal');
	return safeLine(text) || undefined;
}

/** @throws UserError with exit code 2 that names the option */
function right(text: string, fault: (text: string) => string | undefined, option: string): string {
	const wrong = fault(text);
	if (wrong === undefined) return text;
	throw usageError(wrong, `Give it with --${option}.`);
}

function titleFault(text: string): string | undefined {
	return safeLine(text) === '' ? 'A roadmap needs a title.' : lengthFault(text);
}

function lengthFault(text: string): string | undefined {
	return safeLine(text).length > MAX_LENGTH ? `That is longer than ${MAX_LENGTH} characters.` : undefined;
}

function idFault(text: string): string | undefined {
	if (SLUG.test(text)) return undefined;
	const near = slugOf(text);
	const rule = 'An id has lowercase letters, digits and hyphens, at most 64, and begins with a letter or digit';
	return near === undefined ? `${rule}.` : `${rule}; for example ${near}.`;
}

interface NewResult {
	readonly file: string;
	readonly id: string;
	readonly title: string;
}

function newView({ file, title }: NewResult, context: RenderContext): string {
	const word = safeLine(shellWord(file));
	return notice(context, `${leadMark(context, '✓')}${context.theme.title(title)} is in ${safeLine(file)}.`, [
		[`roadmap check ${word}`, 'check it; with --watch, while you write'],
		[`roadmap use ${word}`, 'use it from now on'],
	]);
}
