/** The whole line in characters: a row for each phase where the page is wide, straight down where it is narrow. */
import { largest } from '../../domain/extremes.ts';
import type { LineMap, StationData } from '../../domain/map.ts';
import type { RenderContext } from '../../render/context.ts';
import { lineRows, type Place, type Row } from '../../render/layout.ts';
import { isHere } from '../../render/map-words.ts';
import { cut, pad, widthOf, wrap } from '../../render/text.ts';
import { shortTally, stateMark } from '../../render/words.ts';

/** Columns that a station takes at least; with fewer than three of them in a row, the line runs straight down. */
const CELL = 16;
export const WIDEST = 122;
const MARGIN = 2;
/** The names of the phases, at the left; a longer one is broken. */
const LABEL = 16;
const GAP = 2;
const TITLE_LINES = 4;
/** What the words around it leave of 24 rows; a drawing that is short has a blank line between the phases. */
const MOST_LINES = 17;

export type Paint = (text: string) => string;

/** The colour of a phase, counted from 1. */
export function hueOf({ theme }: RenderContext, phase: number): Paint {
	return theme.phases[Math.max(0, phase - 1) % theme.phases.length] ?? theme.quiet;
}

/** Track in its colour: heavy behind the learner, light and faint ahead. */
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
	const isAiry = drawn.flat().length + drawn.length - 1 <= MOST_LINES;
	return drawn.flatMap((lines, i) => (isAiry && i > 0 ? ['', ...lines] : lines));
}

/** The track with the marks, and under it the titles. @param cell columns of a station */
function rowLines({ phase, places }: Row, map: LineMap, cell: number, context: RenderContext): string[] {
	const rails = places.map((place, i) => trackAt(place, i === places.length - 1, cell, hueOf(context, phase), context));
	const titles = places.map(({ station }) => titleLines(station, map, cell < 18 ? cell - 1 : cell - GAP, context));
	const under = Array.from({ length: largest(titles.map((lines) => lines.length)) }, (_, i) =>
		titles.map((lines) => pad(lines[i] ?? '', cell)).join(''),
	);
	return [rails.join(''), ...under];
}

/** A station's mark, how far it is, and the track to the next one, which at the end of a row is an arrow. */
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
	// A tally of so many digits that no track is left is not said.
	if (rest < 3) return mark + (isLast ? '' : isEnd ? rail(1, '→') : rail(cell - 1));
	const start = mark + rail(1);
	if (isLast) return start + context.theme.quiet(facts.trimEnd());
	return start + context.theme.quiet(facts) + (isEnd ? rail(1, '→') : rail(rest));
}

/** How far a station is, with a space around; nothing where the track just passes. */
function tallyOf({ state, progress }: StationData): string {
	return state === 'empty' || state === 'skipped' ? '' : ` ${shortTally(progress)} `;
}

function titleLines(station: StationData, map: LineMap, width: number, context: RenderContext): string[] {
	const here = isHere(station, map) ? '▸' : '';
	return painted(station, map, context, fewLines(context, `${here}${station.number} ${station.title}`, width));
}

/** The lines of a title in the weight of its station. */
function painted(station: StationData, map: LineMap, { theme }: RenderContext, lines: readonly string[]): string[] {
	const isFaint = station.state === 'waiting' || station.state === 'empty';
	const paint = isHere(station, map) ? theme.title : isFaint ? theme.quiet : String;
	return lines.map((line) => paint(line));
}

/** A text in a few lines of a width, the last of them cut where it is longer. */
export function fewLines(context: RenderContext, text: string, width: number): string[] {
	const lines = wrap({ ...context, width: width + MARGIN }, text);
	const last = lines[TITLE_LINES - 1];
	if (lines.length <= TITLE_LINES || last === undefined) return lines;
	return [...lines.slice(0, TITLE_LINES - 1), cut(`${last} ${lines[TITLE_LINES]}`, width)];
}

/** One station under the other: mark, number, title, and at the right how far it is. */
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

/** The name of a phase beside the track that comes down to its first station. */
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
