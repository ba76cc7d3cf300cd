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

export type ListedTopic = TopicData & { readonly waiting: readonly string[] };

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
