import { command } from '../command.ts';
import { type Away, awayFor } from '../model/away.ts';
import { resourceToOpen, type TopicData } from '../model/describe.ts';
import { allTopics } from '../model/find.ts';
import { type Nothing, nextUp, type Why, whyNothing, whyNow } from '../model/next.ts';
import { type Tally, tally } from '../model/tally.ts';
import { nothingBlocks } from '../view/nothing.ts';
import type { Page } from '../view/page.ts';
import { hanging, hints, screen, spread, widthOf, wrap } from '../view/text.ts';
import { instantWords, plural, tallyWords, topicFacts } from '../view/words.ts';

/** What plain `roadmap` answers: where you are and what is next; on the first run, what this is and how to begin. */
export const home = command({
	usage: 'home',
	summary: 'Where you are and what is next',
	group: 'Learn',
	examples: [{ line: 'roadmap', does: 'where you are and what is next' }],
	run: async (ctx) => {
		const { standing, describe } = await ctx.open();
		const { roadmap, scope, progress } = standing;
		const [topic] = nextUp(standing, 1);
		const next = topic && describe(topic);
		return {
			roadmap: roadmap.id,
			title: roadmap.title,
			goal: roadmap.goal,
			first: progress.marks.size === 0,
			welcome: roadmap.welcome ?? null,
			stages: roadmap.stages.length,
			topics: allTopics(roadmap).filter(({ hidden }) => !hidden).length,
			path: scope.path.id,
			level: scope.level.id,
			progress: tally(progress, scope.topics),
			next:
				topic && next ? { topic: next, why: whyNow(standing, topic), resource: resourceToOpen(next.resources) } : null,
			nothing: topic ? null : whyNothing(standing),
			away: awayFor(standing),
			pausedAt: progress.pausedAt,
		};
	},
	view: homeView,
});

export interface HomeResult {
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
	readonly next: { readonly topic: TopicData; readonly why: Why } | null;
	readonly nothing: Nothing | null;
	readonly away: Away | null;
	/** Since when they pause, ISO 8601. */
	readonly pausedAt: string | null;
}

export function homeView(result: HomeResult, page: Page): string {
	return result.first ? welcome(result, page) : status(result, page);
}

function welcome(result: HomeResult, page: Page): string {
	const { ink } = page;
	const size = `${plural(result.stages, 'stage')}, ${plural(result.topics, 'topic')}.`;
	const number = result.next?.topic.number ?? '1.1';
	return screen(
		page,
		[
			...wrap(page, `${ink.title(`${result.goal}.`)} ${size}`),
			...wrap(page, 'Nothing leaves this machine, and nothing you mark is ever lost.'),
		],
		result.welcome ? wrap(page, result.welcome) : [],
		beginWith('Begin with', result, page),
		hints(page, [
			['roadmap next', 'what to learn now, and why'],
			['roadmap stages', 'the whole way'],
			[`roadmap known ${number}`, 'what you know already (a whole stage: stage:1)'],
			['roadmap help', 'everything else'],
		]),
	);
}

function status(result: HomeResult, page: Page): string {
	const chosen = `path ${result.path} · level ${result.level}`;
	const topic = result.next?.topic;
	const label = result.next && 'started' in result.next.why ? 'Go on with' : 'Next';
	return screen(
		page,
		[...spread(page, page.ink.title(result.goal), tallyWords(result.progress)), ...wrap(page, page.ink.quiet(chosen))],
		backLines(result, page),
		...(topic
			? [
					beginWith(label, result, page),
					hints(page, [
						...(result.pausedAt === null ? [] : ([['roadmap pace resume', 'go on']] as const)),
						['roadmap next', 'why, and what to open'],
						[`roadmap done ${topic.number}`, 'when you can do it'],
						['roadmap stages', 'the whole way'],
					]),
				]
			: nothingBlocks(result.nothing, page)),
	);
}

const TOLD = {
	done: (title: string) => `you finished ${title}`,
	started: (title: string) => `you began ${title}`,
	known: (title: string) => `you marked ${title} as known`,
} as const;

/** What somebody hears who comes back after a while, or pauses. */
function backLines({ away, pausedAt }: HomeResult, page: Page): string[] {
	if (pausedAt !== null)
		return wrap(
			page,
			`You have been on a pause since ${instantWords(pausedAt, page.today)}. Everything is as you left it.`,
		);
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
