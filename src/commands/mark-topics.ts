/** `start`, `done`, `known`, `skip` and `reset`: one command with five names. */
import type { Saved, Session } from '../app/session.ts';
import { type Input, isSet } from '../cli/command.ts';
import { resourceToOpen, type TopicData } from '../domain/describe.ts';
import { refOf } from '../domain/find.ts';
import { markable, type MarkSpec as Plan, planMark } from '../domain/mark.ts';
import { nextUp } from '../domain/next.ts';
import { isUnfinished, statusOf } from '../domain/progress.ts';
import type { Recap } from '../domain/recap.ts';
import { openedBy, type Standing } from '../domain/standing.ts';
import { type Tally, tally } from '../domain/tally.ts';
import type { Ref, Status, Topic } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { dryRunView } from '../render/dry-run.ts';
import { type Match, matchLines } from '../render/match.ts';
import { nothingBlocks } from '../render/nothing-left.ts';
import { selfCheckLines } from '../render/recall.ts';
import { counted, shortTally, tallyWords } from '../render/tally.ts';
import { type Hints, hints, screen, spread, wrap } from '../render/text.ts';
import { areOrIs, dayWords, enumerateSome, leadMark, markWords, namesWords, plural } from '../render/words.ts';
import { applyChange, dryRun, keptWords } from './confirm-change.ts';
import { commonStage, type FinishedStage, finishedStageBlocks, finishedStages } from './finished-stages.ts';
import { recapFor } from './recap.ts';
import { type Targets, topicsNamed, type Verb } from './topic-arguments.ts';

export interface MarkResult {
	/** Nothing was changed; the result is a preview. */
	readonly dryRun?: true;
	readonly to: Status;
	readonly changed: readonly {
		readonly topic: string;
		readonly from: Status;
		readonly to: Status;
		readonly at: string;
		/** The day given by `--on`, YYYY-MM-DD. */
		readonly on?: string;
	}[];
	readonly unchanged: readonly string[];
	/** The note that was added. */
	readonly noted?: string;
	/** The `roadmap review` option for questions about what was just done: `--topic 1.2`. */
	readonly selfCheck?: string;
	readonly unlocked: readonly string[];
	readonly next: TopicData | null;
	readonly progress: Tally;
	/** The stage of the changed topics, if they share one. */
	readonly stage: { readonly number: number; readonly progress: Tally } | null;
	/** The stages that this change completed. */
	readonly finished: readonly FinishedStage[];
	/** Set if everything in view is now finished. */
	readonly recap: Recap | null;
	/** Every topic named above. */
	readonly topics: readonly NamedTopic[];
}

interface NamedTopic extends Ref {
	/** Its status before this command. */
	readonly status: Status;
	/** When it got that status, ISO 8601. */
	readonly at?: string;
	/** The day given for it by `--on`, YYYY-MM-DD. */
	readonly on?: string;
	/** How it was chosen, if not named in full. */
	readonly match?: Match;
	/** It is hidden, or not on the path or level, so it does not count. */
	readonly isOutOfView?: true;
}

/** A command that marks topics. */
interface MarkVerb extends Verb {
	readonly to: Status;
}

export function markVerb(name: string, to: Status) {
	return { name, to, offers: (standing: Standing) => markable(standing, to) };
}

/**
 * Marks the topics that the arguments name.
 * @param on the day it was really done, YYYY-MM-DD; undefined for today
 */
export async function markNamed(session: Session, input: Input, verb: MarkVerb, on?: string): Promise<MarkResult> {
	const { to } = verb;
	const open = await session.open();
	const before = open.standing;
	const targets = await topicsNamed(session, open, input, verb);
	const plan = planMark(
		before.progress,
		targets.chosen.map(({ topic }) => topic),
		to,
		targets.ofStages,
	);
	const carried = await applyChange(session, input, {
		topics: plan.changed.map(({ topic }) => topic),
		what: { to, ...(on !== undefined && { on }) },
		does: DOES[to],
		kept: keptWords(plan.unchanged.map((topic) => named(before, topic))),
		asksAlways: targets.isStageGuessed,
	});
	const marked = markResult(before, targets, plan, { to, on }, carried);
	const recap = marked.next || isSet(input, 'dryRun') ? null : await recapFor(session);
	return { ...dryRun(input), ...marked, recap };
}

function markResult(
	before: Standing,
	{ chosen }: Targets,
	{ changed, unchanged }: Plan,
	{ to, on }: { to: Status; on: string | undefined },
	{ at, after: open }: Saved,
): Omit<MarkResult, 'recap'> {
	const { standing: after, describe } = open;
	const touched = changed.map(({ topic }) => topic);
	const ids = touched.map(({ id }) => id);
	const opens = isUnfinished(to) ? [] : openedBy(before, ids);
	const matches = new Map(chosen.flatMap(({ topic, match }) => (match ? [[topic, match]] : [])));
	const [next] = nextUp(after, 1);
	return {
		to,
		changed: changed.map(({ topic, from }) => ({ topic: topic.id, from, to, at, ...(on !== undefined && { on }) })),
		unchanged: unchanged.map(({ id }) => id),
		unlocked: opens.map(({ id }) => id),
		next: next ? describe(next) : null,
		progress: tally(after.progress, after.scope.topics),
		stage: commonStage(after, touched),
		finished: finishedStages(before, open, touched),
		topics: [...touched, ...unchanged, ...opens].map((topic) => named(before, topic, matches.get(topic))),
	};
}

function named({ progress, scope }: Standing, topic: Topic, match?: Match): NamedTopic {
	const { at, on } = progress.marks.get(topic.id) ?? {};
	return {
		...refOf(topic),
		status: statusOf(progress, topic),
		...(at !== undefined && { at }),
		...(on !== undefined && { on }),
		...(match && { match }),
		...(!scope.ids.has(topic.id) && { isOutOfView: true }),
	};
}

const DOES: Record<Status, (topics: string) => string> = {
	todo: (topics) => `put ${topics} back`,
	started: (topics) => `start ${topics}`,
	done: (topics) => `mark ${topics} done`,
	known: (topics) => `mark ${topics} known`,
	skipped: (topics) => `skip ${topics}`,
};

const MARK: Record<Status, string> = { todo: '○', started: '◐', done: '✓', known: '✓', skipped: '–' };
const BECAME: Record<Status, string> = {
	todo: 'back to "to do"',
	started: 'started',
	done: 'done',
	known: 'known',
	skipped: 'skipped',
};
const WAS: Record<Status, string> = { ...BECAME, todo: 'put back', known: 'marked known' };

export function marksView(result: MarkResult, context: RenderContext): string {
	const named = new Map(result.topics.map((topic) => [topic.id, topic]));
	const topicsOf = (ids: readonly string[]) => ids.flatMap((id) => named.get(id) ?? []);
	const changed = topicsOf(result.changed.map(({ topic }) => topic));
	const unchanged = topicsOf(result.unchanged);
	if (result.dryRun) return dryRunView({ would: BECAME[result.to], ...rehearsedIn(result, named) }, context);
	return screen(
		context,
		[
			...matchLines(context, ...result.topics),
			...changedLines(result, changed, context),
			...opensLines(changed, topicsOf(result.unlocked), context),
			...unchangedLines(unchanged, result.to, context),
			...(result.noted === undefined ? [] : ['Your note is added.']),
		],
		...finishedStageBlocks(result.finished, result.recap !== null, context),
		...nextBlocks(result, changed, unchanged, context),
		selfCheckLines(result.selfCheck, context),
	);
}

function rehearsedIn({ changed, unchanged }: MarkResult, named: ReadonlyMap<string, NamedTopic>) {
	const rows = changed.flatMap(({ topic, from }) => {
		const known = named.get(topic);
		return known ? [{ ...known, from }] : [];
	});
	return { changed: rows, unchanged: unchanged.length };
}

function changedLines(result: MarkResult, changed: readonly NamedTopic[], context: RenderContext): string[] {
	const { to, stage, progress } = result;
	if (changed.length === 0) return [];
	const mark = leadMark(context, MARK[to]);
	const names = context.theme.title(namesWords(changed.map(({ title }) => title)));
	const ofStage = stage && counted(stage.progress) > 0 ? ` · stage ${stage.number}: ${shortTally(stage.progress)}` : '';
	const tally = tallyWords(progress) + ofStage;
	const [{ on } = {}] = result.changed;
	const when = on === undefined ? '' : `, on ${dayWords(on, context.today)}`;
	const reopened = to === 'started' ? changed.find(({ status }) => !isUnfinished(status)) : undefined;
	const isOutOfView = changed.length === 1 && changed[0]?.isOutOfView;
	return [
		...spread(context, `${mark}${names} ${areOrIs(changed.length)} ${BECAME[to]}${when}.`, context.theme.quiet(tally)),
		...(reopened ? wrap(context, `It was ${reopened.status}, and no longer counts.`) : []),
		...(isOutOfView ? wrap(context, 'It is not on your path or level, so it does not count.') : []),
	];
}

function opensLines(changed: readonly NamedTopic[], opened: readonly NamedTopic[], context: RenderContext): string[] {
	if (opened.length === 0) return [];
	const names = opened.map(({ title }) => title);
	return wrap(context, `${changed.length === 1 ? 'It opens' : 'They open'} ${enumerateSome(names, 4)}.`);
}

function unchangedLines(unchanged: readonly NamedTopic[], to: Status, context: RenderContext): string[] {
	const already = unchanged.filter(({ status }) => status === to);
	const keptText = keptWords(unchanged.filter(({ status }) => status !== to));
	const sentences = already.map(({ title, at, on }) =>
		// Only a topic that was never marked has no date, and only `reset` leaves it unchanged.
		at === undefined
			? `${title} was not marked.`
			: `${title} was ${WAS[to]} already, on ${markWords({ at, on }, context.today)}.`,
	);
	const few = already.length > 4 ? [`${plural(already.length, 'topic')} were ${WAS[to]} already.`] : sentences;
	return [...few, keptText].flatMap((text) => wrap(context, text));
}

function nextBlocks(
	{ to, next, finished, recap, noted }: MarkResult,
	changed: readonly NamedTopic[],
	unchanged: readonly NamedTopic[],
	context: RenderContext,
): string[][] {
	const back = undoHint(changed.length > 0, noted !== undefined);
	const [only, ...others] = [...changed, ...unchanged];
	if (to === 'started' && only && others.length === 0) return [hints(context, [...begunHints(only, next), back])];
	const project = finished.find((stage) => stage.project?.status === 'todo');
	const build = project && ([`roadmap project ${project.number} --start`, 'begin its project'] as const);
	if (next) return [hints(context, [build, ['roadmap next', next.title], back])];
	if (recap) return [...nothingBlocks(null, context, recap), hints(context, [back])];
	return [
		wrap(context, context.theme.good('Nothing is left to begin.')),
		hints(context, [['roadmap level', 'show more of each stage'], back]),
	];
}

/** A note is a change of its own, made after the mark. */
function undoHint(isMarked: boolean, isNoted: boolean): Hints[number] {
	if (isNoted) return ['roadmap undo', `take the note back${isMarked ? '; twice, the mark too' : ''}`];
	return isMarked && ['roadmap undo', 'take it back'];
}

/** Suggests what to do with a started topic; the current one needs no number. */
function begunHints({ id, number, match }: NamedTopic, next: TopicData | null): Hints {
	if (next?.id !== id)
		return [
			[`roadmap topic ${number}`, 'what to read'],
			[`roadmap done ${number}`, 'when you can do it'],
		];
	return [
		resourceToOpen(next.resources) && ['roadmap open', 'the first thing to read'],
		['roadmap done', 'when you can do it'],
		match === 'in hand' && ['roadmap start --pick', 'begin another'],
	];
}
