/** The map of the roadmap, or of a stage, in the terminal. */

import type { LineMap, StageMap } from '../domain/network.ts';
import { safeLine } from '../domain/safe.ts';
import { lineDrawing } from './map-line.ts';
import { lineList, lineRecords, stageList, stageRecords } from './map-list.ts';
import { stopsDrawing } from './map-stops.ts';
import { mapWords } from './map-words.ts';
import type { Page } from './page.ts';
import { hints, records, screen, spread, wrap } from './text.ts';
import { leadMark, shortTally, tallyWords } from './words.ts';

export type MapResult = (LineMap | StageMap) & { readonly picture?: Picture };

/** A map as SVG: in a file, or here where it is to be printed. */
export type Picture = { readonly file: string } | { readonly file: null; readonly svg: string };

export function mapView(result: MapResult, page: Page): string {
	const { picture } = result;
	if (picture) return picture.file === null ? picture.svg : writtenView(result, picture.file, page);
	if (page.plain) return records(isLine(result) ? lineRecords(result) : stageRecords(result));
	const [title, drawing] = isLine(result) ? lineBlocks(result, page) : stageBlocks(result, page);
	return screen(page, title, drawing, ...mapWords(result, page));
}

function isLine(map: LineMap | StageMap): map is LineMap {
	return map.stage === null;
}

function lineBlocks(map: LineMap, page: Page): [title: string[], drawing: string[]] {
	const title = [
		...spread(page, page.ink.title(map.goal), tallyWords(map.progress)),
		...wrap(page, page.ink.quiet(`path ${map.path} · level ${map.level}`)),
	];
	return [title, page.accessible ? lineList(map, page) : lineDrawing(map, page)];
}

function stageBlocks(map: StageMap, page: Page): [title: string[], drawing: string[]] {
	const { number, title, phase, tagline, progress } = map.stage;
	const facts = [phase, shortTally(progress)].filter((word) => word !== '').join(' · ');
	const head = [
		...spread(page, page.ink.title(`${number}  ${title}`), page.ink.quiet(facts)),
		...(tagline === '' ? [] : wrap(page, page.ink.quiet(tagline))),
	];
	return [head, page.accessible ? stageList(map, page) : stopsDrawing(map, page)];
}

function writtenView(map: MapResult, file: string, page: Page): string {
	const what = isLine(map) ? 'The map' : `The map of stage ${map.stage.number}`;
	const again = isLine(map) ? 'roadmap map' : `roadmap map ${map.stage.number}`;
	return screen(
		page,
		wrap(page, `${leadMark(page, '✓')}${what} is in ${safeLine(file)}.`),
		hints(page, [[again, 'the same in the terminal']]),
	);
}
