/** Where things lie on a map, in steps of a grid: computed once, drawn in characters and in SVG. */
import { largest } from '../domain/extremes.ts';
import type { LineMap, StationData, StopData } from '../domain/map.ts';
import { TIERS, type Tier } from '../domain/types.ts';

/** A row of stations, read from left to right: a phase, or a part of one that is too long for a row. */
export interface Row {
	/** Which of the roadmap's phases, from 1; 0 for none. */
	readonly phase: number;
	/** The phase that begins here; '' where none does, or it has no name. */
	readonly begins: string;
	/** Stations that a row of this phase has room for, itself as full as the others. */
	readonly columns: number;
	readonly places: readonly Place[];
}

export interface Place {
	readonly station: StationData;
	/** Whether the track from here to the next station, in this row or the next, is behind the learner. */
	readonly travelled: boolean;
	/** Whether no station comes after it. */
	readonly isLast: boolean;
}

/** Lays each phase out in as few rows as fit, all of them about as full. @param most stations in a row at most, 1 or more */
export function lineRows({ phases }: Pick<LineMap, 'phases'>, most: number): Row[] {
	const end = phases.at(-1)?.stages.at(-1);
	let travelled = false;
	return phases.flatMap(({ number, title, stages }) => {
		const columns = Math.ceil(stages.length / Math.ceil(stages.length / most));
		const places = stages.map((station): Place => {
			const { state } = station;
			// Where the level shows nothing, the train does not stop.
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
	/** From the left; 0 is the track of the first tier that the stage has. */
	readonly lane: number;
	/** The track that comes to it from another lane. */
	readonly branch: Link | undefined;
}

/** A piece of track down from one stop to a later one, on the lane of the first and then across. */
export interface Link {
	/** Rows, as are the stops. */
	readonly from: number;
	readonly to: number;
	readonly lane: number;
	readonly toLane: number;
	readonly travelled: boolean;
}

export interface Branching {
	/** In the order in which they are drawn: what branches off stands right under what it needs. */
	readonly stops: readonly Stop[];
	readonly links: readonly Link[];
	/** For each stop and each lane, the track under it: behind the learner or not; undefined where there is none. */
	readonly below: readonly (readonly (boolean | undefined)[])[];
	/** The tiers that have a track, from the left. */
	readonly tiers: readonly Tier[];
}

/** The track of a tier has the colour of a phase, counted from 1. */
export const TIER_HUES: Readonly<Record<Tier, number>> = { core: 1, recommended: 3, optional: 4 };

/** Lays a stage's topics out: the core as one track, the others branching off where their last need in the stage is. */
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
	// Of the links that leave one stop, the longest covers the others.
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

/** The lowest row of what a topic needs; -1 where it needs nothing that is drawn. */
function lastNeed({ needs }: StopData, rows: ReadonlyMap<string, number>, row: number): number {
	const above = needs.map(({ id }) => rows.get(id) ?? -1).filter((need) => need < row);
	return largest(above, -1);
}

/** Needs first; otherwise as the stage has them, but what is not core comes at once when its last need is there. */
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
			// The last that is put there is drawn next: the farthest branches first, so that no track crosses a stop.
			for (const topic of freed.reverse().sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier)))
				waiting.push(topic);
		}
	};
	while (drawn.size < topics.length) {
		for (const topic of topics) if (!drawn.has(topic) && missing.get(topic) === 0) draw(topic);
	}
	return [...drawn];
}

/** How many needs of each topic are drawn too, and which topics need it. */
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
