import type { State } from '../app/session.ts';
import { command, type Input, isSet } from '../cli/command.ts';
import { describeStage, type StageData, type TopicData } from '../domain/describe.ts';
import { largest } from '../domain/extremes.ts';
import { findStage } from '../domain/find.ts';
import { nextUp } from '../domain/next.ts';
import { isUnfinished, projectStatusOf } from '../domain/progress.ts';
import { stageInScope } from '../domain/scope.ts';
import { missingNeeds } from '../domain/standing.ts';
import { type ProjectStatus, type Stage, TIERS, type Tier } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { chapter } from '../render/prose.ts';
import { hints, type ListRow, pad, records, rightAlignedRows, screen, spread, wrap } from '../render/text.ts';
import {
	complete,
	counted,
	dayWords,
	duration,
	enumerate,
	plural,
	shortTally,
	statusMark,
	statusWord,
} from '../render/words.ts';
import { projectTitle } from './finished-stages.ts';

export const stage = command({
	usage: 'stage [stage]',
	summary: 'One stage and its topics (without a name, yours)',
	group: 'See',
	about:
		'A stage is named by its number, its id or the beginning of its id. Without a tier it shows what your level shows.',
	options: [
		{ flags: '--core', about: 'core topics' },
		{ flags: '--recommended', about: 'recommended topics' },
		{ flags: '--optional', about: 'optional topics' },
		{ flags: '--all', about: 'every topic, whatever your level' },
	],
	examples: [
		{ line: 'roadmap stage 4', does: 'stage 4 at your level' },
		{ line: 'roadmap stage storage --core', does: 'its core topics only' },
		{ line: 'roadmap stage 4 --all', does: 'everything in it' },
	],
	run: async (session, input) => {
		const state = await session.open();
		const { roadmap } = state.standing;
		const word = input.args[0] ?? nextUp(state.standing, 1)[0]?.number.split('.')[0];
		if (word === undefined)
			throw new UserError('There is nothing left to learn here.', {
				hint: 'Name a stage: roadmap stage 1',
				code: EXIT.usage,
			});
		return stageResult(state, findStage(roadmap, word), tiersSaid(input));
	},
	view: stageView,
});

/** What there is to see of a stage. @param tiers those that were asked for; without, what the level shows */
export function stageResult({ standing, describe }: State, stage: Stage, tiers?: readonly Tier[]): StageResult {
	const { scope } = standing;
	const found = stageInScope(scope, stage);
	const shows = tiers ?? scope.level.shows;
	const seen = found.topics.filter(({ hidden }) => !hidden);
	const topics = seen.filter((topic) => shows.includes(topic.tier));
	const [next] = nextUp(standing, 1, new Set(topics.map(({ id }) => id)));
	const [here] = nextUp(standing, 1);
	return {
		stage: {
			...describeStage(standing, found),
			intro: found.intro ?? null,
			project: found.project ?? null,
			hours: found.hours ?? null,
			projectStatus: found.project === undefined ? null : projectStatusOf(standing.progress, found),
		},
		topics: topics.map((topic) => ({ ...describe(topic), waiting: missingNeeds(standing, topic) })),
		next: next?.id ?? null,
		here: here?.id ?? null,
		hidden: TIERS.map((tier) => ({
			tier,
			count: seen.filter((topic) => topic.tier === tier && !shows.includes(tier)).length,
		})),
		inPath: scope.stages.includes(found),
		path: scope.path.id,
		level: scope.level.id,
	};
}

/** The tiers that the options name, or undefined where none was said. */
function tiersSaid(input: Input): readonly Tier[] | undefined {
	if (isSet(input, 'all')) return TIERS;
	const said = TIERS.filter((tier) => isSet(input, tier));
	return said.length > 0 ? said : undefined;
}

export interface StageResult {
	readonly stage: StageData & {
		readonly intro: string | null;
		readonly project: string | null;
		/** What the project takes. */
		readonly hours: number | null;
		/** Null where it has none. */
		readonly projectStatus: ProjectStatus | null;
	};
	/** `waiting`: the needs that are still to learn. */
	readonly topics: readonly ListedTopic[];
	/** The id of the one that comes next; null where none is open. */
	readonly next: string | null;
	/** The id of the topic that one is on, or that comes next, in whichever stage; null where none is. */
	readonly here: string | null;
	/** Topics of the stage that are not shown, by tier. */
	readonly hidden: readonly { readonly tier: Tier; readonly count: number }[];
	readonly inPath: boolean;
	readonly path: string;
	readonly level: string;
}

type ListedTopic = TopicData & { readonly waiting: readonly string[] };

export function stageView(result: StageResult, context: RenderContext): string {
	const { stage, topics } = result;
	if (context.plain)
		return records(topics.map(({ number, id, status, tier, title }) => [number, id, status, tier, title]));
	const facts = [stage.phase, shortTally(stage.progress)].filter((word) => word !== '').join(' · ');
	const numberWidth = largest(topics.map(({ number }) => number.length));
	return screen(
		context,
		[
			...spread(context, context.theme.title(`${stage.number}  ${stage.title}`), context.theme.quiet(facts)),
			...(stage.tagline === '' ? [] : wrap(context, context.theme.quiet(stage.tagline))),
		],
		rightAlignedRows(
			context,
			topics.map((topic) => row(topic, topic.id === result.here, numberWidth, context)),
		),
		[...notes(result, context), ...nextSteps(result, context)],
		chapter(context, 'What this stage is for', stage.intro ?? undefined),
		chapter(context, projectTitle(stage.hours) + projectState(stage.projectStatus), stage.project ?? undefined),
	);
}

function projectState(status: ProjectStatus | null): string {
	return status === null || status === 'todo' ? '' : ` · ${status === 'started' ? 'begun' : 'done'}`;
}

function isFinished({ progress }: StageData): boolean {
	return counted(progress) > 0 && complete(progress) === counted(progress);
}

/** @param isHere it is marked as on every screen that shows where one is */
function row(topic: ListedTopic, isHere: boolean, numberWidth: number, context: RenderContext): ListRow {
	const { number, status, tier, title, minutes, labs = [] } = topic;
	// For a screen reader the word is the mark.
	const word = context.accessible ? '' : statusWord(status);
	const pointer = context.accessible ? '' : isHere ? '▸ ' : '  ';
	const isPassed = labs.every(({ state }) => state === 'passed');
	const facts = [
		isHere && context.accessible ? 'you are here' : word,
		labs.length === 0 ? '' : isPassed ? 'lab passed' : 'lab',
		tier === 'core' ? '' : tier,
		minutes === null ? '' : duration(minutes),
	];
	return {
		lead: `${pointer}${pad(number, numberWidth)}  ${statusMark(context, status)}`,
		title: isHere ? context.theme.title(title) : title,
		facts: facts.filter((fact) => fact !== '').join(' · '),
		below: waitWords(topic, context),
	};
}

/** What a topic waits for: topics, or a day. */
function waitWords(topic: ListedTopic, context: RenderContext): string {
	if (!isUnfinished(topic.status)) return '';
	if (topic.until !== undefined) return `put off until ${dayWords(topic.until, context.today)}`;
	const titles = topic.needs.filter(({ id }) => topic.waiting.includes(id)).map(({ title }) => title);
	return titles.length > 0 ? `after ${enumerate(titles)}` : '';
}

function notes({ stage, hidden, inPath, path }: StageResult, context: RenderContext): string[] {
	const also = hidden.filter(({ count }) => count > 0).map(({ tier, count }) => `${count} ${tier}`);
	const said = [
		...(also.length > 0 ? [`Also here: ${also.join(', ')}.`] : []),
		...(inPath ? [] : [`This stage is not on your path (${path}).`]),
		...(stage.progress.skipped > 0 ? [`${plural(stage.progress.skipped, 'topic')} skipped.`] : []),
	];
	const lines = said.flatMap((text) => wrap(context, text));
	return lines.length > 0 ? [...lines, ''] : lines;
}

function nextSteps({ stage, topics, next, hidden }: StageResult, context: RenderContext): string[] {
	const left = topics.filter(({ status }) => isUnfinished(status));
	const first = left.find(({ id }) => id === next) ?? left.find(({ until }) => until === undefined);
	const isProjectNext = stage.projectStatus === 'todo' && isFinished(stage);
	return hints(context, [
		...(first
			? ([
					[`roadmap topic ${first.number}`, 'the whole topic'],
					[`roadmap done ${first.number}`, 'when you can do it'],
				] as const)
			: []),
		...(isProjectNext ? ([[`roadmap project ${stage.number} --start`, 'begin what there is to build']] as const) : []),
		...(first ? [] : ([['roadmap next', 'what to learn now']] as const)),
		...(hidden.some(({ count }) => count > 0)
			? ([[`roadmap stage ${stage.number} --all`, 'everything in it']] as const)
			: []),
	]);
}
