import { allChoices } from '../../app/choices.ts';
import { allNotes, notesEverywhere } from '../../app/notes.ts';
import type { Session, State } from '../../app/session.ts';
import { choiceOption, command, type Input, isSet, textOption } from '../../cli/command.ts';
import { BACKUP_FORMAT, type Backup } from '../../domain/backup.ts';
import { byTime } from '../../domain/event.ts';
import { notesOn } from '../../domain/notes.ts';
import { sum } from '../../domain/numbers.ts';
import { safeJson, safeLine, safeText, shellWord } from '../../domain/safe.ts';
import { tally } from '../../domain/tally.ts';
import type { Stage } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { counted } from '../../render/tally.ts';
import { notice } from '../../render/text.ts';
import { joined, plural } from '../../render/words.ts';
import { loadAllEvents } from '../../store/load-events.ts';
import { writeOutput } from '../../store/user-files.ts';
import { csv, FORMATS, type Format, markdown, type Sheet } from './formats.ts';
import { ankiNotes, reportedQuestions } from './questions.ts';

interface WrittenResult {
	readonly file: string;
	readonly format: Format;
	/** JSON contains everything; the other formats contain the topics of one roadmap. */
	readonly events: number | null;
	readonly topics: number | null;
	/** The number of topics in view, without skipped ones. */
	readonly inView?: number;
	readonly notes: number | null;
}

export interface QuestionsResult {
	readonly file: string;
	readonly questions: number;
	readonly format: 'anki' | 'feedback';
}

export interface TextResult {
	readonly format: Format;
	readonly text: string;
}

export const exportCommand = command({
	usage: 'export',
	summary: 'Take everything with you: JSON, Markdown or CSV',
	group: 'Keep',
	about:
		'JSON holds everything from all roadmaps, and roadmap import brings it back. Markdown (a checklist) and CSV (a table) cover the roadmap in use.',
	options: [
		{ flags: '--format <format>', about: 'json, markdown or csv (by the name of the file, else json)' },
		{ flags: '-o, --output <file>', about: 'write to a file, whole or not at all' },
		{
			flags: '--anki <file>',
			about: 'the questions of what you finished, as notes for Anki',
			excludes: ['--feedback', '--output', '--format'],
		},
		{
			flags: '--feedback <file>',
			about: 'the questions that you reported as bad, for the author',
			excludes: ['--output', '--format'],
		},
		{ flags: '--force', about: 'overwrite an existing file' },
	],
	examples: [
		{ line: 'roadmap export', does: 'everything, as JSON' },
		{ line: 'roadmap export --format markdown', does: 'a checklist with your notes' },
		{ line: 'roadmap export --format csv', does: 'one topic a line, for a spreadsheet' },
	],
	run: async (session, input): Promise<Exported> => {
		const questions = await writeQuestions(session, input);
		if (questions) return questions;
		const file = textOption(input, 'output');
		const format = formatOption(input, file);
		const backup = backupOf(session);
		if (format === 'json' && (file === undefined || file === '-')) return backup;
		if (format === 'json' && file !== undefined) {
			writeOutput(file, `${JSON.stringify(backup, null, 2)}\n`, { force: isSet(input, 'force') });
			return { file, format, events: backup.events.length, topics: null, notes: backup.notes.length };
		}
		const sheet = await sheetOf(session);
		const text = format === 'csv' ? csv(sheet) : markdown(sheet);
		if (file === undefined || file === '-') return { format, text };
		writeOutput(file, text, { force: isSet(input, 'force') });
		const topics = sum(sheet.stages.map((stage) => stage.topics.length));
		return { file, format, events: null, topics, inView: counted(sheet.progress), notes: null };
	},
	view: exportedView,
	isReceipt: (result) => 'file' in result,
});

type Exported = Backup | TextResult | WrittenResult | QuestionsResult;

/** @returns undefined if neither --anki nor --feedback was given */
async function writeQuestions(session: Session, input: Input): Promise<QuestionsResult | undefined> {
	const [anki, feedback] = [textOption(input, 'anki'), textOption(input, 'feedback')];
	const file = anki ?? feedback;
	if (file === undefined) return undefined;
	const state = await session.open();
	const { text, questions } = anki === undefined ? reportedQuestions(state, session.memory) : ankiNotes(state);
	writeOutput(file, text, { force: isSet(input, 'force') });
	return { file, questions, format: anki === undefined ? 'feedback' : 'anki' };
}

function formatOption(input: Input, file = ''): Format {
	if (textOption(input, 'format') === 'md') return 'markdown';
	return choiceOption(input, 'format', 'a format', FORMATS) ?? formatOf(file);
}

/** Derives the format from a file name. */
function formatOf(file: string): Format {
	if (/\.(?:md|markdown)$/i.test(file)) return 'markdown';
	return /\.csv$/i.test(file) ? 'csv' : 'json';
}

function backupOf(session: Session): Backup {
	const { roadmap, choices } = allChoices(session);
	const events = [...loadAllEvents(session.places)].sort(byTime);
	const head = { program: 'roadmap', format: BACKUP_FORMAT, at: session.now().toISOString(), roadmap } as const;
	const notes = notesEverywhere(session, 'warn').filter(({ text }) => text.trim() !== '');
	return { ...head, choices, events, notes };
}

async function sheetOf(session: Session): Promise<Sheet> {
	const open = await session.open();
	const { roadmap, scope, progress, today } = open.standing;
	const notes = await allNotes(session);
	return {
		roadmap: roadmap.id,
		title: roadmap.title,
		goal: roadmap.goal,
		day: today,
		progress: tally(progress, scope.topics),
		stages: roadmap.stages.map((stage) => sheetStage(open, stage, notes)),
	};
}

function sheetStage({ describe }: State, stage: Stage, notes: ReadonlyMap<string, string>): Sheet['stages'][number] {
	const topics = stage.topics.filter(({ hidden }) => !hidden);
	return {
		number: stage.number,
		title: stage.title,
		phase: stage.phase,
		topics: topics.map((topic) => ({ ...describe(topic), notes: safeText(notesOn(topic, notes) ?? '') })),
	};
}

/** Returns the text itself, or where it was written. */
function exportedView(result: Exported, context: RenderContext): string {
	if ('text' in result) return safeText(result.text);
	if (!('file' in result)) return safeJson(result, 2);
	const { file } = result;
	const name = context.theme.title(safeLine(file));
	if ('questions' in result) {
		const written = `${plural(result.questions, 'question')} written to ${name}.`;
		return notice(context, written, [['roadmap review', 'be asked here']]);
	}
	const { format, events, topics, inView, notes } = result;
	const isOdd = format === 'json' && !/\.json$/i.test(file);
	const counts = [
		events !== null && plural(events, 'change'),
		notes !== null && plural(notes, 'note'),
		topics !== null && plural(topics, 'topic'),
	];
	const view = inView === undefined || inView === topics ? '' : `, ${inView} of them on your path and level`;
	return notice(context, `${joined(counts, ' and ')} written to ${name}${view}${isOdd ? ', as JSON' : ''}.`, [
		format === 'csv'
			? ['roadmap stages', 'how far you are']
			: [`roadmap import ${shellWord(safeLine(file))}`, 'bring it in, on any machine'],
		isOdd && ['roadmap export -o list.md', 'a checklist to read'],
	]);
}
