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
	[
		'heat',
		{
			summary: 'Hand.',
			key: 'A stone keeps it.',
			why: 'Cold ovens make pale bread.',
			idea: 'Heat comes from the stone, the walls and the air.\n\n```sh\npreheat --to 250\n```\n\nIt goes through the door.',
			outcomes: ['Read a thermometer'],
			pitfalls: [{ mistake: 'Opening the door', sign: 'The loaf stays flat' }],
			practice: 'Toast flour until it smells of hazelnut.',
			recall: [{ id: 'r', ask: 'What radiates?', answer: 'The ceiling.' }],
			resources: [{ ...page('Ovens'), by: 'Poilâne', note: 'With a chapter on clay' }],
		},
	],
	['crust', { summary: 'Brown, thin and loud.', resources: [page('Steam in a home oven')] }],
	['constructor', { summary: 'The mason, and what the mason knew.', resources: [] }],
]);

const NOTES = new Map([['heat', 'Dad bakes at 250°, und die Oberhitze aus.']]);

function lessonOf({ id }: Topic): Lesson {
	return LESSONS.get(id) ?? { summary: '', resources: [] };
}

function search(query: string): ReturnType<typeof searchTopics> {
	return searchTopics(BREAD, { lessonOf, noteOf: ({ id }) => NOTES.get(id) ?? '' }, query);
}

/** The titles that are found, of a roadmap that has nothing else. */
function titlesFound(titles: readonly string[], query: string): string[] {
	const topics = titles.map((title, i): Topic => ({ id: `t${i}`, number: `1.${i}`, title, tier: 'core', needs: [] }));
	const [stage] = BREAD.stages;
	if (!stage) throw new Error('the fixture has no stage');
	const texts = { lessonOf: () => ({ summary: '', resources: [] }), noteOf: () => '' };
	return searchTopics({ ...BREAD, stages: [{ ...stage, topics }] }, texts, query).map(({ topic }) => topic.title);
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
		['a word with two letters swapped', 'knaeding', 'kneading', 'title', 'Kneading by hand'],
		['a short word with two letters swapped', 'yaest', 'yeast', 'title', 'Yeast'],
		[
			'a word of the idea',
			'preheat',
			'heat',
			'idea',
			'… stone, the walls and the air. ```sh preheat --to 250 ``` It goes through the door.',
		],
		['a word of the one thing to keep', 'keeps', 'heat', 'key', 'A stone keeps it.'],
		['a word of the reason', 'pale', 'heat', 'why', 'Cold ovens make pale bread.'],
		['a word of an outcome', 'thermometer', 'heat', 'outcomes', 'Read a thermometer'],
		['a word of a pitfall', 'flat', 'heat', 'pitfalls', 'Opening the door The loaf stays flat'],
		['a word of the practice', 'hazelnut', 'heat', 'practice', 'Toast flour until it smells of hazelnut.'],
		['a word of an answer', 'ceiling', 'heat', 'recall', 'What radiates? The ceiling.'],
		['who wrote what there is to read', 'poilane', 'heat', 'resource', 'Ovens'],
		['what is said of it', 'clay', 'heat', 'resource', 'Ovens'],
		['a word of the notes', 'oberhitze', 'heat', 'note', 'Dad bakes at 250°, und die Oberhitze aus.'],
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

	test('what was swapped before what has another letter', () => {
		expect(titlesFound(['Joins', 'JSON', 'Kafka'], 'jion')).toEqual(['Joins', 'JSON']);
		expect(titlesFound(['Joins', 'JSON', 'Kafka'], 'kafak')).toEqual(['Kafka']);
	});

	test('nothing else where a word is there as it was typed', () => {
		expect(titlesFound(['Joins', 'JSON', 'Jason'], 'json')).toEqual(['JSON']);
	});

	test.each([
		['查询', '数据库索引与查询优化'],
		['化', '数据库索引与查询优化'],
		['結合', 'データベースの結合'],
		['へーた', 'データベースの結合'.replace('データ', 'へーた')],
		['ไทย', 'ภาษาไทยง่าย'],
		['résumé', 'Résumé writing'],
		['re\u0301sume\u0301', 'Résumé writing'],
		['RESUME', 're\u0301sume\u0301'],
		['ﬁle', 'File formats'],
		['c++', 'C++ & C'],
		['인덱스', '데이터베이스인덱스'],
		['strasse', 'Straßenbau'],
		['grosse', 'Größe'],
		['aebler', 'Æbler'],
		['da', 'Đà Nẵng'],
		['lodz', 'Łódź'],
		['isi', 'Isı'],
	])('%s in %s, in whatever spelling, and in scripts without spaces', (query, title) => {
		expect(titlesFound([title, 'データの倉庫', '数据仓库', 'ภาพ', 'C alone'], query)).toEqual([title]);
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
