/** What the shells' completion scripts call on TAB. Hidden from help. */

import { knownRoadmaps } from '../../app/roadmaps.ts';
import type { Session, State } from '../../app/session.ts';
import { type Command, command } from '../../cli/command.ts';
import { allTopics, topicCalled } from '../../domain/find.ts';
import type { Lab } from '../../domain/lab.ts';
import { labProgressOf } from '../../domain/lab-progress.ts';
import { inHand } from '../../domain/next.ts';
import { isComplete, statusOf } from '../../domain/progress.ts';
import { GRADES, questionKey } from '../../domain/question.ts';
import { safeLine } from '../../domain/safe.ts';
import { KINDS, type Stage, TIERS, type Topic } from '../../domain/types.ts';
import { COLORS } from '../../render/context.ts';
import { FORMATS } from '../export/formats.ts';
import { SHELLS } from './completion.ts';
import { type CommandSyntax, type Cursor, cursorAt, spellings } from './cursor.ts';

interface Completion {
	readonly word: string;
	readonly about: string;
}

interface CompleteResult {
	readonly candidates: readonly Completion[];
	/** Whether the shell should complete file names too. */
	readonly files: boolean;
}

/** Handled by `main`, so it is not in the table of commands. */
const HELP: CommandSyntax = { name: 'help', usage: 'help [about]', summary: 'More on a command, with examples' };

/** Completions taken from a roadmap, by placeholder. */
const NAMED: ReadonlyMap<string, (state: State, cursor: Cursor) => Completion[]> = new Map([
	['topic', topicsAt],
	['n', resourcesAt],
	['stage', stagesAt],
	['path', ({ standing: { roadmap } }) => roadmap.paths.map(({ id, title }) => ({ word: id, about: title }))],
	['step', reviewStepsAt],
	['what', labFormsAt],
	['lab', labsAt],
	['level', ({ standing: { roadmap } }) => roadmap.levels.map((level) => ({ word: level.id, about: level.for }))],
]);

/** Fixed values of arguments and options, by placeholder; for times, a selection. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
	['shell', SHELLS],
	['when', COLORS],
	['format', FORMATS],
	['kind', KINDS],
	['tier', TIERS],
	['action', ['init', 'status']],
	['time', ['15m', '30m', '1h', '2h']],
	['day', ['1d', '3d', '1w', '2w', '1m']],
]);

/** @param commands all commands */
export function completeCommand(commands: readonly Command[]): Command {
	const syntaxes = [...commands, HELP];
	return command({
		usage: 'complete [words...]',
		summary: 'What may stand at the cursor',
		group: 'Keep',
		examples: [{ line: 'roadmap complete -- done sql', does: 'topics that begin so, with their titles' }],
		run: async (session, { args }) => {
			const cursor = cursorAt(args, syntaxes);
			const candidates = completionsFor(await wordsAt(session, cursor, syntaxes), cursor);
			return { files: cursor.kind === 'file' || cursor.kind === 'roadmap', candidates };
		},
		view: candidatesView,
	});
}

/** Prints one candidate a line, with its description after a tab; `:files` as the last line stands for file names. */
function candidatesView({ candidates, files }: CompleteResult): string {
	// Ids are checked when a roadmap is read. Check again, because this goes into a command line.
	const plain = candidates.filter(({ word }) => /^[\w./:=-]+$/.test(word));
	const lines = plain.map(({ word, about }) => `${word}\t${safeLine(about)}`);
	return [...lines, ...(files ? [':files'] : [])].join('\n');
}

async function wordsAt(session: Session, cursor: Cursor, commands: readonly CommandSyntax[]): Promise<Completion[]> {
	if (cursor.kind === 'roadmap') {
		// Files can still be completed if the known roadmaps cannot be read.
		const known = await knownRoadmaps(session).catch(() => []);
		return known.map(({ id, state }) => ({ word: id, about: state?.standing.roadmap.title ?? '' }));
	}
	const named = NAMED.get(cursor.kind ?? '');
	return named ? named(await session.open(), cursor) : fixedWords(cursor, commands);
}

const HELP_TOPICS: readonly Completion[] = [
	{ word: 'environment', about: 'The variables that roadmap reads' },
	{ word: 'exit-codes', about: 'What the exit codes mean' },
];

/** Completes what does not depend on a roadmap. */
function fixedWords({ kind, options, previous }: Cursor, commands: readonly CommandSyntax[]): Completion[] {
	const verbs = commands.map(({ name, summary }) => ({ word: name, about: summary }));
	if (kind === 'command') return verbs;
	if (kind === 'about') return [...verbs, ...HELP_TOPICS];
	if (kind === 'goal') return previous.length > 0 ? [] : plainWords(['pause', 'resume', 'none']);
	const values = VALUES.get(kind ?? '');
	if (values) return plainWords(values);
	if (kind !== 'option') return [];
	return options.flatMap((option) => spellings(option).map((word) => ({ word, about: option.about })));
}

/** Completes topics the command can act on, the current one first; other topics only once the word has begun. */
function topicsAt({ standing }: State, { command, typed, several }: Cursor): Completion[] {
	const { roadmap, scope } = standing;
	const hand = inHand(standing);
	const offered = command?.offers?.(standing) ?? scope.topics;
	const ordered = [...offered].sort((a, b) => Number(b === hand) - Number(a === hand));
	const found = [ordered, scope.topics, allTopics(roadmap)].map((topics) => begun(topics, typed));
	const stages = roadmap.stages.map(({ id, title }) => ({ word: `stage:${id}`, about: title }));
	// Nobody would read to the end of a list of topics to find the stages.
	const topics = typed === '' ? found[0] : found.find((candidates) => candidates.length > 0);
	return [...(topics ?? []), ...(several && typed !== '' ? stages : [])];
}

/** Completes the resources of the named topic, or of the current one. */
function resourcesAt({ standing, describe }: State, { command, previous: [word] }: Cursor): Completion[] {
	if (command?.name !== 'open' && command?.name !== 'done') return [];
	const topic = word === undefined ? inHand(standing) : topicCalled(standing.roadmap, word);
	return topic ? describe(topic).resources.map(({ n, title }) => ({ word: String(n), about: title })) : [];
}

/** `review answer sql-joins/two-details`, `review grade sql-joins/two-details good` */
function reviewStepsAt(state: State, { previous: [step, ...more], typed }: Cursor): Completion[] {
	if (step === undefined) return plainWords(['answer', 'grade']);
	if (step !== 'answer' && step !== 'grade') return [];
	if (more.length === 0) return questionsAt(state, typed);
	return step === 'grade' && more.length === 1 ? plainWords(GRADES.map(([name]) => name)) : [];
}

/** Completes questions of topics done or known; those of other topics only once the word has begun. */
function questionsAt({ standing, lessonOf }: State, typed: string): Completion[] {
	const all = allTopics(standing.roadmap).filter(({ hidden }) => !hidden);
	const complete = all.filter((topic) => isComplete(statusOf(standing.progress, topic)));
	const of = (topics: readonly Topic[]) =>
		topics.flatMap((topic) => {
			const names = typed === '' ? [topic.id] : [topic.id, topic.number];
			const begun = names.filter((name) => `${name}/`.startsWith(typed) || typed.startsWith(`${name}/`));
			if (begun.length === 0) return [];
			const recall = lessonOf(topic).recall ?? [];
			return begun.flatMap((name) => recall.map(({ id, ask }) => ({ word: questionKey(name, id), about: ask })));
		});
	const offered = of(complete).filter(({ word }) => word.startsWith(typed));
	return offered.length > 0 || typed === '' ? offered : of(all);
}

/** Completes the forms, such as `lab check`, and labs. */
function labFormsAt(state: State, cursor: Cursor): Completion[] {
	const forms = Object.entries(cursor.command?.forms ?? {}).map(([word, about]) => ({ word, about }));
	return [...forms, ...labsAt(state, cursor)];
}

/** Completes labs by topic and id; passed ones only once the word has begun. */
function labsAt({ standing, lessonOf }: State, { typed, previous: [form] }: Cursor): Completion[] {
	if (form === 'engine') return [];
	const having = allTopics(standing.roadmap).filter(({ labs = [], hidden }) => labs.length > 0 && !hidden);
	return having.flatMap((topic) => {
		const labs = lessonOf(topic).labs ?? [];
		const isLeft = ({ id }: Lab) => labProgressOf(standing.progress, topic.id, id).passed === null;
		return labs
			.filter((lab) => typed !== '' || isLeft(lab))
			.flatMap(({ id, title }) => {
				const whole = `${topic.id}/${id}`;
				const names = typed === '' ? [whole] : [whole, `${topic.number}/${id}`, id];
				return names.map((word) => ({ word, about: title }));
			});
	});
}

function stagesAt({ standing: { roadmap, scope } }: State, { typed }: Cursor): Completion[] {
	const inView = begun(scope.stages, typed);
	return inView.length > 0 ? inView : begun(roadmap.stages, typed);
}

/** Returns the candidates that begin with the typed word: ids, and once it has begun, numbers. */
function begun(things: readonly (Topic | Stage)[], typed: string): Completion[] {
	const all = things.flatMap(({ id, number, title }) =>
		(typed === '' ? [id] : [id, String(number)]).map((word) => ({ word, about: title })),
	);
	return all.filter(({ word }) => word.startsWith(typed));
}

/** Returns the candidates that complete the typed word and are not used yet, with the lead as the shell needs it. */
function completionsFor(candidates: readonly Completion[], { typed, lead, previous }: Cursor): Completion[] {
	const fit = candidates.filter(({ word }) => word.startsWith(typed) && !previous.includes(word));
	return fit.map(({ word, about }) => ({ word: lead + word, about }));
}

function plainWords(words: readonly string[]): Completion[] {
	return words.map((word) => ({ word, about: '' }));
}
