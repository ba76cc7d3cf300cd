import { describe, expect, test } from 'vitest';
import { customTopicsIn, idFor, withCustomTopics, withLinks } from '../../src/domain/custom-topics.ts';
import type { AddEvent, Event, HideEvent, LinkEvent } from '../../src/domain/event.ts';
import { allTopics } from '../../src/domain/find.ts';
import { fold } from '../../src/domain/memory.ts';
import { SLUG } from '../../src/domain/types.ts';
import { BREAD, hours, NOW, topic, undo } from './fixture.ts';

const head = (id: string, hour: number) => ({ v: 1, id, at: hours(hour), roadmap: 'bread' }) as const;
const add = (id: string, about: Partial<AddEvent>, hour = -3): AddEvent => ({
	...head(id, hour),
	kind: 'add',
	topic: 'rye',
	stage: 'flour',
	title: 'Rye',
	tier: 'core',
	...about,
});
const hide = (id: string, named: string, to: HideEvent['to'], hour = -3): HideEvent => ({
	...head(id, hour),
	kind: 'hide',
	topic: named,
	to,
});
const link = (id: string, about: Partial<LinkEvent>, hour = -3): LinkEvent => ({
	...head(id, hour),
	kind: 'link',
	topic: 'grains',
	url: 'https://example.com/a',
	to: 'linked',
	title: 'A',
	what: 'article',
	...about,
});

/** The roadmap, and the resources of a topic, after these events. */
function having(...events: Event[]) {
	const own = customTopicsIn(fold(events, NOW), BREAD);
	const roadmap = own ? withCustomTopics(BREAD, own) : BREAD;
	const none = () => ({ summary: '', resources: [] });
	const lessonOf = own ? withLinks(none, own) : none;
	return {
		ids: allTopics(roadmap).map(({ id }) => id),
		numbers: new Map(allTopics(roadmap).map(({ id, number }) => [id, number])),
		hidden: allTopics(roadmap).flatMap(({ id, hidden }) => (hidden ? [id] : [])),
		titles: (id: string) => lessonOf(topic(id)).resources.map(({ title }) => title),
		roadmap,
	};
}

test('who has nothing of their own has the roadmap as it is', () => {
	expect(customTopicsIn(fold([], NOW), BREAD)).toBeUndefined();
	const other = { ...add('a', {}), roadmap: 'bread-two' };
	expect(customTopicsIn(fold([other], NOW), BREAD)).toBeUndefined();
});

test('very many links on one topic are in their order at once', { timeout: 10_000 }, () => {
	const events = Array.from({ length: 20_000 }, (_, i) => link(`l${i}`, { url: `https://example.com/${i}` }));
	expect(customTopicsIn(fold(events, NOW), BREAD)?.links.get('grains')).toHaveLength(20_000);
});

describe('own topics', () => {
	test('stand at the end of their stage, oldest first', () => {
		const { ids, numbers } = having(add('b', { topic: 'spelt' }, -1), add('a', {}, -2));
		expect(ids.slice(0, 4)).toEqual(['grains', 'milling', 'rye', 'spelt']);
		expect(numbers.get('spelt')).toBe('1.4');
	});
	test('of a stage that is gone stand in the last one', () => {
		expect(having(add('a', { stage: 'field' })).numbers.get('rye')).toBe('4.4');
	});
	test('that the roadmap has by now are its own, under their id or under one that they once had', () => {
		expect(having(add('a', { topic: 'grains' })).ids).toHaveLength(11);
		expect(having(add('a', { topic: 'folding' })).ids).toHaveLength(11);
	});
	test('are gone when taken back', () => {
		expect(having(add('a', {}), undo('b', hours(-1), 'a')).ids).not.toContain('rye');
	});
	test('have one line as title, not too long and never none', () => {
		const title = (said: string) => allTopics(having(add('a', { title: said })).roadmap)[2]?.title;
		expect(title('a\u001b[31m\nb\u202e')).toBe('a\ufffd[31m b');
		expect(title(' \n')).toBe('rye');
		expect([...(title('🍞'.repeat(1_000)) ?? '')]).toHaveLength(200);
	});
});

describe('hidden topics', () => {
	test.each([
		['one', [hide('a', 'milling', 'hidden')], ['milling']],
		['shown again', [hide('a', 'milling', 'hidden'), hide('b', 'milling', 'shown', -1)], []],
		['under an id that it once had', [hide('a', 'folding', 'hidden')], ['kneading']],
		['and shown again under its new one', [hide('a', 'folding', 'hidden'), hide('b', 'kneading', 'shown', -1)], []],
		['one of your own', [add('a', {}), hide('b', 'rye', 'hidden')], ['rye']],
	])('%s', (_, events, hidden) => expect(having(...events).hidden).toEqual(hidden));
});

describe('links', () => {
	const second = { url: 'https://example.com/b', title: 'B' };
	test.each<[string, Event[], string[]]>([
		['oldest first', [link('b', second, -1), link('a', {}, -2)], ['A', 'B']],
		['the same address once, with its last title', [link('a', {}), link('b', { title: 'Z' }, -1)], ['Z']],
		['taken off', [link('a', {}), link('b', { to: 'gone' }, -1)], []],
		['linked again', [link('a', {}), link('b', { to: 'gone' }, -2), link('c', { title: 'C' }, -1)], ['C']],
		['never what no roadmap may have', [link('a', { url: 'javascript:alert(1)' })], []],
		['nor an address with a password', [link('a', { url: 'https://me:secret@example.com/' })], []],
		['nor one with a control character', [link('a', { url: 'https://example.com/\u001b[31m' })], []],
		['without a title the address', [link('a', { title: '\u200b' })], ['https://example.com/a']],
	])('%s', (_, events, titles) => expect(having(...events).titles('grains')).toEqual(titles));

	test('under an old id and the new one are the same, and taken off under the new one', () => {
		const old = link('a', { topic: 'folding' });
		expect(having(old).titles('kneading')).toEqual(['A']);
		expect(having(old, link('b', { topic: 'kneading' }, -1)).titles('kneading')).toEqual(['A']);
		expect(having(old, link('b', { topic: 'kneading', to: 'gone' }, -1)).titles('kneading')).toEqual([]);
	});
	test('what a damaged checkpoint says of a link is passed over', () => {
		const memory = fold([link('a', {}), add('b', {})], NOW);
		for (const [key, register] of memory.registers) memory.registers.set(key, { ...register, value: '{' });
		expect(customTopicsIn(memory, BREAD)).toMatchObject({ links: new Map(), added: new Map() });
	});
});

describe('an id for a title', () => {
	const free = () => false;
	test.each([
		['Our own warehouse', 'our-own-warehouse'],
		['  dbt, by hand: part 2 ', 'dbt-by-hand-part-2'],
		['Résumé', 'resume'],
	])('%j is %s', (title, id) => expect(idFor(title, free)).toBe(id));

	test('is one that can be an id, whatever the title', () => {
		for (const title of ['数据', '🍞', '---', '\u0301', 'x'.repeat(500), 'C++', 'Δ', 'constructor'])
			expect(idFor(title, free)).toMatch(SLUG);
	});
	test('differs where titles differ in what an id cannot keep, and is the same on every machine', () => {
		const titles = ['C', 'C++', 'C#', '数据', '流', '🍞', '🥖', `${'x'.repeat(60)}a`, `${'x'.repeat(60)}b`];
		expect(new Set(titles.map((title) => idFor(title, free))).size).toBe(titles.length);
		expect(idFor('数据', free)).toBe(idFor('数据', free));
	});
	test('is another where it is taken', () => {
		expect(idFor('Rye', (id) => ['rye', 'rye-2'].includes(id))).toBe('rye-3');
	});
});
