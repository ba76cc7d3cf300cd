/** The roadmap that comes with the program: what it holds, in which order, and that it is written as its authors agreed. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { review } from '../../scripts/content-style.ts';
import type { Compiled } from '../../src/content/compile.ts';
import { readSource } from '../../src/content/source.ts';
import type { Lab } from '../../src/domain/lab.ts';
import { scopeOf } from '../../src/domain/scope.ts';
import type { Tier, Topic } from '../../src/domain/types.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'roadmap', 'data-engineer');
const outlineFile = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'curriculum', 'outline.yaml');

const { compiled, faults } = review(readSource(folder));
const { roadmap, lessons } = compiled as Compiled;
const topics = roadmap.stages.flatMap((stage) => stage.topics);
const place = new Map(topics.map((topic, i) => [topic.id, i]));
const resources = lessons.flatMap((lesson) => lesson.resources);
const count = (tier: Tier) => topics.filter((topic) => topic.tier === tier).length;

test('its authors have nothing to mend: no errors, no warnings', () => {
	expect(faults).toEqual([]);
});

test.each([
	['phases', roadmap.phases.length, 5],
	['stages', roadmap.stages.length, 14],
	['topics', topics.length, 70],
	['core topics', count('core'), 34],
	['recommended topics', count('recommended'), 24],
	['optional topics', count('optional'), 12],
	['paths', roadmap.paths.length, 5],
	['levels', roadmap.levels.length, 3],
	['links', resources.length, 362],
	['links to Semicolony', resources.filter(({ url }) => new URL(url).hostname.endsWith('semicolony.dev')).length, 23],
])('%s: %i', (_, found, expected) => {
	expect(found).toBe(expected);
});

describe('what a topic needs', () => {
	const weight: Record<Tier, number> = { core: 0, recommended: 1, optional: 2 };
	const pairs = topics.flatMap((topic) => topic.needs.map((id) => [topic, topics[place.get(id) ?? -1]] as const));

	test('comes before it', () => {
		expect(pairs.filter(([topic, need]) => !need || (place.get(need.id) ?? 0) >= (place.get(topic.id) ?? 0))).toEqual(
			[],
		);
	});

	test('is never of a lesser tier', () => {
		const lesser = ([topic, need]: readonly [Topic, Topic | undefined]) =>
			!need || weight[need.tier] > weight[topic.tier];
		expect(pairs.filter(lesser)).toEqual([]);
	});
});

test('what a topic needs lies on every path that it is on, but for what is left to other trades', () => {
	const assumed = roadmap.paths.flatMap((choice) => {
		const { topics: onPath } = scopeOf(roadmap, { path: choice.id, level: 'everything' });
		const ids = new Set(onPath.map(({ id }) => id));
		return onPath.flatMap((topic) => topic.needs.filter((id) => !ids.has(id)).map((id) => `${choice.id}: ${id}`));
	});
	expect(assumed).toEqual(['ml: event-time']);
});

test("a path's core needs nothing that its level core hides", () => {
	const hidden = roadmap.paths.flatMap((choice) => {
		const core = scopeOf(roadmap, { path: choice.id, level: 'core' }).topics;
		const all = new Set(scopeOf(roadmap, { path: choice.id, level: 'everything' }).topics.map(({ id }) => id));
		const ids = new Set(core.map(({ id }) => id));
		return core.flatMap(({ needs }) => needs.filter((id) => all.has(id) && !ids.has(id)));
	});
	expect(hidden).toEqual([]);
});

test('every topic can be read: idea, outcomes, pitfalls, practice, questions, minutes, and one thing to begin with', () => {
	const bare = topics.filter((topic, i) => {
		const { why, idea, outcomes, pitfalls, practice, recall, resources: list = [] } = lessons[i] ?? {};
		const texts = why && idea && practice && outcomes && pitfalls && recall;
		return !texts || !topic.minutes || list.filter(({ start }) => start).length !== 1;
	});
	expect(bare.map(({ id }) => id)).toEqual([]);
});

describe('the labs', () => {
	const labs = lessons.flatMap((lesson) => lesson.labs ?? []);

	test('are in at least half of the core topics of the first nine stages', () => {
		const core = roadmap.stages.slice(0, 9).flatMap((stage) => stage.topics.filter(({ tier }) => tier === 'core'));
		const withLab = core.filter(({ id }) => lessons[place.get(id) ?? -1]?.labs?.length);
		expect(withLab.length * 2).toBeGreaterThanOrEqual(core.length);
	});

	test('all have three hints, other data than what is shown, and three wrong answers that are caught', () => {
		const hasOtherData = ({ variants, checks }: Lab) =>
			variants.length > 0 || checks.some((check) => check.kind === 'stdout' && check.hidden);
		const bare = labs.filter((lab) => lab.hints.length !== 3 || !hasOtherData(lab) || lab.wrong.length < 3);
		expect(labs.length).toBeGreaterThanOrEqual(18);
		expect(bare.map(({ id }) => id)).toEqual([]);
	});
});

test('every stage has its tagline, its intro and its project, and the roadmap its welcome', () => {
	expect(roadmap.stages.filter(({ tagline, intro, project }) => !tagline || !intro || !project)).toEqual([]);
	expect(roadmap.welcome?.split(/\s+/).length).toBeGreaterThan(40);
});

interface OutlineTopic {
	id: string;
	tier: string;
	needs: string[];
}

interface OutlineFile {
	phases: string[];
	paths: { id: string; stages: number[] }[];
	levels: { id: string; shows: string[] }[];
	stages: { n: number; id: string; phase: string; topics: OutlineTopic[] }[];
}

test.skipIf(!fs.existsSync(outlineFile))('it is the settled outline, topic by topic', () => {
	const outline = parse(fs.readFileSync(outlineFile, 'utf8')) as OutlineFile;
	const ids = new Map(outline.stages.map(({ n, id }) => [n, id]));
	expect(roadmap.phases).toEqual(outline.phases);
	expect(roadmap.paths.map(({ id, stages }) => ({ id, stages }))).toEqual(
		outline.paths.map(({ id, stages }) => ({ id, stages: stages.map((n) => ids.get(n)) })),
	);
	expect(roadmap.levels.map(({ id, shows }) => ({ id, shows }))).toEqual(
		outline.levels.map(({ id, shows }) => ({ id, shows })),
	);
	const shape = ({ id, tier, needs }: OutlineTopic | Topic) => ({ id, tier, needs });
	expect(
		roadmap.stages.map(({ number: n, id, phase, topics: list }) => ({ n, id, phase, topics: list.map(shape) })),
	).toEqual(outline.stages.map(({ n, id, phase, topics: list }) => ({ n, id, phase, topics: list.map(shape) })));
});
