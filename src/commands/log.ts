import type { Session, State } from '../app/session.ts';
import { command, type Input, isSet, textOption } from '../cli/command.ts';
import { localDay, mondayOf } from '../domain/day.ts';
import { readPastDay } from '../domain/duration.ts';
import { allTopics, topicsByName } from '../domain/find.ts';
import { type LogEntry, logOf } from '../domain/log.ts';
import { safeLine } from '../domain/safe.ts';
import type { Ref, Topic } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { cut, listRows, notice, records, screen } from '../render/text.ts';
import { dayWords, joined } from '../render/words.ts';

export const log = command({
	usage: 'log',
	summary: 'What you did, by day',
	group: 'See',
	about:
		'Marks, what you read and built, labs, and the first words of your notes; the last day first. What you undid is left out.',
	options: [
		{ flags: '--week', about: 'only this week', excludes: ['--since'] },
		{ flags: '--since <day>', about: 'since that day: monday, 2w, 2026-11-01' },
	],
	examples: [
		{ line: 'roadmap log', does: 'everything' },
		{ line: 'roadmap log --week', does: 'since Monday' },
		{ line: 'roadmap log --since 2w', does: 'the last two weeks' },
	],
	run: async (session, input): Promise<LogResult> => {
		const state = await session.open();
		const since = firstDay(session, input);
		const titles = titlesIn(state);
		const days = logOf(session.events, state.standing.roadmap.id, session.now(), since);
		return {
			roadmap: state.standing.roadmap.id,
			since: since === '' ? null : since,
			days: days.map(({ day, entries }) => ({ day, entries: entries.flatMap((entry) => rowsOf(entry, titles)) })),
		};
	},
	view: logView,
});

export interface LogResult {
	readonly roadmap: string;
	/** YYYY-MM-DD; null for everything. */
	readonly since: string | null;
	readonly days: readonly { readonly day: string; readonly entries: readonly LogRow[] }[];
}

interface LogRow {
	readonly what: LogEntry['what'];
	/** ISO 8601. */
	readonly at: string;
	/** Null for a project. */
	readonly topic: Ref<string | null> | null;
	/** What was read or built, the lab, or the beginning of the note; '' for a mark. */
	readonly text: string;
}

function firstDay(session: Session, input: Input): string {
	const today = localDay(session.now());
	const since = textOption(input, 'since');
	if (since !== undefined) return readPastDay(since, today);
	return isSet(input, 'week') ? mondayOf(today) : '';
}

interface Titles {
	readonly topicOf: (id: string) => Topic | undefined;
	readonly resourceAt: (url: string) => { readonly title: string; readonly topic: Topic } | undefined;
	readonly stageOf: (id: string) => string;
	readonly labOf: (topic: Topic | undefined, id: string) => string;
}

/** Looks up the names of what events refer to by id or address; topics by former ids too. */
function titlesIn({ standing, lessonOf }: State): Titles {
	const topics = allTopics(standing.roadmap);
	const byName = topicsByName(standing.roadmap);
	const byUrl = new Map(
		topics.flatMap((topic) => lessonOf(topic).resources.map(({ url, title }) => [url, { title, topic }])),
	);
	const stages = new Map(standing.roadmap.stages.map(({ id, number, title }) => [id, `stage ${number}, ${title}`]));
	return {
		topicOf: (id) => byName.get(id),
		resourceAt: (url) => byUrl.get(url),
		stageOf: (id) => stages.get(id) ?? id,
		labOf: (topic, id) => (topic && lessonOf(topic).labs?.find((lab) => lab.id === id)?.title) ?? id,
	};
}

/** Returns a row for each topic. */
function rowsOf({ what, at, topics, url, stage, lab, text = '' }: LogEntry, titles: Titles): LogRow[] {
	if (url !== undefined) {
		const found = titles.resourceAt(url);
		return [
			{ what, at, topic: found ? named(found.topic, found.topic.id) : null, text: found?.title ?? safeLine(url) },
		];
	}
	if (stage !== undefined) return [{ what, at, topic: null, text: titles.stageOf(stage) }];
	return topics.map((id) => {
		const topic = titles.topicOf(id);
		return { what, at, topic: named(topic, id), text: lab === undefined ? safeLine(text) : titles.labOf(topic, lab) };
	});
}

function named(topic: Topic | undefined, id: string): LogRow['topic'] {
	return { id, number: topic?.number ?? null, title: topic?.title ?? id };
}

const WORDS: Readonly<Record<LogEntry['what'], string>> = {
	todo: 'put back',
	started: 'begun',
	done: 'done',
	known: 'known',
	skipped: 'skipped',
	read: 'read',
	unread: 'not read',
	built: 'built',
	building: 'building',
	unbuilt: 'not built',
	note: 'note',
	tried: 'tried',
	passed: 'passed',
};

/** The most characters of a note. */
const MAX_LENGTH = 60;

function logView({ days, since }: LogResult, context: RenderContext): string {
	if (context.plain) return records(days.flatMap(({ day, entries }) => entries.map((row) => record(day, row))));
	if (days.length === 0)
		return notice(
			context,
			since === null
				? 'There is nothing in the log yet.'
				: `There is nothing in the log since ${dayWords(since, context.today)}.`,
			[since === null ? ['roadmap next', 'what to learn now'] : ['roadmap log', 'all that you did']],
		);
	return screen(
		context,
		...days.map(({ day, entries }) => [
			context.theme.title(dayWords(day, context.today)),
			...listRows(
				context,
				entries.map(({ what, topic, text }) => ({ lead: WORDS[what], title: titleOf(topic, text), facts: '' })),
			),
		]),
	);
}

function titleOf(topic: LogRow['topic'], text: string): string {
	const name = topic && joined([topic.number, topic.title], '  ');
	return joined([name, cut(text, MAX_LENGTH)], ': ');
}

function record(day: string, { what, topic, text }: LogRow): string[] {
	return [day, what, topic?.number ?? '', topic?.id ?? '', topic?.title ?? '', text];
}
