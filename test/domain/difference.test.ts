import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editionOf } from '../../src/content/compiled-roadmap.ts';
import {
	type Difference,
	differenceBetween,
	isEmpty,
	likelyRenames,
	toSeenRoadmap,
} from '../../src/domain/difference.ts';
import { type Roadmap, TIERS, type Topic } from '../../src/domain/types.ts';

type Drawn = Partial<Topic> & { readonly id: string };

/** A roadmap of these stages; a topic's title is its id in capitals unless it is said. */
function roadmapOf(...stages: readonly (readonly Drawn[])[]): Roadmap {
	return {
		...{ id: 'r', title: 'R', goal: 'G', phases: [], paths: [], levels: [] },
		stages: stages.map((topics, i) => ({
			...{ id: `s${i + 1}`, number: i + 1, title: `Stage ${i + 1}`, phase: '', tagline: '' },
			topics: topics.map((topic, n) => ({
				...{ number: `${i + 1}.${n + 1}`, title: topic.id.toUpperCase(), tier: 'core', needs: [] },
				...topic,
			})),
		})),
	};
}

const AT = '2026-11-22T10:00:00.000Z';
const OLD = roadmapOf([{ id: 'a' }, { id: 'b' }], [{ id: 'c', tier: 'optional' }]);

/** Each list by ids: `old → new` where there are two. */
function told({ added, renamed, retitled, moved, retiered, gone }: Difference): Record<string, string[]> {
	const lists = {
		added: added.map(({ id }) => id),
		renamed: renamed.map(({ topic, from }) => `${from.id} → ${topic.id}`),
		retitled: retitled.map(({ topic, from }) => `${topic.id}: ${from.title} → ${topic.title}`),
		moved: moved.map(({ topic, from }) => `${topic.id}: ${from.stage}`),
		retiered: retiered.map(({ topic, from }) => `${topic.id}: ${from.tier} → ${topic.tier}`),
		gone: gone.map(({ id }) => id),
	};
	return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c', tier: 'optional' }] as const;

describe('likelyRenames', () => {
	const pairs = (...stages: readonly (readonly Drawn[])[]) => {
		const topics = roadmapOf(...stages).stages.flatMap((stage) => stage.topics);
		return likelyRenames(toSeenRoadmap(OLD, AT), topics).map(({ topic, from }) => `${from.id} → ${topic.id}`);
	};
	test.each<[string, string[], (readonly Drawn[])[]]>([
		['the title of one that is gone', ['a → d'], [[{ id: 'd', title: 'A' }, b], [c]]],
		['in another stage, in other letters', ['a → d'], [[b], [c, { id: 'd', title: ' a ' }]]],
		['an alias that says it', [], [[{ id: 'd', title: 'A', aliases: ['a'] }, b], [c]]],
		['another title', [], [[{ id: 'd', title: 'D' }, b], [c]]],
		['one that was there before', [], [[{ ...b, title: 'A' }], [c]]],
		['one that is still there', [], [[a, { id: 'd', title: 'A' }, b], [c]]],
		['two that it could be', [], [[{ id: 'd', title: 'A' }, { id: 'e', title: 'A' }, b], [c]]],
	])('%s', (_, expected, stages) => {
		expect(pairs(...stages)).toEqual(expected);
	});
});

describe('differenceBetween', () => {
	test.each<[string, Roadmap, Record<string, string[]>]>([
		['the same', OLD, {}],
		['another order', roadmapOf([b, a], [c]), {}],
		['other texts', roadmapOf([{ ...a, minutes: 90, needs: ['b'] }, b], [c]), {}],
		['an old id that nobody saw', roadmapOf([{ ...a, aliases: ['z'] }, b], [c]), {}],
		['one more', roadmapOf([a, b, { id: 'd' }], [c]), { added: ['d'] }],
		['one less', roadmapOf([b], [c]), { gone: ['a'] }],
		['another title', roadmapOf([{ ...a, title: 'Alpha' }, b], [c]), { retitled: ['a: A → Alpha'] }],
		['another id', roadmapOf([{ id: 'd', aliases: ['a'] }, b], [c]), { renamed: ['a → d'] }],
		['another id, the old one forgotten', roadmapOf([{ id: 'd' }, b], [c]), { added: ['d'], gone: ['a'] }],
		['another stage', roadmapOf([a], [b, c]), { moved: ['b: s1'] }],
		['another tier', roadmapOf([a, b], [{ id: 'c' }]), { retiered: ['c: optional → core'] }],
		[
			'all of it at once',
			roadmapOf(
				[b],
				[
					{ id: 'd', title: 'D', tier: 'optional', aliases: ['x', 'a'] },
					{ ...c, title: 'See' },
				],
			),
			{ renamed: ['a → d'], retitled: ['c: C → See'], moved: ['d: s1'], retiered: ['d: core → optional'] },
		],
		['two in one', roadmapOf([{ ...a, aliases: ['b'] }], [c]), { renamed: ['b → a'] }],
		['two in a new one', roadmapOf([{ id: 'd', aliases: ['a', 'b'] }], [c]), { renamed: ['a → d', 'b → d'] }],
		[
			'one in two',
			roadmapOf([{ id: 'a1', aliases: ['a'] }, { id: 'a2' }, b], [c]),
			{ added: ['a2'], renamed: ['a → a1'] },
		],
		['a stage that is gone', roadmapOf([a, b]), { gone: ['c'] }],
		['what the learner added', roadmapOf([a, b, { id: 'mine', own: true }], [c]), {}],
	])('%s', (_, now, expected) => {
		const difference = differenceBetween(toSeenRoadmap(OLD, AT), now);
		expect(told(difference)).toEqual(expected);
		expect(isEmpty(difference)).toBe(Object.keys(expected).length === 0);
	});

	test('a topic called constructor is a topic', () => {
		const now = roadmapOf([a, b, { id: 'constructor' }], [c]);
		expect(told(differenceBetween(toSeenRoadmap(OLD, AT), now))).toEqual({ added: ['constructor'] });
	});

	const drawn = fc
		.uniqueArray(
			fc.record({ n: fc.nat(5), stage: fc.nat(1), title: fc.constantFrom('T', 'U'), tier: fc.constantFrom(...TIERS) }),
			{
				selector: ({ n }) => n,
			},
		)
		.map((topics) => {
			const at = (stage: number) =>
				topics.filter((topic) => topic.stage === stage).map(({ n, title, tier }) => ({ id: `t${n}`, title, tier }));
			return roadmapOf(at(0), at(1));
		});

	test('there is something to tell exactly where the edition is another', () => {
		fc.assert(
			fc.property(drawn, drawn, (one, other) => {
				const same = editionOf(one) === editionOf(other);
				expect(isEmpty(differenceBetween(toSeenRoadmap(one, AT), other))).toBe(same);
			}),
			{ numRuns: 400, examples: [[OLD, OLD]] },
		);
	});
});

test('the edition does not depend on the roadmap, its order, or what only a page of reading shows', () => {
	const editions = [
		OLD,
		{ ...OLD, id: 'q', title: 'Q' },
		roadmapOf([b, { ...a, minutes: 5, aliases: ['z'] }], [c]),
	].map(editionOf);
	expect(new Set(editions).size).toBe(1);
	expect(editions[0]).toMatch(/^[0-9a-f]{16}$/);
});
