/** Where things lie on a map: what must hold for every line and every stage. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineMap, stageMap } from '../../src/domain/metro.ts';
import type { StopData } from '../../src/domain/network.ts';
import { TIERS } from '../../src/domain/types.ts';
import { branching, winding } from '../../src/render/tracks.ts';
import { BREAD, standing } from '../domain/fixture.ts';

function stage(number: number) {
	const found = BREAD.stages[number - 1];
	if (!found) throw new Error(`the fixture has no stage ${number}`);
	return found;
}

describe('the line', () => {
	test('winds: every other row runs from right to left, and the turn is one step down', () => {
		const { places, rows, columns } = winding(lineMap(standing()), 3);
		expect({ rows, columns }).toEqual({ rows: 2, columns: 2 });
		expect(places.map(({ station, row, column }) => [station.number, row, column])).toEqual([
			[1, 0, 0],
			[2, 0, 1],
			[3, 1, 1],
			[4, 1, 0],
		]);
	});

	test('a phase begins at its first station', () => {
		expect(winding(lineMap(standing()), 4).places.map(({ begins }) => begins)).toEqual(['Basics', '', 'Craft', '']);
	});

	test('a phase that the path comes back to begins again', () => {
		const phases = lineMap(standing({}, { path: 'cleaner' })).phases.map(({ title }) => title);
		expect(phases).toEqual(['Craft', 'Basics']);
	});

	test('the track is behind the learner where the station before it is through', () => {
		const marks = { grains: 'done', milling: 'known', yeast: 'skipped', kneading: 'skipped', heat: 'done' } as const;
		expect(winding(lineMap(standing({ marks })), 4).places.map(({ travelled }) => travelled)).toEqual([
			true,
			true,
			false,
			false,
		]);
	});

	test('as few rows as fit, in steps of one, whatever the numbers', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, most) => {
				const [station] = lineMap(standing()).phases[0]?.stages ?? [];
				if (!station) throw new Error('no station');
				const { places, rows, columns } = winding(
					{ phases: [{ title: '', stages: Array(count).fill(station) }] },
					most,
				);
				expect(rows).toBe(Math.ceil(count / most));
				expect(columns).toBeLessThanOrEqual(most);
				expect(new Set(places.map(({ row, column }) => `${row} ${column}`)).size).toBe(count);
				for (const [i, place] of places.slice(1).entries()) {
					const before = places[i];
					if (!before) throw new Error('no place before');
					expect(Math.abs(place.column - before.column) + Math.abs(place.row - before.row)).toBe(1);
				}
			}),
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
