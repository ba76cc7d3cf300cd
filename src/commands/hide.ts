import { command, isSet } from '../command.ts';
import { allTopics } from '../model/find.ts';
import type { Topic } from '../model/types.ts';
import type { HiddenRow, HideResult } from '../view/hide.ts';
import { topicArgument } from './naming.ts';

export const hide = command({
	usage: 'hide [topic]',
	summary: 'Stop showing a topic; alone, list what is hidden',
	group: 'Remember',
	about: 'A hidden topic is in no list and counts for nothing. What you marked on it is kept.',
	options: [{ flags: '--back', about: 'show it again' }],
	examples: [
		{ line: 'roadmap hide document-stores', does: 'it is not for you' },
		{ line: 'roadmap hide', does: 'what is hidden' },
		{ line: 'roadmap hide document-stores --back', does: 'show it again' },
	],
	run: async (ctx, input): Promise<HideResult> => {
		const open = await ctx.open();
		const to = isSet(input, 'back') ? 'shown' : 'hidden';
		const before = allTopics(open.standing.roadmap).filter(({ hidden }) => hidden);
		if (input.args.length === 0 && (to === 'hidden' || before.length === 0)) {
			return { topic: null, to: null, changed: false, hidden: before.map(named) };
		}
		const topic = await topicArgument(ctx, open, input, to === 'hidden' ? 'hide' : 'hide --back', before);
		const changed = (topic.hidden === true) !== (to === 'hidden');
		if (changed) await ctx.save({ kind: 'hide', topic: topic.id, to });
		const { roadmap } = (await ctx.open()).standing;
		return {
			topic: named(topic),
			to,
			changed,
			hidden: allTopics(roadmap)
				.filter(({ hidden }) => hidden)
				.map(named),
		};
	},
	view: async (result, page) => (await import('../view/hide.ts')).hideView(result, page),
	isReceipt: ({ topic }) => topic !== null,
});

function named({ id, number, title }: Topic): HiddenRow {
	return { id, number, title };
}
