import { command } from '../cli/command.ts';
import { describeScope, describeStage, type ScopeData, type StageData } from '../domain/describe.ts';
import { findStage } from '../domain/find.ts';
import { nextUp } from '../domain/next.ts';
import { largest } from '../domain/numbers.ts';
import { type Tally, tally } from '../domain/tally.ts';
import type { RenderContext } from '../render/context.ts';
import { bar, isFinished, plainTally, shortTally, tallyWords } from '../render/tally.ts';
import { hanging, hints, measure, pad, paintedBar, records, screen, spread, widthOf, wrap } from '../render/text.ts';
import { scopeTitle, scopeWords } from '../render/words.ts';
import { type StageResult, stageResult } from './stage/result.ts';
import { stageView } from './stage/view.ts';

export const stages = command({
	usage: 'stages [stage]',
	summary: 'All stages with your progress, by phase',
	group: 'See',
	about: 'With the name of a stage, that stage, as roadmap stage shows it.',
	examples: [{ line: 'roadmap stages', does: 'all stages, and where you are' }],
	run: async (session, { args: [word] }): Promise<StagesResult | StageResult> => {
		const state = await session.open();
		const { standing } = state;
		if (word !== undefined) return stageResult(state, findStage(standing.roadmap, word));
		const { scope, progress } = standing;
		const [here] = nextUp(standing, 1);
		return {
			...describeScope(standing),
			stages: scope.stages.map((stage) => describeStage(standing, stage)),
			progress: tally(progress, scope.topics),
			here: here ? Number.parseInt(here.number, 10) : null,
		};
	},
	view: (result, context) => ('topics' in result ? stageView(result, context) : stagesView(result, context)),
});

export interface StagesResult extends ScopeData {
	readonly stages: readonly StageData[];
	readonly progress: Tally;
	/** The number of the stage with the next topic. */
	readonly here: number | null;
}

/** The columns of the table, in characters. */
interface StageColumns {
	readonly title: number;
	readonly bar: number;
	/** Width of the tally. */
	readonly tail: number;
	/** Whether the bar goes below the title, because they do not fit side by side. */
	readonly under: boolean;
}

const LEAD = 6;
const MIN_BAR = 8;
const MAX_BAR = 20;

function stagesView(result: StagesResult, context: RenderContext): string {
	const { stages, here } = result;
	if (context.plain) return records(stages.map((stage) => record(stage, stage.number === here)));
	const columns = columnsOf(result, context);
	return screen(
		context,
		[
			...spread(context, context.theme.title(scopeTitle(result)), tallyWords(result.progress)),
			...wrap(context, context.theme.quiet(scopeWords(result))),
		],
		stages.flatMap((stage, i) => {
			const phase = stage.phase === stages[i - 1]?.phase ? '' : stage.phase;
			return columns.under
				? [...(phase === '' ? [] : [context.theme.quiet(phase)]), ...tallRow(stage, here, columns, context)]
				: [row(stage, phase, here, columns, context)];
		}),
		hints(context, [
			[`roadmap stage ${here ?? stages[0]?.number ?? 1}`, 'its topics'],
			['roadmap next', 'what to learn now'],
		]),
	);
}

function record({ number, id, phase, title, progress }: StageData, isHere: boolean): (string | number)[] {
	return [number, id, phase, title, ...plainTally(progress), ...(isHere ? ['you are here'] : [])];
}

/** Gives the bar the width that titles, tallies and phases leave. */
function columnsOf({ stages }: StagesResult, context: RenderContext): StageColumns {
	const widest = (textOf: (stage: StageData) => string) => largest(stages.map((stage) => widthOf(textOf(stage))));
	const [title, tail, phase] = [
		widest((stage) => stage.title),
		widest((stage) => shortTally(stage.progress)),
		widest((stage) => stage.phase),
	];
	const left = measure(context) - LEAD - title - tail - phase - 6;
	return {
		title,
		tail,
		bar: Math.min(MAX_BAR, Math.max(MIN_BAR, left)),
		under: left < MIN_BAR || context.accessible,
	};
}

/** Renders a stage on one line; the phase is shown beside its first stage. */
function row(
	stage: StageData,
	phase: string,
	here: number | null,
	columns: StageColumns,
	context: RenderContext,
): string {
	const title = pad(painted(stage, here, context), columns.title);
	const tail = pad(shortTally(stage.progress), columns.tail);
	return `${leadOf(stage, here, context)}${title}  ${drawn(stage, columns, context)}  ${tail}  ${context.theme.quiet(phase)}`.trimEnd();
}

function tallRow(stage: StageData, here: number | null, columns: StageColumns, context: RenderContext): string[] {
	const isHere = context.accessible && stage.number === here ? ', you are here' : '';
	const bar = context.accessible ? '' : `${drawn(stage, columns, context)}  `;
	return [
		...hanging(context, leadOf(stage, here, context), painted(stage, here, context), LEAD),
		...hanging(context, '', `${bar}${shortTally(stage.progress)}${isHere}`, LEAD),
	];
}

/** Marks the current stage and the finished ones. */
function leadOf(stage: StageData, here: number | null, context: RenderContext): string {
	const number = `${String(stage.number).padStart(2)}  `;
	if (context.accessible) return number;
	if (stage.number === here) return `▸ ${number}`;
	return isFinished(stage.progress) ? `${context.theme.good('✓')} ${number}` : `  ${number}`;
}

function painted(stage: StageData, here: number | null, context: RenderContext): string {
	if (stage.number === here) return context.theme.title(stage.title);
	return isFinished(stage.progress) ? context.theme.quiet(stage.title) : stage.title;
}

function drawn({ progress }: StageData, { bar: width }: StageColumns, context: RenderContext): string {
	return paintedBar(context, bar(progress, width));
}
