import { withChangesLock } from '../../app/notes.ts';
import type { Session, State } from '../../app/session.ts';
import { command, isSet } from '../../cli/command.ts';
import { allTopics } from '../../domain/find.ts';
import { fold } from '../../domain/memory.ts';
import { statusOf } from '../../domain/progress.ts';
import { readValue } from '../../domain/read-event.ts';
import { safeLine, shellWord } from '../../domain/safe.ts';
import type { Ref, Status } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { type Hints, hints, listRows, records, screen, wrap } from '../../render/text.ts';
import { enumerate, enumerateSome, plural } from '../../render/words.ts';
import { readInput } from '../../store/user-files.ts';
import { type Incoming, incomingFrom, saveIncoming } from './incoming.ts';

interface ImportResult {
	readonly dryRun?: true;
	readonly file: string;
	readonly roadmap: string;
	/** How many changes were new. */
	readonly events: number;
	/** Status changes in the roadmap in use. */
	readonly changed: readonly ImportedTopic[];
	/** Roadmap and topic of each changed note. */
	readonly notes: readonly { readonly roadmap: string; readonly topic: string }[];
	/** Roadmaps whose path and level were imported. */
	readonly choices: readonly string[];
	/** Changes left out because they are dated ahead and would hide what is marked here. */
	readonly ahead: number;
	/** Topics of a checklist that the roadmap does not have. */
	readonly unknown: readonly string[];
}

interface ImportedTopic extends Pick<Ref, 'number' | 'title'> {
	readonly topic: string;
	readonly from: Status;
	readonly to: Status;
}

export const importCommand = command({
	usage: 'import <file>',
	summary: 'Bring back what roadmap export wrote',
	group: 'Keep',
	about:
		'Takes the JSON and the Markdown checklist. It only adds and takes nothing away; of two marks on a topic the later one counts.',
	options: [{ flags: '--dry-run', about: 'show what would change, and change nothing' }],
	examples: [
		{ line: 'roadmap import backup.json', does: 'everything that was exported' },
		{ line: 'roadmap import backup.json --dry-run', does: 'only show what would change' },
	],
	run: async (session, input): Promise<ImportResult> => {
		const [file = ''] = input.args;
		const dryRun = isSet(input, 'dryRun');
		// Read before taking the lock, which must not wait for the standard input.
		const text = await orForeign(file, () => readInput(file, session.host.stdin, session.globals.noInput));
		return dryRun
			? bringIn(session, file, text, dryRun)
			: withChangesLock(session, () => bringIn(session, file, text, dryRun));
	},
	view: importView,
	isReceipt: ({ dryRun }) => !dryRun,
});

async function bringIn(session: Session, file: string, text: string, dryRun: boolean): Promise<ImportResult> {
	const before = await session.open();
	const { incoming, unknown, ahead } = await orForeign(file, () => incomingFrom(session, before, file, text));
	const isNothing = incoming.events.length + incoming.changes.length + incoming.notes.length === 0;
	const choices = Object.keys(incoming.choices);
	const bring = async () => {
		if (dryRun)
			return session.openWith(fold([...session.events, ...imagined(session, before, incoming)], session.now()));
		return isNothing && choices.length === 0 ? before : saveIncoming(session, incoming);
	};
	return {
		...(dryRun && { dryRun }),
		file,
		roadmap: before.standing.roadmap.id,
		events: incoming.events.length + incoming.changes.length,
		changed: differences(before, await bring()),
		notes: incoming.notes.map(({ roadmap, topic }) => ({ roadmap, topic })),
		choices,
		ahead,
		unknown,
	};
}

/** If a file cannot be imported, reports which other kind of file it is. @throws UserError, or the original error */
async function orForeign<T>(file: string, read: () => T | Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		const { refuseForeign } = await import('../../convert/foreign.ts');
		refuseForeign(file, 'progress');
		throw error;
	}
}

/** Returns the events as they would be, to preview their effect. */
function imagined(session: Session, { standing }: State, { events, changes }: Incoming) {
	const at = session.now().toISOString();
	const marked = changes.filter((change) => change.kind === undefined);
	return [
		...events.filter((event) => readValue(event) !== 'unknown'),
		...marked.map((change, i) => ({ v: 1, id: `imagined-${i}`, at, roadmap: standing.roadmap.id, ...change }) as const),
	];
}

function differences(before: State, after: State): ImportedTopic[] {
	return allTopics(after.standing.roadmap).flatMap((topic) => {
		const [from, to] = [statusOf(before.standing.progress, topic), statusOf(after.standing.progress, topic)];
		return from === to ? [] : [{ topic: topic.id, number: topic.number, title: topic.title, from, to }];
	});
}

function importView(result: ImportResult, context: RenderContext): string {
	const { dryRun, changed, ahead, unknown } = result;
	if (dryRun && context.plain) return records(changed.map(({ topic, from, to, title }) => [topic, from, to, title]));
	return screen(
		context,
		wrap(context, summary(result)),
		context.plain ? [] : rows(changed, context),
		wrap(context, unknownWords(unknown)),
		wrap(context, aheadWords(ahead)),
		hints(context, next(result)),
	);
}

function unknownWords(unknown: readonly string[]): string {
	if (unknown.length === 0) return '';
	const were = unknown.length === 1 ? 'it was' : 'they were';
	return `The roadmap has no ${enumerateSome(unknown.map(safeLine))}; ${were} left out.`;
}

function aheadWords(ahead: number): string {
	if (ahead === 0) return '';
	return ahead === 1
		? '1 change says that it comes from the future, and would have hidden what you have here; it was left out.'
		: `${ahead} changes say that they come from the future, and would have hidden what you have here; they were left out.`;
}

function summary({ dryRun, file, events, changed, notes, choices }: ImportResult): string {
	const parts = [
		events > 0 && plural(events, 'change'),
		notes.length > 0 && `notes on ${plural(notes.length, 'topic')}`,
		choices.length > 0 && 'the choice of path and level',
	].filter((part) => part !== false);
	const name = file === '-' ? 'the standard input' : safeLine(file);
	if (parts.length === 0) return `There is nothing in ${name} that is not here already.`;
	const topics = plural(changed.length, 'topic of this roadmap changes', 'topics of this roadmap change');
	const sentence = `${dryRun ? 'It would bring in' : 'Brought in'} ${enumerate(parts)} from ${name}.`;
	return changed.length > 0 ? `${sentence} ${topics}.` : sentence;
}

/** Lists the first topics; a dry run lists them all. */
function rows(changed: readonly ImportedTopic[], context: RenderContext): string[] {
	const first = changed.slice(0, 20);
	const more = changed.length - first.length;
	return [
		...listRows(
			context,
			first.map(({ number, title, from, to }) => ({ lead: number, title, facts: `${words(from)} → ${words(to)}` })),
		),
		...(more > 0 ? [`and ${more} more`] : []),
	];
}

function words(status: Status): string {
	return status === 'todo' ? 'to do' : status;
}

function next({ dryRun, file, events, notes }: ImportResult): Hints {
	const isNew = events + notes.length > 0;
	// The standard input cannot be read again.
	if (dryRun && file !== '-' && isNew) return [[`roadmap import ${shellWord(safeLine(file))}`, 'bring it in']];
	return [['roadmap', 'where you are'], isNew && !dryRun && ['roadmap undo', 'take it back']];
}
