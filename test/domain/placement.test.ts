/** Simulated learners on the shipped roadmap's own needs: who claims too much, who slips, who is lucky. */
import { describe, expect, it } from 'vitest';
import {
	answered,
	type Claim,
	chanceOf,
	nextToAsk,
	type PlacedStage,
	type Placement,
	placementFrom,
	proposalFor,
} from '../../src/domain/placement.ts';
import { shipped } from './fixture-shipped.ts';

const SLIP = 0.1;
const LUCK = 0.08;
const LEARNERS = 150;

interface Learner {
	readonly knows: ReadonlySet<string>;
	readonly claims: ReadonlyMap<string, Claim>;
}

describe('placement, simulated', () => {
	const stages = shipped();

	it('places 88 % of topics right with 8 questions, though 35 % of claims are too high', () => {
		expect(accuracy(stages, { overclaiming: 0.35, questions: 8 })).toBeGreaterThanOrEqual(0.88);
	});

	it('gains from questions, and hardly beyond ten', () => {
		const right = (questions: number) => accuracy(stages, { overclaiming: 0.25, questions });
		expect(right(8)).toBeGreaterThan(right(0) + 0.01);
		expect(right(20) - right(10)).toBeLessThan(0.025);
	});

	it('asks a beginner nothing', () => {
		const placement = placementFrom(stages, new Map(), new Map());
		expect(nextToAsk(placement, [], () => true)).toBeUndefined();
		expect(proposed(placement)).toBe(0);
	});

	it('does not believe who claims all and misses eight of ten, whichever two are hits', () => {
		const claims = new Map(stages.map(({ id }) => [id, 'most' as const]));
		const shares: number[] = [];
		for (let first = 0; first < 9; first++) {
			for (let second = first + 1; second < 10; second++) shares.push(proposed(bragging(claims, [first, second])));
		}
		expect(Math.max(...shares)).toBeLessThan(0.3);
	});

	it('places an honest expert who slips once in ten as one', () => {
		const claims = new Map(stages.map(({ id }) => [id, 'most' as const]));
		expect(proposed(play(claims, (i) => i !== 4))).toBeGreaterThan(0.8);
	});

	it('asks about another stage each time', () => {
		const claims = new Map(stages.map(({ id }) => [id, 'some' as const]));
		const stageOf = (topic: string) => stages.find(({ topics }) => topics.some(({ id }) => id === topic))?.id;
		let placement = placementFrom(stages, claims, new Map());
		const asked: string[] = [];
		for (let i = 0; i < 10; i++) {
			const topic = nextToAsk(placement, asked, () => true);
			if (!topic) break;
			expect(stageOf(topic.id)).not.toBe(stageOf(asked.at(-1) ?? ''));
			asked.push(topic.id);
			placement = answered(placement, topic.id, i % 2 === 0);
		}
		expect(asked.length).toBeGreaterThan(5);
	});

	it('takes what is done as evidence for what it needs, and skipped topics for nothing', () => {
		const topic = stages.flatMap(({ topics }) => topics).findLast(({ needs }) => needs.length > 0);
		const [need = ''] = topic?.needs ?? [];
		const chance = (marked: [string, boolean][]) => chanceOf(placementFrom(stages, new Map(), new Map(marked)), need);
		expect(chance([[topic?.id ?? '', true]])).toBeGreaterThan(chance([]));
		expect(chance([[topic?.id ?? '', false]])).toBe(chance([]));
	});

	function bragging(claims: ReadonlyMap<string, Claim>, hits: readonly number[]): Placement {
		return play(claims, (i) => hits.includes(i));
	}

	function play(claims: ReadonlyMap<string, Claim>, isHit: (question: number) => boolean): Placement {
		let placement = placementFrom(stages, claims, new Map());
		const asked: string[] = [];
		for (let i = 0; i < 10; i++) {
			const topic = nextToAsk(placement, asked, () => true);
			if (!topic) break;
			asked.push(topic.id);
			placement = answered(placement, topic.id, isHit(i));
		}
		return placement;
	}
});

/** The share of topics for which something is proposed. */
function proposed(placement: Placement): number {
	const topics = placement.stages.flatMap((stage) => stage.topics);
	return topics.filter(({ id }) => proposalFor(placement, id) === 'known').length / topics.length;
}

function accuracy(
	stages: readonly PlacedStage[],
	{ overclaiming, questions }: { overclaiming: number; questions: number },
): number {
	const random = randomFrom(42);
	let [right, all] = [0, 0];
	for (let i = 0; i < LEARNERS; i++) {
		const learner = makeLearner(stages, overclaiming, random);
		const placement = place(stages, learner, questions, random);
		for (const { id } of stages.flatMap((stage) => stage.topics)) {
			right += Number(chanceOf(placement, id) >= 0.5 === learner.knows.has(id));
			all += 1;
		}
	}
	return right / all;
}

function place(
	stages: readonly PlacedStage[],
	{ knows, claims }: Learner,
	questions: number,
	random: () => number,
): Placement {
	let placement = placementFrom(stages, claims, new Map());
	const asked: string[] = [];
	while (asked.length < questions) {
		const topic = nextToAsk(placement, asked, () => true);
		if (!topic) break;
		asked.push(topic.id);
		placement = answered(placement, topic.id, knows.has(topic.id) ? random() > SLIP : random() < LUCK);
	}
	return placement;
}

/** Somebody who worked in a few stages, knows the rest of them less, and nothing without what it needs. */
function makeLearner(stages: readonly PlacedStage[], overclaiming: number, random: () => number): Learner {
	const depth = random() * 1.1;
	const knows = new Set<string>();
	const claims = new Map<string, Claim>();
	for (const [i, stage] of stages.entries()) {
		const level = Math.min(0.95, Math.max(0.03, depth - (i / stages.length) * 0.9 + (random() - 0.5) * 0.8));
		for (const { id, needs } of stage.topics) {
			const ready = needs.every((need) => knows.has(need));
			if (random() < (ready ? level : level * 0.15)) knows.add(id);
		}
		const share = stage.topics.filter(({ id }) => knows.has(id)).length / stage.topics.length;
		claims.set(stage.id, claimFor(share + (random() < overclaiming ? 0.34 : 0)));
	}
	return { knows, claims };
}

function claimFor(share: number): Claim {
	if (share < 0.25) return 'none';
	return share < 0.7 ? 'some' : 'most';
}

/** Mulberry32: a small generator that gives the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
