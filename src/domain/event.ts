/**
 * The events in a journal: one per line, and one for each change that a command made.
 *
 *     {"v":1,"id":"01KAPD…","at":"2026-11-22T10:00:00.000Z","roadmap":"data-engineer","topic":"sql-joins","to":"done"}
 *
 * A change of several topics names them in `topics` instead of `topic`, so that it is recorded entirely or not at all.
 * `kind` is absent for a mark. Unknown kinds and fields are kept and ignored.
 *
 * `at` is UTC and orders the events. The learner's local day, which cannot be derived from it, is stored beside it with
 * the zone, as in XML Schema dates (`"day":"2026-11-22+01:00"`), so that streaks stay the same wherever they are read.
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
	/** The event's id, which orders events of the same millisecond. */
	readonly id: string;
}

export function isLater(a: Moment, b: Moment): boolean {
	return a.at === b.at ? a.id > b.id : a.at > b.at;
}

/** Comparator for the order in which events count. */
export function byTime(a: Moment, b: Moment): number {
	return isLater(a, b) ? 1 : -1;
}

interface EventBase extends Moment {
	readonly v: 1;
	/** A ULID: unique without coordination, and sortable by time. */
	readonly id: string;
	/** The learner's day and zone at the time; read it with `dayOf`. Events of older versions have none. */
	readonly day?: unknown;
	readonly roadmap: string;
	/**
	 * Ids of earlier events on the same facts that this one overrides although they claim to be newer, because a clock
	 * ran ahead.
	 */
	readonly replaces?: readonly string[];
}

/** Written by `start`, `done`, `known`, `skip`, `reset`, and by `open` for a topic. */
export interface MarkEvent extends EventBase {
	readonly kind?: undefined;
	readonly topic?: string;
	readonly topics?: readonly string[];
	readonly to: Status;
	/** The day it was really done (`--on`), YYYY-MM-DD, if not the day it was written. */
	readonly on?: string;
}

/** `later`: do not offer before this local date. */
export interface LaterEvent extends EventBase {
	readonly kind: 'later';
	readonly topic?: string;
	readonly topics?: readonly string[];
	/** YYYY-MM-DD in the learner's calendar. */
	readonly until: string;
}

/** `done --resource`: by address, so that a page finished once is finished wherever it appears. */
export interface ResourceEvent extends EventBase {
	readonly kind: 'resource';
	readonly url: string;
	readonly to: 'done' | 'todo';
	/** As for a mark. */
	readonly on?: string;
}

/**
 * `path`, `level` and `use`. Path and level are registers like marks. The roadmap in use is a setting of one device, as
 * path and level were before `travels`: for those the event records the change, and the settings hold the value.
 */
export interface ChoiceEvent extends EventBase {
	readonly kind: 'choice';
	readonly what: 'path' | 'level' | 'roadmap';
	readonly from: string;
	readonly to: string;
	/** The device whose settings changed; only it can undo a choice of the roadmap. */
	readonly device: string;
	readonly travels?: true;
}

/** `link`: a topic's link added by the learner; removed by `to: "gone"`. */
export interface LinkEvent extends EventBase {
	readonly kind: 'link';
	readonly topic: string;
	readonly url: string;
	readonly to: 'linked' | 'gone';
	/** Of the linked page. */
	readonly title?: string;
	readonly what?: Kind;
}

/** `hide`: a topic that the learner does not want to see. */
export interface HideEvent extends EventBase {
	readonly kind: 'hide';
	readonly topic: string;
	readonly to: 'hidden' | 'shown';
}

/** `add`: a topic of the learner's own in a stage of the roadmap. */
export interface AddEvent extends EventBase {
	readonly kind: 'add';
	readonly topic: string;
	readonly stage: string;
	readonly title: string;
	readonly tier: Tier;
}

/** `note`: a change of a topic's note; the text itself is a file. */
interface NoteEvent extends EventBase {
	readonly kind: 'note';
	readonly topic: string;
	/** The change; read it with `readNotePatch`. Events of older versions, and very large changes, have none. */
	readonly patch?: unknown;
}

/** `pace`: a weekly goal (`6h`, `3 topics`, `none`), or the start or end of a pause. */
export interface PaceEvent extends EventBase {
	readonly kind: 'pace';
	readonly what: 'goal' | 'pause';
	readonly to: string;
	/** For a pause: the local date on which it ends by itself. */
	readonly until?: string;
}

/** `placement`: what the learner already knew, from claims and a few questions. */
export interface PlacementEvent extends EventBase {
	readonly kind: 'placement';
	/** Known from now on. */
	readonly topics: readonly string[];
	/** Perhaps known: to be checked before they are learned. */
	readonly check: readonly string[];
	/** One question for each topic now known, to verify within two weeks. */
	readonly asks: readonly PlacementCheck[];
}

export interface PlacementCheck {
	readonly topic: string;
	/** The question's id within the topic. */
	readonly question: string;
}

/**
 * The first `plan --ics`: calendars identify this learner's plan by the id of this event. It changes nothing that was
 * learned, so undo ignores it.
 */
export interface CalendarEvent extends EventBase {
	readonly kind: 'calendar';
}

/** `review`: an answer to a recall question, as the learner graded it. */
export interface ReviewEvent extends EventBase {
	readonly kind: 'review';
	readonly topic: string;
	/** The question's id within its topic. */
	readonly question: string;
	readonly grade: Grade;
	readonly asked: Asked;
	/** Which points the answer had: "101" means the first and third of three. */
	readonly had?: string;
	/** `answerKey` of the answer at that time, to notice when it is rewritten. */
	readonly text?: string;
}

/** Key s in `review`, and `--back`: suspends a question or reactivates it. */
interface QuestionEvent extends EventBase {
	readonly kind: 'question';
	readonly topic: string;
	readonly question: string;
	readonly to: 'suspended' | 'active';
}

/** Key r in `review`: the learner reports a bad question. */
interface ReportEvent extends EventBase {
	readonly kind: 'report';
	readonly topic: string;
	readonly question: string;
	readonly why: string;
}

/** `review --target`: the share of questions to be recalled when due, and the scheduler it applies to. */
interface TargetEvent extends EventBase {
	readonly kind: 'target';
	readonly algorithm: string;
	readonly to: number;
}

/** `project`: the status of the project at the end of a stage. */
export interface ProjectEvent extends EventBase {
	readonly kind: 'project';
	/** A stage's id. */
	readonly stage: string;
	readonly to: ProjectStatus;
}

/** `lab`: a check of a lab, or a look at one of its hints or its solution. */
export interface LabEvent extends EventBase {
	readonly kind: 'lab';
	readonly topic: string;
	/** The lab's id within its topic. */
	readonly lab: string;
	readonly to: LabStep;
	/** The number of the hint, counted from 1. */
	readonly hint?: number;
}

/** `import`: imported events, unchanged, in one line, so that an import succeeds entirely or not at all. */
export interface ImportEvent extends EventBase {
	readonly kind: 'import';
	readonly events: readonly Exclude<Event, ImportEvent>[];
	/** The note changes it made. */
	readonly notes?: readonly NoteChange[];
	/** Choices imported by an older version where none had been made: roadmap id → path and level. */
	readonly choices?: Readonly<Record<string, Partial<Choice>>>;
}

/** A change of a topic's note, with an id of its own. */
export type NoteChange = Pick<NoteEvent, 'roadmap' | 'topic' | 'id' | 'patch'>;

export interface UndoEvent extends EventBase {
	readonly kind: 'undo';
	/** The ids of the events to undo. */
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

/** A change before it has an id, a time and a device. */
export type Change = Unwritten<Event>;

type Unwritten<E> = E extends Event ? Omit<E, keyof EventBase | 'device'> : never;

/** Changes that an import can make itself. */
type Importable = Exclude<Change, { kind: 'import' | 'choice' }>;

/** A change made by an import, backdated to `on` (YYYY-MM-DD) if given. */
export type Dated = Importable & { readonly on?: string };

/** Returns the field `topic` or `topics`, for one or several ids. */
export function topicFields(ids: readonly string[]): { topic: string } | { topics: readonly string[] } {
	const [only] = ids;
	return ids.length === 1 && only !== undefined ? { topic: only } : { topics: ids };
}

/** Returns the ids of the topics an event is about. */
export function topicsOf(event: MarkEvent | LaterEvent): readonly string[] {
	return event.topics ?? (event.topic === undefined ? [] : [event.topic]);
}

/** Returns the ids of the topics that an event of any kind is about. */
export function topicsAbout(event: Event): readonly string[] {
	if (event.kind === undefined || event.kind === 'later') return topicsOf(event);
	if (event.kind === 'placement') return event.topics;
	return 'topic' in event ? [event.topic] : [];
}
