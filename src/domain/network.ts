/** What a map says, as plain data. */
import type { NeedData, StageData } from './describe.ts';
import type { Nothing } from './next.ts';
import type { Tally } from './tally.ts';
import type { Status, Tier } from './types.ts';

/** What a map of anything begins with. */
export interface MapData {
	readonly roadmap: string;
	readonly title: string;
	readonly goal: string;
	readonly path: string;
	readonly level: string;
	/** The topic that `next` offers, and its stage; null where nothing can be begun. */
	readonly here: { readonly stage: Named<number>; readonly topic: Named } | null;
	/** What `next` would offer once the learner is through with `here`. */
	readonly nextStop: Named | null;
	/** All that can be begun or gone on with now, in the order in which `next` offers it. */
	readonly reachable: readonly (Named & { readonly status: Status })[];
	/** Why nothing can be begun; null where something can. */
	readonly nothing: Nothing | null;
	/** Topics of what is drawn that the level leaves out, by tier. */
	readonly hidden: readonly { readonly tier: Tier; readonly count: number }[];
}

export interface Named<Numbered = string> {
	readonly id: string;
	readonly number: Numbered;
	readonly title: string;
}

/** The whole line. */
export interface LineMap extends MapData {
	readonly stage: null;
	readonly progress: Tally;
	/** In the path's order. A phase that the path comes back to stands there again. */
	readonly phases: readonly { readonly title: string; readonly stages: readonly StationData[] }[];
	/** Stages that the path leaves out. */
	readonly elsewhere: readonly Named<number>[];
}

/** `ready`: nothing of it is begun, and something can be. `empty`: the level shows nothing of it. */
export type StationState = 'done' | 'started' | 'ready' | 'waiting' | 'skipped' | 'empty';

export interface StationData extends StageData {
	readonly state: StationState;
	/** How many of its topics are reachable. */
	readonly reachable: number;
}

/** One stage and its topics. */
export interface StageMap extends MapData {
	readonly stage: StationData;
	readonly inPath: boolean;
	readonly topics: readonly StopData[];
}

/** `waiting`: for a need. `later`: for a day. */
export type StopState = 'done' | 'started' | 'ready' | 'waiting' | 'later' | 'skipped';

export interface StopData extends Named {
	readonly tier: Tier;
	readonly status: Status;
	readonly state: StopState;
	/** Put off until this local date. */
	readonly until?: string;
	readonly minutes: number | null;
	/** The learner added it. */
	readonly own?: true;
	/** Needs in this stage. */
	readonly needs: readonly EdgeData[];
	/** Needs in other stages. */
	readonly from: readonly EdgeData[];
	/** Topics in view of other stages that need this one. */
	readonly opens: readonly EdgeData[];
}

export interface EdgeData extends NeedData {
	readonly number: string;
	readonly stage: number;
	/** Whether it keeps nobody waiting: complete, skipped or assumed. */
	readonly met: boolean;
}
