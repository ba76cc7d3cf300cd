import { command, type Input, isSet } from '../../cli/command.ts';
import { findStage } from '../../domain/find.ts';
import { nextUp } from '../../domain/next.ts';
import { TIERS, type Tier } from '../../domain/types.ts';
import { usageError } from '../../errors.ts';
import { stageResult } from './result.ts';
import { stageView } from './view.ts';

export const stage = command({
	usage: 'stage [stage]',
	summary: 'One stage and its topics (without a name, yours)',
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
	run: async (session, input) => {
		const state = await session.open();
		const { roadmap } = state.standing;
		const word = input.args[0] ?? nextUp(state.standing, 1)[0]?.number.split('.')[0];
		if (word === undefined) throw usageError('There is nothing left to learn here.', 'Name a stage: roadmap stage 1');
		return stageResult(state, findStage(roadmap, word), tierOptions(input));
	},
	view: stageView,
});

/** Returns the tiers that the options name, or undefined if there are none. */
function tierOptions(input: Input): readonly Tier[] | undefined {
	if (isSet(input, 'all')) return TIERS;
	const tiers = TIERS.filter((tier) => isSet(input, tier));
	return tiers.length > 0 ? tiers : undefined;
}
