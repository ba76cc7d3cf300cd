import type { StageData } from '../model/describe.ts';
import type { Tally } from '../model/tally.ts';
import type { Page } from './page.ts';
import { cut, hints, measure, pad, records, screen, spread, widthOf } from './text.ts';
import { bar, complete, shortTally, tallyWords } from './words.ts';

export interface StagesResult {
	readonly goal: string;
	readonly path: string;
	readonly level: string;
	readonly stages: readonly StageData[];
	readonly progress: Tally;
	/** The number of the stage with the next topic. */
	readonly here: number | null;
}

export function stagesView(result: StagesResult, page: Page): string {
	if (page.plain) {
		return records(
			result.stages.map(({ number, id, phase, title, progress }) => [
				number,
				id,
				phase,
				title,
				complete(progress),
				progress.total - progress.skipped,
				`${Math.floor(progress.percent)}%`,
			]),
		);
	}
	const phases = [...new Set(result.stages.map(({ phase }) => phase))];
	const chosen = `path ${result.path} · level ${result.level}`;
	const blocks = phases.map((phase) => [
		...(phase === '' ? [] : [page.ink.quiet(phase)]),
		...result.stages.filter((stage) => stage.phase === phase).flatMap((stage) => row(stage, result, page)),
	]);
	const example = result.here ?? result.stages[0]?.number ?? 1;
	return screen(
		page,
		[...spread(page, page.ink.title(result.goal), tallyWords(result.progress)), page.ink.quiet(chosen)],
		...blocks,
		hints(page, [
			[`roadmap stage ${example}`, 'the topics of a stage'],
			['roadmap next', 'what to learn now'],
		]),
	);
}

function row({ number, title, progress }: StageData, { stages, here }: StagesResult, page: Page): string[] {
	const { ink } = page;
	const tallied = `${shortTally(progress)}${number === here ? '  you are here' : ''}`;
	const label = `${String(number).padStart(2)}  `;
	const longest = Math.max(...stages.map((stage) => widthOf(stage.title)));
	const room = measure(page) - label.length;
	const barWidth = room >= 56 ? 16 : 8;
	const titleWidth = Math.min(longest, room - barWidth - 25);
	const line = (name: string) => `${name}  ${ink.good(bar(progress, barWidth))}  ${tallied}`;
	if (titleWidth >= 16) return [label + line(pad(cut(title, titleWidth), titleWidth))];
	return [label + cut(title, room), ' '.repeat(label.length) + line('').trimStart()];
}
