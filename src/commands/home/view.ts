/** The home screen: a dashboard of at most eighteen lines. */
import { daysBetween } from '../../domain/day.ts';
import type { TopicData } from '../../domain/describe.ts';
import { markDay } from '../../domain/progress.ts';
import type { Week } from '../../domain/stats.ts';
import { fullWeek, thisWeekWords } from '../../render/calendar.ts';
import type { RenderContext } from '../../render/context.ts';
import { topicCount, whenWords } from '../../render/forecast.ts';
import { nothingBlocks } from '../../render/nothing-left.ts';
import { inline } from '../../render/prose.ts';
import { checkHint, recallLines } from '../../render/recall.ts';
import { bar, counted, shareBar, tallyWords } from '../../render/tally.ts';
import { hints, labelled, NARROW, paintedBar, screen, spread, wrap } from '../../render/text.ts';
import { readWords, toOpenLines } from '../../render/to-open.ts';
import {
	duration,
	effort,
	instantWords,
	markWords,
	plural,
	scopeTitle,
	scopeWords,
	topicFactsAndState,
} from '../../render/words.ts';
import type { HomeResult, HomeWeek } from './home.ts';

export function homeView(result: HomeResult, context: RenderContext): string {
	return result.first ? welcome(result, context) : status(result, context);
}

function welcome(result: HomeResult, context: RenderContext): string {
	const { theme } = context;
	const title = scopeTitle(result);
	return screen(
		context,
		[
			...spread(context, theme.title(title), theme.quiet(scopeWords(result))),
			...(result.goal === title ? [] : wrap(context, result.goal)),
			...spread(
				context,
				`${plural(result.stages, 'stage')}, ${plural(result.topics, 'topic')}`,
				inViewWords(result, context),
			),
			...wrap(context, 'Nothing leaves this machine unless you say so; nothing you mark is ever lost.'),
		],
		othersLines(result.others, context),
		result.welcome ? wrap(context, inline(context, result.welcome)) : [],
		[...beginLines(result, context), ...elsewhereLines(result.elsewhere, context)],
		hints(context, [
			['roadmap next', 'what to learn now, and why'],
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

function status(result: HomeResult, context: RenderContext): string {
	const topic = result.next?.topic;
	const [nothing = [], whatNext = []] = topic ? [] : nothingBlocks(result.nothing, context, result.recap);
	return screen(
		context,
		head(result, context),
		backLines(result, context),
		nothing,
		[
			...topicLines(result, context),
			...projectLines(result.projects, context),
			...elsewhereLines(result.elsewhere, context),
			...recallLines(result.worthAsking, context),
		],
		weekLines(result, context),
		topic ? homeHints(topic, result, context) : whatNext,
	);
}

/** Renders the progress in view, and how much of the roadmap is in view. */
function head(result: HomeResult, context: RenderContext): string[] {
	const { progress } = result;
	const title = spread(context, context.theme.title(scopeTitle(result)), context.theme.quiet(scopeWords(result)));
	const drawn =
		context.plain || context.accessible
			? ''
			: `${paintedBar(context, bar(progress, context.width < NARROW ? 12 : BAR))}  `;
	return [...title, ...spread(context, `${drawn}${tallyWords(progress)}`, inViewWords(result, context))];
}

function inViewWords({ progress, topics }: HomeResult, { theme }: RenderContext): string {
	return counted(progress) === topics ? '' : theme.quiet(`${counted(progress)} in view of ${topics}`);
}

const BAR = 36;
const WEEK_BAR = 20;

/** Renders the current or next topic, with its progress and what to open. */
function topicLines({ next }: HomeResult, context: RenderContext): string[] {
	if (!next) return [];
	const { topic, resource } = next;
	return [
		...titleLines(topic.status === 'started' ? 'In hand' : 'Next', topic, context),
		...labelled(context, '', context.theme.quiet(readWords(topic.resources))),
		...(resource ? toOpenLines(context, 'Open', resource) : []),
	];
}

/** Renders a labelled title with the topic's facts at the right edge; below it if there is too little room. */
function titleLines(label: string, topic: TopicData, context: RenderContext): string[] {
	const { theme, today, plain } = context;
	const days = topic.at === undefined ? 0 : daysBetween(markDay({ at: topic.at, on: topic.on }), today);
	const facts = topicFactsAndState(context, topic, days);
	const [first = '', ...rest] = labelled(context, label, theme.title(topic.title));
	const beside = rest.length === 0 && !plain ? spread(context, first, facts) : [];
	return beside.length === 1 ? beside : [first, ...rest, ...labelled(context, '', facts)];
}

/** Renders what to begin with, before anything is marked. */
function beginLines({ next }: HomeResult, context: RenderContext): string[] {
	if (!next) return [];
	const { topic, resource } = next;
	return [
		...titleLines('Begin', topic, context),
		...labelled(context, '', inline(context, topic.summary)),
		...(resource ? toOpenLines(context, 'Open', resource) : []),
	];
}

/** Renders a line for each topic in progress in another roadmap. */
function elsewhereLines(elsewhere: HomeResult['elsewhere'], context: RenderContext): string[] {
	return elsewhere.flatMap(({ roadmap, title, topic }, i) =>
		labelled(
			context,
			i === 0 ? 'Also' : '',
			`${topic.title}, in ${title}: ${context.theme.command(`roadmap use ${roadmap}`)}`,
		),
	);
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

/** For those who return after a while, the week can wait: the next step is enough. */
function weekLines({ week, away, stuck }: HomeResult, context: RenderContext): string[] {
	const figures = week && away ? { ...week, plan: null, goal: 'none' } : week;
	const [oldest, ...others] = stuck;
	const more = others.length > 0 ? `, and ${plural(others.length, 'more topic')}` : '';
	return [
		...(figures ? figuresLines(figures, context) : []),
		...(oldest
			? labelled(context, 'Stuck', `${oldest.number} ${oldest.title}, begun ${oldest.days} days ago${more}`)
			: []),
	];
}

function figuresLines({ week, goal, row, rate, plan, finish, estimates }: HomeWeek, context: RenderContext): string[] {
	const { missing, total, standIn } = estimates;
	const known = missing === 0 ? '' : ` of ${total - missing} of ${plural(total, 'topic')}`;
	const basis = missing === total ? `, at ${duration(standIn)} a topic` : `, by the estimates${known}`;
	const pace = rate.topics === null ? '' : `, at your pace of ${topicCount(rate.topics)} a week`;
	return [
		...(week ? weekLine(week, goal, row, context) : []),
		...(plan ? labelled(context, 'Plan', planWords(plan)) : []),
		...(finish && finish.why !== 'finished'
			? labelled(context, 'Finish', `${whenWords(finish, context.today)}${rate.basis === 'record' ? pace : basis}`)
			: []),
	];
}

/**
 * Renders what was done this week, with a bar if there is a goal. An empty week without a goal is not shown, so as not
 * to discourage those who return.
 */
function weekLine(week: Week, goal: string, row: number, context: RenderContext): string[] {
	if (week.marked + week.rested === 0 && goal === 'none') return [];
	const full = fullWeek(goal, [week]);
	const share = week[full.of] / full.amount;
	const isDrawn = full.isGoal && week.rested === 0 && !context.plain && !context.accessible && context.width >= NARROW;
	const drawn = isDrawn ? `${paintedBar(context, shareBar(share, share > 0, WEEK_BAR))}  ` : '';
	const streak = row > 1 ? ` · ${row} days in a row` : '';
	return labelled(context, 'This week', `${drawn}${thisWeekWords(week, full)}${streak}`);
}

const MAX_PLANNED = 2;

/** Describes the rest of the week's plan in one line. */
function planWords({ items, minutes }: NonNullable<HomeWeek['plan']>): string {
	const names = items.map(({ kind, number, title }) =>
		kind === 'topic' ? `${number} ${title}` : `the project of stage ${number}`,
	);
	const [more, shown] = [names.length - MAX_PLANNED, names.slice(0, MAX_PLANNED).join(', ')];
	return `${effort(minutes)} this week: ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function homeHints(topic: TopicData, { pausedAt, next }: HomeResult, context: RenderContext): string[] {
	return hints(context, [
		pausedAt !== null && ['roadmap pace resume', 'go on'],
		next?.toCheck && checkHint(topic),
		next?.resource && ['roadmap open', 'the next thing to read'],
		[topic.status === 'started' ? 'roadmap done' : `roadmap done ${topic.number}`, 'when you can do it'],
		['roadmap next', 'why this one, and its practice'],
	]);
}

const TOUCHED = {
	done: (title: string) => `you finished ${title}`,
	started: (title: string) => `you began ${title}`,
	known: (title: string) => `you marked ${title} as known`,
} as const;

/** Renders what learners see when they return after a while, or during a pause. */
function backLines({ away, pausedAt, next }: HomeResult, context: RenderContext): string[] {
	if (pausedAt !== null)
		return wrap(context, `You paused on ${instantWords(pausedAt, context.today)}. Everything is as you left it.`);
	if (!away) return [];
	const { last, since, days } = away;
	const back = `Welcome back after ${days} days.`;
	// The current topic is shown below, with the days since it was started.
	if (last && last.id === next?.topic.id) return wrap(context, `${back} Everything is as you left it.`);
	const day = markWords(last ?? { at: since }, context.today);
	const before = last ? `On ${day} ${TOUCHED[last.status](last.title)}` : `You were last here on ${day}`;
	return wrap(context, `${back} ${before}; everything is as you left it.`);
}
