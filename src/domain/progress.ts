/** The learner's progress with one roadmap: the memory, read through that roadmap's ids and aliases. */
import { isLater } from './event.ts';
import { keepLab, type LabProgress } from './lab-progress.ts';
import { type Memory, type Register, registerKey } from './memory.ts';
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
	 * Ids of topics to check first, according to a placement. Starting them or answering one of their questions ends
	 * that.
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
	const prefix = `${roadmap.id} `;
	const current = currentIds(roadmap);
	const marks = new Map<string, Register>();
	const days = new Map<string, Register>();
	const later = new Map<string, Register>();
	const addresses = new Map<string, Register>();
	const projects = new Map<string, Register>();
	const labs = new Map<string, LabProgress>();
	const placed = new Map<string, Register>();
	const answers = new Map<string, Register>();
	let latest = '';
	for (const [key, register] of memory.registers) {
		const isHere = key.startsWith(prefix);
		if (!isHere && !key.includes(' resource ')) continue;
		const start = key.indexOf(' ') + 1;
		const space = key.indexOf(' ', start);
		const fact = key.slice(start, space);
		const name = key.slice(space + 1);
		if (fact === 'resource') keepNewer(addresses, name, register);
		if (!isHere) continue;
		if (register.at > latest) latest = register.at;
		if (fact === 'status') keepNewer(marks, current.get(name) ?? name, register);
		else if (fact === 'day') keepNewer(days, current.get(name) ?? name, register);
		else if (fact === 'later') keepNewer(later, current.get(name) ?? name, register);
		else if (fact === 'project') projects.set(name, register);
		else if (fact === 'placed') keepNewer(placed, current.get(name) ?? name, register);
		else if (fact === 'review') keepNewer(answers, topicOf(name, current), register);
		else if (fact === 'lab') keepLab(labs, name, register, current);
	}
	return {
		marks: asMarks(marks, days),
		elsewhere: elsewhereIn(memory, roadmap, marks),
		deferred: asDates(later),
		finished: new Set([...addresses].flatMap(([url, { value }]) => (value === 'done' ? [url] : []))),
		projects: asMarks(projects),
		labs,
		...placementIn(placed, marks, answers),
		latest,
		...paceIn(memory, roadmap, today),
	};
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

/** Returns the current id of the topic that a register's name begins with. */
function topicOf(name: string, current: ReadonlyMap<string, string>): string {
	const topic = name.slice(0, name.indexOf(' '));
	return current.get(topic) ?? topic;
}

function placementIn(
	registers: ReadonlyMap<string, Register>,
	marks: ReadonlyMap<string, Register>,
	answers: ReadonlyMap<string, Register>,
): Pick<Progress, 'placed' | 'toCheck'> {
	const placed = new Map<string, string>();
	const toCheck = new Set<string>();
	for (const [topic, register] of registers) {
		const [as, question] = register.value.split(' ');
		const [mark, answer] = [marks.get(topic), answers.get(topic)];
		if (as === 'known' && question !== undefined && mark?.id === register.id) placed.set(topic, question);
		const isBegun = mark !== undefined && mark.value !== 'todo';
		if (as === 'check' && !isBegun && !(answer && isLater(answer, register))) toCheck.add(topic);
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

/** Keeps the later of two registers. */
export function keepNewer(registers: Map<string, Register>, id: string, register: Register): void {
	const other = registers.get(id);
	if (!other || isLater(register, other)) registers.set(id, register);
}

/** @param days the days given with the marks */
function asMarks(registers: Map<string, Register>, days?: ReadonlyMap<string, Register>): Map<string, Mark> {
	const marks = new Map<string, Mark>();
	for (const [topic, { value, at, id }] of registers) {
		const status = STATUSES.find((known) => known === value);
		const day = days?.get(topic);
		if (status) marks.set(topic, { status, at, ...(day?.id === id && { on: day.value }) });
	}
	return marks;
}

/** Skips registers that are '', which a mark sets to end a deferral. */
function asDates(later: Map<string, Register>): Map<string, string> {
	const dates = new Map<string, string>();
	for (const [id, { value }] of later) if (value !== '') dates.set(id, value);
	return dates;
}
