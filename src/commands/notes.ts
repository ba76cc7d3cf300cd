import { allNotes, copiesWithWarnings } from '../app/notes.ts';
import { awayRoadmap } from '../app/roadmaps.ts';
import type { Session, State } from '../app/session.ts';
import { command, type Input } from '../cli/command.ts';
import { allTopics, refOf, topicsByName } from '../domain/find.ts';
import { hasWords, notesOn } from '../domain/notes.ts';
import type { Ref, Roadmap, Topic } from '../domain/types.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { shownNotes } from '../render/prose.ts';
import { notice, screen, verbatim } from '../render/text.ts';
import { named } from './topic-arguments.ts';

interface NotesResult {
	readonly roadmap: string;
	/** The words searched for; null if all notes were requested. */
	readonly search: string | null;
	/** The number of the requested topic, or of the stage's first one; null for all. */
	readonly about: string | null;
	readonly notes: readonly Noted[];
	/** Copies of notes that another program left beside them. */
	readonly copies?: readonly { readonly topic: string; readonly file: string }[];
}

interface Noted {
	readonly topic: Ref<string | null>;
	readonly text: string;
}

export const notes = command({
	usage: 'notes [topic]',
	summary: 'Your notes, in the order of the roadmap',
	group: 'Remember',
	about: 'Shows all your notes, those on a topic, or those on a stage (4, storage or stage:4).',
	options: [{ flags: '--search <words>', about: 'only notes with all these words' }],
	examples: [
		{ line: 'roadmap notes', does: 'everything you wrote' },
		{ line: 'roadmap notes stage:1', does: 'on the topics of stage 1' },
		{ line: 'roadmap notes --search join', does: 'wherever you wrote that word' },
	],
	run: async (session, input): Promise<NotesResult> => {
		const away = input.args.length === 0 ? awayRoadmap(session) : undefined;
		if (away !== undefined) return notesOf(session, away, searchOption(input));
		const open = await session.open();
		const { roadmap } = open.standing;
		const search = searchOption(input);
		const wanted = await topicsWanted(roadmap, input.args[0]);
		const all = await allNotes(session);
		const copies = await copiesWithWarnings(session, (topic) => !wanted || wanted.some(({ id }) => id === topic));
		const rows = [...inOrder(open, all), ...(wanted ? [] : ofNoTopic(roadmap, all))];
		return {
			roadmap: roadmap.id,
			search,
			about: wanted?.[0]?.number ?? null,
			notes: rows.filter((row) => (!wanted || wanted.some(({ id }) => id === row.topic.id)) && isFound(row, search)),
			...(copies.length > 0 && { copies }),
		};
	},
	view: notesView,
});

/** Returns the notes on a roadmap whose file is missing. Only the ids of their topics are known. */
async function notesOf(session: Session, roadmap: string, search: string | null): Promise<NotesResult> {
	const rows = byId(await allNotes(session, roadmap));
	return { roadmap, search, about: null, notes: rows.filter((row) => isFound(row, search)) };
}

function isFound({ topic, text }: Noted, search: string | null): boolean {
	return text.trim() !== '' && (search === null || hasWords(`${topic.title}\n${text}`, search.split(/\s+/)));
}

function searchOption({ options }: Input): string | null {
	const { search } = options;
	if (search === undefined) return null;
	if (typeof search === 'string' && search.trim() !== '') return search.trim();
	throw usageError('Search for what?', 'For example: roadmap notes --search join');
}

/** Returns the topics that a word names, directly or as a stage; undefined without a word. */
async function topicsWanted(roadmap: Roadmap, word: string | undefined): Promise<readonly Topic[] | undefined> {
	if (word === undefined) return undefined;
	const found = await named(roadmap, word);
	return 'stage' in found ? found.stage.topics : [found.topic];
}

function inOrder({ standing }: State, all: ReadonlyMap<string, string>): NotesResult['notes'] {
	return allTopics(standing.roadmap).flatMap((topic) => {
		const text = notesOn(topic, all);
		return text === undefined ? [] : [{ topic: refOf(topic), text }];
	});
}

/** Notes on topics that the roadmap no longer has are kept, and shown last. */
function ofNoTopic(roadmap: Roadmap, all: ReadonlyMap<string, string>): NotesResult['notes'] {
	const known = topicsByName(roadmap);
	return byId(all).filter(({ topic }) => !known.has(topic.id));
}

function byId(all: ReadonlyMap<string, string>): Noted[] {
	const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
	return sorted.map(([id, text]) => ({ topic: { id, number: null, title: id }, text }));
}

/** In a pipe: Markdown with a heading for each topic. */
function notesView(result: NotesResult, context: RenderContext): string {
	const { notes } = result;
	if (notes.length === 0) return nothing(result, context);
	if (context.plain)
		return notes.map((noted) => `${[`## ${headOf(noted)}`, '', ...shownNotes(noted.text)].join('\n')}\n`).join('\n');
	return screen(
		context,
		...notes.map((noted) => [
			context.theme.title(headOf(noted)),
			...shownNotes(noted.text).flatMap((line) => (line === '' ? [''] : verbatim(context, line))),
		]),
	);
}

function headOf({ topic }: Noted): string {
	return topic.number === null ? topic.title : `${topic.number} ${topic.title}`;
}

function nothing({ search, about }: NotesResult, context: RenderContext): string {
	if (context.plain) return '';
	if (search !== null)
		return notice(context, `No note contains ${/\s/.test(search) ? 'these words' : 'this word'}.`, [
			['roadmap notes', 'all of them'],
		]);
	return notice(context, 'There are no notes yet.', [
		[`roadmap note ${about ?? '1.1'} "what to remember"`, 'write one'],
	]);
}
