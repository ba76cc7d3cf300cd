/** What is put into a snapshot comes out of it: the same standing, wherever it is read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lab } from '../../src/domain/lab.ts';
import { learnedIn, type Snapshot, snapshotOf, standingFrom } from '../../src/domain/snapshot.ts';
import { STATUSES } from '../../src/domain/types.ts';
import { BREAD, ids, standing, TODAY } from './fixture.ts';

const LESSON = { summary: '', resources: [] };

function carried(before: ReturnType<typeof standing>, notes: ReadonlyMap<string, string> = new Map()): Snapshot {
	const how = { at: '2026-11-22T10:00:00.000Z', live: false, asks: [] };
	return JSON.parse(
		JSON.stringify(
			snapshotOf(
				before,
				() => LESSON,
				notes,
				how,
				() => {},
			),
		),
	);
}

/** With what a scope tells only when it is asked. */
function plain({ scope, ...rest }: ReturnType<typeof standing>) {
	const { path, level, stages, topics, ids } = scope;
	const inView = BREAD.stages.flatMap((stage) => stage.topics).filter(({ id }) => ids.has(id));
	return { ...rest, scope: { path, level, stages, topics, inView } };
}

test('any standing comes out as it went in, under any path and level', () => {
	const topics = BREAD.stages.flatMap((stage) => ids(stage.topics));
	const marks = fc.dictionary(fc.constantFrom(...topics), fc.constantFrom(...STATUSES));
	const later = fc.dictionary(fc.constantFrom(...topics), fc.constantFrom('2026-11-21', '2026-12-24'));
	const choice = fc.record({
		path: fc.constantFrom(...ids(BREAD.paths)),
		level: fc.constantFrom(...ids(BREAD.levels)),
	});
	fc.assert(
		fc.property(marks, later, fc.array(fc.webUrl()), choice, (marks, later, finished, choice) => {
			const before = standing({ marks, later, finished }, choice);
			const snapshot = carried(before);
			expect(snapshot.choice).toEqual(choice);
			expect(plain(standingFrom(snapshot.roadmap, snapshot.learned, choice, TODAY))).toEqual(plain(before));
		}),
	);
});

test('of labs it says how they are called and how far the learner is, and not what solves them', () => {
	const lab: Lab = {
		...{ id: 'crumb', title: 'Crumb', engine: 'duckdb', minutes: 9, task: 'Find the crumbs', starter: 'SELECT 0' },
		...{ data: {}, variants: [], checks: [], hints: ['Under the table'], solution: 'SELECT 1', wrong: [] },
	};
	const progress = { tried: null, passed: '2026-11-22T10:00:00.000Z', hints: 1, shown: false };
	const before = standing({});
	const labs = new Map([['heat crumb', progress]]);
	const snapshot = snapshotOf(
		{ ...before, progress: { ...before.progress, labs } },
		() => ({ ...LESSON, labs: [lab] }),
		new Map(),
		{ at: '2026-11-22T10:00:00.000Z', live: false, asks: [] },
		() => {},
	);
	expect(snapshot.lessons[0]?.labs).toEqual([{ id: 'crumb', title: 'Crumb', engine: 'duckdb', minutes: 9 }]);
	const { progress: after } = standingFrom(snapshot.roadmap, snapshot.learned, snapshot.choice, TODAY);
	expect(after.labs).toEqual(labs);
});

test('a path or level that is not there gives way to the standard ones', () => {
	const { roadmap, learned } = carried(standing());
	const { scope } = standingFrom(roadmap, learned, { path: 'gone', level: 'constructor' }, TODAY);
	expect([scope.path.id, scope.level.id]).toEqual(['all', 'recommended']);
});

describe('notes', () => {
	test('belong to the topic that had that id, and carry nothing that hides', () => {
		const notes = new Map([
			['folding', 'as it was called'],
			['yeast', 'a\u202eb\u0000c'],
			['gone', 'x'],
		]);
		expect(carried(standing(), notes).learned.notes).toEqual([
			['yeast', 'ab\ufffdc'],
			['kneading', 'as it was called'],
		]);
	});
});

describe('the layer', () => {
	const layerOf = (before: ReturnType<typeof standing>, lesson: object = LESSON) =>
		learnedIn(before, () => ({ ...LESSON, ...lesson }), new Map(), []).layer;
	const withTopic = (change: object) => {
		const before = standing();
		const [first, ...others] = BREAD.stages;
		const [topic, ...more] = first?.topics ?? [];
		const stages = [{ ...first, topics: [{ ...topic, ...change }, ...more] }, ...others];
		return { ...before, roadmap: { ...BREAD, stages } } as typeof before;
	};

	test('is the same whatever was marked', () => {
		expect(layerOf(standing({ marks: { yeast: 'done' } }))).toBe(layerOf(standing()));
	});

	test('is another for another path or level, and for anything of the learner’s own', () => {
		const link = { kind: 'docs', title: 'x', by: '', url: 'https://example.org/', own: true };
		const layers = [
			layerOf(standing()),
			layerOf(standing({}, { path: 'pizza' })),
			layerOf(standing({}, { level: 'core' })),
			layerOf(withTopic({ hidden: true })),
			layerOf(withTopic({ own: true })),
			layerOf(standing(), { resources: [link] }),
			layerOf(standing(), { resources: [{ ...link, title: 'y' }] }),
		];
		expect(new Set(layers).size).toBe(layers.length);
	});
});
