/** The whole line in SVG, winding from row to row as it does in the terminal. */
import { largest } from '../domain/extremes.ts';
import type { LineMap } from '../domain/network.ts';
import { type Flag, stationFlag } from './map-flags.ts';
import { factsOf } from './map-station.ts';
import { type Mark, markAt } from './svg-marks.ts';
import { element, linesOf, pixels, rounded, type Svg, text } from './svg-shapes.ts';
import { HUES } from './svg-style.ts';
import { type Place, type Winding, winding } from './tracks.ts';

/** What is drawn, and how much room it takes. */
export interface Drawing {
	readonly svg: readonly Svg[];
	readonly width: number;
	readonly height: number;
}

const MARGIN = 60;
const CELL = 216;
const COLUMNS = 5;
const NARROWEST = 1000;
const RADIUS = 18;
/** How round the line turns. */
const BEND = 36;
const TITLE = { size: 16, line: 21, lines: 4 };
/** Between the station and the first line of its words, and under the last. */
const GAP = { words: 46, row: 34 };

/** A row of stations with the height of its track. */
interface Row {
	readonly y: number;
	readonly places: readonly Place[];
}

interface Plan {
	readonly winding: Winding;
	readonly rows: readonly Row[];
	readonly width: number;
	readonly bottom: number;
	readonly map: LineMap;
}

export function lineSvg(map: LineMap, top: number): Drawing {
	const plan = planOf(map, top);
	const places = plan.winding.places;
	return {
		svg: [
			...places.flatMap((place, i) => trackSvg(plan, place, places[i + 1])),
			...places.map((place) => stationSvg(plan, place)),
		],
		width: plan.width,
		height: plan.bottom,
	};
}

function planOf(map: LineMap, top: number): Plan {
	const wound = winding(map, COLUMNS);
	const rows: Row[] = [];
	let y = top;
	for (let row = 0; row < wound.rows; row++) {
		const places = wound.places.slice(row * wound.columns, (row + 1) * wound.columns);
		const isFlagged = places.some(({ station }) => stationFlag(station, map) !== undefined);
		const isNamed = places.some(({ begins }) => begins !== '');
		y += RADIUS + (isFlagged ? 44 : 0) + (isNamed ? 30 : 0);
		rows.push({ y, places });
		y += GAP.words + largest(places.map((place) => titleLines(place).length)) * TITLE.line + GAP.row;
	}
	const width = Math.max(NARROWEST, 2 * MARGIN + wound.columns * CELL);
	return { winding: wound, rows, width, bottom: y, map };
}

function titleLines({ station }: Place): string[] {
	return linesOf(`${station.number} ${station.title}`, TITLE.size, CELL - 26, TITLE.lines);
}

function xOf({ width, winding: { columns } }: Plan, { column }: Place): number {
	return (width - columns * CELL) / 2 + (column + 0.5) * CELL;
}

function yOf({ rows }: Plan, { row }: Place): number {
	return rows[row]?.y ?? 0;
}

/** The track from a station to the next: straight, or round the end of a row. */
function trackSvg(plan: Plan, place: Place, next: Place | undefined): Svg[] {
	if (!next) return [];
	const [x, y, toX, toY] = [xOf(plan, place), yOf(plan, place), xOf(plan, next), yOf(plan, next)];
	const side = place.row % 2 === 0 ? 1 : -1;
	const edge = x + side * (CELL / 2 + 10);
	const sweep = side > 0 ? 1 : 0;
	const bend = (dx: number, dy: number) => `a${BEND} ${BEND} 0 0 ${sweep} ${dx} ${dy}`;
	const round = `H${rounded(edge - side * BEND)}${bend(side * BEND, BEND)}V${rounded(toY - BEND)}${bend(-side * BEND, BEND)}H${rounded(toX)}`;
	const d = `M${rounded(x)} ${rounded(y)}${place.row === next.row ? `H${rounded(toX)}` : round}`;
	return [element('path', { d, class: `track ${hueOf(place)}${place.travelled ? '' : ' ahead'}` })];
}

function stationSvg(plan: Plan, place: Place): Svg {
	const { station, begins } = place;
	const [x, y] = [xOf(plan, place), yOf(plan, place)];
	const hue = hueOf(place);
	const flag = stationFlag(station, plan.map);
	const mark: Mark = { state: station.state, percent: station.progress.percent, hue, radius: RADIUS };
	const lines = titleLines(place);
	const isFaint = station.state === 'waiting' || station.state === 'empty';
	const words = lines.map((line, i) =>
		text(x, y + GAP.words + i * TITLE.line, line, isFaint ? 'name faint' : 'name', 'middle'),
	);
	const facts = text(x, y + GAP.words + lines.length * TITLE.line, factsOf(station), 'facts', 'middle');
	const [phase] = begins === '' ? [] : linesOf(begins, 15, CELL - 16, 1);
	return [
		markAt(x, y, mark),
		...(flag ? [flagAt(x, y - RADIUS - 8, flag)] : []),
		...(phase === undefined ? [] : [text(x, y - RADIUS - (flag ? 52 : 14), phase, `phase ${hue}`, 'middle')]),
		...words,
		facts,
	].join('');
}

function hueOf({ phase }: Pick<Place, 'phase'>): string {
	return `h${phase % HUES}`;
}

/** A flag whose tip is at this place: full where you are, an outline where you come to next. */
export function flagAt(x: number, y: number, flag: Flag): Svg {
	const [words, look] = flag === 'you are here' ? ['You are here', ''] : ['Next stop', ' to-come'];
	const half = pixels(words, 14) / 2 + 8;
	const cloth = `M${rounded(x)} ${rounded(y)}l-8 -8H${rounded(x - half + 6)}a6 6 0 0 1 -6 -6v-16a6 6 0 0 1 6 -6H${rounded(x + half - 6)}a6 6 0 0 1 6 6v16a6 6 0 0 1 -6 6H${rounded(x + 8)}Z`;
	return element('path', { d: cloth, class: `flag${look}` }) + text(x, y - 17, words, `flagged${look}`, 'middle');
}
