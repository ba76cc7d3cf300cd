/** Draws the whole line as shapes, for the SVG file and the page, in the same rows as the terminal's map. */

import type { LineMap, StationData } from '../domain/map.ts';
import { largest } from '../domain/numbers.ts';
import { lineRows, type Place, type Row } from './layout.ts';
import { factsOf, isHere } from './map-words.ts';
import { hueOf, linesOf, markAt, rounded, type Shape, shape, text } from './svg.ts';

/** The shapes, and where they end. */
export interface Drawing {
	readonly shapes: readonly Shape[];
	readonly bottom: number;
}

interface LineFrame {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	/** Returns a station's link and label; without it, stations are not links. */
	readonly link?: (station: StationData) => { readonly href: string; readonly 'aria-label': string };
}

/** The minimum width of a station with its text. */
const CELL = 168;
const RADIUS = 15;
const NAME = { size: 15, line: 19, lines: 4 };
/** Distances from the phase's name to the track, from there to the first line of text, and below the last. */
const GAP = { name: 40, words: 40, row: 28 };
/** How far the track continues at the end of a row, and half the height of its arrow. */
const ARROW = { length: 58, half: 8 };

/** Draws the line into a frame, whose width determines the stations per row. */
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

/** A station's position, the width up to the next one, and its colour. */
interface Spot {
	readonly x: number;
	readonly y: number;
	readonly cell: number;
	readonly hue: string;
}

/** @param top of the frame: the y of the track */
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

/** The clickable area of a link, so that it is more than its strokes and letters. */
function groundOf({ x, y, cell }: Spot, lines: number): Shape {
	const size = { width: cell - 20, height: RADIUS + GAP.words + lines * NAME.line + 6 };
	return shape('rect', { x: x - RADIUS, y: y - RADIUS, ...size, fill: 'none', 'pointer-events': 'all' });
}

/** Draws the track to the next station; at the end of a row, an arrow shows that the line continues. */
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
