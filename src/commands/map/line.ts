/** Draws the whole line in characters: a row for each phase if there is room, else straight down. */

import type { LineMap, StationData } from '../../domain/map.ts';
import { largest } from '../../domain/numbers.ts';
import type { RenderContext } from '../../render/context.ts';
import { lineRows, type Place, type Row } from '../../render/layout.ts';
import { isHere } from '../../render/map-words.ts';
import { shortTally } from '../../render/tally.ts';
import { cut, pad, widthOf, wrap } from '../../render/text.ts';
import { stateMark } from '../../render/words.ts';

/** The minimum columns per station; if fewer than three fit in a row, the line runs straight down. */
const CELL = 16;
export const WIDEST = 122;
const MARGIN = 2;
/** The maximum width of phase names at the left; longer ones wrap. */
const LABEL = 16;
const GAP = 2;
const TITLE_LINES = 4;
/** What the surrounding text leaves of 24 rows; a shorter drawing gets blank lines between phases. */
const MAX_LINES = 17;

export type Paint = (text: string) => string;

/** Returns a phase's colour, counted from 1. */
export function hueOf({ theme }: RenderContext, phase: number): Paint {
	return theme.phases[Math.max(0, phase - 1) % theme.phases.length] ?? theme.quiet;
}

/** Colours a piece of track: heavy if passed, light and faint if ahead. */
export function track({ theme }: RenderContext, hue: Paint, travelled: boolean, heavy: string, light: string): string {
	return travelled ? hue(heavy) : theme.quiet(hue(light));
}

export function lineDrawing(map: LineMap, context: RenderContext): string[] {
	const widest = largest(map.phases.map(({ title }) => widthOf(title)));
	const label = widest === 0 ? 0 : Math.min(LABEL, widest) + GAP;
	const room = Math.min(context.width, WIDEST) - MARGIN - label;
	const most = Math.floor(room / CELL);
	if (most < 3) return straight(map, context);
	const drawn = lineRows(map, most).map((row) => {
		const hue = hueOf(context, row.phase);
		const names = row.begins === '' ? [] : fewLines(context, row.begins, label - GAP);
		const lines = rowLines(row, map, Math.floor(room / row.columns), context);
		return Array.from({ length: Math.max(lines.length, names.length) }, (_, i) =>
			(pad(hue(names[i] ?? ''), label) + (lines[i] ?? '')).trimEnd(),
		);
	});
	const isAiry = drawn.flat().length + drawn.length - 1 <= MAX_LINES;
	return drawn.flatMap((lines, i) => (isAiry && i > 0 ? ['', ...lines] : lines));
}

/** Returns the track with its marks, and the titles below. @param cell columns per station */
function rowLines({ phase, places }: Row, map: LineMap, cell: number, context: RenderContext): string[] {
	const rails = places.map((place, i) => trackAt(place, i === places.length - 1, cell, hueOf(context, phase), context));
	const titles = places.map(({ station }) => titleLines(station, map, cell < 18 ? cell - 1 : cell - GAP, context));
	const under = Array.from({ length: largest(titles.map((lines) => lines.length)) }, (_, i) =>
		titles.map((lines) => pad(lines[i] ?? '', cell)).join(''),
	);
	return [rails.join(''), ...under];
}

/** Returns a station's mark, its progress, and the track to the next station, or an arrow at the end of a row. */
function trackAt(
	{ station, travelled, isLast }: Place,
	isEnd: boolean,
	cell: number,
	hue: Paint,
	context: RenderContext,
): string {
	const rail = (length: number, head = '') =>
		track(context, hue, travelled, '━'.repeat(length) + head, '─'.repeat(length) + head);
	const mark = stateMark(context, station.state, hue);
	const facts = tallyOf(station);
	const rest = cell - 2 - widthOf(facts);
	// If the progress leaves no room for track, it is omitted.
	if (rest < 3) return mark + (isLast ? '' : isEnd ? rail(1, '→') : rail(cell - 1));
	const start = mark + rail(1);
	if (isLast) return start + context.theme.quiet(facts.trimEnd());
	return start + context.theme.quiet(facts) + (isEnd ? rail(1, '→') : rail(rest));
}

/** Returns a station's progress between spaces; '' if it has none. */
function tallyOf({ state, progress }: StationData): string {
	return state === 'empty' || state === 'skipped' ? '' : ` ${shortTally(progress)} `;
}

function titleLines(station: StationData, map: LineMap, width: number, context: RenderContext): string[] {
	const here = isHere(station, map) ? '▸' : '';
	return painted(station, map, context, fewLines(context, `${here}${station.number} ${station.title}`, width));
}

/** Styles a title's lines by its station's state. */
function painted(station: StationData, map: LineMap, { theme }: RenderContext, lines: readonly string[]): string[] {
	const isFaint = station.state === 'waiting' || station.state === 'empty';
	const paint = isHere(station, map) ? theme.title : isFaint ? theme.quiet : String;
	return lines.map((line) => paint(line));
}

/** Wraps a text to a few lines, shortening the last if it is longer. */
export function fewLines(context: RenderContext, text: string, width: number): string[] {
	const lines = wrap({ ...context, width: width + MARGIN }, text);
	const last = lines[TITLE_LINES - 1];
	if (lines.length <= TITLE_LINES || last === undefined) return lines;
	return [...lines.slice(0, TITLE_LINES - 1), cut(`${last} ${lines[TITLE_LINES]}`, width)];
}

/** Draws one station below the other: mark, number, title, and the progress at the right. */
function straight(map: LineMap, context: RenderContext): string[] {
	const rows = lineRows(map, 1);
	const numbers = largest(map.phases.flatMap(({ stages }) => stages.map(({ number }) => String(number).length)));
	return rows.flatMap((row, i) => {
		const above = rows[i - 1];
		const name = row.begins === '' ? [] : [phaseLine(row, above, context)];
		return [
			...name,
			...row.places.flatMap((place) => stationLines(place, numbers, hueOf(context, row.phase), map, context)),
		];
	});
}

/** Returns a phase's name beside the track leading to its first station. */
function phaseLine({ phase, begins }: Row, above: Row | undefined, context: RenderContext): string {
	const rail = above?.places
		.map(({ travelled }) => track(context, hueOf(context, above.phase), travelled, '┃', '│'))
		.join('');
	return pad(rail ?? '', GAP) + hueOf(context, phase)(cut(begins, context.width - MARGIN - GAP));
}

function stationLines(
	{ station, travelled, isLast }: Place,
	numbers: number,
	hue: Paint,
	map: LineMap,
	context: RenderContext,
) {
	const facts = tallyOf(station).trim();
	const lead = `${stateMark(context, station.state, hue)} ${isHere(station, map) ? '▸' : ' '}`;
	const indent = 3 + numbers + GAP;
	const room = context.width - MARGIN - indent - (facts === '' ? 0 : widthOf(facts) + GAP);
	const [first = '', ...rest] = painted(station, map, context, fewLines(context, station.title, room));
	const rail = isLast ? '' : track(context, hue, travelled, '┃', '│');
	return [
		`${lead}${String(station.number).padStart(numbers)}${' '.repeat(GAP)}${pad(first, room)}  ${context.theme.quiet(facts)}`,
		...rest.map((line) => pad(rail, indent) + line),
	].map((line) => line.trimEnd());
}
