import { command } from '../command.ts';
import { EXIT, UserError } from '../errors.ts';
import { statusOf } from '../model/progress.ts';

export const search = command({
	usage: 'search [words...]',
	summary: 'Find topics by their words',
	group: 'See',
	about: 'Looks into ids, titles, summaries and the titles of what there is to read. A typo is forgiven.',
	examples: [
		{ line: 'roadmap search window', does: 'topics with that word, or one that begins so' },
		{ line: 'roadmap search exactly once', does: 'topics with both words' },
	],
	run: async (ctx, input) => {
		const query = input.args.join(' ').trim();
		if (query === '')
			throw new UserError('Search for what?', { hint: 'For example: roadmap search joins', code: EXIT.usage });
		const { standing, lessonOf } = await ctx.open();
		const { searchTopics } = await import('../model/search.ts');
		const hits = searchTopics(standing.roadmap, lessonOf, query);
		const results = hits.map(({ topic, where, excerpt }) => {
			const { id, number, title, tier } = topic;
			return { topic: { id, number, title, tier, status: statusOf(standing.progress, topic) }, where, excerpt };
		});
		return { query, results };
	},
	view: async (result, page) => (await import('../view/hits.ts')).searchView(result, page),
});
