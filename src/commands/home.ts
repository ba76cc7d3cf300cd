import { command } from '../command.ts';
import { awayFor } from '../model/away.ts';
import { resourceToOpen } from '../model/describe.ts';
import { allTopics } from '../model/find.ts';
import { nextUp, whyNothing, whyNow } from '../model/next.ts';
import { tally } from '../model/tally.ts';
import { homeView } from '../view/home.ts';

/** What plain `roadmap` answers: where you are and what is next; on the first run, what this is and how to begin. */
export const home = command({
	usage: 'home',
	summary: 'Where you are and what is next',
	group: 'Learn',
	examples: [{ line: 'roadmap', does: 'where you are and what is next' }],
	run: async (ctx) => {
		const { standing, describe } = await ctx.open();
		const { roadmap, scope, progress } = standing;
		const [topic] = nextUp(standing, 1);
		const next = topic && describe(topic);
		return {
			roadmap: roadmap.id,
			title: roadmap.title,
			goal: roadmap.goal,
			first: progress.marks.size === 0,
			welcome: roadmap.welcome ?? null,
			stages: roadmap.stages.length,
			topics: allTopics(roadmap).filter(({ hidden }) => !hidden).length,
			path: scope.path.id,
			level: scope.level.id,
			progress: tally(progress, scope.topics),
			next:
				topic && next ? { topic: next, why: whyNow(standing, topic), resource: resourceToOpen(next.resources) } : null,
			nothing: topic ? null : whyNothing(standing),
			away: awayFor(standing),
			pausedAt: progress.pausedAt,
		};
	},
	view: homeView,
});
