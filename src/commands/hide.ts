import { command, isSet } from '../cli/command.ts';
import { allTopics, refOf } from '../domain/find.ts';
import type { Ref } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { hints, listRows, notice, records, screen } from '../render/text.ts';
import { topicArgument } from './topic-arguments.ts';

export const hide = command({
	usage: 'hide [topic]',
	summary: 'Hide a topic; without one, list what is hidden',
	group: 'Remember',
	about: 'A hidden topic is not listed and does not count. What you marked on it is kept.',
	options: [{ flags: '--back', about: 'show it again' }],
	examples: [
		{ line: 'roadmap hide document-stores', does: 'take it out of every list' },
		{ line: 'roadmap hide', does: 'what is hidden' },
		{ line: 'roadmap hide document-stores --back', does: 'show it again' },
	],
	run: async (session, input): Promise<HideResult> => {
		const open = await session.open();
		const to = isSet(input, 'back') ? 'shown' : 'hidden';
		const before = allTopics(open.standing.roadmap).filter(({ hidden }) => hidden);
		if (input.args.length === 0 && (to === 'hidden' || before.length === 0)) {
			return { topic: null, to: null, changed: false, hidden: before.map(refOf) };
		}
		const verb = to === 'hidden' ? { name: 'hide' } : { name: 'hide --back', offers: () => before };
		const { topic } = await topicArgument(session, open, input, verb, input.args[0]);
		const changed = (topic.hidden === true) !== (to === 'hidden');
		const { standing } = changed ? (await session.save({ kind: 'hide', topic: topic.id, to })).after : open;
		return {
			topic: refOf(topic),
			to,
			changed,
			hidden: allTopics(standing.roadmap)
				.filter(({ hidden }) => hidden)
				.map(refOf),
		};
	},
	view: hideView,
	isReceipt: ({ topic }) => topic !== null,
});

interface HideResult {
	/** The topic named; null if the hidden ones are listed. */
	readonly topic: Ref | null;
	readonly to: 'hidden' | 'shown' | null;
	readonly changed: boolean;
	/** All topics hidden now. */
	readonly hidden: readonly Ref[];
}

function hideView({ topic, to, changed, hidden }: HideResult, context: RenderContext): string {
	if (topic === null) return list(hidden, context);
	const sentence = `${context.theme.title(topic.title)} is ${to === 'shown' && changed ? 'shown again' : to}${changed ? '' : ' already'}.`;
	return notice(context, sentence, [
		to === 'hidden' && [`roadmap hide ${topic.number} --back`, 'show it again'],
		['roadmap next', 'what to learn now'],
		changed && ['roadmap undo', 'take it back'],
	]);
}

function list(hidden: readonly Ref[], context: RenderContext): string {
	if (context.plain) return records(hidden.map(({ id, number, title }) => [id, number, title]));
	const [first] = hidden;
	if (!first) return notice(context, 'Nothing is hidden.', [['roadmap hide <topic>', 'hide one']]);
	return screen(
		context,
		listRows(
			context,
			hidden.map(({ id, number, title }) => ({ lead: number, title, facts: id })),
		),
		hints(context, [[`roadmap hide ${first.number} --back`, 'show it again']]),
	);
}
