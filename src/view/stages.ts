import type { StageData } from '../model/describe.ts';
import { largest } from '../model/extremes.ts';
import type { Tally } from '../model/tally.ts';
import type { Page } from './page.ts';
import { hanging, hints, measure, pad, records, screen, spread, widthOf, wrap } from './text.ts';
import { bar, complete, counted, shortTally, tallyWords } from './words.ts';

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
