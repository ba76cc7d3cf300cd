import { describe, expect, test } from 'vitest';
import { allTopics } from '../../src/domain/find.ts';
import { nextUp } from '../../src/domain/next.ts';
import { defaultChoice, knownChoice, scopeOf, stageInScope, topicsAt } from '../../src/domain/scope.ts';
import { isAssumed } from '../../src/domain/standing.ts';
import type { Stage } from '../../src/domain/types.ts';
import { EXIT } from '../../src/errors.ts';
import { BREAD, ids, progress, TODAY, thrownBy, topic } from './fixture.ts';

describe('in view is what the path and the level choose', () => {
	test.each([
		['all', 'core', 'grains yeast kneading heat crust cleaning'],
		['all', 'recommended', 'grains milling yeast kneading heat steam crust cleaning heat-loss'],
		['all', 'everything', 'grains milling yeast kneading sourdough heat steam crust cleaning heat-loss constructor'],
		['pizza', 'core', 'yeast kneading heat crust'],
		['pizza', 'everything', 'yeast kneading sourdough heat steam crust'],
		['cleaner', 'recommended', 'cleaning heat-loss grains milling'],
	])('%s at %s', (path, level, topics) => {
		const scope = scopeOf(BREAD, { path, level });
		expect(ids(scope.topics).join(' ')).toBe(topics);
		expect(
			ids(allTopics(BREAD))
				.filter((id) => scope.ids.has(id))
				.sort(),
		).toEqual(topics.split(' ').sort());
		expect(scope.ids.has('nothing')).toBe(false);
		expect([scope.path.id, scope.level.id]).toEqual([path, level]);
	});
});

test('the stages in view stand in the order of the path, not of the roadmap', () => {
	expect(ids(scopeOf(BREAD, { path: 'cleaner', level: 'core' }).stages)).toEqual(['oven-care', 'flour']);
});

describe('a path that names single topics', () => {
	const paths = [
		...BREAD.paths,
		{
			id: 'stone',
			title: 'Stone',
			for: 'stone ovens',
			stages: ['dough', 'oven-care'],
			with: ['grains', 'steam'],
			without: ['kneading', 'cleaning'],
			core: ['steam', 'constructor'],
		},
	];
	const stone = { ...BREAD, paths };
	const at = (level: string) => scopeOf(stone, { path: 'stone', level });

	test.each([
		['core', 'grains yeast steam constructor'],
		['recommended', 'grains yeast steam heat-loss constructor'],
		['everything', 'grains yeast sourdough steam heat-loss constructor'],
	])('has at %s those and no others', (level, topics) => {
		expect(ids(at(level).topics).join(' ')).toBe(topics);
		expect(ids(allTopics(stone)).filter((id) => at(level).ids.has(id))).toEqual(topics.split(' '));
	});

	test('shows their stages where the roadmap has them, with no more than that', () => {
		expect(at('core').stages.map((stage) => [stage.id, ...ids(stage.topics)])).toEqual([
			['flour', 'grains'],
			['dough', 'yeast', 'sourdough'],
			['oven', 'steam'],
			['oven-care', 'heat-loss', 'constructor'],
		]);
	});

	test('raises tiers on itself and on no other path', () => {
		const tiers = (path: string) =>
			scopeOf(stone, { path, level: 'everything' }).topics.flatMap(({ id, tier }) => (id === 'steam' ? [tier] : []));
		expect([tiers('stone'), tiers('all')]).toEqual([['core'], ['recommended']]);
	});

	test('takes as known what it leaves out', () => {
		const scope = at('everything');
		const crust = { ...topic('crust'), needs: ['kneading', 'steam'] };
		const stands = { roadmap: stone, scope, progress: progress(), today: TODAY };
		expect(crust.needs.map((id) => isAssumed(stands, id))).toEqual([true, false]);
		expect(nextUp(stands, 2).map(({ id }) => id)).toEqual(['grains', 'yeast']);
	});

	test('knows a stage as it has it, and one that it does without as the roadmap has it', () => {
		const [flour, , oven] = BREAD.stages as [Stage, Stage, Stage, Stage];
		expect(ids(stageInScope(at('core'), flour).topics)).toEqual(['grains']);
		expect(stageInScope(scopeOf(BREAD, { path: 'cleaner', level: 'core' }), oven)).toBe(oven);
	});
});

test('a level shows those topics of a stage that are of its tiers', () => {
	const stage = BREAD.stages[1] as (typeof BREAD.stages)[number];
	expect(ids(topicsAt(stage, { shows: ['optional'] }))).toEqual(['sourdough']);
	expect(topicsAt(stage, { shows: [] })).toEqual([]);
});

describe('who never chose has', () => {
	test('the first path and the level called recommended', () => {
		expect(defaultChoice(BREAD)).toEqual({ path: 'all', level: 'recommended' });
	});

	test('the first level where none is called recommended', () => {
		const levels = BREAD.levels.filter(({ id }) => id !== 'recommended');
		expect(defaultChoice({ ...BREAD, levels })).toEqual({ path: 'all', level: 'core' });
	});
});

describe('a choice that the roadmap has no more', () => {
	test.each([
		['is kept while it has it', { path: 'pizza', level: 'core' }, { path: 'pizza', level: 'core' }],
		['falls back for the path alone', { path: 'gone', level: 'core' }, { path: 'all', level: 'core' }],
		['falls back for the level alone', { path: 'pizza', level: 'gone' }, { path: 'pizza', level: 'recommended' }],
	])('%s', (_, choice, expected) => {
		expect(knownChoice(BREAD, choice)).toEqual(expected);
	});
});

describe('a choice that the roadmap never had is refused', () => {
	test.each([
		['a path', { path: 'piza', level: 'core' }, /no path called "piza"/, /Did you mean pizza\?.*all, pizza, cleaner/],
		['a level', { path: 'all', level: 'cores' }, /no level called "cores"/, /core, recommended, everything/],
		['a word like none', { path: 'xxxxxxxx', level: 'core' }, /"xxxxxxxx"/, /^Choose one of all, pizza, cleaner/],
		['a property of every object', { path: 'constructor', level: 'core' }, /"constructor"/, /Choose one of/],
		['characters that a terminal acts on', { path: '\u009b2J', level: 'core' }, /"[^\u009b]2J"/u, /Choose one of/],
	])('%s', (_, choice, message, hint) => {
		const error = thrownBy(() => scopeOf(BREAD, choice));
		expect(error.code).toBe(EXIT.notFound);
		expect(error.message).toMatch(message);
		expect(error.hint).toMatch(hint);
	});
});
