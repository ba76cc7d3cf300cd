import type { State } from '../../app/session.ts';
import { describeStage, type StageData, type TopicData } from '../../domain/describe.ts';
import { nextUp } from '../../domain/next.ts';
import { projectStatusOf } from '../../domain/progress.ts';
import { stageInScope } from '../../domain/scope.ts';
import { missingNeeds } from '../../domain/standing.ts';
import { type ProjectStatus, type Stage, TIERS, type Tier } from '../../domain/types.ts';

export interface StageResult {
	readonly stage: StageData & {
		readonly intro: string | null;
		readonly project: string | null;
		/** The hours its project takes. */
		readonly hours: number | null;
		/** Null if it has no project. */
		readonly projectStatus: ProjectStatus | null;
	};
	/** `waiting`: the needs that are not complete yet. */
	readonly topics: readonly ListedTopic[];
	/** The id of the topic that comes next; null if none can be started. */
	readonly next: string | null;
	/** The id of the current or next topic, in whichever stage; null if there is none. */
	readonly here: string | null;
	/** Topics of the stage that are not shown, by tier. */
	readonly hidden: readonly { readonly tier: Tier; readonly count: number }[];
	readonly inPath: boolean;
	readonly path: string;
	readonly level: string;
}

export type ListedTopic = TopicData & { readonly waiting: readonly string[] };

/** Returns the data of a stage. @param tiers those to show; by default those of the level */
export function stageResult({ standing, describe }: State, stage: Stage, tiers?: readonly Tier[]): StageResult {
	const { scope } = standing;
	const found = stageInScope(scope, stage);
	const shows = tiers ?? scope.level.shows;
	const visible = found.topics.filter(({ hidden }) => !hidden);
	const topics = visible.filter((topic) => shows.includes(topic.tier));
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
			count: visible.filter((topic) => topic.tier === tier && !shows.includes(tier)).length,
		})),
		inPath: scope.stages.includes(found),
		path: scope.path.id,
		level: scope.level.id,
	};
}
