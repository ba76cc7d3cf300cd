/** A compiled roadmap makes its topics when they are looked at; nothing else about it differs from one in memory. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCompiled, writeCompiled } from '../../src/content/compiled-roadmap.ts';
import { allTopics, findNamed, topicFinder } from '../../src/domain/find.ts';
import { mayMention } from '../../src/domain/mentions.ts';
import { nextUp, whyNow } from '../../src/domain/next.ts';
import { progressIn } from '../../src/domain/progress.ts';
import { scopeOf } from '../../src/domain/scope.ts';
import { openedBy, type Standing } from '../../src/domain/standing.ts';
import { type Roadmap, STATUSES, type Status, TIERS, type Topic } from '../../src/domain/types.ts';
import { makeFolder } from '../terminal.ts';

const STAGES = ['a', 'b', 'c'];
/** What could be taken for an id, a field or the end of a line. */
const TITLES = ['Tea', '"t1"', 'é "aliases": ["t2"]', '茶\n{', '\\"t3"\u2028'];

const drawnTopic = fc.record({
	stage: fc.nat(STAGES.length - 1),
	title: fc.constantFrom(...TITLES),
	tier: fc.constantFrom(...TIERS),
	needs: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
	isRenamed: fc.boolean(),
	minutes: fc.option(fc.nat(90), { nil: undefined }),
});

const roadmaps = fc
	.record({
		drawn: fc.array(drawnTopic, { maxLength: 12 }),
		path: fc.shuffledSubarray(STAGES, { minLength: 1 }),
		shows: fc.subarray([...TIERS], { minLength: 1 }),
	})
	.map(({ drawn, path, shows }): Roadmap => {
		const named = drawn.map(({ stage, title, tier, needs, isRenamed, minutes }, i) => ({
			stage,
			topic: {
				...{ id: `t${i}`, title, tier, needs: needs.filter((need) => need < i).map((need) => `t${need}`) },
				...(isRenamed && { aliases: [`old-t${i}`] }),
				...(minutes !== undefined && { minutes }),
			},
		}));
		const stages = STAGES.map((id, i) => {
			const topics = named.filter(({ stage }) => stage === i);
			return {
				...{ id, number: i + 1, title: id, phase: '', tagline: '' },
				topics: topics.map(({ topic }, n): Topic => ({ ...topic, number: `${i + 1}.${n + 1}` })),
			};
		});
		return {
			...{ id: 'r', title: 'R', goal: 'G', phases: [], stages },
			paths: [{ id: 'all', title: 'All', for: '', stages: path }],
			levels: [{ id: 'all', for: '', shows }],
		};
	});

/** What was said to which topics, some of them under names that they had once or never. */
const marked = fc.array(fc.record({ number: fc.nat(13), old: fc.boolean(), status: fc.constantFrom(...STATUSES) }));

type Marked = readonly { readonly number: number; readonly old: boolean; readonly status: Status }[];

function shelve(roadmap: Roadmap) {
	const roadmapsFolder = makeFolder();
	const lessons = allTopics(roadmap).map(({ id, title }) => ({ summary: `${id} é ${title}`, resources: [] }));
	for (const { name, content } of writeCompiled(roadmap, lessons))
		fs.writeFileSync(path.join(roadmapsFolder, name), content);
	const open = () => {
		const book = openCompiled(roadmapsFolder);
		if (!book) throw new Error('it does not open');
		return book;
	};
	return { open, lessons };
}

function standingOn(roadmap: Roadmap, marks: Marked): Standing {
	const registers = new Map(
		marks.map(({ number, old, status }, i) => [
			`r status ${old ? 'old-' : ''}t${number}`,
			{ value: status, at: `2026-01-01T00:00:${10 + i}.000Z`, id: `e${i}` },
		]),
	);
	const memory = { registers, undone: new Set<string>(), replaced: new Set<string>(), answers: 0, latest: '' };
	const scope = scopeOf(roadmap, { path: 'all', level: 'all' });
	return { roadmap, scope, progress: progressIn(memory, roadmap), today: '2026-02-01' };
}

test('it holds what was bound, whatever is looked at first', () => {
	fc.assert(
		fc.property(roadmaps, (roadmap) => {
			const { open, lessons } = shelve(roadmap);
			expect(open().roadmap).toEqual(roadmap);
			expect(JSON.parse(JSON.stringify(open().roadmap))).toEqual(roadmap);
			expect(allTopics(roadmap).reverse().map(open().lessonOf).reverse()).toEqual(lessons);
		}),
		{ numRuns: 60 },
	);
});

test('it answers as the same roadmap in memory does', () => {
	const questions: readonly ((standing: Standing) => unknown)[] = [
		({ progress }) => progress,
		({ scope }) => scope.topics,
		(standing) => nextUp(standing, 1),
		(standing) => nextUp(standing, 4, new Set(['t1', 't2', 't5', 't8'])),
		(standing) => nextUp(standing, 99).map((topic) => [topic, whyNow(standing, topic)]),
		(standing) => openedBy(standing, ['t0']),
		(standing) => openedBy(standing, ['t1', 't4']),
		// More than are looked for one by one.
		(standing) =>
			openedBy(
				standing,
				[...Array(12).keys()].map((i) => `t${i}`),
			),
		({ scope }) => ['t3', 't0', 't11', 'old-t3', 'aliases', 't3'].map((id) => scope.ids.has(id)),
		({ roadmap }) => ['t3', 't0', 't11', 'old-t3', 'aliases', 't3'].map(topicFinder(roadmap.stages)),
		({ roadmap }) => ['t3', 'T4', 'old-t5', '2.1', 'aliases', 'title', '"', '\\'].map((it) => findNamed(roadmap, it)),
	];
	fc.assert(
		fc.property(roadmaps, marked, fc.constantFrom(...questions), (roadmap, marks, ask) => {
			const { open } = shelve(roadmap);
			expect(ask(standingOn(open().roadmap, marks))).toEqual(ask(standingOn(roadmap, marks)));
		}),
		{ numRuns: 200 },
	);
});

const TWO: Roadmap = {
	...{ id: 'r', title: 'R', goal: 'G', phases: [] },
	paths: [{ id: 'all', title: 'All', for: '', stages: ['a', 'b'] }],
	levels: [{ id: 'all', for: '', shows: TIERS }],
	stages: ['a', 'b'].map((id, i) => ({
		...{ id, number: i + 1, title: id, phase: '', tagline: '' },
		topics: [{ id: `of-${id}`, number: `${i + 1}.1`, title: 'T', tier: 'core', needs: [] }],
	})),
};

test('a stage knows what it does not mention; a changed copy of it knows nothing of that', () => {
	const [stage] = shelve(TWO).open().roadmap.stages;
	if (!stage) throw new Error('no stage');
	expect(['of-a', 'of-b', 'of'].map((id) => mayMention(stage, [id]))).toEqual([true, false, false]);
	expect(mayMention(stage, ['of-b', 'of-a'])).toBe(true);
	const topics = [...stage.topics, { ...TWO.stages[1]?.topics[0], id: 'own' }];
	expect(mayMention({ ...stage, topics: topics as Topic[] }, ['own'])).toBe(true);
});
