import { command } from '../command.ts';
import { describeStage, type StageData } from '../model/describe.ts';
import { largest } from '../model/extremes.ts';
import { nextUp } from '../model/next.ts';
import { type Tally, tally } from '../model/tally.ts';
import type { Page } from '../view/page.ts';
import { hanging, hints, measure, pad, records, screen, spread, widthOf, wrap } from '../view/text.ts';
import { bar, complete, counted, shortTally, tallyWords } from '../view/words.ts';

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

export interface StagesResult {
	readonly goal: string;
	readonly path: string;
	readonly level: string;
	readonly stages: readonly StageData[];
	readonly progress: Tally;
	/** The number of the stage with the next topic. */
	readonly here: number | null;
}

/** The columns of the table, in characters. */
interface Columns {
	readonly title: number;
	readonly bar: number;
	/** The bar stands under the title, because both do not fit beside each other. */
	readonly under: boolean;
}

const LEAD = 4;

export function stagesView(result: StagesResult, page: Page): string {
	const { stages, here } = result;
	if (page.plain) return records(stages.map((stage) => record(stage, stage.number === here)));
	const phases = [...new Set(stages.map(({ phase }) => phase))];
	const columns = columnsOf(result, page);
	const blocks = phases.map((phase) => [
		...(phase === '' ? [] : [page.ink.quiet(phase)]),
		...stages.filter((stage) => stage.phase === phase).flatMap((stage) => row(stage, result, columns, page)),
	]);
	return screen(
		page,
		[
			...spread(page, page.ink.title(result.goal), tallyWords(result.progress)),
			...wrap(page, page.ink.quiet(`path ${result.path} · level ${result.level}`)),
		],
		...blocks,
		hints(page, [
			[`roadmap stage ${here ?? stages[0]?.number ?? 1}`, 'the topics of a stage'],
			['roadmap next', 'what to learn now'],
		]),
	);
}

function record({ number, id, phase, title, progress }: StageData, isHere: boolean): (string | number)[] {
	const percent = `${Math.floor(progress.percent)}%`;
	return [
		number,
		id,
		phase,
		title,
		complete(progress),
		counted(progress),
		percent,
		...(isHere ? ['you are here'] : []),
	];
}

/** The bar takes what the titles leave it. */
function columnsOf({ stages, here }: StagesResult, page: Page): Columns {
	const title = largest(stages.map((stage) => widthOf(stage.title)));
	const tail = largest(stages.map((stage) => widthOf(tailWords(stage, here))));
	const left = measure(page) - LEAD - title - tail - 4;
	return left < 8 ? { title, bar: 8, under: true } : { title, bar: Math.min(left, 20), under: false };
}

function row(stage: StageData, { here }: StagesResult, columns: Columns, page: Page): string[] {
	const lead = pad(String(stage.number).padStart(2), LEAD);
	const drawn = page.accessible ? '' : `${page.ink.good(bar(stage.progress, columns.bar))}  `;
	const rest = drawn + tailWords(stage, here);
	if (columns.under) return [...hanging(page, lead, stage.title), ...hanging(page, '', rest, LEAD)];
	return [`${lead}${pad(stage.title, columns.title)}  ${rest}`];
}

function tailWords({ number, progress }: StageData, here: number | null): string {
	return `${shortTally(progress)}${number === here ? '  you are here' : ''}`;
}
