/** The whole line in characters: winding where the page is wide, straight down where it is narrow. */
import { largest, smallest } from '../domain/extremes.ts';
import type { LineMap } from '../domain/network.ts';
import { markOf, stationWords, track } from './map-station.ts';
import type { Page } from './page.ts';
import { cut, pad } from './text.ts';
import { type Place, type Winding, winding } from './tracks.ts';

/** A station with its words takes at least so many columns; wider than the other, the map falls apart. */
const CELL = { least: 18, most: 26 };
/** How far an arrow stands from the station at its right. */
const ARROW = 8;
/** At both ends of a row the track turns: a column for it, and one to keep clear. */
const TURN = 3;
const WIDEST = 122;
/** What the track takes of a narrow page. */
const LEAD = 3;

/** A painted text and where it begins. */
interface Part {
	readonly x: number;
	readonly text: string;
}

/** A line of the map, from parts in any order. */
type Line = readonly Part[];

export function lineDrawing(map: LineMap, page: Page): string[] {
	const room = Math.min(page.width, WIDEST) - 2;
	const most = Math.floor((room - TURN) / CELL.least);
	return most < 3 ? straight(map, page) : winded(map, page, room, most);
}

function winded(map: LineMap, page: Page, room: number, most: number): string[] {
	const plan = winding(map, most);
	const cell = Math.min(CELL.most, Math.floor((room - TURN) / plan.columns));
	const drawing: Drawing = { map, page, plan, cell, right: plan.columns * cell + TURN - 1 };
	return Array.from({ length: plan.rows }, (_, row) => rowLines(drawing, row))
		.flat()
		.map(joined);
}

interface Drawing {
	readonly map: LineMap;
	readonly page: Page;
	readonly plan: Winding;
	/** Columns that a station takes. */
	readonly cell: number;
	/** The column in which the track turns at the right. */
	readonly right: number;
}

/** A row of stations: the phases that begin, the track, and the words under each station. */
function rowLines(drawing: Drawing, row: number): Line[] {
	const { plan, page, cell, map } = drawing;
	const places = plan.places.slice(row * plan.columns, (row + 1) * plan.columns);
	const before = plan.places[row * plan.columns - 1];
	const after = row < plan.rows - 1 ? places.at(-1) : undefined;
	const words = places.map((place) => ({
		x: xOf(drawing, place),
		lines: stationWords(place.station, map, cell, page),
	}));
	const height = largest(words.map(({ lines }) => lines.length));
	const under = Array.from({ length: height }, (_, i) =>
		words.flatMap(({ x, lines }) => (lines[i] === undefined ? [] : [{ x, text: lines[i] }])),
	);
	const names = phaseNames(drawing, places);
	return [
		...(before ? [turning(drawing, before)] : []),
		...(names.length > 0 ? [[...names, ...(before ? turning(drawing, before) : [])]] : []),
		trackLine(drawing, places, before, after),
		...under.map((line) => [...line, ...(after ? turning(drawing, after) : [])]),
	];
}

function xOf({ cell }: Drawing, { column }: Place): number {
	return TURN - 1 + column * cell;
}

/** The track between two rows, in the column in which it turns. */
function turning({ page, right }: Drawing, place: Place): Part[] {
	return [{ x: place.row % 2 === 0 ? right : 0, text: track(page, place.travelled, '┃', '│') }];
}

/** Each above its first station, as far as there is room. */
function phaseNames(drawing: Drawing, places: readonly Place[]): Part[] {
	const starts = places.filter(({ begins }) => begins !== '').map((place) => ({ place, x: xOf(drawing, place) }));
	return starts.map(({ place, x }) => {
		const end = smallest([drawing.right, ...starts.filter((other) => other.x > x).map((other) => other.x)]);
		return { x, text: drawing.page.ink.quiet(cut(place.begins, end - x - 2)) };
	});
}

/** The stations of a row and the track between them, with the turns at its ends. */
function trackLine(drawing: Drawing, places: readonly Place[], before?: Place, after?: Place): Line {
	const { page, cell } = drawing;
	const parts: Part[] = places.map((place) => ({ x: xOf(drawing, place), text: markOf(page, place.station) }));
	for (const [i, next] of places.slice(1).entries()) {
		const place = places[i] ?? next;
		const isRight = next.column > place.column;
		// Past a turn, an arrow says which way the row runs.
		const arrow = before && i === 0 ? (isRight ? '▸' : '◂') : '';
		const rails = (rail: string) => rail.repeat(cell - ARROW - arrow.length) + arrow + rail.repeat(ARROW - 1);
		const x = xOf(drawing, isRight ? place : next) + 1;
		parts.push({ x, text: track(page, place.travelled, rails('━'), rails('─')) });
	}
	const [first] = places;
	if (before && first) parts.push(turn(drawing, before, xOf(drawing, first), '┛╯', '┗╰'));
	if (after) parts.push(turn(drawing, after, xOf(drawing, after), '┓╮', '┏╭'));
	return parts;
}

/**
 * Track from a station at the end of a row to where it turns.
 * @param place the station before the turn
 * @param corners heavy and light, where the turn is at the right and at the left
 */
function turn({ page, right }: Drawing, place: Place, x: number, ...corners: [right: string, left: string]): Part {
	const isRight = place.row % 2 === 0;
	const rails = (rail: string, corner = '') =>
		isRight ? rail.repeat(right - x - 1) + corner : corner + rail.repeat(x - 1);
	const [heavy, light] = corners[isRight ? 0 : 1];
	return { x: isRight ? x + 1 : 0, text: track(page, place.travelled, rails('━', heavy), rails('─', light)) };
}

/** One station under the other, each with its words beside it. */
function straight(map: LineMap, page: Page): string[] {
	const { places } = winding(map, 1);
	const numbers = largest(places.map(({ station }) => String(station.number).length)) + 2;
	const rail = (above: Place | undefined, width = LEAD) =>
		pad(above ? track(page, above.travelled, '┃', '│') : '', width);
	return places.flatMap((place, i) => {
		const { station, begins } = place;
		const above = places[i - 1];
		const [first = '', ...rest] = stationWords(station, map, page.width - LEAD - numbers, page, false);
		const phase = begins === '' ? [] : [rail(above) + page.ink.quiet(cut(begins, page.width - LEAD - 2))];
		const below = i < places.length - 1 ? place : undefined;
		return [
			...(above && begins !== '' ? [rail(above)] : []),
			...phase,
			pad(markOf(page, station), LEAD) + pad(String(station.number), numbers) + first,
			...rest.map((line) => rail(below, LEAD + numbers) + line),
		].map((line) => line.trimEnd());
	});
}

function joined(line: Line): string {
	let text = '';
	for (const part of [...line].sort((a, b) => a.x - b.x)) text = pad(text, part.x) + part.text;
	return text.trimEnd();
}
