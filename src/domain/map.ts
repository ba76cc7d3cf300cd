/** The data of a map of the roadmap or of one stage, before anything is drawn. */
import {
	describeNeed,
	describeScope,
	describeStage,
	type NeedData,
	type ScopeData,
	type StageData,
} from './describe.ts';
import { refOf, stageOf, topicFinder } from './find.ts';
import { type Nothing, nextUp, whyNothing } from './next.ts';
import { statusOf } from './progress.ts';
import { stageInScope, topicsAt } from './scope.ts';
import { isMet, type Standing, type StopState, stopState, withStatus } from './standing.ts';
import { type Tally, tally } from './tally.ts';
import { type Ref, type Roadmap, type Stage, type Status, TIERS, type Tier, type Topic } from './types.ts';

/** What every map has. */
export interface MapData extends ScopeData {
	/** The topic that `next` offers, and its stage; null if nothing can be started. */
	readonly here: { readonly stage: Ref<number>; readonly topic: Ref } | null;
	/** What `next` would offer after `here` is done. */
	readonly nextStop: Ref | null;
	/** Everything that can be started or continued now, in `next`'s order. */
	readonly reachable: readonly (Ref & { readonly status: Status })[];
	/** Why nothing can be started; null if something can. */
	readonly nothing: Nothing | null;
	/** Topics that the level hides in what is drawn, by tier. */
	readonly hidden: readonly { readonly tier: Tier; readonly count: number }[];
}

/** The map of the whole roadmap. */
export interface LineMap extends MapData {
	readonly stage: null;
	readonly progress: Tally;
	/** In the path's order. A phase that the path returns to appears again. */
	readonly phases: readonly PhaseData[];
	/** Stages that are not on the path. */
	readonly elsewhere: readonly Ref<number>[];
}

interface PhaseData {
	/** Its position among the roadmap's phases, from 1; 0 for stages without a phase. */
	readonly number: number;
	readonly title: string;
	readonly stages: readonly StationData[];
}

/** `ready`: nothing is started, and something can be. `empty`: the level shows no topic of it. */
export type StationState = 'done' | 'started' | 'ready' | 'waiting' | 'skipped' | 'empty';

export interface StationData extends StageData {
	readonly state: StationState;
	/** How many of its topics can be started or continued. */
	readonly reachable: number;
}

/** The map of one stage and its topics. */
export interface StageMap extends MapData {
	readonly stage: StationData;
	readonly inPath: boolean;
	readonly topics: readonly StopData[];
}

export interface StopData extends Ref, Pick<Topic, 'tier' | 'own'> {
	readonly status: Status;
	readonly state: StopState;
	/** Deferred until this local date. */
	readonly until?: string;
	readonly minutes: number | null;
	/** Needs in this stage. */
	readonly needs: readonly EdgeData[];
	/** Needs in other stages. */
	readonly from: readonly EdgeData[];
	/** Topics in view, in other stages, that need this one. */
	readonly opens: readonly EdgeData[];
}

export interface EdgeData extends NeedData {
	readonly stage: number;
	/** Whether it no longer blocks: complete, skipped or assumed. */
	readonly met: boolean;
}

export function lineMap(standing: Standing): LineMap {
	const { roadmap, scope, progress } = standing;
	const stationOf = stationDescriber(standing);
	const phases: { number: number; title: string; stages: StationData[] }[] = [];
	for (const stage of scope.stages) {
		const last = phases.at(-1);
		const { phase } = stage;
		if (last?.title === phase) last.stages.push(stationOf(stage));
		else phases.push({ number: phaseNumber(roadmap, phase), title: phase, stages: [stationOf(stage)] });
	}
	const onPath = new Set(scope.stages.map(({ id }) => id));
	const elsewhere = roadmap.stages.filter(({ id }) => !onPath.has(id)).map(refOf);
	return {
		...mapData(standing, scope.stages),
		stage: null,
		progress: tally(progress, scope.topics),
		phases,
		elsewhere,
	};
}

/** Returns a phase's position in the roadmap, from 1; 0 if it has none. */
export function phaseNumber({ phases }: Roadmap, phase: string): number {
	return phases.indexOf(phase) + 1;
}

export function stageMap(standing: Standing, found: Stage): StageMap {
	const { scope } = standing;
	const stage = stageInScope(scope, found);
	const find = topicFinder(standing.roadmap.stages);
	const users = usersOf(standing, stage);
	const edge = (topic: Topic) => describeEdge(standing, topic);
	const topics = topicsAt(stage, scope.level);
	return {
		...mapData(standing, [stage]),
		stage: stationDescriber(standing)(stage),
		inPath: scope.stages.includes(stage),
		topics: topics.map((topic) => {
			const needs = topic.needs.flatMap((id) => find(id) ?? []).map(edge);
			return {
				...describeStop(standing, topic),
				needs: needs.filter((need) => need.stage === stage.number),
				from: needs.filter((need) => need.stage !== stage.number),
				opens: (users.get(topic.id) ?? []).map(edge),
			};
		}),
	};
}

function mapData(standing: Standing, stages: readonly Stage[]): MapData {
	const { roadmap, scope, progress } = standing;
	const reachable = nextUp(standing, Number.POSITIVE_INFINITY);
	const [here] = reachable;
	const topics = stages.flatMap((stage) => stage.topics).filter((topic) => !topic.hidden);
	const isHidden = (tier: Tier) => !scope.level.shows.includes(tier);
	return {
		...describeScope(standing),
		here: here ? { stage: refOf(stageOf(roadmap, here)), topic: refOf(here) } : null,
		nextStop: here ? nextStop(standing, here) : null,
		reachable: reachable.map((topic) => ({ ...refOf(topic), status: statusOf(progress, topic) })),
		nothing: here ? null : whyNothing(standing),
		hidden: TIERS.map((tier) => ({
			tier,
			count: isHidden(tier) ? topics.filter((topic) => topic.tier === tier).length : 0,
		})),
	};
}

/** Returns what `next` offers once this topic is done. */
function nextStop(standing: Standing, topic: Topic): Ref | null {
	const [stop] = nextUp(withStatus(standing, [topic], 'done'), 1);
	return stop ? refOf(stop) : null;
}

function stationDescriber(standing: Standing): (stage: Stage) => StationData {
	const reachable = new Set(nextUp(standing, Number.POSITIVE_INFINITY));
	return (stage) => {
		const data = describeStage(standing, stage);
		const count = stage.topics.filter((topic) => reachable.has(topic)).length;
		return { ...data, state: stationState(data.progress, count), reachable: count };
	};
}

function stationState({ total, skipped, done, known, started, percent }: Tally, reachable: number): StationState {
	if (total === 0) return 'empty';
	if (skipped === total) return 'skipped';
	if (percent === 100) return 'done';
	if (done + known + started > 0) return 'started';
	return reachable > 0 ? 'ready' : 'waiting';
}

function describeStop(standing: Standing, topic: Topic): Omit<StopData, 'needs' | 'from' | 'opens'> {
	const { progress, today } = standing;
	const until = progress.deferred.get(topic.id);
	return {
		...refOf(topic),
		tier: topic.tier,
		status: statusOf(progress, topic),
		state: stopState(standing, topic),
		...(until !== undefined && until > today && { until }),
		minutes: topic.minutes ?? null,
		...(topic.own && { own: true }),
	};
}

function describeEdge(standing: Standing, topic: Topic): EdgeData {
	const stage = Number.parseInt(topic.number, 10);
	return { ...describeNeed(standing, topic, topic.id), stage, met: isMet(standing, topic.id) };
}

/** Returns a map of topic in this stage → topics in view, in other stages, that need it. */
function usersOf({ scope }: Standing, stage: Stage): Map<string, Topic[]> {
	const users = new Map<string, Topic[]>(stage.topics.map(({ id }) => [id, []]));
	const own = new Set<Topic>(stage.topics);
	for (const topic of scope.topics) {
		if (!own.has(topic)) for (const id of topic.needs) users.get(id)?.push(topic);
	}
	return users;
}
