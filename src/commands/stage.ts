import { command, type Input, isSet } from '../command.ts';
import { EXIT, UserError } from '../errors.ts';
import { describeStage } from '../model/describe.ts';
import { findStage } from '../model/find.ts';
import { nextUp } from '../model/next.ts';
import { stageInScope } from '../model/scope.ts';
import { missingNeeds } from '../model/standing.ts';
import { TIERS, type Tier } from '../model/types.ts';
import { stageView } from '../view/stage.ts';

export const stage = command({
	usage: 'stage [stage]',
	summary: 'One stage and its topics; yours if you name none',
	group: 'See',
	about:
		'A stage is named by its number, its id or the beginning of its id. Without a tier it shows what your level shows.',
	options: [
		{ flags: '--core', about: 'core topics' },
		{ flags: '--recommended', about: 'recommended topics' },
		{ flags: '--optional', about: 'optional topics' },
		{ flags: '--all', about: 'every topic, whatever your level' },
	],
	examples: [
		{ line: 'roadmap stage 4', does: 'stage 4 at your level' },
		{ line: 'roadmap stage storage --core', does: 'its core topics only' },
		{ line: 'roadmap stage 4 --all', does: 'everything in it' },
	],
	run: async (ctx, input) => {
		const { standing, describe } = await ctx.open();
		const { roadmap, scope } = standing;
		const [first] = nextUp(standing, 1);
		const word = input.args[0] ?? first?.number.split('.')[0];
		if (word === undefined)
			throw new UserError('There is nothing left to learn here.', {
				hint: 'Name a stage: roadmap stage 1',
				code: EXIT.usage,
			});
		const found = stageInScope(scope, findStage(roadmap, word));
		const shows = tiersSaid(input) ?? scope.level.shows;
		const seen = found.topics.filter(({ hidden }) => !hidden);
		const topics = seen.filter((topic) => shows.includes(topic.tier));
		return {
			stage: { ...describeStage(standing, found), intro: found.intro ?? null, project: found.project ?? null },
			topics: topics.map((topic) => ({ ...describe(topic), waiting: missingNeeds(standing, topic) })),
			hidden: TIERS.map((tier) => ({
				tier,
				count: seen.filter((topic) => topic.tier === tier && !shows.includes(tier)).length,
			})),
			inPath: scope.stages.includes(found),
			path: scope.path.id,
			level: scope.level.id,
		};
	},
	view: stageView,
});

/** The tiers that the options name, or undefined where none was said. */
function tiersSaid(input: Input): readonly Tier[] | undefined {
	if (isSet(input, 'all')) return TIERS;
	const said = TIERS.filter((tier) => isSet(input, tier));
	return said.length > 0 ? said : undefined;
}
