import { describe, expect, test } from 'vitest';
import { isAssumed, isLeft, isMet, isOpen, missingNeeds, openedBy } from '../../src/domain/standing.ts';
import { ids, type Learned, standing, TODAY, topic } from './fixture.ts';

const YESTERDAY = '2026-11-21';
const TOMORROW = '2026-11-23';

describe('a need', () => {
	test.each<[string, string, Learned, boolean]>([
		['that is to do is not met', 'grains', {}, false],
		['that was begun is not met', 'grains', { marks: { grains: 'started' } }, false],
		['that is done is met', 'grains', { marks: { grains: 'done' } }, true],
		['that was known before is met', 'grains', { marks: { grains: 'known' } }, true],
		['that was skipped is met', 'grains', { marks: { grains: 'skipped' } }, true],
		['above the level is assumed, so it is met', 'sourdough', {}, true],
		['that is put off is not met', 'grains', { later: { grains: TOMORROW } }, false],
	])('%s', (_, need, learned, met) => {
		expect(isMet(standing(learned), need)).toBe(met);
	});

	test('outside the path is assumed, whatever its tier', () => {
		expect(isAssumed(standing({}, { path: 'pizza' }), 'grains')).toBe(true);
		expect(isAssumed(standing(), 'grains')).toBe(false);
	});
});

describe('a topic', () => {
	test.each<[string, string, Learned, { left: boolean; open: boolean }]>([
		['without needs is open', 'grains', {}, { left: true, open: true }],
		['that was begun is open', 'grains', { marks: { grains: 'started' } }, { left: true, open: true }],
		['that is done is not left', 'grains', { marks: { grains: 'done' } }, { left: false, open: false }],
		['that was known before is not left', 'grains', { marks: { grains: 'known' } }, { left: false, open: false }],
		['that was skipped is not left', 'grains', { marks: { grains: 'skipped' } }, { left: false, open: false }],
		['with one need of two is closed', 'kneading', { marks: { yeast: 'done' } }, { left: true, open: false }],
		['with both is open', 'kneading', { marks: { yeast: 'known', grains: 'skipped' } }, { left: true, open: true }],
		['with an assumed need is open', 'steam', { marks: { heat: 'done' } }, { left: true, open: true }],
		['put off until tomorrow is closed', 'grains', { later: { grains: TOMORROW } }, { left: true, open: false }],
		['put off until today is open', 'grains', { later: { grains: TODAY } }, { left: true, open: true }],
		['put off until yesterday is open', 'grains', { later: { grains: YESTERDAY } }, { left: true, open: true }],
	])('%s', (_, id, learned, { left, open }) => {
		expect(isLeft(standing(learned), topic(id))).toBe(left);
		expect(isOpen(standing(learned), topic(id))).toBe(open);
	});
});

describe('the needs still to learn', () => {
	test.each<[string, string, Learned, string[]]>([
		['stand in their order', 'kneading', {}, ['grains', 'yeast']],
		['leave out what is met', 'kneading', { marks: { grains: 'done' } }, ['yeast']],
		['leave out what is assumed', 'steam', {}, ['heat']],
		['are none where nothing is needed', 'grains', {}, []],
	])('%s', (_, id, learned, missing) => {
		expect(missingNeeds(standing(learned), topic(id))).toEqual(missing);
	});
});

describe('completing topics opens', () => {
	test.each<[string, string, Learned, string]>([
		['what they alone were missing for, in path order', 'heat', {}, 'steam heat-loss'],
		['nothing that misses another need', 'yeast', {}, ''],
		['what needs both of two', 'grains yeast', {}, 'milling kneading'],
		['what needs one, the other being there', 'yeast', { marks: { grains: 'skipped' } }, 'kneading'],
		['nothing that is complete', 'heat', { marks: { steam: 'done', 'heat-loss': 'known' } }, ''],
		['nothing that is put off', 'heat', { later: { steam: TOMORROW } }, 'heat-loss'],
		['nothing twice: what was open before is not opened', 'heat', { marks: { heat: 'known' } }, ''],
		['none of themselves', 'grains milling', {}, ''],
		['nothing out of view', 'yeast', { marks: { grains: 'done', kneading: 'done' } }, ''],
	])('%s', (_, completed, learned, opened) => {
		expect(ids(openedBy(standing(learned), completed.split(' '))).join(' ')).toBe(opened);
	});
});
