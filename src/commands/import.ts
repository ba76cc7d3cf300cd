import type { Incoming, Session, State } from '../app/session.ts';
import { command, isSet } from '../cli/command.ts';
import { allTopics } from '../domain/find.ts';
import { statusOf } from '../domain/progress.ts';
import { readValue } from '../domain/read-event.ts';
import type { Status } from '../domain/types.ts';
import { EXIT, UserError } from '../errors.ts';

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
	/** Changes that were left out: they claim to come from the future, and would have hidden what is here. */
	readonly ahead: number;
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
	run: async (session, input): Promise<ImportResult> => {
		const [file] = input.args;
		if (file === undefined) {
			const hint = 'For example: roadmap import backup.json';
			throw new UserError('roadmap import needs a file.', { hint, code: EXIT.usage });
		}
		const dryRun = isSet(input, 'dryRun');
		// It may wait for the standard input, and nobody else shall wait for that.
		const text = await session.read(file);
		return dryRun ? bringIn(session, file, text, dryRun) : session.alone(() => bringIn(session, file, text, dryRun));
	},
	view: async (result, page) => (await import('../render/import.ts')).importView(result, page),
	isReceipt: ({ dryRun }) => !dryRun,
});

async function bringIn(session: Session, file: string, text: string, dryRun: boolean): Promise<ImportResult> {
	const before = await session.open();
	const { incomingFrom } = await import('./incoming.ts');
	const { incoming, unknown, ahead } = await incomingFrom(session, before, file, text);
	const isNothing = incoming.events.length + incoming.changes.length + incoming.notes.length === 0;
	const choices = Object.keys(incoming.choices);
	const after = dryRun
		? await session.previewImport(imagined(session, before, incoming))
		: isNothing && choices.length === 0
			? before
			: await session.bringIn(incoming);
	return {
		...(dryRun && { dryRun }),
		file,
		roadmap: before.standing.roadmap.id,
		events: incoming.events.length + incoming.changes.length,
		changed: differences(before, after),
		notes: incoming.notes.map(({ roadmap, topic }) => ({ roadmap, topic })),
		choices,
		ahead,
		unknown,
	};
}

/** The events as they would be, for a look at what they would change. */
function imagined(session: Session, { standing }: State, { events, changes }: Incoming) {
	const at = session.now().toISOString();
	const marked = changes.filter((change) => change.kind === undefined);
	return [
		...events.filter((event) => readValue(event) !== 'unknown'),
		...marked.map((change, i) => ({ v: 1, id: `imagined-${i}`, at, roadmap: standing.roadmap.id, ...change }) as const),
	];
}

function differences(before: State, after: State): ImportResult['changed'] {
	return allTopics(after.standing.roadmap).flatMap((topic) => {
		const [from, to] = [statusOf(before.standing.progress, topic), statusOf(after.standing.progress, topic)];
		return from === to ? [] : [{ topic: topic.id, number: topic.number, title: topic.title, from, to }];
	});
}
