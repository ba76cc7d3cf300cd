/** `path` and `level` are one command with two names: show what there is, or choose. */
import { type Command, command, type Example } from '../command.ts';
import { findChoice, scopeOf } from '../model/scope.ts';
import { type Tally, tally } from '../model/tally.ts';
import { choiceView } from '../view/choice.ts';

interface Choosing {
	readonly what: 'path' | 'level';
	readonly summary: string;
	readonly about: string;
	readonly examples: readonly Example[];
}

export interface ChoiceResult {
	readonly what: 'path' | 'level';
	readonly roadmap: string;
	/** What is chosen now. */
	readonly chosen: string;
	/** What was chosen before, where this command changed it. */
	readonly from: string | null;
	/** The one that was named is the one that was chosen before. */
	readonly unchanged: boolean;
	readonly choices: readonly {
		readonly id: string;
		readonly title: string;
		readonly for: string;
		readonly topics: number;
		readonly progress: Tally;
	}[];
}

export function choosing({ what, ...said }: Choosing): Command {
	return command({
		...said,
		usage: `${what} [id]`,
		group: 'Choose',
		run: async (ctx, input): Promise<ChoiceResult> => {
			const { roadmap, scope, progress } = (await ctx.open()).standing;
			const list = what === 'path' ? roadmap.paths : roadmap.levels.map((level) => ({ ...level, title: level.id }));
			const now = { path: scope.path.id, level: scope.level.id };
			const [word] = input.args;
			const chosen = word === undefined ? now[what] : findChoice<{ id: string }>(list, word, what).id;
			const from = word === undefined ? chosen : await ctx.choose(what, chosen);
			const changes = chosen !== from;
			const choices = list.map(({ id, title, for: purpose }) => {
				const { topics } = scopeOf(roadmap, { ...now, [what]: id });
				return { id, title, for: purpose, topics: topics.length, progress: tally(progress, topics) };
			});
			return {
				what,
				roadmap: roadmap.id,
				chosen,
				from: changes ? from : null,
				unchanged: word !== undefined && !changes,
				choices,
			};
		},
		view: choiceView,
		isReceipt: ({ from, unchanged }) => from !== null || unchanged,
	});
}
