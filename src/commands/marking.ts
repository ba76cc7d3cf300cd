/** The marks: `start`, `done`, `known`, `skip` and `reset` are one command with five names. */
import { type Command, command, type Example, type Input } from '../command.ts';
import type { Context } from '../context.ts';
import type { TopicData } from '../model/describe.ts';
import { stageOf } from '../model/find.ts';
import { type Marking as Plan, planMark } from '../model/mark.ts';
import { nextUp } from '../model/next.ts';
import { isComplete } from '../model/progress.ts';
import { stageInScope, topicsAt } from '../model/scope.ts';
import { openedBy, type Standing } from '../model/standing.ts';
import { type Tally, tally } from '../model/tally.ts';
import type { Status, Topic } from '../model/types.ts';
import { marksView } from '../view/marks.ts';
import { CAREFUL, type Carried, carryOut, rehearsed } from './careful.ts';
import { topicsNamed } from './naming.ts';

export interface MarkResult {
	/** Nothing was changed: this is what would be. */
	readonly dryRun?: true;
	readonly to: Status;
	readonly changed: readonly {
		readonly topic: string;
		readonly from: Status;
		readonly to: Status;
		readonly at: string;
	}[];
	readonly unchanged: readonly string[];
	readonly unlocked: readonly string[];
	readonly next: TopicData | null;
	readonly progress: Tally;
	/** The stage of the changed topics, where they have one in common. */
	readonly stage: { readonly number: number; readonly progress: Tally } | null;
	/** Every topic named above. */
	readonly topics: readonly NamedTopic[];
}

export interface NamedTopic {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	/** When it got the status that it had before this command, ISO 8601. */
	readonly at?: string;
}

interface Marking {
	readonly verb: string;
	readonly to: Status;
	readonly summary: string;
	readonly about?: string;
	readonly examples: readonly Example[];
}

export function marking({ verb, to, ...said }: Marking): Command {
	return command({
		...said,
		usage: `${verb} [topic...]`,
		group: 'Learn',
		options: CAREFUL,
		run: (ctx, input) => markNamed(ctx, input, verb, to),
		view: marksView,
		isReceipt: ({ dryRun }) => !dryRun,
	});
}

/** Marks the topics that the arguments name. */
export async function markNamed(ctx: Context, input: Input, verb: string, to: Status): Promise<MarkResult> {
	const open = await ctx.open();
	const before = open.standing;
	const plan = planMark(before.progress, await topicsNamed(ctx, open, input, verb), to);
	const touched = plan.changed.map(({ topic }) => topic);
	const carried = await carryOut(ctx, input, verb, touched, { to });
	return { ...rehearsed(input), ...markResult(before, plan, to, carried) };
}

function markResult(
	before: Standing,
	{ changed, unchanged }: Plan,
	to: Status,
	{ at, after: open }: Carried,
): MarkResult {
	const { standing: after, describe } = open;
	const touched = changed.map(({ topic }) => topic);
	const opens =
		isComplete(to) || to === 'skipped'
			? openedBy(
					before,
					touched.map(({ id }) => id),
				)
			: [];
	const [next] = nextUp(after, 1);
	return {
		to,
		changed: changed.map(({ topic, from }) => ({ topic: topic.id, from, to, at })),
		unchanged: unchanged.map(({ id }) => id),
		unlocked: opens.map(({ id }) => id),
		next: next ? describe(next) : null,
		progress: tally(after.progress, after.scope.topics),
		stage: commonStage(after, touched),
		topics: [...touched, ...unchanged, ...opens].map((topic) => named(before, topic)),
	};
}

function commonStage({ roadmap, scope, progress }: Standing, topics: readonly Topic[]): MarkResult['stage'] {
	const [stage, ...others] = new Set(topics.map((topic) => stageOf(roadmap, topic)));
	if (!stage || others.length > 0) return null;
	const inView = topicsAt(stageInScope(scope, stage), scope.level);
	return { number: stage.number, progress: tally(progress, inView) };
}

function named({ progress }: Standing, { id, number, title }: Topic): NamedTopic {
	const at = progress.marks.get(id)?.at;
	return { id, number, title, ...(at !== undefined && { at }) };
}
