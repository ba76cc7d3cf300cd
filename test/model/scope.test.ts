import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { allTopics } from '../../src/model/find.ts';
import { defaultChoice, knownChoice, scopeOf, topicsAt } from '../../src/model/scope.ts';
import { BREAD, ids, thrownBy } from './fixture.ts';

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
		['a word like none', { path: 'xxxxxxxx', level: 'core' }, /"xxxxxxxx"/, /^There are all, pizza, cleaner/],
		['a property of every object', { path: 'constructor', level: 'core' }, /"constructor"/, /There are/],
		['characters that a terminal acts on', { path: '\u009b2J', level: 'core' }, /"[^\u009b]2J"/u, /There are/],
	])('%s', (_, choice, message, hint) => {
		const error = thrownBy(() => scopeOf(BREAD, choice));
		expect(error.code).toBe(EXIT.notFound);
		expect(error.message).toMatch(message);
		expect(error.hint).toMatch(hint);
	});
});
