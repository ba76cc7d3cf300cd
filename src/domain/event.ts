/**
 * What a journal holds: one event a line, and an event is one change, what one command did.
 *
 *     {"v":1,"id":"01KAPD…","at":"2026-11-22T10:00:00.000Z","roadmap":"data-engineer","topic":"sql-joins","to":"done"}
 *
 * A change of several topics names them in `topics` instead of `topic`, so that a change is in the journal whole or not
 * at all. `kind` is absent for a mark. Kinds and fields that this version does not know are kept and ignored.
 *
 * `at` orders events and is UTC. Which day it was for the learner only they knew, so that stands beside it, with the
 * zone as XML Schema's dates have it (`"day":"2026-11-22+01:00"`): a row of days stays a row wherever it is read.
 */
import type { LabStep } from './lab-progress.ts';
import type { Asked } from './review.ts';
import type { Grade } from './schedule.ts';
import type { Choice } from './scope.ts';
import type { Kind, ProjectStatus, Status, Tier } from './types.ts';

/** When something was written, and by which event. */
export interface Moment {
	/** ISO 8601 in UTC with milliseconds. */
	readonly at: string;
	/** The event's: of two that were written in the same millisecond it decides. */
	readonly id: string;
}

export function isLater(a: Moment, b: Moment): boolean {
	return a.at === b.at ? a.id > b.id : a.at > b.at;
}

/** The order in which events count, for sorting. */
export function byTime(a: Moment, b: Moment): number {
	return isLater(a, b) ? 1 : -1;
}

interface EventBase extends Moment {
	readonly v: 1;
	/** A ULID: unique without asking anybody, and sorts by time. */
	readonly id: string;
	/** The learner's day and zone when it was written; `dayOf` reads it. Events of older versions have none. */
	readonly day?: unknown;
	readonly roadmap: string;
	/**
	 * Ids of earlier events about the same things that this one overrides although they say they are newer: written by a
	 * clock that ran ahead.
	 */
	readonly replaces?: readonly string[];
}

/** `start`, `done`, `known`, `skip`, `reset`, and what `open` does to a topic. */
export interface MarkEvent extends EventBase {
	readonly kind?: undefined;
	readonly topic?: string;
	readonly topics?: readonly string[];
	readonly to: Status;
	/** `done --on`: the day on which it really was, YYYY-MM-DD, where that is not the day on which it was written. */
	readonly on?: string;
}

/** `later`: not before this local date. */
export interface LaterEvent extends EventBase {
	readonly kind: 'later';
	readonly topic?: string;
	readonly topics?: readonly string[];
	/** YYYY-MM-DD in the learner's own calendar. */
	readonly until: string;
}

/** `done --resource`: per address, so that the same page finished once is finished wherever it appears. */
export interface ResourceEvent extends EventBase {
	readonly kind: 'resource';
	readonly url: string;
	readonly to: 'done' | 'todo';
	/** As that of a mark. */
	readonly on?: string;
}

/**
 * `path`, `level` and `use`. A path or a level is a register like any mark. The roadmap in use is a setting of one device,
 * and so were path and level before `travels`: of those the journal knows the change, and the settings have the value.
 */
export interface ChoiceEvent extends EventBase {
	readonly kind: 'choice';
	readonly what: 'path' | 'level' | 'roadmap';
	readonly from: string;
	readonly to: string;
	/** Settings belong to one device, and so does taking back a choice of the roadmap. */
	readonly device: string;
	readonly travels?: true;
}

/** `link`: an address of the learner's own on a topic; taken off again with `to: "gone"`. */
export interface LinkEvent extends EventBase {
	readonly kind: 'link';
	readonly topic: string;
	readonly url: string;
	readonly to: 'linked' | 'gone';
	/** Of what is linked. */
	readonly title?: string;
	readonly what?: Kind;
}

/** `hide`: a topic that the learner does not want to see. */
export interface HideEvent extends EventBase {
	readonly kind: 'hide';
	readonly topic: string;
	readonly to: 'hidden' | 'shown';
}

/** `add`: a topic of the learner's own, in a stage of the roadmap. */
export interface AddEvent extends EventBase {
	readonly kind: 'add';
	readonly topic: string;
	readonly stage: string;
	readonly title: string;
	readonly tier: Tier;
}

/** `note`: the notes on a topic changed; their text is a file. */
interface NoteEvent extends EventBase {
	readonly kind: 'note';
	readonly topic: string;
	/** What it did to them; `readNotePatch` reads it. Events of older versions, and very large changes, have none. */
	readonly patch?: unknown;
}

/** `pace`: a weekly goal (`6h`, `3 topics`, `none`), or a pause and its end. */
export interface PaceEvent extends EventBase {
	readonly kind: 'pace';
	readonly what: 'goal' | 'pause';
	readonly to: string;
	/** Of a pause: the local date on which it ends by itself. */
	readonly until?: string;
}

/** `placement`: what the learner knew before, as they claimed and as a few questions confirmed. */
export interface PlacementEvent extends EventBase {
	readonly kind: 'placement';
	/** Known from now on. */
	readonly topics: readonly string[];
	/** Perhaps known: to be checked before they are learned. */
	readonly check: readonly string[];
	/** A question of each topic that is known now, to find out within two weeks whether it is. */
	readonly asks: readonly PlacementCheck[];
}

export interface PlacementCheck {
	readonly topic: string;
	/** Its id within the topic. */
	readonly question: string;
}

/**
 * `plan --ics`, the first time: from now on calendars know this learner's plan by the id of this event. No change of what
 * is learned, so undo passes it over.
 */
export interface CalendarEvent extends EventBase {
	readonly kind: 'calendar';
}

/** `review`: an answer to a recall question, as the learner judged it. */
export interface ReviewEvent extends EventBase {
	readonly kind: 'review';
	readonly topic: string;
	/** The question's id within its topic. */
	readonly question: string;
	readonly grade: Grade;
	readonly asked: Asked;
	/** Which points of the answer they had: "101" is the first and the third of three. */
	readonly had?: string;
	/** `answerKey` of the answer as it was then, to notice when it is rewritten. */
	readonly text?: string;
}

/** `review`'s s and `--back`: a question that is not asked any more, or is again. */
interface QuestionEvent extends EventBase {
	readonly kind: 'question';
	readonly topic: string;
	readonly question: string;
	readonly to: 'suspended' | 'active';
}

/** `review`'s r: a question that the learner reports as bad. */
interface ReportEvent extends EventBase {
	readonly kind: 'report';
	readonly topic: string;
	readonly question: string;
	readonly why: string;
}

/** `review --target`: the share of questions that shall be recalled when they are asked, and by whose schedule. */
interface TargetEvent extends EventBase {
	readonly kind: 'target';
	readonly algorithm: string;
	readonly to: number;
}

/** `project`: what a stage has to build at its end was begun, finished, or put back. */
export interface ProjectEvent extends EventBase {
	readonly kind: 'project';
	/** A stage's id. */
	readonly stage: string;
	readonly to: ProjectStatus;
}

/** `lab`: practice that was checked, a hint or the solution of it that was looked at. */
export interface LabEvent extends EventBase {
	readonly kind: 'lab';
	readonly topic: string;
	/** The lab's id within its topic. */
	readonly lab: string;
	readonly to: LabStep;
	/** Which hint it was, counted from 1. */
	readonly hint?: number;
}

/** `import`: events that were brought in together, as they were: one line, so that it is whole or not at all. */
export interface ImportEvent extends EventBase {
	readonly kind: 'import';
	readonly events: readonly Exclude<Event, ImportEvent>[];
	/** The notes that it changed. */
	readonly notes?: readonly NoteChange[];
	/** What an older version chose by it where nothing was chosen: roadmap id → path and level. */
	readonly choices?: Readonly<Record<string, Partial<Choice>>>;
}

/** A change of the notes on a topic, with an id of its own. */
export type NoteChange = Pick<NoteEvent, 'roadmap' | 'topic' | 'id' | 'patch'>;

export interface UndoEvent extends EventBase {
	readonly kind: 'undo';
	/** The events taken back. */
	readonly takes: readonly string[];
}

export type Event =
	| MarkEvent
	| LaterEvent
	| ResourceEvent
	| ChoiceEvent
	| LinkEvent
	| HideEvent
	| AddEvent
	| NoteEvent
	| PaceEvent
	| PlacementEvent
	| CalendarEvent
	| ReviewEvent
	| QuestionEvent
	| ReportEvent
	| TargetEvent
	| ProjectEvent
	| LabEvent
	| ImportEvent
	| UndoEvent;

/** An event before the journal gives it its id, its time and its device. */
export type Change =
	| Pick<MarkEvent, 'kind' | 'topic' | 'topics' | 'to' | 'on'>
	| Pick<LaterEvent, 'kind' | 'topic' | 'topics' | 'until'>
	| Pick<ResourceEvent, 'kind' | 'url' | 'to' | 'on'>
	| Pick<ChoiceEvent, 'kind' | 'what' | 'from' | 'to' | 'travels'>
	| Pick<LinkEvent, 'kind' | 'topic' | 'url' | 'to' | 'title' | 'what'>
	| Pick<HideEvent, 'kind' | 'topic' | 'to'>
	| Pick<AddEvent, 'kind' | 'topic' | 'stage' | 'title' | 'tier'>
	| Pick<NoteEvent, 'kind' | 'topic' | 'patch'>
	| Pick<PaceEvent, 'kind' | 'what' | 'to' | 'until'>
	| Pick<PlacementEvent, 'kind' | 'topics' | 'check' | 'asks'>
	| Pick<CalendarEvent, 'kind'>
	| Pick<ReviewEvent, 'kind' | 'topic' | 'question' | 'grade' | 'asked' | 'had' | 'text'>
	| Pick<QuestionEvent, 'kind' | 'topic' | 'question' | 'to'>
	| Pick<ReportEvent, 'kind' | 'topic' | 'question' | 'why'>
	| Pick<TargetEvent, 'kind' | 'algorithm' | 'to'>
	| Pick<ProjectEvent, 'kind' | 'stage' | 'to'>
	| Pick<LabEvent, 'kind' | 'topic' | 'lab' | 'to' | 'hint'>
	| Pick<ImportEvent, 'kind' | 'events' | 'notes' | 'choices'>
	| Pick<UndoEvent, 'kind' | 'takes'>;

/** What an import can change by itself. */
type Importable = Exclude<Change, { kind: 'import' | 'choice' }>;

/** A change that an import makes, written as if on a day gone by where it says which (YYYY-MM-DD). */
export type Dated = Importable & { readonly on?: string };

/** The fields `topic` or `topics`, for one id or several. */
export function topicFields(ids: readonly string[]): { topic: string } | { topics: readonly string[] } {
	const [only] = ids;
	return ids.length === 1 && only !== undefined ? { topic: only } : { topics: ids };
}

/** The topics that an event is about. */
export function topicsOf(event: MarkEvent | LaterEvent): readonly string[] {
	return event.topics ?? (event.topic === undefined ? [] : [event.topic]);
}

/** The topics that a change of any kind is about. */
export function topicsAbout(event: Event): readonly string[] {
	if (event.kind === undefined || event.kind === 'later') return topicsOf(event);
	if (event.kind === 'placement') return event.topics;
	return 'topic' in event ? [event.topic] : [];
}
