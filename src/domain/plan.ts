/**
 * Plans which week holds what, as a pure function of the learner's state and weekly hours: nothing is stored, so
 * nothing is ever overdue.
 */

import type { Finish } from './activity.ts';
import { addDays, mondayOf } from './day.ts';
import type { Estimates } from './pace.ts';
import { statusOf } from './progress.ts';
import { isLeft, isMet, type Standing } from './standing.ts';
import type { Stage, Topic } from './types.ts';

export interface LearningPlan {
	/** From this Monday on, without gaps. */
	readonly weeks: readonly PlannedWeek[];
	/** What does not fit into ten years, or is deferred beyond them. */
	readonly beyond: readonly Planned[];
}

export interface PlannedWeek {
	/** YYYY-MM-DD. */
	readonly monday: string;
	readonly items: readonly PlannedItem[];
}

/** A topic, or a stage's project. */
export type Planned = { readonly topic: Topic } | { readonly project: Stage };

export interface PlannedItem {
	readonly what: Planned;
	/** In this week. */
	readonly minutes: number;
	/** Which part this is, counted from 1, of an item spread over several weeks. */
	readonly part: { readonly n: number; readonly of: number };
	/** Whether it was finished in this week. */
	readonly isDone: boolean;
}

export interface PlanInput {
	readonly standing: Standing;
	readonly estimates: Estimates;
	/** At least `MIN_MINUTES`. */
	readonly minutesAWeek: number;
	/** Topics that became done, with their day. */
	readonly finishes: readonly Finish[];
	/** Projects to build, each after the last topic of its stage. */
	readonly projects: readonly Project[];
}

export interface Project {
	readonly stage: Stage;
	/** What is left to do. */
	readonly minutes: number;
}

/** With fewer minutes a week there is no plan. */
export const MIN_MINUTES = 30;
/** Ten years. */
export const MAX_WEEKS = 520;

/** A week may exceed its hours by this factor to avoid splitting a topic. */
const SLACK = 1.15;
/** Nothing is started in a week for less than this. In minutes. */
const MIN_SHARE = 15;

/**
 * Plans the weeks from this Monday on, in `next`'s order: started topics first, and every need before what needs it.
 * Weeks of a pause whose end is known stay empty.
 * @param most how many weeks may start something; items of the last one may extend further
 */
export function planWeeks(input: PlanInput, most = MAX_WEEKS): LearningPlan {
	const monday = mondayOf(input.standing.today);
	const queue = makeQueue(input);
	const weeks: MutableWeek[] = [{ monday, items: finishedSince(input, monday) }];
	const goesOn = input.standing.progress.pausedUntil ?? monday;
	for (let week = weeks[0]; week && !queue.isEmpty() && weeks.length <= most; week = weeks.at(-1)) {
		if (addDays(week.monday, 6) < goesOn) {
			weeks.push(weekAfter(week));
			continue;
		}
		const job = queue.take(addDays(week.monday, 6));
		if (job) spread(job, weeks, week, input.minutesAWeek);
		else weeks.push(weekAfter(week));
	}
	while (weeks.length > 1 && weeks.at(-1)?.items.length === 0) weeks.pop();
	return { weeks, beyond: queue.left() };
}

interface Job {
	readonly what: Planned;
	readonly minutes: number;
}

interface MutableWeek {
	readonly monday: string;
	readonly items: PlannedItem[];
}

/** Puts a job into the last week and, if it is too long, into new weeks after it. */
function spread({ what, minutes }: Job, weeks: MutableWeek[], last: MutableWeek, minutesAWeek: number): void {
	const shares: { readonly week: MutableWeek; readonly minutes: number }[] = [];
	for (let [left, week] = [minutes, last]; left > 0; ) {
		const share = shareOf(left, week, minutesAWeek);
		if (share > 0) shares.push({ week, minutes: share });
		left -= share;
		if (left > 0) {
			week = weekAfter(week);
			weeks.push(week);
		}
	}
	for (const [i, share] of shares.entries()) {
		const part = { n: i + 1, of: shares.length };
		share.week.items.push({ what, minutes: share.minutes, part, isDone: false });
	}
}

/** Returns how much of a job's rest goes into a week. */
function shareOf(left: number, { items }: MutableWeek, minutesAWeek: number): number {
	const used = items.reduce((sum, item) => sum + item.minutes, 0);
	if (used + left <= minutesAWeek * SLACK) return left;
	const room = Math.round(minutesAWeek - used);
	return room < MIN_SHARE ? 0 : Math.min(left, room);
}

function weekAfter({ monday }: MutableWeek): MutableWeek {
	return { monday: addDays(monday, 7), items: [] };
}

interface Queue {
	readonly isEmpty: () => boolean;
	/** Takes the next job that may be started by that day; undefined if all that is left waits for a later one. */
	readonly take: (day: string) => Job | undefined;
	readonly left: () => Planned[];
}

/** Queues unfinished topics, started ones first, each after its needs; a project after the last topic of its stage. */
function makeQueue({ standing, estimates, projects }: PlanInput): Queue {
	const { scope, progress } = standing;
	const isBegun = (topic: Topic) => statusOf(progress, topic) === 'started';
	const inOrder = scope.topics.filter((topic) => isLeft(standing, topic));
	const left = [...inOrder.filter(isBegun), ...inOrder.filter((topic) => !isBegun(topic))];
	const planned = new Set<string>();
	const { due, finish } = makeProjects(projects, left);
	const isReady = (topic: Topic, day: string) =>
		(progress.deferred.get(topic.id) ?? '') <= day && topic.needs.every((id) => planned.has(id) || isMet(standing, id));
	return {
		isEmpty: () => left.length === 0 && due.length === 0,
		take: (day) => {
			const project = due.shift();
			if (project) return { what: { project: project.stage }, minutes: project.minutes };
			const place = left.findIndex((one) => isReady(one, day));
			const topic = left[place];
			if (!topic) return undefined;
			left.splice(place, 1);
			planned.add(topic.id);
			finish(topic);
			return { what: { topic }, minutes: estimates.of(topic.id) };
		},
		left: () => [...left.map((topic) => ({ topic })), ...due.map(({ stage }) => ({ project: stage }))],
	};
}

interface Projects {
	/** Projects whose stage has no topics left; grows. */
	readonly due: Project[];
	readonly finish: (topic: Topic) => void;
}

function makeProjects(projects: readonly Project[], left: readonly Topic[]): Projects {
	const projectOf = new Map(projects.flatMap((project) => project.stage.topics.map(({ id }) => [id, project])));
	const open = new Map(projects.map((project) => [project, 0]));
	for (const { id } of left) {
		const project = projectOf.get(id);
		if (project) open.set(project, (open.get(project) ?? 0) + 1);
	}
	const due = projects.filter((project) => open.get(project) === 0);
	const finish = ({ id }: Topic) => {
		const project = projectOf.get(id);
		if (!project) return;
		const others = (open.get(project) ?? 0) - 1;
		open.set(project, others);
		if (others === 0) due.push(project);
	};
	return { due, finish };
}

/** Returns the topics in view that became done and still are, each with the last day on which it did. */
export function finishedTopics({ standing, finishes }: PlanInput): { readonly topic: Topic; readonly day: string }[] {
	const last = new Map(finishes.map(({ topic, day }) => [topic, day]));
	return standing.scope.topics.flatMap((topic) => {
		const day = last.get(topic.id);
		return day === undefined || statusOf(standing.progress, topic) !== 'done' ? [] : [{ topic, day }];
	});
}

function finishedSince(input: PlanInput, first: string): PlannedItem[] {
	const finished = finishedTopics(input).filter(({ day }) => day >= first);
	return finished.map(({ topic }) => {
		return { what: { topic }, minutes: input.estimates.of(topic.id), part: { n: 1, of: 1 }, isDone: true };
	});
}
