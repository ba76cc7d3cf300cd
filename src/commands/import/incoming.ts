/** Determines what an imported file, a backup or a checklist, adds to the present state. */

import { allChoices } from '../../app/choices.ts';
import { changeNotes, notesEverywhere } from '../../app/notes.ts';
import type { Session, State } from '../../app/session.ts';
import { type Backup, type BackupFault, type NoteText, readBackup } from '../../domain/backup.ts';
import { type Checklist, goesFurther, readChecklist } from '../../domain/checklist.ts';
import { localDay } from '../../domain/day.ts';
import type { Dated } from '../../domain/event.ts';
import { namesOf, topicsByName } from '../../domain/find.ts';
import { type FlatEvent, flatten, eventsInEffect as standingOf } from '../../domain/history.ts';
import { facts, isAhead } from '../../domain/memory.ts';
import { MAX_NOTE_BYTES, mergedNotes } from '../../domain/notes.ts';
import { statusOf } from '../../domain/progress.ts';
import { readValue } from '../../domain/read-event.ts';
import { safeLine } from '../../domain/safe.ts';
import type { Choice } from '../../domain/scope.ts';
import type { Status, Topic } from '../../domain/types.ts';
import { jsonFaultAt, parseJson } from '../../domain/values.ts';
import { EXIT, UserError } from '../../errors.ts';
import { importEvents } from '../../store/import-events.ts';
import { loadAllEvents } from '../../store/load-events.ts';
import { rawOf, textOf } from '../../store/notes.ts';

/** What an import adds. */
export interface Incoming {
	/** Events written elsewhere, with their own ids and times. */
	readonly events: readonly FlatEvent[];
	/** Changes made by this import. */
	readonly changes: readonly Dated[];
	/** Texts to add to the present notes. */
	readonly notes: readonly NoteText[];
	/** By roadmap id. */
	readonly choices: Readonly<Record<string, Partial<Choice>>>;
}

interface ImportPlan {
	readonly incoming: Incoming;
	/** Topics of a checklist that the roadmap does not have. */
	readonly unknown: readonly string[];
	/** Changes left out because they are dated ahead and would hide what is marked here. */
	readonly ahead: number;
}

/** Compares a file with the present state. @throws UserError if it is not one of ours, or damaged */
export function incomingFrom(session: Session, open: State, file: string, text: string): ImportPlan {
	const name = file === '-' ? 'The standard input' : safeLine(file);
	const isJson = text.trimStart().startsWith('{');
	const checklist = isJson ? undefined : readChecklist(text);
	if (checklist) return fromChecklist(session, open, checklist, name);
	const read = isJson ? readBackupText(text) : { fault: 'is neither what roadmap export writes nor its checklist' };
	if ('fault' in read) throw notOurs(name, read.fault);
	return { ...fromBackup(session, open, read), unknown: [] };
}

function fromBackup(session: Session, open: State, { events, notes, choices }: Backup): Omit<ImportPlan, 'unknown'> {
	const own = loadAllEvents(session.places);
	const known = new Set(own.map(({ id }) => id));
	const fresh = events.filter(({ id }) => !known.has(id));
	const ahead = hiding(fresh, flatten(session.events), session.now());
	const chosen = allChoices(session).choices;
	const incoming: Incoming = {
		events: fresh.filter(({ id }) => !ahead.has(id)),
		changes: [],
		notes: newNotes(notes, notesEverywhere(session, 'throw'), open),
		choices: Object.fromEntries(Object.entries(choices).filter(([id]) => !Object.hasOwn(chosen, id))),
	};
	return { incoming, ahead: ahead.size };
}

/** Returns events from a clock that ran ahead on facts that exist here: they would hide these, and all later marks. */
function hiding(events: readonly FlatEvent[], own: readonly FlatEvent[], now: Date): ReadonlySet<string> {
	const ahead = events.filter((event) => isAhead(event.at, now) && readValue(event) !== 'unknown');
	if (ahead.length === 0) return new Set();
	const keys = new Set(standingOf(own).flatMap((event) => facts(event).map(([key]) => key)));
	return new Set(ahead.filter((event) => facts(event).some(([key]) => keys.has(key))).map(({ id }) => id));
}

function fromChecklist(session: Session, open: State, list: Checklist, name: string): ImportPlan {
	const { roadmap, progress } = open.standing;
	if (list.roadmap !== '' && list.roadmap !== roadmap.id) {
		const hint = `Switch to it first: roadmap use ${safeLine(list.roadmap)}`;
		throw new UserError(`${name} is a checklist of the roadmap ${safeLine(list.roadmap)}.`, {
			hint,
			code: EXIT.failed,
		});
	}
	const byId = topicsByName(roadmap);
	const named = list.topics.flatMap((ticked) => {
		const topic = byId.get(ticked.topic);
		return topic ? [{ ...ticked, topic }] : [];
	});
	const further = named.filter(({ topic, status }) => goesFurther(statusOf(progress, topic), status));
	const notes = named.map(({ topic, notes: text }) => ({ roadmap: roadmap.id, topic: topic.id, text }));
	const incoming: Incoming = {
		events: [],
		changes: [
			...marks(further, open),
			...[...new Set(list.finished)]
				.filter((url) => !progress.finished.has(url))
				.map((url) => ({ kind: 'resource', url, to: 'done' }) as const),
		],
		notes: newNotes(notes, notesEverywhere(session, 'throw'), open),
		choices: {},
	};
	const unknown = list.topics.filter(({ topic }) => !byId.has(topic)).map(({ topic }) => topic);
	return { incoming, unknown, ahead: 0 };
}

/** Groups marks by status and day, one change each; those without a day are made now. */
function marks(ticked: readonly { topic: Topic; status: Status; day?: string | undefined }[], open: State): Dated[] {
	const { progress, today } = open.standing;
	const groups = new Map<string, { to: Status; on: string | undefined; topics: Set<string> }>();
	for (const { topic, status: to, day } of ticked) {
		// A mark made here since then would hide it.
		const mark = progress.marks.get(topic.id);
		const since = mark ? localDay(new Date(mark.at)) : '';
		const on = day !== undefined && day < today && since < day ? day : undefined;
		const key = `${on} ${to}`;
		const group = groups.get(key) ?? { to, on, topics: new Set() };
		groups.set(key, group);
		group.topics.add(topic.id);
	}
	return [...groups.values()].map(({ to, on, topics }) => ({
		topics: [...topics],
		to,
		...(on !== undefined && { on }),
	}));
}

/** Returns the notes that would change, under the names they have here. */
function newNotes(theirs: readonly NoteText[], ours: readonly NoteText[], { standing }: State): NoteText[] {
	const byName = topicsByName(standing.roadmap);
	const mine = new Map(ours.map((note) => [`${note.roadmap} ${note.topic}`, note]));
	const merged = new Map<string, NoteText>();
	for (const { roadmap, topic, text } of theirs) {
		const named = roadmap === standing.roadmap.id ? byName.get(topic) : undefined;
		const called = named ? namesOf(named) : [topic];
		const own = called.map((name) => mine.get(`${roadmap} ${name}`)).find((note) => note !== undefined);
		const name = own?.topic ?? topic;
		const key = `${roadmap} ${name}`;
		const before = merged.get(key)?.text ?? own?.text ?? '';
		const after = mergedNotes(before, text);
		if (Buffer.byteLength(after) > MAX_NOTE_BYTES) throw tooLarge(name);
		if (after !== before) merged.set(key, { roadmap, topic: name, text: after });
	}
	return [...merged.values()];
}

/**
 * Saves what is new as one event, so that it is undone as one. Only the texts of notes are separate files.
 * @throws UserError
 */
export async function saveIncoming(session: Session, { notes, ...incoming }: Incoming): Promise<State> {
	const { roadmap } = (await session.roadmap()).compiled;
	const steps = notes.map(({ text, ...note }) => ({ ...note, change: (before: string) => withNotes(before, text) }));
	await changeNotes(session, steps, (patches) => {
		const changed = notes.map(({ roadmap: about, topic }, i) => {
			const patch = patches[i];
			return { roadmap: about, topic, ...(patch && { patch }) };
		});
		importEvents(session.places, session.memory, roadmap.id, { ...incoming, notes: changed }, session.now());
	});
	session.refresh();
	return session.open();
}

/** Appends what a text adds to the notes, keeping every existing byte. */
function withNotes(before: string, text: string): string {
	const ours = textOf(before);
	const whole = mergedNotes(ours, text);
	if (whole === ours) return before;
	const end = ours.trimEnd();
	const blank = Buffer.byteLength(ours.slice(end.length));
	return before.slice(0, before.length - blank) + rawOf(whole.slice(end.length));
}

function tooLarge(topic: string): UserError {
	return new UserError(`The notes on ${topic} would be too large: notes can be 16 MiB at most.`, {
		hint: 'Nothing was changed.',
	});
}

function readBackupText(text: string): Backup | BackupFault {
	const value = parseJson(text);
	if (value !== undefined) return readBackup(value);
	const line = text.slice(0, jsonFaultAt(text)).split('\n').length;
	return { fault: `is damaged: line ${line} is not JSON, or the text ends there` };
}

function notOurs(name: string, fault: string): UserError {
	return new UserError(`${name} ${fault}.`, {
		hint: 'Nothing was changed. roadmap export writes what can be brought in.',
	});
}
