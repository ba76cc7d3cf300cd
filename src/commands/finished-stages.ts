/** A finished stage: what the learner can do now, and its project. */
import type { State } from '../app/session.ts';
import { stageOf } from '../domain/find.ts';
import { isComplete, projectStatusOf, statusOf } from '../domain/progress.ts';
import { stageInScope, topicsAt } from '../domain/scope.ts';
import type { Standing } from '../domain/standing.ts';
import { type Tally, tally } from '../domain/tally.ts';
import type { ProjectStatus, Stage, Topic } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { firstSentence, heading, inline, list } from '../render/prose.ts';
import { wrap } from '../render/text.ts';
import { duration, enumerate, leadMark } from '../render/words.ts';

export interface FinishedStage {
	readonly number: number;
	readonly id: string;
	readonly title: string;
	/** The first outcome of each of its core topics. */
	readonly outcomes: readonly string[];
	/** Null if it has no project. */
	readonly project: { readonly text: string; readonly hours: number | null; readonly status: ProjectStatus } | null;
}

/** Returns the stages that a change to these topics completed. */
export function finishedStages(before: Standing, after: State, topics: readonly Topic[]): FinishedStage[] {
	const stages = [...new Set(topics.map((topic) => stageOf(after.standing.roadmap, topic)))];
	return stages
		.filter((stage) => isFinished(after.standing, stage) && !isFinished(before, stage))
		.map((stage) => {
			const { number, id, title, project, hours = null } = stage;
			const status = projectStatusOf(after.standing.progress, stage);
			const outcomes = outcomesOf(after, stage);
			return { number, id, title, outcomes, project: project === undefined ? null : { text: project, hours, status } };
		});
}

/** Returns the stage of these topics and its progress; null if they are of several stages. */
export function commonStage(
	{ roadmap, scope, progress }: Standing,
	topics: readonly Topic[],
): { number: number; progress: Tally } | null {
	const [stage, ...others] = new Set(topics.map((topic) => stageOf(roadmap, topic)));
	if (!stage || others.length > 0) return null;
	const inView = topicsAt(stageInScope(scope, stage), scope.level);
	return { number: stage.number, progress: tally(progress, inView) };
}

function isFinished({ scope, progress }: Standing, stage: Stage): boolean {
	const { total, done, known, skipped } = tally(progress, topicsAt(stageInScope(scope, stage), scope.level));
	return done + known > 0 && done + known + skipped === total;
}

function outcomesOf({ standing, lessonOf }: State, { topics }: Stage): string[] {
	const learned = topics.filter((topic) => topic.tier === 'core' && isComplete(statusOf(standing.progress, topic)));
	return learned.flatMap((topic) => lessonOf(topic).outcomes?.slice(0, 1) ?? []);
}

/** More could not be read at a glance. */
const MAX_OUTCOMES = 5;

/**
 * Renders a single stage with its outcomes and project; of several, or with the whole roadmap complete, only their
 * numbers.
 */
export function finishedStageBlocks(
	stages: readonly FinishedStage[],
	isBrief: boolean,
	context: RenderContext,
): string[][] {
	const [only, ...others] = stages;
	if (!only) return [];
	if (others.length === 0 && !isBrief) return oneFinished(only, context);
	const numbers = enumerate(stages.map(({ number }) => String(number)));
	const names = others.length === 0 ? `Stage ${numbers} is` : `Stages ${numbers} are`;
	return [wrap(context, `${leadMark(context, '✓')}${names} complete.`)];
}

function oneFinished({ number, title, outcomes, project }: FinishedStage, context: RenderContext): string[][] {
	const sentence = `${leadMark(context, '✓')}Stage ${number} is complete: ${context.theme.title(title)}.`;
	return [
		wrap(context, sentence),
		list(context, 'You can now', outcomes.slice(0, MAX_OUTCOMES)),
		...(project && project.status !== 'done'
			? [
					[
						heading(context, projectTitle(project.hours)),
						...wrap(context, inline(context, firstSentence(project.text))),
					],
				]
			: []),
	];
}

export function projectTitle(hours: number | null): string {
	return `To build at the end${hours === null ? '' : ` · ${duration(hours * 60)}`}`;
}
