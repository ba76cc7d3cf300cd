import { command, type Input, textOption } from '../cli/command.ts';
import { type ResourceData, resourceToOpen, type TopicData } from '../domain/describe.ts';
import { readMinutes } from '../domain/duration.ts';
import { smallest } from '../domain/extremes.ts';
import { leftOf, type Nothing, nextUp, type Why, whyNothing, whyNow } from '../domain/next.ts';
import type { Recap } from '../domain/recap.ts';
import { safeLine } from '../domain/safe.ts';
import type { Topic } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { nothingBlocks } from '../render/nothing-left.ts';
import { firstSentence } from '../render/prose.ts';
import { checkHint } from '../render/recall.ts';
import { hanging, hints, labelled, link, pad, records, screen, spread, widthOf, wrap } from '../render/text.ts';
import { duration, resourceFacts, topicFacts, whyWords } from '../render/words.ts';
import { type MissingTool, missingTools, missingToolsLines } from './needed-tools.ts';
import { recapFor } from './recap.ts';
import { stageOption } from './topic-arguments.ts';

export const next = command({
	usage: 'next',
	summary: 'What to learn now, why, and what to open',
	group: 'Learn',
	options: [
		{ flags: '-n, --number <n>', about: 'that many topics (1)' },
		{ flags: '--stage <stage>', about: 'only from this stage, also what others usually come before' },
		{ flags: '--time <time>', about: 'something to read or do that fits: 30m, 1h' },
	],
	examples: [
		{ line: 'roadmap next', does: 'the one topic to learn now' },
		{ line: 'roadmap next -n 3', does: 'the next three' },
		{ line: 'roadmap next --time 30m', does: 'something that fits into half an hour' },
	],
	run: async (session, input) => {
		const time = textOption(input, 'time');
		const minutes = time === undefined ? undefined : readMinutes(time);
		const count = readCount(input);
		const { standing, describe } = await session.open();
		const among = stageOption(standing.roadmap, input);
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
		return {
			roadmap: standing.roadmap.id,
			path: standing.scope.path.id,
			level: standing.scope.level.id,
			topics,
			...(topics.length === 0 && { nothing: candidates.length === 0 ? whyNothing(standing, among) : null }),
			...(candidates.length === 0 && !among && { recap: await recapFor(session) }),
			...(minutes !== undefined && {
				time: minutes,
				shortest: topics.length === 0 ? shortest(candidates.map(describe)) : null,
			}),
		};
	},
	view: nextView,
});

/** The first `count` that fit, looking no further than needed. */
function take<T>(items: readonly T[], count: number, fits: (item: T) => boolean): T[] {
	const taken: T[] = [];
	for (const item of items) {
		if (taken.length >= count) break;
		if (fits(item)) taken.push(item);
	}
	return taken;
}

/** The least time that anything open asks for, in minutes; null where nothing says. */
function shortest(topics: readonly TopicData[]): number | null {
	const minutes = topics.flatMap((topic) =>
		topic.resources.flatMap(({ status, minutes }) => (status === 'todo' && minutes !== null ? [minutes] : [])),
	);
	return minutes.length > 0 ? smallest(minutes) : null;
}

function readCount(input: Input): number {
	const word = textOption(input, 'number') ?? '1';
	if (/^[1-9]\d{0,4}$/.test(word)) return Number(word);
	throw new UserError(`"${safeLine(word)}" is not a number of topics.`, {
		hint: 'For example: roadmap next -n 3',
		code: EXIT.usage,
	});
}

interface NextResult {
	readonly topics: readonly NextTopic[];
	/** Why there are no topics; null where there are, and none fits into the time. */
	readonly nothing?: Nothing | null;
	/** What is behind, where everything in view is finished. */
	readonly recap?: Recap | null;
	/** Minutes that were asked for. */
	readonly time?: number;
	readonly shortest?: number | null;
}

interface NextTopic {
	readonly topic: TopicData;
	readonly why: Why;
	/** Perhaps it is known: its recall questions can say so before it is read. */
	readonly toCheck: boolean;
	readonly resource: ResourceData | null;
	/** What its practice needs and this machine lacks. */
	readonly missing: readonly MissingTool[];
}

function nextView(result: NextResult, context: RenderContext): string {
	const [first, ...others] = result.topics;
	if (!first) return nothingView(result, context);
	if (others.length === 0) return one(first, context);
	if (context.plain) return records(result.topics.map((item) => record(item, result.time !== undefined)));
	const blocks = result.topics.map((item) => [
		...head(item, context),
		...(item.resource ? beginLines(item.topic, item.resource, context) : []),
	]);
	return screen(context, ...blocks, hints(context, [[`roadmap topic ${first.topic.number}`, 'the whole topic']]));
}

/** @param isTimed what fits into the time stands behind its topic */
function record({ topic, resource }: NextTopic, isTimed: boolean): (string | number)[] {
	const fitting = isTimed && resource ? [resource.n, resource.title] : [];
	return [topic.number, topic.id, topic.status, topic.tier, topic.title, ...fitting];
}

function one(item: NextTopic, context: RenderContext): string {
	const { topic, why, resource } = item;
	const { number } = topic;
	return screen(
		context,
		head(item, context),
		[
			...labelled(context, 'Why now', whyWords(topic, why, context.today)),
			...(resource ? beginLines(topic, resource, context) : []),
			...practiceLines(topic, context),
			...missingToolsLines(item.missing, context),
		],
		hints(context, [
			...(item.toCheck ? [checkHint(topic)] : []),
			...(resource ? ([[openCommand(topic, resource), 'opens it in the browser']] as const) : []),
			[`roadmap topic ${number}`, 'the whole topic'],
			[`roadmap done ${number}`, 'when you can explain it to a colleague'],
			[`roadmap later ${number}`, 'not now'],
		]),
	);
}

/** The practice in one sentence; nothing where the author wrote none and no sentence of it stands alone. */
function practiceLines({ task, practice }: TopicData, context: RenderContext): string[] {
	const sentence = task ?? firstSentence(practice ?? '');
	return sentence === '' ? [] : labelled(context, 'Practice', sentence.replaceAll('`', ''));
}

function head({ topic }: NextTopic, context: RenderContext): string[] {
	const title = spread(context, context.theme.title(topic.title), context.theme.quiet(topicFacts(topic)));
	return [...title, ...(topic.summary === '' ? [] : wrap(context, topic.summary))];
}

/** With the number of the resource, where another one would be opened without it. */
function openCommand({ number, resources }: TopicData, { n }: ResourceData): string {
	return `roadmap open ${number}${resourceToOpen(resources)?.n === n ? '' : ` ${n}`}`;
}

/** What to open first: its title and, where there is room, beside it what it is; else beneath. */
function beginLines({ resources }: TopicData, resource: ResourceData, context: RenderContext): string[] {
	const { n, title, url } = resource;
	const label = resources.some(({ status }) => status === 'done') ? 'Go on' : 'Begin';
	const facts = resourceFacts(resource);
	if (context.plain) return labelled(context, label, `${n}  ${title} · ${facts} · ${url}`);
	const lead = `${pad(context.theme.quiet(label), 10)}${n}  `;
	const line = spread(context, lead + link(context, title, url), context.theme.quiet(facts));
	if (line.length === 1) return line;
	return [
		...hanging(context, lead, title, widthOf(lead), (part) => link(context, part, url)),
		...hanging(context, '', context.theme.quiet(facts), widthOf(lead)),
	];
}

function nothingView({ time, shortest, nothing, recap = null }: NextResult, context: RenderContext): string {
	if (nothing || time === undefined) return screen(context, ...nothingBlocks(nothing ?? null, context, recap));
	if (!shortest)
		return screen(
			context,
			wrap(context, 'What is open has nothing to read.'),
			hints(context, [['roadmap next', 'what is open']]),
		);
	const said = `Nothing open fits into ${duration(time)}; the shortest thing takes ${duration(shortest)}.`;
	return screen(context, wrap(context, said), hints(context, [[`roadmap next --time ${shortest}m`, 'offers that']]));
}
