/** What holds for every history and every roadmap, tried on many. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { condensed, readActivity } from '../../src/domain/activity.ts';
import { addDays } from '../../src/domain/day.ts';
import type { Event } from '../../src/domain/event.ts';
import { allTopics } from '../../src/domain/find.ts';
import { flatten } from '../../src/domain/history.ts';
import { canExtend, fold, nextAt } from '../../src/domain/memory.ts';
import { nextUp, whyNothing } from '../../src/domain/next.ts';
import { progressIn, statusOf } from '../../src/domain/progress.ts';
import { readEvent } from '../../src/domain/read-event.ts';
import { scopeOf } from '../../src/domain/scope.ts';
import { isLeft, type Standing } from '../../src/domain/standing.ts';
import { tally } from '../../src/domain/tally.ts';
import { type Roadmap, STATUSES, TIERS, type Topic } from '../../src/domain/types.ts';
import { BREAD, hours, ids, NOW, TODAY } from './fixture.ts';

/** Few of each, so that events meet: on the same topic, at the same time, about each other. */
const TOPIC_IDS = ['yeast', 'constructor'];
const EVENT_IDS = Array.from({ length: 12 }, (_, i) => `e${i + 10}`);

const someEvents = fc.subarray(EVENT_IDS, { maxLength: 2 });
const mark = fc.record({ to: fc.constantFrom(...STATUSES) });
const later = fc.record({ kind: fc.constant('later'), until: fc.constantFrom('2026-11-20', '2026-12-24') });
const url = fc.constantFrom('https://example.org/', 'https://example.org/a b');
const resource = fc.record({ kind: fc.constant('resource'), url, to: fc.constantFrom('done', 'todo') });
const undo = fc.record({ kind: fc.constant('undo'), takes: someEvents });

/** What may have been written by anybody, at any time from three hours ago to far ahead of the clock. */
const change = fc.record({
	at: fc.constantFrom(-3, -2, -1, 0, 20, 30, 40).map(hours),
	roadmap: fc.constantFrom('bread', 'bread', 'beer'),
	topics: fc.subarray(TOPIC_IDS, { minLength: 1 }),
	replaces: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someEvents }),
	said: fc.oneof(mark, mark, mark, later, later, resource, undo),
});

/** A history: events with ids of their own, in no order. */
const history = fc
	.record({ changes: fc.array(change, { maxLength: EVENT_IDS.length, size: 'max' }), names: shuffled(EVENT_IDS) })
	.map(({ changes, names }) => changes.map(({ said, ...head }, i) => asRead({ v: 1, id: names[i], ...head, ...said })));

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
	return fc.shuffledSubarray([...items], { minLength: items.length });
}

/** The event that a reader of the journal has before it. */
function asRead(written: object): Event {
	const event = readEvent(JSON.stringify(written));
	if (!event || event === 'unknown') throw new Error(`no event: ${JSON.stringify(written)}`);
	return event;
}

describe('the fold', () => {
	test('gives the same memory however the events are spread over journals, in whatever order these are read', () => {
		const spread = history.chain((events) =>
			fc.record({
				events: fc.constant(events),
				journals: fc.array(fc.nat({ max: 3 }), { minLength: events.length, maxLength: events.length }),
				order: shuffled([0, 1, 2, 3]),
				copied: fc.nat({ max: 4 }),
			}),
		);
		fc.assert(
			fc.property(spread, ({ events, journals, order, copied }) => {
				const read = [...order, copied].flatMap((journal) => events.filter((_, i) => journals[i] === journal));
				expect(fold(read, NOW)).toEqual(fold(events, NOW));
			}),
			{ numRuns: 1_500 },
		);
	});

	test('gives the same memory in two parts as at once, where a checkpoint can be extended', () => {
		let extended = 0;
		fc.assert(
			fc.property(history, fc.nat({ max: EVENT_IDS.length }), (events, cut) => {
				const [before, after] = [events.slice(0, cut), events.slice(cut)];
				fc.pre(canExtend(after));
				if (before.length > 0 && after.length > 0) extended++;
				expect(fold(after, NOW, fold(before, NOW))).toEqual(fold(events, NOW));
			}),
			{ numRuns: 4_000 },
		);
		expect(extended).toBeGreaterThan(400);
	});
});

describe('the activity', () => {
	test('is the same from the condensed events and those behind a checkpoint as from all', () => {
		let condensedAny = 0;
		fc.assert(
			fc.property(history, fc.nat({ max: EVENT_IDS.length }), (events, cut) => {
				const [before, after] = [flatten(events.slice(0, cut)), flatten(events.slice(cut))];
				fc.pre(canExtend(after));
				const fewer = condensed(before, NOW);
				if (fewer.length < before.length) condensedAny++;
				for (const id of ['bread', 'beer'])
					for (const now of [NOW, new Date(hours(48))])
						expect(readActivity([...fewer, ...after], { ...BREAD, id }, now)).toEqual(
							readActivity([...before, ...after], { ...BREAD, id }, now),
						);
			}),
			{ numRuns: 2_000 },
		);
		expect(condensedAny).toBeGreaterThan(200);
	});

	test('of many answers of a day the last is enough', () => {
		const answer = (minute: number, roadmap: string) =>
			asRead({
				...{
					v: 1,
					id: `r${minute + 100}${roadmap}`,
					at: hours(-9 + minute / 60),
					roadmap,
					kind: 'review',
					asked: 'due',
				},
				...{ topic: 'yeast', question: 'why', grade: 3, day: `${TODAY}+0${minute % 10}:00` },
			});
		const all = flatten(Array.from({ length: 200 }, (_, i) => answer(i, i % 3 === 0 ? 'beer' : 'bread')));
		const fewer = condensed(all, NOW);
		expect(fewer).toHaveLength(2);
		expect(readActivity(fewer, BREAD, NOW)).toEqual(readActivity(all, BREAD, NOW));
	});
});

const STAGE_IDS = ['s1', 's2', 's3', 's4'];

/** A topic may need any that were drawn before it, and stands in any stage: path order is not the order of the needs. */
const drawnTopic = fc.record({
	tier: fc.constantFrom(...TIERS),
	needs: fc.array(fc.nat(), { maxLength: 3 }),
	stage: fc.constantFrom(...STAGE_IDS),
});

const roadmap: fc.Arbitrary<Roadmap> = fc
	.record({
		drawn: fc.array(drawnTopic, { minLength: 1, maxLength: 12 }),
		path: fc.shuffledSubarray(STAGE_IDS, { minLength: 1 }),
		shows: fc.subarray([...TIERS], { minLength: 1 }),
	})
	.map(({ drawn, path, shows }) => {
		const topics = drawn.map(({ tier, needs, stage }, i) => {
			const earlier = i === 0 ? [] : needs.map((need) => `t${need % i}`);
			return { id: `t${i}`, number: '1.1', title: 'Any', tier, needs: [...new Set(earlier)], stage };
		});
		const stages = STAGE_IDS.map((id, i) => ({
			...{ id, number: i + 1, title: 'Any', phase: '', tagline: '' },
			topics: topics.filter(({ stage }) => stage === id),
		}));
		return {
			...{ id: 'bread', title: 'Any', goal: 'Any', phases: [], stages },
			paths: [{ id: 'all', title: 'All', for: '', stages: path }],
			levels: [{ id: 'recommended', for: '', shows }],
		};
	});

/** What a learner may have done to some topics, one thing an hour until now. */
function learning(topics: readonly Topic[]): fc.Arbitrary<Event[]> {
	const named = fc.oneof(fc.constant(ids(topics)), fc.subarray(ids(topics), { minLength: 1 }));
	const until = fc.integer({ min: -2, max: 40 }).map((days) => addDays(TODAY, days));
	const said = fc.oneof(mark, fc.record({ kind: fc.constant('later'), until }));
	return fc
		.array(fc.tuple(named, said), { maxLength: 12 })
		.map((all) =>
			all.map(([topics, what], i) =>
				asRead({ v: 1, id: `a${i + 10}`, at: hours(i - 12), roadmap: 'bread', topics, ...what }),
			),
		);
}

const learner = roadmap.chain((any) => fc.record({ any: fc.constant(any), events: learning(allTopics(any)) }));

/** Where a learner of these events stands on a day. */
function standingOn(any: Roadmap, events: readonly Event[], today: string): Standing {
	const scope = scopeOf(any, { path: 'all', level: 'recommended' });
	return { roadmap: any, scope, progress: progressIn(fold(events, NOW), any), today };
}

/** The events and one more: this topic is done. */
function withDone(events: readonly Event[], topic: Topic): Event[] {
	const at = nextAt(fold(events, NOW), NOW);
	return [...events, { v: 1, id: `z${events.length + 100}`, at, roadmap: 'bread', topic: topic.id, to: 'done' }];
}

describe('the tally', () => {
	test('adds up to the whole, and is 100 only when nothing is left', () => {
		fc.assert(
			fc.property(learner, ({ any, events }) => {
				const standing = standingOn(any, events, TODAY);
				const { topics } = standing.scope;
				const { total, done, known, started, skipped, percent } = tally(standing.progress, topics);
				const todo = topics.filter((topic) => statusOf(standing.progress, topic) === 'todo').length;
				expect(todo + done + known + started + skipped).toBe(total);
				expect(percent).toBeGreaterThanOrEqual(0);
				expect(percent).toBeLessThanOrEqual(100);
				expect(percent === 100).toBe(!topics.some((topic) => isLeft(standing, topic)));
			}),
			{ numRuns: 400 },
		);
	});

	test('comes to 100 when all that is left is marked', () => {
		fc.assert(
			fc.property(learner, ({ any, events }) => {
				const before = standingOn(any, events, TODAY);
				const left = before.scope.topics.filter((topic) => isLeft(before, topic));
				const { progress, scope } = standingOn(any, left.reduce(withDone, events), TODAY);
				expect(tally(progress, scope.topics).percent).toBe(100);
			}),
			{ numRuns: 400 },
		);
	});

	test('comes to 100 by doing what next offers, and by waiting where it says until when', () => {
		fc.assert(
			fc.property(learner, ({ any, events }) => {
				const { progress, scope } = followNext(any, events);
				expect(tally(progress, scope.topics).percent).toBe(100);
			}),
			{ numRuns: 400 },
		);
	});
});

/** Does what next offers, and waits where it says until when, until it says that all is finished. */
function followNext(any: Roadmap, events: readonly Event[]): Standing {
	let done = events;
	let now = waited(standingOn(any, done, TODAY));
	for (let [topic] = nextUp(now, 1); topic; [topic] = nextUp(now, 1)) {
		expect(now.scope.topics).toContain(topic);
		expect(isLeft(now, topic)).toBe(true);
		done = withDone(done, topic);
		now = waited(standingOn(any, done, now.today));
	}
	expect(whyNothing(now)).toEqual({ finished: true });
	return now;
}

/** The same learner on the first day on which there is something to do, if there is anything. */
function waited(now: Standing): Standing {
	const nothing = nextUp(now, 1).length === 0 && whyNothing(now);
	if (!nothing || nothing.finished) return now;
	expect(nothing.until > now.today).toBe(true);
	const then = { ...now, today: nothing.until };
	expect(nextUp(then, 1)).toHaveLength(1);
	return then;
}
