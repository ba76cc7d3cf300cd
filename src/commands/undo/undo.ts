import { withChangesLock } from '../../app/notes.ts';
import type { Session, State } from '../../app/session.ts';
import { findLastChange, undoEvents } from '../../app/undo.ts';
import { command, type Input, isSet } from '../../cli/command.ts';
import { dayOf } from '../../domain/activity.ts';
import { shortTitle } from '../../domain/custom-topics.ts';
import { localDay } from '../../domain/day.ts';
import { type LabEvent, type LinkEvent, type NoteChange, type PaceEvent, topicsAbout } from '../../domain/event.ts';
import { allTopics, topicsByName } from '../../domain/find.ts';
import { fold, isAhead, type Memory } from '../../domain/memory.ts';
import { isDeferred, projectStatusOf, statusOf } from '../../domain/progress.ts';
import { safeLine } from '../../domain/safe.ts';
import type { Standing } from '../../domain/standing.ts';
import type { Topic } from '../../domain/types.ts';
import { type Chosen, type LastChange, lastUndo, type Undoable } from '../../domain/undo.ts';
import { UserError, usageError } from '../../errors.ts';
import { makeTheme } from '../../render/context.ts';
import { knownDevice } from '../../store/device.ts';
import { isInJournal } from '../../store/journal.ts';
import { dryRun } from '../confirm-change.ts';
import { changeInWords, redoView, type Undone, undoView } from './view.ts';

/** A change without its time and device. */
type UndoneWords = Omit<Undone, 'at' | 'secondsAgo' | 'elsewhere'>;

export const undo = command({
	usage: 'undo',
	summary: 'Undo the last change',
	group: 'Learn',
	about:
		'Takes back the last change to this roadmap, whatever it was. Run it again to go further back; roadmap redo goes forward again. It asks before it takes back a change made on another day.',
	options: [
		{ flags: '--dry-run', about: 'show what it would take back, and change nothing' },
		{ flags: '-y, --yes', about: 'do not ask about a change made on another day' },
	],
	examples: [
		{ line: 'roadmap undo', does: 'take the last change back, and say what it was' },
		{ line: 'roadmap undo --dry-run', does: 'only say what it was' },
	],
	run: async (session, input) => {
		const rehearsal = dryRun(input);
		for (;;) {
			const before = await session.open();
			const found = await findLastChange(session);
			if (!found) return { ...rehearsal, undone: null, topics: [] };
			const ids = [found.last.id, ...found.idle];
			if (rehearsal.dryRun)
				return {
					...rehearsal,
					...undoneData(session, found.last, before, await session.openWith(without(session, ids)), []),
				};
			await makeSure(session, input, found, before);
			const taken = await withChangesLock(session, () => takeLastBack(session, found));
			if (taken) return { ...rehearsal, ...undoneData(session, found.last, before, ...taken) };
			// Another process undid it or made another change, so start again.
		}
	},
	view: undoView,
	isReceipt: ({ dryRun }) => !dryRun,
});

export const redo = command({
	usage: 'redo',
	summary: 'Redo what you undid last',
	group: 'Learn',
	about:
		'Brings back what the last undo took away, as long as nothing was changed since. Run it again to go further forward.',
	examples: [{ line: 'roadmap redo', does: 'bring back what the last undo took away' }],
	run: (session) =>
		withChangesLock(session, async () => {
			const before = await session.open();
			const found = lastUndo(session.events, before.standing.roadmap.id, knownDevice(session.places), session.now());
			if (!found) return { redone: null, topics: [] };
			const { undo: event, change } = found;
			const choice = change.kind === 'choice' ? { [change.what]: change.to } : undefined;
			await undoEvents(session, { takes: [event.id], choice, notes: notesOf(change), isRedo: true });
			const { undone, topics } = undoneData(session, change, before, await session.open(), []);
			return { redone: undone, topics };
		}),
	view: redoView,
	isReceipt: () => true,
});

/** Returns an undone change as result data. */
function undoneData(session: Session, last: Undoable, before: State, after: State, staying: readonly string[]) {
	const exact = Math.round((session.now().getTime() - Date.parse(last.at)) / 1_000);
	const seconds = isAhead(last.at, session.now()) ? exact : Math.max(0, exact);
	const { standing } = after;
	const device = knownDevice(session.places);
	const isElsewhere = device !== undefined && !isInJournal(session.places, device, last.id);
	const byId = topicsByName(standing.roadmap);
	return {
		undone: {
			...wordsOf(last, before, after),
			...{ at: last.at, secondsAgo: seconds },
			...(isElsewhere && { elsewhere: true }),
		},
		topics: topicsAbout(last).map((id) => restored(standing, id, byId.get(id))),
		...(staying.length > 0 && { staying }),
	};
}

/** Asks before undoing a change of another day, which is rarely a recent mistake. */
async function makeSure(session: Session, input: Input, { last, idle }: LastChange, before: State): Promise<void> {
	const { day } = dayOf(last);
	const today = localDay(session.now());
	if (day === today || isSet(input, 'yes')) return;
	const after = await session.openWith(without(session, [last.id, ...idle]));
	const { undone, topics } = undoneData(session, last, before, after, []);
	const what = changeInWords(undone, topics, { today, theme: makeTheme(false) });
	const message = `The last change was made on ${isAhead(last.at, session.now()) ? 'a day in the future' : 'another day'}, ${day}: ${what}.`;
	if (!session.ask.possible()) {
		const hint = 'roadmap undo --dry-run shows what it was. To take it back: roadmap undo --yes';
		throw usageError(message, hint);
	}
	if (!(await session.ask.confirm(`${message} Take it back?`))) throw new UserError('Nothing was changed.');
}

/** @returns the state after the undo, and the topics whose notes stay; undefined if there is a newer change by now */
async function takeLastBack(
	session: Session,
	{ last, idle }: LastChange,
): Promise<[after: State, staying: readonly string[]] | undefined> {
	const now = await findLastChange(session);
	if (now?.last.id !== last.id) return undefined;
	const takes = [last.id, ...idle];
	const staying = await undoEvents(session, { takes, choice: chosenBefore(last), notes: notesOf(last) });
	return [await session.open(), staying];
}

function without({ events, now }: Session, ids: readonly string[]): Memory {
	return fold(
		events.filter(({ id }) => !ids.includes(id)),
		now(),
	);
}

/** Returns the changes to notes. */
function notesOf(last: Undoable): readonly NoteChange[] {
	if (last.kind === 'note') return [last];
	return last.kind === 'import' ? (last.notes ?? []) : [];
}

/** Returns a topic's current state; a topic that no longer exists is named by its id. */
function restored({ progress, today }: Standing, id: string, topic: Topic | undefined) {
	if (!topic) return { topic: id, title: id, status: 'todo' as const, until: null };
	const until = isDeferred(progress, topic, today) ? progress.deferred.get(topic.id) : undefined;
	return { topic: id, title: topic.title, status: statusOf(progress, topic), until: until ?? null };
}

/** Returns the previous choice, if the change is a choice. */
function chosenBefore(event: Undoable): Chosen | undefined {
	return event.kind === 'choice' ? { [event.what]: event.from } : undefined;
}

/** Returns the change as data. */
function wordsOf(event: Undoable, open: State, after: State): UndoneWords {
	switch (event.kind) {
		case undefined:
			return { kind: 'mark', to: event.to };
		case 'placement':
			return { kind: 'mark', to: 'known' };
		case 'later':
			return { kind: 'later', to: event.until };
		case 'choice':
			return { kind: event.what, to: event.to, from: event.from };
		case 'resource':
			return { kind: 'resource', to: event.to, url: event.url, title: titleOf(open, event.url) };
		case 'link':
			return linkWords(event, open, after);
		case 'add':
			return { kind: 'add', to: event.stage, title: shortTitle(event.title) || event.topic };
		case 'pace':
			return { kind: event.what, to: event.to, from: paceIn(after, event.what) };
		case 'project':
			return {
				kind: 'project',
				to: event.to,
				from: projectIn(after, event.stage),
				title: projectTitle(open, event.stage),
			};
		case 'lab':
			return { kind: 'lab', to: event.to, title: `the lab ${labTitle(open, event)}` };
		case 'import':
			return { kind: 'import', to: String(event.events.length + (event.notes ?? []).length) };
		case 'hide':
			return { kind: 'hide', to: event.to };
		case 'note':
			return { kind: 'note', to: 'changed' };
		case 'review':
			return { kind: 'answer', to: String(event.grade) };
		case 'question':
		case 'report':
			return { kind: 'question', to: event.kind === 'report' ? 'reported' : event.to };
		case 'target':
			return { kind: 'target', to: String(event.to) };
	}
}

/** Returns the weekly goal; of the pause, the last day or whether there is one. */
function paceIn({ standing }: State, what: PaceEvent['what']): string {
	const { goal, pausedAt, pausedUntil } = standing.progress;
	if (what === 'goal') return goal;
	return pausedUntil ?? (pausedAt === null ? 'running' : 'paused');
}

function projectIn({ standing }: State, stage: string): string {
	return projectStatusOf(standing.progress, { id: stage });
}

/** Returns the title of a project by its stage, or by the stage's id if that no longer exists. */
function projectTitle({ standing }: State, id: string): string {
	return `the project of ${standing.roadmap.stages.find((stage) => stage.id === id)?.title ?? id}`;
}

/** Returns a lab's title, or its id if it no longer exists. */
function labTitle({ standing, lessonOf }: State, { topic: id, lab }: LabEvent): string {
	const topic = topicsByName(standing.roadmap).get(id);
	return (topic && lessonOf(topic).labs?.find((one) => one.id === lab)?.title) ?? lab;
}

/** If the link replaced one with another title, the old title is restored. */
function linkWords({ topic: id, url, to }: LinkEvent, before: State, after: State): UndoneWords {
	const titleIn = ({ standing, lessonOf }: State) => {
		const topic = topicsByName(standing.roadmap).get(id);
		return topic && lessonOf(topic).resources.find((resource) => resource.url === url)?.title;
	};
	const [was, is] = [titleIn(after), titleIn(before)];
	const title = (was ?? is) || safeLine(url);
	return { kind: 'link', to, url, title, ...(was !== undefined && is !== undefined && { from: was }) };
}

function titleOf({ standing, lessonOf }: State, url: string): string {
	const resources = allTopics(standing.roadmap).flatMap((topic) => lessonOf(topic).resources);
	return resources.find((resource) => resource.url === url)?.title ?? safeLine(url);
}
