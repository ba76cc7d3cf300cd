/**
 * Where to start: estimates what a learner already knows, from their claims about each stage and a few questions.
 *
 * Each topic has a probability, kept as log-odds, so that independent evidence adds up. The constants were fitted by
 * simulation (150 learners for each set of assumptions; slips 10 %, lucky hits 8 %, overclaims 15 to 35 %).
 */
import type { Topic } from './types.ts';
import { grouped } from './values.ts';

export const CLAIMS = ['none', 'some', 'most'] as const;
/** How much of a stage a learner claims to know. */
export type Claim = (typeof CLAIMS)[number];

export interface PlacedStage {
	readonly id: string;
	/** Those in view. */
	readonly topics: readonly Topic[];
}

export interface Placement {
	readonly stages: readonly PlacedStage[];
	readonly links: Links;
	/** By stage id. */
	readonly claims: ReadonlyMap<string, Claim>;
	/** By topic id. */
	readonly odds: ReadonlyMap<string, number>;
	/** Topics that are already marked: their odds are not used, and they are not asked about. */
	readonly fixed: ReadonlySet<string>;
}

/** How the topics in view are connected, by id. */
interface Links {
	readonly needs: ReadonlyMap<string, readonly string[]>;
	readonly dependents: ReadonlyMap<string, readonly string[]>;
	readonly stage: ReadonlyMap<string, PlacedStage>;
}

const PRIOR: Readonly<Record<Claim, number>> = { none: 0.08, some: 0.45, most: 0.86 };
const NEIGHBOUR: Readonly<Record<Claim, number>> = { none: -0.35, some: 0, most: 0.35 };
/** The log-likelihood ratio of a hit: 90 % of those who know a topic answer correctly, and 8 % of those who do not. */
const HIT = Math.log(0.9 / 0.08);
const MISS = Math.log(0.1 / 0.92);
const NEED_OF_HIT = 1.1;
const DEPENDENT_OF_MISS = -1.4;
const REST_OF_STAGE = 0.25;
/** After a miss in a stage, the same claim is trusted less for other stages too. */
const SAME_CLAIM_OF_MISS = -0.3;
/** A topic is undecided while its probability is between these. */
const UNDECIDED = [0.3, 0.7] as const;
const KNOWN = 0.8;
const CHECK_FIRST = 0.5;
const PULL_OF_NEIGHBOUR = 0.3;
/**
 * The minimum number of questions for a learner who claims to know a lot, even if nothing is undecided: claims alone
 * are no proof.
 */
const SPOT_CHECKS = 6;

/**
 * Returns the state after the claims, before any question.
 * @param claims by stage id; a stage without one counts as none
 * @param marked topic id → whether it is complete
 */
export function placementFrom(
	stages: readonly PlacedStage[],
	claims: ReadonlyMap<string, Claim>,
	marked: ReadonlyMap<string, boolean>,
): Placement {
	const claimOf = (stage: PlacedStage | undefined) => (stage ? (claims.get(stage.id) ?? 'none') : 'some');
	const odds = new Map<string, number>();
	for (const [i, stage] of stages.entries()) {
		const pull = NEIGHBOUR[claimOf(stages[i - 1])] + NEIGHBOUR[claimOf(stages[i + 1])];
		for (const { id } of stage.topics) odds.set(id, logOdds(PRIOR[claimOf(stage)]) + pull);
	}
	const placement: Placement = { stages, links: linksIn(stages), claims, odds, fixed: new Set(marked.keys()) };
	const complete = [...marked].filter(([, isComplete]) => isComplete);
	return complete.reduce((state, [id]) => answered(state, id, true), placement);
}

/** Returns the probability that a topic is known, 0 to 1. */
export function chanceOf({ odds }: Placement, topic: string): number {
	return 1 / (1 + Math.exp(-(odds.get(topic) ?? logOdds(PRIOR.none))));
}

/**
 * Returns the topic to ask about next: the one whose answer is the most informative. Returns undefined once nothing is
 * undecided and the claims were spot-checked.
 * @param asked topics asked about, in order
 * @param canAsk whether a topic has a question
 */
export function nextToAsk(
	placement: Placement,
	asked: readonly string[],
	canAsk: (topic: Topic) => boolean,
): Topic | undefined {
	const topics = placement.stages.flatMap((stage) => stage.topics);
	const isWorthIt = ({ id }: Topic) =>
		isUndecided(placement, id) || (asked.length < SPOT_CHECKS && proposalFor(placement, id) === 'known');
	if (!topics.some(isWorthIt)) return undefined;
	const stageOf = (id: string) => placement.links.stage.get(id);
	const lastStage = stageOf(asked.at(-1) ?? '');
	const candidates = topics.filter(
		(topic) => !placement.fixed.has(topic.id) && !asked.includes(topic.id) && canAsk(topic),
	);
	const elsewhere = candidates.filter((topic) => stageOf(topic.id) !== lastStage);
	return mostInformative(placement, elsewhere.length > 0 ? elsewhere : candidates);
}

/** Returns the mark proposed for a topic; undefined if it is left as it is. */
export function proposalFor(placement: Placement, topic: string): 'known' | 'check' | undefined {
	if (placement.fixed.has(topic)) return undefined;
	const chance = chanceOf(placement, topic);
	if (chance >= KNOWN) return 'known';
	return chance >= CHECK_FIRST ? 'check' : undefined;
}

/** Returns the state after the answer to a question about a topic. */
export function answered(placement: Placement, topic: string, isHit: boolean): Placement {
	const change = isHit ? HIT : MISS;
	const odds = new Map(placement.odds);
	const add = (id: string, by: number) => {
		if (odds.has(id)) odds.set(id, (odds.get(id) ?? 0) + by);
	};
	add(topic, change);
	const related = isHit ? needsOf(placement, topic) : dependentsOf(placement, topic);
	for (const id of related) add(id, isHit ? NEED_OF_HIT : DEPENDENT_OF_MISS);
	const stage = placement.links.stage.get(topic);
	for (const other of placement.stages) {
		const by = other === stage ? change * REST_OF_STAGE : isHit ? 0 : trustLost(placement, stage, other);
		for (const { id } of other.topics) if (id !== topic && !related.has(id)) add(id, by);
	}
	return { ...placement, odds };
}

function trustLost({ claims }: Placement, missed: PlacedStage | undefined, other: PlacedStage): number {
	const claim = claims.get(missed?.id ?? '') ?? 'none';
	return claim !== 'none' && claims.get(other.id) === claim ? SAME_CLAIM_OF_MISS : 0;
}

function mostInformative(placement: Placement, topics: readonly Topic[]): Topic | undefined {
	let best: { readonly topic: Topic; readonly worth: number } | undefined;
	for (const topic of topics) {
		const chance = chanceOf(placement, topic.id);
		const neighbours = [...topic.needs, ...(placement.links.dependents.get(topic.id) ?? [])];
		const undecided = neighbours.filter((id) => placement.odds.has(id) && isUndecided(placement, id)).length;
		const worth = chance * (1 - chance) * (1 + PULL_OF_NEIGHBOUR * undecided);
		if (!best || worth > best.worth) best = { topic, worth };
	}
	return best?.topic;
}

function isUndecided(placement: Placement, topic: string): boolean {
	const chance = chanceOf(placement, topic);
	return !placement.fixed.has(topic) && chance > UNDECIDED[0] && chance < UNDECIDED[1];
}

/** Returns everything that a topic needs, directly or indirectly. */
function needsOf({ links }: Placement, topic: string): Set<string> {
	return reachable(topic, (id) => links.needs.get(id) ?? []);
}

function dependentsOf({ links }: Placement, topic: string): Set<string> {
	return reachable(topic, (id) => links.dependents.get(id) ?? []);
}

function linksIn(stages: readonly PlacedStage[]): Links {
	const topics = stages.flatMap((stage) => stage.topics);
	return {
		needs: new Map(topics.map(({ id, needs }) => [id, needs])),
		dependents: grouped(topics.flatMap(({ id, needs }) => needs.map((need) => [need, id] as const))),
		stage: new Map(stages.flatMap((stage) => stage.topics.map(({ id }) => [id, stage]))),
	};
}

function reachable(from: string, step: (id: string) => readonly string[]): Set<string> {
	const found = new Set<string>();
	const open = [...step(from)];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (found.has(id) || id === from) continue;
		found.add(id);
		for (const next of step(id)) open.push(next);
	}
	return found;
}

function logOdds(chance: number): number {
	return Math.log(chance / (1 - chance));
}
