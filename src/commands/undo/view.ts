import type { Status } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { type Hint, hints, notice, screen, wrap } from '../../render/text.ts';
import { ago, areOrIs, dayWords, goalWords, instantWords, namesWords, plural } from '../../render/words.ts';

interface UndoResult {
	readonly dryRun?: true;
	readonly undone: Undone | null;
	/** In their current state. */
	readonly topics: readonly Restored[];
	/** Topics whose notes stay, because they were changed since. */
	readonly staying?: readonly string[];
}

/** An undone or redone change: its kind, what it set, and what it is about. */
export interface Undone {
	readonly kind:
		| 'mark'
		| 'later'
		| 'resource'
		| 'path'
		| 'level'
		| 'roadmap'
		| 'link'
		| 'hide'
		| 'add'
		| 'note'
		| 'goal'
		| 'pause'
		| 'answer'
		| 'question'
		| 'target'
		| 'project'
		| 'lab'
		| 'import';
	readonly to: string;
	readonly from?: string;
	/** Of a resource or a link. */
	readonly url?: string;
	/** Of a resource, a link or an added topic. */
	readonly title?: string;
	/** ISO 8601. */
	readonly at: string;
	/** Negative if a clock ran ahead by more than a day. */
	readonly secondsAgo: number;
	/** Whether it was made on another machine. */
	readonly elsewhere?: boolean;
}

interface Restored {
	readonly topic: string;
	readonly title: string;
	readonly status: Status;
	/** The local date until which it is put off; null if it is not. */
	readonly until: string | null;
}

/** A longer list could not be read at a glance. */
const MAX_NAMED = 20;

export function undoView(result: UndoResult, context: RenderContext): string {
	const { undone, topics, staying = [] } = result;
	const isOnlyNote = undone?.kind === 'note' && staying.length > 0;
	if (!undone) return notice(context, 'There is nothing to undo.', [['roadmap next', 'what to learn now']]);
	const isLongerPause = undone.kind === 'pause' && undone.to === 'paused' && undone.from !== 'running';
	const change = isLongerPause ? 'changed' : changeWords(undone, context);
	const was = `${subject(undone, topics)}${change} ${whenWords(undone, context)}`;
	const now = `${nowWords(undone, topics, context)} (${was})`;
	if (result.dryRun) return rehearsedView(now, topics, context);
	return screen(
		context,
		isOnlyNote ? [] : wrap(context, `Taken back: ${now}.`),
		staying.length === 0 ? [] : wrap(context, stayingWords(isOnlyNote ? topics.map(({ title }) => title) : staying)),
		hints(context, [!isOnlyNote && ['roadmap redo', 'bring it back'], ['roadmap next', 'what to learn now']]),
	);
}

/** A change made while a clock ran ahead has a date in the future. */
function whenWords({ at, secondsAgo, elsewhere }: Undone, context: RenderContext): string {
	const when = secondsAgo < 0 ? `on ${instantWords(at, context.today)}` : ago(secondsAgo);
	return elsewhere ? `${when}, on another machine` : when;
}

interface RedoResult {
	readonly redone: Undone | null;
	/** In their current state. */
	readonly topics: readonly Restored[];
}

export function redoView({ redone, topics }: RedoResult, context: RenderContext): string {
	const next: Hint = ['roadmap next', 'what to learn now'];
	if (!redone) return notice(context, 'There is nothing to redo.', [next]);
	const sentence = `Brought back: ${changeInWords(redone, topics, context)}.`;
	return notice(context, sentence, [['roadmap undo', 'take it back'], next]);
}

type Wording = Pick<RenderContext, 'today' | 'theme'>;

/** "Joins, marked done", "your path, changed to streaming", "what was imported (3 changes)" */
export function changeInWords(redone: Undone, topics: readonly Restored[], context: Wording): string {
	const names = context.theme.title(namesWords(topics.map((topic) => topic.title)));
	const { kind, title, to } = redone;
	if (kind === 'import') return `what was imported (${plural(Number(to), 'change')})`;
	if (kind === 'path' || kind === 'level' || kind === 'roadmap') return `your ${kind}, ${changeWords(redone, context)}`;
	if (kind === 'goal' || kind === 'pause')
		return `your ${kind === 'goal' ? 'weekly goal' : 'pause'}, ${changeWords(redone, context)}`;
	if (kind === 'target') return `your target, ${changeWords(redone, context)}`;
	if (kind === 'answer') return `your answer to a question on ${names}, ${changeWords(redone, context)}`;
	if (kind === 'question') return `the question on ${names}, ${changeWords(redone, context)}`;
	if (kind === 'lab') return `${context.theme.title(title ?? '')}, ${LAB_CHANGE[to] ?? to}`;
	if (kind === 'note') return `your change to the notes on ${names}`;
	return `${title === undefined ? names : context.theme.title(title)}, ${changeWords(redone, context).replace(/,$/, '')}`;
}

function rehearsedView(now: string, topics: readonly Restored[], context: RenderContext): string {
	const first = topics.slice(0, MAX_NAMED).map(({ title }) => title);
	const rest = topics.length - first.length;
	const names = topics.length > 1 ? [...first, ...(rest > 0 ? [`and ${rest} more`] : [])] : [];
	return screen(
		context,
		wrap(context, `After undo: ${now}. Nothing was changed.`),
		names.flatMap((line) => wrap(context, line)),
		hints(context, [['roadmap undo', 'take it back']]),
	);
}

function subject({ kind }: Undone, topics: readonly Restored[]): string {
	if (kind === 'import') return '';
	return kind !== 'note' && topics.length > 1 ? 'they were ' : 'it was ';
}

function stayingWords(names: readonly string[]): string {
	return `The notes on ${namesWords(names)} stay as they are, because those lines were changed since.`;
}

/** Describes the restored state. */
function nowWords(undone: Undone, topics: readonly Restored[], context: RenderContext): string {
	const { kind, to, from = '', title } = undone;
	const { theme } = context;
	const names = theme.title(namesWords(topics.map((topic) => topic.title)));
	switch (kind) {
		case 'path':
		case 'level':
		case 'roadmap':
			return `your ${kind} is ${theme.title(from)} again`;
		case 'resource':
			return `${theme.title(title ?? to)} is ${to === 'done' ? 'not finished any more' : 'finished again'}`;
		case 'link':
			return `${theme.title(title ?? to)} is ${from !== '' ? `linked as before` : to === 'linked' ? 'not linked any more' : 'linked again'}`;
		case 'add':
			return `your own topic ${theme.title(title ?? to)} is gone`;
		case 'hide':
			return `${names} ${areOrIs(topics.length)} ${to === 'hidden' ? 'shown' : 'hidden'} again`;
		case 'note':
			return `your last change to the notes on ${names} was removed`;
		case 'goal':
			return from === 'none' ? 'you have no weekly goal any more' : `your weekly goal is ${goalWords(from)} again`;
		case 'pause':
			return pauseNow(to, from, context);
		case 'answer':
			return `your answer to a question on ${names} does not count any more`;
		case 'question':
			return QUESTION_NOW[to]?.(names) ?? names;
		case 'target':
			return 'your target is what it was before';
		case 'project':
			return `${theme.title(title ?? '')} is ${from === 'todo' ? 'not begun' : from} again`;
		case 'lab':
			return LAB_NOW[to]?.(theme.title(title ?? '')) ?? names;
		case 'import':
			return `the import is undone`;
		default:
			return marksNow(kind, topics, names, context);
	}
}

/** @param from its last day, `paused` without one, or `running` */
function pauseNow(to: string, from: string, context: RenderContext): string {
	if (from === 'running') return to === 'paused' ? 'the pause is cancelled' : 'the pause is over all the same';
	if (from !== 'paused') return `the pause goes on until ${dayWords(from, context.today)}`;
	return to === 'paused' ? 'the pause goes on until you end it' : 'the pause goes on';
}

const QUESTION_NOW: Readonly<Record<string, (names: string) => string>> = {
	suspended: (names) => `the question on ${names} is asked again`,
	active: (names) => `the question on ${names} is set aside again`,
	reported: (names) => `the question on ${names} is not reported any more`,
};

const LAB_CHANGE: Readonly<Record<string, string>> = {
	tried: 'tried',
	passed: 'passed',
	hinted: 'looked at',
	shown: 'looked at',
};

const LAB_NOW: Readonly<Record<string, (name: string) => string>> = {
	tried: (name) => `${name} counts as not tried`,
	passed: (name) => `${name} is not passed any more`,
	hinted: (name) => `the last hint of ${name} counts as not seen`,
	shown: (name) => `the solution of ${name} counts as not seen`,
};

/** By grade. */
const JUDGED: Readonly<Record<string, string>> = { 1: 'missed', 2: 'judged hard', 3: 'judged good', 4: 'judged easy' };

function marksNow(kind: 'mark' | 'later', topics: readonly Restored[], names: string, context: RenderContext): string {
	const [state, ...others] = new Set(topics.map((topic) => stateWords(topic, kind, context)));
	const sentence = `${names} ${areOrIs(topics.length)}`;
	return state === undefined || others.length > 0 ? `${sentence} as they were` : `${sentence} ${state}`;
}

function stateWords({ status, until }: Restored, kind: 'mark' | 'later', context: RenderContext): string {
	if (until !== null) return `put off until ${dayWords(until, context.today)} again`;
	if (kind === 'later') return 'not put off any more';
	return status === 'todo' ? 'back to "to do"' : `${status} again`;
}

const CHANGES: Readonly<Record<string, string>> = {
	note: 'made',
	add: 'added',
	import: 'imported',
	linked: 'linked',
	gone: 'removed',
	hidden: 'hidden',
	shown: 'shown',
	paused: 'begun',
	running: 'ended',
	todo: 'reset',
	suspended: 'set aside',
	active: 'taken up again',
	reported: 'reported',
};

function changeWords({ kind, to }: Undone, context: Wording): string {
	if (kind === 'later') return `put off until ${dayWords(to, context.today)},`;
	if (kind === 'path' || kind === 'level' || kind === 'roadmap') return `changed to ${to}`;
	if (kind === 'answer') return JUDGED[to] ?? 'judged';
	if (kind === 'target') return `set to ${Math.round(Number(to) * 100)} %`;
	if (kind === 'goal') return to === 'none' ? 'removed' : `set to ${goalWords(to)}`;
	if (kind === 'lab') return LAB_CHANGE[to] ?? to;
	if (kind === 'resource') return to === 'done' ? 'marked finished' : 'marked unfinished';
	if (kind === 'import') return `${plural(Number(to), 'change')}, brought in`;
	return CHANGES[kind] ?? CHANGES[to] ?? `marked ${to}`;
}
