/** Computes positions on a map in grid steps, shared by the drawings in characters and in SVG. */

import type { LineMap, StationData, StopData } from '../domain/map.ts';
import { largest } from '../domain/numbers.ts';
import { TIERS, type Tier } from '../domain/types.ts';

/** A row of stations, from left to right: a phase, or a part of one that is too long for a row. */
export interface Row {
	/** Its position among the roadmap's phases, from 1; 0 for none. */
	readonly phase: number;
	/** The title of the phase that starts here; '' if none does, or it has no title. */
	readonly begins: string;
	/** How many stations a row of this phase holds, so that its rows are equally full. */
	readonly columns: number;
	readonly places: readonly Place[];
}

export interface Place {
	readonly station: StationData;
	/** Whether the learner has passed the track from here to the next station, in this row or the next. */
	readonly travelled: boolean;
	/** Whether no station follows. */
	readonly isLast: boolean;
}

/** Lays each phase out in as few rows as possible, about equally full. @param most stations per row, at least 1 */
export function lineRows({ phases }: Pick<LineMap, 'phases'>, most: number): Row[] {
	const end = phases.at(-1)?.stages.at(-1);
	let travelled = false;
	return phases.flatMap(({ number, title, stages }) => {
		const columns = Math.ceil(stages.length / Math.ceil(stages.length / most));
		const places = stages.map((station): Place => {
			const { state } = station;
			// A stage without topics at this level is passed through.
			travelled = state === 'done' || state === 'skipped' || (state === 'empty' && travelled);
			return { station, travelled, isLast: station === end };
		});
		const starts = places.map((_, i) => i).filter((i) => i % columns === 0);
		return starts.map((i): Row => {
			return { phase: number, begins: i === 0 ? title : '', columns, places: places.slice(i, i + columns) };
		});
	});
}

/** A topic on the track of its tier. */
export interface Stop {
	readonly topic: StopData;
	/** Counted from the left; 0 is the track of the stage's first tier. */
	readonly lane: number;
	/** The track that reaches it from another lane. */
	readonly branch: Link | undefined;
}

/** A piece of track from one stop down to a later one, along the first one's lane and then across. */
export interface Link {
	/** Row indices, which equal stop indices. */
	readonly from: number;
	readonly to: number;
	readonly lane: number;
	readonly toLane: number;
	readonly travelled: boolean;
}

export interface Branching {
	/** In drawing order: a stop that branches off comes directly after what it needs. */
	readonly stops: readonly Stop[];
	readonly links: readonly Link[];
	/** For each stop and lane, the track below it and whether it has been passed; undefined if there is none. */
	readonly below: readonly (readonly (boolean | undefined)[])[];
	/** The tiers that have a track, from the left. */
	readonly tiers: readonly Tier[];
}

/** The phase colour, counted from 1, of each tier's track. */
export const TIER_HUES: Readonly<Record<Tier, number>> = { core: 1, recommended: 3, optional: 4 };

/** Lays out a stage's topics: core topics as one track, the others branching off at their last need in the stage. */
export function branching(topics: readonly StopData[]): Branching {
	const tiers = TIERS.filter((tier) => topics.some((topic) => topic.tier === tier));
	const placed = inDrawnOrder(topics).map((topic) => ({ topic, lane: tiers.indexOf(topic.tier) }));
	const rows = new Map(placed.map(({ topic }, row) => [topic.id, row]));
	let core = -1;
	const comes = placed.map(({ topic, lane }, row): Link | undefined => {
		const from = topic.tier === 'core' ? core : lastNeed(topic, rows, row);
		if (topic.tier === 'core') core = row;
		const above = placed[from];
		if (!above || above.lane > lane) return undefined;
		return { from, to: row, lane: above.lane, toLane: lane, travelled: isBehind(above.topic) };
	});
	const links = comes.flatMap((link) => link ?? []);
	const stops = placed.map((stop, row) => {
		const link = comes[row];
		return { ...stop, branch: link && link.lane !== link.toLane ? link : undefined };
	});
	return { stops, links, below: tracksBelow(stops.length, links, tiers.length), tiers };
}

function tracksBelow(rows: number, links: readonly Link[], lanes: number): (boolean | undefined)[][] {
	const below = Array.from({ length: rows }, () => new Array<boolean | undefined>(lanes).fill(undefined));
	// Of the links leaving a stop, the longest covers the others.
	const longest = new Map<number, Link>();
	for (const link of links) if (link.to > (longest.get(link.from)?.to ?? -1)) longest.set(link.from, link);
	for (const { from, to, lane, travelled } of longest.values()) {
		for (const tracks of below.slice(from, to)) tracks[lane] = travelled || tracks[lane] === true;
	}
	return below;
}

function isBehind({ state }: StopData): boolean {
	return state === 'done' || state === 'skipped';
}

/** Returns the lowest row of a topic's needs; -1 if none of them is drawn. */
function lastNeed({ needs }: StopData, rows: ReadonlyMap<string, number>, row: number): number {
	const above = needs.map(({ id }) => rows.get(id) ?? -1).filter((need) => need < row);
	return largest(above, -1);
}

/**
 * Sorts needs before what needs them; otherwise in the stage's order, except that topics that are not core follow
 * directly after their last need.
 */
function inDrawnOrder(topics: readonly StopData[]): StopData[] {
	const drawn = new Set<StopData>();
	const { missing, users } = needsAmong(topics);
	const waiting: StopData[] = [];
	const draw = (first: StopData) => {
		waiting.push(first);
		for (let topic = waiting.pop(); topic; topic = waiting.pop()) {
			drawn.add(topic);
			const freed = (users.get(topic.id) ?? []).filter((user) => {
				missing.set(user, (missing.get(user) ?? 0) - 1);
				return missing.get(user) === 0 && user.tier !== 'core';
			});
			// The last one pushed is drawn next: branches to the farthest lane come first, so that no track crosses a stop.
			for (const topic of freed.reverse().sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier)))
				waiting.push(topic);
		}
	};
	while (drawn.size < topics.length) {
		for (const topic of topics) if (!drawn.has(topic) && missing.get(topic) === 0) draw(topic);
	}
	return [...drawn];
}

/** Returns how many needs of each topic are drawn too, and which topics need it. */
function needsAmong(topics: readonly StopData[]) {
	const users = new Map<string, StopData[]>(topics.map(({ id }) => [id, []]));
	const missing = new Map<StopData, number>();
	for (const topic of topics) {
		const needs = topic.needs.filter(({ id }) => users.has(id));
		missing.set(topic, needs.length);
		for (const { id } of needs) users.get(id)?.push(topic);
	}
	return { users, missing };
}
