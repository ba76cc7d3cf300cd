/** The shapes that scripts rely on: a topic, a stage and a resource as plain data. */
import { refOf, stageOf, topicFinder } from './find.ts';
import type { Engine, Lab } from './lab.ts';
import { type LabState, labProgressOf, labStateOf } from './lab-progress.ts';
import { type Progress, statusOf } from './progress.ts';
import { stageInScope, tierOn, topicsAt } from './scope.ts';
import { isAssumed, type Standing } from './standing.ts';
import { type Tally, tally } from './tally.ts';
import type { Kind, Lesson, Ref, Resource, Stage, Status, Tier, Topic } from './types.ts';

/** Which roadmap an answer is about, and what of it is in view. */
export interface ScopeData {
	readonly roadmap: string;
	readonly title: string;
	readonly goal: string;
	readonly path: string;
	readonly level: string;
}

export function describeScope({ roadmap, scope }: Standing): ScopeData {
	return { roadmap: roadmap.id, title: roadmap.title, goal: roadmap.goal, path: scope.path.id, level: scope.level.id };
}

export interface TopicData extends Ref, Omit<Lesson, 'resources' | 'labs'> {
	readonly tier: Tier;
	readonly status: Status;
	/** It is known from another roadmap, and has no mark here: `roadmap/topic`. */
	readonly elsewhere?: string;
	/** When it got that status, ISO 8601. */
	readonly at?: string;
	/** The day on which it really was, where the learner said another: YYYY-MM-DD. */
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

export interface NeedData {
	readonly id: string;
	/** '' where the roadmap has no such topic. */
	readonly number: string;
	readonly title: string;
	readonly status: Status;
	readonly assumed: boolean;
}

/** What is said of a lab wherever it is offered; its task is only in `roadmap lab`. */
export interface LabData {
	readonly id: string;
	readonly title: string;
	readonly engine: Engine;
	/** Null where nobody knows. */
	readonly minutes: number | null;
	readonly state: LabState;
	/** When it passed, ISO 8601; null where it did not. */
	readonly passedAt: string | null;
	/** How many hints were looked at. */
	readonly hints: number;
	/** Whether the solution was looked at. */
	readonly shown: boolean;
}

export interface ResourceData {
	/** Counted from 1. */
	readonly n: number;
	readonly kind: Kind;
	readonly title: string;
	readonly by: string;
	readonly url: string;
	/** null where nobody knows. */
	readonly minutes: number | null;
	readonly status: 'todo' | 'done';
	readonly paid?: boolean;
	readonly start?: boolean;
	readonly note?: string;
	readonly own?: true;
}

export interface StageData extends Ref<number> {
	readonly phase: string;
	readonly tagline: string;
	/** How many of the topics in view are core. */
	readonly core: number;
	/** How many topics are in view. */
	readonly topics: number;
	readonly progress: Tally;
}

/** Makes topic data for many topics of one standing. */
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
			...(until !== undefined && until > standing.today && { until }),
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

/** @param lab of which the page has no more than this */
export function describeLab(progress: Progress, topic: Topic, lab: BriefLab): LabData {
	const { id, title, engine, minutes = null } = lab;
	const known = labProgressOf(progress, topic.id, id);
	const { passed: passedAt, hints, shown } = known;
	return { id, title, engine, minutes, state: labStateOf(known), passedAt, hints, shown };
}

/** What of a lab may be looked at before it is begun. */
export type BriefLab = Pick<Lab, 'id' | 'title' | 'engine' | 'minutes'>;

/** A lesson of which the labs may be brief. */
export type Described = Omit<Lesson, 'labs'> & { readonly labs?: readonly BriefLab[] };

/** The resource to open: the one to begin with unless it is finished, else the first that is not, else none. */
export function resourceToOpen(resources: readonly ResourceData[], fits?: number): ResourceData | null {
	const left = resources.filter(
		(resource) =>
			resource.status === 'todo' && (fits === undefined || (resource.minutes !== null && resource.minutes <= fits)),
	);
	return left.find((resource) => resource.start) ?? left[0] ?? null;
}

/** The lab to do: the first that has not passed. */
export function labToDo({ labs = [] }: Pick<TopicData, 'labs'>): LabData | undefined {
	return labs.find(({ state }) => state !== 'passed');
}

export function describeStage(standing: Standing, stage: Stage): StageData {
	const topics = topicsAt(stageInScope(standing.scope, stage), standing.scope.level);
	return {
		number: stage.number,
		id: stage.id,
		title: stage.title,
		phase: stage.phase,
		tagline: stage.tagline,
		core: topics.filter((topic) => topic.tier === 'core').length,
		topics: topics.length,
		progress: tally(standing.progress, topics),
	};
}

function describeNeed(standing: Standing, need: Topic | undefined, id: string): NeedData {
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
