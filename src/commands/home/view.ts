import type { TopicData } from '../../domain/describe.ts';
import { fullWeek, thisWeekWords } from '../../render/calendar.ts';
import type { RenderContext } from '../../render/context.ts';
import { whenWords } from '../../render/forecast.ts';
import { nothingBlocks } from '../../render/nothing-left.ts';
import { checkHint, recallLines } from '../../render/recall.ts';
import { hanging, hints, labelled, paintedBar, screen, spread, widthOf, wrap } from '../../render/text.ts';
import { bar, counted, instantWords, plural, tallyWords, topicFacts } from '../../render/words.ts';

/** What plain `roadmap` answers: where you are and what is next; on the first run, what this is and how to begin. */
import type { HomeResult, HomeWeek } from './home.ts';

export function homeView(result: HomeResult, context: RenderContext): string {
	return result.first ? welcome(result, context) : status(result, context);
}

function welcome(result: HomeResult, context: RenderContext): string {
	const { theme } = context;
	const size = `${plural(result.stages, 'stage')}, ${plural(result.topics, 'topic')}.`;
	const inView = counted(result.progress);
	return screen(
		context,
		[
			...wrap(context, `${theme.title(`${result.goal}.`)} ${size}`),
			...wrap(context, 'Nothing leaves this machine unless you say so; nothing you mark is ever lost.'),
		],
		inView === result.topics
			? []
			: wrap(context, `${choiceWords(result)}: ${inView} of ${result.topics} topics in view.`),
		othersLines(result.others, context),
		result.welcome ? wrap(context, result.welcome) : [],
		beginWith('Begin with', result, context),
		hints(context, [
			['roadmap next', 'what to learn now, and why'],
			['roadmap stages', 'all stages'],
			['roadmap placement', 'not starting from zero? Five minutes'],
			['roadmap help', 'everything else'],
		]),
	);
}

function othersLines(others: readonly string[], context: RenderContext): string[] {
	return others.flatMap((id) =>
		wrap(
			context,
			`Your progress on the roadmap ${id} is here too. Open its file: ${context.theme.command('roadmap use <file>')}`,
		),
	);
}

function choiceWords({ path, level }: HomeResult): string {
	return `path ${path} · level ${level}`;
}

function status(result: HomeResult, context: RenderContext): string {
	const topic = result.next?.topic;
	return screen(
		context,
		head(result, context),
		backLines(result, context),
		[
			...topicLines(result, context),
			...projectLines(result.projects, context),
			...recallLines(result.worthAsking, context),
		],
		weekLines(result, context),
		...(topic ? [homeHints(topic, result, context)] : nothingBlocks(result.nothing, context, result.recap)),
	);
}

/** How far: of what is in view, and how much of the roadmap that is. */
function head(result: HomeResult, context: RenderContext): string[] {
	const { progress, topics } = result;
	const title = spread(context, context.theme.title(result.goal), context.theme.quiet(choiceWords(result)));
	const inView = counted(progress) === topics ? '' : `${counted(progress)} in view of ${topics}`;
	const drawn =
		context.plain || context.accessible ? '' : `${paintedBar(context, bar(progress, context.width < 60 ? 12 : BAR))}  `;
	return [...title, ...spread(context, `${drawn}${tallyWords(progress)}`, context.theme.quiet(inView))];
}

const BAR = 36;

/** The topic that one is on, or that comes next, with what to open and how far it is. */
function topicLines({ next }: HomeResult, context: RenderContext): string[] {
	if (!next) return [];
	const { topic, resource } = next;
	const label = topic.status === 'started' ? 'In hand' : 'Next';
	const facts = context.theme.quiet(topicFacts(topic));
	const read = topic.resources.filter(({ status }) => status === 'done').length;
	const [first = '', ...rest] = labelled(context, label, context.theme.title(topic.title));
	return [
		...(rest.length > 0 || context.plain
			? [first, ...rest, ...labelled(context, '', facts)]
			: spread(context, first, facts)),
		...(resource ? labelled(context, 'Open', `${resource.n}  ${resource.title}`) : []),
		...(read > 0 ? labelled(context, '', context.theme.quiet(`${read} of ${topic.resources.length} read`)) : []),
	];
}

function projectLines(projects: HomeResult['projects'], context: RenderContext): string[] {
	return projects.flatMap(({ number, title }) =>
		labelled(
			context,
			'Project',
			`that of stage ${number}, ${title}: ${context.theme.command(`roadmap project ${number}`)}`,
		),
	);
}

function weekLines({ week: figures, stuck }: HomeResult, context: RenderContext): string[] {
	const [oldest, ...others] = stuck;
	const more = others.length > 0 ? `, and ${plural(others.length, 'more topic')}` : '';
	return [
		...(figures ? figuresLines(figures, context) : []),
		...(oldest
			? labelled(context, 'Stuck', `${oldest.number} ${oldest.title}, begun ${oldest.days} days ago${more}`)
			: []),
	];
}

function figuresLines({ week, goal, row, rate, finish }: HomeWeek, context: RenderContext): string[] {
	const streak = row > 1 ? ` · ${row} days in a row` : '';
	const pace =
		rate.topics === null ? '' : `, at your pace of ${plural(Math.round(rate.topics * 10) / 10, 'topic')} a week`;
	return [
		...(week ? labelled(context, 'This week', `${thisWeekWords(week, fullWeek(goal, [week]))}${streak}`) : []),
		...(finish && finish.why !== 'finished'
			? labelled(
					context,
					'Finish',
					`${whenWords(finish, context.today)}${rate.basis === 'record' ? pace : ', by the estimates'}`,
				)
			: []),
	];
}

function homeHints(topic: TopicData, { pausedAt, next }: HomeResult, context: RenderContext): string[] {
	return hints(context, [
		...(pausedAt === null ? [] : ([['roadmap pace resume', 'go on']] as const)),
		...(next?.toCheck ? [checkHint(topic)] : []),
		...(next?.resource ? ([['roadmap open', 'the next thing to read']] as const) : []),
		[topic.status === 'started' ? 'roadmap done' : `roadmap done ${topic.number}`, 'when you can do it'],
		['roadmap next', 'why this one, and its practice'],
	]);
}

const TOLD = {
	done: (title: string) => `you finished ${title}`,
	started: (title: string) => `you began ${title}`,
	known: (title: string) => `you marked ${title} as known`,
} as const;

/** What somebody hears who comes back after a while, or pauses. */
function backLines({ away, pausedAt }: HomeResult, context: RenderContext): string[] {
	if (pausedAt !== null)
		return wrap(context, `You paused on ${instantWords(pausedAt, context.today)}. Everything is as you left it.`);
	if (!away) return [];
	const { last, since } = away;
	const day = instantWords(last?.at ?? since, context.today);
	const said = last ? TOLD[last.status](last.title) : 'you were here last';
	return wrap(context, `Welcome back. On ${day} ${said}; everything is as you left it.`);
}

function beginWith(label: string, { next }: HomeResult, context: RenderContext): string[] {
	if (!next) return [];
	const { topic } = next;
	const lead = context.theme.quiet(label);
	const title = context.theme.title(topic.title);
	const facts = context.theme.quiet(topicFacts(topic));
	const summary = topic.summary === '' ? [] : [topic.summary];
	if (context.plain)
		return [`${label}: ${topic.title}`, topicFacts(topic), ...summary.flatMap((text) => wrap(context, text))];
	const line = spread(context, `${lead}  ${title}`, facts);
	// Where the page is narrow, the label stands above, so that the text has the room.
	if (line.length > 1) return [lead, ...[title, facts, ...summary].flatMap((text) => wrap(context, text))];
	return [...line, ...summary.flatMap((text) => hanging(context, '', text, widthOf(lead) + 2))];
}
