/**
 * Everything that the page of a roadmap shows, as plain data. It is created from the learner's files, embedded as JSON,
 * and turned into a standing again in the browser.
 */

import type { Described } from './describe.ts';
import { allTopics } from './find.ts';
import type { LabProgress } from './lab-progress.ts';
import { notesOn } from './notes.ts';
import { type Mark, NO_PROGRESS, type Progress } from './progress.ts';
import { safeText } from './safe.ts';
import { type Choice, knownChoice, scopeOf } from './scope.ts';
import type { Standing } from './standing.ts';
import type { Lesson, Roadmap, Topic } from './types.ts';

export interface Snapshot {
	readonly roadmap: Roadmap;
	/** In the order of the roadmap's topics. Of labs only the description is included, so no solutions. */
	readonly lessons: readonly Described[];
	readonly choice: Choice;
	readonly learned: Learned;
	/** When it was created, ISO 8601. */
	readonly at: string;
	/** Whether a server saves changes made in the page. */
	readonly live: boolean;
}

/**
 * What can change while the page is open. Maps are stored as lists of pairs, because ids may be any word, such as
 * `constructor`.
 */
export interface Learned {
	readonly marks: readonly (readonly [topic: string, mark: Mark])[];
	/** Ids of topics that are known from another roadmap. */
	readonly elsewhere: readonly string[];
	/** Topic id → YYYY-MM-DD. */
	readonly deferred: readonly (readonly [topic: string, until: string])[];
	/** Addresses. */
	readonly finished: readonly string[];
	readonly projects: readonly (readonly [stage: string, mark: Mark])[];
	readonly labs: readonly (readonly [lab: string, progress: LabProgress])[];
	/** Topics that a placement took as known, with the question that checks each. */
	readonly placed: readonly (readonly [topic: string, question: string])[];
	readonly more: Pick<Progress, 'latest' | 'goal' | 'pausedAt' | 'pausedUntil'>;
	/** The questions due today, in the order of a session; empty if there is no server to save answers. */
	readonly asks: readonly (readonly [topic: string, question: string])[];
	/** Topic id → the text of the notes. */
	readonly notes: readonly (readonly [topic: string, text: string])[];
	/** Changes whenever the page must be rebuilt: if the path, the level, or the learner's own topics or links change. */
	readonly layer: string;
}

type LessonOf = (topic: Topic) => Lesson;
type Notes = ReadonlyMap<string, string>;

/** @param notes by the topic ids at the time they were created */
export function learnedIn(
	{ roadmap, scope, progress }: Standing,
	lessonOf: LessonOf,
	notes: Notes,
	asks: Learned['asks'],
): Learned {
	const topics = allTopics(roadmap);
	return {
		marks: [...progress.marks],
		elsewhere: [...progress.elsewhere],
		deferred: [...progress.deferred],
		finished: [...progress.finished],
		projects: [...progress.projects],
		labs: [...progress.labs],
		placed: [...progress.placed],
		more: {
			latest: progress.latest,
			goal: progress.goal,
			pausedAt: progress.pausedAt,
			pausedUntil: progress.pausedUntil,
		},
		asks,
		notes: topics.flatMap((topic) => {
			const text = notesOn(topic, notes);
			return text === undefined ? [] : [[topic.id, safeText(text)] as const];
		}),
		layer: JSON.stringify([scope.path.id, scope.level.id, topics.flatMap((topic) => ownOf(topic, lessonOf(topic)))]),
	};
}

function ownOf({ id, own, hidden }: Topic, { resources }: Lesson): string[] {
	const links = resources.filter((resource) => resource.own).map(({ url, title }) => `${id} ${url} ${title}`);
	return [...(own ? [`${id} own`] : []), ...(hidden ? [`${id} hidden`] : []), ...links];
}

/** @param tick called between lessons, because a large roadmap has many */
export function snapshotOf(
	standing: Standing,
	lessonOf: LessonOf,
	notes: Notes,
	how: Pick<Snapshot, 'at' | 'live'> & Pick<Learned, 'asks'>,
	tick: () => void,
): Snapshot {
	const { scope } = standing;
	// The page does not show which tools there are.
	const { tools: _tools, ...roadmap } = standing.roadmap;
	const lessons = allTopics(roadmap).map((topic) => {
		tick();
		return shownOf(lessonOf(topic));
	});
	const choice = { path: scope.path.id, level: scope.level.id };
	const { at, live, asks } = how;
	return { roadmap, lessons, choice, learned: learnedIn(standing, lessonOf, notes, asks), at, live };
}

/** Drops what the page does not show: the short form of the practice, the needed tools, and the solutions of labs. */
function shownOf({ labs, task: _task, tools: _tools, ...lesson }: Lesson): Described {
	if (!labs) return lesson;
	return {
		...lesson,
		labs: labs.map(({ id, title, engine, minutes }) => ({ id, title, engine, ...(minutes && { minutes }) })),
	};
}

function progressFrom({ marks, elsewhere, deferred, finished, projects, labs, placed, more }: Learned): Progress {
	return {
		...NO_PROGRESS,
		marks: new Map(marks),
		elsewhere: new Set(elsewhere),
		deferred: new Map(deferred),
		finished: new Set(finished),
		projects: new Map(projects),
		labs: new Map(labs),
		placed: new Map(placed),
		...more,
	};
}

/** Returns the standing of a snapshot for any choice of path and level. */
export function standingFrom(roadmap: Roadmap, learned: Learned, choice: Choice, today: string): Standing {
	return { roadmap, scope: scopeOf(roadmap, knownChoice(roadmap, choice)), progress: progressFrom(learned), today };
}
