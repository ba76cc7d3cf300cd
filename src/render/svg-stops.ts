/** A stage in SVG: its topics on the tracks of their tiers, what they need of other stages at the left edge, what they open at the right. */
import { largest } from '../domain/extremes.ts';
import type { EdgeData, StageMap, StopData } from '../domain/network.ts';
import { stopFlag } from './map-flags.ts';
import { needWord, stopFacts } from './map-stops.ts';
import { type Drawing, flagAt } from './svg-line.ts';
import { markAt } from './svg-marks.ts';
import { element, linesOf, pixels, rounded, type Svg, text } from './svg-shapes.ts';
import { branching, type Link, type Stop } from './tracks.ts';

const NARROWEST = 1000;
const MARGIN = 60;
const LANE = 48;
const RADIUS = 15;
const BEND = 24;
const NAME = { size: 17, line: 22, lines: 3 };
const EDGE = { size: 14, line: 18, most: 4, width: 230 };

/** Where the words at the left end, the first track is, and the names and the words at the right begin. */
interface Columns {
	readonly left: number;
	readonly track: number;
	readonly name: number;
	readonly right: number;
}

interface Row extends Stop {
	readonly y: number;
	readonly bottom: number;
	readonly name: readonly string[];
	readonly from: readonly string[];
	readonly opens: readonly string[];
}

export function stopsSvg(map: StageMap, top: number): Drawing {
	const { stops, links, tiers } = branching(map.topics);
	const hasFrom = stops.some(({ topic }) => topic.from.length > 0);
	const hasOpens = stops.some(({ topic }) => topic.opens.length > 0);
	const left = MARGIN + EDGE.width;
	const track = hasFrom ? left + 60 : MARGIN + 70;
	const columns = { left, track, name: track + tiers.length * LANE, right: track + 430 };
	const rows = rowsOf(stops, map, columns, top);
	return {
		svg: [
			...(hasFrom ? [text(left, top - 8, 'from other stages', 'edge head', 'end')] : []),
			...(hasOpens ? [text(columns.right, top - 8, 'leads to', 'edge head')] : []),
			...rows.flatMap((row) => wires(row, columns)),
			// The core's own track lies over what branches off.
			...links.toSorted(bySpine).map((link) => linkSvg(link, rows, columns)),
			...rows.flatMap((row) => stopSvg(row, columns, map)),
		],
		width: Math.max(NARROWEST, columns.right + (hasOpens ? EDGE.width + MARGIN : 0)),
		height: largest(
			rows.slice(-1).map(({ bottom }) => bottom),
			top,
		),
	};
}

function rowsOf(stops: readonly Stop[], map: StageMap, { name: x, right }: Columns, top: number): Row[] {
	const rows: Row[] = [];
	let bottom = top;
	for (const stop of stops) {
		const { number, title, from: needs, opens: users } = stop.topic;
		const name = linesOf(`${number} ${title}`, NAME.size, right - x - 40, NAME.lines);
		const [from, opens] = [
			edgeLines(needs, (edge) => ` (${needWord(edge).replaceAll(' ', '\u00a0')})`),
			edgeLines(users),
		];
		const half = (Math.max(from.length, opens.length) * EDGE.line) / 2 + 10;
		const y = bottom + Math.max(stopFlag(stop.topic, map) ? 66 : 24, half);
		bottom = y + Math.max(name.length * NAME.line + 26, half);
		rows.push({ ...stop, y, bottom, name, from, opens });
	}
	return rows;
}

/** The topics at an edge, one under the other. */
function edgeLines(edges: readonly EdgeData[], after: (edge: EdgeData) => string = () => ''): string[] {
	const shown = edges.length > EDGE.most + 1 ? edges.slice(0, EDGE.most) : edges;
	const lines = shown.flatMap((edge) =>
		linesOf(`${edge.number} ${edge.title}${after(edge)}`, EDGE.size, EDGE.width, 2),
	);
	return shown.length < edges.length ? [...lines, `and ${edges.length - shown.length} more`] : lines;
}

function xOf({ track }: Columns, lane: number): number {
	return track + lane * LANE;
}

function bySpine(a: Link, b: Link): number {
	return b.toLane - a.toLane;
}

/** Thin lines from the words at the left edge to the stop, and from its name to the words at the right. */
function wires({ from, opens, lane, y, name }: Row, columns: Columns): Svg[] {
	const wire = (start: number, end: number) =>
		element('path', { d: `M${rounded(start)} ${rounded(y)}H${rounded(end)}`, class: 'wire' });
	const start = columns.name + pixels(name[0] ?? '', NAME.size) + 8;
	return [
		...(from.length > 0 ? [wire(columns.left + 10, xOf(columns, lane))] : []),
		...(opens.length > 0 && start < columns.right - 20 ? [wire(start, columns.right - 10)] : []),
	];
}

/** Track down from a stop, and in a bend across to where the other is. */
function linkSvg({ from, to, lane, toLane, travelled }: Link, rows: readonly Row[], columns: Columns): Svg {
	const [x, toX] = [xOf(columns, lane), xOf(columns, toLane)];
	const [y, toY] = [rows[from]?.y ?? 0, rows[to]?.y ?? 0];
	const across = `V${rounded(toY - BEND)}a${BEND} ${BEND} 0 0 0 ${BEND} ${BEND}H${toX}`;
	const d = `M${x} ${rounded(y)}${lane === toLane ? `V${rounded(toY)}` : across}`;
	return element('path', { d, class: `track ${hueOf(rows[to])}${travelled ? '' : ' ahead'}` });
}

const HUE = { core: 'h0', recommended: 'h2', optional: 'h3' } as const;

function hueOf(row: Stop | undefined): string {
	return HUE[row?.topic.tier ?? 'core'];
}

function stopSvg(row: Row, columns: Columns, map: StageMap): Svg[] {
	const { topic, y, name, from, opens, lane } = row;
	const [x, at] = [columns.name, xOf(columns, lane)];
	const mark = { state: topic.state, percent: topic.state === 'started' ? 50 : 0, hue: hueOf(row), radius: RADIUS };
	const flag = stopFlag(topic, map);
	const faint = topic.state === 'waiting' || topic.state === 'later' ? ' faint' : '';
	const facts = stopFacts(topic).join(' · ');
	const block = (lines: readonly string[], x: number, size: number, look: string, anchor?: 'end') =>
		lines.map((line, i) => text(x, y + 5 + (i - (lines.length - 1) / 2) * size, line, look, anchor));
	return [
		markAt(at, y, mark),
		...(flag ? [flagAt(at, y - RADIUS - 6, flag)] : []),
		...name.map((line, i) => text(x, y + 6 + i * NAME.line, line, `stop${faint}`)),
		text(x, y + 5 + name.length * NAME.line, facts, 'facts'),
		...block(from, columns.left, EDGE.line, 'edge', 'end'),
		...block(opens, columns.right, EDGE.line, 'edge'),
	];
}

/** The tiers that have a track, with their colours. */
export function tierHues(topics: readonly StopData[]): { readonly tier: string; readonly hue: string }[] {
	return branching(topics).tiers.map((tier) => ({ tier, hue: HUE[tier] }));
}
