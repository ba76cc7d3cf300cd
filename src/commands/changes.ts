import { takeUpdate } from '../app/updates.ts';
import { command } from '../cli/command.ts';
import { type Changed, likelyRenames } from '../domain/difference.ts';
import { refOf, stageOf } from '../domain/find.ts';
import { statusById } from '../domain/progress.ts';
import type { Standing } from '../domain/standing.ts';
import type { Ref, Status, Tier, Topic } from '../domain/types.ts';
import type { RenderContext } from '../render/context.ts';
import { hints, type ListRow, listRows, notice, records, screen, wrap } from '../render/text.ts';
import { instantWords, joined, statusWord } from '../render/words.ts';

interface ChangesResult {
	readonly roadmap: string;
	readonly title: string;
	/** When the compared snapshot was taken, ISO 8601; null if there was none. */
	readonly since: string | null;
	/** When the difference was first shown, ISO 8601; null if there is none. */
	readonly at: string | null;
	/** Whether it has not been shown before. */
	readonly unseen: boolean;
	readonly new: readonly TopicRow[];
	/** Topics with a new id; the old one still names the topic. */
	readonly renamed: readonly (TopicRow & { readonly from: Pick<Ref, 'id' | 'title'> })[];
	readonly retitled: readonly (TopicRow & { readonly from: { readonly title: string } })[];
	readonly moved: readonly (TopicRow & { readonly from: Pick<Ref, 'id' | 'title'> })[];
	readonly tiers: readonly (TopicRow & { readonly from: { readonly tier: Tier } })[];
	/** Probable renames: new topics that have the title of a removed one, but not its id as an alias. */
	readonly perhaps: readonly (TopicRow & { readonly from: Pick<Ref, 'id' | 'title'> })[];
	/** Their status is kept, and counts again if they return. */
	readonly gone: readonly { readonly id: string; readonly title: string; readonly status: Status }[];
}

interface TopicRow extends Ref {
	readonly tier: Tier;
	readonly status: Status;
	readonly stage: Ref<number>;
}

export const changes = command({
	usage: 'changes',
	summary: 'What an update brought: new, renamed, moved, gone',
	group: 'See',
	about:
		'What changed since you last looked. Run again, it shows the same until the next update. What you marked stays marked.',
	examples: [{ line: 'roadmap changes', does: 'what is different since you were last here' }],
	run: async (session): Promise<ChangesResult> => {
		const { since, at, isNew, difference, stages } = await takeUpdate(session);
		const { standing } = await session.open();
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
			perhaps: each(likelyRenames({ topics: difference.gone }, difference.added), ({ id, title }) => ({ id, title })),
			gone: difference.gone.map((topic) => ({
				...{ id: topic.id, title: topic.title },
				status: statusById(standing.progress, topic.id),
			})),
		};
	},
	view: changesView,
});

function rowOf({ roadmap, progress }: Standing, topic: Topic): TopicRow {
	const status = statusById(progress, topic.id);
	return { ...refOf(topic), tier: topic.tier, status, stage: refOf(stageOf(roadmap, topic)) };
}

/** Title, rows, and a line below them. */
type ChangeGroup = readonly [title: string, rows: readonly ListRow[], below?: string];

function changesView(result: ChangesResult, context: RenderContext): string {
	if (result.at === null) return nothing(result, context);
	if (context.plain) return records(recordsOf(result));
	return screen(
		context,
		wrap(context, context.theme.title(headWords(result, context))),
		...partsOf(result, context)
			.filter(([, rows]) => rows.length > 0)
			.map(([title, rows, below = '']) => [
				context.theme.title(title),
				...listRows(context, rows),
				...wrap(context, context.theme.quiet(below)),
			]),
		hints(context, [
			['roadmap next', 'what to learn now'],
			['roadmap stages', 'all stages'],
		]),
	);
}

function headWords({ title, since, at, unseen }: ChangesResult, { today }: RenderContext): string {
	const sinceDay = instantWords(since ?? '', today);
	if (unseen) return `What changed in ${title} since ${sinceDay}`;
	return `The last changes in ${title}, shown to you on ${instantWords(at ?? '', today)}`;
}

function nothing({ title, since }: ChangesResult, context: RenderContext): string {
	if (context.plain) return '';
	const words =
		since === null
			? `There is nothing to compare ${title} with yet. From your first mark on, this shows what an update changes.`
			: `Nothing has changed in ${title} since ${instantWords(since, context.today)}.`;
	return notice(context, words, [['roadmap next', 'what to learn now']]);
}

function partsOf(result: ChangesResult, context: RenderContext): ChangeGroup[] {
	const row = ({ number, title, status }: TopicRow, facts: string): ListRow => {
		return { lead: number, title, facts: joined([facts, statusWord(status)]) };
	};
	return [
		['New', result.new.map((topic) => row(topic, joined([topic.tier, topic.stage.title])))],
		[
			'Renamed',
			[
				...result.renamed.map((topic) => row(topic, `was ${wasWords(topic)}`)),
				...result.retitled.map((topic) => row(topic, `was ${topic.from.title}`)),
			],
			result.renamed.length > 0 ? 'The old ids still work, and what you marked is kept.' : '',
		],
		['Moved', result.moved.map((topic) => row(topic, `from ${topic.from.title} to ${topic.stage.title}`))],
		['Another tier', result.tiers.map((topic) => row(topic, `was ${topic.from.tier}, is ${topic.tier}`))],
		[
			'Gone',
			result.gone.map(({ title, status }) => ({
				lead: context.accessible ? '' : '–',
				title,
				facts: statusWord(status),
			})),
			'What you marked there is kept, and counts again if they come back.',
		],
		[
			'The same title, another id',
			result.perhaps.map((topic) => row(topic, `aliases: [${topic.from.id}]`)),
			'Where it is the same topic, its author adds this line, and what you marked goes on.',
		],
	];
}

/** "Folding (folding)"; for an unchanged title, the id alone. */
function wasWords({ title, from }: ChangesResult['renamed'][number]): string {
	return title === from.title ? from.id : `${from.title} (${from.id})`;
}

/** The kind of change, the topic's id, number and title; then what it was before, or the stage of a new one. */
function recordsOf(result: ChangesResult): (string | number)[][] {
	const row = (what: string, { id, number, title }: TopicRow, ...more: string[]) => [what, id, number, title, ...more];
	return [
		...result.new.map((topic) => row('new', topic, topic.stage.title)),
		...result.renamed.map((topic) => row('renamed', topic, topic.from.title, topic.from.id)),
		...result.retitled.map((topic) => row('renamed', topic, topic.from.title, topic.id)),
		...result.moved.map((topic) => row('moved', topic, topic.from.title, topic.stage.title)),
		...result.tiers.map((topic) => row('tier', topic, topic.from.tier, topic.tier)),
		...result.perhaps.map((topic) => row('perhaps', topic, topic.from.title, topic.from.id)),
		...result.gone.map(({ id, title, status }) => ['gone', id, '', title, statusWord(status)]),
	];
}
