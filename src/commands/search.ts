import { allNotes } from '../app/notes.ts';
import { command } from '../cli/command.ts';
import { refOf } from '../domain/find.ts';
import { notesOn } from '../domain/notes.ts';
import { statusOf } from '../domain/progress.ts';
import { safeLine } from '../domain/safe.ts';
import type { Where } from '../domain/search.ts';
import type { Ref, Status, Tier, Topic } from '../domain/types.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { hints, type ListRow, listRows, notice, records, screen, wrap } from '../render/text.ts';
import { foundWords, joined, plural, statusWord } from '../render/words.ts';

export const search = command({
	usage: 'search <words...>',
	summary: 'Search topics, texts and your notes',
	group: 'See',
	about:
		'Searches titles, ids and summaries, everything that a topic says, what there is to read, and your notes. Accents do not matter, and where nothing contains a word as you typed it, a typo is forgiven.',
	examples: [
		{ line: 'roadmap search window', does: 'topics with that word or its beginning' },
		{ line: 'roadmap search exactly once', does: 'topics with both words' },
	],
	run: async (session, input) => {
		const query = input.args.join(' ').trim();
		if (query === '') throw usageError('Search for what?', 'For example: roadmap search joins');
		const { standing, lessonOf } = await session.open();
		const notes = await allNotes(session);
		const noteOf = (topic: Topic) => notesOn(topic, notes) ?? '';
		const { searchTopics } = await import('../domain/search.ts');
		const hits = searchTopics(standing.roadmap, { lessonOf, noteOf }, query);
		const results = hits.map(({ topic, where, excerpt }) => {
			const status = statusOf(standing.progress, topic);
			return { topic: { ...refOf(topic), tier: topic.tier, status }, where, excerpt };
		});
		return { query, results };
	},
	view: searchView,
});

interface SearchResult {
	readonly query: string;
	readonly results: readonly SearchHit[];
}

interface SearchHit {
	readonly topic: Ref & { readonly tier: Tier; readonly status: Status };
	readonly where: Where;
	readonly excerpt: string;
}

/** Nobody reads more results on a terminal. */
const MAX_HITS = 12;

function searchView({ query, results }: SearchResult, context: RenderContext): string {
	if (context.plain) return records(results.map(record));
	const [first] = results;
	if (!first) {
		return notice(context, `Nothing found for "${safeLine(query)}".`, [['roadmap stages', 'everything there is']]);
	}
	const rest = results.length - MAX_HITS;
	return screen(
		context,
		listRows(
			context,
			results.slice(0, MAX_HITS).map((hit) => row(hit, context)),
		),
		rest > 0 ? wrap(context, `And ${plural(rest, 'more topic')}; add a word to narrow it down.`) : [],
		hints(context, [[`roadmap topic ${first.topic.number}`, 'the whole topic']]),
	);
}

function record({ topic, where, excerpt }: SearchHit): string[] {
	return [topic.number, topic.id, topic.status, topic.tier, topic.title, where, excerpt];
}

function row({ topic, where, excerpt }: SearchHit, context: RenderContext): ListRow {
	return {
		lead: topic.number,
		title: context.theme.title(topic.title),
		facts: joined([topic.tier, statusWord(topic.status)]),
		below: foundWords(where, excerpt),
	};
}
