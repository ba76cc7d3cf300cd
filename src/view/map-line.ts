/** The whole line in characters: winding where the page is wide, straight down where it is narrow. */
import type { LineMap, StationData, StationState } from '../model/network.ts';
import type { Page } from './page.ts';
import { cut, pad, wrap } from './text.ts';
import { type Place, type Winding, winding } from './tracks.ts';
import { shortTally } from './words.ts';

/** A station with its words takes at least so many columns; wider than the other, the map falls apart. */
const CELL = { least: 18, most: 26 };
/** At both ends of a row the track turns: a column for it, and one to keep clear. */
const TURN = 3;
const WIDEST = 122;
const TITLE_LINES = 4;

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
	const places = plan.places.filter((place) => place.row === row);
	const words = places.map((place) => ({
		x: xOf(drawing, place),
		lines: stationWords(place.station, map, cell, page),
	}));
	const height = Math.max(...words.map(({ lines }) => lines.length));
	const under = Array.from({ length: height }, (_, i) =>
		words.flatMap(({ x, lines }) => (lines[i] === undefined ? [] : [{ x, text: lines[i] }])),
	);
	const names = phaseNames(drawing, places);
	const before = plan.places.find((place) => place.row === row - 1 && isLastOfRow(place, plan));
	const after = places.find((place) => isLastOfRow(place, plan) && row < plan.rows - 1);
	return [
		before ? turning(drawing, before) : [],
		...(names.length > 0 ? [[...names, ...(before ? turning(drawing, before) : [])]] : []),
		trackLine(drawing, places, before, after),
		...under.map((line) => [...line, ...(after ? turning(drawing, after) : [])]),
	].filter((line) => line.length > 0);
}

function isLastOfRow(place: Place, { columns }: Winding): boolean {
	return place.column === (place.row % 2 === 0 ? columns - 1 : 0);
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
		const end = Math.min(drawing.right, ...starts.filter((other) => other.x > x).map((other) => other.x));
		return { x, text: drawing.page.ink.quiet(cut(place.begins, end - x - 2)) };
	});
}

/** The stations of a row and the track between them, with the turns at its ends. */
function trackLine(drawing: Drawing, places: readonly Place[], before?: Place, after?: Place): Line {
	const { page, cell, right } = drawing;
	const parts: Part[] = places.map((place) => ({
		x: xOf(drawing, place),
		text: stationMark(page, place.station.state, place.station.progress.percent),
	}));
	for (const place of places) {
		const next = places.find(({ column }) => column === place.column + (place.row % 2 === 0 ? 1 : -1));
		if (!next) continue;
		const x = Math.min(xOf(drawing, place), xOf(drawing, next)) + 1;
		parts.push({ x, text: track(page, place.travelled, '━'.repeat(cell - 1), '─'.repeat(cell - 1)) });
	}
	if (before)
		parts.push(endOfRow(page, before, xOf(drawing, { ...before, column: places[0]?.column ?? 0 }), right, '┛╯', '┗╰'));
	if (after) parts.push(endOfRow(page, after, xOf(drawing, after), right, '┓╮', '┏╭'));
	return parts;
}

/** Track from a station at the end of a row to where it turns. @param corners heavy and light, at the right and the left */
function endOfRow(page: Page, place: Place, x: number, right: number, atRight: string, atLeft: string): Part {
	const isRight = place.row % 2 === 0;
	const length = isRight ? right - x - 1 : x - 1;
	const drawn = ['━', '─'].map((rail, i) => {
		const rails = rail.repeat(Math.max(0, length));
		return isRight ? rails + atRight.charAt(i) : atLeft.charAt(i) + rails;
	});
	return { x: isRight ? x + 1 : 0, text: track(page, place.travelled, drawn[0] ?? '', drawn[1] ?? '') };
}

function straight(map: LineMap, page: Page): string[] {
	const { places } = winding(map, 1);
	const numbers = Math.max(...places.map(({ station }) => String(station.number).length));
	const indent = 3 + numbers + 2;
	return places.flatMap((place, i) => {
		const { station, begins, travelled } = place;
		const above = places[i - 1];
		const rail = (there: boolean, heavy: boolean) => pad(there ? track(page, heavy, '┃', '│') : '', 3);
		const [first = '', ...rest] = stationWords(station, map, page.width - indent, page, false);
		const lead = `${stationMark(page, station.state, station.progress.percent)}  ${pad(String(station.number), numbers)}  `;
		const phase =
			begins === '' ? [] : [`${rail(i > 0, above?.travelled ?? false)}${page.ink.quiet(cut(begins, page.width - 5))}`];
		return [
			...(i > 0 && phase.length > 0 ? [rail(true, above?.travelled ?? false)] : []),
			...phase,
			lead + first,
			...rest.map((line) => pad(rail(i < places.length - 1, travelled), indent) + line),
		].map((line) => line.trimEnd());
	});
}

/** What stands at a station: where you are, its title, and how far it is. */
function stationWords(station: StationData, { here }: LineMap, width: number, page: Page, numbered = true): string[] {
	const { ink } = page;
	const isHere = here?.stage.id === station.id;
	const paint = isHere ? ink.title : station.state === 'waiting' || station.state === 'empty' ? ink.quiet : String;
	const title = numbered ? `${station.number} ${station.title}` : station.title;
	const lines = fewLines(page, title, width - 2).map((line) => paint(line));
	const said = numbered ? '▲ you are here' : '◀ you are here';
	const facts = wrap({ ...page, width }, factsOf(station)).map((line) => ink.quiet(line));
	return numbered && isHere
		? [ink.title(said), ...lines, ...facts]
		: [...lines, ...facts, ...(isHere ? [ink.title(said)] : [])];
}

export function factsOf({ state, progress, reachable }: StationData): string {
	if (state === 'empty') return 'not at this level';
	if (state === 'skipped') return 'skipped';
	return `${shortTally(progress)}${reachable > 0 ? ` · ${reachable} ready` : ''}`;
}

/** A title in a few lines of a width, the last of them cut where it is longer. */
export function fewLines(page: Page, text: string, width: number): string[] {
	const lines = wrap({ ...page, width: width + 2 }, text);
	const last = lines[TITLE_LINES - 1];
	if (lines.length <= TITLE_LINES || last === undefined) return lines;
	return [...lines.slice(0, TITLE_LINES - 1), cut(`${last} ${lines[TITLE_LINES]}`, width)];
}

const FILLED = ['○', '◔', '◑', '◕'] as const;

/** A station filled by its progress: full only when all of it is complete. */
export function stationMark(page: Page, state: StationState, percent: number): string {
	const { good, warn, quiet } = page.ink;
	if (state === 'done') return good('●');
	if (state === 'skipped') return quiet('–');
	if (state === 'started') return warn(FILLED[Math.min(3, Math.max(1, Math.round(percent / 25)))] ?? '◑');
	return state === 'ready' ? '○' : quiet('◌');
}

/** What is behind the learner is heavy, what is ahead is light. */
export function track(page: Page, travelled: boolean, heavy: string, light: string): string {
	return travelled ? page.ink.good(heavy) : page.ink.quiet(light);
}

function joined(line: Line): string {
	let text = '';
	for (const part of [...line].sort((a, b) => a.x - b.x)) text = pad(text, part.x) + part.text;
	return text.trimEnd();
}
