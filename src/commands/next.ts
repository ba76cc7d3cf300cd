import { command, type Input, textOption } from '../cli/command.ts';
import { labToDo, type ResourceData, resourceToOpen, type TopicData } from '../domain/describe.ts';
import { readMinutes } from '../domain/duration.ts';
import { smallest } from '../domain/extremes.ts';
import { leftOf, type Nothing, nextUp, type Why, whyNothing, whyNow } from '../domain/next.ts';
import type { Recap } from '../domain/recap.ts';
import { safeLine } from '../domain/safe.ts';
import type { Topic } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { nothingBlocks } from '../render/nothing-left.ts';
import { firstSentence, inline } from '../render/prose.ts';
import { checkHint } from '../render/recall.ts';
import { hints, labelled, records, screen, spread, wrap } from '../render/text.ts';
import { toOpenLabel, toOpenLines } from '../render/to-open.ts';
import { duration, labFacts, labName, topicFactsAndState, whyWords } from '../render/words.ts';
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
		...(item.resource ? toOpenLines(context, toOpenLabel(item.topic.resources), item.resource) : []),
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
			...(item.toCheck ? [checkHint(topic)] : []),
			...(resource ? ([[openCommand(topic, resource), 'opens it in the browser']] as const) : []),
			...(lab ? ([[`roadmap lab ${labName(topic, lab)}`, 'the practice, checked on your machine']] as const) : []),
			[`roadmap topic ${number}`, 'the whole topic'],
			[`roadmap done ${number}`, 'when you can explain it to a colleague'],
			...(lab ? [] : ([[`roadmap later ${number}`, 'not now']] as const)),
		]),
	);
}

/** The lab to do; else the practice in one sentence, where the author wrote one or a sentence of it stands alone. */
function practiceLines(topic: TopicData, context: RenderContext): string[] {
	const lab = labToDo(topic);
	if (lab) {
		const facts = labFacts(lab, context.today);
		return labelled(context, 'Practice', `Lab: ${lab.title}${facts === '' ? '' : ` · ${facts}`}`);
	}
	const { task, practice } = topic;
	const sentence = task ?? firstSentence(practice ?? '');
	return sentence === '' ? [] : labelled(context, 'Practice', inline(context, sentence));
}

/** @param stage a line of its own, where only this topic is shown */
function head({ topic }: NextTopic, context: RenderContext, stage = ''): string[] {
	return [
		...spread(context, context.theme.title(topic.title), topicFactsAndState(context, topic)),
		...(stage === '' ? [] : wrap(context, context.theme.quiet(stage))),
		...(topic.summary === '' ? [] : wrap(context, inline(context, topic.summary))),
	];
}

/** With the number of the resource, where another one would be opened without it. */
function openCommand({ number, resources }: TopicData, { n }: ResourceData): string {
	return `roadmap open ${number}${resourceToOpen(resources)?.n === n ? '' : ` ${n}`}`;
}

function nothingView({ time, shortest, nothing, recap = null }: NextResult, context: RenderContext): string {
	if (nothing || time === undefined) return screen(context, ...nothingBlocks(nothing ?? null, context, recap));
	if (!shortest)
		return screen(
			context,
			wrap(context, 'Nothing that you can begin now comes with anything to read.'),
			hints(context, [['roadmap next', 'what to learn now']]),
		);
	const said = `Nothing to read now fits into ${duration(time)}; the shortest takes ${duration(shortest)}.`;
	return screen(context, wrap(context, said), hints(context, [[`roadmap next --time ${shortest}m`, 'shows that']]));
}
