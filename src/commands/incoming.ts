/** What a file that is imported adds to what is here: of a backup, or of a checklist. */
import type { Context, Incoming, Open } from '../context.ts';
import { EXIT, UserError } from '../errors.ts';
import { type Backup, type BackupFault, type NoteText, readBackup } from '../model/backup.ts';
import { type Checklist, goesFurther, readChecklist } from '../model/checklist.ts';
import type { Importable } from '../model/event.ts';
import { allTopics } from '../model/find.ts';
import { type Simple, standing as standingOf } from '../model/history.ts';
import { facts, isAhead } from '../model/memory.ts';
import { mergedNotes } from '../model/notes.ts';
import { statusOf } from '../model/progress.ts';
import { readValue } from '../model/read-event.ts';
import { safeLine } from '../model/safe.ts';
import type { Roadmap, Status, Topic } from '../model/types.ts';

export interface Found {
	readonly incoming: Incoming;
	/** Topics of a checklist that the roadmap does not have. */
	readonly unknown: readonly string[];
	/** Changes that were left out: they claim to come from the future, and would have hidden what is here. */
	readonly ahead: number;
}

/** Reads a file against what is here. @throws UserError where it is not one of ours, or damaged */
export async function incomingFrom(ctx: Context, open: Open, file: string): Promise<Found> {
	const text = await ctx.read(file);
	const name = file === '-' ? 'The standard input' : safeLine(file);
	const isJson = text.trimStart().startsWith('{');
	const checklist = isJson ? undefined : readChecklist(text);
	if (checklist) return fromChecklist(ctx, open, checklist, name);
	const read = isJson ? readBackupText(text) : { fault: 'is neither what roadmap export writes nor its checklist' };
	if ('fault' in read) throw notOurs(name, read.fault);
	return { ...(await fromBackup(ctx, open, read)), unknown: [] };
}

async function fromBackup(ctx: Context, open: Open, { events, notes, choices }: Backup) {
	const here = ctx.everything();
	const known = new Set(here.map(({ id }) => id));
	const fresh = events.filter(({ id }) => !known.has(id));
	const ahead = hiding(fresh, ctx.history(), ctx.now());
	const chosen = ctx.settings().choices;
	const incoming: Incoming = {
		events: fresh.filter(({ id }) => !ahead.has(id)),
		changes: [],
		notes: newNotes(notes, await ctx.notes.everywhere(false), open),
		choices: Object.fromEntries(Object.entries(choices).filter(([id]) => !Object.hasOwn(chosen, id))),
	};
	return { incoming, ahead: ahead.size };
}

/** What a clock that ran ahead wrote about things that stand here: it would hide them, and all that is marked from now on. */
function hiding(events: readonly Simple[], here: readonly Simple[], now: Date): ReadonlySet<string> {
	const ahead = events.filter((event) => isAhead(event.at, now) && readValue(event) !== 'unknown');
	if (ahead.length === 0) return new Set();
	const keys = new Set(standingOf(here).flatMap((event) => facts(event).map(([key]) => key)));
	return new Set(ahead.filter((event) => facts(event).some(([key]) => keys.has(key))).map(({ id }) => id));
}

async function fromChecklist(ctx: Context, open: Open, list: Checklist, name: string) {
	const { roadmap, progress } = open.standing;
	if (list.roadmap !== '' && list.roadmap !== roadmap.id) {
		const hint = `Take that one into use first: roadmap use ${safeLine(list.roadmap)}`;
		throw new UserError(`${name} is a checklist of the roadmap ${safeLine(list.roadmap)}.`, {
			hint,
			code: EXIT.failed,
		});
	}
	const byId = new Map(
		allTopics(roadmap).flatMap((topic) => [topic.id, ...(topic.aliases ?? [])].map((id) => [id, topic])),
	);
	const named = list.topics.flatMap((ticked) => {
		const topic = byId.get(ticked.topic);
		return topic ? [{ ...ticked, topic }] : [];
	});
	const further = named.filter(({ topic, status }) => goesFurther(statusOf(progress, topic), status));
	const notes = named.map(({ topic, notes: text }) => ({ roadmap: roadmap.id, topic: topic.id, text }));
	const incoming: Incoming = {
		events: [],
		changes: [
			...marks(further),
			...[...new Set(list.finished)]
				.filter((url) => !progress.finished.has(url))
				.map((url) => ({ kind: 'resource', url, to: 'done' }) as const),
		],
		notes: newNotes(notes, await ctx.notes.everywhere(false), open),
		choices: {},
	};
	const unknown = list.topics.filter(({ topic }) => !byId.has(topic)).map(({ topic }) => topic);
	return { incoming, unknown, ahead: 0 };
}

/** One change for each status. */
function marks(ticked: readonly { topic: Topic; status: Status }[]): Importable[] {
	const statuses = [...new Set(ticked.map(({ status }) => status))];
	return statuses.map((to) => ({
		topics: ticked.filter(({ status }) => status === to).map(({ topic }) => topic.id),
		to,
	}));
}

/** The notes that would be other than they are, under the name that they have here. */
function newNotes(theirs: readonly NoteText[], ours: readonly NoteText[], { standing }: Open): NoteText[] {
	const names = namesIn(standing.roadmap);
	const merged = new Map<string, NoteText>();
	for (const { roadmap, topic, text } of theirs) {
		const called = (roadmap === standing.roadmap.id && names.get(topic)) || [topic];
		const own = ours.find((note) => note.roadmap === roadmap && called.includes(note.topic));
		const name = own?.topic ?? topic;
		const key = `${roadmap} ${name}`;
		const before = merged.get(key)?.text ?? own?.text ?? '';
		const after = mergedNotes(before, text);
		if (after !== before) merged.set(key, { roadmap, topic: name, text: after });
	}
	return [...merged.values()];
}

/** Every name that a topic has or had → all of them. */
function namesIn(roadmap: Roadmap): Map<string, readonly string[]> {
	const named = ({ id, aliases = [] }: Topic) => [id, ...aliases].map((name) => [name, [id, ...aliases]] as const);
	return new Map(allTopics(roadmap).flatMap(named));
}

function readBackupText(text: string): Backup | BackupFault {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const at = Number(/at position (\d+)/.exec(String(error))?.[1] ?? text.length);
		return { fault: `is damaged: line ${text.slice(0, at).split('\n').length} is no JSON, or the text ends there` };
	}
	return readBackup(value);
}

function notOurs(name: string, fault: string): UserError {
	return new UserError(`${name} ${fault}.`, {
		hint: 'Nothing was changed. roadmap export writes what can be brought in.',
	});
}
