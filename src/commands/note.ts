import { editNotes } from '../app/note-editing.ts';
import { appendToNotes } from '../app/notes.ts';
import { command, type Input } from '../cli/command.ts';
import { localDay } from '../domain/day.ts';
import { findNamed, refOf, topicsCalled } from '../domain/find.ts';
import { dated } from '../domain/notes.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import type { Ref, Roadmap } from '../domain/types.ts';
import { UserError, usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { type Match, matchLines } from '../render/match.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { readInput } from '../store/user-files.ts';
import { PICK, topicArgument, type Verb } from './topic-arguments.ts';

interface NoteResult {
	readonly topic: Ref;
	readonly file: string;
	readonly changed: boolean;
	/** The note was left blank in the editor. */
	readonly isEmpty: boolean;
	/** The same lines were changed in the editor and elsewhere: both versions are in the note. */
	readonly isConflicted?: boolean;
	/** The text added; null if an editor was opened. */
	readonly added: string | null;
	/** How the topic was chosen, if not named in full. */
	readonly match?: Match;
}

export const note = command({
	usage: 'note [topic] [text...]',
	summary: 'Write down what you want to remember of a topic',
	group: 'Remember',
	about:
		'Without a topic, the note goes to the one in hand (begun last, and not done yet). A text is added with the date; - adds what comes from standard input. Without a text, your notes on the topic open in the editor that VISUAL or EDITOR names, else in vi, nano or notepad. They are Markdown files, yours to keep. Put -- before a text of one word that begins with a dash.',
	options: [PICK],
	examples: [
		{ line: 'roadmap note "The index is read, the table is not"', does: 'a line on the topic in hand' },
		{ line: 'roadmap note 1.2 "An anti-join is a left join that asks for null"', does: 'add a line' },
		{ line: 'roadmap note sql-joins Watch out for duplicate keys', does: 'add another' },
	],
	run: async (session, input): Promise<NoteResult> => {
		const state = await session.open();
		refuseAction(state.standing.roadmap, input);
		const { word, words } = await splitNote(state.standing.roadmap, input);
		const { topic, match } = await topicArgument(session, state, input, VERB, word);
		const base = { topic: refOf(topic), ...(match && { match }) };
		if (words.length > 0) {
			const text = words.join(' ');
			const added = dated(
				text === '-' ? await readInput('-', session.host.stdin, session.globals.noInput) : text,
				localDay(session.now()),
			);
			if (added === undefined)
				throw usageError('The note is empty.', 'Write something: roadmap note 1.2 "what to remember"');
			return { ...base, file: await appendToNotes(session, topic, added), changed: true, isEmpty: false, added };
		}
		if (!session.ask.possible()) {
			const hint = `Give the text: roadmap note ${topic.id} "what to remember", or - to read it from a pipe`;
			throw usageError('There is no terminal to open an editor on.', hint);
		}
		const { fault, ...edited } = await editNotes(session, topic);
		if (fault === undefined || edited.changed) return { ...base, ...edited, added: null };
		const hint = `Set one: EDITOR=nano roadmap note ${topic.id}. Or give the text: roadmap note ${topic.id} "what to remember"`;
		throw new UserError(`Nothing was changed, because ${fault}.`, { hint });
	},
	view: noteView,
	isReceipt: () => true,
});

const VERB: Verb = { name: 'note', takes: 'in hand' };

/** @throws UserError for an action of other programs, alone or before a topic: `note list`, `note add 1.1 "…"` */
function refuseAction(roadmap: Roadmap, { args }: Input): void {
	const [action = '', word, ...text] = args;
	const known = /^(?:add|new|edit|list|ls|show|read|view|delete|remove|rm)$/.test(action);
	const isTopic = word !== undefined && /^\d+\.\d+$|-/.test(word) && topicsCalled(roadmap, word).length === 1;
	if (!known || !(word === undefined || isTopic)) return;
	const verb = /^(?:list|ls|show|read|view)$/.test(action) ? 'notes' : 'note';
	const line = ['roadmap', verb, ...(word === undefined ? [] : [word]), ...text.map(shellWord)].join(' ');
	throw usageError(
		`roadmap note has no action called "${action}".`,
		/^(?:delete|remove|rm)$/.test(action) ? `Delete the lines in your editor: ${line}` : `Did you mean ${line}?`,
	);
}

/** Distinguishes a topic's name from text for the current topic, whose first word may look like a name. */
async function splitNote(
	roadmap: Roadmap,
	{ args, options }: Input,
): Promise<{ word?: string; words: readonly string[] }> {
	const [first, ...rest] = args;
	if (first === undefined || first === '-' || /\s/.test(first) || options.pick === true) return { words: args };
	const isNumber = /^(?:stage:.*|\d+\.\d+)$/i.test(first);
	if (isNumber || topicsCalled(roadmap, first).length === 1) return { word: first, words: rest };
	const { mistyped, nearTopics } = await import('../domain/search.ts');
	// The first word of a sentence is taken for a name only if it is a typo of one; a single word also if topics match
	// it.
	if (rest.length > 0) return mistyped(roadmap, first).length > 0 ? { word: first, words: rest } : { words: args };
	const isName = findNamed(roadmap, first) !== undefined || nearTopics(roadmap, first).length > 0;
	return isName ? { word: first, words: rest } : { words: args };
}

const EDITOR_IN_A_WINDOW =
	'Is your editor still open in a window? Have it wait until you close it: EDITOR="code --wait", say.';

function noteView(result: NoteResult, context: RenderContext): string {
	const { topic, file, changed, isEmpty, isConflicted = false, added, match } = result;
	const conflict = 'The same lines were changed elsewhere meanwhile; both versions are in it.';
	return screen(
		context,
		[
			...matchLines(context, { ...topic, match }),
			...wrap(context, changeWords(result, context.theme.title(topic.title))),
			...wrap(context, changed && isConflicted ? conflict : ''),
			context.theme.quiet(safeLine(file)),
		],
		hints(context, [
			!isEmpty && [`roadmap notes ${topic.number}`, 'read them'],
			changed && ['roadmap undo', 'take it back'],
		]),
		changed || added !== null ? [] : wrap(context, context.theme.quiet(EDITOR_IN_A_WINDOW)),
	);
}

function changeWords({ added, changed, isEmpty }: NoteResult, title: string): string {
	if (added !== null) return `Noted on ${title}.`;
	if (!changed) return 'Nothing changed.';
	return isEmpty ? `There are no notes on ${title} any more.` : `Your notes on ${title} are kept.`;
}
