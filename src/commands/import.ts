import { command, isSet } from '../command.ts';
import type { Context, Incoming, Open } from '../context.ts';
import { EXIT, UserError } from '../errors.ts';
import { type Backup, type NoteText, readBackup } from '../model/backup.ts';
import { type Checklist, goesFurther, readChecklist } from '../model/checklist.ts';
import type { Change } from '../model/event.ts';
import { allTopics } from '../model/find.ts';
import { mergedNotes } from '../model/notes.ts';
import { statusOf } from '../model/progress.ts';
import { safeLine } from '../model/safe.ts';
import type { Status, Topic } from '../model/types.ts';
import { importView } from '../view/import.ts';

export interface ImportResult {
	readonly dryRun?: true;
	readonly file: string;
	readonly roadmap: string;
	/** Changes that were not here. */
	readonly events: number;
	/** What changes for the topics of the roadmap in use. */
	readonly changed: readonly {
		readonly topic: string;
		readonly number: string;
		readonly title: string;
		readonly from: Status;
		readonly to: Status;
	}[];
	/** Roadmap and topic of each note that changes. */
	readonly notes: readonly { readonly roadmap: string; readonly topic: string }[];
	/** Roadmaps whose path and level come with it. */
	readonly choices: readonly string[];
	/** Topics of a checklist that the roadmap does not have. */
	readonly unknown: readonly string[];
}

export const importCommand = command({
	usage: 'import [file]',
	summary: 'Bring back what roadmap export wrote',
	group: 'Keep',
	about:
		'Takes the JSON and the Markdown checklist. What you have here is never taken back by it: it only adds, and the later mark on a topic counts.',
	options: [{ flags: '--dry-run', about: 'say what would change, and change nothing' }],
	examples: [
		{ line: 'roadmap import backup.json', does: 'everything that was exported' },
		{ line: 'roadmap import backup.json --dry-run', does: 'only look' },
	],
	run: async (ctx, input): Promise<ImportResult> => {
		const [file] = input.args;
		if (file === undefined) {
			const hint = 'For example: roadmap import backup.json';
			throw new UserError('roadmap import needs a file.', { hint, code: EXIT.usage });
		}
		const before = await ctx.open();
		const { incoming, unknown } = await incomingFrom(ctx, before, file);
		const isNothing = incoming.events.length + incoming.changes.length + incoming.notes.length === 0;
		const choices = Object.keys(incoming.choices);
		const dryRun = isSet(input, 'dryRun');
		const after = dryRun
			? await ctx.previewImport(imagined(ctx, before, incoming))
			: isNothing && choices.length === 0
				? before
				: await ctx.bringIn(incoming);
		return {
			...(dryRun && { dryRun }),
			file,
			roadmap: before.standing.roadmap.id,
			events: incoming.events.length + incoming.changes.length,
			changed: differences(before, after),
			notes: incoming.notes.map(({ roadmap, topic }) => ({ roadmap, topic })),
			choices,
			unknown,
		};
	},
	view: importView,
	isReceipt: ({ dryRun }) => !dryRun,
});

async function incomingFrom(ctx: Context, open: Open, file: string) {
	const text = await ctx.read(file);
	const name = file === '-' ? 'The standard input' : safeLine(file);
	const isJson = text.trimStart().startsWith('{');
	const checklist = isJson ? undefined : readChecklist(text);
	if (checklist) return fromChecklist(ctx, open, checklist, name);
	const read = isJson ? readBackup(parsed(text)) : { fault: 'is neither what roadmap export writes nor its checklist' };
	if ('fault' in read) throw notOurs(name, read.fault);
	return { incoming: await fromBackup(ctx, read), unknown: [] };
}

async function fromBackup(ctx: Context, { events, notes, choices }: Backup): Promise<Incoming> {
	const known = new Set(ctx.history().map(({ id }) => id));
	const chosen = ctx.settings().choices;
	return {
		events: events.filter(({ id }) => !known.has(id)),
		changes: [],
		notes: newNotes(notes, await ctx.notes.everywhere()),
		choices: Object.fromEntries(Object.entries(choices).filter(([id]) => !Object.hasOwn(chosen, id))),
	};
}

async function fromChecklist(ctx: Context, { standing }: Open, list: Checklist, name: string) {
	const { roadmap, progress } = standing;
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
		notes: newNotes(notes, await ctx.notes.everywhere()),
		choices: {},
	};
	return { incoming, unknown: list.topics.filter(({ topic }) => !byId.has(topic)).map(({ topic }) => topic) };
}

/** One change for each status. */
function marks(ticked: readonly { topic: Topic; status: Status }[]): Change[] {
	const statuses = [...new Set(ticked.map(({ status }) => status))];
	return statuses.map((to) => ({
		topics: ticked.filter(({ status }) => status === to).map(({ topic }) => topic.id),
		to,
	}));
}

/** The notes that would be other than they are. */
function newNotes(theirs: readonly NoteText[], ours: readonly NoteText[]): NoteText[] {
	return theirs.flatMap(({ roadmap, topic, text }) => {
		const own = ours.find((note) => note.roadmap === roadmap && note.topic === topic)?.text ?? '';
		const merged = mergedNotes(own, text);
		return merged === own ? [] : [{ roadmap, topic, text: merged }];
	});
}

/** The events as they would be, for a look at what they would change. */
function imagined(ctx: Context, { standing }: Open, { events, changes }: Incoming) {
	const at = ctx.now().toISOString();
	const marked = changes.filter((change) => change.kind === undefined);
	return [
		...events,
		...marked.map((change, i) => ({ v: 1, id: `imagined-${i}`, at, roadmap: standing.roadmap.id, ...change }) as const),
	];
}

function differences(before: Open, after: Open): ImportResult['changed'] {
	return allTopics(after.standing.roadmap).flatMap((topic) => {
		const [from, to] = [statusOf(before.standing.progress, topic), statusOf(after.standing.progress, topic)];
		return from === to ? [] : [{ topic: topic.id, number: topic.number, title: topic.title, from, to }];
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function notOurs(name: string, fault: string): UserError {
	return new UserError(`${name} ${fault}.`, {
		hint: 'Nothing was changed. roadmap export writes what can be brought in.',
	});
}
