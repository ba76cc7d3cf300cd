import { command } from '../command.ts';
import type { Changed } from '../model/difference.ts';
import { stageOf } from '../model/find.ts';
import { statusById } from '../model/progress.ts';
import type { Standing } from '../model/standing.ts';
import type { Status, Tier, Topic } from '../model/types.ts';

export interface ChangesResult {
	readonly roadmap: string;
	readonly title: string;
	/** When what it is compared with was seen, ISO 8601; null where nothing was. */
	readonly since: string | null;
	/** When the difference was first shown, ISO 8601; null where there is none. */
	readonly at: string | null;
	/** It was not shown before. */
	readonly unseen: boolean;
	readonly new: readonly TopicRow[];
	/** Another id: the old one still names the topic. */
	readonly renamed: readonly (TopicRow & { readonly from: { readonly id: string; readonly title: string } })[];
	readonly retitled: readonly (TopicRow & { readonly from: { readonly title: string } })[];
	readonly moved: readonly (TopicRow & { readonly from: StageName })[];
	readonly tiers: readonly (TopicRow & { readonly from: { readonly tier: Tier } })[];
	/** Their status is kept, and counts again if they come back. */
	readonly gone: readonly { readonly id: string; readonly title: string; readonly status: Status }[];
}

interface StageName {
	readonly id: string;
	readonly title: string;
}

interface TopicRow {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly tier: Tier;
	readonly status: Status;
	readonly stage: StageName & { readonly number: number };
}

export const changes = command({
	usage: 'changes',
	summary: 'What an update brought: new, renamed, moved, gone',
	group: 'See',
	about: 'Since you last looked; said again, it shows the same until the next update. What you marked stays marked.',
	examples: [{ line: 'roadmap changes', does: 'what is different since you were last here' }],
	run: async (ctx): Promise<ChangesResult> => {
		const { since, at, isNew, difference, stages } = await ctx.update();
		const { standing } = await ctx.open();
		const { id, title } = standing.roadmap;
		const row = (topic: Topic) => rowOf(standing, topic);
		const titles = new Map(stages.map((stage) => [stage.id, stage.title]));
		const each = <From>(list: readonly Changed[], was: (from: Changed['from']) => From) =>
			list.map(({ topic, from }) => ({ ...row(topic), from: was(from) }));
		return {
			...{ roadmap: id, title, since, at, unseen: isNew },
			new: difference.added.map(row),
			renamed: each(difference.renamed, (from) => ({ id: from.id, title: from.title })),
			retitled: each(difference.retitled, (from) => ({ title: from.title })),
			moved: each(difference.moved, ({ stage }) => ({ id: stage, title: titles.get(stage) ?? stage })),
			tiers: each(difference.retiered, ({ tier }) => ({ tier })),
			gone: difference.gone.map((topic) => ({
				...{ id: topic.id, title: topic.title },
				status: statusById(standing.progress, topic.id),
			})),
		};
	},
	view: async (result, page) => (await import('../view/changes.ts')).changesView(result, page),
});

function rowOf({ roadmap, progress }: Standing, topic: Topic): TopicRow {
	const { id, number, title, tier } = topic;
	const stage = stageOf(roadmap, topic);
	const name = { number: stage.number, id: stage.id, title: stage.title };
	return { id, number, title, tier, status: statusById(progress, id), stage: name };
}
