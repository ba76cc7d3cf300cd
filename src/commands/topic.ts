import { command, isSet } from '../command.ts';
import { openedBy } from '../model/standing.ts';
import { topicView } from '../view/topic.ts';
import { topicArgument } from './naming.ts';

export const topic = command({
	usage: 'topic [topic]',
	summary: 'The whole topic: the idea, the task, what to read',
	group: 'Learn',
	about: 'A topic is named by its id, its number (4.2) or the beginning of its id.',
	options: [{ flags: '--short', about: 'the first screen: what it is, what you can do then, what to open' }],
	examples: [
		{ line: 'roadmap topic sql-joins', does: 'by its id' },
		{ line: 'roadmap topic 1.2', does: 'the same, by its number' },
		{ line: 'roadmap topic 1.2 --short', does: 'the first screen of it' },
	],
	run: async (ctx, input) => {
		const open = await ctx.open();
		const { standing, describe } = open;
		const found = await topicArgument(ctx, open, input, 'topic');
		return {
			topic: describe(found),
			opens: openedBy(standing, [found.id]).map(({ id, number, title }) => ({ id, number, title })),
			short: isSet(input, 'short'),
			inView: standing.scope.ids.has(found.id),
			notes: (await ctx.notes.read(found)) || null,
		};
	},
	view: topicView,
});
