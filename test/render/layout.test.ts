/** Where things lie on a map: what must hold for every line and every stage. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineMap, type StopData, stageMap } from '../../src/domain/map.ts';
import { TIERS } from '../../src/domain/types.ts';
import { branching, lineRows } from '../../src/render/layout.ts';
import { BREAD, standing } from '../domain/fixture.ts';

function stage(number: number) {
	const found = BREAD.stages[number - 1];
	if (!found) throw new Error(`the fixture has no stage ${number}`);
	return found;
}

describe('the line', () => {
	test('each phase is a row, read from left to right, and goes on in the next where it is too long', () => {
		const rows = (most: number) =>
			lineRows(lineMap(standing()), most).map(({ phase, begins, columns, places }) => [
				phase,
				begins,
				columns,
				places.map(({ station }) => station.number),
			]);
		expect(rows(3)).toEqual([
			[1, 'Basics', 2, [1, 2]],
			[2, 'Craft', 2, [3, 4]],
		]);
		expect(rows(1)).toEqual([
			[1, 'Basics', 1, [1]],
			[1, '', 1, [2]],
			[2, 'Craft', 1, [3]],
			[2, '', 1, [4]],
		]);
	});

	test('a phase has its number from the roadmap, in whatever order the path comes to it', () => {
		const rows = lineRows(lineMap(standing({}, { path: 'cleaner' })), 4);
		expect(rows.map(({ phase, begins }) => [phase, begins])).toEqual([
			[2, 'Craft'],
			[1, 'Basics'],
		]);
	});

	test('the track is behind the learner where the station before it is through', () => {
		const marks = { grains: 'done', milling: 'known', yeast: 'skipped', kneading: 'skipped', heat: 'done' } as const;
		const places = lineRows(lineMap(standing({ marks })), 4).flatMap((row) => row.places);
		expect(places.map(({ travelled }) => travelled)).toEqual([true, true, false, false]);
		expect(places.map(({ isLast }) => isLast)).toEqual([false, false, false, true]);
	});

	test('every station once and in order, in as few rows as a phase needs, all about as full', () => {
		const [phase] = lineMap(standing()).phases;
		const [station] = phase?.stages ?? [];
		if (!phase || !station) throw new Error('no station');
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
				fc.integer({ min: 1, max: 9 }),
				(sizes, most) => {
					let number = 0;
					const phases = sizes.map((size) => ({
						...phase,
						stages: Array.from({ length: size }, () => ({ ...station, number: ++number })),
					}));
					const rows = lineRows({ phases }, most);
					const numbers = rows.flatMap(({ places }) => places.map((place) => place.station.number));
					expect(numbers).toEqual(Array.from({ length: number }, (_, i) => i + 1));
					expect(rows).toHaveLength(sizes.reduce((sum, size) => sum + Math.ceil(size / most), 0));
					for (const { columns, places } of rows) {
						expect(columns).toBeLessThanOrEqual(most);
						expect(places.length).toBeLessThanOrEqual(columns);
						expect(places.length).toBeGreaterThan(0);
					}
				},
			),
		);
	});
});

describe('a stage', () => {
	test('the core is one track, and what branches off stands under its last need', () => {
		const { stops, links, tiers } = branching(stageMap(standing({}, { level: 'everything' }), stage(2)).topics);
		expect(tiers).toEqual(['core', 'optional']);
		expect(stops.map(({ topic, lane }) => [topic.id, lane])).toEqual([
			['yeast', 0],
			['sourdough', 1],
			['kneading', 0],
		]);
		expect(links.map(({ from, to, lane, toLane }) => [from, to, lane, toLane])).toEqual([
			[0, 1, 0, 1],
			[0, 2, 0, 0],
		]);
	});

	test('a track goes on under a stop as long as something further down hangs on it', () => {
		const { below } = branching(stageMap(standing({}, { level: 'everything' }), stage(2)).topics);
		expect(below.map((lanes) => lanes.map((track) => track !== undefined))).toEqual([
			[true, false],
			[true, false],
			[false, false],
		]);
	});

	test('what needs nothing in its stage begins a track of its own', () => {
		const { links } = branching(stageMap(standing({}, { level: 'everything' }), stage(4)).topics);
		expect(links).toEqual([]);
	});

	test('every topic once, after all that it needs, and no link up or to the left, whatever needs what', () => {
		fc.assert(
			fc.property(anyTopics(), (topics) => {
				const { stops, links, below } = branching(topics);
				const rows = new Map(stops.map(({ topic }, row) => [topic.id, row]));
				expect(rows.size).toBe(topics.length);
				for (const { topic } of stops)
					for (const need of topic.needs) expect(rows.get(need.id)).toBeLessThan(rows.get(topic.id) ?? -1);
				for (const { from, to, lane, toLane } of links) {
					expect(from).toBeLessThan(to);
					expect(lane).toBeLessThanOrEqual(toLane);
					expect({ at: stops[from]?.lane, to: stops[to]?.lane }).toEqual({ at: lane, to: toLane });
					for (let row = from; row < to; row++) expect(below[row]?.[lane]).toBeDefined();
				}
				const core = stops.filter(({ topic }) => topic.tier === 'core').length;
				expect(links.filter(({ lane, toLane }) => lane === 0 && toLane === 0 && core > 0)).toHaveLength(
					Math.max(0, core - 1),
				);
			}),
		);
	});
});

/** Topics of every tier in any order, each needing some of those with a lower name. */
function anyTopics(): fc.Arbitrary<StopData[]> {
	const drawn = fc.array(
		fc.record({ tier: fc.constantFrom(...TIERS), needs: fc.array(fc.nat(30), { maxLength: 4 }) }),
		{
			maxLength: 30,
		},
	);
	const made = drawn.map((topics) =>
		topics.map(({ tier, needs }, i): StopData => {
			const edge = (n: number) => ({ ...named(n), stage: 1, status: 'todo', assumed: false, met: false }) as const;
			const own = i === 0 ? [] : [...new Set(needs.map((n) => n % i))].map(edge);
			return { ...named(i), tier, status: 'todo', state: 'ready', minutes: null, needs: own, from: [], opens: [] };
		}),
	);
	return made.chain((topics) => fc.shuffledSubarray(topics, { minLength: topics.length }));
}

function named(n: number) {
	return { id: `t-${n}`, number: `1.${n + 1}`, title: `Topic ${n}` };
}
