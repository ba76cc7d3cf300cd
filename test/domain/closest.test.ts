import { describe, expect, test } from 'vitest';
import { closest, closestId, nearest } from '../../src/domain/closest.ts';

const VERBS = [
	'next',
	'topic',
	'open',
	'start',
	'done',
	'known',
	'stages',
	'stage',
	'stats',
	'search',
	'use',
	'recommended',
];

describe('what was meant by', () => {
	test.each([
		['the word itself', 'done', 'done'],
		['the word itself, though another begins with it', 'stage', 'stage'],
		['a word in capitals', 'DONE', 'done'],
		['the beginning of one word', 'rec', 'recommended'],
		['the beginning of one word, in capitals', 'REC', 'recommended'],
		['a word with a letter missing', 'nxt', 'next'],
		['a word with a letter wrong', 'dune', 'done'],
		['a word with a letter too many', 'topick', 'topic'],
		['two letters the wrong way round', 'serach', 'search'],
		['the same in a short word', 'dnoe', 'done'],
		['a long word with several letters wrong', 'recomended', 'recommended'],
		['the nearest of several that are near', 'sages', 'stages'],
	])('%s: %s', (_, word, meant) => {
		expect(closest(word, VERBS)).toBe(meant);
	});
});

describe('nothing was meant by', () => {
	test.each([
		['a word that is far from all', 'xylophone'],
		['a word of which more than a third is wrong', 'dxxx'],
		['a word of three letters of which two are wrong', 'xxe'],
		['the end of a word', 'ended'],
		['the letter that a word begins with', 'r'],
		['nothing', ''],
		['a property of every object', 'constructor'],
		['a very long word', 'done'.repeat(10_000)],
	])('%s', (_, word) => {
		expect(closest(word, VERBS)).toBeUndefined();
	});

	test('any word where there are none to choose from', () => {
		expect(closest('done', [])).toBeUndefined();
	});
});

describe('an id is meant', () => {
	const IDS = ['storage-engines', 'sql-foundations', 'batch'];

	test.each([
		['by itself', 'sql-fondations', 'sql-foundations'],
		['by one of its words', 'storge', 'storage-engines'],
		['by its last word', 'enginse', 'storage-engines'],
	])('%s: %s', (_, word, meant) => {
		expect(closestId(word, IDS)).toBe(meant);
	});

	test('not by a word that is in none', () => {
		expect(closestId('xylophone', IDS)).toBeUndefined();
	});
});

test('a word of one letter is near to none: d is not id', () => {
	expect(closest('d', ['id', 'e'])).toBeUndefined();
});

test('the nearest come first, and none beyond the limit', () => {
	expect(nearest('sql-jions', ['sql-motions', 'sql-joins', 'batch'])).toEqual(['sql-joins', 'sql-motions']);
	expect(nearest('sql-jions', ['sql-motions', 'sql-joins'], 1)).toEqual(['sql-joins']);
	expect(nearest('sql-jians', ['sql-motions', 'sql-joins'], 1)).toEqual([]);
});
