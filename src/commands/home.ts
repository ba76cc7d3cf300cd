import { worthAsking } from '../app/review.ts';
import { knownRoadmaps } from '../app/roadmaps.ts';
import type { Session } from '../app/session.ts';
import { command } from '../cli/command.ts';
import { daysBetween, localDay } from '../domain/day.ts';
import { type ResourceData, resourceToOpen, type TopicData } from '../domain/describe.ts';
import { figuresOf, type LevelFigures, type Week } from '../domain/figures.ts';
import { allTopics, refOf } from '../domain/find.ts';
import { flatten } from '../domain/history.ts';
import { type Nothing, nextUp, type Why, whyNothing, whyNow } from '../domain/next.ts';
import { projectStatusOf } from '../domain/progress.ts';
import type { Rate } from '../domain/rate.ts';
import type { Recap } from '../domain/recap.ts';
import { type Away, awayFor, type Standing } from '../domain/standing.ts';
import { type Tally, tally } from '../domain/tally.ts';
import type { Topic } from '../domain/types.ts';
import { fullWeek, thisWeekWords } from '../render/calendar.ts';
import { whenWords } from '../render/finish.ts';
import { nothingBlocks } from '../render/nothing.ts';
import type { Page } from '../render/page.ts';
import { recallLines } from '../render/recall.ts';
import { hanging, hints, labelled, paintedBar, screen, spread, widthOf, wrap } from '../render/text.ts';
import { bar, counted, instantWords, plural, tallyWords, topicFacts } from '../render/words.ts';
import { recapFor } from './recap.ts';

/** What plain `roadmap` answers: where you are and what is next; on the first run, what this is and how to begin. */
export const home = command({
	usage: 'home',
	summary: 'Where you are and what is next',
	group: 'Learn',
	examples: [{ line: 'roadmap', does: 'where you are and what is next' }],
	run: async (session): Promise<HomeResult> => {
		const state = await session.open();
		const { standing, describe } = state;
		const { roadmap, scope, progress } = standing;
		const [topic] = nextUp(standing, 1);
		const next = topic && describe(topic);
		return {
			roadmap: roadmap.id,
			others: progress.marks.size === 0 ? await othersWithProgress(session, roadmap.id) : [],
			title: roadmap.title,
			goal: roadmap.goal,
			first: progress.marks.size === 0 && progress.projects.size === 0,
			welcome: roadmap.welcome ?? null,
			stages: roadmap.stages.length,
			topics: allTopics(roadmap).filter(({ hidden }) => !hidden).length,
			path: scope.path.id,
			level: scope.level.id,
			progress: tally(progress, scope.topics),
			next:
				topic && next ? { topic: next, why: whyNow(standing, topic), resource: resourceToOpen(next.resources) } : null,
			nothing: topic ? null : whyNothing(standing),
			recap: topic ? null : await recapFor(session),
			projects: projectsUnderWay(standing),
			worthAsking: (await worthAsking(session, state)).turns.length,
			away: awayFor(standing),
			pausedAt: progress.pausedAt,
			week: progress.marks.size === 0 ? null : await weekFor(session, standing),
			stuck: stuckTopics(standing, topic),
		};
	},
	view: homeView,
});

/** Days after which a topic that was begun is stuck. */
const STUCK_AFTER = 14;

/** Roadmaps that have progress here though none is known by that id: it came from another machine. */
async function othersWithProgress(session: Session, roadmap: string): Promise<string[]> {
	const known = new Set((await knownRoadmaps(session)).map(({ id }) => id));
	const marked = flatten(session.events).filter(
		({ kind, roadmap: id }) => kind === undefined && id !== roadmap && !known.has(id),
	);
	return [...new Set(marked.map(({ roadmap: id }) => id))];
}

/** This week, and when all in view will be finished. */
async function weekFor(session: Session, standing: Standing): Promise<HomeWeek> {
	const { weeks, row, rate, levels } = figuresOf(standing, flatten(session.events), session.now(), null);
	const level = levels.find((one) => one.level === standing.scope.level.id);
	return { week: weeks.at(-1) ?? null, goal: standing.progress.goal, row: row.days, rate, finish: level ?? null };
}

function projectsUnderWay({ scope, progress }: Standing): { number: number; title: string }[] {
	const begun = scope.stages.filter((stage) => projectStatusOf(progress, stage) === 'started');
	return begun.map(({ number, title }) => ({ number, title }));
}

/** What was begun long ago and is not what one is on now, the oldest first. */
function stuckTopics({ scope, progress, today }: Standing, now: Topic | undefined): StuckTopic[] {
	return scope.topics
		.flatMap((topic) => {
			const mark = progress.marks.get(topic.id);
			if (mark?.status !== 'started' || topic.id === now?.id) return [];
			const days = daysBetween(localDay(new Date(mark.at)), today);
			return days > STUCK_AFTER ? [{ ...refOf(topic), days }] : [];
		})
		.sort((a, b) => b.days - a.days);
}

interface HomeWeek {
	/** Null where the calendar has none. */
	readonly week: Week | null;
	/** The weekly goal as the journal keeps it. */
	readonly goal: string;
	/** Days in a row on which something was marked. */
	readonly row: number;
	readonly rate: Rate;
	/** At the learner's level. */
	readonly finish: LevelFigures | null;
}

interface StuckTopic {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	/** Since it was begun. */
	readonly days: number;
}

interface HomeResult {
	readonly roadmap: string;
	/** Ids of roadmaps that have progress here and whose file is not known. */
	readonly others: readonly string[];
	readonly title: string;
	readonly goal: string;
	/** Nothing was ever marked. */
	readonly first: boolean;
	readonly welcome: string | null;
	readonly stages: number;
	readonly topics: number;
	readonly path: string;
	readonly level: string;
	readonly progress: Tally;
	readonly next: { readonly topic: TopicData; readonly why: Why; readonly resource: ResourceData | null } | null;
	readonly nothing: Nothing | null;
	/** What is behind, where everything in view is finished. */
	readonly recap: Recap | null;
	readonly worthAsking: number;
	/** Stages whose project was begun. */
	readonly projects: readonly { readonly number: number; readonly title: string }[];
	readonly away: Away | null;
	/** Since when they pause, ISO 8601. */
	readonly pausedAt: string | null;
	/** Null before the first mark. */
	readonly week: HomeWeek | null;
	readonly stuck: readonly StuckTopic[];
}

function homeView(result: HomeResult, page: Page): string {
	return result.first ? welcome(result, page) : status(result, page);
}

function welcome(result: HomeResult, page: Page): string {
	const { ink } = page;
	const size = `${plural(result.stages, 'stage')}, ${plural(result.topics, 'topic')}.`;
	const inView = counted(result.progress);
	return screen(
		page,
		[
			...wrap(page, `${ink.title(`${result.goal}.`)} ${size}`),
			...wrap(page, 'Nothing leaves this machine unless you say so; nothing you mark is ever lost.'),
		],
		inView === result.topics ? [] : wrap(page, `${choiceWords(result)}: ${inView} of ${result.topics} topics in view.`),
		othersLines(result.others, page),
		result.welcome ? wrap(page, result.welcome) : [],
		beginWith('Begin with', result, page),
		hints(page, [
			['roadmap next', 'what to learn now, and why'],
			['roadmap stages', 'all stages'],
			['roadmap placement', 'not starting from zero? Five minutes'],
			['roadmap help', 'everything else'],
		]),
	);
}

function othersLines(others: readonly string[], page: Page): string[] {
	return others.flatMap((id) =>
		wrap(
			page,
			`Your progress on the roadmap ${id} is here too. Open its file: ${page.ink.command('roadmap use <file>')}`,
		),
	);
}

function choiceWords({ path, level }: HomeResult): string {
	return `path ${path} · level ${level}`;
}

function status(result: HomeResult, page: Page): string {
	const topic = result.next?.topic;
	return screen(
		page,
		head(result, page),
		backLines(result, page),
		[...topicLines(result, page), ...projectLines(result.projects, page), ...recallLines(result.worthAsking, page)],
		weekLines(result, page),
		...(topic ? [homeHints(topic, result, page)] : nothingBlocks(result.nothing, page, result.recap)),
	);
}

/** How far: of what is in view, and how much of the roadmap that is. */
function head(result: HomeResult, page: Page): string[] {
	const { progress, topics } = result;
	const title = spread(page, page.ink.title(result.goal), page.ink.quiet(choiceWords(result)));
	const inView = counted(progress) === topics ? '' : `${counted(progress)} in view of ${topics}`;
	const drawn = page.plain || page.accessible ? '' : `${paintedBar(page, bar(progress, page.width < 60 ? 12 : BAR))}  `;
	return [...title, ...spread(page, `${drawn}${tallyWords(progress)}`, page.ink.quiet(inView))];
}

const BAR = 36;

/** The topic that one is on, or that comes next, with what to open and how far it is. */
function topicLines({ next }: HomeResult, page: Page): string[] {
	if (!next) return [];
	const { topic, resource } = next;
	const label = topic.status === 'started' ? 'In hand' : 'Next';
	const facts = page.ink.quiet(topicFacts(topic));
	const read = topic.resources.filter(({ status }) => status === 'done').length;
	const [first = '', ...rest] = labelled(page, label, page.ink.title(topic.title));
	return [
		...(rest.length > 0 || page.plain ? [first, ...rest, ...labelled(page, '', facts)] : spread(page, first, facts)),
		...(resource ? labelled(page, 'Open', `${resource.n}  ${resource.title}`) : []),
		...(read > 0 ? labelled(page, '', page.ink.quiet(`${read} of ${topic.resources.length} read`)) : []),
	];
}

function projectLines(projects: HomeResult['projects'], page: Page): string[] {
	return projects.flatMap(({ number, title }) =>
		labelled(page, 'Project', `that of stage ${number}, ${title}: ${page.ink.command(`roadmap project ${number}`)}`),
	);
}

function weekLines({ week: figures, stuck }: HomeResult, page: Page): string[] {
	const [oldest, ...others] = stuck;
	const more = others.length > 0 ? `, and ${plural(others.length, 'more topic')}` : '';
	return [
		...(figures ? figuresLines(figures, page) : []),
		...(oldest
			? labelled(page, 'Stuck', `${oldest.number} ${oldest.title}, begun ${oldest.days} days ago${more}`)
			: []),
	];
}

function figuresLines({ week, goal, row, rate, finish }: HomeWeek, page: Page): string[] {
	const streak = row > 1 ? ` · ${row} days in a row` : '';
	const pace = rate.topics === null ? '' : `, at your pace of ${Math.round(rate.topics * 10) / 10} topics a week`;
	return [
		...(week ? labelled(page, 'This week', `${thisWeekWords(week, fullWeek(goal, [week]))}${streak}`) : []),
		...(finish && finish.why !== 'finished'
			? labelled(
					page,
					'Finish',
					`${whenWords(finish, page.today)}${rate.basis === 'record' ? pace : ', by the estimates'}`,
				)
			: []),
	];
}

function homeHints(topic: TopicData, { pausedAt, next }: HomeResult, page: Page): string[] {
	return hints(page, [
		...(pausedAt === null ? [] : ([['roadmap pace resume', 'go on']] as const)),
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
function backLines({ away, pausedAt }: HomeResult, page: Page): string[] {
	if (pausedAt !== null)
		return wrap(page, `You paused on ${instantWords(pausedAt, page.today)}. Everything is as you left it.`);
	if (!away) return [];
	const { last, since } = away;
	const day = instantWords(last?.at ?? since, page.today);
	const said = last ? TOLD[last.status](last.title) : 'you were here last';
	return wrap(page, `Welcome back. On ${day} ${said}; everything is as you left it.`);
}

function beginWith(label: string, { next }: HomeResult, page: Page): string[] {
	if (!next) return [];
	const { topic } = next;
	const lead = page.ink.quiet(label);
	const title = page.ink.title(topic.title);
	const facts = page.ink.quiet(topicFacts(topic));
	const summary = topic.summary === '' ? [] : [topic.summary];
	if (page.plain)
		return [`${label}: ${topic.title}`, topicFacts(topic), ...summary.flatMap((text) => wrap(page, text))];
	const line = spread(page, `${lead}  ${title}`, facts);
	// Where the page is narrow, the label stands above, so that the text has the room.
	if (line.length > 1) return [lead, ...[title, facts, ...summary].flatMap((text) => wrap(page, text))];
	return [...line, ...summary.flatMap((text) => hanging(page, '', text, widthOf(lead) + 2))];
}
