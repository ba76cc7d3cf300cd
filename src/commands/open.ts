import { endRests } from '../app/review.ts';
import { command, type Input, isSet } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import type { Browsed } from '../cli/programs.ts';
import { type ResourceData, resourceToOpen, type TopicData } from '../domain/describe.ts';
import { refOf } from '../domain/find.ts';
import { isUnfinished } from '../domain/progress.ts';
import { safeLine } from '../domain/safe.ts';
import type { Ref, Status } from '../domain/types.ts';
import { UserError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { type Match, matchLines } from '../render/match.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { PICK, resourceNumbered, topicArgument, type Verb } from './topic-arguments.ts';

export const open = command({
	usage: 'open [topic] [n]',
	summary: 'Open what to read in the browser',
	group: 'Learn',
	about:
		'Opens resource n of the topic; without n, the first that you have not finished. Without a topic, it is the one in hand (begun last, and not done yet), or else the one that next shows; a number alone is a resource of that topic. Opening a topic that is not begun starts it.',
	options: [
		PICK,
		{ flags: '--print', about: 'print the address and open nothing' },
		{ flags: '--done', about: 'mark it as finished: this resource, not the topic' },
	],
	examples: [
		{ line: 'roadmap open', does: 'the next thing to read, of the topic in hand' },
		{ line: 'roadmap open 3', does: 'the third, of the same topic' },
		{ line: 'roadmap open sql-joins', does: 'the first of another' },
		{ line: 'roadmap open 1.2 3', does: 'the third resource of topic 1.2' },
		{ line: 'roadmap open 1.2 --print', does: 'only the address' },
	],
	run: async (session, input) => {
		const state = await session.open();
		const [word, n] = argumentsOf(input);
		const { topic, match } = await topicArgument(session, state, input, VERB, word);
		const before = state.describe(topic);
		const resource = chooseResource(before, n);
		const { id, status: from } = before;
		const base = { topic: { ...refOf(before), status: from }, resource };
		const print = isSet(input, 'print');
		const { opened, why } = print ? { opened: false, why: null } : await browse(session.host, resource.url);
		// Before the changes that the screen names, because undo takes back the last.
		if (!print) await endRests(session, state, topic);
		const started = !print && from === 'todo';
		if (started) await session.save({ topic: id, to: 'started' });
		const finished = isSet(input, 'done') && resource.status === 'todo';
		if (finished) await session.save({ kind: 'resource', url: resource.url, to: 'done' });
		return {
			...base,
			topic: { ...base.topic, status: started ? ('started' as const) : from },
			opened,
			why,
			started,
			finished,
			...(match && { match }),
		};
	},
	view: openView,
	isReceipt: ({ opened }) => opened,
});

async function browse(host: Host, url: string): Promise<Browsed> {
	return (await import('../cli/programs.ts')).browse(host, url);
}

const VERB: Verb = { name: 'open', takes: 'in hand or next' };

/** Splits the arguments into topic and resource. A single number is a resource of the implied topic. */
function argumentsOf({ args: [word, n] }: Input): [word: string | undefined, n: string | undefined] {
	return n === undefined && word !== undefined && /^\d+$/.test(word) ? [undefined, word] : [word, n];
}

function chooseResource(topic: TopicData, word: string | undefined): ResourceData {
	const { resources } = topic;
	const [first] = resources;
	if (!first) throw new UserError(`${topic.title} has nothing to open.`);
	if (word === undefined) {
		const left = resourceToOpen(resources);
		if (left) return left;
		const hint = `roadmap open ${topic.number} 1 opens the first again; roadmap done ${topic.number} when you can do it.`;
		throw new UserError(`You have finished everything there is to read on ${topic.title}.`, { hint });
	}
	return resourceNumbered(topic, word);
}

interface OpenResult {
	readonly topic: Ref & { readonly status: Status };
	readonly resource: { readonly n: number; readonly title: string; readonly url: string };
	readonly opened: boolean;
	/** Why nothing was opened; null if opening was not requested or succeeded. */
	readonly why: string | null;
	readonly started: boolean;
	/** Whether it was marked finished. */
	readonly finished: boolean;
	readonly match?: Match;
}

function openView(result: OpenResult, context: RenderContext): string {
	const { topic, resource, opened, why, started, finished, match } = result;
	if (context.plain && !opened && why === null && !finished) return resource.url;
	const title = context.theme.title(resource.title);
	const sentence = opened ? `Opened ${title}.` : title;
	const failed = why === null ? [] : wrap(context, `Not opened, because ${safeLine(why)}. The address:`);
	return screen(
		context,
		// The address is on its own unbroken line, so that terminals can link it.
		[...matchLines(context, { ...topic, match }), ...wrap(context, sentence), ...failed, resource.url],
		[
			...(started ? wrap(context, `${topic.title} is started.`) : []),
			...(finished ? wrap(context, 'Marked finished.') : []),
		],
		hints(context, [
			!finished && [`roadmap done ${topic.number} --resource ${resource.n}`, 'when you have finished it'],
			isUnfinished(topic.status) && [`roadmap done ${topic.number}`, 'when you can do the whole topic'],
			started && !finished && ['roadmap undo', 'if you did not mean to start it'],
			finished && ['roadmap undo', started ? 'not finished after all; twice, if not started either' : 'take it back'],
		]),
	);
}
