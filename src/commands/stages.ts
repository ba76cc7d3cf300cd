import { command } from '../command.ts';
import { describeStage } from '../model/describe.ts';
import { nextUp } from '../model/next.ts';
import { tally } from '../model/tally.ts';
import { stagesView } from '../view/stages.ts';

export const stages = command({
	usage: 'stages',
	summary: 'All stages with your progress, by phase',
	group: 'See',
	examples: [{ line: 'roadmap stages', does: 'the whole way, and where you are on it' }],
	run: async (ctx) => {
		const { standing } = await ctx.open();
		const { roadmap, scope, progress } = standing;
		const [here] = nextUp(standing, 1);
		return {
			roadmap: roadmap.id,
			title: roadmap.title,
			goal: roadmap.goal,
			path: scope.path.id,
			level: scope.level.id,
			stages: scope.stages.map((stage) => describeStage(standing, stage)),
			progress: tally(progress, scope.topics),
			here: here ? Number.parseInt(here.number, 10) : null,
		};
	},
	view: stagesView,
});
