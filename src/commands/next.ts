import { otherRecentRoadmaps } from '../app/other-roadmaps.ts';
import { knownRoadmaps, warnOfFaults } from '../app/roadmaps.ts';
import type { Session, State } from '../app/session.ts';
import { command, type Input, isSet, textOption } from '../cli/command.ts';
import { labToDo, type ResourceData, resourceToOpen, type TopicData } from '../domain/describe.ts';
import { readMinutes } from '../domain/duration.ts';
import { leftOf, type Nothing, nextUp, type Why, whyNothing, whyNow } from '../domain/next.ts';
import { smallest } from '../domain/numbers.ts';
import type { Recap } from '../domain/recap.ts';
import { safeLine } from '../domain/safe.ts';
import type { Standing } from '../domain/standing.ts';
import type { Topic } from '../domain/types.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { nothingBlocks } from '../render/nothing-left.ts';
import { firstSentence, inline } from '../render/prose.ts';
import { checkHint } from '../render/recall.ts';
import { hints, labelled, notice, records, screen, spread, wrap } from '../render/text.ts';
import { toOpenLabel, toOpenLines } from '../render/to-open.ts';
import { duration, joined, labFacts, labName, topicFactsAndState, whyWords } from '../render/words.ts';
import { type MissingTool, missingTools, missingToolsLines } from './needed-tools.ts';
import { recapFor } from './recap.ts';
import { stageOption } from './topic-arguments.ts';

export const next = command({
	usage: 'next',
	summary: 'What to learn now, why, and what to open',
	group: 'Learn',
	options: [
		{ flags: '-n, --number <n>', about: 'how many topics to show (1)' },
		{ flags: '--stage <stage>', about: 'only from this stage, even if other topics usually come first' },
		{ flags: '--time <time>', about: 'only if something to read or do fits into this time: 30m, 1h' },
		{ flags: '--all', about: 'one in each roadmap that you are on', excludes: ['--stage'] },
	],
	examples: [
		{ line: 'roadmap next', does: 'the one topic to learn now' },
		{ line: 'roadmap next -n 3', does: 'the next three' },
		{ line: 'roadmap next --time 30m', does: 'something that fits into half an hour' },
		{ line: 'roadmap next --all', does: 'one of each roadmap touched in the last month' },
	],
	run: (session, input) => (isSet(input, 'all') ? nextEverywhere(session, input) : nextHere(session, input)),
	view: nextView,
});

/** The options of `next`. */
interface NextOptions {
	readonly count: number;
	/** The time available. */
	readonly minutes: number | undefined;
	/** Restricts the topics, by id. */
	readonly among: ReadonlySet<string> | undefined;
}

async function nextHere(session: Session, input: Input): Promise<NextResult> {
	const [state, { count, minutes }] = [await session.open(), readOptions(input)];
	const { standing, describe } = state;
	const among = stageOption(standing.roadmap, input);
	const { topics, candidates } = chooseTopics(session, state, { count, minutes, among });
	return {
		...scopeIds(standing),
		topics,
		...(topics.length === 0 && { nothing: candidates.length === 0 ? whyNothing(standing, among) : null }),
		...(candidates.length === 0 && !among && { recap: await recapFor(session) }),
		...(minutes !== undefined && {
			time: minutes,
			...(topics.length === 0 ? shortestOf(candidates.map(describe)) : { shortest: null }),
		}),
	};
}

/** Handles --all: the roadmap in use comes first, then others changed within the last month, the most recent first. */
async function nextEverywhere(session: Session, input: Input): Promise<NextResult> {
	const [state, options] = [await session.open(), { ...readOptions(input), among: undefined }];
	const { roadmap } = state.standing;
	const order = otherRecentRoadmaps(session.memory, roadmap.id, session.now()).map(({ id }) => id);
	const others = await knownRoadmaps(session, new Set(order));
	warnOfFaults(session, others);
	const states = [state, ...order.flatMap((id) => others.find((other) => other.id === id)?.state ?? [])];
	const topics = states.flatMap((one) => {
		const { id, title } = one.standing.roadmap;
		return chooseTopics(session, one, options).topics.map((item) => ({ ...item, roadmap: { id, title } }));
	});
	if (topics.length === 0) return nextHere(session, input);
	const { minutes } = options;
	return { ...scopeIds(state.standing), topics, ...(minutes !== undefined && { time: minutes, shortest: null }) };
}

function scopeIds({ roadmap, scope }: Standing): Pick<NextResult, 'roadmap' | 'path' | 'level'> {
	return { roadmap: roadmap.id, path: scope.path.id, level: scope.level.id };
}

/** @returns the topics, and the candidates including those that do not fit */
function chooseTopics(session: Session, { standing, describe }: State, { count, minutes, among }: NextOptions) {
	const fitting = (topic: Topic) => resourceToOpen(describe(topic).resources, minutes);
	const open = nextUp(standing, minutes === undefined ? count : Number.POSITIVE_INFINITY, among);
	const candidates = open.length === 0 && among ? leftOf(standing, among) : open;
	const chosen = take(candidates, count, (topic) => minutes === undefined || fitting(topic) !== null);
	const topics = chosen.map((topic) => ({
		topic: describe(topic),
		why: whyNow(standing, topic),
		toCheck: standing.progress.toCheck.has(topic.id),
		resource: fitting(topic),
		missing: missingTools(session, standing.roadmap, describe(topic).tools),
	}));
	return { topics, candidates };
}

/** Returns the first `count` items that fit, and tests no more than needed. */
function take<T>(items: readonly T[], count: number, fits: (item: T) => boolean): T[] {
	const taken: T[] = [];
	for (const item of items) {
		if (taken.length >= count) break;
		if (fits(item)) taken.push(item);
	}
	return taken;
}

/** Returns the minutes of the shortest unfinished resource, and how many have no estimate. */
function shortestOf(topics: readonly TopicData[]): { shortest: number | null; untimed: number } {
	const left = topics.flatMap(({ resources }) => resources.filter(({ status }) => status === 'todo'));
	const minutes = left.flatMap((resource) => resource.minutes ?? []);
	return { shortest: minutes.length > 0 ? smallest(minutes) : null, untimed: left.length - minutes.length };
}

function readOptions(input: Input): Pick<NextOptions, 'count' | 'minutes'> {
	const time = textOption(input, 'time');
	return { count: readCount(input), minutes: time === undefined ? undefined : readMinutes(time) };
}

function readCount(input: Input): number {
	const word = textOption(input, 'number') ?? '1';
	if (/^[1-9]\d{0,4}$/.test(word)) return Number(word);
	throw usageError(`"${safeLine(word)}" is not a number of topics.`, 'For example: roadmap next -n 3');
}

interface NextResult {
	readonly roadmap: string;
	readonly path: string;
	readonly level: string;
	readonly topics: readonly NextTopic[];
	/** Why there are no topics; null if there are some but none fits into the time. */
	readonly nothing?: Nothing | null;
	/** The summary of what was learned, if everything in view is finished. */
	readonly recap?: Recap | null;
	/** The minutes of --time. */
	readonly time?: number;
	readonly shortest?: number | null;
	/** If nothing fits: how many resources have no estimate. */
	readonly untimed?: number;
}

interface NextTopic {
	/** With --all: the topic's roadmap. */
	readonly roadmap?: { readonly id: string; readonly title: string };
	readonly topic: TopicData;
	readonly why: Why;
	/** Whether it may be known already, so that its recall questions should come before reading. */
	readonly toCheck: boolean;
	readonly resource: ResourceData | null;
	/** Tools its practice needs that this machine lacks. */
	readonly missing: readonly MissingTool[];
}

function nextView(result: NextResult, context: RenderContext): string {
	const [first, ...others] = result.topics;
	if (!first) return nothingView(result, context);
	const isHere = first.roadmap === undefined || first.roadmap.id === result.roadmap;
	if (others.length === 0 && isHere && !(context.plain && first.roadmap)) return one(first, context);
	if (context.plain) return records(result.topics.map((item) => record(item, result.time !== undefined)));
	const blocks = result.topics.map((item) => [
		...head(item, context, item.roadmap?.title),
		...(item.resource ? toOpenLines(context, toOpenLabel(item.topic.resources), item.resource) : []),
	]);
	const other = result.topics.find(({ roadmap }) => roadmap && roadmap.id !== result.roadmap)?.roadmap;
	return screen(
		context,
		...blocks,
		hints(context, [
			isHere && [`roadmap topic ${first.topic.number}`, 'the whole topic'],
			other && [`roadmap use ${other.id}`, `go on with ${other.title}`],
		]),
	);
}

/** With --all the roadmap comes first. @param isTimed whether to add the resource that fits into the time */
function record({ roadmap, topic, resource }: NextTopic, isTimed: boolean): (string | number)[] {
	const fitting = isTimed && resource ? [resource.n, resource.title] : [];
	const where = roadmap ? [roadmap.id] : [];
	return [...where, topic.number, topic.id, topic.status, topic.tier, topic.title, ...fitting];
}

function one(item: NextTopic, context: RenderContext): string {
	const { topic, why, resource } = item;
	const { number } = topic;
	const lab = labToDo(topic);
	return screen(
		context,
		head(item, context, `Stage ${topic.stage.number}: ${topic.stage.title}`),
		[
			...labelled(context, 'Why now', whyWords(topic, why, context.today)),
			...(resource ? toOpenLines(context, toOpenLabel(topic.resources), resource) : []),
			...practiceLines(topic, context),
			...missingToolsLines(item.missing, context),
		],
		hints(context, [
			item.toCheck && checkHint(topic),
			resource && [openCommand(topic, resource), 'opens it in the browser'],
			lab && [`roadmap lab ${labName(topic, lab)}`, 'the practice, checked on your machine'],
			[`roadmap topic ${number}`, 'the whole topic'],
			[`roadmap done ${number}`, 'when you can explain it to a colleague'],
			!lab && [`roadmap later ${number}`, 'not now'],
		]),
	);
}

/**
 * Renders the next lab; else the practice in one sentence, if the author wrote one or its first sentence stands alone.
 */
function practiceLines(topic: TopicData, context: RenderContext): string[] {
	const lab = labToDo(topic);
	if (lab) {
		const facts = labFacts(lab, context.today);
		return labelled(context, 'Practice', joined([`Lab: ${lab.title}`, facts]));
	}
	const { task, practice } = topic;
	const sentence = task ?? firstSentence(practice ?? '');
	return sentence === '' ? [] : labelled(context, 'Practice', inline(context, sentence));
}

/** @param where where the topic belongs, shown on a line of its own */
function head({ topic }: NextTopic, context: RenderContext, where = ''): string[] {
	return [
		...spread(context, context.theme.title(topic.title), topicFactsAndState(context, topic)),
		...wrap(context, context.theme.quiet(where)),
		...wrap(context, inline(context, topic.summary)),
	];
}

/** Returns the command that opens a resource; with its number, unless it is opened by default. */
function openCommand({ number, resources }: TopicData, { n }: ResourceData): string {
	return `roadmap open ${number}${resourceToOpen(resources)?.n === n ? '' : ` ${n}`}`;
}

function nothingView(
	{ time, shortest, untimed = 0, nothing, recap = null }: NextResult,
	context: RenderContext,
): string {
	if (nothing || time === undefined) return screen(context, ...nothingBlocks(nothing ?? null, context, recap));
	if (!shortest)
		return notice(
			context,
			untimed === 0
				? 'Nothing that you can begin now comes with anything to read.'
				: 'Nothing that you can read now says how long it takes.',
			[['roadmap next', 'what to learn now']],
		);
	const sentence = `Nothing to read now fits into ${duration(time)}; the shortest takes ${duration(shortest)}.`;
	return notice(context, sentence, [[`roadmap next --time ${shortest}m`, 'shows that']]);
}
