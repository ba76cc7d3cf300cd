import { describe, expect, test } from 'vitest';
import { describeStage, type ResourceData, resourceToOpen, topicDescriber } from '../../src/domain/describe.ts';
import type { Choice } from '../../src/domain/scope.ts';
import type { Lesson, Resource } from '../../src/domain/types.ts';
import { BREAD, hours, type Learned, standing, topic } from './fixture.ts';

const BOOK: Resource = { kind: 'book', title: 'Flour', by: 'A baker', url: 'https://example.org/book', minutes: 300 };
const CLIP: Resource = { kind: 'video', title: 'Dough', by: 'A mill', url: 'https://example.org/clip', minutes: 5 };
const LESSON: Lesson = { summary: 'Work it.', why: 'It rises.', resources: [BOOK, { ...CLIP, start: true }] };

function described(id: string, learned: Learned = {}, choice: Partial<Choice> = {}) {
	return topicDescriber(standing(learned, choice), () => LESSON)(topic(id));
}

test('a topic is described with its texts, its place, its needs and what to read', () => {
	expect(described('kneading', { marks: { grains: 'known' } })).toEqual({
		id: 'kneading',
		number: '2.2',
		title: 'Kneading by hand',
		tier: 'core',
		status: 'todo',
		stage: { number: 2, id: 'dough', title: 'Dough' },
		needs: [
			{ id: 'grains', number: '1.1', title: 'Grains', status: 'known', assumed: false },
			{ id: 'yeast', number: '2.1', title: 'Yeast', status: 'todo', assumed: false },
		],
		minutes: null,
		summary: 'Work it.',
		why: 'It rises.',
		resources: [
			{ n: 1, ...BOOK, status: 'todo' },
			{ n: 2, ...CLIP, start: true, status: 'todo' },
		],
	});
});

describe('a topic is described with', () => {
	test.each<[string, string, Learned, object]>([
		['its minutes, where they are known', 'grains', {}, { minutes: 60 }],
		['since when it is so', 'heat', { marks: { heat: 'done' } }, { status: 'done', at: hours(-1) }],
		['the day until which it is put off', 'heat', { later: { heat: '2026-12-24' } }, { until: '2026-12-24' }],
		['no day once that day has come', 'heat', { later: { heat: '2026-11-22' } }, { until: undefined }],
		['a need above the level as assumed', 'steam', {}, { needs: [{ assumed: false }, { assumed: true }] }],
	])('%s', (_, id, learned, expected) => {
		const data = described(id, learned);
		for (const [field, value] of Object.entries(expected)) {
			if (value === undefined) expect(data).not.toHaveProperty(field);
			else expect(data).toMatchObject({ [field]: value });
		}
	});

	test('a need outside the path as assumed', () => {
		expect(described('kneading', {}, { path: 'pizza' }).needs.map(({ assumed }) => assumed)).toEqual([true, false]);
	});

	test('which resources are finished, by their address', () => {
		const { resources } = described('yeast', { finished: [CLIP.url] });
		expect(resources.map(({ status }) => status)).toEqual(['todo', 'done']);
	});
});

describe('of its resources, a topic opens', () => {
	const book: ResourceData = { n: 1, ...BOOK, minutes: 300, status: 'todo' };
	const clip: ResourceData = { n: 2, ...CLIP, minutes: 5, status: 'todo' };
	const begin: ResourceData = { ...clip, n: 3, start: true };
	const bookDone: ResourceData = { ...book, status: 'done' };
	const beginDone: ResourceData = { ...begin, status: 'done' };
	const longBegin: ResourceData = { ...book, start: true };

	test.each<[string, ResourceData[], number | undefined, ResourceData | null]>([
		['the first', [book, clip], undefined, book],
		['the one to begin with', [book, clip, begin], undefined, begin],
		['the first that is left', [bookDone, clip], undefined, clip],
		['the first that is left once the one to begin with is finished', [book, beginDone], undefined, book],
		['the first that fits into the time', [book, clip], 30, clip],
		['one that fits exactly', [book, clip], 5, clip],
		['the first that fits where the one to begin with does not', [longBegin, clip], 30, clip],
		['none where none fits', [book, clip], 4, null],
		['none where all are finished', [bookDone, beginDone], undefined, null],
		['none where there is none', [], undefined, null],
	])('%s', (_, resources, minutes, opened) => {
		expect(resourceToOpen(resources, minutes)).toBe(opened);
	});
});

describe('a stage counts the topics that the level shows', () => {
	test.each([
		['core', { core: 1, topics: 1, total: 1 }],
		['recommended', { core: 1, topics: 2, total: 2 }],
		['everything', { core: 1, topics: 3, total: 3 }],
	])('%s', (level, { core, topics, total }) => {
		const stage = BREAD.stages[3] as (typeof BREAD.stages)[number];
		const data = describeStage(standing({ marks: { cleaning: 'done' } }, { level }), stage);
		expect(data).toMatchObject({ number: 4, id: 'oven-care', phase: 'Craft', core, topics });
		expect(data.progress).toMatchObject({ total, done: 1 });
	});
});
