/** What a learner who has finished everything in view has achieved, and what could come next. */
import { readActivity } from './activity.ts';
import type { Event } from './event.ts';
import { labsPassed } from './lab-progress.ts';
import { estimatesOf } from './pace.ts';
import { isComplete, projectStatusOf, statusOf } from './progress.ts';
import { scopeOf } from './scope.ts';
import type { Standing } from './standing.ts';

export interface Recap {
	/** The first and last day with a mark: YYYY-MM-DD. */
	readonly from: string;
	readonly to: string;
	readonly topics: number;
	/** Of those topics, by the content's estimates. */
	readonly minutes: number;
	readonly projects: { readonly done: number; readonly total: number };
	readonly labs: { readonly passed: number; readonly total: number };
	/** How many topics have notes. */
	readonly notes: number;
	/** The first stage whose project is not done; null if there is none. */
	readonly project: number | null;
	/** The first level that shows more topics, and how many more; null if there is none. */
	readonly level: { readonly id: string; readonly topics: number } | null;
	/** How many paths the roadmap has. */
	readonly paths: number;
}

export function recapOf(standing: Standing, events: readonly Event[], notes: number, now: Date): Recap {
	const { roadmap, scope, progress, today } = standing;
	const { days } = readActivity(events, roadmap, now);
	const complete = scope.topics.filter((topic) => isComplete(statusOf(progress, topic)));
	const estimates = estimatesOf(roadmap);
	const stages = scope.stages.filter(({ project }) => project !== undefined);
	const unbuilt = stages.filter((stage) => projectStatusOf(progress, stage) !== 'done');
	return {
		from: days[0]?.day ?? today,
		to: days.at(-1)?.day ?? today,
		topics: complete.length,
		minutes: complete.reduce((sum, { id }) => sum + estimates.of(id), 0),
		projects: { done: stages.length - unbuilt.length, total: stages.length },
		labs: labsPassed(scope.topics, progress),
		notes,
		project: unbuilt[0]?.number ?? null,
		level: nextLevel(standing),
		paths: roadmap.paths.length,
	};
}

function nextLevel({ roadmap, scope }: Standing): Recap['level'] {
	for (const { id } of roadmap.levels) {
		const topics = scopeOf(roadmap, { path: scope.path.id, level: id }).topics.length - scope.topics.length;
		if (topics > 0) return { id, topics };
	}
	return null;
}
