/** The whole line as shapes, for the picture in a file and for the page: the rows of the terminal's map. */
import { largest } from '../domain/extremes.ts';
import type { LineMap, StationData } from '../domain/map.ts';
import { lineRows, type Place, type Row } from './layout.ts';
import { factsOf, isHere } from './map-words.ts';
import { hueOf, linesOf, markAt, rounded, type Shape, shape, text } from './svg.ts';

/** What is drawn, and where it ends. */
export interface Drawing {
	readonly shapes: readonly Shape[];
	readonly bottom: number;
}

interface LineFrame {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	/** Where a station leads, and how that is said; without it, stations are no links. */
	readonly link?: (station: StationData) => { readonly href: string; readonly 'aria-label': string };
}

/** A station with its words takes at least so much. */
const CELL = 168;
const RADIUS = 15;
const NAME = { size: 15, line: 19, lines: 4 };
/** From the phase's name to the track, from there to the first line of words, and under the last. */
const GAP = { name: 40, words: 40, row: 28 };
/** How far the track goes on at the end of a row, and half the height of its arrow. */
const ARROW = { length: 58, half: 8 };

/** Draws the line into a frame, whose width says how many stations stand in a row. */
export function lineSvg(map: LineMap, frame: LineFrame): Drawing {
	const most = Math.max(1, Math.floor(frame.width / CELL));
	let y = frame.top;
	const shapes = lineRows(map, most).flatMap((row) => {
		const cell = frame.width / row.columns;
		const names = row.places.map(({ station }) => nameLines(station, map, cell));
		y += row.begins === '' ? RADIUS + 8 : GAP.name;
		const drawn = rowShapes(row, names, map, { ...frame, top: y });
		y += GAP.words + largest(names.map((lines) => lines.length)) * NAME.line + GAP.row;
		return drawn;
	});
	return { shapes, bottom: y };
}

function nameLines(station: StationData, map: LineMap, cell: number): string[] {
	const here = isHere(station, map) ? '▸ ' : '';
	return linesOf(`${here}${station.number} ${station.title}`, NAME.size, cell - 20, NAME.lines);
}

/** A place in the picture: where the track is, how much room there is up to the next, and the colour. */
interface Spot {
	readonly x: number;
	readonly y: number;
	readonly cell: number;
	readonly hue: string;
}

/** @param top of the frame: the height of the track */
function rowShapes(row: Row, names: readonly string[][], map: LineMap, { left, top: y, width, link }: LineFrame) {
	const cell = width / row.columns;
	const hue = hueOf(row.phase);
	const spotOf = (i: number): Spot => ({ x: left + RADIUS + i * cell, y, cell, hue });
	const [phase] = row.begins === '' ? [] : linesOf(row.begins, 15, width - RADIUS, 1);
	const stations = row.places.map(({ station }, i) => {
		const shapes = stationShapes(station, map, names[i] ?? [], spotOf(i));
		if (!link) return shape('g', {}, ...shapes);
		return shape('a', { ...link(station), class: 'station' }, groundOf(spotOf(i), names[i]?.length ?? 0), ...shapes);
	});
	return [
		...(phase === undefined ? [] : [text(left, y - RADIUS - 12, phase, `phase-name ${hue}`)]),
		...row.places.flatMap((place, i) => trackShapes(place, spotOf(i), i === row.places.length - 1)),
		...stations,
	];
}

/** What can be clicked of a link: all of it, not its strokes and letters alone. */
function groundOf({ x, y, cell }: Spot, lines: number): Shape {
	const size = { width: cell - 20, height: RADIUS + GAP.words + lines * NAME.line + 6 };
	return shape('rect', { x: x - RADIUS, y: y - RADIUS, ...size, fill: 'none', 'pointer-events': 'all' });
}

/** The track to the next station; at the end of a row an arrow says that the line goes on. */
function trackShapes({ travelled, isLast }: Place, { x, y, cell, hue }: Spot, isEnd: boolean): Shape[] {
	if (isLast) return [];
	const end = x + (isEnd ? ARROW.length : cell);
	const head = isEnd ? `M${rounded(end - ARROW.half)} ${rounded(y - ARROW.half)}l8 8l-8 8` : '';
	const d = `M${rounded(x)} ${rounded(y)}H${rounded(end)}${head}`;
	return [shape('path', { d, class: `track ${hue}${travelled ? '' : ' ahead'}` })];
}

function stationShapes(station: StationData, map: LineMap, name: readonly string[], { x, y, hue }: Spot): Shape[] {
	const { state, progress } = station;
	const here = isHere(station, map);
	const faint = state === 'waiting' || state === 'empty' ? ' faint' : '';
	const words = y + GAP.words;
	return [
		...markAt(x, y, { state, percent: progress.percent, hue, radius: RADIUS, isHere: here }),
		...name.map((line, i) => text(x - RADIUS, words + i * NAME.line, line, `name${faint}${here ? ' here' : ''}`)),
		text(x - RADIUS, words + name.length * NAME.line, factsOf(station), 'facts'),
	];
}
