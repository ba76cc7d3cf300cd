import { appendToNotes } from '../app/notes.ts';
import type { Session, State } from '../app/session.ts';
import { command, type Input, isSet, textOption } from '../cli/command.ts';
import { localDay } from '../domain/day.ts';
import { readPastDay } from '../domain/duration.ts';
import { refOf, topicsByName, topicsCalled } from '../domain/find.ts';
import { dated } from '../domain/notes.ts';
import { shellWord } from '../domain/safe.ts';
import type { Ref } from '../domain/types.ts';
import { usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { type Match, matchLines } from '../render/match.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { leadMark, plural } from '../render/words.ts';
import { CONFIRM_OPTIONS, dryRun } from './confirm-change.ts';
import { type MarkResult, markNamed, marksView, markVerb } from './mark-topics.ts';
import { named, PICK, resourceNumbered, topicArgument } from './topic-arguments.ts';

const VERB = { ...markVerb('done', 'done'), takes: 'in hand' } as const;

export const done = command({
	usage: 'done [topic...]',
	summary: 'Mark a topic done: you can do it now',
	group: 'Learn',
	about:
		'Without a topic, it marks the one in hand: the one you began last and have not finished. For a stage, it marks what is left.',
	offers: VERB.offers,
	options: [
		PICK,
		{ flags: '--resource <n>', about: 'mark only resource n as finished, not the topic' },
		{ flags: '--on <day>', about: 'the day you did it: yesterday, monday, 3d or a date (today)' },
		{ flags: '-m, --message <text>', about: 'add a dated note on the topic' },
		...CONFIRM_OPTIONS,
	],
	examples: [
		{ line: 'roadmap done', does: 'the topic in hand, when you can explain it to a colleague' },
		{ line: 'roadmap done sql-joins', does: 'another' },
		{ line: 'roadmap done 1.1 1.2 1.3', does: 'several at once' },
		{ line: 'roadmap done 1.2 --resource 1', does: 'you have finished the first thing to read' },
		{ line: 'roadmap done 1.2 --on yesterday', does: 'you forgot to mark it' },
		{ line: 'roadmap done 2.2 -m "EXPLAIN first, then the index"', does: 'with a note' },
	],
	run: async (session, input) => {
		await refuseDayAsTopic(session, input);
		const resource = textOption(input, 'resource');
		const on = dayOption(session, input);
		const note = await noteArgument(session, input, on);
		if (resource !== undefined) return finishResource(session, input, resource, on);
		const marked = await markNamed(session, input, VERB, on);
		const result = { ...marked, ...selfCheckFor(await session.open(), marked) };
		if (note === undefined || result.dryRun) return result;
		const id = result.changed[0]?.topic ?? result.unchanged[0] ?? '';
		const topic = topicsByName((await session.open()).standing.roadmap).get(id);
		if (topic) await appendToNotes(session, topic, note);
		return { ...result, noted: note };
	},
	view: (result, context) => ('resource' in result ? finishedView(result, context) : marksView(result, context)),
	isReceipt: ({ dryRun }) => !dryRun,
});

/**
 * Returns the `review` option for questions of the stage just completed, else of the only topic just done, if it has
 * any.
 */
function selfCheckFor({ standing, lessonOf }: State, { changed, finished }: MarkResult): { selfCheck?: string } {
	const [stage] = finished;
	const [only, ...others] = changed;
	const topic = topicsByName(standing.roadmap).get(only?.topic ?? '');
	if (!topic || !lessonOf(topic).recall?.length) return {};
	if (stage) return { selfCheck: `--stage ${stage.number}` };
	return others.length === 0 ? { selfCheck: `--topic ${topic.number}` } : {};
}

/** @throws UserError with the option to use if the last word is a day and no topic: `done 1.2 yesterday` */
async function refuseDayAsTopic(session: Session, { args }: Input): Promise<void> {
	const word = args.at(-1) ?? '';
	if (!/^(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|\d{1,3}d)$/i.test(word)) return;
	if (topicsCalled((await session.open()).standing.roadmap, word).length > 0) return;
	const line = [...args.slice(0, -1), '--on', word].map(shellWord).join(' ');
	throw usageError(`"${word}" is a day, not a topic.`, `Did you mean roadmap done ${line}?`);
}

/** Returns the past day given by --on; undefined for today. @throws UserError with exit code 2 */
function dayOption(session: Session, input: Input): string | undefined {
	const word = textOption(input, 'on');
	if (word === undefined) return undefined;
	const today = localDay(session.now());
	const day = readPastDay(word, today);
	return day === today ? undefined : day;
}

/** Returns the note to add with the mark; undefined if none. @throws UserError before anything is changed */
async function noteArgument(session: Session, input: Input, on: string | undefined): Promise<string | undefined> {
	const text = textOption(input, 'message');
	if (text === undefined) return undefined;
	const hint = 'Add it on its own: roadmap note <topic> "what to remember"';
	const [word, ...more] = input.args;
	const { roadmap } = (await session.open()).standing;
	if (more.length > 0 || (word !== undefined && 'stage' in (await named(roadmap, word)))) {
		const quoted = 'Name one, and put the text in quotes: roadmap done 1.2 -m "what to remember"';
		throw usageError('A note goes with one topic.', quoted);
	}
	if (textOption(input, 'resource') !== undefined)
		throw usageError('A note goes with the topic, and not with a resource.', hint);
	const note = dated(text, on ?? localDay(session.now()));
	if (note === undefined) throw usageError('The note is empty.', hint);
	return note;
}

interface FinishResult {
	readonly dryRun?: true;
	readonly topic: Ref;
	readonly resource: { readonly n: number; readonly title: string; readonly url: string };
	/** False if it was finished already. */
	readonly finished: boolean;
	/** Unfinished resources of the topic. */
	readonly left: number;
	readonly match?: Match;
}

async function finishResource(
	session: Session,
	input: Input,
	word: string,
	on: string | undefined,
): Promise<FinishResult> {
	if (input.args.length > 1) {
		const hint = `For example: roadmap done ${shellWord(input.args[0] ?? '')} --resource ${shellWord(word)}`;
		throw usageError('A resource belongs to one topic.', hint);
	}
	const open = await session.open();
	const { topic: chosen, match } = await topicArgument(session, open, input, VERB, input.args[0]);
	const topic = open.describe(chosen);
	const found = resourceNumbered(topic, word);
	const finished = found.status === 'todo';
	if (finished && !isSet(input, 'dryRun'))
		await session.save({ kind: 'resource', url: found.url, to: 'done', ...(on !== undefined && { on }) });
	const left = topic.resources.filter(({ n, status }) => status === 'todo' && n !== found.n).length;
	return {
		...dryRun(input),
		topic: refOf(topic),
		resource: { n: found.n, title: found.title, url: found.url },
		finished,
		left,
		...(match && { match }),
	};
}

function finishedView(result: FinishResult, context: RenderContext): string {
	const { topic, resource, finished, left } = result;
	if (result.dryRun && finished)
		return screen(context, wrap(context, `${resource.title} would be finished. Nothing was changed.`));
	const mark = leadMark(context, '✓');
	const title = context.theme.title(resource.title);
	const sentence = finished ? `${mark}${title} is finished.` : `${title} was finished already.`;
	const rest =
		left > 0
			? `${topic.title} has ${plural(left, 'more resource')}, if you want more.`
			: `Nothing is left to read on ${topic.title}.`;
	return screen(
		context,
		[...matchLines(context, { ...topic, match: result.match }), ...wrap(context, sentence), ...wrap(context, rest)],
		hints(context, [
			left > 0
				? [`roadmap open ${topic.number}`, 'the next one']
				: [`roadmap done ${topic.number}`, 'when you can do it'],
			finished && ['roadmap undo', 'take it back'],
		]),
	);
}
