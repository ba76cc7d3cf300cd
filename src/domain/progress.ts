/** The learner's progress with one roadmap: the memory, read through that roadmap's ids and aliases. */
import { localDay } from './day.ts';
import { isLater } from './event.ts';
import { type LabProgress, labsFrom } from './lab-progress.ts';
import { type Fact, type Memory, type NamedRegister, type Register, registerKey, registersOf } from './memory.ts';
import { mayMention } from './mentions.ts';
import {
	PROJECT_STATUSES,
	type ProjectStatus,
	type Roadmap,
	STATUSES,
	type Stage,
	type Status,
	type Topic,
} from './types.ts';

export interface Progress {
	/** By topic id. Topics without an entry are to do. */
	readonly marks: ReadonlyMap<string, Mark>;
	/**
	 * Topics without a mark that are complete in another roadmap (`sameAs`): they count as known. Derived from the
	 * journals, never written; a mark on the topic itself takes precedence.
	 */
	readonly elsewhere: ReadonlySet<string>;
	/** Topic id → local date (YYYY-MM-DD) from which it is offered again. */
	readonly deferred: ReadonlyMap<string, string>;
	/** Addresses of finished resources, in any roadmap. */
	readonly finished: ReadonlySet<string>;
	/** Stage id → the status of its project; projects without an entry are to do. */
	readonly projects: ReadonlyMap<string, Mark>;
	/** By `labKey`. */
	readonly labs: ReadonlyMap<string, LabProgress>;
	/** Topics that a placement took as known and that still are: topic id → the question that checks it. */
	readonly placed: ReadonlyMap<string, string>;
	/**
	 * Ids of topics to check first, according to a placement. Starting them or missing one of their questions ends that.
	 */
	readonly toCheck: ReadonlySet<string>;
	/** Time of the last change, ISO 8601; '' if there is none. */
	readonly latest: string;
	/** The weekly goal in the journal's format: `6h`, `3 topics`, `none`. */
	readonly goal: string;
	/** Since when the learner pauses, ISO 8601; null if they do not. */
	readonly pausedAt: string | null;
	/** The local date on which the pause ends by itself; null if it has none. */
	readonly pausedUntil: string | null;
}

export interface Mark {
	readonly status: Status;
	/** ISO 8601. */
	readonly at: string;
	/** The actual day, YYYY-MM-DD, if the learner gave another than that of the mark. */
	readonly on?: string;
}

export const NO_PROGRESS: Progress = {
	marks: new Map(),
	elsewhere: new Set(),
	deferred: new Map(),
	finished: new Set(),
	projects: new Map(),
	labs: new Map(),
	placed: new Map(),
	toCheck: new Set(),
	latest: '',
	goal: 'none',
	pausedAt: null,
	pausedUntil: null,
};

export function statusOf(progress: Progress, topic: Topic): Status {
	return statusById(progress, topic.id);
}

export function statusById({ marks, elsewhere }: Progress, id: string): Status {
	return marks.get(id)?.status ?? (elsewhere.has(id) ? 'known' : 'todo');
}

/** Returns the day of a mark, YYYY-MM-DD: the one the learner gave, else that on which it was made. */
export function markDay({ at, on }: { readonly at: string; readonly on?: string | undefined }): string {
	return on ?? localDay(new Date(at));
}

/** Returns the status of a stage's project. */
export function projectStatusOf({ projects }: Progress, { id }: Pick<Stage, 'id'>): ProjectStatus {
	return PROJECT_STATUSES.find((status) => status === projects.get(id)?.status) ?? 'todo';
}

/** Returns whether a topic is done or known: it counts, and what needs it can be started. */
export function isComplete(status: Status): boolean {
	return status === 'done' || status === 'known';
}

/** Returns whether a topic is neither complete nor skipped. */
export function isUnfinished(status: Status): boolean {
	return status === 'todo' || status === 'started';
}

/** Returns whether a topic is put off beyond `today` (YYYY-MM-DD). */
export function isDeferred(progress: Progress, topic: Topic, today: string): boolean {
	return (progress.deferred.get(topic.id) ?? '') > today;
}

/**
 * Reads one roadmap's progress from the memory.
 *
 * Facts about what the roadmap no longer has stay in the journal and are ignored here.
 */
export function progressIn(memory: Memory, roadmap: Roadmap, today = ''): Progress {
	const current = currentIds(roadmap);
	const about = (fact: Fact) => byCurrentId(registersOf(memory, roadmap.id, fact), current);
	const [marks, placed] = [about('status'), about('placed')];
	// Thousands of answers need not be read where nothing was placed.
	const answers = placed.size === 0 ? new Map<string, Register>() : about('review');
	return {
		marks: asMarks(marks, about('day')),
		elsewhere: elsewhereIn(memory, roadmap, marks),
		deferred: asDates(about('later')),
		finished: finishedIn(memory),
		projects: asMarks(new Map(registersOf(memory, roadmap.id, 'project'))),
		labs: labsFrom(about('lab')),
		...placementIn(placed, marks, answers),
		latest: latestIn(memory, roadmap),
		...paceIn(memory, roadmap, today),
	};
}

/**
 * Maps registers, whose names begin with a topic's id, to the topics' present ids; of those under a former and the
 * present id, the newer counts.
 */
export function byCurrentId(
	facts: readonly NamedRegister[],
	current: ReadonlyMap<string, string>,
): ReadonlyMap<string, Register> {
	if (current.size === 0) return new Map(facts);
	const registers = new Map<string, Register>();
	for (const [name, register] of facts) {
		const [topic = ''] = name.split(' ', 1);
		keepNewer(registers, (current.get(topic) ?? topic) + name.slice(topic.length), register);
	}
	return registers;
}

/** Keeps the later of two registers. */
function keepNewer(registers: Map<string, Register>, name: string, register: Register): void {
	const other = registers.get(name);
	if (!other || isLater(register, other)) registers.set(name, register);
}

/** Returns the addresses of resources finished in any roadmap. */
function finishedIn({ registers }: Memory): ReadonlySet<string> {
	const fact = ' resource ';
	const latest = new Map<string, Register>();
	for (const [key, register] of registers) {
		const end = key.indexOf(' ');
		if (key.startsWith(fact, end)) keepNewer(latest, key.slice(end + fact.length), register);
	}
	return new Set([...latest].flatMap(([url, { value }]) => (value === 'done' ? [url] : [])));
}

/** Returns the time of the last change in a roadmap; '' if there is none. */
function latestIn({ registers }: Memory, { id }: Roadmap): string {
	let latest = '';
	for (const [key, { at }] of registers) if (at > latest && key.startsWith(`${id} `)) latest = at;
	return latest;
}

function elsewhereIn(
	{ registers }: Memory,
	{ stages }: Roadmap,
	marks: ReadonlyMap<string, Register>,
): ReadonlySet<string> {
	const found = new Set<string>();
	for (const stage of stages) {
		if (!mayMention(stage, ['sameAs'])) continue;
		for (const { id, sameAs } of stage.topics) {
			const [roadmap, topic] = sameAs?.split('/') ?? [];
			if (roadmap === undefined || topic === undefined || marks.has(id)) continue;
			const status = registers.get(registerKey(roadmap, 'status', topic))?.value;
			if (status === 'done' || status === 'known') found.add(id);
		}
	}
	return found;
}

/** The value of the register of a question that was missed. */
const MISS = '1';

function placementIn(
	registers: ReadonlyMap<string, Register>,
	marks: ReadonlyMap<string, Register>,
	answers: ReadonlyMap<string, Register>,
): Pick<Progress, 'placed' | 'toCheck'> {
	const placed = new Map<string, string>();
	const toCheck = new Set<string>();
	for (const [topic, register] of registers) {
		const [as, question] = register.value.split(' ');
		const mark = marks.get(topic);
		if (as === 'known' && question !== undefined && mark?.id === register.id) placed.set(topic, question);
		const isBegun = mark !== undefined && mark.value !== 'todo';
		const isMissed = () =>
			[...answers].some(([name, it]) => name.startsWith(`${topic} `) && it.value === MISS && isLater(it, register));
		if (as === 'check' && !isBegun && !isMissed()) toCheck.add(topic);
	}
	return { placed, toCheck };
}

function paceIn(
	{ registers }: Memory,
	{ id }: Roadmap,
	today: string,
): Pick<Progress, 'goal' | 'pausedAt' | 'pausedUntil'> {
	const pause = registers.get(registerKey(id, 'pace', 'pause'));
	const goal = registers.get(registerKey(id, 'pace', 'goal'))?.value ?? NO_PROGRESS.goal;
	const [state, until = null] = pause?.value.split(' ') ?? [];
	const isPaused = state === 'paused' && (until === null || until > today);
	return { goal, pausedAt: isPaused && pause ? pause.at : null, pausedUntil: isPaused ? until : null };
}

/** Returns a map from former topic ids to current ones. */
export function currentIds(roadmap: Roadmap): Map<string, string> {
	const ids = new Map<string, string>();
	for (const stage of roadmap.stages) {
		if (!mayMention(stage, ['aliases'])) continue;
		for (const topic of stage.topics) for (const alias of topic.aliases ?? []) ids.set(alias, topic.id);
	}
	return ids;
}

/** @param days the days given with the marks */
function asMarks(registers: ReadonlyMap<string, Register>, days?: ReadonlyMap<string, Register>): Map<string, Mark> {
	const marks = new Map<string, Mark>();
	for (const [topic, { value, at, id }] of registers) {
		const status = STATUSES.find((known) => known === value);
		const day = days?.get(topic);
		if (status) marks.set(topic, { status, at, ...(day?.id === id && { on: day.value }) });
	}
	return marks;
}

/** Skips registers that are '', which a mark sets to end a deferral. */
function asDates(later: ReadonlyMap<string, Register>): Map<string, string> {
	const dates = new Map<string, string>();
	for (const [id, { value }] of later) if (value !== '') dates.set(id, value);
	return dates;
}
