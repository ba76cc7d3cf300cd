import { editNotes } from '../app/note-editing.ts';
import { appendToNotes } from '../app/notes.ts';
import { command } from '../cli/command.ts';
import { localDay } from '../domain/day.ts';
import { dated } from '../domain/notes.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, UserError } from '../errors.ts';
import type { Page } from '../render/page.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { readInput } from '../store/input-file.ts';
import { topicArgument } from './naming.ts';

export interface NoteResult {
	readonly topic: { readonly id: string; readonly number: string; readonly title: string };
	readonly file: string;
	readonly changed: boolean;
	/** The editor left no notes. */
	readonly isEmpty: boolean;
	/** Lines were changed in the editor and elsewhere at once: both versions stand in the notes. */
	readonly isConflicted?: boolean;
	/** What was added; null where an editor was opened. */
	readonly added: string | null;
}

export const note = command({
	usage: 'note [topic] [text...]',
	summary: 'Write down what you want to remember of a topic',
	group: 'Remember',
	about:
		'With a text, adds it with the date; with - in its place, what comes from the standard input. Without one, opens your notes on the topic in the editor that VISUAL or EDITOR names, else in vi, nano or notepad. They are Markdown files, yours to keep. Before a text that begins with a dash and is one word, put --.',
	examples: [
		{ line: 'roadmap note 1.2 "An anti-join is a left join that asks for null"', does: 'add a line' },
		{ line: 'roadmap note sql-joins Watch out for duplicate keys', does: 'add another' },
	],
	run: async (session, input): Promise<NoteResult> => {
		const open = await session.open();
		const topic = await topicArgument(session, open, input, 'note');
		const { id, number, title } = topic;
		const said = { topic: { id, number, title } };
		const words = input.args.slice(1);
		if (words.length > 0) {
			const text = words.join(' ');
			const added = dated(
				text === '-' ? await readInput('-', session.host.stdin, session.globals.noInput) : text,
				localDay(session.now()),
			);
			if (added === undefined)
				throw new UserError('The note is empty.', { hint: 'Say what to write down.', code: EXIT.usage });
			return { ...said, file: await appendToNotes(session, topic, added), changed: true, isEmpty: false, added };
		}
		if (!session.ask.possible()) {
			const hint = `Say it: roadmap note ${id} "what to remember"`;
			throw new UserError('There is no terminal for an editor.', { hint, code: EXIT.usage });
		}
		const { fault, ...edited } = await editNotes(session, topic);
		if (fault === undefined || edited.changed) return { ...said, ...edited, added: null };
		const hint = `Name one: EDITOR=nano roadmap note ${id}. Or say it: roadmap note ${id} "what to remember"`;
		throw new UserError(`Nothing was changed, because ${fault}.`, { hint });
	},
	view: noteView,
	isReceipt: () => true,
});

export function noteView(
	{ topic, file, changed, isEmpty, isConflicted = false, added }: NoteResult,
	page: Page,
): string {
	const title = page.ink.title(topic.title);
	const edited = isEmpty ? `There are no notes on ${title} any more.` : `Your notes on ${title} are kept.`;
	const said = added !== null ? `Noted on ${title}.` : changed ? edited : 'Nothing changed.';
	return screen(
		page,
		[
			...wrap(page, said),
			...(changed && isConflicted
				? wrap(page, 'The same lines were changed elsewhere meanwhile; both versions are in it.')
				: []),
			page.ink.quiet(safeLine(file)),
		],
		hints(page, [
			...(isEmpty ? [] : ([[`roadmap notes ${topic.number}`, 'read them']] as const)),
			...(changed ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
