/**
 * Everything that a page of one roadmap shows, as plain data: made where the files are, carried as JSON, and made a
 * standing again where the page is looked at.
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
	/** In the order of the roadmap's topics; of a lab only what it is called, and not its solution. */
	readonly lessons: readonly Described[];
	readonly choice: Choice;
	readonly learned: Learned;
	/** When it was made, ISO 8601. */
	readonly at: string;
	/** Whether marks made in the page are kept: a program behind it listens. */
	readonly live: boolean;
}

/** What changes while a page is open. Lists of pairs and not records, because any word is a fine id. */
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
	readonly more: Pick<Progress, 'latest' | 'goal' | 'pausedAt' | 'pausedUntil'>;
	/** The questions that are worth asking today, in the order of a session; none where answers are not kept. */
	readonly asks: readonly (readonly [topic: string, question: string])[];
	/** Topic id → the learner's own words. */
	readonly notes: readonly (readonly [topic: string, text: string])[];
	/** Another text where the page has to be made again: path, level, or the learner's own topics and links changed. */
	readonly layer: string;
}

type LessonOf = (topic: Topic) => Lesson;
type Notes = ReadonlyMap<string, string>;

/** @param notes by the ids that topics had when they were begun */
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

/** @param tick called between the lessons, of which a large roadmap has many */
export function snapshotOf(
	standing: Standing,
	lessonOf: LessonOf,
	notes: Notes,
	how: Pick<Snapshot, 'at' | 'live'> & Pick<Learned, 'asks'>,
	tick: () => void,
): Snapshot {
	const { roadmap, scope } = standing;
	const lessons = allTopics(roadmap).map((topic) => {
		tick();
		return shownOf(lessonOf(topic));
	});
	const choice = { path: scope.path.id, level: scope.level.id };
	const { at, live, asks } = how;
	return { roadmap, lessons, choice, learned: learnedIn(standing, lessonOf, notes, asks), at, live };
}

/** A lesson as far as the page shows it: without the practice in brief, what it needs, and what solves a lab. */
function shownOf({ labs, task: _task, tools: _tools, ...lesson }: Lesson): Described {
	if (!labs) return lesson;
	return {
		...lesson,
		labs: labs.map(({ id, title, engine, minutes }) => ({ id, title, engine, ...(minutes && { minutes }) })),
	};
}

function progressFrom({ marks, elsewhere, deferred, finished, projects, labs, more }: Learned): Progress {
	return {
		...NO_PROGRESS,
		marks: new Map(marks),
		elsewhere: new Set(elsewhere),
		deferred: new Map(deferred),
		finished: new Set(finished),
		projects: new Map(projects),
		labs: new Map(labs),
		...more,
	};
}

/** The standing that a snapshot was made of, under any choice of path and level. */
export function standingFrom(roadmap: Roadmap, learned: Learned, choice: Choice, today: string): Standing {
	return { roadmap, scope: scopeOf(roadmap, knownChoice(roadmap, choice)), progress: progressFrom(learned), today };
}
