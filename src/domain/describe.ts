/** The data shapes that scripts rely on: topics, stages and resources. */
import { refOf, stageOf, topicFinder } from './find.ts';
import type { Lab } from './lab.ts';
import { type LabProgress, type LabState, labProgressOf, labStateOf } from './lab-progress.ts';
import { type Progress, statusOf } from './progress.ts';
import { stageInScope, tierOn, topicsAt } from './scope.ts';
import { isAssumed, isLeft, type Standing } from './standing.ts';
import { type Tally, tally } from './tally.ts';
import type { Lesson, Ref, Resource, Stage, Status, Tier, Topic } from './types.ts';

/** The roadmap that a result is about, and what is in view. */
export interface ScopeData {
	readonly roadmap: string;
	readonly title: string;
	readonly goal: string;
	readonly path: string;
	readonly level: string;
	/** The number of paths to choose from. */
	readonly paths: number;
}

export function describeScope({ roadmap, scope }: Standing): ScopeData {
	const { id, title, goal, paths } = roadmap;
	return { roadmap: id, title, goal, path: scope.path.id, level: scope.level.id, paths: paths.length };
}

export interface TopicData extends Ref, Omit<Lesson, 'resources' | 'labs'> {
	readonly tier: Tier;
	readonly status: Status;
	/** Set if it has no mark and is known from another roadmap: `roadmap/topic`. */
	readonly elsewhere?: string;
	/** When it got this status, ISO 8601. */
	readonly at?: string;
	/** The actual day, YYYY-MM-DD, if the learner gave another than that of the mark. */
	readonly on?: string;
	/** Put off until this local date. */
	readonly until?: string;
	readonly stage: Ref<number>;
	readonly needs: readonly NeedData[];
	readonly minutes: number | null;
	readonly own?: true;
	readonly hidden?: true;
	readonly resources: readonly ResourceData[];
	readonly labs?: readonly LabData[];
}

/** A need; its number is '' if the roadmap has no such topic. */
export interface NeedData extends Ref {
	readonly status: Status;
	readonly assumed: boolean;
}

/** A lab as described in lists; its task is shown only by `roadmap lab`. */
export interface LabData extends Omit<BriefLab, 'minutes'>, Pick<LabProgress, 'hints' | 'shown'> {
	/** Null if unknown. */
	readonly minutes: number | null;
	readonly state: LabState;
	/** When it was passed, ISO 8601; null if it was not. */
	readonly passedAt: string | null;
}

export interface ResourceData extends Omit<Resource, 'minutes'> {
	/** Counted from 1. */
	readonly n: number;
	/** Null if unknown. */
	readonly minutes: number | null;
	readonly status: 'todo' | 'done';
}

export interface StageData extends Ref<number>, Pick<Stage, 'phase' | 'tagline'> {
	/** The number of core topics in view. */
	readonly core: number;
	/** The number of topics in view. */
	readonly topics: number;
	readonly progress: Tally;
}

/** Returns a function that describes topics. Make it once for many topics. */
export function topicDescriber(standing: Standing, lessonOf: (topic: Topic) => Described): (topic: Topic) => TopicData {
	const find = topicFinder(standing.roadmap.stages);
	return (topic) => {
		const { resources, labs, ...texts } = lessonOf(topic);
		const mark = standing.progress.marks.get(topic.id);
		const until = standing.progress.deferred.get(topic.id);
		return {
			...refOf(topic),
			tier: tierOn(standing.scope.path, topic),
			status: statusOf(standing.progress, topic),
			...(topic.sameAs !== undefined && standing.progress.elsewhere.has(topic.id) && { elsewhere: topic.sameAs }),
			...(mark && { at: mark.at }),
			...(mark?.on !== undefined && { on: mark.on }),
			...(until !== undefined && until > standing.today && isLeft(standing, topic) && { until }),
			stage: refOf(stageOf(standing.roadmap, topic)),
			needs: topic.needs.map((id) => describeNeed(standing, find(id), id)),
			minutes: topic.minutes ?? null,
			...(topic.own && { own: true }),
			...(topic.hidden && { hidden: true }),
			...texts,
			resources: resources.map((resource, i) => describeResource(standing, resource, i + 1)),
			...(labs && { labs: labs.map((lab) => describeLab(standing.progress, topic, lab)) }),
		};
	};
}

/** @param lab only these fields, because the page has no others */
export function describeLab(progress: Progress, topic: Topic, lab: BriefLab): LabData {
	const { id, title, engine, minutes = null } = lab;
	const known = labProgressOf(progress, topic.id, id);
	const { passed: passedAt, hints, shown } = known;
	return { id, title, engine, minutes, state: labStateOf(known), passedAt, hints, shown };
}

/** The part of a lab that may be shown before it is started. */
export type BriefLab = Pick<Lab, 'id' | 'title' | 'engine' | 'minutes'>;

/** A lesson whose labs may lack everything but their description. */
export type Described = Omit<Lesson, 'labs'> & { readonly labs?: readonly BriefLab[] };

/**
 * Returns the resource to open: the author's first choice unless it is finished, else the first unfinished one, else
 * null.
 * @param fits minutes in which it has to be finished
 */
export function resourceToOpen(resources: readonly ResourceData[], fits?: number): ResourceData | null {
	const left = resources.filter(
		(resource) =>
			resource.status === 'todo' && (fits === undefined || (resource.minutes !== null && resource.minutes <= fits)),
	);
	return left.find((resource) => resource.start) ?? left[0] ?? null;
}

/** Returns the lab to do: the first that is not passed. */
export function labToDo({ labs = [] }: Pick<TopicData, 'labs'>): LabData | undefined {
	return labs.find(({ state }) => state !== 'passed');
}

export function describeStage(standing: Standing, stage: Stage): StageData {
	const topics = topicsAt(stageInScope(standing.scope, stage), standing.scope.level);
	return {
		...refOf(stage),
		phase: stage.phase,
		tagline: stage.tagline,
		core: topics.filter((topic) => topic.tier === 'core').length,
		topics: topics.length,
		progress: tally(standing.progress, topics),
	};
}

/** Returns a need as results name it. @param need undefined if the roadmap has no such topic */
export function describeNeed(standing: Standing, need: Topic | undefined, id: string): NeedData {
	const status = need ? statusOf(standing.progress, need) : 'todo';
	return { id, number: need?.number ?? '', title: need?.title ?? id, status, assumed: isAssumed(standing, id) };
}

function describeResource({ progress }: Standing, resource: Resource, n: number): ResourceData {
	return {
		n,
		...resource,
		minutes: resource.minutes ?? null,
		status: progress.finished.has(resource.url) ? 'done' : 'todo',
	};
}
