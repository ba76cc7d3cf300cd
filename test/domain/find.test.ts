import { describe, expect, test } from 'vitest';
import { allTopics, findNamed, findStage, noSuchTopic, stageOf } from '../../src/domain/find.ts';
import { EXIT } from '../../src/errors.ts';
import { BREAD, ids, thrownBy, topic } from './fixture.ts';

describe('a topic is named by', () => {
	test.each([
		['its id', 'yeast', 'yeast'],
		['its id in capitals', 'YEAST', 'yeast'],
		['its number', '2.2', 'kneading'],
		['an id that it had once', 'folding', 'kneading'],
		['a unique beginning of its id', 'knea', 'kneading'],
		['a unique beginning in capitals', 'KNEA', 'kneading'],
		['its whole id, though another id begins with it', 'heat', 'heat'],
		['the same in capitals', 'HEAT', 'heat'],
		['a unique beginning that goes beyond another id', 'heat-', 'heat-loss'],
		['an id that every object has as a property', 'constructor', 'constructor'],
		['the beginning of such an id', 'constr', 'constructor'],
	])('%s', (_, word, id) => {
		expect(findNamed(BREAD, word)).toMatchObject({ topic: { id } });
	});
});

describe('no topic is named by', () => {
	test.each([
		['a word that is none', 'croissant'],
		['nothing', ''],
		['a number that is none', '2.9'],
		['the end of an id', 'eading'],
		['a title', 'Kneading by hand'],
		['a property of every object', 'toString'],
		['the prototype', '__proto__'],
	])('%s', (_, word) => {
		expect(findNamed(BREAD, word)).toBeUndefined();
	});
});

describe('where topics are expected, a stage is named by', () => {
	test.each([
		['its number', '2', 'dough'],
		['its id', 'oven', 'oven'],
		['its id in capitals', 'OVEN', 'oven'],
		['a unique beginning of its id', 'flo', 'flour'],
		['a unique beginning that goes beyond another id', 'oven-', 'oven-care'],
		['its number behind stage:', 'stage:3', 'oven'],
		['its id behind stage:', 'stage:dough', 'dough'],
	])('%s', (_, word, id) => {
		expect(findNamed(BREAD, word)).toMatchObject({ stage: { id } });
	});

	test('no stage that is not there', () => {
		expect(thrownBy(() => findNamed(BREAD, 'stage:9')).message).toBe('There is no stage called "9".');
	});
});

test('the whole id of a stage comes before the beginning of a topic, and a topic before a stage of that id', () => {
	const [flour, ...others] = BREAD.stages;
	const stages = [{ ...flour, id: 'knea' } as (typeof others)[number], ...others];
	expect(findNamed({ ...BREAD, stages }, 'knea')).toMatchObject({ stage: { id: 'knea' } });
	const same = [{ ...flour, id: 'kneading' } as (typeof others)[number], ...others];
	expect(findNamed({ ...BREAD, stages: same }, 'kneading')).toMatchObject({ topic: { id: 'kneading' } });
});

test('a beginning of a topic and of a stage has two meanings, and both are named', () => {
	const [flour, ...others] = BREAD.stages;
	const stages = [{ ...flour, id: 'crumb' } as (typeof others)[number], ...others];
	const { code, message, hint } = thrownBy(() => findNamed({ ...BREAD, stages }, 'cru'));
	expect(code).toBe(EXIT.notFound);
	expect(message).toMatch(/"cru".*topics and stages/);
	expect(hint).toBe('Choose one: crust, stage:crumb.');
});

test('a word that begins several topics is refused, and they are named', () => {
	const error = thrownBy(() => findNamed(BREAD, 's'));
	expect(error.code).toBe(EXIT.notFound);
	expect(error.message).toMatch(/"s".*topics/);
	expect(error.hint).toBe('Choose one: sourdough, steam.');
});

test('of very many topics that a word begins, five are named and the rest are counted', () => {
	const stages = BREAD.stages.map((stage) => ({
		...stage,
		topics: [1, 2].map((n) => ({ ...topic('grains'), id: `loaf-${stage.number}-${n}` })),
	}));
	const error = thrownBy(() => findNamed({ ...BREAD, stages }, 'loaf'));
	expect(error.hint).toContain('loaf-3-1');
	expect(error.hint).not.toContain('loaf-3-2');
	expect(error.hint).toContain('3 more');
});

test('an id counts before the same word as an alias of another topic', () => {
	const [flour, ...others] = BREAD.stages;
	const clash = { ...topic('milling'), id: 'folding' };
	const roadmap = { ...BREAD, stages: [...others, { ...flour, topics: [clash] } as (typeof others)[number]] };
	expect(findNamed(roadmap, 'folding')).toEqual({ topic: clash, isPrefix: false });
});

describe('a word that names no topic', () => {
	test('is answered with the near misses, best first, three at most', () => {
		const near = ['kneading', 'grains', 'yeast', 'heat'].map(topic);
		const { code, message, hint } = noSuchTopic('neading', near);
		expect(code).toBe(EXIT.notFound);
		expect(message).toContain('"neading"');
		expect(hint).toMatch(/kneading \(.*\), grains \(.*\) or yeast \(.*\)\?$/);
	});

	test('is answered with the one near miss and its title', () => {
		expect(noSuchTopic('neading', [topic('kneading')]).hint).toBe('Did you mean kneading (Kneading by hand)?');
	});

	test('is answered with how to find one where nothing is near', () => {
		expect(noSuchTopic('xyzzy', []).hint).toContain('roadmap search');
	});

	test('is repeated without what a terminal would act on', () => {
		expect(noSuchTopic('\u001b]0;x\u0007', []).message).toContain('"\ufffd]0;x\ufffd"');
	});
});

describe('a stage is named by', () => {
	test.each([
		['its number', '3', 'oven'],
		['its id, though another id begins with it', 'oven', 'oven'],
		['its id in capitals', 'DOUGH', 'dough'],
		['a unique beginning of its id', 'fl', 'flour'],
		['a unique beginning that goes beyond another id', 'oven-', 'oven-care'],
	])('%s', (_, word, id) => {
		expect(findStage(BREAD, word).id).toBe(id);
	});
});

describe('no stage is named by', () => {
	test.each([
		['a beginning of several', 'ov', /oven, oven-care/],
		['a near miss, which is offered', 'flower', /Did you mean flour\?/],
		['a number that is too high', '5', /1 to 4/],
		['nought', '0', /1 to 4/],
		['the number of a topic, whose stage is told', '3.1', /^It is 3\.1 Heat, in stage 3\.$/],
		['a number that no topic has', '3.99', /1 to 4/],
		['nothing', '', /1 to 4/],
		['the id of a topic', 'constructor', /^It is 4\.3 Who built it, in stage 4\.$/],
		['a property of every object', 'valueOf', /1 to 4/],
		['the end of an id', 'care', /1 to 4/],
	])('%s', (_, word, hint) => {
		const error = thrownBy(() => findStage(BREAD, word));
		expect(error.code).toBe(EXIT.notFound);
		expect(error.message).toContain(`"${word}"`);
		expect(error.hint).toMatch(hint);
	});
});

test('all topics come in the order of the stages', () => {
	expect(ids(allTopics(BREAD)).slice(0, 4)).toEqual(['grains', 'milling', 'yeast', 'kneading']);
	expect(allTopics(BREAD)).toHaveLength(11);
});

test('every topic knows its stage', () => {
	for (const stage of BREAD.stages) {
		for (const each of stage.topics) expect(stageOf(BREAD, each)).toBe(stage);
	}
});
