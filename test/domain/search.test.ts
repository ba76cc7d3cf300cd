import { describe, expect, test } from 'vitest';
import { nearTopics, searchTopics } from '../../src/domain/search.ts';
import type { Lesson, Resource, Topic } from '../../src/domain/types.ts';
import { BREAD, ids } from './fixture.ts';

function page(title: string): Resource {
	return { kind: 'article', title, by: 'A baker', url: 'https://example.org/', minutes: 10 };
}

const LESSONS = new Map<string, Lesson>([
	['grains', { summary: 'Wheat, rye and spelt. The crust owes them its colour.', resources: [page('A field guide')] }],
	[
		'kneading',
		{
			summary: 'Work the dough until it stretches.',
			resources: [page('Windowpanes'), page('Gluten, explained'), page('More about gluten')],
		},
	],
	['heat', { summary: 'Hand.', resources: [] }],
	['crust', { summary: 'Brown, thin and loud.', resources: [page('Steam in a home oven')] }],
	['constructor', { summary: 'The mason, and what the mason knew.', resources: [] }],
]);

function lessonOf({ id }: Topic): Lesson {
	return LESSONS.get(id) ?? { summary: '', resources: [] };
}

function search(query: string): ReturnType<typeof searchTopics> {
	return searchTopics(BREAD, lessonOf, query);
}

describe('search finds', () => {
	test.each([
		['a word of a title', 'hand', 'kneading', 'title', 'Kneading by hand'],
		['whatever its capitals', 'KNEADING', 'kneading', 'title', 'Kneading by hand'],
		['an id that is not the title', 'constructor', 'constructor', 'id', 'constructor'],
		['a word of a summary', 'spelt', 'grains', 'summary', 'Wheat, rye and spelt. The crust owes them its colour.'],
		['a word of a resource, and says which', 'gluten', 'kneading', 'resource', 'Gluten, explained'],
		['the beginning of a word', 'sour', 'sourdough', 'title', 'Sourdough'],
		['a word with a letter wrong', 'sourdouch', 'sourdough', 'title', 'Sourdough'],
		['a word with a letter missing', 'kneding', 'kneading', 'title', 'Kneading by hand'],
		['a word of five letters with one too many', 'yeaast', 'yeast', 'title', 'Yeast'],
		['words that stand in different fields', 'hand gluten', 'kneading', 'title', 'Kneading by hand'],
	])('%s: %s', (_, query, id, where, excerpt) => {
		const [first] = search(query);
		expect(first).toMatchObject({ topic: { id }, where, excerpt });
	});

	test('a title before a summary before a resource, wherever the topics stand', () => {
		expect(ids(search('crust').map(({ topic }) => topic))).toEqual(['crust', 'grains']);
		expect(ids(search('steam').map(({ topic }) => topic))).toEqual(['steam', 'crust']);
		expect(ids(search('hand').map(({ topic }) => topic)).slice(0, 2)).toEqual(['kneading', 'heat']);
	});

	test('only topics that have every word', () => {
		expect(ids(search('mason knew').map(({ topic }) => topic))).toEqual(['constructor']);
		expect(search('mason gluten')).toEqual([]);
	});
});

describe('search finds nothing', () => {
	test.each([
		['for nothing', ''],
		['for spaces', '   '],
		['for signs alone', '?!'],
		['for a word that is nowhere', 'croissant'],
		['for a property of every object', 'hasOwnProperty'],
		['for the prototype', '__proto__'],
	])('%s', (_, query) => {
		expect(search(query)).toEqual([]);
	});
});

describe('the topics near to a word', () => {
	test.each([
		['with letters wrong', 'kneeding', 'kneading'],
		['with a letter missing', 'sordough', 'sourdough'],
		['with two letters missing from a long word', 'sordogh', 'sourdough'],
		['with a letter missing from a word of five', 'yest', 'yeast'],
		['of an id that is not the title', 'constructer', 'constructor'],
		['of a title', 'losing', 'heat-loss'],
		['and another that is nowhere', 'baked-yeasts', 'yeast'],
	])('%s: %s', (_, word, nearest) => {
		expect(nearTopics(BREAD, word)[0]?.id).toBe(nearest);
	});

	test('come nearest first', () => {
		expect(ids(nearTopics(BREAD, 'heat-los'))).toEqual(['heat-loss', 'heat']);
	});

	test('do not look into summaries', () => {
		expect(nearTopics(BREAD, 'mason')).toEqual([]);
	});

	test.each([
		['where nothing is near', 'xyzzy'],
		['with a letter wrong in a short word, where everything is near', 'hat'],
		['with two letters wrong in a word of four', 'best'],
	])('are none %s: %s', (_, word) => {
		expect(nearTopics(BREAD, word)).toEqual([]);
	});
});
