/** A roadmap small enough to hold in the head, and short words for the states that a learner can be in. */

import type { Event, LaterEvent, MarkEvent } from '../../src/domain/event.ts';
import { topicsByName } from '../../src/domain/find.ts';
import { fold } from '../../src/domain/memory.ts';
import { type Progress, progressIn } from '../../src/domain/progress.ts';
import { type Choice, scopeOf } from '../../src/domain/scope.ts';
import type { Standing } from '../../src/domain/standing.ts';
import type { Roadmap, Status, Topic } from '../../src/domain/types.ts';
import { UserError } from '../../src/errors.ts';

/**
 *     1 flour      1.1 grains       1.2 milling* (grains)
 *     2 dough      2.1 yeast        2.2 kneading (grains, yeast)   2.3 sourdough** (yeast)
 *     3 oven       3.1 heat         3.2 steam* (heat, sourdough)   3.3 crust (kneading, steam)
 *     4 oven-care  4.1 cleaning (crust)    4.2 heat-loss* (heat)   4.3 constructor**
 *
 * Needs in brackets; * is recommended, ** optional, the others are core. `kneading` was called `folding` once.
 */
export const BREAD: Roadmap = {
	id: 'bread',
	title: 'Bread',
	goal: 'Bake a good loaf',
	phases: ['Basics', 'Craft'],
	paths: [
		{ id: 'all', title: 'Baker', for: 'everything', stages: ['flour', 'dough', 'oven', 'oven-care'] },
		{ id: 'pizza', title: 'Pizza', for: 'flat things', stages: ['dough', 'oven'] },
		{ id: 'cleaner', title: 'Cleaner', for: 'the oven before the flour', stages: ['oven-care', 'flour'] },
	],
	levels: [
		{ id: 'core', for: 'the spine', shows: ['core'] },
		{ id: 'recommended', for: 'most', shows: ['core', 'recommended'] },
		{ id: 'everything', for: 'all', shows: ['core', 'recommended', 'optional'] },
	],
	stages: [
		{
			id: 'flour',
			number: 1,
			title: 'Flour',
			phase: 'Basics',
			tagline: 'From the field to the bag.',
			topics: [
				{ id: 'grains', number: '1.1', title: 'Grains', tier: 'core', needs: [], minutes: 60 },
				{ id: 'milling', number: '1.2', title: 'Milling', tier: 'recommended', needs: ['grains'] },
			],
		},
		{
			id: 'dough',
			number: 2,
			title: 'Dough',
			phase: 'Basics',
			tagline: 'Flour, water and time.',
			topics: [
				{ id: 'yeast', number: '2.1', title: 'Yeast', tier: 'core', needs: [] },
				{
					id: 'kneading',
					number: '2.2',
					title: 'Kneading by hand',
					tier: 'core',
					needs: ['grains', 'yeast'],
					aliases: ['folding'],
				},
				{ id: 'sourdough', number: '2.3', title: 'Sourdough', tier: 'optional', needs: ['yeast'] },
			],
		},
		{
			id: 'oven',
			number: 3,
			title: 'The oven',
			phase: 'Craft',
			tagline: 'Heat from below.',
			topics: [
				{ id: 'heat', number: '3.1', title: 'Heat', tier: 'core', needs: [] },
				{ id: 'steam', number: '3.2', title: 'Steam', tier: 'recommended', needs: ['heat', 'sourdough'] },
				{ id: 'crust', number: '3.3', title: 'The crust', tier: 'core', needs: ['kneading', 'steam'] },
			],
		},
		{
			id: 'oven-care',
			number: 4,
			title: 'Care of the oven',
			phase: 'Craft',
			tagline: 'It should last.',
			topics: [
				{ id: 'cleaning', number: '4.1', title: 'Cleaning', tier: 'core', needs: ['crust'] },
				{ id: 'heat-loss', number: '4.2', title: 'Losing heat', tier: 'recommended', needs: ['heat'] },
				{ id: 'constructor', number: '4.3', title: 'Who built it', tier: 'optional', needs: [] },
			],
		},
	],
};

export const NOW = new Date('2026-11-22T10:00:00.000Z');
export const TODAY = '2026-11-22';

/** The instant that many hours after `NOW`; before it if negative. ISO 8601. */
export function hours(after: number): string {
	return new Date(NOW.getTime() + after * 60 * 60 * 1000).toISOString();
}

export function topic(id: string): Topic {
	const found = topicsByName(BREAD).get(id);
	if (!found) throw new Error(`the fixture has no topic ${id}`);
	return found;
}

export function ids(things: readonly { readonly id: string }[]): string[] {
	return things.map(({ id }) => id);
}

/** What a learner did, by topic. */
export interface Learned {
	readonly marks?: Readonly<Record<string, Status>>;
	/** Put off until that day. */
	readonly later?: Readonly<Record<string, string>>;
	readonly finished?: readonly string[];
}

export function progress({ marks = {}, later = {}, finished = [] }: Learned = {}): Progress {
	return {
		marks: new Map(Object.entries(marks).map(([id, status]) => [id, { status, at: hours(-1) }])),
		elsewhere: new Set(),
		deferred: new Map(Object.entries(later)),
		finished: new Set(finished),
		projects: new Map(),
		labs: new Map(),
		placed: new Map(),
		toCheck: new Set(),
		latest: Object.keys(marks).length > 0 ? hours(-1) : '',
		goal: 'none',
		pausedAt: null,
		pausedUntil: null,
	};
}

/** The standing of a learner on `BREAD`, today, with the default choice unless another is given. */
export function standing(learned: Learned = {}, choice: Partial<Choice> = {}, today = TODAY): Standing {
	const scope = scopeOf(BREAD, { path: 'all', level: 'recommended', ...choice });
	return { roadmap: BREAD, scope, progress: progress(learned), today };
}

/** A mark; `named` is one topic or several with spaces between. Later names are greater ids. */
export function mark(id: string, at: string, named: string, to: Status, more: Partial<MarkEvent> = {}): MarkEvent {
	return { v: 1, id, at, roadmap: 'bread', topics: named.split(' '), to, ...more };
}

export function later(id: string, at: string, named: string, until: string): LaterEvent {
	return { v: 1, id, at, roadmap: 'bread', kind: 'later', topics: named.split(' '), until };
}

export function undo(id: string, at: string, ...takes: string[]): Event {
	return { v: 1, id, at, roadmap: 'bread', kind: 'undo', takes };
}

/** The progress on `BREAD` that these events make. */
export function progressAfter(...events: Event[]): Progress {
	return progressIn(fold(events, NOW), BREAD);
}

/** The mistake that this ends with. */
export function thrownBy(run: () => unknown): UserError {
	try {
		run();
	} catch (error) {
		if (error instanceof UserError) return error;
		throw error;
	}
	throw new Error('nothing was thrown');
}
